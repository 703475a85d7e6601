"""The title among the lines that stand where a layout has its title, checked against the other places that name it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from crawler.items import Row
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_furniture, is_icon, is_linked, is_prose
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.text.fingerprint import title_key
from crawler.text.writing import Join, between_paragraphs, weight

MAX_LINES = 8  # lines that a title and its subtitle may take
_BREAK = re.compile(r"<\s*+/?\s*+br\s*+/?\s*+>", re.IGNORECASE)
_CUT = re.compile(r"(?<![\s.…⋯])\s*+(?:[.…⋯]{3,}+|\.{0,2}+[…⋯][.…⋯]*+)\s*+\Z")  # one try a run of marks
_SUFFIX = re.compile(r"(?:(?<!\s)\s++)?[-_|–—:：>»·]++\s*+")
_DASH = re.compile(r"[—–-]{2}|[—–]")
MAX_LINE = 200  # Latin characters of a line of a title
_SENTENCE = re.compile(r"[.。;；]\W*\Z")
_SENTENCE_END = re.compile(r"[.。!！?？:：;；]\W*\Z")
MAX_SUBTITLE = 200  # Latin characters of a subtitle without marks around it
MAX_TITLE = 900  # Latin characters of a line that may be in a title
MIN_KEY = 2  # letters and digits of a title
MIN_STEM = 8  # Latin characters that the rest of a cut title must have to count


@dataclass(frozen=True, slots=True)
class Headline:
    """title and subtitle as printed, agree: which of the named evidence has the same title, other: which has another."""

    title: str | None
    subtitle: str | None
    agree: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = ()


def plain_title(text: str | None) -> str:
    """A title as one line: written-out line breaks are blanks."""
    return " ".join(_BREAK.sub(" ", text or "").split())


def evidence_of(page: Page, row: Row | None) -> dict[str, str]:
    """Where else the title is told: source (`listing`, `meta`, `title_tag`) -> title."""
    head = head_of(page)
    told = {
        "listing": row.title if row is not None else None,
        "meta": head.stated("title", "social_title"),
        "title_tag": head.title,
    }
    return {source: text for source, text in told.items() if text}


def read_headline(zone: Sequence[Block], outline: Outline, evidence: dict[str, str], *, near_end: bool) -> Headline:
    """The headline in `zone`. evidence: source -> title as stated there (`title_tag`, `listing`, `meta`).

    near_end: the zone begins with the page's own head, so that an unconfirmed title is the last line and not the first.
    """
    lines = [block for block in zone if block.text and not is_furniture(block)]
    told = {source: title for source, text in evidence.items() if (title := plain_title(text))}
    if not lines:
        return Headline(None, None, (), tuple(told.items()))
    run = _confirmed(lines, list(told.values()))
    if run is None:
        lines = [line for line in lines if not is_linked(line)] or lines
        run = _by_structure(lines, outline, near_end=near_end)
    first, last = run[0], _before_dashes(lines, run)
    return _compared(" ".join(line.text for line in lines[first:last]), _subtitle(lines[last:]), told)


def _before_dashes(lines: Sequence[Block], run: tuple[int, int]) -> int:
    """The end of a title: a line of its own that a dash opens is the subtitle, even where the page's title names both."""
    first, last = run
    while last - first > 1 and _DASH.match(lines[last - 1].text) and not lines[last - 1].after_br:
        last -= 1
    return last


def _compared(title: str, subtitle: str | None, told: dict[str, str]) -> Headline:
    """With which sources tell the same title, and which another one."""
    agree = tuple(source for source, text in told.items() if names_same(text, title))
    other = tuple((source, text) for source, text in told.items() if source not in agree)
    return Headline(title, subtitle, agree, other)


def _subtitle(below: Sequence[Block]) -> str | None:
    """What stands below the title in its zone, unless that is too much for a subtitle."""
    texts = [line.text for line in below if not is_linked(line)]
    return " ".join(texts[:3]) if texts and weight(" ".join(texts)) <= 300 else None


def line_below(blocks: Sequence[Block], page: Page) -> str | None:
    """The subtitle, where nothing but its place and shape sets it off from the body: one short line above running text."""
    lines = [block for block in blocks if not is_furniture(block)][:2]
    if len(lines) < 2 or not lines[0].text or is_linked(lines[0]):
        return None
    line, following = lines
    if is_icon(following) or not _ends_subtitle(line.text, following.text):
        return None
    return line.text if _DASH.match(line.text) or _starts_body(line, following, page) else None


