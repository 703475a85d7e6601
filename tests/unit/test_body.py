"""The composer: text, safe HTML, images, links, attachments of the kept blocks."""

import re

import pytest

from crawler.extract.body.assemble import Body, assemble
from crawler.extract.body.compose import compose
from crawler.extract.body.tables import with_whole_rows
from crawler.items import Attachment, Image, Link
from crawler.page.page import Page

URL = "http://www.example.com/news/1.html"


def body(markup: str) -> Body:
    page = Page(URL, f"<body>{markup}</body>")
    return assemble(compose(page, page.blocks))


def test_paragraphs_and_broken_sentence() -> None:
    found = body("<p>In this year the group of companies has</p><p>abundant mineral resources.</p><div>Next one.</div>")
    assert found.text == "In this year the group of companies has abundant mineral resources.\n\nNext one."
    assert found.html == "<p>In this year the group of companies has abundant mineral resources.</p><p>Next one.</p>"


def test_two_breaks_part_paragraphs_and_one_parts_lines() -> None:
    assert body("<p>Tom Smith<br>Chief of Staff<br><br>New York</p>").text == "Tom Smith\nChief of Staff\n\nNew York"


def test_lists_and_headings() -> None:
    found = body("<h1>Big</h1><ul><li>one</li><li>two <b>bold</b></li></ul><ol><li>x</li></ol><h5>Small</h5>")
    assert found.html == "<h2>Big</h2><ul><li>one</li><li>two <strong>bold</strong></li></ul><ol><li>x</li></ol><h4>Small</h4>"
    assert found.text == "Big\n\none\n\ntwo bold\n\nx\n\nSmall"


def test_table_of_figures() -> None:
    found = body("<table><tr><th>Year</th><th>Profit</th></tr><tr><td>2019</td><td>1<br>2</td></tr></table>")
    assert found.text == "Year | Profit\n2019 | 1 2"
    assert found.html == "<table><tr><th>Year</th><th>Profit</th></tr><tr><td>2019</td><td>1<br>2</td></tr></table>"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td>a<td><td>c</tr><tr><td><td>e<td>f</tr>", "a |  | c\n | e | f"),
        ("<tr><td colspan=2>a<td>c</tr><tr><td>d<td>e<td>f</tr>", "a |  | c\nd | e | f"),
        ("<tr><td rowspan=2>a<td>b</tr><tr><td>d</tr>", "a | b\n | d"),
        ("<tr><td rowspan=2 colspan=2>a<td>b</tr><tr><td>d</tr><tr><td>e<td>f<td>g</tr>", "a |  | b\n |  | d\ne | f | g"),
        ("<tr><td>a<td rowspan=99999999999>b</tr><tr><td>d<td colspan=x>e</tr>", "a | b\nd |  | e"),
    ],
)
def test_every_cell_keeps_its_column(rows: str, text: str) -> None:
    assert body(f"<p>x</p><table>{rows}</table>").text == f"x\n\n{text}"


def kept(markup: str, *left_out: str) -> str:
    """The text of a page of whose blocks some were not taken for the article's."""
    page = Page(URL, f"<body>{markup}</body>")
    kept = [block for block in page.blocks if block.text not in left_out]
    return assemble(compose(page, with_whole_rows(page.outline, kept))).text


def test_rows_and_pairs_of_terms_are_kept_whole() -> None:
    table = "<table><tr><td>a<td>b<td>c</tr><tr><td>d<td>e<td>f</tr><tr><td>g<td>h<td>i</tr></table>"
    assert kept(table, "f", "g") == "a | b | c\nd | e | f\ng | h | i"
    assert kept(table, "a", "b", "c", "e", "i") == "d | e | f\ng | h | i"
    assert kept(table, "a", "b", "e", "i") == "a | b | c\nd | e | f\ng | h | i"
    terms = "<dl><dt>Area</dt><dd>One</dd><dt>Jobs</dt><dd>Two</dd><dd>Three</dd></dl>"
    assert kept(terms, "Area") == "Area\n\nOne\n\nJobs\n\nTwo\n\nThree"
    assert kept(terms, "Jobs", "Two", "Three") == "Area\n\nOne"


def test_a_list_of_terms_without_a_term_is_read() -> None:
    assert kept("<dl><p>a</p><dd>One</dd></dl><dl></dl>", "a") == "One"


def test_terms_keep_their_markup() -> None:
    assert body("<dl><dt>Area</dt><dd>One <b>part</b></dd></dl><p>x</p>").html == (
        "<dl><dt>Area</dt><dd>One <strong>part</strong></dd></dl><p>x</p>"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("42<sup>1</sup> million in 2023<sup>(2)</sup>", "42¹ million in 2023⁽²⁾"),
        ("CO<sub>2</sub> and the 1<sup>st</sup> 10<sup>-3</sup>", "CO₂ and the 1st 10⁻³"),
        ("She said <q>it is <b>deep</b> enough</q>, and left", "She said “it is deep enough”, and left"),
        ("<ruby>北野<rp>（</rp><rt>きたの</rt><rp>）</rp></ruby>氏", "北野氏"),
        ("the <a href=/r>report<span class=sr-only> (opens a window)</span></a> says", "the report says"),
        ("the report<span class='visually-hidden focusable'> in PDF</span> says", "the report says"),
        ("not <span class='lg:hidden hide-for-print'>hidden</span>", "not hidden"),
    ],
)
def test_inline_markup_that_says_something(markup: str, text: str) -> None:
    assert body(f"<p>{markup}</p>").text == text


