"""The plain newsroom with a listing, a feed and a sitemap, or an archive by months; whole, or with one hole in one of them."""

from collections.abc import Mapping, Set
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from typing import Any, cast
from urllib.parse import urlsplit

from tests.replica.directory import Directory, Reply
from tests.replica.model import Release, dice
from tests.replica.newsroom import Newsroom
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

# What each does: a release, or a page of them, that one of the sources does not name, or that only one of them does.
HOLES = ("listing_row", "feed_row", "sitemap_row", "page", "total", "month", "feed_only", "sitemap_only")


class Holed:
    """A newsroom as `ReplicaServer` serves it. hole: one of HOLES, None for a whole one; bare: without feed and sitemap.

    lost: the releases that the hole is about; feed: number of entries; archived: whether the list is one page a month.
    """

    def __init__(
        self, seed: int, articles: int, hole: str | None = None, *, language: str = "en", page_size: int = 10, bare: bool = False
    ) -> None:
        draw = dice("hole", seed, hole)
        self.hole, self.bare, self.archived = hole, bare, hole == "month" or (hole is None and seed % 2 == 1)
        pager = "next" if self.archived else None
        self.plain: Newsroom = make_plain(seed, articles, page_size, pager, language=language)
        self.channels, self.timeline = self.plain.channels, self.plain.timeline
        self._channel = self.channels["plain"]
        self._size, self._feed = page_size, min(8, articles // 2)
        self._rows = list(self.plain.directory._rows["plain"])
        self._pages = -(-len(self._rows) // page_size)
        newest = self._rows[1 : self._feed - 2]
        older = [each for each in self._rows[self._feed :] if each is not self._rows[-1]]
        self._number = draw.randint(2, max(2, self._pages - 1))  # of the page that repeats the one before it
        if hole == "page":
            self.lost = self._rows[(self._number - 1) * page_size : self._number * page_size]
        elif hole == "month":
            month = _month(draw.choice(older))
            self.lost = [each for each in self._rows if _month(each) == month]
        elif hole is None or hole == "total":
            self.lost = []
        else:
            self.lost = [draw.choice(newest if hole in ("feed_row", "feed_only") else older)]

    @property
    def number(self) -> str:
        """The name of the page that repeats another."""
        return str(self._number)

    def reply(self, host: str, target: str) -> Reply:
        """As `Newsroom.reply`."""
        path = target.partition("?")[0]
        if path == "/robots.txt":
            sitemap = "" if self.bare else f"Sitemap: http://{host}/sitemap.xml\n"
            return Reply(200, f"User-agent: *\nAllow: /\n{sitemap}".encode(), {"Content-Type": "text/plain"}, "robots")
        if path in ("/feed.xml", "/sitemap.xml") and not self.bare:
            body = self._rss(host) if path == "/feed.xml" else self._urlset(host)
            return Reply(200, body.encode(), {"Content-Type": "application/xml"}, path[1:-4])
        directory = self.plain.directory
        directory._rows["plain"] = self._listed()
        if self.archived and path.startswith("/news/") and path.endswith("/"):
            return self._with_sources(self._month_page(directory, path), "")
        found = self.plain.reply(host, target)
        return self._with_sources(found, self._total(target)) if found.kind == "listing" else found

    def _listed(self) -> list[Release]:
        """The rows of the listing; a page that repeats has those of the page before."""
        if self.hole in ("listing_row", "month", "feed_only", "sitemap_only"):
            return [each for each in self._rows if each not in self.lost]
        if self.hole == "page":
            first = (self._number - 1) * self._size
            return [*self._rows[:first], *self._rows[first - self._size : first], *self._rows[first + self._size :]]
        return self._rows

    def _total(self, target: str) -> str:
        """How many releases there are, as the first page says it; the hole `total` says two more."""
        if target.partition("?")[0] != self._channel.path or "page=" in target:
            return ""
        number = len(self._listed()) + (2 if self.hole == "total" else 0)
        shown = min(self._size, len(self._listed()))
        zh = self._channel.language == "zh"
        return f"<p>共 {number} 条</p>" if zh else f"<p>Showing 1 - {shown} of {number} results</p>"

    def _month_page(self, directory: Directory, path: str) -> Reply:
        rows = sorted(self._listed(), key=lambda each: (each.path.split("/")[2:4], each.listed), reverse=True)
        months = list(dict.fromkeys(map(_month, rows)))
        mine = path.removeprefix("/news/").strip("/")
        wanted = [each for each in rows if _month(each) == mine] if mine else rows[: self._size]
        if not wanted:
            return Reply(404, b"<html><body><h1>404</h1></body></html>", {"Content-Type": "text/html"})
        directory._rows["plain"] = wanted + [each for each in rows if each not in wanted]
        page = directory._listing(self._channel, 1, 1)
        menu = "".join(f'<li><a href="/news/{month}/">{_words(month)}</a></li>' for month in months)
        # Its rows are written for the list's own address.
        body = page.body.replace(b"</title>", b'</title><base href="/news/">', 1)
        page = Reply(page.status, body, page.headers, page.kind)
        return _before_end(page, f'<div class="archive"><h3>Archive</h3><ul>{menu}</ul></div>')

    def _with_sources(self, page: Reply, total: str) -> Reply:
        if page.status != 200:
            return page
        head = "" if self.bare else '<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
        body = page.body if not head else page.body.replace(b"</head>", head.encode(), 1)
        return _before_end(Reply(page.status, body, page.headers, page.kind), total)

    def _rss(self, host: str) -> str:
        rows = [each for each in self._rows if self.hole not in ("feed_row", "sitemap_only") or each not in self.lost]
        items = "".join(
            f"<item><title>{escape(each.story.title)}</title><link>http://{host}{each.path}</link>"
            f"<pubDate>{format_datetime(datetime.combine(each.listed, time(9), UTC))}</pubDate></item>"
            for each in rows[: self._feed]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'

    def _urlset(self, host: str) -> str:
        rows = [each for each in self._rows if self.hole not in ("sitemap_row", "feed_only") or each not in self.lost]
        urls = [f"http://{host}{each.path}" for each in rows] + [f"http://{host}/", f"http://{host}/about/"]
        return "<urlset>" + "".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls) + "</urlset>"


def serving(room: Holed) -> ReplicaServer:
    """A server of a newsroom, to be started."""
    return ReplicaServer(cast(Newsroom, room))


def _before_end(page: Reply, what: str) -> Reply:
    at = page.body.rfind(b'<div class="pag')
    at = page.body.rfind(b"</body>") if at < 0 else at
    return Reply(page.status, page.body[:at] + what.encode() + page.body[at:], page.headers, page.kind)


def _month(release: Release) -> str:
    """`2024/03`, as it stands in the address of a release."""
    return "/".join(release.path.split("/")[2:4])


def _words(month: str) -> str:
    return datetime.strptime(month, "%Y/%m").strftime("%B %Y")


def named(room: Holed, completeness: Mapping[str, Any], stored: Set[str]) -> list[str]:
    """What is wrong with what a first run says of a newsroom; stored: paths of its releases. Empty where all is right."""
    every = {each.path for each in room.plain.releases}
    wrong = [f"not stored: {path}" for path in sorted(every - stored)]
    differing = {urlsplit(each["url"]).path: each["lacking"] for each in completeness["differing"]["named"]}
    lacking = {
        "listing_row": ["listing"], "page": ["listing"], "month": ["listing"], "sitemap_only": ["listing"],
        "feed_row": ["feed"], "sitemap_row": ["sitemap"], "feed_only": ["listing", "sitemap"],
    }.get(room.hole or "", [])  # fmt: skip
    expected = {each.path: lacking for each in room.lost}
    wrong += [] if differing == expected else [f"differing: {differing}, not {expected}"]
    names = {gap["name"] for gap in completeness["gaps"]}, {note["name"] for note in completeness["notes"]}
    none = set[str]()
    right = (none, none)
    if room.hole == "total":
        right = ({"total:/news/"}, none)
    elif room.hole == "page":
        right = (none, {"total:/news/", "repeats:/news/"})
    wrong += [] if names == right else [f"gaps and notes: {names}, not {right}"]
    return wrong + ([] if not completeness["missing"]["number"] else [f"missing: {completeness['missing']}"])
