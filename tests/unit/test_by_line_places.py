"""By-lines in pages whose wrappers are called after what stands beside the text, and what stands beside the name."""

import pytest

from crawler.extract import extract
from tests.ferry import PROSE

NAMED = "<div class=meta><a href=/author/roe/>Jana Roe</a></div>"
DATA = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Night ferry","author":{"name":"Reuters"}}</script>'


def authors(inside: str, body: str = "", head: str = "") -> list[str]:
    page = f"<html><head><title>Night ferry</title>{head}</head><body {body}>{inside}</body></html>"
    return extract(page, "http://sund.example/news/night-ferry").authors


@pytest.mark.parametrize(
    ("around", "body"),
    [
        ("<article><h1>Night ferry</h1>{}</article>", "class='single has-sidebar'"),
        ("<article><h1>Night ferry</h1>{}</article>", "class='single comments-open'"),
        ("<article><h2>Night ferry</h2>{}</article>", "class='single has-sidebar'"),
        ("<main class=with-sidebar><header><h1>Night ferry</h1></header><div>{}</div></main>", ""),
        ("<div class=content-sidebar-wrap><h1>Night ferry</h1><div>{}</div><div class=side>Tides</div></div>", ""),
    ],
)
def test_an_element_that_holds_the_headline_is_no_box_beside_the_text(around: str, body: str) -> None:
    assert authors(around.format(NAMED + PROSE), body) == ["Jana Roe"]


def test_a_by_line_in_a_box_beside_the_text_is_of_others() -> None:
    beside = f"<div class=sidebar>{NAMED}</div>"
    assert authors(f"<div><h1>Night ferry</h1>{beside}{PROSE}</div>") == []


def test_the_place_behind_a_name_that_the_page_states_is_none_of_it() -> None:
    cells = "<a class=author__name href=/author/reuters>Reuters, </a><span class=author__name> Lisbon, </span>"
    line = f"<div class=author__time>{cells}<ul><li>Nov 20 2019, 05:18 ist</li></ul></div>"
    news = f"<article><h1>Night ferry</h1>{line}{PROSE}</article>"
    assert authors(news, head=DATA) == ["Reuters"]


def test_what_stands_behind_the_day_in_a_by_line_is_a_place() -> None:
    cells = "<span class=author-cell>林小月</span><em class=author-cell>2024年12月26日</em><em class=author-cell>浙江</em>"
    assert authors(f"<article><h1>Night ferry</h1><div>{cells}</div>{PROSE}</article>") == ["林小月"]
    dated = "<em class=author-cell>2024年12月26日</em><span class=author-cell>林小月</span>"
    assert authors(f"<article><h1>Night ferry</h1><div>{dated}</div>{PROSE}</article>") == ["林小月"], "a day before the name"


@pytest.mark.parametrize(("office", "found"), [("Markets Editor", True), ("editor of the harbour pages", True), ("Sund", False)])
def test_a_name_beside_the_day_may_have_its_office_behind_it(office: str, found: bool) -> None:
    line = f"<div class=info><span>Jana Roe, {office}</span><span>24/09/2021</span></div>"
    assert authors(f"<div><h1>Night ferry</h1>{line}{PROSE}</div>") == (["Jana Roe"] if found else [])


@pytest.mark.parametrize(("line", "names"), [
    ("2022年12月06日 来源：临海晚报 记者 周若溪", ["周若溪"]),
    ("来源：临海晚报 通讯员 周若溪 2022-12-06", ["周若溪"]),
    ("来源：临海晚报 记者 办公室主任周若溪说明", []),
])  # fmt: skip
def test_an_office_behind_the_source_names_who_wrote(line: str, names: list[str]) -> None:
    prose = "<p>渡轮从六月起整夜开往岛上，港务局星期一在城里说，岛上的居民已经等了很多年。</p>" * 3
    assert authors(f"<h1>Night ferry</h1><div>{line}</div>{prose}") == names


