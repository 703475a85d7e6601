"""Another address of a host that is known: what the user gives is read, whatever the folder knows already."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import listing, path, title
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")

FIRST = datetime(2024, 12, 3, 6, tzinfo=UTC)
PRESS = [f"mill-{number}" for number in range(6)]
STORIES = [f"weir-{number}" for number in range(6)]


@pytest.fixture
def server() -> Server:
    server = Server()
    server.routes["/press/"] = page(lambda name: listing([(path(each), title(each)) for each in PRESS]))
    server.routes["/stories/"] = page(lambda name: listing([(path(each), title(each)) for each in STORIES]))
    server.routes |= {path(each): good for each in (*PRESS, *STORIES)}
    return server


def crawl(server: Server, folder: Path, place: str, day: int) -> Outcome:
    clock = (FIRST + timedelta(days=day)).isoformat()
    done = run(f"{server.origin}{place}", folder, "-s", f"RUN_CLOCK={clock}", "-s", "FRESH_DAYS=0")
    assert done.closes(), done.run
    return done


@pytest.mark.guarantee(23)
def test_another_newsroom_of_a_known_host_is_read_and_kept(tmp_path: Path, server: Server) -> None:
    with server:
        assert len(crawl(server, tmp_path, "/press/", 0).lines) == 6
        second = crawl(server, tmp_path, "/stories/", 1)
        assert (second.run["verdict"], len(second.lines)) == ("ok", 12)
        newest = "weir-new"
        server.routes["/stories/"] = page(lambda name: listing([(path(each), title(each)) for each in (newest, *STORIES)]))
        server.routes[path(newest)] = good
        third = crawl(server, tmp_path, "/press/", 2)
        assert len(third.lines) == 13, "the folder is one newsroom: each of its lists is asked in each run"


def test_a_known_address_in_another_spelling_costs_nothing(tmp_path: Path, server: Server) -> None:
    with server:
        server.routes["/"] = page(lambda name: '<html><body><h1>Mill</h1><nav><a href="/press/">News</a></nav></body></html>')
        crawl(server, tmp_path, "/press/", 0)
        asked = dict(server.seen)
        assert crawl(server, tmp_path, "/press/#top", 1).run["verdict"] == "quiet"
        more = {target for target in server.seen if server.seen[target] > asked.get(target, 0)}
        assert more == {"/robots.txt", "/.well-known/tdmrep.json", "/press/"}


def test_a_home_page_is_asked_in_the_first_run_alone(tmp_path: Path, server: Server) -> None:
    with server:
        server.routes["/"] = page(lambda name: '<html><body><h1>Mill</h1><nav><a href="/press/">News</a></nav></body></html>')
        crawl(server, tmp_path, "/", 0)
        asked = server.seen["/"]
        assert crawl(server, tmp_path, "/", 1).run["verdict"] == "quiet"
        assert server.seen["/"] == asked
