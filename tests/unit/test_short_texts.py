"""Where a text of few words ends, whose page has as many words of the site beside it."""

import pytest

from crawler.extract.block_model.ends import up_to_the_end
from crawler.page.page import Page

TITLE = "El puerto abre un muelle nuevo"
BRIEF = "El muelle quedará cerrado el lunes por la mañana mientras se prueban las grúas, informó la autoridad del puerto."
LIST = "Reciba cada semana las noticias del puerto en su buzón, sin coste alguno y sin publicidad de otras empresas."


BOXES = (
    "<div class=a><h3>Boletín</h3><p>{}</p></div>",
    "<div class=b><h3>Averías</h3><p>{}</p></div>",
    "<aside><h3>Prensa</h3><p>{}</p></aside>",
)
BESIDE = (
    LIST,
    "Si ve un cabo suelto o una luz apagada, llame a la guardia a cualquier hora; la llamada no cuesta nada.",
    "Quienes escriben en periódicos encuentran aquí fotografías de todos los muelles y las normas para publicarlas.",
)
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in BESIDE)


def short(behind: str, *named: str, text: str = BRIEF) -> list[str]:
    """What is kept of a short notice where all paragraphs are, and elements of these names."""
    page = Page("https://puerto.example.es/noticias/1", f"<main><div><h1>{TITLE}</h1><p>{text}</p></div>{behind}</main>")
    blocks = page.outline.shown()
    title = next(block.index for block in blocks if block.element.tag == "h1")
    kept = [block for block in blocks if block.element.tag in ("p", *named)]
    return [block.text for block in up_to_the_end(page.outline, kept, title)]


def test_a_short_text_ends_with_the_box_of_its_headline_where_another_heading_follows() -> None:
    assert short(f"<div class=lista><h3>Boletín</h3><p>{LIST}</p></div>") == [BRIEF]


@pytest.mark.parametrize(
    "behind",
    [
        f"<div><p>{LIST}</p></div>",  # it goes on without a heading
        f"<div><h3 hidden>Boletín</h3><p>{LIST}</p></div>",
        f"<div><h3>Obras</h3>{PARAGRAPHS * 2}</div>",  # a long text of sections
    ],
)
def test_a_text_that_goes_on_in_another_box_is_whole(behind: str) -> None:
    assert len(short(behind)) > 1
    assert len(short(behind, "h3")) > 1


def test_small_boxes_with_their_headings_behind_a_short_text_are_none_of_it() -> None:
    assert short(BOXES[0].format(LIST), "h3") == [BRIEF]
    assert short("".join(box.format(said) for box, said in zip(BOXES, BESIDE, strict=True)), "h3") == [BRIEF]


def test_boxes_that_say_much_more_than_the_text_or_are_few_are_the_articles() -> None:
    pairs = list(zip(BOXES, BESIDE, strict=True))
    assert len(short("".join(box.format(f"{said} {said[1:]} {said[2:]}") for box, said in pairs), "h3")) == 1 + 2 * len(pairs)
    between = "<p class=x>Puerto</p>"  # no heading stands right behind the text
    assert len(short(between + "".join(box.format(f"{said} {said[1:]}") for box, said in pairs[:2]), "h3")) == 1 + 1 + 2 * 2


def test_a_box_of_many_paragraphs_is_no_small_one() -> None:
    box = f"<div class=a><h3>Obras</h3>{PARAGRAPHS}</div>"
    assert len(short(box, "h3", text=f"{BRIEF} {BRIEF[1:]} {BRIEF[2:]} {BRIEF[3:]}")) == 2 + len(BESIDE)


def test_sections_of_one_form_behind_a_short_lead_are_the_articles() -> None:
    sections = (
        "Las pruebas de las grúas empiezan el lunes a las seis, y el muelle se abre cuando la última haya subido su carga.",
        "La autoridad del puerto ha informado a los pescadores, que por la mañana atracarán en el muelle de levante.",
        "Quien tenga cerrado el paso puede llamar a la autoridad, que estará en el muelle toda la mañana del lunes.",
    )
    assert len(short("".join(BOXES[0].format(said) for said in sections), "h3")) == 1 + 2 * len(sections)
    assert short("".join(BOXES[0].format(said) for said in BESIDE), "h3") == [BRIEF]
    between = "<p class=x>Puerto</p>"
    assert len(short(between + "".join(BOXES[0].format(said) for said in BESIDE), "h3")) == 1 + 1 + 2 * len(BESIDE)


def test_a_short_text_in_no_box_of_its_own_is_whole() -> None:
    page = Page("https://puerto.example.es/noticias/1", f"<h1>{TITLE}</h1><p>{BRIEF}</p><h3>Boletín</h3><p>{LIST}</p>")
    kept = [block for block in page.outline.shown() if block.element.tag == "p"]
    assert up_to_the_end(page.outline, kept, 0) == kept


@pytest.mark.parametrize(("box", "whole"), [("rte", True), ("note", False)])
def test_boxes_made_as_those_of_the_text_are_the_articles(box: str, whole: bool) -> None:
    sections = "".join(f"<div><div class={box}><p>{said}</p></div></div><h3>Boletín</h3>" for said in BESIDE[:2])
    page = Page("https://x.es/5", f"<div><h1>Puerto</h1><div class=rte><p>{BRIEF}</p></div></div><h3>Boletín</h3>{sections}")
    kept = [block for block in page.blocks if block.element.tag == "p"]
    assert (len(up_to_the_end(page.outline, kept, 0)) > 1) is whole
