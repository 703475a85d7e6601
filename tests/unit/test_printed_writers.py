"""Who is printed as the writer of an article: against whom a page only states, and beside those who did other work."""

import pytest

from crawler.extract import extract
from tests.ferry import FERRY, LD, authors_of


@pytest.mark.parametrize("stated", [LD.format('{"@type":"Person","name":"Jane Roe"}'), "<meta name=author content='Jane Roe'>"])
def test_who_is_printed_wrote_it_rather_than_whom_the_page_never_shows(stated: str) -> None:
    by = "<p>By Ole Berg</p>"
    assert authors_of(f"{by}{FERRY}", stated) == ["Ole Berg"]
    assert authors_of(f"{by}{FERRY}<p>Jane Roe is the harbour's writer.</p>", stated) == ["Jane Roe"]
    assert authors_of(f"{by}{FERRY}<button>Jane Roe</button>", stated) == ["Jane Roe"]
    assert authors_of(f"{FERRY}{by}", stated) == ["Ole Berg"]
    assert authors_of(f"{FERRY}<div class=related>{by}</div>", stated) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>Haber: Jane Roe / Kamera: Ole Berg</p>", ["Jane Roe"]),
        ("<p>Уторак, 21.07.2020. 11:15 &nbsp; Аутор: М. Стојановић &nbsp; Фото: Д. Вуков</p>", ["М. Стојановић"]),
        ("<p><i class='rich_media_meta rich_media_meta_text'>周小满</i> <i class=rich_media_meta>城南旧闻</i></p>", ["周小满"]),
        ("<p class=avtor>Петър Милушев</p>", ["Петър Милушев"]),
        ("<div class=createdby>Escrit per <b itemprop=name>Jane Roe</b></div>", ["Jane Roe"]),
        ("<p><a href=/ru/users/vk/>Виктор Кузнецов</a> 21 дек 2023 в 11:05</p>", ["Виктор Кузнецов"]),
        ("<div class=author-tags>文章標籤 <a href=/1>環島</a> <a href=/2>台東</a></div>", []),
        ("<div class=author>글 <a href=/1>김하늘</a> <a href=/2>박바다</a></div>", ["김하늘", "박바다"]),
        ("<ul><li>Röportaj</li><li>Resmi Gazete</li><li>Spor</li></ul>", []),
        ("<ul><li>Author:</li><li>Jane Roe</li><li>Boats</li></ul>", ["Jane Roe"]),
        ("<ul><li>Author</li><li>Jane Roe</li></ul>", ["Jane Roe"]),
        ("<p class=author>ใคร <a href=/1>สมชาย ใจดี</a></p>", ["สมชาย ใจดี"]),
        ("<p class=author>Yazdı <a href=/1>Jane Roe</a> <a href=/2>Ole Berg</a></p>", ["Jane Roe", "Ole Berg"]),
        ("<p><b itemprop=name>Sund Harbour</b>, with its boats</p>", []),
        ("<p>Door <i>Jan van der Roe</i> en <i>Ann ten Lee</i> | Sund</p>", ["Jan van der Roe", "Ann ten Lee"]),
        ("<p>Piše: Dr. sc. Jana Roe, SUND, 14.11.2022.</p>", ["Jana Roe"]),
        ("<p>文／高橋由紀子　撮影／木村拓真</p>", ["高橋由紀子"]),
        ("<p>Аўтар: Наста Карпук</p>", ["Наста Карпук"]),
    ],
)
def test_lines_that_name_writers_beside_others(line: str, names: list[str]) -> None:
    assert authors_of(f"{line}{FERRY}") == names


@pytest.mark.parametrize(("office", "names"), [("fotograaf", ["Jane Roe"]), ("ajakirjanik", ["Ole Berg", "Jane Roe"])])
def test_who_took_the_pictures_is_no_writer(office: str, names: list[str]) -> None:
    card = "<div class=author><b class=author__name>{}</b><i class=author__title>{}</i></div>"
    cards = card.format("Ole Berg", office) + card.format("Jane Roe", "toimetaja")
    assert authors_of(f"<div class=authors>{cards}</div>{FERRY}") == names


def test_a_headline_is_no_by_line() -> None:
    title = "Perahu Perpustakaan di Teluk Bone Berlayar"
    page = f"<title>{title}</title><h1>{title}</h1><p class=author>Andi Rahmawati</p>{FERRY}"
    assert extract(page, "https://sund.example/n/1").authors == ["Andi Rahmawati"]


def test_one_of_several_who_is_shown_stands_for_all() -> None:
    stated = LD.format('[{"@type":"Person","name":"Jane Roe"},{"@type":"Person","name":"Ann Lee"}]')
    assert authors_of(f"<p>By Ole Berg</p>{FERRY}<p>Jane Roe is the harbour's writer.</p>", stated) == ["Jane Roe", "Ann Lee"]


