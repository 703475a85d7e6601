"""Pagers whose links call a script: what the called function asks for, as an address or as a form that is posted.

`href="javascript:goPage(2)"`, `onclick="fn_link_page(2); return false;"`, `__doPostBack('pager', 'Page$2')`: a function puts
what it is given into an address, or into the fields of a form that it submits. No script is run.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.discover.links import PageLink
from crawler.discover.pagers.forms import MOST_FIELDS, SentForm, is_get, is_personal, submits, takes_words, value_of
from crawler.discover.pagers.marks import Marks, in_pager, is_rolling, marks_of, text_on
from crawler.discover.pagers.position import is_behind_rows
from crawler.discover.pagers.step import Paged
from crawler.discover.pagers.words import LABEL_LENGTH, Way
from crawler.discover.script_values import LONGEST_SCRIPT, Values, parts_of_code, spelled
from crawler.page.scripts import scripts_in

MOST_CONTROLS = 200  # of a page that are looked at; a pager has a few dozen
MOST_SEARCHES = 60  # of all scripts of a page, for functions and for what names are worth
MOST_FORMS = 50  # of a page
MOST_PARTS = 4  # elements in a control; a box with more holds other things
_DEPTH = 3  # of functions that call each other
ONWARD = frozenset({Way.NEXT, Way.OLDER, Way.RIGHT, Way.FAR_RIGHT})
_CALL = re.compile(r"(?<![\w$.])(?:[A-Za-z_$][\w$]{0,60}\.){0,3}([A-Za-z_$][\w$]{0,60})\s{0,4}\(")
_BODY = (  # `function go(n) {`, `go = function(n) {`, `go: (n) => {`
    r"(?<![\w$])(?:function\s{{1,4}}{0}\s{{0,4}}|{0}\s{{0,4}}[=:]\s{{0,4}}(?:async\s{{1,4}})?(?:function\b[\w$ ]{{0,60}})?)"
    r"\(([^()]{{0,200}})\)\s{{0,4}}(?:=>\s{{0,4}})?\{{"
)
_REMARK = re.compile(r"(?m)(?:^|(?<=[;{}\s]))//[^\n]*$|/\*.{0,2000}?\*/", re.S)
_SUBMIT = re.compile(r"\.\s{0,4}submit\s{0,4}\(|\.\s{0,4}trigger\(\s{0,4}['\"]submit")
_FIELD = re.compile(  # `form.page.value = `, `getElementById("page").value = `, `$("#page").val(`
    r"(?:\.\s{0,4}(?P<part>[\w$]{1,80})|\(\s{0,4}(?P<quote>['\"])(?P<said>[^\n]{1,120}?)(?P=quote)\s{0,4}\)(?:\[0\])?"
    r"|\[\s{0,4}['\"](?P<key>[^'\"\n]{1,80})['\"]\s{0,4}\])"
    r"\s{0,4}\.\s{0,4}(?:value\s{0,4}=(?!=)|val\s{0,4}\()"
)
_SELECTOR = re.compile(r"name\s{0,4}=\s{0,4}\\?['\"]?(?P<name>[\w$.:-]{1,80})|\#(?P<id>[\w$:-]{1,80})\Z")
_ACTION = re.compile(r"\.\s{0,4}(?:action\s{0,4}=(?!=)|attr\(\s{0,4}['\"]action['\"]\s{0,4},)")
_METHOD = re.compile(r"\.\s{0,4}(?:method\s{0,4}=(?!=)|attr\(\s{0,4}['\"]method['\"]\s{0,4},)\s{0,4}['\"](\w{3,4})['\"]")
_PLACE = re.compile(
    r"\blocation(?:\.href|\.(?P<query>search))?\s{0,4}(?:=(?!=)|\.(?:assign|replace)\s{0,4}\()|\bwindow\.open\s{0,4}\("
)
_READ = re.compile(  # `$("#cat").val()`, `getElementById("cat").value`, `document.list.page.value`
    r"(?:\$\(\s?['\"][^'\"\n]{0,60}?(?:\#|name=)(?P<said>[\w$-]{1,60})\]?['\"]\s?\)\.val\(\s?\)"
    r"|document\.getElementById\(\s?['\"](?P<id>[\w$:-]{1,60})['\"]\s?\)\.value"
    r"|(?:document\.)?(?:[\w$]{1,60})\.(?P<part>[\w$]{1,60})\.value)(?![\w$]|\s?=(?!=))"
)
_CHOSEN = re.compile(r"this\.(?:options\[\s?this\.selectedIndex\s?\]\.)?value|\$\(this\)\.val\(\)")  # of a list of options
_ADDED = r"(?<![\w$.]){}\s{{0,4}}\+=\s{{0,4}}"
_NO_QUOTES = {ord("'"): None, ord("\\"): None, ord("\n"): None}
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,60}\Z")
_LITERAL = re.compile(r"\d{1,9}\Z|(['\"])[^'\"\\]{0,200}\1\Z")
_Pair = tuple[str, str]


class Control(NamedTuple):
    """What a reader presses to turn a list's pages.

    address: what it asks for, with what is posted (crawler.url_parts.posted_in); numbers: those that its call is given.
    """

    element: HtmlElement
    marks: Marks
    address: str
    is_posted: bool
    numbers: tuple[int, ...]

    @property
    def link(self) -> PageLink:
        """The control as a link."""
        return PageLink(self.element, self.address, self.address, self.marks.label, self.marks.label)


def controls_of(page: Paged) -> list[Control]:
    """The controls of a page's pager that a script or a posted form answers, in page order."""
    if page.root is None or not page.rows:
        return []
    reader = _Reader(page)
    pressed = ((each, reader.asked(each)) for each in islice(_pressed(page), MOST_CONTROLS))
    return [Control(each, marks_of(each, shown_on(each)), *asked) for each, asked in pressed if asked is not None]


