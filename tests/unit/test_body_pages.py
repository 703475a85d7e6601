"""Bodies in several pages."""

from typing import Any

import pytest

from crawler.discover.body_pages import body_parts
from crawler.extract.article import read_generic
from crawler.page.page import Page

URL = "http://www.example.com/news/201909/t20190918_693227.shtml"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('createPageHTML(3,0,"t20190918_693227","shtml")', ["t20190918_693227_1.shtml", "t20190918_693227_2.shtml"]),
        ("createPageHTML('page_div', 2, 0, 't20190918_693227', 'shtml', 2);", ["t20190918_693227_1.shtml"]),
        ('<!-- createPageHTML( 2 , 0 , "./t20190918_693227" , "shtml" ); -->', ["t20190918_693227_1.shtml"]),
        ('createPageHTML(1,0,"t20190918_693227","shtml")', []),
        ('createPageHTML(3,0,"index","html")', []),
        ('createPageHTML(9999,0,"t20190918_693227","shtml")', []),
        ("function createPageHTML(total, current, name, ext){}", []),
        ("", []),
    ],
)
def test_further_pages_of_a_body(call: Any, expected: Any) -> None:
    found = body_parts((Page(URL, f"<html><body><p>Text</p><script>{call}</script></body></html>"),))
    assert [url.rpartition("/")[2] for url in found] == expected


OWN = "https://www.nordkai.example/news/quay"
FIRST = f"{OWN}/2/", f"{OWN}/3/"


def parts_of(*bodies: str) -> list[str]:
    """The parts behind those with these pagers."""
    addresses = (OWN, *FIRST)
    return list(body_parts([Page(url, f"<p>In {url}</p>{body}") for url, body in zip(addresses, bodies, strict=False)]))


@pytest.mark.parametrize(
    "pager",
    [
        "<div class=page-links>Pages: <b>1</b> <a href='/news/quay/2/'>2</a> <a href='/news/quay/3/'>3</a></div>",
        "<p>1 | <a href='/news/quay/2/'>Seite 2</a> | <a href='/news/quay/3/'>Seite 3</a></p>",
        "<p><a href='/news/quay/3/'>3</a><a href='/news/quay/2/'>2</a></p>",
    ],
)
def test_links_that_say_the_numbers_of_parts_name_them(pager: str) -> None:
    assert parts_of(pager) == list(FIRST)
    assert parts_of(pager, "") == []
    assert parts_of(pager, pager) == [FIRST[1]]


@pytest.mark.parametrize("label", ["Next page", "»", "→", "下一页", "Suivant", "<i class=arrow-right></i>"])
@pytest.mark.parametrize("address", ["?page=2", "/news/quay/2", "quay_2.html", "quay-2"])
def test_a_link_onward_names_the_next_part(label: str, address: str) -> None:
    assert len(parts_of(f"<p><a href='{address}'>{label}</a></p>")) == 1


def test_the_head_names_the_next_part() -> None:
    assert parts_of("<link rel=next href='/news/quay?page=2'>") == [f"{OWN}?page=2"]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/news/quay/3/'>3</a>",  # a gap
        "<a href='/news/quay/2/'>The second crane</a>",
        "<a href='/news/quay?photo=2'>2</a>",
        "<a href='/news?page=2'>2</a>",  # of the list
        "<a rel=next href='/news/harbour'>Next</a>",
        "<a href='/news/quay?page=2#comments'>2</a>",
        "<div class=comments><a href='/news/quay?page=2'>2</a></div>",
        "<a href='https://elsewhere.example/news/quay/2/'>2</a>",
    ],
)
def test_what_pages_something_else_names_no_part(link: str) -> None:
    assert parts_of(link) == []


def test_a_server_that_answers_each_address_with_the_whole_has_no_further_part() -> None:
    whole = Page(OWN, "<p>All of it</p><a href='?page=3'>3</a>")
    assert body_parts([whole, Page(f"{OWN}?page=2", whole.text)]) == ()


def test_parts_that_print_the_text_again_add_only_what_is_new() -> None:
    told = "".join(f"<p>The {each} crane of the quay was taken down and went to a yard.</p>" for each in ("first", "second"))
    third, head = "<p>A third one stays, for the museum wants to show it to children.</p>", "<title>Quay</title><h1>Quay</h1>"
    pages = [Page(OWN, f"{head}<div>{told}</div>"), Page(FIRST[0], f"{head}<div>{told}{third}</div>")]
    lines = read_generic(pages).text.split("\n\n")
    assert len(lines) == 3
    assert [word for line in lines for word in ("first", "second", "third") if word in line] == ["first", "second", "third"]
    assert read_generic([pages[0], Page(FIRST[0], pages[0].text)]).text == read_generic(pages[:1]).text
