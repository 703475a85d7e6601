"""What a fault is: one row of the listing, how its URL answers, and what a right crawler makes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from .pages import article, path
from .server import Ask, Peer, Route


@dataclass(frozen=True)
class Fault:
    """outcome: `stored`, `failed` or `skipped`; reasons: the words of which one must be given (none: any).

    text: what the stored text must contain; tries: how many requests its URL may get; href: the link, if not `path(name)`.
    """

    name: str
    answer: Route
    outcome: str = "failed"
    reasons: tuple[str, ...] = ()
    text: str | None = "finis"
    tries: int = 3
    href: str | None = None
    absent: tuple[str, ...] = ()  # what the stored line must not contain

    @property
    def path(self) -> str:
        return path(self.name)

    @property
    def link(self) -> str:
        return self.href or self.path


async def good(peer: Peer, ask: Ask) -> None:
    """A whole article."""
    await peer.answer(article(ask.path.rpartition("/")[2].removesuffix(".html")))


def once(bad: Route, then: Route = good, times: int = 1) -> Route:
    """A fault that passes."""

    async def answer(peer: Peer, ask: Ask) -> None:
        await (bad if peer.count <= times else then)(peer, ask)

    return answer


def page(make: Callable[[str], str | bytes], **more: object) -> Route:
    """A route that answers with what `make` gives for the article's name."""

    async def answer(peer: Peer, ask: Ask) -> None:
        await peer.answer(make(ask.path.rpartition("/")[2].removesuffix(".html")), **more)  # type: ignore[arg-type]

    return answer


def status(line: str, body: str = "<html><body><h1>Sorry</h1></body></html>", **headers: str) -> Route:
    """A route that answers with a status."""

    async def answer(peer: Peer, ask: Ask) -> None:
        await peer.answer(body, line, {name.replace("_", "-"): value for name, value in headers.items()})

    return answer
