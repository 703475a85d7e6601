"""How releases end and begin on pages of companies and wires: whom to ask, the company behind that, lines of the wire."""

import pytest

from crawler.extract import extract
from crawler.extract.body.part_blocks import part_blocks
from crawler.page.page import Page

URL = "https://www.nordkai.example/presse/kran"
TITLE = "Neuer Kran am Nordkai"
FIRST = "Die Nordkai AG hat am Montag ihren neuen Kran in Betrieb genommen, der die Schiffe schneller entlädt als der alte."
TOLD = [FIRST] + [
    f"Der {which} Kran hebt achtzig Tonnen und braucht dafür nur noch halb so viel Strom wie bisher, sagte der Hafenmeister."
    for which in ("neue", "zweite", "dritte")
]


def read(behind: str, *, above: str = "") -> tuple[list[str], dict[str, str]]:
    """The paragraphs of the text, and the parts by their kinds."""
    lines = "".join(f"<p>{line}</p>" for line in TOLD)
    page = f"<html lang=de><title>{TITLE}</title><body><article><h1>{TITLE}</h1>{above}{lines}{behind}</article></body></html>"
    found = extract(page, URL)
    return found.text.split("\n\n"), {part.kind: part.text for part in found.release_parts}


@pytest.mark.parametrize("card", [
    "<p class=sig>Jana Roth<br>Sprecherin, Tel. 030 555 0142</p>",
    "<p>Jana Roth</p><p>Sprecherin, Tel. 030 555 0142</p>",
    "<p>Fragen an: presse@nordkai.example</p>",
])  # fmt: skip
def test_the_last_lines_with_a_number_or_an_address_are_contacts(card: str) -> None:
    text, parts = read(card)
    assert text == TOLD
    assert set(parts) == {"contacts"}


@pytest.mark.parametrize("last", [
    "<p>Wer mitfahren will, meldet sich beim Hafenmeister unter Tel. 030 555 0142.</p>",  # a sentence of the news
    "<p>— Jana Roth (@janaroth) 3. Juni 2024</p>",
    "<p>Neuer Kran am Kai</p><p>Karten zu 12 Euro</p>",
    "<p>Karten am Kai, Tel. 030 555 0142</p><p>Der alte Kran steht seit Montag im Museum und kann dort besichtigt werden.</p>",
])  # fmt: skip
def test_a_last_line_that_is_a_sentence_or_reaches_no_one_is_text(last: str) -> None:
    assert "contacts" not in read(last)[1]


CARD = "<p>Weitere Auskunft:</p><p>Jana Roth</p><p>Telefon +49 30 555 0142</p><p>E-Mail: presse@nordkai.example</p>"


@pytest.mark.parametrize(("behind", "kinds"), [
    ("<p>Die Nordkai AG betreibt vier Kais und beschäftigt seit 1911 rund dreihundert Menschen.</p>", {"contacts", "about"}),
    ("<p>Der alte Kran steht seit Montag im Museum am Südkai und kann dort besichtigt werden.</p>", {"contacts"}),
])  # fmt: skip
def test_what_begins_with_the_first_words_right_behind_contacts_is_of_the_company(behind: str, kinds: set[str]) -> None:
    text, parts = read(CARD + behind)
    assert set(parts) == kinds
    assert text == (TOLD if "about" in kinds else [*TOLD, behind.removeprefix("<p>").removesuffix("</p>")])


@pytest.mark.parametrize("heading", [
    "För mer information, vänligen kontakta:", "Lisätietoja antavat", "Para más información", "Per ulteriori informazioni:",
    "Weitere Auskünfte erteilt", "Voor meer informatie", "Daha fazla bilgi için",
])  # fmt: skip
def test_whom_to_ask_is_announced_in_many_languages_and_the_rest_is_of_the_company(heading: str) -> None:
    behind = "<p>Diese Mitteilung enthält Angaben, die nach dem Recht der Börse zu machen sind, und ging um acht Uhr hinaus.</p>"
    company = "<p>Sie hat vier Kais und beschäftigt seit dem Jahr 1911 rund dreihundert Menschen in ihrem Hafen.</p>"
    card = f"<p>{heading}</p><p>Jana Roth, Vorstand, 070-555 12 12</p><p>Ove Aune, ove@nordkai.example</p>"
    text, parts = read(card + behind + company * 2)
    assert text == TOLD
    assert parts["contacts"].startswith(heading)


def test_notes_behind_a_sign_of_the_end_are_no_text() -> None:
    notes = "<li>Fragen beantwortet die Pressestelle, Tel. 030 555 0142.</li><li>Der Hafen hat vier Kais und zwei Kräne.</li>"
    assert read(f"<p>- ENDE -</p><h3>Hinweise für die Redaktion</h3><ol>{notes}</ol>")[0] == TOLD


@pytest.mark.parametrize("end", ["", "<p>ENDS</p>"])
def test_notes_to_editors_tell_more_of_the_news(end: str) -> None:
    note = "Der Hafen hat vier Kais und zwei Kräne, und an allen Werktagen legen dort Schiffe aus zwölf Ländern an."
    contact = "<p>Pressekontakt: Jana Roth, Tel. 030 555 0142</p>"
    text, parts = read(f"{end}<h2>Notes to editors</h2><p>{note}</p>{contact}")
    assert text == [*TOLD, "Notes to editors", note]
    assert "Jana Roth" in parts["contacts"]


