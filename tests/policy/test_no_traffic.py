import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ATTEMPT = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
pytestmark = pytest.mark.guarantee(20)


def test_a_connection_to_another_machine_fails_at_once_and_is_noted(tmp_path: Path) -> None:
    log = tmp_path / "traffic"
    env = os.environ | {"NEWSROOM_TRAFFIC": str(log)}
    done = subprocess.run([sys.executable, "-c", ATTEMPT], env=env, capture_output=True, text=True)
    assert "tests talk to this machine only" in done.stderr
    assert "192.0.2.1" in log.read_text()


def test_names_of_other_machines_are_not_looked_up() -> None:
    with pytest.raises(socket.gaierror, match="look up no names"):
        socket.getaddrinfo("www.example.com", 80)
    assert socket.getaddrinfo("127.0.0.1", 80)
