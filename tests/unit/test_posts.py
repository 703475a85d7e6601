"""Of several posts one below the other the first is the article."""

import pytest

from crawler.extract.block_model.posts import before_the_next_post
from crawler.page.page import Page

OWN = "Two cranes had to be moved before the quay could be deepened, and the work was done at night for most of the winter."
OTHER = "The ferry carries four hundred people and sixty cars, and needs an hour less to the islands than the old one did."
ROW = "<tr><td class=post-title>{}</td><td class=post-title>2005-03-{:02}</td></tr><tr><td>{}</td></tr>"
TABLE = "<table>" + ROW.format("Cranes", 21, OWN) + ROW.format("Ferry", 14, OTHER) + "</table>"
FLAT = f"<h2>Cranes</h2><p>21 March 2005</p><p>{OWN}</p>" + "<h2>Ferry</h2><p>{}</p>" + f"<p>{OTHER}</p>"


def left(markup: str) -> list[str]:
    """What is kept of all lines below the headline that are sentences."""
    outline = Page("http://x.example/blog", f"<body>{markup}</body>").outline
    title = next(block.index for block in outline.blocks if block.text == "Cranes")
    kept = [block for block in outline.blocks if block.text.endswith(".")]
    return [block.text for block in before_the_next_post(outline, kept, title)]


@pytest.mark.parametrize("markup", [TABLE, FLAT.format("14 March 2005")], ids=["table", "headings"])
def test_what_stands_below_the_next_headline_with_its_day_is_another_post(markup: str) -> None:
    assert left(markup) == [OWN]


@pytest.mark.parametrize(
    "markup",
    [
        FLAT.format("The second part"),  # a section
        FLAT.format("14 March 2005").replace("<p>21 March 2005</p>", ""),  # the article is no post of several
        FLAT.format("14 March 2005").replace("<h2>Ferry</h2>", "<h3>Ferry</h3>"),  # entries of a chronicle
        TABLE.replace("post-title", "row"),
    ],
)
def test_sections_and_entries_of_a_chronicle_are_the_articles(markup: str) -> None:
    assert left(markup) == [OWN, OTHER]


def test_a_headline_without_text_of_its_own_takes_none_away() -> None:
    assert left(FLAT.format("14 March 2005").replace(f"<p>{OWN}</p>", "")) == [OTHER]


def test_a_headline_without_a_day_begins_no_post() -> None:
    more = f"<h2>Mole</h2><p>7 March 2005</p><p>{OTHER} {OWN}</p>"
    assert left(FLAT.format("14 March 2005").replace("<p>21 March 2005</p>", "") + more) == [OWN, OTHER, f"{OTHER} {OWN}"]
