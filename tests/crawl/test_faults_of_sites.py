"""Sites that repeat themselves for ever, that hide or double what they have, and that change behind our back."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from misbehaving import sites
from misbehaving.fault import page, status
from misbehaving.matrix import Outcome, run, run_many
from misbehaving.pages import article, listing, path
from misbehaving.redirects import to
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("between_tags", "untraced")

MODES = {
    "aliases": (sites.aliases, 0, 2),
    "calendar": (sites.calendar, 0, 4),
    "same": (sites.same_for_ever, 0, 4),
    "nothing": (sites.empty_for_ever, None, 4),
    "growing": (sites.growing, 0, 4),
    "reordered": (sites.reordered, 0, 9),
    "empty": (sites.empty, 10, 0),
    "linkless": (sites.linkless, 10, 0),
}
MOST_REQUESTS = 40


@pytest.mark.guarantee(11)
@pytest.mark.guarantee(12)
@pytest.mark.guarantee(21)
def test_traps_doubles_and_listings_that_lie(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = {name: stack.enter_context(Server()) for name in MODES}
        for name, (build, _, _) in MODES.items():
            build(servers[name])
        outcomes = run_many({name: f"{server.origin}/news/" for name, server in servers.items()}, tmp_path)
    found = {name: (outcome.code, len(outcome.lines)) for name, outcome in outcomes.items()}
    expected = {name: (found[name][0] if code is None else code, number) for name, (_, code, number) in MODES.items()}
    assert found == expected
    assert {name: server.seen.total() for name, server in servers.items() if server.seen.total() > MOST_REQUESTS} == {}


@pytest.mark.guarantee(12)
def test_invented_articles_end_where_the_run_was_told_to(tmp_path: Path) -> None:
    with Server() as server:
        sites.invented_for_ever(server)
        outcome = run(f"{server.origin}/news/", tmp_path, "-a", "max_pages=5")
        assert outcome.run["requests"]["listing"] == 5
        assert len(outcome.lines) == 20


def crawled(server: Server, folder: Path, *arguments: str) -> Outcome:
    return run(f"{server.origin}/news/", folder, *arguments)


@pytest.mark.guarantee(11)
@pytest.mark.parametrize("change", ["empty", "cut", "shrunken"])
def test_a_listing_that_lost_its_rows_is_no_quiet_day(tmp_path: Path, change: str) -> None:
    own = sites.names("listed", 20)
    whole = listing(sites.rows(*own))
    worse = {"empty": listing([]), "cut": whole[: len(whole) // 2], "shrunken": listing(sites.rows(*own[:2]))}[change]
    with Server() as server:
        sites.serve(server, page(lambda name: whole), *own)
        for _ in range(3):
            assert crawled(server, tmp_path).code == 0
        server.routes["/news/"] = page(lambda name: worse)
        outcome = crawled(server, tmp_path)
        assert outcome.code in (10, 20, 30), outcome.run["message"]
        assert len(outcome.lines) == 20


@pytest.mark.guarantee(18)
def test_edits_removals_and_moves_are_events(tmp_path: Path) -> None:
    own = sites.names("kept", 6)
    edited, removed, moved = own[:3]
    with Server() as server:
        sites.serve(server, page(lambda name: listing(sites.rows(*own))), *own)
        assert crawled(server, tmp_path).code == 0
        server.routes[path(edited)] = page(
            lambda name: article(name, after="<p>A correction was added on Tuesday, and it matters.</p>")
        )
        server.routes[path(removed)] = status("404 Not Found")
        server.routes[path("new-place")] = page(lambda name: article(moved))
        server.routes[path(moved)] = to(path("new-place"), "301 Moved Permanently")
        for _ in range(2):
            outcome = crawled(server, tmp_path, "-a", "deep=1")
        events = {name: [line["event"] for line in outcome.lines if name in line["id"] or name in line["title"]] for name in own}
        by_path = [(line["event"], line["revision"]) for line in outcome.lines if line["url"].endswith(f"{edited}.html")]
        assert by_path == [("new", 1), ("changed", 2)], events
        assert [line["event"] for line in outcome.lines if line["url"].endswith(f"{removed}.html")] == ["new", "removed"]
        assert sum(line["event"] == "new" for line in outcome.lines) == 6, "a moved article is not a new one"


@pytest.mark.guarantee(25)
@pytest.mark.parametrize("second", ["nothing", "a_section", "notices"])
def test_a_first_run_never_says_that_the_layout_changed(tmp_path: Path, second: str) -> None:
    """Rows were stored from the first page; what is wrong with the second one is told as what it is."""
    own = sites.names("first", 8)
    later = sites.names("later", 8)
    pages = {"nothing": listing([]), "a_section": "<html><body><h1>Section</h1><p>Services.</p></body></html>",
             "notices": listing(sites.rows(*later))}  # fmt: skip
    with Server() as server:
        more = '<div class="pager"><a href="/news/?page=2">Next</a></div>'
        sites.serve(server, page(lambda name: listing(sites.rows(*own), more=more)), *own)
        server.routes["/news/?page=2"] = page(lambda name: pages[second])
        notice = status("200 OK", "<html><body><p>Please come back later.</p></body></html>")
        server.routes |= {path(name): notice for name in later}
        outcome = crawled(server, tmp_path)
    assert len(outcome.lines) == 8
    assert outcome.verdict in (("ok",) if second == "nothing" else ("incomplete", "degraded")), outcome.run["message"]
    assert "layout changed" not in outcome.log
