"""Dates that stand on the page: printed near the title, in meta lines, at the end of the body; in scripts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml.etree import _Element as Element

from crawler.extract.fields import date_words as words
from crawler.extract.fields.author_names import is_by_line
from crawler.extract.fields.date_places import (
    BEFORE,
    BESIDE_TITLE,
    TILE,
    TILES,
    Anchor,
    around_headline,
    elsewhere,
    is_above_box,
    is_another_pages,
    is_beside_title,
    is_in_another_pages_link,
    is_of_the_site,
    place,
    tile_in,
)
from crawler.extract.fields.told_days import tells_of_day
from crawler.page.blocks import Block
from crawler.page.markup import all_text, class_and_id
from crawler.page.metadata import says_only
from crawler.page.names import finding
from crawler.page.page import Page
from crawler.page.tags import LOWER_HEADINGS
from crawler.text.dates.calendars import in_ascii
from crawler.text.dates.parse import Reading, Stamp, Unread, scan_dates, valid
from crawler.text.dates.row_date import is_date_alone, row_date
from crawler.text.writing import weight

_RUNNING, _MAX_LINE, _AFTER, _TAIL = 200, 260, 26, 12
_NUMBER, _NUMBERS = re.compile(r"\d+"), 2  # in a cell; with three it is a date by itself
_ABOVE_BOX = 2.5  # points that a date outside the box of title and text loses, as in the masthead
_TOLD = 1.0  # points at most for what looks like a label in running text: `Version 5 was released on ...`
_IN_TITLE = 4.0  # points that a date in a headline loses: it is of what the headline tells
_PAIR = 2  # elements of a row of details
_WEEKDAY = 14  # Latin letters that may stand before a day in its own cell
_says_date = finding(words.DATE_CLASS)
_PART = re.compile(r"\s[·|•–—]\s")  # of a line of details
_SENTENCE = re.compile(r"[.!?。！？।؟]\s|[。！？()（）\[\]|]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SOME, _SEVERAL = 2, 3  # words
_LINE = 45  # of the letters of a line of details in a body: more is a sentence


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One date somewhere on the page: what it says, where, and whether it is the day of publication or of a change.

    detail: whether it is printed as one of a list of details, behind a label or in a box named after dates.
    """

    stamp: Stamp
    by: str  # jsonld, meta, microdata, time, printed, script, url, listing
    rule: str
    modified: bool = False
    score: float = 0.0
    detail: bool = False


def printed(page: Page, anchor: Anchor, reading: Reading, refused: list[Unread], *, everywhere: bool = False) -> list[DateClaim]:
    """Scored claims, best first; from the whole page where asked for, else from around title and body."""
    blocks, claims = page.blocks, list[DateClaim]()
    for block in short_lines(blocks) if everywhere else _window(blocks, anchor):
        if len(block.text) > _RUNNING and anchor.first + 1 < block.index < anchor.last - 1 and not everywhere:
            continue  # dates inside running text are of what it tells
        if _may_date(block.text) and not is_in_another_pages_link(block.element, page):
            claims.extend(_of_block(block, blocks, anchor, reading, refused))
        if len(block.text) <= TILE and (tile := _of_tile(block, blocks, anchor, reading)) is not None:
            claims.append(tile)
    return sorted(claims, key=lambda claim: -claim.score)


def _may_date(text: str) -> bool:
    """A quick look before the patterns: a running text has its year in full."""
    text = text[:_MAX_LINE]
    full = "20" in text or "19" in text or "年" in text
    if not full and len(text) > 100:
        return False
    if text.isascii():
        return words.ASCII_YEAR.search(text) is not None
    return full or words.YEAR.search(text) is not None


def _window(blocks: Sequence[Block], anchor: Anchor) -> Iterator[Block]:
    """The blocks around title and body in which a publication date can stand."""
    begin = anchor.first if anchor.title is None else min(anchor.title, anchor.first)
    before = BEFORE if anchor.title is not None else 4 * BEFORE
    near = range(max(0, begin - before), min(len(blocks), max(begin + _AFTER, min(anchor.first + 6, begin + 3 * _AFTER))))
    tail = range(max(near.stop, anchor.last - 3), min(len(blocks), anchor.last + _TAIL))
    for index in (*near, *tail):
        block = blocks[index]
        if block.is_visible:
            yield block


def short_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if 6 <= len(block.text) <= 80 and not block.hidden)


