"""Zero events where nothing but the page around a release changes, one for an edit: by the real command, over several runs."""

import re
from pathlib import Path

import pytest
from misbehaving.matrix import Outcome, run
from misbehaving.pages import listing
from misbehaving.server import Ask, Peer, Server

from tests.property.changing import SKELETONS, headline, print_page, story

pytestmark = pytest.mark.usefixtures("untraced")

PAGES = [(skeleton, language, number) for skeleton in SKELETONS for language in ("en", "zh", "fr") for number in (1,)]
SAID = "The press office answers questions on the telephone until six."


class Place:
    """A newsroom whose pages have other tokens, counters, clocks and related links at each load, and no validators."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.load = 0
        self.edited: tuple[str, str, int] | None = None
        rows = [(f"/news/{one}-{language}-{number}.html", headline(language, number)) for one, language, number in PAGES]
        self.list = listing([(url, f"{title} ({url[6:-5]})") for url, title in rows])
        server.fallback = self.answer

    async def answer(self, peer: Peer, ask: Ask) -> None:
        match = re.search(r"/news/(\w+)-(\w+)-(\d+)\.html", ask.path)
        if match is None:
            found = ask.path == "/news/"
            await peer.answer(self.list if found else "", "200 OK" if found else "404 Not Found")
            return
        which = match[1], match[2], int(match[3])
        self.load += 1
        body = [*story(which[1], which[2]), *([SAID] if which == self.edited else [])]
        title = headline(which[1], which[2])
        page = print_page(*which, self.load, body)
        await peer.answer(page.replace(title, f"{title} ({ask.path[6:-5]})"))

    def crawl(self, day: int) -> Outcome:
        clock = f"2026-04-{day:02d}T06:00:00+00:00"
        return run(f"{self.server.origin}/news/", self.folder, "-a", "deep=1", settings={"RUN_CLOCK": clock})


@pytest.mark.guarantee(24)
def test_furniture_is_no_event_and_an_edit_is_one(tmp_path: Path) -> None:
    with Server() as server:
        place = Place(server, tmp_path)
        first = place.crawl(3).lines
        assert {line["event"] for line in first} == {"new"}
        assert len(first) >= len(PAGES) - 1
        for day in (4, 5, 6):
            assert place.crawl(day).lines[len(first) :] == []
        place.edited = ("inside", "en", 1)
        [line] = place.crawl(7).lines[len(first) :]
        assert (line["event"], line["changes"]["reason"]) == ("changed", "edited")
        assert SAID in line["text"]
        assert len(place.crawl(8).lines) == len(first) + 1
