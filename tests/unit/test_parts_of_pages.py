"""A company's boilerplate is a part of the release in whatever markup, language and place, and no part of what is compared."""

from collections.abc import Callable

import pytest

from crawler.extract.article import read_article
from crawler.extract.body.assemble import assemble, plain_text
from crawler.extract.body.compose import compose
from crawler.extract.body.part_blocks import part_blocks
from crawler.extract.body.release_parts import split_release
from crawler.items import Extraction, line
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.difference import difference
from tests.property.changing import headline, story

URL = "https://news.example.com/news/1.html"
SITE = Site.for_url("https://news.example.com/news/", "example")
Part = tuple[str, str, str]  # kind, heading, text

PARTS: dict[str, tuple[str, Part, Part, Part]] = {
    "English": ("en",
        ("about", "About Harbour Lines", "Harbour Lines has run forty ferries between the islands since 1921."),
        ("contacts", "Media contacts", "Jane Miller\nPress Office\n+44 20 7946 0123\npress@harbourlines.example"),
        ("forward_looking", "Forward-looking statements", "This release contains forward-looking statements which involve risks. "
         "The company undertakes no obligation to update them.")),
    "German": ("de",
        ("about", "Über die Hafenlinien AG", "Die Hafenlinien AG betreibt seit 1921 vierzig Fähren zwischen den Inseln."),
        ("contacts", "Pressekontakt", "Erika Muster\nPressestelle\nTelefon: +49 40 123456\npresse@hafenlinien.example"),
        ("forward_looking", "Zukunftsgerichtete Aussagen", "Der Text enthält zukunftsgerichtete Aussagen mit Risiken.")),
    "French": ("fr",
        ("about", "À propos de la Compagnie des Ports", "La Compagnie des Ports exploite quarante bacs depuis 1921."),
        ("contacts", "Contacts presse", "Jeanne Martin\nTéléphone : +33 1 23 45 67 89\npresse@ports.example"),
        ("forward_looking", "Déclarations prospectives", "Ce communiqué contient des déclarations prospectives et des risques.")),
    "Chinese": ("zh",
        ("about", "关于海港航运", "海港航运成立于1921年，在各岛与大陆之间经营四十条轮渡航线，员工两千三百人。"),
        ("contacts", "媒体联系人", "王小明\n电话：010-12345678\n邮箱：press@haigang.example"),
        ("forward_looking", "前瞻性声明", "本新闻稿包含前瞻性陈述，涉及风险和不确定性，实际结果可能与预期存在重大差异。")),
    "Japanese": ("ja",
        ("about", "ハーバーライン株式会社について", "ハーバーライン株式会社は1921年に設立され、四十隻の船を運航しています。"),
        ("contacts", "報道関係者お問い合わせ先", "広報部 山田\n電話：03-1234-5678\npress@harbour.example"),
        ("forward_looking", "将来予測に関する注意事項", "将来予測に関する記述が含まれます。")),
    "Italian": ("fr",
        ("about", "Informazioni su Linee del Porto", "Linee del Porto gestisce dal 1921 quaranta traghetti."),
        ("contacts", "Ufficio comunicazione", "Maria Rossi\nTel. +39 06 1234567\nstampa@porto.example"),
        ("forward_looking", "Dichiarazioni previsionali", "Il comunicato contiene dichiarazioni previsionali.")),
    "Dutch": ("de",
        ("about", "Over Havenlijnen", "Havenlijnen vaart sinds 1921 met veertig veerboten tussen de eilanden en het vasteland."),
        ("contacts", "Voor de redactie", "Jan Jansen\nTelefoon: +31 20 123 4567\npers@haven.example"),
        ("forward_looking", "Toekomstgerichte verklaringen", "Dit bericht bevat toekomstgerichte verklaringen met risico's.")),
    "Russian": ("en",
        ("about", "О компании «Портовые линии»", "«Портовые линии» с 1921 года эксплуатируют сорок паромов между островами."),
        ("contacts", "Пресс-служба", "Мария Иванова\nТел.: +7 495 123-45-67\npress@port.example"),
        ("forward_looking", "Заявления прогнозного характера", "Пресс-релиз содержит прогнозные заявления.")),
    "Korean": ("ja",
        ("about", "하버라인 소개", "하버라인은 1921년에 설립되어 사십 척의 여객선을 운항하는 회사입니다."),
        ("contacts", "언론 문의", "홍보팀 김민수\n전화: 02-1234-5678\npress@harbour.example"),
        ("forward_looking", "미래예측진술", "본 보도자료에는 위험과 불확실성을 수반하는 미래예측진술이 포함되어 있습니다.")),
}  # fmt: skip


