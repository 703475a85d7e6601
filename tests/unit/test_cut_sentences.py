"""What markup cuts in two is kept whole."""

import numpy as np
import pytest

from crawler.extract.block_model.sentences import whole_enumerations, whole_sentences
from crawler.page.page import Page

FIRST, REST = "On Monday the company opened its second quay", "in Narvik. Grain will be shipped from there."


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<div>{}<br>{}</div>", True),
        ("<p>{}</p><p>{}</p>", True),
        ("<section><section><span>{}</span></section></section><section><section>{}</section></section>", True),
        ("<div>{}.<br>{}</div>", False),  # the line ends its sentence
        ("<div>{}<br><br>{}</div>", False),
        ("<h2>{}</h2><p>{}</p>", False),
        ("<div><p>{}</p><p>Other words.</p></div><p>{}</p>", False),
        ("<p hidden>{}</p><p>{}</p>", False),
    ],
)
def test_the_line_that_begins_a_kept_sentence_is_kept(html: str, kept: bool) -> None:
    blocks = [block for block in Page("http://x.example/", f"<body>{html.format(FIRST, REST)}</body>").blocks if block.text]
    last = np.array([block is blocks[-1] for block in blocks])
    assert bool(whole_sentences(last, blocks)[0]) is kept


ITEMS = "<ul><li>millstones of 1894,<li>a lift for sacks, and<li>a turbine of 18 kW.</ul>"


@pytest.mark.parametrize(
    ("html", "more"),
    [
        (f"<b>On show</b>{ITEMS}", 4),
        (f"<div><strong>On show are</strong></div>{ITEMS.replace(',', '；')}", 4),
        (f"<p>Come in spring.</p>{ITEMS}", 3),
        (f"<p><a href=/a>On show</a></p>{ITEMS}", 3),
        (f"<p>On show</p><hr>{ITEMS}", 3),
        (ITEMS.replace("1894,", "1894"), 0),
        (ITEMS.replace("18 kW.", "18 kW"), 0),
        (ITEMS.replace("a lift", "<a href=/b>a lift</a>"), 0),
        ("<ul><li>a turbine of 18 kW.</ul>", 0),
    ],
)
def test_a_list_amid_a_text_that_is_one_sentence_is_kept_with_the_line_above(html: str, more: int) -> None:
    for before, behind, found in ((FIRST, REST, more + 2), ("", REST, 1), (FIRST, "", 1)):
        page = Page("http://x.example/", f"<p>{before}</p><div>{html}</div><p>{behind}</p>")
        blocks = [block for block in page.blocks if block.text]
        kept = np.array([block.text in (FIRST, REST) for block in blocks])
        assert whole_enumerations(kept, blocks).sum() == found, html
