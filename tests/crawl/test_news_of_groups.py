"""News of the lists that a page shows the newest of: each is asked for where the page may hide some of its news, and no other."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import title, written
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")

GROUPS = ("corporate", "products", "results")
SHOWN = 4  # rows of a group, and of a page of its list
NUMBER = 9  # releases of each list at first
_Lists = dict[str, list[tuple[str, date]]]


def lists(folders: bool = True) -> _Lists:
    """The releases of each list. folders: whether they lie in its own."""
    places = {group: f"/news/{group}" if folders else "/files" for group in GROUPS}
    first = date(2024, 11, 25)
    return {
        group: [(f"{places[group]}/{group}-{at}.html", first - timedelta(days=6 * at + number)) for at in range(NUMBER)]
        for number, group in enumerate(GROUPS)
    }


def add(found: _Lists, group: str, number: int, day: int) -> None:
    folder = found[group][0][0].rpartition("/")[0]
    found[group][:0] = [(f"{folder}/{group}-of-{day}-{at}.html", date(2024, 12, day)) for at in range(number)]


def serve(server: Server, found: _Lists, form: str) -> None:
    """The front and the pages of the lists. form: how a group leads to its list; `merged`: there is one group of all."""
    for group, own in found.items():
        for at in range(0, len(own), SHOWN):
            number = at // SHOWN + 1
            more = f'<div class="pager"><a href="/news/{group}/?page={number + 1}">Next</a></div>' if own[at + SHOWN :] else ""
            place = f"/news/{group}/" + (f"?page={number}" if at else "")
            _show(server, place, f"<h1>{group.title()}</h1>{_rows(own[at : at + SHOWN])}{more}")
        server.routes |= {url: good for url, _ in own}
    _show(server, "/news/", "<h1>News</h1>" + (_tabs() + _merged(found) if form == "merged" else _groups(found, form)))


def _groups(found: _Lists, form: str) -> str:
    front = ""
    for group, own in found.items():
        link = f'<a href="/news/{group}/">{{}}</a>'
        head = link.format(group.title()) if form == "heading" else group.title()
        below = f"<p>{link.format('All of it')}</p>" if form == "below" else ""
        front += f"<section><h2>{head}</h2>{_rows(own[:SHOWN])}{below}</section>"
    return front


def _tabs() -> str:
    links = "".join(f'<li><a href="/news/{group}/">{group.title()}</a></li>' for group in GROUPS)
    return f'<ul class="tabs"><li><a href="/news/">All</a></li>{links}</ul>'


def _merged(found: _Lists) -> str:
    every = sorted((each for own in found.values() for each in own), key=lambda each: each[1], reverse=True)
    return _rows(every[: 2 * SHOWN])


def _rows(own: list[tuple[str, date]]) -> str:
    items = [
        f'<li><span>{day:%d.%m.%Y}</span> <a href="{url}">{title(url.rpartition("/")[2].removesuffix(".html"))}</a></li>'
        for url, day in own
    ]
    return f"<ul>{''.join(items)}</ul>"


def _show(server: Server, place: str, main: str) -> None:
    nav = '<nav><a href="/">Home</a> <a href="/about/">About</a></nav>'
    body = written(f"<html><head><title>Mill</title></head><body>{nav}<main>{main}</main><footer>Imprint</footer></body></html>")
    server.routes[place] = page(partial(_always, body))


def _always(body: str, name: str) -> str:
    return body


def crawl(server: Server, folder: Path, day: int) -> tuple[Outcome, list[str]]:
    """A run, and the lists beside the front that it asked for."""
    before = len(server.asks)
    done = run(f"{server.origin}/news/", folder, "-s", f"RUN_CLOCK=2024-12-{day:02}T06:00:00Z", "-s", "FRESH_DAYS=0")
    assert done.closes(), done.run
    asked = [ask.target for ask in server.asks[before:] if ask.target.startswith("/news/") and not ask.path.endswith(".html")]
    return done, asked[1:]


@pytest.mark.guarantee(11)
@pytest.mark.parametrize(("form", "folders"), [("heading", True), ("below", False)])
def test_a_group_with_nothing_but_news_is_read_from_its_own_list(tmp_path: Path, form: str, folders: bool) -> None:
    found = lists(folders)
    with Server() as server:
        serve(server, found, form)
        first, _ = crawl(server, tmp_path, 2)
        assert (first.run["verdict"], len(first.lines)) == ("ok", 27), "a list whose first page the front shows goes on behind it"
        add(found, "products", SHOWN - 1, 3)
        serve(server, found, form)
        assert crawl(server, tmp_path, 3)[1] == [], "a known row stands in each group"
        add(found, "products", SHOWN + 2, 4)
        add(found, "results", 2 * SHOWN, 4)
        serve(server, found, form)
        done, asked = crawl(server, tmp_path, 4)
        assert (done.run["verdict"], len(done.lines)) == ("ok", 27 + 4 * SHOWN + 1)
        assert {target.partition("?")[0] for target in asked} == {"/news/products/", "/news/results/"}
        done, asked = crawl(server, tmp_path, 5)
        assert (done.run["verdict"], asked) == ("quiet", [])


@pytest.mark.guarantee(11)
def test_the_lists_of_groups_that_are_picked_by_hand_are_asked_for(tmp_path: Path) -> None:
    found = lists()
    with Server() as server:
        serve(server, {group: own[1:] for group, own in found.items()}, "heading")
        front = server.routes["/news/"]
        serve(server, found, "heading")
        server.routes["/news/"] = front
        assert len(crawl(server, tmp_path, 2)[0].lines) == 27
        tops = [f"/news/{group}/" for group in GROUPS]
        done, asked = crawl(server, tmp_path, 3)
        assert (done.run["verdict"], sorted(asked)) == ("quiet", sorted([*tops, *(f"{top}?page=2" for top in tops)]))
        add(found, "products", 1, 4)
        serve(server, found, "heading")
        server.routes["/news/"] = front
        done, _ = crawl(server, tmp_path, 4)
        assert (done.run["verdict"], len(done.lines)) == ("ok", 28)


@pytest.mark.guarantee(11)
def test_tabs_of_one_list_are_asked_for_where_it_shows_nothing_known(tmp_path: Path) -> None:
    found = lists(folders=False)
    with Server() as server:
        serve(server, found, "merged")
        assert len(crawl(server, tmp_path, 2)[0].lines) == 27
        add(found, "products", 2 * SHOWN - 1, 3)
        serve(server, found, "merged")
        assert crawl(server, tmp_path, 3)[1] == []
        add(found, "products", 3 * SHOWN, 4)
        serve(server, found, "merged")
        assert len(crawl(server, tmp_path, 4)[0].lines) == 27 + 5 * SHOWN - 1
        assert crawl(server, tmp_path, 5)[0].run["verdict"] == "quiet"


@pytest.mark.guarantee(11)
@pytest.mark.parametrize("newer", ["press", "notice"])
def test_each_of_two_lists_with_pages_of_its_own_is_read_to_what_is_known(tmp_path: Path, newer: str) -> None:
    names = {key: [f"{key}-{at}" for at in range(12)] for key in ("press", "notice")}
    with Server() as server:
        _serve_both(server, names)
        assert len(crawl(server, tmp_path, 2)[0].lines) == 24
        assert crawl(server, tmp_path, 3)[1] == []
        names[newer][:0] = [f"{newer}-new-{at}" for at in range(7)]
        _serve_both(server, names)
        done, asked = crawl(server, tmp_path, 4)
        assert (len(done.lines), asked) == (31, [f"/news/?{newer}=2", f"/news/?{newer}=3"])


def _serve_both(server: Server, names: dict[str, list[str]]) -> None:
    """One page with two lists, each with a numbered pager of its own."""
    size = 5
    last = {key: -(-len(own) // size) for key, own in names.items()}
    pages = [(1, 1), *((at, 1) for at in range(2, last["press"] + 1)), *((1, at) for at in range(2, last["notice"] + 1))]
    for press, notice in pages:
        body = ""
        for key, own in (("press", press), ("notice", notice)):
            days = [date(2024, 11, 30) - timedelta(days=3 * at) for at in range(len(names[key]))]
            rows = [(f"/news/{name}.html", day) for name, day in zip(names[key], days, strict=True)]
            links = (f"<b>{at}</b>" if at == own else f'<a href="/news/?{key}={at}">{at}</a>' for at in range(1, last[key] + 1))
            pager = f'<div class="pagination">{" ".join(links)}</div>'
            body += f"<section><h2>{key}</h2>{_rows(rows[(own - 1) * size : own * size])}{pager}</section>"
        query = f"?press={press}" if press > 1 else f"?notice={notice}" if notice > 1 else ""
        _show(server, f"/news/{query}", body)
    server.routes |= {f"/news/{name}.html": good for own in names.values() for name in own}
