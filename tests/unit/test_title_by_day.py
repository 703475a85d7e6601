"""A window that says the same on each page of a site, and is not printed beside the text: the dated heading is the headline."""

import pytest

from crawler.extract.fields.title import find_title
from crawler.extract.fields.title_by_day import dated_headline
from crawler.extract.fields.title_claims import site_keys, stated_titles
from crawler.extract.fields.title_printed import Printed, printed_titles
from crawler.page.metadata import head_of
from crawler.page.page import Page
from tests.ferry import HEADLINE, PROSE

OWNER = "Harbour Trust of the Northern Islands"
MENU = "".join(f"<a href=/{word}>{word}</a> " for word in ("timetable", "fares", "harbours", "fleet"))
ABOUT = "<p>Where the islands meet the coast we have run the harbours, the lights and the pilots for a hundred years.</p>"
DAY = "<p>12 May 2024</p>"
CARD = "<div class=card><h4 class=c>{}</h4><i>{} May 2024</i><p>It was seen by everybody who stood at the quay.</p></div>"
LINES = "<p>Timetable</p><p>Fares</p><p>Fleet</p><p>Jobs</p>"
CARDS = "".join(CARD.format(title, day) for day, title in enumerate(("Lamps for the mole", "A pilot of ninety"), 3))


def read(body: str, head: str = "") -> tuple[Page, tuple[int, int]]:
    """The page, and its body as a reader of short texts takes it: from what the site says of itself."""
    page = Page("https://www.port.example/n/12", f"<title>{OWNER}</title>{head}<body>{body}</body>")
    begin = next(block.index for block in page.blocks if block.text.startswith("Where the islands"))
    return page, (begin, len(page.blocks) - 1)


def title_of(body: str, head: str = "") -> str | None:
    page, span = read(body, head)
    return find_title(page, body=span).text


@pytest.mark.parametrize(
    "headline",
    [
        f"<h3>{HEADLINE}</h3>{DAY}",
        f"<h3><div>{HEADLINE}</div></h3>{DAY}",
        f"{DAY}<h2>{HEADLINE}</h2>",
        f"<div class=news-title>{HEADLINE}</div><p>By Jane Roe</p>{DAY}",
        f"<h5>From our harbours</h5><h3>{HEADLINE}</h3>{DAY}",
        f"<div class=news-title>From our harbours</div><h2>{HEADLINE}</h2>{DAY}",
    ],
)
@pytest.mark.parametrize("above", [f"<div>{MENU}</div>", f"<h1>{OWNER}</h1><div>{MENU}</div>"])
def test_the_dated_heading_above_prose_is_the_headline(headline: str, above: str) -> None:
    assert title_of(f"{above}<div>{ABOUT}</div><div>{headline}{PROSE}</div>{CARDS}") == HEADLINE
    assert title_of(f"{above}<div>{ABOUT}</div>{CARDS}<div>{headline}{PROSE}</div>") == HEADLINE


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{MENU}</div>{ABOUT}<div><h3>{HEADLINE}</h3>{PROSE}</div>",  # no day beside it
        f"<div>{MENU}</div>{ABOUT}<div><h3><a href=/n/7>{HEADLINE}</a></h3>{DAY}{PROSE}</div>",  # another page's
        f"<div>{MENU}</div>{ABOUT}<div><h3>{HEADLINE}</h3>{DAY}{LINES}{PROSE}</div>",
        f"<div>{MENU}</div>{ABOUT}<h3>{HEADLINE}</h3>{DAY}<p>Closed today.</p>{LINES}{PROSE}",
        f"<div>{MENU}</div>{ABOUT}<h3>{HEADLINE}</h3>{DAY}<p>Timetable of the boats to the islands in summer</p>{LINES}",
        f"<div>{MENU}</div>{ABOUT}<h3>{HEADLINE}</h3>{DAY}<p><a href=/7>The office tells what it has decided now.</a></p>{LINES}",
        f"<div>{MENU}</div>{ABOUT}{CARDS}",  # one of several
        f"<div>{MENU}</div>{ABOUT}{'<p>Timetable of the boats</p>' * 12}<h3>{HEADLINE}</h3><p>Sund</p>{DAY}{PROSE}",  # far
        f"<div>{MENU}</div>{ABOUT}<h2>Northern Harbours</h2>{DAY}{PROSE}",  # the site's name
    ],
)
def test_what_else_is_dated_is_no_headline(body: str) -> None:
    assert dated(None, *read(body, "<meta property='og:site_name' content='Northern Harbours'>")) is None


