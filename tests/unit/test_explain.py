"""What an explanation says of a page: it must be what the readers did, line by line, and name the rule."""

# ruff: noqa: E501  markup and lines are read best whole

from urllib.parse import urlsplit

import pytest

from crawler.explain.fields import rivals, values_of
from crawler.explain.generic import _reason
from crawler.explain.lines import DROPPED, FIELD, PART, TEXT, Line, blank_lines
from crawler.explain.reading import Explanation, PageSource, explain
from crawler.explain.view import explanation_lines
from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.extract.page_type.classify import SENTENCES, SHORT_RELEASE
from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023, MINMETALS_USA
from crawler.page.page import Page
from crawler.platforms.trs import TRS
from crawler.site import Site
from spiders.cnmc import Cnmc
from spiders.mcc import Mcc
from spiders.minmetals import Minmetals
from spiders.minmetals_usa import MinmetalsUsa
from spiders.minmetals_zh import MinmetalsZh
from tests.replica.catalogue import SITES
from tests.replica.newsroom import Newsroom, make

DECLARED = {each.site.name: each.site for each in (Cnmc, Mcc, Minmetals, MinmetalsUsa, MinmetalsZh)}
FIRST = "The company opened a hall of tungsten in Chenshan City, and the deputy president cut the ribbon together with many guests."
SECOND = "The hall has four rooms. Visitors may touch every mineral on show, and guides speak three languages with them."
URL = "http://www.acme.example/news/t20200305_1234.html"
LAYOUT_PAGE = f"""<html><head><title>Acme opens a hall</title></head><body>
<ul><li><a href="/">Start</a></li><li><a href="/about">Who we are</a></li></ul>
<p>Your location: Home &gt; News</p><h1>Acme opens a hall</h1>
<p>Font size: [Big Middle Small] [Print] Color:</p>
<div><p>{FIRST}</p><p>{SECOND}</p><p style="display:none">Seen by nobody at all</p></div>
<p>Previous: <a href="t2.html">Another piece of news</a></p><p><a href="t3.html">One more</a></p>
<p>Copyright: China Minmetals Corporation. All Rights Reserved</p></body></html>"""
ABOUT = "About Acme Metals"
ABOUT_TEXT = "Acme Metals Ltd. mines and sells copper in nine countries and employs four thousand people there."
GENERIC_PAGE = f"""<html><head><title>Acme opens a hall | Acme</title></head><body>
<nav class="menu"><a href="/">Home</a><a href="/b">Business</a></nav>
<article class="article-content"><h1>Acme opens a hall</h1><p>{FIRST}</p><p>{SECOND}</p>
<p>It was the third hall of its kind, said Jane Miller, and two more are to follow before the end of next year.</p>
<p>###</p><p><b>{ABOUT}</b></p><p>{ABOUT_TEXT}</p></article>
<div class="again"><p>{SECOND}</p></div>
<footer class="footer"><p>Copyright Acme</p></footer></body></html>"""


def acme(layouts: tuple[object, ...] = (MINMETALS_2016,)) -> Site:
    return Site(
        name="acme", company="Acme", language="en", group="acme", start=("http://www.acme.example/",),
        hosts=("www.acme.example",), platform=TRS, layouts=layouts,  # type: ignore[arg-type]
    )  # fmt: skip


def told_of(page: str, site: Site | None = None, url: str = URL) -> Explanation:
    return explain([PageSource(url, page.encode(), "text/html; charset=utf-8")], site or Site.for_url(url))


def line_of(told: Explanation, start: str) -> Line:
    return next(line for line in told.lines if line.text.startswith(start))


def solid(text: str) -> str:
    """Without blanks, invisible characters and the strokes between the cells of a table."""
    return "".join(char for char in text if char.isprintable() and not char.isspace() and char != "|")


