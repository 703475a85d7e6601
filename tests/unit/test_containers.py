"""What stands in one container is kept or dropped together."""

import numpy as np
import pytest

from crawler.extract.block_model.containers import Containers, running_text
from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.page.page import Page

SENTENCE = "The two cranes on the quay were taken down and sold to a yard in the north. "
PAGE = Page(
    "http://harbour.example/",
    f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p><i>Advertisement</i><p>{SENTENCE}</p><p>Short.</p></div>"
    f"<section><p>{SENTENCE}</p></section><ul><li><a href=/a>{SENTENCE}</a></li></ul>",
)
SHEET = read_sheet(PAGE.outline, claims_of(PAGE))
FOUND = Containers(SHEET)


def test_running_text_is_told_by_length_and_links() -> None:
    assert running_text(SHEET).tolist() == [True, True, False, True, False, True, False]


def test_blocks_of_one_parent_and_tag_are_one_container() -> None:
    numbers = FOUND.group.tolist()
    assert numbers[0] == numbers[1] == numbers[3] == numbers[4]
    assert len(set(numbers)) == 3
    assert numbers[2] == numbers[0], "what stands bare beside paragraphs is one of them"


def test_running_text_is_drawn_towards_its_container_and_a_lone_block_is_left() -> None:
    p = np.array([0.9, 0.9, 0.1, 0.3, 0.3, 0.3, 0.3], np.float32)
    drawn = FOUND.drawn_together(p)
    assert 0.3 < drawn[3] < 0.6
    assert drawn[0] < 0.9
    assert drawn[[2, 4, 5, 6]].tolist() == p[[2, 4, 5, 6]].tolist()


def test_what_stands_between_kept_paragraphs_of_a_container_is_kept_unless_it_is_plainly_none() -> None:
    kept = np.array([True, False, False, True, False, False, False])
    p = np.array([0.9, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1], np.float32)
    assert FOUND.filled(kept, p).tolist() == [True, True, False, True, False, False, False]
    p[1] = 0.001
    assert FOUND.filled(kept, p).tolist() == kept.tolist()
    assert not FOUND.filled(kept & False, p).any()


def test_a_page_without_blocks_has_nothing_to_draw() -> None:
    page = Page("http://harbour.example/", "")
    none, found = np.zeros(0, np.float32), Containers(read_sheet(page.outline, claims_of(page)))
    assert found.drawn_together(none).tolist() == []
    assert found.filled(none > 0, none).tolist() == []
    assert found.without_headed_boxes(none > 0, none).tolist() == []


@pytest.mark.parametrize(
    ("p", "kept"),
    [
        ((0.9, 0.05, 0.3, 0.4), (True, True, False, False)),
        ((0.9, 0.05, 0.6, 0.4), (True, True, True, False)),
        ((0.9, 0.2, 0.3, 0.4), (True, True, True, True)),
        ((0.3, 0.05, 0.3, 0.4), (True, True, False, False)),
    ],
)
def test_doubtful_text_goes_with_the_heading_of_its_box(p: tuple[float, ...], kept: tuple[bool, ...]) -> None:
    box = f"<div><h3>Join</h3><div><p>{SENTENCE}</p><p>{SENTENCE}</p></div></div>"
    page = Page("http://harbour.example/", f"<main><p>{SENTENCE}</p>{box}</main>")
    found = Containers(read_sheet(page.outline, claims_of(page)))
    assert found.without_headed_boxes(np.ones(4, bool), np.array(p, np.float32)).tolist() == list(kept)


def test_text_under_the_headline_or_in_another_box_is_left() -> None:
    p = np.array([0.05, 0.3], np.float32)
    for markup in ("<main><h1>{}</h1><p>{}</p></main>", "<h2>{}</h2><p>{}</p>"):
        page = Page("http://harbour.example/", markup.format("Quay", SENTENCE))
        found = Containers(read_sheet(page.outline, claims_of(page)))
        kept = np.array([markup[1] != "h", True])
        assert found.without_headed_boxes(kept, p).tolist() == ([True, True] if markup[1] != "h" else [False, True])