def _lines(text: str) -> str:
    return "<br>".join(text.split("\n"))


FORMS: dict[str, Callable[[str, str], str]] = {
    "heading": lambda head, text: f"<h3>{head}</h3>" + "".join(f"<p>{each}</p>" for each in text.split("\n")),
    "bold line": lambda head, text: f"<p><strong>{head}</strong></p><p>{_lines(text)}</p>",
    "one paragraph": lambda head, text: f"<p><strong>{head}</strong><br>{_lines(text)}</p>",
    "box": lambda head, text: f'<div class="boilerplate"><h4>{head}</h4><div>{_lines(text)}</div></div>',
    "list": lambda head, text: f"<section><h2>{head}</h2><ul><li>{'</li><li>'.join(text.split(chr(10)))}</li></ul></section>",
    "aside": lambda head, text: f'<aside class="press"><h3>{head}</h3><address>{_lines(text)}</address></aside>',
}


def read(name: str, form: str, inside: bool, year: str = "1921", paragraphs: int = 9) -> Extraction:
    language, *parts = PARTS[name]
    written = "".join(FORMS[form](head, text.replace("1921", year)) for _, head, text in parts)
    body = "".join(f"<p>{each}</p>" for each in story(language, 1)[:paragraphs])
    title = headline(language, 1)
    page = f"""<!doctype html><html><head><meta charset=utf-8><title>{title} | X</title></head><body>
<header><a href=/>Home</a><nav><a href=/about>About us</a> <a href=/contact>Contact</a></nav></header>
<main><article><h1>{title}</h1><p class=date>2026-04-02</p><div class="text">{body}{written if inside else ""}</div>
{"" if inside else written}</article></main><footer><h4>Contact us</h4><p>Harbour House, 1 Quay Street. Tel. +44 20 1111 2222
office@site.example</p>
<h4>About Example</h4><p>Example is a company that has a web site since 1921, as its footer says.</p></footer>
</body></html>"""
    return read_article([Page(URL, page)], SITE)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PARTS)
def test_about_contacts_and_safe_harbor_are_parts(name: str, form: str) -> None:
    language, *parts = PARTS[name]
    for inside in (True, False):
        found = read(name, form, inside)
        assert [each for each in story(language, 1) if each not in found.text] == []
        for kind, head, text in parts:
            mine = "\n".join(each.text for each in found.release_parts if each.kind == kind)
            assert [each for each in (head, *text.split("\n")) if each not in mine or each in found.text] == []
        assert "Quay Street" not in found.text + str(found.release_parts)
        assert "footer says" not in found.text + str(found.release_parts)


@pytest.mark.guarantee(24)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PARTS)
def test_an_edit_of_boilerplate_alone_is_no_event(name: str, form: str) -> None:
    before, now = read(name, form, True), read(name, form, True, "1922")
    assert before.release_parts != now.release_parts
    assert difference(line(before), line(now)).event == "unchanged"


def test_boilerplate_far_longer_than_the_news_is_still_none() -> None:
    found = read("English", "heading", inside=True, paragraphs=1)
    assert found.text == story("en", 1)[0]
    assert {each.kind for each in found.release_parts} == {"about", "contacts", "forward_looking"}


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("About the new berth", "The new berth is forty metres long and was built in eleven months by a firm from the north."),
        ("Over 500 visitors", "The opening was attended by more than five hundred visitors from all of the islands."),
        ("Om natten", "The crossings at night remain as they were, with one ferry an hour in both directions until five."),
        ("Registration", "Please register for the opening by the first of May at opening@harbourlines.example."),
        ("Sobre todo", "Los barcos salen cada hora, también de noche, y no hace falta reservar plaza para bicicletas."),
    ],
)
def test_headings_of_news_stay_in_the_text(heading: str, below: str) -> None:
    one, two, *rest = story("en", 2)
    body = f"<p>{one}</p><p>{two}</p><h3>{heading}</h3><p>{below}</p>" + "".join(f"<p>{each}</p>" for each in rest)
    page = f"<html><body><article><h1>{headline('en', 2)}</h1><div>{body}</div></article></body></html>"
    found = read_article([Page(URL, page)], SITE)
    assert below in found.text
    assert found.release_parts == []


