"""What a run says that it did not read, through the real command: gaps and their acceptance, bounds, what a setting lets fall."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run_many
from misbehaving.matrix import run as crawl
from misbehaving.pages import listing, path, title
from misbehaving.server import Server
from running import ROOT, Crawl, command, environment, scrapy

NAMES = [f"press-{number}" for number in range(6)]
BUTTON = '<button type="button" class="more">Weitere Meldungen anzeigen</button>'
# What a user writes: nothing of the project is imported.
OWN = """
from scrapy import Request
from scrapy.exceptions import IgnoreRequest


class Fewer:
    async def process_spider_output_async(self, response, result):
        async for each in result:
            if not (isinstance(each, Request) and "press-4" in each.url):
                yield each

    def process_spider_output(self, response, result):
        return (each for each in result if not (isinstance(each, Request) and "press-4" in each.url))


class Unwanted:
    def process_request(self, request):
        if "press-5" in request.url:
            raise IgnoreRequest("not wanted today")
"""


@dataclass
class Place:
    server: Server
    folder: Path

    def lay(self, *names: str, more: str = "", where: str = "/news/") -> None:
        self.server.routes |= {path(name): good for name in names}
        self.server.routes[where] = page(lambda _: listing([(path(name), title(name)) for name in names], more=more))

    def crawl(self, *arguments: str, where: str = "/news/") -> Outcome:
        done = crawl(f"{self.server.origin}{where}", self.folder, *arguments)
        assert done.closes(), done.run
        return done

    def state(self, *arguments: str) -> tuple[int, str]:
        done = scrapy("state", "bad", *arguments, "-s", f"OUTPUT_DIR={self.folder}")
        return done.returncode, done.stdout


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with Server() as server:
        yield Place(server, tmp_path)


@pytest.mark.guarantee(23)
def test_a_gap_is_named_until_it_is_accepted_and_a_new_one_counts_again(place: Place) -> None:
    place.lay(*NAMES, more=BUTTON)
    first = place.crawl()
    assert (first.code, first.verdict, len(first.lines)) == (10, "incomplete", 6)
    (gap,) = first.run["completeness"]["gaps"]
    assert (gap["name"], gap["accepted"]) == ("more:/news/", False)
    assert "Weitere Meldungen anzeigen" in first.run["message"]
    assert place.state("accept", "more:/nwes/")[0] == 2, "a gap that is none"
    code, said = place.state("accept", gap["name"])
    assert (code, "counts no more" in said) == (0, True)
    again = place.crawl("-a", "deep=1")
    assert (again.code, again.verdict) == (0, "quiet")
    assert "not read   more:/news/ (accepted)" in again.log
    assert "gap_accepted:more:/news/" in again.run["flags"]
    place.server.routes["/news/"] = page(
        lambda _: listing([(path(name), title(name)) for name in NAMES], more="<p>Page 1 of 40</p><p>1 - 6 of 240 results</p>")
    )
    other = place.crawl("-a", "deep=1")
    assert (other.code, other.verdict) == (10, "incomplete")
    assert [gap["name"] for gap in other.run["completeness"]["gaps"] if not gap["accepted"]] == ["total:/news/"]


FORMS = {
    "button": '<form action="/news/"><button name="page" value="{next}">Ältere Meldungen</button></form>',
    "numbers": '<form>{buttons}</form>',
    "field": '<form method="get">第<input type="number" name="page" value="{page}" max="3">页<button>跳转</button></form>',
    "hidden": '<form><input type="hidden" name="page" value="{next}"><input type="submit" value="Suivant"></form>',
}


@pytest.mark.guarantee(23)
def test_pagers_that_are_forms_are_walked(tmp_path: Path) -> None:
    buttons = "".join(f'<button name="page" value="{number}">{number}</button>' for number in (1, 2, 3))
    with ExitStack() as stack:
        servers = {name: stack.enter_context(Server()) for name in FORMS}
        for name, server in servers.items():
            for number in (1, 2, 3):
                places = Place(server, tmp_path)
                shown = "" if number == 3 and name in ("button", "hidden") else FORMS[name]
                pager = shown.format(page=number, next=number + 1, buttons=buttons)
                where = "/news/" if number == 1 else f"/news/?page={number}"
                places.lay(*(f"{name}-{number}-{each}" for each in range(4)), more=pager, where=where)
        done = run_many({name: f"{server.origin}/news/" for name, server in servers.items()}, tmp_path)
    assert {name: (each.code, len(each.lines)) for name, each in done.items()} == dict.fromkeys(FORMS, (0, 12))


@pytest.mark.guarantee(23)
def test_what_the_user_bounds_is_a_flag_and_no_gap(place: Place) -> None:
    place.lay(*NAMES, more='<a href="/news/?page=2">Older posts</a>')
    later = [f"older-{number}" for number in range(4)]
    place.lay(*later, where="/news/?page=2")
    few = place.crawl("-a", "max_articles=3")
    assert (few.code, few.verdict, len(few.lines)) == (0, "ok", 3)
    assert sum(target.startswith("/news/2024/") for target in place.server.seen) == 3
    assert few.run["completeness"]["limited"] == ["max_articles"]
    assert few.run["completeness"]["gaps"] == []
    assert few.run["account"]["reasons"]["skipped"] == {"max_articles": 3}
    assert "limited" in few.run["flags"]
    rest = place.crawl()
    assert (rest.code, len(rest.lines), rest.run["completeness"]["limited"]) == (0, 10, [])
    assert max(place.server.seen[path(name)] for name in NAMES + later) == 1


def test_a_home_page_leads_on_to_its_news(place: Place) -> None:
    place.lay(*NAMES)
    shown = "".join(f'<li><a href="{path(name)}">{title(name)}</a></li>' for name in NAMES[:3])
    menu = '<nav><a href="/">Start</a> <a href="/news/">Presse</a> <a href="/kontakt/">Kontakt</a></nav>'
    home = f"<title>Werk</title><body>{menu}<h1>Willkommen</h1><p>Wir bauen Öfen.</p><ul>{shown}</ul></body>"
    place.server.routes["/"] = page(lambda _: home)
    done = place.crawl(where="/")
    assert (done.code, done.verdict, len(done.lines)) == (0, "ok", 6)
    assert place.server.seen["/kontakt/"] == 0


def fallen(place: Place, out: str, *settings: str) -> dict[str, int]:
    """Outcome and reason of each release of a run with a module `own` of the user's."""
    (place.folder / "own.py").write_text(OWN)
    chosen = [part for each in settings for part in ("-s", each)]
    own = place.server.origin.removeprefix("http://")
    asked = command("newsroom", place.folder / out, "-a", f"url={place.server.origin}/news/", "-a", "name=own",
                    "-s", f"PRIVATE_HOSTS={own}", *chosen)  # fmt: skip
    paths = os.pathsep.join([str(place.folder), str(ROOT)])
    ran = scrapy(*asked[1:], env=environment(None) | {"PYTHONPATH": paths})
    done = Crawl(ran.returncode, ran.stdout, ran.stderr, place.folder / out / "own")
    account: Any = done.runs[-1]["account"]
    assert account["discovered"] == sum(account[name] for name in ("stored", "unchanged", "skipped", "failed"))
    assert done.code == 10, done.stdout
    assert done.runs[-1]["verdict"] == "degraded"
    return {"stored": account["stored"], **account["reasons"]["failed"]}


