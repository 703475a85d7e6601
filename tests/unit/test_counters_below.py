"""Lines below a text that count its readers change with each look; figures with which a text ends are news."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.counters import counts_readers
from crawler.page.page import Page

pytestmark = pytest.mark.guarantee(24)  # an edit is the company's
TEXT = "<p>The ferry company of Sund said on Monday that it had hired ninety people, most of them from the islands.</p>"
TEXT += "<p>The work took a little less than the engineers had planned, and the old quay stays open until spring.</p>"


def lines(behind: str) -> list[str]:
    """The paragraphs behind the second."""
    html = f"<title>Night ferry to Sund</title><main><article><h1>Night ferry to Sund</h1><p>3 May 2024</p>{TEXT}{behind}"
    return extract(f"{html}</article></main>", "https://www.sund.example/news/ferry").text.split("\n\n")[2:]


@pytest.mark.parametrize(
    "behind",
    [
        '<p class="views">This article was read 1234 times.</p>',
        '<p class="post-views">Dieser Artikel wurde 1234 mal gelesen.</p>',
        '<p><span class="view_count">Den här texten har lästs 1234 gånger.</span></p>',
        '<div id="hits"><p>Artikkelia on luettu 1234 kertaa.</p></div>',
        '<div class="rating">Note: 4.0/5 (13 avis).</div><p class="views">Lu 1234 fois.</p><p class="shares">35 partages.</p>',
    ],
)
def test_a_counter_of_readers_is_no_text(behind: str) -> None:
    assert lines(behind) == []


@pytest.mark.parametrize(
    "behind",
    [
        "<p>The quay was read about 1234 times.</p>",
        '<p class="views-row">The ferry made 1234 trips.</p>',
        '<p class="overviews">The ferry made 1234 trips.</p>',
        '<p class="views">The islands like it.</p>',
        f'<p class="shares">The company bought back 1234 shares, {"and gave them to all who work on the ferries" * 2}.</p>',
    ],
)
def test_a_last_line_with_a_number_is_text(behind: str) -> None:
    assert len(lines(behind)) == 1


@pytest.mark.parametrize(("tag", "counts"), [("div", True), ("li", False), ("td", False)])
def test_a_rating_in_a_list_is_of_what_it_lists(tag: str, counts: bool) -> None:
    page = Page("https://www.sund.example/films", f"<{tag}><p class='rating'>Firebreak, 5.7 (1234)</p></{tag}>")
    assert counts_readers(next(iter(page.outline.shown()))) is counts


def test_a_counter_s_name_amid_the_text_says_nothing() -> None:
    behind = f'<p class="likes">The ferry made 1234 trips.</p>{TEXT.replace("Monday", "Friday")}'
    assert lines(behind)[0].startswith("The ferry made")
