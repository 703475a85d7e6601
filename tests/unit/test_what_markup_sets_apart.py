"""What only markup sets apart: words of a headline, an office beside a name, a notice above the headline, a row of pictures."""

import json

import pytest

from crawler.extract import extract
from crawler.items import Extraction
from tests.unit.lifeboat import BODY, TITLE, URL

DAY = "<p>5 mars 2024</p>"


def read(main: str, head: str = "", title: str = TITLE) -> Extraction:
    menu = "<nav><a href=/>Accueil</a></nav>"
    return extract(f"<html lang=fr><title>{title}</title>{head}<body>{menu}<div>{main}</div></body>", URL)


@pytest.mark.parametrize("first", ["La", "La station"])
def test_words_of_a_headline_in_elements_of_their_own_are_no_kicker(first: str) -> None:
    spans = f"<h1><span>{first}</span> <span>{TITLE.removeprefix(first).strip()}</span></h1>"
    assert read(f"{spans}{DAY}{BODY}", f"<meta property=og:title content='{TITLE}'>").title == TITLE


def test_a_kicker_that_no_claim_has_is_none_of_the_title() -> None:
    spans = f"<h1><span>Sauvetage</span> <span>{TITLE}</span></h1>"
    assert read(f"{spans}{DAY}{BODY}", f"<meta property=og:title content='{TITLE}'>").title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "<div class=firma>Por <span class=nombre>Julia Caro</span><span class=cargo>Corresponsal en A Coruña</span></div>",
        "<p>Por <b>Julia Caro</b> <i>Corresponsal en A Coruña</i></p>",
        "<p><b>Por Julia Caro</b> <i>Corresponsal</i></p>",
    ],
)
def test_an_office_in_an_element_of_its_own_is_none_of_the_name(line: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{line}{DAY}{BODY}").authors == ["Julia Caro"]


def test_of_two_objects_without_addresses_the_one_with_the_headline_is_the_pages() -> None:
    def news(headline: str, day: str, name: str) -> dict[str, object]:
        return {"@type": "NewsArticle", "headline": headline, "datePublished": day, "author": {"name": name}}

    other, own = news("La mairie déménage", "2024-02-01", "Jo Roux"), news(TITLE, "2024-03-05", "Anne Le Gall")
    listed = {"@type": "ItemList", "itemListElement": [other]}
    data = "".join(f"<script type='application/ld+json'>{json.dumps(each)}</script>" for each in (listed, own))
    found = read(f"<h1>{TITLE}</h1>{BODY}", data)
    assert (found.authors, found.published) == (["Anne Le Gall"], "2024-03-05")


NOTICE = "Les communiqués valent au jour de leur parution, et ce qu’ils disent peut avoir changé depuis sans que nous le disions."


@pytest.mark.parametrize("day", [DAY, ""])
def test_a_notice_between_section_and_headline_makes_no_section_the_title(day: str) -> None:
    top = f"<div><h2>Communiqués</h2></div><div><p>{NOTICE}</p></div><div class=jour>{day}</div>"
    found = read(f"{top}<h1>{TITLE}</h1><div>{BODY}</div>", title="Communiqués : 5 mars 2024 : Sund")
    assert found.title == TITLE
    assert NOTICE not in found.text


def test_a_notice_above_the_only_headline_and_its_day_is_no_text() -> None:
    notice = (
        "このお知らせの内容（価格、仕様、受付時間、連絡先など）は発表した日のものです。"
        "その後に変わることがありますので、あらかじめご了承ください。"
    )
    title = "港の救命艇が三十年ぶりに元の船台へ戻る"
    told = "港の救助隊は火曜日、三十年前に手放した救命艇を元の船台に戻したと発表しました。高校生が二冬かけて修理しました。"
    top = f"<div><h2>お知らせ</h2></div><div class=Notice><p>{notice}</p></div><div><p>2024年3月5日<br>港の救助隊</p></div>"
    body = f"<p>{told}</p>" * 2 + f"<p>{told.replace('火曜', '水曜')}</p>"
    found = read(f"{top}<h1>{title}</h1>{body}", title="お知らせ：2024年3月5日：港の救助隊")
    assert found.title == title
    assert notice[:20] not in found.text


FILES = ["/f/canot_gross.jpg", "/f/quai_gross.jpg"]


@pytest.mark.parametrize("head", ["", "<h3>Photos</h3>"])
@pytest.mark.parametrize("row", ["<a href={0}><img src=/t/csm_1_120x90.jpg></a>", "<img src={0} width=900>", "<img src={0}>"])
def test_a_row_of_pictures_behind_a_text_is_its(row: str, head: str) -> None:
    def shown(files: list[str], more: str = "") -> list[str]:
        box = f"<div class=galerie>{head}{''.join(row.format(file) for file in files)}</div>"
        found = read(f"<h1>{TITLE}</h1>{DAY}<div>{BODY}</div>{more}{box}<p>© Station de Sund</p>")
        return [each.url.removeprefix("https://www.sund.example") for each in found.images]

    assert shown(FILES) == FILES
    assert shown(FILES, "<h3>Lire aussi</h3><p><a href=/n/2>Un autre canot</a></p>") == []


def test_pictures_that_lead_to_other_pages_are_none_of_the_text() -> None:
    row = "".join(f"<a href=/n/{at}><img src=/f/{at}.jpg width=900></a>" for at in (2, 3))
    assert read(f"<h1>{TITLE}</h1>{DAY}<div>{BODY}</div><div>{row}</div>").images == []


@pytest.mark.parametrize("call", ["<a href=/support>Support us</a>", "<a class=btn href=/n/2024/abo.html>Zum Angebot</a>"])
def test_a_box_with_a_call_is_none_of_the_text(call: str) -> None:
    first, second, third = BODY.replace("</p>", "</p>\n").splitlines()
    plea = "Notre journal n’a pas d’actionnaires, et vit de ce que donnent celles et ceux qui le lisent chaque semaine."
    html = "<h1>{}</h1>{}<div>{}<div class=appel><p>{}</p>{}</div>{}</div>"
    found = read(html.format(TITLE, DAY, first + second, plea, call, third))
    assert plea not in found.text
    assert found.text.count("\n\n") == 2


def test_a_text_that_is_cut_is_the_one_that_the_page_states_whole() -> None:
    told = [each.partition("</p>")[0] for each in BODY.split("<p>")[1:]]
    stated = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(told)})
    data = f"<script type='application/ld+json'>{stated}</script>"
    wall = "<p>Cet article est réservé aux abonnés du port. Abonnez-vous pour trois euros par mois, et lisez la suite.</p>"
    wall += "<p>Le port de Sund publie ce journal depuis 1921, et le vend sur ses quais chaque matin de la semaine.</p>"
    main = f"<h1>{TITLE}</h1>{DAY}<div><p>{told[0][:90]}…</p></div>{wall}"
    assert told[2] in read(main, data).text
    assert told[2] not in read(main.replace(told[0][:90], told[0][:90].upper()), data).text


