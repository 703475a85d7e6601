"""What a reader hands on: which blocks of which pages are the article's, and what it knows of the article beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crawler.extract.fields.read import HeadMarks
from crawler.extract.fields.title import Title
from crawler.page.blocks import Block
from crawler.page.page import Page


@dataclass(frozen=True, slots=True)
class PagePart:
    """What one page has of the article.

    body: its blocks, images included; tail: blocks behind it that may offer documents; standing: blocks behind it that the
    site's pages have in common.
    """

    page: Page
    body: Sequence[Block]
    tail: Sequence[Block]
    standing: Sequence[Block] = ()


class Evidence(NamedTuple):
    """What speaks for a text and against it.

    expected: F1 that the probabilities promise, 0 to 1; dropped: tokens of running text that is not kept, for each one
    kept; cut: share of the first choice that stands behind the end.
    """

    expected: float
    dropped: float
    cut: float


@dataclass(frozen=True, slots=True)
class Selection:
    """An article as a reader found it.

    by, rule: as in provenance, by is `rule`, `learned` or `generic`; layout: name of the layout, else as `by`; span: indices
    of the first and last body block of the first page; marks: what a layout knows, None where the fields are to be looked
    for; evidence: what speaks for the text, None where a layout knows it.
    """

    by: str
    rule: str
    layout: str
    title: Title
    parts: Sequence[PagePart]
    span: tuple[int, int]
    marks: HeadMarks | None = None
    flags: tuple[str, ...] = ()
    evidence: Evidence | None = None
