"""What a page's scripts and attributes ask for, in many spellings; what they ask for that is no list; what comes back."""

# ruff: noqa: E501  scripts are read best on one line

import json

import pytest

from crawler.discover.listing import Listing
from crawler.discover.sources.asked import numbers_asked, with_number
from crawler.discover.sources.fragments import read_endpoint
from crawler.discover.sources.in_page import read_with_scripts
from crawler.discover.sources.script_calls import calls_on
from crawler.page.page import Page
from crawler.platforms.hanweb import HANWEB, next_group, proxy_call
from crawler.platforms.wires import wire_of
from crawler.run.fetch_task import ENDPOINT, FetchTask
from crawler.site import Site
from crawler.urls import asked_identity

HOST = "https://firma.example"
SITE = Site.for_url(f"{HOST}/haber/")
ROWS = "".join(f'<li><span>0{n}.03.2024</span> <a href="/haber/yeni-tesis-acildi-{n}">Yeni tesis {n} numara ile açıldı</a></li>' for n in range(1, 7))


def page(inside: str) -> Page:
    return Page(f"{HOST}/haber/", f"<html><body><h1>Haberler</h1>{inside}</body></html>")


def asked(inside: str, rows: int = 6) -> list[str]:
    return [each.removeprefix(HOST) for each in calls_on(page(inside), SITE, rows)]


def script(text: str) -> str:
    return f"<script>{text}</script>"


@pytest.mark.parametrize(
    ("inside", "first"),
    [
        (script("var n=1;$('#m').click(function(){n++;$.get('/more?page='+n,add)})"), "/more?page=2"),
        (script("let sayfa = 1; function daha() { fetch('/haber/liste?sayfa=' + (sayfa + 1)).then(r => r.text()); sayfa++ }"), "/haber/liste?sayfa=2"),
        (script("const adet = 6; let skip = 0; async function g() { await fetch(`/api/news?skip=${skip}&take=${adet}`) }"), "/api/news?skip=6&take=6"),
        (script("axios.get('/api/list', {params: {offset: this.items.length, limit: 20}})"), "/api/list?offset=6&limit=20"),
        (script("$.ajax({type: 'POST', url: '/noticias/carregar', data: {pagina: pagina, tipo: 'nota'}}); var pagina = 2"), "/noticias/carregar#post:pagina=2&tipo=nota"),
        (script("$.post('/liste.php', 'kind=presse&seite=' + seite, add); var seite = 2;"), "/liste.php#post:kind=presse&seite=2"),
        (script("$http.post('/api/list', JSON.stringify({pageNo: 2 , channel: \"a b\"}))"), None),
        (script("axios.post('/api/list', {pageNo: s.no, channel: 'x'}); s = {no: 2}"), '/api/list#post:{"pageNo":2,"channel":"x"}'),
        (script("var x = new XMLHttpRequest(); x.open('POST', '/mehr', true); x.send('p=' + p); var p = 2"), "/mehr#post:p=2"),
        (script("var fd = new FormData(); fd.append('action', 'more'); fd.append('page', page); fetch('/do', {method: 'post', body: fd}); var page = 2"), "/do#post:action=more&page=2"),
        (script("const u = new URL('/api/x', location.origin); u.searchParams.set('page', st.page + 1); fetch(u); st = {page: 1}"), "/api/x?page=2"),
        (script("fetch('/x?' + new URLSearchParams({page: 2}))"), None),
        (script("$('#l').load('/haber/liste?p=' + (parseInt($('#l').data('p')) + 1) + ' .row')") + '<div id="l" data-p="1"></div>', "/haber/liste?p=2"),
        (script("$.getJSON('/n/page-' + pg + '.json', show); pg = 2"), "/n/page-2.json"),
        (script("$.get('/liste/' + $(this).attr('data-seite'))") + '<a data-seite="2">Mehr</a>', "/liste/2"),
        (script("var el = $('#l'); $.get('/liste?seite=' + el.dataset.seiteNr, add)") + '<ul id="l" data-seite-nr="2"></ul>', "/liste?seite=2"),
        (script("$.get('/liste?sayfa=' + sayfaNo, add)") + '<ul data-sayfa-no="2"></ul>', "/liste?sayfa=2"),
        (script('var P = {"ajaxurl":"\\/wp-admin\\/admin-ajax.php","current_page":"1"}; jQuery.ajax({url: P.ajaxurl, type: "POST", data: {action: "more", page: P.current_page}})'), "/wp-admin/admin-ajax.php#post:action=more&page=1"),
        (script("fetch('/rows', {method: 'POST', body: JSON.stringify(body)}); const body = {start: 0, length: 6}"), None),
        ('<button data-url="/api/haber" data-page="1" data-size="6">Daha fazla</button>', "/api/haber?page=1&size=6"),
        ('<button data-endpoint="/api/haber/{page}" data-next-page="2">Daha fazla</button>', "/api/haber/2"),
        ('<button data-api="/api/haber?offset=6">+</button>', "/api/haber?offset=6"),
        ('<div hx-post="/rows" data-page="2"></div>', "/rows#post:page=2"),
    ],
)  # fmt: skip
def test_a_request_for_the_rows_behind_those_that_are_there(inside: str, first: str | None) -> None:
    assert asked(inside)[:1] == ([first] if first else [])


