"""Which columns tell an article from the other posts of its page."""

import numpy as np

from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.extract.block_model.place_features import place_columns
from crawler.extract.block_model.repetition_features import Texts, alike, repetition_columns
from crawler.extract.block_model.tree_features import Tree, nodes_with_text
from crawler.page.page import Page

PLACE = 12  # columns of where a block stands beside headline and good text, the last ones
POST = "<div class=post><h2>{}</h2><p>{} It is a whole sentence, so that it counts as running text of a post.</p><i>{}</i></div>"
PAGE = Page(
    "http://news.example/",
    "<title>New smelter opens in Antofagasta</title><body>"
    + POST.format("New smelter opens in Antofagasta", "The smelter in Antofagasta has opened.", "2024-05-06 10:30")
    + POST.format("Results of the half-year", "Profit grew by a tenth …", "2024-05-01")
    + "<div class=foot>Contact</div>",
)


def columns() -> dict[str, list[float]]:
    """By text, the block's columns."""
    outline = PAGE.outline
    blocks = [block for block in outline.blocks if block.text]
    nodes, node = nodes_with_text(outline, blocks)
    tokens = np.array([len(block.text.split()) for block in blocks], np.float32)
    shape = np.zeros((len(blocks), 21), np.float32)
    tree = Tree(nodes, node, len(blocks), tokens, shape)
    joined = "\n".join(block.text for block in blocks) + "\n"
    ends = np.cumsum([len(block.text) + 1 for block in blocks])
    names = [each.element.get("class") or "" for each in nodes.nodes]
    group = alike(nodes, names)
    rows = repetition_columns(Texts(blocks, joined, ends), tree, group, "New smelter opens in Antofagasta", names)
    return {block.text: row for block, row in zip(blocks, rows.tolist(), strict=True)}


def test_words_of_the_title_and_dates_are_counted_where_they_stand() -> None:
    found = columns()
    assert found["New smelter opens in Antofagasta"][0] == 3.0
    assert found["2024-05-06 10:30"][2] == 2.0
    assert found["Contact"][:3] == [0.0, 0.0, 0.0]


def test_the_second_of_like_posts_is_told_from_the_first_and_from_the_headline_s() -> None:
    found = columns()
    first = next(row for text, row in found.items() if text.startswith("The smelter"))
    second = next(row for text, row in found.items() if text.startswith("Profit"))
    ordinal = 4 + 4  # of the parent: after four columns of the block and four of its own element
    assert (first[ordinal], round(second[ordinal], 4)) == (0.0, round(float(np.log(2)), 4))
    holds_headline = len(first) - PLACE - 4 + 1
    assert (first[holds_headline], second[holds_headline]) == (1.0, 0.0)


def test_a_headline_of_the_same_rank_and_a_gap_part_a_post_from_the_first_one() -> None:
    found = columns()
    first = next(row for text, row in found.items() if text.startswith("The smelter"))[-PLACE:]
    second = next(row for text, row in found.items() if text.startswith("Profit"))[-PLACE:]
    up, passed, style, gap = 0, 3, 7, 11
    assert (first[up], second[up]) == (1.0, 2.0)  # the post, and the body around the posts, hold the headline too
    assert (first[passed], round(second[passed], 4)) == (0.0, round(float(np.log(2)), 4))
    assert first[style] == second[style] == 1.0  # all running text of the page stands in elements of one kind
    assert (first[gap], round(second[gap], 4)) == (0.0, round(float(np.log(4)), 4))


def test_an_article_element_of_its_own_and_what_stands_above_the_headline_are_told() -> None:
    prose = "It is a whole sentence, so that it counts as running text of a post on this page."
    posts = f"<article><h1>Kiln</h1><p>{prose}</p></article><article><p>{prose}</p></article>"
    page = Page("http://news.example/", f"<title>Kiln</title><i>Menu</i>{posts}")
    outline = page.outline
    blocks = [block for block in outline.blocks if block.text]
    nodes, node = nodes_with_text(outline, blocks)
    tree = Tree(nodes, node, len(blocks), np.full(len(blocks), 15, np.float32), np.zeros((len(blocks), 21), np.float32))
    _, _, _, passed, same, ordinal, *_ = place_columns(tree, [""] * len(nodes.nodes), 1, {"h1"})
    assert same.tolist() == [-1.0, 1.0, 1.0, -1.0]
    assert [round(each, 2) for each in ordinal.tolist()] == [0.0, 0.69, 0.69, 1.1]
    assert passed.tolist() == [-1.0, 0.0, 0.0, 0.0]


def test_an_empty_page_has_no_rows() -> None:
    page = Page("http://news.example/", "")
    assert read_sheet(page.outline, claims_of(page)).rows.shape[0] == 0


def test_capitals_with_a_longer_lower_form_move_no_word_of_the_title() -> None:
    page = Page("http://news.example/", "<title>Ankara</title><p>" + "\u0130" * 9 + "</p><p>\u0130zmir.</p><p>Ankara</p>")
    assert [len(row) for row in read_sheet(page.outline, claims_of(page)).rows[:, :2].tolist()] == [2, 2, 2]
