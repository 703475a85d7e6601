"""Text that a page holds for scripts to show, shadow roots that it declares, and what is no such text."""

# ruff: noqa: E501  markup reads worse when it is broken

import json
from typing import NamedTuple

import pytest

from crawler.extract import extract
from crawler.page.page import Page

FRENCH = (
    "Le nouveau bac relie les deux rives depuis mardi, après un hiver de travaux sur les quais, a indiqué la compagnie.",
    "Il transporte quarante voitures et trois cents passagers, et part toutes les vingt minutes jusqu'à minuit.",
)
CHINESE = (
    "新渡轮周二首航，连接两岸码头，公司表示改造工程历时一个冬天，共投入资金一千一百万元。",
    "渡轮可载四十辆汽车和三百名乘客，每二十分钟一班，末班船为午夜十二点，票价保持不变。",
)
THAI_TITLE = "ชุมชนริมคลองเปิดตลาดเช้าด้วยเรือพาย"
THAI = (
    "ชุมชนคลองบางหวาน เปิดตลาดเช้าทางเรือพายเป็นครั้งแรก ในรอบสามสิบปี",
    "ชาวบ้านนำผักและขนม มาขายทุกวันเสาร์ ตั้งแต่หกโมงเช้าจนถึงเที่ยง",
)
TITLE = "Le nouveau bac relie les deux rives"


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}<footer><a href=/m>Mentions</a></footer></body></html>"


def linked_data(**value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **value})}</script>"


def state(value: object) -> str:
    return f"<script id=__NEXT_DATA__ type=application/json>{json.dumps(value)}</script>"


class Held(NamedTuple):
    name: str
    markup: str
    texts: tuple[str, ...] = FRENCH


PAGES = (
    Held("a template's script", page(f"<h1>{TITLE}</h1><script type='text/x-handlebars-template'>{paragraphs(FRENCH)}</script>")),
    Held("markup in a script", page(f"<h1>{TITLE}</h1><div><SCRIPT id=a TYPE=text/html>{paragraphs(FRENCH)}</SCRIPT></div>")),
    Held("lines in JSON-LD", page("<div id=root></div>", linked_data(headline=TITLE, articleBody="\n".join(FRENCH)))),
    Held("markup in JSON-LD", page(f"<h1>{TITLE}</h1>", linked_data(articleBody=paragraphs(CHINESE))), CHINESE),
    Held("the one of two in JSON-LD that is named", page("", linked_data(headline="Un autre", articleBody=" ".join(FRENCH * 2)) + linked_data(
        headline=TITLE, articleBody="\n".join(FRENCH)))),
    Held("data of a framework", page("<div id=__next></div>" + state({"props": [{"post": {"title": TITLE, "content": paragraphs(FRENCH)}}]}))),
    Held("data of a framework, each value once", page(f"<h1>{TITLE}</h1><script type=application/json id=__NUXT_DATA__>" + json.dumps(
        [["Reactive", 1], {"data": 2}, {"post": 3}, {"title": 4, "body": 5, "author": -1}, TITLE, [6, 7], *FRENCH]) + "</script>")),
    Held("an object of a script with names as they are", page(
        f'<h1>{TITLE}</h1><script>window.__NUXT__={{layout:"default",data:[{{post:{{no:1,subject:"{TITLE}",content:"'
        + paragraphs(FRENCH).replace("</", "<\\u002F") + '"}}]};</script>')),
    Held("writing without marks", page(f"<h1>{THAI_TITLE}</h1>", title=THAI_TITLE) + "<script>window.__APOLLO_STATE__=" + json.dumps(
        {"Post:1": {"title": THAI_TITLE, "content": paragraphs(THAI)}}) + "</script>", THAI),
    Held("a shadow root", page(f"<x-post><template shadowrootmode=closed><h1>{TITLE}</h1>{paragraphs(FRENCH)}</template></x-post>")),
)  # fmt: skip


