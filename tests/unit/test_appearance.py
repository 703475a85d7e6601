"""What a look proves about the time at which a release appeared; tests/property/test_appearance.py lives through months."""

from datetime import timedelta

import pytest

from crawler.clock import instant_of
from crawler.items import Appeared, Article, JsonObject, Provenance, Row
from crawler.revision import appearance_flags
from crawler.run.appearance import DEEP_LOOKS, LOOKS, MOST_IDS, Sights, days_said
from crawler.run.listing_walk import ListingWalk

ENTRY = "https://press.example.com/news/"
FIRST, LATER, THIRD = "2026-03-01T06:00:00Z", "2026-03-01T07:00:00Z", "2026-03-01T08:00:00Z"
TODAY = ["2026-03-01"]


class Values(dict[str, JsonObject]):
    def save(self, name: str, value: JsonObject) -> None:
        self[name] = value


def look(
    values: Values, when: str, *pages: str, days: str = "2026-03-01", age: str | None = None, new: str = "", end: bool = True
) -> Sights:
    """A run that reads pages; each a row of letters that are ids."""
    sights = Sights(values, when)
    walk = ListingWalk(ENTRY, None, True, whole=True)
    for number, ids in enumerate(pages, 1):
        sights.heard(instant_of(when) + timedelta(seconds=number), 1.0, age)
        walk.pages, walk.stopped = number, "end" if end and number == len(pages) else None
        sights.page_read(walk, dict.fromkeys(ids, days), [each for each in ids if each in new])
    sights.save()
    return sights


def after(sights: Sights, key: str, claims: list[str] | None = None) -> str | None:
    found = sights.of(key, TODAY if claims is None else claims)
    assert found is not None
    return found.after


def test_what_comes_in_on_top_appeared_between_two_runs() -> None:
    values = Values()
    first = look(values, FIRST, "abc", "def", new="abcdef")
    assert first.of("a", TODAY) == Appeared(None, "2026-03-01T06:00:01Z")
    assert look(values, LATER, "xabc", end=False, new="x").of("x", TODAY) == Appeared(FIRST, "2026-03-01T07:00:01Z")
    assert look(values, THIRD, "yxab", end=False, new="y").of("y", TODAY) == Appeared(LATER, "2026-03-01T08:00:01Z")


@pytest.mark.parametrize(
    ("pages", "proof"),
    [
        (("abxc", "def"), True),  # between two rows of one answer
        (("abc", "xdef"), False),  # across the border of two answers
        (("abc", "dexf"), True),
        (("abc", "defx"), True),  # at the end of the source
        (("bxa", "cdef"), False),  # the rows around it have changed places
        (("xyzw", "vabc", "def"), True),  # more new ones than a page shows
    ],
)
def test_a_place_is_proved_by_one_answer_that_showed_it(pages: tuple[str, ...], proof: bool) -> None:
    values = Values()
    look(values, FIRST, "abc", "def")
    found = after(look(values, LATER, *pages, new="xyzwv"), "x")
    assert (found is not None) is proof


def test_rows_that_move_while_they_are_read_prove_nothing() -> None:
    values = Values()
    look(values, FIRST, "abc", "cef")
    assert after(look(values, LATER, "dabc", "ef", new="d"), "d") is None
    assert after(look(values, THIRD, "xdabc", "ef", new="x"), "x") == LATER
    pinned = Values()
    look(pinned, FIRST, "pab", "pcd")
    assert after(look(pinned, LATER, "pxab", "pcd", new="x"), "x") == FIRST


def test_a_cached_copy_holds_for_when_it_was_made() -> None:
    values = Values()
    look(values, FIRST, "abc", age="1800")
    assert after(look(values, LATER, "xabc", new="x"), "x") == "2026-03-01T05:30:00Z"
    look(values, THIRD, "xabc", age="7200")  # older than the look before
    assert after(look(values, "2026-03-01T09:00:00Z", "yxabc", new="y"), "y") == LATER
    assert after(look(Values(), FIRST, "abc", age="many", new="a"), "a") is None


def test_an_answer_of_304_is_a_look_at_the_same_rows() -> None:
    values = Values()
    look(values, FIRST, "abc")
    same = Sights(values, LATER)
    same.heard(instant_of(LATER), None, None)
    same.unchanged(ENTRY)
    same.unchanged("https://press.example.com/other/")
    assert after(look(values, THIRD, "xabc", new="x"), "x") == LATER


