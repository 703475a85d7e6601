"""Blocks: every visible character in exactly one block."""

from crawler.page.blocks import Block
from crawler.page.page import Page
from crawler.page.walk import outline


def blocks(markup: str) -> list[Block]:
    return Page("http://example.com/", markup).blocks


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks(markup) if block.text]


def test_block_tags_and_line_breaks_cut() -> None:
    found = blocks("<div>a<p>b <b>c</b></p>d<br>e<br><br>f</div>")
    assert [(block.text, block.breaks) for block in found] == [("a", 0), ("b c", 0), ("d", 0), ("e", 1), ("f", 2)]


def test_inline_markup_does_not_cut_words() -> None:
    assert texts("<p>Min<font>met</font>als <span>of</span> China</p>") == ["Minmetals of China"]


def test_words_of_two_elements_with_nothing_between_them_stay_two() -> None:
    assert texts("<p><span>Jane Roe</span><span>Head of Maps</span><b>06.08.2024</b></p>") == ["Jane Roe Head of Maps 06.08.2024"]
    assert texts("<p><b>Mc</b>Donald <i>CO</i><i>2</i> <span>W</span><span>ater</span> <a>Wi</a><sub>Two</sub></p>") == [
        "McDonald CO2 Water WiTwo"
    ]


def test_sentences_of_two_elements_with_nothing_between_them_are_two_lines() -> None:
    first = "Walkers can keep every path of the park on their phone from today on."
    assert texts(f"<div><span>{first}</span><span>A map takes up as much room as ten photographs.</span></div>") == [
        first, "A map takes up as much room as ten photographs.",
    ]  # fmt: skip


def test_a_day_in_an_element_of_its_own_is_a_line_before_the_text() -> None:
    assert texts("<div><span class=d>12.05.2025</span><img src=/a.jpg>В селе Луга открыли почту.</div>") == [
        "12.05.2025", "В селе Луга открыли почту.",
    ]  # fmt: skip
    assert texts("<p><b>12.05.2025</b> In Luga a post office opened.</p>") == ["12.05.2025 In Luga a post office opened."]
    assert texts("<p>Since <b>2025</b>AD and <i>12</i>th</p>") == ["Since 2025AD and 12th"]


def test_line_breaks_in_the_source_are_no_blanks_between_han_characters() -> None:
    assert texts("<p>中国\n五矿\nGroup</p>") == ["中国五矿 Group"]


def test_hidden_text_is_marked() -> None:
    found = blocks(
        "<p>seen seen seen</p><p style='display: none'>one</p><div hidden><p>two</p></div>"
        "<p>three <span style='visibility:hidden'>four</span></p>"
    )
    assert [(block.text, block.hidden) for block in found] == [
        ("seen seen seen", False), ("one", True), ("two", True), ("three", False),
    ]  # fmt: skip


def test_a_page_that_hides_all_its_prose_shows_it_by_script() -> None:
    prose = "A sentence that is long enough to be a paragraph of an article on a page."
    assert not any(block.hidden for block in blocks(f"<div style='display:none'><p>{prose}</p><p>{prose}</p></div><p>x</p>"))


def test_a_hidden_dialogue_beside_a_short_text_stays_hidden() -> None:
    prose = "The company opened a second quay on Monday, and grain will be shipped from there. "
    found = blocks(f"<p>{prose}</p><div hidden><p>{prose}</p><p>{prose * 3}</p></div>")
    assert [block.hidden for block in found] == [False, True, True]


def test_an_unfinished_bar_of_blanks_is_an_indent() -> None:
    assert [block.indent for block in blocks("<p>　　一</p><p>&nbsp;&nbsp;b</p><p> c</p>")] == [True, True, False]


def test_images_are_blocks_without_text() -> None:
    found = blocks("<p><img src=a.jpg>caption</p><p>x<a href=y><img src=b.jpg></a>z</p>")
    assert [(block.text, block.image is not None) for block in found] == [
        ("", True), ("caption", False), ("xz", False), ("", True),
    ]  # fmt: skip
    assert found[3].link is not None


def test_link_characters_are_counted() -> None:
    (block,) = blocks("<p>see <a href=x>this page</a> now</p>")
    assert block.link_chars == 9


def test_outline_knows_ancestors_and_ranges() -> None:
    page = Page("http://example.com/", "<body><div id=a><p>one</p><p>two</p></div><p>three</p></body>")
    plan = outline(page.root)
    tags = [plan.nodes[at].tag for at in plan.ancestors(plan.blocks[0])]
    assert tags == ["p", "div", "body", "html"]
    box = next(node for node in plan.nodes if node.element.get("id") == "a")
    assert [block.text for block in plan.blocks[box.first : box.last]] == ["one", "two"]


def test_a_walk_may_start_at_an_inline_element() -> None:
    page = Page("http://example.com/", "<p>a <span>b</span></p>")
    assert [block.text for block in outline(page.root.find(".//span")).blocks] == ["b"]


def test_preformatted_text_is_cut_at_blank_lines() -> None:
    assert texts("<pre>one\ntwo\n\nthree</pre>") == ["one\ntwo", "three"]


def test_a_day_in_an_element_of_its_own_is_parted_from_what_follows() -> None:
    page = Page("http://example.com/", "<p><span>Ann</span><time>Jun 3, 2024</time><span>17</span></p>")
    assert [block.text for block in page.blocks] == ["Ann Jun 3, 2024 17"]
    ended = Page("http://example.com/", "<p>On <time>3 June 2024</time><b>, Monday</b>.</p>")
    assert [block.text for block in ended.blocks] == ["On 3 June 2024, Monday."]
