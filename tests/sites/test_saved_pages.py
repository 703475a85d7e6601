"""Saved pages: each folder has a page, the address and listing row it was met with, and all that must be read from it.

One test a field, and none beyond: a field that is filled although the folder does not expect it is a failure.
Provenance is looked at for the date alone; `html` where a folder gives it.
"""

import dataclasses
import importlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.savepage import NOT_READ
from crawler.extract.article import read_article
from crawler.items import Extraction, Row, line
from crawler.page.page import Page
from crawler.site import Site

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expected.json"))


def _expected(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return found


def _site(name: str) -> Site:
    module = importlib.import_module(f"spiders.{name}")
    found: Site = next(value.site for value in vars(module).values() if hasattr(value, "site"))
    return found


@cache
def _read(case: Path) -> Extraction:
    meta = json.loads((case / "case.json").read_text(encoding="utf-8"))
    url: str = meta["url"]
    files = [case / "page.html", *sorted(case.glob("part_*.html"))]
    pages = [Page(url, file.read_bytes(), meta.get("content_type")) for file in files]
    row = Row(url, **meta["row"]) if "row" in meta else None
    return read_article(pages, _site(case.parent.name), row)


def _value(found: Extraction, name: str) -> Any:
    return line(found).get(name, getattr(found, name))


ARTICLES = [case for case in CASES if "title" in _expected(case)]
FIELDS = [pytest.param(case, name, id=f"{case.parent.name}-{case.name}-{name}") for case in CASES for name in _expected(case)]


@pytest.mark.parametrize(("case", "name"), FIELDS)
def test_field(case: Path, name: str) -> None:
    assert _value(_read(case), name) == _expected(case)[name]


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_no_extra_field(case: Path) -> None:
    found = {field.name for field in dataclasses.fields(Extraction) if _value(_read(case), field.name)}
    assert found - NOT_READ <= set(_expected(case))


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_the_date_in_the_address_is_kept_as_evidence(case: Path) -> None:
    found = _read(case)
    published = found.provenance["published"]
    if "/t20" in found.url or "article_millseconds" in found.url:
        assert published.other["url_date"]
    assert (published.by == "url") == ("date_from_url" in found.flags)


def test_every_newsroom_has_saved_pages() -> None:
    assert {case.parent.name for case in CASES} >= {"minmetals", "minmetals_usa", "minmetals_zh", "mcc", "cnmc"}
