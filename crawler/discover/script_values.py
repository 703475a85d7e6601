"""What an expression in a script is worth, as far as a reader of the page can tell: texts, and numbers with their names.

No script is run: literals, concatenations, templates, names that are given a literal anywhere on the page, and the
attributes that scripts read. Everything else is worth nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

LONGEST_SCRIPT = 200_000  # characters of a page's scripts that are read
LONGEST_EXPRESSION = 2_000
MOST_WORTHS = 1_000  # expressions of a page that are looked at
MOST_GIVEN = 4  # of what one name is given
MOST_FIELDS = 40  # of an object or a form
DEPTH = 5  # of names that are worth other names
_OPEN, _CLOSE = "([{", ")]}"
_NAME = re.compile(r"(?:[A-Za-z_$][\w$]{0,60}\??\.){0,5}([A-Za-z_$][\w$]{0,60})\Z")
_GIVEN = re.compile(r"(?<![\w$])[\"']?([A-Za-z_$][\w$-]{0,60})[\"']?\s{0,4}(?:=(?![=>])|:(?!:))\s{0,4}")
_ATTRIBUTE = re.compile(
    r".{0,200}?(?:\.(?:data|attr|getAttribute)\(\s*[\"'](?:data-)?([\w-]{1,60})[\"']\s*\)|\.dataset\.(\w{1,60}))\Z", re.S
)
_CALL = re.compile(r"(?:encodeURIComponent|encodeURI|String|Number|parseInt|parseFloat)\s*\((.{1,400})\)\Z", re.S)
_SUM = re.compile(r"(?P<left>[\w$.]{1,80})\s*(?P<sign>[+*-])\s*(?P<right>[\w$.]{1,80})\Z")
_STEPPED = re.compile(r"(?:(?P<before>\+\+)\s*)?(?P<name>[\w$.]{1,80}?)(?P<after>\+\+)?\Z")
_WRAPPERS = ("new URLSearchParams(", "JSON.stringify(", "$.param(", "jQuery.param(", "qs.stringify(")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Counted(NamedTuple):
    """A number in what a script asks for: its value, the name that it goes by, whether the script has moved it on already."""

    value: int
    name: str
    moved: bool = False


Worth = tuple["str | Counted", ...]


def parts_of_code(text: str, at: int = 0, marks: str = ",") -> Iterator[str]:
    """The parts of a stretch of code that begins at `at`, up to the bracket that closes it, parted by any of the marks."""
    depth, begins, end = 0, at, min(len(text), at + LONGEST_EXPRESSION)
    while at < end:
        char = text[at]
        if char in "\"'`":
            at = _after_string(text, at, end)
            continue
        if char in _CLOSE and not depth:
            break
        depth += (char in _OPEN) - (char in _CLOSE)
        if char in marks and not depth:
            yield text[begins:at].strip()
            begins = at + 1
        at += 1
    if text[begins:at].strip():
        yield text[begins:at].strip()


def _after_string(text: str, at: int, end: int) -> int:
    """Where a string ends that begins at `at`."""
    sign, at = text[at], at + 1
    while at < end and text[at] != sign:
        at += 2 if text[at] == "\\" else 1
    return at + 1


class Values:
    """What the names on a page are worth. scripts: text of its scripts; attributes: those that scripts may read."""

    def __init__(self, scripts: str, attributes: Mapping[str, str], here: str) -> None:
        self.scripts = scripts
        self._attributes = attributes
        self._here = here
        self._given: dict[str, list[int]] = {}
        self._left = MOST_WORTHS

    def given(self, name: str) -> list[str]:
        """The expressions that a name is given in the scripts, in their order."""
        if not self._given:
            for found in _GIVEN.finditer(self.scripts):
                self._given.setdefault(found[1], []).append(found.end())
        return [next(parts_of_code(self.scripts, at, ",;\n"), "") for at in self._given.get(name, [])[:MOST_GIVEN]]

    def worth(self, code: str, depth: int = 0) -> Worth | None:
        """What an expression is worth; None where nobody can tell."""
        code, self._left = _unwrapped(code.strip()), self._left - 1
        if not code or depth > DEPTH or self._left < 0:
            return None
        terms = list(parts_of_code(code, marks="+")) if "++" not in code else [code]
        if len(terms) == 2 and terms[1].isdecimal() and (value := self._number(terms[0], depth)) is not None:
            return (Counted(value + int(terms[1][:6]), terms[0], moved=True),)
        if len(terms) > 1 and not _SUM.match(code):
            return self._joined(terms, depth)
        return self._of_term(code, depth)

    def _joined(self, terms: Sequence[str], depth: int) -> Worth | None:
        found = [self.worth(term, depth + 1) for term in terms]
        return None if any(each is None for each in found) else tuple(part for each in found if each for part in each)

    def _of_term(self, code: str, depth: int) -> Worth | None:
        if code[0] in "\"'" and code[-1] == code[0] and len(code) > 1:
            return (_ESCAPED.sub(_unescaped, code[1:-1]),)
        if code[0] == "`" and code[-1] == "`":
            return self._of_template(code[1:-1], depth)
        if code.isdecimal() and len(code) < 7:
            return (code,)
        if wrapped := _CALL.match(code):
            return self.worth(next(parts_of_code(wrapped[1]), ""), depth + 1)
        return self._of_number(code, depth) or self._of_name(code, depth)

    def _of_template(self, text: str, depth: int) -> Worth | None:
        found: list[str | Counted] = []
        for at, piece in enumerate(re.split(r"\$\{([^{}]{0,200})\}", text)):
            worth = self.worth(piece, depth + 1) if at % 2 else (piece,)
            if worth is None:
                return None
            found += worth
        return tuple(found)

    def _of_number(self, code: str, depth: int) -> Worth | None:
        """A name that is worth a number, or a step from one: `page + 1`, `++page`, `page * size`."""
        if (stepped := _STEPPED.match(code)) or _ATTRIBUTE.match(code):
            if stepped is None:
                value = self._number(code, depth)
                return None if value is None else (Counted(value, re.split(r"\W+", code.rstrip("\"')( "))[-1]),)
            value = self._number(stepped["name"], depth)
            moved = bool(stepped["before"])
            return None if value is None else (Counted(value + moved, stepped["name"], moved),)
        summed = _SUM.match(code)
        if summed is None:
            return None
        left, right = self._number(summed["left"], depth), self._number(summed["right"], depth)
        if left is None or right is None:
            return None
        value = {"+": left + right, "-": left - right, "*": left * right}[summed["sign"]]
        return (Counted(max(0, value), summed["left"], summed["sign"] == "+"),)

    def _number(self, code: str, depth: int) -> int | None:
        wrapped = _CALL.match(code)
        inner = next(parts_of_code(wrapped[1]), "") if wrapped else code
        if inner.isdecimal() and len(inner) < 7:
            return int(inner)
        worth = self._of_name(inner, depth)
        said = worth[0] if worth and len(worth) == 1 else None
        if isinstance(said, Counted):
            return said.value
        return int(said) if said is not None and said.isdecimal() and len(said) < 7 else None

    def _of_name(self, code: str, depth: int) -> Worth | None:
        if read := _ATTRIBUTE.match(code):
            return self._of_attribute(_CAMEL.sub("-", read[1] or read[2]).lower())
        named = _NAME.match(code)
        if named is None:
            return None
        if named[1] == "length" and "." in code:
            return (Counted(0, code),)  # as many as there are: the caller knows
        if "location" in code:
            return {"origin": ("",), "href": (self._here,), "pathname": (self._here,)}.get(named[1])
        for given in self.given(named[1]):
            worth = self.worth(given, depth + 1) if given != code else None
            if worth is not None:
                return worth
        return self._of_attribute(_CAMEL.sub("-", named[1]).lower())

    def _of_attribute(self, name: str) -> Worth | None:
        said = self._attributes.get(f"data-{name}", self._attributes.get(name))
        return (said,) if said else None


def _unescaped(found: re.Match[str]) -> str:
    """A sign that a string of a script writes with a stroke before it: `\\u0026`, `\\/`."""
    return chr(int(found[1] or found[2], 16)) if found[1] or found[2] else found[3]


def _unwrapped(code: str) -> str:
    """An expression without the brackets around all of it."""
    while code.startswith("(") and code.endswith(")") and len(list(parts_of_code(code[1:]))) == 1:
        inner = next(parts_of_code(code[1:]), "")
        if len(inner) < len(code[1:-1].strip()):
            return code
        code = inner
    return code


def fields_of(values: Values, code: str, depth: int = 0) -> list[tuple[str, Worth]] | None:
    """Names and worths of the fields of an object, or of a form that is filled field by field; None for anything else."""
    code = code.strip()
    wrapper = next((each for each in _WRAPPERS if code.startswith(each)), None)
    if wrapper is not None:
        code = next(parts_of_code(code[len(wrapper) :]), "")
    if re.match(r"[A-Za-z_$][\w$.]{0,80}\Z", code):
        return _of_form(values, code) or _given_fields(values, code, depth)
    if not code.startswith("{"):
        return None
    return list(_fields_in(values, code))


def _fields_in(values: Values, code: str) -> Iterator[tuple[str, Worth]]:
    for part in islice(parts_of_code(code[1:]), MOST_FIELDS):
        name, _, said = part.partition(":")
        worth = values.worth(said.strip() or name)
        if worth is not None:
            yield name.strip().strip("\"'"), worth


def _given_fields(values: Values, name: str, depth: int) -> list[tuple[str, Worth]] | None:
    """The fields of the object that a name is given."""
    given = [each for each in values.given(name.rpartition(".")[2]) if each != name and each[:1] in "{nJ"]
    if depth >= DEPTH:
        return None
    return next((found for each in given if (found := fields_of(values, each, depth + 1))), None)


def _of_form(values: Values, name: str) -> list[tuple[str, Worth]] | None:
    """What a script puts into a form or a query that it makes: `data.append("page", page)`."""
    put = re.compile(rf"(?<![\w$]){re.escape(name)}\s*\.\s*(?:searchParams\s*\.\s*)?(?:append|set)\s*\(")
    found = [list(parts_of_code(values.scripts, each.end())) for each in islice(put.finditer(values.scripts), MOST_FIELDS)]
    fields = [(said[0].strip("\"'"), worth) for said in found if len(said) == 2 and (worth := values.worth(said[1])) is not None]
    return fields or None


def spelled(worth: Worth, numbers: Mapping[int, int] | None = None) -> str:
    """A worth as text. numbers: by the index of a part, instead of the one that stands there."""
    others = numbers or {}
    return "".join(str(others.get(at, part.value)) if isinstance(part, Counted) else part for at, part in enumerate(worth))


def with_escapes(worth: Worth) -> Worth:
    """A worth as the value of a field in a query."""
    return tuple(part if isinstance(part, Counted) else quote(part, safe="") for part in worth)
