"""The scripts that stand in a page's markup."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SCRIPT_TAG = re.compile(r"<script\b([^<>]{0,1000})>", re.I)
_SCRIPT_END = re.compile(r"</script(?:\s*+>)?", re.I)


class Script(NamedTuple):
    """attributes: as written; content: its text; start, end: where it begins and ends in the markup, tags included."""

    attributes: str
    content: str
    start: int
    end: int


def scripts_in(text: str) -> Iterator[Script]:
    """Each script of a page, in order; one without an end is none."""
    at = 0
    while opened := SCRIPT_TAG.search(text, at):
        closed = _SCRIPT_END.search(text, opened.end())
        if closed is None:
            return
        at = closed.end()
        yield Script(opened[1], text[opened.end() : closed.start()], opened.start(), at)