def test_lines_of_preformatted_text_stay_lines() -> None:
    found = body("<pre>Orders   120\n<b>Sales</b>    3.1\n\nEnd</pre><div style='white-space: pre-wrap'>one\ntwo</div>")
    assert found.text == "Orders 120\nSales 3.1\n\nEnd\n\none\ntwo"
    assert found.html == "<p>Orders 120<br><strong>Sales</strong> 3.1</p><p>End</p><p>one<br>two</p>"


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=/img/loader.svg data-lazy=/real.jpg>",
        "<img src=/img/loading.gif data-hi-res=/real.jpg?w=9>",
        "<picture><source data-srcset='/real.jpg 1200w'><img class=lazyload src=data:image/gif;base64,R0l></picture>",
        "<span><img src=data:image/gif;base64,R0l><noscript><img src=/real.jpg></noscript></span>",
    ],
)
def test_the_address_of_an_image_that_a_script_shows(markup: str) -> None:
    assert [each.url.partition("?")[0] for each in body(f"<p>x</p><p>{markup}</p>").images] == ["http://www.example.com/real.jpg"]


def test_layout_tables_are_nothing() -> None:
    found = body("<table><tr><td><table><tr><td><p>One.</p><p>Two.</p></td></tr></table></td></tr></table>")
    assert found.html == "<p>One.</p><p>Two.</p>"


def test_figure_with_caption() -> None:
    found = body("<figure><img src=a.jpg alt=x><figcaption>The plant</figcaption></figure><p>Text.</p>")
    assert found.images == [Image("http://www.example.com/news/a.jpg", "The plant", "x")]
    assert found.html.startswith(
        '<figure><img src="http://www.example.com/news/a.jpg"><figcaption>The plant</figcaption></figure>'
    )


def test_the_only_line_of_a_table_around_an_image_is_its_caption() -> None:
    framed = "<table><tr><td><img src=a.jpg></td></tr><tr><td align=center>The president opened the mine.</td></tr></table>"
    assert body(f"<p>Text.</p>{framed}<p>More.</p>").images[0].caption == "The president opened the mine."
    two = "<table><tr><td><img src=a.jpg></td></tr><tr><td>The first paragraph.</td></tr><tr><td>The second.</td></tr></table>"
    assert body(two).images[0].caption is None


def test_centred_line_below_an_image_is_its_caption() -> None:
    found = body("<p><img src=./W020.jpg></p><p align=center>图为会议现场</p><p>正文。</p>")
    assert found.images[0].caption == "图为会议现场"


def test_icons_and_embedded_images_are_none() -> None:
    assert body("<img src=a.gif width=1 height=1><img src=data:image/png;base64,AA><img src=/img/icon.png><p>x</p>").images == []


def test_lazy_image() -> None:
    assert body("<img src=blank.gif data-src=/real.jpg><p>x</p>").images[0].url == "http://www.example.com/real.jpg"


def test_quotation() -> None:
    assert (
        body("<p>He said:</p><blockquote><p>Yes.</p></blockquote>").html == "<p>He said:</p><blockquote><p>Yes.</p></blockquote>"
    )


def test_links_and_attachments_once_each() -> None:
    found = body(
        "<p><a href=a.html>A</a> <a href=a.html>again</a> <a href=P0.pdf>附件</a> <a href=#x>y</a> "
        "<a href=javascript:b()>z</a></p>"
    )
    assert found.links == [Link("http://www.example.com/news/a.html", "A")]
    assert found.attachments == [Attachment("http://www.example.com/news/P0.pdf", "附件", "pdf")]
    assert "javascript" not in found.html


def test_nothing_is_doubled_by_nested_editors() -> None:
    inner = "<div class=TRS_UEDITOR><p>新闻正文。</p></div>"
    assert (
        body(f"<div class=TRS_Editor><style>.TRS_Editor P{{}}</style><div class=UCAP-CONTENT>{inner}</div></div>").text
        == "新闻正文。"
    )


def test_markup_in_text_stays_text() -> None:
    found = body("<p>a &lt;script&gt;alert(1)&lt;/script&gt; <a href='http://x/\"onclick=1'>b</a></p>")
    assert "<script" not in found.html
    assert not re.search(r"<a [^>]*onclick=[^>]*\"[^>]*\">", found.html.replace("&quot;", ""))


def test_hidden_text_never_leaks() -> None:
    found = body("<p>Shown text.</p><p style='display:none'>secret</p><p>More <span hidden>secret</span> text.</p>")
    assert "secret" not in found.text + found.html


def test_unsafe_characters_are_removed_and_counted() -> None:
    found = body("<p>a\u202eb\u200bc</p>")
    assert found.text == "abc"
    assert found.removed.total() == 2


def test_assemble_without_some_paragraphs() -> None:
    found = body("<p>One.</p><p>Two <a href=b.html>b</a>.</p>")
    assert assemble(found.paragraphs[:1]).text == "One."
    assert assemble(found.paragraphs[:1]).links == []
