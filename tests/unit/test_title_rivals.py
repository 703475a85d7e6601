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
        ("밤배 타고 섬으로 가는 길 > 보도자료", "밤배 타고 섬으로 가는 길"),  # as boards write it
        ("Revenue > 3 million for the harbour of Sund", "Revenue > 3 million for the harbour of Sund"),
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


@pytest.mark.parametrize("title", ["{} | Town of Sund", "Town of Sund - News - {}"])
def test_a_heading_that_names_the_site_is_no_title(title: str) -> None:
    headline = "Night ferry to the islands leaves at ten"
    menu = "".join(f"<li><a href=/{name}>{name}</a>" for name in ("News", "Offices", "Council", "Map"))
    told = PROSE.replace("in the town", "in the town of Sund")
    body = f"<h1><a>Town of Sund</a></h1><ul>{menu}</ul><article><h2>{headline}</h2>{told}</article>"
    page = Page("https://www.sund.example/news/17", f"<title>{title.format(headline)}</title><body>{body}")
    assert find_title(page).text == headline


def test_a_kicker_in_brackets_is_none_of_a_short_headline() -> None:
    stated = "【圖輯】補網的燈"
    linked = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{stated}"}}</script>'
    metas = f"<title>{stated} - 海岸報</title><meta property=og:title content='{stated}'>{linked}"
    told = "<p>漁民在岸邊點燈補網，一晚要補三十張，天亮前交給船家。</p>" * 3
    assert find_title(Page("https://coast.example/a/17", f"{metas}<body><h1>補網的燈</h1>{told}")).text == "補網的燈"


def test_the_blog_before_a_colon_is_no_part_of_a_printed_headline() -> None:
    body = f"<h1><a href=/>Wet Feet Diary</a></h1><h3>Leaves at ten</h3>{PROSE}"
    page = Page("https://wetfeet.example/2022/02/17", f"<title>Wet Feet Diary: Leaves at ten</title><body>{body}")
    assert find_title(page).text == "Leaves at ten"


def test_the_paper_that_a_portal_has_the_news_from_is_no_part_of_the_title() -> None:
    stated = "Night ferry leaves at ten (Sund Post)"
    page = Page(
        "https://portal.example/a/17",
        f"<title>{stated} - Portal</title><meta property=og:title content='{stated}'><script type='application/ld+json'>"
        f'{{"@type":"NewsArticle","headline":"{stated}"}}</script><body><h1>Night ferry leaves at ten</h1>{PROSE}',
    )
    assert find_title(page).text == "Night ferry leaves at ten"


def test_what_stands_behind_a_headline_in_its_element_is_none_of_it() -> None:
    cell = "<div class=tit><strong>Night ferry leaves at ten</strong><span>등록일 2025-08-11</span><span>조회 441</span></div>"
    page = Page("https://sund.example/board/17", f"<title>News | Sund</title><body>{cell}{PROSE}")
    assert find_title(page).text == "Night ferry leaves at ten"
    pages = "<h1>Night ferry leaves at ten <small>(1/2)</small></h1>"
    assert find_title(Page("https://sund.example/board/17", f"<body>{pages}{PROSE}")).text == "Night ferry leaves at ten (1/2)"
