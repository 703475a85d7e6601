"""The title among the lines of a page's head."""

import pytest

from crawler.extract.layout.headline import Headline, names_same, plain_title, read_headline
from crawler.page.page import Page

TITLE = "Example Opens Smelter in the Northern Valley"


def read(markup: str, near_end: bool = False, **evidence: str) -> Headline:
    page = Page("http://www.example.com/", f"<html><body>{markup}</body></html>")
    return read_headline(page.blocks, page.outline, evidence, near_end=near_end)


@pytest.mark.parametrize(
    ("stated", "title", "same"),
    [
        (TITLE, TITLE, True),
        (TITLE.upper(), TITLE, True),
        (f"{TITLE} - Example Corporation", TITLE, True),
        (f"{TITLE}_新闻_某公司", TITLE, True),
        (f"Example Corporation | {TITLE}", TITLE, True),
        ("Example Opens Smelter in...", TITLE, True),
        ("“Light of the Earth” Opens", '"Light of the Earth" Opens', True),
        ("Example Corporation", TITLE, False),
        ("Exa...", TITLE, False),
        ("", TITLE, False),
        ("Another Title of the Same Length in the Valley", TITLE, False),
    ],
)
def test_names_same(stated: str, title: str, same: bool) -> None:
    assert names_same(stated, title) is same


def test_written_line_breaks_are_blanks() -> None:
    assert plain_title("One<br>Two <BR/>Three") == "One Two Three"


@pytest.mark.parametrize(
    ("markup", "title", "subtitle"),
    [
        (f"<h1>{TITLE}</h1>", TITLE, None),
        (f"<div>{TITLE}</div><div>What comes next</div>", TITLE, "What comes next"),
        ("<td>Example Opens Smelter<br>Chairman Meets Mayor</td>", "Example Opens Smelter Chairman Meets Mayor", None),
        (f"<ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul><p>{TITLE}</p>", TITLE, None),
        (f"<p>[Print]</p><h2>{TITLE}</h2><p>——a report from the valley</p>", TITLE, "——a report from the valley"),
    ],
)
def test_by_structure_where_nothing_confirms(markup: str, title: str, subtitle: str | None) -> None:
    found = read(markup)
    assert (found.title, found.subtitle) == (title, subtitle)


def test_evidence_finds_the_title_among_other_lines() -> None:
    markup = f"<div>Welcome</div><div>News of the company</div><div>{TITLE}</div><div>A second line</div>"
    found = read(markup, listing=TITLE, title_tag="Example Corporation")
    assert (found.title, found.subtitle, found.agree) == (TITLE, "A second line", ("listing",))
    assert found.other == (("title_tag", "Example Corporation"),)


def test_evidence_joins_the_halves_of_a_title() -> None:
    found = read("<div>Example Opens Smelter</div><div>in the Northern Valley</div>", title_tag=TITLE)
    assert (found.title, found.subtitle) == (TITLE, None)


def test_a_line_that_a_dash_opens_is_the_subtitle() -> None:
    found = read(f"<p>{TITLE}</p><p>——a report from the valley</p>", title_tag=f"{TITLE}——a report from the valley")
    assert (found.title, found.subtitle) == (TITLE, "——a report from the valley")


def test_without_crumb_the_last_line_is_the_title() -> None:
    assert read(f"<div>Welcome</div><div>{TITLE}</div>", near_end=True).title == TITLE


def test_no_line_no_title() -> None:
    assert read("<p>[Print]</p>", listing=TITLE) == Headline(None, None, (), (("listing", TITLE),))
