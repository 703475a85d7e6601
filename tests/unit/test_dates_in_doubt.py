"""Days that say too little by themselves: what else the page prints, and where, decides."""

from datetime import date

import pytest

from crawler.extract import extract
from crawler.extract.fields.find_dates import Dates, find_dates
from crawler.extract.fields.read import read_fields
from crawler.items import Row
from crawler.page.page import Page

TODAY = date(2026, 11, 22)
BODY = "<p>" + "The company said that the works would go on for another year, and that more people would be hired. " * 4 + "</p>"
DOUBTFUL = f"<h1>Works go on</h1><ul><li>Ann Roe</li><li><time>02-12-2025</time></li></ul>{BODY}"


def dates(html: str, url: str = "https://x.example/news/a.html", languages: tuple[str, ...] = ("en",)) -> Dates:
    return find_dates(Page(url, html), languages, today=TODAY)


@pytest.mark.parametrize(
    ("beside", "url", "day"),
    [
        ("<aside><h4><a href='a.html'>Works go on</a></h4><time>December 02, 2025</time></aside>", "", "2025-12-02"),
        ("<aside><h4><a href='a.html'>Works go on</a></h4><time>2025-02-12</time></aside>", "", "2025-02-12"),
        ("<aside><h4><a href='b.html'>Quays</a></h4><span>17-11-2025</span></aside>", "", "2025-12-02"),
        ("", "https://x.example/2025/02/12/works", "2025-02-12"),
        ("", "https://x.example/2025/12/02/works", "2025-12-02"),
    ],
)
def test_the_order_of_digits_is_shown_by_what_else_names_the_day(beside: str, url: str, day: str) -> None:
    assert dates(DOUBTFUL + beside, url or "https://x.example/news/a.html").published == day


@pytest.mark.parametrize("beside", ["", "<aside><time>December 02, 2025</time><time>February 12, 2025</time></aside>"])
def test_a_day_that_nothing_or_both_readings_second_is_none(beside: str) -> None:
    found = dates(DOUBTFUL + beside.replace("<time>", "<a href='b.html'>The other quay was closed on </a><time>"))
    assert found.published is None


@pytest.mark.parametrize("root", ["root", "__next", "top-menu"])
def test_a_box_with_the_headline_is_no_other_one(root: str) -> None:
    line = "<h1>Works go on</h1><p>Ann Roe, Hull, 6 June 2019</p>"
    html = f'<title>Works go on</title><div id="{root}"><div><div>{line}<div>{BODY * 3}</div></div></div></div>'
    page = Page("https://x.example/news/a.html", html)
    row = Row(page.url, "Works go on", "2019-05-01")  # what is printed below the headline is stronger
    assert read_fields(page, row=row, today=TODAY).published == "2019-06-06"


def test_the_part_of_a_line_that_is_named_after_dates_is_the_day() -> None:
    line = '<div class="item-nav"><span>Code 140302150087</span> <span class="date">6 June 2019</span> <span>Hull</span></div>'
    head = "<div><h4>After eight years</h4><h1>Works go on</h1></div><p>A lead of one line.</p>"
    html = f"<article>{line}{head}<div>{BODY}</div></article>"
    assert dates(html).published == "2019-06-06"
    assert dates(html.replace('class="date"', "")).published is None


def test_a_day_in_a_quotation_is_of_what_it_quotes() -> None:
    quoted = '<blockquote><p>Good works</p><p>Ann (@ann) <a href="https://t.example/1">April 2, 2013</a></p></blockquote>'
    assert dates(f"<h1>Works go on</h1>{BODY}{quoted}{BODY}").published is None


def test_of_two_claims_of_one_day_the_one_with_the_time_counts() -> None:
    html = f'<h1>Works go on</h1><div>Posted on June 6, 2019</div><time datetime="2019-06-06T08:00:00+02:00">June 6</time>{BODY}'
    found = dates(html)
    assert found.published == "2019-06-06T08:00:00+02:00"
    assert found.provenance is not None
    assert found.provenance.agree == ["printed"]


