"""Safe HTML pieces for the report: everything that came from the network is escaped here. Pure."""

import difflib
import html
import itertools
import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_LONGEST_MARKED = 6000  # characters a line, beyond which words are not compared: the comparison is quadratic
_DIFF_LINES = 120


class Safe(str):
    """HTML that was made here, from escaped parts."""

    __slots__ = ()


def clean(value: str) -> str:
    """Without control characters, direction overrides and what XML forbids."""
    return _UNSAFE.sub("", value)


def text(value: object) -> Safe:
    """Any value as text: escaped, without control characters and direction overrides."""
    return Safe(html.escape(clean("" if value is None else str(value)), quote=True))


def tag(name: str, *children: object, **attributes: object) -> Safe:
    """An element; children that are not Safe are escaped, `class_` stands for class, attributes of None are left out."""
    inner = "".join(child if isinstance(child, Safe) else text(child) for child in children)
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items() if value is not None
    )
    return Safe(f"<{name}{given}>{inner}</{name}>")


def join(parts: Iterable[Safe]) -> Safe:
    """Pieces one after the other."""
    return Safe("".join(parts))


def link(url: object, label: object) -> Safe:
    """A link that leaves no trace with its target; what is not http, https or a plain file name becomes text."""
    address = str(url or "")
    scheme = urlsplit(address).scheme.lower() if _parses(address) else "bad"
    if scheme not in {"http", "https"} and not re.fullmatch(r"[\w.-]+", address):
        return tag("bdi", label)
    return tag("a", tag("bdi", label), href=address, rel="noopener noreferrer nofollow")


def _parses(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def table(head: Sequence[object], rows: Iterable[Sequence[object]], numbers: frozenset[int] = frozenset()) -> Safe:
    """A table that scrolls inside its own box on a small screen; `numbers`: columns that are right-aligned."""

    def cell(name: str, column: int, value: object) -> Safe:
        return tag(name, value, class_="number" if column in numbers else None)

    top = tag("tr", *(cell("th", column, value) for column, value in enumerate(head)))
    body = join(tag("tr", *(cell("td", column, value) for column, value in enumerate(row))) for row in rows)
    return tag("div", tag("table", tag("thead", top), tag("tbody", body)), class_="scroll")


def diff(unified: str) -> Safe:
    """A unified diff in colours; in a line that replaces another the words that differ are marked."""
    lines = [line for line in unified.splitlines() if not line.startswith(("--- ", "+++ "))]
    parts: list[Safe] = []
    number = 0
    while number < min(len(lines), _DIFF_LINES):
        gone = _run(lines, number, "-")
        added = _run(lines, number + len(gone), "+")
        if gone and len(gone) == len(added):
            for before, after in zip(gone, added, strict=True):
                parts += _replaced(before[1:], after[1:])
        else:
            parts += [_line(line) for line in (*gone, *added)] or [_line(lines[number])]
        number += len(gone) + len(added) or 1
    if len(lines) > number:
        parts.append(tag("div", f"… {len(lines) - number} more lines: see articles.jsonl", class_="hunk"))
    return tag("div", *parts, class_="diff")


def _run(lines: Sequence[str], start: int, sign: str) -> list[str]:
    """The lines from `start` on that begin with the sign."""
    return list(itertools.takewhile(lambda line: line.startswith(sign), itertools.islice(lines, start, None)))


def prose(said: str) -> Safe:
    """A sentence of ours, with what stands between back-ticks as code."""
    parts = said.split("`")
    return join(tag("code", part) if number % 2 else text(part) for number, part in enumerate(parts))


def _line(line: str) -> Safe:
    kind = {"+": "added", "-": "gone", "@": "hunk"}.get(line[:1], "same")
    said = "…" if kind == "hunk" else line[1:] or " "
    mark = {"added": "+", "gone": "−"}.get(kind, " ")
    return tag("div", tag("span", mark, class_="sign"), tag("bdi", said), class_=kind)


def _replaced(before: str, after: str) -> list[Safe]:
    if len(before) + len(after) > _LONGEST_MARKED:
        return [_line("-" + before), _line("+" + after)]
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    gone: list[Safe] = []
    added: list[Safe] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[i1:i2]), "".join(new[j1:j2])
        gone.append(text(left) if kind == "equal" else tag("del", left) if left else Safe(""))
        added.append(text(right) if kind == "equal" else tag("ins", right) if right else Safe(""))
    return [
        tag("div", tag("span", "−", class_="sign"), tag("bdi", *gone), class_="gone"),
        tag("div", tag("span", "+", class_="sign"), tag("bdi", *added), class_="added"),
    ]