def test_where_a_counter_may_be_read_in_two_ways_the_part_that_may_be_known_comes_first() -> None:
    assert asked(script("var page = 1; $.get('/more?page=' + page, add)")) == ["/more?page=1", "/more?page=2"]
    assert asked(script("var page = 1; page++; $.get('/more?page=' + page, add)")) == ["/more?page=2", "/more?page=3"]
    own = Page(f"{HOST}/haber/?page=1#oben", page(script("var page = 1; $.get('/haber/?page=' + page, add)")).text)
    assert calls_on(own, SITE, 6) == (f"{HOST}/haber/?page=2",), "the page itself is read already"


def test_the_first_and_the_last_row_are_moved_together() -> None:
    inside = script("var a = 1, z = 6; $.post('/proxy', {startrecord: a, endrecord: z, perpage: 6})")
    assert asked(inside) == ["/proxy#post:startrecord=7&endrecord=12&perpage=6"]


@pytest.mark.parametrize(
    "inside",
    [
        script("$.get('/suche/suggest?q=' + q + '&page=' + page); var page = 1, q = 'a'"),
        script("$.post('/newsletter/subscribe', {email: mail, page: 1})"),
        script("$.post('/save', {page: page, user_token: t}); var page = 1, t = 'x'"),
        script("$.post('/haber/liste', {tip: 'a'})"),
        script("fetch('https://anders.example/api?page=' + page); var page = 1"),
        script("fetch('/events/list?page=' + page); var page = 1"),
        script("fetch('/search?page=' + page); var page = 1"),
        script("fetch(unknown + '/list'); $.get(); fetch(function () { return 1 })"),
        script("$.get('/image.png')"),
        '<form data-reset="/api/haber?offset=6" data-page="2"></form><input value="/api/haber" data-size="6">',
        '<img data-src="/images/haber.jpg"><div data-url="/haber/yeni-tesis-acildi-1">x</div><a href="/haber/?page=2">2</a>',
        "<script src='/app.js'>fetch('/x?page=' + page); var page = 1",
    ],
)
def test_what_is_no_list_is_not_asked_for(inside: str) -> None:
    assert asked(inside) == []


def test_a_page_without_rows_asks_for_the_first_part() -> None:
    assert calls_on(page(script("var no = 1; $.ajax({url: '/api/list.do', type: 'post', data: {pageNo: no, size: 9}})")), SITE) == (f"{HOST}/api/list.do#post:pageNo=1&size=9",)
    assert calls_on(page(script("fetch('/api/haber.json').then(show)")), SITE) == (f"{HOST}/api/haber.json",)
    assert calls_on(page('<div hx-get="/haber/rows" hx-trigger="load"></div>'), SITE) == (f"{HOST}/haber/rows",)


@pytest.mark.parametrize(
    "text",
    ["a=b+b+b+b+b+b;b=c+c+c+c+c+c;c=d+d+d+d+d+d;d=e+e+e+e+e;e=f+f+f;fetch(a+'?page='+p)" * 200, "fetch(" * 9000, "(" * 50_000, "a=" * 60_000, "x='" * 9000, "$.post(`" + "${" * 9000,
     "fetch('//[a?page=' + page)", "$.get('http://[::1/list?page=1')", "fetch('//\\u2100.example/api/list?page=2')"],
)
def test_hostile_scripts_are_left_alone(text: str) -> None:
    assert asked(script(text)) == []


def test_scripts_are_asked_only_where_something_says_that_there_is_more() -> None:
    call = script("var page = 1; function weiter() { page++; $.get('/haber/liste?page=' + page, add) }")
    button = '<button id="weiter">Daha fazla göster</button>'

    def following(inside: str) -> tuple[str, ...]:
        return read_with_scripts(page(f"<ul>{ROWS}</ul>{inside}"), SITE).next

    assert following(call) == ()
    assert following(call + button) == (f"{HOST}/haber/liste?page=2", f"{HOST}/haber/liste?page=3")
    assert following(call + script("window.addEventListener('scroll', weiter)"))
    assert following(call + "<p>共 40 条</p>")
    assert following(call + button + "<p>共 6 条</p>") == (), "it says itself that these are all"
    scrolled = call + script("window.addEventListener('scroll', weiter)")
    assert following(scrolled + '<a rel="next" href="/haber/?s=2">Sonraki</a>') == (f"{HOST}/haber/?s=2",), "the page has its own way on"


