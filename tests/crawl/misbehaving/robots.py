"""robots.txt in every shape: what answers for /robots.txt, and whether the newsroom may then be crawled."""

from dataclasses import dataclass

from .fault import once, page, status
from .redirects import to
from .server import Ask, Peer, Route
from .transport import chunks_cut, garbage, hang_before_headers, reset_before_headers


@dataclass(frozen=True)
class Mode:
    """open: whether articles are stored. forbidden: path that must not be asked for although the rest is open."""

    name: str
    answer: Route
    open: bool
    forbidden: str | None = None


def text(rules: str | bytes, kind: str = "text/plain") -> Route:
    return page(lambda name: rules, kind=kind)


_FILLER = b"# filler line that says nothing at all to anybody\n"
_CLOSED = "User-agent: *\nDisallow: /\n"
PRIVATE = "User-agent: *\nDisallow: /news/2024/second.html\n"
_SECOND = "/news/2024/second.html"


async def length_too_long(peer: Peer, ask: Ask) -> None:
    await peer.answer("User-agent: *\nAllow: /\n", length=4000, kind="text/plain")


async def redirect_loop(peer: Peer, ask: Ask) -> None:
    await to("/robots.txt")(peer, ask)


async def redirected(peer: Peer, ask: Ask) -> None:
    await to("/elsewhere/robots.txt", "301 Moved Permanently")(peer, ask)


def _large(rule_at: int, size: int) -> bytes:
    before = b"User-agent: *\nAllow: /nothing\n"
    filler = _FILLER * ((rule_at - len(before)) // len(_FILLER))
    rule = b"Disallow: /news/2024/second.html\n"
    after = _FILLER * ((size - len(before) - len(filler) - len(rule)) // len(_FILLER))
    return before + filler + rule + after


MODES = (
    Mode("404", status("404 Not Found"), True),
    Mode("403", status("403 Forbidden"), True),
    Mode("401", status("401 Unauthorized"), True),
    Mode("410", status("410 Gone"), True),
    Mode("429", status("429 Too Many Requests"), False),
    Mode("500", status("500 Internal Server Error"), False),
    Mode("503", status("503 Service Unavailable"), False),
    Mode("503-retry-after-3600", status("503 Service Unavailable", Retry_After="3600"), False),
    Mode("503-once", once(status("503 Service Unavailable"), text(PRIVATE)), True, _SECOND),
    Mode("999", status("999 Denied"), False),
    Mode("timeout", hang_before_headers, False),
    Mode("reset", reset_before_headers, False),
    Mode("garbage", garbage, False),
    Mode("cut-chunks", chunks_cut, False),
    Mode("short-body", length_too_long, False),
    Mode("206", page(lambda name: "User-agent: *\n", status="206 Partial Content"), False),
    Mode("empty", text(""), True),
    Mode("204", status("204 No Content", ""), True),
    Mode("5-mb", text(_FILLER * (5_000_000 // len(_FILLER))), True),
    Mode("rule-before-500-kib", text(_large(505_000, 900_000)), True, _SECOND),
    Mode("redirect", redirected, True, _SECOND),
    Mode("redirect-loop", redirect_loop, False),
    Mode("redirect-away", to("http://robots.example/robots.txt"), False),
    Mode("html", text("<!DOCTYPE html><html><body><h1>Welcome</h1><p>User-agent: nobody</p></body></html>", "text/html"), True),
    Mode("bom-crlf", text(b"\xef\xbb\xbf" + PRIVATE.replace("\n", "\r\n").encode()), True, _SECOND),
    Mode("cr-only", text(PRIVATE.replace("\n", "\r")), True, _SECOND),
    Mode("wildcard", text("User-agent: *\nDisallow: /*second*.html$\n"), True, _SECOND),
    Mode("longest-wins", text("User-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/2024/second\n"), True, _SECOND),
    Mode(
        "own-group",
        text("User-agent: *\nDisallow: /\n\nUser-agent: newsroom-crawler\nDisallow: /news/2024/second\n"),
        True,
        _SECOND,
    ),
    Mode("own-group-closed", text("User-agent: *\nAllow: /\n\nUser-agent: Newsroom-Crawler\nDisallow: /\n"), False),
    Mode("encoded", text("User-agent: *\nDisallow: /news/2024/%73econd.html\n"), True, _SECOND),
    Mode("closed", text(_CLOSED), False),
    Mode("crawl-delay", text("User-agent: *\nCrawl-delay: 0.2\n"), True),
    Mode("no-newline", text(PRIVATE.strip()), True, _SECOND),
    Mode("nul-bytes", text(b"\x00User-agent: *\n\x00" + b"Disallow: /news/2024/second\n"), True, _SECOND),
)
