"""Lists that are not told newest first: a new release stands anywhere in them, and is found all the same."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import path, title, written
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")

FIRST = datetime(2026, 12, 3, 6, tzinfo=UTC)
PAGE = 8  # rows


def days(order: str, number: int) -> list[datetime]:
    """The days of so many releases as their list has them."""
    falling = [datetime(2026, 11, 30) - timedelta(days=9 * each) for each in range(number)]
    if order == "falls":
        return [falling[3], *falling[:3], *falling[4:]]  # one is pinned
    if order == "rises":
        return falling[::-1]
    return [falling[each * 11 % number] for each in range(number)]  # by name, say


def serve(server: Server, rows: list[datetime]) -> None:
    """A list of pages linked by numbers."""
    pages = [rows[at : at + PAGE] for at in range(0, len(rows), PAGE)]
    links = "".join(f'<a href="/news/?page={number + 1}">{number + 1}</a> ' for number in range(len(pages)))
    for number, own in enumerate(pages):
        names = [f"dam-{day:%Y%m%d}" for day in own]
        items = [
            f'<li><a href="{path(name)}">{title(name)}</a> <span class="date">{day:%Y-%m-%d}</span></li>'
            for name, day in zip(names, own, strict=True)
        ]
        body = f'<html><body><h1>News</h1><ul class="list">{"".join(items)}</ul><div class="pager">{links}</div></body></html>'
        for place in ([f"/news/?page={number + 1}"] if number else ["/news/", "/news/?page=1"]):
            server.routes[place] = page(partial(_always, written(body)))
        server.routes |= {path(name): good for name in names}


def _always(body: str, name: str) -> str:
    return body


def crawl(server: Server, folder: Path, day: int) -> Outcome:
    clock = (FIRST + timedelta(days=day)).isoformat()
    done = run(f"{server.origin}/news/", folder, "-s", f"RUN_CLOCK={clock}", "-s", "FRESH_DAYS=0")
    assert done.closes(), done.run
    return done


@pytest.mark.guarantee(11)
@pytest.mark.parametrize("order", ["rises", "by name"])
def test_a_new_release_is_found_wherever_it_stands(tmp_path: Path, order: str) -> None:
    with Server() as server:
        rows = days(order, 24)
        serve(server, rows)
        assert len(crawl(server, tmp_path, 0).lines) == 24
        at = len(rows) if order == "rises" else 19
        serve(server, [*rows[:at], datetime(2026, 12, 3), *rows[at:]])
        later = crawl(server, tmp_path, 1)
        assert (later.run["verdict"], len(later.lines)) == ("ok", 25)
        assert crawl(server, tmp_path, 2).run["verdict"] == "quiet"


def test_a_list_with_the_newest_first_is_asked_for_its_first_page_alone(tmp_path: Path) -> None:
    with Server() as server:
        serve(server, days("falls", 24))
        crawl(server, tmp_path, 0)
        asked = server.seen["/news/?page=2"]
        assert crawl(server, tmp_path, 1).run["verdict"] == "quiet"
        assert server.seen["/news/?page=2"] == asked
