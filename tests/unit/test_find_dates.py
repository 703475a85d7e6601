"""The date of a page among all the dates on it."""

from datetime import date

import pytest

from crawler.extract.fields.find_dates import Dates, find_dates
from crawler.extract.fields.read import read_fields
from crawler.items import Row
from crawler.page.page import Page
from crawler.text.dates.in_url import url_date

TODAY = date(2026, 11, 22)
BODY = "<p>" + "The company said that the works would go on for another year, and that more people would be hired. " * 4 + "</p>"
HAN = "<p>" + "集团召开年度工作会议，总结上一年度工作，部署新一年度重点任务，提出明确要求。" * 6 + "</p>"


def dates(
    html: str, url: str = "http://x.example/news/a.html", row: Row | None = None, languages: tuple[str, ...] = ("en",)
) -> Dates:
    return find_dates(Page(url, html), languages, row=row, today=TODAY)


@pytest.mark.parametrize(
    ("html", "published", "by"),
    [
        (
            f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2019-06-06T08:00:00Z"}}</script>{BODY}',
            "2019-06-06T08:00:00+00:00",
            "jsonld",
        ),
        (
            f'<meta property="article:published_time" content="2019-06-06T08:00:00+02:00">{BODY}',
            "2019-06-06T08:00:00+02:00",
            "meta",
        ),
        (f'<span itemprop="datePublished" content="2019-06-06">x</span>{BODY}', "2019-06-06", "meta"),
        (f'<h1>Works go on</h1><time datetime="2019-06-06">Thursday</time>{BODY}', "2019-06-06", "generic"),
        (f"<h1>Works go on</h1><div>Posted on June 6, 2019</div>{BODY}", "2019-06-06", "generic"),
        (f"<h1>Works go on</h1><div>CopyFrom:[ORE] Date:15 May 2018</div>{BODY}", "2018-05-15", "generic"),
        (f"<h1>Works go on</h1><div>Ore Corporation 2023-10-25</div>{BODY}", "2023-10-25", "generic"),
        (f'<h1>Works go on</h1>{BODY}<script>var x={{"publishedAt":"2019-06-06"}}</script>', "2019-06-06", "meta"),
    ],
)
def test_sources(html: str, published: str, by: str) -> None:
    found = dates(html)
    assert found.published == published
    assert found.provenance is not None
    assert found.provenance.by == by


@pytest.mark.parametrize(
    "first",
    [
        "On May 10, 2020, the company held a meeting about the new quay and its cranes",
        "2020年5月10日，集团公司在总部召开码头扩建工作专题会议，听取有关情况汇报",
    ],
)
def test_a_day_in_a_short_first_sentence_is_of_what_the_news_tells(first: str) -> None:
    page = f"<h1>Works go on</h1><p>{first}</p>{BODY}{BODY}"
    row = Row("http://x.example/news/a.html", "Works go on", "2020-05-17", "2020-05-17")
    assert dates(page, row=row, languages=("zh",) if "年" in first else ("en",)).published == "2020-05-17"


def test_the_url_date_is_kept_apart() -> None:
    found = dates(f"<h1>Works go on</h1><div>2023-10-25</div>{BODY}", "http://x.example/news/202311/t20231103_302298.html")
    assert (found.published, found.url_date) == ("2023-10-25", "2023-11-03")
    assert found.provenance is not None
    assert found.provenance.other["url_date"] == "2023-11-03"


def test_the_listing_dates_a_page_that_prints_none() -> None:
    url = "http://x.example/news/201906/t20190606_274143.html"
    found = dates(f"<h1>Works go on</h1>{BODY}", url, Row(url, date="2019-06-03"))
    assert (found.published, found.provenance and found.provenance.by) == ("2019-06-03", "listing")


