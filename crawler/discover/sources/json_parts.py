"""Where the next part of a JSON list is: said by the document, or by the parameters of its address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from crawler.discover.pagers.addresses import with_parameter
from crawler.discover.sources.xml_tree import joined

Record = Mapping[str, object]
MOST_TOTAL = 1_000_000
_TOTAL = re.compile(r"total(?!_?pages?)|count\Z|hits\Z|found\Z", re.I)
_NEXT = re.compile(r"next(?:_?(?:page|link|url|href|page_?url))?\Z", re.I)
_OFFSET = re.compile(r"(?:offset|skip|start|from|first|begin|start_?(?:row|at|index|record)|o)\Z", re.I)
_PAGE = re.compile(r"(?:page|paged|p|pg|page_?(?:no|num|number|index)|current(?:_?page)?|cur_?page|pagina|seite)\Z", re.I)
_SIZE = re.compile(r"(?:limit|take|size|rows?|per_?page|page_?size|page_?limit|items_?per_?page|hits_?per_?page|l|n|max)\Z", re.I)
_IS_LINK = re.compile(r"https?:|/|\?")
_ALL = re.compile(r"(?:\A|&)(?:limit|take|size|rows|per_?page|page_?size)=(?:-1|0|all)(?:&|\Z)", re.I)  # every object in one part
_USUAL_SIZE = 10  # objects in a part of WordPress's REST API


def said_total(around: Sequence[Record], rows: int) -> int | None:
    """How many objects there are in all, as the objects around a list say; None where they do not."""
    for record in around:
        said = [_number(value) for name, value in _inside(record) if _TOTAL.search(name)]
        fitting = [number for number in said if number is not None and rows <= number <= MOST_TOTAL]
        if fitting:
            return max(fitting)
    return None


def _inside(record: Record) -> Iterator[tuple[str, object]]:
    """Names and values of an object and of the objects in it."""
    yield from record.items()
    for value in record.values():
        if isinstance(value, dict):
            yield from value.items()


def next_parts(url: str, around: Sequence[Record], objects: int, total: int | None) -> tuple[str, ...]:
    """Candidates for the address of the next part of a list, best first; none behind the last.

    objects: in this part. Where no total is said, a part that is full has another behind it.
    """
    said = next(_said_next(url, around), None)
    if said is not None:
        return (said,)
    part = _Part(url, _numbers_in(url), objects, total)
    told = [each for each in (part.by_offset(), part.by_page(), part.by_custom()) if each is not None]
    if told:
        return told[0]
    return _guesses(part, around) if total is not None and objects < total else ()


def _numbers_in(url: str) -> dict[str, int]:
    pairs = parse_qsl(urlsplit(url).query)
    return {name: int(value) for name, value in pairs if value.isdecimal() and len(value) < 7}


class _Part(NamedTuple):
    """A part of a list: its address, the numbers in its query, its objects, and how many there are in all."""

    url: str
    query: Mapping[str, int]
    objects: int
    total: int | None

    @property
    def size(self) -> int | None:
        return next((value for name, value in self.query.items() if _SIZE.match(name)), None)

    @property
    def is_full(self) -> bool:
        if _ALL.search(urlsplit(self.url).query):
            return False
        return self.objects >= (self.size or (_USUAL_SIZE if "/wp/v2/" in self.url else 1))

    def by_offset(self) -> tuple[str, ...] | None:
        name = next(filter(_OFFSET.match, self.query), None)
        return None if name is None else self._following(name, self.objects, self.query[name] + self.objects)

    def by_page(self) -> tuple[str, ...] | None:
        name = next(filter(_PAGE.match, self.query), None)
        return None if name is None else self._following(name, 1, self.query[name] * (self.size or self.objects))

    def by_custom(self) -> tuple[str, ...] | None:
        if "/wp/v2/" not in self.url:
            return None
        return (with_parameter(self.url, "page", 2),) if self.is_full else ()

    def _following(self, name: str, step: int, seen: int) -> tuple[str, ...]:
        more = seen < self.total if self.total is not None else self.is_full
        return (with_parameter(self.url, name, self.query[name] + step),) if more and self.objects else ()


def _guesses(part: _Part, around: Sequence[Record]) -> tuple[str, ...]:
    """Addresses of the second part, by what the document calls its place; by the usual names where it does not."""
    url, objects = part.url, part.objects
    named = {name: number for record in around for name, number in _counters(record)}
    pages = [with_parameter(url, name, number + 1) for name, number in named.items() if _PAGE.match(name)]
    offsets = [with_parameter(url, name, objects) for name, number in named.items() if number == 0 and _OFFSET.match(name)]
    usual = [with_parameter(url, "page", 2), with_parameter(url, "offset", part.size or objects)]
    return tuple(dict.fromkeys([*pages, *offsets])) or tuple(usual)


def _said_next(url: str, around: Sequence[Record]) -> Iterator[str]:
    for record in around[:2]:
        for said in (_link(value) for name, value in _inside(record) if _NEXT.match(name)):
            if said and _IS_LINK.match(said) and (found := joined(url, said)) and found != url:
                yield found


def _link(value: object) -> str | None:
    said = (value.get("href") or value.get("url")) if isinstance(value, dict) else value
    return said if isinstance(said, str) else None


def _counters(record: Record) -> list[tuple[str, int]]:
    """Names and values of what counts from 0 or 1 in an object: the first part's place."""
    return [(name, number) for name, value in record.items() if (number := _number(value)) in (0, 1) and number is not None]


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 8 else None
