"""Serves a platform's newsroom on 127.0.0.1, also as a proxy under any host name, with entity tags, and keeps what was asked."""

import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from tests.replica.platforms.newsroom import PlatformNewsroom

_ORIGIN = re.compile(r"\Ahttps?://[^/]*")


class PlatformServer:
    """A server in a thread on a free port; a context manager. asked: `METHOD target` of each request, in order."""

    def __init__(self, newsroom: PlatformNewsroom) -> None:
        self.newsroom = newsroom
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        newsroom.origin = f"http://{self.host}"

    def __enter__(self) -> "PlatformServer":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(owner: PlatformServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            target = _ORIGIN.sub("", self.path)
            path, _, query = target.partition("?")
            owner.asked.append(f"{self.command} {target}")
            reply = owner.newsroom.reply(path, query, self.command, body)
            tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            same = reply.status == 200 and self.headers.get("If-None-Match") == tag
            self.send_response(304 if same else reply.status)
            if reply.status == 200:
                self.send_header("ETag", tag)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not same:
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if not same and self.command != "HEAD":
                self.wfile.write(reply.body)

        do_POST = do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the log is `asked`."""

    return Handler
