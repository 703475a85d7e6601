"""Keywords of an article: stated for machines, else printed as links beside its text."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from lxml.etree import _Element as Element

from crawler.items import Provenance
from crawler.page.blocks import Block
from crawler.page.json_ld import text_of
from crawler.page.markup import all_text, is_called
from crawler.page.metadata import META_NAMES, Head
from crawler.page.page import Page
from crawler.text.safe_text import one_line

MAX_KEYWORDS = 50
_LISTED = re.compile(r"[,，;；、|]")
_LONGEST, _LONGEST_PRINTED = 100, 40  # characters of one
_NEAR = 14  # blocks behind the text in which the keywords of a page stand
_BOXES = 4  # elements around a link of which one is called so
_MOST = 25  # links of such a box; more are the site's
_CALLED = frozenset(("tag", "tags", "taglist", "taglinks", "keyword", "keywords", "hashtag", "hashtags", "labels"))
_MARK = "#＃"


def find_keywords(head: Head) -> tuple[list[str], Provenance | None]:
    """Keywords as the page states them, in its order."""
    article = head.article()
    by, found = "jsonld", _stated_keywords(article.get("keywords")) if article else []
    if not any(found):
        values = next((head.metas[name] for name in META_NAMES["keywords"] if name in head.metas), [])
        by, found = "meta", [word for value in values for word in _LISTED.split(value)]
    words = _told_once(found, _LONGEST)
    return (words, Provenance(by, "keywords")) if words else ([], None)


def printed_keywords(page: Page, title: int | None, body: tuple[int, int]) -> tuple[list[str], Provenance | None]:
    """The words of the links near a text that are marked as its tags, or stand in a box that is called so.

    title: index of the title's block, None where none prints it; body: indices of the first and last block of the text.
    """
    start = body[0] if title is None else min(title, body[0])
    behind = page.blocks[body[1] : body[1] + _NEAR]
    for lines in (behind, page.blocks[start : body[0]]):
        words = _told_once((one_line(all_text(link)).lstrip(_MARK) for link in _tags_in(lines)), _LONGEST_PRINTED)
        if words:
            return words, Provenance("generic", "tags")
    return [], None


def _tags_in(lines: Sequence[Block]) -> list[Element]:
    """The links of some lines that are marked as tags, and those in the first box that is called so."""
    boxes = {link: _box_of_tags(link) for link in _links_in(lines)}
    first = next((box for box in boxes.values() if box is not None), None)
    return [link for link, box in boxes.items() if _is_tag(link) or (first is not None and box is first)]


def _links_in(lines: Sequence[Block]) -> list[Element]:
    """The links of some lines in their order, each once."""
    pieces = chain.from_iterable(line.pieces for line in lines if not line.hidden)
    return list(dict.fromkeys(mark.link for _, mark in pieces if mark.link is not None))


def _is_tag(link: Element) -> bool:
    """Whether a link is marked as a tag, and not as a category too."""
    rel = (link.get("rel") or "").split()
    return "tag" in rel and "category" not in rel


def _box_of_tags(link: Element) -> Element | None:
    """The element around a link, or around that, that is called so and holds a few links."""
    around = chain([link.getparent()], link.iterancestors())
    for _, box in zip(range(_BOXES), around, strict=False):
        if box is None or box.tag in ("article", "main", "body"):
            return None
        if is_called(box, _CALLED, "-_"):
            return box if len(list(islice(box.iter("a"), _MOST + 1))) <= _MOST else None
    return None


def _told_once(words: Iterator[str] | Sequence[str], longest: int) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words if 0 < len(word.strip()) <= longest))[:MAX_KEYWORDS]


def _stated_keywords(stated: object) -> list[str]:
    """Keywords of a JSON-LD object: one text with separators, or a list."""
    values = map(text_of, stated if isinstance(stated, list) else [stated])
    return [word for value in values if value for word in _LISTED.split(value)]
