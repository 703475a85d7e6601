"""What a text leads to and a page shows beside it: footnotes, documents in frames."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.notes import with_notes
from crawler.page.page import Page
from tests.unit.lifeboat import BODY, TOLD, URL, page

NOTE = "Le hangar appartenait à une conserverie fermée en 1991."
MARK = "<sup><a href='#n1' id=h1>1</a></sup>"


def noted(note: str, mark: str = MARK) -> str:
    marked = BODY.replace("de la ville.", f"de la ville{mark}.")
    return extract(page(f"{marked}</div><div class=notes>{note}"), URL).text


@pytest.mark.parametrize("note", [
    f"<div id=n1><p>[<a href='#h1'>1</a>] {NOTE}</p></div>",
    f"<p><a name=n1 href='#h1'>1</a> {NOTE}</p>",
    f"<div class=f><a id=n1 href='#h1'>1</a><div><p>{NOTE}</p></div></div>",
    f"<ol><li><p><a id=n1 href='#h1'>1</a></p><p>{NOTE}</p></li></ol>",
])  # fmt: skip
def test_a_note_that_a_mark_of_the_text_leads_to_and_leads_back_is_text(note: str) -> None:
    assert NOTE in noted(note)
    assert NOTE not in noted(note, "")  # no mark


@pytest.mark.parametrize("note", [
    f"<div id=n1><p>{NOTE}</p></div>",  # which leads nowhere
    f"<div id=n1><p><a href='#h1'>1</a> {NOTE} <a href=/livre>Histoire des conserveries</a></p></div>",  # a reference alone
])  # fmt: skip
def test_what_is_no_note_stays_out(note: str) -> None:
    assert NOTE not in noted(note)


def test_a_mark_in_a_line_of_its_own_is_no_text_of_its_note() -> None:
    assert noted(f"<div><a id=n1 href='#h1'>1</a><div><p>{NOTE}</p></div></div>").split("\n\n")[-2:] == [TOLD[2], NOTE]


def test_a_note_stands_behind_the_text() -> None:
    note = f"<div id=n1><p>[<a href='#h1'>1</a>] {NOTE}</p></div>"
    found = Page(URL, f"{note}<p id=h1>{TOLD[0]}{MARK}</p>{note}")
    assert [block.index for block in with_notes(found, found.blocks[1:2])] == [1, 2]


def test_a_mark_and_a_note_may_lead_to_each_other_by_the_whole_address_of_their_page() -> None:
    note = f"<div id=n1><p><a href='{URL}#h1'>1</a> {NOTE}</p></div>"
    assert NOTE in noted(note, MARK.replace("#n1", f"{URL}#n1"))


def test_a_mark_that_leads_to_another_page_has_no_note_on_this_one() -> None:
    note = f"<div id=n1><p>[<a href='#h1'>1</a>] {NOTE}</p></div>"
    assert NOTE not in noted(note, MARK.replace("#n1", "/livre#n1"))


@pytest.mark.parametrize(("lines", "is_note"), [(6, True), (7, False)])
def test_a_note_has_some_lines_and_a_chapter_many(lines: int, is_note: bool) -> None:
    more = f"<p>{NOTE}</p>" * (lines - 1)
    found = Page(URL, f"<p>{TOLD[0]}{MARK}</p><div id=n1><p><a href='#h1'>1</a> {NOTE}</p>{more}</div>")
    assert (len(with_notes(found, found.blocks[:1])) == 1 + lines) is is_note


def test_a_note_of_which_a_part_was_kept_is_as_it_was_read() -> None:
    found = Page(URL, f"<p>{TOLD[0]}{MARK}</p><div id=n1><p><a href='#h1'>1</a> {NOTE}</p><p>{TOLD[1]}</p></div>")
    assert with_notes(found, found.blocks[:2]) == found.blocks[:2]


@pytest.mark.parametrize(("many", "kept"), [(8, 9), (9, 1)])
def test_many_notes_are_references(many: int, kept: int) -> None:
    numbers = range(1, many + 1)
    marks = "".join(f"<a href='#n{at}' id=h{at}>{at}</a>" for at in numbers)
    notes = "".join(f"<p id=n{at}><a href='#h{at}'>{at}</a> Archives de la conserverie, carton {at}.</p>" for at in numbers)
    found = Page(URL, f"<p>{TOLD[0]}{marks}</p>{notes}")
    assert len(with_notes(found, found.blocks[:1])) == kept


@pytest.mark.parametrize(("frame", "found"), [
    ("<object data=/f/rapport.pdf type=application/pdf></object>", ["/f/rapport.pdf"]),
    ("<embed src='/f/rapport.pdf?v=2'>", ["/f/rapport.pdf?v=2"]),
    ("<iframe src='/pdfjs/web/viewer.html?file=%2Ff%2Frapport.pdf#page=1' title='Le rapport'></iframe>", ["/f/rapport.pdf"]),
    ("<iframe src='https://docs.example/view?a=1&url=https://www.sund.example/f/rapport.docx'></iframe>", ["/f/rapport.docx"]),
    ("<iframe src='https://video.example/embed/12'></iframe>", []),
    ("<iframe src='https://[video.example/?file=a'></iframe>", []),
    ("<aside><embed src=/f/tarifs.pdf></aside>", []),
    ("</div></div><div class=footer><embed src=/f/tarifs.pdf></div>", []),
])  # fmt: skip
def test_a_document_that_a_page_shows_is_the_articles(frame: str, found: list[str]) -> None:
    documents = extract(page(f"{BODY}{frame}"), URL).attachments
    assert [each.url.removeprefix("https://www.sund.example") for each in documents] == found


def test_a_document_is_offered_once_whether_linked_or_shown() -> None:
    linked = "<p><a href=/f/rapport.pdf>Rapport</a></p><embed src=/f/rapport.pdf>"
    assert [each.title for each in extract(page(f"{BODY}{linked}"), URL).attachments] == ["Rapport"]


def test_the_foot_of_an_article_is_none_of_the_page_where_that_has_its_own() -> None:
    foot = "<div class=art-foot><p>Document : <a href=/f/rapport.pdf>rapport.pdf</a></p></div>"
    html = page(BODY + foot).replace("class=pied", "class=footer")
    assert [each.url for each in extract(html, URL).attachments] == ["https://www.sund.example/f/rapport.pdf"]
    alone = page(BODY) + foot
    assert not extract(alone, URL).attachments


def test_a_table_in_wrappers_of_its_own_between_paragraphs_is_whole() -> None:
    table = "<table><tr><td>Pot</td><td>82 kg</td></tr><tr><td>Cruche</td><td>47 kg</td></tr></table>"
    first, rest = BODY.split("</p>", 1)
    boxed = f"<div class=c><div><div><div>{table}</div></div></div></div>"
    html = page(f"<div class=m>{first}</p></div>{boxed}<div class=m>{rest}</div>")
    assert "Pot | 82 kg\nCruche | 47 kg" in extract(html, URL).text


def test_documents_of_what_is_no_news_are_the_articles() -> None:
    file = "<a href=pdf/20240514.pdf>Le communiqué en PDF</a>（184KB）"
    behind = f"<p>以上</p><ul><li>{file}</li></ul><p>Contact : 02 98 00 00 00</p>"
    found = extract(page(f"{BODY}{behind}"), URL)
    assert [each.url[-12:] for each in found.attachments] == ["20240514.pdf"]


def test_a_file_beside_a_picture_is_no_row_of_pages() -> None:
    files = "<ul><li><a href=/f/communique.docx>Communiqué (docx)</a></li><li><a href=/i/canot-large.jpg>Photo</a></li></ul>"
    about = "<div><h3>À propos de la station</h3><p>Elle a été fondée en 1866.</p></div>"
    found = extract(page(f"{BODY}{about}<div>{files}</div>"), URL)
    assert [each.url[-15:] for each in found.attachments] == ["communique.docx"]


def test_the_heading_of_a_table_between_paragraphs_stays_with_it() -> None:
    table = "<table><tr><td>Pot</td><td>82 kg</td></tr><tr><td>Cruche</td><td>47 kg</td></tr></table>"
    first, rest = BODY.split("</p>", 1)
    head = "<div class=title><h2>Les poids</h2></div>"
    assert "Les poids\n\nPot | 82 kg" in extract(page(f"{first}</p>{head}<div class=t>{table}</div>{rest}"), URL).text


def test_a_question_that_opens_at_the_end_of_a_text_is_of_it() -> None:
    details = "<details><summary>Combien de passagers ?</summary><p>Douze, et c’est gratuit le dimanche.</p></details>"
    assert extract(page(f"{BODY}{details}"), URL).text.endswith("Douze, et c’est gratuit le dimanche.")