@pytest.mark.parametrize(
    "headline",
    ["Last day to register is April 15, 2013", "New date: May 2, 2013, ONE WEEK LATER",
     "Neuer Termin: Hafenfest am 26.02.2011", "关于2024年5月9日召开股东大会的通知"],
)  # fmt: skip
def test_a_date_in_a_headline_is_of_what_it_tells(headline: str) -> None:
    url = "http://x.example/news/a.html"
    row = Row(url, date="2010-06-03")
    listed = find_dates(Page(url, f"<h1>{headline}</h1>{BODY}"), ("en", "de", "zh"), title_block=0, row=row, today=TODAY)
    assert listed.published == "2010-06-03"
    meta = '<meta property="article:published_time" content="2010-06-03">'
    stated = find_dates(Page(url, f"{meta}<h1>{headline}</h1>{BODY}"), ("en", "de", "zh"), title_block=0, today=TODAY)
    assert (stated.published or "")[:10] == "2010-06-03"


def test_a_copyright_year_and_an_updated_date_are_no_publication() -> None:
    html = (
        f"<h1>Works go on</h1><div>Published: 2 May 2019 | Last updated: 3 June 2020</div>{BODY}<footer>© 2026-01-01 Ore</footer>"
    )
    found = dates(html)
    assert (found.published, found.modified) == ("2019-05-02", "2020-06-03")


def test_other_articles_dates_are_not_this_ones() -> None:
    rows = "".join(f"<li><a href='/n/{day}'>Another story of the newsroom</a> 2021-03-{day:02}</li>" for day in range(1, 9))
    html = f"<h1>Works go on</h1><div class='meta'>2019-06-06</div>{BODY}<div class='related'><ul>{rows}</ul></div>"
    assert dates(html).published == "2019-06-06"


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("<aside>2021-03-04</aside>", None),
        ("<nav><p>2021-03-04</p></nav><p>2019-06-06</p>", "2019-06-06"),
        ("<div id=related><time datetime=2021-03-04>4</time></div><p>x</p><time datetime=2019-06-06>6</time>", "2019-06-06"),
        ("<div class='noticias related-news'><p>2021-03-04</p></div>", None),
        ("<div class='noticias relatedness'><p>2021-03-04</p></div>", "2021-03-04"),
    ],
)
def test_what_is_called_a_part_beside_the_article_dates_nothing(between: str, day: str | None) -> None:
    assert dates(f"<h1>Works go on</h1>{between}{BODY}").published == day


@pytest.mark.guarantee(19)
@pytest.mark.parametrize("raw", ["2099-12-31", "1970-01-01", "2023-02-30", "0001-01-01"])
def test_a_bogus_date_is_null_with_the_raw_words_and_the_reason(raw: str) -> None:
    found = dates(f'<meta name="pubdate" content="{raw}"><h1>Works go on</h1>{BODY}')
    assert found.published is None
    assert found.raw == raw
    assert found.reason in ("out_of_range", "impossible")


def test_a_time_stands_only_with_its_offset() -> None:
    assert dates(f"<h1>Works go on</h1><p>June 6, 2019 8:00 AM</p>{BODY}").published == "2019-06-06"
    page = f"<h1>会议召开</h1><div>发布时间：2019-06-06 09:30</div>{HAN}"
    assert dates(page, languages=("zh",)).published == "2019-06-06T09:30+08:00"


def test_order_is_learned_from_the_page_itself() -> None:
    html = f"<h1>Works go on</h1><div>Posted 03/11/2025</div>{BODY}<div class=more>Older: 27/10/2025</div>"
    assert dates(html).published == "2025-11-03"
    ambiguous = f"<h1>Works go on</h1><div>Posted 03/11/2025</div>{BODY}"
    assert dates(ambiguous).published is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://x.example/english/News/201906/t20190606_274143.html", "2019-06-06"),
        ("http://x.example/2019/06/06/slug", "2019-06-06"),
        ("http://x.example/2019-06-06-slug", "2019-06-06"),
        ("http://x.example/detail.jsp?article_millseconds=1310604089016&column_no=02", "2011-07-14"),
        ("http://x.example/blog/2023/october/03/how-ore-is-mined/", "2023-10-03"),
        ("http://x.example/blog/2023/octopus/03/how-ore-is-mined/", None),
        ("http://x.example/news/2019/slug-20", None),
        ("http://x.example/product-20199999", None),
    ],
)
def test_url_date(url: str, day: str | None) -> None:
    found = url_date(url, TODAY)
    assert (found.day if found else None) == day


