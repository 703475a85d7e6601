"""A newsroom by years in the first days of January: its current page says that there is nothing yet. Through the real command."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import listing, path, title
from misbehaving.server import Route, Server

pytestmark = pytest.mark.usefixtures("untraced")

YEARS: dict[int, list[str]] = {2026: [], 2025: [f"dam-{at}" for at in range(4)], 2024: [f"mill-{at}" for at in range(4)]}
FIRST = datetime(2026, 1, 3, 6, tzinfo=UTC)
NOTHING = "<p>There are no releases yet in this year.</p>"


def crawl(server: Server, folder: Path, day: int = 0, *arguments: str, start: str = "/news/") -> Outcome:
    clock = (FIRST + timedelta(days=day)).isoformat()
    done = run(f"{server.origin}{start}", folder, "-s", f"RUN_CLOCK={clock}", "-s", "FRESH_DAYS=0", *arguments)
    assert done.closes(), done.run
    return done


def of_year(year: int, years: dict[int, list[str]], empty: str = NOTHING) -> Route:
    tabs = "".join(f"<li>{each}</li>" if each == year else f"<li><a href=/news/{each}/>{each}</a></li>" for each in years)
    rows = "".join(
        f"<li><a href='{path(name)}'>{title(name)}</a> <span>{year}-{12 - at:02d}-1{at}</span></li>"
        for at, name in enumerate(years[year])
    )
    menu = "<div id=menu><a href=/>Home</a> <a href=/news/>News</a> <a href=/about/>About</a></div>"
    body = f"<h1>News {year}</h1><ul class=tabs>{tabs}</ul>" + (f"<ul class=list>{rows}</ul>" if rows else empty)
    return page(lambda _: f"<html><head><title>News</title></head><body>{menu}{body}</body></html>")


def lay(server: Server, years: dict[int, list[str]], empty: str = NOTHING) -> None:
    server.routes |= {path(name): good for names in years.values() for name in names}
    server.routes |= {f"/news/{year}/": of_year(year, years, empty) for year in years}
    server.routes["/news/"] = of_year(max(years), years, empty)


def lists_asked(server: Server, before: dict[str, int]) -> list[str]:
    asked = (each for each in server.seen if server.seen[each] > before.get(each, 0))
    return sorted(each for each in asked if each.startswith("/news/") and each.endswith("/"))


@pytest.mark.guarantee(23)
@pytest.mark.parametrize("start", ["/news/", "/news/2026/"])
def test_a_first_run_goes_on_with_the_years_and_polls_with_the_newest_one(tmp_path: Path, start: str) -> None:
    with Server() as server:
        lay(server, YEARS)
        first = crawl(server, tmp_path, start=start)
        assert (first.code, first.verdict, len(first.lines)) == (0, "ok", 8)
        before = dict(server.seen)
        assert crawl(server, tmp_path, 1, start=start).verdict == "quiet"
        assert lists_asked(server, before) == sorted({start, "/news/2025/"})
        lay(server, YEARS | {2025: ["dam-9", *YEARS[2025]]})
        late = crawl(server, tmp_path, 2, start=start)
        assert (late.verdict, len(late.lines)) == ("ok", 9), "one that came out late stands in the year before"
        lay(server, YEARS | {2026: ["new-1"], 2025: ["dam-9", *YEARS[2025]]})
        news = crawl(server, tmp_path, 3, start=start)
        assert (news.verdict, len(news.lines)) == ("ok", 10)
        assert crawl(server, tmp_path, 4, start=start).verdict == "quiet"


@pytest.mark.guarantee(23)
def test_a_new_year_page_without_a_release_is_no_drift(tmp_path: Path) -> None:
    with Server() as server:
        years = {year: names for year, names in YEARS.items() if names}
        lay(server, years)
        assert len(crawl(server, tmp_path).lines) == 8
        assert crawl(server, tmp_path, 1).verdict == "quiet"
        lay(server, YEARS)
        for day in (2, 3):
            later = crawl(server, tmp_path, day)
            assert (later.code, later.verdict) == (0, "quiet")
        assert crawl(server, tmp_path, 4, "-a", "deep=1").verdict == "quiet"


@pytest.mark.guarantee(11)
def test_years_whose_rows_cannot_be_read_any_more_are_drift(tmp_path: Path) -> None:
    with Server() as server:
        lay(server, YEARS | {2026: ["new-1"]})
        assert len(crawl(server, tmp_path).lines) == 9
        lay(server, {year: [] for year in sorted(YEARS)})
        later = crawl(server, tmp_path, 1)
        assert (later.code, later.verdict) == (20, "drift")


@pytest.mark.guarantee(23)
def test_a_year_in_between_without_a_release_is_passed_over(tmp_path: Path) -> None:
    with Server() as server:
        lay(server, {2026: ["new-1", "new-2", "new-3"], 2025: [], 2024: [], 2023: YEARS[2024]})
        assert len(crawl(server, tmp_path).lines) == 7
        before = dict(server.seen)
        assert crawl(server, tmp_path, 1).verdict == "quiet"
        assert lists_asked(server, before) == ["/news/"]


@pytest.mark.guarantee(12)
def test_a_page_of_years_that_are_no_lists_asks_for_two_and_follows_its_leads(tmp_path: Path) -> None:
    """Reports of ten years, and the newsroom somewhere else."""
    names = YEARS[2025]
    with Server() as server:
        years: dict[int, list[str]] = {year: [] for year in range(2026, 2016, -1)}
        lay(server, years, empty="<p>See <a href=/press/releases/>our press releases</a>.</p>")
        server.routes |= {path(name): good for name in names}
        server.routes["/press/releases/"] = page(lambda _: listing([(path(name), title(name)) for name in names]))
        first = crawl(server, tmp_path)
        assert len(first.lines) == len(names)
        assert len([each for each in server.seen if each.startswith("/news/20") and ".html" not in each]) == 2
