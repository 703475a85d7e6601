"""Floors for titles, dates and page kinds on annotated pages, where these are present: raised, never lowered."""

import hashlib
import json
import lzma
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.extract.fields.read import read_fields
from crawler.extract.page_type.classify import page_type
from crawler.page.page import Page

pytestmark = pytest.mark.usefixtures("untraced")

SHARED = Path(os.environ.get("NEWSROOM_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "data" / "extraction"
READ_ON = date(2026, 11, 22)
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
DIGESTS = {
    "cwced": "828a29a041885a3b88fcef23b539f9d716cfb090b7a92df7c6bb5c76af558ef2",
    "wcxb_dev": "719a0fad55023b63e89ca6b68779ec7f6355c726a6a8861b0c6a0da6b6e9c9a3",
}


def pages(name: str) -> Iterator[dict[str, Any]]:
    """One page after the other: a whole set is more than half a gigabyte."""
    path = SHARED / f"{name}.jsonl.xz"
    if not path.exists():
        pytest.skip("the annotated pages are not here (see NEWSROOM_SHARED)")
    with path.open("rb") as body:
        assert hashlib.file_digest(body, "sha256").hexdigest() == DIGESTS[name], "another version of the set: measure and pin it"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def words(text: str | None) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text or "").casefold())


@dataclass
class Found:
    """What was read from a page: whether title and date are right (None where the page has no known one), and the kinds."""

    title: bool | None
    date: bool | None
    article: bool
    taken: bool


def found(page: dict[str, Any]) -> Found:
    parsed = Page(page["url"], page["html"])
    fields = read_fields(parsed, today=READ_ON) if page["ptype"] == "article" else None
    title = words(fields.title) == words(page["title"]) if fields and page.get("title") else None
    date = (fields.published or "")[:10] == page["date"][:10] if fields and page.get("date") else None
    return Found(title, date, page["ptype"] == "article", page_type(parsed)[0] == "article")


@pytest.fixture(scope="module")
def mixed() -> list[Found]:
    """What was read from the pages of the large set: a page itself is held no longer than it is read."""
    return [found(page) for page in pages("wcxb_dev")]


def share(values: Iterable[bool | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


def test_titles_and_dates(mixed: list[Found]) -> None:
    assert share(page.title for page in mixed) >= 0.9
    assert share(page.date for page in mixed) >= 0.883


def test_chinese_dates() -> None:
    dated = [page for page in pages("cwced") if page.get("date")]
    right = [
        (read_fields(Page(page["url"] or "", page["html"]), today=READ_ON).published or "")[:10] == page["date"][:10]
        for page in dated
    ]
    assert sum(right) / len(right) >= 0.882


def test_kinds(mixed: list[Found]) -> None:
    """The weights have seen these pages: this watches over the rules, bench/train_page_type.py says what to expect elsewhere."""
    assert share(not page.taken for page in mixed if page.article) <= 0.01
    assert share(page.taken for page in mixed if not page.article) <= 0.01
