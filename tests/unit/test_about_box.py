"""What a company says of itself below a release without a heading: told by how it is set apart, and by whom it begins with."""

import pytest

from crawler.extract import extract
from crawler.extract.body.about_box import about_box
from crawler.page.page import Page
from tests.ferry import HEADLINE, PROSE, TEXT

SELF = "runs twelve ferries between the islands and the coast. It was founded in 1911 and has four hundred people at work."
LONG = f"{SELF} Its ships are built by hand in the town, as they were a hundred years ago."
MORE = (
    "On the islands the school will begin an hour later on Mondays, so that those who come home late can sleep long enough.",
    "The town pays for the first summer, and the islands have promised to pay half of it in the years that come after it.",
)
OWN = "has asked for it for years, for the last train from the city reaches the quay at half past nine in the evening, late."
BOX = "<div class=boilerplate><p>{}</p></div>"
FOOT = "<footer><p>© 2024 {}</p></footer>"


def boxed(box: str, owner: str = "Sundlines", foot: str = "", host: str = "www.sundlines.example") -> str:
    """What is found in a page with a box below its text, where all of both is kept."""
    markup = f"<title>{HEADLINE} | {owner}</title><main><article><h1>{HEADLINE}</h1>{PROSE}{box}</article></main>{foot}"
    page = Page(f"https://{host}/news/2024/12", markup)
    body = [block for block in page.outline.shown() if block.element.tag in ("p", "h2") and "©" not in block.text]
    return " ".join(block.text for block in about_box(page, body))


@pytest.mark.parametrize(
    "box",
    [
        BOX.format(f"Sundlines {SELF}"),
        BOX.format(f"The Sundlines {SELF}"),
        f"<p class=boilerplate>Sundlines {SELF}</p>",
        f"<section><div><p>Sundlines {SELF}</p></div><div><p>Its ships are built by hand in the town.</p></div></section>",
        f"{BOX.format(f'Sundlines {SELF}')}<p class=hint>Ferries sail in any weather but ice.</p>",
    ],
)
def test_a_box_that_begins_with_the_owner_is_a_part(box: str) -> None:
    assert "1911" in boxed(box)


@pytest.mark.parametrize("rule", ["<hr>", "<div><hr></div>", *map("<p>{}</p>".format, ("###", "* * *", "____", "ENDS"))])
def test_what_stands_below_a_rule_or_the_end_is_set_apart(rule: str) -> None:
    more = "<p>It is owned by the towns on the islands and on the coast, and by those who sail on its ships.</p>"
    assert "1911" in boxed(f"{rule}<p>Sundlines {LONG}</p>")
    assert boxed(f"{rule}<p>Sundlines {LONG}</p>{more}").endswith("sail on its ships.")
    assert "1911" in boxed(f"{rule}<p>Sundlines {SELF}</p>")


def test_a_last_paragraph_in_italics_is_set_apart() -> None:
    assert "1911" in boxed(f"<p><em>Sundlines {LONG}</em></p>")
    assert boxed(f"<p><em>{MORE[0]}</em></p><p><em>Sundlines {LONG}</em></p>") == ""


@pytest.mark.parametrize(
    "below",
    [
        f"<p>The Sundlines {SELF}</p>",  # one line tells of the article: who wrote it, with what
        f"<p>{MORE[0]}</p><p>Sundlines {LONG}</p>",  # the text goes on below the rule
        f"<p>Sundlines {LONG}</p><p>{MORE[0]}</p><p>{MORE[1]}</p>",
        f"<p>Brede {LONG}</p>",
        f"<p>Sundlines {LONG}</p><h2>The fleet</h2><p>{MORE[0]}</p>",
        f"<p>Sundlines {LONG}</p><h3>___</h3><p>{MORE[0]}</p>",  # be the heading one of the text or not
    ],
)
def test_what_else_stands_below_a_rule_is_text(below: str) -> None:
    assert boxed(f"<hr>{below}") == ""


