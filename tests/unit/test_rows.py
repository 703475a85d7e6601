"""Rows of listings that nothing is known of: titles, dates, furniture, several groups, rows elsewhere and documents."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.links import own_text
from crawler.discover.listing import read_listing
from crawler.items import Row
from crawler.page.page import Page, parse_html
from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.text.dates.row_date import order_of_list

URL = "http://www.example.org/media/"
HEADS = ("Ropewalk hires forty spinners", "Lighthouse lens goes to the museum", "New quay takes its first barge", "Boiler house passes the steam test", "Old ledger found behind a wall")
DAYS = ("2025-11-21", "2025-11-09", "2025-10-30", "2025-10-14", "2025-09-02")


def rows(body: str, lang: str = "en", site: Site | None = None, url: str = URL) -> tuple[Row, ...]:
    text = f'<html lang="{lang}"><head><title>Media</title></head><body>{body}</body></html>'
    return read_listing(Page(url, text), site or Site.for_url(URL), forms=True).rows


def filled(form: str, days: tuple[str, ...] = DAYS) -> str:
    return "".join(form.format(n=n, t=head, d=day) for n, (head, day) in enumerate(zip(HEADS, days, strict=True)))


def titles(found: tuple[Row, ...]) -> list[str | None]:
    return [row.title for row in found]


def dates(found: tuple[Row, ...]) -> list[str | None]:
    return [row.date for row in found]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div><b>Q3 2024</b><i>2024-10-02</i></div>", "Q3 2024 2024-10-02"),
        ("<div><ul><li>Ports</li></ul>7 Mar 2025</div>", "Ports 7 Mar 2025"),
        ("<div>Tide<span>Table</span></div>", "Tide Table"),
        ("<div>Order 77<span>2025-01-01</span></div>", "Order 77 2025-01-01"),
        ("<div><span>H</span>arbour <em>extra</em>ordinary</div>", "Harbour extraordinary"),
        ("<div>CO<sub>2</sub> and m<sup>2</sup>a</div>", "CO2 and m2a"),
        ("<div>港口<em>公司</em>开工</div>", "港口公司开工"),
    ],
)
def test_texts_of_neighbours_are_not_glued(markup: str, text: str) -> None:
    assert own_text(parse_html(markup).find(".//div")) == text


@pytest.mark.parametrize(
    "wrapper",
    ["sm:overflow-hidden", "nav-is-open", "modal-open page", "no-dialog-host", "tooltip-container", "has-breadcrumb", "sidebar-layout", "menu"],
)
@pytest.mark.parametrize("inner", ["<main>{}</main>", "<div><h1>Media</h1>{}</div>", "<div>{}</div>"])
def test_a_name_says_nothing_about_what_holds_the_rows(wrapper: str, inner: str) -> None:
    body = filled('<li><a href="/media/{n}-a">{t}</a> <i>{d}</i></li>')
    assert dates(rows(f'<div class="{wrapper}">{inner.format(f"<ul>{body}</ul>")}</div>')) == list(DAYS)


@pytest.mark.parametrize("name", ["hidden lg:flex", "d-none overflow-hidden md:hidden", "card modal", "tooltip"])
def test_a_name_says_nothing_about_the_rows_themselves(name: str) -> None:
    assert len(rows(filled(f'<div class="{name}"><h3><a href="/media/{{n}}">{{t}}</a></h3><span>{{d}}</span></div>'))) == len(DAYS)


@pytest.mark.parametrize("name", ["popup", "main-menu", "siteFooter", "hidden", "breadcrumb"])
def test_furniture_stays_furniture(name: str) -> None:
    other = "".join(f'<li><a href="/topics/{n}">Everything we ever said about ropes, part {n}</a></li>' for n in range(5))
    body = filled('<p><a href="/media/{n}">{t}</a> <span>{d}</span></p>')
    assert len(rows(f'<div class="{name}"><ul>{other}</ul></div><div>{body}</div>')) == len(DAYS)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ('<li><time datetime="{d}T22:10:00Z">yesterday</time><a href="/media/{n}">{t}</a></li>', DAYS),
        ('<div><h4><a href="/media/{n}">{t}</a></h4><meta itemprop="datePublished" content="{d}"><p>Since 3 May 2011 nobody had seen it.</p></div>', DAYS),
        ('<article><a href="/media/{n}"><h3>{t}</h3></a><div>By the press desk | {d}</div><p>On 1 January 2020 the yard was empty.</p></article>', DAYS),
        ('<div class=i><p>Founded 12.04.1999, says the plate on the wall of the yard.</p><a href="/media/{n}">{t}</a><small>{d}</small></div>', DAYS),
        ('<h4><a href="/media/{n}">{t}</a></h4><p>{d}</p>', DAYS),
        ('<dt><a href="/media/{n}">{t}</a></dt><dd>{d}</dd>', DAYS),
        ('<tr><td><b>{d}</b></td><td><a href="/media/{n}">{t}</a><br>It was on 4 July 2001 that the first of them came down the slip.</td></tr>', DAYS),
    ],
)
def test_the_date_of_a_row_is_not_that_of_its_excerpt(form: str, printed: tuple[str, ...]) -> None:
    found = rows(f"<div>{filled(form)}</div>".replace("<div><tr", "<table><tr"))
    assert titles(found) == list(HEADS)
    assert dates(found) == list(printed)


@pytest.mark.parametrize("day", ["4 July 2001", "2001-07-04", "4 июля 2001"])
def test_a_date_that_stands_alone_in_one_excerpt_is_not_that_of_its_row(day: str) -> None:
    form = '<div><h3><a href="/media/{n}">{t}</a></h3><div class=by>Published {d} by the desk, 31 readers</div><p>It opens on{x}</p></div>'
    html = "".join(
        form.format(n=n, t=head, d=printed, x=f": <b>{day}</b>" if n == 2 else " a day that is told later.")
        for n, (head, printed) in enumerate(zip(HEADS, DAYS, strict=True))
    )
    assert dates(rows(html)) == list(DAYS)


@pytest.mark.parametrize("excerpt", ["Am 3. März 2019 war der Hof noch leer und das Tor verschlossen.", "2019年3月3日，院子里空无一人，大门紧锁，直到第二年春天才重新打开。"])
def test_a_row_without_a_date_has_none(excerpt: str) -> None:
    assert dates(rows(filled(f'<div><h3><a href="/media/{{n}}">{{t}}</a></h3><p>{excerpt}</p></div>'))) == [None] * len(DAYS)


def test_a_row_of_any_length() -> None:
    long = "The yard was quiet, and the men went home before the rain came over the hill. " * 60
    assert dates(rows(filled(f'<div><h3><a href="/media/{{n}}">{{t}}</a></h3><p>{long}</p><span>{{d}}</span></div>'))) == list(DAYS)


@pytest.mark.parametrize(
    ("texts", "language", "host", "order"),
    [
        (["04/05/2024", "03/14/2024", "01/02/2024"], "en", "www.example.com", "MDY"),
        (["04.05.24", "14.03.24"], "en", "www.example.com", "DMY"),
        (["12.11.15", "12.31.15", "05.02.15"], "", "www.example.com", "MDY"),
        (["11/02/2024", "11/01/2024", "10/12/2024", "10/03/2024"], "en", "www.example.com", "MDY"),
        (["03/04/2024"], "en-GB", "www.example.com", "DMY"),
        (["03/04/2024"], "en-US", "www.example.com", "MDY"),
        (["24.11.30", "24.11.02", "24.10.09"], "ko", "www.example.kr", "YMD"),
        (["03/04/2024"], "", "press.example.gov", "MDY"),
        (["03/03/2026", "09/02/2026", "12/01/2026"], "", "www.example.com", "DMY"),
        (["12/01/2026", "09/02/2026", "03/03/2026"], "", "www.example.com", "MDY"),
    ],
)
def test_one_order_a_list(texts: list[str], language: str, host: str, order: str) -> None:
    assert order_of_list(texts, language, host) == order


@pytest.mark.parametrize(
    "form",
    [
        '<a class="tile" href="/media/{n}"><i>{d}</i><em>Ports</em><strong>{t}</strong></a>',
        '<li><a href="/media/{n}"><span class="k">News of the yard</span><span class="d">{d}</span><span class="headline">{t}</span><span class="x">The men went home before the rain came, and nobody spoke.</span></a></li>',
        '<div><a href="/media/{n}" title="Permalink to {t}"><img alt="A very long picture text about ropes, lamps and boats {n}"></a><h5><a href="/media/{n}" title="Permalink to {t}">{t}</a></h5><p>{d}</p></div>',
        '<div><img alt="Ropes {n}"><h3>{t}</h3><p>{d}</p><a href="/media/{n}" title="Open">Mehr erfahren</a></div>',
        '<div class=b><a href="/media/{n}" title="Permalink a {t}"><img src=x></a><span>{d}</span></div>',
        '<section><a href="/media/{n}"><h2>{t}</h2><h3>Nora Quay, Ivo Lamp</h3></a><span>{d}</span></section>',
    ],
)
def test_the_headline_is_the_title(form: str) -> None:
    found = rows(f"<div>{filled(form)}</div>")
    assert titles(found) == list(HEADS)
    assert dates(found) == list(DAYS)


@pytest.mark.parametrize(
    "form",
    [
        '<tr><td>{d}</td><td><a href="/media/{n}">{t}</a></td><td><a href="/zh/media/{n}">中文</a></td></tr>',
        '<tr><td><a href="/media/{n}">{t}</a></td><td><a href="/media/{n}.pdf">PDF</a></td><td>{d}</td></tr>',
        '<tr><td>{d}</td><td>{t}</td><td><a href="/media/{n}.pdf">Download</a></td></tr>',
    ],
)
def test_links_that_all_say_the_same_are_no_rows_beside_titles(form: str) -> None:
    found = rows(f"<table><tr><th>Date</th><th>Title</th></tr>{filled(form)}</table>")
    assert (titles(found), dates(found)) == (list(HEADS), list(DAYS))


@pytest.mark.parametrize("form", ["<li><a href='/media/{n}'>{d} {t}</a></li>", "<li><a href='/media/{n}'>{t} [{d}]</a></li>"])
def test_dates_that_a_list_prints_in_its_headlines(form: str) -> None:
    found = rows(filled(form))
    assert (titles(found), dates(found)) == (list(HEADS), list(DAYS))


def test_entities_are_undone() -> None:
    found = rows(filled('<li><a href="/media/{n}">{t} &amp;amp; &amp;#8220;more&amp;#8221;</a> {d}</li>'))
    assert found[0].title == f"{HEADS[0]} & “more”"


@pytest.mark.parametrize("short", ["Pay deal", "2:1", "召回", "Result 7"])
def test_short_headlines_in_the_form_of_the_list_stay(short: str) -> None:
    body = filled("<li><a href='/media/{n}'>{t}</a><span>{d}</span></li>") + f"<li><a href='/media/77'>{short}</a><span>2025-08-01</span></li>"
    more = "<li><a href='/media/archive'>All older stories</a></li>"
    assert titles(rows(f"<ul>{body}{more}</ul>")) == [*HEADS, short]


@pytest.mark.parametrize(
    ("form", "heads"),
    [
        ("<table><tr><td>{d}</td><td><a href='/media/{n}'>{t}</a></td></tr></table>", ("AGM 2024", "New CEO", "Dividend", "Quay 7", "Pay deal")),
        ("<div><a href='/media/{n}'>{t}</a><i>{d}</i></div>", ("年报发布", "码头扩建", "召回", "新厂长到任", "停水")),
    ],
)
def test_a_dated_list_of_nothing_but_short_headlines(form: str, heads: tuple[str, ...]) -> None:
    body = "".join(form.format(d=day, n=number, t=head) for number, (day, head) in enumerate(zip(DAYS, heads, strict=True)))
    links = "".join(f"<li><a href='/about/{word}'>{word}</a></li>" for word in ("People", "Places", "Safety", "History"))
    found = rows(f"<main>{body.replace('</table><table>', '')}</main><ul>{links}</ul>")
    assert (titles(found), dates(found)) == (list(heads), list(DAYS))


def test_several_groups_of_rows_are_all_rows() -> None:
    hero = '<section class="hero"><h2><a href="/big/one">The largest crane of the coast stands again</a></h2><p>2025-12-01</p></section>'
    pair = "".join(f'<div class="p"><a href="/notes/{n}"><h4>A note on the tides of quay {n}</h4></a><i>2025-07-0{n}</i></div>' for n in (1, 2))
    found = rows(f'<main>{hero}<ul>{filled("<li><a href=/media/{n}>{t}</a> {d}</li>")}</ul><div>{pair}</div></main>')
    assert len(found) == 1 + len(HEADS) + 2
    assert None not in dates(found)


def test_rows_elsewhere_and_documents_stand_among_the_others() -> None:
    form = '<li><span>{d}</span><a href="{u}">{t}</a></li>'
    urls = ("/media/1", "https://partner.example.net/a/2", "/files/report.PDF", "/media/4", "/files/annex.docx?v=2")
    body = "".join(form.format(d=day, u=url, t=head) for day, url, head in zip(DAYS, urls, HEADS, strict=True))
    social = '<p><a href="https://www.facebook.com/sharer?u=1">Share this list with all of your friends</a></p>'
    partners = "".join(f'<a href="https://p{n}.example.net/en/">Our partner of many years, number {n}</a>' for n in range(5))
    found = rows(f"<ul>{body}</ul>{social}<div>{partners}</div>")
    assert [row.form for row in found] == [None, "elsewhere", "document", None, "document"]
    assert dates(found) == list(DAYS)


def test_a_dated_list_that_leads_elsewhere_only() -> None:
    found = rows(filled('<li><a href="https://h{n}.example.net/news/{n}">{t}</a> <span>{d}</span></li>'))
    assert [row.form for row in found] == ["elsewhere"] * len(DAYS)
    under = "<h2>Friday, 21 November 2025</h2><ul>" + filled('<li><a href="https://h{n}.example.net/news/{n}">{t}</a></li>') + "</ul>"
    assert titles(rows(under)) == list(HEADS)


def test_rows_elsewhere_on_a_declared_site() -> None:
    site = Site(name="example", company="Example", language="en", group="example", start=("http://www.example.org/",), hosts=("www.example.org",), platform=TRS)
    urls = ("./202511/t20251121_1001.html", "https://partner.example.net/a/2", "./202510/P020251030123456789012.pdf", "./202510/t20251014_1002.html", "./202509/t20250902_1003.html")
    body = "".join(f'<li><a href="{url}">{head}</a><span>{day}</span></li>' for day, url, head in zip(DAYS, urls, HEADS, strict=True))
    links = "".join(f'<li><a href="https://p{n}.example.net/en/">Partner {n}</a></li>' for n in range(5))
    found = rows(f"<ul>{body}</ul><div><ul>{links}</ul></div>", site=site)
    assert [row.form for row in found] == [None, "elsewhere", "document", None, None]


@pytest.mark.parametrize("twin", ["?asPDF", "?print=1", "?format=pdf", "/print"])
def test_a_printed_view_is_the_same_release(twin: str) -> None:
    found = rows(filled(f'<li>{{d}} <a href="/media/{{n}}">{{t}}</a> <a href="/media/{{n}}{twin}">{{t}} as a document to be printed</a></li>'))
    assert [row.url for row in found] == [f"http://www.example.org/media/{n}" for n in range(5)]


def test_minguo_years() -> None:
    days = ("114.11.21", "114.11.09", "114.10.30", "114.10.14", "114.09.02")
    assert dates(rows(filled('<li><a href="/media/{n}">{t}</a><span>{d}</span></li>', days), "zh-Hant")) == list(DAYS)


def test_the_last_page_of_a_listing_without_dates_has_its_rows_too() -> None:
    side = "<div class=box><ul>" + filled('<li><a href="/media/9{n}">{t} in brief</a></li>') + "</ul></div>"
    form = "<table><tr><td class=t>* <a href='/media/{n}'>{t}</a></td></tr></table>"
    first, last = (Page(URL, f"<html><body><main>{body}</main>{side}</body></html>") for body in (filled(form), filled(form)[: len(form)]))
    site = Site.for_url(URL)
    places = read_listing(first, site).places
    assert [row.url for row in read_listing(last, site, places=places).rows] == ["http://www.example.org/media/0"]


def test_a_page_is_not_at_the_side_because_it_has_a_side() -> None:
    two = "".join(f"<tr><td>{DAYS[n]}</td><td><a href='/media/{n}'>{HEADS[n]}</a></td></tr>" for n in (0, 1))
    side = "<aside><ul>" + filled("<li><a href='/media/old-{n}'>{t}, read by many</a></li>") + "</ul></aside>"
    first = Page(URL, f"<div class='with-sidebar'><table>{filled('<tr><td>{d}</td><td><a href=/media/{n}>{t}</a></td></tr>')}</table>{side}</div>")
    last = Page(URL, f"<div class='with-sidebar'><table>{two}</table>{side}</div>")
    site = Site.for_url(URL)
    found = read_listing(last, site, places=read_listing(first, site).places).rows
    assert [row.title for row in found] == list(HEADS[:2])


def test_what_stands_apart_from_a_dated_list_is_no_row_of_it() -> None:
    two = "".join(f"<a href='/media/{n}'>{HEADS[n]}</a> {DAYS[n]}<br>" for n in (0, 1))
    foot = "<table><tr><td>Copyright 2024 <a href='/legal/'>Terms and conditions of this service</a></td></tr></table>"
    assert titles(rows(f"<table><tr><td>{two}</td></tr></table>{foot}")) == list(HEADS[:2])


SIDE = '<div class="{name}"><div><h3>The yard</h3><div><div><center><b>Opening day</b> {day}<br><a href="/topics/77-yard">All about the new yard by the harbour</a></center></div></div></div>{more}</div>'


@pytest.mark.parametrize("name", ["sidebar", "yui-b yui-sidebar", "col left-sidebar"])
def test_a_dated_link_at_the_side_is_no_row(name: str) -> None:
    """Also where the box has as many dated links as the list has rows: its name is excused only if it holds the list."""
    comments = "".join(f'<p><a href="/talk/{n}">Re: a question about the tide tables, number {n}</a> {day}</p>' for n, day in enumerate(DAYS))
    rows_of_list = filled('<article><h3><a href="/media/{n}">{t}</a></h3><time>{d}</time></article>')
    side = SIDE.format(name=name, day="24 October 2014", more=f'<div class="{name}">{comments}</div>')
    assert titles(rows(f"<div class=main>{rows_of_list}</div>{side}"))[: len(HEADS)] == list(HEADS)
    assert "/topics/77-yard" not in str(rows(f"<div class=main>{rows_of_list}</div>{side}"))


def test_a_lone_first_release_stands_beside_the_list_whatever_holds_both() -> None:
    lead = '<section class=lead><a href="/media/lead"><h2>The harbour master opens the new dock</h2></a><time>2025-12-01</time></section>'
    rows_of_list = filled('<article><h3><a href="/media/{n}">{t}</a></h3><time>{d}</time></article>')
    found = rows(f'<div class="with-sidebar sidebar">{lead}<div>{rows_of_list}</div></div>')
    assert dates(found) == ["2025-12-01", *DAYS]


@pytest.mark.parametrize("wrapper", ["layout-with-sidebar", "page sidebar-right", "sidebar"])
def test_a_box_that_is_called_a_sidebar_and_holds_the_list_is_none(wrapper: str) -> None:
    events = "".join(f'<li><a href="/events/{n}">Open day of the boat yard, part {n}</a> {day}</li>' for n, day in enumerate(DAYS[:2]))
    rows_of_list = filled('<article><h3><a href="/media/{n}">{t}</a></h3><time>{d}</time></article>')
    found = rows(f'<ul>{events}</ul><div class="{wrapper}"><div>{rows_of_list}</div></div>')
    assert set(HEADS) <= set(titles(found))
