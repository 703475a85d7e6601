"""Sitemaps, JSON lists and lists in scripts; which addresses of a mixed source are releases."""

# ruff: noqa: E501 - documents in one piece

import json

import pytest

from crawler.discover.listing import Listing, read_listing
from crawler.discover.sources.in_page import leads_on_from, linked_sources, with_lists_in_scripts
from crawler.discover.sources.read import read_source
from crawler.discover.sources.shapes import releases_among, shape_of
from crawler.discover.sources.sitemaps import of_news
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site

SITE = Site.for_url("https://mina.example/es/prensa/")
HOME = "https://mina.example"


def read(value: object, url: str = f"{HOME}/api/news") -> Listing:
    body = value if isinstance(value, str) else json.dumps(value)
    listing = read_source(url, body.encode(), "application/json", SITE)
    assert listing is not None
    return listing


def said(listing: Listing) -> list[tuple[str, str | None, str | None]]:
    return [(row.url.removeprefix(HOME), row.title, row.date) for row in listing.rows]


WANTED = [("/n/1", "Primera colada", "2024-03-05"), ("/n/2", "Nueva planta", "2024-02-01")]
SHAPES: dict[str, object] = {
    "bare": [
        {"title": "Primera colada", "url": "/n/1", "date": "2024-03-05"}, {"title": "Nueva planta", "url": "/n/2", "date": "2024-02-01"}
    ],
    "q4": {"GetPressReleaseListResult": [
        {"Headline": "Primera colada", "PressReleaseDate": "03/05/2024 08:30:00", "LinkToDetailPage": "/n/1", "LinkToUrl": "", "Body": None},
        {"Headline": "Nueva planta", "PressReleaseDate": "02/13/2024 09:00:00", "LinkToDetailPage": "/n/2", "LinkToUrl": "", "Body": None},
    ]},
    "wordpress": [
        {"id": 9, "date": "2024-03-05T08:00:00", "date_gmt": "2024-03-06T01:00:00", "modified": "2024-05-05T08:00:00", "slug": "uno",
         "link": f"{HOME}/n/1", "guid": {"rendered": f"{HOME}/?p=9"}, "title": {"rendered": "Primera&nbsp;colada"}, "author": 3},
        {"id": 8, "date": "2024-02-01T08:00:00", "date_gmt": "2024-02-02T01:00:00", "modified": "2024-05-05T08:00:00", "slug": "dos",
         "link": f"{HOME}/n/2", "guid": {"rendered": f"{HOME}/?p=8"}, "title": {"rendered": "Nueva planta"}, "author": 3},
    ],
    "edges": {"data": {"allNews": {"edges": [
        {"node": {"heading": "Primera colada", "path": "/n/1", "publishedAt": 1709625600000, "image": {"url": "/i/1.jpg", "title": "Foto"}}},
        {"node": {"heading": "Nueva planta", "path": "/n/2", "publishedAt": 1706781600000, "image": {"url": "/i/2.jpg", "title": "Foto"}}},
    ]}}},
    "strapi": {"data": [
        {"id": 1, "attributes": {"title": "Primera colada", "permalink": "n/1/", "releaseDate": "2024-03-05", "createdAt": "2024-05-01T00:00:00Z"}},
        {"id": 2, "attributes": {"title": "Nueva planta", "permalink": "n/2/", "releaseDate": "2024-02-01", "createdAt": "2024-05-01T00:00:00Z"}},
    ]},
    "beside_others": {
        "menu": [{"title": "Inicio", "url": "/"}, {"title": "Empleo", "url": "/jobs"}, {"title": "Nosotros", "url": "/about"}],
        "events": [{"title": f"Feria {n}", "url": f"/events/{n}", "date": "2024-01-01"} for n in range(9)],
        "years": [
            {"year": 2024, "list": [{"docTitle": "Primera colada", "docUrl": "/n/1", "pubTime": "2024-03-05 10:00"}]},
            {"year": 2024, "list": [{"docTitle": "Nueva planta", "docUrl": "/n/2", "pubTime": "2024-02-01 10:00"}]},
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_lists_of_any_make_are_read(name: str) -> None:
    found = [(url.rstrip("/").replace("/api", ""), title, day) for url, title, day in said(read(SHAPES[name]))]
    wanted = [*WANTED[:1], ("/n/2", "Nueva planta", "2024-02-13")] if name == "q4" else WANTED
    assert sorted(found) == sorted(wanted)


def objects(first: int, number: int) -> list[dict[str, str]]:
    return [{"title": f"Colada {n}", "url": f"/n/{n}", "date": "2024-03-05"} for n in range(first, first + number)]


@pytest.mark.parametrize(
    ("url", "value", "following"),
    [
        ("/api?page=1&size=5", {"total": 12, "items": objects(0, 5)}, ["/api?size=5&page=2"]),
        ("/api?page=3&size=5", {"total": 12, "items": objects(10, 2)}, []),
        ("/api?offset=0&limit=5", {"totalCount": 12, "items": objects(0, 5)}, ["/api?limit=5&offset=5"]),
        ("/api?skip=10&take=5", {"totalCount": "12", "items": objects(10, 2)}, []),
        ("/api?skip=5&take=5", {"items": objects(5, 5)}, ["/api?take=5&skip=10"]),
        ("/api?skip=5&take=5", {"items": objects(5, 3)}, []),
        ("/api", {"items": objects(0, 5), "next": "/api?cursor=abc"}, ["/api?cursor=abc"]),
        ("/api", {"items": objects(0, 5), "links": {"next": {"href": "?cursor=abc"}}}, ["/api?cursor=abc"]),
        ("/api", {"items": objects(0, 5), "meta": {"total": 12}}, ["/api?page=2", "/api?offset=5"]),
        ("/api", {"items": objects(0, 5), "total": 12, "pageNo": 1}, ["/api?pageNo=2"]),
        ("/api", {"items": objects(0, 5), "total": 12, "skip": 0}, ["/api?skip=5"]),
        ("/api", {"items": objects(0, 5)}, []),
        ("/api?pageSize=-1&pageNumber=0", {"items": objects(0, 5)}, []),
        ("/wp-json/wp/v2/posts", objects(0, 10), ["/wp-json/wp/v2/posts?page=2"]),
        ("/wp-json/wp/v2/posts?per_page=20&page=2", objects(0, 3), []),
    ],
)
def test_where_the_next_part_is(url: str, value: object, following: list[str]) -> None:
    assert [each.removeprefix(HOME) for each in read(value, HOME + url).next] == following


def test_what_lists_no_release_is_said_so() -> None:
    assert read([]).problem == read({"items": []}).problem == "empty"
    assert read({"error": "no such page"}).problem == read("[1, 2]").problem == read('{"a":').problem == "not_a_listing"
    assert read({"total": 3, "items": objects(0, 3)}).step.records == 3


DATED = json.dumps({"props": {"pageProps": {"posts": [
    {"slug": "primera-colada", "title": "Primera colada", "date": "2024-03-05"}, {"slug": "nueva-planta", "title": "Nueva planta", "date": "2024-02-01"}
]}}})  # fmt: skip
LINKED = json.dumps({"@type": "ItemList", "itemListElement": [
    {"@type": "ListItem", "position": 1, "item": {"@type": "NewsArticle", "url": "/es/prensa/primera-colada", "headline": "Primera colada", "datePublished": "2024-03-05"}},
    {"@type": "ListItem", "position": 2, "item": {"@type": "NewsArticle", "url": "/es/prensa/nueva-planta", "headline": "Nueva planta", "datePublished": "2024-02-01"}},
]})  # fmt: skip
TABLE = json.dumps([
    ["Reactive", 1], {"news": 2}, [3, 7], {"title": 4, "url": 5, "date": 6}, "Primera colada", "/es/prensa/primera-colada", "2024-03-05",
    {"title": 8, "url": 9, "date": 10}, "Nueva planta", "/es/prensa/nueva-planta", ["Date", "2024-02-01T00:00:00Z"],
])  # fmt: skip
SCRIPTS = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{DATED}</script>',
    "linked_data": f'<script type="application/ld+json">{LINKED}</script>',
    "nuxt_3": f'<script type="application/json" id="__NUXT_DATA__" data-ssr="true">{TABLE}</script>',
    "nuxt_2": f"<script>window.__NUXT__={DATED};(function(){{}})()</script>",
    "state": f"<script>var a=1; window.__INITIAL_STATE__ = {DATED}</script>",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_lists_in_scripts_are_rows_where_the_page_shows_none(name: str) -> None:
    text = f'<html><body><h1>Prensa</h1><div id="app"></div>{SCRIPTS[name]}<script>run()</script></body></html>'
    page = Page(f"{HOME}/es/prensa/", text.encode())
    found = with_lists_in_scripts(read_listing(page, SITE), page, SITE)
    assert said(found) == [
        ("/es/prensa/primera-colada", "Primera colada", "2024-03-05"), ("/es/prensa/nueva-planta", "Nueva planta", "2024-02-01")
    ]  # fmt: skip
    assert found.problem is None


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json">{"menu": [{"title": "Inicio", "url": "/a"}, {"title": "Empleo", "url": "/b"}]}</script>',
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"name": "Inicio", "item": "/"}]}</script>',
        '<script type="application/json">{"events": [{"title": "Feria", "url": "/events/1", "date": "2024-01-01"}]}</script>',
        '<script type="application/json">{"a": [</script>', "<script type='application/json'>" + "[" * 100_000, "<script>window.x = {",
        '<script type="application/json" id="__NUXT_DATA__">[["Reactive", 1], {"a": 1}, [2, 2]]</script>',
    ],
)  # fmt: skip
def test_menus_events_and_torn_data_are_no_rows(script: str) -> None:
    page = Page(f"{HOME}/es/prensa/", f"<html><body><h1>Prensa</h1>{script}</body></html>".encode())
    assert with_lists_in_scripts(read_listing(page, SITE), page, SITE).rows == ()


