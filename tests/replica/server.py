"""Serves a newsroom on 127.0.0.1: as a forward proxy under the real addresses, or directly as one newsroom.

    with ReplicaServer(make(7)) as server:            # a thread of its own
        proxies = {"http": server.address}             # http://127.0.0.1:PORT
        ...
        server.log                                     # every request, in order

A request in absolute form (`GET http://www.minmetals.com/ HTTP/1.1`) is answered as that host; one in origin form is
answered as the host of its Host header, or by the plain newsroom. Hosts the newsroom does not know are answered 502.
`POST /-/advance` on the server's own address, with JSON `{"step": ..., "site": ..., ...}`, moves the timeline; `GET
/-/log` and `GET /-/expected?site=...` read what was asked and what is true. These three are answered to loopback peers only.
"""

import asyncio
import dataclasses
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType

from aiohttp import web

from tests.replica.catalogue import HOST_OF
from tests.replica.directory import Reply
from tests.replica.newsroom import Newsroom
from tests.replica.timeline import ServerGone, Step

_ADMIN = "/-/"
_LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Entry:
    """One request as the server saw it: kind is that of the reply, `status` what was sent (0: the connection was closed)."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    status: int
    kind: str


class ReplicaServer:
    """A server in a thread; `port` 0 takes a free one. Use it as a context manager, or `start` and `stop`."""

    def __init__(self, newsroom: Newsroom, port: int = 0) -> None:
        self.newsroom = newsroom
        self.log: list[Entry] = []
        self.port = port
        self._turn = threading.Lock()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        """The server's own address without a slash, for proxy settings and for the plain newsroom."""
        return f"http://127.0.0.1:{self.port}"

    def advance(self, step: str, site: str, **details: object) -> Step:
        """Move the timeline while the server runs; returns the `Step`."""
        with self._turn:
            return self.newsroom.advance(step, site, **details)

    def start(self) -> "ReplicaServer":
        """Serve from a thread; returns when the port is open."""
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="replica", daemon=True)
        self._thread.start()
        if not self._ready.wait(20):
            raise OSError(f"the replica could not open a port on 127.0.0.1 (asked for {self.port})")
        return self

    def stop(self) -> None:
        """End the thread and close the port."""
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(10)

    def __enter__(self) -> "ReplicaServer":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    async def run(self, announce: bool = False) -> None:
        """Serve until cancelled; prints `listening on 127.0.0.1:PORT` when told to announce."""
        runner = web.ServerRunner(web.Server(self._answer))
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", self.port)
            await site.start()
            self.port = runner.addresses[0][1]
            if announce:
                print(f"listening on 127.0.0.1:{self.port}", flush=True)
            self._ready.set()
            await self._stopping.wait()
        finally:
            await runner.cleanup()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        await self.run()

    def serve_forever(self) -> None:
        """Serve in this thread and announce the port; ends with KeyboardInterrupt."""

        async def main() -> None:
            self._stopping = asyncio.Event()
            await self.run(announce=True)

        asyncio.run(main())

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host, target = _asked(request)
        own = not _absolute(request)
        if own and request.path.startswith(_ADMIN) and request.remote in _LOOPBACK:
            return await self._administer(request)
        if request.method not in ("GET", "HEAD"):
            return self._reply(
                request, host, target, Reply(502, b"only GET and HEAD are served", {"Content-Type": "text/plain"}, "refused")
            )
        if host.partition(":")[0] not in HOST_OF and "plain" not in self.newsroom.channels:
            return self._reply(
                request,
                host,
                target,
                Reply(502, b"the replica does not know this host", {"Content-Type": "text/plain"}, "refused"),
            )
        try:
            with self._turn:
                reply = self.newsroom.reply(host, target)
        except ServerGone:
            self._note(request, host, target, 0, "gone")
            if request.transport:
                request.transport.abort()
            return web.Response(status=503)
        return self._reply(request, host, target, reply)

    def _reply(self, request: web.BaseRequest, host: str, target: str, reply: Reply) -> web.Response:
        headers = dict(reply.headers)
        if reply.status == 200 and _unchanged(request, headers):
            self._note(request, host, target, 304, reply.kind)
            kept: dict[str, str] = {name: headers[name] for name in ("ETag", "Last-Modified") if name in headers}
            return web.Response(status=304, headers=kept)
        self._note(request, host, target, reply.status, reply.kind)
        return web.Response(status=reply.status, body=reply.body, headers=headers)

    def _note(self, request: web.BaseRequest, host: str, target: str, status: int, kind: str) -> None:
        self.log.append(Entry(request.method, host, target, dict(request.headers), status, kind))

    async def _administer(self, request: web.BaseRequest) -> web.Response:
        action = request.path.removeprefix(_ADMIN)
        if action == "log" and request.method == "GET":
            return web.json_response([dataclasses.asdict(entry) for entry in self.log])
        if action == "expected" and request.method == "GET":
            truths = self.newsroom.expected(request.query.get("site", ""))
            return web.json_response([{**dataclasses.asdict(truth), "text": truth.text} for truth in truths])
        if action == "advance" and request.method == "POST":
            try:
                details = json.loads(await request.text())
                done = self.advance(details.pop("step"), details.pop("site"), **details)
            except (ValueError, KeyError) as error:
                return web.json_response({"error": str(error)}, status=400)
            return web.json_response(dataclasses.asdict(done), dumps=lambda value: json.dumps(value, default=str))
        return web.json_response({"error": "advance (POST), log or expected (GET)"}, status=404)


def _absolute(request: web.BaseRequest) -> bool:
    return request._message.path.lower().startswith(("http://", "https://"))


def _asked(request: web.BaseRequest) -> tuple[str, str]:
    """Host and origin-form target of a request in either form."""
    raw = request._message.path
    if not _absolute(request):
        return request.headers.get("Host", "").lower(), raw
    rest = raw.partition("://")[2]
    authority, slash, path = rest.partition("/")
    return authority.lower().removesuffix(":80"), slash + path or "/"


def _unchanged(request: web.BaseRequest, headers: Mapping[str, str]) -> bool:
    """Whether a conditional request is answered 304: the entity tag decides where one was sent, the date else."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return tags.strip() == "*" or headers.get("ETag") in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since, modified = request.headers.get("If-Modified-Since"), headers.get("Last-Modified")
    if not since or not modified:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
