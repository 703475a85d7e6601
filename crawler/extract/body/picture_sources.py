"""Where the files of a picture are: pages state several, of several sizes, and the largest is the picture."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from lxml.etree import _Element as Element

from crawler.page.picture_names import is_called_blank, is_called_sign

Resolve = Callable[[str | None], str | None]  # href -> absolute http(s) URL or None

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_LAZY, _PLAIN = ("data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-url"), ("src", "oldsrc")
_DESCRIPTOR = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx](?:,(.*))?", re.S)  # of a source, and what begins the next one
_LEAST_WIDTH = re.compile(r"min-(?:device-)?width\s*:\s*(\d{1,5}(?:\.\d{1,3})?)\s*(em|rem)?")
_MOST_WIDTH = re.compile(r"max-(?:device-)?width")
_EM, _CLOSE = 16, 4  # pixels; elements beside an image
_ASKED = re.compile(r"(?:\b|_|im)(?:w|h|s|width|height|size|resize|fit)[=_]?(\d{2,4})\b")
_NAMED = re.compile(r"(?<!\d)(\d{2,4})x(\d{2,4})(?!\d)")
_WHOLE = re.compile(r"orig|full|large|zoom|hi-?res|big", re.I)  # in the names of attributes, of the file that was not cut to size
_PREVIEW, _DENSEST = 100, 8  # pixels of a picture that only holds the place of a larger one; more of them to a dot: `2x`


def addresses_of(image: Element, resolve: Resolve) -> Iterator[str]:
    """The addresses of an `img` element's picture, the best first: that of the file it links to, then its own."""
    return chain(_linked_picture(image, resolve), own_addresses(image, resolve))


def own_addresses(image: Element, resolve: Resolve) -> Iterator[str]:
    """What an `img` element shows, the best first.

    They are the largest source of which a size is told, what a script fills in, `src`, and what stands in the image's
    `picture` or beside it for pages without scripts. Where an address without a size is the largest one but for its query, it
    is the file itself.
    """
    sources, others = _elements_of(image)
    elements = [*sources, *others]
    plain = [url for each in elements for url in _of_attributes(each, resolve)]
    listed = list(_listed(elements, resolve))
    every = [*plain, *(url for _, _, url in listed)]
    if not listed or _is_for_wide_windows(plain, elements):  # most images have one address
        return iter(every)
    best = _largest([*((size_in(url), 1.0, url) for url in plain), *listed])
    if plain and best and _is_whole(plain[0], best[0]):
        return iter(plain)
    return chain(best, every)


def _is_for_wide_windows(plain: Sequence[str], elements: Iterable[Element]) -> bool:
    """Whether an address without a size is an image's own, and all sources that it lists are for windows up to some width."""
    listing = (each.get("media") or "" for each in elements if _sets(each))
    return bool(plain) and not size_in(plain[0]) and all(map(_MOST_WIDTH.search, listing))


def _elements_of(image: Element) -> tuple[list[Element], list[Element]]:
    """An image with the sources of its `picture`, and the images close beside it for pages without scripts."""
    # This parser puts an image into the `source` before it.
    picture = next(image.iterancestors("picture"), None)
    beside = chain(islice(image.itersiblings(preceding=True), _CLOSE), islice(image.itersiblings(), _CLOSE))
    hidden = (other for each in beside if each.tag == "noscript" for other in each.iter("img"))
    return ([image] if picture is None else [image, *picture.iter("source")]), list(hidden)


def _largest(sources: Iterable[tuple[float, float, str]]) -> list[str]:
    """The addresses of the sources (pixels, dots to a pixel, address) that are no previews, the largest first."""
    return [url for _, _, url in sorted(filter(_is_no_preview, sources), key=lambda each: each[:2], reverse=True)]


def _is_whole(plain: str, largest: str) -> bool:
    """Whether an address without a size is that of the largest source but for its query."""
    return not size_in(plain) and plain.partition("?")[0] == largest.partition("?")[0]


