"""What a page is in any language: the page for a missing one by its names, rows by their days, headlines by their class."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract.page_type.classify import dated_rows, page_type
from crawler.page.page import Page

URL = "http://ore.example/news/201906/t20190606_1.html"
NAV = "<nav><a href=/>Home</a> <a href=/news/>News</a> <a href=/about/>About us</a></nav>"
SENTENCE = "The company said that the works would go on for another year, and that more people would be hired. "
LOST = "<h1>Tätä sivua ei ole enää</h1>" + "<p>Sivu, jota etsit, on siirretty tai poistettu, kun uudistimme sivuston. Tarkista osoite.</p>" * 3


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<body class='error404 wp-embed'>{NAV}<main>{LOST}</main>", URL),
        (f"<body>{NAV}<main class=error>{LOST}</main>", URL),
        (f"<body>{NAV}<section class='Error_root__4x'>{LOST}</section>", URL),
        (f"<body>{NAV}<div id=page-not-found>{LOST}</div>", URL),
        (f"<body>{NAV}<main>{LOST}</main>", "https://ore.example/fi/404"),
    ],
)
def test_the_page_for_a_missing_one_is_told_by_its_names_in_any_language(html: str, url: str) -> None:
    assert page_type(Page(url, html)) == ("other", "soft_404")


@pytest.mark.parametrize("names", ["error-report", "terrors", "mirror", "x404y", "single"])
def test_other_names_make_no_error(names: str) -> None:
    html = f"<body class={names}>{NAV}<h1>Uusi lautta</h1><p>6.6.2019</p>{LOST.partition('</h1>')[2]}"
    assert page_type(Page(URL, html)) == ("article", "article_body")


@pytest.mark.parametrize("day", ["{} octubre 2023", "{} août 2023", "{}. listopadu 2023", "{} октября 2023", "{} พฤศจิกายน 2566"])
@pytest.mark.parametrize("row", ["<h2><a href=/a/{0}>{1}</a></h2><time>{2}</time>", "<time>{2}</time><b>News</b><h3><a href=/a/{0}>{1}</a></h3>"])
def test_a_day_makes_a_row_in_any_language(row: str, day: str) -> None:
    heads = ("The rowing club wins the regatta", "The sports hall is closed for works", "The chess school is open again", "A bridge over the Lena")
    rows = "".join(f"<article>{row.format(n, head, day.format(n + 3))}<p>The crew of the town won by four seconds …</p></article>" for n, head in enumerate(heads))
    html = f"<title>Sport | The Daily</title>{NAV}<h1>Category: Sport</h1>{rows}"
    assert len(dated_rows(Page("https://daily.example/category/sport/", html).outline.shown())) == len(heads)
    assert page_type(Page("https://daily.example/category/sport/", html))[0] == "listing"


def test_the_day_of_a_post_that_links_to_it_is_no_row() -> None:
    html = f"<h1>Discours du maire</h1><p class=posted-on><a href={URL}>21 août 2023</a></p><p>{SENTENCE}</p>"
    assert dated_rows(Page(URL, html).outline.shown()) == []


def test_a_headline_that_is_only_called_so_heads_a_release_below_other_headings() -> None:
    slide = f"<div><h3>Become a member</h3><p>{SENTENCE}</p></div>"
    entry = f"<div class=entry><div class=entry-title>The board has a new chair</div><div>16 October 2025</div><p>{SENTENCE}</p></div>"
    rows = "".join(f"<div class=head><a href=/n/{n}>Another thing happened at {n}</a></div><div>{n} October 2025</div>" for n in (3, 4, 5))
    assert page_type(Page("https://ore.example/n/9", f"<title>News :: Ore</title>{slide}{entry}<h2>More</h2>{rows}"))[0] == "article"
