"""What the rules that tell furniture by its form leave alone: each of their conditions, on the smallest page that needs it."""

from collections.abc import Sequence

import lxml.html
import pytest

from crawler.extract.block_model.beside import beside
from crawler.extract.block_model.boxed import boxes_amid
from crawler.extract.block_model.edges import without_edges
from crawler.extract.block_model.ends import up_to_the_end
from crawler.extract.block_model.foot import above_the_foot
from crawler.extract.block_model.readers import without_readers
from crawler.extract.block_model.writer_box import without_writer
from crawler.extract.body.images import image_of
from crawler.extract.fields.title import Title, find_title
from crawler.page.blocks import Block
from crawler.page.page import Page

URL = "https://news.example/2024/05/20/quay.html"
TITLE = "The new quay of Esker is open"
A, B, C, D = (
    "The new quay of Esker was opened on Monday after three years of work, the town said in a statement.",
    "It is four hundred metres long and has two cranes that can work in strong wind as well.",
    "The harbour master thanked the builders, who worked at night during the last winter.",
    "In summer the first cruise ships are to call; a hall will be built for them.",
)


def page(body: str) -> Page:
    return Page(URL, f"<title>{TITLE}</title><div class='head'><h1>{TITLE}</h1></div>{body}")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def kept_of(read: Page, *without: str) -> list[Block]:
    """All that is shown below the headline, but for links and some lines."""
    return [block for block in read.outline.shown(1) if block.text not in without and block.link_chars < len(block.text)]


def texts_in(boxes: Sequence[object], read: Page) -> list[str]:
    return [block.text for box in boxes for block in read.blocks if box.holds(block)]  # type: ignore[attr-defined]


BUTTON = "<div class='k'><p>This content is loaded when you agree.</p>{}<button>Load</button></div>"
TEASER = "<div class='k'><b>More</b><div><a href='/ice'>Skating in the park from Friday on</a></div><p>A week earlier.</p></div>"


def test_small_boxes_are_told_amid_paragraphs_alone() -> None:
    for box in (BUTTON.format(""), TEASER):
        read = page(f"<div>{paragraphs(A, B)}{box}{paragraphs(C)}</div>")
        assert boxes_amid(read.outline, kept_of(read))
    for body in (
        f"<div>{paragraphs(A)}{BUTTON.format('')}</div>",  # no text of several paragraphs
        f"<div>{paragraphs(A, B)}{BUTTON.format('<img src=/quay.jpg width=900>')}{paragraphs(C)}</div>",  # a picture that grows
        f"<div>{paragraphs(A, B, C)}{TEASER}</div>",  # behind the text
    ):
        read = page(body)
        assert texts_in(boxes_amid(read.outline, kept_of(read)), read) == []


@pytest.mark.parametrize(
    ("heads", "is_left"),
    [("<h3>Read on with Bote plus</h3>", True), ("<h3>One</h3><h3>Two</h3><h3>Three</h3>", False), ("<h3>It is so.</h3>", False)],
)
def test_a_heading_whose_prose_is_gone(heads: str, is_left: bool) -> None:
    gone = f"{D} {C}"
    read = page(f"<div>{paragraphs(A, B)}<div class='k'>{heads}{paragraphs(gone)}</div>{paragraphs(C)}</div>")
    assert (boxes_amid(read.outline, kept_of(read, gone)) != []) is is_left


SIGNED = "<div><b>Cida M.</b> 2 hours</div>"


@pytest.mark.parametrize(
    ("body", "last"),
    [
        (paragraphs(A, B, C) + "<div>2 opinions</div>" + (SIGNED + paragraphs(D)) * 2, C),  # with the line above them
        (paragraphs(A, B, C) + SIGNED + paragraphs(D), D),  # one such line
        (paragraphs(A, B, C) + ("<div><b>Step</b>: 2 weeks</div>" + paragraphs(D)) * 2, D),
        (paragraphs(A, B, C) + ("<div><b>Step:</b> 2 weeks</div>" + paragraphs(D)) * 2, D),
        (paragraphs(A) + (SIGNED + paragraphs(D)) * 2, D),  # too little before them
    ],
)
def test_lines_of_readers(body: str, last: str) -> None:
    read = page(f"<div>{body}</div>")
    assert without_readers(read.outline, kept_of(read))[-1].text == last


def said(*names: str, tag: str = "div") -> str:
    """What readers wrote, each in a box of one form."""
    return "".join(f"<{tag} class=one><p>{name}</p><p>{D}</p></{tag}>" for name in names)


