"""One printed date: its value, or the reason why there is none."""

from datetime import date

import pytest

from crawler.text.dates.parse import Stamp, Unread, parse_date, read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2019-06-06", "2019-06-06", "day"),
        ("Release time:2017-04-06", "2017-04-06", "day"),
        ("CopyFrom:[X] Date:15 May 2018", "2018-05-15", "day"),
        ("发布时间：2019年06月06日 09:30", "2019-06-06T09:30", "minute"),
        ("2019年6月6日下午3时05分", "2019-06-06T15:05", "minute"),
        ("二〇一九年六月六日", "2019-06-06", "day"),
        ("二○○五年十月二十五日", "2005-10-25", "day"),
        ("２０１９年６月６日", "2019-06-06", "day"),
        ("令和元年6月6日", "2019-06-06", "day"),
        ("2019년 6월 6일", "2019-06-06", "day"),
        ("June 6th, 2019", "2019-06-06", "day"),
        ("Jun. 6, 2019", "2019-06-06", "day"),
        ("6 de junio de 2019", "2019-06-06", "day"),
        ("1er mars 2019", "2019-03-01", "day"),
        ("6. Juni 2019, 09:30 Uhr", "2019-06-06T09:30", "minute"),
        ("den 6. März 2019", "2019-03-06", "day"),
        ("Thu, 06 Jun 2019 08:00:00 GMT", "2019-06-06T08:00:00+00:00", "second"),
        ("2019-06-06T09:39:08.123+0800", "2019-06-06T09:39:08+08:00", "second"),
        ("2019-06-0609:39:08", "2019-06-06T09:39:08", "second"),
        ("June 6, 2019 8:00 AM EDT", "2019-06-06T08:00-04:00", "minute"),
        ("January 6, 2019 8:00 AM ET", "2019-01-06T08:00-05:00", "minute"),
        ("8:00 am EST, January 6, 2019", "2019-01-06T08:00-05:00", "minute"),
        ("20190606093000", "2019-06-06T09:30:00", "second"),
        ("1310604089016", "2011-07-14T00:41:29+00:00", "second"),
        ("25/11/2025", "2025-11-25", "day"),
        ("11/25/2025 08:00:00", "2025-11-25T08:00:00", "second"),
    ],
)
def test_dates_that_are_certain(text: str, value: str, precision: str) -> None:
    found = parse_date(text, today=TODAY)
    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.guarantee(19)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/11/2025", "ambiguous"),
        ("1970-01-01", "out_of_range"),
        ("1989-12-31", "out_of_range"),
        ("2026-11-24", "out_of_range"),
        ("2099-01-01", "out_of_range"),
        ("2023-02-30", "impossible"),
        ("0000-00-00", "impossible"),
        ("31/31/2020", "impossible"),
        ("On December 31", "no_year"),
        ("6月6日", "no_year"),
        ("May 2018", "unparsed"),
        ("yesterday", "unparsed"),
        ("192.168.10.20", "unparsed"),
        ("tel 010-6849-5888", "unparsed"),
        ("", "unparsed"),
    ],
)
def test_dates_that_are_none_have_a_reason(text: str, reason: str) -> None:
    found = read_date(text, today=TODAY)
    assert isinstance(found, Unread)
    assert found.reason == reason
    assert found.raw == text.strip()


def test_tomorrow_is_the_last_day() -> None:
    assert parse_date("2026-11-23", today=TODAY) is not None


@pytest.mark.parametrize(
    ("languages", "order", "value"),
    [
        (["de"], None, "2025-11-03"),
        (["en-US"], None, "2025-03-11"),
        (["en-GB"], None, "2025-11-03"),
        ([], "MDY", "2025-03-11"),
        (["de"], "MDY", "2025-03-11"),
    ],
)
def test_order_of_digits_comes_from_the_site_or_the_language(languages: list[str], order: str | None, value: str) -> None:
    found = parse_date("03/11/2025", languages, order, TODAY)
    assert isinstance(found, Stamp)
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("입력 2024.05.14. 오후 3:30", "ko", "2024-05-14T15:30"),
        ("등록 2024. 5. 14. 09:05", "ko", "2024-05-14T09:05"),
        ("24-06-10 17:05", "ko", "2024-06-10T17:05"),
        ("24/06/10", "ja", "2024-06-10"),
        ("發布日期：113/05/14", "zh-TW", "2024-05-14"),
        ("113年10月14日", "zh-TW", "2024-10-14"),
        ("99 年 1 月 4 日", "zh-Hant-TW", "2010-01-04"),
        ("113.5.14", "zh-Hant", "2024-05-14"),
        ("١٤ مايو ٢٠٢٤", "ar", "2024-05-14"),
        ("۳۱ اردیبهشت ۱۴۰۳", "fa", "2024-05-20"),
        ("30 اسفند 1403", "fa", "2025-03-20"),
        ("1403/02/31", "fa", "2024-05-20"),
        ("14 พฤษภาคม 2567", "th", "2024-05-14"),
        ("14/05/2567", "th", "2024-05-14"),
        ("१४ मई २०२४", "hi", "2024-05-14"),
        ("令和6年5月14日", "ja", "2024-05-14"),
        ("14 травня 2024", "uk", "2024-05-14"),
        ("Ngày 14 tháng 5 năm 2024", "vi", "2024-05-14"),
        ("14 tháng 5, 2024 09:30", "vi", "2024-05-14T09:30"),
    ],
)
def test_other_digits_and_calendars(text: str, language: str, value: str) -> None:
    found = parse_date(text, [language])
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "language"), [("113/05/14", "en"), ("113年10月14日", "zh-CN"), ("30 اسفند 1402", "fa"), ("1445/05/14", "ar")]
)
def test_what_no_calendar_of_the_page_has_is_no_date(text: str, language: str) -> None:
    assert parse_date(text, [language]) is None


@pytest.mark.parametrize(
    "text", ["原创：39健康网2024-04-23 12:27", "PublishedApr 23, 2024", "Hits 12 2024-04-23", "By Ann Giuffrida 7 2024/4/23"]
)
def test_a_word_that_is_no_month_hides_no_date(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.day == "2024-04-23"
