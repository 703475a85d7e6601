"""Hosts with letters of any script are those that browsers ask for, or none."""

import pytest

from crawler.site import Site
from crawler.urls import canonical_url, resolve

ENGLISH = Site.for_url("http://www.example.com/english/News/")


@pytest.mark.parametrize(
    "href",
    [
        "http://[bad", "http://www.example.com:99999/", "http://:80/", "//\u06dc/", "http://a.\u0301b.com/",
        "//\u07bc/", "//a\u0600b.example/", "//a\u05d0.example/", "//\u0661.example/", "//\u0628\u200d\u0628/", "//\u00ad/",
        "//\ufe47x/",
        "//\u00e9.xn--a/", "//\u00e9.xn--4db-/", "//xn--\u00e9/", "//\U0001ffff.example/", "//\ud800.example/",
        f"//\u00e9.{'a' * 64}.example/",
    ],
)  # fmt: skip
def test_a_malformed_address_is_an_error_of_its_own(href: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        resolve("http://www.example.com/", href)


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("\u1d2c\u13b0.example", "xn--a-z9h.example"),  # letters that IDNA 2003 does not know
        ("a\u2064b.example", "ab.example"),
        ("www.\u4e2d\u56fd.example", "www.\u4e2d\u56fd.example"),  # what both spell alike stays as the page writes it
        ("m\u00fcller.XN--4DB.example:8080", "m\u00fcller.XN--4DB.example:8080"),
        ("\u0939\u0930\u094d\u200d.example", "\u0939\u0930\u094d\u200d.example"),
        ("\u10d2\u3002", "xn--nod."),
        ("\u1fa8\u0300.example", "xn--3pg5b.example"),  # which Scrapy's request would spell otherwise
        ("\U0001f600.example", "\U0001f600.example"),
    ],
)
def test_a_host_is_the_one_that_browsers_ask(host: str, asked: str) -> None:
    assert resolve("http://www.example.com/", f"//{host}/x") == f"http://{asked}/x"


def test_half_a_letter_is_asked_for_as_browsers_do() -> None:
    found = resolve("http://www.example.com/", "/a\ud800?b=\udfff")
    assert found == "http://www.example.com/a\ufffd?b=\ufffd"
    assert canonical_url("http://www.example.com/a\ud800", ENGLISH) == canonical_url("http://www.example.com/a\ufffd", ENGLISH)
