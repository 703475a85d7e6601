"""The title among headings, meta tags, the title element and the listing's anchor."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract import extract
from crawler.extract.fields.title import find_title
from crawler.extract.fields.title_claims import is_name_or_number, segments
from crawler.items import Row
from crawler.page.page import Page
from crawler.text.fingerprint import title_key

BODY = "<p>" + "The company said that the works would go on for another year, and that more people would be hired. " * 4 + "</p>"
TITLE = "Ore Group Holds Annual Meeting on Safety"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>{TITLE}</title><h1>{TITLE}</h1>",
        f"<title>{TITLE} - Ore Group</title><h1>{TITLE}</h1>",
        f"<title>{TITLE} | News | Ore Group</title><h1>Ore Group</h1><h2>{TITLE}</h2>",
        f"<title>Ore Group - {TITLE}</title><h1>{TITLE}</h1>",
        f'<meta property="og:title" content="{TITLE}"><title>Ore</title><h1><img alt=Ore></h1>',
        f'<title>{TITLE}</title><table><tr><td class="t">{TITLE}</td></tr></table>',
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}"}}</script><h1>Newsroom</h1>',
        f"<title>Untitled</title><h1>{TITLE}</h1>",
        "<title>Ore</title><h1>Ore Group Holds<br>Annual Meeting<br>on Safety</h1>",
        f"<title>{TITLE}</title><table><tr><td class=t>Ore Group Holds<br>Annual Meeting on Safety</td></tr></table>",
        f'<meta property="og:site_name" content="Ore Group Newsroom">'
        f"<title>{TITLE} — Ore Group Newsroom</title><div>no heading</div>",
    ],
)
def test_whole_title_without_site(html: str) -> None:
    assert find_title(Page("http://www.ore.example/n/1.html", html + BODY)).text == TITLE


@pytest.mark.parametrize("separator", ["_", "-", " - ", "｜", "--", "|"])
def test_chinese_suffixes(separator: str) -> None:
    title = "某集团召开二〇一九年度扶贫工作会议"
    html = f"<title>{title}{separator}新闻中心{separator}某集团</title><div class=x>{title}</div><p>{'会议总结了工作。' * 20}</p>"
    assert find_title(Page("http://ore.example/", html)).text == title


def test_provenance_says_who_agrees_and_who_does_not() -> None:
    html = f'<meta property="og:title" content="Something else entirely"><title>{TITLE} | Ore</title><h1>{TITLE}</h1>{BODY}'
    title = find_title(Page("http://ore.example/", html))
    assert title.text == TITLE
    assert title.provenance.agree == ["title_element"]
    assert title.provenance.other == {"og:title": "Something else entirely"}
    assert not title.mismatch


def test_the_anchor_helps_where_the_page_has_no_title() -> None:
    row = Row("http://ore.example/1", title=TITLE)
    found = find_title(Page("http://ore.example/1", f"<div>{BODY}</div>"), row)
    assert (found.text, found.provenance.by) == (TITLE, "listing")
    assert find_title(Page("http://ore.example/1", BODY)).text is None


@pytest.mark.parametrize(
    ("html", "subtitle"),
    [
        (f"<h1>{TITLE}</h1><h2 class=subtitle>More people to be hired</h2>", "More people to be hired"),
        (f"<hgroup><h1>{TITLE}</h1><p>More people to be hired</p></hgroup>", "More people to be hired"),
        (
            f"<h1>{TITLE}</h1><div>More people to be hired</div><div>CopyFrom:[ORE] Date:15 May 2018</div>",
            "More people to be hired",
        ),
        (f"<h1>{TITLE}</h1><div>CopyFrom:[ORE] Date:15 May 2018</div>", None),
        (f"<h1>{TITLE}</h1>", None),
    ],
)
def test_subtitle(html: str, subtitle: str | None) -> None:
    assert find_title(Page("http://ore.example/1", f"<title>{TITLE}</title>{html}{BODY}")).subtitle == subtitle


def test_keys_and_segments() -> None:
    assert title_key("Ore, Group – 2019!") == "oregroup2019"
    assert segments("A title - with dash | News | Ore") == ["A title", "with dash", "News", "Ore"]
    assert segments("Well-known e-mail: a story") == ["Well-known e-mail: a story"]


@pytest.mark.parametrize("number", ["国资发〔2006〕12号", "公告2024年第3号", "第12号", "Press release no. 12/2024", "Pressemitteilung Nr. 45/2024", "Ref: AB-2024-12", "2024/045", "№ 17", "Comunicado n° 7/2024", "Release No. 33-11275"])
def test_the_number_a_notice_is_filed_under_is_no_title(number: str) -> None:
    line = "Notice on the repair of the cranes" if number.isascii() else "关于开展码头起重机检修工作的通知"
    body = "".join(f"<p>{'The crews begin on Monday and end before the storms. ' * 4}</p>" for _ in range(3))
    html = f"<title>Harbour Works Group</title><div class=c><p align=center>{number}</p><p align=center><b>{line}</b></p>{body}</div>"
    assert extract(html, "https://harbour.example/n/1").title == line


@pytest.mark.parametrize("line", ["第12号高炉点火成功", "No. 4 furnace restarts", "Nr. 1 in the market", "2024年报告", "Refinery 2 expands"])
def test_a_headline_with_a_number_is_one(line: str) -> None:
    assert not is_name_or_number(line)


@pytest.mark.parametrize("separator", ["－", "—", " － ", " | ", "_", "-"])
def test_a_company_behind_any_separator_is_no_part_of_a_chinese_title(separator: str) -> None:
    line = "第三码头起重机检修工作全面启动"
    body = "".join("<p>施工队伍周一进场，计划在台风季节到来之前完工，期间货物改由二号码头装卸，各单位已作出安排。</p>" for _ in range(4))
    html = f"<title>{line}{separator}东港建设集团有限公司</title><div>东港〔2025〕7号</div><div><strong>{line}</strong></div>{body}"
    assert extract(html, "https://harbour.example/n/2").title == line
