"""A day in a sentence of the text is of what the text tells, though a word before it looks like a label."""

import pytest

from crawler.extract import extract
from crawler.extract.fields.find_dates import find_dates
from crawler.items import Extraction
from crawler.page.page import Page

pytestmark = pytest.mark.guarantee(19)  # valid dates only
TEXT = "<p>The ferry company of Sund said on Monday that it had hired ninety people, most of them from the islands.</p>"
TEXT += "<p>The work took a little less than the engineers had planned, and the old quay stays open until spring.</p>"
PRINTED = "<p>3 May 2024</p>"


def read(first: str, printed: str = PRINTED, behind: str = "") -> Extraction:
    html = f"<title>Night ferry to Sund | Sund Lines</title><main><article><h1>Night ferry to Sund</h1>{printed}"
    return extract(f"{html}<div><p>{first}</p>{TEXT}{behind}</div></article></main>", "https://www.sund.example/news/ferry")


@pytest.mark.parametrize(
    "first",
    [
        "The plan was published on 12 March 2024 by the council of Sund.",
        "The report, released on 12 March 2024, names 21 quays.",
        "Photos were posted on 12 March 2024.",
        "(This release was corrected on 12 March 2024.)",
        "It was issued on 12 March 2024.",
        "The plan was first published on 12 March 2024 in the paper of the council.",
        "Released on 12 March 2024, the report names 21 quays of the older sort.",
        "Der Plan wurde veröffentlicht am 12. März 2024 vom Rat der Stadt.",
        "Le plan a été publié le 12 mars 2024.",
    ],
)
@pytest.mark.parametrize(("printed", "day"), [(PRINTED, "2024-05-03"), ("", None)])
def test_a_sentence_with_a_subject_or_more_behind_its_day_is_no_label(first: str, printed: str, day: str | None) -> None:
    found = read(first, printed)
    assert found.published == day
    assert first in found.text


@pytest.mark.parametrize(
    "label",
    [
        "Published on 12 March 2024",
        "Published: 12 March 2024",
        "Posted on 12 March 2024.",
        "This story was originally published on 12 March 2024.",
        "Veröffentlicht am 12. März 2024 um 10:30 Uhr.",
    ],
)
def test_a_label_alone_in_its_line_is_one(label: str) -> None:
    assert read(label, "").published == "2024-03-12"


@pytest.mark.parametrize(
    "signed",
    [
        "<p>This entry was posted on Tuesday, March 12, 2024 at 8:03 am and is filed under Ships and Quays.</p>",
        "<p>This entry was posted by Ann on 2024-03-12 16:12:21 in the old forum of the harbour.</p>",
        '<p class="meta">This entry was posted on March 12, 2024 and is filed under Ships and Quays.</p>',
    ],
)
def test_a_sentence_that_a_system_made_is_a_label(signed: str) -> None:
    html = f"<h1>Night ferry to Sund</h1>{TEXT}{signed}{TEXT}"
    found = find_dates(Page("https://www.sund.example/news/ferry", html), ("en",), title_block=0, body=(1, 5))
    assert (found.published or "")[:10] == "2024-03-12"


def test_what_says_more_than_the_day_of_a_change_is_text() -> None:
    assert "with new figures" in read("Updated on 12 June 2024 with new figures.").text
    assert "Updated" not in read("Updated on 12 June 2024.").text