def test_feeds_and_endpoints_that_a_page_names() -> None:
    head = "".join(
        f'<link rel="alternate" type="application/{kind}" title="{title}" href="{href}">'
        for kind, title, href in (
            ("rss+xml", "Todo", "/feed/"), ("rss+xml", "Todo » Comentarios", "/comments/feed/"), ("atom+xml", "Prensa", "/es/prensa/feed/"),
            ("rss+xml", "Otros", "https://other.example/feed/"), ("json+oembed", "x", "/oembed"), ("rss+xml", "Empleo", "/jobs.xml"),
        )
    )  # fmt: skip
    page = Page(f"{HOME}/es/prensa/", f'<html><head>{head}<link rel="https://api.w.org/" href="/wp-json/"></head></html>'.encode())
    wanted = ["/es/prensa/feed/", "/feed/", "/wp-json/wp/v2/posts?per_page=100"]
    assert [each.removeprefix(HOME) for each in linked_sources(page, SITE)] == wanted


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/rss/news.xml", True), ("/presse/rss", True), ("/prensa?pagetemplate=rss", True), ("/news.rss", True), ("/ir/feed.aspx", True),
        ("/nyheter?foo=1&format=atom", True), ("/feeds/finance.xml", True), ("https://other.example/rss", False),
        ("/careers/rss", False), ("/comments/feed/", False), ("/feedback", False), ("/rss-reader.html", False), ("/livestock-feed-prices", False),
    ],
)  # fmt: skip
def test_feeds_that_links_in_the_body_are_called(href: str, found: bool) -> None:
    page = Page(f"{HOME}/es/prensa/", f'<html><body><h1>Prensa</h1><p><a href="{href}">XML</a></p></body></html>'.encode())
    assert linked_sources(page, SITE) == ([f"{HOME}{href}"] if found else [])


