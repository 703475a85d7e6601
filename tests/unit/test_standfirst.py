"""A standfirst that is none of the text is the subtitle, and nothing else between headline and text is."""

import pytest

from crawler.extract.fields.subtitle import standfirst
from tests.ferry import HEADLINE, PROSE, blocks_of, read

LEAD = "The islands asked for it for years. Now the boat waits for the last train from the city."


def _standfirst(between: str, title: str = HEADLINE) -> str | None:
    page, blocks = blocks_of(f"<article><h1>{title}</h1>{between}{PROSE}</article>")
    first = next(block.index for block in blocks if block.text.startswith("From the first"))
    return standfirst(page.blocks, 0, first, title)


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


def test_a_page_gives_it_as_subtitle_or_text() -> None:
    found = read(f"<article><h1>{HEADLINE}</h1><h2>{LEAD}</h2><p>Jane Roe</p><p>12 May 2021</p>{PROSE}</article>")
    assert LEAD in (found.subtitle, found.text.split("\n\n")[0])
    captioned = f"<figure><img src=/a.jpg><figcaption>{LEAD}</figcaption></figure>"
    assert read(f"<article><h1>{HEADLINE}</h1>{captioned}<p>Jane Roe, 12 May 2021</p>{PROSE}</article>").subtitle is None
