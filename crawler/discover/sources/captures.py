"""What web archives keep of a newsroom: the questions that their indexes are asked, and the captures that these name. Pure.

Two protocols: the CDX API of the Wayback Machine, which goes on by a resumption key, and the index of Common Crawl, which
has one index a crawl, in numbered pages, and gives each capture as a range of bytes of a WARC file.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit

from crawler.errors import BadBody, UsageError
from crawler.items import JsonObject
from crawler.site import Site
from crawler.url_parts import DEFAULT_PORTS
from crawler.urls import article_id, in_origins

WAYBACK, COMMONCRAWL = "wayback", "commoncrawl"
ARCHIVES = (WAYBACK, COMMONCRAWL)
PER_PAGE = 5000  # captures that the Wayback Machine is asked for at once
MOST_CRAWLS = 500  # crawls of which an index is asked
READABLE = frozenset({"text/html", "application/xhtml+xml", "application/pdf"})
_NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}  # the Wayback Machine's -> those of Common Crawl
_FIELDS = "timestamp,original,mimetype,statuscode,digest,length"
_TIME = re.compile(r"(?:19|20)\d{12}\Z", re.ASCII)
_CAPTURE = re.compile(r"/web/(\d{14})(?:id_)?/(https?:/.*)\Z")
_FILE = re.compile(r"[\w.=-]+(?:/[\w.=-]+)*\Z", re.ASCII)
_LONGEST = 1 << 24  # bytes of one record


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as an archive keeps it. at: UTC, fourteen digits; url: as it was captured, later that of the newsroom today.

    address: where the archive gives it; span: first byte and number of bytes of its record there, None for the Wayback
    Machine, which gives the page itself. source: `wayback`, `commoncrawl`.
    """

    at: str
    url: str
    digest: str
    address: str
    span: tuple[int, int] | None = None
    source: str = WAYBACK

    @property
    def stamp(self) -> str:
        """When it was captured: `2019-06-06T12:00:00Z`."""
        at = self.at
        return f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:14]}Z"

    @property
    def place(self) -> str:
        """Where it can be looked up: its address, with its bytes in the file where it has some."""
        return f"{self.address}#{self.span[0]}+{self.span[1]}" if self.span else self.address

    def beside(self, url: str) -> "Capture":
        """A page that belongs to this one, as it was at the same time."""
        return replace(self, url=url, digest="", address=f"{self.address.partition('id_/')[0]}id_/{url}")

    @property
    def headers(self) -> dict[str, str]:
        """What the archive is asked with."""
        return {"Range": f"bytes={self.span[0]}-{sum(self.span) - 1}"} if self.span else {}


@dataclass(frozen=True, slots=True)
class IndexPage:
    """An answer of an index. captures: only pages and documents with status 200; rows: of any kind; resume: key of what follows;

    crawls: paths of the indexes that a list of crawls names, newest first; pages: how many there are, where it was asked.
    """

    captures: tuple[Capture, ...] = ()
    rows: int = 0
    resume: str | None = None
    crawls: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class PastArchive:
    """An archive. base: where its index is; data: where the files of Common Crawl are; each without a slash at its end."""

    name: str
    base: str
    data: str

    @classmethod
    def of(cls, name: str, base: str, data: str) -> "PastArchive":
        """From the settings; files are where the index is, where only the index has another address. Raises UsageError."""
        for key, url in ((f"{name.upper()}_URL", base), ("COMMONCRAWL_DATA_URL", data)):
            parts = urlsplit(url)
            if url and (parts.scheme not in DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc):
                raise UsageError(f"{key} is no web address; a right one is -s {key}=https://archive.example.org")
        return cls(name, base.rstrip("/"), (data or base).rstrip("/"))

    @property
    def places(self) -> tuple[str, str]:
        """Addresses whose hosts a run of this archive asks."""
        return self.base, self.data

    def questions(self, site: Site, since: str | None) -> list[str]:
        """The first addresses to ask for what there is of a newsroom; since: ISO day, nothing older was captured before it."""
        if self.name == COMMONCRAWL:
            return [f"{self.base}/collinfo.json"]
        return [f"{self.base}/cdx/search/cdx?{asked}" for asked in self._queries(site, since)]

    def _queries(self, site: Site, since: str | None) -> list[str]:
        """What an index is asked, for each place of a newsroom."""
        asked: dict[str, str | int] = {"matchType": "prefix", "output": "json"}
        if self.name == WAYBACK:
            asked |= {"fl": _FIELDS, "filter": "statuscode:200", "limit": PER_PAGE, "showResumeKey": "true"}
        else:
            asked |= {"filter": "=status:200"}
        asked |= {"from": since.replace("-", "")} if since else {}
        return [urlencode({"url": place, **asked}) for place in prefixes_of(site)]

    def following(self, url: str, page: IndexPage, site: Site, since: str | None) -> list[str]:
        """The addresses that an answer of an index leads on to."""
        if page.resume:
            return [f"{_without(url, 'resumeKey')}&resumeKey={quote(page.resume, safe='', errors='replace')}"]
        if page.pages is not None:
            return [f"{_without(url, 'showNumPages')}&page={number}" for number in range(page.pages)]
        asked = self._queries(site, since) if page.crawls else []
        paths = [quote(path.lstrip("/"), safe="/%", errors="replace") for path in page.crawls[:MOST_CRAWLS]]  # never another host
        return [f"{urljoin(self.base, '/')}{path}?{each}&showNumPages=true" for path in paths for each in asked]

    def read(self, body: bytes) -> IndexPage:
        """An answer of the index. Raises BadBody for one that is cut, or none."""
        text = body.decode("utf-8", "replace").strip()
        try:
            if text.startswith("["):
                return self._of_list(json.loads(text))
            return self._of_lines([json.loads(line) for line in text.splitlines() if line.strip()])
        except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
            raise BadBody("truncated", f"no whole answer of an index: {error}"[:200]) from error

    def _of_list(self, rows: list[object]) -> IndexPage:
        crawls = [each for each in rows if isinstance(each, dict)]
        if crawls:
            return IndexPage(crawls=tuple(urlsplit(str(each.get("cdx-api") or f"/{each['id']}-index")).path for each in crawls))
        lines = [each for each in rows if isinstance(each, list)]
        resume = None
        if lines[-2:-1] == [[]]:  # an empty row stands before the key
            resume, lines = str(lines[-1][0]), lines[:-2]
        return self._page([dict(zip(lines[0], line, strict=True)) for line in lines[1:]], resume)

    def _of_lines(self, rows: list[JsonObject]) -> IndexPage:
        if len(rows) == 1 and isinstance(rows[0].get("pages"), int):
            return IndexPage(pages=min(rows[0]["pages"], 100_000))
        return self._page(rows)

    def _page(self, rows: Sequence[JsonObject], resume: str | None = None) -> IndexPage:
        found = [capture for capture in map(self._capture, rows) if capture is not None]
        return IndexPage(tuple(found), len(rows), resume)

    def _capture(self, row: JsonObject) -> Capture | None:
        """The capture that a row of an index names; None for one that is no page, no answer 200, or a revisit."""
        said = {_NAMES.get(name, name): str(value or "").encode("utf-8", "replace").decode() for name, value in row.items()}
        at, url, digest = said["timestamp"], said["url"], said["digest"]
        kinds = {said.get(name, "").partition(";")[0].strip() for name in ("mime", "mime-detected")}
        if not _TIME.match(at) or said["status"] != "200" or not kinds & READABLE:
            return None
        if self.name == WAYBACK:
            return Capture(at, url, digest, f"{self.base}/web/{at}id_/{url}")
        return self._of_file(Capture(at, url, digest, self.data, source=COMMONCRAWL), said)

    def _of_file(self, capture: Capture, said: Mapping[str, str]) -> Capture | None:
        name, first, length = said["filename"], int(said["offset"]), int(said["length"])
        if not _FILE.match(name) or ".." in name or first < 0 or not 0 < length < _LONGEST:
            return None
        return replace(capture, address=f"{self.data}/{name}", span=(first, length))