def _ends_subtitle(text: str, following: str) -> bool:
    """Whether a line has the length and the end of a subtitle, and the next one does not go on with it."""
    if weight(text) > MAX_SUBTITLE or _SENTENCE_END.search(text):
        return False
    return between_paragraphs(text, following) is not Join.SAME


def _starts_body(line: Block, following: Block, page: Page) -> bool:
    """Whether the body begins with the block after a line, by the element that holds the body's running text."""
    same_tag = page.outline.nodes[line.node].tag == page.outline.nodes[following.node].tag
    same_parent = page.outline.nodes[line.node].parent == page.outline.nodes[following.node].parent
    return is_prose(following) and not (same_tag and same_parent) and line.node != following.node


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a stated title may be, as keys: the whole or a piece of it, or the beginning of what was cut."""

    whole: frozenset[str]
    stem: str | None

    def names(self, key: str) -> bool:
        return key in self.whole or (self.stem is not None and key.startswith(self.stem))


def _stated(text: str) -> _Stated:
    if _CUT.search(text):
        stem = title_key(_CUT.sub("", text))
        return _Stated(frozenset({title_key(text)}), stem if weight(stem) >= MIN_STEM else None)
    return _Stated(frozenset(filter(None, map(title_key, [text, *_without_suffix(text)]))), None)


def names_same(stated: str, title: str) -> bool:
    """Whether a stated title is this one: alike, this one with the site's name added, or this one cut short."""
    printed = title_key(title)
    return bool(printed) and _stated(stated).names(printed)


def _without_suffix(stated: str) -> list[str]:
    """The stated title without one or more trailing or leading names set off by a dash, bar or colon."""
    cuts = list(_SUFFIX.finditer(stated))
    return [stated[: cut.start()] for cut in cuts] + [stated[cut.end() :] for cut in cuts]


def _confirmed(lines: Sequence[Block], stated: Sequence[str]) -> tuple[int, int] | None:
    """The longest run of lines that some evidence confirms; the last of several."""
    forms = [_stated(text) for text in stated]
    keys = [title_key(line.text) if weight(line.text) <= MAX_TITLE else None for line in lines]
    best: tuple[int, int] | None = None
    for first in range(len(lines)):
        for last, run in _runs_from(keys, first):
            longest = best is None or last - first >= best[1] - best[0]
            if longest and _names_any(forms, run):
                best = (first, last)
    return best


def _names_any(forms: Sequence[_Stated], key: str) -> bool:
    return len(key) >= MIN_KEY and any(form.names(key) for form in forms)


def _runs_from(keys: Sequence[str | None], first: int) -> Iterator[tuple[int, str]]:
    """(end, key) of the runs of lines that begin with this one; none goes over a line that is too long for a title."""
    run = ""
    for last, key in enumerate(keys[first : first + MAX_LINES], first + 1):
        if key is None:
            return
        run += key
        yield last, run


def _by_structure(lines: Sequence[Block], outline: Outline, *, near_end: bool) -> tuple[int, int]:
    """The first heading, else the first line (the last where the page's head comes first), with its `br` lines."""
    first = next((i for i, line in enumerate(lines) if _in_heading(line, outline)), -1)
    if first < 0:
        first = _head_of_last(lines) if near_end else 0
    below = takewhile(lambda line: _goes_on(lines[first], line), lines[first + 1 :])
    return first, first + 1 + len(list(below))


def _head_of_last(lines: Sequence[Block]) -> int:
    """The first of the `br` lines that the last line ends."""
    first = len(lines) - 1
    while first and _goes_on(lines[first - 1], lines[first]):
        first -= 1
    return first


def _goes_on(first: Block, line: Block) -> bool:
    """Whether a line after a `br` still belongs to the title: a body that stands in the same element does not."""
    same = line.after_br and line.node == first.node
    return same and weight(line.text) <= MAX_LINE and not _SENTENCE.search(line.text)


def _in_heading(line: Block, outline: Outline) -> bool:
    return any(outline.nodes[node].tag in HEADINGS for node in outline.ancestors(line)[:3])
