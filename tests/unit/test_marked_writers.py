"""Writers whose names markup or spacing marks: set wide in Chinese, marked in a by-line of any language, members of a board."""

import pytest

from crawler.extract import extract


def _authors(line: str, lang: str, title: str, told: str) -> list[str]:
    body = f"<h1>{title}</h1>{line}<article>{f'<p>{told}</p>' * 3}</article>"
    return extract(f"<html lang={lang}><title>{title}</title><body>{body}</body></html>", "https://www.nordkai.example/news/1").authors


ROAD, ROAD_TEXT = "一条断头路打通的背后", "城南的断头路在十一月通车，沿线三个小区的居民上班少走了两公里，公交也改了线路。"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div class=author>本报记者\u3000宋知远\u3000柳&nbsp;&nbsp;溪</div>", ["宋知远", "柳溪"]),
        ("<p>来源：临海晚报 记者 周若溪</p>", ["周若溪"]),
        ("<p class=author>姚\u3000远</p>", ["姚远"]),
    ],
)
def test_chinese_names_set_wide_are_whole(line: str, names: list[str]) -> None:
    assert _authors(line, "zh", ROAD, ROAD_TEXT) == names


def test_a_name_that_is_marked_in_a_by_line_of_any_language_is_the_author() -> None:
    name = "<span class=fn itemprop=author><span itemprop=name>கயல்விழி</span></span>"
    line = f"<span class='post-author vcard'>இடுகையிட்டது {name}</span>"
    told = "கைத்தறி துணிகளை குளிர்ந்த நீரில் மட்டும் துவைக்க வேண்டும், வெயிலில் உலர்த்தக் கூடாது என்பது எங்கள் அனுபவம்."
    assert _authors(line, "ta", "கைத்தறி துணிகளைப் பராமரிப்பது எப்படி", told) == ["கயல்விழி"]


def test_the_member_of_a_korean_board_is_its_author() -> None:
    line = "<div class=profile_info><span class=sound_only>작성자</span> <b><span class=sv_member>홍보팀</span></b></div>"
    told = "한빛항은 다음 달부터 야간 하역을 다시 시작하고, 소음 기준을 지금의 절반으로 낮춘다고 밝혔다."
    assert _authors(line, "ko", "한빛항, 야간 하역 재개", told) == ["홍보팀"]