def prefixes_of(site: Site) -> list[str]:
    """What is asked of an archive: each host, without `www.`, which archives do not tell apart, with each path."""
    start = urlsplit(site.start[0])
    port = f":{start.port}" if site.generic and start.port not in (None, *DEFAULT_PORTS.values()) else ""
    hosts = dict.fromkeys(host.removeprefix("www.") for host in site.hosts)
    return [f"{host}{port}{path}" for host in hosts for path in site.paths]


def on_site(url: str, site: Site) -> str | None:
    """The address of today for one that was captured: other scheme and `www.` are the same place; None for others'."""
    try:
        parts = urlsplit(url)
        parts = parts._replace(netloc=_netloc(parts, site), path=parts.path or "/", fragment="")
    except ValueError:
        return None
    start = urlsplit(site.start[0])
    found = parts._replace(scheme=start.scheme).geturl() if parts.netloc == start.netloc else parts.geturl()
    return found if parts.scheme in DEFAULT_PORTS and in_origins(found, site) and site.covers(parts.path) else None


def _netloc(parts: SplitResult, site: Site) -> str:
    """The newsroom's host under the name that it has in the declaration; other hosts as they are."""
    host, usual = parts.hostname or "", parts.port in (None, *DEFAULT_PORTS.values())
    twins = [each for each in site.hosts if each.removeprefix("www.") == host.removeprefix("www.")]
    return (host if host in twins else twins[0]) if twins and usual else parts.netloc


def captured_at(address: str) -> tuple[str, str] | None:
    """(time, address captured) of a capture that the Wayback Machine gives; None where an address is none."""
    found = _CAPTURE.search(address)
    return (found[1], re.sub(r"\A(https?:/)(?!/)", r"\1/", found[2])) if found else None


@dataclass(slots=True)
class Captures:
    """The captures of each release: by its id, then by digest, so that the same bytes are asked for once."""

    site: Site
    found: dict[str, dict[str, Capture]] = field(default_factory=dict)

    def add(self, captures: Iterable[Capture]) -> list[str]:
        """Note captures; returns the ids of what they are of."""
        ids = []
        for each in captures:
            url = on_site(each.url, self.site)
            if url is None:
                continue
            key = article_id(url, self.site)
            ids.append(key)
            of_page = self.found.setdefault(key, {})
            before = of_page.get(each.digest)
            if before is None or before.at < each.at:
                of_page[each.digest] = replace(each, url=url)
        return ids

    def of(self, key: str, *, every: bool) -> list[Capture]:
        """The captures of a page that are asked for, newest first: the newest alone, or one of each digest."""
        ordered = sorted(self.found.get(key, {}).values(), key=lambda each: each.at, reverse=True)
        return ordered if every else ordered[:1]


def _without(url: str, name: str) -> str:
    return re.sub(rf"[?&]{name}=[^&]*", "", url)
