"""The line below a headline that goes on with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields.date_words import MODIFIED, PUBLISHED
from crawler.extract.fields.title_claims import is_name_or_number
from crawler.extract.fields.title_printed import is_day_line, is_meta_line, is_trail, says_title
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_named_caption
from crawler.page.markup import all_text, class_and_id
from crawler.text.dates.parse import scan_days
from crawler.text.fingerprint import title_key
from crawler.text.safe_text import squeeze
from crawler.text.writing import ends_as_running_text, weight

_SUB_CLASS = re.compile(r"(?:sub-?_?-?(?:title|head|line)|deck|dek\b|standfirst|strapline|teaser-?text|fu-?title|futi|"
    r"chap[oô]|untertitel|unterzeile|bajada|entradilla|sottotitolo|sommario|ingress|manchet|alcim)", re.I)
_LEAST, _MOST = 40, 600  # Latin characters of a standfirst
_HEADING_PARTS, _KICKER = frozenset(("span", "em", "small", "i")), 2  # parts of a heading, and words of a kicker
_PREPOSITION = 4  # Latin characters between the word for publication and its day
_WORD = 16  # Latin characters of a word
_SAME = 20  # letters of a title that a line begins with or has in it
_BELOW = 12  # blocks below a headline that may have a standfirst among them
_DESCRIBED = 20  # letters of a line that a page is described with
_OF_OTHERS = frozenset(("figcaption", "figure", "aside", "form", "nav", "blockquote", "li"))
_COUNT = re.compile(r"[^\W\d][^:：\d]{1,18}[:：]\s?[\d.,\s]{1,14}")  # how often it was read, its number
_LABEL_OR_DATE = re.compile(r"\d{4}[-/年.]|[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself: descriptions: its claims of what it is about; authors: who wrote it."""

    descriptions: Sequence[str] = ()
    authors: Sequence[str] = ()

    def describes(self, text: str) -> bool:
        """Whether a line is what the page is described with, cut or whole."""
        key = title_key(text)
        return len(key) >= _DESCRIBED and any(key.startswith(each) or each.startswith(key) for each in self._keys())

    def tells(self, line: Block) -> bool:
        """Whether a line is of the page and not of its text: its day, its tools, its writers, a list of these."""
        if line.element.tag == "dt" or _is_of_page(line.text) or names_a_writer(line.text, self.authors):
            return True
        return is_day_line(line.text) or (not ends_as_running_text(line.text) and any(scan_days(line.text)))

    def _keys(self) -> Iterator[str]:
        return (key for each in self.descriptions if len(key := title_key(each)) >= _DESCRIBED)


def find_subtitle(blocks: Sequence[Block], heading_of: Sequence[int], at: int, title: str) -> str | None:
    """The line under the title: marked as one by its class or by `hgroup`, or alone between the title and a tool line."""
    inside = {heading_of[blocks[at].node]} - {-1}
    below = [each for each in blocks[at + 1 : at + 7] if each.is_visible and heading_of[each.node] not in inside]
    if not below or title_key(below[0].text) in title_key(title):
        return None
    first, text = below[0], below[0].text
    if not _may_be_subtitle(first, blocks[at]) or _is_label(text):
        return None
    above_tools = len(below) > 1 and is_meta_line(below[1].text)
    return text if is_marked_subtitle(first.element) or _reads_as_subtitle(text, above_tools=above_tools) else None


def _may_be_subtitle(line: Block, headline: Block) -> bool:
    """Whether a line is as long as one, no link, and of no picture."""
    return 3 < len(line.text) <= 300 and line.link_chars <= len(line.text) // 2 and not _is_of_others(line, headline)


def _is_label(text: str) -> bool:
    """Whether a line is no more than a day, or the words before one: `Published on`."""
    if is_day_line(text):
        return True
    label = PUBLISHED.match(text) or MODIFIED.match(text)
    return label is not None and weight(text[label.end() :]) <= _PREPOSITION


def _reads_as_subtitle(text: str, *, above_tools: bool) -> bool:
    if is_name_or_number(text) or is_trail(text):
        return False
    if text.startswith(("——", "—", "--")) and len(text) < 80:
        return True
    return above_tools and not _is_word(text) and not is_meta_line(text) and not _LABEL_OR_DATE.search(text)


