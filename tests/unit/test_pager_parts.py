"""Other parts of a listing: years, months, archive, the page of all; and what has no address."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import read_listing
from crawler.discover.pagers.step import Step
from crawler.discover.pagers.totals import said_further, stated_records
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
ROWS = "".join(
    f'<li><span>2026-03-{day:02d}</span> <a href="/news/item-{day}.html">{title}</a></li>'
    for day, title in enumerate(
        ("Harbour crane goes back to work", "A second kiln is lit at last", "The board plans a dividend", "Nine villages train their own smiths"),
        start=1,
    )
)


def step(markup: str, path: str = "/news/", rows: str = ROWS) -> Step:
    page = f"<html><body><main><h1>News</h1>{markup}<ul>{rows}</ul></main></body></html>"
    return read_listing(Page(HOST + path, page.encode(), "text/html; charset=utf-8"), SITE).step


def parts(markup: str, path: str = "/news/", rows: str = ROWS) -> list[str]:
    return [part.url.removeprefix(HOST) for part in step(markup, path, rows).parts]


@pytest.mark.parametrize("label", ["令和{}年", "令和{}年度のお知らせ", "民國{}年新聞"])
def test_a_year_of_an_era_is_one(label: str) -> None:
    first, second = (f'<a href="/news/r{number}/">{label.format(number)}</a>' for number in (107, 106))
    short = (first + second).replace("10", "") if label.startswith("令") else first + second
    assert len(parts(f"<p>{short}</p>")) == 2


@pytest.mark.parametrize("label", ["令和7年に新しい工場を建てます", "創業8年", "令和7年5月"])
def test_other_numbers_with_a_sign_of_years_are_none(label: str) -> None:
    assert parts(f'<p><a href="/news/r7/">令和7年</a> <a href="/news/r8/x">{label}</a></p>') == ["/news/r7/"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p><b>2026</b> | <a href="/news/2025/">2025</a> | <a href="/news/2024/">2024</a></p>', ["/news/2025/", "/news/2024/"]),
        ('<ul class="tabs"><li><a href="?jahr=2025">Jahr 2025</a></li><li><a href="?jahr=2024">Jahr 2024</a></li></ul>', ["/news/?jahr=2025", "/news/?jahr=2024"]),
        ('<div><a href="/news/2025.html">2025年</a><a href="/news/2024.html">2024年</a></div>', ["/news/2025.html", "/news/2024.html"]),
        ('<form action="/news/"><input type="hidden" name="cat" value="4"><select name="y"><option value="">All</option><option>2025</option><option value="2024">2024</option></select></form>',
         ["/news/?cat=4&y=2025", "/news/?cat=4&y=2024"]),
        ('<select onchange="location=this.value"><option value="/news/2025">2025</option><option value="/news/2024">2024</option></select>', ["/news/2025", "/news/2024"]),
        ('<aside class="sidebar"><ul><li><a href="/news/2025/11/">November 2025</a> (4)</li><li><a href="/news/2025/10/">Oktober 2025 (2)</a></li></ul></aside>', ["/news/2025/11/", "/news/2025/10/"]),
        ('<aside><a href="/news/2025/11/">Νοέμβριος</a> <a href="/news/2025/10/">Οκτώβριος (2)</a></aside>', ["/news/2025/11/", "/news/2025/10/"]),
        ('<p><a href="/news/2025/03">ตั้งแต่ มี.ค.</a> <a href="/news/2025/3/4/">4</a></p>', ["/news/2025/03"]),
        ('<p><a href="/press/archive-2025/">2025</a> <a href="/press/archive-2024/">2024</a></p>', ["/press/archive-2025/", "/press/archive-2024/"]),
        ('<p><a href="/news/archive/">Pressearchiv</a></p>', ["/news/archive/"]),
        ('<p><a href="/news/tous/">Voir tous les communiqués</a></p>', ["/news/tous/"]),
        ('<p><a href="/gesamt">Alle Meldungen anzeigen</a></p>', ["/gesamt"]),
        ('<p><a href="/lista">Zobacz wszystkie komunikaty</a></p>', ["/lista"]),
        ('<p><a href="/news/list/">Все новости →</a></p>', ["/news/list/"]),
    ],
)  # fmt: skip
def test_parts(markup: str, expected: list[str]) -> None:
    assert parts(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="/reports/annual-2025.pdf">2025</a> <a href="/reports/annual-2024.pdf">2024</a></p>',
        '<p><a href="/sustainability/2025/">2025</a> <a href="/sustainability/2024/">2024</a></p>',
        '<footer><a href="/news/2025/">2025</a></footer>',
        '<p><a href="/events/2025/11/">Νοέμβριος</a></p><p><a href="/news/2025/11/">What our smiths made in one autumn</a></p>',
        '<nav><a href="/media/all/">All media</a><a href="/careers/all">View all</a></nav>',
        '<p><a href="/products/all/">View all products</a></p>',
        f'<form><select name="born">{"".join(f"<option>{year}</option>" for year in range(1981, 2027))}</select></form>',
    ],
)
def test_what_is_no_part(markup: str) -> None:
    assert parts(markup) == []


def test_releases_by_year_and_number_are_no_months() -> None:
    rows = ROWS.replace("/news/item-", "/news/2026/").replace(".html", "")
    assert [part.url for part in step('<p><a href="/news/2025/11">Ketel</a></p>', rows=rows).parts] == []


def test_the_page_of_all_and_months_say_nothing_that_a_pager_does_not() -> None:
    pager = '<a rel="next" href="?page=2">Next</a>'
    assert parts(f'{pager}<a href="/news/all/">View all news</a><a href="/news/2025/11/">November 2025</a>') == []
    assert parts(f'{pager}<a href="/news/2025/">2025</a>') == ["/news/2025/"]


def boxes(head: str, rows: str) -> str:
    """Three lists of three rows with a link for each list. head, rows: with the name of the list, the rows' also with a number."""
    listed = {name: "".join(f"<li>{rows.format(name, n)} <i>{n}.3.2026</i></li>" for n in (1, 2, 3)) for name in ("ura", "vesi", "puu")}
    return "".join(f"<section>{head.format(name)}<ul>{each}</ul></section>" for name, each in listed.items())


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ('<h2><a href="/news/{0}">{0}</a></h2>', '<a href="/news/{0}/t-{1}.html">Uusi tehdas nousee Lisseen numero {1} {0}</a>'),
        ('<p><a href="/news/{0}/">Kaikki aiheesta {0}</a></p>', '<a href="/news/{0}/2026-{1}">Uusi tehdas nousee Lisseen numero {1} {0}</a>'),
        ('<a href="/news/aihe?x={0}">{0}</a>', '<a href="/news/2026/{0}-{1}.html">Uusi tehdas nousee Lisseen numero {1} {0}</a>'),
        ('<a href="/news/lista-{0}.html"><img src="nuoli.png"></a>', '<a href="/tiedote/{0}-{1}">Uusi tehdas nousee Lisseen numero {1} {0}</a>'),
    ],
)  # fmt: skip
def test_each_list_of_several_leads_to_the_whole_of_it(head: str, rows: str) -> None:
    assert len(parts(boxes(head, rows), rows="")) == 3


