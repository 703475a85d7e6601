"""The line below a headline that goes on with it."""

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from crawler.extract.fields.title_claims import is_name_or_number
from crawler.extract.fields.title_printed import is_day_line, is_meta_line, is_trail
from crawler.page.blocks import Block
from crawler.page.markup import class_and_id
from crawler.text.fingerprint import title_key

_SUB_CLASS = re.compile(r"(?:sub-?_?-?(?:title|head|line)|deck|dek\b|standfirst|strapline|teaser-?text|fu-?title|futi)", re.I)
_LABEL_OR_DATE = re.compile(r"\d{4}[-/年.]|[:：]\s*$")


def find_subtitle(blocks: Sequence[Block], heading_of: Sequence[int], at: int, title: str) -> str | None:
    """The line under the title: marked as one by its class or by `hgroup`, or alone between the title and a tool line."""
    inside = {heading_of[blocks[at].node]} - {-1}
    below = [each for each in blocks[at + 1 : at + 7] if each.is_visible and heading_of[each.node] not in inside]
    if not below or title_key(below[0].text) in title_key(title):
        return None
    first, text = below[0], below[0].text
    if not 3 < len(text) <= 300 or first.link_chars > len(text) // 2:
        return None
    above_tools = len(below) > 1 and is_meta_line(below[1].text)
    return text if is_marked_subtitle(first.element) or _reads_as_subtitle(text, above_tools=above_tools) else None


def _reads_as_subtitle(text: str, *, above_tools: bool) -> bool:
    if is_name_or_number(text) or is_day_line(text) or is_trail(text):
        return False
    if text.startswith(("——", "—", "--")) and len(text) < 80:
        return True
    return above_tools and not is_meta_line(text) and not _LABEL_OR_DATE.search(text)


def is_marked_subtitle(element: Element) -> bool:
    parent = element.getparent()
    if parent is not None and parent.tag == "hgroup":
        return True
    return _SUB_CLASS.search(class_and_id(element)) is not None
