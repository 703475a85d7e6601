"""Where an article ends: others below it, readers' comments, notes of the site; and what is no end."""

# ruff: noqa: E501  markup reads worse when it is broken

from typing import NamedTuple

import pytest

from crawler.extract import extract
from crawler.extract.block_model.beside import beside
from crawler.extract.block_model.ends import up_to_the_end
from crawler.page.page import Page

NEWS = (
    "El puerto inauguró el martes un muelle de ochocientos metros, tras tres años de obras, según informó la autoridad.",
    "Unos doscientos barcos al año podrán descargar allí grano y madera sin esperar a la marea, dijo su presidenta.",
    "La obra costó once millones, de los que la región pagó la mitad y el resto las empresas que usarán las grúas.",
)
OTHER = (
    "Le vieux phare sera repeint au printemps, et les visiteurs pourront monter jusqu'à la lanterne dès le mois de mai.",
    "Une association a réuni la somme en deux hivers, avec des concerts et la vente de cartes dessinées par les écoles.",
)
TITLE, OTHER_TITLE = "El puerto abre un muelle nuevo", "Le phare sera repeint au printemps"


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(main: str) -> str:
    nav = "<nav><a href=/>Inicio</a> <a href=/n/>Noticias</a></nav>"
    markup = (
        f"<html><head><title>{TITLE} | Puerto</title></head><body>{nav}<main>{main}</main><footer>© Puerto</footer></body></html>"
    )
    return extract(markup, "https://puerto.example.es/noticias/muelle-nuevo").text


class Behind(NamedTuple):
    """A page whose article is NEWS alone, by what stands behind it."""

    name: str
    main: str


