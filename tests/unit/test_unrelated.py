"""A box that tells of other things than the article around it, whatever it is called; the article's own boxes stay."""

import pytest

from crawler.extract.block_model.unrelated import unrelated
from crawler.page.blocks import Block
from crawler.page.page import Page

URL = "https://news.example/2024/05/20/quay.html"
TEXT = (
    "Der neue Kai im Hafen von Esker ist am Montag nach drei Jahren Bauzeit eröffnet worden, teilte die Stadt mit.",
    "Er ist vierhundert Meter lang und hat zwei Kräne, die auch bei starkem Wind arbeiten können.",
    "Die Hafenmeisterin dankte den Bauleuten, die im vergangenen Winter auch nachts gearbeitet hatten, trotz Frost und Sturm.",
    "Zur Feier kamen viele Leute aus den Dörfern am Fluss, die früher selbst mit Booten zum Markt gefahren waren.",
    "Im Sommer sollen die ersten Kreuzfahrtschiffe anlegen; dafür wird noch eine Halle gebaut.",
)
OFFER = "Lesen Sie weiter und testen Sie unser digitales Angebot einen Monat gratis, danach kostet es wenige Euro pro Woche."
RULES = "Beiträge werden geprüft. Beleidigungen löschen wir ohne Hinweis, wer mehrfach auffällt, wird dauerhaft gesperrt."
PLAYER = "An dieser Stelle steht ein externes Video. Stimmen Sie der Übertragung persönlicher Daten zu, um es anzuzeigen."


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def taken_from(body: str) -> list[str]:
    """The lines that are taken out, where all that is shown is kept."""
    page = Page(URL, f"<h1>Neuer Kai</h1><main>{body}</main>")
    kept: list[Block] = [block for block in page.outline.shown() if block.element.tag != "h1"]
    boxes = unrelated(page.outline, kept)
    return [block.text for block in kept if any(box.holds(block) for box in boxes)]


@pytest.mark.parametrize("said", [OFFER, RULES, PLAYER])
@pytest.mark.parametrize(
    "form",
    [
        "<div>{before}<div class='k1'><p>{said}</p></div>{after}</div>",
        "<div>{before}{after}<section>{said}</section></div>",
        "<div>{before}{after}</div><aside class='css-1x'><p>{said}</p></aside>",
        "<div>{before}<x-box><p>{said}</p></x-box>{after}</div>",
    ],
)
def test_a_box_of_other_words(form: str, said: str) -> None:
    assert taken_from(form.format(before=paragraphs(*TEXT[:3]), after=paragraphs(*TEXT[3:]), said=said)) == [said]


def test_the_heading_of_such_a_box_is_of_it() -> None:
    box = f"<div class='k1'><h4>Unser Angebot</h4><p>{OFFER}</p></div>"
    assert taken_from(f"<div>{paragraphs(*TEXT[:3])}{box}{paragraphs(*TEXT[3:])}</div>") == ["Unser Angebot", OFFER]


BOX = "<div class='k1'><p>{}</p></div>"
OWN = {
    "words of the text": BOX.format("nachts arbeiten sie, bauen und danken, können auch anlegen, eröffnet wird später."),
    "a name of the text": BOX.format("Wer früher vorbeikam, sah nur Schlamm; Esker hat niemals anderes gekannt als Ebbe."),
    "a quotation": f"<div class='k1'><blockquote>{OFFER}</blockquote></div>",
    "marked as somebody's words": f"<div class='k1'><p>„{OFFER}“</p></div>",
    "only a heading": f"<div class='k1'><h3>{OFFER}</h3></div>",
    "behind a dash, as speech": f"<div class='k1'><p>– {OFFER}</p></div>",
    "with the name of who said it": f"<div class='k1'><p>{OFFER}</p><p>Ida Roth, Lotsin</p></div>",
    "with a picture": f"<div class='k1'><img src='/a.jpg' width=600 height=400><p>{OFFER}</p></div>",
    "of few words": "<div class='k1'><p>Fortsetzung folgt bald.</p></div>",
    "long": f"{paragraphs(*TEXT * 3)}<div class='k1'>{paragraphs(*[OFFER * 2] * 3)}</div>",
    "one of several": "".join(f"<div class='k1'><p>{said}</p></div>" for said in (OFFER, RULES, PLAYER)),
}


@pytest.mark.parametrize("name", OWN)
def test_boxes_of_the_article_stay(name: str) -> None:
    assert taken_from(f"<div>{paragraphs(*TEXT[:2])}{OWN[name]}{paragraphs(*TEXT[2:])}</div>") == []


@pytest.mark.parametrize(("said", "stays"), [
    (PLAYER, False), ("Bauzeit und Kosten stehen im Bericht, den jeder lesen darf.", True), ("Bitte warten.", True),
])  # fmt: skip
def test_a_box_beside_a_short_article_is_of_others_where_it_has_none_of_its_words(said: str, stays: bool) -> None:
    taken = taken_from(f"<div>{paragraphs(*TEXT[:3])}<div class='k1'><p>{said}</p></div></div>")
    assert taken == ([] if stays else [said])


def test_lines_that_keep_their_breaks_are_no_such_box() -> None:
    poem = "<div class=k1 style='white-space: pre'>Sterne über der Mole.\nNiemand schläft.\nMöwen rufen.</div>"
    assert taken_from(f"<div>{paragraphs(*TEXT[:2])}{poem}{paragraphs(*TEXT[2:3])}</div>") == []


def test_the_first_words_of_a_text_have_few_others() -> None:
    assert taken_from(f"<div><div class='lead'>{OFFER}</div>{paragraphs(*TEXT)}</div>") == []


def test_paragraphs_that_are_boxes_are_no_such_boxes() -> None:
    said = (*TEXT, OFFER)
    assert taken_from(f"<div>{''.join(f'<div>{text}</div>' for text in said)}</div>") == []


def test_nothing_is_no_box() -> None:
    assert unrelated(Page(URL, "<p>x</p>").outline, []) == []


@pytest.mark.parametrize("box", ["<div>{}</div>", "<div class=pullquote><p>{}</p></div>"])
def test_a_div_in_the_place_of_a_paragraph_and_what_is_called_a_quotation_stay(box: str) -> None:
    assert taken_from(paragraphs(*TEXT[:4]) + box.format(OFFER) + paragraphs(TEXT[4])) == []


@pytest.mark.parametrize(("form", "is_its"), [("inhalt", True), ("anhang", False)])
def test_a_box_made_as_that_of_the_paragraphs_is_the_texts(form: str, is_its: bool) -> None:
    body = f"<div class=inhalt>{paragraphs(*TEXT)}</div><div class={form}><p>{OFFER}</p></div>"
    assert taken_from(body) == ([] if is_its else [OFFER])
