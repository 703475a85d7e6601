"""What stands at the edges of the chosen text and is none of it."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.documents import offered_documents
from crawler.extract.block_model.edges import without_edges
from crawler.extract.fields.title import Title
from crawler.page.page import Page
from crawler.urls import is_folder_of

URL = "https://www.ore.example/press/news/2024/quay"
PROSE = "The company opened a second quay in Narvik on Monday, and grain will be shipped from there in spring."


def kept(before: str = "", behind: str = "") -> list[str]:
    page = Page(URL, f"<body>{before}<p>{PROSE}</p><p>{PROSE} It is the last one.</p>{behind}</body>")
    blocks = [block for block in page.blocks if block.text]
    return [block.text for block in without_edges(page, blocks, Title(None, None))]


TEXT = [PROSE, f"{PROSE} It is the last one."]


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/press/news/">Tilbake</a></p>',
        '<p><a href="index.html">Zurück zur Übersicht</a></p>',
        '<p><a href="/">Home</a> » <a href="/press">Press</a></p>',
    ],
)
def test_a_way_back_to_the_list_is_none_of_the_text(line: str) -> None:
    assert kept(before=line) == kept(behind=line) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "<p>© Ore Corporation</p>",
        "<p>&lt;저작권자 ⓒ 노르신문, 무단 전재 및 재배포 금지&gt;</p>",
        "<p>Ore Corporation, all rights reserved</p>",
        '<p><a href="/files/quay.pdf">The release as a document (182 KB)</a></p>',
        '<p>11/03/2024 <a href="/press/news/2024/ship">A ship for the new quay</a></p>',
        '<p><a href="/a">Legal</a> · <a href="/b">Privacy</a> · <a href="/c">Cookies</a></p>',
        '<p><a href="//a.example/">Films we made</a>, <a href="//b.example/">photos</a>, <a href="//c.example/">talks</a></p>',
        '<p><a href="https://files.example/quay.pdf">The release as a document (182 KB)</a></p>',
        '<p><a href="/press/news/2024/ship">A ship for the new quay is being built</a></p>',
        "<h3>Downloads</h3>",
        "<p>附件：</p>",
        "<p>See more photos:</p>",
        '<h3>Other news</h3><p>11/03/2024 <a href="/press/news/2024/ship">A ship for the new quay</a></p>',
    ],
)
def test_what_ends_a_page_is_none_of_the_text(line: str) -> None:
    assert kept(behind=line) == TEXT


@pytest.mark.parametrize("line", ["By Anna Berg and Tom Lee, staff writers | 3 May 2024", "Par Anne Berg, le 20 décembre 2021"])
def test_a_by_line_with_its_day_is_none_of_the_text(line: str) -> None:
    assert kept(before=f"<p>{line}</p>") == TEXT


@pytest.mark.parametrize("line", ["Sigrún Jónsdóttir skrifar:", "Γράφει η Μυρτώ Καλογιάννη", "Escrita por Ana Prat"])
def test_a_line_that_names_who_wrote_in_other_words_is_none_either(line: str) -> None:
    assert kept(before=f"<p>{line}</p>") == TEXT
    assert kept(before=f"<h2>{line}</h2>") == [line, *TEXT]
    assert kept(before=f"<p>{line}, de la isla, y sus amigos de toda la vida y de la escuela.</p>") != TEXT


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('<p><a href="https://www.ore.example/">www.ore.example</a></p>', "www.ore.example"),
        ('<p><a href="https://port.example/quay">What the port says of it</a></p>', None),
        ("<h3>“We have waited for this quay for twenty years, and now it is there.”</h3>", None),
        ("<p>Narvik, 3 May 2024</p>", None),
        ("<p>The board closed the year with one sentence, which the captain read to all who had come to see it:</p>", None),
    ],
)
def test_what_is_for_the_reader_stays(line: str, text: str | None) -> None:
    assert len(kept(behind=line)) == len(TEXT) + 1
    assert text is None or text in kept(behind=line)


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("https://www.ore.example/press/news", True),
        ("https://www.ore.example/press/news/2024/index.html", True),
        ("https://www.ore.example/", True),
        ("https://www.ore.example/press/new", False),
        ("https://www.ore.example/press/news/2024/quay/", False),
        ("https://www.ore.example/press?page=2", False),
        ("https://shop.ore.example/press/", False),
    ],
)
def test_a_folder_above_a_page(address: str, above: bool) -> None:
    assert is_folder_of(address, "https://www.ore.example/press/news/2024/quay") is above


def test_a_document_offered_between_the_news_and_its_parts_is_an_attachment() -> None:
    page = (
        f"<main><h1>Ore opens a quay</h1><p>3 May 2024</p>{f'<p>{PROSE}</p>' * 3}"
        '<section><h3>Downloads</h3><p><a href="/files/quay.pdf">The release (PDF, 214 KB)</a></p></section>'
        "<h3>About Ore Corporation</h3><p>Ore Corporation mines iron in Narvik and employs 900 people at four sites.</p></main>"
    )
    found = extract(f"<title>Ore opens a quay</title>{page}", URL)
    assert [each.url for each in found.attachments] == ["https://www.ore.example/files/quay.pdf"]
    assert [part.kind for part in found.release_parts] == ["about"]


def test_a_document_that_a_dropped_sentence_amid_the_text_names_is_none_of_its_attachments() -> None:
    offers = '<p>{}<a href="/files/quay.pdf">the plans of the quay</a></p>'
    for text, count in (("", 1), ("Our friends of the port have drawn, in another year and for other ships, ", 0)):
        outline = Page(URL, f"<main><p>{PROSE}</p>{offers.format(text)}<p>{PROSE}</p></main>").outline
        blocks = [block for block in outline.blocks if block.text]
        assert len(offered_documents(outline, [blocks[0], blocks[2]])) == count


DETAILS = {
    "a list of terms": "<dl><dt>From:</dt><dd>Office for Ports</dd><dt>Published</dt><dd>20 January 2025</dd></dl>",
    "lines with labels": "<ul><li>Scritto da Fausto Merli</li><li>Pubblicato: 03 Giugno 2025</li><li>Visite: 611</li></ul>",
    "a line alone": "<div>Veröffentlicht am 3. Juni 2025</div>",
}


@pytest.mark.parametrize("details", DETAILS.values(), ids=DETAILS)
def test_the_details_of_a_page_above_its_text_are_none_of_it(details: str) -> None:
    assert kept(before=details) == TEXT


def test_the_details_of_a_page_behind_its_text_are_none_of_it() -> None:
    rows = (("發布日期", "113年10月14日"), ("截止日期", "114年1月31日"), ("聯絡人", "讀者服務組 分機2210"))
    table = "".join(f"<tr><th>{name}</th><td>{said}</td></tr>" for name, said in rows)
    assert kept(behind=f"<table>{table}</table>") == TEXT
    assert kept(behind=f"<h3>How to apply</h3><table>{table}</table>")[-2:] == ["聯絡人", "讀者服務組 分機2210"]


@pytest.mark.parametrize(
    "facts",
    [
        "<dl><dt>When</dt><dd>14 June 2025</dd><dt>Where</dt><dd>Lavatory Square</dd></dl>",  # of what is announced
        "<h3>A Far Better Thing</h3><ul><li>Author: H. Parry</li><li>Released: June 17, 2025</li></ul>",  # of a book
    ],
)
def test_facts_of_what_is_told_are_text(facts: str) -> None:
    assert kept(before=facts)[-2:] == TEXT
    assert len(kept(before=facts)) > len(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "<p class=author>Ana Reis</p>",
        "<p class='detail-author'>Lê Thu Hà</p>",
        "<p>Foto: Ana Reis</p>",
        "<div>Text: Ole Berg</div>",
        "<p>Propos recueillis par Luc Petit et Anne Roux</p>",
        "<p>표은설 기자 seol@ore.example</p>",
    ],
)
def test_a_credit_alone_behind_the_text_is_none_of_it(line: str) -> None:
    assert kept(behind=line) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "<p>Ana Reis</p>",
        "<p class=author>Of the quay in spring</p>",
        "<p>Master of the quay: Ana Reis</p>",
        "<ul><li>Chair: Ana Reis</li></ul>",
        "<p>Berth: 12</p>",
        "<p>The town keeps all rights to the old quay, as it said in spring.</p>",
        "<p>Of the copyright in old maps of the quay, of which there are many more than anybody here had thought before</p>",
    ],
)
def test_other_lines_with_names_are_text(line: str) -> None:
    assert len(kept(behind=line)) == len(TEXT) + 1
