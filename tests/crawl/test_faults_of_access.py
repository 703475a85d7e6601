"""Newsrooms that cannot or must not be reached: the run says so, and leaves what was there before alone."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
from misbehaving.certificates import certificate, context
from misbehaving.fault import Fault, good, page, status
from misbehaving.matrix import IMPATIENT, newsroom, run, run_many
from misbehaving.pages import article
from misbehaving.redirects import to
from misbehaving.server import Server
from misbehaving.transport import (
    close_before_headers,
    drip,
    endless_headers,
    garbage,
    hang_before_headers,
    reset_before_headers,
)

pytestmark = pytest.mark.usefixtures("nothing_between_tags", "untraced")

_ONE = (Fault("one", good),)
_CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
    "<script>location.reload()</script></body></html>"
)
_DEAD = {
    "hang": hang_before_headers,
    "reset": reset_before_headers,
    "close": close_before_headers,
    "garbage": garbage,
    "drip": drip,
    "headers": endless_headers,
    "500": status("500 Internal Server Error"),
    "403": status("403 Forbidden"),
    "429": status("429 Too Many Requests", Retry_After="3600"),
    "521": status("521 Down", "<script>document.cookie='__jsluid_s=1'</script>"),
    "999": status("999 Denied"),
    "challenge": page(lambda name: _CHALLENGE),
    "maintenance": page(
        lambda name: "<html><head><title>Maintenance</title></head><body><h1>Under maintenance</h1></body></html>"
    ),
    "empty": page(lambda name: ""),
    "pdf": page(lambda name: b"%PDF-1.4 " + b"x" * 900),
}


@pytest.mark.guarantee(7)
@pytest.mark.guarantee(11)
def test_a_site_that_gives_nothing_never_ends_well(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = {name: stack.enter_context(Server()) for name in _DEAD}
        for name, answer in _DEAD.items():
            servers[name].routes["/news/"] = answer
        outcomes = run_many({name: f"{server.origin}/news/" for name, server in servers.items()}, tmp_path, IMPATIENT)
    codes = {name: outcome.code for name, outcome in outcomes.items()}
    assert set(codes.values()) <= {20, 30}, codes
    assert [name for name, outcome in outcomes.items() if outcome.lines or not outcome.closes()] == []
    assert [name for name in _DEAD if name not in ("empty", "pdf") and codes[name] != 30] == []


@pytest.mark.guarantee(7)
def test_nobody_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    outcome = run(f"http://127.0.0.1:{port}/news/", tmp_path)
    assert (outcome.code, outcome.verdict) == (30, "unreachable")
    assert outcome.seconds < 60


@pytest.mark.guarantee(20)
def test_certificates_that_nobody_should_trust(tmp_path: Path) -> None:
    bad = {
        "selfsigned": context(certificate(tmp_path, "selfsigned")),
        "expired": context(certificate(tmp_path, "expired", days=(-30, -1))),
        "future": context(certificate(tmp_path, "future", days=(2, 30))),
        "elsewhere": context(certificate(tmp_path, "elsewhere", names=("www.example.com",))),
        "oldtls": context(certificate(tmp_path, "oldtls"), old=True),
    }
    with ExitStack() as stack:
        servers = {name: stack.enter_context(Server(tls=each)) for name, each in bad.items()}
        for server in servers.values():
            newsroom(server, _ONE)
        outcomes = run_many({name: f"{server.origin}/news/" for name, server in servers.items()}, tmp_path / "out")
        assert {name: outcome.code for name, outcome in outcomes.items()} == dict.fromkeys(bad, 30)
        assert [name for name, server in servers.items() if server.asks] == [], "nothing is said to such a server"


@pytest.mark.guarantee(13)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_must_be_named_exactly(tmp_path: Path, host: str) -> None:
    with Server() as server:
        newsroom(server, _ONE)
        outcome = run(f"http://{host}:{server.port}/news/", tmp_path, private=[f"127.0.0.1:{server.port + 1}"])
        assert outcome.code == 30, outcome.log[-2000:]
        assert "is in a private network" in str(outcome.run["message"])
        assert server.asks == []
        assert outcome.lines == []


@pytest.mark.guarantee(13)
def test_a_name_that_leads_to_this_machine_is_refused_unless_named(tmp_path: Path) -> None:
    with Server() as server:
        newsroom(server, _ONE)
        server.routes["/news/one.html"] = page(lambda name: article(name))
        outcome = run(f"http://localhost:{server.port}/news/", tmp_path, private=[f"localhost:{server.port}"])
        assert outcome.run["requests"]["listing"] == 1
        assert server.seen["/news/"] == 1


@pytest.mark.guarantee(5)
@pytest.mark.guarantee(7)
def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    with Server() as server:
        newsroom(server, _ONE)
        (tmp_path / "file").write_text("in the way")
        blocked = run(f"{server.origin}/news/", tmp_path, settings={"OUTPUT_DIR": tmp_path / "file"})
        assert blocked.code == 40
        assert run(f"{server.origin}/news/", tmp_path / "full", largest_file=16_384).code == 40


@pytest.mark.guarantee(13)
@pytest.mark.guarantee(20)
def test_a_proxy_stays_usable_and_its_password_stays_secret(tmp_path: Path) -> None:
    site = "http://www.example.com"
    with Server() as proxy:
        newsroom(proxy, (Fault("two", good), Fault("away", to(f"http://127.0.0.1:{proxy.port}/secret"))))
        proxy.routes |= {f"{site}{route}": answer for route, answer in proxy.routes.items()}
        address = f"http://somebody:opensesame@127.0.0.1:{proxy.port}"
        outcome = run(f"{site}/news/", tmp_path, private=["127.0.0.1:1"], proxy=address)
        assert f"{site}/news/2024/two.html" in {line["url"] for line in outcome.lines}, outcome.log[-2000:]
        assert [ask.target for ask in proxy.asks if not ask.target.startswith(site)] == [], "the proxy is no target"
        assert all("proxy-authorization" in ask.headers for ask in proxy.asks)
    left = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"opensesame" not in left
    assert "opensesame" not in outcome.log
