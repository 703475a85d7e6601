"""Lines that are furniture, each kind with one that is and one that only looks like it."""

# ruff: noqa: E501  markup and lines are read best whole

import re

import pytest
from lxml import html

from crawler.page.blocks import Block
from crawler.page.boilerplate import TAIL_LINES, TOOL_LINES, is_furniture, is_icon, is_offer, opens_tail
from crawler.page.walk import outline


def block(markup: str) -> Block:
    return outline(html.fromstring(f"<div>{markup}</div>")).blocks[0]


TOOLS = {
    "buttons": ("[Print] [Close]", "Print shops closed early"),
    "share": ("Share to: WeChat", "Share prices rose in Marlow after the news of the week was out"),
    "networks": ("ShareWeChatWeiboTwitter", "Twitter users asked for more"),
    "share_zh": ("分享到：微信 微博", "代表们分享了各自的经验，并就下一步工作交换了意见，会议气氛热烈，取得圆满成功，达到了预期目的。"),
    "font_size": ("Font size: A A A", "Fonts of the twelfth century were on show"),
    "sizes": ("Big Middle Small", "Big mines need small machines"),
    "font_size_zh": ("字体：大 中 小", "大中小学生参观了展厅"),
    "views": ("Views: 1024", "Views on the market differ"),
    "buttons_zh": ("【打印】 【关闭窗口】", "打印机厂的搬迁工作已经完成"),
    "qr_code": ("扫一扫在手机打开当前页", "二维码管理系统正式上线"),
}
TAIL = {
    "neighbours": ("Previous: Miners Rescued", "Next year the company will open a mine"),
    "neighbours_zh": ("上一篇：五矿召开会议", "下一条隧道将于年底贯通"),
    "related": ("Related News", "Related news was published in Marlow last week."),
    "related_zh": ("相关新闻", "相关新闻发布会在京举行，各界代表参加"),
    "editor": ("Editor: Li Ming", "Editors of three papers: they asked, they wrote, and they praised the new plant in the valley at length"),
    "editor_zh": ("责任编辑：王小明", "责任编辑们参观了矿山"),
    "copyright": ("Copyright © Example Corporation. All Rights Reserved", "The copyrights were sold"),
    "copyright_zh": ("京ICP备05017583号", "京津冀协同发展"),
    "terms": ("Terms of use", "Terms of the contract were not made public"),
    "terms_zh": ("网站地图 | 法律声明", "本网站地图"),
    "operator": ("技术支持：某某公司", "技术支持是成功的关键"),
    "address": ("地址：北京市海淀区某路5号", "地址勘察工作完成"),
    "rebuilt": ("publishdate:2025-04-21 10:33:05", "The publishdate of the book is unknown to us"),
    "documents": ("附件下载", "附件中的表格如下所示"),
}


def test_every_pattern_has_its_pair() -> None:
    assert set(TOOLS) == set(TOOL_LINES)
    assert set(TAIL) == set(TAIL_LINES)


@pytest.mark.parametrize("name", TOOL_LINES)
def test_tools(name: str) -> None:
    line, looks_like_it = TOOLS[name]
    assert re.fullmatch(rf"\W*(?:{TOOL_LINES[name]})\W*", line, re.IGNORECASE)
    assert is_furniture(block(line))
    assert not is_furniture(block(looks_like_it))


@pytest.mark.parametrize("name", TAIL_LINES)
def test_tail(name: str) -> None:
    line, looks_like_it = TAIL[name]
    assert re.match(rf"\W*(?:{TAIL_LINES[name]})", line, re.IGNORECASE)
    assert opens_tail(block(line))
    assert not opens_tail(block(looks_like_it))


@pytest.mark.parametrize(
    "text",
    [
        ".TRS_Editor P{margin-top:0;line-height:1.5}.TRS_Editor DIV{margin-top:0}",
        "】",
        "* * *",
        "###",
        "【完】",
    ],
)
def test_leaked_styles_and_signs(text: str) -> None:
    assert is_furniture(block(text))


@pytest.mark.parametrize("text", ["{Example} opened a mine.", "A", "3.", "“Good.”", "第一，加强管理。", "Close the gap, said the chairman."])
def test_what_is_news(text: str) -> None:
    assert not is_furniture(block(text))
    assert not opens_tail(block(text))


@pytest.mark.parametrize(
    ("tag", "icon"),
    [
        ('<img src="/images/qr.png">', True),
        ('<img src="/images/color1.gif">', True),
        ('<img src="/images/ewm2.jpg">', True),
        ('<img src="x.gif" width="16" height="16">', True),
        ('<img src="a.jpg" alt="微信扫一扫">', True),
        ('<img src="./W020190606123456789012.jpg">', False),
        ('<img src="./shares-ceremony.jpg" width="600">', False),
        ('<img src="/photos/colorado.jpg">', False),
    ],
)
def test_icons(tag: str, icon: bool) -> None:
    assert is_icon(block(tag)) is icon


@pytest.mark.parametrize(
    ("markup", "offer"),
    [
        ('Attachment: <a href="a.pdf">Report 2020.pdf</a>', True),
        ('附件：<a href="a.docx">年度报告.docx</a>', True),
        ('<a href="a.pdf">Report 2020.pdf</a>', True),
        ('The company published its <a href="a.pdf">report</a> on the year.', False),
        ('Attachment to the soil is a virtue of <a href="a.html">miners</a>', False),
    ],
)
def test_offers_of_documents(markup: str, offer: bool) -> None:
    assert is_offer(block(markup)) is offer
