"""Headlines of pages whose window names the site alone, or what it says of itself."""

import pytest

from crawler.extract import extract
from tests.ferry import PROSE

HEADLINE = "Night ferry to the islands sails again"


def title(head: str, above: str) -> str | None:
    page = f"<html><head>{head}</head><body><table><tr><td>{above}</td></tr></table><div>{PROSE}</div></body></html>"
    return extract(page, "https://www.sundpost.example/features/night-ferry").title


@pytest.mark.parametrize(
    "above",
    [
        f"<font size=5><b>{HEADLINE}</b></font><br><font size=1>By Jane Roe<br>Posted 03/14/2005</font>",
        f"<font size=1><b>LOCAL NEWS</b></font><br><font size=5><b>{HEADLINE}</b></font><br>By Jane Roe<br>03/14/2005",
    ],
)
def test_a_by_line_and_a_kicker_in_capitals_are_no_headline(above: str) -> None:
    assert title("<title>Sund Post</title>", above) == HEADLINE


@pytest.mark.parametrize("social", ["", "<meta property=og:title content='Sund Post'>"])
def test_what_a_window_says_of_its_site_gives_way_to_the_dated_heading(social: str) -> None:
    head = f"<title>Sund Post | Stories worth the walk</title><meta property=og:site_name content='Sund Post'>{social}"
    assert title(head, f"<h2>{HEADLINE}</h2><div>19 April 2022</div>") == HEADLINE
