"""Pages whose printed heading is not the title that they state, and titles with more around them than a section."""

import pytest

from crawler.extract.fields.title import find_title
from crawler.page.page import Page

PROSE = "<p>The new night ferry to the islands of the north leaves at ten, the harbour office said on Monday in the town.</p>" * 3
TWO_TITLES = "Boats by night | Travel news of the whole north and of its isles"
SLOGAN = "Leave town at ten on Monday"  # its words come again in the text
HEADLINE = "How to ride a night ferry"
ADDRESS = "https://sund.example/guides/how-to-ride-a-night-ferry"


def title_of(heading: str, stated: tuple[str, ...], url: str = ADDRESS) -> str | None:
    named = zip(("property=og:title", "name=twitter:title"), stated[1:], strict=False)
    metas = "".join(f'<meta {name} content="{text}">' for name, text in named)
    return find_title(Page(url, f"<title>{stated[0]}</title>{metas}<body><h1>{heading}</h1>{PROSE}")).text


@pytest.mark.parametrize(
    ("address", "stated"),
    [
        (ADDRESS, (HEADLINE, HEADLINE)),
        (f"{ADDRESS}.html", (f"{HEADLINE} | Sund", HEADLINE, HEADLINE)),
        ("https://sund.example/what-s-on/isles-bans-cars-on-harbours-quay/", ("Isle's bans: cars on harbour’s quay",) * 2),
    ],
)
def test_a_slogan_above_the_text_is_no_title_where_the_address_is_made_of_another(address: str, stated: tuple[str, ...]) -> None:
    assert title_of(SLOGAN, stated, address) == stated[1]


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        (SLOGAN, (HEADLINE, "The best of all night boats")),  # two other titles
        (SLOGAN, (HEADLINE,)),  # the window's caption alone
        ("Monday ride: how to night ferry", (HEADLINE, HEADLINE)),  # the address is made of both
    ],
)
def test_a_headline_stands_where_less_speaks_against_it(heading: str, stated: tuple[str, ...]) -> None:
    assert title_of(heading, stated) == heading


def test_an_address_of_few_words_says_nothing() -> None:
    assert title_of(SLOGAN, ("Night ferry", "Night ferry"), "https://sund.example/night-ferry") == SLOGAN


def test_a_paragraph_in_a_heading_is_no_title() -> None:
    summary = "Learn which boats sail at night. Ask our experts what a seat costs, and when to book. " * 4
    assert title_of(summary, ("Boats by night", "Boats by night"), "https://sund.example/g/17") == "Boats by night"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Boats by night to the isles | Travel | Sund Harbour Office", "Boats by night to the isles"),
        (TWO_TITLES, TWO_TITLES),
    ],
)
def test_segments_behind_the_headline_are_sections(heading: str, title: str) -> None:
    assert title_of(heading, (heading,), "https://port.example/g/17") == title


def test_the_host_before_a_title_is_the_site_s() -> None:
    page = Page("https://sund.example/archives/17", f"<title>sund.example Boats by night</title><body>{PROSE}")
    assert find_title(page).text == "Boats by night"
    other = Page("https://sund.example/archives/17", f"<title>quay.example sold to an unknown buyer</title><body>{PROSE}")
    assert find_title(other).text == "quay.example sold to an unknown buyer"