def _pressed(page: Paged) -> Iterator[HtmlElement]:
    """The elements with a script of their own, or that submit a form, that look like those of a pager."""
    for each in page.root.iter("a", "button", "input", "span", "li", "td", "img", "option") if page.root is not None else ():
        if (_code(each) or each.tag in ("button", "input")) and len(each) <= MOST_PARTS and _turns(page, each):
            yield each


def _turns(page: Paged, element: HtmlElement) -> bool:
    """Whether an element says that it turns pages, and stands where pagers do."""
    text = shown_on(element)
    if len(text) > LABEL_LENGTH or is_rolling(element, page.around):
        return False
    marks = marks_of(element, text)
    told = marks.number is not None or (marks.way in ONWARD and element.tag != "option")
    return told and not marks.off and (in_pager(element) or is_behind_rows(page, element))


def shown_on(element: HtmlElement) -> str:
    """What a control shows."""
    return (element.get("value") or "").strip() if element.tag == "input" else text_on(element)


def _code(element: HtmlElement) -> str:
    """The script that an element runs when it is pressed, or chosen."""
    if element.tag == "option":
        changed = next((each.get("onchange") or "" for each in element.iterancestors("select")), "")
        return _CHOSEN.sub(lambda _: _quoted(element.get("value", text_on(element))), changed)
    href = (element.get("href") or "").strip()
    called = href[len("javascript:") :] if href.lower().startswith("javascript:") else ""
    return f"{element.get('onclick') or ''};{called}".strip("; ")


def _quoted(text: str) -> str:
    return f"'{text.translate(_NO_QUOTES)}'"


