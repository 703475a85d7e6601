"""Faults of a site's logic: traps, doubles, listings that lie."""

from collections.abc import Callable

from .fault import good, page
from .pages import article, listing, path, title
from .server import Ask, Peer, Route, Server

Rows = list[tuple[str, str]]


def rows(*names: str) -> Rows:
    return [(path(name), title(name)) for name in names]


def names(prefix: str, number: int) -> list[str]:
    return [f"{prefix}-{each}" for each in range(number)]


def serve(server: Server, front: Route, *articles: str) -> None:
    """A listing at /news/ with its own answer, and good articles."""
    server.routes["/news/"] = front
    for name in articles:
        server.routes[path(name)] = good


def pager(number: int) -> str:
    return f'<div class="pager"><a href="/news/?page={number}">{number}</a> <a href="/news/?page={number}">Next page</a></div>'


def _number(ask: Ask) -> int:
    return int("0" + "".join(filter(str.isdigit, ask.target.partition("page=")[2])) or 1) or 1


def paged(make: Callable[[int], Rows], last: int | None = None) -> Route:
    """Listing pages; without `last` each leads to a further one for ever."""

    async def answer(peer: Peer, ask: Ask) -> None:
        number = _number(ask)
        more = "" if last is not None and number >= last else pager(number + 1)
        await peer.answer(listing(make(number), more=more))

    return answer


_SESSION = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
ALIASES = (
    *"?utm_source=x ?utm_medium=mail&utm_campaign=y #top ?fbclid=abc ?gclid=abc ?spm=a.b.c ?from=singlemessage".split(),
    f";jsessionid={_SESSION.upper()}",
    f"?PHPSESSID={_SESSION}",
)


def aliases(server: Server) -> None:
    """One article under many addresses."""
    own = path("aliased")
    tail = own.removeprefix("/news")
    absolute = [f"{server.origin}{own}", f"//127.0.0.1:{server.port}{own}", f".{tail}", f"../news{tail}", f"/news/../news{tail}"]
    links = [own, *(own + suffix for suffix in ALIASES), *absolute]
    serve(server, page(lambda name: listing([(link, title("aliased")) for link in links] + rows("other"))), "aliased", "other")
    server.fallback = good


def calendar(server: Server) -> None:
    """Every page leads to the next month of a calendar."""
    own = names("day", 4)

    def month(number: int) -> str:
        return "".join(f'<a href="/calendar?month={number + each}">{each}</a> ' for each in range(1, 4))

    async def answer(peer: Peer, ask: Ask) -> None:
        number = int("".join(filter(str.isdigit, ask.target)) or 0)
        await peer.answer(f"<!DOCTYPE html><html><body><h1>Calendar</h1>{month(number)}</body></html>")

    serve(server, page(lambda name: listing(rows(*own), more=f"<div>{month(1)}</div>")))
    for name in own:
        server.routes[path(name)] = page(lambda each: article(each, after=f"<p>{month(1)}</p>"))
    server.routes["/calendar"] = answer


def same_for_ever(server: Server) -> None:
    own = names("same", 4)
    serve(server, paged(lambda number: rows(*own)), *own)


def empty_for_ever(server: Server) -> None:
    own = names("first", 4)
    serve(server, paged(lambda number: rows(*own) if number == 1 else []), *own)


def invented_for_ever(server: Server) -> None:
    serve(server, paged(lambda number: rows(*(f"made-{number}-{each}" for each in range(4)))))
    server.fallback = good


def growing(server: Server) -> None:
    """A relative link to the next page that makes the path longer each time."""
    own = names("grown", 4)
    front = page(lambda name: listing(rows(*own), more='<a href="more/">Next page</a>'))
    serve(server, front, *own)
    server.fallback = front


def reordered(server: Server) -> None:
    """While it is paged, a new article moves the rest by one: the last of page 1 is the first of page 2."""
    own = names("moved", 9)
    serve(server, paged(lambda number: rows(*(own[:5] if number == 1 else own[4:])), last=2), *own)


def empty(server: Server) -> None:
    serve(server, page(lambda name: listing([])))


def linkless(server: Server) -> None:
    serve(server, page(lambda name: "<!DOCTYPE html><html><body><h1>News</h1><p>None today.</p></body></html>"))
