"""A standfirst that is none of the text is the subtitle, and nothing else between headline and text is."""

import pytest

from crawler.extract.fields.subtitle import Said, standfirst
from tests.ferry import HEADLINE, PROSE, blocks_of, read

LEAD = "The islands asked for it for years. Now the boat waits for the last train from the city."


SHORT = "Boats wait for the last train"


def _standfirst(between: str, title: str = HEADLINE, begins: str = "From the first", said: Said | None = None) -> str | None:
    page, blocks = blocks_of(f"<article><h1>{title}</h1>{between}{PROSE}</article>")
    first = next(block.index for block in blocks if block.text.startswith(begins))
    return standfirst(page.blocks, 0, first, title, said or Said())


@pytest.mark.parametrize("markup", ["<div class=art-ing>{}</div>", "<h2>{}</h2>", "<p>{}</p><address>Jane Roe</address>"])
def test_the_line_right_below_the_headline_is_the_subtitle(markup: str) -> None:
    assert _standfirst(markup.format(LEAD)) == LEAD
    assert _standfirst(markup.format(LEAD), "The boat waits") == LEAD


@pytest.mark.parametrize(
    "between",
    [
        "",
        f"<figure><img src=/a.jpg><figcaption>{LEAD}</figcaption></figure>",
        f"<div class=photo-caption>{LEAD}</div>",
        f"<aside>{LEAD}</aside>",
        f"<p><a href=/1>{LEAD}</a></p>",
        "<p>Posted by Jane Roe of the harbour office on 12 May 2021</p>",
        "<p>Published by Jane Roe, the harbour's writer, at noon</p>",
        "<p>Updated by Jane Roe, the harbour's writer, on 12 May</p>",
        f"<p>News: {HEADLINE}, and what else is new in Sund</p>",
        f"<p>{HEADLINE[:40]}</p>",
        "<p>Sund and its islands</p>",
        "<p>Harbour office of Sund  Font size: large, medium, small</p>",
        f"<p>{LEAD * 8}</p>",
    ],
)
def test_what_else_stands_there_is_none(between: str) -> None:
    assert _standfirst(between) is None


@pytest.mark.parametrize(
    "behind",
    ["<p>12 May 2021</p>", "<p>Jane Roe</p>", "<dl><dt>From</dt><dd>Sund</dd></dl>", "<p>Kedd, 2021. május 12. 10:25 Sund</p>"],
)
def test_where_the_text_begins_the_details_of_the_page_set_it_apart(behind: str) -> None:
    said = Said(authors=["Jane Roe"])
    assert _standfirst(f"<p>{LEAD}</p>{behind}", begins="The islands", said=said) == LEAD
    assert _standfirst(f"<p>{LEAD}</p><p>The pilot said so.</p>{behind}", begins="The islands", said=said) is None


@pytest.mark.parametrize("between", ["<p>12 May 2021</p><p>Jane Roe</p><div>{}</div>", "<p>{}</p>"])
@pytest.mark.parametrize("description", [SHORT, SHORT + ", says the harbour office.", SHORT[:-3]])
def test_what_a_page_is_described_with_is_one_however_short_and_behind_its_details(between: str, description: str) -> None:
    said = Said([description], ["Jane Roe"])
    assert _standfirst(between.format(SHORT), said=said) == SHORT
    assert _standfirst(between.format(SHORT), said=Said(["News of Sund and its islands"], ["Jane Roe"])) is None
    assert _standfirst(between.format(SHORT), begins=SHORT, said=said) is None


def test_a_form_around_the_whole_page_parts_nothing() -> None:
    page, _ = blocks_of(f"<form><h1>{HEADLINE}</h1><h3>{LEAD}</h3>{PROSE}</form>")
    assert standfirst(page.blocks, 0, 2, HEADLINE, Said()) == LEAD
    page, _ = blocks_of(f"<h1>{HEADLINE}</h1><form><p>{LEAD}</p></form>{PROSE}")
    assert standfirst(page.blocks, 0, 2, HEADLINE, Said()) is None


def test_a_page_gives_it_as_subtitle_or_text() -> None:
    found = read(f"<article><h1>{HEADLINE}</h1><h2>{LEAD}</h2><p>Jane Roe</p><p>12 May 2021</p>{PROSE}</article>")
    assert LEAD in (found.subtitle, found.text.split("\n\n")[0])
    captioned = f"<figure><img src=/a.jpg><figcaption>{LEAD}</figcaption></figure>"
    assert read(f"<article><h1>{HEADLINE}</h1>{captioned}<p>Jane Roe, 12 May 2021</p>{PROSE}</article>").subtitle is None
