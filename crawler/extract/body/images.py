"""The image that an element stands for, wherever pages keep its address until a script shows it."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import filterfalse, islice

from lxml.etree import _Element as Element

from crawler.extract.body.picture_sources import PICTURES, Resolve, addresses_of, sizes_in
from crawler.items import Image
from crawler.page.markup import all_text, stated_pixels
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.page.picture_names import is_called_sign
from crawler.text.safe_text import squeeze
from crawler.url_parts import last_part

PHOTOGRAPHS = tuple(each for each in PICTURES if each != ".gif")
_BACKGROUND = re.compile(r"url\(\s{0,4}[\"']?([^\s\"'()]{1,2000})")
_STYLED = ("figure", "div", "section", "header", "a", "span")
NAME = 6  # characters of a file's name that is no number of a list
_SEVERAL = 2  # times that a page has the name of a picture that it states and shows
_SMALL, _PREVIEW = 50, 200  # pixels; a smaller picture is an icon, and a preview
_HERO = 400  # characters of a headline with what stands around it on its picture
_SYMBOL, _WORD = 4, re.compile(r"\w")  # characters of one that a picture stands for: 🌿


def image_of(element: Element, resolve: Resolve) -> Image | None:
    """The image of an `img` element: of all sources the largest; None for icons, trackers, data URLs and signs among words."""
    alt = squeeze(element.get("alt") or "")
    symbol = len(alt) <= _SYMBOL and not (alt.isascii() or _WORD.search(alt))
    if symbol or any(pixels < _SMALL for pixels in stated_pixels(element)):
        return None
    url = next(addresses_of(element, resolve), None)
    return Image(url, None, alt or None) if url else None


def lead_by_style(page: Page, images: Sequence[Image]) -> list[Image]:
    """The picture that a style sets behind a heading or into a box, where it is the one that the page states as its image, or
    is in a figure, or is the only one; the stated one, too, where it is shown and leads nowhere.

    None where the article has that one. images: the article's.
    """
    name = last_part(head_of(page).stated("image") or "")
    if len(name) >= NAME and page.text.count(name) >= _SEVERAL:
        return [] if any(name in each.url for each in images) else _named(page, name, {each.url for each in images})
    kinds = ("figure",) if images else ("figure", "div", "section", "header")
    return _first(page, filter(_says_picture, page.root.iter(*kinds)), PHOTOGRAPHS)


def _named(page: Page, name: str, known: Container[str]) -> list[Image]:
    """The picture of a name in a style, else the first that is shown, leads nowhere and is no preview; none that is known."""
    found = _first(page, page.root.iter(*_STYLED), (name,)) or islice(filter(_is_large, _shown(page, name)), 1)
    return [each for each in found if each.url not in known]


def _shown(page: Page, name: str) -> Iterator[Image]:
    """The pictures of a name that are shown and lead nowhere."""
    shown = (block.image for block in page.blocks if block.image is not None and not block.hidden and block.link is None)
    named = (each for each in shown if name in (each.get("src") or "") and not is_called_sign(name))
    yield from filter(None, (image_of(each, page.absolute) for each in named))


def _is_large(image: Image) -> bool:
    return max(sizes_in(image.url), default=_PREVIEW) >= _PREVIEW


def _says_picture(element: Element) -> bool:
    """Whether an element is a picture, or stands around the headline and little else."""
    if element.tag == "figure" or element.get("role") == "img":
        return True
    behind = "url" in (element.get("style") or "") and next(element.iter("h1"), None) is not None
    return behind and len(squeeze(all_text(element))) <= _HERO


def _first(page: Page, elements: Iterable[Element], names: Sequence[str]) -> list[Image]:
    """The first picture whose address has a name, or an ending, in the styles of elements."""
    styles = (style for element in elements if "url" in (style := element.get("style") or ""))
    addresses = (found[1] for style in styles for found in _BACKGROUND.finditer(style) if any(map(found[1].__contains__, names)))
    url = next(filter(None, map(page.absolute, filterfalse(is_called_sign, addresses))), None)
    return [Image(url, None, None)] if url else []
