"""Pagers whose links call a function or post a form: what they ask for, and what is left alone."""

# ruff: noqa: E501  scripts and markup are read best on one line

import pytest

from crawler.discover.listing import Listing, read_listing
from crawler.discover.sources.fragments import read_endpoint
from crawler.page.page import Page
from crawler.site import Site

pytestmark = pytest.mark.guarantee(23)

HOST = "http://board.example"
NEWS = f"{HOST}/board/list.do"
SITE = Site.for_url(NEWS)
ROWS = "".join(
    f'<li><a href="/board/view.do?seq={900 - n}">The company opens its plant number {n} in the north</a> <span>2026-10-{28 - n}</span></li>'
    for n in range(8)
)
LIST = f"<ul class=board>{ROWS}</ul>"
LINKS = '<p class="paging"><b>1</b> <a href="javascript:goPage(2)">2</a> <a href="javascript:goPage(\'3\')">3</a></p>'
FORM = '<form id="f" name="f" action="/board/list.do" method="{}"><input type="hidden" id="no" name="pageNo" value="1"><input type="hidden" name="cat" value="n"></form>'


def read(html: str, url: str = NEWS) -> Listing:
    return read_listing(Page(url, f"<html><head><title>News</title></head><body><h1>News</h1>{html}</body></html>".encode()), SITE)


def following(html: str) -> list[str]:
    return [each.removeprefix(HOST) for each in read(html).next]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("function goPage(n) { location.href = '/board/list.do?page=' + n; }", "/board/list.do?page=2"),
        ("function goPage(n) { window.location = `?page=${n}`; }", "/board/list.do?page=2"),
        ("var goPage = function (n) { window.location.search = 'page=' + n; };", "/board/list.do?page=2"),
        ("const goPage = (n) => { document.location.assign(base + '?cat=n&no=' + n); }; const base = '/board/list.do';", "/board/list.do?cat=n&no=2"),
        ("function goPage(n) { var url = '/board/list.do'; url += '?cat=' + $('#cat').val(); url += '&no=' + n; location.href = url; }", "/board/list.do?cat=n&no=2"),
        ("function goPage(n) { if (n == 1) { location.href = '/board/index.html'; } else { location.href = '/board/index_' + (n - 1) + '.html'; } }", "/board/index_1.html"),
        ("function goPage(n) { window.open('/board/list.do?q=\\u0026no=' + n, '_self'); }", "/board/list.do?q=&no=2"),
        ("function goPage(n) { show(n, 'x'); } function show(no, kind) { location.replace('/board/list.do?no=' + no); }", "/board/list.do?no=2"),
    ],
)  # fmt: skip
def test_a_function_that_leads_to_an_address(script: str, expected: str) -> None:
    assert following(f"<input type=hidden id=cat value=n>{LIST}{LINKS}<script>{script}</script>") == [expected]


@pytest.mark.parametrize(
    "script",
    [
        "function goPage(n) { document.f.no.value = n; document.f.submit(); }",
        "function goPage(n) { document.forms['f'].elements['pageNo'].value = n; document.forms['f'].submit(); }",
        "function goPage(n) { document.getElementById('no').value = n; document.getElementById('f').submit(); }",
        "function goPage(n) { $('#no').val(n); $('#f').submit(); }",
        "function goPage(n) { $('#f input[name=\"pageNo\"]').val(n); find(); } function find() { $('#f').trigger('submit'); }",
        "function goPage(n) { document.querySelector('[name=pageNo]').value = n;\n // f.action = '/other.do';\n f.submit(); }",
        "function goPage(n) { /* document.f.action = '/other.do'; */ var frm = document.f; frm.pageNo.value = n; frm.submit(); }",
    ],
)
def test_a_function_that_fills_a_form(script: str) -> None:
    assert following(f"{FORM.format('get')}{LIST}{LINKS}<script>{script}</script>") == ["/board/list.do?cat=n&pageNo=2"]
    assert following(f"{FORM.format('post')}{LIST}{LINKS}<script>{script}</script>") == ["/board/list.do#post:cat=n&pageNo=2"]


def test_the_last_action_and_method_that_a_script_gives_a_form_count() -> None:
    script = "function goPage(n) { f.no.value = n; f.action = '/a.do'; f.action = '/b.do'; f.method = 'get'; f.submit(); }"
    assert following(f"{FORM.format('post')}{LIST}{LINKS}<script>{script}</script>") == ["/b.do?cat=n&pageNo=2"]


