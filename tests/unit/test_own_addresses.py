"""A newsroom's own addresses over several runs: where it stood before, and what passes in its links."""

from pathlib import Path

import pytest

from crawler.page.page import Page
from crawler.revision import Known
from crawler.run.own_addresses import ORIGINS, PASSING, PassingParameters, as_known
from crawler.site import Site
from crawler.storage.state import Store
from crawler.storage.state.records import ListingState
from crawler.urls import article_id, canonical_url, current_url

OLD = Site.for_url("http://presse.erz.example/aktuell/", "erz")
NEW = Site.for_url("https://www.erzgruppe.example/presse/", "erz")
PLAIN = "http://presse.erz.example/aktuell"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "state.sqlite", "erz", tmp_path / "articles.jsonl")


@pytest.mark.guarantee(21)
def test_ids_stay_those_of_the_first_address(store: Store) -> None:
    assert as_known(OLD, store) == OLD
    moved = as_known(NEW, store)
    assert moved.former == ("http://presse.erz.example", "https://www.erzgruppe.example")
    assert article_id("https://www.erzgruppe.example/a/1?x=2", moved) == article_id("http://presse.erz.example/a/1?x=2", OLD)
    assert article_id("http://presse.erz.example/a/1", moved) == article_id("http://presse.erz.example/a/1", OLD)
    assert canonical_url("https://www.erzgruppe.example/a/1", moved) == "https://www.erzgruppe.example/a/1"
    assert current_url("http://presse.erz.example/a/1?x=2", moved) == "https://www.erzgruppe.example/a/1?x=2"
    assert current_url("http://presse.erz.example.org/a", moved) == "http://presse.erz.example.org/a"
    back = as_known(OLD, store)
    assert article_id("http://presse.erz.example/a/1", back) == article_id("http://presse.erz.example/a/1", OLD)


def test_a_state_from_before_tells_its_address_by_its_listings(store: Store) -> None:
    store.listings.save(ListingState("http://presse.erz.example/aktuell/"))
    moved = as_known(NEW, store)
    assert moved.former[0] == "http://presse.erz.example"
    assert store.baselines.get(ORIGINS) == list(moved.former)


def test_the_twin_of_the_start_address_keeps_the_ids(store: Store) -> None:
    as_known(OLD, store)
    twin = as_known(Site.for_url("https://presse.erz.example/aktuell/", "erz"), store)
    assert article_id("https://presse.erz.example/aktuell/7", twin) == article_id("http://presse.erz.example/aktuell/7", OLD)


def _known(*urls: str, words: str = "ab") -> list[Known]:
    return [Known(article_id(url, OLD), url, f"{words}{number}") for number, url in enumerate(urls)]


def _page(url: str, stated: str) -> Page:
    return Page(url, f'<html><head><link rel="canonical" href="{stated}"></head><body><p>Text.</p></body></html>')


@pytest.mark.parametrize("name", ["pos", "ref_nr", "liste", "トークン"])
def test_a_parameter_that_pages_leave_out_of_their_own_address_passes(name: str) -> None:
    seen = PassingParameters(OLD)
    urls = [f"{PLAIN}/{number}.html?{name}={number * 7}" for number in range(3)]
    for url in urls:
        seen.page_read(_page(url, url.partition("?")[0]))
    assert seen.learned(_known(*(canonical_url(url, OLD) for url in urls))) == {name}


def test_a_parameter_that_names_the_article_stays() -> None:
    one_for_all = PassingParameters(OLD)  # a system that states the same address on every page
    meant = PassingParameters(OLD)
    differ = PassingParameters(OLD)
    for number in range(5):
        one_for_all.page_read(_page(f"{PLAIN}/show.php?nr={number}", f"{PLAIN}/show.php"))
        url = f"{PLAIN}/{number}.html?teil={number}"
        meant.page_read(_page(url, url.partition("?")[0] if number else url))
        differ.page_read(_page(url, url.partition("?")[0]))
    assert one_for_all.learned([]) == frozenset()
    assert meant.learned([]) == frozenset()
    assert differ.learned(_known(f"{PLAIN}/1.html?teil=1", f"{PLAIN}/1.html?teil=2")) == frozenset()


def test_a_parameter_passes_by_repetition() -> None:
    seen = PassingParameters(OLD)
    for number in range(3):
        seen.met_again(f"{PLAIN}/{number}?t={number}5&id=1", f"{PLAIN}/{number}?id=1&t={number}9")
    assert seen.learned([]) == {"t"}
    once = PassingParameters(OLD)
    for value in range(9):
        once.met_again(f"{PLAIN}/1?t={value}", f"{PLAIN}/1?t=99")
    assert once.learned([]) == frozenset()


def test_what_passes_is_kept_for_the_next_run(store: Store) -> None:
    seen = PassingParameters(OLD)
    for number in range(4):
        seen.page_read(_page(f"{PLAIN}/{number}.html?pos={number}", f"{PLAIN}/{number}.html"))
    seen.save(store)
    assert store.baselines.get(PASSING) == ["pos"]
    site = as_known(OLD, store)
    assert article_id(f"{PLAIN}/2.html?pos=77", site) == article_id(f"{PLAIN}/2.html", OLD)