def test_a_release_with_an_old_day_may_have_stood_where_nobody_looked() -> None:
    values = Values()
    look(values, FIRST, "abc", days="2026-02-20", end=False)
    assert after(look(values, LATER, "xabc", end=False, new="x"), "x", ["2026-01-05", "2026-03-01"]) is None
    assert after(look(values, THIRD, "yxabc", end=False, new="y"), "y", []) is None, "nothing says where else it may have stood"
    whole = Values()
    look(whole, FIRST, "abc")
    assert after(look(whole, LATER, "xabc", new="x"), "x", ["2019-01-05"]) == FIRST, "the look showed all there was"


def test_a_day_within_what_a_look_showed_is_proved_by_it() -> None:
    values = Values()
    sights, walk = Sights(values, FIRST), ListingWalk(ENTRY, None, True, pages=1, whole=True)
    sights.heard(instant_of(FIRST), 0.0, None)
    sights.page_read(walk, {"a": "2026-02-28", "b": "2026-02-02", "c": "2025-11-02", "d": None}, [])
    again = look(values, LATER, "axbcd", end=False, new="x")
    assert after(again, "x", ["2026-02-10"]) == FIRST


def test_what_was_seen_before_or_by_nobody() -> None:
    values = Values()
    look(values, FIRST, "abc")
    later = look(values, LATER, "axbc", new="ab")
    assert after(later, "b") is None, "it stood there before, and came to nothing"
    assert later.of("z", TODAY) is None
    assert later.of("z", TODAY, "2026-02-01T00:00:00Z") == Appeared(None, "2026-02-01T00:00:01Z")
    assert later.met("a")
    assert not later.met("z")


def test_what_is_kept_is_bounded() -> None:
    values = Values()
    sights, walk = Sights(values, FIRST), ListingWalk(ENTRY, None, True)
    for number in range(40):
        walk.pages = number + 1
        sights.page_read(walk, {f"{number}-{row}": None for row in range(100)}, [])
    sights.save()
    kept = sum(len(each[1]) for name in (LOOKS, DEEP_LOOKS) for each in values[name][ENTRY])
    assert kept == MOST_IDS
    look(values, LATER, "abc", end=False)
    assert len(values[DEEP_LOOKS][ENTRY]) == 9, "what a poll does not reach is kept"


@pytest.mark.parametrize(
    ("published", "appeared", "flags"),
    [
        ("2026-02-27", Appeared(FIRST, LATER), ["backdated"]),
        ("2026-02-28", Appeared(FIRST, LATER), []),  # within a day and a zone
        ("2026-02-27", Appeared(None, LATER), []),
        ("2026-03-02", Appeared(FIRST, LATER), ["published_before_claimed"]),
        ("2026-03-02T05:00:00+10:00", Appeared(FIRST, LATER), []),
        ("2026-03-02T12:00:00+10:00", Appeared(FIRST, LATER), ["published_before_claimed"]),
        (None, Appeared(FIRST, LATER), []),
        ("2020-01-01", None, []),
    ],
)
def test_flags(published: str | None, appeared: Appeared | None, flags: list[str]) -> None:
    assert appearance_flags(published, appeared) == flags


def test_all_days_that_are_said() -> None:
    found = Provenance("rule", other={"url_date": "2026-02-01", "meta": "soon"})
    article = Article(published="2026-03-01", provenance={"published": found})
    assert days_said(article, Row(ENTRY, date="2026-02-27")) == ["2026-03-01", "2026-02-27", "2026-02-01"]
    assert days_said(Article(), None) == []


@pytest.mark.parametrize(
    ("pages", "key", "lost"),
    [
        ("acd", "b", True),
        ("bcd", "a", True),  # the first one
        ("xabd", "c", True),
        ("abcd", "b", False),
        ("cd", "b", False),  # what stood above it is not there either: the list may begin elsewhere
        ("xyz", "b", False),  # another list
        ("abc", "d", False),  # the last one may have moved to a page that was not asked for
        ("abcd", "q", False),
    ],
)
def test_a_list_has_lost_what_stood_between_rows_that_it_shows(pages: str, key: str, lost: bool) -> None:
    values = Values()
    look(values, FIRST, "abcd", end=False)
    now = look(values, LATER, pages, end=False)
    assert (now.has_lost(key), now.names(key)) == (lost, key in pages)
