"""Headlines that the window does not name, or names behind others: their day, their link and their place tell."""

import pytest

from crawler.extract import extract

URL = "https://ports.example/?article=2291"
TEXT = """<p>The port authority began to lengthen quay number nine in the deep harbour so that larger ships can moor there.</p>
<p>The authority said that the works on the quay would take ten months and that the deep harbour stays open meanwhile.</p>"""
FOOT = "<footer>© 2024 Port Authority</footer>"
HEADLINE = "Quay number nine in the deep harbour grows"


def title(body: str, window: str) -> str | None:
    return extract(f"<html><head><title>{window}</title></head><body>{body}</body></html>", URL).title


@pytest.mark.parametrize("href", ["/?article=2291", "https://ports.example/?article=2291"])
def test_a_headline_may_be_a_link_to_its_own_page(href: str) -> None:
    head = '<h1 id="sitename">Port Authority</h1><div><a href="/a">Ministry</a> <a href="/b">News</a></div>'
    post = f'<table><tr><td><a href="{href}">{HEADLINE}</a></td></tr><tr><td>Published: 5 February 2023</td></tr></table>'
    assert title(f"{head}<div>{post}<div>{TEXT}</div></div>{FOOT}", "Port Authority - Ministry of Transport") == HEADLINE


def test_a_link_to_another_page_is_none() -> None:
    head = '<h1 id="sitename">Port Authority</h1>'
    post = f'<table><tr><td><a href="/?article=7">{HEADLINE}</a></td></tr><tr><td>Published: 5 February 2023</td></tr></table>'
    assert title(f"{head}<div>{post}<div>{TEXT}</div></div>{FOOT}", "Port Authority - Ministry of Transport") != HEADLINE


def test_a_window_may_name_the_headline_behind_company_and_section() -> None:
    found = title(f'<div class="tit">{HEADLINE}</div><div>{TEXT}</div>', f"Jangzhou Ports Ltd Group News {HEADLINE}")
    assert found == HEADLINE


def test_a_heading_above_a_day_outdoes_the_line_that_the_window_names_in_part() -> None:
    letterhead = "<table><tr><td>Republic<br>Ministry<br><b>University of the Harbour</b></td></tr></table>"
    heading = "<h1>Incubator honours young founders</h1><div>28 January 2024</div>"
    found = title(f"{letterhead}{heading}<div>{TEXT}</div>", "Print version - University of the Harbour")
    assert found == "Incubator honours young founders"


def test_a_long_day_in_the_headline_s_element_is_no_part_of_it() -> None:
    meta = f'<meta property="og:title" content="{HEADLINE}">'
    html = f"{meta}<h3>{HEADLINE} <small>Wednesday, 18 September 2024</small></h3>{TEXT}"
    assert extract(html, URL).title == HEADLINE


def test_a_heading_behind_prose_is_no_headline_in_the_place_of_a_dated_line() -> None:
    sections = "".join(
        f"<section>{head}<div class=s><div>{said}</div></div></section>"
        for head, said in (
            ("", TEXT[3 : TEXT.index("</p>")]),
            ("<h2>Ten months of works</h2>", f"By night the piles stay silent. {TEXT[3:110]}"),
        )
    )
    body = f"<div><div class='text-5xl'>{HEADLINE}</div><div>5 February 2023</div>{sections}</div>{FOOT}"
    assert title(body, f"{HEADLINE} | Blog of the Port Authority") == HEADLINE
