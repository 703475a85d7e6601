"""Every declared layout under markups that nobody has seen: the wording and the order are given, the markup is not."""

# ruff: noqa: E501  markup and lines are read best whole

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from crawler.extract.layout.match import best_fit
from crawler.layouts.cnmc import CNMC_CMS, CNMC_JSP
from crawler.layouts.mcc import MCC_FOCUS, MCC_TRS
from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023, MINMETALS_JSP, MINMETALS_USA, MINMETALS_ZH
from crawler.page.page import Page
from crawler.site import Layout

TITLE = "Company Opens Tungsten Hall in Chenshan City"
BODY = [
    "The company opened a hall of tungsten in Chenshan City, and the deputy president cut the ribbon together with many guests.",
    "The hall has four rooms. Visitors may touch every mineral on show, and guides speak three languages with them.",
    "Two more halls are to follow.",
]
TITLE_ZH = "某集团召开安全生产视频会议"
BODY_ZH = [
    "6月8日，某集团召开安全生产视频会议，党组成员、副总经理主持会议，各直管企业负责人在分会场参加会议。",
    "会议指出，今年以来各企业认真落实安全生产责任，隐患整改率达到98.6%，但仍存在培训不到位等问题。",
    "会议要求，确保安全度汛。",
]
FOOT = "Copyright:China Minmetals Corporation. 2007~2010 All Rights Reserved  京ICP备05017583"


@dataclass(frozen=True)
class Case:
    """A layout's lines: each head line is a list of tokens that any markup may part or join."""

    layout: Layout
    above: list[list[str]]
    below: list[list[str]]
    values: dict[str, str] = field(default_factory=dict)
    foot: str = FOOT

    @property
    def title(self) -> str:
        return TITLE_ZH if self.layout.language == "zh" else TITLE

    @property
    def body(self) -> list[str]:
        return BODY_ZH if self.layout.language == "zh" else BODY


TOOLS = ["Font size:【", "Big", "Middle", "Small", "】", "【Print", "Color:"]
CASES = [
    Case(MINMETALS_2016, [["Your location:", "Home", ">>", "News"]], [TOOLS]),
    Case(
        MINMETALS_2023,
        [["Home", ">", "News", ">", "Minmetals News"]],
        [["China Minmetals Corporation", "2023-10-25"]],
        {"source": "China Minmetals Corporation", "date": "2023-10-25"},
    ),
    Case(MINMETALS_JSP, [], [["China Minmetals Corporation"], TOOLS], {"source": "China Minmetals Corporation"}),
    Case(MINMETALS_USA, [[">", "HOME", ">", "News"]], []),
    Case(
        MINMETALS_ZH,
        [["首页", ">", "党的建设"]],
        [["2026-06-10"], ["文章来源：", "新闻中心"]],
        {"source": "新闻中心", "date": "2026-06-10"},
        "版权所有：某集团",
    ),
    Case(
        MCC_FOCUS,
        [["Position:", "Homepage", ">", "Focus", ">", "News Update"]],
        [["CopyFrom:[MCC]", "Date:15 May 2018"], ["+", ".", "-"]],
        {"source": "MCC", "date": "15 May 2018"},
    ),
    Case(
        MCC_TRS,
        [["Press Center", ">", "News Focus"]],
        [["source:MCC", "Author:中国中冶", "Release time:2017-04-06"]],
        {"source": "MCC", "author": "中国中冶", "date": "2017-04-06"},
    ),
    Case(
        CNMC_JSP,
        [["首页", ">>", "新闻中心", ">>", "媒体报道"]],
        [["来源:", "矿业周刊"], ["发布时间:2016-11-28", "打印"]],
        {"source": "矿业周刊", "date": "2016-11-28"},
        "版权所有：某集团",
    ),
    Case(
        CNMC_CMS,
        [["首页", ">", "新闻中心", ">", "集团新闻"]],
        [["发布时间：2022-06-17", "来源：铜岭公司"]],
        {"source": "铜岭公司", "date": "2022-06-17"},
        "Produced By CMS 网站群内容管理系统 publishdate:2025-04-21",
    ),
]
Markup = Callable[[Case], str]


def divs(case: Case) -> str:
    head = "".join(f"<div>{' '.join(line)}</div>" for line in case.above)
    marks = "".join(f"<div>{' '.join(line)}</div>" for line in case.below)
    return f"{head}<h1>{case.title}</h1>{marks}<div>{''.join(f'<p>{p}</p>' for p in case.body)}</div><div>{case.foot}</div>"


