"""Markup of many years and systems, read as a browser shows it: each rule on the smallest page that needs it."""

import json

import numpy as np
import pytest

from crawler.extract import extract
from crawler.extract.block_model.sentences import whole_boxes
from crawler.extract.body.tables import with_whole_rows
from tests.ferry import HEADLINE, PROSE, TEXT, URL, blocks_of, read


class TestKinds:
    TOP = "<p><a href='/news/'>All of our news</a></p><p>Rates of 07.03.2024</p><p><a href='/rates/'>Rates today</a></p>"

    def test_links_above_the_headline_and_documents_are_no_rows(self) -> None:
        file = "<p><a href='/a.pdf'>Download as PDF</a></p>"
        body = f"{self.TOP}<h1>Deal with the town</h1><p>20/10/2022</p>{file}<p>{TEXT[0]}</p>"
        rows = "".join(f"<p><a href='/{at}'>News number {at} of ours</a> 0{at}/03/2022</p>" for at in range(3, 6))
        assert read(body + rows, "Sund Ferries").kind == "article"
        assert read("<h1>News</h1>" + rows, "Sund Ferries").kind != "article"


    def test_a_page_s_own_linked_headline_is_none_of_its_rows(self) -> None:
        links = "".join(f"<li><a href='/{at}'>Answer of reader number {at}</a> 1{at}.09.2011</li>" for at in range(4))
        headline = f"<h1><a href='{URL}'>{HEADLINE}</a></h1><p>11.09.2011, by Ann</p>"
        assert read(f"{headline}<p>{TEXT[0]}</p><ul>{links}</ul>").kind == "article"
        assert read(f"{headline}<ul>{links}</ul>").kind == "listing"


class TestMarkup:
    STATE = json.dumps(
        {
            "ui": {"menu": ["Lifts"]},
            "article": {"title": HEADLINE, "blocks": [{"html": f"<p>{TEXT[0]}</p>"}, {"html": f"<p>{TEXT[1]}</p>"}]},
        }
    )

    @pytest.mark.parametrize(
        "body",
        [
            f"<script>window.__STATE__={STATE};</script>",
            f"<script>var a = 1, state = JSON.parse({json.dumps(STATE)});</script>",
            f"<news-page body='&lt;p>{TEXT[0]}&lt;/p>&lt;p>{TEXT[1]}&lt;/p>'></news-page>",
        ],
    )
    def test_a_body_that_scripts_would_show(self, body: str) -> None:
        assert read(f"<div id=app></div>{body}").text == "\n\n".join(TEXT[:2])

    def test_a_list_of_things_is_no_body(self) -> None:
        films = [{"name": f"Film {at}", "by": "Roe", "with": "Hale", "in": "Sund", "plot": f"<p>{TEXT[at]}</p>"} for at in (0, 1)]
        state = json.dumps({"title": HEADLINE, "films": films})
        assert TEXT[0] not in read(f"<script>window.__STATE__={state};</script>").text

    def test_data_of_another_page_is_none(self) -> None:
        assert TEXT[0] not in read(f"<script>window.__STATE__={self.STATE};</script>", "Something else").text

    def test_the_text_of_a_frameset(self) -> None:
        shown = f"<NOFRAMES><body><h2>{HEADLINE}</h2>{PROSE}</body></NOFRAMES>"
        assert extract(f"<title>{HEADLINE}</title><frameset><frame src=a>{shown}</frameset>", URL).text == "\n\n".join(TEXT)

    def test_spans_that_a_style_sheet_parts(self) -> None:
        row = "<div><span class=n>Lúcia Amaral</span><span class=d>14 de mai. de 2024</span><span class=t>3 min</span></div>"
        assert blocks_of(row)[1][0].text == "Lúcia Amaral 14 de mai. de 2024 3 min"

    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("<p><span class=a>har</span><span class=b>bour</span></p>", "harbour"),
            ("<div><span class=a>H</span><span class=b>arbour</span></div>", "Harbour"),
            ("<div><span class=a>har</span><span class=b>bour</span> front</div>", "harbour front"),
            ("<div><span>har</span><span>bour</span></div>", "harbour"),
            ("<pre><div><span class=k>if</span><span class=p>(x)</span></div></pre>", "if(x)"),
        ],
    )
    def test_words_in_pieces_stay_whole(self, markup: str, text: str) -> None:
        assert blocks_of(markup)[1][0].text == text

    ROWS = (("Town", "Trams", "Since"), ("Sund", "14", "May"), ("Esker", "11", "June"), ("Mell", "9", "July"))

    @pytest.mark.parametrize("form", ["<div class='r {}'>{}</div>", "<span class='r'>{1}</span>"])
    def test_a_table_of_spans(self, form: str) -> None:
        cells = ["".join(f"<span>{cell}</span>" for cell in row) for row in self.ROWS]
        rows = "".join(form.format("head" * (not at), row) for at, row in enumerate(cells))
        page, shown = blocks_of(f"<p>{TEXT[0]}</p><div class='t'>{rows}</div><p>{TEXT[1]}</p>")
        assert [block.text for block in shown[1:-1]] == [cell for row in self.ROWS for cell in row]
        assert with_whole_rows(page.outline, [shown[0], shown[-1]]) == shown

    def test_rows_of_pairs_or_of_links_are_no_table(self) -> None:
        assert len(blocks_of("<div>" + 3 * "<div><span>Sund</span><span>14 May</span></div>" + "</div>")[1]) == 3
        link = "<div><span><a href='/a'>Sund</a></span><span>14</span><span>May</span></div>"
        assert len(blocks_of(f"<div>{3 * link}</div>")[1]) == 3

    def test_the_number_of_a_line_and_a_button_that_is_a_heading(self) -> None:
        assert blocks_of("<div><span aria-hidden=true>12</span><b>Tom:</b> I saw it.</div>")[1][0].text == "Tom: I saw it."
        assert blocks_of("<div><span aria-hidden=true>Tom</span> saw it.</div>")[1][0].text == "Tom saw it."
        assert blocks_of("<h3><button aria-expanded=true>How it sank</button></h3>")[1][0].text == "How it sank"
        assert blocks_of("<p>Text</p><div><button>Send</button></div>")[1][-1].text == "Text"

    def test_what_opens_a_box_goes_with_its_text(self) -> None:
        box = "<details><summary>How it sank</summary><div><p>In the night.</p></div></details>"
        _, shown = blocks_of(f"{box}<summary>Other</summary><p>No.</p>")
        kept = whole_boxes(np.array([False, True, False, True]), shown)
        assert kept.tolist() == [True, True, False, True]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<p class='reading-time'><span>Zeit zum Lesen: </span><span>4</span><span> Minuten</span></p>", False),
        ("<div class='meta'><span class='span-timeToRead'>Luku-aika 4 min</span></div>", False),
        ("<p class='reading-time'>Four minutes</p>", True),
        ("<p class='lead'>The ferry needs 4 minutes.</p>", True),
    ],
)
def test_how_long_a_page_takes_to_read_is_none_of_its_text(line: str, kept: bool) -> None:
    text = read(f"<article><h1>{HEADLINE}</h1><div>{line}{PROSE}</div></article>").text
    assert (text.split("\n\n")[0] != TEXT[0]) is kept
