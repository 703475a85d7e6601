"""Who signs a text below it, and writers below it one by one."""

import pytest

from crawler.extract import extract
from crawler.extract.fields.author_names import clean_names
from crawler.items import Extraction
from tests.ferry import PROSE, TEXT

URL = "http://sund.example/news/night-ferry"


def read(behind: str, text: str = PROSE, head: str = "") -> Extraction:
    body = f"<div><h1>Night ferry</h1>{head}{text}{behind}</div>"
    return extract(f"<html><head><title>Night ferry</title></head><body>{body}</body></html>", URL)


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>Jana Roe</b></p>",
        "<p><i>Jana Roe</i></p>",
        "<p align=right>Jana Roe.</p>",
        "<p>Jana Roe, reporter jroe@sund.example</p>",
    ],
)
def test_who_signs_a_text_is_its_author_and_none_of_it(line: str) -> None:
    found = read(line)
    assert found.authors == ["Jana Roe"]
    assert found.text.endswith(TEXT[-1])


def test_a_korean_reporter_signs_with_a_mail_address() -> None:
    lines = "버스는 마을마다 하루에 두 번씩 오간다고 주민들은 전했다.<br>" * 3
    found = read("", f"<p>{lines}박지현 기자 jh@namdo.example<br>▶ 구독하기<br>ⓒ 남도일보, 무단 전재 금지</p>")
    assert found.authors == ["박지현"]
    assert found.text.endswith("전했다.")


@pytest.mark.parametrize(
    "line",
    [
        f"<p><b>Jana Roe</b></p><p>{TEXT[0]}</p>",  # a heading
        "<h3>Jana Roe</h3>",
        "<p><b>Related Topics</b></p><ul><li><a href=/a>Boats</a></li><li><a href=/b>Night</a></li></ul><p>Jana Roe</p>",
        "<p>Jana Roe jroe@sund.example</p>",  # whom to ask
        "<p><i>Jana Roe, chief of the port, said so.</i></p>",
    ],
)
def test_other_last_lines_name_no_author(line: str) -> None:
    assert "Jana Roe" not in read(line).authors


def test_writers_below_a_text_one_by_one() -> None:
    card = "<li><a href=/a/{0}><img src=/{0}.jpg> <span class=author-name>{1}</span> <span class=role>Journalist</span></a></li>"
    cards = card.format(1, "Jana Roe") + card.format(2, "Ole Berg")
    assert read(f"<section><ul>{cards}</ul></section>").authors == ["Jana Roe", "Ole Berg"]


def test_an_office_stands_between_the_names_of_several_authors() -> None:
    card = "<div><div itemprop=author><div class=name><span itemprop=name>{}</span></div><small>Sund</small></div></div>"
    cards = card.format("Jana Roe") + card.format("Ole Berg")
    assert read("", head=f"<div class=row>{cards}</div>").authors == ["Jana Roe", "Ole Berg"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("〔記者林怡君/雲林報導〕", ["林怡君"]),
        ("Words by Jana Roe Pictures by Ole Berg", ["Jana Roe"]),
        ("Written By: Jana Roe Edited By: Ole Berg", ["Jana Roe"]),
        ("Jana Roe.", ["Jana Roe"]),
        ("John Roe Jr.", ["John Roe Jr."]),
    ],
)
def test_names_without_what_stands_beside_them(line: str, names: list[str]) -> None:
    assert clean_names([line]) == names
