"""Sitemaps and their indexes (sitemaps.org), with what the news extension says of a release."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from crawler.discover.sources.stated import stated_row
from crawler.discover.sources.xml_tree import joined, name_of, said_in
from crawler.items import Row
from crawler.site import Site
from crawler.urls import in_origins

MOST_ADDRESSES = 50_000  # of one sitemap, by the protocol
MOST_SITEMAPS = 1_000  # of one index that are looked at
# What the name of a sitemap says about what it lists.
_OF_NEWS = re.compile(
    r"news|press|media|release|announce|aktuell|meldung|noticia|prensa|notizi|comunica|stampa|nieuws|nyhet|novost|xinwen", re.I
)
_OF_POSTS = re.compile(r"post|article|blog|stor(?:y|ies)|beitrag|entrada", re.I)
_OF_OTHERS = re.compile(
    r"product|person|people|team|author|user|job|career|karriere|event|image|video|categor|tag|taxonom|locat|store|shop|page"
    r"|attachment|faq|service|project|produkt|produit|lugar|equipo",
    re.I,
)  # fmt: skip


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
    names = {url: url.rpartition("/")[2] for url in sitemaps}
    for wanted in (_OF_NEWS, _OF_POSTS):
        found = [url for url, name in names.items() if wanted.search(name) and not _is_of_others(name)]
        if found:
            return found
    return [url for url, name in names.items() if not _is_of_others(name)]


def _is_of_others(name: str) -> bool:
    """Whether a name says something that is no news; `page` is a number of a page too: `sitemap-page-2.xml`."""
    found = _OF_OTHERS.search(name)
    return found is not None and not re.search(r"page[=_-]?\d", name, re.I)
