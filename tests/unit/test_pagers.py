"""Every pager on a page that has one, on its first, middle and last page."""

# ruff: noqa: E501  markup is read best on one line

from typing import Any

import pytest

from crawler.discover.links import page_links
from crawler.discover.pagers.next_page import next_step
from crawler.discover.pagers.step import Paged, Step
from crawler.page.page import Page
from crawler.site import Site

SITE = Site.for_url("http://www.example.com/")
FOLDER = "http://www.example.com/news/"


def step(url: str, html: str) -> Step:
    page = Page(url, html)
    return next_step(Paged(url, url, page.text, page_links(page, SITE)[0], page.root))


def names(found: Step) -> list[str]:
    return [url.rpartition("/")[2] for url in found.next]


@pytest.mark.parametrize(
    ("file", "call", "expected"),
    [
        ("", 'createPageHTML(9, 0, "index", "html");', ["index_1.html"]),
        ("index.html", "createPageHTML(9,0,'index','html')", ["index_1.html"]),
        ("index_1.html", 'createPageHTML(9, 1, "index", "html");', ["index_2.html"]),
        ("index_7.html", 'createPageHTML(9, 7, "index", "html");', ["index_8.html"]),
        ("index_8.html", 'createPageHTML(9, 8, "index", "html");', []),
        ("", 'createPageHTML(1, 0, "index", "html");', []),
        ("", 'createPageHTML("2", "0", "index", "shtml");', ["index_1.shtml"]),
        ("", "createPageHTML('page_div',5, 1,'fg','shtml',89);", ["fg_1.shtml", "fg_2.shtml"]),
        ("fg_2.shtml", "createPageHTML('page_div',5, 2,'fg','shtml',89);", ["fg_3.shtml"]),
        ("fg_5.shtml", "createPageHTML('page_div',5, 5,'fg','shtml',89);", []),
        ("fg_1.shtml", "createPageHTML('page_div',5, 2,'fg','shtml',89);", ["fg_2.shtml"]),
        ("fg_4.shtml", "createPageHTML('page_div',5, 5,'fg','shtml',89);", []),
    ],
)
def test_create_page_html(file: Any, call: Any, expected: Any) -> None:
    assert names(step(FOLDER + file, f"<html><body><script>{call}</script></body></html>")) == expected


def test_a_call_inside_a_comment_counts_and_the_function_itself_does_not() -> None:
    body = """<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}</script>
    <!--<script>createPageHTML(3, 0, "index", "html");</script>-->"""
    assert names(step(FOLDER, body)) == ["index_1.html"]


def test_what_the_pager_promises() -> None:
    found = step(FOLDER, "<script>createPageHTML('page_div',5, 1,'fg','shtml',89);</script>")
    assert (found.pages, found.records) == (5, 89)


@pytest.mark.parametrize(
    ("file", "script", "expected"),
    [
        ("nei.htm", "var m_nRecordCount = 89; var m_nPageSize = 20;", ["nei_1.htm"]),
        ("nei_3.htm", "var m_nRecordCount = '89'; var m_nPageSize = '20';", ["nei_4.htm"]),
        ("nei_4.htm", "var m_nRecordCount = 89; var m_nPageSize = 20;", []),
        ("", "var countPage = 3; var currentPage = 0;", ["index_1.html"]),
        ("", 'var countPage = 3; var m_sPageName = "liste"; var m_sPageExt = "shtml";', ["liste_1.shtml"]),
        ("", 'var m_nRecordCount = 89; var m_nPageSize = 20; var PageName = "nei"; var PageExt = ".htm";', ["nei_1.htm"]),
        ("index_2.html", "var countPage = 3; var currentPage = 2;", []),
        ("nei.htm", "var m_nRecordCount = 7; var m_nPageSize = 20;", []),
    ],
)
def test_record_count(file: Any, script: Any, expected: Any) -> None:
    assert names(step(FOLDER + file, f"<script>{script}</script>")) == expected


@pytest.mark.parametrize(
    ("query", "html", "expected"),
    [
        ("column_no=02", '<a href="?column_no=02&topage=2">2</a><a href="?column_no=02&topage=3">3</a>', ["2"]),
        ("column_no=02&topage=2", '<a href="?column_no=02&topage=1">1</a><a href="?column_no=02&topage=3">3</a>', ["3"]),
        ("column_no=02&topage=3", '<a href="?column_no=02&topage=1">1</a><a href="?column_no=02&topage=2">2</a>', []),
        ("column_no=02", "<script>function go(p){f.topage.value=p}</script>共 <b>4</b> 页", ["2"]),
        ("column_no=02&topage=4", "<script>function go(p){f.topage.value=p}</script>共 <b>4</b> 页", []),
    ],
)
def test_topage(query: Any, html: Any, expected: Any) -> None:
    found = step(f"http://www.example.com/outline.jsp?{query}", html)
    assert [url.rpartition("topage=")[2] for url in found.next] == expected