def test_a_heading_in_an_element_of_its_own_heads_the_box_around_that() -> None:
    p = np.array([0.9, 0.05, 0.3], np.float32)
    page = Page("http://harbour.example/", f"<main><p>{SENTENCE}</p><div><div><h2>Quay</h2></div><p>{SENTENCE}</p></div></main>")
    found = Containers(read_sheet(page.outline, claims_of(page)))
    assert found.without_headed_boxes(np.ones(3, bool), p).tolist() == [True, True, False]


def test_text_in_another_box_than_the_heading_above_is_left() -> None:
    p = np.array([0.9, 0.05, 0.7, 0.3], np.float32)
    box = f"<div><div><h2>Quay</h2><p>{SENTENCE}</p></div></div>"
    page = Page("http://harbour.example/", f"<main><p>{SENTENCE}</p>{box}<section><p>{SENTENCE}</p></section></main>")
    found = Containers(read_sheet(page.outline, claims_of(page)))
    assert found.without_headed_boxes(np.ones(4, bool), p).tolist() == [True] * 4


@pytest.mark.parametrize(
    ("before", "item", "p", "left"),
    [
        (f"<p>{SENTENCE}</p>", "li", 0.8, False),
        (f"<p>{SENTENCE}</p>", "li", 0.9, True),
        (f"<p>{SENTENCE}</p>", "p", 0.8, True),
        ("<p>Sund</p>", "li", 0.8, True),  # points under the headline, with which a text begins
    ],
)
def test_items_below_such_a_heading_go_where_they_are_likelier(before: str, item: str, p: float, left: bool) -> None:
    page = Page("http://harbour.example/", f"<main>{before}<div><h3>All of it</h3><{item}>{SENTENCE}</{item}></div></main>")
    kept = np.array([SENTENCE in before, False, True])
    found = Containers(read_sheet(page.outline, claims_of(page)))
    assert found.without_headed_boxes(kept, np.array([0.9, 0.1, p], np.float32)).tolist()[2] is left


COLUMNS = Page(
    "http://harbour.example/",
    "".join(f"<div class=part><p>{SENTENCE}</p></div>" for _ in range(4))
    + f"<div class=note><p>{SENTENCE}</p></div><div class=part><p>Sold.</p></div>",
)


def their_like(p: tuple[float, ...], kept: tuple[bool, ...], page: Page = COLUMNS) -> list[bool]:
    found = Containers(read_sheet(page.outline, claims_of(page)))
    return [bool(each) for each in found.with_their_like(np.array(kept, bool), np.array(p, np.float32))]


def test_a_line_in_a_container_of_one_form_with_kept_ones_is_kept() -> None:
    p = (0.9, 0.9, 0.9, 0.1, 0.1, 0.1)
    assert their_like(p, (True, True, True, False, False, False)) == [True, True, True, True, False, False]
    assert their_like((*p[:3], 0.01, *p[4:]), (True, True, True, False, False, False))[3] is False


def test_a_doubtful_line_in_a_container_of_one_form_with_dropped_ones_is_dropped() -> None:
    p = (0.6, 0.1, 0.1, 0.1, 0.6, 0.6)
    assert their_like(p, (True, False, False, False, True, True)) == [False, False, False, False, True, True]
    assert their_like((0.8, *p[1:]), (True, False, False, False, True, True))[0] is True


def test_half_of_a_form_kept_says_nothing_of_the_rest() -> None:
    half = (True, True, False, False, False, False)
    assert their_like((0.6, 0.6, 0.3, 0.3, 0.1, 0.1), half) == list(half)
    assert their_like((), (), Page("http://harbour.example/", "")) == []


def test_above_the_first_kept_line_its_like_must_be_likelier() -> None:
    kept = (False, True, True, True, False, False)
    assert their_like((0.1, 0.9, 0.9, 0.9, 0.1, 0.1), kept) == list(kept)
    assert their_like((0.3, 0.9, 0.9, 0.9, 0.1, 0.1), kept)[0] is True


def test_one_post_of_many_alike_stays_where_nothing_else_is_kept() -> None:
    kept = (True, False, False, False, False, False)
    assert their_like((0.6, 0.1, 0.1, 0.1, 0.1, 0.1), kept) == list(kept)


