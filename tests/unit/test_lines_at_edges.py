"""Lines of a text's edges in markup that says nothing of them: captions, credits, signs of who wrote; headings in grids."""

import numpy as np
import pytest

from crawler.extract import extract
from crawler.extract.block_model.sentences import with_headings
from crawler.items import Extraction
from crawler.page.page import Page
from tests.ferry import PROSE, TEXT

URL = "http://sund.example/news/night-ferry"
WHOLE = "\n\n".join(TEXT)


def read(before: str = "", behind: str = "", text: str = PROSE) -> Extraction:
    body = f"<div><h1>Night ferry</h1>{before}{text}{behind}</div>"
    return extract(f"<html><head><title>Night ferry</title></head><body>{body}</body></html>", URL)


def text_of(before: str = "", behind: str = "", text: str = PROSE) -> str:
    return read(before, behind, text).text


@pytest.mark.parametrize("tag", ["p", "div", "td"])
@pytest.mark.parametrize("line", ["The ferry at the old berth", "The ferry at the old berth. Photo: town archives."])
def test_the_line_below_the_only_picture_in_its_element_is_a_caption(tag: str, line: str) -> None:
    box = f"<{tag}><img src=a.jpg><br>{line}</{tag}>"
    assert line not in text_of(before=f"<table><tr>{box}</tr></table>" if tag == "td" else box)


def test_a_sentence_below_a_picture_is_told() -> None:
    assert "sails at ten." in text_of(text=f"<p>{TEXT[0]}</p><p><img src=a.jpg><br>The ferry sails at ten.</p><p>{TEXT[1]}</p>")


@pytest.mark.parametrize(
    "line",
    ["(rku/and)", "[jr]", "（李）", "Photo: town archives", "Foto: Pressestelle", "Photographie : Jana Roe", "ⓒ Sund Post"],
)
def test_lines_of_who_made_a_text_are_none_of_it(line: str) -> None:
    assert text_of(behind=f"<p>{line}</p>") == text_of()


@pytest.mark.parametrize("line", ["(it sails at ten)", "Note: The ferry is full."])
def test_other_last_lines_stay(line: str) -> None:
    assert text_of(text=f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]} {line}</p>").endswith(line)


def test_reporters_in_brackets_lead_up_to_a_text() -> None:
    told = "百年碾米廠閒置二十年後，由社區整修成食堂，阿嬤們輪流掌廚，一餐只收六十元，中午常常坐滿人。"
    found = read("<p>〔記者林怡君/雲林報導〕</p>", text=f"<p>{told}</p><p>{told[::-1]}</p>")
    assert found.text.startswith(told)
    assert found.authors == ["林怡君"]


@pytest.mark.parametrize(
    ("heading", "odds", "below", "kept"),
    [
        ("<h3>At night</h3>", 0.3, TEXT[1], True),
        ("<h3>At night</h3>", 0.2, TEXT[1], False),
        ("<h3><a href=/night>At night</a></h3>", 0.3, TEXT[1], False),
        ("<p>At night</p>", 0.3, TEXT[1], False),
        ("<h3>At night</h3>", 0.3, "Night", False),
    ],
)
def test_a_heading_between_kept_paragraphs_is_kept_unless_unlikely(heading: str, odds: float, below: str, kept: bool) -> None:
    blocks = Page(URL, f"<div><p>{TEXT[0]}</p></div><div>{heading}</div><div><p>{below}</p></div>").outline.shown()
    flags = with_headings(np.array([True, False, True]), np.array([0.9, odds, 0.9], np.float32), blocks)
    assert flags.tolist() == [True, kept, True]
    first = with_headings(np.array([False, False, True]), np.array([0.1, odds, 0.9], np.float32), blocks)
    assert not first[1], "no text above it"


@pytest.mark.parametrize(("odds", "below", "made", "stays"), [
    (0.35, "Der Kran hebt seit Montag Lasten von bis zu achtzig Tonnen aus den Schiffen am Kai.", "", True),
    (0.35, "So viel hebt er:", "", True),
    (0.35, "So viel hebt er.", "", True),
    (0.35, "Kran", "", False),
    (0.35, "So viel hebt er:", " class=promo", False),
    (0.25, "So viel hebt er:", "", False),
])  # fmt: skip
def test_a_heading_made_as_another_one_stays_with_its_paragraph(odds: float, below: str, made: str, stays: bool) -> None:
    box = "<div class=more><a href=/x>Lesen Sie auch: Ein neues Tor</a></div>"
    first = "<h3>Der alte Kran</h3><p>Er stand seit vierzig Jahren am Kai und wurde zuletzt oft repariert.</p>"
    page = f"<div>{first}{box}<h3{made}>Der neue Kran</h3><p>{below}</p></div>"
    blocks = [block for block in Page("", page).outline.blocks if block.text]
    likely = np.array([0.9, 0.9, 0.1, odds, 0.9], np.float32)
    assert bool(with_headings(np.array([True, True, False, False, True]), likely, blocks)[3]) is stays


def test_a_heading_above_all_text_stays_out_whatever_others_look_like() -> None:
    page = "<div><p>Hafen</p><h3>Anzeige</h3><p>Der Kran hebt Lasten.</p><h3>Der neue Kran</h3><p>So viel hebt er:</p></div>"
    blocks = [block for block in Page("", page).outline.blocks if block.text]
    likely = np.array([0.1, 0.35, 0.9, 0.9, 0.9], np.float32)
    assert not with_headings(np.array([False, False, True, True, True]), likely, blocks)[1]