def split(body: str) -> tuple[str, list[str]]:
    """(text, parts) of a page all of whose blocks are taken for the article's."""
    page = Page(URL, f"<html><body><article><div>{body}</div></article></body></html>")
    found = part_blocks(page.outline, page.blocks)
    taken = {block.index for _, blocks in found for block in blocks}
    release = split_release(assemble(compose(page, [block for block in page.blocks if block.index not in taken])), "en")
    assert {kind for kind, _ in found} | {each.kind for each in release.parts} <= {"contacts"}
    return release.body.text, [plain_text(compose(page, blocks)) for _, blocks in found] + [each.text for each in release.parts]


CLINICS = [
    ("Northgate Practice", "12 North Road", "Room 4", "+44 20 7946 0101", "north@clinics.example", "Open to all ages"),
    ("Praxis am Markt", "Marktplatz 3", "2. Stock", "+49 40 1234501", "markt@clinics.example", "Nach Vereinbarung"),
    ("南门诊所", "南门路8号", "三楼", "010-12345670", "nanmen@clinics.example", "周一至周五"),
    ("Ambulatorio del Porto", "Via Mare 7", "Piano terra", "+39 06 1234501", "porto@clinics.example", "Senza appuntamento"),
    ("Southgate Practice", "3 South Road", "Room 1", "+44 20 7946 0102", "south@clinics.example", "Under fourteen"),
]  # fmt: skip
LISTED: dict[str, Callable[[tuple[str, ...]], str]] = {
    "headings": lambda card: f"<h3>{card[0]}</h3>" + "".join(f"<p>{each}</p>" for each in card[1:]),
    "bold lines": lambda card: f"<p><b>{card[0]}</b></p><p>{'<br>'.join(card[1:])}</p>",
    "paragraphs": lambda card: f"<p>{'<br>'.join(card)}</p>",
    "definitions": lambda card: f"<dl><dt>{card[0]}</dt><dd>{'</dd><dd>'.join(card[1:])}</dd></dl>",
}


@pytest.mark.parametrize("ending", ["", "<p>Walk-in hours change in the summer, and the list is printed anew each spring.</p>"])
@pytest.mark.parametrize("form", LISTED)
def test_a_list_of_places_with_their_addresses_is_the_article(form: str, ending: str) -> None:
    """No card of it is a part, whether the article goes on behind them or not."""
    news = "".join(f"<p>{each}</p>" for each in story("en", 2)[:1])
    text, parts = split(news + "".join(map(LISTED[form], CLINICS)) + ending)
    assert [each for card in CLINICS for each in card if each not in text] == []
    assert parts == []


@pytest.mark.parametrize("form", LISTED)
def test_a_card_in_the_middle_of_the_news_is_none_of_its_parts(form: str) -> None:
    news = [f"<p>{each}</p>" for each in story("en", 2)]
    text, parts = split("".join(news[:3]) + LISTED[form](CLINICS[3]) + "".join(news[3:]))
    assert "porto@clinics.example" in text
    assert parts == []


@pytest.mark.parametrize("heading", ["Media contacts", "Pressekontakt", "媒体联系人", "Ufficio comunicazione", "Lehdistö"])
@pytest.mark.parametrize("last", ["<ul><li>Two cranes</li><li>Four ferries</li></ul>", "<p>Four ferries</p>"])
def test_the_last_line_of_the_news_is_no_heading_of_the_card_below(heading: str, last: str) -> None:
    news = "".join(f"<p>{each}</p>" for each in story("en", 2))
    text, parts = split(f"{news}{last}<p><b>{heading}</b></p><p>Jane Miller</p><p>press@harbourlines.example</p>")
    assert "Four ferries" in text
    assert [each.split("\n")[0] for each in parts] == [heading]


def test_contacts_end_with_their_last_address() -> None:
    news = "".join(f"<p>{each}</p>" for each in story("de", 2))
    card = "<h3>Auskunft der Firma</h3><p>Hafenlinien AG</p><p>auskunft@hafenlinien.example</p>"
    text, parts = split(f"{news}{card}<p>Hamburg</p><p>Bremen</p><p>Kiel</p><p>Stade</p>")
    assert text.endswith("Hamburg\n\nBremen\n\nKiel\n\nStade")
    assert parts == ["Auskunft der Firma\n\nHafenlinien AG\n\nauskunft@hafenlinien.example"]


@pytest.mark.parametrize("heading", ["Contact us", "About the author", "Kontakt"])
def test_a_heading_whose_address_belongs_to_something_else_begins_no_part(heading: str) -> None:
    news = "".join(f"<p>{each}</p>" for each in story("en", 2))
    card = f"<p><b>{heading}</b></p><p>Share</p><p>All: press@harbour.example</p>"
    page = Page(URL, f"<html><body><article>{news}{card}</article></body></html>")
    assert part_blocks(page.outline, page.blocks) == []