@pytest.mark.parametrize(
    "head",
    [
        '<a href="/tuotteet/{0}">Tuotteet {0}</a>',  # no part of the listing
        '<a href="/news/rss/{0}.xml">Syöte {0}</a>',
        '<a href="/news/{0}-ohje">Ohjeet</a> <a href="/news/{0}-yhteys">Yhteys</a>',
        '<a href="/news/">Uutiset</a>',  # the listing itself
    ],
)
def test_what_stands_with_each_list_and_is_no_list(head: str) -> None:
    assert parts(boxes(head, '<a href="/news/t-{0}-{1}.html">Uusi tehdas nousee Lisseen numero {1} {0}</a>'), rows="") == []


def test_the_folder_of_one_list_leads_to_the_whole_of_it_and_that_of_the_listing_nowhere() -> None:
    rows = "".join(f'<li><a href="/news/ura/t-{n}">Uusi tehdas nousee Lisseen {n}</a> <i>{n}.3.2026</i></li>' for n in (1, 2, 3, 4))
    assert parts('<h2><a href="/news/ura">Ura</a></h2>', rows=rows) == ["/news/ura"]
    assert parts('<h2><a href="/news/ura/">Ura</a></h2>', "/news/ura/lista.html", rows) == []


def test_a_folder_of_rows_says_nothing_that_a_pager_does_not() -> None:
    rows = '<a href="/news/{0}/t-{1}.html">Uusi tehdas nousee Lisseen numero {1} {0}</a>'
    assert parts(boxes('<a href="/news/{0}">{0}</a>', rows) + '<a rel="next" href="?page=2">Next</a>', rows="") == []


