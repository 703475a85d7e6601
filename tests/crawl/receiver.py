"""A receiver of alerts on loopback."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Hook(ThreadingHTTPServer):
    """A receiver on loopback, at work while it is entered; `status` is its answer, `got` what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.status = 204
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()

    def url(self, path: str = "/hook") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        hook.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        if hook.status == 0:
            self.close_connection = True
            return
        self.send_response(hook.status)
        if hook.status == 302:
            self.send_header("Location", hook.url("/elsewhere"))
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr."""
