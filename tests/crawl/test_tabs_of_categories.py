"""Tabs of categories above a list with a pager: each list is read whole, then polled; filters of one list are asked for once."""

# ruff: noqa: E501  markup is read best on one line

from functools import partial
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import title, written
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")

TABS = ("group", "products", "people")
SIZE = 6  # rows of a page


def serve(server: Server, names: dict[str, list[str]], address: str, *, filters: bool) -> None:
    """The lists behind the tabs, the first of them at the start. filters: whether that has the releases of all."""
    places = {tab: "/news/" if tab == TABS[0] else f"/news/{address.format(tab)}" for tab in names}
    bar = "".join(f'<li><a href="{places[tab]}">{tab.title()}</a></li>' for tab in names)
    for tab, place in places.items():
        own = sorted((each for some in names.values() for each in some), key=lambda name: name[-2:], reverse=True) if filters and tab == TABS[0] else names[tab]
        pages = [own[at : at + SIZE] for at in range(0, len(own), SIZE)]
        for number, shown in enumerate(pages, 1):
            there = [link(place, each) for each in range(1, len(pages) + 1)]
            body = f'<ul class="nav nav-tabs">{bar}</ul><ul>{"".join(map(row, shown))}</ul><div class="pages">{" ".join(there)}</div>'
            server.routes[at_page(place, number)] = page(partial(_always, written(shell(body))))
    server.routes |= {f"/news/{name}.html": good for some in names.values() for name in some}


def shell(body: str) -> str:
    nav = '<nav><a href="/">Home</a> <a href="/about/">About</a></nav>'
    return f"<html><head><title>Mill</title></head><body>{nav}<main><h1>News</h1>{body}</main><footer>Imprint</footer></body></html>"


def row(name: str) -> str:
    return f'<li><span>2024-11-{int(name[-2:]):02}</span> <a href="/news/{name}.html">{title(name)}</a></li>'


def link(place: str, number: int) -> str:
    return f'<a href="{at_page(place, number)}">{number}</a>'


def at_page(place: str, number: int) -> str:
    return place if number == 1 else f"{place}{'&' if '?' in place else '?'}page={number}"


def _always(body: str, name: str) -> str:
    return body


def crawl(server: Server, folder: Path, day: int) -> tuple[Outcome, list[str]]:
    """A run, and which lists it asked for."""
    before = len(server.asks)
    done = run(f"{server.origin}/news/", folder, "-s", f"RUN_CLOCK=2024-12-{day:02}T06:00:00Z", "-s", "FRESH_DAYS=0")
    assert done.closes(), done.run
    asked = [each.target for each in server.asks[before:]]
    return done, [target for target in asked if target.startswith("/news/") and ".html" not in target]


@pytest.mark.guarantee(23)
@pytest.mark.parametrize("address", ["{}/", "?topic={}"])
def test_the_lists_behind_tabs_are_read_whole_and_then_their_news(tmp_path: Path, address: str) -> None:
    names = {tab: [f"{tab}-{number:02}" for number in range(20, 8, -1)] for tab in TABS}
    with Server() as server:
        serve(server, names, address, filters=False)
        first, asked = crawl(server, tmp_path, 3)
        assert (first.run["verdict"], len(first.lines), len(asked)) == ("ok", 36, 6)
        quiet, asked = crawl(server, tmp_path, 4)
        assert (quiet.run["verdict"], len(asked)) == ("quiet", 3)
        names["people"].insert(0, "people-28")
        serve(server, names, address, filters=False)
        assert len(crawl(server, tmp_path, 5)[0].lines) == 37


@pytest.mark.guarantee(9)
def test_filters_of_one_list_cost_one_request_of_the_first_run(tmp_path: Path) -> None:
    names = {tab: [f"{tab}-{number:02}" for number in range(20, 8, -1)] for tab in TABS}
    with Server() as server:
        serve(server, names, "{}/", filters=True)
        first, asked = crawl(server, tmp_path, 3)
        assert (first.run["verdict"], len(first.lines), len(asked)) == ("ok", 36, 7)
        assert crawl(server, tmp_path, 4)[1] == ["/news/"]
