"""Where paragraphs end: one matching and one other case for each rule."""

import pytest

from crawler.text.writing import Join, between_lines, between_paragraphs, glue


@pytest.mark.parametrize(
    ("before", "after", "indent", "join"),
    [
        ("As a global company, China Minmetals has", "abundant mineral resources.", False, Join.SAME),
        ("The company reported its results.", "abundant growth followed", False, Join.SPLIT),
        ("As a global company, China Minmetals has", "Abundant mineral resources", False, Join.SPLIT),
        ("Highlights:", "growth in all fields", False, Join.SPLIT),
        ("Results", "growth in all fields", False, Join.SPLIT),
        ("The following people took part in it", "a) the chairman", False, Join.SPLIT),
        ("The new phone of the company is called", "iPhone 15 and is sold", False, Join.SPLIT),
        ("会议在北京召开，", "与会代表参加了讨论。", False, Join.SAME),
        ("会议在北京召开，", "与会代表参加了讨论。", True, Join.SPLIT),
        ("加强国际合作", "会议指出要加强合作。", False, Join.SPLIT),
        ("An annual report was published by the", "- first item of a list", False, Join.SPLIT),
    ],
)
def test_between_paragraphs(before: str, after: str, indent: bool, join: Join) -> None:
    assert between_paragraphs(before, after, indent) is join


@pytest.mark.parametrize(
    ("before", "after", "indent", "join"),
    [
        ("The first paragraph ends here.", "The second begins.", False, Join.SPLIT),
        ("China Minmetals Building", "No. 5 Sanlihe Road", False, Join.LINE),
        ("The company announced today that its", "results had improved", False, Join.SAME),
        ("会议指出，要进一步加强党的建设和企业改革发展的各项", "工作。", False, Join.SAME),
        ("一、加强学习", "二、狠抓落实", False, Join.LINE),
        ("会议指出，要加强各项工作和企业改革发展的建设", "各单位要落实", True, Join.SPLIT),
    ],
)
def test_between_lines(before: str, after: str, indent: bool, join: Join) -> None:
    assert between_lines(before, after, indent) is join


def test_glue() -> None:
    assert glue("has", "abundant") == " "
    assert glue("有限", "公司") == ""
    assert glue("inter-", "national") == ""
