"""The server itself: plain asyncio sockets in a thread of the test, so that every byte sent is decided by a fault."""

import asyncio
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

_HEAD_LIMIT = 65536


@dataclass(frozen=True)
class Ask:
    """One request as it came in."""

    method: str
    target: str  # as sent: path and query
    headers: dict[str, str]
    posted: str = ""  # its body

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@dataclass
class Peer:
    """One connection, and the ways to answer on it."""

    writer: asyncio.StreamWriter
    stop: asyncio.Event
    keep: bool = False
    count: int = 0  # how often this path was asked for, this time included

    async def send(self, payload: bytes) -> None:
        self.writer.write(payload)
        await self.writer.drain()

    async def answer(
        self, body: bytes | str = b"", status: str = "200 OK", headers: dict[str, str] | None = None,
        length: int | None = -1, kind: str = "text/html; charset=utf-8",
    ) -> None:  # fmt: skip
        """A whole answer. length None: no Content-Length, the end is the end of the connection."""
        payload = body.encode() if isinstance(body, str) else body
        lines = {"Content-Type": kind} if kind else {}
        if length is not None:
            lines["Content-Length"] = str(len(payload) if length == -1 else length)
        lines |= headers or {}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        await self.send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + payload)
        self.keep = length == -1

    async def hang(self) -> None:
        """Say nothing until the server is stopped or the other side goes."""
        await self.stop.wait()

    def reset(self) -> None:
        """End the connection with RST."""
        raw = self.writer.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Route = Callable[[Peer, Ask], Awaitable[None]]


@dataclass
class Server:
    """`routes` maps a path (or a target with its query) to what answers there; `fallback` answers the rest.

    `seen` counts the requests by target.
    """

    routes: dict[str, Route] = field(default_factory=dict)
    fallback: Route | None = None
    tls: ssl.SSLContext | None = None
    seen: Counter[str] = field(default_factory=Counter)
    asks: list[Ask] = field(default_factory=list)
    busy: int = 0  # requests under way
    busiest: int = 0  # the most at a time
    port: int = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._stop: asyncio.Event = asyncio.Event()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve(ready))

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self.tls, limit=_HEAD_LIMIT)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = Peer(writer, self._stop)
        try:
            while True:
                ask = await _read(reader)
                if ask is None:
                    break
                peer.keep = False
                self.asks.append(ask)
                self.seen[ask.target] += 1
                peer.count = self.seen[ask.target]
                self.busy += 1
                self.busiest = max(self.busiest, self.busy)
                try:
                    await self._route(ask)(peer, ask)
                finally:
                    self.busy -= 1
                if not peer.keep:
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side went away, or the test is over
        finally:
            writer.close()

    def _route(self, ask: Ask) -> Route:
        return self.routes.get(ask.target) or self.routes.get(ask.path) or self.fallback or _not_found


async def _read(reader: asyncio.StreamReader) -> Ask | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    parts = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    length = int(headers.get("content-length", "0"))
    posted = (await reader.readexactly(length)).decode("latin-1") if length else ""
    return Ask(parts[0], parts[1] if len(parts) > 1 else "", headers, posted)


async def _not_found(peer: Peer, ask: Ask) -> None:
    await peer.answer("<html><body><h1>Not found</h1></body></html>", "404 Not Found")