def dated(best: str | None, page: Page, span: tuple[int, int]) -> Printed | None:
    head = head_of(page)
    claims = list(stated_titles(head, None))
    line = next((each for each in printed_titles(page, claims) if each.text == best), None)
    return dated_headline(line, claims, site_keys(page), page, span)


def test_a_heading_right_above_the_dated_one_is_the_headline() -> None:
    above = f"<div>{MENU}</div><h1>{OWNER}</h1>{ABOUT}"
    assert title_of(f"{above}<div><h3>{HEADLINE}</h3>{DAY}{PROSE}</div>") == OWNER


def test_a_title_with_its_own_day_stands() -> None:
    body = f"<div>{MENU}</div><div>{OWNER}</div>{{}}<p>{MENU}</p>{ABOUT}<div><h3>{HEADLINE}</h3>{DAY}{PROSE}</div>"
    assert dated(OWNER, *read(body.format(DAY))) is None
    assert dated(OWNER, *read(body.format(""))) is not None


def test_what_the_page_states_stands() -> None:
    stated = f"<meta property='og:title' content='{OWNER} opens'>"
    assert title_of(f"<div>{MENU}</div>{ABOUT}<div><h3>{HEADLINE}</h3>{DAY}{PROSE}</div>", head=stated) == f"{OWNER} opens"


def test_nor_does_a_list_of_others_take_the_title_of_a_text_above_it() -> None:
    others = f"<h3>More from the islands</h3><h5><a href=/n/3>Lamps</a></h5><p>3 May 2024</p>{PROSE}<p>{MENU}</p>"
    body = f"<div>{OWNER}</div>{{}}<div>{MENU}</div>{ABOUT}{others}"
    assert dated(OWNER, *read(body.format(PROSE))) is None
    assert dated(OWNER, *read(body.format(""))) is not None


FAR = "<p>Timetable of the boats</p>" * 12
POINTS = "<p>These are the harbours where lamps are mended:</p><ul><li>Sund<li>Breva</ul>"


@pytest.mark.parametrize("text", [PROSE, POINTS])
def test_the_only_dated_line_above_a_sentence_is_a_headline_too(text: str) -> None:
    assert title_of(f"<div>{MENU}</div>{ABOUT}{FAR}<div>{HEADLINE}</div>{DAY}{text}") == HEADLINE


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{HEADLINE}</div>{DAY}{PROSE}<div>Lamps for the mole</div>{DAY}{PROSE}",  # one of two
        f"<div>{HEADLINE}</div><p>Sund</p>{DAY}{PROSE}",
        f"<div>{HEADLINE}</div>{DAY}<p>Lamps are mended</p>{PROSE}",
        f"<div>{HEADLINE}</div>{DAY}<p><a href=/7>The office tells what it has decided now.</a></p>",
        f"<div>{HEADLINE}</div>{DAY}<p>Boats in all the harbours of Sund and the isles</p>",
        f"<div>{HEADLINE}, as all know.</div>{DAY}{PROSE}",  # a sentence
        f"<div><a href=/n/7>{HEADLINE}</a></div>{DAY}{PROSE}",  # another page's
    ],
)
def test_other_lines_are_none(body: str) -> None:
    assert title_of(f"<div>{MENU}</div>{ABOUT}{FAR}{body}") == OWNER


def test_a_title_that_is_printed_does_not_give_way_to_a_line() -> None:
    page, span = read(f"<div>{OWNER}</div><div>{MENU}</div>{ABOUT}<div>{HEADLINE}</div>{DAY}{PROSE}")
    assert dated(OWNER, page, span) is None
    assert dated(None, page, span) is not None
