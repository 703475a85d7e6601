"""Of the sources that earlier runs found: those that a run for news asks where its pages do not show all that is new. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crawler.discover.listing import Listing
from crawler.items import Row
from crawler.run.source_memory import KnownSource

MOST_ASKED = 3  # sources, one after the other, until one names what the page shows
_CHEAPEST = ("json", "feed", "sitemap")


def naming_all(known: Mapping[str, KnownSource]) -> Iterator[tuple[str, str]]:
    """Address and kind of the sources that list everything, the cheapest first."""
    found = sorted((_CHEAPEST.index(each.kind), url) for url, each in known.items() if each.whole and each.kind in _CHEAPEST)
    yield from ((url, _CHEAPEST[kind]) for kind, url in found[:MOST_ASKED])


def sources_of_kind(sources: Iterable[tuple[str, str]], kind: str) -> list[tuple[str, str]]:
    """The sources of one kind."""
    return [each for each in sources if each[1] == kind]


def is_empty_source(listing: Listing, rows: Sequence[Row]) -> bool:
    """Whether a source lists nothing, or nothing that is taken."""
    return listing.problem == "empty" or (bool(listing.rows) and not rows)
