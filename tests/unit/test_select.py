"""Which blocks are kept, and which images and documents come with them."""

import numpy as np
import pytest

from crawler.extract.block_model.containers import Containers
from crawler.extract.block_model.documents import offered_documents
from crawler.extract.block_model.ends import body_container
from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.extract.block_model.pictures import with_images
from crawler.extract.block_model.select import (
    keep,
    threshold,
    without_boxes_beside,
    without_repeats,
)
from crawler.extract.block_model.sentences import whole_paragraphs
from crawler.page.blocks import Block
from crawler.page.page import Page


def page(markup: str) -> Page:
    return Page("http://example.com/", f"<body>{markup}</body>")


def text_blocks(found: Page) -> list[Block]:
    return [block for block in found.blocks if block.text]


def test_threshold_is_half_of_the_best_expected_f1() -> None:
    tokens = np.array([100, 100, 100], np.float32)
    best = 2 * 160 / (200 + 170)
    assert threshold(np.array([0.8, 0.8, 0.1], np.float32), tokens) == pytest.approx(best / 2, rel=1e-4)
    assert threshold(np.array([1, 1, 0.1], np.float32), tokens) == 0.45  # a lost paragraph is worse than one too many


def test_other_peoples_prose_is_not_kept_for_want_of_better() -> None:
    tokens = np.full(5, 100, np.float32)
    assert threshold(np.array([0.3, 0.2, 0.2, 0.2, 0.2], np.float32), tokens) == 0.25
    assert threshold(np.full(5, 0.2, np.float32), tokens) < 0.2  # a page of which nothing is better keeps the best


def test_a_headed_box_of_doubtful_text_is_not_kept() -> None:
    prose = "A paragraph with a good many words in it that is shown to the reader of the page."
    found = page(f"<main><p>{prose}</p><div><h3>Join</h3><ul><li>{prose} 2<li>{prose} 3</ul></div></main>")
    containers = Containers(read_sheet(found.outline, claims_of(found)))
    assert keep(np.array([0.9, 0.05, 0.48, 0.48], np.float32), containers).tolist() == [True, False, False, False]
    assert keep(np.array([0.9, 0.6, 0.48, 0.48], np.float32), containers).tolist() == [True] * 4


def test_threshold_of_nothing() -> None:
    assert threshold(np.zeros(0, np.float32), np.zeros(0, np.float32)) == 0.5


def test_hidden_blocks_are_never_kept() -> None:
    prose = "A paragraph with a good many words in it that is shown to the reader of the page."
    found = page(f"<p>{prose}</p><p>{prose} 2</p><p style='display:none'>{prose} 3</p>")
    kept = keep(np.ones(3, np.float32), Containers(read_sheet(found.outline, claims_of(found))))
    assert kept.tolist() == [True, True, False]


@pytest.mark.parametrize(("tag", "kept", "whole"), [
    ("p", [False, True, False], [True, True, False]),
    ("p", [True, False, False], [True, False, False]),
    ("div", [False, True, False], [False, True, False]),
])  # fmt: skip
def test_the_lines_of_a_paragraph_are_kept_together_where_most_of_it_is(tag: str, kept: list[bool], whole: list[bool]) -> None:
    lines = "Meldung: Hafenwerk / Stahl<br>Das Hafenwerk teilt heute mit, dass der Kran steht.<br><a href='/x'>Alle Meldungen</a>"
    found = text_blocks(page(f"<{tag}>{lines}</{tag}>"))
    assert whole_paragraphs(np.array(kept), found).tolist() == whole


@pytest.mark.parametrize(("kept", "whole"), [([True, True, False, False], True), ([True, False, False, False], False)])
def test_code_of_which_half_is_kept_is_kept_whole(kept: list[bool], whole: bool) -> None:
    found = text_blocks(page("<pre>git init\n\ngit add\n\ngit log\n\ngit gc</pre>"))
    assert whole_paragraphs(np.array(kept), found).all() == whole


def test_a_line_repeated_in_another_container_is_dropped() -> None:
    line = "The same line of thirty characters or more"
    kept = without_repeats(np.ones(3, bool), [line, line, line], np.array([4, 4, 9], np.int64))
    assert kept.tolist() == [True, True, False]


