"""Requests that end, whatever the receiver does: a timeout of a socket begins anew with every byte."""

import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection


@contextmanager
def cut_off(seconds: float, *handlers: type[urllib.request.BaseHandler]) -> Iterator[urllib.request.OpenerDirector]:
    """An opener whose connections are shut after that time, so that no receiver has a thread of ours for ever."""
    made: list[HTTPConnection] = []

    def kept(kind: type[HTTPConnection]) -> Callable[..., HTTPConnection]:
        def make(*arguments: object, **named: object) -> HTTPConnection:
            made.append(kind(*arguments, **named))  # type: ignore[arg-type]
            return made[-1]

        return make

    class Plain(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> HTTPResponse:
            return self.do_open(kept(HTTPConnection), req)

    class Secure(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> HTTPResponse:
            return self.do_open(kept(HTTPSConnection), req)

    def shut() -> None:
        for connection in made:
            with suppress(OSError):
                if connection.sock is not None:
                    connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        yield urllib.request.build_opener(*handlers, Plain, Secure)
    finally:
        timer.cancel()
