"""Pages in a browser, without one: which button, which rows, which hosts, what is missing."""

from dataclasses import replace

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from crawler.discover.listing import read_listing
from crawler.discover.rendered import InBrowser, button_of, needs_browser, shown_listing
from crawler.errors import DeclarationError, MissingExtra, OutOfScope, UsageError
from crawler.middlewares import browser
from crawler.middlewares.scope import ScopeMiddleware
from crawler.page.page import Page
from crawler.policy.browser import MOST_ASKS, Allowance, asked_with, handed_on
from crawler.run.arguments import Options
from spiders.minmetals import Minmetals
from tests.unit.sessions import ENTRY, SITE, AcmeSpider


def listed(first: int, last: int, more: str) -> bytes:
    rows = "".join(
        f'<li><a href="{number}.html">The smelter number {number} was opened</a> <time>2024-03-{number:02d}</time></li>'
        for number in range(first, last)
    )
    return f"<html><body><h1>News</h1><ul>{rows}</ul>{more}</body></html>".encode()


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ("<button>Mehr laden</button>", "Mehr laden"), ('<a href="javascript:;">加载更多</a>', "加载更多"),
        ('<button type="button" class="load-more">Cargar más noticias</button>', "Cargar más noticias"),
        ('<button disabled>Load more</button>', None), ("<button>Subscribe</button>", None),
        ('<button>Load more</button><a rel="next" href="?page=2">Next</a>', None),
    ],
)  # fmt: skip
def test_a_button_that_brings_more_is_known_by_its_label(more: str, label: str | None) -> None:
    assert button_of(read_listing(Page(ENTRY, listed(1, 6, more)), SITE, forms=True)) == label


def test_rows_that_went_away_are_rows_and_a_button_pressed_to_the_end_is_no_gap() -> None:
    page, earlier = Page(ENTRY, listed(6, 9, "<button>Load more</button>")), (listed(1, 6, ""),)
    done = shown_listing(page, InBrowser(earlier, complete=True), SITE)
    assert (len(done.rows), done.step.unfollowed) == (8, ())
    cut = shown_listing(page, InBrowser(earlier), SITE)
    assert len(cut.step.unfollowed) == 1


def test_a_page_needs_a_browser_if_it_has_scripts_and_little_else() -> None:
    shell = '<html><body><div id="root"></div>{}</body></html>'
    assert needs_browser(Page(ENTRY, shell.format('<script src="/app.js"></script>')))
    assert not needs_browser(Page(ENTRY, shell.format('<script type="application/ld+json">{}</script>')))
    assert not needs_browser(Page(ENTRY, shell.format(f"<script>x()</script><p>{'words ' * 900}</p>")))


def test_what_a_page_asks_for_is_bounded_and_told() -> None:
    allowance = Allowance()
    assert all(allowance.ask() for _ in range(MOST_ASKS))
    assert not allowance.ask()
    allowance.took(200, 5)
    assert not allowance.missing
    allowance.took(404, 5)
    assert (allowance.missing, allowance.bytes) == (True, 10)
    for url in ("http://cdn.example/a.js", "http://cdn.example/b.js", "blob:x"):
        allowance.withhold(url, "out_of_scope")
    assert allowance.withheld == {"http://cdn.example: out_of_scope": 2, "blob: out_of_scope": 1}
    assert handed_on([("Content-Type", "a"), ("Set-Cookie", "b"), ("Content-Encoding", "gzip")]) == {"content-type": "a"}
    assert asked_with({"accept": "*/*", "cookie": "x", "user-agent": "y"}) == {"accept": "*/*"}


def test_assets_come_from_the_hosts_that_the_declaration_names() -> None:
    crawler = get_crawler(AcmeSpider)
    crawler.spider = AcmeSpider()
    crawler.spider.site = replace(SITE, js=True, js_hosts=("cdn.acme.example",))
    scope = ScopeMiddleware(crawler)
    asset = Request("https://cdn.acme.example/app.js", meta={"purpose": "asset"})
    scope.process_request(asset)
    for refused in (asset.replace(meta={"purpose": "listing"}), asset.replace(url="https://tracker.example/x.js")):
        with pytest.raises(OutOfScope):
            scope.process_request(refused)
    with pytest.raises(DeclarationError, match="js_hosts must be bare host names"):
        replace(Minmetals.site, js_hosts=("https://cdn.example/",))
    with pytest.raises(DeclarationError, match="js must be True or False"):
        replace(Minmetals.site, js="yes")  # type: ignore[arg-type]


def test_what_a_browser_needs_is_told_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(browser, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"make install|pip install '(?:newsroom-crawler\[js\]|scrapy-playwright)"):
        browser.browser_modules()
    monkeypatch.setattr(browser, "which", lambda _: None)
    with pytest.raises(UsageError, match="no Chromium is installed: apt-get install chromium"):
        browser.browser_program(Settings())
    with pytest.raises(UsageError, match="js='yes' is neither 0 nor 1"):
        Options.parse(js="yes")
    assert (Options.parse(js="0").js, Options.parse().js) == (False, None)
