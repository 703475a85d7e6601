"""Floors on pages that lie in this repository: what the generic reader makes of newsrooms that nothing is declared of.

pages/NAME.html with pages/NAME.json (url, title, published or null, text): words of our own in the markup of many
publishing systems and languages, and pages of replica newsrooms as they were generated once.
"""

import json
import statistics
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import extract
from tests.replica.truth import token_f1

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))
TEXT, TITLE, DATE = 0.992, 0.93, 0.96  # mean token F1; shares of right titles and days: raised, never lowered
EVERY_TEXT = 0.93  # of each single page


@cache
def read(page: Path) -> tuple[dict[str, Any], float, bool, bool]:
    """(truth, token F1 of the text, title is right, day is right) of a page."""
    truth = json.loads(page.with_suffix(".json").read_text("utf-8"))
    found = extract(page.read_bytes(), truth["url"])
    day = (found.published or "")[:10] == truth["published"]
    return truth, token_f1(found.text, truth["text"]), found.title == truth["title"], day


def test_there_are_pages_enough() -> None:
    assert len(PAGES) >= 32
    assert {page.stem for page in PAGES} == {truth.stem for truth in PAGES[0].parent.glob("*.json")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_is_lost(page: Path) -> None:
    assert read(page)[1] >= EVERY_TEXT


def test_floor_of_texts() -> None:
    assert statistics.fmean(read(page)[1] for page in PAGES) >= TEXT


def test_floor_of_titles() -> None:
    wrong = [page.stem for page in PAGES if not read(page)[2]]
    assert 1 - len(wrong) / len(PAGES) >= TITLE, wrong


def test_floor_of_dates() -> None:
    dated = [page for page in PAGES if read(page)[0]["published"]]
    wrong = [page.stem for page in dated if not read(page)[3]]
    assert 1 - len(wrong) / len(dated) >= DATE, wrong
