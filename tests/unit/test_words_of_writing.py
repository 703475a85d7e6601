"""Who wrote, told by words for writing, by an address, or by what a page tells of a person below the text."""

import pytest

from tests.ferry import FERRY, LD, authors_of

DAY = "<p>12 May 2021</p>"
ABOUT = "<aside><p>{} has written of the islands and of their people since 1998.</p></aside>"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Escrita por Ana Prat el 12 de mayo de 2021", ["Ana Prat"]),
        ("12 May 2021 -- reported by Jane Roe", ["Jane Roe"]),
        ("Tuairisc ó <em>Máire Ní Bhriain</em>", ["Máire Ní Bhriain"]),
        ("Sigrún Jónsdóttir skrifar", ["Sigrún Jónsdóttir"]),
        ("texto de Rui Lacerda", ["Rui Lacerda"]),
        ("Kirjoittanut Liisa Aho", ["Liisa Aho"]),
        ("un articol de Ana Popa, istoric", ["Ana Popa"]),
        ("Napisane przez Jana Mróz. Opublikowano w Aktualności, 12 maja 2021.", ["Jana Mróz"]),
        ("12. maja 2021. od <a href=/1>Jana Marić</a>", ["Jana Marić"]),
        ("12.05.2021 | Հեղինակ՝ Անի Սահակյան", ["Անի Սահակյան"]),
        ("<span>12 พ.ค. 2564</span><span>โดย ปิยะดา ศรีวงศ์</span>", ["ปิยะดา ศรีวงศ์"]),
        ("<span>令和3年5月12日</span><span>文化部 田中花子</span>", ["田中花子"]),
        ("<span>令和3年5月12日</span><span>東京本社 営業部</span>", []),
        ("<p>2008-05-20</p><p>記者林素月／青山報導</p>", ["林素月"]),
        ("<p>2008-05-20</p><p>記者林素月／報導</p>", ["林素月"]),
        ("2008/05/20 記者林素月、周曉楠/青山報導", ["林素月", "周曉楠"]),
        ("Sigrún Jónsdóttir skrifar:", ["Sigrún Jónsdóttir"]),
        ("Translated by Jane Roe", []),
        ("Image by Jane Roe", []),
        ("Interview · Ole Berg, the ferryman", []),
        ("Published Monday, 12 May 2021 8:22AM EST", []),
    ],
)
def test_words_for_writing_name_who_wrote(line: str, names: list[str]) -> None:
    assert authors_of(f"<div class=info>{line}</div>{FERRY}") == names


def test_the_words_say_nothing_below_the_text() -> None:
    assert authors_of(f"{DAY}{FERRY}<p>Sigrún Jónsdóttir skrifar</p><p>texto de Rui Lacerda</p>") == []


@pytest.mark.parametrize("heading", ["لکھنے والے", "लेखक के बारे में", "Par “Sund koks”"])
def test_a_heading_below_the_text_is_no_by_line(heading: str) -> None:
    assert authors_of(f"{DAY}{FERRY}<h3>{heading}</h3><p>The harbour has been open since 1998.</p>") == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Roe &amp; Ole Berg <i>12 May 2021</i>", ["Jane Roe", "Ole Berg"]),
        ("Jane Roe / Ole Berg <i>12 May 2021</i>", ["Jane Roe", "Ole Berg"]),
        ("<i>12 May 2021</i> <b>Jane Roe, Ole Berg</b>", ["Jane Roe", "Ole Berg"]),
        ("Jane Roe, harbour writer <i>12 May 2021</i>", ["Jane Roe"]),
        ("Monday EST <i>12 May 2021</i>", []),
        ("Jane Roe, Ferry Lines to Port Ellen <i>12 May 2021</i>", []),
        ("Jane Roe | Ole Berg | <i>12 May 2021</i>", ["Jane Roe"]),
    ],
)
def test_several_persons_in_one_part_of_a_dated_line(line: str, names: list[str]) -> None:
    assert authors_of(f"<p>{line}</p>{FERRY}") == names


