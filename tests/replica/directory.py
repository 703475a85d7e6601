"""From host and address to an answer: article, listing, home, section and about pages, robots.txt, or 404."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.replica import fronts, pages
from tests.replica.catalogue import HOST_OF
from tests.replica.chrome import Link
from tests.replica.listings import Line
from tests.replica.model import Channel, Release, dice
from tests.replica.pagers import page_number
from tests.replica.style import Style, draw_style
from tests.replica.timeline import ServerGone, Timeline, listed

_ASSET = re.compile(r"\.(js|css|png|gif|jpg|pdf|docx?|xlsx?)$", re.IGNORECASE)
_BODY = re.compile("(<body)", re.IGNORECASE)
_BODY_OPEN = re.compile("(<body[^>]*>)", re.IGNORECASE)
_BODY_END = re.compile("(</body>)", re.IGNORECASE)
_CSS = b"body{font:14px/1.6 Arial,SimSun;margin:0 auto;max-width:1000px}h1{font-size:22px}img{min-width:120px;min-height:60px}"
_PIXEL = bytes.fromhex("47494638396101000100800000cccccc00000021f90400000000002c00000000010001000002024401003b")
_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search.jsp\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer; `kind` says what the address is: article, listing, front, about, robots, asset, missing, challenge."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "missing"


class Directory:
    """Answers for all hosts; `rebuild` after the releases have changed."""

    def __init__(self, seed: int, channels: Mapping[str, Channel], releases: Sequence[Release], timeline: Timeline) -> None:
        self._seed = seed
        self._channels = channels
        self._releases = releases
        self._timeline = timeline
        self._addresses: dict[tuple[str, str], tuple[Release, int]] = {}
        self._rows: dict[str, list[Release]] = {}
        self.rebuild()

    def rebuild(self) -> None:
        """Read the releases anew."""
        self._rows = {key: listed(self._releases, channel) for key, channel in self._channels.items()}
        self._addresses = {}
        for release in self._releases:
            for path in release.paths.values():
                self._addresses[release.channel.host, _normal(path)] = (release, 1)
                for part in range(2, release.parts + 1):
                    self._addresses[release.channel.host, path.removesuffix(".html") + f"_{part - 1}.html"] = (release, part)

    def reply(self, host: str, target: str) -> Reply:
        """The answer of `host` to a GET of path and query `target`."""
        host = self._host(host)
        sites = {channel.site for channel in self._channels.values() if channel.host == host}
        if not sites:
            return _missing("unknown host")
        if target == "/robots.txt":
            self._check(sites, target, host)
            return _text(_ROBOTS, "robots")
        site, found = self._find(host, target)
        condition = self._timeline.condition(site) if site else self._worst(sites)
        if condition == "gone":
            raise ServerGone(host)
        if condition == "challenge":
            return _challenge(host, target)
        return found

    def _host(self, host: str) -> str:
        name = host.lower().partition(":")[0]
        return "*" if any(channel.host == "*" for channel in self._channels.values()) else HOST_OF.get(name, name)

    def _check(self, sites: set[str], target: str, host: str) -> None:
        if self._worst(sites) == "gone":
            raise ServerGone(f"{host}{target}")

    def _worst(self, sites: set[str]) -> str:
        conditions = {self._timeline.condition(site) for site in sites}
        return conditions.pop() if len(conditions) == 1 else "fine"

    def _find(self, host: str, target: str) -> tuple[str | None, Reply]:
        hit = self._addresses.get((host, _normal(target)))
        if hit:
            return hit[0].channel.site, self._article(*hit)
        for channel in self._channels.values():
            if channel.host != host:
                continue
            count = self._page_count(channel)
            page = page_number(channel, target, count)
            if page is not None:
                return channel.site, self._listing(channel, page, count) if page else _missing("past the end")
        return self._front(host, target)

    def _front(self, host: str, target: str) -> tuple[str | None, Reply]:
        path = urlsplit(target).path
        if path.endswith("/index.html"):
            path = path.removesuffix("index.html")
        front = fronts.find(self._channels, host, path)
        if front is None:
            return None, _text("", "asset") if path.endswith(".js") else _asset(path) if _ASSET.search(path) else _missing(
                "no such page"
            )
        channel = self._channels[front.channels[0]]
        style = self._style(channel, 0)
        if front.kind == "about":
            return channel.site, self._html(
                pages.about_page(channel, style, front.name, fronts.about_text(self._seed, channel, path)),
                channel,
                style,
                "about",
            )
        blocks = []
        for key in front.channels:
            room = self._channels[key]
            blocks.append((room.name, room.path, self._lines(room, self._rows[key][:5], style, whole=True)))
        return channel.site, self._html(pages.front_page(channel, style, blocks, front.links), channel, style, "front")

    def _article(self, release: Release, part: int) -> Reply:
        channel = release.channel
        if release.state in ("404", "410"):
            return _missing("withdrawn", int(release.state))
        if release.state == "home":
            return Reply(302, b"", {"Location": "/"})
        style = self._style(channel, release.style)
        if release.state == "soft":
            words = (
                ("对不起，您访问的页面不存在或已被删除。",)
                if channel.language == "zh"
                else ("Sorry, the page you visited does not exist or has been removed.",)
            )
            return self._html(pages.about_page(channel, style, "404", words), channel, style, "soft")
        broken = self._timeline.condition(channel.site) == "broken"
        text = pages.article_page(release, style, self._surroundings(release), part, broken)
        return self._html(text, channel, style, "article", release.touched)

    def _surroundings(self, release: Release) -> pages.Surroundings:
        rows = [each for each in self._rows[release.channel.key] if each.channel is release.channel]
        links = [(each.story.title, each.path) for each in rows]
        at = next((i for i, each in enumerate(rows) if each is release), 0)
        others = [each for each in rows if each is not release]
        around = (links[at - 1] if at else None, links[at + 1] if at + 1 < len(links) else None)
        return pages.Surroundings(self._news(others), around, tuple(_summary(each) for each in others[-5:]))

    @staticmethod
    def _news(rows: Sequence[Release]) -> tuple[Link, ...]:
        """Links for sidebars: old favourites, so that a new release does not change every page."""
        return tuple((each.story.title, each.path) for each in rows[-5:])

    def _listing(self, channel: Channel, page: int, count: int) -> Reply:
        rows = self._rows[channel.key]
        style = self._style(channel, 0)
        shown = rows[(page - 1) * channel.page_size : page * channel.page_size]
        text = pages.listing_page(channel, style, self._lines(channel, shown, style), page, count, len(rows), self._news(rows))
        newest = max((each.touched for each in rows), default=None)
        answer = self._html(text, channel, style, "listing", newest)
        if self._timeline.listing_read(channel, page):
            self.rebuild()
        return answer

    def _page_count(self, channel: Channel) -> int:
        return max(1, -(-len(self._rows[channel.key]) // channel.page_size))

    def _lines(self, channel: Channel, rows: Sequence[Release], style: Style, whole: bool = False) -> list[Line]:
        popups = style.list_form == "popups"
        lines = []
        for release in rows:
            rng = dice("row", self._seed, release.channel.key, release.serial)
            path = release.paths[channel.key] if rng.random() < 0.5 else release.path
            others = [(each.story.title, each.paths[channel.key]) for each in rows if each is not release][:2] if popups else []
            lines.append(
                Line(
                    fronts.href(channel, path, 0.7 if whole else rng.random()),
                    release.story.title,
                    release.listed,
                    tuple(others),
                    _summary(release),
                )
            )
        return lines

    def _style(self, channel: Channel, number: int) -> Style:
        return draw_style(self._seed, channel.generation, number + self._timeline.restyled.get(channel.site, 0))

    def _html(self, text: str, channel: Channel, style: Style, kind: str, touched: datetime | None = None) -> Reply:
        count = self._timeline.furniture.get(channel.site, 0)
        if count:
            text = _BODY.sub(rf'\1 data-skin="{count}"', text, count=1)
            notice = f'<div class="notice"><a href="#">{fronts.notice(channel, count)}</a></div>'
            # First above the page, where notices go up; later at its very end.
            pattern, shown = (_BODY_OPEN, rf"\1{notice}") if count % 2 else (_BODY_END, rf"{notice}\1")
            text = pattern.sub(shown, text, count=1)
        body = text.encode(style.codec, "xmlcharrefreplace")
        headers = {"Content-Type": "text/html" + (f"; charset={style.header_label}" if style.header_label else "")}
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        moments = [each for each in (touched, self._timeline.changed.get(channel.site)) if each]
        if moments:
            headers["Last-Modified"] = format_datetime(max(moments).astimezone(UTC).replace(microsecond=0), usegmt=True)
        return Reply(200, body, headers, kind)


def _summary(release: Release) -> str:
    """The first words of a release, as teasers print them."""
    text = next(piece.text for piece in release.story.pieces if piece.kind == "paragraph")
    limit = 140 if release.story.language == "en" else 56
    return text[:limit] + "..." if len(text) > limit else text


def _normal(target: str) -> str:
    """An address with its query in order; path case counts."""
    parts = urlsplit(target)
    return f"{parts.path}?{urlencode(sorted(parse_qsl(parts.query)))}" if parts.query else parts.path


def _missing(reason: str, status: int = 404) -> Reply:
    return Reply(
        status,
        f"<html><head><title>{status}</title></head><body><h1>{status} {reason}</h1></body></html>".encode(),
        {"Content-Type": "text/html"},
    )


def _text(text: str, kind: str) -> Reply:
    return Reply(200, text.encode(), {"Content-Type": "text/plain"}, kind)


def _asset(path: str) -> Reply:
    if path.lower().endswith(("gif", "png", "jpg")):
        return Reply(200, _PIXEL, {"Content-Type": "image/gif"}, "asset")
    if path.endswith(".css"):
        return Reply(200, _CSS, {"Content-Type": "text/css"}, "asset")
    return Reply(200, b"%PDF-1.4\n%%EOF\n", {"Content-Type": "application/octet-stream"}, "asset")


def _challenge(host: str, target: str) -> Reply:
    token = hashlib.sha256(f"{host}{target}".encode()).hexdigest()[:32]
    script = "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_clearance_s')+('=')+(-~[]+'');"
    script += "location.href=location.pathname+location.search</script>"
    return Reply(
        521,
        script.encode(),
        {"Content-Type": "text/html", "Set-Cookie": f"__jsluid_s={token}; max-age=31536000; path=/; HttpOnly"},
        "challenge",
    )
