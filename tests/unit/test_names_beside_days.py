"""What stands around the names of a by-line: days, labels, brackets, the line above a headline."""

import pytest

from crawler.extract import extract
from tests.ferry import FERRY, authors_of


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<p>Posted by Jane Roe on Sunday 16 January 2021</p>", ["Jane Roe"]),
        ("<p class=author>Jane Roe, Monday 12 May 2021</p>", ["Jane Roe"]),
        ("<p>12. svibnja 2021., piše T. Jurić</p>", ["T. Jurić"]),
        ("<p>By Jane Roe Updated 12 May 2021</p>", ["Jane Roe"]),
        ("<p class=byline>Publisert av Ole Berg. Publisert 12.05.2021 08.41. Sist endret 19.05.2021</p>", ["Ole Berg"]),
        ("<p>Publisert: 12. mai 2021 | Forfattere: Ole Berg og Kari Aune | Foto: Nils Lie</p>", ["Ole Berg", "Kari Aune"]),
    ],
)
def test_what_stands_around_a_name_is_none_of_it(below: str, names: list[str]) -> None:
    assert authors_of(below + FERRY) == names


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<div><span>12 May 2021</span><span>·</span><span>Jane Roe</span></div>", ["Jane Roe"]),
        ("<div><span>Jane Roe</span></div>", []),  # without a day
        ("<div>12 May 2021 · Jane Roe</div><div>News</div>", []),  # not right above
    ],
)
def test_a_name_beside_the_day_right_above_the_headline(above: str, names: list[str]) -> None:
    assert authors_of(FERRY, title=f"{above}<h1>Night ferry</h1>") == names


@pytest.mark.parametrize("line", ["<p align=right>（通讯员 周晓楠）</p>", "<p style='text-align:right'>通讯员 周晓楠</p>"])
def test_a_correspondent_at_the_right_edge_below_the_text(line: str) -> None:
    text = "<p>轮渡公司周一表示，从六月起，开往各岛的渡轮将通宵运行，方便居民和游客出行，票价保持不变。</p>" * 3
    found = extract(
        f"<html lang=zh><title>夜间渡轮开航</title><body><h1>夜间渡轮开航</h1>{text}{line}", "https://sund.example/n/1"
    )
    assert (found.authors, "周晓楠" in found.text) == (["周晓楠"], False)


def test_two_words_above_a_headline_are_a_section_though_its_day_is_below() -> None:
    assert authors_of(f"<p>12 May 2021</p>{FERRY}", title="<p>Harbour Lights</p><h1>Night ferry</h1>") == []