def test_short_lines_may_stand_twice() -> None:
    assert without_repeats(np.ones(2, bool), ["Yes.", "Yes."], np.array([1, 2], np.int64)).all()


def test_a_copy_of_the_whole_article_in_one_block_is_dropped() -> None:
    parts = [f"Paragraph number {number} " + "with words " * 20 for number in range(4)]
    kept = without_repeats(np.ones(5, bool), [" ".join(parts), *parts], np.array([1, 2, 2, 2, 2], np.int64))
    assert kept.tolist() == [False, True, True, True, True]


def test_images_between_and_before_the_body_belong_to_it() -> None:
    found = page(
        "<div class=nav><img src=banner.jpg><a href=/>Home</a></div><div><p><img src=lead.jpg></p><p>One two.</p>"
        "<p><img src=mid.jpg></p><p>Three four.</p><div class=teaser><a href=/x><img src=t.jpg>Another story of the day</a></div>"
        "<p>Five six.</p></div>"
    )
    kept = [block for block in text_blocks(found) if block.element.tag == "p"]
    images = [block.image.get("src") for block in with_images(found.outline, kept) if block.image is not None]
    assert images == ["lead.jpg", "mid.jpg"]


def test_no_body_has_no_images() -> None:
    assert with_images(page("<img src=a.jpg>").outline, []) == []


def test_body_container_is_the_smallest_that_holds_most() -> None:
    found = page("<div id=wrap><div id=body><p>one two three</p><p>four five six</p></div><p>x</p></div>")
    kept = text_blocks(found)[:2]
    assert found.outline.nodes[body_container(found.outline, kept)].element.get("id") == "body"


def test_documents_right_after_the_body_are_offered() -> None:
    found = page("<div><div><p>Body text.</p></div><div class=attachment>附件：<a href=P020.pdf>方案.pdf</a></div></div>")
    offered = offered_documents(found.outline, text_blocks(found)[:1])
    assert [block.text for block in offered] == ["附件：方案.pdf"]


def test_comments_are_no_article_where_there_is_one_beside_them() -> None:
    prose = "A paragraph with a good many words in it that is shown to the reader of the page."
    comments = "".join(f"<p>{prose} {number}</p>" for number in range(3, 9))
    found = page(f"<div class=post><p>{prose} 1</p><p>{prose} 2</p></div><div class=comments>{comments}</div>")
    containers = Containers(read_sheet(found.outline, claims_of(found)))
    likely = np.array([0.4, 0.35, *[0.8] * 6], np.float32)
    kept = keep(likely, containers)
    assert kept.tolist() == [False] * 2 + [True] * 6
    assert without_boxes_beside(found.outline, containers, likely, kept).tolist() == [True] * 2 + [False] * 6
    unlikely = np.array([0.1, 0.1, *[0.8] * 6], np.float32)  # a column that is called a comment
    assert without_boxes_beside(found.outline, containers, unlikely, kept).tolist() == kept.tolist()


ASKED, DISH = "What made you begin with a kitchen of your own?", "And which of your dishes do you like best of all?"


def _left(lines: list[str]) -> list[str]:
    kept = without_repeats(np.ones(len(lines), bool), lines, np.arange(len(lines), dtype=np.int64))
    return [line for line, yes in zip(lines, kept.tolist(), strict=True) if yes]


def test_a_question_to_each_of_several_persons_comes_again() -> None:
    answers = [f"{name} began with a kitchen of some kind and has cooked in it for years." for name in ("Ana", "Luc", "Ole")]
    asked = [line for answer in answers for line in (ASKED, answer)]
    assert _left(asked) == asked
    both = [line for answer in answers for line in (DISH, ASKED, answer)]
    assert _left(both) == both
    assert _left(asked[:4]) == [asked[0], asked[1], asked[3]]  # twice may be an extract


def test_the_third_copy_of_an_article_is_one_too() -> None:
    article = [ASKED, DISH, "The kitchen has been open since May, and all are welcome in it."]
    assert _left(article * 3) == article
