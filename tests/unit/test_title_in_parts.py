"""Headlines that markup cuts, and what the claims of a page say of the parts."""

import pytest

from crawler.extract import extract
from crawler.extract.fields.title_by_place import by_place
from crawler.page.page import Page
from tests.ferry import PROSE, URL, read

FERRY = "Night ferry leaves the islands at ten"
LONG = f"{FERRY}-as the islands have asked for it for years"
LINES = f"<h1><span>Boats</span> <span>{FERRY}</span></h1>"


def titled(heading: str, title: str, **claims: str) -> str | None:
    metas = "".join(f"<meta property='og:title' content='{text}'>" for name, text in claims.items() if name == "social")
    metas += "".join(f"<meta name='dc.title' content='{text}'>" for name, text in claims.items() if name == "stated")
    data = claims.get("data")
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{data}"}}</script>' if data else ""
    head = f"<head><title>{title}</title>{metas}{script}</head>"
    return extract(f"<html lang=en>{head}<body>{heading}{PROSE}</body></html>", URL).title


@pytest.mark.parametrize(
    ("heading", "title", "claims", "want"),
    [
        # lines without a mark, which a claim parts with a colon; JSON-LD may part them with a dash
        (LINES, "Sund Ferries", {"social": f"Boats: {FERRY}"}, f"Boats: {FERRY}"),
        (
            LINES,
            f"Boats: {FERRY}",
            {"social": f"Boats: {FERRY}", "data": f"Boats - {FERRY}"},
            f"Boats: {FERRY}",
        ),
        (f"<h1>Boats - {FERRY}</h1>", f"Boats: {FERRY}", {"social": f"Boats: {FERRY}"}, f"Boats - {FERRY}"),
        # a kicker that no claim has, before more words than the claim
        (f"<h1><span>Traffic</span> New {FERRY}</h1>", f"{FERRY} | Sund Ferries", {}, f"New {FERRY}"),
        (f"<h1><span>Traffic</span> New {FERRY}</h1>", f"Traffic New {FERRY} | Sund Ferries", {}, f"Traffic New {FERRY}"),
        # a section that one claim has, where no headline is printed
        ("", f"{FERRY}-TrafficㅣSund", {"social": f"{FERRY}-TrafficㅣSund", "stated": FERRY}, FERRY),
        ("", f"{LONG}ㅣSund", {"social": f"{LONG}ㅣSund", "stated": FERRY}, LONG),
    ],
)
def test_the_claims_say_how_a_headline_is_made(heading: str, title: str, claims: dict[str, str], want: str) -> None:
    assert titled(heading, title, **claims) == want


@pytest.mark.parametrize(
    ("spans", "title"),
    [
        ("<span class=a>Night ferry</span><span class=b>leaves at</span><span class=c>ten</span>", "Night ferry leaves at ten"),
        ("<span class=k>Islands</span><span class=c>: </span><span class=h>ferry at ten</span>", "Islands: ferry at ten"),
        ("<span class=w>Night fer</span><span class=w>ry leaves</span>", "Night ferry leaves"),
        ("<span>Night fer</span><span>ry leaves</span>", "Night ferry leaves"),
    ],
)
def test_parts_with_classes_of_their_own_are_words_apart(spans: str, title: str) -> None:
    assert read(f"<h1>{spans}</h1>{PROSE}", "Sund Ferries").title == title


def test_a_sentence_that_all_claims_add_is_none_of_the_headline() -> None:
    longer = f"{FERRY}. The islands had asked for it for years"
    assert titled(f"<h1>{FERRY}</h1>", f"{longer} | Sund", social=longer, data=longer) == FERRY
    place = f"{FERRY}: the islands had asked for it"
    assert titled(f"<h1>{FERRY}</h1>", f"{place} | Sund", social=place, data=place) == place


def test_a_description_that_data_calls_headline_is_none() -> None:
    data = "ferry that leaves the islands by night"
    lines = "<h1>Night boat</h1><div>From Sund, the town</div><div>Ferry that leaves the islands by night</div>"
    assert titled(lines, "Night boat - Sund", data=data) == "Night boat"
    headed = lines.replace("<div>Ferry", "<h2>Ferry")
    assert titled(headed, "Night boat - Sund", data=data) == "Ferry that leaves the islands by night"


def test_a_caption_and_a_sentence_are_no_headline() -> None:
    links = "".join(f"<li><a href='/{each}'>{each}</a></li>" for each in ("Comments", "Feed", "Mail", "Print"))
    caption = "<div class=caption>Night ferry at the islands | Photo</div>"
    for line in (caption, "<div>The night ferry leaves the islands at ten.</div>"):
        assert read(f"<h1>Timetable upset</h1>{links}{line}{PROSE}", "Timetable upset - Ann Lee").title == "Timetable upset"


def test_the_point_of_a_company_s_form_ends_no_sentence() -> None:
    line = "NIGHT FERRY OF THE ISLANDS OF THE NORTH BOUGHT FOR A YEAR BY THE PEOPLE OF THE TOWN AND BY SUND FERRIES, INC."
    page = Page(URL, f"<p><b>{line}</b></p><p>Ferry leaves the islands at ten</p>{PROSE}")
    found = by_place(page, (0, 4), frozenset(), lambda text: 1.0)
    assert found is not None
    assert found.text.endswith("INC.")
    below = f"<p align=center><i>Ferry leaves the islands at ten</i></p>{PROSE}"
    company = "NIGHT FERRY OF THE ISLANDS LEAVES THE TOWN, INC."
    for line, title in ((company, company), ("THE NIGHT FERRY LEAVES.", "Ferry leaves the islands at ten")):
        assert read(f"<p align=center><b>{line}</b></p>{below}", "EX-99.1").title == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f"<h1><span class=k>Deep waters</span><br><span class=h>{FERRY}</span></h1>", FERRY),
        (f"<h1>Deep waters<br>{FERRY}</h1>", FERRY),
        (f"<h1>Later ferries<br>{FERRY}</h1>", f"Later ferries {FERRY}"),  # a claim has a word of it
        (f"<h1>Deep waters and what the summer brings<br>{FERRY}</h1>", f"Deep waters and what the summer brings {FERRY}"),
        (f"<h1><span>Deep waters</span> {FERRY}</h1>", f"Deep waters {FERRY}"),  # in one line
    ],
)
def test_a_first_line_that_no_claim_knows_is_a_kicker(heading: str, title: str) -> None:
    assert titled(heading, "Later night ferry for islands | Sund Ferries") == title