def test_the_place_before_a_korean_name_is_none_of_it() -> None:
    prose = "<p>밤 배가 유월부터 섬으로 다닌다고 항만청이 월요일에 밝혔다.</p><p>섬 사람들은 여러 해를 기다렸다.</p>"
    line = "<p>돌산=배도현 기자 dohyun@sund.example</p>"
    assert authors(f"<h1>Night ferry</h1><div>{prose}{line}</div>") == ["배도현"]


ONE = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Night ferry","author":{"name":"Jana Roe"}}</script>'


@pytest.mark.parametrize(("line", "names"), [
    ("By Jana Roe, Nils Aune, Eva Holm", ["Jana Roe", "Nils Aune", "Eva Holm"]),
    ("By <a href=/a/roe>Jana Roe</a>, <a href=/a/aune>Nils Aune</a>", ["Jana Roe", "Nils Aune"]),
    ("By <a href=/a/roe>Jana Roe</a> and <a href=/a/aune>Nils Aune</a>", ["Jana Roe", "Nils Aune"]),
    ("By Jana Roe, Harbour Expert", ["Jana Roe"]),
    ("By <a href=/a/roe>Jana Roe</a> – Updated Sep 9, 2025 | Checked by <a href=/a/aune rel=author>Nils Aune</a>", ["Jana Roe"]),
])  # fmt: skip
def test_a_by_line_joins_others_to_the_one_whom_the_page_states(line: str, names: list[str]) -> None:
    assert authors(f"<article><h1>Night ferry</h1><div class=author>{line}</div>{PROSE}</article>", head=ONE) == names


OFFICES = "<li><b>Ingrid Haugland</b> <i>Journalist</i></li><li><b>Lars van der Meij</b> <i>Sportsredaktør</i></li>"


@pytest.mark.parametrize(("line", "names"), [
    (f"<ul class=bylines>{OFFICES}</ul>", ["Ingrid Haugland", "Lars van der Meij"]),
    ("<div><a href=/h/1>Jana Roe</a> og <a href=/h/2>Nils Aune</a> skrifa</div>", ["Jana Roe", "Nils Aune"]),
    ("<div><a href=/h/1>Jana Roe</a> – <a href=/h/2>Nils Aune</a> skrifa</div>", ["Nils Aune"]),
    ("<div>Nouvelles fournies par <a href=/n>Harbour Works</a></div>", []),
    (
        "<div>Szerzők: <a href=/h/1>Jana Roe</a>, <a href=/h/2>Nils Aune</a> és <a href=/h/3>Eva Holm</a></div>",
        ["Jana Roe", "Nils Aune", "Eva Holm"],
    ),
])  # fmt: skip
def test_all_whom_a_line_joins_wrote_and_no_source_of_a_wire_did(line: str, names: list[str]) -> None:
    assert authors(f"<article><h1>Night ferry</h1>{line}{PROSE}<p>SOURCE Harbour Works</p></article>") == names


def test_who_is_asked_in_lines_of_one_kind_did_not_write() -> None:
    what = "ist der Mann, der das alles bauen und am Ende wohl auch bezahlen soll, oder etwa nicht?"
    asked = f"<p><b>Nils Aune</b> <i>{what}</i></p>"
    page = f"<article><h1>Night ferry</h1><p>By <b>Jana Roe</b></p>{asked}{PROSE}</article>"
    assert authors(page) == ["Jana Roe"]


@pytest.mark.parametrize("said", ["Verband Werkstatt und Handwerkzeug e.V.", "Roe and Aune Ltd"])
def test_a_company_in_two_names_is_no_two_persons(said: str) -> None:
    assert authors(f"<article><h1>Night ferry</h1>{PROSE}</article>", head=f'<meta name=author content="{said}">') == []


def test_a_person_before_a_company_is_one() -> None:
    head = '<meta name=author content="Jana Roe, Aune Harbour Ltd">'
    assert authors(f"<article><h1>Night ferry</h1>{PROSE}</article>", head=head) == ["Jana Roe"]


def test_who_is_quoted_right_above_is_no_writer() -> None:
    quoted = "<div class=review><blockquote><p>We buy time.</p></blockquote><div class=author>Jana Roe, director</div></div>"
    assert authors(f"<article><h1>Night ferry</h1>{quoted}{PROSE}</article>") == []
