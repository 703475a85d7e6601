"""Where the next part of a JSON list is: said by the document, or by the parameters of its address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.discover.sources.asked import numbers_asked, with_number
from crawler.discover.sources.json_texts import Record
from crawler.discover.sources.xml_tree import joined

MOST_TOTAL = 1_000_000
_TOTAL = re.compile(r"total(?!_?pages?)|(?<!page)(?<!page_)(?<!pages)count\Z|hits\Z|found\Z", re.I)
_OF_PART = re.compile(r"(?:item|result|row)?_?count\Z", re.I)  # may count this part's objects only
_NEXT = re.compile(r"next(?:_?(?:page|link|url|href|page_?url))?\Z", re.I)
OFFSET_KEY = re.compile(r"(?:offset|skip|start|from|first|begin|start_?(?:row|at|index|record)|o)\Z", re.I)
LAST_KEY = re.compile(r"(?:end|to|last|until)_?(?:row|at|index|record|no)?\Z", re.I)
_PAGE = re.compile(r"(?:page|paged|p|pg|page_?(?:no|num|number|index)|current(?:_?page)?|cur_?page|pagina|seite)\Z", re.I)
SIZE_KEY = re.compile(
    r"(?:limit|take|size|rows?|per_?page|page_?size|page_?limit|items_?per_?page|hits_?per_?page|l|n|max)\Z", re.I
)
_MORE = re.compile(r"has_?(?:more|next)(?:_?page)?\Z|more(?:_?available)?\Z|is_?more\Z", re.I)
_PAGES = re.compile(r"(?:total|max|last|num)_?(?:num_?)?pages?\Z|page_?(?:count|total)\Z", re.I)
_IS_LINK = re.compile(r"https?:|/|\?")
_ALL = re.compile(r"(?:\A|&)(?:limit|take|size|rows|per_?page|page_?size)=(?:-1|0|all)(?:&|\Z)", re.I)  # every object in one part
_USUAL_SIZE = 10  # objects in a part of WordPress's REST API


def said_total(around: Sequence[Record], rows: int) -> int | None:
    """How many objects there are in all, as the objects around a list say; None where they do not."""
    for record in around:
        said = [(name, _number(value)) for name, value in _inside(record) if _TOTAL.search(name)]
        fitting = [
            number for name, number in said
            if number is not None and rows <= number <= MOST_TOTAL and not (number == rows and _OF_PART.match(name))
        ]  # fmt: skip
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
    if any(_is_end(name, value) for record in around[:2] for name, value in _inside(record)):
        return ()
    part = _Part(url, numbers_asked(url), objects, total, _pages_in(around))
    told = [each for each in (part.by_offset(), part.by_page(), part.by_custom()) if each is not None]
    if told:
        return told[0]
    return _guesses(part, around) if total is not None and objects < total else ()


def _pages_in(around: Sequence[Record]) -> int | None:
    """How many parts there are, as the objects around a list say; a single one is no count of them."""
    said = [_number(value) for record in around for name, value in _inside(record) if _PAGES.match(name)]
    return next((number for number in said if number is not None and number > 1), None)


class _Part(NamedTuple):
    """A part of a list: its address, the numbers in its query, its objects, and how many objects and parts there are in all."""

    url: str
    query: Mapping[str, int]
    objects: int
    total: int | None
    pages: int | None = None

    @property
    def size(self) -> int | None:
        return next((value for name, value in self.query.items() if SIZE_KEY.match(name)), None)

    @property
    def is_full(self) -> bool:
        if _ALL.search(urlsplit(self.url).query):
            return False
        # What was made for people may have a row that is not read.
        return 5 * self.objects >= 4 * (self.size or (_USUAL_SIZE if "/wp/v2/" in self.url else 1))

    def by_offset(self) -> tuple[str, ...] | None:
        name = next(filter(OFFSET_KEY.match, self.query), None)
        return None if name is None else self._following(name, self.objects, self.query[name] + self.objects)

    def by_page(self) -> tuple[str, ...] | None:
        name = next(filter(_PAGE.match, self.query), None)
        if name is not None and self.pages is not None and self.query[name] >= self.pages:
            return ()
        return None if name is None else self._following(name, 1, self.query[name] * (self.size or self.objects))

    def by_custom(self) -> tuple[str, ...] | None:
        if "/wp/v2/" not in self.url:
            return None
        more = self.objects < self.total if self.total is not None else self.is_full
        return (with_number(self.url, "page", 2),) if more else ()

    def _following(self, name: str, step: int, seen: int) -> tuple[str, ...]:
        more = seen < self.total if self.total is not None else self.is_full
        if not more or not self.objects:
            return ()
        onward = with_number(self.url, name, self.query[name] + step)
        last = next(filter(LAST_KEY.match, self.query), None) if OFFSET_KEY.match(name) else None
        return (onward if last is None else with_number(onward, last, self.query[last] + step),)


def _guesses(part: _Part, around: Sequence[Record]) -> tuple[str, ...]:
    """Addresses of the second part, by what the document calls its place; by the usual names where it does not."""
    url, objects = part.url, part.objects
    named = {name: number for record in around for name, number in _counters(record)}
    pages = [with_number(url, name, number + 1) for name, number in named.items() if _PAGE.match(name)]
    offsets = [with_number(url, name, objects) for name, number in named.items() if number == 0 and OFFSET_KEY.match(name)]
    usual = [with_number(url, "page", 2), with_number(url, "offset", part.size or objects)]
    return tuple(dict.fromkeys([*pages, *offsets])) or tuple(usual)


def _said_next(url: str, around: Sequence[Record]) -> Iterator[str]:
    for record in around[:2]:
        for said in (_link(value) for name, value in _inside(record) if _NEXT.match(name)):
            if said and _IS_LINK.match(said) and (found := joined(url, said)) and found != url:
                yield found


def _is_end(name: str, value: object) -> bool:
    """Whether a value says that nothing follows: `"next": null`, `"hasMore": false`."""
    return (value is None and bool(_NEXT.match(name))) or (value is False and bool(_MORE.match(name)))


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
