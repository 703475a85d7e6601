"""Dates as listing rows print them; every spelling of a month, in rows and in articles alike."""

from unicodedata import normalize

import pytest

from crawler.text.dates.parse import parse_date
from crawler.text.dates.row_date import row_date
from crawler.text.dates.words import MONTHS, month_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-06-06", "2019-06-06"),
        ("[2019/6/6]", "2019-06-06"),
        ("2019.06.06 A title", "2019-06-06"),
        ("2019年6月6日", "2019-06-06"),
        ("6 June 2019", "2019-06-06"),
        ("June 6, 2019", "2019-06-06"),
        ("Jun. 6 2019", "2019-06-06"),
        ("6. Juni 2019", "2019-06-06"),
        ("6 de junio de 2019", "2019-06-06"),
        ("6 juin 2019", "2019-06-06"),
        ("06.07.2019", "2019-07-06"),
        ("25/12/2019", "2019-12-25"),
        ("20190606", "2019-06-06"),
        ("06 2019-06", "2019-06-06"),
        ("2019-06 06", "2019-06-06"),
        ("06-06 2019", "2019-06-06"),
        ("06 Jun 2019", "2019-06-06"),
        ("06-05 2019-06-06", "2019-06-06"),
        ("2019 06-06", "2019-06-06"),
        ("2019 06 Jun", "2019-06-06"),
        ("2019年06-07", "2019-06-07"),
        ("2019 – 06 – 07", "2019-06-07"),
        ("6 Jun 19", "2019-06-06"),
        ("二〇一九年六月六日", "2019-06-06"),
        ("２０１９－０６－０６", "2019-06-06"),
        ("2019년 6월 6일", "2019-06-06"),
        ("6 June 2099", "2099-06-06"),
        ("浏览次数 12 2019-06-06", "2019-06-06"),
    ],
)
def test_whole_dates(text: str, date: str) -> None:
    assert row_date(text)[0] == date


@pytest.mark.parametrize("text", ["", "no date", "2019-13-45", "31 February 2019", "call 2019 2020", "v 1.2.3", "1889-01-01"])
def test_no_dates(text: str) -> None:
    assert row_date(text)[0] is None


def test_a_date_without_year_needs_one_near_it() -> None:
    assert row_date("12-30", near="2021-01-05") == ("2020-12-30", "12-30")
    assert row_date("12-30") == (None, "12-30")


def test_the_order_of_numbers() -> None:
    assert row_date("03/04/2019", "DMY")[0] == "2019-04-03"
    assert row_date("03/04/2019", "MDY")[0] == "2019-03-04"


def test_numbers_with_full_stops_begin_with_the_day() -> None:
    assert row_date("03.04.2019")[0] == "2019-04-03"
    assert row_date("03.04.19")[0] == "2019-04-03"


def test_the_time_beside_a_date_is_not_of_the_row() -> None:
    assert row_date("Published June 6, 2019 09:30 in News") == ("2019-06-06", "June 6, 2019")


@pytest.mark.parametrize("form", ["6 {} 2019", "6. {} 2019", "{} 6, 2019", "06-{}-2019", "2019 {} 6"])
def test_every_month_is_read_in_rows_and_articles(form: str) -> None:
    # Greek capitals carry no accent.
    spelled = ((word, month, kind(word)) for word, month in MONTHS.items() for kind in (str, str.title, capitals))
    unread = []
    for word, month, spelling in spelled:
        found = parse_date(form.format(spelling))
        if found is None or not found.day == row_date(form.format(spelling))[0] == f"2019-{month:02}-06":
            unread.append(word)
    assert unread == []


def capitals(word: str) -> str:
    return normalize("NFC", word.upper().replace("\u0301", ""))


@pytest.mark.parametrize("form", ["{} 6", "6 {}"])
def test_every_month_is_read_without_its_year(form: str) -> None:
    for word, month in MONTHS.items():
        assert row_date(form.format(word), near="2019-06-01")[0] in {f"2019-{month:02}-06", f"2018-{month:02}-06"}, word


def test_a_word_of_two_months_is_read_in_the_language_of_its_page() -> None:
    found = [parse_date("14 listopada 2024", [tag]) for tag in ("pl", "hr")]
    assert [each and each.day for each in found] == ["2024-11-14", "2024-10-14"]


LANGUAGES = (
    "af am ar az be bg bs ca cs cy da de el en es et eu fa fi fil fr gl gu he hi hr hu hy id is it ka kk km kn ky lo lt lv mk "
    "mr ms mt my nb ne nl nn no or pa pl ps pt ro ru sk sl so sq sr sv sw ta te th tk tr uk ur uz zu"
).split()


def test_the_months_are_those_of_the_cldr() -> None:
    """The words in whole dates; what is known beside them, and the few that two languages use, stand in the table."""
    babel = pytest.importorskip("babel", reason="the extra `docs` brings the CLDR's words")
    assert len(LANGUAGES) == 72
    for language in LANGUAGES:
        for month, words in babel.Locale.parse(language).months["format"]["wide"].items():
            word = words.removeprefix("de ").removeprefix("d’").strip(". ")
            assert month_of(word, [language]) == month, (language, word)