def test_a_page_that_is_a_year_leads_to_its_siblings() -> None:
    assert parts('<a href="/news/2026/">2026</a> <a href="/news/2025/">2025</a>', "/news/2024/") == ["/news/2026/", "/news/2025/"]
    select = "<select id='y'><option>2026</option><option>2025</option></select>"
    assert parts(select, "/news/?lang=en&year=2024") == ["/news/?lang=en&year=2026", "/news/?lang=en&year=2025"]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<button class='more'>Load more</button>", 'button without an address: "Load more"'),
        ("<button class='js-load-more'>Muat ulang lagi</button>", 'button without an address: "Muat ulang lagi"'),
        ('<a href="#" class="btn-more">Weitere Meldungen laden</a>', 'button without an address: "Weitere Meldungen laden"'),
        ('<a href="javascript:more()">加载更多</a>', 'button without an address: "加载更多"'),
        ('<div class="pagination"><a href="javascript:go(2)">Next</a></div>', 'pager without an address: "Next"'),
        ("<p>1 <a href=\"javascript:__doPostBack('g','Page$2')\">2</a> <a href=\"javascript:__doPostBack('g','Page$3')\">3</a></p>", 'pager without an address: "2"'),
        ("<button>2025</button><button>2024</button>", "years without an address: 2025, 2024"),
    ],
)
def test_what_has_no_address_is_named(markup: str, said: str) -> None:
    assert step(markup).unfollowed == (said,)


@pytest.mark.parametrize(
    "markup",
    [
        '<nav><a href="#">More</a></nav>',
        '<button>More</button>',
        '<div class="carousel pager"><button>Next</button></div>',
        '<div class="pagination"><a class="next disabled" href="#">Next</a></div>',
        "<button>2026</button><button>2026</button>",
        '<a rel="next" href="?page=2">Next</a><button>Load more</button>',
    ],
)
def test_what_a_person_would_not_miss(markup: str) -> None:
    assert step(markup).unfollowed == ()


@pytest.mark.parametrize(
    ("said", "rows", "records"),
    [
        ("Showing 1 - 10 of 243 results", 10, 243),
        ("11–20 von 87", 10, 87),
        ("Résultats 1 à 10", 10, None),
        ("Результаты 1 – 10 из 1 204", 10, 1204),
        ("Affichage de 21-30 sur 2.310", 10, 2310),
        ("1-8 / 8", 8, 8),
        ("1 à 8 sur 32 résultats", 8, 32),
        ("1 tot 8 van 40", 8, 40),
        ("01-08-2023", 8, None),
        ("共 243 条", 20, 243),
        ("全1,024件", 20, 1024),
        ("총 77건", 10, 77),
        ("The plan for 2019-2024 names 300 sites", 10, None),
        ("Open 9-18, 365 days", 10, None),
        ("共 3 条", 20, None),
    ],
)
def test_the_total_that_a_listing_states(said: str, rows: int, records: int | None) -> None:
    assert stated_records(["News", said], rows) == records


def test_a_total_beside_a_window_of_numbers_makes_no_page_shrunken() -> None:
    markup = '<p>1-4 of 243</p><a href="?page=2">2</a><a href="?page=3">3</a>'
    page = f"<html><body><main><h1>News</h1>{markup}<ul>{ROWS}</ul></main></body></html>"
    listing = read_listing(Page(f"{HOST}/news/", page.encode(), "text/html; charset=utf-8"), SITE)
    assert (listing.step.records, listing.step.pages, listing.problem) == (243, 3, None)