def flat_paragraphs(case: Case) -> str:
    lines = [*(" ".join(line) for line in case.above), case.title, *(" ".join(line) for line in case.below), *case.body, case.foot]
    return "".join(f"<p>{line}</p>" for line in lines)


def cells(case: Case) -> str:
    def row(line: list[str]) -> str:
        return f"<TR>{''.join(f'<TD><FONT size=2>{token}</FONT></TD>' for token in line)}</TR>"

    body = "<BR><BR>".join(f"&nbsp;&nbsp;{p}" for p in case.body)
    rows = [*map(row, case.above), row([case.title]), *map(row, case.below), row([body]), row([case.foot])]
    return f"<TABLE>{''.join(rows)}</TABLE>"


def nested_tables(case: Case) -> str:
    def table(inner: str) -> str:
        return f"<table width='100%'><tr><td align=center><table><tr><td>{inner}</td></tr></table></td></tr></table>"

    head = "".join(table("".join(f"<span>{token}</span>&nbsp;" for token in line)) for line in case.above)
    marks = "".join(table("".join(f"<span>{token}</span> " for token in line)) for line in case.below)
    editor = f"<div class=TRS_Editor><div class=TRS_PreAppend>{''.join(f'<div>{p}</div>' for p in case.body)}</div></div>"
    menu = "<table><tr><td><a href=/>Start</a></td><td><a href=/n/>News</a></td></tr></table>"
    return menu + head + table(f"<b>{case.title}</b>") + marks + table(editor) + table(case.foot)


def breaks(case: Case) -> str:
    lines = [*(" ".join(line) for line in case.above)]
    marks = [*(" ".join(line) for line in case.below)]
    head = "<br>".join(lines) + ("<br>" if lines else "")
    tail = "<br>".join(marks) + ("<br>" if marks else "")
    return f"<div>{head}<div><font size=4>{case.title}</font></div>{tail}</div><div>{'<br>　　'.join(case.body)}</div><hr>{case.foot}"


def list_items(case: Case) -> str:
    lines = [*(" ".join(line) for line in case.above), f"<strong>{case.title}</strong>", *(" ".join(line) for line in case.below)]
    items = "".join(f"<li>{line}</li>" for line in lines)
    body = "".join(f"<section><p style='text-indent:2em'><span>{p}</span></p></section>" for p in case.body)
    return f"<ul>{items}<li><article>{body}</article></li></ul><ul><li>{case.foot}</li></ul>"


MARKUPS: list[Markup] = [divs, flat_paragraphs, cells, nested_tables, breaks, list_items]
ALL = [case.layout for case in CASES]


@pytest.mark.parametrize("markup", MARKUPS, ids=lambda markup: markup.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.layout.name)
class TestLayout:
    def fit(self, case: Case, markup: Markup, evidence: dict[str, str]) -> tuple[str | None, list[str], dict[str, str]]:
        html = f"<html><head><title>Site</title></head><body>{markup(case)}</body></html>"
        found = best_fit(Page("http://www.example.com/a.html", html), (case.layout,), evidence)
        assert found is not None
        return found.headline.title, [" ".join(block.text.split()) for block in found.body], found.values

    def test_is_found_with_the_listing_at_hand(self, case: Case, markup: Markup) -> None:
        title, body, values = self.fit(case, markup, {"listing": case.title})
        assert (title, body, values) == (case.title, case.body, case.values)

    def test_is_found_without_any_help(self, case: Case, markup: Markup) -> None:
        title, body, _ = self.fit(case, markup, {})
        assert (title, body) == (case.title, case.body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.layout.name)
def test_the_right_layout_is_chosen_by_content(case: Case) -> None:
    mates = [each for each in ALL if each.name.split("/")[0] == case.layout.name.split("/")[0]]
    found = best_fit(Page("http://www.example.com/a.html", f"<body>{divs(case)}</body>"), mates, {"listing": case.title})
    assert found is not None
    assert found.layout.name == case.layout.name


def test_no_layout_fits_another_site() -> None:
    words = "".join(f"<p>{p}</p>" for p in BODY)
    page = Page("http://www.example.com/a.html", f"<div>Home / News</div><h1>{TITLE}</h1><p>June 6, 2019</p>{words}")
    assert best_fit(page, ALL, {"listing": TITLE}) is None
