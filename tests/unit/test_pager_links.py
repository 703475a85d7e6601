"""Pagers that are links: in other words, other scripts, without words, with numbers that stand anywhere in an address."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.links import page_links
from crawler.discover.pagers.next_page import next_step
from crawler.discover.pagers.step import Paged, Step
from crawler.discover.pagers.words import Way, page_number, way_of
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
NEWS = f"{HOST}/news/"


def step(url: str, html: str) -> Step:
    page = Page(url, f"<html><body>{html}</body></html>")
    return next_step(Paged(url, url, page.text, page_links(page, SITE)[0], page.root))


def following(url: str, html: str) -> list[str]:
    return [each.removeprefix(HOST) for each in step(url, html).next]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/news/p/2"><span aria-hidden="true">«</span> Earlier stories</a>', "/news/p/2"),
        ('<a class="nav" href="/news/?paged=2">Vorherige Meldungen</a>', "/news/?paged=2"),
        ('<a href="?before=c2Vj">Entradas más antiguas</a>', "/news/?before=c2Vj"),
        ('<a href="?sivu=2">Vanhemmat uutiset →</a>', "/news/?sivu=2"),
        ('<a href="?strona=2">Starsze wpisy</a>', "/news/?strona=2"),
        ('<a href="?page=2">Показать ещё</a>', "/news/?page=2"),
        ('<a href="?page=2">加载更多</a>', "/news/?page=2"),
        ('<a href="?page=2" title="Nästa sida"><i class="icon"></i></a>', "/news/?page=2"),
        ('<a href="?page=2"><img src="/r.gif" alt="Volgende pagina"></a>', "/news/?page=2"),
        ('<a href="?page=2"><svg><title>Sonraki</title></svg></a>', "/news/?page=2"),
        ('<a href="?page=2"><span class="material-symbols-outlined">navigate_next</span></a>', "/news/?page=2"),
        ('<a href="/news/x/2"><i class="fa fa-angle-right"></i></a>', "/news/x/2"),
        ('<ul class="pagination"><li class="next"><a href="/archive/b"></a></li></ul>', "/archive/b"),
        ('<button type="button" data-next-url="/news/?page=2">Mehr laden</button>', "/news/?page=2"),
        ('<ul data-next-url="/news/rows?after=17"><li>Rivet</li></ul>', "/news/rows?after=17"),
        ('<section data-list-next-page-href="/news/del/2"></section><a href="/about">Om oss</a>', "/news/del/2"),
        ('<div data-next-url="/news/rows?after=17"></div><a rel="next" href="?page=2">下一页</a>', "/news/?page=2"),
        ('<button hx-get="/news/rows?after=17">Charger plus d’actualités</button>', None),
        ('<div class="js-load-more" data-href="/news/?offset=12">Vis flere</div>', "/news/?offset=12"),
        ('<a class="button" href="/news/?from=10">↓</a>', "/news/?from=10"),
        ('<link rel="next" href="/news/page/2/">', "/news/page/2/"),
        ("<input type=button value='下一页' onclick=\"location.href='index_2.jhtml'\">", "/news/index_2.jhtml"),
        ("<button onclick=\"window.location='liste_2.php?kat=3'\">Weiter</button>", "/news/liste_2.php?kat=3"),
        ('<select onchange="go(this)"><option value="index.shtml" selected>1</option><option value="index_2.shtml">2</option></select>', "/news/index_2.shtml"),
        ('<div class="nav-previous"><a href="/news/page/2/">&nbsp;</a></div>', "/news/page/2/"),
        ("<span onclick=\"location.href='/news/?page=2'\">Nästa</span>", "/news/?page=2"),
        ('<a href="?page=2"><span class="sr-only">Next</span></a>', "/news/?page=2"),
        ('<a href="/news/page:2">page 2</a>', "/news/page:2"),
        ('<a href="/news/index_2.html">2</a><a href="/news/index_3.html">3</a>', "/news/index_2.html"),
        ('<a rel="next" href="/news/page/1/">Newer</a><a rel="prev" href="/news/page/2/">Older</a>', "/news/page/2/"),
    ],
)
def test_the_first_page(html: str, expected: str | None) -> None:
    found = following(NEWS, html)
    assert found[:1] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("own", "html", "expected"),
    [
        ("/news/?page=3", '<a href="?page=2">←</a><a href="?page=4">→</a>', "/news/?page=4"),
        ("/news/page/3/", '<a href="/news/page/4/">« Previous entries</a><a href="/news/page/2/">Next entries »</a>', "/news/page/4/"),
        ("/news/?page=3", '<a href="?page=2">Newer posts →</a><a href="?page=4">← Older posts</a>', "/news/?page=4"),
        ("/j/paged/2/", '<a href="/j/paged/3/">Previous entries</a> <a href="/j/">Next entries</a>', "/j/paged/3/"),
        ("/sala?pagina=2", '<a href="/sala">Siguientes entradas</a><a href="/sala?pagina=3">Entradas anteriores</a>', "/sala?pagina=3"),
        ("/news/?start=10", '<a href="/news/">1</a> <b>2</b> <a href="?start=20">3</a> <a href="?start=70">»</a>', "/news/?start=20"),
        ("/news/", '<select onchange="go(this)"><option value="/news/">1</option><option value="/news/p2">2</option></select>', "/news/p2"),
        ("/news/page/9/", '<a href="/news/page/8/">« Previous</a>', None),
        ("/news/?page=3", '<li class="next disabled"><a href="?page=4">Next</a></li>', None),
        ("/list/2", '<a href="/list/1">1</a><b>2</b><a href="/list/3">3</a>', "/list/3"),
        ("/news-2.html", '<a href="/news-1.html">1</a><a href="/news-2.html">2</a><a href="/news-3.html">3</a>', "/news-3.html"),
        ("/news/?start=20", '<a href="/news/">1</a><a href="?start=10">2</a><span>3</span><a href="?start=30">4</a>', "/news/?start=30"),
        ("/news/?skip=30", '<a href="/news/">1</a> <a href="?skip=10">2</a> <a href="?skip=20">3</a> <span>4</span>', None),
        ("/news/?PAGEN_2=4", '<a href="?PAGEN_2=3">Пред.</a><a href="?PAGEN_2=5">След.</a><a href="?PAGEN_2=9">Конец</a>', "/news/?PAGEN_2=5"),
        ("/news/?page=5", '<a href="?page=4">4</a><b>5</b><a href="?page=6">6</a> … <a href="?page=40">40</a>', "/news/?page=6"),
        ("/news/?page=5", '<a href="/news/">1</a> … <b>5</b> … <a href="?page=40">40</a>', "/news/?page=6"),
        ("/ir/2024", '<a href="/ir/2025">2025</a><a href="/ir/2024">2024</a><p><b>1</b> <a href="/ir/2024?page=2">2</a></p>', "/ir/2024?page=2"),
        ("/news/?topic=3&p=2", '<a href="?topic=3&p=1">1</a><a href="?topic=3&p=3">3</a>', "/news/?topic=3&p=3"),
    ],
)  # fmt: skip
def test_a_later_page(own: str, html: str, expected: str | None) -> None:
    assert following(HOST + own, html)[:1] == ([expected] if expected else [])


def test_an_arrow_that_is_the_last_page_leads_to_the_next_first() -> None:
    assert following(NEWS, '<a href="?page=57">»</a>') == ["/news/?page=2", "/news/?page=57"]
    assert following(NEWS, '<a href="?page=2">›</a><a href="?page=57">»</a>') == ["/news/?page=2"]
    assert following(NEWS, '<a href="?start=20">»</a>') == ["/news/?start=20"], "an offset is not a page"


@pytest.mark.parametrize(
    "html",
    [
        '<div class="carousel"><a class="carousel-control-next" href="/slides/2"><i class="chevron-right"></i></a></div>',
        '<table class="calendar"><tr><td><a href="/news/2024/03/04/">4</a></td><td><a href="/news/2024/03/05/">5</a></td></tr></table>',
        '<a href="/annual-report/2/">Read chapter two</a>',
        '<p><a href="?id=7">Copper output grew in the spring</a> <a href="?id=8">A new shaft was opened</a></p>',
        '<div class="carousel" data-next-url="/slides/2"></div><div data-next-label="/news/2"></div>',
        '<a href="#next">Next</a><a href="javascript:void(0)">Next</a>',
        '<a href="/news/crane-returns#comments">3</a><a href="/news/kiln-lit#comments">12</a>',
        '<a href="/en/">EN</a><a href="/de/">DE</a>',
    ],
)
def test_what_pages_nothing(html: str) -> None:
    assert following(f"{NEWS}?id=5", html) == []


@pytest.mark.parametrize("key", ["o", "offset", "start", "skip"])
def test_the_link_to_the_first_rows_says_nothing_of_how_many_a_page_has(key: str) -> None:
    found = step(f"{NEWS}?l=25&{key}=25", f'<a href="?l=25&{key}=0">1</a><b>2</b>')
    assert (found.next, found.pages or 2) == ((), 2)


def test_the_pager_says_how_many_pages_it_shows() -> None:
    assert step(NEWS, '<a href="?page=2">2</a><a href="?page=3">3</a> … <a href="?page=12">12</a>').pages == 12


@pytest.mark.parametrize(
    ("label", "way"),
    [
        ("Nächste Seite »", Way.NEXT), ("Vorige berichten", Way.EARLIER), ("Précédent", Way.BACK), ("Articles plus anciens", Way.OLDER),
        ("Mostra altri comunicati", Way.MORE), ("Ver todas las noticias", Way.ALL), ("尾页", Way.LAST), ("もっと見る", Way.MORE), ("»", Way.FAR_RIGHT),
        ("‹", Way.LEFT), ("Weiterbildung", None), ("Next-generation drills arrive", None), ("Moreland", None), ("All-time record at the smelter", None),
    ],
)  # fmt: skip
def test_words(label: str, way: Way | None) -> None:
    assert way_of(label) is way


@pytest.mark.parametrize(("label", "number"), [("7", 7), ("[12]", 12), ("Seite 3", 3), ("第4页", 4), ("2024 results", None), ("3 comments", None)])
def test_numbers(label: str, number: int | None) -> None:
    assert page_number(label) == number