@pytest.mark.parametrize("held", PAGES, ids=[held.name for held in PAGES])
def test_text_that_only_scripts_show_is_read(held: Held) -> None:
    assert extract(held.markup, "https://bac.example.fr/actualites/rives").text == "\n\n".join(held.texts)


MENU = "<ul>" + "".join(f"<li><a href=/{at}>{word}</a></li>" for at, word in enumerate(("Horaires", "Tarifs", "Quais"))) + "</ul>"


def test_a_body_in_data_stands_behind_the_headline_and_not_above_the_menu() -> None:
    held = page(f"{MENU}<h1>{TITLE}</h1>", linked_data(headline=TITLE, datePublished="2024-06-03", articleBody="\n".join(FRENCH)))
    shown = [block.text for block in Page("https://bac.example.fr/a", held).outline.shown()]
    assert shown[:6] == ["Horaires", "Tarifs", "Quais", TITLE, *FRENCH]
    assert extract(held, "https://bac.example.fr/a").kind == "article"


@pytest.mark.parametrize(("stub", "read"), [
    (f"{FRENCH[0][:60]}…", True), (f"{FRENCH[0][:60]} ...", True), (FRENCH[0][:60], False), ("Le bac…", False),
    (f"{CHINESE[0][:20]}…", False),
])  # fmt: skip
def test_a_text_that_is_cut_stands_for_the_body_that_begins_with_it(stub: str, read: bool) -> None:
    around = f"<p>{'Voir les horaires de toutes les lignes et les tarifs'}</p>" * 4
    held = page(f"<h1>{TITLE}</h1><p>{stub}</p>{around}", linked_data(headline=TITLE, articleBody="\n".join(FRENCH)))
    shown = [block.text for block in Page("https://bac.example.fr/a", held).outline.shown()]
    assert (list(FRENCH) == shown[1:3]) is read
    assert (stub in shown) is not read


NOT_READ = (
    page(f"<h1>{TITLE}</h1>{paragraphs(FRENCH)}", linked_data(articleBody=" ".join(CHINESE * 3))),
    page(f"<h1>{TITLE}</h1><script type='text/template'><p>{{{{ body }}}} {CHINESE[0]}</p></script>"),
    page(f"<h1>{TITLE}</h1><template><p>{CHINESE[0]}</p></template>"),
    page(f"<h1>{TITLE}</h1>" + state({"other": {"title": "Une autre histoire", "content": paragraphs(CHINESE * 2)}})),
    page(f"<h1>{TITLE}</h1><script type='application/ld+json'>{{'articleBody</script><script type='text/html'>{CHINESE[0]}"),
)


@pytest.mark.parametrize("markup", NOT_READ)
def test_what_the_page_shows_itself_forms_and_other_stories_are_not_read(markup: str) -> None:
    assert CHINESE[0] not in str([block.text for block in Page("https://bac.example.fr/a", markup).blocks])


def test_centred_lines_under_pictures_are_text_where_most_of_the_text_is_centred() -> None:
    lines = (
        "Dawn over the quay",
        "The first ferry of the day",
        "Nets are mended by hand",
        "Boats come home at four",
        "Lamps along the mole",
    )
    inside = "".join(f"<center><img src=/{at}.jpg></center><p align=center>{line}</p>" for at, line in enumerate(lines))
    found = extract(f"<title>A day at the quay</title><h1>A day at the quay</h1><div>{inside}</div>", "http://x.example/p/1")
    assert found.text == "\n\n".join(lines)
    assert len(found.images) == len(lines)
    assert not any(image.caption for image in found.images)


def test_a_first_paragraph_that_is_shown_of_a_body_in_json_ld_is_no_text_of_its_own() -> None:
    whole = "\n\n".join((*FRENCH, *FRENCH))
    shown = f"<h1>{TITLE}</h1><p>{FRENCH[0]}</p><p>Chargement…</p>"
    found = extract(page(shown, linked_data(articleBody=whole)), "https://bac.example/n/1")
    assert FRENCH[1] in found.text
