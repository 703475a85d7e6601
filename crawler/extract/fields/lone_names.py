"""Names that no word tells to be an author's: only where they stand does."""

import re
from collections.abc import Iterator

from crawler.extract.fields import date_words
from crawler.extract.fields.author_labels import line_parts
from crawler.extract.fields.author_names import clean_names, is_body, is_person, without_by
from crawler.extract.fields.title_claims import is_company
from crawler.page.blocks import Block
from crawler.page.markup import class_and_id
from crawler.page.metadata import Head
from crawler.page.page import Page
from crawler.text.dates.parse import scan_days
from crawler.text.dates.words import WEEKDAYS
from crawler.text.safe_text import one_line
from crawler.text.writing import begins_small, ends_sentence, has_capitals

_NEAR = 12  # blocks behind the title
_BEGINNING = 2  # blocks of a text that may stand before its prose
_SIGNED = 3  # lines behind the text that may be its signature
_TOLD = 20  # characters of what is told of a person
_LINE = 100  # characters of a line with a day
_WORDS = range(2, 5)  # of a name
_SHAPE = re.compile(r"[^\W\d_][\w.'’-]{0,24}(?:\s[^\W\d_][\w.'’-]{0,24}){1,4}")
_WORK = re.compile(  # what is written with capital letters, too
    r"\b(?:release|blog|post|article|stor(?:y|ies)|report\w*|media|daily|times|update\w*|minutes?|min|read|company|group|research|"
    r"events?|opinion|category|uncategori[sz]ed|services?|online|tv|radio|city|county|street)\b",
    re.I,
)
_CALLED_OTHERWISE = re.compile(
    r"place|location|city|source|provider|publisher|brand|section|categor|topic|rubri|kicker|(?<![a-z])tag", re.I
)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)|(?:^|\s)(?:has-)?(?:text-)?(?:align-?)?right(?:\s|$)", re.I)


def beside_day(page: Page, head: Head, title: int | None, body: tuple[int, int]) -> Iterator[str]:
    """The persons in `address` between title and text; else who stands alone beside the day, whom nothing else on the page names.

    Several are parted by strokes, commas or a word.
    """
    lines = _lines_between(page, title, body[0])
    addresses = (line for line in lines if line.element.tag == "address")
    if addressed := [name for line in addresses for names in _lone_names(line, linked=True)[:1] for name in names]:
        yield from addressed
        return
    dated = {line.index for line in lines if any(scan_days(line.text))}
    for line in lines:
        for names in _lone_names(line) if _has_day(line, lines, dated) else []:
            if not any(_is_said_elsewhere(name, line, page, head, body) for name in names):
                yield from names
                return


def told_of_behind(page: Page, head: Head, title: int | None, body: tuple[int, int]) -> Iterator[str]:
    """The persons in a line between title and text of whom only a paragraph behind the text tells, in whatever script.

    Such a paragraph begins with the name: `Jane Roe has written of the valley since 1998.`
    """
    text, behind = (body[0], body[1] - 1), page.blocks[body[1] :]
    telling = [block.text for block in behind if block.is_visible and ends_sentence(block.text)]
    for line in _lines_between(page, title, body[0]):
        names = [] if ends_sentence(line.text) else [name for part, _ in line_parts(line) for name in clean_names([part])[:1]]
        told = [name for name in names if is_person(name) and any(_tells_of(name, each) for each in telling)]
        if told := [name for name in told if not _is_said_elsewhere(name, line, page, head, text)]:
            yield from told
            return


def _tells_of(name: str, text: str) -> bool:
    """Whether a text begins with a name of several words, and goes on."""
    return " " in name and text.startswith(f"{name} ") and len(text) >= len(name) + _TOLD


def _lines_between(page: Page, title: int | None, first: int) -> list[Block]:
    """The short lines behind a title that stands before the text, and the one with a day right above it."""
    if title is None or title > first:
        return []
    above = [line for line in page.blocks[max(0, title - 1) : title] if any(scan_days(line.text))]
    return list(filter(_is_line, [*above, *page.blocks[title + 1 : min(first + _BEGINNING, title + _NEAR)]]))


