"""Pages that show the newest releases of several lists in groups, with a link to each: all of it is read, then its news."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import title, written
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")

GROUPS = ("products", "results", "people", "sites", "awards", "research", "prizes", "partners", "grants", "history")
SHOWN = 3  # rows of a group


def serve(server: Server, start: str, form: str, names: dict[str, list[str]]) -> None:
    """The front at `start` and the lists. form: where a group links to its list: in its heading, below its rows, or both."""
    front = ""
    for group, own in names.items():
        there = f'<a href="/news/{group}/">'
        head = f"{there}{group.title()}</a>" if form != "below" else group.title()
        below = f"<p>{there}All {group}</a></p>" if form != "heading" else ""
        front += f"<section><h2>{head}</h2>{rows(group, own[:SHOWN])}{below}</section>"
        server.routes[f"/news/{group}/"] = page(partial(_always, shell(f"<h1>{group.title()}</h1>{rows(group, own)}")))
        server.routes |= {f"/news/{group}/{name}.html": good for name in own}
    server.routes[start] = page(partial(_always, shell(f"<h1>Mill</h1>{front}")))


def shell(main: str) -> str:
    nav = '<nav><a href="/">Home</a> <a href="/about/">About</a></nav>'
    return written(f"<html><head><title>Mill</title></head><body>{nav}<main>{main}</main><footer>Imprint</footer></body></html>")


def rows(group: str, names: list[str]) -> str:
    days = [date(2024, 12, 2) - timedelta(days=4 * number + GROUPS.index(group)) for number in range(len(names))]
    items = [
        f'<li><span>{day:%d.%m.%Y}</span> <a href="/news/{group}/{name}.html">{title(name)}</a></li>'
        for day, name in zip(days, names, strict=True)
    ]
    return f"<ul>{''.join(items)}</ul>"


def _always(body: str, name: str) -> str:
    return body


def crawl(server: Server, start: str, folder: Path, day: int) -> Outcome:
    done = run(f"{server.origin}{start}", folder, "-s", f"RUN_CLOCK=2024-12-{day:02}T06:00:00Z", "-s", "FRESH_DAYS=0")
    assert done.closes(), done.run
    return done


@pytest.mark.guarantee(23)
@pytest.mark.parametrize(("start", "groups", "form"), [("/", 3, "heading"), ("/", 10, "both"), ("/news/", 9, "below")])
def test_each_list_is_read_whole_and_then_its_news(tmp_path: Path, start: str, groups: int, form: str) -> None:
    names = {group: [f"{group}-{number}" for number in range(6)] for group in GROUPS[:groups]}
    with Server() as server:
        serve(server, start, form, names)
        first = crawl(server, start, tmp_path, 3)
        assert (first.run["verdict"], len(first.lines)) == ("ok", 6 * groups)
        names[GROUPS[1]][:0] = [f"{GROUPS[1]}-new-{number}" for number in range(SHOWN + 1)]
        serve(server, start, form, names)
        assert len(crawl(server, start, tmp_path, 4).lines) == 6 * groups + SHOWN + 1
        assert crawl(server, start, tmp_path, 5).run["verdict"] == "quiet"
