"""Text that a page shows when a reader asks for it: answers below questions, the rest behind a button, what scripts show."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract import extract
from crawler.page.page import Page

URL = "https://nett.example/melding/nettleie"
LEAD = "Fra 1. juli betaler du for når du bruker strømmen, ikke bare hvor mye, og her er svarene på det kundene spør om."
LAST = "Vi tror at de fleste vil merke lite, sier kundesjefen, men den som lader bilen om natta sparer noen hundrelapper."
ASKED = {
    "Når er det billigst?": "Mellom klokka 22 og 06, og hele helga. Da koster nettleien 31 øre for hver kilowattime.",
    "Hva er et trinn?": "Vi ser på de tre timene i måneden der du brukte mest, og snittet av dem avgjør trinnet.",
    "Må jeg gjøre noe?": "Nei. Måleren sender tallene av seg selv, og endringen vises på regningen i august.",
}


def item(question: str, panel: str, closed: str = "") -> str:
    return f'<div class=qk><button aria-expanded=false><span>{question}</span><svg></svg></button><div class=pn {closed}>{panel}</div></div>'


def page(body: str, lang: str = "nb", title: str = "Spørsmål og svar om nettleien") -> str:
    return f"<html lang={lang}><title>{title}</title><body><div class=ar><h1>{title}</h1><div class=by>28.6.2022</div>{body}</div></body></html>"


def lines_of(body: str) -> list[str]:
    return extract(page(body), URL).text.split("\n\n")


@pytest.mark.parametrize("closed", ["", "style='height:0;overflow:hidden'", "hidden", "style='display:none'"])
def test_a_button_that_opens_text_heads_it(closed: str) -> None:
    asked = "".join(item(question, f"<div>{answer}</div>", closed) for question, answer in ASKED.items())
    told = [line for pair in ASKED.items() for line in pair]
    assert lines_of(f"<div class=bd><div class=tx>{LEAD}</div>{asked}<div class=tx>{LAST}</div></div>") == [LEAD, *told, LAST]


@pytest.mark.parametrize(
    "panel",
    [
        "<a href=/priser>Alle prisene for nettleie står her.</a>",
        "<input name=epost> Skriv adressen din her, så sender vi prisene.",
        "<i>Facebook</i> <i>Twitter</i> <i>E-post</i> <i>Flipboard</i> <i>Pocket</i>",
        "",
    ],
)
def test_no_button_that_opens_links_fields_or_less_than_a_sentence_does(panel: str) -> None:
    root = Page(URL, page(f"<p>{LEAD}</p>" + item("Priser", panel) + item("Mer", panel))).root
    assert root.find(".//h4") is None
    assert len(root.findall(".//button")) == 2


def test_a_button_in_a_heading_or_menu_and_a_lone_one_are_left_as_they_are() -> None:
    answer = next(iter(ASKED.values()))
    for around in ("<h3>{}</h3>", "<nav>{}</nav>"):
        root = Page(URL, page(around.format(f"<button aria-expanded=false>Hva</button><div>{answer}</div>") * 2)).root
        assert root.find(".//h4") is None
    assert Page(URL, page(item("Hva", answer))).root.find(".//h4") is None


BODY = ("第一次上课，教室里没有琴，我带着四十三个孩子用筷子敲搪瓷碗。", "碗有大有小，水加多少，音就不同，那天凑出了一个五声音阶。", "第三年有人寄来二十支竖笛，拆箱那天下着雨，每支都编了号。")


def test_a_text_in_few_heavy_characters_that_a_script_shows_is_shown() -> None:
    told = "".join(f"<section><span>{line}</span></section>" for line in BODY)
    html = page(f"<div id=js_content style='visibility: hidden; opacity: 0;'>{told}</div><p>喜欢作者</p>", "zh", "我在深山小学教了七年音乐")
    assert extract(html, URL).text.split("\n\n") == list(BODY)


@pytest.mark.parametrize(("control", "shown"), [("<div><button>Les videre</button></div>", True), ("<button>Les videre</button>", True), ("<div>Alle saker</div>", False)])
def test_the_rest_of_a_text_behind_a_button_among_its_paragraphs_is_shown(control: str, shown: bool) -> None:
    hidden = f"<p>{LEAD}</p><p>{ASKED['Hva er et trinn?']}</p>{control}<div style='display:none'><p>{LAST}</p></div>"
    assert (LAST in extract(page(f"<div>{hidden}</div>"), URL).text) == shown


def test_a_dialogue_behind_a_button_is_not() -> None:
    asks = f"<div style='display:none'><p>{LAST}</p><form><input name=epost></form></div>"
    assert LAST not in extract(page(f"<div><p>{LEAD}</p><p>{ASKED['Hva er et trinn?']}</p><button>Meld deg på</button>{asks}</div>"), URL).text


def test_captions_of_pictures_are_none_of_the_text_where_the_address_of_the_page_is_not_known() -> None:
    picture = "<div class=img_wrapper><img src=//n.example/w550h339/kor.jpg alt=Koret><span class=img_descr>Koret øver i hallen (foto: Nett)</span></div>"
    article = extract(page(f"<p>{LEAD}</p><p>{LAST}</p>{picture}<p>{ASKED['Hva er et trinn?']}</p>"), "")
    assert [(each.url, each.caption) for each in article.images] == [("https://n.example/w550h339/kor.jpg", "Koret øver i hallen (foto: Nett)")]
    assert "foto: Nett" not in article.text
