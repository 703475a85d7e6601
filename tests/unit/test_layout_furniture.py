"""Lines that a layout leaves out wherever they stand: widgets of one version of one company's pages."""

# ruff: noqa: E501  markup and lines are read best whole

import dataclasses

import pytest

from crawler.explain.lines import DROPPED, TEXT
from crawler.explain.reading import PageSource, explain
from crawler.extract.article import read_article
from crawler.items import Extraction
from crawler.layouts.anchors import ISO_DATE, crumb_items
from crawler.page.page import Page
from crawler.site import Layout, Mark, Site, any_of, loose

URL = "https://www.acme.example/news/1.html"
FIRST = "Acme restarted the furnace at Port Lincoln on Monday, four months after the flood had filled its cellars with mud."
SECOND = "The company says that every customer who asked to listen to this article was sent a copy link by the press office."
LAST = "The next furnace follows in May."
PLAIN = Layout(
    "acme/2030",
    crumb=loose(rf"^ (?P<path>Home{crumb_items()})"),
    marks=(Mark("date_line", loose(rf"Published (?P<date>{ISO_DATE})"), needed=True),),
    footer=loose(r"^ © Acme"),
)
ENGLISH = dataclasses.replace(PLAIN, furniture=loose(rf"{any_of(('Listen to this article', 'Copy link'))}|[0-9]+ min read"))


def site(layout: Layout) -> Site:
    return Site(
        name="acme", company="Acme", language="en", group="acme", start=("https://www.acme.example/",),
        hosts=("www.acme.example",), layouts=(layout,),
    )  # fmt: skip


def read(layout: Layout, middle: str, above: str = "") -> Extraction:
    return read_article([Page(URL, markup(middle, above))], site(layout))


def markup(middle: str, above: str = "") -> str:
    return (
        f"<html><head><title>Furnace restarted</title></head><body><p>Home &gt; News</p><h1>Furnace restarted</h1>{above}"
        f"<p>Published 2020-02-11</p><div><p>{FIRST}</p>{middle}<p>{LAST}</p></div><p>© Acme Ltd</p></body></html>"
    )


WHOLE = f"{FIRST}\n\n{SECOND}\n\n{LAST}"


@pytest.mark.parametrize(
    "middle",
    [
        f"<p>Listen to this article</p><p>{SECOND}</p><p>COPY&nbsp;LINK</p>",
        f"<div><button>Copy link</button></div><p>{SECOND}</p><span>4 min read</span>",
        f"<p>Copy link<br>Listen to this article</p><p>{SECOND}</p>",
        f"<p>Copy link<br>{SECOND}</p>",
        f"<p>{SECOND}<br>Listen to this article<br>Copy link</p>",
        f"<table><tr><td>Listen to this article</td></tr></table><p>{SECOND}</p>",
    ],
)
def test_a_line_is_left_out_wherever_it_stands_and_a_sentence_with_its_words_stays(middle: str) -> None:
    found = read(ENGLISH, middle)
    assert (found.layout, found.title, found.published, found.text) == ("acme/2030", "Furnace restarted", "2020-02-11", WHOLE)
    assert found.html is not None
    assert found.html.count("<p>") == 3


def test_a_line_between_title_and_marks_is_no_subtitle() -> None:
    assert read(PLAIN, f"<p>{SECOND}</p>", "<h2>Listen to this article</h2>").subtitle == "Listen to this article"
    found = read(ENGLISH, f"<p>{SECOND}</p>", "<h2>Listen to this article</h2>")
    assert (found.title, found.subtitle, found.text) == ("Furnace restarted", None, WHOLE)


def test_other_lines_and_a_line_that_offers_a_document_are_the_readers_business() -> None:
    words = dataclasses.replace(PLAIN, furniture=loose("Fact sheet|Share"))
    found = read(words, f"<p>{SECOND}</p><h3>Shares rose</h3><p><a href='/f.pdf'>Fact sheet</a></p>")
    assert "Shares rose" in found.text
    assert [each.url for each in found.attachments] == ["https://www.acme.example/f.pdf"]


def test_a_document_in_the_foot_of_the_page_is_none_of_the_article_that_a_layout_reads() -> None:
    foot = "<div class='footer'><p><a href='/terms.pdf'>Terms of sale</a></p></div>"
    found = read(PLAIN, f"<p>{SECOND}</p><p><a href='/f.pdf'>Fact sheet</a></p>{foot}")
    assert [each.url for each in found.attachments] == ["https://www.acme.example/f.pdf"]


def test_words_of_another_language() -> None:
    chinese = dataclasses.replace(PLAIN, furniture=loose("收听本文|复制 文章 链接|分享给(?:好友|同事)"), language="zh")
    first = "二月十一日，林港冶炼厂在洪水退去四个月之后恢复生产，全体职工参加了点火仪式，省里有关部门的负责同志到场祝贺。"
    second = "公司负责人表示，欢迎读者收听本文的录音，也欢迎把本文分享给好友和同事，明年还将再建一座新的冶炼炉。"
    page = (
        "<title>冶炼厂恢复生产</title><body><p>Home &gt; 新闻</p><h1>冶炼厂恢复生产</h1><p>Published 2020-02-11</p>"
        f"<section><p>{first}</p><div>收听本文</div><p>{second}</p><p>复制文章链接</p><p>分享给同事</p></section><p>© Acme</p></body>"
    )
    found = read_article([Page(URL, page)], site(chinese))
    assert found.text == f"{first}\n\n{second}"


def test_explain_names_the_rule() -> None:
    page = markup(f"<p>Listen to this article</p><p>Copy link<br>{SECOND}</p>", "<p>4 min read</p>")
    told = explain([PageSource(URL, page.encode(), "text/html; charset=utf-8")], site(ENGLISH))
    by_text = {line.text.split("\n")[0]: line for line in told.lines}
    for words in ("Listen to this article", "4 min read", "Copy link"):
        assert (by_text[words].fate, by_text[words].role) == (DROPPED, "furniture")
        assert by_text[words].why == "a line that `acme/2030` leaves out wherever it stands (`furniture`)"
    assert by_text[SECOND].fate == TEXT
    assert [line for line in told.lines if not (line.role and line.why)] == []
