"""A link to the next page that is always there: what is behind the last page is no fault of the site, and hides none either."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from misbehaving.fault import good, page, status
from misbehaving.matrix import Outcome, run
from misbehaving.pages import path, title, written
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")


def serve(server: Server, sizes: Sequence[int], *, empty: bool, numbers: int = 0) -> None:
    """Pages of so many rows, each with a link to the next one.

    empty: two pages behind the last have no rows, and are no 404; numbers: of pages that each page links.
    """
    day = date(2024, 12, 1)
    for number, size in enumerate(sizes, 1):
        rows = ""
        for _ in range(size):
            name = f"quay-{day:%Y%m%d}"
            rows += f'<li><a href="{path(name)}">{title(name)}</a> <span>{day:%d.%m.%Y}</span></li>'
            server.routes[path(name)] = good
            day -= timedelta(days=5)
        _serve(server, number, f'<ul class="list">{rows}</ul>', numbers)
    for number in (len(sizes) + 1, len(sizes) + 2):
        server.routes[f"/news/?page={number}"] = status("404 Not Found")
        if empty:
            _serve(server, number, "<p>There are no items here.</p>", numbers)


def overlapping(server: Server, number: int, size: int) -> None:
    """So many pages, each of which begins with the last row of the one before."""
    names = [f"quay-{at}" for at in range(number * (size - 1) + 1)]
    for at in range(number):
        own = names[at * (size - 1) : at * (size - 1) + size]
        items = [(path(name), title(name), date(2024, 12, 1) - timedelta(days=5 * names.index(name))) for name in own]
        rows = "".join(f'<li><a href="{url}">{text}</a> <span>{day:%d.%m.%Y}</span></li>' for url, text, day in items)
        more = f'<a href="/news/?page={at + 2}">Next</a>' if at + 1 < number else ""
        whole = f"<html><body><main><h1>News</h1><ul>{rows}</ul>{more}</main></body></html>"
        server.routes[f"/news/?page={at + 1}" if at else "/news/"] = page(partial(_always, written(whole)))
    server.routes |= {path(name): good for name in names}


def _serve(server: Server, number: int, body: str, numbers: int) -> None:
    links = "".join(f'<a href="/news/?page={each}">{each}</a> ' for each in range(1, numbers + 1))
    pager = f'<div class="pager">{links}<a href="/news/?page={number + 1}">Next</a></div>'
    whole = f"<html><body><nav><a href='/'>Home</a></nav><main><h1>News</h1>{body}{pager}</main></body></html>"
    server.routes["/news/" if number == 1 else f"/news/?page={number}"] = page(partial(_always, written(whole)))


def _always(body: str, name: str) -> str:
    return body


def crawl(server: Server, folder: Path, day: int) -> Outcome:
    done = run(f"{server.origin}/news/", folder, "-s", f"RUN_CLOCK=2024-12-{day:02}T06:00:00Z", "-s", "FRESH_DAYS=0")
    assert done.closes(), done.run
    return done


@pytest.mark.guarantee(23)
@pytest.mark.parametrize("empty", [True, False])
def test_pages_that_end_with_a_shorter_one_have_ended(tmp_path: Path, empty: bool) -> None:
    with Server() as server:
        serve(server, (7, 6, 6, 3), empty=empty)
        first = crawl(server, tmp_path, 3)
        assert (first.run["verdict"], len(first.lines)) == ("ok", 22)
        asked = server.seen["/news/?page=2"]
        assert crawl(server, tmp_path, 4).run["verdict"] == "quiet"
        assert server.seen["/news/?page=2"] == asked, "the list was read to its end"


@pytest.mark.parametrize(("sizes", "empty"), [((6, 6, 6), False), ((6,), True), ((6, 3, 6, 2), False)])
def test_after_a_full_page_the_end_is_looked_at_once_more(tmp_path: Path, sizes: tuple[int, ...], empty: bool) -> None:
    with Server() as server:
        serve(server, sizes, empty=empty)
        assert crawl(server, tmp_path, 3).run["verdict"] == "ok"
        asked = []
        for day, verdict in ((4, "quiet"), (5, "quiet")):
            assert crawl(server, tmp_path, day).run["verdict"] == verdict
            asked.append(server.seen[f"/news/?page={len(sizes) + 1}"])
        assert asked == [2, 2], "the second run reads the list once more, the third one knows"


@pytest.mark.guarantee(11)
@pytest.mark.parametrize(("sizes", "numbers", "empty"), [((6, 6, 6, 3), 6, True), ((6, 6, 6, 3), 6, False)])
def test_a_page_that_others_name_is_missing(tmp_path: Path, sizes: tuple[int, ...], numbers: int, empty: bool) -> None:
    with Server() as server:
        serve(server, sizes, empty=empty, numbers=numbers)
        for day in (3, 4, 5):
            done = crawl(server, tmp_path, day)
            assert (done.run["verdict"], len(done.lines)) == ("incomplete", sum(sizes))
            assert [gap["name"] for gap in done.run["completeness"]["gaps"]] == ["pages:/news/"]
        assert server.seen["/news/?page=5"] == 2, "another run looks into it, the third one knows"


@pytest.mark.guarantee(11)
@pytest.mark.parametrize("answer", ["404", "no rows", "no pager"])
def test_a_hole_is_no_end(tmp_path: Path, answer: str) -> None:
    menu = '<nav><a href="/">Home</a> <a href="/news/">News</a> <a href="/news/archive/">News archive</a></nav>'
    with Server() as server:
        serve(server, (6, 6, 6, 6, 2), empty=False)
        whole = server.routes["/news/?page=3"]
        if answer == "404":
            server.routes["/news/?page=3"] = status("404 Not Found")
        elif answer == "no rows":
            _serve(server, 3, "<p>There are no items here.</p>", 0)
        else:
            bare = f"<html><body>{menu}<main><h1>News</h1><p>There are no items here.</p></main></body></html>"
            server.routes["/news/?page=3"] = page(partial(_always, written(bare)))
        for day in (3, 4):
            done = crawl(server, tmp_path, day)
            assert done.run["verdict"] in ("degraded", "drift")
            assert len(done.lines) == 20, "what is behind the hole is read"
        server.routes["/news/?page=3"] = whole
        assert (len(crawl(server, tmp_path, 5).lines), crawl(server, tmp_path, 6).run["verdict"]) == (26, "quiet")


@pytest.mark.guarantee(23)
def test_pages_that_begin_with_the_last_row_of_the_one_before_have_not_moved(tmp_path: Path) -> None:
    with Server() as server:
        overlapping(server, 5, 6)
        first = crawl(server, tmp_path, 3)
        assert (first.run["verdict"], len(first.lines)) == ("ok", 26)
        assert sum(asked for target, asked in server.seen.items() if target.startswith("/news/?") or target == "/news/") == 6
        assert crawl(server, tmp_path, 4).run["verdict"] == "quiet"
