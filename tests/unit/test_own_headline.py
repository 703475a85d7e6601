"""Short releases on pages of which something else is said before their headline: a notice, a menu with prose, a column."""

import pytest

from crawler.extract.page_type.short_release import is_short_release
from crawler.page.page import Page

NOTICE = "<p>Our counters in Sund and Breva stay closed on Friday, because the lifts of both houses are being mended.</p>"
COLUMN = f"<h3>Opening times</h3>{NOTICE}"
TEXT = "<p>The harbour has a third crane since Monday, and it lifts forty tons.</p>"
DAY = "<div>5.2.2025</div>"


def told(title: str, body: str) -> bool:
    page = Page("https://sund.example/info/x17", f"<title>{title}</title><body>{body}")
    return is_short_release(page, [block for block in page.blocks if block.text])


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("A third crane for Sund - Port of Sund", "<div>A third crane for Sund</div>"),
        ("A third crane for Sund", "<h2>A third crane for Sund</h2>"),
        ("Port of Sund", "<h1>A third crane for Sund</h1>"),
        ("三号起重机启用 - 海港", "<h2>三号起重机启用</h2>"),
        ("“Forty tons” lifted at Sund - Port of Sund", "<div>“Forty tons” lifted at Sund</div>"),
    ],
)
@pytest.mark.parametrize("before", [NOTICE, COLUMN])
@pytest.mark.parametrize("behind", ["", f"<h3>Harbour</h3>{COLUMN}"])
def test_a_release_begins_with_the_headline_that_the_page_is_called_by(
    title: str, headline: str, before: str, behind: str
) -> None:
    assert told(title, f"{before}{headline}{DAY}{TEXT}{behind}")


@pytest.mark.parametrize("before", ["", NOTICE])
def test_headings_below_short_sentences_are_not_the_headline(before: str) -> None:
    text = "<p>The crane lifts forty tons.</p><p>It is the third in Sund.</p>"
    assert told("A third crane for Sund", f"{before}<h1>A third crane for Sund</h1>{DAY}{text}<h3>Write to us</h3>{NOTICE}")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Port of Sund", f"{COLUMN}<h2>A third crane for Sund</h2>{DAY}{TEXT}"),  # a heading of many
        ("Port of Sund", f"{COLUMN}<h1>Cranes</h1><h1>Harbour</h1>{DAY}{TEXT}"),
        ("Cranes | Harbour", f"{COLUMN}<h2>Cranes of Sund</h2><h2>Harbour of Sund</h2>{DAY}{TEXT}"),
        ("Sund - Cranes", f"{COLUMN}<h1>Sund</h1>{DAY}{TEXT}"),  # the name of the site
        ("A third crane for Sund", f"{COLUMN}<h1>A third crane for Sund</h1>{TEXT}"),
    ],
)
def test_what_makes_no_release_of_a_page_stands_before_its_headline_too(title: str, body: str) -> None:
    assert not told(title, body)


@pytest.mark.parametrize(
    ("day", "is_own"),
    [
        ("<div><a href=/info/x17>5.2.2025</a></div>", True),  # the address of the page itself
        ("<div><a href=/info/x18><p>5.2.2025</p><p>A bridge is closed</p></a></div>", False),  # a card of another
    ],
)
def test_a_day_may_be_a_link(day: str, is_own: bool) -> None:
    assert told("Port of Sund", f"<h1>A third crane for Sund</h1>{day}{TEXT}") is is_own