@pytest.mark.parametrize("sign", ["\u200d", "\u200b", "\u2060", "\ufeff\u200b", "\u00ad"])
def test_a_paragraph_of_signs_that_nobody_sees_is_none(sign: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{DAY}<div>{BODY.replace('</p>', f'</p><p>{sign}</p>')}</div>")
    assert found.text.count("\n\n") == 2
    assert "<p></p>" not in found.html


def test_a_list_with_its_heading_between_paragraphs_is_the_texts() -> None:
    first, second, third = BODY.replace("</p>", "</p>\n").splitlines()
    items = "<ul><li>Puissance : 48 chevaux</li><li>Longueur : 14 mètres</li></ul>"
    grid = "<div><div>{}</div></div><div><h2>Le canot en chiffres</h2></div><div><div>{}</div></div>"
    found = read(f"<h1>{TITLE}</h1>{DAY}{grid.format(first + second, items + third + second.replace('vendu', 'prêté'))}")
    assert "Le canot en chiffres\n\nPuissance : 48 chevaux\n\nLongueur : 14 mètres\n\n" in found.text


def test_one_paragraph_that_is_not_to_be_read_out_is_none_and_several_are_the_text() -> None:
    first, second, third = BODY.replace("</p>", "</p>\n").splitlines()
    sign = "<p aria-hidden=true>Une ligne pour le décor, que les lecteurs d’écran ne disent pas à qui ne voit rien.</p>"
    found = read(f"<h1>{TITLE}</h1>{DAY}<div>{first}{sign}{second}{third}</div>")
    assert "décor" not in found.text
    walled = "".join(each.replace("<p>", "<p aria-hidden=true>") for each in (second, third))
    assert third[3:40] in read(f"<h1>{TITLE}</h1>{DAY}<div>{first}{walled}</div>").text
