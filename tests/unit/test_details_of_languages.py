"""Writers, days and headlines in the markup and the words of many languages: where each stands, and what it is called."""

import pytest

from crawler.extract import extract
from tests.ferry import FERRY, authors_of

URL = "https://www.sund.example/n/1"
TITLE = "Night ferry at last"


@pytest.mark.parametrize(("line", "names"), [
    ("<div class=szerzo><a href=/szerzo/vv>Roe-Végh Hajnalka</a> <span>2024.09.26. 14:05</span></div>", ["Roe-Végh Hajnalka"]),
    ("<div class=hofundur><a href=/h/1>Jón Roe</a> og <a href=/h/2>Ann Lee</a> <i>blaðamenn</i> | 2. nóvember 2023</div>",
     ["Jón Roe", "Ann Lee"]),
    ("<p>Par <a href=/auteur/e>Estelle d'Ambray</a> et <a href=/auteur/n>Noé Roe</a></p>", ["Estelle d'Ambray", "Noé Roe"]),
    ("<p>Inserito il 04/10/2021 da Fulvio Montanelli</p>", ["Fulvio Montanelli"]),
    ("<p>Публикувана на 05.07.2024 от <b>Цветелина Рашкова</b></p>", ["Цветелина Рашкова"]),
    ("<p>Door onze verslaggever Pieter van der Roe</p>", ["Pieter van der Roe"]),
    ("<p>Autorki: dr inż. Weronika Salamon, M.Sc. Jagoda Tyrpa</p>", ["Weronika Salamon", "Jagoda Tyrpa"]),
    ("<p>鄰海早報／記者柯品瑄／南灣報導</p>", ["柯品瑄"]),
    ("<p class=firma>Lucía Roe / Agencia Norte | Tudela | <a href=/autor/m>Marcos Lee</a> (enviado especial) | 18/11/2023</p>",
     ["Lucía Roe", "Marcos Lee"]),
    ("<p>3 June 2024</p><p><span class=source>Quelle: BfGew / Carla Wendt</span></p>", []),
    ("<p>3 June 2024</p><p>建設課　電話番号0000-00-0000</p>", []),
])  # fmt: skip
def test_who_wrote(line: str, names: list[str]) -> None:
    assert authors_of(f"{line}{FERRY}") == names


def test_who_published_it_on_which_day_amid_a_text_is_the_writer_of_that_day() -> None:
    first, rest = FERRY.split("</p>", 1)
    who = "<a href=/k/laine>Päivi Laine</a>, taloustoimittaja, Kotka"
    told = f"<p class=tekija>{who} · lähetä sähköpostia · julkaistu 4.6.2024 klo 9.15</p>"
    found = extract(f"<html lang=fi><title>{TITLE}</title><article><h1>{TITLE}</h1>{first}</p>{told}{rest}</article>", URL)
    assert (found.authors, (found.published or "")[:10]) == (["Päivi Laine"], "2024-06-04")


def test_no_day_is_that_of_publication_before_the_dateline() -> None:
    text = FERRY.replace("<p>", "<p>Sund, 17 September 2024. - ", 1)
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{text}</article><p>Prices as published on 1 December 2023</p>"
    assert (extract(page, URL).published or "")[:10] == "2024-09-17"


def test_a_day_of_publication_soon_after_the_dateline_is_believed() -> None:
    text = FERRY.replace("<p>", "<p>Sund, 17 September 2024. - ", 1)
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1><p>Published on 20 September 2024</p>{text}</article>"
    assert (extract(page, URL).published or "")[:10] == "2024-09-20"


@pytest.mark.parametrize(("head", "above", "title"), [
    ("Anguilles - Le Journal", "<h1>Anguilles</h1><h2 class=chapo>The night ferry is at last here.</h2>", "Anguilles"),
    ("Sund Post", "<h1 class=site-name>Sund Post</h1><div class=b__title>Night ferry at last</div><p>3 June 2024</p>", TITLE),
    ("Sund Post - issue 7", "<p>Sund Post</p><div><div class=kop>Night ferry at last</div><p>3 June 2024</p>", TITLE),
])  # fmt: skip
def test_what_lines_above_a_text_are_called(head: str, above: str, title: str) -> None:
    og = f"<meta property=og:title content='{TITLE} :: Sund Post'>" if "site-name" in above else ""
    assert extract(f"<title>{head}</title>{og}<body>{above}{FERRY}</body>", URL).title == title


def test_a_paragraph_of_a_script_without_full_stops_is_no_headline() -> None:
    title = "ชาวสวนทุเรียนทดลองส่งผลผลิตทางรถไฟ"
    lines = (
        "ทุเรียนยี่สิบตันแรกออกจากสถานีเล็ก ๆ ในสวนไปถึงท่าเรือภายในหกชั่วโมง",
        "กลุ่มเกษตรกรบอกว่าค่าขนส่งถูกกว่ารถบรรทุกเกือบครึ่ง",
        "หากได้ผลดีจะเพิ่มเที่ยวรถในฤดูกาลหน้า",
    )
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html lang=th><title>{title}</title><h1>{title}</h1><div>23 พฤษภาคม พ.ศ. 2566</div><div class=c>{body}</div></html>"
    found = extract(page, URL)
    assert (found.title, found.text) == (title, "\n\n".join(lines))


@pytest.mark.parametrize("left", [
    '%%=ContentBlockbyKey("footer-promo")=%%', "{% include promo %}", "<%= yield %>", "@@PROMO@@",
    'var _docid = "88214"; player.init({"id":"v1","auto":false});',
])  # fmt: skip
def test_what_programs_left_at_the_end_of_a_text_is_none(left: str) -> None:
    left = left.replace("<", "&lt;").replace(">", "&gt;")
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1><p>3 June 2024</p>{FERRY}<p>{left}</p></article>"
    assert extract(page, URL).text.endswith("</p>".join(FERRY.split("</p>")[:-1]).rsplit("<p>", 1)[1])


def test_comments_around_a_field_to_write_in_are_no_text() -> None:
    said = "<li><span>Степан К.</span><p>Мой дед рассказывал про эту баржу, а ему никто не верил.</p></li>"
    box = f"<section><h3>Комментарии (1)</h3><ul>{said}</ul><textarea></textarea></section>"
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1><p>3 June 2024</p>{FERRY}{box}</article>"
    assert "Мой дед" not in extract(page, URL).text


@pytest.mark.parametrize("line", ["（编辑：小何）返回首页，查看更多", "You may also like..."])
def test_the_line_that_opens_what_stands_behind_an_article_is_none_of_it(line: str) -> None:
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1><p>3 June 2024</p>{FERRY}<p>{line}</p></article>"
    assert line not in extract(page, URL).text


def test_a_body_in_data_whose_headline_stands_behind_the_name_of_the_site() -> None:
    state = f'window.__NUXT__={{"state":{{"article":{{"headline":"{TITLE}","bodyHtml":"{FERRY.replace(chr(10), "")}"}}}}}}'
    shown = f"<div id=__nuxt><h1>{TITLE}</h1><div class=skeleton></div></div>"
    page = f"<title>Sund Post: {TITLE}</title>{shown}<script>{state}</script>"
    assert FERRY.split("<p>")[1].split("</p>")[0] in extract(page, URL).text