COMMENTS = "".join(f"<li><i>{name}</i><div>{text}</div></li>" for name, text in zip(("Luis", "Marie"), OTHER, strict=True))
PAGES = (
    Behind("articles stacked", f"<article><h1>{TITLE}</h1>{paragraphs(NEWS)}</article><article><h2>{OTHER_TITLE}</h2>{paragraphs(OTHER)}</article>"),
    Behind("an article inside the next one's frame", (
        f"<div><article><header><h1>{TITLE}</h1></header><section>{paragraphs(NEWS)}</section></article></div>"
        f"<div><div><article><h1>{OTHER_TITLE}</h1><section>{paragraphs(OTHER)}</section></article></div></div>"
    )),
    Behind("boxes of one form", (
        f"<section class='entry hit'><h2>{TITLE}</h2>{paragraphs(NEWS)}</section><section class='entry hit'><h2>{OTHER_TITLE}</h2>{paragraphs(OTHER)}</section>"
    )),
    Behind("boxes of one form in cells", (
        f"<table><tr><td><div class=n><h1>{TITLE}</h1><div>{'<br><br>'.join(NEWS)}</div></div>"
        f"<div class=n><h1>{OTHER_TITLE}</h1><div>{'<br><br>'.join(OTHER)}</div></div></td></tr></table>"
    )),
    Behind("boxes of one form with a class for their headlines", (
        f"<div class=b><div class=post-title>{TITLE}</div>{paragraphs(NEWS)}</div><div class=b><div class=post-title>{OTHER_TITLE}</div>{paragraphs(OTHER)}</div>"
    )),
    Behind("comments below", f"<h1>{TITLE}</h1><article>{paragraphs(NEWS)}</article><section><h3>2 voces</h3><ul>{COMMENTS}</ul></section>"),
    Behind("a note of the site below", f"<h1>{TITLE}</h1><article><div>{paragraphs(NEWS)}</div></article><div class=x>{paragraphs(OTHER[:1])}</div>"),
    Behind("a box behind dropped lines", (
        f"<div><h1>{TITLE}</h1><div>{paragraphs(NEWS)}</div></div><ul><li><a href=/a>Noticias</a><li><a href=/b>Agenda</a></ul>"
        f"<div><p>{OTHER[0]}</p></div>"
    )),
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_what_stands_behind_the_end_is_none_of_the_article(page: Behind) -> None:
    assert read(page.main) == "\n\n".join(NEWS)


KEYS = "/assets/bundles/main-0123456789abcdef0123456789abcdef.js /assets/bundles/page-0123456789abcdef0123456789abcdef.js"
WITHIN = {
    "a copy that is not read out": f"<section aria-hidden=true>{paragraphs(OTHER)}</section>",
    "a tip that is not read out": f"<div role=tooltip aria-labelledby=t aria-hidden=true>{OTHER[0]}</div>",
    "comments by their class": f"<footer><ul class='list comment-list'><li>{OTHER[0]}</li></ul></footer>",
    "a comment by its type": f"<div itemscope itemtype=https://schema.org/Comment><p>{OTHER[0]}</p></div>",
    "what only scripts read": f"<div>{KEYS}</div>",
    "keys": f"<pre>{'0123456789abcdef' * 4} {'fedcba9876543210' * 4}</pre>",
}


@pytest.mark.parametrize("within", WITHIN.values(), ids=WITHIN)
def test_what_is_no_text_by_its_form_is_left_out(within: str) -> None:
    assert read(f"<article><h1>{TITLE}</h1>{paragraphs(NEWS)}{within}</article>") == "\n\n".join(NEWS)


@pytest.mark.parametrize("box", ["aside", "div"])
def test_the_card_of_another_page_between_paragraphs_is_left_out(box: str) -> None:
    card = f"<{box} class=x><h3><a href=/n/faro>{OTHER_TITLE}</a></h3><p>{OTHER[0]}</p></{box}>"
    assert read(f"<article><h1>{TITLE}</h1>{paragraphs(NEWS[:2])}{card}{paragraphs(NEWS[2:])}</article>") == "\n\n".join(NEWS)


@pytest.mark.parametrize("above", [f"<ul><li>{OTHER[0]}</li><li>{OTHER[1]}</li></ul>", f"<div>{paragraphs(OTHER)}</div>"])
def test_nothing_above_the_headline_is_of_the_text(above: str) -> None:
    page = Page("https://puerto.example.es/muelle", f"{above}<main><h1>{TITLE}</h1>{paragraphs(NEWS)}</main>")
    kept = [block for block in page.blocks if block.text]
    below = [block.text for block in up_to_the_end(page.outline, kept, 2)]
    assert below == [TITLE, *NEWS]


def test_lines_that_lead_to_other_pages_behind_all_running_text_are_none_of_it() -> None:
    links = "".join(f"<li><a href=/{at}>{OTHER_TITLE} {at}</a></li>" for at in range(4))
    more = f"<div><div>Etiquetas: puerto</div><h4>Más</h4><ul>{links}</ul></div>"
    page = Page("https://puerto.example.es/muelle", f"<main><div><h1>{TITLE}</h1>{paragraphs(NEWS)}</div>{more}</main>")
    kept = [block for block in page.blocks if block.text]
    assert [block.text for block in up_to_the_end(page.outline, kept, 0)] == [TITLE, *NEWS]
    listed = Page("https://puerto.example.es/muelle", f"<main><h1>{TITLE}</h1>{paragraphs(NEWS)}<ul>{links}</ul></main>")
    kept = [block for block in listed.blocks if block.text]
    assert up_to_the_end(listed.outline, kept, 0) == kept  # in one box with the text: it may be what the news lists


def test_what_stands_in_another_cell_than_the_headline_is_none_of_its_text() -> None:
    side = f"<td>{OTHER[0]}<br>{OTHER[1]}</td>"
    page = Page("https://puerto.example.es/muelle", f"<table><tr>{side}<td><b>{TITLE}</b><br>{'<br><br>'.join(NEWS)}</td></tr></table>")
    kept = [block for block in page.blocks if block.text]
    assert [block.text for block in up_to_the_end(page.outline, kept, 2)] == [TITLE, *NEWS]


def test_a_headline_amid_paragraphs_of_one_box_leaves_them() -> None:
    page = Page("https://puerto.example.es/muelle", f"<main>{paragraphs(NEWS[:1])}<h2>{TITLE}</h2>{paragraphs(NEWS[1:])}</main>")
    kept = [block for block in page.blocks if block.text]
    assert up_to_the_end(page.outline, kept, 1) == kept


def test_a_headline_below_its_text_leaves_it() -> None:
    page = Page("https://puerto.example.es/muelle", f"<main>{paragraphs(NEWS)}<h1>{TITLE}</h1></main>")
    kept = [block for block in page.blocks if block.text]
    assert up_to_the_end(page.outline, kept, 3) == kept


def left_beside(main: str) -> list[str]:
    """What `beside` takes out where all text of a page is kept."""
    outline = Page("https://puerto.example.es/muelle", f"<main>{main}</main>").outline
    kept = [block for block in outline.blocks if block.text]
    return [block.text for block in kept if block.index in beside(outline, kept)]


@pytest.mark.parametrize("field", ["email", "password", "radio"])
def test_the_box_of_a_question_to_readers_is_none_of_the_text(field: str) -> None:
    question = "¿Quiere recibir cada semana las noticias del puerto?"
    one, two, three = (f"<p>{text}</p>" for text in NEWS)
    form = f"<div><p>{question}</p><form><label><input type={field}>Sí</label><button>Enviar</button></form></div>"
    assert left_beside(f"{one}{two}{form}{three}") == [question, "Sí"]


def test_a_form_around_the_text_and_boxes_to_tick_leave_it() -> None:
    list_ = "<ul><li><input type=checkbox> Cien gramos de harina</li><li><input type=checkbox> Tres huevos</li></ul>"
    assert left_beside(f"<form><input type=email>{paragraphs(NEWS)}</form>") == []
    assert left_beside(f"<div><input type=email><p>{NEWS[0]}</p></div>{paragraphs(NEWS[1:])}") == []
    assert left_beside(paragraphs(NEWS) + list_) == []


@pytest.mark.parametrize("called", ["col google-ad right", "cta-banner-left", "ads", "ad_box", "Ad_inread__c"])
def test_a_small_box_that_is_called_an_advertisement_is_beside_the_text(called: str) -> None:
    box = f"<div class='{called}'><p>{OTHER[0][:60]}.</p></div>"
    page = Page("https://puerto.example.es/muelle", f"<article>{paragraphs(NEWS[:2])}{box}{paragraphs(NEWS[2:])}</article>")
    kept = [block for block in page.blocks if block.text]
    assert beside(page.outline, kept) == {kept[2].index}
    word = page.text.replace(called, "shadow-banner_image upload")
    assert beside(Page(page.url, word).outline, kept) == frozenset()


def test_a_banner_above_the_text_has_its_first_words() -> None:
    page = f"<article><h1>{TITLE}</h1><div class=hero-banner><p>{NEWS[0]}</p></div>{paragraphs(NEWS[1:])}</article>"
    assert read(page) == "\n\n".join(NEWS)


def test_a_closed_panel_a_hidden_paragraph_and_an_article_of_cards_are_text() -> None:
    panel = f"<div role=region aria-labelledby=b aria-hidden=true>{paragraphs(NEWS[1:2])}</div><p aria-hidden=true class=more>{NEWS[2]}</p>"
    assert read(f"<article><h1>{TITLE}</h1>{paragraphs(NEWS[:1])}{panel}</article>") == "\n\n".join(NEWS)
    cards = "".join(f"<div><h3><a href=/{at}>Muelle número {at}</a></h3><p>{text}</p></div>" for at, text in enumerate(NEWS))
    assert all(each in read(f"<article><h1>{TITLE}</h1>{paragraphs(NEWS[:1])}{cards}</article>") for each in NEWS)


@pytest.mark.parametrize(("row", "cell"), [("<div class=r>{}</div>", "<div>{}</div>"), ("<ul class=r>{}</ul>", "<li>{}</li>")])
def test_a_table_of_boxes_is_read_whole(row: str, cell: str) -> None:
    told = (("Muelle norte, trigo", "310 toneladas"), ("Muelle sur, cebada", "92 toneladas"), ("Dársena, madera", "1.204 toneladas"))
    rows = "".join(row.format("".join(cell.format(each) for each in cells)) for cells in told)
    text = read(f"<h1>{TITLE}</h1><div>{paragraphs(NEWS[:2])}<div class=t>{rows}</div>{paragraphs(NEWS[2:])}</div>")
    assert [each for cells in told for each in cells if each not in text] == []


def test_an_article_of_several_article_elements_is_whole() -> None:
    items = "".join(f"<article><h2>{name}</h2><p>{text}</p></article>" for name, text in zip("ABC", NEWS, strict=True))
    text = read(f"<div><h1>{TITLE}</h1><p>{NEWS[0][:80]} y los vecinos.</p>{items}</div>")
    assert all(each in text for each in NEWS)


def test_sections_of_one_form_under_one_headline_are_all_its() -> None:
    inside = "".join(f"<section class=s><h2>{name}</h2><p>{text}</p></section>" for name, text in zip("ABC", NEWS, strict=True))
    text = read(f"<h1>{TITLE}</h1><div>{inside}</div>")
    assert all(each in text for each in NEWS)


def test_the_parts_of_a_release_stay_with_it_outside_of_its_article() -> None:
    about = "Harbour Works Ltd. builds quays and locks in nine countries. It was founded in 1911 and has two thousand employees."
    news = (
        "Harbour Works opened a quay of eight hundred metres on Tuesday, after three years of building, it said in a statement.",
        "Two hundred ships a year will unload grain and timber there without waiting for the tide, its chairwoman said.",
        "The quay cost eleven million euros, of which the region paid half and the companies that use the cranes the rest.",
    )
    markup = f"<article><h1>Harbour Works opens a quay</h1>{paragraphs(news)}</article><div class=b><h3>About Harbour Works</h3><p>{about}</p></div>"
    found = extract(f"<title>Harbour Works opens a quay</title><main>{markup}</main>", "https://works.example.com/news/quay")
    assert found.text == "\n\n".join(news)
    assert [(part.kind, about in part.text) for part in found.release_parts] == [("about", True)]


FOOT = (
    "<footer><ul><li><a href='/impressum'>Impressum</a></li><li><a href='/datenschutz'>Datenschutz</a></li></ul>{}</footer>"
)


@pytest.mark.parametrize(
    ("foot", "document"),
    [
        ("<p>© 2025 Nordsee Kabelwerk AG. Alle Rechte vorbehalten.</p>", "/dateien/mitteilung-14.pdf"),
        ("<div><p>Nordsee Kabelwerk AG ist eingetragen beim Amtsgericht Aurich unter HRB 1234.</p></div>", "/d/bericht.docx"),
    ],
)
def test_a_release_that_is_only_a_document_takes_no_text_from_the_foot_of_the_page(foot: str, document: str) -> None:
    page = (
        "<html lang='de'><head><title>Nordsee Kabelwerk baut neue Halle in Emden</title></head><body>"
        "<nav><a href='/'>Start</a> <a href='/presse'>Presse</a></nav><main><h1>Nordsee Kabelwerk baut neue Halle in Emden</h1>"
        f"<p>12. Mai 2025</p><div><p><a href='{document}'>Mitteilung</a></p></div></main>{FOOT.format(foot)}</body></html>"
    )
    found = extract(page, "https://www.nordsee-kabelwerk.example/presse/neue-halle")
    assert found.text == ""
    assert [each.url for each in found.attachments] == [f"https://www.nordsee-kabelwerk.example{document}"]


ARCHIVE = "<ul>{}</ul>".format("".join(f"<li>{month} ({at * 7})</li>" for at, month in enumerate(("Enero", "Febrero", "Marzo") * 20)))


def kept_under(headline: int, main: str) -> list[str]:
    """What is left of all shown lines, the headline's the one with that place among them."""
    page = Page("https://puerto.example.es/noticias/muelle-nuevo", f"<main>{main}</main>")
    shown = page.outline.shown()
    return [block.text for block in up_to_the_end(page.outline, shown, shown[headline].index)]


def test_lines_without_any_sentence_above_the_headline_go_however_many_they_are() -> None:
    assert kept_under(60, f"{ARCHIVE}<div><h1>{TITLE}</h1><p>{NEWS[0]}</p></div>") == [TITLE, NEWS[0]]


def test_lines_above_a_headline_stay_where_no_sentence_is_below_it_or_one_is_above() -> None:
    assert kept_under(60, f"{ARCHIVE}<div><h1>{TITLE}</h1><p>Sin fecha</p></div>")[0] == "Enero (0)"
    assert kept_under(61, f"{ARCHIVE}<div>{OTHER[0]}</div><div><h1>{TITLE}</h1><p>{NEWS[0]}</p></div>")[0] == "Enero (0)"


ASKED = "<h2>La obra del muelle</h2><h3>Once millones, la mitad de la región</h3><p>La obra costó once millones, de los que la región pagó la mitad, y unos doscientos barcos al año podrán descargar allí grano y madera.</p>"
LISTED = "<h2>La obra del muelle</h2><h3>Once millones, la mitad de la región</h3><ul><li>La autoridad</li><li>La región y el resto</li></ul>"
ABOUT_OTHERS = "<h2>Suscríbase a nuestra carta</h2><h3>¿Qué recibirá cada mañana?</h3><p>Noticias breves, agenda cultural, entrevistas con deportistas y descuentos para lectores en librerías, teatros y cines.</p>"


def test_questions_in_the_words_of_the_text_are_its_sections_in_whatever_box() -> None:
    text = f"<div><div><h1>{TITLE}</h1>{paragraphs((*NEWS, *OTHER, *OTHER))}</div></div>"
    for behind, is_its in ((ASKED, True), (ABOUT_OTHERS, False), (ASKED.replace("<h3>", "<p>").replace("</h3>", "</p>"), False), (LISTED, False)):
        page = Page("https://puerto.example.es/n/1", f"<body>{text}<div class=x>{behind}</div></body>")
        blocks = page.outline.shown()
        left = up_to_the_end(page.outline, blocks, blocks[0].index)
        assert (left == blocks) is is_its, behind


@pytest.mark.parametrize(
    ("between", "behind", "goes_on"),
    [
        ("<div class=cita><p>Dieciséis años</p></div>", paragraphs(("La grúa es vieja.", "Se pagará en mayo.")), True),
        ("<div class=cita><p>Dieciséis años</p></div>", paragraphs(("La obra del muelle costó once millones.",)), False),  # one alone
        ("<div class=cita><h2>Otro muelle</h2></div>", paragraphs(("La grúa es vieja.", "Se pagará en mayo.")), False),
        ("<div class=cita><p>3 de mayo de 2024</p></div>", paragraphs(("La grúa es vieja.", "Se pagará en mayo.")), False),
        ("", paragraphs(("La grúa es vieja.",)), True),
    ],
)
def test_a_text_goes_on_in_elements_of_its_form_behind_other_lines(between: str, behind: str, goes_on: bool) -> None:
    main = f"<h1>{TITLE}</h1><div class=prosa>{paragraphs(NEWS)}</div>{between}<div class=prosa>{behind}</div>"
    page = Page("https://puerto.example.es/noticias/muelle", f"<html lang=es><title>{TITLE}</title><main>{main}</main>")
    kept = [block for block in page.outline.shown(1) if block.element.xpath("boolean(parent::*[@class='prosa'])")]
    assert up_to_the_end(page.outline, kept, 0) == (kept if goes_on else kept[:3])
