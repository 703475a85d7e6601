"""Days that elements state for machines: RDFa, empty `time` elements, attributes of custom ones; and weekdays before digits."""

import pytest

from crawler.extract import extract
from crawler.text.dates.parse import parse_date
from tests.ferry import FERRY

URL = "https://www.sund.example/n/1"
TITLE = "Night ferry at last"
AT = "2014-03-05T10:22:00+01:00"


def page(line: str, behind: str = "") -> str:
    return f"<title>{TITLE}</title><body><main><h1>{TITLE}</h1>{line}<div>{FERRY}</div></main>{behind}"


@pytest.mark.parametrize(("line", "published"), [
    (f'<span property="dc:date dc:created" content="{AT}">Submitted by <span>Jana Roe</span> on 03/05/2014 - 10:22</span>', AT),
    (f'<span property="schema:dateCreated" content="{AT}">5 Mars</span>', AT),
    ('<span property="dcterms:modified" content="2014-03-05">changed</span>', None),
    ('<span property="foaf:name" content="2014-03-05">Jana Roe</span>', None),
    ('<p class=meta><time datetime="2014-03-05"></time></p>', "2014-03-05"),
    ('<relative-time datetime="2014-03-05T09:22:00Z"></relative-time>', "2014-03-05T09:22:00+00:00"),
    ('<day-line date="2014-03-05"></day-line>', "2014-03-05"),
    ('<day-line date-modified="2014-03-05"></day-line>', None),
    ('<span date="2014-03-05"></span>', None),
])  # fmt: skip
def test_a_day_that_an_element_states(line: str, published: str | None) -> None:
    assert extract(page(line), URL).published == published


def test_an_empty_time_of_another_page_is_none() -> None:
    other = '<aside><ul><li><time datetime="2014-03-05"></time><a href=/n/2>A ferry for the south</a></li></ul></aside>'
    assert extract(page("", other), URL).published is None


@pytest.mark.parametrize(("text", "language", "day"), [
    ("Wed, 03/05/2014 - 10:22", "en", "2014-03-05"),
    ("Submitted on: Wed, 03/05/2014", "en-GB", "2014-03-05"),  # the system writes it, not the country
    ("Saturday 03/05/2014", "en-US", "2014-05-03"),
    ("Mon, 03/05/2014", "en", None),  # neither
    ("Mon, 03/05/2014", "en-GB", "2014-05-03"),
    ("Wednesdays 13/05/2014", "en", "2014-05-13"),
    ("Sun, 05/05/2024", "en", "2024-05-05"),
    ("Sat, 31/02/2014", "en", None),
    ("Tue, 01/07/2014", "en", None),  # both
])  # fmt: skip
def test_a_weekday_tells_the_order_of_two_numbers(text: str, language: str, day: str | None) -> None:
    found = parse_date(text, [language])
    assert (found and found.day) == day
