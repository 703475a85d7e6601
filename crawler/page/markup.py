"""What inline markup a piece of text stands in, and what of it is told by characters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from crawler.page.hidden import hides
from crawler.page.names import NAMES_KEPT
from crawler.page.tags import EM, IMAGE_TAGS, STRONG
from crawler.text.safe_text import one_line

_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_SET_OFF = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
_PIXELS = re.compile(r"\s*+(\d{1,9})\s*+(?:px)?\s*+\Z")
_QUOTES = tuple("“„«‘‚‹「『\"'")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


class Markup(NamedTuple):
    """What inline markup a piece of text stands in: the nearest `a`, strong, em, and whether it is hidden."""

    link: Element | None = None
    strong: bool = False
    em: bool = False
    hidden: bool = False
    pre: bool = False
    raised: int = 0  # 1 in `sup`, -1 in `sub`


def marked(mark: Markup, element: Element, tag: str) -> Markup:
    if tag == "a":
        return Markup(element, *mark[1:])
    if tag in STRONG:
        return mark._replace(strong=True)
    return mark._replace(em=True) if tag in EM else mark._replace(raised={"sup": 1, "sub": -1}.get(tag, mark.raised))


def raised_by_style(mark: Markup, element: Element) -> Markup:
    """The markup inside an element whose style sets it above or below its line, as `sup` and `sub` do."""
    found = _SET_OFF.search(element.get("style", ""))
    return mark if found is None else mark._replace(raised=1 if found[1].lower() == "super" else -1)


def raised(text: str, way: int) -> str:
    """Digits and signs as superscript (1) or subscript (-1) characters; a text with anything else stays as it is."""
    table = _SUPERSCRIPT if way > 0 else _SUBSCRIPT
    return text.translate(table) if all(ord(char) in table for char in text.strip()) else text


def is_bold(pieces: Iterable[tuple[str, Markup]]) -> bool:
    """Whether all words of a block, as its pieces have them, stand out."""
    return all(mark.strong for words, mark in pieces if words.strip())


def is_slanted(pieces: Iterable[tuple[str, Markup]]) -> bool:
    """Whether all words of a block, as its pieces have them, are in italics."""
    return all(mark.em for words, mark in pieces if words.strip())


def custom_tag(element: Element) -> str:
    """The tag of a custom element, which is a name: `x-byline`; nothing of HTML's own elements."""
    return element.tag if isinstance(element.tag, str) and "-" in element.tag else ""


def class_and_id(element: Element) -> str:
    """What an element is called."""
    return f"{custom_tag(element)} {element.get('class') or ''} {element.get('id') or ''}".lstrip(" ")


def stated_pixels(image: Element) -> list[int]:
    """The width and the height that the attributes of an image state, in pixels, as far as they do."""
    return [int(found[1]) for name in ("width", "height") if (found := _PIXELS.match(image.get(name) or ""))]


def all_text(element: Element) -> str:
    """All text inside an element, as it is."""
    return "".join(map(str, element.itertext()))


def whole_parts(element: Element, text: str) -> Iterator[Element]:
    """The elements in one that hold all of its text, which is this, from without: `<td><b><i class=title>Ferry</i></b></td>`."""
    part: Element | None = element
    while part is not None and (part := next((each for each in part.iterchildren("*") if _says(each, text)), None)) is not None:
        yield part


def _says(element: Element, text: str) -> bool:
    return one_line(all_text(element)) == text


def is_called(element: Element, words: frozenset[str], between: str = "-") -> bool:
    """Whether one of these words is a part of a class name or of the id. between: the signs that part them."""
    return _has_part(class_and_id(element), words, between)


@lru_cache(maxsize=NAMES_KEPT)
def _has_part(names: str, words: frozenset[str], between: str) -> bool:
    parts = names.lower().translate(dict.fromkeys(map(ord, between), " "))
    return not words.isdisjoint(parts.split())


def class_names(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


def box_form(element: Element) -> tuple[str, str]:
    """Tag and classes of an element: boxes that are made alike have one form."""
    return str(element.tag), element.get("class") or ""


def keeps_lines(element: Element) -> bool:
    """Whether the style of an element keeps the line breaks of its text."""
    return _PREFORMATTED.search(element.get("style", "")) is not None


def quotation(element: Element) -> str:
    """The marks that browsers print around a `q`, which may stand in another one; none where its text has its own."""
    if (element.text or "").lstrip()[:1] in _QUOTES:
        return ""
    return "‘’" if sum(1 for _ in element.iterancestors("q")) % 2 else "“”"


def image_without_scripts(element: Element) -> Element | None:
    """The image in a `noscript` of a figure, or one that says what it shows in any other box, which has no other image."""
    inside = list(element.iter(*IMAGE_TAGS))
    if not inside:
        return None
    figure = next(element.iterancestors("figure", "picture"), None)
    box = element.getparent() if figure is None and (inside[0].get("alt") or "").strip() else figure
    return inside[0] if box is not None and len(list(box.iter(*IMAGE_TAGS))) == len(inside) else None


def mark_of_block(mark: Markup, element: Element, tag: str, given: Sequence[str | bytes]) -> Markup:
    """The markup inside a block-level element. given: names of its attributes."""
    if not mark.hidden and hides(element, given):
        mark = mark._replace(hidden=True)
    return mark._replace(pre=True) if tag == "pre" or ("style" in given and keeps_lines(element)) else mark
