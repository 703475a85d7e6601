"""Headlines that a window says behind kickers, and lines that are none of a page's headlines."""

import pytest

from tests.ferry import HEADLINE, PROSE, read

DAY = "<p>12 May 2024</p>"


@pytest.mark.parametrize(
    ("window", "printed"),
    [
        (f"Ministry: {HEADLINE} - 2024 - News - Ministry of Waterways", f"<div>{HEADLINE}</div>"),
        (f"Sund Harbours: Releases: {HEADLINE}", f"<table><tr><td>Title:</td><td>{HEADLINE}</td></tr></table>"),
        (f"Harbour club Sund - {HEADLINE}", f"<p><b>Boats: {HEADLINE}</b><br>Posted 12 May 2024</p>"),
        ("Agency of the North _ News", f"<p><font size=5><b>{HEADLINE}</b></font></p>"),
    ],
)
def test_the_headline_is_what_the_page_prints_of_it(window: str, printed: str) -> None:
    assert read(f"<div>{printed}{DAY}{PROSE}</div>", title=window).title == HEADLINE


def test_what_heads_the_details_is_no_headline_where_the_headline_is_printed_again_above_them() -> None:
    """As a board prints it: for search engines first, then behind its category."""
    category = f"<h2 id=view_title><span class=category>Boats</span><span class=title>{HEADLINE}</span></h2>"
    details = "<section><h2>Page details of the night ferry</h2><p>Jane Roe</p><p>2024-05-12 10:00</p></section>"
    body = f"<h1 id=top>{HEADLINE}</h1><ul><li><a href=/a>A</a></li><li><a href=/b>B</a></li><li><a href=/c>C</a></li></ul>"
    assert read(f"{body}<article>{category}{details}{PROSE}</article>", title=f"{HEADLINE} | Sund").title == HEADLINE


def test_the_line_of_a_picture_is_no_headline() -> None:
    """Though its words come again in the text, and nothing else names the article."""
    caption = "<p>The night ferry leaves the islands at ten, an hour later. (Photo: Ann Lee)</p>"
    body = f"<p><b>{HEADLINE}</b></p><p>{'Jane Roe, Sund'}</p><img src=a.jpg>{caption}"
    assert read(f"<div>{body}{PROSE}</div>", title="Sund").title == HEADLINE
