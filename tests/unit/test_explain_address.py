"""Where a saved page says that it came from, and which declared site an address belongs to."""

import pytest

from crawler.explain.address import saved_address, site_for, without_address
from crawler.page.page import Page
from crawler.platforms.trs import TRS
from crawler.site import Site

SAVED = "https://www.acme.example/news/1.html"
EN = Site(
    name="acme", company="Acme", language="en", group="acme", start=("https://www.acme.example/en/",),
    hosts=("www.acme.example",), paths=("/en/",), platform=TRS,
)  # fmt: skip
ZH = Site(
    name="acme_zh", company="Acme", language="zh", group="acme", start=("https://www.acme.example/zh/",),
    hosts=("www.acme.example",), paths=("/zh/", "/zh/old/"), platform=TRS,
)  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        f"<!-- saved from url=(0036){SAVED} -->",
        f"<!--\n Page saved with SingleFile \n url: {SAVED} \n saved date: today -->",
        f'<link rel="canonical" href="{SAVED}">',
        f'<meta property="og:url" content="{SAVED}">',
        f'<base href="{SAVED}">',
        f'<link rel="canonical" href="/relative.html"><meta property="og:url" content="{SAVED}">',
    ],
)
def test_a_saved_page_says_where_it_came_from(head: str) -> None:
    found = saved_address(Page("", f"<html>{head}<body>x</body></html>"))
    assert found is not None
    assert found[0] == SAVED


@pytest.mark.parametrize("head", ["", '<base href="/news/">', '<link rel="canonical" href="javascript:alert(1)">'])
def test_a_page_that_does_not_say_has_no_address(head: str) -> None:
    assert saved_address(Page("", f"<html>{head}<body>x</body></html>")) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.acme.example/en/201906/t20190606_1234.html", "acme"),
        ("https://www.acme.example/zh/old/x.html", "acme_zh"),
        ("http://www.acme.example/elsewhere", "acme"),
        ("https://www.acme.example:8443/en/", None),
        ("https://evil.example/www.acme.example/en/", None),
    ],
)
def test_the_site_of_an_address(url: str, name: str | None) -> None:
    site = site_for(url, [ZH, EN])
    assert (site.name if site else None) == name


def test_without_an_address_nothing_is_judged_by_it() -> None:
    assert without_address(EN).platform.articles == ()
    assert without_address(EN).hosts == EN.hosts