def test_a_by_line_deep_in_what_is_called_a_widget_is_one() -> None:
    widget = f"<div class=widget><div><div><h1>Night ferry</h1><div>{FERRY}</div><div><p>By Jane Roe</p></div></div></div></div>"
    assert extract(f"<title>Night ferry</title>{widget}", "https://sund.example/n/1").authors == ["Jane Roe"]


def test_a_title_in_no_heading_may_name_who_wrote() -> None:
    line = "连载：夜航渡轮 作者：王小明"
    page = f"<title>{line}</title><p class=title>{line}</p>{FERRY}"
    assert extract(page, "https://sund.example/n/1").authors == ["王小明"]


@pytest.mark.parametrize("caption", ["<figcaption>{}</figcaption>", "<figcaption><p>The quay</p><p>{}</p></figcaption>"])
@pytest.mark.parametrize("line", ["Author: Sund Picture Agency", "Autor: Ole Berg", "Kapal bersandar di Pelabuhan Gorontalo"])
def test_a_caption_names_no_writer(caption: str, line: str) -> None:
    figure = f"<figure><img src=/q.jpg>{caption.format(line)}</figure>"
    assert authors_of(f"{figure}{FERRY}") == []
    assert authors_of(f"{figure}<p>By Jane Roe</p>{FERRY}") == ["Jane Roe"]


@pytest.mark.parametrize("account", ["관리자", "최고관리자", "администратор", "管理者"])
def test_the_account_of_who_runs_a_board_is_nobody(account: str) -> None:
    assert authors_of(f"<p><a class=author href=/m>{account}</a></p>{FERRY}") == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>Prispeval: <a href=#>Franc Kolar</a></p>", ["Franc Kolar"]),
        ("<table><tr><td>Laatija:</td><td>Pirkko Saari/Viestintä</td></tr></table>", ["Pirkko Saari"]),
        ("<address><i class=firstname>Tone Elise</i> <i class=lastname>Fos</i></address>", ["Tone Elise Fos"]),
        ("<div class=by><p class=n><i class=given-name>Ida Elise</i> <i class=surname>Fos</i></p></div>", ["Ida Elise Fos"]),
        ("<p>Referat Öffentlichkeitsarbeit, 3 May 2024</p>", []),
        ("<p>作者：建设管理科</p>", []),
        ("<p>3 May 2024 10:00 Eastern Daylight Time</p>", []),
        ("<p>3 May 2024</p><p>No Comments</p>", []),
        ("<p>Powered by Discuz! Archiver</p>", []),
        ("<p>Calendário da Stock Car 2018</p>", []),
        ("<p>이수정 기자 입력 2024.05.07 14:05</p>", ["이수정"]),  # a name that ends as the word for a change does
        ("<p>記者・佐伯美智子</p>", ["佐伯美智子"]),
        ("<p>文＝真壁一朗（広報室）</p>", ["真壁一朗"]),
        ("<p>남궁서연 기자·이도현 기자</p>", ["남궁서연", "이도현"]),
        ("<p><span>文／葉蓁蓁</span><span>攝影／杜明遠</span><span>編輯／高以琳</span></p>", ["葉蓁蓁"]),
        ("<p><span>作者：欧阳若楠 周济</span><span>责任编辑：冯晓</span></p>", ["欧阳若楠", "周济"]),
        ("<p>Autorzy: dr hab. Ewa Cyż-Rok, mgr inż. Jan Ćwik i Zofia Łoś</p>", ["Ewa Cyż-Rok", "Jan Ćwik", "Zofia Łoś"]),
        ("<p>Autori: RNDr. Ivan Šiška, PhD. a Ing. Eva Hrčková</p>", ["Ivan Šiška", "Eva Hrčková"]),
        ("<p>Postado por <i class=fn>Ana dos Santos e Silva</i></p>", ["Ana dos Santos e Silva"]),
        ("<p>Af Ole Juul Berg (tekst) og Ida Toft (foto)</p>", ["Ole Juul Berg"]),
        ("<p><span>Автори: <b>Мар’яна Гнатюк</b>, <b>Остап Ґудзь</b></span></p>", ["Мар’яна Гнатюк", "Остап Ґудзь"]),
        ("<p>Egileak: <i>Nerea Goiko</i> eta <i>Xabier Ibar</i></p>", ["Nerea Goiko", "Xabier Ibar"]),
        ("<p>Szentgyörgyi Boglárka és Ő. Kovács Bende írása</p>", ["Szentgyörgyi Boglárka", "Ő. Kovács Bende"]),
        ("<p>3.7.2018 | Das Gespräch führte Wiebke Ohlen | Lektorat: Sven Krü</p>", ["Wiebke Ohlen"]),
        ("<p>كتب: رُبى خوري ومازن أبو شقرا</p>", ["رُبى خوري", "مازن أبو شقرا"]),
        ("<p>بقلم محمد وليد حسن</p>", ["محمد وليد حسن"]),
    ],
)
def test_who_wrote_and_who_did_not(line: str, names: list[str]) -> None:
    assert authors_of(f"{line}{FERRY}") == names