def published(html: str) -> str | None:
    """The day of a whole page, its headline and text found too."""
    return extract(f"<title>News</title>{html}", "https://x.example/news/a.html").published


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("<aside><dl><dt>Sana</dt><dd>6 June 2019</dd></dl></aside>", "2019-06-06"),
        ("<aside><div><div>Birt</div><div>6 June 2019</div></div></aside>", "2019-06-06"),
        ("<aside><dl><dt>Frá</dt><dd>6 June 2019</dd><dt>Til</dt><dd>9 June 2019</dd></dl></aside>", None),
        ("<aside><p>6 June 2019</p></aside>", None),
    ],
)
def test_the_one_day_in_a_list_of_details_beside_the_article(between: str, day: str | None) -> None:
    assert published(f"{between}<div><h1>Works go on</h1>{BODY}</div>") == day


def test_a_weekday_before_a_day_hides_no_label() -> None:
    table = "<table><tr><td>Data</td><td>Il-Ġimgħa, 24 March 2023</td></tr></table>"
    others = "<div class='right'><table><tr><td>A</td><td>Thursday, 18 January 2024</td></tr></table></div>"
    assert dates(f"<div><div>{table}<h2>Works go on</h2>{BODY}</div>{others}</div>").published == "2023-03-24"


@pytest.mark.parametrize("label", ["更新日期", "最后更新时间", "Last updated date"])
def test_the_day_of_an_update_is_no_day_of_release(label: str) -> None:
    lines = f"<ul><li>發布日期：2023-10-05</li><li>{label}：2023-10-12</li></ul>"
    found = dates(f"<h1>Works go on</h1>{BODY}{lines}", languages=("zh-Hant",))
    assert (found.published, found.modified) == ("2023-10-05", "2023-10-12")


def test_a_day_in_a_piece_of_the_headline_is_the_release_s() -> None:
    aside = "<div class='panel'>Share price (6 June 2024)</div>"
    heading = "<h3>Works go on in the second basin of the harbour <small>Monday, 18 March 2024</small></h3>"
    assert published(f"{aside}<div>{heading}{BODY}</div>") == "2024-03-18"
    told = "<h3>Works go on until Monday, 18 March 2024 in the second basin</h3><p>6 March 2024</p>"
    assert published(f"<div>{told}{BODY}</div>") == "2024-03-06"


def test_of_two_days_the_one_in_the_row_of_the_headline() -> None:
    rates = "<td><p>Rates of the day</p><p>19 June 2024</p></td>"
    row = "<table><tr><td><h2>Works go on</h2></td><td>18 April 2023</td></tr></table>"
    assert published(f"<table><tr>{rates}<td>{row}{BODY}</td></tr></table>") == "2023-04-18"


def test_a_dateline_long_after_the_stated_day_is_believed() -> None:
    body = BODY.replace("<p>", "<p>Cluj-Napoca, 11 July 2023 – ")
    assert dates(f'<meta name="date" content="2021-08-01"><h1>Works go on</h1>{body}').published == "2023-07-11"
    assert dates(f'<meta name="date" content="2023-07-10"><h1>Works go on</h1>{body}').published == "2023-07-10"


def test_a_moment_that_several_elements_state_under_other_days_is_that_of_the_page_s_making() -> None:
    made = 'datetime="2025-06-06T10:41:07+03:00"'
    head = f"<div><time {made}>Friday, 6 June 2025</time></div>"
    line = f"<h1>Works go on</h1><p><time {made}>25 January 2024, 14:05</time></p>"
    assert published(f"{head}<section>{line}{BODY}</section>") == "2024-01-25"
    assert published(f"<section>{line}{BODY}</section>") == "2025-06-06T10:41:07+03:00"


LONG = "<p>Version 5 of the system was released on November 5, 2019. It is nearly 11 years after the first one was " + (
    "released on December 3, 2008, and the whole of the company has waited for it, in all of its towns and on its quays.</p>"
)


