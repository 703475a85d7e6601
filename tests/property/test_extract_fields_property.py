"""Whatever the page: decoding never raises, safe text is safe, dates are in range, and a release loses nothing."""

import re
from datetime import date, timedelta
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.body.assemble import Paragraph, assemble
from crawler.extract.body.release_parts import split_release
from crawler.extract.fields.read import read_fields
from crawler.extract.page_type.classify import page_type
from crawler.page.decode import decode, decoded_text
from crawler.page.page import Page
from crawler.text.dates.parse import Stamp, parse_date, read_date
from crawler.text.safe_text import clean_text

TODAY = date(2026, 11, 22)
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ud800-\udfff]"
)
LINES = (
    "Ore Corp today announced results for the quarter, with revenue up on strong demand from customers in Asia.",
    "The chief executive said that it was a good quarter, and that more was to come.",
    "About Ore Corp",
    "About Ore: Ore Corp is a leading miner of everything.",
    "Forward-Looking Statements",
    "This release contains forward-looking statements that involve risks; actual results may differ from them.",
    "Media Contact:",
    "jane@ore.example",
    "SOURCE Ore Corp",
    "Related Links",
    "###",
    "责任编辑：王五",
    "【打印】",
    "来源：某集团",
    "会议提出明确要求，集团上下认真学习贯彻，总结经验，部署任务。（完）",
    "关于某集团",
    "媒体联系人：",
    "",
)


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/html; charset=gbk", "text/html; charset=utf-8", "x; charset=\x00"]),
)
def test_decode_never_raises_and_gives_text(body: bytes, header: str | None) -> None:
    decoded = decode(body, header)
    assert isinstance(decoded.text, str)
    assert decoded.by in ("bom", "header", "meta", "detected", "default")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1b"), max_size=300))
def test_text_in_utf8_comes_back(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=utf-8").text == decoded_text(text).text


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_clean_text_is_safe_and_final(text: str) -> None:
    clean, removed = clean_text(text)
    assert not UNSAFE.search(clean)
    assert clean_text(clean)[0] == clean
    assert all(count > 0 for count in removed.values())
    clean.encode()


@given(st.text(max_size=60))
def test_any_text_gives_a_valid_date_or_a_reason(text: str) -> None:
    found = read_date(text, today=TODAY)
    if isinstance(found, Stamp):
        assert date(1990, 1, 1) <= date.fromisoformat(found.day) <= TODAY + timedelta(days=1)
    else:
        assert found.reason in ("ambiguous", "impossible", "out_of_range", "no_year", "unparsed")


@given(
    st.dates(date(1990, 1, 1), TODAY),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%B %d, %Y", "%d %b %Y", "%Y.%m.%d", "%Y%m%d"]),
)
def test_dates_that_name_their_parts_come_back(day: date, form: str) -> None:
    found = parse_date("Date: " + day.strftime(form), today=TODAY)
    assert found is not None
    assert found.day == day.isoformat()


@given(st.dates(date(1990, 1, 1), TODAY), st.sampled_from("/.-"))
def test_digits_alone_are_never_read_against_the_order(day: date, separator: str) -> None:
    printed = day.strftime(f"%d{separator}%m{separator}%Y")
    found = parse_date(printed, order="DMY", today=TODAY)
    assert found is not None
    assert found.day == day.isoformat()
    unordered = parse_date(printed, today=TODAY)
    assert unordered is None or unordered.day == day.isoformat()


def squeezed(*texts: str) -> list[str]:
    return sorted("".join("".join(texts).split()))


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_nothing_of_a_release_is_lost(lines: list[str]) -> None:
    body = assemble([Paragraph("p", line, escape(line, quote=False)) for line in lines])
    anatomy = split_release(body, "en", "2019-06-07")
    parts = [part.text for part in anatomy.parts]
    assert squeezed(anatomy.body.text, *parts, *anatomy.end_marks) == squeezed(body.text)
    plain = re.sub(r"<[^>]+>", "", anatomy.body.html)
    assert squeezed(plain) == squeezed(escape(anatomy.body.text, quote=False))


PIECES = st.sampled_from(
    [
        "<h1>Works go on</h1>",
        "<title>Works go on | Ore</title>",
        "<p>The works go on for another year, said the company.</p>",
        "<time datetime='2019-06-06'>x</time>",
        "<div>发布时间：2019-06-06 来源：某集团</div>",
        '<meta name="pubdate" content="2099-99-99">',
        '<script type="application/ld+json">{"@type":"Article","author":[1,{"name":[]}],"datePublished":{}}</script>',
        '<script type="application/ld+json">[[[{"@graph":[null,{"@type":["Article",3],"headline":["a",{"name":5}],'
        '"keywords":[{"x":1}],"image":[],"datePublished":20190606}]}]]]</script>',
        "<div class=breadcrumb><a>Home</a></div>",
        "<span itemprop=datePublished>x</span>",
        "<div>By </div>",
        "<div>Your location:</div>",
        "<p>\x00\u202e\ud800</p>",
        "<meta content=x>",
        "<link rel=canonical href='http://[bad'>",
    ]
)


@given(st.lists(PIECES, max_size=10), st.sampled_from(["http://ore.example/n/1.html", "", "http://[bad", "ore"]))
def test_no_page_breaks_the_readers(pieces: list[str], url: str) -> None:
    page = Page(url, "".join(pieces))
    fields = read_fields(page, today=TODAY)
    assert fields.published is None or date.fromisoformat(fields.published[:10]) <= TODAY + timedelta(days=1)
    assert page_type(page)[0] in ("article", "listing", "other")
