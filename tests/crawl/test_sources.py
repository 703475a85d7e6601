"""Sources besides pages, through the real command: as start address and beside a page; first runs, polls, deep runs."""

# ruff: noqa: E501  documents in one piece

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from misbehaving.fault import good, page, status
from misbehaving.matrix import Outcome
from misbehaving.matrix import run as crawl
from misbehaving.pages import article, listing, path, title
from misbehaving.server import Ask, Peer, Server

NAMES = [f"werk-{number}" for number in range(8)]
MENU = '<a href="/events/">Events</a> <a href="/products/">Products</a> <a href="/people/">People</a> <a href="/careers/">Jobs</a>'
SCRIPTED = (
    '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Presse</title>{head}</head><body><nav>{menu}</nav><main><h1>Presse'
    '</h1><div id="liste">Wird geladen …</div></main>{data}<script src="/app.js"></script></body></html>'
)


def day(number: int) -> str:
    return f"2024-0{9 - number}-1{number}"


def rss(names: Sequence[str], head: str = "") -> str:
    items = "".join(
        f"<item><title><![CDATA[{title(name)}]]></title><link>{path(name)}</link><pubDate>{day(n)}T08:00:00+01:00</pubDate></item>"
        for n, name in enumerate(names)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Werk</title>{head}{items}</channel></rss>'


def atom(names: Sequence[str], head: str = "") -> str:
    entries = "".join(
        f'<entry><title>{title(name)}</title><link rel="alternate" href="{path(name)[1:]}"/><updated>{day(n)}T08:00:00Z</updated></entry>'
        for n, name in enumerate(names)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/">{head}{entries}</feed>'


def rdf(names: Sequence[str]) -> str:
    items = "".join(f"<item><title>{title(name)}</title><link>{path(name)}</link></item>" for name in names)
    return f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">{items}</r:RDF>'


def json_feed(names: Sequence[str]) -> str:
    items = [{"id": name, "url": path(name), "title": title(name), "date_published": day(n)} for n, name in enumerate(names)]
    return json.dumps({"version": "https://jsonfeed.org/version/1", "items": items})


def objects(names: Sequence[str]) -> list[dict[str, object]]:
    return [{"docTitle": title(name), "docUrl": path(name), "pubTime": f"{day(0)} 10:00:00", "docId": name} for name in names]


def urlset(paths: Sequence[str]) -> str:
    found = "".join(f"<url><loc>{each}</loc><lastmod>2026-01-01</lastmod></url>" for each in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</urlset>'


class Place:
    """A newsroom of NAMES, and what serves it."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.lay(*NAMES)

    def lay(self, *names: str) -> None:
        self.server.routes |= {path(name): good for name in names}

    def put(self, where: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.server.routes[where] = page(lambda _: body, kind=kind, headers=headers or None)

    def crawl(self, where: str, *arguments: str) -> tuple[Outcome, list[str]]:
        """The run, and what was asked for besides articles and what is asked of each host."""
        self.server.asks.clear()
        done = crawl(f"{self.server.origin}{where}", self.folder, *arguments)
        assert done.closes(), done.run
        asked = [ask.target for ask in self.server.asks]
        return done, [each for each in asked if each not in map(path, NAMES) and each not in ("/robots.txt", "/.well-known/tdmrep.json")]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with Server() as server:
        yield Place(server, tmp_path)


def stored(done: Outcome) -> list[str]:
    return sorted(done.stored)


ALL = sorted(map(path, NAMES))


@pytest.mark.parametrize(
    ("make", "kind"),
    [(atom, "application/atom+xml"), (rdf, "text/xml; charset=iso-8859-1"), (json_feed, "application/feed+json"), (rss, "text/html")],
)
def test_a_feed_is_a_start_address_and_shows_only_the_newest(place: Place, make: Callable[..., str], kind: str) -> None:
    place.put("/presse/feed", make(NAMES), kind)
    done, _ = place.crawl("/presse/feed")
    assert (done.code, done.verdict, stored(done)) == (10, "incomplete", ALL)
    assert [gap["name"] for gap in done.run["completeness"]["gaps"]] == ["newest:/presse/feed"]
    (source,) = done.run["completeness"]["sources"]
    assert (source["kind"], source["rows"], source["held"]) == ("feed", 8, 8)


def test_a_feed_with_archives_is_whole(place: Place) -> None:
    place.put("/a.atom", atom(NAMES[:3], '<link rel="prev-archive" href="/a-2.atom"/>'), "application/atom+xml")
    place.put("/a-2.atom", atom(NAMES[3:], '<link rel="current" href="/a.atom"/>'), "application/atom+xml")
    done, asked = place.crawl("/a.atom")
    assert (done.code, stored(done)) == (0, ALL)
    assert asked == ["/a.atom", "/a-2.atom"]
    place.lay("werk-neu")
    place.put("/a.atom", atom(["werk-neu", *NAMES[:3]], '<link rel="prev-archive" href="/a-2.atom"/>'), "application/atom+xml")
    done, asked = place.crawl("/a.atom")
    assert (done.code, done.run["account"]["stored"], asked) == (0, 1, ["/a.atom", "/a-2.atom", path("werk-neu")]), "fewer known than end a walk"


def test_a_list_made_by_script_is_read_from_the_feed_beside_it(place: Place) -> None:
    head = '<link rel="alternate" type="application/atom+xml" href="/actu.atom">'
    place.put("/fr/presse/", SCRIPTED.format(head=head, menu=MENU, data=""))
    place.put("/actu.atom", atom(NAMES), "application/atom+xml", ETag='"1"')
    done, asked = place.crawl("/fr/presse/")
    assert (done.code, done.verdict, stored(done), asked) == (10, "incomplete", ALL, ["/fr/presse/", "/actu.atom"])
    (gap,) = done.run["completeness"]["gaps"]
    assert gap["name"] == "newest:/actu.atom"
    assert "only a script fills it" in gap["said"]
    assert "8 releases: feed 8 of 8; nothing is missing that any source names" in done.log
    done, asked = place.crawl("/fr/presse/")
    assert (done.code, asked, done.run["account"]["stored"]) == (10, ["/actu.atom"], 0), "a poll asks the feed alone"
    assert place.server.asks[-1].headers["if-none-match"] == '"1"'
    place.lay("werk-neu")
    place.put("/actu.atom", atom(["werk-neu", *NAMES[:5]]), "application/atom+xml", ETag='"2"')
    done, asked = place.crawl("/fr/presse/")
    assert (done.run["account"]["stored"], asked) == (1, ["/actu.atom", path("werk-neu")])


def test_a_sitemap_of_robots_txt_lists_all_and_other_kinds_are_never_asked(place: Place) -> None:
    place.put("/presse/", SCRIPTED.format(head="", menu=MENU, data=""))
    place.put("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {place.server.origin}/s.xml\n", "text/plain")
    index = "".join(f"<sitemap><loc>/{name}.xml.gz</loc></sitemap>" for name in ("alles-1", "products", "people"))
    place.put("/s.xml", f"<sitemapindex>{index}</sitemapindex>", "application/xml")
    place.put("/news/2024/standort.html", "<html><body><h1>Anfahrt</h1><p>Mit dem Bus bis zum Werkstor.</p></body></html>")
    others = ["/", "/news/", "/news/2024/standort.html", "/news/2024/", "/events/messe-2024", "/products/news/draht", "/people/ana", "/about", "/news/tag/kupfer"]
    place.put("/alles-1.xml.gz", gzip.compress(urlset([*others, *ALL]).encode()), "application/x-gzip")
    done, asked = place.crawl("/presse/")
    assert (done.code, stored(done)) == (0, ALL)
    assert asked == ["/presse/", "/s.xml", "/alles-1.xml.gz", "/news/2024/standort.html"]
    assert done.run["account"]["reasons"]["skipped"] == {"not_an_article": 1}


@pytest.mark.parametrize("start", ["/api/news?skip=0&take=3", "/api/news?pageSize=3&page=1", "/api/news"])
def test_a_json_list_is_read_part_by_part(place: Place, start: str) -> None:
    async def answer(peer: Peer, ask: Ask) -> None:
        query = dict(pair.split("=") for pair in ask.target.partition("?")[2].split("&") if pair)
        first = int(query.get("skip", 0)) or 3 * (int(query.get("page", 1)) - 1)
        body = {"code": 0, "data": {"total": 8, "rows": objects(NAMES[first : first + 3])}}
        await peer.answer(json.dumps(body), kind="application/json")

    place.server.routes["/api/news"] = answer
    done, asked = place.crawl(start)
    assert (done.code, stored(done), len(asked)) == (0, ALL, 3), asked
    done, asked = place.crawl(start)
    assert (done.run["account"]["stored"], done.code, len(asked)) == (0, 0, 2), asked


@pytest.mark.parametrize(("total", "asks", "gaps"), [(None, 3, []), ("8", 2, []), ("11", 3, ["total:/wp-json/wp/v2/posts?per_page=4"])])
def test_the_rest_of_wordpress_ends_by_its_total_or_where_there_is_no_such_part(
    place: Place, total: str | None, asks: int, gaps: list[str]
) -> None:
    async def answer(peer: Peer, ask: Ask) -> None:
        number = int(ask.target.partition("&page=")[2] or 1)
        names = NAMES[4 * number - 4 : 4 * number]
        posts = [{"date": day(0), "link": path(name), "title": {"rendered": title(name)}} for name in names]
        await peer.answer(json.dumps(posts), "200 OK" if posts else "400 Bad Request", {"X-WP-Total": total} if total else None, kind="application/json")

    place.server.routes["/wp-json/wp/v2/posts"] = answer
    done, asked = place.crawl("/wp-json/wp/v2/posts?per_page=4")
    assert (done.code, stored(done), len(asked)) == (10 if gaps else 0, ALL, asks), asked
    assert [each["name"] for each in done.run["completeness"]["gaps"]] == gaps


def test_the_rest_of_wordpress_is_asked_where_its_page_has_no_rows(place: Place) -> None:
    place.put("/presse/", SCRIPTED.format(head='<link rel="https://api.w.org/" href="/wp-json/">', menu=MENU, data=""))
    place.put("/wp-json/wp/v2/posts", json.dumps(objects(NAMES)), "application/json")
    done, asked = place.crawl("/presse/")
    assert (done.code, stored(done), asked) == (0, ALL, ["/presse/", "/wp-json/wp/v2/posts?per_page=100"])


def test_a_list_in_the_data_of_the_page_s_own_scripts_is_the_list(place: Place) -> None:
    data = {"props": {"pageProps": {"menu": [{"title": "Jobs", "url": "/jobs/"}], "total": 8, "items": objects(NAMES)}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    place.put("/presse/", SCRIPTED.format(head="", menu=MENU, data=script))
    done, asked = place.crawl("/presse/")
    assert (done.code, stored(done), asked) == (0, ALL, ["/presse/"])


@pytest.mark.parametrize("source", ["sitemap", "endpoint", "none"])
def test_what_a_button_hides_is_looked_for_where_all_releases_may_be_named(place: Place, source: str) -> None:
    async def posts(peer: Peer, ask: Ask) -> None:
        second = "page=2" in ask.target
        told = [{"date": day(0), "link": path(name), "title": {"rendered": title(name)}} for name in (NAMES[5:] if second else NAMES[:5])]
        await peer.answer(json.dumps(told), headers={"X-WP-Total": "8"}, kind="application/json")

    shown = listing([(path(name), title(name)) for name in NAMES[:4]]).replace("</body>", "<button type=button>Mehr laden</button></body>")
    link = '<link rel="https://api.w.org/" href="/wp-json/">'
    place.put("/presse/", shown.replace("</head>", f"{link}</head>") if source == "endpoint" else shown)
    place.server.routes["/wp-json/wp/v2/posts"] = posts
    if source == "sitemap":
        place.put("/sitemap.xml", urlset(["/", "/ueber-uns/", *ALL]), "application/xml")
    done, asked = place.crawl("/presse/")
    assert (done.code, stored(done)) == ((10, sorted(map(path, NAMES[:4]))) if source == "none" else (0, ALL))
    rest = "/wp-json/wp/v2/posts?per_page=100"
    assert asked[1:] == {"sitemap": ["/sitemap.xml"], "endpoint": [rest, f"{rest}&page=2"], "none": ["/sitemap.xml", "/feed/"]}[source]
    assert place.crawl("/presse/")[0].run["account"]["stored"] == 0


def lay_all(place: Place, listed: Sequence[str], fed: Sequence[str], mapped: Sequence[str]) -> None:
    """A page with rows, a feed and a sitemap."""
    shown = listing([(path(name), title(name)) for name in listed])
    place.put("/news/", shown.replace("</head>", '<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'))
    place.put("/feed.xml", rss([*fed]), "application/rss+xml")
    place.put("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {place.server.origin}/sitemap.xml\n", "text/plain")
    place.put("/sitemap.xml", urlset(["/", "/about/", "/shop/draht.html", *map(path, mapped)]), "application/xml")


def test_sources_beside_rows_are_compared_on_the_first_run_and_on_deep_runs_only(place: Place) -> None:
    lay_all(place, NAMES[:6], [NAMES[0], NAMES[6]], [*NAMES[:6], NAMES[7]])
    done, asked = place.crawl("/news/")
    assert (done.code, stored(done), asked) == (0, ALL, ["/news/", "/feed.xml", "/sitemap.xml"]), "each source knows one that no other does"
    assert "8 releases: listing 6, feed 2 of 2, sitemap 7 of 7; nothing is missing that any source names" in done.log
    kinds = {each["kind"]: (each["rows"], each["held"]) for each in done.run["completeness"]["sources"]}
    assert kinds == {"listing": (6, 6), "feed": (2, 2), "sitemap": (7, 7)}
    differing = {urlsplit(each["url"]).path: (each["by"], each["lacking"]) for each in done.run["completeness"]["differing"]["named"]}
    assert differing == {path(NAMES[6]): (["feed"], ["listing", "sitemap"]), path(NAMES[7]): (["sitemap"], ["listing"])}
    done, asked = place.crawl("/news/")
    assert asked == ["/news/"]
    assert "; when all were asked, on " in done.run["completeness"]["said"]
    done, asked = place.crawl("/news/", "-a", "deep=1")
    assert (done.code, asked) == (0, ["/news/", "/feed.xml", "/sitemap.xml"])


def test_a_source_that_is_not_there_beside_rows_is_named_and_is_no_gap(place: Place) -> None:
    lay_all(place, NAMES, NAMES[:2], NAMES)
    place.server.routes["/feed.xml"] = status("404 Not Found")
    place.put("/sitemap.xml", "<html><body><h1>Sitemap</h1></body></html>")
    done, _ = place.crawl("/news/")
    assert (done.code, done.verdict, stored(done)) == (0, "ok", ALL)
    assert {each["kind"]: each["ended"] for each in done.run["completeness"]["sources"]} == {
        "listing": "end", "feed": "http_404", "sitemap": "not_a_feed"
    }  # fmt: skip


def test_a_page_without_rows_and_without_sources_is_incomplete_and_leads_nowhere(place: Place) -> None:
    place.put("/presse/", SCRIPTED.format(head="", menu=MENU, data=""))
    for where in ("/events/", "/products/", "/people/", "/careers/"):
        place.put(where, listing([(f"{where}{name}.html", title(name)) for name in NAMES]))
        place.server.routes |= {f"{where}{name}.html": page(article) for name in NAMES}
    done, asked = place.crawl("/presse/")
    assert (done.code, done.verdict, stored(done)) == (10, "incomplete", [])
    assert asked == ["/presse/", "/sitemap.xml", "/feed/"]


def test_a_title_and_a_day_that_only_the_feed_says_go_with_the_row(place: Place) -> None:
    undated = article(NAMES[3]).replace('class="date">2024-', 'class="x">').replace("2024", "")
    place.put(path(NAMES[3]), undated)
    place.put("/presse/", SCRIPTED.format(head='<link rel="alternate" type="application/rss+xml" href="/feed">', menu="", data=""))
    place.put("/feed", rss(NAMES), "application/rss+xml")
    done, _ = place.crawl("/presse/")
    line = done.stored[path(NAMES[3])]
    assert (line["published"], line["provenance"]["published"]["by"]) == (day(3), "feed")


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_page_may_name_a_feed_for_each_subject(place: Place, where: str) -> None:
    subjects = ("kupfer", "zink", "finanzen", "werke", "forschung")
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/rss/{each}.xml">' for each in subjects)
    anchors = "".join(f'<a href="/rss/{each}.xml">{each.title()}</a>' for each in subjects)
    head, menu = (links, MENU) if where == "head" else ("", MENU + anchors)
    place.put("/presse/", SCRIPTED.format(head=head, menu=menu, data=""))
    for at, each in enumerate(subjects):
        place.put(f"/rss/{each}.xml", rss(NAMES[at : at + 4]), "application/rss+xml")
    done, asked = place.crawl("/presse/")
    assert (done.code, stored(done), len(asked)) == (10, ALL, 6)
    assert place.crawl("/presse/")[0].run["account"]["stored"] == 0


@pytest.mark.parametrize("answer", ["403 Forbidden", "401 Unauthorized"])
def test_a_feed_that_is_closed_beside_a_page_without_rows_is_named_and_blocks_nothing(place: Place, answer: str) -> None:
    place.put("/presse/", SCRIPTED.format(head='<link rel="alternate" type="application/atom+xml" href="/actu.atom">', menu=MENU, data=""))
    place.server.routes["/actu.atom"] = status(answer)
    done, _ = place.crawl("/presse/")
    assert (done.code, done.verdict, stored(done)) == (10, "incomplete", [])
    assert f"http_{answer[:3]}" in [each["ended"] for each in done.run["completeness"]["sources"]]
