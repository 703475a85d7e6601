"""No test talks to anybody but this machine: in force in every Python process of a test run, through PYTHONPATH.

A connection to another address fails, and is noted in the file that NEWSROOM_TRAFFIC names, so that the run fails too
where the program swallowed the error. A name that is not this machine's is not looked up.
"""

import os
import socket
from pathlib import Path
from typing import Any

_HERE = ("127.", "::1", "::ffff:127.", "localhost")
_connect, _connect_ex, _lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _require_local(own: socket.socket, address: Any) -> None:
    if own.family not in (socket.AF_INET, socket.AF_INET6) or str(address[0]).startswith(_HERE):
        return
    log = os.environ.get("NEWSROOM_TRAFFIC")
    if log:
        with Path(log).open("a") as file:
            file.write(f"{address}\n")
    raise ConnectionRefusedError(111, f"tests talk to this machine only, not to {address}")


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _require_local(self, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    try:
        _require_local(self, address)
    except OSError as error:
        return error.errno or 111
    return _connect_ex(self, address)


def _guarded_lookup(host: Any, *args: Any, **more: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    number = name is None or name.replace(".", "").isdigit() or ":" in name
    if not number and name != socket.gethostname() and not name.startswith(_HERE):
        raise socket.gaierror(socket.EAI_NONAME, f"tests look up no names, not {name!r} either")
    return _lookup(host, *args, **more)


if os.environ.get("NEWSROOM_TRAFFIC"):
    socket.socket.connect = _guarded_connect  # type: ignore[assignment, method-assign]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[assignment, method-assign]
    socket.getaddrinfo = _guarded_lookup