def test_the_day_of_what_a_text_tells_has_no_label() -> None:
    line = "<small>January 13, 2020 at 08:45 AM | <a href='/c/a'>Snakes of the system and those who keep them</a></small>"
    assert dates(f"<h2>Works go on</h2>{line}<div>{LONG}{BODY}</div>").published == "2020-01-13"
    taken = Page("https://x.example/news/a.html", f"<h2>Works go on</h2>{line}<div>{BODY}</div>")
    assert find_dates(taken, ("en",), title_block=0, body=(1, 2), today=TODAY).published == "2020-01-13"
    assert dates(f"<h2>Works go on</h2><div>{LONG}{BODY}</div>").published != "2008-12-03"
    short = "<p>It is nearly eleven years after the first version of the system was released on December 3, 2008.</p>"
    assert dates(f"<h2>Works go on</h2><div>{short}{BODY}</div>").published is None


def test_a_sentence_of_its_own_dates_a_text() -> None:
    line = "<p>This article was first published on November 5, 2019.</p>"
    assert dates(f"<h2>Works go on</h2><div>{line}{BODY}</div>").published == "2019-11-05"
    assert dates(f"<h2>Works go on</h2><div>{BODY}{line}</div>").published == "2019-11-05"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<div><p>Course in sour dough, Saturday 9 November 2024, 40 euros</p></div>", None),
        ("<p>By Jane Roe, 9 November 2024</p>", "2024-11-09"),
        ("<p>Sund, 9 November 2024</p>", "2024-11-09"),
    ],
)
def test_a_day_behind_the_text_and_several_words_is_an_event_s(line: str, day: str | None) -> None:
    text = "".join(f"<p>The baker of the town has said that dough {at} needs a day and a night to rise.</p>" for at in range(9))
    page = f"<title>Dough - Sund</title><main><article><h1>Old dough of the north</h1>{text}</article></main><div>{line}</div>"
    assert extract(page, "https://x.example/blog/old-dough").published == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p class=d><span>10</span>2024.07</p>", "2024-07-10"),
        ("<p><b>2024</b><i>07-10</i></p>", "2024-07-10"),
        ("<p><b>10</b><i>Jul</i><i>2024</i></p>", "2024-07-10"),
        ("<p><b>10</b><sup>2</sup> 2024.07.11 and on</p>", "2024-07-11"),
        ("<p><b>7</b><i>comments</i></p>", None),
    ],
)
def test_a_tile_may_be_one_line_that_a_style_sheet_parts(line: str, day: str | None) -> None:
    found = dates(f"<h1>Works go on</h1>{line}{BODY}").published
    assert found == day


def test_a_day_that_is_called_so_is_a_line_before_the_text_behind_it() -> None:
    html = f"<h1>Works go on</h1><div><span class=news-date>13.10.2023</span> {BODY[3:-4]}</div>"
    found = extract(html, "https://x.example/news/a.html")
    assert (found.published or "")[:10] == "2023-10-13"
    assert found.text.startswith("The company")


def test_the_time_of_an_event_is_no_label_of_a_chinese_notice() -> None:
    text = "因工作需要,我公司拟对三个职工食堂的蔬菜配送服务进行公开询价,欢迎符合条件的单位参加。" * 2
    line = "报名时间:请于2024年1月26日17时前将报价文件密封送至行政部,逾期不予受理。"
    html = f"<h1>询价公告</h1><div><p>{text}</p><p>{line}</p><p align=right>公司行政部</p><p align=right>2024年1月15日</p></div>"
    assert dates(html, languages=("zh",)).published == "2024-01-15"


@pytest.mark.parametrize("label", ["时间:", "发文日期:", "成文时间:", "发布时间:", "[日期]"])
def test_labels_of_a_chinese_release(label: str) -> None:
    text = "因工作需要,我公司拟对三个职工食堂的蔬菜配送服务进行公开询价,欢迎符合条件的单位参加。" * 2
    assert dates(f"<h1>询价公告</h1><p>{label}2024年1月15日</p><p>{text}</p>", languages=("zh",)).published == "2024-01-15"