NORA, TANO = "<b>Nora_B</b> dijo:", "<b>tanoviejo</b> dijo:"


@pytest.mark.parametrize(
    ("body", "is_of_readers"),
    [
        ("<h3>2 comentarios</h3>" + said(NORA, TANO), True),
        ("<div><h3>Comments (2)</h3></div>" + said(NORA, TANO), True),  # below the box that it has to itself
        ("<h3>2 comentarios</h3><ul>" + said(NORA, TANO, tag="li") + "</ul>", True),
        ("<h3>1 comentario</h3>" + said(NORA), True),
        ("<h3>3 comentarios</h3>" + said(NORA, TANO), False),  # of another number
        ("<h3>2</h3>" + said(NORA, TANO), False),
        ("<h3>Lo que dicen 2 de ellos</h3>" + said(NORA, TANO), False),  # too many words
        ("<h3>2 consejos</h3>" + f"<div class=one><h4><b>Bueno</b></h4><p>{D}</p></div>" * 2, False),
        ("<h3>2 fotos</h3>" + "<div class=one><img src=a.jpg></div>" * 2, False),
        ("<h3>2 consejos para la casa</h3>" + said(NORA, TANO), False),
        ("<h3>2 comentarios</h3>" + said("Nora_B dijo:", "tanoviejo dijo:"), False),  # nothing stands out
        ("<h3>2 preguntas</h3>" + said("<b>¿Quién paga?</b>", "<b>¿Y cuándo?</b>"), False),
        ("<h3>2 cuentas</h3>" + said("<b>Junio</b> fue el peor de los meses que recuerdan", "<b>Julio</b> fue mejor"), False),
        ("<h3>2 comentarios</h3>" + said("<b>Las orillas del río y sus molinos</b>", NORA), False),
        ("<h3>2 comentarios</h3>" + "<div class=one><p><b>Nora_B</b></p></div>" * 2, False),  # who said nothing
    ],
)
def test_as_many_readers_as_a_line_says(body: str, is_of_readers: bool) -> None:
    read = page(f"<div>{paragraphs(A, B, C)}{body}</div>")
    kept = kept_of(read)
    assert without_readers(read.outline, kept) == (kept[:3] if is_of_readers else kept)


def test_the_last_of_the_readers_may_have_lost_what_they_said() -> None:
    read = page(f"<div>{paragraphs(A, B, C)}{(SIGNED + paragraphs(D)) * 2}</div>")
    assert without_readers(read.outline, kept_of(read)[:-1])[-1].text == C


LINKS = "<ul><li><a href='/1'>Bridge closed</a></li><li><a href='/2'>Market</a></li><li><a href='/3'>Trams run</a></li></ul>"
SAYS = "Esker News Ltd., 1 Quay Road, Esker. Registered under number 4711 with the court of the town."


@pytest.mark.parametrize(
    ("body", "last"),
    [
        (f"<div>{paragraphs(A)}</div>{LINKS}<div class='b'>{paragraphs(SAYS)}</div><p>© Esker News</p>", A),
        (f"<div>{paragraphs(A)}{LINKS}{paragraphs(SAYS)}</div>", SAYS),  # in the box of the text
        (f"<div>{paragraphs(A)}</div>{LINKS}<main>{paragraphs(SAYS)}</main>", SAYS),
        (f"<div>{paragraphs(A)}</div>{LINKS}<div class='b'>{paragraphs(SAYS)}</div><i>{D} {C}</i>", SAYS),  # more behind it
        (f"<div><p>Monday</p></div>{LINKS}<div class='b'>{paragraphs(SAYS)}</div>", SAYS),  # no sentence before it
    ],
)
def test_the_foot(body: str, last: str) -> None:
    read = page(body)
    assert above_the_foot(read.outline, kept_of(read, "© Esker News", f"{D} {C}"), 0)[-1].text == last


OFFICE = "Harbour Office was founded in 1900 and cares for ships, quays and lights of the whole coast since then."


def test_a_body_is_no_writer() -> None:
    read = page(f"<div>{paragraphs(A, B)}<div class='who'>{paragraphs(OFFICE)}</div></div>")
    assert without_writer(read.outline, kept_of(read))[-1].text == OFFICE


DAY = "<p>19 May 2024</p>"