def _linked_picture(element: Element, resolve: Resolve) -> Iterator[str]:
    """The file that a picture links to, for readers who want to see it larger."""
    link = next(element.iterancestors("a"), None)
    if link is None:
        return
    for said in (link.get("href") or "", *(link.get(name) or "" for name in _names_of_files(link))):
        url = _of_source(said.strip(), resolve) if _names_picture(said) else None
        if url and not _is_called_no_picture(url):
            yield url


def _listed(elements: Iterable[Element], resolve: Resolve) -> Iterator[tuple[float, float, str]]:
    """(pixels, dots to a pixel, address) of the sources that an image and its `source` elements list."""
    for each in elements:
        for size, source in (source for name in _sets(each) for source in _sources_in(each.get(name, ""))):
            url = _of_source(source, resolve)
            if url and not is_called_blank(url):
                yield (*_measure(size, url, each), url)


def _is_no_preview(source: tuple[float, float, str]) -> bool:
    pixels, density, _ = source
    return pixels > _PREVIEW or (not pixels and density > 1)


def _of_attributes(element: Element, resolve: Resolve) -> Iterator[str]:
    """The addresses that the attributes of an image have for a script, then for the page; previews and blanks are none."""
    previews = {url for name in _sets(element) for size, url in _sources_in(element.get(name, "")) if _DENSEST < size <= _PREVIEW}
    for name in (*dict.fromkeys((*_LAZY, *_names_of_files(element))), *_PLAIN):
        said = (element.get(name) or "").strip()
        url = None if said.startswith("{") else _of_source(said, resolve)  # an object for a script
        if url and said not in previews and not _is_called_no_picture(url):
            yield url


def _sets(element: Element) -> list[str]:
    """The attributes that list sources: what a script makes `srcset` of, then `srcset`."""
    named = [name for name in map(str, element.keys()) if name.endswith("srcset")]
    return sorted(named, key="srcset".__eq__) if len(named) > 1 else named


def _measure(size: float, url: str, element: Element) -> tuple[float, float]:
    """(pixels, dots to a pixel) of a source: its stated width, else that in its address or of its window; 0 is unknown."""
    if size > _DENSEST:
        return size, 1.0
    window = _LEAST_WIDTH.search(element.get("media") or "")
    told = size_in(url) or (float(window[1]) * (_EM if window[2] else 1) if window else 0.0)
    return told, size or 1.0


def size_in(address: str) -> int:
    """The largest size that an address asks for, else that in the name of the file, in pixels; 0 where there is none."""
    return max(sizes_in(address), default=0)


def sizes_in(address: str) -> list[int]:
    """The sizes that an address asks for, else those in the name of the file, in pixels."""
    return [int(size) for size in _ASKED.findall(address) or [each for pair in _NAMED.findall(address) for each in pair]]


def _sources_in(sources: str) -> list[tuple[float, str]]:
    """(size as stated, 0 where none is; address) of each picture of a `srcset`."""
    found: list[tuple[float, str]] = []
    for word in sources.split():
        described = _DESCRIPTOR.fullmatch(word.strip(","))
        if described is not None and found:
            found[-1] = float(described[1]), found[-1][1]
        url = (described[2] or "" if described is not None else word).strip(",")
        found += [(0.0, url)] if url else []
    return found


def _names_of_files(element: Element) -> list[str]:
    """The data attributes that hold the address of a picture, whatever a script calls them; the largest first, if called so."""
    named = [name for name in map(str, element.keys()) if name.startswith("data-") and _names_picture(element.get(name, ""))]
    return sorted(named, key=lambda name: _WHOLE.search(name) is None)


def _names_picture(value: str) -> bool:
    """Whether a value is the address of a picture's file."""
    address = value.strip()
    return address.partition("?")[0].lower().endswith(PICTURES) and not any(map(address.__contains__, '{[" '))


def _is_called_no_picture(url: str) -> bool:
    return is_called_sign(url) or is_called_blank(url)


def _of_source(source: str, resolve: Resolve) -> str | None:
    named = "." in source or "/" in source  # `null` is what a script writes for nothing
    return resolve(source) if named and not source.startswith("data:") else None