def _is_word(text: str) -> bool:
    """Whether a line is one word, as the name of a paper."""
    return " " not in text and weight(text) <= _WORD


def standfirst(blocks: Sequence[Block], headline: int, first: int, title: str, said: Said) -> str | None:
    """The running text right below a headline that is of none of its pictures.

    first: the block that the text begins with. What the page describes itself with may be shorter, and stand behind the
    day and the writers; where the text begins with the line, these part it from what follows, or an element around that.
    """
    below = [block for block in blocks[headline + 1 : headline + _BELOW] if block.is_visible]
    details = len(list(takewhile(said.tells, below)))
    for line in below[details : details + 1]:
        if _may_be_standfirst(line, title, said) and not _is_of_others(line, blocks[headline]):
            known = not details or said.describes(line.text)
            parted = line.index < first or _is_parted(line, below[details + 1 :], said)
            return line.text if known and parted else None
    return None


def _is_parted(line: Block, behind: Sequence[Block], said: Said) -> bool:
    """Whether details of the page, or an element around what follows, part a line from that."""
    return any(map(said.tells, behind[:1])) or _is_apart(line, behind)


def _is_apart(line: Block, behind: Sequence[Block]) -> bool:
    """Whether a line stands in no element of the lines behind it, which stand in one."""
    next_lines = [each for each in behind if next(each.element.iterancestors("figure"), None) is None][:2]
    boxes = {each.element.getparent() for each in next_lines}
    return len(next_lines) > 1 and len(boxes) == 1 and boxes.isdisjoint((line.element, *line.element.iterancestors()))


def _may_be_standfirst(line: Block, title: str, said: Said) -> bool:
    """Whether a line is as long as a standfirst, and tells something else than the headline."""
    least = 0 if said.describes(line.text) else _LEAST
    return not line.link_chars and least <= weight(line.text) <= _MOST and not _says_again(line.text, title)


def names_a_writer(line: str, authors: Sequence[str]) -> bool:
    """Whether a line names one of the page's authors, and ends as no sentence does."""
    said = line.casefold()
    return any(name.casefold() in said for name in authors) and not ends_as_running_text(line)


def _says_again(text: str, title: str) -> bool:
    """Whether a line is part of a title, or has the beginning of one in it."""
    key, begun = title_key(text), title_key(title)[:_SAME]
    return key in title_key(title) or (len(begun) == _SAME and begun in key)


def _is_of_page(text: str) -> bool:
    """Whether a line tells of its page: tools, and when it was published."""
    return is_meta_line(text) or any(said.match(text) for said in (PUBLISHED, MODIFIED)) or _COUNT.fullmatch(text) is not None


def _is_of_others(line: Block, headline: Block) -> bool:
    """Whether a line stands in a picture's caption, or in a box beside the text, without the headline."""
    both = set(headline.element.iterancestors())
    around = takewhile(lambda each: each not in both, (line.element, *line.element.iterancestors()))
    return any(each.tag in _OF_OTHERS or is_named_caption(each) for each in around)


def is_marked_subtitle(element: Element) -> bool:
    parent = element.getparent()
    if parent is not None and parent.tag == "hgroup":
        return True
    return _SUB_CLASS.search(class_and_id(element)) is not None


def part_called_title(heading: Element) -> list[str]:
    """The text of the part of a heading that is called its title, where one before it, of two words at most, is not.

    More words are as often a part of the headline that the page states: `Technology in class: Faster with machines`.
    """
    parts = [part for part in heading if any(map(str.isalnum, all_text(part)))]
    if list(map(_is_called_title, parts)) != [False, True]:
        return []
    kicker, title = (squeeze(all_text(each)) for each in parts)
    return [title] if 0 < len(kicker.split()) <= _KICKER and weight(kicker) < weight(title) else []


def _is_called_title(part: Element) -> bool:
    return part.tag in _HEADING_PARTS and says_title(class_and_id(part)) and not is_marked_subtitle(part)