def test_a_page_without_rows_leads_to_no_events_products_or_people() -> None:
    menu = '<a href="/events/">Events</a><a href="/es/prensa/notas/">Notas de prensa</a><a href="/news/people/">News people</a><a href="/media/">Media</a>'
    page = Page(f"{HOME}/es/prensa/", f"<html><body><nav>{menu}</nav><h1>Prensa</h1></body></html>".encode())
    leads = read_listing(page, SITE).leads
    urls = [each.url.removeprefix(HOME) for each in leads_on_from(page, leads, SITE, replaced=False)]
    assert {"/es/prensa/notas/", "/media/"} <= set(urls)
    assert "/events/" not in urls
    assert [each.url.removeprefix(HOME) for each in leads_on_from(page, leads, SITE, replaced=True)] == ["/es/prensa/notas/"]


def rows(*paths: str) -> list[Row]:
    return [Row(HOME + path) for path in paths]


MIXED = (
    "/", "/es/prensa/", "/es/prensa/2024/03/primera-colada", "/es/prensa/2019/11/nueva-planta", "/en/press/2024/03/first-heat",
    "/es/productos/hilo-de-cobre", "/es/personas/ana-diaz", "/es/empleos/soldador", "/es/events/feria-2024", "/es/prensa/tag/cobre",
)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "known", "wanted"),
    [
        ("/es/prensa/", (), MIXED[2:4]),
        ("/x/", (), ()),
        ("/", (), (*MIXED[2:5],)),
        ("/es/", (), MIXED[2:4]),
        ("/", ("/es/prensa/2020/01/otra",), MIXED[2:4]),
        ("/", ("/en/press/2020/01/other",), MIXED[4:5]),
    ],
)
def test_releases_of_a_sitemap_are_told_by_the_shape_of_addresses(start: str, known: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    found = releases_among(rows(*MIXED), HOME + start, [HOME + each for each in known])
    if start == "/x/":
        wanted = MIXED[2:5]
    assert [row.url.removeprefix(HOME) for row in found] == list(wanted)


def test_releases_that_lie_beside_all_other_pages_are_told_by_their_names() -> None:
    listed = rows("/about", "/contact-us", "/first-heat-of-the-new-furnace", "/second-line-opens-in-spring", "/imprint", "/terms-of-use-and-cookies")
    known = [f"{HOME}/third-heat-after-the-repair", f"{HOME}/works-council-elects-a-chair"]
    assert [row.url.removeprefix(HOME) for row in releases_among(listed, HOME, known)] == [
        "/first-heat-of-the-new-furnace", "/second-line-opens-in-spring"
    ]  # fmt: skip
    assert shape_of(f"{HOME}/news/12/a.html?id=3") == shape_of(f"{HOME}/news/7/b.html?id=4") != shape_of(f"{HOME}/news/7/b?id=4")


def test_entries_of_a_feed_are_taken_but_for_other_kinds() -> None:
    entries = rows("/blog/uno", "/products/dos", "/es/prensa/tres")
    assert [row.url for row in releases_among(entries, f"{HOME}/es/prensa/", mixed=False)] == [f"{HOME}/es/prensa/tres"]
    assert [row.url for row in releases_among(entries[:2], f"{HOME}/es/prensa/", mixed=False)] == [f"{HOME}/blog/uno"]


SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
TAGS = "<n:news><n:publication_date>2024-03-05T08:00:00Z</n:publication_date><n:title>Primera colada</n:title></n:news>"


def test_sitemaps_give_addresses_and_news_tags_their_titles_and_dates() -> None:
    plain = read(SITEMAP.format("<url><loc>/n/1</loc><lastmod>2024-03-05</lastmod></url><url><loc>https://other.example/</loc></url>"))
    assert (plain.kind, said(plain), plain.whole) == ("sitemap", [("/n/1", None, None)], True)
    news = read(SITEMAP.format(f"<url><loc>/n/1</loc>{TAGS}</url><url><loc>/about</loc></url>"))
    assert (said(news), news.whole) == (WANTED[:1], False)
    index = read('<sitemapindex xmlns="x"><sitemap><loc>/post-sitemap.xml</loc></sitemap><sitemap><loc>/page-sitemap.xml</loc></sitemap></sitemapindex>')
    assert ([each.url for each in index.leads], index.rows, index.problem) == ([f"{HOME}/post-sitemap.xml"], (), None)


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("product-sitemap.xml", "post-sitemap.xml", "author-sitemap.xml"), ["post-sitemap.xml"]),
        (("sitemap-news-2024.xml", "sitemap-jobs.xml", "post-sitemap.xml"), ["sitemap-news-2024.xml"]),
        (("sitemap-1.xml", "sitemap-2.xml", "sitemap-images.xml"), ["sitemap-1.xml", "sitemap-2.xml"]),
        (("wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml", "wp-sitemap-taxonomies-category-1.xml", "wp-sitemap-users-1.xml"),
         ["wp-sitemap-posts-post-1.xml"]),
        (("sitemap-news-page-1.xml", "sitemap-news-page-2.xml"), ["sitemap-news-page-1.xml", "sitemap-news-page-2.xml"]),
        (("videositemap.xml", "noticias.xml", "personas-sitemap.xml"), ["noticias.xml"]),
        (("aktuelles-sitemap.xml", "produkte-sitemap.xml", "blog-sitemap.xml"), ["aktuelles-sitemap.xml"]),
        (("sitemap.xml?page=1", "sitemap.xml?page=2"), ["sitemap.xml?page=1", "sitemap.xml?page=2"]),
    ],
)
def test_of_an_index_only_sitemaps_that_may_list_releases_are_asked(names: tuple[str, ...], wanted: list[str]) -> None:
    assert of_news([f"{HOME}/{name}" for name in names]) == [f"{HOME}/{name}" for name in wanted]