def test_an_address_below_the_headline_names_who_wrote() -> None:
    lead = "<p>The ferry sails all night now, and that is well, writes Jane Roe.</p>"
    assert authors_of(f"{lead}<address>Jane Roe</address>{DAY}{FERRY}") == ["Jane Roe"]
    assert authors_of(f"{lead}<div>Jane Roe</div><p>News</p>{DAY}{FERRY}") == []
    assert authors_of(f"{DAY}{FERRY}<address>Jane Roe</address>") == []
    two = "<address><a href=/1>Jane Roe</a> <i>Reporter</i></address><address><a href=/2>Ole Berg</a> <i>Writer</i></address>"
    assert authors_of(f"{two}{DAY}{FERRY}") == ["Jane Roe", "Ole Berg"]
    assert authors_of(f"<p>Ole Berg, 12 May 2021</p><p>News</p><address>Jane Roe</address>{FERRY}") == ["Jane Roe"]
    assert authors_of(f"<address>Quay 1, Sund</address><p>Ole Berg, 12 May 2021</p>{FERRY}") == ["Ole Berg"]


@pytest.mark.parametrize("name", ["ნინო ბერიძე", "سلمى الهاشمي", "रेखा बिष्ट", "Jane Roe"])
def test_a_line_above_the_text_names_the_person_told_of_below_it(name: str) -> None:
    assert authors_of(f"<p>{name}</p><p>News</p>{FERRY}{ABOUT.format(name)}") == [name]
    assert authors_of(f"<p>{name}</p><p>News</p>{FERRY}") == []


@pytest.mark.parametrize(
    ("above", "behind"),
    [
        ("<p>Not a member? <a href=/1>Sign Up</a>, it is free!</p>", "<p>Sign Up here to read all of it, and more.</p>"),
        ("<p>Sund Dental Care</p><p>Sund Dental Care has a ferry of its own.</p>", ABOUT.format("Sund Dental Care")),
        ("<p>此前</p>", "<p>此前 渡轮公司表示，从六月起，开往各岛的渡轮将通宵运行，票价保持不变。</p>"),
    ],
)
def test_what_else_a_line_and_a_paragraph_begin_with_is_no_person(above: str, behind: str) -> None:
    assert authors_of(above + FERRY + behind) == []


@pytest.mark.parametrize("maker", ["ShopRenter.hu", "studio.alfa.example"])
def test_the_name_of_a_host_is_nobody(maker: str) -> None:
    assert authors_of(f"<p>12 May 2021 <b>Jane Roe</b></p>{FERRY}", LD.format(f'"{maker}"')) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("stated", "foot", "names"),
    [
        ("Sund webstudio", "", []),  # no person's name, and nowhere on the page
        ("janer", "", []),
        ("Sund webstudio", "<button>Sund webstudio</button>", ["Sund webstudio"]),
        ("Jane Roe", "", ["Jane Roe"]),
        ("Alfa Studio", "<footer><p>Website: Alfa Studio</p></footer>", []),
        ("Alfa Studio", "<p>© 2021 Alfa Studio</p>", []),
        ("Alfa Studio", "<article><footer>Alfa Studio</footer></article>", ["Alfa Studio"]),
    ],
)
def test_whom_a_meta_tag_names_is_shown_about_the_text_or_a_person(stated: str, foot: str, names: list[str]) -> None:
    assert authors_of(f"{DAY}{FERRY}{foot}", f"<meta name=author content='{stated}'>") == names


@pytest.mark.parametrize("card", ["<div class=card><b>{}</b><p class=meta>{}</p></div>", "<p class=teaser>{} {}</p>"])
def test_by_lines_of_several_cards_are_of_others(card: str) -> None:
    cards = "".join(card.format(title, f"By {name}") for title, name in (("Old boats", "Ole Berg"), ("New boats", "Nils Aune")))
    assert authors_of(f"{DAY}{FERRY}{cards}") == []
    assert authors_of(f"<p>By Jane Roe</p>{FERRY}", title=f"{cards}<h1>Night ferry</h1>") == ["Jane Roe"]
    assert authors_of(f"{DAY}{FERRY}<p class=sign>By Ole Berg</p>") == ["Ole Berg"]


def test_two_who_asked_are_two() -> None:
    assert authors_of(f"{DAY}{FERRY}<p>Propos recueillis par Luc Petit et Anne Roux</p>") == ["Luc Petit", "Anne Roux"]
