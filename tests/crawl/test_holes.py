"""A newsroom with a listing, a feed and a sitemap, whole and with each kind of hole, crawled side by side; then once more."""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from misbehaving.matrix import Outcome, run_many

from tests.replica.holes import HOLES, Holed, named, serving

pytestmark = pytest.mark.usefixtures("untraced")

SEED, ARTICLES, WHOLE = 2, 12, "whole"
Runs = dict[str, tuple[Holed, Outcome, Outcome]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("holes")
    rooms = {name: Holed(SEED, ARTICLES, None if name == WHOLE else name, page_size=4) for name in (WHOLE, *HOLES)}
    rooms["bare"] = Holed(SEED, ARTICLES, "page", page_size=4, bare=True)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(serving(room)) for name, room in rooms.items()}
        urls = {name: f"{server.address}/news/" for name, server in servers.items()}
        first, second = run_many(urls, folder), run_many(urls, folder)
        yield {name: (room, first[name], second[name]) for name, room in rooms.items()}


@pytest.mark.guarantee(23)
@pytest.mark.parametrize("name", [WHOLE, *HOLES])
def test_a_hole_is_named_and_what_any_source_names_is_stored(crawled: Runs, name: str) -> None:
    room, first, second = crawled[name]
    wrong = named(room, first.run["completeness"], set(first.stored))
    assert not wrong
    assert (first.verdict, first.code) == (("incomplete", 10) if name == "total" else ("ok", 0))
    assert second.run["account"]["stored"] == 0
    said = second.run["completeness"]["said"]
    assert "when all were asked" in said, "a poll asks one source, and says so"
    assert said.count(": nothing") == 0


@pytest.mark.guarantee(23)
def test_a_page_that_repeats_another_is_a_gap_where_nobody_names_what_it_hides(crawled: Runs) -> None:
    room, first, second = crawled["bare"]
    assert (first.code, first.verdict) == (10, "incomplete")
    lost = {each.path for each in room.lost}
    assert {urlsplit(url).path for url in first.stored}.isdisjoint(lost)
    assert first.run["completeness"]["gaps"]
    assert (second.code, second.verdict) == (10, "incomplete"), "the gap stays"
