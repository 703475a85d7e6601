"""Other names of a newsroom and of its releases, through the real command: twins, redirects elsewhere, renamed slugs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import article, listing, path, title
from misbehaving.redirects import to
from misbehaving.server import Server
from receiver import Hook

pytestmark = pytest.mark.usefixtures("untraced")

OWN = "http://mine.example"
NAMES = [f"kiln-{number}" for number in range(7)]


def proxied(server: Server, url: str, folder: Path, *arguments: str) -> Outcome:
    """A crawl of an address that the server answers as a proxy."""
    done = run(url, folder, *arguments, proxy=server.origin, private=[server.origin[7:]])
    assert done.closes(), done.run
    return done


def said(outcome: Outcome, word: str) -> str:
    """The line of the summary that begins with a word."""
    return next((line for line in outcome.log.splitlines() if line.strip().startswith(f"{word} ")), "")


@pytest.mark.guarantee(25)
@pytest.mark.parametrize("place", ["http://www.mine.example", "http://newsroom.group.example"])
def test_the_host_that_the_rows_lead_to_is_named(tmp_path: Path, place: str) -> None:
    with Server() as server:
        server.routes[f"{OWN}/news/"] = page(lambda name: listing([(place + path(name), title(name)) for name in NAMES]))
        done = proxied(server, f"{OWN}/news/", tmp_path)
        assert [line["form"] for line in done.lines] == ["elsewhere"] * 7
        assert f"{place} (7)" in said(done, "elsewhere")
        assert f"also={place[7:]}" in said(done, "elsewhere")
        assert done.run["completeness"]["elsewhere"] == {place: 7}
        assert not any(target.startswith(place) for target in server.seen), "an address that was not declared was asked"


@pytest.mark.guarantee(13)
@pytest.mark.parametrize("place", ["https://www.mine.example/", "http://press.group.example/en/list", "http://mine.example:8080/news/"])
def test_another_origin_that_a_redirect_leads_to_is_named(tmp_path: Path, place: str) -> None:
    with Server(routes={f"{OWN}/news/": to(place, "301 Moved Permanently")}) as server:
        done = proxied(server, f"{OWN}/news/", tmp_path)
        origin = place[: place.index("/", 8)]
        assert origin in said(done, "elsewhere")
        assert origin in done.run["completeness"]["elsewhere"]
        assert done.code in (10, 30)
        assert "layout changed" not in done.log
        assert {target for target in server.seen if target.startswith(origin + "/")} == set()


def test_the_https_twin_is_asked_and_named(tmp_path: Path) -> None:
    secure = "https://mine.example"
    with Server() as server:
        rows = [(secure + path(name), title(name)) for name in NAMES[:3]] + [(path(name), title(name)) for name in NAMES[3:]]
        server.routes[f"{OWN}/news/"] = page(lambda name: listing(rows))
        server.routes |= {OWN + path(name): good for name in NAMES}
        done = proxied(server, f"{OWN}/news/", tmp_path, "-s", "RETRY_TIMES=0")
        assert len(done.lines) == 4
        assert f"{secure} (3)" in said(done, "twin")
        assert done.run["completeness"]["twins"] == {secure: 3}
        assert "mine.example:443" in server.seen, "the twin is the same newsroom: it was asked, through a tunnel"


@dataclass
class Renamed:
    """A newsroom with alerts, whose release gets another headline and, with it, another slug."""

    server: Server
    folder: Path
    hook: Hook
    names: list[str] = field(default_factory=lambda: list(NAMES))
    titles: dict[str, str] = field(default_factory=dict)

    def lay(self) -> None:
        self.server.routes |= {path(name): good for name in self.names}
        self.server.routes["/news/"] = page(
            lambda _: listing([(path(name), self.titles.get(name, title(name))) for name in self.names])
        )

    def rename(self, old: str, new: str, headline: str, *, leads: bool = True) -> None:
        """The old release under its new name; leads: with a redirect from the old one."""
        self.names[self.names.index(old)] = new
        self.titles[new] = headline
        self.server.routes[path(new)] = page(lambda _: article(old, headline=headline))
        if leads:
            self.server.routes[path(old)] = to(path(new), "301 Moved Permanently")

    def crawl(self, *arguments: str) -> Outcome:
        done = run(f"{self.server.origin}/news/", self.folder, "-s", f"ALERT_WEBHOOK={self.hook.url()}", *arguments,
                   private=[self.server.origin[7:]])  # fmt: skip
        assert done.closes(), done.run
        return done

    def told(self) -> list[tuple[str, str]]:
        """Event and title of the alerts since the last call."""
        bodies: list[dict[str, Any]] = [json.loads(body) for _, _, body in self.hook.got]
        self.hook.got.clear()
        return [(body["event"], body.get("title", "")) for body in bodies if body["event"] != "verdict"]


@pytest.fixture
def renamed(tmp_path: Path) -> Iterator[Renamed]:
    with Server() as server, Hook() as hook:
        made = Renamed(server, tmp_path, hook)
        made.lay()
        made.crawl()
        made.told()
        yield made


@pytest.mark.guarantee(18)
@pytest.mark.guarantee(21)
@pytest.mark.parametrize("headline", ["Corrected: the output of that plant was lower", "更正：该厂季度产量低于此前公布的数字"])
def test_a_renamed_slug_is_one_release_in_the_run_that_lists_it(renamed: Renamed, headline: str) -> None:
    renamed.rename("kiln-2", "kiln-2-corrected", headline)
    done = renamed.crawl()
    last = {line["id"]: line for line in done.lines}
    mine = [line for line in done.lines if line["url"].endswith((path("kiln-2"), path("kiln-2-corrected")))]
    assert len(last) == 7, "the release has one id"
    assert [line["event"] for line in mine] == ["new", "changed"]
    assert mine[1]["canonical_url"].endswith(path("kiln-2-corrected"))
    assert "canonical_url" in mine[1]["changes"]["fields"]
    assert renamed.told() == [("changed", headline)]
    asked = renamed.server.seen[path("kiln-2-corrected")]
    again = renamed.crawl("-a", "deep=1")
    assert again.lines == done.lines
    assert renamed.server.seen[path("kiln-2-corrected")] == asked + 1, "one look at one release"


@pytest.mark.guarantee(24)
def test_a_new_slug_under_an_equal_headline_has_moved(renamed: Renamed) -> None:
    renamed.rename("kiln-4", "kiln-4-2024", title("kiln-4"))
    done = renamed.crawl()
    assert [line["event"] for line in done.lines][7:] == ["moved"]
    assert renamed.told() == [], "nothing was said that was not said before"


def test_a_new_slug_and_another_day_under_an_equal_headline_is_one_release(renamed: Renamed) -> None:
    renamed.rename("kiln-5", "later-5", title("kiln-5"))
    renamed.server.routes[path("later-5")] = page(lambda _: article("kiln-5").replace("2024-05-", "2024-06-"))
    done = renamed.crawl()
    assert [(line["event"], line["changes"]["fields"][0]) for line in done.lines[7:]] == [("changed", "canonical_url")]
    assert len({line["id"] for line in done.lines}) == 7


@pytest.mark.guarantee(24)
def test_an_old_address_that_leads_on_only_later_is_ended_without_an_alert(renamed: Renamed) -> None:
    renamed.rename("kiln-1", "kiln-1-corrected", "Corrected report on the first kiln", leads=False)
    both = renamed.crawl()
    assert [line["event"] for line in both.lines][7:] == ["new"], "both addresses have a page: they are two"
    renamed.told()
    renamed.server.routes[path("kiln-1")] = to(path("kiln-1-corrected"))
    done = renamed.crawl("-a", "deep=1")
    ended = done.lines[-1]
    assert (ended["event"], ended["changes"]["reason"]) == ("removed", "moved")
    assert renamed.told() == []


def test_another_release_of_the_day_is_no_other_name(renamed: Renamed) -> None:
    """Two releases share their paragraphs and their day, as notices do; the older one is on the list no more."""
    name = "kiln-3"
    renamed.names.remove(name)
    renamed.names.insert(0, "kiln-3-b")
    renamed.server.routes[path("kiln-3-b")] = page(lambda _: article(name, headline="Second notice of that day on the kiln"))
    done = renamed.crawl()
    assert [line["event"] for line in done.lines][7:] == ["new"]
    assert renamed.server.seen[path(name)] == 2
    assert len(renamed.told()) == 1
    renamed.crawl()
    assert renamed.server.seen[path(name)] == 2, "one look is enough"


@pytest.mark.guarantee(24)
def test_a_newsroom_that_renames_all_its_slugs_keeps_its_releases(tmp_path: Path) -> None:
    """More of them than looks that may be in vain; half of the headlines are new as well."""
    names = [f"oven-{letter}" for letter in ascii_lowercase]
    with Server() as server, Hook() as hook:
        place = Renamed(server, tmp_path, hook, names)
        place.lay()
        first = place.crawl()
        place.told()
        for number, name in enumerate(list(names)):
            headline = title(name) if number % 2 else f"Press office: what the {name} made this year"
            place.rename(name, f"2024-05-{name}-en", headline)
        done = place.crawl("-s", "FRESH_BUDGET=0")
    assert {line["id"] for line in done.lines} == {line["id"] for line in first.lines}
    assert [line["event"] for line in done.lines[26:]].count("moved") == 13
    assert [line["event"] for line in done.lines[26:]].count("changed") == 13
    assert {event for event, _ in place.told()} == {"changed"}


def undated(html: str) -> str:
    """A page without the days that it prints."""
    return re.sub(r'<(div|span) class="date">[^<]*</\1>', "", html)


def test_a_renamed_release_of_which_no_day_is_known(tmp_path: Path) -> None:
    with Server() as server, Hook() as hook:
        place = Renamed(server, tmp_path, hook)

        def lay(names: list[str], headline: str) -> None:
            rows = [(path(name), headline if name == "umbenannt" else title(name)) for name in names]
            server.routes["/news/"] = page(lambda _: undated(listing(rows)))

        server.routes |= {path(name): page(lambda name: undated(article(name))) for name in NAMES}
        lay(NAMES, "")
        first = place.crawl()
        assert {line["published"] for line in first.lines} == {None}
        headline = "Berichtigung: die Menge war kleiner als gemeldet"
        server.routes[path("umbenannt")] = page(lambda _: undated(article("kiln-3", headline=headline)))
        server.routes[path("kiln-3")] = to(path("umbenannt"), "308 Permanent Redirect")
        lay([*NAMES[:3], "umbenannt", *NAMES[4:]], headline)
        done = place.crawl("-s", "FRESH_BUDGET=0")
        again = place.crawl("-a", "deep=1")
    assert [(line["event"], line["title"]) for line in done.lines[7:]] == [("changed", headline)]
    assert again.lines == done.lines