STAMPED = """<script type="application/ld+json">
{"@type":"Article","datePublished":"2025-11-05","dateModified":"2025-11-05"}</script>"""


def test_a_day_printed_under_the_title_before_the_stated_one_is_the_first() -> None:
    assert dates(f"{STAMPED}<h1>Works go on</h1><p>January 31, 2024</p>{BODY}").published == "2024-01-31"
    assert dates(f"{STAMPED}<h1>Works go on</h1><p>November 21, 2026</p>{BODY}").published == "2025-11-05"


def test_the_first_publication_is_told_in_words() -> None:
    lines = "<p>30 Sep 2022</p>" + BODY + "<p>This article was {} on 26 Sep 2019.</p>"
    assert dates(f"<h1>Works go on</h1>{lines.format('originally published')}").published == "2019-09-26"
    assert dates(f"<h1>Works go on</h1>{lines.format('discussed')}").published == "2022-09-30"


def test_the_day_is_the_writers_where_address_and_page_agree() -> None:
    head = '<meta property="article:published_time" content="2025-12-19T02:41:41+00:00">'
    comments = "<div class=comments><time datetime=2025-12-19>x</time></div>"
    page = f"{head}<h1>Works go on</h1><p>By Ore on December 18, 2025</p>{BODY}"
    assert dates(page + comments, "http://x.example/2025/12/18/works/").published == "2025-12-18"
    assert dates(head + BODY, "http://x.example/2025/12/18/works/").published == "2025-12-19T02:41:41+00:00"


def test_a_month_glued_to_the_word_before() -> None:
    assert dates(f"<h1>Works go on</h1><div><a>Mining</a><span>December 22, 2022</span></div>{BODY}").published == "2022-12-22"


def test_read_fields_flags_what_is_missing() -> None:
    fields = read_fields(Page("http://x.example/a", f"<h1>Works go on</h1>{BODY}"), today=TODAY)
    assert "date_missing" in fields.flags
    assert fields.title == "Works go on"


NEIGHBOURS = {
    "date before the link": "<h3>More</h3><ul><li><span>20 June 2024</span> <a href=/a>Two works open in spring</a></li></ul>",
    "date in the link": "<p>Previous: <a href=/a>Two works (12 May 2024)</a></p>",
    "cards": "<div><div><h4><a href=/a>Zwei Werke öffnen im Frühjahr</a></h4><span>12.05.2024</span></div></div>",
    "Han": "<p>上一篇：<a href=/a>两座工厂今年春天开工</a> 2024-05-12</p>",
}


