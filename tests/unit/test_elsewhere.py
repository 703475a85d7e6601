"""Where a newsroom's pages lead besides its own address: twins that are followed, hosts that are named."""

from dataclasses import replace

import pytest

from crawler.discover.elsewhere import is_twin, standing_places
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site
from spiders.minmetals import Minmetals

START = "http://press.mill.example/news/"
SITE = replace(Site.for_url(START), also=("wire.example",))


def places(site: Site, url: str, *links: str) -> tuple[dict[str, int], dict[str, int]]:
    twins, others = standing_places(Page(url, "<p>x</p>"), [Row(link) for link in links], site)
    return dict(twins), dict(others)


@pytest.mark.parametrize(
    ("url", "links", "twins", "others"),
    [
        (START, ["http://press.mill.example/a", "http://PRESS.mill.example:80/b"], {}, {}),
        (START, ["https://press.mill.example/a", "https://press.mill.example:443/b"], {"https://press.mill.example": 2}, {}),
        ("https://press.mill.example/news/", [], {"https://press.mill.example": 1}, {}),
        (START, ["http://www.press.mill.example/a"], {}, {"http://www.press.mill.example": 1}),
        (START, ["http://press.mill.example:8080/a"], {}, {"http://press.mill.example:8080": 1}),
        (START, ["https://other.example/1", "https://other.example/2"], {}, {}),
        (START, [f"https://other.example/{n}" for n in range(3)], {}, {"https://other.example": 3}),
        (START, [f"https://wire.example/{n}" for n in range(3)], {}, {}),
    ],
)
def test_places(url: str, links: list[str], twins: dict[str, int], others: dict[str, int]) -> None:
    assert places(SITE, url, *links) == (twins, others)


def test_the_hosts_of_a_declaration_are_no_news() -> None:
    site = Minmetals.site
    own = [f"https://{host}/english/a" for host in site.hosts]
    assert places(site, site.start[0], *own) == ({}, {})


def test_a_start_address_with_www_has_a_twin_without() -> None:
    site = Site.for_url("https://www.mill.example/")
    assert is_twin("https://mill.example/news", site)
    assert not is_twin("https://old.mill.example/news", site)