@pytest.mark.parametrize("said", ["2026-1-5", "1-4"])
@pytest.mark.parametrize("row", ["<li>{} {}</li>", "<li><a href='/news/9.html'><b>{}</b> {}</a></li>", "<li>{}<br>{}</li>"])
def test_the_date_and_headline_of_a_row_are_no_total(said: str, row: str) -> None:
    new = "<a href='/news/9.html'>Copper company plans for 2026 tonnes at its mines</a>"
    inside = new if "href" not in row else "Copper company plans for 2026 tonnes at its mines"
    page = f"<html><body><main><h1>News</h1><ul>{row.format(said, inside)}{ROWS}</ul></main></body></html>"
    listing = read_listing(Page(f"{HOST}/news/", page.encode(), "text/html; charset=utf-8"), SITE)
    assert listing.step.records is None


def test_of_two_totals_the_larger_one_is_to_be_accounted_for() -> None:
    page = (
        "<html><body><main><h1>News</h1><p>1-4 of 9</p><ul>" + ROWS + "</ul>"
        "<script>createPageHTML('page_div', 2, 1, 'index', 'html', 8)</script></main></body></html>"
    )
    listing = read_listing(Page(f"{HOST}/news/", page.encode(), "text/html; charset=utf-8"), SITE)
    assert listing.step.records == 9


@pytest.mark.parametrize(
    "said",
    ["24 results", "24 articles found", "Showing 4 of 24", "24 news items", "24 Treffer", "Page 1 of 3", "Seite 1 von 3", "4 von 24 Meldungen", "第1页 共3页", "Página 1 de 3", "1 204 résultats"],
)
def test_what_a_page_without_a_pager_says_of_more(said: str) -> None:
    assert said_further(["News", said], 4) == said
    assert "leads no further" in "".join(step(f"<p>{said}</p>").unfollowed)
    assert step(f'<p>{said}</p><a href="/news/?page=2">2</a>').unfollowed == ()


@pytest.mark.parametrize("said", ["4 results", "2024 press releases", "Page 3 of 3", "Founded in 1911", "12 May of 2024", "5 of 24", "24", ""])
def test_what_says_nothing_of_more(said: str) -> None:
    assert said_further([said], 4) is None


def test_what_is_counted_for_several_groups_is_none() -> None:
    assert said_further(["24 articles", "31 articles"], 4) is None


@pytest.mark.parametrize(
    "control",
    [
        "<button class=cta>Ältere Meldungen anzeigen</button>",
        '<span role="button" tabindex="0">Load more</span>',
        "<div class=load-more>Load more</div>",
        '<div data-current-page="1" data-total-pages="3" data-url="/list"></div>',
        '<div data-page="1" data-max-pages="3"></div>',
        '<div data-page="1" data-total="24" data-per-page="4"></div>',
        """<div data-infinite-scroll='{"path": "/list?p={{#}}", "pages": 3}'></div>""",
    ],
)
def test_more_without_an_address_is_seen(control: str) -> None:
    assert step(control).unfollowed


@pytest.mark.parametrize(
    "control",
    [
        "<button>Ältere</button>",
        '<span role="button">Menu</span>',
        "<div>Load more</div>",
        '<div data-current-page="3" data-total-pages="3"></div>',
        '<div data-page="1" data-total="4" data-per-page="4"></div>',
        '<div class=slider data-page="1" data-total-pages="5"></div>',
        '<div data-pages="3"></div>',
        """<div data-options='{"pages": "many"'></div>""",
    ],
)
def test_what_is_no_more_is_not(control: str) -> None:
    assert step(control).unfollowed == ()


@pytest.mark.parametrize("value", ["'/news?year='+this.value", "'/news?year=' + this.options[this.selectedIndex].value", "'/news?year='+value+'&all=1'"])
def test_a_script_that_adds_a_year_to_an_address_has_the_address_of_each(value: str) -> None:
    select = f'<select onchange="location.href={value}"><option>2025</option><option>2024</option></select>'
    assert [each.partition("year=")[2][:4] for each in parts(select)] == ["2025", "2024"]
