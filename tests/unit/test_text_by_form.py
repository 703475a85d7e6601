"""What is no text of an article is told by its form, in any language: hidden, code, boxes, readers, the foot, another article."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.beside import beside
from crawler.extract.block_model.boxed import boxes_amid
from crawler.extract.block_model.select import select_blocks
from crawler.page.page import Page

URL = "https://news.example/2024/05/20/quay.html"
TITLE = "Neuer Kai im Hafen von Esker eröffnet"
TEXT = (
    "Der neue Kai im Hafen von Esker ist am Montag nach drei Jahren Bauzeit eröffnet worden, teilte die Stadt mit.",
    "Er ist vierhundert Meter lang und hat zwei Kräne, die auch bei starkem Wind arbeiten können.",
    "Die Hafenmeisterin dankte den Bauleuten, die im vergangenen Winter auch nachts gearbeitet hatten.",
    "Im Sommer sollen die ersten Kreuzfahrtschiffe anlegen; dafür wird noch eine Halle gebaut.",
)
RELATED = '<aside><h3>Mehr</h3><ul><li><a href="/1">Brücke gesperrt</a></li><li><a href="/2">Markt</a></li></ul></aside>'


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page_of(body: str, behind: str = RELATED) -> str:
    head = f'<html lang="de"><title>{TITLE} | Esker Bote</title><nav><a href="/">Start</a> <a href="/n">Neues</a></nav>'
    foot = '<footer><a href="/i">Impressum</a> © 2024 Esker Bote</footer>'
    dated = f"<h1>{TITLE}</h1><time datetime='2024-05-20'>20.05.2024</time>"
    return f"{head}<div>{dated}{body}</div>{behind}{foot}"


def text_of(body: str, behind: str = RELATED) -> str:
    return extract(page_of(body, behind), URL).text


def amid(*strange: str) -> str:
    """The article with something after its second paragraph."""
    return f"<div>{paragraphs(*TEXT[:2])}{''.join(strange)}{paragraphs(*TEXT[2:])}</div>"


@pytest.mark.parametrize(
    "strange",
    [
        '<div style="position:absolute;left:-9999px">Billige Reisen und Kredite ohne Prüfung finden Sie hier.</div>',
        '<p style="font-size:0;color:#fff">Billige Reisen und Kredite ohne Prüfung finden Sie hier, jeden Tag neu.</p>',
        '<p class="govuk-visually-hidden">Hier beginnt ein Hinweis, den nur die Sprachausgabe vorliest.</p>',
        '<p class="element-invisible">Hier beginnt ein Hinweis, den nur die Sprachausgabe vorliest.</p>',
        '<p class="u-offscreen">Hier beginnt ein Hinweis, den nur die Sprachausgabe vorliest.</p>',
        "<p>.box-12 .inner{margin:0 0 20px;padding:10px}@media(max-width:767px){.box-12 .inner{width:100%}}</p>",
        '<p>tags.push(function(){tags.display("top-1660-0");});var _m=_m||[];(function(){var s="x";})();</p>',
        '<p>[row full_width="stretch"][column width="2/3"]</p>',
        "<p>Normal 0 21 false false false DE X-NONE X-NONE</p>",
    ],
)
def test_what_nobody_sees_or_reads(strange: str) -> None:
    assert text_of(amid(strange)) == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "strange",
    [
        '<div class="k1"><p>Dieser Inhalt wird geladen, wenn Sie dem zustimmen.</p><button>Laden</button></div>',
        '<div class="k1"><div>Zum Thema</div><div><a href="/eis">Eislaufen im Park ab Freitag</a></div>'
        "<div>Die Bahn öffnet eine Woche früher als im vergangenen Jahr.</div></div>",
        '<div class="k1"><h3>Weiterlesen mit Bote plus</h3><p>Testen Sie vier Wochen lang alle Artikel für einen Euro und '
        'unterstützen Sie die Zeitung Ihrer Heimat.</p><ul><li>Jederzeit kündbar.</li></ul><a href="/abo">Jetzt testen</a></div>',
    ],
)
def test_small_boxes_amid_paragraphs(strange: str) -> None:
    assert text_of(amid(strange)) == "\n\n".join(TEXT)


def test_boxes_of_a_list_are_text() -> None:
    """Questions that open their answers, code that can be copied."""
    answers = (
        "Der Kai ist täglich von sechs bis zweiundzwanzig Uhr offen.",
        "Eine Führung kostet vier Euro und dauert eine Stunde.",
        "Hunde dürfen mit, wenn sie an der Leine sind und Platz ist.",
    )
    asked = "".join(f'<div class="q q{n}"><button>Frage</button><p>{text}</p></div>' for n, text in enumerate(answers))
    outline = Page(URL, f"<div>{paragraphs(*TEXT)}{asked}</div>").outline
    assert boxes_amid(outline, outline.blocks) == []
    code = '<div class="code"><button>Kopieren</button><pre>SELECT name\nFROM ships;</pre></div>'
    assert "SELECT name\nFROM ships;" in text_of(amid(code))


@pytest.mark.parametrize(
    "other",
    [
        "<div class='t1'><h1>{0}</h1></div><div class='t2'><span>19.05.2024</span></div><div class='t3'>{1}</div>",
        "<div class='my-5'><h2>{0}</h2><p class='small'>19. Mai 2024</p><div>{1}</div></div>",
        "<hr><h2>{0}</h2><font size='1'>19. Mai 2024</font>{1}",
    ],
)
def test_a_dated_headline_behind_the_text_begins_another_article(other: str) -> None:
    more = (
        "In der Mühlgasse ist am Sonntag ein neuer Spielplatz übergeben worden, mit einer Wand zum Klettern.",
        "Er hat zwanzigtausend Euro gekostet, und die Leute der Gasse haben zwei Bänke geschenkt.",
    )
    second = other.format("Spielplatz in der Mühlgasse", paragraphs(*more))
    assert text_of(f"<div class='a'>{paragraphs(*TEXT)}{second}</div>") == "\n\n".join(TEXT)
    assert text_of(f"<div class='a'>{paragraphs(*TEXT)}</div>{second}") == "\n\n".join(TEXT)


def test_days_under_headings_are_a_chronicle() -> None:
    days = "".join(f"<h2>Schritt {n}</h2><p>{n}. März 2024</p><p>{text}</p>" for n, text in enumerate(TEXT[1:], 1))
    assert all(text in text_of(f"<div>{paragraphs(TEXT[0])}{days}</div>") for text in TEXT)


@pytest.mark.parametrize(
    "readers",
    [
        "<div class='z4'><div>3 Meinungen</div><div><b>Cida M.</b> <span>vor 2 Stunden</span><div>{0}</div></div>"
        "<div><b>Walter</b> <span>vor 5 Stunden</span><div>{1}</div></div></div>",
        "<dl><dt><b>~alter_seemann</b> 2024-05-21 18:22</dt><dd>{0}</dd><dt><b>~gast</b> 2024-05-22 07:45</dt><dd>{1}</dd></dl>",
    ],
)
def test_readers_below_an_article(readers: str) -> None:
    said = ("Ich wohne daneben und höre bisher nichts davon.", "Und wo sollen die Autos hin, wenn Schiffe da sind?")
    assert text_of(f"<div>{paragraphs(*TEXT)}</div>{readers.format(*said)}") == "\n\n".join(TEXT)


def test_nor_are_they_text_of_its_second_page() -> None:
    said = (
        ("Cida M.", 2, "Ich wohne daneben und höre bisher nichts davon, aber meine Nachbarin sagt, es war nachts laut."),
        ("Walter", 5, "Und wo sollen die Autos hin, wenn dort im nächsten Sommer die ersten Schiffe liegen und alle kommen?"),
    )
    readers = "".join(f"<p><b>{name}</b> vor {hours} Stunden</p><p>{text}</p>" for name, hours, text in said)
    more = tuple(f"{number} {text}" for number, text in enumerate(TEXT, 1))
    first = Page(URL, page_of(f"<div>{paragraphs(*TEXT)}</div>"))
    second = Page(URL, page_of(f"<div>{paragraphs(*more)}<div>{readers}</div></div>"))
    assert [block.text for block in select_blocks([first, second]).parts[1].body] == list(more)


def test_terms_with_numbers_are_no_readers() -> None:
    steps = "".join(f"<p><b>Schritt:</b> {n} Wochen</p><p>{text}</p>" for n, text in enumerate(TEXT, 1))
    assert all(text in text_of(f"<div>{paragraphs(TEXT[0])}{steps}</div>") for text in TEXT)


def test_the_foot_of_a_site_is_no_text_of_a_short_article() -> None:
    links = "".join(f'<li><a href="/{n}">Meldung Nummer {n}</a></li>' for n in range(3))
    foot = paragraphs(
        "Esker Bote GmbH, Am Kai 1, 26000 Esker. Eingetragen beim Amtsgericht Emden unter der Nummer 4711.",
        "Die Texte dieser Seite dürfen nur mit schriftlicher Erlaubnis der Redaktion verwendet werden.",
    )
    assert text_of(f"<div>{paragraphs(TEXT[0])}</div>", f"<ul>{links}</ul><div class='b1'>{foot}</div>") == TEXT[0]


@pytest.mark.parametrize("holder", ["<template id='story'>{}</template>", "<noscript><div>{}</div></noscript>"])
def test_a_body_that_scripts_copy_is_read_where_nothing_is_shown(holder: str) -> None:
    assert text_of("<div data-mount='story'></div>" + holder.format(paragraphs(*TEXT))) == "\n\n".join(TEXT)
    copy = "<p>Bitte schalten Sie Skripte ein.</p><p>Ohne sie ist der Text nicht zu sehen.</p>"
    assert text_of(f"<div>{paragraphs(*TEXT)}</div>{holder.format(copy)}") == "\n\n".join(TEXT)


def test_a_lone_by_line_above_the_text() -> None:
    assert text_of(f"<div><p>Von Jonas Weidling</p>{paragraphs(*TEXT)}</div>") == "\n\n".join(TEXT)


def test_a_release_that_is_a_document_has_no_text_in_the_foot() -> None:
    document = '<div class="c"><p><a href="/f/2024-05-20.pdf">Mitteilung als PDF, 412 KB</a></p></div>'
    links = "".join(f'<li><a href="/{n}">Meldung Nummer {n}</a></li>' for n in range(3))
    foot = paragraphs("Hafen Esker GmbH, Am Kai 1, 26000 Esker. Eingetragen beim Amtsgericht Emden unter der Nummer 4711.")
    head = f"<html lang='de'><title>{TITLE}</title><div><h1>{TITLE}</h1>{document}</div>"
    article = extract(f"{head}<ul>{links}</ul><div class='b1'>{foot}</div>", URL)
    assert article.text == ""
    assert [each.url for each in article.attachments] == ["https://news.example/f/2024-05-20.pdf"]


def test_figures_that_a_style_raises_are_not_fused() -> None:
    raised = '<p>Die Fläche wuchs von 120<span style="vertical-align:super">1</span> auf 300 Hektar im Jahr 2019.</p>'
    assert "von 120¹ auf 300 Hektar" in text_of(amid(raised))


def test_a_table_of_links_below_headings_is_whole() -> None:
    cell = '<td><a href="/{0}">{1}</a></td>'
    rows = (("Los 1", "Mitte", "Offen"), ("Los 2", "Hafen", "Offen"), ("Los 3", "Alt", "Zu"))
    table = "".join(f"<tr>{''.join(cell.format(n, each) for n, each in enumerate(row))}</tr>" for row in rows)
    text = text_of(amid(f"<table><tr><th>Los</th><th>Ort</th><th>Stand</th></tr>{table}</table>"))
    assert "\n".join(" | ".join(row) for row in (("Los", "Ort", "Stand"), *rows)) in text


def test_a_table_around_the_headline_lays_the_page_out() -> None:
    first = "Die Brücke am alten Hafen bleibt am Freitag zwischen acht und vierzehn Uhr für alle Wagen gesperrt."
    second = "Busse halten so lange am Markt, teilte die Stadt am Montag mit."
    above = f"<td><h1>Brücke gesperrt</h1><p>{first}</p></td><td><p>{second}</p></td>"
    cells = (above, "<td><p>Im Juni folgt die Mole.</p></td><td><p>Der Markt bleibt offen.</p></td>")
    body = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    assert " | " not in extract(f"<html lang='de'><title>Bote</title><body>{body}</body></html>", URL).text


def test_what_a_script_was_to_fill_in_is_no_text() -> None:
    left = '{{item.status === "published" ? "Erschienen" : item.status}}'
    outline = Page(URL, f"<div>{paragraphs(*TEXT, left, 'Der Name steht in {{item.name}}.')}</div>").outline
    assert beside(outline, outline.blocks) == {len(TEXT)}