def test_countdown() -> None:
    front = """<div style="display:none"><a href="index_2603340_15.html">2</a><a href="index_2603340_14.html">3</a></div>
    <script>var maxPageNum = 16;</script>"""
    assert names(step(FOLDER + "index.html", front)) == ["index_2603340_15.html"]
    assert names(step(FOLDER + "index_2603340_15.html", "<ul><li>x</li></ul>")) == ["index_2603340_14.html"]
    assert names(step(FOLDER + "index_2603340_1.html", "<ul><li>x</li></ul>")) == []


@pytest.mark.parametrize(
    "text",
    ["Next", "next page >", "Next ›", "»", ">", "下一页", "下页", "次へ", "次のページ", "Weiter", "Suivant", "Siguiente", "다음", "Далее"],
)
def test_next_links(text: Any) -> None:
    assert names(step(FOLDER, f'<p><a href="/a/1">1</a> <a href="/b/more-of-it">{text}</a></p>')) == ["more-of-it"]


@pytest.mark.parametrize("word", ["Seterusnya", "Wọlé síwájú", "Ynjijkiwyn", "ወደ ቀጣዩ ገጽ ይሂዱ"])
def test_the_address_of_a_next_page_speaks_where_its_word_is_not_known(word: str) -> None:
    html = f'<p><b>1</b> <a href="?page=2">{word}</a></p><p><a href="/page/2026">{word}</a></p>'
    assert step(FOLDER, html).next == (FOLDER + "?page=2",)


@pytest.mark.parametrize("text", ["Next steps for copper", "The next generation", "Nextel", "Vorstand"])
def test_what_only_begins_like_next(text: Any) -> None:
    assert names(step(FOLDER, f'<p><a href="/b/story">{text}</a></p>')) == []


def test_link_rel_next_comes_first() -> None:
    html = '<a href="/a/last">»</a><a rel="next" href="/a/two">older</a>'
    assert names(step(FOLDER, html)) == ["two"]


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        (FOLDER, '<b>1</b><a href="?page=1">2</a><a href="?page=2">3</a>', ["?page=1"]),
        (FOLDER + "?page=1", '<a href="?page=0">1</a><b>2</b><a href="?page=2">3</a>', ["?page=2"]),
        (FOLDER + "?page=2", '<a href="?page=0">1</a><a href="?page=1">2</a><b>3</b>', []),
        (FOLDER + "page/2/", '<a href="/news/page/1/">1</a><a href="/news/page/3/">3</a>', ["/news/page/3/"]),
        (FOLDER, '<a href="/news/page/2/">2</a><a href="/news/page/3/">3</a>', ["/news/page/2/"]),
    ],
)
def test_numbered_links(url: Any, html: Any, expected: Any) -> None:
    found = step(url, html).next
    assert [each.removeprefix(FOLDER if "?" in each else "http://www.example.com") for each in found] == expected


def test_a_page_without_pager() -> None:
    assert step(FOLDER, "<ul><li><a href='/a'>A story of copper</a></li></ul>") == Step()


@pytest.mark.parametrize(
    ("script", "second"),
    [
        ("""var countPage = 3; document.write('<a href="index_'+i+'.htm">'+(i+1)+'</a>');""", "index_1.htm"),
        ("""var countPage = 3; document.write('<a href="index"+"_" + nextPage + "."+'htm">下一页</a>');""", "index_1.htm"),
        ("""var countPage = 3; document.write('<a href="list_' + (page + 1) + '.shtml">');""", "list_1.shtml"),
        ("""var countPage = 3; box.innerHTML = `<a href="./index_${i}.jsp">${i + 1}</a>`;""", "index_1.jsp"),
        ("""var countPage = 3; var sPageExt = "shtml";""", "index_1.shtml"),
        ("""var countPage = 3; var m_sPageName = "liste.htm"; document.write('<a href="index_'+i+'.html">');""", "liste_1.htm"),
        ("""var countPage = 3; var m_sPageName = "liste"; document.write('<a href="index_'+i+'.htm">');""", "liste_1.htm"),
        ("""var countPage = 3; document.write('<img src="bar_' + n + '.png">');""", "index_1.html"),
    ],
)
def test_the_file_that_a_script_prints_is_the_next_page(script: str, second: str) -> None:
    page = Paged(FOLDER, FOLDER, f"<html><body><script>{script}</script></body></html>", [])
    assert next_step(page).next == (f"{FOLDER}{second}",)
