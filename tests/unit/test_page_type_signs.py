"""Single signs of a page's kind, and which lines are teasers of rows."""

import pytest

from crawler.extract.page_type.classify import dated_rows
from crawler.extract.page_type.features import NAMES, Signs, read_signs
from crawler.extract.page_type.short_release import is_short_release
from crawler.extract.page_type.structure import without_teasers
from crawler.page.page import Page

SENTENCE = "The company said that the works would go on for another year, and that more people would be hired. "


def signs_at(url: str, text: str = SENTENCE) -> Signs:
    page = Page(url, f"<title>Ore</title><h1>Ore names its board</h1><p>{text}</p>")
    return read_signs(page, page.outline.shown(), page.main_run)


@pytest.mark.parametrize(("end", "release"), [("", True), ("</div><div>", False)])
def test_a_day_may_stand_a_few_lines_above_the_headline_in_its_box(end: str, release: bool) -> None:
    head = f"<div><p>7 May 2024</p>{end}<p>News</p><p>Sund AG</p><h1>Sund opens a plant</h1></div>"
    page = Page("https://www.sund.example/5", f"<title>Sund opens a plant</title>{head}<p>{SENTENCE * 2}</p>")
    assert is_short_release(page, page.outline.shown()) is release


@pytest.mark.parametrize(("text", "release"), [(SENTENCE * 2 + "All came with", True), ("A list of all 3 ships, " * 9, False)])
def test_a_paragraph_may_be_cut_off_or_not_finished_behind_its_sentences(text: str, release: bool) -> None:
    body = f"<h1>News</h1><div><h3>Sund opens a plant</h3><p>7 May 2024</p><p>{text}</p></div><h3>Add to</h3><h1>Foot</h1>"
    page = Page("https://www.sund.example/news/5/plant", f"<title>Sund</title>{body}")
    assert is_short_release(page, page.outline.shown()) is release


@pytest.mark.parametrize(
    "sentence", ["Die Halle ist fertig. ", "हॉल तैयार है। ", "ہال تیار ہے۔ ", "Սրահը պատրաստ է։ ", "ホールが完成した。"]
)
def test_sentences_are_counted_in_any_script(sentence: str) -> None:
    assert signs_at("https://a.example/7", sentence * 20).values[NAMES.index("sentences")] > 2.9


def test_a_folder_called_topics_may_hold_articles() -> None:
    values = [signs_at(f"https://a.example/{folder}/7").values for folder in ("topics", "tag")]
    assert [each[NAMES.index("path_list")] for each in values] == [0.0, 1.0]


@pytest.mark.parametrize(("rows", "behind", "left"), [(6, 6, 0), (4, 4, 4), (8, 5, 5)])
def test_lines_right_behind_rows_are_teasers_where_nearly_all_rows_have_one(rows: int, behind: int, left: int) -> None:
    told = "明治二十年代の町並みを描いた絵図です。虫食いの部分は修復せず、そのまま展示しています。"
    row = "<dt>2009/11/0{0}</dt><dd><a href=/{0}>郷土資料室に新しい地図が入りました</a></dd>"
    lines = "".join(row.format(at) + f"<dd>{told}</dd>" * (at <= behind) for at in range(1, rows + 1))
    page = Page("http://www.lib.example/oshirase/", f"<table><tr><td>図書館</td><td><dl>{lines}</dl></td></tr></table>")
    shown = page.outline.shown()
    found = dated_rows(shown)
    assert len(found) == rows
    assert [block.text for block in without_teasers(shown, found)].count(told) == left


@pytest.mark.parametrize("line", ["<a href=/u/14>By Hannah Watkins</a>", "<a href=/author/hwatkins>Hannah Watkins</a>"])
def test_a_writer_beside_the_day_is_no_row(line: str) -> None:
    shown = Page("https://sund.example/info/x17", f"<div>{line}</div><div>29 November 2024</div>").outline.shown()
    assert dated_rows(shown) == []