ITEMS = "<ul><li>Two cranes</li><li>One <a href=/a>boat</a></li></ul>"
AMID_P = (0.9, 0.2, 0.2, 0.9)


def filled(inside: str, p: tuple[float, ...] = AMID_P) -> list[bool]:
    """What is kept of blocks of which the first and the last are kept paragraphs."""
    page = Page("http://harbour.example/", f"<main>{inside}</main>")
    found = Containers(read_sheet(page.outline, claims_of(page)))
    chosen = np.array([True, *(False for _ in p[1:-1]), True])
    return [bool(each) for each in found.filled(chosen, np.array(p, np.float32))]


def test_items_without_links_between_paragraphs_are_kept_with_them() -> None:
    assert filled(f"<p>{SENTENCE}</p>{ITEMS}<p>{SENTENCE}</p>") == [True, True, False, True]
    assert filled(f"<p>{SENTENCE}</p>{ITEMS}<p>{SENTENCE}</p>", (0.9, 0.1, 0.2, 0.9)) == [True, False, False, True]
    assert filled(f"<p>{SENTENCE}</p><div>{ITEMS}</div><p>{SENTENCE}</p>") == [True, False, False, True], "in a box of its own"


def test_a_list_of_which_half_is_kept_is_kept_but_for_links_and_unlikely_items() -> None:
    items = "<ul><li>Two cranes</li><li>One boat</li><li>Six men</li><li><a href=/a>All of it</a></li></ul>"
    page = Page("http://harbour.example/", f"<main>{items}</main>")
    found = Containers(read_sheet(page.outline, claims_of(page)))
    for p, half, kept in (
        ((0.9, 0.9, 0.3, 0.3), True, [True, True, True, False]),
        ((0.9, 0.9, 0.2, 0.3), True, [True, True, False, False]),
        ((0.9, 0.3, 0.3, 0.3), False, [True, False, False, False]),
    ):
        chosen = np.array([True, half, False, False])
        assert found.filled(chosen, np.array(p, np.float32)).tolist() == kept


def test_a_list_below_the_last_paragraph_or_around_them_is_not_amid_them() -> None:
    for inside, p, kept in (
        (f"<main><p>{SENTENCE}</p><ul><li>Two cranes</li></ul></main>", (0.9, 0.2), [True, False]),
        (f"<ul><li>One</li><p>{SENTENCE}</p><li>Two</li><p>{SENTENCE}</p></ul>", (0.2, 0.9, 0.2, 0.9),
         [False, True, False, True]),
    ):
        page = Page("http://harbour.example/", inside)
        found = Containers(read_sheet(page.outline, claims_of(page)))
        assert found.filled(np.array(kept), np.array(p, np.float32)).tolist() == kept


def _sections(count: int, tag: str = "div") -> Containers:
    told = (f"Harbour {at} was dredged in the winter and now takes ships of nine metres of draught." for at in range(count))
    body = "".join(f"<{tag} class=stop><h3>Harbour {at}</h3><p>{each}</p><b>Map</b></{tag}>" for at, each in enumerate(told))
    page = Page("http://harbour.example/", f"<article>{body}</article>")
    return Containers(read_sheet(page.outline, claims_of(page)))


@pytest.mark.parametrize(("sections", "all_kept"), [(6, True), (5, True), (4, False)])
def test_sections_like_one_that_is_kept_are_kept_where_several_are_left_out(sections: int, all_kept: bool) -> None:
    found = _sections(sections)
    kept = np.zeros(3 * sections, bool)
    kept[:5] = True, True, False, True, True
    whole = found.with_sections(kept).reshape(-1, 3)
    assert whole[:, :2].all() == all_kept
    assert not whole[:, 2].any(), "what stands between them is none of it"


def test_no_section_is_kept_where_none_of_them_is_or_where_its_words_are_said_already() -> None:
    found = _sections(6)
    assert not found.with_sections(np.zeros(18, bool)).any()
    twice = Page("http://harbour.example/", "<article>" + f"<div><h3>Harbour</h3><p>{SENTENCE}</p></div>" * 6 + "</article>")
    again = Containers(read_sheet(twice.outline, claims_of(twice)))
    kept = np.arange(12) < 2
    assert again.with_sections(kept).tolist() == kept.tolist()
