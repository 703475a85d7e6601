"""Points of a release between its headline and its text are part of it; details and tools there are not."""

import pytest

from crawler.extract.block_model.points import with_points
from crawler.page.page import Page

HEADLINE = "Harbour Works sells its northern yard"
POINTS = ("Ninety-six of the workers take a share in it", "The price is a little above the book value")
TEXT = "The northern yard of Harbour Works will belong to its workers from January, the company said on Tuesday."


def begin(between: str, headline: str = f"<h1>{HEADLINE}</h1>") -> list[str]:
    """What stands before the text then."""
    page = Page("https://works.example/news/yard", f"<main>{headline}{between}<p>{TEXT}</p></main>")
    text = [block for block in page.blocks if block.text == TEXT]
    title = next((block.index for block in page.blocks if block.text == HEADLINE), None)
    found = [block.text for block in with_points(page.outline, text, title)]
    assert found[-1] == TEXT
    return found[:-1]


@pytest.mark.parametrize(
    "form",
    [
        "<ul><li>{}<li>{}</ul>",
        "<p>14 May 2024</p><ol><li>{}</li><li>{}</li></ol><p>Sund</p>",
        "<ul><li><a href=/p>Print</a><li>A+</ul><ul><li>{}<li>{}</ul>",
        "<div><ul><li>{}<li>{}</ul></div><p>By the press office.</p>",
        "<ul><li>{}<li>{}</ul><p>By the press office.</p>",
    ],
)
def test_points_below_the_headline_begin_the_text(form: str) -> None:
    assert begin(form.format(*POINTS)) == list(POINTS)


def test_so_do_those_of_several_lists() -> None:
    one = "<ul><li>{}<li>{}</ul>".format(*POINTS)
    assert begin(f"{one}<p>In short</p>{one}") == [*POINTS, *POINTS]


@pytest.mark.parametrize(
    "between",
    [
        "<ul><li>Print</li><li>Share</li><li>Larger letters</li></ul>",
        f"<ul><li>{POINTS[0]}</li></ul>",
        f"<ul><li>{POINTS[0]}</li><li><a href=/b>{POINTS[1]}</a></li></ul>",
        f"<ul><li>Published by the press office on 14 May 2024</li><li>{POINTS[1]}</li></ul>",
        f"<p>{POINTS[0]}</p><p>{POINTS[1]}</p>",
        "<div><ul><li>{}<li>{}</ul><small>Written by a machine.</small></div>".format(*POINTS),
        "<div><ol><li>{}<li>{}</ol><p>A machine may be wrong.</p></div>".format(*POINTS),
        "<ul>{}</ul>".format("".join(f"<li>{POINTS[0]} {at}</li>" for at in "abcdefghi")),  # a column of its own
    ],
)
def test_what_else_stands_there_does_not(between: str) -> None:
    assert begin(between) == []


def test_where_no_line_is_the_headline_nothing_is_between() -> None:
    assert begin("<ul><li>{}<li>{}</ul>".format(*POINTS), headline="") == []
    page = Page("https://works.example/news/yard", f"<h1>{HEADLINE}</h1>")
    assert with_points(page.outline, [], 0) == []


def test_a_headline_within_its_text_has_none_before_it() -> None:
    page = Page("https://works.example/news/yard", "<p>Sund</p><h1>{}</h1><ul><li>{}<li>{}</ul>".format(HEADLINE, *POINTS))
    kept = [block for block in page.blocks if block.text == "Sund"]
    assert with_points(page.outline, kept, 1) == kept