def _is_line(block: Block) -> bool:
    return 0 < len(block.text) <= _LINE and not block.hidden


def _has_day(line: Block, lines: list[Block], dated: set[int]) -> bool:
    """Whether a day stands in a line, or in the one next to it where the line says only one thing."""
    if line.index in dated:
        return True
    at = lines.index(line)
    near = [each for each in lines[max(0, at - 1) : at + 2] if each.index in dated and _together(line, each)]
    return bool(near) and len(line_parts(line)) == 1


def _together(line: Block, other: Block) -> bool:
    """Whether two lines stand in one element, directly or each in one of its children."""
    return other.element.getparent() is line.element.getparent() or other.element is line.element


def _lone_names(line: Block, *, linked: bool = False) -> list[list[str]]:
    """The persons that parts of a line are made of, several in one part or at strokes together: `Jane Roe / John Doe`."""
    parts = [said.strip(" /") for text, link in line_parts(line) if linked or link is None for said in text.split(" / ")]
    groups = [names for part in parts if (names := _joined_names(part))]
    alone = [name for names in groups for name in names]
    return [alone] if len(groups) > 1 and " / ".join(alone) in line.text else groups


def _joined_names(part: str) -> list[str]:
    """The persons that a part of a line is all made of; or the one it begins with, before an office."""
    if _is_written_as_person(part):
        return [part]
    names = clean_names([part])
    if len(names) > 1 and all(map(_is_written_as_person, names)):
        return names
    name, comma, office = part.partition(", ")
    return [name] if comma and begins_small(office) and _is_written_as_person(name) else []


def _is_written_as_person(text: str) -> bool:
    words = text.split()
    if date_words.PUBLISHED.search(text) or date_words.MODIFIED.search(text):
        return False
    cased = has_capitals(text) and not text.isupper()
    if len(words) not in _WORDS or not cased or not _SHAPE.fullmatch(text) or not WEEKDAYS.isdisjoint(text.casefold().split()):
        return False  # `Monday EST`, around a day
    return is_person(text) and clean_names([text]) == [text] and not any((_WORK.search(text), is_body(text), is_company(text)))


def _is_said_elsewhere(name: str, line: Block, page: Page, head: Head, body: tuple[int, int]) -> bool:
    """Whether the page says the name in its head, its menus or its text: it is a place's, a section's or a company's."""
    stated = (head.title or "", *(head.stated(field) or "" for field in ("section", "keywords")))
    if any(name.casefold() in text.casefold() for text in stated) or _is_called_otherwise(name, line):
        return True
    return any(name in each.text for each in page.blocks[: body[1] + 1] if each is not line)


def _is_called_otherwise(name: str, line: Block) -> bool:
    """Whether the element of a name is called what no author is: a place, a section, a source."""
    holding = (each for each in line.element.iter() if one_line(each.text or "") == name)
    return any(_CALLED_OTHERWISE.search(class_and_id(each)) for each in holding)


def name_at_edge(page: Page, body: tuple[int, int]) -> Iterator[str]:
    """The persons in the last lines of the text or right behind it, which stand at its right edge."""
    last = page.blocks[max(body[0], body[1] - 1) : body[1] + 1 + _SIGNED]
    yield from (name for each in last if (name := signed_name(each)))


def signed_name(line: Block) -> str:
    """The person that a line at the right edge names, before an office: `- Jane Roe, Sund reporter`; else nothing."""
    style = f"{line.element.get('style') or ''} {line.element.get('align') or ''} {line.element.get('class') or ''}"
    name = without_by(line.text.strip("-–— ()（）")).split(",")[0]
    alone = len(line.text) <= _LINE and not line.link_chars
    return name if alone and _RIGHT.search(style) and is_person(name) else ""