LONG = path("press-3").replace("press-3", "press-3" + "x" * 90)
MIDDLEWARES = {"SPIDER_MIDDLEWARES": {"own.Fewer": 950}, "DOWNLOADER_MIDDLEWARES": {"own.Unwanted": 50}}


@pytest.mark.guarantee(8)
@pytest.mark.guarantee(25)
def test_each_request_that_is_let_fall_has_its_own_reason(place: Place) -> None:
    place.lay(*NAMES)
    place.server.routes[LONG] = good
    place.server.routes["/news/"] = page(
        lambda _: listing([(path(name), title(name)) for name in NAMES] + [(LONG, title("press-long"))])
    )
    own = [f"{name}={json.dumps(value)}" for name, value in MIDDLEWARES.items()]
    found = fallen(place, "out", "URLLENGTH_LIMIT=100", "DEPTH_LIMIT=5", *own)
    assert found == {"stored": 4, "url_length": 1, "ignored": 2}


DEPTH_MIDDLEWARE = 900  # place of Scrapy's own, which counts the depth; the spider's output comes from above


@pytest.mark.guarantee(8)
@pytest.mark.parametrize("where", [950, 100])
def test_a_page_too_deep_is_told_as_such_and_what_a_middleware_drops_is_not(place: Place, where: int) -> None:
    place.lay(*NAMES[:3], more='<a href="/news/?page=2">Nächste Seite</a>')
    place.lay(*NAMES[3:], where="/news/?page=2")
    own = f'SPIDER_MIDDLEWARES={json.dumps({"own.Fewer": where})}'
    assert fallen(place, "roomy", "DEPTH_LIMIT=2", own) == {"stored": 5, "ignored": 1}
    mine = {"ignored": 1} if where > DEPTH_MIDDLEWARE else {}
    assert fallen(place, "narrow", "DEPTH_LIMIT=1", own) == {"stored": 3, "depth_limit": 3 - len(mine), **mine}