@pytest.mark.parametrize("behind", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_date_beside_a_link_to_another_page_is_that_pages(behind: str) -> None:
    page = Page("http://x.example/news/a.html", f"<main><article><h1>Works go on</h1>{BODY}</article>{behind}</main>")
    assert find_dates(page, ("en",), title_block=0, today=TODAY).published is None


def test_a_date_beside_its_authors_is_the_pages() -> None:
    card = "<div><p>Written by <a href=/blog/author/jane>Jane Margaret Doe and John Roe</a></p><p>April 8, 2020</p></div>"
    assert dates(f"<h1>Works go on</h1>{BODY}{card}").published == "2020-04-08"


@pytest.mark.parametrize("today", ["Friday, November 20, 2020", "2020年11月20日 星期五"])
def test_the_day_in_the_masthead_is_that_of_reading(today: str) -> None:
    menu = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Home", "Products", "Investors", "News", "Careers"))
    html = f"<div>{today}</div><ul>{menu}</ul><h1>Works go on</h1>{BODY}"
    assert find_dates(Page("http://x.example/news/a.html", html), ("en",), title_block=6, today=TODAY).published is None


@pytest.mark.parametrize(
    "tile",
    [
        "<div><div>14</div><div>2024-05</div></div>",
        "<div><p>14</p><p>May</p><p>2024</p></div>",
        "<div><b style='display:block'>05-14</b><div>2024</div></div>",
        "<div><div>2024.05</div><div>14</div></div>",
    ],
)
def test_a_date_in_cells_is_one(tile: str) -> None:
    assert dates(f"<h1>Works go on</h1>{tile}{BODY}").published == "2024-05-14"


@pytest.mark.parametrize("stated", [None, "2024-06-03"])
def test_a_short_headline_and_a_day_that_the_text_tells_are_no_date_in_cells(stated: str | None) -> None:
    told = BODY.replace("<p>", "<p>The old ferry sank on 3 May 1998 in the sound. ")
    meta = f'<meta name="date" content="{stated}">' if stated else ""
    assert dates(f"{meta}<div><h2>Night ferry</h2>{told}</div>").published == stated


@pytest.mark.parametrize("cells", [("14", "5"), ("3", "May", "people")])
def test_cells_without_a_whole_date_are_none(cells: tuple[str, ...]) -> None:
    assert dates(f"<h1>Works go on</h1><div><div>{'</div><div>'.join(cells)}</div></div>{BODY}").published is None


def test_the_dateline_dates_a_page_where_nothing_else_does() -> None:
    body = BODY.replace("<p>", "<p>ESKER, May 14, 2024 – ", 1)
    assert dates(f"<h1>Works go on</h1>{body}").published == "2024-05-14"
    assert dates(f"<h1>Works go on</h1><div>2 June 2024</div>{body}").published == "2024-06-02"


def test_an_old_printed_day_does_not_overrule_two_stated_ones() -> None:
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Works","datePublished":"2024-05-20"}</script>'
    meta = '<meta property="article:published_time" content="2024-05-20">'
    html = f"<h1>Works go on</h1><div class=date>06.12.2010</div>{BODY}"
    assert dates(meta + ld + html).published == "2024-05-20"


@pytest.mark.parametrize(
    ("masthead", "signed", "day"),
    [
        ("<table><tr><td>SUND POST<td>Sunday November 22 2026</table>", "Jane Roe, 8 December 2022", "2022-12-08"),
        ("<div class=kopf><b>Sund Bote</b> <div>Sonntag, 22.11.2026</div></div>", "Sund, 3. Mai 2024", "2024-05-03"),
    ],
)
def test_the_day_of_the_masthead_is_not_that_of_the_news(masthead: str, signed: str, day: str) -> None:
    html = f"<title>Night ferry</title>{masthead}<div class=story><h2>Night ferry</h2>{BODY * 2}<p><i>{signed}</i></p></div>"
    assert read_fields(Page("https://sund.example/n/1", html), today=TODAY).published == day


def test_a_day_that_the_box_has_as_bare_text_is_in_it() -> None:
    html = f"<title>Night ferry</title><div class=story>3 May 2024<h2>Night ferry</h2>{BODY}<p>Sund, 1 March 2019</p></div>"
    assert read_fields(Page("https://sund.example/n/1", html), today=TODAY).published == "2024-05-03"


def test_an_old_printed_day_does_not_beat_two_stated_ones_in_two_zones() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-04-25T22:30:00+00:00"}</script>'
        '<meta name="date" content="2024-04-26">'
    )
    found = dates(f"{head}<h1>Works go on</h1><div class=date>6 December 2010</div>{BODY}")
    assert (found.published or "")[:10] == "2024-04-25"


@pytest.mark.parametrize(
    "foot",
    [
        "<footer><p>Site last updated: November 20, 2026</p></footer>",
        '<div class="page-footer"><span>Last updated:</span> <span>20 November 2026</span></div>',
        "<aside><p>Updated on 2026-11-20</p></aside>",
        '<footer><p>Site updated <time datetime="2026-11-20" class="updated">on Friday</time></p></footer>',
    ],
)
def test_the_day_on_which_a_site_changed_is_no_article_s(foot: str) -> None:
    found = dates(f"<main><h1>Works go on</h1>{BODY}</main>{foot}")
    assert (found.published, found.modified) == (None, None)


def test_the_foot_of_an_article_tells_when_it_changed() -> None:
    found = dates(f"<article><h1>Works go on</h1>{BODY}<footer><p>Last updated: November 20, 2026</p></footer></article>")
    assert (found.published, found.modified) == ("2026-11-20", "2026-11-20")
