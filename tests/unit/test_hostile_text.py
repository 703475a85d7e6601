"""Texts and numbers made to cost time or to break a reader; how time grows with a page is tests/property/test_growth.py."""

# ruff: noqa: E501  cases are read best whole

import json

import pytest

from crawler.discover.body_pages import body_parts
from crawler.discover.listing import read_listing
from crawler.extract import extract
from crawler.extract.fields.dateline import read_opening
from crawler.extract.fields.title_claims import segments
from crawler.page.boilerplate import is_furniture
from crawler.page.page import Page
from crawler.policy import robots
from crawler.site import Site

URL = "http://www.example.com/news/2024/t20240501_1.html"
SITE = Site.for_url("http://www.example.com/news/")
LINES = "<h1>Zinc plant opens</h1>" + "<p>The company opened its third zinc plant in the north of the country today.</p>" * 4
ROWS = "".join(
    f"<li><a href=/news/2024/t{number}.html>Zinc plant number {number} opens</a> 2024-05-0{number + 1}</li>" for number in range(6)
)


def test_a_line_of_style_rules_with_an_odd_end_is_read_at_once() -> None:
    """Each rule could be read in three ways: sixty characters took an hour."""
    page = Page(URL, f"<html><body>{LINES}<p>{'a{} ' * 5000}x{{</p><p>.TRS_A {{x}} /* y */ b {{}}</p></body></html>")
    rules, more = page.blocks[-2:]
    assert not is_furniture(rules)
    assert is_furniture(more)


@pytest.mark.parametrize(
    "script",
    ["var m_nRecordCount = {0}; var m_nPageSize = {0};", "var maxPageNum = {0}; index_123_1.html", "createPageHTML({0}, 0, 'index', 'html')",
     "createPageHTML(²,³,'index','html')", "index_{0}_1.html index_{0}_2.html"],
)  # fmt: skip
def test_a_count_that_no_pager_has_is_none(script: str) -> None:
    """Python refuses to read a number of more than 4,300 digits, and what `isdigit` lets pass is no number at all."""
    page = Page("http://www.example.com/news/", f"<html><body><ul>{ROWS}</ul><script>{script.format('9' * 5000)}</script></body></html>")
    assert len(read_listing(page, SITE).rows) == 6


@pytest.mark.parametrize("position", [float("nan"), float("inf"), 1e300, "²", "9" * 5000, True, [1], None])
def test_crumbs_in_an_odd_order_are_read(position: object) -> None:
    items = [{"@type": "ListItem", "position": position, "name": name} for name in ("Home", "News")]
    data = json.dumps({"@type": "BreadcrumbList", "itemListElement": items})
    found = extract(f"<html><head><script type='application/ld+json'>{data}</script></head><body>{LINES}</body></html>", URL)
    assert found.breadcrumbs == ["Home", "News"]


@pytest.mark.parametrize("size", ["²", "9" * 5000, "²px", "12em", ""])
def test_sizes_of_pictures_may_be_anything(size: str) -> None:
    page = f"<html><body>{LINES}<img src=/a.jpg width='{size}' height='{size}'>{LINES}</body></html>"
    assert extract(page, URL).title == "Zinc plant opens"


def test_a_block_of_robots_txt_for_many_names_is_kept_once() -> None:
    """Ten thousand names before ten thousand rules made a hundred million rules of 300 KB."""
    names = "".join(f"User-agent: bot{number}x\n" for number in range(9000))
    body = names + "User-agent: newsroom-crawler\n" + "Disallow: /a\n" * 9000 + "Crawl-delay: 3\nUser-agent: newsroom-crawler\nDisallow: /b\n"
    rules = robots.parse(body.encode())
    assert len({id(block) for blocks in rules.blocks.values() for block in blocks}) == 2
    answers = [rules.allowed(f"http://www.example.com{path}", "newsroom-crawler") for path in ("/a1", "/b1", "/c1")]
    assert answers == [False, False, True]
    assert rules.delay("newsroom-crawler") == 3


@pytest.mark.parametrize(
    ("line", "place"),
    [("Riga, 5 May 2020 – The mine", "Riga"), ("Lima, le 5 mai 2020 – The mine", "Lima"), ("Oslo, den 5. mai 2020 – Gruven", "Oslo"),
     ("Jena, den 5. Mai 2020 – Das Werk", "Jena")],
)  # fmt: skip
def test_the_end_of_a_place_is_no_article(line: str, place: str) -> None:
    found = read_opening(line, None, "2020-05-06").dateline
    assert found is not None
    assert (found.place, found.date) == (place, "2020-05-05")


@pytest.mark.parametrize(
    ("title", "parts"),
    [("Zinc  |  News - Acme", ["Zinc", "News", "Acme"]), ("A — Acme", ["A", "Acme"]), ("A -- B", ["A", "B"]), ("一二—三四", ["一二", "三四"]),
     ("x" + " " * 30000 + "y", ["x" + " " * 30000 + "y"]), ("A | - B", ["A", "- B"]), ("A|B::C", ["A", "B", "C"])],
)  # fmt: skip
def test_separators_of_titles(title: str, parts: list[str]) -> None:
    assert segments(title) == parts


def test_the_call_that_pages_a_body_is_found_in_any_case() -> None:
    for call in ("createPageHTML", "CreatePageHTML", "createPageHtml"):
        page = Page(URL, f"<script>{call}(3, 0, 't20240501_1', 'html')</script>")
        assert [part.rpartition("/")[2] for part in body_parts((page,))] == ["t20240501_1_1.html", "t20240501_1_2.html"]