def test_the_heading_of_notes_to_editors_goes_with_all_that_is_below_it() -> None:
    assert read("<h2>Notes to editors</h2><p>Pressekontakt: Jana Roth, Tel. 030 555 0142</p>")[0] == TOLD


def test_the_last_lines_of_the_wire_of_london_are_no_text() -> None:
    said = "This information is provided by RNS, the news service of the London Stock Exchange. RNS is approved by an authority."
    text, _ = read(f"<p>{said}</p><p>Terms and conditions relating to the use of this information may apply.</p>")
    assert text == TOLD


def test_the_lines_of_a_wire_above_a_release_are_its_source() -> None:
    head = (
        "<p>EQS-News: Nordkai AG / Schlagwort(e): Investition<br>03.06.2024 / 07:30 CET/CEST</p>"
        "<p>Für den Inhalt der Mitteilung ist der Emittent / Herausgeber verantwortlich.</p>"
    )
    text, parts = read("", above=head)
    assert text == TOLD
    assert parts["source"].startswith("EQS-News: Nordkai AG")
    adhoc = (
        "<p>EQS-Ad-hoc: Nordkai AG / Schlagwort(e): Prognose</p><p>Veröffentlichung einer Insiderinformation nach Artikel 17</p>"
    )
    assert read("", above=adhoc)[0] == TOLD


def test_contacts_end_before_a_table() -> None:
    rows = "<tr><td>Sprache:</td><td>Deutsch</td></tr><tr><td>Börsen:</td><td>Regulierter Markt in Nordkai</td></tr>"
    text, parts = read(f"<p><b>Kontakt</b><br>Jana Roth, Tel. 030 555 0142</p><table>{rows}</table>")
    assert text == TOLD
    assert parts["contacts"] == "Kontakt\nJana Roth, Tel. 030 555 0142"


@pytest.mark.parametrize(("last", "stays"), [
    ("एमजी/एआर/आरके", False), ("(MG/AR/RK)", False), ("Hafen/Kai", True), ("am 3/4/2024", True),
])  # fmt: skip
def test_the_initials_of_who_typed_a_release_are_no_text(last: str, stays: bool) -> None:
    assert (last in read(f"<p>***</p><p>{last}</p>")[0]) is stays


def test_how_long_a_release_holds_is_a_statement() -> None:
    said = "このニュースリリースに記載されている情報は、発表日現在のものです。予告なしに変更される場合があります。"
    whats = ("風速計", "水位計", "灯器")
    told = "".join(f"<p>南測器株式会社は{what}を全面的に改良し、来年二月から全国の灯台に納入を始めます。</p>" for what in whats)
    page = f"<html lang=ja><title>風速計を改良</title><body><article><h1>風速計を改良</h1>{told}<p>{said}</p></article></body>"
    found = extract(page, URL)
    assert said not in found.text
    assert [part.kind for part in found.release_parts] == ["forward_looking"]


MORE = (
    "<p>Der alte Kran steht seit Montag im Museum am Südkai, und wer will, kann ihn dort an jedem Werktag besichtigen; an jedem "
    "ersten Sonntag des Monats hebt er vor Besuchern ein Boot aus dem Wasser.</p>"
)


def test_much_behind_a_sign_of_the_end_is_text() -> None:
    assert read(f"<p>- ENDE -</p>{MORE}")[0] == TOLD
    assert read(f"<p>- ENDE -</p>{MORE * 3}")[0] != TOLD


@pytest.mark.parametrize(("many", "notes"), [(1, 1), (3, 0)])
def test_what_was_kept_below_a_dropped_sign_of_the_end_is_notes_where_it_is_little(many: int, notes: int) -> None:
    lines = "".join(f"<p>{line}</p>" for line in TOLD)
    outline = Page(URL, f"<article>{lines}<p>- ENDE -</p>{MORE * many}</article>").outline
    assert len(part_blocks(outline, [block for block in outline.blocks if "ENDE" not in block.text])) == notes


def test_what_stands_behind_contacts_and_before_more_of_the_text_is_none_of_the_company() -> None:
    card = "<p>Weitere Auskünfte erteilt</p><p>Jana Roth, Vorstand, 070-555 12 12</p>"
    assert "about" in read(card + MORE)[1]
    assert "about" not in read(f"{card}{MORE}<h2>Zwei Kräne am Südkai</h2>{MORE.replace('alte', 'neue')}")[1]


@pytest.mark.parametrize("brief", ["Nordkai lyhyesti", "Nordkai i korthet", "Nordkai en bref"])
def test_a_company_in_brief_behind_a_label_or_below_it_is_none_of_the_news(brief: str) -> None:
    told = "Nordkai hat vier Kais und beschäftigt seit dem Jahr 1911 rund dreihundert Menschen in ihrem Hafen."
    contact = "<p>Lisätietoja: Henna Palo, Tel. 040 555 0133</p>"
    for behind in (f"{contact}<p>{brief}: {told}</p>", f"<h3>{brief}</h3><p>{told}</p>"):
        text, parts = read(behind)
        assert text == TOLD
        assert "about" in parts