def test_a_method_of_an_object_and_a_list_of_numbers_turn_pages_too() -> None:
    board = "<script>var Board = { base: '/board/list.do', move: function (p) { location.href = this.base + '?p=' + p; } };</script>"
    assert following(f'{LIST}<p class=paging><b>1</b> <a onclick="Board.move(2)">2</a> <a onclick="Board.move(3)">3</a></p>{board}') == ["/board/list.do?p=2"]
    options = "".join(f"<option value={n}>{n}</option>" for n in range(1, 6))
    listed = f'{LIST}<div class=pager><select onchange="Board.move(this.value)">{options}</select></div>{board}'
    assert following(listed) == ["/board/list.do?p=2"]


def test_a_script_counts_on_from_the_number_in_a_field() -> None:
    script = "<script>function on() { document.f.no.value = parseInt(document.f.no.value) + 1; document.f.submit(); }</script>"
    assert following(f"{FORM.format('post')}{LIST}<p class=paging><a href='javascript:on()'>Next</a></p>{script}") == ["/board/list.do#post:cat=n&pageNo=2"]


def test_a_control_of_the_next_ten_pages_gives_way_to_the_next_number() -> None:
    script = "<script>function goPage(n) { location.href = '/board/list.do?page=' + n; }</script>"
    assert following(f"{LIST}{LINKS.replace('</p>', ' <a href=javascript:goPage(11)>[다음]</a></p>')}{script}") == ["/board/list.do?page=2"]


POSTS = "<script>function goPage(n) { document.f.no.value = n; document.f.submit(); }</script>"


@pytest.mark.parametrize(
    ("pager", "expected"),
    [
        ('<a href="javascript:goPage(1)">1</a> <strong>2</strong> <a href="javascript:goPage(3)">3</a>', "3"),
        ('<a href="#" onclick="goPage(1)">1</a> <a href="#" class="on">2</a> <a href="#" onclick="goPage(3); return false">3</a>', "3"),
        ('<a onclick="goPage(1)">1</a> <a class="active" onclick="goPage(2)">2</a> <a onclick="goPage(3)">3</a>', "3"),
        ('<a href="javascript:goPage(9)">9</a> <strong>10</strong> <a href="javascript:goPage(11)">▶</a> <a href="javascript:goPage(40)">≫</a>', "11"),
        ('<a href="javascript:goPage(2)">Next</a>', "2"),
        ('<a href="javascript:goPage(1)">1</a> <strong>2</strong> <a href="javascript:goPage(2)">▶</a> <a href="javascript:goPage(2)">≫</a>', None),
    ],
)  # fmt: skip
def test_the_page_after_the_one_that_is_shown(pager: str, expected: str | None) -> None:
    found = read(f"{FORM.format('post')}{LIST}<div class=paging>{pager}</div>{POSTS}")
    assert [each.removeprefix(HOST) for each in found.next] == ([f"/board/list.do#post:cat=n&pageNo={expected}"] if expected else [])
    assert not found.step.unfollowed


@pytest.mark.parametrize(
    "more",
    [
        '<form method="post" action="/subscribe"><input name="email"><button>→</button></form>',
        '<form method="post" action="/subscribe"><input name="email"><button>Next</button></form>',
        '<form method="post" action="/login" class="pager"><input type="password" name="p"><button name="page" value="2">2</button></form>',
        '<a href="javascript:send()">→</a><form name="s" method="post"><input name="mail"></form><script>function send() { document.s.mail.value = 1; document.s.submit(); }</script>',
        '<p class="paging"><a href="javascript:elsewhere(2)">2</a></p>',
        '<p class="paging"><a href="javascript:deep(2)">2</a></p><script>function deep(n) { deep(n); }</script>',
        '<p class="paging"><a href="javascript:go(2)">2</a></p><script>function go(n) { location.href = "mailto:" + n; }</script>',
        '<p class="paging"><a href="javascript:go(2)">2</a></p><script>function go(n) { location.href = unknown(n) + n; }</script>',
    ],
)  # fmt: skip
def test_what_turns_no_pages_is_not_sent(more: str) -> None:
    assert following(f"{LIST}{more}") == []


def test_the_answer_to_a_posted_form_is_a_page_with_its_own_pager() -> None:
    def answer(rest: str) -> bytes:
        pager = f'<div class=paging><a href="javascript:goPage(1)">1</a> <strong>2</strong> {rest}</div>'
        return f"<html><body>{FORM.format('post')}{LIST}{pager}{POSTS}</body></html>".encode()

    asked = f"{NEWS}#post:cat=n&pageNo=2"
    more = read_endpoint(asked, answer('<a href="javascript:goPage(3)">3</a>'), "text/html", SITE, NEWS)
    assert (len(more.rows), more.next) == (8, (f"{NEWS}#post:cat=n&pageNo=3",))
    last = read_endpoint(asked, answer(""), "text/html", SITE, NEWS)
    assert (len(last.rows), last.next) == (8, ())