def test_a_layout_names_the_anchor_of_each_line() -> None:
    told = told_of(LAYOUT_PAGE, acme())
    assert told.by == "layout"
    assert told.limit is None
    roles = {start: (line_of(told, start).fate, line_of(told, start).role) for start in ("Start", "Your loc", "Acme", "Font", "The comp", "The hall", "Seen", "Previous", "Copyright")}
    assert roles == {
        "Start": (DROPPED, "above"), "Your loc": (FIELD, "crumb"), "Acme": (FIELD, "title"), "Font": (FIELD, "tool_bar"),
        "The comp": (TEXT, "body"), "The hall": (TEXT, "body"), "Seen": (DROPPED, "hidden"),
        "Previous": (DROPPED, "tail line"), "Copyright": (DROPPED, "footer"),
    }  # fmt: skip
    assert "`neighbours`" in line_of(told, "Previous").why
    assert line_of(told, "One more").see == line_of(told, "Previous").number
    assert "title_tag" in line_of(told, "Acme").why


def test_layouts_that_do_not_fit_say_why() -> None:
    told = told_of(LAYOUT_PAGE, acme((MINMETALS_2023, MINMETALS_USA, MINMETALS_2016)))
    whys = {trial.layout.name: trial.why for trial in told.trials}
    assert "date_line" in whys["minmetals/2023"]
    assert "breadcrumb" in whys["minmetals/usa"]
    assert [trial.layout.name for trial in told.trials if trial.chosen] == ["minmetals/2016"]
    found = {anchor.name: anchor.found for trial in told.trials if trial.chosen for anchor in trial.anchors}
    assert found["crumb"] == "Your location: Home > News"


def test_a_page_that_no_layout_fits_is_told_by_scores() -> None:
    told = told_of(GENERIC_PAGE, acme((MINMETALS_2023,)))
    assert told.by == "generic"
    assert "layout_unmatched" in told.found.flags
    assert any("`layout_unmatched`" in step for step in told.steps)
    assert "layout minmetals/2023: what it needs is not on the page: date_line" in explanation_lines(told)
    assert line_of(told, "The company").p is not None


@pytest.mark.parametrize(
    ("p", "kept", "why", "role"),
    [
        (0.9, True, "0.90, above the threshold 0.45", ""),
        (0.1, True, "0.10, not above 0.45, but it stands amid kept lines", ""),
        (0.1, False, "0.10, not above 0.45", "furniture"),
        (0.9, False, "0.90, above the threshold 0.45, but it is a copy, or its box", "beside the article"),
    ],
)
def test_the_reason_of_a_line_is_never_a_threshold_that_did_not_decide(p: float, kept: bool, why: str, role: str) -> None:
    page = Page(URL, f"<p>{FIRST}</p><p>{SECOND}</p>")
    lines = blank_lines(page)
    lines[0].p = p
    assert _reason(read_sheet(page.outline, claims_of(page)), 0, lines[0], 0.45, {0} if kept else set()).startswith(why)
    assert lines[0].role == role


def test_a_line_that_is_kept_elsewhere_is_told_as_its_repeat() -> None:
    page = Page(URL, f"<div><p>{FIRST}</p></div><p>{FIRST}</p>")
    lines = blank_lines(page)
    lines[1].p = 0.9
    assert "the same line stands in the body already" in _reason(read_sheet(page.outline, claims_of(page)), 1, lines[1], 0.45, {0})
    assert (lines[1].role, lines[1].see) == ("repeated", 0)


def test_the_generic_reader_gives_probability_threshold_and_words() -> None:
    told = told_of(GENERIC_PAGE)
    kept, menu = line_of(told, FIRST[:20]), line_of(told, "Home")
    assert told.limit is not None
    assert kept.p is not None
    assert menu.p is not None
    assert kept.p > told.limit >= menu.p
    assert (kept.fate, menu.fate) == (TEXT, DROPPED)
    assert f"{told.limit:.2f}" in menu.why
    assert any(word.startswith(".") for word, _ in menu.scores)


