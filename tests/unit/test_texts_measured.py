"""Tokens, languages, figures and the rules for pairs of texts."""

import numpy as np
import pytest

from crawler.dataset.facts import figures_in, latin_words, names, telling
from crawler.dataset.language import languages, scripts
from crawler.dataset.pairs import read_texts, same_release, similarity
from crawler.dataset.tokens import CJK_SHINGLE, DIGIT, HAN, LETTER, WORD_SHINGLE, shingles, tokenise, word_hash


def counts(text: str) -> int:
    return int(np.diff(tokenise([text]).starts)[0])


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("one two, three", 3), ("中国五矿", 4), ("2024年 report", 3), ("ひらがな", 4), ("  ", 0), ("don't", 2),
     ("𠀀𠀁", 2)],
)
def test_a_token_is_a_word_or_a_han_character(text: str, number: int) -> None:
    assert counts(text) == number


def test_tokens_do_not_depend_on_neighbours_case_or_width() -> None:
    alone = tokenise(["Copper ２０２４ ore"])
    among = tokenise(["x", "copper 2024 ORE", "y"])
    assert (alone.hashes == among.hashes[among.starts[1] : among.starts[2]]).all()


def test_characters_are_counted_by_class() -> None:
    (row,) = tokenise(["ab 12 五矿。"]).classes
    assert (row[LETTER], row[DIGIT], row[HAN]) == (2, 2, 2)


def test_words_of_one_batch_never_run_into_the_next_text() -> None:
    tokens = tokenise(["ab", "cd"])
    assert list(tokens.starts) == [0, 1, 2]
    assert int(tokens.hashes[1]) == word_hash("cd")


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("one", 1), ("one two three four", 4 - WORD_SHINGLE + 1), ("中国五矿集团", 6 - CJK_SHINGLE + 1)],
)
def test_shingles(text: str, number: int) -> None:
    hashes, starts = shingles(tokenise([text]))
    assert len(hashes) == number == starts[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company said that it will build a new plant in the north of the country by the end of the year.", "en"),
        ("Die Gesellschaft hat mit dem Bau der neuen Anlage begonnen und wird sie im Herbst an die Kunden übergeben.", "de"),
        ("La société a annoncé que les travaux de la nouvelle usine sont en cours et que le site sera ouvert au public.", "fr"),
        ("公司表示，新工厂将于年底前在北部地区建成投产，预计年产量将达到十万吨以上。", "zh"),
        ("当社は新しい工場を北部に建設し、年末までに稼働させる予定であると発表しました。", "ja"),
        ("회사는 올해 말까지 북부 지역에 새로운 공장을 건설할 것이라고 발표했습니다 그리고 계속", "ko"),
        ("Компания сообщила что новый завод будет построен на севере страны и что его работа начнется в конце года.", "ru"),
        ("12 34 56", None),
        ("", None),
    ],
)
def test_languages(text: str, expected: str | None) -> None:
    assert languages(tokenise(["other text", text]))[1] == expected


def test_scripts() -> None:
    assert list(scripts(tokenise(["abc", "五矿", "дом", "123", "ελλάδα"]))) == ["latin", "han", "cyrillic", None, "other"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("RMB 3.5 billion", "35亿元"), ("120,000 tons", "12万吨"), ("up 12.5%", "增长12.5％"),
        ("on June 6, 2019", "2019年6月6日"),
        ("6 June", "6月6日"), ("20 million", "2,000万"), ("2024-03-05", "3月5日"), ("1.2 trillion", "1.2万亿"),
    ],
)  # fmt: skip
def test_figures_of_two_languages_agree(english: str, chinese: str) -> None:
    assert telling(figures_in(english)) == telling(figures_in(chinese)) != set()


def test_names_are_capitals_within_a_sentence() -> None:
    assert names("The chairman Li Wei met Mr Smith. Today is a holiday.") == {"li", "wei", "mr", "smith"}
    assert latin_words("公司与 Silver Ridge 签署协议") == {"silver", "ridge"}


def test_a_corrected_release_is_the_same_and_next_months_report_is_not() -> None:
    march = "In March the mine sold 4,812 tons to Lima, 3.4% more than in the month before, at 91 dollars a ton."
    texts = read_texts([march, march.replace("sold", "has sold"), march.replace("March", "April").replace("4,812", "5,120")
                        .replace("3.4", "6.4").replace("91", "95")])  # fmt: skip
    assert same_release(texts[0], texts[1])[0]
    assert similarity(texts[0], texts[2]) > 0.2
    assert not same_release(texts[0], texts[2])[0]
