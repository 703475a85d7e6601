"""Lines that galleries, links, buttons and pictures left among an article's text."""

import pytest

from crawler.extract.block_model.edges import without_edges
from crawler.extract.fields.title import Title
from crawler.page.page import Page

URL = "https://www.ore.example/press/news/2024/quay"
FIRST = "The company opened a second quay in Narvik on Monday, and grain will be shipped from there in spring."
SECOND = "Two cranes had to be moved before the quay could be deepened, and the work was done at night in winter."


def kept(inside: str, *dropped: str) -> list[str]:
    """The lines that stay of a page of which all but some lines were kept."""
    page = Page(URL, f"<body>{inside}</body>")
    blocks = [block for block in page.outline.shown() if block.text not in dropped]
    return [block.text for block in without_edges(page, blocks, Title(None, None))]


def test_a_title_for_each_picture_of_a_gallery_is_none_of_the_text() -> None:
    titles = "<div><div>Storm at sea</div><div>Storm at sea</div><div>Storm at sea</div></div>"
    assert kept(f"<p>{FIRST}</p>{titles}<p>{SECOND}</p>") == [FIRST, SECOND]


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Rain, rain<br>Rain, rain<br>Rain, rain</p>",
        "<table><tr><td>none</td><td>none</td><td>none</td></tr></table>",
        "<div><p>Again.</p></div><div><p>Again.</p></div><div><p>Again.</p></div>",
    ],
)
def test_a_refrain_and_cells_of_a_table_may_say_one_thing_again(lines: str) -> None:
    assert len(kept(f"<p>{FIRST}</p>{lines}<p>{SECOND}</p>")) == 5


def test_a_paragraph_said_again_is_no_title_of_pictures() -> None:
    assert kept(f"<p>{FIRST}</p>" * 3) == [FIRST] * 3


LINKS = "<p><a href='/press/a'>A ship for the quay</a></p><p><a href='/press/b'>Grain by rail</a></p>"


def test_a_label_of_links_that_were_dropped_is_none_of_the_text() -> None:
    inside = f"<p>{FIRST}</p><p>Read also:</p>{LINKS}<p>{SECOND}</p>"
    assert kept(inside, "A ship for the quay", "Grain by rail") == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("below", "dropped"),
    [
        (LINKS, []),  # kept themselves
        ("<p><a href='https://shop.example/a'>Lamp</a></p><p><a href='https://shop.example/b'>Rope</a></p>", ["Lamp", "Rope"]),
        ("<p><a href='/press/a'>A ship for the quay</a></p>", ["A ship for the quay"]),  # one may be a picture's
    ],
)
def test_a_label_of_what_the_text_tells_of_stays(below: str, dropped: list[str]) -> None:
    assert "Read also:" in kept(f"<p>{FIRST}</p><p>Read also:</p>{below}<p>{SECOND}</p>", *dropped)


PRESSED = "<div><span>What do you say?</span></div><ul><li><a href=#a>Good</a></li><li><a href=#b>Bad</a></li></ul>"


def test_what_is_pressed_above_the_text_is_none_of_it() -> None:
    assert kept(f"{PRESSED}<p>{FIRST}</p><p>{SECOND}</p>") == [FIRST, SECOND]


def test_a_list_of_links_amid_the_text_and_verses_that_are_links_stay() -> None:
    assert kept(f"<p>{FIRST}</p>{PRESSED}<p>{SECOND}</p>") == [FIRST, "What do you say?", "Good", "Bad", SECOND]
    verses = "<div><a href=#1>Come on, sing</a><br><a href=#2>Sing on, come</a></div>"
    assert kept(f"{verses}<p>{FIRST}</p>")[:2] == ["Come on, sing", "Sing on, come"]


def test_a_line_in_brackets_is_of_the_picture_right_above_it() -> None:
    assert kept(f"<p>{FIRST}</p><p><img src=a.jpg></p><p>(Credit: Ann Lee / Ore)</p><p>{SECOND}</p>") == [FIRST, SECOND]
    assert kept(f"<p>{FIRST}</p><p>(Translated from Norwegian)</p><p>{SECOND}</p>")[1] == "(Translated from Norwegian)"


def test_a_by_line_below_a_standfirst_is_none_of_the_text() -> None:
    assert kept(f"<div><p>{FIRST}</p></div><p>Von Jana Roth</p><p>22.12.2024</p><p>{SECOND}</p><p>{SECOND} So it was.</p>") == [
        FIRST, SECOND, f"{SECOND} So it was.",
    ]  # fmt: skip
    under_heading = f"<p>{FIRST}</p><h3>A far better thing</h3><p>By Ann Lee</p><p>{SECOND}</p><p>{SECOND} So it was.</p>"
    assert "By Ann Lee" in kept(under_heading)


@pytest.mark.parametrize("line", ["Просмотров: 2117", "Количество показов: 21", "조회수 12", "浏览次数：2", "Views: 12", "Share"])
def test_a_counter_behind_the_text_is_none_of_it(line: str) -> None:
    assert kept(f"<p>{FIRST}</p><p>{SECOND}</p><p>{line}</p>") == [FIRST, SECOND]


def test_a_day_that_was_dropped_takes_the_details_beside_it_along() -> None:
    said = (("Published", "3 May 2024"), ("Tag", "Quay"))
    rows = "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in said)
    assert kept(f"<div>{rows}</div><p>{FIRST}</p><p>{SECOND}</p>", "Published", "3 May 2024") == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    ["Jana Roth, press office, jana@ore.example", "Sven Åker, presschef, 070-555 01 40", "سعيد المرزوقي، هاتف +971 2 555 0140"],
)
def test_whom_to_ask_is_none_of_the_text(line: str) -> None:
    assert kept(f"<p>{FIRST}</p><p>{SECOND}</p><p>{line}</p>") == [FIRST, SECOND]


@pytest.mark.parametrize("line", ["Rye, oats, 070-555 tons", "Ask Jana Roth, of the office, or write to jana@ore.example."])
def test_figures_and_sentences_at_the_end_are_text(line: str) -> None:
    assert kept(f"<p>{FIRST}</p><p>{SECOND}</p><p>{line}</p>") == [FIRST, SECOND, line]
