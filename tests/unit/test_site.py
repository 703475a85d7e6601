"""A site's declaration: what is right, and what a wrong one is told."""

from typing import Any

import pytest

from crawler.errors import DeclarationError
from crawler.platforms.trs import TRS
from crawler.site import Layout, Site, loose

RIGHT: dict[str, Any] = {
    "name": "example",
    "company": "Example Mining Ltd.",
    "language": "en",
    "group": "example",
    "start": ("https://www.example.com/news/",),
    "hosts": ("www.example.com", "example.com"),
    "platform": TRS,
}


def test_a_right_declaration() -> None:
    site = Site(**RIGHT)
    assert site.delay == 1.0
    assert ("https", "example.com", 443) in site.origins
    assert ("http", "www.example.com", 80) in site.origins
    assert len(site.origins) == 4


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "Example Site"}, "name must be"),
        ({"group": ""}, "group must be"),
        ({"company": " "}, "company must be"),
        ({"language": "English"}, "language must be"),
        ({"language": None}, "language must be"),
        ({"start": "https://www.example.com/"}, "tuple of strings"),
        ({"start": ()}, "must not be empty"),
        ({"hosts": ("https://www.example.com",)}, "bare host names"),
        ({"hosts": ("WWW.example.com",)}, "bare host names"),
        ({"start": ("https://other.example/",)}, "on one of hosts"),
        ({"start": ("ftp://www.example.com/",)}, "on one of hosts"),
        ({"start": ("https://www.example.com:8443/",)}, "default ports"),
        ({"paths": ("news/",)}, "begins with '/'"),
        ({"sections": {"news": "News"}}, "begins with '/'"),
        ({"sections": ["News"]}, "sections must map"),
        ({"platform": "TRS"}, "platform must be"),
        ({"layouts": (TRS,)}, "layouts must be"),
        ({"layouts": (Layout("acme/1", furniture="Share"),)}, "furniture of acme/1 must be"),  # type: ignore[arg-type]
        ({"layouts": (Layout("acme/1", furniture=loose(".*")),)}, "furniture of acme/1 must be"),
        ({"delay": 0.2}, "not below"),
        ({"delay": "1"}, "not below"),
        ({"verify_tls": "yes"}, "verify_tls"),
        ({"endpoints": ("https://feeds.example/rss",)}, "on one of hosts"),
    ],
)
def test_a_wrong_declaration_is_told_what_is_right(wrong: Any, words: Any) -> None:
    with pytest.raises(DeclarationError, match=words) as caught:
        Site(**{**RIGHT, **wrong})
    assert "A right declaration:" in str(caught.value)
    assert isinstance(caught.value, ImportError)


def test_a_site_for_an_address() -> None:
    site = Site.for_url("http://127.0.0.1:8900/news/")
    assert (site.name, site.generic, site.origins) == ("127_0_0_1_8900", True, frozenset({("http", "127.0.0.1", 8900)}))
    assert Site.for_url("https://www.example.com/news").name == "www_example_com"
    assert Site.for_url("https://www.example.com/news", "mine").name == "mine"


@pytest.mark.parametrize("url", ["", "www.example.com", "ftp://example.com/", "http://[", "file:///etc/passwd"])
def test_no_site_for_what_is_no_address(url: Any) -> None:
    with pytest.raises(DeclarationError):
        Site.for_url(url)


def test_sections_by_longest_prefix_and_scope_by_paths() -> None:
    site = Site(**RIGHT, sections={"/news/": "News", "/news/company/": "Company"}, paths=("/news/",), not_paths=("/news/old/",))
    assert site.section_of("/news/company/a.html") == "Company"
    assert site.section_of("/news/a.html") == "News"
    assert site.section_of("/about/") is None
    assert site.covers("/news/a.html")
    assert not site.covers("/news/old/a.html")
    assert not site.covers("/about/")