class _Reader:
    """What the controls of one page ask for."""

    def __init__(self, page: Paged) -> None:
        self._page = page
        self._forms: dict[HtmlElement, SentForm] = {}
        self._functions: dict[str, re.Match[str] | None] = {}
        self._left = MOST_SEARCHES

    @cached_property
    def _scripts(self) -> str:
        found = "\n".join(script.content for script in scripts_in(self._page.source))
        return _REMARK.sub("", found[:LONGEST_SCRIPT])

    def asked(self, element: HtmlElement) -> tuple[str, bool, tuple[int, ...]] | None:
        """Address, whether it is posted, and the numbers given, of what an element asks for; None where nobody can tell."""
        code = _code(element)
        if not code:
            return self._of_button(element)
        run, given = self._run(code)
        found = self._sent(element, run) if _SUBMIT.search(run) else self._led(run, given)
        return None if found is None else (*found, given)

    def _of_button(self, button: HtmlElement) -> tuple[str, bool, tuple[int, ...]] | None:
        """What a button of a form that is posted sends; that of another is a link like any other."""
        form = next(button.iterancestors("form"), None)
        if form is None or is_get(form) or not submits(button) or not _is_of_pages(button, form):
            return None
        name, value = button.get("name"), button.get("value") or ""
        address = self._form(form).posted([(name, value)] if name else [], button.get("formaction"))
        return None if address is None else (address, True, (int(value),) if value.isdecimal() and len(value) < 7 else ())

    def _run(self, code: str) -> tuple[str, tuple[int, ...]]:
        """The statements that a script runs, what its functions are given first; and the numbers that the first is given."""
        run, waiting = [code], [code]
        given: tuple[int, ...] = ()
        for depth in range(_DEPTH):
            calls = [each for text in waiting for each in self._called(text)]
            if not depth:
                given = tuple(int(said) for _, said, _ in calls for said in re.findall(r"(?<!\d)\d{1,6}(?!\d)", said))
            run += [f"{assigned}\n{body}" for assigned, _, body in calls]
            waiting = [body for _, _, body in calls]
        return _READ.sub(self._value_read, "\n".join(run)), given

    def _value_read(self, found: re.Match[str]) -> str:
        """What a script reads out of a field, as it stands in the page; what is no field stays as it is written."""
        value = self._values.get(found["said"] or found["id"] or found["part"])
        if value is None:
            return found[0]
        return value if value.isdecimal() and len(value) < 7 else _quoted(value)  # a number may be counted on

    @cached_property
    def _values(self) -> Mapping[str | None, str]:
        """What stands in the fields of the page, by their ids and names."""
        fields = list(islice(self._page.root.iter("input", "select"), MOST_FIELDS)) if self._page.root is not None else []
        named = [(each.get(key), value_of(each)) for key in ("name", "id") for each in fields]
        return {name: value for name, value in named if name}

    def _called(self, code: str) -> Iterator[tuple[str, str, str]]:
        """What the functions that a script calls are given, as assignments and as they are written, and their bodies."""
        for call in islice(_CALL.finditer(code), 8):
            found = self._function(call[1])
            if found is None:
                continue
            arguments = list(parts_of_code(code, call.end()))
            names = [name.strip().partition("=")[0] for name in found[1].split(",")]
            pairs = [(name, said) for name, said in zip(names, arguments, strict=False) if name and name != said]
            body = next(parts_of_code(self._scripts, found.end(), ""), "")
            yield "".join(f"{name}={said};\n" for name, said in pairs), " ".join(filter(_LITERAL.match, arguments)), body

    def _function(self, name: str) -> re.Match[str] | None:
        """Where the page's scripts have a function, up to its body."""
        if name not in self._functions:
            self._functions[name] = re.search(_BODY.format(re.escape(name)), self._scripts) if self._may_search else None
        return self._functions[name]

    @property
    def _may_search(self) -> bool:
        """Whether all scripts of the page may be searched once more."""
        self._left -= 1
        return self._left >= 0

    def _worth(self, run: str, at: int) -> str | None:
        """What the expression is worth that stands at a place of what is run, by that, else by all scripts of the page."""
        code = next(parts_of_code(run, at, ",;\n"), "")
        added = re.finditer(_ADDED.format(re.escape(code)), run) if _NAME.match(code) else ()
        terms = [code, *(next(parts_of_code(run, each.end(), ",;\n"), "") for each in added)]
        said = [self._worth_of(run, term) for term in terms]
        return None if any(each is None for each in said) else "".join(filter(None, said))

    def _worth_of(self, run: str, code: str) -> str | None:
        worth = Values(run, {}, self._page.url).worth(code)
        if worth is None and self._may_search:
            worth = Values(f"{run}\n{self._scripts}", {}, self._page.url).worth(code)
        return None if worth is None else spelled(worth)

    def _led(self, run: str, given: Sequence[int]) -> tuple[str, bool] | None:
        """The address that a script leads to; of several the one with a number that it is given, or that before."""
        places = [url for found in _PLACE.finditer(run) if (url := self._place(run, found))]
        told = {str(number - less) for number in given for less in (0, 1)}
        numbered = (url for url in places if not told.isdisjoint(re.findall(r"\d+", url)))
        best = next(numbered, places[-1] if places else None)
        return None if best is None else (best, False)

    def _place(self, run: str, found: re.Match[str]) -> str | None:
        said = self._worth(run, found.end())
        if found["query"] and said and not said.startswith("?"):
            said = f"?{said}"
        return self._page.resolved(said) if said else None

    def _sent(self, element: HtmlElement, run: str) -> tuple[str, bool] | None:
        """What a form sends whose fields the script of an element fills."""
        fields = [(name, said) for name, at in _fields_filled(run) if (said := self._worth(run, at)) is not None]
        form, given = self._filled(fields)
        if form is None or not _is_of_pages(element, form):
            return None
        actions = [said for found in _ACTION.finditer(run) if (said := self._worth(run, found.end()))]
        methods = ["get" if is_get(form) else "post", *(found[1].lower() for found in _METHOD.finditer(run))]
        return self._submitted(self._form(form), given, actions[-1] if actions else None, asks=methods[-1] == "get")

    def _submitted(self, form: SentForm, given: Sequence[_Pair], action: str | None, *, asks: bool) -> tuple[str, bool] | None:
        address = form.address(given, action) if asks else form.posted(given, action)
        return None if address is None else (address, not asks)

    def _filled(self, fields: Sequence[_Pair]) -> tuple[HtmlElement | None, list[_Pair]]:
        """The form that has most of the fields, by their names or ids, with these as it sends them."""
        filled = [(form, [(names[key], said) for key, said in fields if names.get(key)]) for form, names in self._named]
        return max((each for each in filled if each[1]), key=lambda each: len(each[1]), default=(None, []))

    @cached_property
    def _named(self) -> list[tuple[HtmlElement, Mapping[str | None, str]]]:
        """The forms of the page with the names of their fields, by these and by their ids."""
        forms = islice(self._page.root.iter("form"), MOST_FORMS) if self._page.root is not None else ()
        return [(form, _names_of_fields(form)) for form in forms]

    def _form(self, form: HtmlElement) -> SentForm:
        return self._forms.setdefault(form, SentForm(self._page, form))


def _names_of_fields(form: HtmlElement) -> Mapping[str | None, str]:
    named = [(each.get("id"), each.get("name") or "") for each in islice(form.iter("input", "select"), MOST_FIELDS)]
    return dict(named) | {name: name for _, name in named}


def _is_of_pages(element: HtmlElement, form: HtmlElement) -> bool:
    """Whether what sends a form turns pages: in what is named a pager, by a number, by a word where nobody writes anything.

    An arrow behind the rows may send an address for a newsletter.
    """
    if is_personal(form):
        return False
    marks = marks_of(element, shown_on(element))
    said = marks.way in (Way.NEXT, Way.OLDER) and not takes_words(form)
    return in_pager(element) or marks.number is not None or said


def _fields_filled(run: str) -> Iterator[tuple[str, int]]:
    """Name or id of the fields that a script fills, and where what it puts there stands."""
    for found in _FIELD.finditer(run):
        said = found["said"] or ""
        selected = _SELECTOR.search(said)
        name = found["part"] or found["key"] or (selected and (selected["name"] or selected["id"])) or said
        yield name, found.end()
