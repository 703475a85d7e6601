"""A paragraph behind the text that begins with its writer's name tells of the writer."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.biography import without_biography
from crawler.page.page import Page

NEWS = [
    "The harbour board said on Tuesday that the new ferry would begin to sail in the first week of June, a month late.",
    "Two cranes had to be moved before the quay could be deepened, and the work was done at night for most of the winter.",
    "The ferry carries four hundred people and sixty cars, and needs an hour less to the islands than the old one did.",
    "Tickets are sold from the middle of May, and those who live on the islands pay half of what all the others pay.",
]
TEXT = "".join(f"<p>{each}</p>" for each in NEWS)
HIM = "Jon Garvey sailed as a deck hand for six years."
MORE = "He has written two books about ropes and lives on the quay."


def left(behind: str, *authors: str, text: str = TEXT) -> int:
    """How many lines are left of a text of four and what stands behind it."""
    outline = Page("http://x.example/", f"<main>{text}{behind}</main>").outline
    body = [block for block in outline.blocks if block.text and block.element.tag != "div"]
    return len(without_biography(outline, body, authors or ("Ada Roe", "Jon Garvey")))


@pytest.mark.parametrize(
    "behind",
    [
        f"<p>{HIM}</p>",
        f"<p>{HIM}</p><p>{MORE}</p><p>{MORE}</p>",
        "<p>Jon Garvey, a diver, has written about ropes.</p>",
        "<p>Captain Jon Garvey sailed as a deck hand.</p>",
        "<p>Jon Garvey (jon@x.example) is the editor.</p>",
    ],
)
def test_paragraphs_that_begin_with_the_writer_are_none_of_the_text(behind: str) -> None:
    assert left(behind) == len(NEWS)


@pytest.mark.parametrize(
    "behind",
    [
        f"<h2>Why trust us</h2><p>{HIM}</p>",  # a section about who wrote it
        f"<ul><li>{HIM}</li></ul>",
        "<p>Jon Garvey</p>",
        "<p>Jon Garvey sailed as a deck hand</p>",  # no sentence
        "<p>Jon Garvey Ropes opened on the quay.</p>",  # another name that begins with it
        "<p>On Monday, the ropes were sold by Jon Garvey himself.</p>",
        f"<p>The quay belongs to the Garvey family.</p><p>{HIM}</p>",  # the text knows the name
        f"<p>{HIM}</p>" + f"<p>{MORE}</p>" * 4,  # not near its end
        f"<p>{HIM} {MORE * 9}</p>",  # too much of it
    ],
)
def test_other_lines_behind_the_text_stay(behind: str) -> None:
    assert left(behind) == len(NEWS) + behind.count("</p>") + behind.count("</h2>") + behind.count("</li>")


def test_a_name_of_one_word_begins_sentences_of_all_kinds() -> None:
    assert left("<p>Garvey is a rope maker.</p>", "Garvey") == len(NEWS) + 1


def test_a_short_text_may_begin_with_its_writer() -> None:
    assert left(f"<p>{HIM}</p>", text=f"<p>{NEWS[0]}</p><p>Short.</p><p>Short.</p>") == 4


@pytest.mark.parametrize(
    ("name", "line"),
    [("王明远", "王明远，港口史研究者，著有两本关于缆绳的书。"), ("דנה לוי", "דנה לוי היא צוללת וכותבת על חבלים.")],
)
def test_names_in_scripts_without_capitals_stand_at_the_beginning(name: str, line: str) -> None:
    assert left(f"<p>{line}</p>", name) == len(NEWS)
    assert left(f"<p>。{line}</p>", name) == len(NEWS) + 1


NAMED = "<div>Jon Garvey Editor for the sea</div>"


@pytest.mark.parametrize(
    ("behind", "lines"),
    [
        (f"{NAMED}<p>{MORE}</p>", 0),
        (f"{NAMED}<div>About the editor</div><p>{MORE}</p><p>Short.</p>", 0),
        (f"{NAMED}<p>{MORE}</p><p>Short.</p><p>Short.</p>", 3),  # the text goes on
        (f"{NAMED}<p>{MORE}</p>{NAMED}<p>{MORE}</p>", 2),  # by-lines of a live report
        (f"<div>Jon Garvey said so to a reporter of the paper, and that in front of all of the board, on Tuesday and again on "
         f"Friday.</div><p>{MORE}</p>", 1),
        (f"{NAMED}<p>Ropes</p>", 1),
    ],
)  # fmt: skip
def test_the_last_paragraphs_below_a_line_with_the_writers_name_are_about_the_writer(behind: str, lines: int) -> None:
    assert left(behind) == len(NEWS) + lines


def test_a_whole_page_is_read_so() -> None:
    head = "<title>Ferry sails in June</title>"
    page = f"{head}<main><h1>Ferry sails in June</h1><p class=byline>By Jon Garvey</p>{TEXT}<p>{HIM}</p></main>"
    found = extract(f"<html>{page}</html>", "http://x.example/news/ferry")
    assert found.authors == ["Jon Garvey"]
    assert found.text == "\n\n".join(NEWS)
