"""What the rows of a list say of releases that are known, or not to be had yet, from day to day, through the real command."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import article, listing, path, title
from misbehaving.server import Ask, Peer, Route, Server

pytestmark = pytest.mark.usefixtures("untraced")

NAMES = [f"mill-{number}" for number in range(8)]
FIRST = datetime(2024, 12, 3, 6, tzinfo=UTC)


def crawl(server: Server, folder: Path, day: int, *arguments: str) -> Outcome:
    clock = (FIRST + timedelta(days=day)).isoformat()
    done = run(f"{server.origin}/news/", folder, "-s", f"RUN_CLOCK={clock}", "-s", "FRESH_DAYS=0", *arguments)
    assert done.closes(), done.run
    return done


def rows(named: dict[str, str] | None = None) -> Route:
    given = [(path(name), (named or {}).get(name, title(name))) for name in NAMES]
    return page(lambda name: listing(given))


def rewritten(headline: str) -> str:
    """Another release at a known address: no word of the old one."""
    text = "<p>Orders reached a level not seen since the firm was founded in a shed beside the canal.</p>" * 4
    return f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1><p>2024-12-01</p>{text}</body></html>"


@pytest.fixture
def server() -> Server:
    server = Server()
    server.routes["/news/"] = rows()
    server.routes |= {path(name): good for name in NAMES}
    return server


@pytest.mark.guarantee(24)
@pytest.mark.parametrize("headline", ["Third quarter closes with a record order book", "Chair of the board steps down in spring"])
def test_a_page_rewritten_under_the_headline_of_its_row_is_an_edit(tmp_path: Path, server: Server, headline: str) -> None:
    with server:
        crawl(server, tmp_path, 0)
        server.routes["/news/"] = rows({NAMES[0]: headline})
        server.routes[path(NAMES[0])] = page(lambda name: rewritten(headline))
        later = crawl(server, tmp_path, 1)
        assert (later.code, later.run["verdict"]) == (0, "ok")
        assert [(line["event"], line["title"]) for line in later.lines[len(NAMES) :]] == [("changed", headline)]
        asked = server.seen[path(NAMES[0])]
        assert crawl(server, tmp_path, 2).run["verdict"] == "quiet"
        assert server.seen[path(NAMES[0])] == asked


@pytest.mark.guarantee(10)
def test_a_page_that_no_row_names_is_held_back(tmp_path: Path, server: Server) -> None:
    with server:
        crawl(server, tmp_path, 0)
        server.routes[path(NAMES[0])] = page(lambda name: rewritten("Thank you for your visit to our museum of mills"))
        later = crawl(server, tmp_path, 1, "-a", "deep=1")
        assert (later.code, len(later.lines)) == (10, len(NAMES))


@pytest.mark.guarantee(12)
@pytest.mark.parametrize("said", ["Mill four: an update", "{title} (3 comments)", "{title:.20} …"])
def test_another_headline_of_a_row_costs_one_look(tmp_path: Path, server: Server, said: str) -> None:
    """None where it is the known one, cut or with more around it; no edit where the page is as it was."""
    with server:
        crawl(server, tmp_path, 0)
        server.routes["/news/"] = rows({NAMES[4]: said.format(title=title(NAMES[4]))})
        looks = []
        for day in (1, 2):
            asked = server.seen[path(NAMES[4])]
            assert crawl(server, tmp_path, day).run["verdict"] == "quiet"
            looks.append(server.seen[path(NAMES[4])] - asked)
        assert looks == [int("title" not in said), 0]


@pytest.mark.guarantee(3)
def test_a_release_held_back_until_its_hour_is_tried_each_day(tmp_path: Path, server: Server) -> None:
    async def gone(peer: Peer, ask: Ask) -> None:
        await peer.answer("not yet", "404 Not Found")

    with server:
        server.routes[path(NAMES[0])] = gone
        for day in range(6):
            assert crawl(server, tmp_path, day).run["verdict"] == "degraded"
        server.routes[path(NAMES[0])] = page(lambda name: article(NAMES[0]))
        later = crawl(server, tmp_path, 6)
        assert (later.run["verdict"], len(later.lines)) == ("ok", len(NAMES))


def test_an_old_release_that_is_gone_is_tried_ever_more_rarely_and_each_run_says_so(tmp_path: Path, server: Server) -> None:
    with server:
        del server.routes[path(NAMES[7])]
        found = [crawl(server, tmp_path, day) for day in range(7)]
        assert [each.run["verdict"] for each in found].count("quiet") == 3
        quiet = next(each for each in found if each.run["verdict"] == "quiet")
        assert "1 release that it names is not held yet and waits for its next try" in quiet.run["message"]
