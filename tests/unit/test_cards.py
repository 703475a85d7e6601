"""Cards of other releases below an article, and headlines of others among its paragraphs."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.cards import cards_in, headlines_in
from crawler.page.page import Page

NEWS = [
    "The harbour board said on Tuesday that the new ferry would begin to sail in the first week of June, a month late.",
    "Two cranes had to be moved before the quay could be deepened, and the work was done at night for most of the winter.",
    "The ferry carries four hundred people and sixty cars, and needs an hour less to the islands than the old one did.",
    "Tickets are sold from the middle of May, and those who live on the islands pay half of what all the others pay.",
]
HEADLINES = ["Two new pilots join the board", "Lighthouse opens to visitors again", "Council votes for a longer mole"]


def page(inside: str, below: str = "") -> str:
    main = f"<article><h1>Ferry sails in June</h1>{inside}</article>{below}"
    return f"<html><head><title>Ferry sails in June</title></head><body><main>{main}</main></body></html>"


@pytest.mark.parametrize("heading", ["h3", "h4"])
def test_cards_in_a_box_of_their_own_are_none_of_the_article(heading: str) -> None:
    cards = "".join(
        f"<div class=x><{heading}><a href=/n/{at}>{line}</a></{heading}><p>{NEWS[at][:90]} and so on for a while.</p></div>"
        for at, line in enumerate(HEADLINES)
    )
    text = extract(page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y><h2>More from the harbour</h2>{cards}</div>"), "http://x.example/news/1").text
    assert text == "\n\n".join(NEWS)


@pytest.mark.parametrize(
    ("heading", "address", "own"),
    [
        ("<h2><a href='{}'>{}</a></h2>", "/press/ferry-{}", False),
        ("<a href='{}'><h3>{}</h3></a>", "https://www.x.example/press/{}", False),
        ("<h2><a href='{}'>{}</a></h2>", "#part-{}", True),
        ("<h3 id=a><a href='{}'>{}</a></h3>", "http://x.example/news/1#teil-{}", True),
        ("<a href='{}'><h4>{}</h4></a>", "https://records.other.example/{}", True),
        ("<h3><a data-open='{}'>{}</a></h3>", "{}", True),
    ],
)
def test_sections_whose_headings_lead_to_themselves_or_to_sources_are_the_articles(heading: str, address: str, own: bool) -> None:
    sections = "".join(heading.format(address.format(at), line) + f"<p>{NEWS[at][:80]}.</p>" for at, line in enumerate(HEADLINES))
    whole = page("".join(f"<p>{each}</p>" for each in NEWS), f"<section>{sections}</section>")
    read = Page("http://x.example/news/1", whole)
    blocks = [block for block in read.blocks if block.text]
    taken = {blocks[at].text for at in cards_in(read, blocks, [True] * len(blocks))}
    assert taken & {*HEADLINES, *NEWS} == (set() if own else set(HEADLINES))


def test_headlines_of_others_among_the_paragraphs_take_none_of_them_away() -> None:
    pairs = zip(NEWS, [*HEADLINES, ""], strict=True)
    inside = "".join(f"<p>{each}</p><div><h4><a href=/n/{line[:3]}>{line}</a></h4></div>" for each, line in pairs)
    text = extract(page(inside), "http://x.example/news/1").text
    assert [each for each in NEWS if each not in text] == []


def taken(line: str, many: int = 6) -> list[str]:
    """The lines that are taken from among as many kept paragraphs."""
    above, below = (f"<p>{text}</p>" * (many // 2) for text in NEWS[:2])
    found = Page("https://www.x.example/news/ferry", above + line + below)
    blocks = [block for block in found.blocks if block.text]
    return [blocks[at].text for at in sorted(headlines_in(found, blocks, [True] * len(blocks)))]


def test_a_headline_of_another_page_amid_the_text_is_none_of_it() -> None:
    assert taken("<p><a href=/news/pilots>Two new pilots join the board</a></p>") == ["Two new pilots join the board"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href=/news/pilots>Two new pilots join the board on Monday.</a></p>",
        "<p><a href=#pilots>Two new pilots join the board</a></p>",
        "<p><a href=https://union.example/pilots>Two new pilots join the board</a></p>",
        "<p>The union said: <a href=/news/pilots>Two new pilots</a></p>",
        "<ul><li><a href=/news/pilots>Two new pilots join the board</a></li></ul>",
        "<p><a href=/news/pilots>Two new pilots join the board</a></p><p><a href=/news/mole>Council votes for a mole</a></p>",
    ],
)
def test_sentences_sources_and_lists_of_links_are_text(line: str) -> None:
    assert taken(line) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("<p><b>Les også:</b> <a href=/news/pilots>Two new pilots join the board</a></p>", 1),
        ("<p><strong>اقرأ أيضاً: <a href='#'>Two new pilots join the board</a></strong></p>", 1),
        ("<div class=x>Lees ook： <a href=/news/pilots>Two new pilots join the board?</a> »</div>", 1),
        ("<p>Baca juga: <a href=/n/a>Two pilots join the board</a></p><p>Baca juga: <a href=/n/b>Votes for a mole</a></p>", 2),
        ("<p>The union said: <a href=/news/pilots>Two new pilots join the board</a></p>", 0),
        ("<p><b>Source:</b> <a href=https://union.example/pilots>Two new pilots join the board</a></p>", 0),
        ("<p><b>Part two:</b> <a href=#two>Two new pilots join the board</a></p>", 0),
        ("<p><b>Ship:</b> <a href=/ships/ada>The Ada</a></p>", 0),
        ("<p><b>Read:</b> <a href=/news/pilots>Two new pilots join the board</a> and what it costs</p>", 0),
        ("<ul><li><b>Read:</b> <a href=/news/pilots>Two new pilots join the board</a></li></ul>", 0),
    ],
)  # fmt: skip
def test_a_headline_of_another_page_behind_a_label_that_is_set_off_is_none_of_the_text(line: str, count: int) -> None:
    assert len(taken(line)) == count


def test_many_linked_headlines_are_what_the_text_is_about() -> None:
    line = "<p><a href=/news/pilots>Two new pilots join the board</a></p>"
    assert taken(f"{line}<p>{NEWS[2]}</p>{line}<p>{NEWS[3]}</p>{line}", 2) == []


@pytest.mark.parametrize(("end", "cut"), [("[…]", True), ("and so on...", True), ("and so on.", False)])
def test_a_long_extract_of_another_release_says_that_it_is_cut(end: str, cut: bool) -> None:
    cards = "".join(
        f"<div class=x><h3><a href=/n/{at}>{line}</a></h3><p>{NEWS[at]} {NEWS[at]} {NEWS[at]} {NEWS[at][:-1]} {end}</p></div>"
        for at, line in enumerate(HEADLINES)
    )
    read = Page("http://x.example/news/1", page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y>{cards}</div>"))
    blocks = read.outline.shown()
    found = [blocks[at].text for at in cards_in(read, blocks, [True] * len(blocks))]
    assert any(text.endswith(end) for text in found) is cut


@pytest.mark.parametrize(("named", "found"), [("tit", True), ("post-title", True), ("entry", False)])
def test_the_headline_of_a_card_may_be_a_line_called_so(named: str, found: bool) -> None:
    cards = "".join(
        f"<dl><dd class='{named}'><a href=/n/{at}>{line}</a></dd><dd>{NEWS[at]}</dd></dl>" for at, line in enumerate(HEADLINES)
    )
    read = Page("http://x.example/news/1", page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y>{cards}</div>"))
    blocks = read.outline.shown()
    assert bool(cards_in(read, blocks, [True] * len(blocks))) is found


ROW = "<div class=r><span>{}</span> <a href=/news/{}>{}</a></div>"


@pytest.mark.parametrize("heading", ["<h2>Earlier notices</h2>", ""])
@pytest.mark.parametrize("day", ["1. 2. 2025", "2025年2月1日", "01/02/2025"])
def test_rows_with_their_days_below_an_article_are_others(heading: str, day: str) -> None:
    rows = "".join(ROW.format(day, at, line) for at, line in enumerate(HEADLINES))
    news = "".join(f"<p>{each}</p>" for each in NEWS)
    read = Page("http://x.example/news/1", page(news, f"<div class=y>{heading}{rows}</div>"))
    blocks = [block for block in read.blocks if block.text]
    taken = {blocks[at].text for at in cards_in(read, blocks, [True] * len(blocks))}
    assert taken == {*(f"{day} {line}" for line in HEADLINES), *(["Earlier notices"] if heading else [])}


@pytest.mark.parametrize("beside", ["(4-5 hours/6 items)", "Free of charge", "12"])
def test_rows_with_something_else_beside_their_links_are_the_articles(beside: str) -> None:
    rows = "".join(ROW.format(beside, at, line) for at, line in enumerate(HEADLINES))
    read = Page("http://x.example/news/1", page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y>{rows}</div>"))
    blocks = [block for block in read.blocks if block.text]
    assert cards_in(read, blocks, [True] * len(blocks)) == frozenset()


PAIR = "<a href=/news/pilots>Two new pilots join the board</a> <a href=/news/mole>Council votes for a mole</a>"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (f"<div class=related>See too {PAIR}</div>", 1),
        (f"<p>{PAIR}</p>", 1),
        (f"<p>{PAIR}.</p>", 0),  # a sentence
        (f"<ul><li>{PAIR}</li></ul>", 0),
        ("<div><a href=/news/ada>The Ada</a> <a href=/news/ida>The Ida</a></div>", 0),  # names, no headlines
        ("<p><a href=#two>Two new pilots join the board</a> <a href=#mole>Council votes for a mole</a></p>", 0),
    ],
)
def test_several_headlines_of_other_pages_in_one_line_are_none_of_the_text(line: str, count: int) -> None:
    assert len(taken(line)) == count


CUT = " ".join(NEWS[:3])  # longer than a teaser, and nothing says that it is cut


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("<a href=/n/{}>Read more</a>", True),
        ("<a href=/other/{}>Read more</a>", False),
        ("<span>Read more</span>", False),
        ("", False),
    ],
)
def test_a_card_that_ends_with_a_second_link_to_its_page_may_say_more(more: str, found: bool) -> None:
    cards = "".join(
        f"<div class=x><h3><a href=/n/{at}>{line}</a></h3><p>{CUT}</p><div>{more.format(at)}</div></div>"
        for at, line in enumerate(HEADLINES)
    )
    read = Page("http://x.example/news/1", page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y>{cards}</div>"))
    blocks = read.outline.shown()
    assert (CUT in {blocks[at].text for at in cards_in(read, blocks, [True] * len(blocks))}) is found


def test_a_story_of_several_paragraphs_is_no_card_though_a_link_below_it_leads_where_its_heading_does() -> None:
    long = " ".join(NEWS * 2)
    cards = "".join(
        f"<h3><a href=/n/{at}>{line}</a></h3><p>{long}</p><div><a href=/n/{at}>#</a></div>" for at, line in enumerate(HEADLINES)
    )
    read = Page("http://x.example/news/1", page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y>{cards}</div>"))
    blocks = read.outline.shown()
    assert cards_in(read, blocks, [True] * len(blocks)) == frozenset()


def test_a_heading_that_comes_twice_closes_no_card() -> None:
    twice = "<h3><a href=/n/{0}>{1}</a></h3><h3><a href=/n/{0}>{1}</a></h3><p>{2}</p>"
    cards = "".join(twice.format(at, NEWS[at][:80], NEWS[at]) for at in range(3))
    read = Page("http://x.example/news/1", page("".join(f"<p>{each}</p>" for each in NEWS), f"<div class=y>{cards}</div>"))
    blocks = read.outline.shown()
    found = cards_in(read, blocks, [True] * len(blocks))
    assert len(found) == 9


LINKED = [f"<p><a href=/news/{at}>{line}</a></p>" for at, line in enumerate(HEADLINES)]


@pytest.mark.parametrize(
    ("below", "count"),
    [
        ("".join(LINKED), 3),
        ("<ul>" + "".join(f"<li><a href=/n/{at}>{line}</a></li>" for at, line in enumerate(HEADLINES)) + "</ul>", 3),
        ("".join(LINKED) + "<p><a href=#top>Ferry sails in June</a></p>", 4),  # the page itself is of the list
        ("".join(LINKED[:2]), 0),
        ("".join(LINKED) + f"<p>{NEWS[3]}</p>", 0),  # not behind all the text
        ("".join(line.replace("</a>", ".</a>") for line in LINKED), 0),  # sentences
        ("".join(line.replace("/news/", "https://union.example/") for line in LINKED), 0),  # sources
        ("".join(line.replace("p>", "h3>") for line in LINKED), 0),
        ("".join(line.replace("</a>", "</a> told on Tuesday by the board") for line in LINKED), 0),
        ("".join(LINKED * 6), 0),  # more than the text: these are what it is about
    ],
)
def test_headlines_of_other_pages_behind_the_text_are_none_of_it(below: str, count: int) -> None:
    read = Page("https://www.x.example/news/ferry", "".join(f"<p>{each}</p>" for each in NEWS[:2]) + below)
    blocks = [block for block in read.blocks if block.text]
    assert len(headlines_in(read, blocks, [True] * len(blocks))) == count


def test_headlines_behind_hardly_any_text_stay() -> None:
    read = Page("https://www.x.example/news/ferry", f"<p>{NEWS[0]}</p>" + "".join(LINKED))
    blocks = [block for block in read.blocks if block.text]
    assert headlines_in(read, blocks, [True] * len(blocks)) == frozenset()


SHOUTED = "<p><a href=/news/{0}>MAN FOUND WITH {0} STOLEN BOATS</a></p>"


@pytest.mark.parametrize(
    ("line", "loud", "count"),
    [
        (SHOUTED, "", 3),
        (SHOUTED.replace("MAN FOUND WITH {0} STOLEN BOATS", "Man found with {0} stolen boats"), "", 0),
        (SHOUTED, "ALL OF IT IS IN CAPITALS, AS THE PAPER WRITES ITS LEADS. ", 0),
        (SHOUTED.replace("/news/", "https://other.example/"), "", 0),
    ],
)
def test_headlines_in_capitals_amid_a_text_may_be_several(line: str, loud: str, count: int) -> None:
    inside = "".join(f"<p>{loud or text}</p>{line.format(at)}" for at, text in enumerate(NEWS[:3]))
    read = Page("https://www.x.example/news/ferry", f"{inside}<p>{loud or NEWS[0]}</p>")
    blocks = [block for block in read.blocks if block.text]
    assert len(headlines_in(read, blocks, [True] * len(blocks))) == count


@pytest.mark.parametrize(
    "closing",
    [
        "<h3><a href='/n/{}'>READ ALL OF IT</a></h3>",  # a heading itself, and its link has not the campaign's marks
        "<p><a href='/n/{}'>Read all of it</a></p>",
    ],
)
def test_a_line_that_leads_where_the_heading_does_closes_its_card(closing: str) -> None:
    cards = "".join(
        f"<div><h2><a href='/n/{at}?utm_source=more'>{line}</a></h2><p>{NEWS[at] * 3}</p>{closing.format(at)}</div>"
        for at, line in enumerate(HEADLINES)
    )
    tools = "<h3><a href=//a.example/s>SHARE IT</a> / <a href=//b.example/s>TELL OTHERS</a></h3>"
    story = f"<article><h1>Ferry sails in June</h1><p>{NEWS[0]}</p><p>{NEWS[1]}</p>{tools}</article>"
    site = Page("http://x.example/news/1", f"<body>{story}<section>{cards}</section></body>")
    blocks = site.outline.shown()
    taken = {blocks[at].text for at in cards_in(site, blocks, [block.element.tag != "h1" for block in blocks])}
    assert {*HEADLINES, *(line * 3 for line in NEWS[:3])} <= taken
    assert taken.isdisjoint(NEWS[:2])