def test_a_rule_above_the_last_paragraph_but_one_sets_nothing_apart_behind_it() -> None:
    assert boxed(f"<p>{MORE[0]}</p><hr><p>{MORE[1]}</p><p>Sundlines {LONG}</p>") == ""
    assert boxed(f"<p>{MORE[0]}</p><p>Sundlines {LONG}</p><hr>") == ""


@pytest.mark.parametrize(
    ("said", "owner", "foot", "host"),
    [
        ("Sundlines", "Sundlines Ltd", "", "www.x.example"),  # the owner's name with its legal form
        ("«СундЛинии»", "Новости", FOOT.format("ООО «СундЛинии»"), "www.sund.example"),
        ("Brede Shipping", "News", FOOT.format("Brede Shipping"), "www.x.example"),
        ("The Brede Shipping Lines", "Brede Shipping Lines", "", "www.bredeshippinglines.example"),
        ("孫德渡輪公司", "孫德渡輪公司", "", "www.x.example"),
    ],
)
def test_the_owner_is_whom_title_and_foot_name(said: str, owner: str, foot: str, host: str) -> None:
    assert boxed(BOX.format(f"{said} {SELF}"), owner, foot, host) == f"{said} {SELF}"


@pytest.mark.parametrize(
    "box",
    [
        f"<p>Sundlines {SELF}</p>",  # in no box
        f"<div><p>{MORE[0]}</p></div><div><p>Sundlines {OWN}</p></div>",  # one of the paragraphs' boxes
        BOX.format(f"Ferries like these are what Sundlines has: it {SELF}"),  # the name comes later
        BOX.format(f"All of us at Sundlines know that it {SELF}"),
        BOX.format(f"Brede {SELF}"),  # somebody else
        f"<div class=box><h2>The fleet</h2><p>Sundlines {SELF}</p></div>",  # a section
        f"<div class=box><p>Sundlines {SELF}</p><p>{MORE[0]}</p><p>{MORE[1]}</p></div>",  # too much for it
    ],
)
def test_what_else_stands_there_is_text(box: str) -> None:
    assert boxed(box) == ""


def test_it_is_a_part_of_the_release_and_none_of_its_text() -> None:
    body = f"<main><article><h1>{HEADLINE}</h1>{PROSE}{BOX.format(f'Sundlines {SELF}')}</article></main>"
    found = extract(f"<html lang=en><title>{HEADLINE} | Sundlines</title>{body}</html>", "https://www.sundlines.example/news/2024/12")
    assert found.text == "\n\n".join(TEXT)
    assert [(part.kind, part.text) for part in found.release_parts] == [("about", f"Sundlines {SELF}")]


def test_the_first_letters_of_a_word_are_no_name() -> None:
    assert boxed(BOX.format(f"Academic staff {SELF}"), "Sundlines", "", "www.ac.example") == ""


def test_a_text_of_one_paragraph_has_no_such_box() -> None:
    page = Page("https://www.sundlines.example/news/2024/12", f"<main><p>{TEXT[0]}</p>{BOX.format(f'Sundlines {SELF}')}</main>")
    assert about_box(page, page.outline.shown()) == []


def test_last_paragraphs_that_begin_with_the_owner_and_say_other_things_are_a_part() -> None:
    said = "was founded in 1911. Twelve ships built by hand make it a large employer, with sales of ninety million crowns."
    about, before = f"Sundlines {said}", "".join(f"<p>{each}</p>" for each in MORE)
    owned = "Sundlines belongs to nine communes and to three thousand shareholders. It pays for swimming lessons and concerts."
    assert boxed(f"{before}<p>{about}</p>") == about
    assert boxed(f"{before}<p>{about}</p><p>{owned}</p><p>Press office, tel. 555 0100</p>").startswith(about)
    assert boxed(f"{before}<p>Sundlines {OWN}</p>") == ""
    assert boxed(f"{before}<p>Sundlines: {said}</p>") == boxed(f"{before}<p>Brede {said}</p>") == ""
