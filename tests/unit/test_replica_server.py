"""The replica's server: a forward proxy on loopback that knows its hosts, answers 304, keeps a log and can be gone."""

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.seed_article import PATH
from tests.replica.server import ReplicaServer

SEED_URL = f"http://www.minmetals.com{PATH}"


@pytest.fixture
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(make(7, articles=20)) as running:
        yield running


def ask(
    server: ReplicaServer, url: str, headers: dict[str, str] | None = None, method: str = "GET", body: str | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request(method, url, body, headers or {})
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def body(response: http.client.HTTPResponse) -> bytes:
    return bytes(response.body)  # type: ignore[attr-defined]


def test_it_serves_real_addresses_in_absolute_form(server: ReplicaServer) -> None:
    response = ask(server, SEED_URL)
    assert response.status == 200
    assert b"Tang Fuping" in body(response)
    assert body(ask(server, f"http://www.minmetals.com.cn:80{PATH}")) == body(response)
    assert server.log[0].host == "www.minmetals.com"
    assert (server.log[0].path, server.log[0].status, server.log[0].kind) == (PATH, 200, "article")


@pytest.mark.parametrize(
    "host", ["minmetals.com", "minmetals.com.cn", "usa.minmetals.com.cn", "mcc.com.cn", "www.mccchina.com", "www.cnmc.com.cn"]
)
def test_every_host_of_the_family_has_a_home_and_robots(server: ReplicaServer, host: str) -> None:
    assert ask(server, f"http://{host}/").status == 200
    robots = ask(server, f"http://{host}/robots.txt")
    assert robots.status == 200
    assert b"User-agent: *" in body(robots)


def test_other_hosts_are_refused_and_logged(server: ReplicaServer) -> None:
    assert ask(server, "http://example.com/").status == 502
    assert ask(server, "http://127.0.0.1:1/").status == 502
    assert ask(server, "www.minmetals.com:443", method="CONNECT").status == 502
    assert ask(server, SEED_URL, method="POST", body="x").status == 502
    assert [entry.kind for entry in server.log] == ["refused"] * 4


def test_conditional_requests_are_answered_304(server: ReplicaServer) -> None:
    first = ask(server, SEED_URL)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    by_tag = ask(server, SEED_URL, {"If-None-Match": f'"other", W/{tag}'})
    assert (by_tag.status, body(by_tag), by_tag.headers["ETag"]) == (304, b"", tag)
    assert ask(server, SEED_URL, {"If-Modified-Since": modified}).status == 304
    assert ask(server, SEED_URL, {"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}).status == 200
    assert ask(server, SEED_URL, {"If-Modified-Since": "yesterday"}).status == 200
    # An entity tag that differs decides, whatever the date says.
    assert ask(server, SEED_URL, {"If-None-Match": '"old"', "If-Modified-Since": modified}).status == 200


def test_validators_follow_the_page(server: ReplicaServer) -> None:
    listing = "http://www.minmetals.com/english/news/minmetalsnews/"
    before = ask(server, listing).headers
    server.advance("silence", "minmetals")
    assert ask(server, listing, {"If-None-Match": before["ETag"]}).status == 304
    server.advance("new", "minmetals")
    after = ask(server, listing, {"If-None-Match": before["ETag"], "If-Modified-Since": before["Last-Modified"]})
    assert after.status == 200
    assert after.headers["Last-Modified"] != before["Last-Modified"]


def test_a_server_that_is_gone_closes_the_connection(server: ReplicaServer) -> None:
    server.advance("gone", "minmetals_usa")
    for path in ("/", "/robots.txt", "/news/"):
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            ask(server, f"http://usa.minmetals.com.cn{path}")
    assert {entry.status for entry in server.log} == {0}
    server.advance("recover", "minmetals_usa")
    assert ask(server, "http://usa.minmetals.com.cn/news/").status == 200


def test_a_challenge_is_521_with_a_script_and_a_cookie(server: ReplicaServer) -> None:
    server.advance("challenge", "mcc")
    response = ask(server, "http://www.mcc.com.cn/mcc_en/")
    assert response.status == 521
    assert response.headers["Set-Cookie"].startswith("__jsluid_s=")
    assert b"<script>" in body(response)


def test_the_timeline_moves_by_its_own_address_only(server: ReplicaServer) -> None:
    step = json.dumps({"step": "new", "site": "minmetals_zh", "count": 2})
    done = ask(server, "/-/advance", method="POST", body=step)
    assert done.status == 200
    assert [event for event, _ in json.loads(body(done))["events"]] == ["new", "new"]
    truths = json.loads(body(ask(server, "/-/expected?site=minmetals_zh")))
    assert len(truths) == 22
    assert {"title", "text", "urls", "layouts"} <= truths[0].keys()
    assert ask(server, "/-/advance", method="POST", body='{"step": "dance", "site": "mcc"}').status == 400
    assert ask(server, "http://www.minmetals.com/-/advance", method="POST", body=step).status == 502
    assert ask(server, "http://www.minmetals.com/-/log").status == 404
    assert json.loads(body(ask(server, "/-/log")))[0]["host"] == "www.minmetals.com"


def test_a_plain_newsroom_is_served_directly() -> None:
    with ReplicaServer(make_plain(3, articles=30, page_size=10)) as server:
        assert ask(server, "/").status == 200
        assert ask(server, "/news/").status == 200
        truth = server.newsroom.expected("plain")[0]
        path = truth.urls[0].removeprefix("http://*")
        assert truth.title.split(" ")[0].encode() in body(ask(server, path))
        assert ask(server, "/nothing/here.html").status == 404


def test_the_command_announces_its_port() -> None:
    command = [sys.executable, "-m", "tests.replica", "--seed", "5", "--port", "0", "--articles", "8", "--site", "minmetals"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.fullmatch(r"listening on 127\.0\.0\.1:(\d+)\n", process.stdout.readline())
        assert found
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)
        connection.request("GET", SEED_URL)
        assert connection.getresponse().status == 200
    finally:
        process.terminate()
        process.wait(20)


_DIGEST = """
import hashlib
from tests.replica.newsroom import make
newsroom = make({seed}, articles=15, timeline_step=6)
digest = hashlib.sha256()
for release in newsroom.releases:
    digest.update(newsroom.reply(release.channel.host, release.path).body)
for room in newsroom.channels.values():
    digest.update(newsroom.reply(room.host, room.path).body)
print(digest.hexdigest())
"""


def test_the_same_seed_gives_the_same_bytes_in_every_process() -> None:
    def digest(seed: int, hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-c", _DIGEST.format(seed=seed)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    first = digest(7, "1")
    assert len(first) == 65
    assert first == digest(7, "2")
    assert first != digest(8, "1")