def endpoint(body: str, address: str = f"{HOST}/more?page=2", kind: str = "text/html") -> Listing:
    return read_endpoint(address, body.encode(), kind, SITE, f"{HOST}/haber/")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<ul>{ROWS}</ul>", "text/html"),
        (ROWS.replace("/haber/", ""), "text/plain"),
        (json.dumps({"ok": True, "html": f"<ul>{ROWS}</ul>"}), "application/json"),
        (json.dumps([{"command": "settings"}, {"command": "insert", "data": f"<div>{ROWS}</div>"}]), "application/json"),
        (f"cb({json.dumps({'d': {'items': [f'<ul>{ROWS}</ul>']}})})", "text/javascript"),
        ("<recordset>" + "".join(f"<record><![CDATA[<li>{row}</li>]]></record>" for row in ROWS.split("</li>")[:-1]) + "</recordset>", "text/xml"),
    ],
)  # fmt: skip
def test_rows_in_markup_are_read_in_whatever_they_are_wrapped(body: str, kind: str) -> None:
    listing = endpoint(body, kind=kind)
    assert [row.url for row in listing.rows] == [f"{HOST}/haber/yeni-tesis-acildi-{n}" for n in range(1, 7)]
    assert (listing.rows[0].date, listing.kind) == ("2024-03-01", "json")
    assert listing.next == (f"{HOST}/more?page=3",)


@pytest.mark.parametrize("body", ["", " ", "[]", '{"html": ""}', "<recordset></recordset>", "{not json", "<p>Kayıt yok</p>"])
def test_an_answer_without_rows_is_the_end(body: str) -> None:
    listing = endpoint(body)
    assert (listing.rows, listing.next, listing.problem) == ((), (), "empty")


def test_an_answer_says_where_it_goes_on_or_that_it_does_not() -> None:
    def following(**more: object) -> tuple[str, ...]:
        return endpoint(json.dumps({"html": f"<ul>{ROWS}</ul>", **more}), kind="application/json").next

    assert following(hasMore=False) == () == following(next=None) == following(total_pages=2)
    assert following(total=90) == (f"{HOST}/more?page=3",) == following(pageCount=9)
    assert following(next="/more?cursor=x") == (f"{HOST}/more?cursor=x",)
    assert endpoint(f"<ul>{ROWS}</ul>", f"{HOST}/x#post:start=0&limit=6").next == (f"{HOST}/x#post:limit=6&start=6",)


def test_numbers_are_set_where_they_stand() -> None:
    posted = f'{HOST}/x?a=1#post:{{"page":2,"q":"z"}}'
    assert numbers_asked(posted) == {"a": 1, "page": 2}
    assert with_number(posted, "page", 3) == f'{HOST}/x?a=1#post:{{"page":3,"q":"z"}}'
    assert with_number(posted, "a", 5).startswith(f"{HOST}/x?a=5#post:")
    assert asked_identity(f"{HOST}/x#post:p=1", SITE) != asked_identity(f"{HOST}/x#post:p=2", SITE)


def test_only_what_a_script_asks_for_is_posted() -> None:
    task = FetchTask(f"{HOST}/x#post:p=1", ENDPOINT)
    assert (task.method, task.address, task.posted) == ("POST", f"{HOST}/x", "p=1")
    assert task.headers == {"X-Requested-With": "XMLHttpRequest", "Content-Type": "application/x-www-form-urlencoded"}
    assert FetchTask(f'{HOST}/x#post:{{"p":1}}', ENDPOINT).headers["Content-Type"] == "application/json"
    assert (FetchTask(f"{HOST}/x#post:p=1", "article").method, FetchTask(f"{HOST}/x", ENDPOINT).method) == ("GET", "GET")


def test_hanweb_names_its_next_group_and_its_proxy() -> None:
    assert next_group('<nextgroup><![CDATA[<a href="/p.jsp?page=2&amp;col=1"></a>]]></nextgroup>') == "/p.jsp?page=2&col=1"
    assert next_group("<nextgroup></nextgroup>") is None
    call = "new jpage({perPage:20, groupSize:2, totalRecord:90, proxyUrl:'/p.jsp', ajaxParam:{col:1,path:'/',webname:\"厂\"}})"
    assert proxy_call(call, 40) == "/p.jsp?startrecord=41&endrecord=80&perpage=20#post:col=1&path=%2F&webname=%E5%8E%82"
    assert proxy_call(call, 90) is None
    assert proxy_call("proxyUrl: '/p.jsp'", 0) is None
    (form,) = HANWEB.articles
    found = form.pattern.search("/zh/art/2024/3/7/art_12_345.html")
    assert found is not None
    assert found["id"] == "345"
    assert not form.pattern.search("/art/about.html")
    assert HANWEB.listings[0].match("/col/col12/index.html")


def test_wires_are_told_by_the_addresses_of_their_releases() -> None:
    assert wire_of(["https://w.example/news-releases/a-new-plant-opens-302233445.html"]) == "prnewswire"
    assert wire_of(["https://w.example/news/home/20240307005123/en/A-New-Plant"]) == "businesswire"
    assert wire_of(["https://w.example/news-release/2024/03/07/2841234/0/en/A-New-Plant.html"]) == "globenewswire"
    assert wire_of(["https://w.example/news/adhoc/neues-werk/0a1b2c3d-1111-2222-3333-444455556666_de"]) == "eqs"
    assert wire_of(["https://w.example/news/2024/a-new-plant.html", "https://w.example/news-release/plant"]) is None
    assert wire_of([]) is None
