"""Sources joined as censuses: who names what, what is held, what is odd, and the one sentence that says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest

from crawler.discover.listing import Listing
from crawler.revision import Known
from crawler.run.arguments import Options
from crawler.run.census import take_census
from crawler.run.completeness import Completeness
from crawler.run.fetch_task import FetchTask
from crawler.run.frontier import Frontier
from crawler.run.listing_walk import ListingWalk
from crawler.run.odd_numbers import chapman, empty_months, missing_numbers, native_number
from crawler.stats import Account, Census, Count, Gap, RunStats
from crawler.verdict.census import census_notes, census_sentence
from tests.unit.walking import ENTRY, SITE, FakeEarlierRuns, Newsroom

HOST = "https://presse.example.at"


class Held:
    """Releases by number: `held` are in the journal, of a day each; aliases lead to one of them; `failed` wait."""

    def __init__(self, held: Iterable[int], aliases: Mapping[str, int] | None = None, failed: Mapping[str, str] | None = None):
        self.releases = {f"r{number}": known(number) for number in held}
        self.aliases = {key: known(number) for key, number in (aliases or {}).items()}
        self.failed = dict(failed or {})
        self.saved: list[Count] = []

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        every = self.releases | self.aliases
        return {key: every[key] for key in keys if key in every}

    def identify(self, url: str) -> str:
        return "r" + url.rpartition("/")[2]

    def address_of(self, key: str) -> str:
        return f"{HOST}/{key[1:]}"

    def addresses(self) -> Iterable[str]:
        return (each.canonical_url for each in self.releases.values())

    def number_held(self) -> int:
        return len(self.releases)

    def failures(self) -> Mapping[str, str]:
        return self.failed

    def gaps(self) -> list[Gap]:
        return []

    def last_census(self) -> tuple[str, tuple[Count, ...]] | None:
        return ("2026-03-01", tuple(self.saved)) if self.saved else None

    def save_census(self, counts: Iterable[Count]) -> None:
        self.saved = list(counts)


def known(number: int, form: str | None = None) -> Known:
    return Known(f"r{number}", f"{HOST}/{number}", "h", published=f"2024-{1 + number % 12:02}-{1 + number // 12:02}", form=form)


def walk(kind: str, numbers: Iterable[int | str], stopped: str = "end", *, whole: bool = True, pages: int = 1) -> ListingWalk:
    rows = {each if isinstance(each, str) else f"r{each}" for each in numbers}
    return ListingWalk(f"{HOST}/{kind}", None, True, pages=pages, seen_rows=rows, stopped=stopped, kind=kind, whole=whole)


def account(walks: Iterable[ListingWalk], **fates: tuple[str, str]) -> Account:
    found = Account()
    for each in walks:
        for key in each.seen_rows:
            found.settle(key, *fates.get(key, ("stored", "new")))
    return found


def said(walks: list[ListingWalk], held: Held, *bounds: str, **fates: tuple[str, str]) -> tuple[str, RunStats]:
    """The sentence of a run with these walks."""
    stats = RunStats("t", "r", "2026-03-05T00:00:00Z", account=account(walks, **fates))
    found = Completeness(tuple(bounds))
    for each in walks:
        found.unchanged(each.entry, each)
    found.conclude(stats, held, ())
    return census_sentence(stats), stats


def test_sources_that_agree() -> None:
    newest = sorted(range(60), key=lambda number: known(number).published or "")[-20:]
    walks = [walk("listing", range(60), pages=3), walk("feed", newest, whole=False), walk("sitemap", range(60))]
    sentence, stats = said(walks, Held(range(60)))
    assert sentence == "60 releases: listing 60, feed 20 of 20, sitemap 60 of 60; nothing is missing that any source names"
    assert (stats.census.differing, stats.census.notes, census_notes(stats)) == ([], [], [])
    assert stats.census.estimate is not None
    assert stats.census.estimate.number == 60


def test_each_source_lacks_what_another_names() -> None:
    newest = sorted(range(60), key=lambda number: known(number).published or "")[-20:]
    left_out = newest[7]
    walks = [
        walk("listing", set(range(60)) - {5}),
        walk("feed", set(newest) - {left_out}, whole=False),
        walk("sitemap", set(range(60)) - {6}),
    ]
    _, stats = said(walks, Held(range(60)))
    found = {each.url.rpartition("/")[2]: (each.by, each.lacking) for each in stats.census.differing}
    assert found == {
        "5": (("sitemap",), ("listing",)),
        "6": (("listing",), ("sitemap",)),
        str(left_out): (("listing", "sitemap"), ("feed",)),
    }
    assert any("named by sitemap and not by listing" in note for note in census_notes(stats))


def test_a_duplicate_and_a_page_that_is_no_release_are_none_of_the_differences() -> None:
    walks = [walk("listing", range(10)), walk("sitemap", [*range(9), "twin", "about"])]
    fates = {"twin": ("skipped", "duplicate"), "about": ("skipped", "not_an_article")}
    sentence, stats = said(walks, Held(range(10), {"twin": 9}), **fates)
    assert sentence.startswith("10 releases: listing 10, sitemap 10 of 10; nothing is missing")
    assert stats.census.differing == []


def test_files_and_other_hosts_are_expected_of_no_sitemap() -> None:
    held = Held(range(10))
    held.releases["r3"] = known(3, "document")
    held.releases["r4"] = Known("r4", "https://wire.example.com/4", "h", published="2024-01-01")
    sitemap = walk("sitemap", [0, 1, 2, 5, 6, 7, 8])
    sitemap.passed_over = [f"{HOST}/9"]  # named, and not told from other pages
    _, stats = said([walk("listing", range(10)), sitemap], held)
    assert stats.census.differing == []


def test_a_source_of_another_part_is_compared_with_nothing() -> None:
    _, stats = said([walk("listing", range(30)), walk("sitemap", range(8))], Held(range(30)))
    assert (stats.census.differing_number, stats.census.estimate) == (0, None)


def test_what_is_not_held_is_named_with_its_reason() -> None:
    walks = [walk("listing", range(5)), walk("sitemap", range(6))]
    sentence, stats = said(walks, Held(range(4)), r4=("failed", "http_404"), r5=("skipped", "waiting"))
    assert sentence == "4 releases: listing 4 of 5, sitemap 4 of 6; 2 that they name are not held (http_404 1, waiting 1)"
    assert [(each.url, each.by, each.fate) for each in stats.census.missing] == [
        (f"{HOST}/4", ("listing", "sitemap"), "failed: http_404"),
        (f"{HOST}/5", ("sitemap",), "skipped: waiting"),
    ]
    assert f"{HOST}/5: not held (skipped: waiting), named by sitemap" in census_notes(stats)


def test_a_poll_says_what_it_asked_and_what_was_counted_before() -> None:
    held = Held(range(40))
    said([walk("listing", range(40)), walk("feed", range(20, 40), whole=False)], held)
    sentence, _ = said([walk("listing", range(30, 40), "known")], held)
    before = "when all were asked, on 2026-03-01, listing 40, feed 20 of 20"
    assert sentence == f"40 releases: listing 10 of 10; {before}; nothing is missing that any source has named"
    same = walk("listing", [], "known")
    same.unchanged = True
    held.failed = {"r77": "http_503", "r78": "not_an_article", "r3": "unreadable"}  # the page of a held one failed
    sentence, stats = said([same], held)
    assert sentence == f"40 releases: listing unchanged; {before}; 1 that they name is not held (http_503 1)"
    assert "named by an earlier run" in census_notes(stats)[0]


def test_a_bounded_run_compares_nothing_and_is_not_remembered() -> None:
    held = Held(range(3))
    walks = [walk("listing", range(6), "max_articles"), walk("sitemap", range(40, 46))]
    fates = {f"r{number}": ("skipped", "max_articles") for number in (*range(3, 6), *range(40, 46))}
    sentence, stats = said(walks, held, "max_articles", **fates)
    assert "9 that they name are not held (max_articles 9)" in sentence
    assert (held.saved, stats.census.differing, stats.census.notes) == ([], [], [])


def test_a_source_that_was_not_read_is_named_and_an_open_gap_too() -> None:
    feed = walk("feed", [], "http_404", pages=0)
    stats = said([walk("listing", range(3)), feed], Held(range(3)))[1]
    assert "feed not read (http_404)" in census_sentence(stats)
    stats.gaps = [Gap("total:/news/", "there are 9")]
    assert census_sentence(stats).endswith("nothing is missing that any source names, beside what was not read: total:/news/")


def test_no_source_no_sentence() -> None:
    assert take_census([], Account(), Held([]), bounded=False) == Census()
    assert census_sentence(RunStats("t", "r", "")) == ""


@pytest.mark.parametrize(
    ("address", "number"),
    [("/news/release-1042.html", 1042), ("/a?id=77&x=y", 77), ("/2024/03/word", None), ("/news/274143/", 274143)],
)
def test_native_numbers(address: str, number: int | None) -> None:
    assert native_number(HOST + address) == number


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (set(range(100, 160)) - {120, 121, 122}, "but for 3: 120 to 122"),
        (set(range(100, 160)) - {140}, "but for 1: 140"),
        (range(100, 160), None),
        (range(100, 300, 2), None),  # not dense
        (set(range(100, 160)) - {110, 120, 130, 140}, None),  # numbers that were never given
        (range(5), None),
    ],
)
def test_numbers_that_are_missing_where_they_are_dense(numbers: Iterable[int], told: str | None) -> None:
    notes = missing_numbers(f"{HOST}/news/{number}.html" for number in numbers)
    assert [note.name for note in notes] == (["ids"] if told else [])
    assert told is None or notes[0].said.endswith(told)


def days(month: int, number: int) -> list[str]:
    return [f"{2020 + month // 12}-{month % 12 + 1:02}-{day:02}" for day in range(1, number + 1)]


def test_an_empty_month_is_noted_where_no_other_is_nearly_as_quiet() -> None:
    even = [3, 4, 3, 5, 4, 3] * 6
    every = [day for month, number in enumerate(even) if month != 14 for day in days(month, number)]
    assert [note.name for note in empty_months([*every, ""])] == ["month:2021-03"]
    assert empty_months([day for month, number in enumerate(even) for day in days(month, number)]) == []
    quiet = [3, 0, 1, 5, 2, 0] * 6
    assert empty_months([day for month, number in enumerate(quiet) for day in days(month, number)]) == []
    august = [day for month, number in enumerate(even) if month % 12 != 7 for day in days(month, number)]
    assert empty_months(august) == []
    two = [day for month, number in enumerate(even) if month not in (8, 22) for day in days(month, number)]
    assert [note.name for note in empty_months(two)] == ["month:2020-09", "month:2021-11"], "each in one year only"
    assert empty_months([]) == []


def test_the_estimate_of_chapman() -> None:
    found = chapman({str(n) for n in range(80)}, {str(n) for n in range(40, 120)}, ("listing", "sitemap"), None)
    assert found is not None
    assert (found.number, found.low, found.high) == (159, 135, 183)
    assert chapman({"a"}, {"b"}, ("listing", "feed"), None) is None
    stats = RunStats("t", "r", "", census=Census([Count("listing", 80, 80, True)], 120, estimate=found))
    assert "at least 159 releases (135 to 183, 95 %): a lower bound" in census_notes(stats)[0]


class Pages(Newsroom):
    """A newsroom whose pager leads on after each page. after: what comes behind the last number of `shown`."""

    def __init__(self, shown: Sequence[int], after: str = "gone") -> None:
        super().__init__(range(100, 80, -1), size=4)
        self.pages = [self.pages[number] for number in shown]
        self.after = after

    def listing(self, number: int) -> Listing:
        found = super().listing(number)
        return replace(found, next=(f"{ENTRY}index_{number + 1}.html",))

    def _beyond(self, frontier: Frontier, task: FetchTask) -> list[FetchTask]:
        if self.after == "gone":
            return frontier.listing_failed(task, "http_404", 404)
        return frontier.listing_read(task, Listing((), (), (), 0, "empty", "nothing"), 200)


@pytest.mark.parametrize("after", ["gone", "empty"])
@pytest.mark.parametrize(("shown", "asked", "repeats"), [((0, 1, 1, 2, 2), 6, 1), ((0, 1, 1), 4, 0), ((0, 1, 1, 1, 2), 4, 0)])
def test_one_page_further_on_tells_a_hole_from_the_end(shown: Sequence[int], asked: int, repeats: int, after: str) -> None:
    newsroom = Pages(shown, after)
    stats = RunStats("t", "r", "2026-03-01T00:00:00Z")
    frontier = Frontier(SITE, Options(), stats, FakeEarlierRuns())
    newsroom.read(frontier, frontier.begin([], []))
    listings = [each for each in newsroom.asked if each == ENTRY or "index_" in each]
    assert len(listings) == asked
    assert not [each.problem for each in stats.listings if each.problem]
    (walk,) = frontier.completeness.walks
    assert (walk.stopped, len(walk.repeats)) == ("repeated", repeats)
    assert [gap.name for gap in frontier.completeness.gaps()] == ["repeats:/news/"] * repeats


def test_more_than_a_few_are_counted() -> None:
    _, stats = said([walk("listing", range(60)), walk("sitemap", range(45))], Held(range(60)))
    assert census_notes(stats)[5] == "and 10 more of these"
