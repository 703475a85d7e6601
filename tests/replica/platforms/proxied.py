"""A platform's newsroom under a name of its own, at a proxy: as a declared newsroom, which has no port, is crawled."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.replica.platforms.newsroom import PlatformNewsroom, Reply
from tests.replica.platforms.server import PlatformServer


@contextmanager
def proxied(newsroom: PlatformNewsroom, host: str = "www.acme-works.example") -> Iterator[tuple[str, PlatformNewsroom]]:
    """(address of the proxy, the newsroom, whose `origin` is `http://HOST`)."""
    direct = newsroom.reply

    def reply(path: str, query: str = "", method: str = "GET", body: bytes = b"") -> Reply:
        asked, _, rest = path.partition("://")[2].partition("/")
        known = asked.removeprefix("www.") == host.removeprefix("www.")
        return direct(f"/{rest}", query, method, body) if known else Reply(502, b"")

    newsroom.reply = reply  # type: ignore[method-assign]
    with PlatformServer(newsroom) as server:
        newsroom.origin = f"http://{host}"
        yield f"http://{server.host}", newsroom
