"""A first look at newsrooms whose lists are not on the page: what is asked for, in which order, and what is made of it."""

import asyncio

from crawler.explain.reading import PageSource
from crawler.policy.robots import Robots, parse
from crawler.site import Site
from crawler.survey.declare import Given, declare
from crawler.survey.look import look_at
from crawler.survey.seen import Survey

ORIGIN = "https://www.ferrum.example"
SITE = Site("ferrum", "Ferrum", "en", "ferrum", (f"{ORIGIN}/news/",), ("www.ferrum.example", "ferrum.example"))
ARTICLE = "<html lang=en><h1>Furnace {}</h1><p>{} January 2026</p>" + "<p>The board decided to build a furnace beside it.</p>" * 9
RSS = "<rss version='2.0'><channel><title>F</title>{}</channel></rss>"
ITEM = "<item><title>Furnace {0}</title><link>/news/furnace-number-{0}</link></item>"
MAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"
INDEX = (
    "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{}/news.xml</loc></sitemap></sitemapindex>"
)


class Newsroom:
    """Answers by path; asked: what was asked for."""

    def __init__(self, robots: str, **pages: str) -> None:
        self.robots: dict[str, Robots] = {ORIGIN: parse(robots.encode())}
        self.pages = {"/news/": "<html><body><p>News</p></body></html>"} | pages
        self.pages |= {f"/news/furnace-number-{n}": ARTICLE.format(n, n) for n in range(1, 10)}
        self.asked: list[str] = []

    async def __call__(self, url: str, purpose: str) -> PageSource | str:
        path = url.removeprefix(ORIGIN)
        self.asked.append(path)
        return PageSource(url, self.pages[path].encode()) if path in self.pages else "the server answered 404"


def look(newsroom: Newsroom) -> Survey:
    return asyncio.run(look_at(newsroom, SITE, ["newsroom-crawler"]))


def test_a_page_without_rows_that_links_a_feed() -> None:
    head = '<html><head><link rel=alternate type="application/rss+xml" href="/feed.xml"></head><body><p>News</p></body></html>'
    room = Newsroom("", **{"/news/": head, "/feed.xml": RSS.format("".join(map(ITEM.format, range(1, 10))))})
    seen = look(room)
    assert room.asked[:2] == ["/news/", "/feed.xml"]
    assert len(seen.articles) == 8
    proposal = declare(seen, Given())
    assert proposal.site.endpoints == (f"{ORIGIN}/feed.xml",)
    assert any("only a feed of the newest releases" in said for said in proposal.doubts)


def test_an_index_of_sitemaps_that_robots_names() -> None:
    urls = "".join(f"<url><loc>{ORIGIN}/news/furnace-number-{n}</loc></url>" for n in range(1, 10))
    room = Newsroom(f"Sitemap: {ORIGIN}/index.xml", **{"/index.xml": INDEX.format(ORIGIN), "/news.xml": MAP.format(urls)})
    seen = look(room)
    assert [(each.url, len(each.rows)) for each in seen.sources] == [(f"{ORIGIN}/index.xml", 9)]
    assert declare(seen, Given()).site.endpoints == (f"{ORIGIN}/index.xml",)


def test_an_article_of_which_a_part_is_not_answered_is_none() -> None:
    row = "<li><a href=/news/t20260{0}01_40000{0}.html>Furnace number {0} is lit</a> 2026-0{0}-01</li>"
    rows = "".join(map(row.format, range(1, 7)))
    pager = '<script>createPageHTML(2, 0, "t20260{0}01_40000{0}", "html")</script>'
    pages = {f"/news/t20260{n}01_40000{n}.html": ARTICLE.format(n, n) + pager.format(n) for n in range(1, 7)}
    whole = {f"/news/t20260{n}01_40000{n}_1.html": ARTICLE.format(n, n) for n in (2, 3)}
    seen = look(Newsroom("", **{"/news/": f"<ul>{rows}</ul>", **pages, **whole}))
    assert sorted([source.url[-9:] for source in sources] for sources, _ in seen.articles) == [
        ["0002.html", "02_1.html"], ["0003.html", "03_1.html"]
    ]  # fmt: skip


def test_nothing_is_found_where_nothing_is() -> None:
    room = Newsroom("")
    seen = look(room)
    assert (seen.rows, seen.articles) == ([], [])
    assert room.asked == ["/news/", "/sitemap.xml", "/feed/"]
