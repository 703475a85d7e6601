"""The image that an element stands for, wherever pages keep its address until a script shows it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import filterfalse

from lxml.etree import _Element as Element

from crawler.items import Image
from crawler.page.markup import stated_pixels
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.page.picture_names import is_called_blank, is_called_sign
from crawler.text.safe_text import squeeze
from crawler.url_parts import last_part

Resolve = Callable[[str | None], str | None]  # href -> absolute http(s) URL or None

_LAZY, _PLAIN = ("data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-url"), ("src", "oldsrc")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
PHOTOGRAPHS = tuple(each for each in PICTURES if each != ".gif")
_DESCRIPTOR = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx]\Z")
_BACKGROUND = re.compile(r"url\(\s{0,4}[\"']?([^\s\"'()]{1,2000})")
_STYLED = ("figure", "div", "section", "header", "a", "span")
NAME = 6  # characters of a file's name that is no number of a list
_SEVERAL = 2  # times that a page has the name of a picture that it states and shows
_SMALL = 50  # pixels; a smaller picture is an icon
_PREVIEW, _DENSEST = 100, 8  # pixels of a picture that only holds the place of a larger one; more of them to a dot: `2x`


def image_of(element: Element, resolve: Resolve) -> Image | None:
    """The image of an `img` element, lazy-loading attributes considered; None for icons, trackers and data URLs."""
    if any(pixels < _SMALL for pixels in stated_pixels(element)):
        return None
    url = next(_image_urls(element, resolve), None) or next(_beside(element, resolve), None)
    return Image(url, None, squeeze(element.get("alt") or "") or None) if url else None


def _beside(element: Element, resolve: Resolve) -> Iterator[str]:
    """The addresses that stand around an image that a script fills in: in its `picture`, or for pages without scripts."""
    # This parser puts an image into the `source` before it.
    picture = next(element.iterancestors("picture"), None)
    around = element.getparent()
    sources = [] if picture is None else list(picture.iter("source"))
    others = [] if around is None else [image for each in around.iterchildren("noscript") for image in each.iter("img")]
    for each in (*sources, *others):
        yield from _image_urls(each, resolve)


def _image_urls(element: Element, resolve: Resolve) -> Iterator[str]:
    """Where a script fills an image in, `src` is a preview, and so it is where `srcset` has it as one of a few pixels."""
    previews = _previews(element.get("srcset") or "")
    for name in (*dict.fromkeys((*_LAZY, *_of_other_names(element))), "data-srcset", *_PLAIN, "srcset"):
        said = element.get(name) or ""
        url = _of_source(_largest(said) if name.endswith("srcset") else said.strip(), resolve)
        if url and said not in previews and (name.endswith("srcset") or not _is_called_no_picture(url)):
            yield url


def _previews(sources: str) -> set[str]:
    """The addresses of a `srcset` that are stated to have a few pixels."""
    return {url for size, url in _sources_in(sources) if _DENSEST < size <= _PREVIEW}


def _is_called_no_picture(url: str) -> bool:
    return is_called_sign(url) or is_called_blank(url)


def _largest(sources: str) -> str:
    """The address of the largest picture of a `srcset`: `a.jpg 300w, b.jpg 1200w`; the first where no sizes are stated."""
    return max(_sources_in(sources), key=lambda each: each[0], default=(0.0, ""))[1]


def _sources_in(sources: str) -> list[tuple[float, str]]:
    """(size as stated, 0 where none is; address) of each picture of a `srcset`."""
    said = [source.split() for source in re.split(r",(?=\s)", sources)]
    return [(_size(words[1]) if len(words) > 1 else 0.0, words[0].rstrip(",")) for words in said if words]


def _size(descriptor: str) -> float:
    match = _DESCRIPTOR.match(descriptor)
    return float(match[1]) if match else 0.0


def _of_other_names(element: Element) -> list[str]:
    """The data attributes that hold the address of a picture, whatever a script calls them."""
    return [name for name in map(str, element.keys()) if name.startswith("data-") and _names_picture(element.get(name, ""))]


def _names_picture(value: str) -> bool:
    """Whether the value of an attribute of any name is the address of a picture."""
    address = value.strip()
    return address.partition("?")[0].lower().endswith(PICTURES) and not any(map(address.__contains__, '{[" '))


def _of_source(source: str, resolve: Resolve) -> str | None:
    named = "." in source or "/" in source  # `null` is what a script writes for nothing
    return resolve(source) if named and not source.startswith("data:") else None


def lead_by_style(page: Page, images: Sequence[Image]) -> list[Image]:
    """The picture that a style sets behind a heading or into a box, where it is the one that the page states as its image, or
    is in a figure, or is the only one.

    None where the article has that one. images: the article's.
    """
    name = last_part(head_of(page).stated("image") or "")
    if len(name) >= NAME and page.text.count(name) >= _SEVERAL:
        return [] if any(name in each.url for each in images) else _first(page, page.root.iter(*_STYLED), (name,))
    kinds = ("figure",) if images else ("figure", "div")
    return _first(page, filter(_says_picture, page.root.iter(*kinds)), PHOTOGRAPHS)


def _says_picture(element: Element) -> bool:
    return element.tag == "figure" or element.get("role") == "img"


def _first(page: Page, elements: Iterable[Element], names: Sequence[str]) -> list[Image]:
    """The first picture whose address has a name, or an ending, in the styles of elements."""
    styles = (style for element in elements if "url" in (style := element.get("style") or ""))
    addresses = (found[1] for style in styles for found in _BACKGROUND.finditer(style) if any(map(found[1].__contains__, names)))
    url = next(filter(None, map(page.absolute, filterfalse(is_called_sign, addresses))), None)
    return [Image(url, None, None)] if url else []
