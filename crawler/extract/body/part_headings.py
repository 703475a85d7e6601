"""Which part of a release a heading begins: by its words and by what stands below it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from crawler.extract.body import release_part_words as words
from crawler.extract.body.assemble import SUBHEADINGS, Paragraph
from crawler.extract.fields.author_names import is_person
from crawler.page.boilerplate import PROSE
from crawler.text.writing import ends_as_running_text, ends_with_colon, weight

HEADING_SIZE = 120  # characters of a line that may be the heading of a part
LINE = 160  # characters of a line in a list of contacts or links
LEAST_ABOUT = 40  # Latin characters of what a company says of itself
_OPENING = 80  # characters in which it names itself
_CARD_HEADING = 60  # characters of a heading of contacts in words that are not known
_CARD_LINES = 5
_STEM, _ENDING = 3, 1  # letters of a name that all its forms have, at least, and of its ending
_NAME_WORDS = 3  # of a company's name of which each may stand for it
_WORD = re.compile(r"\w+")


def heading_kind(text: str, late: bool, enough: bool, after: Sequence[Paragraph]) -> str | None:
    """The kind of the part that a heading begins. late: behind a good share of the body; enough: behind some news."""
    follows = next((each for each in after if each.text), None)
    if follows is None:
        return None
    if words.FORWARD_HEADING.match(text):
        return "forward_looking"
    if enough and _names_company(text, follows):
        return "about"
    if enough and _is_card(text, after):
        return "contacts"
    return _late_heading(text, follows, after) if late else None


def kind_of_heading(text: str, after: Sequence[Paragraph]) -> str | None:
    """The kind of the part that a line behind some news begins for certain, by what stands below it; else None."""
    return heading_kind(text, False, True, after)


def _names_company(text: str, follows: Paragraph) -> bool:
    """Whether a heading says that it is about someone, with whom the text below begins."""
    match = words.ABOUT_NAME.match(text)
    name = (match["after"] or match["before"]) if match else text if words.ABOUT_HEADING.match(text) else ""
    return _may_be_name(name) and _is_said_of(name, follows)


def _may_be_name(text: str) -> bool:
    """Whether words have a capital letter, where their writing has some: `O` is `about` here, and an article there."""
    return text.lower() != text or text.upper() == text != ""


def _is_said_of(name: str, follows: Paragraph) -> bool:
    """Whether a paragraph begins with whom a heading names."""
    said, opening = _WORD.findall(name), follows.text[:_OPENING]
    short = said if len(said) <= _NAME_WORDS else ()
    told = {*said[-1:], *(each for each in short if len(each) > _STEM and not each.islower())}
    return weight(follows.text) >= LEAST_ABOUT and any(each in opening or _inflected(each, opening) for each in told)


def _inflected(name: str, text: str) -> bool:
    """Whether a text has a name, whatever its ending: `Apie Vėjo jėgą`, `Vėjo jėga yra ...`."""
    stem = name[: -_ENDING]
    return len(stem) >= _STEM and any(word.startswith(stem) for word in _WORD.findall(text))


def _is_card(text: str, after: Sequence[Paragraph]) -> bool:
    """Whether a heading stands over names and addresses: in known words, or over lines without a sentence, one a mail address."""
    known = words.CONTACT_HEADING.match(text) is not None
    if not known and weight(text) > _CARD_HEADING:  # most paragraphs: what follows is not looked at
        return False
    card = [line for each in takewhile(lambda each: not _ends_card(each, known), after[:5]) for line in each.text.splitlines()]
    headed = known or _is_plain_card(text, card) or _is_last_card(text, after)
    return headed and any(map(words.has_address, card))


def _ends_card(paragraph: Paragraph, known: bool) -> bool:
    """Whether a paragraph is a heading, too long for a card, or, below a heading in unknown words, running text."""
    return paragraph.kind in SUBHEADINGS or len(paragraph.text) > 3 * LINE or (not known and _is_told(paragraph))


def _is_last_card(text: str, after: Sequence[Paragraph]) -> bool:
    """Whether the last lines of all are a person and where to reach that one."""
    lines = [each.text for each in after if each.text]
    short = len(lines) < _CARD_LINES and all(weight(line) < PROSE for line in lines)
    return short and is_person(text) and not any(map(ends_as_running_text, lines))


def _is_told(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text: what stands behind a card."""
    return weight(paragraph.text) >= PROSE and ends_as_running_text(paragraph.text)


def _is_plain_card(text: str, card: Sequence[str]) -> bool:
    # Lists of places have numbers to call, too.
    announced = ends_with_colon(text) or words.CONTACT_STEM.match(text) is not None
    reached = any("@" in each or (announced and words.TELEPHONE.search(each)) for each in card)
    if not reached or weight(text) > _CARD_HEADING or any(map(ends_as_running_text, (text.rstrip(":："), *card))):
        return False
    return not (words.RELATED_HEADING.match(text) or any(map(_heads_contacts, card)) or words.has_address(text))


def _heads_contacts(line: str) -> bool:
    """Whether a line says that contacts begin below it."""
    return words.says_contacts(line) and not words.has_address(line)


def _late_heading(text: str, follows: Paragraph, after: Sequence[Paragraph]) -> str | None:
    """The kind of a part that could be news further up. follows: the first of `after` that has text."""
    if words.ABOUT_HEADING.match(text) and not words.SENTENCE_END.search(text) and weight(follows.text) >= LEAST_ABOUT:
        return "about"
    if (named := words.ABOUT_THE.match(text)) is not None and _is_said_of(named["after"], follows):
        return "about"
    if words.CONTACT_HEADING.match(text) and is_evident(after[:5]):
        return "contacts"
    return "related" if words.RELATED_HEADING.match(text) and _is_list(after) else None


def is_evident(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a number to call or a mail address stands in one of them."""
    return any(words.has_address(each.text) for each in paragraphs)


def _is_list(paragraphs: Sequence[Paragraph]) -> bool:
    filled = [each for each in paragraphs if each.text]
    return bool(filled) and all(len(each.text) <= LINE for each in filled)
