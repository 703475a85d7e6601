"""Days in numbers that one page of a list leaves open and another one tells, through the real command."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from misbehaving.fault import page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import path, text, title
from misbehaving.server import Route, Server

pytestmark = [pytest.mark.usefixtures("untraced"), pytest.mark.guarantee(19)]

PER_PAGE = 4


def printed(day: date, order: str) -> str:
    return f"{day.month}/{day.day}/{day.year}" if order == "MDY" else f"{day.day}/{day.month}/{day.year}"


def serving(body: str) -> Route:
    return page(lambda name: body)


class Newsroom:
    """Releases with a day in numbers alone, in their rows and on their pages; newest first, four rows a page."""

    def __init__(self, server: Server, order: str, days: list[date]) -> None:
        self.server, self.order = server, order
        self.days = {f"dock-{number}": day for number, day in enumerate(days)}
        self.edited: set[str] = set()

    def publish(self) -> None:
        names = sorted(self.days, key=lambda name: self.days[name], reverse=True)
        parts = [names[start : start + PER_PAGE] for start in range(0, len(names), PER_PAGE)]
        for number, part in enumerate(parts):
            rows = "".join(f"<li><a href={path(n)}>{title(n)}</a> <i>{printed(self.days[n], self.order)}</i></li>" for n in part)
            onward = f"<a rel=next href='/news/?page={number + 2}'>Next</a>" if number + 1 < len(parts) else ""
            body = f"<html lang=en><body><h1>News</h1><ul class=list>{rows}</ul>{onward}</body></html>"
            self.server.routes[f"/news/?page={number + 1}" if number else "/news/"] = serving(body)
        for name, day in self.days.items():
            text_of = [*text(name), *(["A correction was added by the press office of the port."] if name in self.edited else [])]
            paragraphs = "".join(f"<p>{each}</p>" for each in text_of)
            day_line = f"<p class=d>{printed(day, self.order)}</p>"
            body = f"<html lang=en><body><h1>{title(name)}</h1>{day_line}{paragraphs}</body></html>"
            self.server.routes[path(name)] = serving(body)

    def crawl(self, folder: Path, *arguments: str) -> Outcome:
        self.publish()
        done = run(f"{self.server.origin}/news/", folder, *arguments)
        assert done.closes(), done.run
        return done

    def right(self, done: Outcome) -> None:
        latest = {line["title"]: line["published"] for line in done.lines}
        assert latest == {title(name): day.isoformat() for name, day in self.days.items()}


@pytest.mark.parametrize("order", ["MDY", "DMY"])
def test_a_first_page_is_read_as_a_further_one_tells(tmp_path: Path, order: str) -> None:
    with Server() as server:
        newsroom = Newsroom(server, order, [date(2024, 11, 3 + 2 * number) for number in range(5)] + [date(2024, 10, 20)] * 3)
        done = newsroom.crawl(tmp_path)
        newsroom.right(done)
        assert done.run["verdict"] == "ok"


@pytest.mark.parametrize("order", ["MDY", "DMY"])
def test_a_poll_reads_days_as_earlier_runs_saw_them_printed(tmp_path: Path, order: str) -> None:
    with Server() as server:
        newsroom = Newsroom(server, order, [date(2024, 9, 14) + timedelta(days=number) for number in range(8)])
        newsroom.crawl(tmp_path)
        for number in range(4):
            newsroom.days[f"pier-{number}"] = date(2024, 12, 2 + 3 * number)
            done = newsroom.crawl(tmp_path)
            newsroom.right(done)
            assert done.run["verdict"] == "ok"


@pytest.mark.parametrize("order", ["MDY", "DMY"])
def test_a_look_at_an_edited_page_keeps_its_day(tmp_path: Path, order: str) -> None:
    with Server() as server:
        newsroom = Newsroom(server, order, [date(2024, 9, 7) + timedelta(days=number) for number in range(12)])
        newsroom.crawl(tmp_path)
        newsroom.edited |= {"dock-0", "dock-3"}
        later = newsroom.crawl(tmp_path, "-a", "deep=1")
        newsroom.right(later)
        assert [line["event"] for line in later.lines[12:]] == ["changed", "changed"]
        assert later.run["verdict"] == "ok"
