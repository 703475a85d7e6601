"""A box behind the article that tells of its writer is none of the text, whatever its class; other last boxes are."""

import pytest

from crawler.explain.lines import DROPPED
from crawler.explain.reading import PageSource, explain
from crawler.extract import extract
from crawler.extract.block_model.writer_box import without_writer
from crawler.page.page import Page
from crawler.site import Site

TITLE = "Harbour bridge opens to walkers"
TEXT = (
    "The harbour bridge opened to walkers on Monday after two years of work, the city said in a statement.",
    "About four thousand people crossed in the first hour, and the mayor thanked the builders for their patience.",
    "The second lane follows in June, once the lamps have been mounted and the railings painted by the crews from the yard.",
)
WRITER = "Ana Reis was born in Porto in 1990 and studied history there; she has written about ports and ships since 2016."
AFTER = "Ana Reis covers shipping. Before joining us she worked for a radio station in Faro and wrote a book on lighthouses."
FRENCH = "Claire Duval est née à Brest en 1988 et écrit sur les ports depuis 2014 ; elle a publié deux livres sur les phares."
GERMAN = "Jonas Weidling, Jahrgang 1984, schreibt seit 2012 über Häfen und Schifffahrt und lebt mit seiner Familie in Emden."
RUSSIAN = "Анна Реброва родилась в Калининграде в 1990 году, изучала историю и пишет о портах и судах с 2016 года."
QUOTE = "Jane Roe, head of the port: “The first ships will call here in May.”"
SPOKE = "Jane Roe, chief executive of the port, said that the first ships would call in May."


def text_of(body: str, language: str = "en") -> str:
    head = f'<html lang="{language}"><title>{TITLE} | Example</title>'
    return extract(f"{head}<main><h1>{TITLE}</h1>{body}</main><footer>© Example</footer></html>", url="https://news.example/2024/05/20/bridge.html").text


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("around", ["<article>{text}{box}</article>", "<article>{text}</article>{box}"])
@pytest.mark.parametrize(
    ("language", "box"),
    [
        ("en", f'<div class="who"><p>{WRITER}</p></div>'),
        ("en", f'<section class="k1"><p>{AFTER}</p></section>'),
        ("en", f'<div class="k1"><h4>Ana Reis</h4><p>{WRITER}</p></div>'),
        ("de", f'<div class="k1"><p>{GERMAN}</p></div>'),
        ("de", f'<div class="k1"><strong>Jonas Weidling</strong><p>{GERMAN}</p></div>'),
        ("fr", f"<div><p>{FRENCH}</p></div>"),
        ("ru", f'<div class="k1"><p><em>{RUSSIAN}</em></p></div>'),
    ],
)
def test_writer_is_none_of_the_text(around: str, language: str, box: str) -> None:
    assert text_of(around.format(text=paragraphs(*TEXT), box=box), language) == "\n\n".join(TEXT)


THREE = paragraphs(*TEXT)


@pytest.mark.parametrize("line", [f"<p><em>{WRITER}</em></p>", f"<p><i>{WRITER[:9]}</i> <em>{WRITER[9:]}</em></p>"])
def test_nor_is_a_last_line_in_italics_about_a_new_person(line: str) -> None:
    assert text_of(f"<article>{THREE}{line}</article>") == "\n\n".join(TEXT)


def test_a_text_all_in_italics_ends_as_it_does() -> None:
    body = "".join(f"<p><em>{text}</em></p>" for text in (*TEXT, SPOKE))
    assert text_of(f"<article>{body}</article>").endswith(SPOKE)


@pytest.mark.parametrize(
    ("body", "last"),
    [
        pytest.param(THREE + paragraphs(SPOKE), SPOKE, id="a paragraph like the others"),
        pytest.param(THREE + f"<div>{SPOKE}</div>", SPOKE, id="a paragraph that an editor made of a div"),
        pytest.param(f'<div class="row">{THREE}</div><div class="row last"><p>{SPOKE}</p></div>', SPOKE, id="boxes of one make"),
        pytest.param("".join(f"<div>{paragraphs(text)}</div>" for text in (*TEXT, SPOKE)), SPOKE, id="each in a box"),
        pytest.param(f'{THREE}<p>Ana Reis led it.</p><div class="k1"><p>{WRITER}</p></div>', WRITER, id="a person of the text"),
        pytest.param(f'{THREE}<div class="k1"><p>{QUOTE}</p></div>', QUOTE, id="somebody's words"),
    ],
)
def test_other_last_boxes_are_text(body: str, last: str) -> None:
    outline = Page("https://news.example/bridge.html", f"<h1>{TITLE}</h1><article>{body}</article>").outline
    kept = [block for block in outline.blocks if block.text and block.text != TITLE]
    assert without_writer(outline, kept)[-1].text == last


def test_explain_tells_the_line_beside_the_article() -> None:
    page = f"<html lang=en><title>{TITLE}</title><main><article><h1>{TITLE}</h1>{THREE}<p><em>{WRITER}</em></p></article></main>"
    url = "https://news.example/2024/05/20/bridge.html"
    told = explain([PageSource(url, page.encode(), "text/html; charset=utf-8")], Site.for_url(url))
    last = next(line for line in told.lines if line.text == WRITER)
    assert (last.fate, last.role) == (DROPPED, "beside the article")


@pytest.mark.parametrize("above", ["<p>Published on 9 June 2021</p>", "<p><b>In short</b></p><p>Port, politics, people</p>"])
def test_a_text_that_begins_with_a_person_is_no_box_behind_its_own_day(above: str) -> None:
    page = Page("https://news.example/2021/06/09/visit.html", f'<h1>{TITLE}</h1>{above}<div class="k1"><p>{AFTER}</p></div>')
    kept = [block for block in page.blocks if block.text and block.element.tag != "h1"]
    assert without_writer(page.outline, kept) == kept
