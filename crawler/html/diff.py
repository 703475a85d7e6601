"""The difference of two texts as HTML, with the words that differ marked. Pure."""

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence

from crawler.html.builder import Safe, escaped, tag
from crawler.text.counting import counted

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_FIRST = re.compile(r"@@ -1[, ]")  # the head of a stretch that begins with the first line
_LONGEST_MARKED = 6000  # characters a line, beyond which words are not compared: the comparison is quadratic
_MOST_LINES = 120
_SIGNS = {"added": "+", "gone": "−"}


def compared(before: str, after: str) -> Safe:
    """The lines in which two texts differ, each with its neighbours."""
    lines = list(difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=1))[2:]
    if lines and _FIRST.match(lines[0]):
        del lines[0]  # nothing is left out above it
    return diff("\n".join(lines))


def diff(unified: str) -> Safe:
    """A unified diff in colours; in a line that replaces another the words that differ are marked."""
    lines = unified.split("\n") if unified else []
    if unified.startswith("--- "):
        del lines[:2]  # names of the two sides
    parts: list[Safe] = []
    number = 0
    while number < min(len(lines), _MOST_LINES):
        gone = _run(lines, number, "-")
        added = _run(lines, number + len(gone), "+")
        parts += _changed(gone, added) if gone or added else [_line(lines[number])]
        number += len(gone) + len(added) or 1
    if len(lines) > number:
        parts.append(tag("div", f"… {counted(len(lines) - number, 'more line')}, not shown", class_="hunk"))
    return tag("div", *parts, class_="diff")


def _run(lines: Sequence[str], start: int, sign: str) -> list[str]:
    """The lines from `start` on that begin with the sign."""
    return list(itertools.takewhile(lambda line: line.startswith(sign), itertools.islice(lines, start, None)))


def _changed(gone: Sequence[str], added: Sequence[str]) -> Iterator[Safe]:
    """Lines that others replace, one after the other where they are as many."""
    if len(gone) != len(added):
        yield from map(_line, (*gone, *added))
        return
    for before, after in zip(gone, added, strict=True):
        if len(before) + len(after) > _LONGEST_MARKED:
            yield from (_line(before), _line(after))
        else:
            yield from _replaced(before[1:], after[1:])


def _line(line: str) -> Safe:
    kind = {"+": "added", "-": "gone", "@": "hunk"}.get(line[:1], "same")
    return _row(kind, "…" if kind == "hunk" else line[1:] or " ")


def _row(kind: str, *said: object) -> Safe:
    return tag("div", tag("span", _SIGNS.get(kind, " "), class_="sign"), tag("bdi", *said), class_=kind)


def _replaced(before: str, after: str) -> tuple[Safe, Safe]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = [_part("del", kind, old[start:end]) for kind, start, end, _, _ in steps]
    added = [_part("ins", kind, new[start:end]) for kind, _, _, start, end in steps]
    return _row("gone", *gone), _row("added", *added)


def _part(mark: str, kind: str, tokens: Sequence[str]) -> Safe:
    said = escaped("".join(tokens))
    return said if kind == "equal" or not said else tag(mark, said)
