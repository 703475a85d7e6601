"""What pages state in odd ways: titles without letters, data of pages that show nothing, names beside others, words beside days."""

# ruff: noqa: E501  markup is read best on one line

import json

import pytest

from crawler.extract import extract
from crawler.extract.page_type.classify import page_type
from crawler.page.page import Page
from tests.unit.lifeboat import BODY, TITLE, TOLD, URL
from tests.unit.test_what_pages_state_of_themselves import DAY, NAV, data, read


@pytest.mark.parametrize("title", ["-", "#", "...", "&amp;", ",", "́"])
def test_a_title_without_a_letter_ends_no_reading(title: str) -> None:
    assert extract(f"<title>{title}</title><h1>{TITLE}</h1>{DAY}{BODY}", URL).title == TITLE


def test_data_without_names_are_not_mended() -> None:
    assert read(f"<h1>{TITLE}</h1>{DAY}{BODY}", f"<script type='application/ld+json'>{'{' * 40_000}</script>").title == TITLE


def test_a_base_longer_than_an_address_is_none() -> None:
    long = read(f"<h1>{TITLE}</h1>{DAY}{BODY}<p><a href=plan.pdf>Le plan</a></p>", f"<base href='https://sund.example/{'a/' * 2000}'>")
    assert [each.url for each in long.attachments] == ["https://www.sund.example/n/plan.pdf"]


def test_an_address_holds_nothing_that_ends_it_in_markup() -> None:
    found = read(f"<h1>{TITLE}</h1>{DAY}{BODY}<img src='a.jpg?n=<b>x</b>&quot;y' width=600><p><a href='/d/a<b>.pdf'>Le plan</a></p>")
    assert [each.url for each in found.images] == ["https://www.sund.example/n/a.jpg?n=%3Cb%3Ex%3C/b%3E%22y"]
    assert [each.url for each in found.attachments] == ["https://www.sund.example/d/a%3Cb%3E.pdf"]


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ({"publishedAt": "2024-07-19T10:00:00Z"}, "2024-07-19"),
        ({"date": "2024-07-19"}, "2024-07-19"),
        ({"updatedAt": "2024-07-19", "createdAt": "2024-07-18"}, "2024-07-18"),
        ({"updatedAt": "2024-07-19"}, None),
    ],
)
def test_headline_and_day_of_a_page_that_shows_nothing_are_those_of_its_data(stated: dict[str, str], day: str | None) -> None:
    state = json.dumps({"news": {"detail": {"title": TITLE, "content": BODY, **stated}}, "site": {"name": "La station de Sund"}})
    shell = f"<div>La station de Sund</div><noscript>Activez JavaScript</noscript><div id=app></div><script>window.__STATE__={state};</script>"
    found = extract(f"<title>{TITLE} | La station de Sund</title><body>{shell}", URL)
    assert (found.title, found.text.split("\n\n")) == (TITLE, list(TOLD))
    assert (found.published or "")[:10] == (day or "")


def test_a_thread_states_itself() -> None:
    posts = "".join(f"<div class=post><b>selvedge77</b> <time>Feb {at}</time><p>{said}</p></div>" for at, said in enumerate(("My 1930s frame keeps losing tension on the left side. Has anyone fitted a newer brake drum?", "Check the pawl first."), 3))
    thread = data(**{"@type": "DiscussionForumPosting", "headline": "Warp tension on old frames", "datePublished": "2024-02-03T20:11:00Z"})
    page = f"<title>Warp tension on old frames | Forum</title>{thread}<body>{NAV}<h1>Warp tension on old frames</h1>{posts}<a href=/login>Log in to reply</a>"
    assert page_type(Page("https://forum.example/t/warp/4411", page)) == ("other", "offer")


def test_a_headline_between_a_label_and_a_badge_is_what_the_title_says() -> None:
    assert read(f"<h1><small class=label>Communiqué</small> {TITLE} <span class=badge>Nouveau</span></h1>{DAY}{BODY}").title == TITLE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("5. prosince 2023", "2023-12-05"),  # it holds `since`
        ("Aktualizované: 18. 4. 2024 09:10 Zverejnené: 15. 4. 2024 14:00", "2024-04-15"),
        ("Aktualizováno 18. 4. 2024, zveřejněno 15. 4. 2024", "2024-04-15"),
    ],
)
def test_words_beside_a_day_are_words(line: str, day: str | None) -> None:
    found = extract(f"<html lang=cs><title>{TITLE}</title><body>{NAV}<h1>{TITLE}</h1><p class=d>{line}</p>{BODY}", "https://sund.example/zpravy/1")
    assert (found.published or "")[:10] == (day or "")


def test_a_paragraph_of_what_is_not_read_out_alone_is_no_text() -> None:
    first, end, rest = BODY.partition("</p>")
    assert "Scroll" not in read(f"<h1>{TITLE}</h1>{DAY}<div>{first}{end}<p><span aria-hidden=true>➜ Scroll for more</span></p>{rest}</div>").text


@pytest.mark.parametrize(
    ("by", "authors"),
    [
        ("Par J.-P. Morel avec AFP", ["J.-P. Morel"]),
        ("By Jane Roe with Reuters", ["Jane Roe"]),
        ("By Moira Tennant, Heritage Correspondent, and Callum Orde, Data Reporter", ["Moira Tennant", "Callum Orde"]),
        ("Written by Jane Roe (Berlin) and John Doe (Paris)", ["Jane Roe", "John Doe"]),
        ("By Jan Willem van Dijk", ["Jan Willem van Dijk"]),
        ("By Maria João da Silva, Ann Lee, and John Doe", ["Maria João da Silva", "Ann Lee", "John Doe"]),
    ],
)
def test_names_are_parted_from_whom_they_wrote_with(by: str, authors: list[str]) -> None:
    assert read(f"<h1>{TITLE}</h1><p class=byline>{by}</p>{DAY}{BODY}").authors == authors
