"""What markup cuts in two is kept whole."""

import numpy as np
import pytest

from crawler.extract.block_model.sentences import whole_sentences
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
