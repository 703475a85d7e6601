"""Numbers in addresses: which one of a link's address sets it apart from the page's own.

A listing's pages have one address but for a number: `?page=2`, `?start=40`, `/news/page/2/`, `/list/2`, `list_48_2.html`,
`541fa3cb-2.html`. The first page often has none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode, urlsplit

_RUN = re.compile(r"\d+")
_PAGE_KEY = re.compile(
    r"(?:(?!\w{0,40}(?:size|per|id\Z|limit|count|type))\w{0,40}(?:page|paged|pagen)[a-z]{0,40}(?:_?\w{1,4})?|p|pg|pn|pno|cp|seite|pagina|sida|side"
    r"|strona|str|sivu|sayfa|halaman|hal|siden)\Z",
    re.IGNORECASE,
)
_OFFSET_KEY = re.compile(
    r"(?:[a-z_]*offset|start|startrow|start_?(?:row|at|index)|from|skip|first|begin|limitstart|b_start(?::int)?|row|rows?from|o)\Z",
    re.IGNORECASE,
)
_PAGE_STEP = re.compile(
    r"/(?:page|paged|pg|p|seite|pagina|página|sida|side|strona|stranka|sivu|sayfa|halaman)[/_:=-]?\Z", re.IGNORECASE
)
_INDEX = re.compile(r"(?:index|default|home)\.\w{2,5}\Z", re.IGNORECASE)
_END = re.compile(r"(?:\.(?:s?html?|jspx?|php\d?|aspx?|cfm|do|action))?/?\Z", re.IGNORECASE)
_OWN_YEAR = re.compile(r"(?:/(?:19|20)\d\d(?:/\d\d?)?)?(?:/[^/]*\.\w{2,5})?\Z")  # without the strokes that end it
_VALUE = re.compile(r"(?<==)[A-Za-z0-9_-]{8,80}(?=[&#]|\Z)")  # of a parameter: `tk=9f2c41d07ab3`
_LONG_NUMBER = 10  # digits; that of a page is shorter
_DAY_BEFORE = re.compile(r"(?:19|20)\d\d[-/_]?\d{1,2}[-/_]\Z")
MOST_NUMBERS = 8  # in one address; the tracking parameters of some have dozens
FIRST_YEAR, LAST_YEAR = 1980, 2100  # a number between them may be a year
# What the path of a listing of news has, in English, other European languages and pinyin.
NEWS_PATH = re.compile(
    r"news|press|media|release|announce|headline|focus|outline"
    r"|xwzx|xwdt|xwfb|/xw|jtxw|jtyw|dtyw|/dt|gsxw|gsyw|mtbd|mtjj|zxdt|tzgg|ywsd|/yw"
    r"|aktuell|meldung|actualit|noticia|prensa|notizi|comunica|stampa|persbericht|nieuws|nyhet|komunikat|aktualn|zpravy|novink|novosti"
    r"|haber|duyuru|berita|uutis|tiedot[et]|blog|article|stories",
    re.IGNORECASE,
)


def is_page_key(name: str) -> bool:
    """Whether a parameter of that name carries the number of a page."""
    return bool(_PAGE_KEY.match(name))


def _not_drawn(value: re.Match[str]) -> str:
    """A value, empty where it is of letters and digits or of many digits, as what is drawn at random for one load."""
    said = value[0]
    mixed = any(map(str.isdigit, said)) and any(map(str.isalpha, said))
    return "" if mixed or (said.isdigit() and len(said) >= _LONG_NUMBER) else said


@dataclass(frozen=True, slots=True)
class Numbered:
    """An address as text with one number taken out.

    before, after: the address around the number; value: the number; key: the parameter that has it, None in a path.
    """

    before: str
    after: str
    value: int
    key: str | None

    @property
    def stem(self) -> tuple[str, str]:
        """The same for all pages of one listing, whatever was drawn at random for one load."""
        return _VALUE.sub(_not_drawn, self.before), _VALUE.sub(_not_drawn, self.after)

    def with_value(self, value: int) -> str:
        """The address with another number in its place."""
        return f"{self.before}{value}{self.after}"

    @property
    def is_offset(self) -> bool:
        """Whether the number counts rows and not pages."""
        return self.key is not None and bool(_OFFSET_KEY.match(self.key))

    @property
    def is_page(self) -> bool:
        """Whether what stands before the number says that it counts pages or rows."""
        if self.key is not None:
            return self.is_offset or is_page_key(self.key)
        return bool(_PAGE_STEP.search(urlsplit(self.before).path))

    @property
    def is_day(self) -> bool:
        """Whether the number stands where an address has the day of a date."""
        return self.key is None and bool(_DAY_BEFORE.search(self.before))


@dataclass(frozen=True, slots=True)
class PageJump:
    """How a link's address differs from the page's own in one number; own: that of the page, None where it has none."""

    link: Numbered
    own: int | None

    @property
    def grows(self) -> bool:
        return self.own is None or self.link.value > self.own

    @property
    def falls(self) -> bool:
        return self.own is not None and self.link.value < self.own


def numbers_in(url: str) -> Iterator[Numbered]:
    """Each number in the path and the query of an address, the last of a path first; not more than MOST_NUMBERS."""
    yield from islice(_all_numbers(url), MOST_NUMBERS)


def _all_numbers(url: str) -> Iterator[Numbered]:
    parts = urlsplit(url)
    start = url.find(parts.path, len(parts.scheme) + 3 + len(parts.netloc)) if parts.path else len(url)
    for run in reversed(list(_RUN.finditer(parts.path))):
        yield from _numbered(url, start + run.start(), start + run.end(), None)
    at = url.find("?") + 1
    for pair in parts.query.split("&") if at else ():
        key, equals, value = pair.partition("=")
        if equals and value.isdecimal():
            yield from _numbered(url, at + len(key) + 1, at + len(pair), key)
        at += len(pair) + 1


def _numbered(url: str, start: int, end: int, key: str | None) -> Iterator[Numbered]:
    text = url[start:end]
    if text.isascii() and len(text) <= 5:
        yield Numbered(url[:start], url[end:].partition("#")[0], int(text), key)


def page_jump(own: str, url: str) -> PageJump | None:
    """How two addresses differ if one number is all that does, or all that one of them has not; else None.

    An address without the number that the page's own has is that of the first page: 0.
    """
    mine, theirs = _numbers_of(own), tuple(numbers_in(url))
    for each in theirs:
        if each.stem in mine and mine[each.stem] != each.value:
            return PageJump(each, mine[each.stem])
    added = next((PageJump(each, None) for each in theirs if _is_added(own, each)), None)
    return added or next((PageJump(replace(each, value=0), each.value) for each in numbers_in(own) if _is_added(url, each)), None)


@lru_cache(maxsize=8)
def _numbers_of(url: str) -> dict[tuple[str, str], int]:
    return {each.stem: each.value for each in numbers_in(url)}


def _is_added(own: str, link: Numbered) -> bool:
    """Whether the page's own address is the link's without its number."""
    if link.key is not None:
        return _without(link) == _bare(own)
    before, after = urlsplit(link.before).path, link.after.partition("?")[0]
    if urlsplit(own).query != urlsplit(link.with_value(1)).query or not _END.match(after):
        return False
    path = _INDEX.sub("", urlsplit(own).path)
    stem = re.sub(r"\.\w{2,5}\Z", "", urlsplit(own).path)
    head = re.sub(r"[/_-]\Z", "", _PAGE_STEP.sub("", before))
    return head in (path.rstrip("/"), stem) or before in (f"{path}index_", f"{path}index-", f"{path}list_", f"{path}list-")


def _without(link: Numbered) -> tuple[str, str, tuple[str, ...]]:
    """The bare address without the parameter that has the number."""
    host, path, pairs = _bare(link.with_value(link.value))
    return host, path, tuple(pair for pair in pairs if pair.partition("=")[0] != link.key)


@lru_cache(maxsize=64)
def _bare(url: str) -> tuple[str, str, tuple[str, ...]]:
    """Host, path without a file name that stands for the folder, and the sorted parameters of an address."""
    parts = urlsplit(url)
    return parts.netloc, _INDEX.sub("", parts.path).rstrip("/"), tuple(sorted(filter(None, parts.query.split("&"))))


def with_parameter(url: str, name: str, value: int) -> str:
    """An address with one parameter of its query set; the others stay as they are spelled, in whatever charset that is."""
    parts = urlsplit(url)
    others = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0].lower() != name.lower()]
    return parts._replace(query="&".join([*others, urlencode({name: value})]), fragment="").geturl()


def is_page_url(url: str) -> bool:
    """Whether an address carries a page number, by the name of what carries it."""
    numbered = re.search(r"_\d{1,5}\.(?:s?html?|jsp|php|aspx?)\Z", urlsplit(url).path)
    return bool(numbered) or any(each.is_page for each in numbers_in(url))


def is_below(own: str, url: str) -> bool:
    """Whether an address is that of the listing or lies below it; a year and a file name at the end of its own left out."""
    folder, there = _OWN_YEAR.sub("", urlsplit(own).path.rstrip("/")), urlsplit(url).path
    if not folder.strip("/"):
        return urlsplit(own).path.rstrip("/") == there.rstrip("/") or _OWN_YEAR.sub("", there.rstrip("/")) == ""
    return there == folder or there.startswith(f"{folder}/") or there == urlsplit(own).path
