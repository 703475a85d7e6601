"""Sentences that begin with a widget's word are news; the widgets themselves are not."""

import pytest

from crawler.page.boilerplate import is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "Next: the company will open five more mines to the public.",
        "Copyright protection and brand building were also on the agenda.",
        "分享会由王海峰主持。",
        "扫一扫会场二维码，职工即可进入网上展厅，参观人次创新高。",
    ],
)
def test_a_whole_sentence_is_kept(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "Next: China Minmetals Holds Annual Work Conference",
        "Previous: China Minmetals Holds Annual Work...",
        "Copyright: China Minmetals Corporation. All Rights Reserved.",
        "Scan the QR code to read on mobile.",
        "扫一扫在手机打开当前页。",
        "责任编辑：李国栋，校对：王海峰，审核：张明远。",
        "Share.",
    ],
)
def test_furniture_is_no_sentence(text: str) -> None:
    assert not is_sentence(text)