LONG = ("la-planta-abre-en-mayo", "nuevo-contrato-de-cobre-firmado", "resultados-del-primer-trimestre", "ana-ruiz-nueva-directora", "obras-en-el-puerto-viejo")


@pytest.mark.parametrize(
    ("others", "start", "found"),
    [
        (("", "quienes-somos", "contacto"), "/sala/", 5),
        (("en", "en/the-plant-opens-in-may", "sobre-la-empresa/mision"), "/sala/", 5),
        (("politica-de-cookies-y-privacidad",), "/", 5),
        (("nuestra-gente", "inversores", "historia", "contacto"), "/sala/", 0),
        (("noticias/2024-06-abre-la-planta",), "/sala/", 1),
    ],
)
def test_without_known_releases_addresses_in_no_folder_are_told_by_most_of_them(others: tuple[str, ...], start: str, found: int) -> None:
    listed = [Row(f"{HOME}/{each}", by="sitemap") for each in (*others, *LONG)]
    told = releases_among(listed, HOME + start)
    assert len(told) == found
    assert found != 5 or [row.url for row in told] == [f"{HOME}/{each}" for each in LONG]


@pytest.mark.parametrize(
    ("start", "other", "found"),
    [
        ("/se/nya-gruvor-i-norr/press/", "/se/stora-verk-i-syd/press/nytt-verk-invigt", False),
        ("/de/werke-und-mehr-am-rhein/presse/", "/de/werke-und-mehr-am-main/presse/neues-werk", False),
        ("/news/2024/", "/news/2019/a-first-pit-is-dug", True),
        ("/company/news/", "/company/news/a-first-pit-is-dug", True),
    ],
)
def test_companies_on_one_host_stay_apart(start: str, other: str, found: bool) -> None:
    known = [f"{HOME}{start}ny-ugn-tagen-i-bruk", f"{HOME}{start}malm-ur-tredje-schaktet"]
    told = releases_among(rows(f"{start}fjarde-schaktet-oppnat", other), HOME + start, known)
    assert [row.url.removeprefix(HOME) for row in told] == [f"{start}fjarde-schaktet-oppnat", *([other] if found else [])]
