"""What is written on and around a link that may page: label, icon, rel, class words, whether it is switched off."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discover.links import own_text
from crawler.discover.pagers.words import Way, page_number, way_of, way_of_icon
from crawler.page.markup import class_and_id
from crawler.text.safe_text import one_line

_TOKEN = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_LONGEST = 200  # characters of a button that are read
_OFF = frozenset({"disabled", "disable", "inactive", "off"})
_CURRENT = frozenset({"current", "active", "selected", "cur", "curr", "on", "this", "thisclass", "now"})
_PAGER = re.compile(r"pag(?:e|er|es|ing|ination|inator|inate|ebar|enav|enavi|enum|elist)s?\Z|nav(?:links|igation)\Z|paginacja\Z")
_ROLLING = frozenset({
    "carousel", "slider", "slide", "slides", "slideshow", "swiper", "slick", "gallery", "lightbox", "modal", "calendar",
    "datepicker", "video", "player", "flickity", "owl", "splide", "glide", "rotator", "ticker", "comments", "comment",
})  # fmt: skip
_LOAD_MORE = re.compile(
    r"(?:load|show|view|see|more|fetch)[-_]?(?:more|next|posts|items|news|articles)|infinite[-_]?scroll", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a link or button says of itself. number: the page number that is its label; label: as a person reads it."""

    label: str
    way: Way | None
    number: int | None
    rel: frozenset[str]
    words: frozenset[str]  # of its class and id, and its list item's
    off: bool
    current: bool
    load_more: bool


def marks_of(element: HtmlElement, text: str | None = None) -> Marks:
    """The marks of a link, button or option; text: its own text, where it is known."""
    text = text_on(element) if text is None else text
    named = f"{class_and_id(element)} {_class_of_item(element)}"
    words = tokens_of(named)
    labels = _labels(element, text)
    return Marks(
        label=labels[0] if labels else "",
        way=next(filter(None, map(way_of, labels)), None) or _way_of_icons(element, text),
        number=next((number for label in labels if (number := page_number(label)) is not None), None),
        rel=frozenset((element.get("rel") or "").lower().split()),
        words=words,
        off=_is_off(element) or not words.isdisjoint(_OFF),
        current=element.get("aria-current") in ("page", "true") or not words.isdisjoint(_CURRENT),
        load_more=bool(_LOAD_MORE.search(named)),
    )


def _labels(element: HtmlElement, text: str) -> list[str]:
    """What a link says, the visible first: its text, its spoken label, what stands in for its pictures."""
    spoken = one_line(element.get("aria-label") or element.get("title") or "")
    return [label for label in (_readable(text), spoken, _drawn(element)) if label]


def _class_of_item(element: HtmlElement) -> str:
    """The class of the list item or wrapper that has nothing but this element."""
    item = element.getparent()
    alone = item is not None and item.tag in ("li", "span", "p", "div") and len(item) == 1
    return (item.get("class") or "") if alone and item is not None else ""


def _is_off(element: HtmlElement) -> bool:
    return element.get("aria-disabled") == "true" or element.get("disabled") is not None


def text_on(element: HtmlElement) -> str:
    """The text of a link, or of a form control, which is no text of the page."""
    text = own_text(element)
    return text or one_line(str(element.text_content())[:_LONGEST])


def tokens_of(named: str) -> frozenset[str]:
    """The words of class names and ids, in lower case: whole names, and the words in them."""
    return frozenset(word.lower() for word in _TOKEN.findall(named)) | frozenset(named.lower().split())


def loads_more(marks: Marks) -> bool:
    """Whether a button says that it loads more rows; `More` alone opens menus too.

    Where its words are of a language not known here, its name says it: what is called `show-more` unfolds texts too.
    """
    if marks.way is None and marks.number is None:
        return marks.load_more and any(word.startswith(("load", "infinite")) for word in marks.words)
    return marks.way is Way.MORE and (marks.load_more or len(marks.label.split()) > 1 or not marks.label.isascii())


def is_named_more(element: HtmlElement) -> bool:
    """Whether the class or id of an element says that it loads more."""
    return bool(element.attrib) and _LOAD_MORE.search(class_and_id(element)) is not None


def above(element: HtmlElement, levels: int = 6) -> Iterator[HtmlElement]:
    """The ancestors of an element below `body`, nearest first."""
    at = element.getparent()
    while at is not None and at.tag not in ("body", "html") and levels:
        yield at
        at, levels = at.getparent(), levels - 1


def in_pager(element: HtmlElement) -> bool:
    """Whether an element stands in what is named a pager."""
    return any(any(map(_PAGER.match, _names(each))) for each in (element, *above(element, 4)))


def is_rolling(element: HtmlElement, around: Container[HtmlElement]) -> bool:
    """Whether an element moves pictures, slides, days or comments instead of pages. around: what holds the page's rows."""
    return any(not _ROLLING.isdisjoint(_names(each)) for each in (element, *above(element, 8)) if each not in around)


def _names(element: HtmlElement) -> frozenset[str]:
    return tokens_of(class_and_id(element))


def _readable(text: str) -> str:
    """A text without what an icon font would draw as a picture."""
    return "" if way_of_icon(text) and "_" in text else text


def _drawn(element: HtmlElement) -> str:
    """What stands in for the pictures in an element."""
    for each in element.iter("img", "svg", "title", "input"):
        said = each.get("alt") or each.get("aria-label") or (each.text if each.tag == "title" else "") or each.get("value")
        if said and said.strip():
            return one_line(said)
    return ""


def _way_of_icons(element: HtmlElement, text: str) -> Way | None:
    """The way that icons point where there is no other text, or text that an icon font draws."""
    if text and way_of_icon(text) is None:
        return None
    parts = element.iter("i", "span", "svg", "use", "em", "b", "a")
    drawn = [text, *(each.get("class") or each.get("href") or "" for each in parts)]
    return next((way for name in drawn if name and (way := way_of_icon(name))), None)
