"""Alerts over real HTTP: what a receiver gets, and what happens when it misbehaves."""

import contextlib
import hashlib
import hmac
import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from receiver import Hook

from crawler.alerts import AlertOptions, delivery, enqueue
from crawler.alerts.delivery import deliver, make_senders
from crawler.errors import install_command
from crawler.storage.state.records import Alert

SECRET = "s3cr3t-of-the-hook"


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Hook() as server:
        yield server


def test_the_receiver_can_verify_what_it_gets(hook: Hook, kept: Any, make_line: Any) -> None:
    options = AlertOptions(hook.url(), SECRET)
    enqueue(kept.store, [make_line(title="第一 “矿”")], options)
    assert deliver(kept.store, options).sent == 1
    path, headers, body = hook.got[0]
    assert path == "/hook"
    assert json.loads(body)["title"] == "第一 “矿”"
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert headers["x-newsroom-event"] == "new"
    stamp = headers["x-newsroom-timestamp"]
    wanted = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(headers["x-newsroom-signature"], f"sha256={wanted}")
    assert len(headers["idempotency-key"]) == 32


def test_without_a_secret_nothing_is_signed(hook: Hook, kept: Any, make_line: Any) -> None:
    options = AlertOptions(hook.url())
    enqueue(kept.store, [make_line()], options)
    deliver(kept.store, options)
    assert "x-newsroom-signature" not in hook.got[0][1]


@pytest.mark.parametrize(
    ("status", "said"), [(500, "answered 500"), (404, "answered 404"), (302, "answered 302"), (0, "cannot be reached")]
)
def test_what_is_not_accepted_comes_again_with_the_same_key(
    hook: Hook, kept: Any, make_line: Any, status: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    options = AlertOptions(hook.url("/T0K3N"), SECRET)
    enqueue(kept.store, [make_line()], options)
    hook.status = status
    with caplog.at_level(logging.DEBUG):
        found = deliver(kept.store, options)
    assert (found.sent, found.waiting) == (0, 1)
    assert said in found.problems[0]
    assert "T0K3N" not in caplog.text
    assert SECRET not in caplog.text
    hook.status = 200
    kept.time += 60
    assert deliver(kept.store, options).sent == 1
    assert {path for path, _, _ in hook.got} == {"/T0K3N"}
    assert len({headers["idempotency-key"] for _, headers, _ in hook.got}) == 1


def test_a_receiver_that_is_gone(kept: Any, make_line: Any, hook: Hook) -> None:
    options = AlertOptions(hook.url())
    hook.server_close()
    enqueue(kept.store, [make_line()], options)
    assert "cannot be reached" in deliver(kept.store, options).problems[0]
    kept.time += 60
    assert "cannot be reached" in deliver(kept.store, AlertOptions("http://[broken")).problems[0]


def test_apprise_targets(hook: Hook, kept: Any, make_line: Any) -> None:
    pytest.importorskip("apprise", reason="the extra `notify` is not installed")
    options = AlertOptions(targets=(hook.url("/T0K3N").replace("http:", "json:"),))
    enqueue(kept.store, [make_line()], options)
    hook.status = 200
    assert deliver(kept.store, options).sent == 1
    sent = json.loads(hook.got[0][2])
    assert sent["title"] == "Acme Metals: New"
    assert "Acme loads copper number 1" in sent["message"]


def test_apprise_targets_that_refuse(hook: Hook, kept: Any, make_line: Any, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("apprise", reason="the extra `notify` is not installed")
    hook.status = 500
    options = AlertOptions(targets=("nonsense-T0K3N", hook.url("/T0K3N").replace("http:", "json:")))
    enqueue(kept.store, [make_line()], options)
    with caplog.at_level(logging.DEBUG):
        found = deliver(kept.store, options)
    assert not logging.getLogger("apprise").disabled
    assert found.problems == [
        "notify: target 1 is no address that Apprise knows; target 2 (json) refused it; attempt 1, kept for the next"
    ]
    assert "T0K3N" not in caplog.text


def test_a_target_that_leads_elsewhere_refused_it(hook: Hook, kept: Any, make_line: Any) -> None:
    pytest.importorskip("apprise", reason="the extra `notify` is not installed")
    hook.status = 302
    options = AlertOptions(targets=(hook.url("/T0K3N").replace("http:", "json:"),))
    enqueue(kept.store, [make_line()], options)
    assert deliver(kept.store, options).problems == ["notify: target 1 (json) refused it; attempt 1, kept for the next"]
    assert [path for path, _, _ in hook.got] == ["/T0K3N"]


def test_a_missing_extra_is_named(kept: Any, make_line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    options = AlertOptions(targets=("json://127.0.0.1",))
    enqueue(kept.store, [make_line()], options)
    assert install_command("notify") in deliver(kept.store, options, make_senders(options)).problems[0]


def dripping(answer: bytes, drop: bytes) -> tuple[socket.socket, str]:
    """A receiver that begins to answer and goes on a little at a time, for ever; its socket and address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with contextlib.suppress(OSError):
            connection.recv(65536)
            connection.sendall(answer)
            while True:
                connection.sendall(drop)
                time.sleep(0.02)

    threading.Thread(target=serve, daemon=True).start()
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}/hook"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("answer", "drop"),
    [
        (b"", b"X"),
        (b"HTTP/1.1 200 OK\r\n", b"X"), (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b" \r\n"), (b"", b""), (b"HTTP/1.1 200 ", b"x"),
    ],
)  # fmt: skip
def test_a_receiver_that_never_ends_keeps_neither_the_run_nor_a_thread(
    kept: Any, make_line: Any, monkeypatch: pytest.MonkeyPatch, answer: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(delivery, "TOTAL_SECONDS", 0.5)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    listening, address = dripping(answer, drop)
    options = AlertOptions(address)
    enqueue(kept.store, [make_line()], options)
    found = deliver(kept.store, options)
    assert (found.sent, found.waiting) in {(0, 1), (1, 0)}  # a hundred lines of headers are an end, too
    for thread in [each for each in threading.enumerate() if each.name == "alert"]:
        thread.join(10)
        assert not thread.is_alive()
    listening.close()


def test_a_sender_of_any_kind_has_that_time(kept: Any, make_line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "TOTAL_SECONDS", 0.1)
    released = threading.Event()
    options = AlertOptions("https://hook.example/T0K3N")
    enqueue(kept.store, [make_line()], options)

    def send(_: Alert) -> None:
        released.wait(20)

    found = deliver(kept.store, options, {"webhook": send})
    released.set()
    assert (found.sent, found.waiting) == (0, 1)
    assert "no whole answer within" in found.problems[0]
    assert "T0K3N" not in found.problems[0]
