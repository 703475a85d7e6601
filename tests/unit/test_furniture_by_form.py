"""Prose amid and behind an article that is none of it, in any language: what stands in its box, or below it, tells so."""

# ruff: noqa: E501  markup reads worse when it is broken

import pytest
from lxml import html

from crawler.extract import extract
from crawler.extract.block_model.beside import beside
from crawler.extract.block_model.boxed import boxes_amid
from crawler.extract.block_model.readers import without_readers
from crawler.extract.body.tables import with_whole_rows
from crawler.page.blocks import Block, Outline
from crawler.page.walk import outline

URL = "https://gazeta.example/2024/05/20/kladka.html"
TITLE = "Kładka nad rzeką otwarta dla pieszych"
TEXT = (
    "Od poniedziałku mieszkańcy Rybna mogą przejść na drugi brzeg rzeki bez nadkładania czterech kilometrów drogi.",
    "Kładka ma osiemdziesiąt metrów długości i jest zrobiona z drewna modrzewiowego na stalowych linach.",
    "Gmina zapłaciła za nią dwa miliony złotych, z czego połowę pokrył fundusz wojewódzki.",
    "Zimą most nie będzie solony, tylko posypywany piaskiem, żeby nie niszczyć drewna.",
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def text_of(*around: str) -> str:
    """The text of a page with something after its second paragraph, and something behind it."""
    amid, behind = (*around, "", "")[:2]
    body = f"{paragraphs(*TEXT[:2])}{amid}{paragraphs(*TEXT[2:])}{behind}"
    head = f"<html lang=pl><title>{TITLE}</title><nav><a href=/>Start</a> <a href=/n>Nowe</a></nav>"
    dated = f"<h1>{TITLE}</h1><p>20 maja 2024</p>"
    return extract(f"{head}<div class=kolumna>{dated}{body}</div><footer><a href=/r>Redakcja</a></footer>", URL).text


WHOLE = "\n\n".join(TEXT)
CONSENT = "Klikając „Zgadzam się”, wyrażasz zgodę na zapisywanie danych przez nas i naszych partnerów."


@pytest.mark.parametrize(
    "control",
    ["<a href='#' role=button>Zgadzam się</a> <a href=/p>Więcej</a>", "<a href='javascript:void(0)'>Zgadzam się</a>", "<a href='#'>OK</a>"],
)
def test_a_box_that_ends_with_a_link_that_only_a_script_follows_is_a_question(control: str) -> None:
    box = f"<div><p>{CONSENT}</p><p>Zgodę możesz wycofać w każdej chwili.</p>{control}</div>"
    assert text_of(box) == text_of("", box) == WHOLE


@pytest.mark.parametrize("link", ["<a name=punkt>Punkt drugi</a>", "<a href='#przypis'>przypis</a>"])
def test_a_place_in_the_text_is_no_question(link: str) -> None:
    fact = f"<div><p>Drewno na kładkę ({link}) przyjechało z lasów gminy, bo modrzew z dawnego mostu był już spróchniały.</p></div>"
    assert "spróchniały" in text_of(fact)


def kept_of(markup: str, *dropped: str) -> tuple[Outline, list[Block]]:
    """A page's outline, and its text blocks without some."""
    page = outline(html.fromstring(f"<div>{markup}</div>"))
    return page, [block for block in page.shown() if block.text not in dropped]


def without_boxes(markup: str, *dropped: str) -> list[str]:
    page, kept = kept_of(markup, *dropped)
    boxes = boxes_amid(page, kept)
    return [block.text for block in kept if not any(box.holds(block) for box in boxes)]


def test_a_box_of_which_little_was_kept_behind_the_text_leads_to_a_form() -> None:
    said = ("Ten artykuł jest tylko dla prenumeratorów.", "zostało 1024 znaków", "30 zł / mies.")
    wall = f"{paragraphs(*TEXT)}<div>{paragraphs(*said)}<p><a href=/r>Zarejestruj się tutaj</a></p></div>"
    assert without_boxes(wall, *said[1:], "Zarejestruj się tutaj") == [*TEXT]
    assert without_boxes(wall, "Zarejestruj się tutaj") == [*TEXT, *said]


CARD = "<div><a href=/zamek><img src=/z.jpg alt=''><b>Zamek otwiera podziemia</b> Goście zobaczą lochy, gdzie trzymano proch.</a></div>"


def test_a_line_that_is_one_link_with_its_picture_is_a_card() -> None:
    assert without_boxes(f"{paragraphs(*TEXT)}{CARD}") == [*TEXT]
    several = "".join(CARD.replace("Zamek", name) for name in ("Zamek", "Pałac", "Dwór", "Młyn"))
    assert len(without_boxes(f"{paragraphs(*TEXT)}{several}")) == len(TEXT) + 4  # an article may be a list of such


@pytest.mark.parametrize(
    "left",
    [
        "//cdn.widget.example/js/embed.min.js?v=4.1.7 //cdn.widget.example/js/loader.js //static.widget.example/css/player.css",
        "utm_source=story&amp;utm_medium=inline&amp;utm_campaign=edu2023&amp;cid=7731045",
    ],
)
def test_what_was_meant_for_a_script_is_no_text(left: str) -> None:
    assert text_of(f"<p>{left}</p>") == WHOLE


def test_a_sentence_that_ends_with_dots_or_names_a_script_stays() -> None:
    for line in ("Ładowanie statku trwało do świtu...", "Szkoła uczy dzieci pisać main.js oraz style.css już w piątej klasie."):
        assert line in text_of(f"<p>{line}</p>")


READERS = "".join(
    f"<p>{at}. {name}<br>2{at} maja 2024 21:4{at}<br>{said}</p>"
    for at, name, said in ((1, "Rybak", "Nareszcie nie trzeba jechać dookoła!"), (2, "gość", "Dzięki za wiadomość, idę w sobotę."))
)


def test_lines_of_readers_with_a_day_and_a_time_below_their_names() -> None:
    page, kept = kept_of(f"{paragraphs(*TEXT)}<div><p>Słowo od czytelników 2</p>{READERS}</div>")
    assert [block.text for block in without_readers(page, kept)] == [*TEXT]


def test_a_record_of_days_is_none_of_readers() -> None:
    steps = "".join(f"<p>2{at} maja 2024 21:4{at}<br>Robotnicy wbili {at}0 pali.</p>" for at in (1, 2, 3))
    page, kept = kept_of(f"{paragraphs(*TEXT)}{steps}")
    assert without_readers(page, kept) == kept


@pytest.mark.parametrize(
    "note",
    [
        "<p><strong>O autorze:</strong> Jan Wrzos, rocznik 1985, z wykształcenia leśnik, od dwudziestu lat pisze o rzekach.</p>",
        "<table><tr><td><img src=/w.jpg width=90 alt=''></td><td><b>Об авторе</b><br>Галина Лесникова выращивает розы и ведёт кружок.</td></tr></table>",
        "<p>作者简介：沈若溪，历史学博士，主要从事陶瓷考古研究，发表论文二十余篇。</p>",
    ],
)
def test_what_is_called_a_note_on_the_author_behind_the_text(note: str) -> None:
    assert text_of("", note) == WHOLE


def test_an_author_in_the_text_stays() -> None:
    line = "O autorze projektu kładki wiadomo tylko tyle, że przyjechał z gór."
    assert line in text_of("", f"<p>{line}</p>")


RULES = (
    "Komentarze są sprawdzane przed publikacją. Wulgaryzmy, obelgi, reklamy oraz odnośniki zewnętrzne zostaną skasowane, "
    "a redakcja zastrzega sobie prawo usunięcia każdego wpisu bez uzasadnienia."
)


@pytest.mark.parametrize("box", ["<div class=inf><p>{}</p></div>", "<section class=zasady><p>{}</p></section>"])
def test_rules_below_a_short_text_have_no_word_of_it(box: str) -> None:
    assert text_of("", box.format(RULES)) == WHOLE


def test_rules_in_a_box_among_lines_that_only_breaks_part() -> None:
    lines = "<br><br>".join(TEXT)
    box = f"<div style='border:1px solid'>{RULES}</div>"
    page = f"<html lang=pl><title>{TITLE}</title><div><h1>{TITLE}</h1><p>20 maja 2024</p><div class=post>{lines}<br><br>{box}</div></div>"
    assert extract(page, URL).text == WHOLE


def test_an_address_ends_the_page() -> None:
    assert text_of("", "<hr><address>Zarząd Rzeki, ul. Stara 4. Pisz do nas.</address>") == WHOLE


FOOT = (
    "Wodociągi Górne dostarczają wodę do stu gmin, mają osiemset kilometrów rur i zatrudniają dwieście osób.",
    "Awarię można zgłosić o każdej porze na bezpłatnej linii; dyżurny przyjmie ją i wyśle ekipę.",
)


@pytest.mark.parametrize("day", ["<p>2 czerwca 2020</p>", "<div><time>2020-06-02</time></div>"])
def test_lines_that_end_a_page_behind_the_box_of_a_short_release(day: str) -> None:
    told = "Spółka ogłosiła rozliczenie ceny za rok 2019."
    release = f"<div id=tresc><div><h1>Rozliczenie ceny za rok 2019</h1></div>{day}<p>{told}</p><ul><li><a href=/r.pdf>Rozliczenie (PDF)</a></li></ul></div>"
    page = f"<html lang=pl><title>Rozliczenie ceny za rok 2019</title><body>{release}<div id=stopka><div>{paragraphs(*FOOT)}</div></div>"
    assert extract(page, "https://woda.example/2020/06/02-cena").text == told


def test_lines_behind_the_box_of_a_first_sentence_that_tell_of_it_are_the_text() -> None:
    first, *rest = TEXT
    page = f"<html lang=pl><title>{TITLE}</title><body><div class=top><h1>{TITLE}</h1><p>20 maja 2024</p><p>{first}</p></div><div class=dalej>{paragraphs(*rest)}<p>Mieszkańcy Rybna czekali na drugi brzeg rzeki i kładkę dla pieszych.</p></div>"
    assert "czekali na drugi brzeg" in extract(page, URL).text


def test_readers_whose_days_stand_in_brackets() -> None:
    said = "".join(f"<p><b>{name}</b> ({day})<br>{text}</p>" for name, day, text in (("Jan K.", "18 marca", "Nareszcie!"), ("Ola z Rybna", "20 marca", "Będą pocztówki?")))
    page, kept = kept_of(f"{paragraphs(*TEXT)}<h3>Głosy czytelników</h3>{said}")
    assert [block.text for block in without_readers(page, kept)] == [*TEXT]


def test_a_second_h1_with_its_day_begins_another_article() -> None:
    other = "<hr><h1>Dwie klasy więcej w szkole</h1><p>4 kwietnia 2024, <a href=/a5>Jan Lis</a></p><div><p>Kuratorium potwierdziło otwarcie dwóch klas od jesieni tego roku.</p></div>"
    page = f"<html lang=pl><title>{TITLE}</title><div><h1>{TITLE}</h1><p>20 maja 2024, <a href=/a2>Ewa Kos</a></p><div>{paragraphs(*TEXT)}</div>{other}</div>"
    assert extract(page, URL).text == WHOLE


def test_a_label_without_a_colon_before_a_link_with_a_headline() -> None:
    box = "<div class=w><span>Czytaj także</span><a href=/news/44001>Studenci zbudowali łódź na słońce</a></div>"
    assert without_boxes(f"{paragraphs(*TEXT[:2])}{box}{paragraphs(*TEXT[2:])}") == [*TEXT]
    sentence = "<div class=w><span>Więcej wie</span><a href=/news/44001>Stowarzyszenie Przyjaciół Rzeki</a>.</div>"
    assert len(without_boxes(f"{paragraphs(*TEXT[:2])}{sentence}{paragraphs(*TEXT[2:])}")) == len(TEXT) + 1


def test_a_quotation_that_is_not_to_be_read_out_is_a_copy() -> None:
    copy = "<blockquote aria-hidden=true><p>Gotowaliśmy wodę</p><cite>Ewa Kos, Rybno</cite></blockquote>"
    assert text_of(copy) == WHOLE


def test_a_box_with_a_button_between_two_paragraphs() -> None:
    box = f"<div class=b><p>{CONSENT}</p><button>Zgadzam się</button></div>"
    assert without_boxes(f"<p>{TEXT[0]}</p>{box}<p>{TEXT[1]}</p>") == [*TEXT[:2]]


def test_a_table_of_boxes_between_two_short_sentences_is_whole() -> None:
    rows = "".join(f"<div class=z>{''.join(f'<div class=s>{each}</div>' for each in row)}</div>" for row in (("Towar", "2017", "2018"), ("Drewno", "1,1", "1,6"), ("Sól", "1,4", "1,3")))
    page, kept = kept_of(f"<p>Port przeładował więcej drewna niż soli.</p><div>{rows}</div><p>W tym roku będzie podobnie.</p>", "Towar", "2017", "2018", "Drewno", "1,1", "1,6", "Sól", "1,4", "1,3")
    assert len(with_whole_rows(page, kept)) == 2 + 9


def test_a_label_that_comes_again_between_paragraphs_is_no_text() -> None:
    again = "<div>Dalej po reklamie</div>"
    assert text_of(again, f"{again}<p>Burmistrz przyjechał na otwarcie rowerem.</p>").count("reklamie") == 0
    talk = ("Kiedy most będzie gotowy?", "Wiosną, jeśli pogoda pozwoli.", "A ile będzie kosztował?", "Dwa miliony złotych.")
    lines = "".join(f"<div>{name}</div><p>{said}</p>" for name, said in zip(("Anna Nowak", "Jan Kowal") * 2, talk, strict=True))
    blocks = outline(html.fromstring(f"<div>{lines}</div>"))
    assert not beside(blocks, blocks.blocks)


@pytest.mark.parametrize(("line", "times", "is_label"), [
    ("<div>Dalej po reklamie</div>", 2, True),
    ("<center>Dalej po reklamie</center>", 2, True),
    ("<p><small>Dalej po reklamie</small></p>", 2, True),
    ("<div>Dalej po reklamie</div>", 1, False),  # a line of its own
    ("<div>Po reklamie dalszy ciąg tekstu o nowej kładce</div>", 2, False),  # longer than a label
    ("<p>Dalej po reklamie</p>", 2, False),  # a paragraph as others
    ("<div>Dalej po reklamie.</div>", 2, False),  # a sentence
    ("<section><div>Dalej po reklamie</div></section>", 2, False),  # in boxes, as the text is not
    ("<div><a href=/r>Dalej po reklamie</a></div>", 2, False),  # a link, which others look at
])  # fmt: skip
def test_a_label_is_a_short_line_of_its_own_between_paragraphs_again(line: str, times: int, is_label: bool) -> None:
    page, kept = kept_of("".join(f"<p>{text}</p>{line if at < times else ''}" for at, text in enumerate(TEXT)))
    said = [block.text for block in kept if block.index in beside(page, kept)]
    assert said == ["Dalej po reklamie"] * (times if is_label else 0)


@pytest.mark.parametrize("field", ["<textarea name=t></textarea>", "<input type=email>", "<input type=radio>"])
def test_what_stands_around_a_field_of_a_readers_own_is_no_text(field: str) -> None:
    page, kept = kept_of(f"{paragraphs(*TEXT)}<form><p>Napisz do nas</p>{field}</form>")
    assert [block.text for block in kept if block.index in beside(page, kept)] == ["Napisz do nas"]


@pytest.mark.parametrize(("above", "is_of_table"), [
    (f"<p>{TEXT[0]}</p><h3>Przeładunek</h3>", True),
    (f"<p>{TEXT[0]}</p><h3><a href=/tabele>Przeładunek</a></h3>", False),
    (f"<p>{TEXT[0]}</p><h3 style='display:none'>Przeładunek</h3>", False),
    (f"<p>{TEXT[0]}</p><p>Przeładunek</p>", False),
])  # fmt: skip
def test_a_heading_right_above_a_whole_table_is_of_it(above: str, is_of_table: bool) -> None:
    cells = ("Towar", "2017", "2018", "Drewno", "1,1", "1,6", "Sól", "1,4", "1,3")
    rows = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in cells[at : at + 3])}</tr>" for at in (0, 3, 6))
    page, kept = kept_of(f"{above}<table>{rows}</table><p>{TEXT[1]}</p>", "Przeładunek", *cells)
    whole = [block.text for block in with_whole_rows(page, kept)]
    assert whole[-10:] == [*cells, TEXT[1]]
    assert ("Przeładunek" in whole) is is_of_table


def test_a_heading_above_a_table_that_begins_the_text_is_none_of_it() -> None:
    cells = ("Towar", "2017", "2018", "Drewno", "1,1", "1,6")
    rows = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in cells[at : at + 3])}</tr>" for at in (0, 3))
    page, kept = kept_of(f"<h3>Przeładunek</h3><table>{rows}</table><p>{TEXT[1]}</p>", "Przeładunek")
    assert [block.text for block in with_whole_rows(page, kept)] == [*cells, TEXT[1]]