def _of_block(
    block: Block, blocks: Sequence[Block], anchor: Anchor, reading: Reading, refused: list[Unread]
) -> Iterator[DateClaim]:
    text = block.text[:_MAX_LINE]
    base = None
    end = 0
    for found in scan_dates(text, reading.languages, reading.order, reading.today):
        if isinstance(found, Unread):
            if len(text) < 80 and found.reason != "ambiguous":
                refused.append(found)
            continue
        base = _base(block, text, blocks, anchor) if base is None else base
        label = text[end : found.start]
        if end == 0 and weight(label.strip()) <= _WEEKDAY:
            label = label_before(block, blocks) + label
        end = found.end
        modified, score = _points(label[-40:], block, found, anchor)
        if is_of_the_site(block.element) if modified else _is_others(block, blocks, found, anchor, labelled=score > 0):
            continue
        if block.index == anchor.title and _is_told_of(block, found):
            score = -_IN_TITLE
        rule, detail = "labelled" if score >= 3 else "near_title", _is_detail(block, blocks)
        yield DateClaim(found, "printed", rule, modified, base + score, detail)


def _points(label: str, block: Block, stamp: Stamp, anchor: Anchor) -> tuple[bool, float]:
    """Whether a day is of a change, and points for its label, which says little in running text."""
    modified, score = _labelled(label, block.text[:_MAX_LINE], stamp, linked=3 * block.link_chars > len(block.text))
    told = len(block.text) > _RUNNING and _told(block, stamp, anchor)
    return modified, min(score, _TOLD) if told else score


def _is_told_of(block: Block, stamp: Stamp) -> bool:
    """Whether a headline tells of a day, and no piece of its markup is it: `<h3>Headline <small>18 March 2024</small></h3>`."""
    own = any(stamp.raw in in_ascii(text) and is_date_alone(text.strip()) for text, _ in block.pieces)
    return 2 * (stamp.end - stamp.start) < len(block.text) and not own


