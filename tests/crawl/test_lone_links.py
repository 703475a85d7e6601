"""A link that stands alone with a list leads to its older releases, or to none: one request tells, through the real command."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from misbehaving.fault import good, page, status
from misbehaving.matrix import Outcome, run
from misbehaving.pages import article, listing, path, title
from misbehaving.server import Route, Server

pytestmark = pytest.mark.usefixtures("untraced")

NEW, OLD = ([f"{kind}-{number}" for number in range(6)] for kind in ("dam", "sluice"))
FIRST = datetime(2024, 12, 3, 6, tzinfo=UTC)
LONE = '<p><a href="/news/{}">{}</a></p>'


def crawl(server: Server, folder: Path, day: int = 0, *arguments: str) -> Outcome:
    clock = (FIRST + timedelta(days=day)).isoformat()
    done = run(f"{server.origin}/news/", folder, "-s", f"RUN_CLOCK={clock}", "-s", "FRESH_DAYS=0", *arguments)
    assert done.closes(), done.run
    return done


def of_rows(names: list[str], more: str = "") -> Route:
    return page(lambda _: listing([(path(name), title(name)) for name in names], more=more))


def serving(more: str, **routes: Route) -> Server:
    server = Server()
    server.routes |= {path(name): good for name in (*NEW, *OLD)}
    server.routes |= {"/news/": of_rows(NEW, more)} | {f"/news/{name}": route for name, route in routes.items()}
    return server


@pytest.mark.guarantee(23)
@pytest.mark.parametrize("label", ["Altere Meldungen", "Press archive 2010-2024", "過去のお知らせ", "Wcześniej", "الأرشيف"])
def test_the_list_behind_a_link_of_any_words_is_read(tmp_path: Path, label: str) -> None:
    with serving(LONE.format("vault", label), vault=of_rows(OLD, LONE.format("", "News"))) as server:
        first = crawl(server, tmp_path)
        assert (first.code, first.verdict, len(first.lines)) == (0, "ok", 12)
        assert crawl(server, tmp_path, 1).verdict == "quiet"
        assert server.seen["/news/vault"] == 1, "a poll asks for the list alone"
        server.routes["/news/vault"] = of_rows([*OLD, "lock-1"])
        server.routes[path("lock-1")] = good
        deep = crawl(server, tmp_path, 2, "-a", "deep=1")
        assert (deep.verdict, len(deep.lines)) == ("ok", 13)


@pytest.mark.guarantee(23)
def test_the_list_behind_the_link_has_pages_of_its_own(tmp_path: Path) -> None:
    pages = {"vault": of_rows(OLD[:3], LONE.format("vault?page=2", "2"))}
    with serving(LONE.format("vault", "Vanhat"), **pages) as server:
        server.routes["/news/vault?page=2"] = of_rows(OLD[3:])
        assert len(crawl(server, tmp_path).lines) == 12


def of_years(*years: int) -> Route:
    tabs = "".join(f"<li><a href=/news/vault/{year}/>{year}</a></li>" for year in years)
    return page(lambda _: f"<html><body><h1>Vanhat</h1><p>Valitse vuosi.</p><ul>{tabs}</ul></body></html>")


@pytest.mark.guarantee(23)
def test_the_page_behind_the_link_may_lead_to_years(tmp_path: Path) -> None:
    with serving(LONE.format("vault/", "Vanhat")) as server:
        nothing = page(lambda _: "<html><body><h1>2022</h1><p>Ei tiedotteita.</p></body></html>")
        years = {2023: of_rows(OLD[:3]), 2022: nothing, 2021: of_rows(OLD[3:])}
        server.routes |= {"/news/vault/": of_years(*years)} | {f"/news/vault/{year}/": route for year, route in years.items()}
        first = crawl(server, tmp_path)
        assert (first.code, first.verdict) == (0, "ok")
        assert len(first.lines) == 12


@pytest.mark.guarantee(12)
def test_years_that_are_no_lists_cost_one_request_more(tmp_path: Path) -> None:
    with serving(LONE.format("vault/", "Vanhat")) as server:
        server.routes["/news/vault/"] = of_years(*range(2023, 2003, -1))
        assert crawl(server, tmp_path).verdict == "ok"
        assert len([each for each in server.seen if each.startswith("/news/vault")]) == 2


WRONG = {
    "a page of text": page(lambda name: article("the-museum", headline="How to find us, and what there is to see")),
    "a page of nothing": page(lambda name: "<html><body><h1>Prizes</h1><p>Here you find our prizes.</p></body></html>"),
    "not there": status("404 Not Found"),
    "not for us": status("403 Forbidden"),
    "the same rows again": of_rows(NEW),
    "some of the rows": of_rows(NEW[2:5]),
    "other things": page(
        lambda name: "<html><body><h1>Products</h1>"
        + "".join(f"<div><a href=/shop/{n}>A very good product of ours for all, number {n}</a></div>" for n in range(8))
        + "</body></html>"
    ),
}


@pytest.mark.guarantee(12)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_guess_is_asked_for_once_and_is_no_gap(tmp_path: Path, name: str) -> None:
    with serving(LONE.format("vault", "Taidetta ja muuta"), vault=WRONG[name]) as server:
        first = crawl(server, tmp_path)
        assert (first.code, first.verdict, len(first.lines)) == (0, "ok", 6)
        assert not first.run["completeness"]["gaps"]
        assert server.seen["/news/vault"] == 1
        more = {f"dike-{number}": good for number in range(2)}
        server.routes |= {path(each): good for each in more}
        server.routes["/news/"] = of_rows([*more, *NEW[:4]], LONE.format("vault", "Taidetta ja muuta"))
        later = crawl(server, tmp_path, 1)
        assert (later.verdict, len(later.lines)) == ("ok", 8)
        assert crawl(server, tmp_path, 2).verdict == "quiet"
        assert server.seen["/news/vault"] == 1


@pytest.mark.guarantee(23)
def test_a_list_behind_the_link_that_fails_for_now_is_said_and_read_later(tmp_path: Path) -> None:
    with serving(LONE.format("vault", "Vanhat"), vault=status("503 Service Unavailable")) as server:
        first = crawl(server, tmp_path)
        assert (first.code, first.verdict) == (10, "degraded")
        server.routes["/news/vault"] = of_rows(OLD)
        assert len(crawl(server, tmp_path, 1).lines) == 12


@pytest.mark.guarantee(12)
def test_newsrooms_without_such_a_link_ask_nothing_more(tmp_path: Path) -> None:
    """A feed, a contact, a way back, several links together."""
    for number, more in enumerate((
        LONE.format("rss", "Syöte"), LONE.format("contact", "Kysy"), LONE.format("kit.pdf", "Kuvat"), LONE.format("", "Uutiset"),
        "<p><a href=/news/a>Yksi</a> <a href=/news/b>Kaksi</a></p>", "<p><a href=/>Etusivu</a></p>", LONE.format("x", "Zurück"),
    )):  # fmt: skip
        with serving(more) as server:
            done = crawl(server, tmp_path / str(number))
            assert done.verdict == "ok"
            assert {each for each in server.seen if each.startswith("/news/") and each not in server.routes} <= {"/news/rss"}