@pytest.mark.parametrize(
    ("body", "last"),
    [
        (f"<div>{paragraphs(A, B, C)}<h2>A playground is open</h2>{DAY}{paragraphs(D)}</div>", C),
        (f"<div>{paragraphs(A)}<h2>A playground is open</h2>{DAY}{paragraphs(B, C, D)}</div>", D),  # nearly all is below it
        (f"<div>{paragraphs(A, B, C)}<div class='k'><h2>A playground is open</h2>{DAY}</div>{paragraphs(D)}</div>", D),  # a card
        (f"<div>{paragraphs(A, B, C)}<h2><a href='/x'>A playground</a></h2>{DAY}{paragraphs(D)}</div>", D),
    ],
)
def test_a_dated_headline(body: str, last: str) -> None:
    read = page(body)
    assert up_to_the_end(read.outline, kept_of(read), 0)[-1].text == last


@pytest.mark.parametrize(
    ("line", "is_left_out"),
    [
        ("<p>.box{margin:0 0 20px;padding:10px}.box p{width:100%;}</p>", True),
        ("<pre>.box{margin:0 0 20px;padding:10px}.box p{width:100%;}</pre>", False),
        ("<p>The set {a; b} is small, and f() = {0} for it</p>", False),
        ("<p>A rule is written .box{margin:0;padding:0} and a second one .tip{width:9px;} after it.</p>", False),
    ],
)
def test_code(line: str, is_left_out: bool) -> None:
    read = page(f"<div>{paragraphs(A, B)}{line}{paragraphs(C)}</div>")
    assert (beside(read.outline, kept_of(read)) != frozenset()) is is_left_out


@pytest.mark.parametrize(
    ("style", "inside", "is_shown"),
    [
        ("position:absolute;left:-9999px", "<p>{}</p>", False),
        ("position:relative;left:-2776px", "<p>{}</p>", True),  # a gallery's picture that waits for its turn
        ("font-size:0", "{}", False),
        ("font-size:0", "<p>{}</p>", True),  # against gaps between boxes, which have sizes of their own
    ],
)
def test_styles_that_hide(style: str, inside: str, is_shown: bool) -> None:
    read = page(f"<div style='{style}'>{inside.format(B)}</div>{paragraphs(A, C)}")
    assert (B in [block.text for block in read.outline.shown()]) is is_shown


def test_a_notice_for_pages_without_scripts_is_no_body() -> None:
    notice = "This page needs scripts to show its text. Please allow them in your browser, and load it again then."
    notice += " If nothing is to be seen all the same, please call us, or write to the office of the harbour."
    shown = page(f"<div id=app></div><noscript><p>{notice}</p></noscript>").outline.shown()
    assert notice not in [block.text for block in shown]


LONGER = "The new quay of Esker is open for ships"


@pytest.mark.parametrize(
    ("heading", "link", "line", "title"),
    [
        ("The quay", "/press", LONGER, LONGER),
        ("The quay", URL, LONGER, "The quay"),  # a list that links the page itself
        ("The quay", "/press", "Many ships for sale here", "The quay"),  # a line whose words the text has not
        ("A new quay for all ships", "/press", "The town of Esker", "A new quay for all ships"),  # a shorter line
    ],
)
def test_a_heading_that_a_link_repeats(heading: str, link: str, line: str, title: str) -> None:
    menu = f"<ul><li><a href='/'>Home</a></li><li><a href='{link}'>{heading}</a></li></ul>"
    text = f"<p><b>{line}</b></p><p>20 May 2024</p><div class='text'>{paragraphs(A, B, C, D)}</div>"
    read = Page(URL, f"<title>{heading} - Works</title>{menu}<main><h1>{heading}</h1>{text}</main>")
    first = next(block.index for block in read.blocks if block.text == A)
    assert find_title(read, None, (first, first + 3)).text == title


def test_the_picture_that_a_script_fills_in() -> None:
    (picture,) = lxml.html.fromstring(
        "<p><img src='/quay.jpg?w=24' data-srcset='/quay.jpg?w=480 480w, /quay.jpg?w=1600 1600w'></p>"
    ).iter("img")
    found = image_of(picture, lambda href: href)
    assert found is not None
    assert found.url == "/quay.jpg?w=1600"


def test_figures_set_below_the_line() -> None:
    read = page("<p>It binds CO<span style='vertical-align:sub'>2</span> from the air.</p>")
    assert "CO₂" in read.blocks[-1].text


@pytest.mark.parametrize(("line", "first"), [("<p>By Ana Reis</p>", A), ("<h2>By Ana Reis</h2>", "By Ana Reis")])
def test_a_by_line_above_the_text(line: str, first: str) -> None:
    read = page(f"<div>{line}{paragraphs(A, B)}</div>")
    assert without_edges(read, kept_of(read), Title(TITLE))[0].text == first
