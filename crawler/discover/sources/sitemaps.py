"""Sitemaps and their indexes (sitemaps.org), with what the news extension says of a release."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from crawler.discover.pagers.addresses import NEWS_PATH
from crawler.discover.sources.shapes import WORD, is_other_kind
from crawler.discover.sources.stated import stated_row
from crawler.discover.sources.xml_tree import joined, name_of, said_in
from crawler.items import Row
from crawler.site import Site
from crawler.urls import in_origins

MOST_ADDRESSES = 50_000  # of one sitemap, by the protocol
MOST_SITEMAPS = 1_000  # of one index that are looked at
LONGEST_NAME = 200  # characters of the name of a sitemap that say what it lists
_OF_POSTS = re.compile(r"post|article|blog|stor(?:y|ies)|beitrag|entrada", re.I)
_PLAIN = re.compile(r"sitemaps?|\.\w+\Z", re.I)  # what says nothing in the name of a sitemap
_NUMBERED = re.compile(r"page[=_-]?\d", re.I)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, of which those with news tags say their title and date; or other sitemaps.

    tagged: addresses of the pages that have news tags.
    """

    rows: tuple[Row, ...] = ()
    sitemaps: tuple[str, ...] = ()
    tagged: frozenset[str] = frozenset()


def read_sitemap(root: Element, url: str, site: Site) -> Sitemap | None:
    """The sitemap of an XML document, None where it is none. The last change that it states is no date of publication."""
    if name_of(root) == "sitemapindex":
        return Sitemap(sitemaps=tuple(dict.fromkeys(_sitemaps(root, url, site))))
    if name_of(root) != "urlset":
        return None
    pages = list(islice((each for each in root if name_of(each) == "url"), MOST_ADDRESSES))
    found = [(_row_of_page(each, url, site), _child(each, "news")) for each in pages]
    rows = [row for row, _ in found if row is not None]
    return Sitemap(tuple(rows), tagged=frozenset(row.url for row, news in found if row and news is not None))


def _sitemaps(root: Element, url: str, site: Site) -> list[str]:
    named = [joined(url, said_in(_child(each, "loc"))) for each in root if name_of(each) == "sitemap"]
    return [each for each in named[:MOST_SITEMAPS] if each and in_origins(each, site)]


def _row_of_page(page: Element, url: str, site: Site) -> Row | None:
    address = joined(url, said_in(_child(page, "loc")))
    if address is None or not in_origins(address, site):
        return None
    news = _child(page, "news")
    return stated_row(address, said_in(_child(news, "title")), said_in(_child(news, "publication_date")), site, "sitemap")


def _child(element: Element | None, name: str) -> Element | None:
    return next((each for each in element if name_of(each) == name), None) if element is not None else None


def of_news(sitemaps: Sequence[str]) -> list[str]:
    """The sitemaps of an index that may list releases, by their names: those of news, else of posts, else all but others."""
    names = {url: url.rpartition("/")[2][:LONGEST_NAME] for url in sitemaps}
    words = ((name, word) for name in names.values() for word in WORD.finditer(name) if word[0] != "page")
    beside = {(name[: word.start()], name[word.end() :]) for name, word in words}
    kept = {url: name for url, name in names.items() if not _is_of_others(name, beside)}
    posts = [url for url, name in kept.items() if _OF_POSTS.search(name)]
    news = [url for url, name in kept.items() if NEWS_PATH.search(name) and not _OF_POSTS.search(name)]
    return news or posts or list(kept)


def _is_of_others(name: str, beside: Set[tuple[str, str]]) -> bool:
    """Whether a name says something that is no news.

    `page` is a number of a part too (`sitemap-page-2.xml`), unless another sitemap has another word in its place: beside
    has what stands before and after each such word.
    """
    kinds = [word for word in WORD.findall(_PLAIN.sub(" ", name)) if is_other_kind(word)]
    if kinds != ["page"] or not _NUMBERED.search(name):
        return bool(kinds)
    before, _, after = name.partition("page")
    return (before, after) in beside
