"""Bodies in several pages."""

from typing import Any

import pytest

from crawler.discover.body_pages import body_parts
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
    found = body_parts(Page(URL, f"<html><body><p>Text</p><script>{call}</script></body></html>"))
    assert [url.rpartition("/")[2] for url in found] == expected