def test_a_picture_above_the_text_is_told_as_kept() -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>It was the third hall of its kind, said Jane Miller, and two more are to follow.</p>"
    figure = "<figure><img src=/hall.jpg alt='The hall'></figure>"
    told = told_of(f"<title>Acme opens a hall</title><section><h1>Acme opens a hall</h1>{figure}<div class=t>{text}</div></section>")
    picture = next(line for line in told.lines if line.role == "picture")
    assert picture.why == "stands among lines that are kept, or right above them"
    assert picture.fate == TEXT


def test_release_parts_end_marks_and_repeats_are_told() -> None:
    told = told_of(GENERIC_PAGE)
    assert (line_of(told, ABOUT).fate, line_of(told, ABOUT_TEXT[:20]).role) == (PART, "about")
    mark = line_of(told, "###")
    assert mark.fate == DROPPED
    again = [line for line in told.lines if line.text == SECOND]
    assert [line.fate for line in again] == [TEXT, DROPPED]


def test_every_line_has_a_role_and_a_reason() -> None:
    for told in (told_of(LAYOUT_PAGE, acme()), told_of(GENERIC_PAGE)):
        assert [line for line in told.lines if not (line.role and line.why)] == []


def test_an_address_that_is_no_article_is_said_and_the_lines_are_shown_all_the_same() -> None:
    told = told_of(LAYOUT_PAGE, acme(), "http://www.acme.example/news/index.html")
    assert (told.found.kind, told.found.kind_reason) == ("other", "not_an_article_url")
    assert any("not read as one" in step for step in told.steps)
    assert told.rival is not None
    assert line_of(told, "The company").fate == TEXT


def test_the_kind_of_a_page_is_told_in_a_sentence() -> None:
    brief = "<title>Acme</title><h1>Acme names Jane Roe</h1><p>5 February 2025</p><p>Jane Roe will lead the works of Acme from the spring on, and Tom Dow joins her.</p>"
    offer = "<title>Contact</title><h1>Contact us</h1><p>Write to us, and we will answer within two days at most.</p><form><input><input></form>"
    for body, sentence in ((brief, SHORT_RELEASE), (offer, SENTENCES["service_page"])):
        told = told_of(body, url="https://acme.example/x")
        assert any(sentence in step for step in told.steps)


def test_the_kind_of_a_stand_in_is_told() -> None:
    told = told_of("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>")
    assert told.kind == "other"
    assert told.reason in explanation_lines(told)


@pytest.mark.parametrize("page", ["", "plain words", "<html>", "<body><img src=x><img></body>", "\x00<p>\x1b[31m"])
def test_odd_pages_are_explained_as_well(page: str) -> None:
    for site in (acme(), Site.for_url(URL)):
        told = told_of(page, site)
        assert len(explanation_lines(told).split("\n")) == 5 + len(site.layouts)
        assert "\x1b" not in explanation_lines(told)


def test_fields_show_rivals_only_where_they_differ() -> None:
    told = told_of(LAYOUT_PAGE.replace("</head>", '<meta property="og:title" content="Quite another thing"></head>'), acme())
    assert rivals(told.found, "title") == [("meta", "Quite another thing")]
    assert rivals(told.found, "published") == []
    rows = {value.name: value for value in values_of(told.found, told.rival)}
    assert rows["published"].taken == "2020-03-05 (day)"
    assert rows["subtitle"].empty
    assert not rows["title"].empty


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return make(11, 6, SITES)


@pytest.mark.parametrize("name", SITES)
def test_the_kept_lines_are_the_text_of_the_article(newsroom: Newsroom, name: str) -> None:
    """On pages of every layout: nothing that is called kept is missing from the text, and nothing else is in it."""
    for truth in newsroom.expected(name):
        url = truth.urls[0]
        host = urlsplit(url).netloc
        reply = newsroom.reply(host, url.partition(host)[2])
        told = explain([PageSource(url, reply.body, reply.headers.get("Content-Type"))], DECLARED[name])
        kept = "".join(line.text for line in told.lines if line.fate == TEXT and not line.image)
        assert solid(kept) == solid(told.found.text), url
        assert told.by == "layout"
        assert [line for line in told.lines if not (line.role and line.why)] == []
