"""Dates that a page states for machines: in JSON-LD and in meta tags."""

from collections.abc import Iterator
from functools import lru_cache

from crawler.extract.fields.date_words import META_NAME
from crawler.extract.fields.printed_dates import DateClaim
from crawler.page.json_ld import Node, text_of
from crawler.page.metadata import META_NAMES, Head
from crawler.text.dates.parse import Reading, Stamp, Unread

_KNOWN_METAS = frozenset((*META_NAMES["published"], *META_NAMES["modified"]))


def stated(head: Head, reading: Reading, refused: list[Unread]) -> Iterator[DateClaim]:
    """Claims of JSON-LD and meta tags, the strongest first; dates that cannot be used go into `refused`."""
    for rule, node in (("article", head.article()), ("webpage", head.webpage())):
        if node is not None:
            yield from _of_node(node, rule, reading, refused)
    for kind, modified in (("published", False), ("modified", True)):
        for name in META_NAMES[kind]:
            for value in head.metas.get(name, ())[:2]:
                yield from _claim(value, "meta", name, modified, reading, refused)
    for name, values in head.metas.items():
        if _names_publication(name):
            yield from _claim(values[0], "meta", name, False, reading, refused)


@lru_cache(maxsize=4096)
def _names_publication(name: str) -> bool:
    """Whether an unknown meta tag's name is that of a date of publication; publishing systems have few names."""
    return name not in _KNOWN_METAS and META_NAME.search(name) is not None


def _of_node(node: Node, rule: str, reading: Reading, refused: list[Unread]) -> Iterator[DateClaim]:
    for key in ("datePublished", "dateCreated"):
        if value := text_of(node.get(key)):
            yield from _claim(value, "jsonld", f"{rule}.{key}", False, reading, refused)
            break
    yield from _claim(text_of(node.get("dateModified")) or "", "jsonld", f"{rule}.dateModified", True, reading, refused)


def _claim(value: str, by: str, rule: str, modified: bool, reading: Reading, refused: list[Unread]) -> Iterator[DateClaim]:
    found = reading.read(value) if len(value) <= 100 else None
    if isinstance(found, Stamp):
        yield DateClaim(found, by, rule, modified)
    elif isinstance(found, Unread) and not modified and found.reason != "unparsed":
        refused.append(found)
