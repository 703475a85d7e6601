"""Names that no word tells to be an author's: only where they stand does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from crawler.extract.fields import date_words
from crawler.extract.fields.author_labels import Part, line_parts
from crawler.extract.fields.author_names import clean_names, is_person, says_role, without_by
from crawler.extract.fields.author_roles import LABEL_OF_OTHERS, is_body
from crawler.extract.fields.title_claims import is_company
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_linked, is_prose
from crawler.page.markup import class_and_id, is_bold, is_slanted
from crawler.page.metadata import Head
from crawler.page.page import Page
from crawler.text.dates.parse import scan_days
from crawler.text.dates.words import WEEKDAYS
from crawler.text.safe_text import one_line
from crawler.text.writing import begins_small, ends_sentence, has_capitals

_NEAR = 12  # blocks behind the title
_BEGINNING = 2  # blocks of a text that may stand before its prose
_SIGNED = 3  # lines behind the text that may be its signature
_CARD = 2  # lines of a writer's box: name and office
_TOLD = 20  # characters of what is told of a person
_LINE = 100  # characters of a line with a day
_WORDS = range(2, 5)  # of a name
_SHAPE = re.compile(r"[^\W\d_][\w.'’-]{0,24}(?:\s[^\W\d_][\w.'’-]{0,24}){1,4}")
_WORK = re.compile(  # what is written with capital letters, too
    r"\b(?:release|blog|post|article|stor(?:y|ies)|report\w*|media|daily|times|update\w*|minutes?|min|read|company|group|research|"
    r"events?|opinion|category|uncategori[sz]ed|services?|online|tv|radio|city|county|street|"
    r"comments?|time)\b",
    re.I,
)
_CALLED_OTHERWISE = re.compile(
    r"place|location|city|source|provider|publisher|brand|section|categor|topic|rubri|kicker|(?<![a-z])tag", re.I
)
_MAIL_BEHIND = re.compile(r"[-–—(\s]{0,3}([^\d@:：]{2,40}?)[\s,(]{1,3}[\w.+-]{1,64}@[\w.-]{3,80}\W{0,2}")
_QUOTES = "„“«»‘'\"”"
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)|(?:^|\s)(?:has-)?(?:text-)?(?:align-?)?right(?:\s|$)", re.I)


def beside_day(page: Page, head: Head, title: int | None, body: tuple[int, int]) -> Iterator[str]:
    """Who stands alone beside the day, between title and text, whom nothing else on the page names; several in one part."""
    lines = lines_between(page, title, body[0])
    dated = {line.index for line in lines if any(scan_days(line.text))}
    near = (line for line in lines if _has_day(line, lines, dated))
    groups = ((names, line) for line in near for names in _lone_names(line_parts(line), line.text))
    own = (names for names, line in groups if not any(_is_said_elsewhere(name, line, page, head, body) for name in names))
    yield from next(own, [])


def beside_portrait(page: Page, head: Head, title: int | None, body: tuple[int, int]) -> Iterator[str]:
    """The persons between title and text who have a box with a picture, their name and one line more: an office."""
    text = (body[0], body[0] - 1)
    for line in lines_between(page, title, body[0]):
        told = not line.link_chars and _is_written_as_person(line.text) and _has_portrait(page.outline, line)
        if told and not _is_said_elsewhere(line.text, line, page, head, text):
            yield line.text


def _has_portrait(outline: Outline, line: Block) -> bool:
    """Whether the smallest box around a line that has a picture has the line and one below it."""
    for node in map(outline.nodes.__getitem__, outline.ancestors(line)):
        if any(block.image is not None for block in outline.blocks[node.first : node.last]):
            lines = outline.shown(node.first, node.last)
            return lines[0] is line and len(lines) == _CARD
    return False


def in_address(lines: Iterable[Block]) -> Iterator[str]:
    """The persons that lines in `address` begin with, linked or not."""
    for line in (line for line in lines if line.element.tag == "address"):
        parts = [(said, None) for said, _ in line_parts(line)]
        yield from [line.text] if _is_written_as_person(line.text) else next(iter(_lone_names(parts, line.text)), [])


def told_of_behind(page: Page, head: Head, title: int | None, body: tuple[int, int]) -> Iterator[str]:
    """The persons in a line between title and text of whom only a paragraph behind the text tells, in whatever script.

    Such a paragraph begins with the name: `Jane Roe has written of the valley since 1998.`
    """
    text, behind = (body[0], body[1] - 1), list(filter(_is_sentence, page.blocks[body[1] :]))
    for line in lines_between(page, title, body[0]) if behind else []:
        told = [name for name in _first_names(line) if _is_told_of(name, behind)]
        if own := [name for name in told if not _is_said_elsewhere(name, line, page, head, text)]:
            yield from own
            return


def _is_sentence(block: Block) -> bool:
    return block.is_visible and ends_sentence(block.text)


def _first_names(line: Block) -> list[str]:
    """The persons that the parts of a line, which is no sentence, begin with."""
    names = [] if ends_sentence(line.text) else [name for part, _ in line_parts(line) for name in clean_names([part])[:1]]
    return list(filter(is_person, names))


def _is_told_of(name: str, blocks: Iterable[Block]) -> bool:
    """Whether a text begins with a name of several words, and goes on."""
    begins = (len(block.text) for block in blocks if block.text.startswith(f"{name} "))
    return " " in name and any(length >= len(name) + _TOLD for length in begins)


def lines_between(page: Page, title: int | None, first: int) -> list[Block]:
    """The short lines behind a title that stands before the text, and the one with a day right above it."""
    if title is None or title > first:
        return []
    above = [line for line in page.blocks[max(0, title - 1) : title] if any(scan_days(line.text))]
    return list(filter(_is_line, [*above, *page.blocks[title + 1 : min(first + _BEGINNING, title + _NEAR)]]))


def _is_line(block: Block) -> bool:
    return 0 < len(block.text) <= _LINE and not block.hidden and not LABEL_OF_OTHERS.match(block.text)


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


def _lone_names(parts: Sequence[Part], text: str) -> list[list[str]]:
    """The persons that parts of a line are made of, those of one part together, or of several at strokes: `A B / C D`."""
    pieces = (piece.strip(" /") for said, link in parts if link is None for piece in said.split(" / "))
    groups = list(filter(None, map(_joined_names, pieces)))
    alone = list(chain.from_iterable(groups))
    return [alone] if len(groups) > 1 and " / ".join(alone) in text else groups


def _joined_names(part: str) -> list[str]:
    """The persons that a part of a line is all made of; or the one it begins with, before an office."""
    if _is_written_as_person(part):
        return [part]
    names = clean_names([part])
    if len(names) > 1 and all(map(_is_written_as_person, names)):
        return names
    name, comma, office = part.partition(", ")
    told = comma != "" and (begins_small(office) or says_role(office) or office[0] in _QUOTES)  # a paper's name
    return [name] if told and _is_written_as_person(name) else []


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
    """The persons that the last lines of the text or those right behind it name as who signs."""
    last = page.blocks[max(body[0], body[1] - 1) : body[1] + 1 + _SIGNED]
    own = [around for each in page.blocks[body[1] : body[1] + 1] for around in (each.element, each.element.getparent())]
    lines = (each for each in last if each.element in own or each.element.getparent() in own or is_at_right(each))
    yield from (name for each in lines if (name := signed_name(each, page.outline)))


def signed_name(line: Block, outline: Outline) -> str:
    """The person whom a line names as who signs: at the right edge, before an office, `- Jane Roe, Sund reporter`; all in bold
    or italics, over no paragraph; or with an office before a mail address. Else nothing."""
    if len(line.text) > _LINE or line.link_chars:
        return ""
    name = without_by(line.text.strip("-–— ()（）")).split(",")[0]
    if is_at_right(line):
        return name if is_person(name) else ""
    alone = _stands_out(line) and not ends_sentence(line.text) and _is_written_as_person(name)
    return name if alone and not _heads(line, outline) else _before_mail(line.text)


def _before_mail(text: str) -> str:
    """The person with an office before a mail address, who without one may be whom to ask; else nothing."""
    named = _MAIL_BEHIND.fullmatch(text)
    names = clean_names([named[1]]) if named else []
    return next((name for name in filter(is_person, names) if named and name != named[1]), "")


def _stands_out(line: Block) -> bool:
    """Whether all of a line that is no heading is in bold or italics."""
    return not is_heading(line) and (is_bold(line.pieces) or is_slanted(line.pieces))


def _heads(line: Block, outline: Outline) -> bool:
    """Whether a paragraph or several links stand right below a line."""
    below = outline.shown(line.index + 1, line.index + 1 + _SIGNED)
    return any(map(is_prose, below[:1])) or (len(below) > 1 and all(map(is_linked, below[:2])))


def is_at_right(line: Block) -> bool:
    """Whether the element of a line is set at its right edge."""
    style = f"{line.element.get('style') or ''} {line.element.get('align') or ''} {line.element.get('class') or ''}"
    return _RIGHT.search(style) is not None
