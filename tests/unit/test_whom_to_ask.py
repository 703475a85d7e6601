"""Whom to ask about a release, wherever its page says so: beside it, above it, in one line, in any words."""

import pytest

from crawler.extract import extract
from crawler.items import Extraction
from tests.unit.lifeboat import BODY, TITLE, URL, page

PERSON, NUMBER = "Anne Le Gall", "+33 2 55 50 10 20"


def parts(html: str, kind: str = "contacts") -> list[str]:
    return [part.text for part in extract(html, URL).release_parts if part.kind == kind]


def whole(main: str) -> str:
    return f"<title>{TITLE}</title><body><nav><a href=/>Accueil</a></nav><div class=page>{main}</div></body>"


HEAD = f"<h1>{TITLE}</h1><p>5 mars 2024</p>"
CARD = f"<div><h2>Contact</h2><p>{PERSON}</p><p>Port</p><p><a href=tel:1>{NUMBER}</a></p><p><a href=/form>Écrire</a></p></div>"
LIST = "<div><h2>Téléchargements</h2><ul><li><a href=/f/a.pdf>Dossier</a></li></ul></div>"


@pytest.mark.parametrize(
    "main",
    [
        f"<article>{HEAD}{BODY}</article><aside>{CARD}{LIST}</aside>",
        f"<article>{HEAD}<div>{CARD}{LIST}</div><div>{BODY}</div></article>",
        f"<article>{HEAD}<p><b>Contact presse</b> :<br>{PERSON}<br>{NUMBER}</p><div>{BODY}</div></article>",
    ],
)
def test_a_card_above_or_beside_the_text_is_a_part(main: str) -> None:
    (found,) = parts(whole(main))
    assert PERSON in found
    assert NUMBER in found
    assert "Dossier" not in found
    assert "Écrire" not in found
    assert PERSON not in extract(whole(main), URL).text


@pytest.mark.parametrize(
    "main",
    [
        f"<article>{HEAD}{BODY}</article><footer>{CARD}</footer>",
        f"<header>{CARD}</header><article>{HEAD}{BODY}</article>",
        f"<article>{HEAD}{BODY}</article><aside>{CARD.replace(PERSON, 'Le port')}</aside>",
        f"<article>{HEAD}{BODY}</article><aside>{CARD.replace(NUMBER, 'au port')}</aside>",
        f"<article>{HEAD}{BODY}</article><aside>{CARD.replace('Contact', 'Le port')}</aside>",
    ],
)
def test_the_sites_own_address_is_none(main: str) -> None:
    assert parts(whole(main)) == []


@pytest.mark.parametrize(
    "line",
    [
        f"För ytterligare information, kontakta: {PERSON}, vd, telefon 090-555 01 60, e-post anne@port.example",
        f"For media queries, please contact {PERSON}, tel.: {NUMBER}.",
    ],
)
def test_one_line_is_a_part_whether_it_was_seen_as_text_or_not(line: str) -> None:
    box = f"<div class='mfn-footer mfn-contacts'><p>{line}</p></div>"
    for main in (f"<article>{HEAD}<div>{BODY}{box}</div></article>", f"<article>{HEAD}{BODY}<p><b>{line}</b></p></article>"):
        assert parts(whole(main)) == [line]
        assert PERSON not in extract(whole(main), URL).text


def test_lines_of_addresses_that_are_the_text_stay() -> None:
    desks = "".join(f"<p>Quai {name} : quai.{name.lower()}@port.example ou 02 55 50 10 20</p>" for name in "ABCDE")
    found = extract(whole(f"<article>{HEAD}{BODY}{desks}</article>"), URL)
    assert found.text.count("@port.example") == 5


def test_a_heading_with_the_companys_name_heads_the_lines_below() -> None:
    card = f"<h2>Contacts Port de Sund</h2><p>Relations Médias : {NUMBER} l presse@port.example</p>"
    tail = "<h2>Avertissement</h2><p>Ce document contient des déclarations prospectives, soumises à des facteurs de risques.</p>"
    (found,) = parts(whole(f"<article>{HEAD}{BODY}{card}{tail}</article>"))
    assert found.startswith("Contacts Port de Sund")
    assert NUMBER in found


def test_whom_a_wire_names_is_the_source() -> None:
    def read(end: str) -> Extraction:
        return extract(page(f"{BODY}<p><b>Contact:</b><br>{PERSON}<br>{NUMBER}</p>{end}"), URL)

    assert read("<p>SOURCE Port of Sund</p>").source == "Port of Sund"
    assert read("<p>Sources say more.</p>").source is None


@pytest.mark.parametrize("names", ["pp-contacts", "contactBox", "c_kontakt", "nota-contacte"])
def test_a_box_that_is_called_contacts_is_one_in_any_words(names: str) -> None:
    box = f"<div class={names}><strong>Gabinet de premsa</strong><br>Gemma Torrents, 973 555 014</div>"
    (found,) = parts(whole(f"<article>{HEAD}<div>{BODY}</div>{box}</article>"))
    assert "Gemma Torrents" in found
    assert parts(whole(f"<article>{HEAD}<div>{BODY}</div></article><footer>{box}</footer>")) == []
    assert parts(whole(f"<article>{HEAD}<div>{BODY}</div>{box.replace('Gemma Torrents', 'el port')}</article>")) == []


def test_what_is_called_boilerplate_is_said_of_the_company() -> None:
    own = "Le port de Sund emploie neuf cents personnes et accueille deux mille navires chaque année."
    box = f"<div class=release-boilerplate><hr><p>{own}</p></div>"
    html = whole(f"<article>{HEAD}<div>{BODY}{box}</div></article>")
    assert parts(html, "about") == [own]
    assert own not in extract(html, URL).text
    assert parts(html.replace("release-boilerplate", "texte"), "about") == []


@pytest.mark.parametrize("number", ["Telefon 55 55 01 62", "Tel 06555 4417", "Teléfono 973 555 014"])
def test_a_number_to_call_stands_behind_its_word_with_no_mark_between(number: str) -> None:
    card = f"<h2>Kontakt for pressen</h2><p>Mads Ravnholt, projektleder<br>{number}</p>"
    (found,) = parts(whole(f"<article>{HEAD}{BODY}{card}</article>"))
    assert number in found


def test_a_heading_and_the_words_below_it_in_one_paragraph() -> None:
    own = "Die Sund Bank ist eine örtliche Bank mit acht Filialen und dreißigtausend Kunden."
    about = f"<p><strong>Über die Sund Bank AG</strong><br>{own}</p>"
    ask = f"<p><strong>Ansprechpartner für die Presse</strong><br>{PERSON}, Tel. 06555 4417</p>"
    html = whole(f"<article>{HEAD}<div>{BODY}{about}{ask}</div></article>")
    assert any(own in part for part in parts(html, "about"))
    assert any(PERSON in part for part in parts(html))
    assert own not in extract(html, URL).text