def _is_detail(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a line is the day in a list of details: behind its label, whatever that says, or in a box named after dates."""
    if not is_date_alone(block.text) or not block.index:
        return False
    label, around = blocks[block.index - 1], block.element.getparent()
    beside = label.element.getparent() is around and around is not None and (block.element.tag == "dd" or len(around) == _PAIR)
    labelled = beside and not any(map(str.isdigit, label.text)) and weight(label.text) <= _WEEKDAY
    return labelled or _named_after_dates(block.element)


def _is_others(block: Block, blocks: Sequence[Block], stamp: Stamp, anchor: Anchor, *, labelled: bool) -> bool:
    """Whether a date is of what the news tells, or, where it has no label, of another page."""
    if labelled:
        return _is_in_a_telling(block, stamp, anchor) or (_is_in_sentence(block, stamp) and _told(block, stamp, anchor))
    return is_another_pages(block, blocks, anchor) or _told(block, stamp, anchor) or _is_an_event(block, blocks, stamp, anchor)


def _is_in_a_telling(block: Block, stamp: Stamp, anchor: Anchor) -> bool:
    """Whether a sentence from the headline on tells what came out that day; what says the minute, or is named so, is a label."""
    begin = anchor.first if anchor.title is None else min(anchor.title, anchor.first)
    if not begin <= block.index <= anchor.last or stamp.precision != "day" or _is_named_after_dates(block.element):
        return False
    return tells_of_day(block.text, stamp.start, stamp.end)


def _is_an_event(block: Block, blocks: Sequence[Block], stamp: Stamp, anchor: Anchor) -> bool:
    """Whether a date behind the text stands before or behind several other words, or some below a heading of their own:
    `Course for beginners, 9 November 2024`."""
    if block.index <= anchor.last:
        return False
    above = blocks[block.index - 1].element
    headed = above.tag in LOWER_HEADINGS and above.getparent() is block.element.getparent()
    around = (block.text[: stamp.start], block.text[stamp.end :])
    least = _SOME if headed else _SEVERAL
    return any(len(_WORDS.findall(words)) >= least and not is_by_line(words.strip(" -–—|·")) for words in around)


def _is_in_sentence(block: Block, stamp: Stamp) -> bool:
    """Whether a date and its label are the end of a longer sentence: `... years after it was first released on 3 December`."""
    return len(_PART.split(_SENTENCE.split(block.text[: stamp.start])[-1])[-1]) > _LINE


def _of_tile(block: Block, blocks: Sequence[Block], anchor: Anchor, reading: Reading) -> DateClaim | None:
    """The date of which a block is the first cell, `14`, `May`, `2024` one below the other in a box of their own, or all."""
    cells = _cells(block, blocks) or tile_in(block)
    day, raw = row_date(" ".join(cells), reading.order) if len(cells) > 1 else (None, None)
    if day is None or not valid(date.fromisoformat(day), reading.today) or is_another_pages(block, blocks, anchor):
        return None
    return DateClaim(Stamp(day, "day", raw or ""), "printed", "tile", False, _base(block, block.text, blocks, anchor))


def _cells(block: Block, blocks: Sequence[Block]) -> list[str]:
    """The texts of a block and of those behind it, where they are all that a box holds and none is a date by itself."""
    box = block.element.getparent()
    cells = [each.text for each in blocks[block.index : block.index + TILES] if each.element.getparent() is box]
    if box is None or not all(len(cell) <= TILE and len(_NUMBER.findall(cell)) <= _NUMBERS for cell in cells):
        return []
    return cells if says_only(box, "".join(cells)) else []


def _base(block: Block, text: str, blocks: Sequence[Block], anchor: Anchor) -> float:
    """Points for the block that a date stands in."""
    beside = BESIDE_TITLE * is_beside_title(block, blocks, anchor) - _ABOVE_BOX * is_above_box(block, blocks, anchor)
    away = elsewhere(block.element, around_headline(blocks, anchor))
    return place(block.index, anchor) - away + beside + _shape(block, text)


def _told(block: Block, stamp: Stamp, anchor: Anchor) -> bool:
    """Whether a date without a label stands in a sentence or a quotation: it is of what the news tells, not of the news."""
    if anchor.first <= block.index <= anchor.last:
        quoted = block.element.tag == "blockquote" or next(block.element.iterancestors("blockquote"), None) is not None
        return quoted or _letters(block, own=stamp.start == 0) > _LINE
    return len(block.text) > 120 and stamp.start > 60


def _letters(block: Block, *, own: bool) -> int:
    """Latin letters of a line; own: without its links, which name sections behind a day and tell nothing."""
    told = (text for text, mark in block.pieces if mark.link is None) if own and block.link_chars else (block.text,)
    return weight("".join(filter(str.isalpha, "".join(told))))


def label_before(block: Block, blocks: Sequence[Block]) -> str:
    """The text of the block before, if it is short: `Published` in one cell and the date in the next."""
    before = blocks[block.index - 1].text if block.index else ""
    return before + " " if len(before) < 30 and not re.search(r"\d{4}", before) else ""


def _labelled(label: str, text: str, stamp: Stamp, *, linked: bool) -> tuple[bool, float]:
    """Whether a day is of a change, and points for its label; in a line that is a link in large part none stands behind it."""
    if words.FOREIGN.search(label):
        return False, -6.0
    if words.ORIGINAL.search(label):
        return False, 9.0
    modified, published = _last(words.MODIFIED, label), _last(words.PUBLISHED, label)
    if modified is not None and (published is None or published.start() <= modified.end() + 1):
        return True, 3.0  # `更新日期`, `Updated date` too
    if published is not None:
        return False, 4.0
    if not linked and words.SAID_AFTER.match(text[stamp.end : stamp.end + 24]):
        return False, 3.0
    if words.DATELINE.search(text[stamp.end : stamp.end + 60]):
        return False, 2.0
    return False, 0.0


def _last(pattern: re.Pattern[str], label: str) -> re.Match[str] | None:
    return max(pattern.finditer(label), key=lambda match: match.start(), default=None)


def _shape(block: Block, text: str) -> float:
    """Points for looking like a meta line: short, not a link, in an element named after dates."""
    size = len(text)
    score = 1.5 if size <= 40 else 0.5 if size <= 120 else -3.0
    if block.link_chars > 0.6 * size:
        score -= 2.5
    return score + (2.0 if _named_after_dates(block.element) or _holds_a_date(block.element) else 0.0)


def _holds_a_date(element: Element) -> bool:
    """Whether one part of a line of details is named after dates; `time` elements have claims of their own."""
    named = (each for each in element.iterchildren("span", "b", "strong", "em", "i") if _is_named_after_dates(each))
    return any(map(is_date_alone, map(all_text, named)))


def _named_after_dates(element: Element) -> bool:
    at: Element | None = element
    for _ in range(3):
        if at is None or at.tag == "body":
            return False
        if _is_named_after_dates(at):
            return True
        at = at.getparent()
    return False


def _is_named_after_dates(element: Element) -> bool:
    return element.tag == "time" or _says_date(f"{class_and_id(element)} {element.get('itemprop') or ''}")


def scripted(text: str, reading: Reading) -> DateClaim | None:
    """The publication date in the page's embedded state, `"datePublished":"2019-06-06T..."`, or in a script's variable."""
    found: dict[str, DateClaim] = {}
    keys = (*words.SCRIPTED.finditer(text), *words.SCRIPTED_IN_ATTRIBUTE.finditer(text))
    for match in (*sorted(keys, key=re.Match.start), *words.ASSIGNED.finditer(text)):
        stamp = reading.read(match[2])
        if isinstance(stamp, Stamp):
            found.setdefault(match[1].lower(), DateClaim(stamp, "script", match[1]))
    preferred = next((claim for name, claim in found.items() if name.startswith(("datepub", "publish", "firstpub"))), None)
    if preferred is not None or len({claim.stamp.day for claim in found.values()}) != 1:
        return preferred
    return next(iter(found.values()))
