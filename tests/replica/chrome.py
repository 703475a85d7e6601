"""Page furniture: headers, menus, sidebars, what follows a body, and footers, in both languages and many forms."""

import random
from collections.abc import Sequence
from html import escape

Link = tuple[str, str]  # (text, address)

MENU = {
    "en": (
        "Home",
        "About Us",
        "News",
        "Business",
        "Investor Relations",
        "Social Responsibility",
        "Culture",
        "Careers",
        "Contact Us",
    ),
    "zh": ("首页", "走进集团", "新闻中心", "业务领域", "党的建设", "社会责任", "科技创新", "人力资源", "联系我们"),
}
SUBMENU = {
    "en": ("From the Chairman", "Leadership", "Milestones", "Organization", "Media Contact", "Download", "Sitemap"),
    "zh": ("董事长致辞", "领导班子", "发展历程", "组织架构", "工会园地", "统战群团", "网站地图"),
}
_WORDS = {
    "en": {
        "prev": ("Previous: ", "Prev：", "Last article: "),
        "next": ("Next: ", "Next：", "Next article: "),
        "none": "None",
        "related": ("Related News", "Related Links", "You may also like"),
        "hot": ("Hot News", "Latest News", "Most Read"),
        "share": ("Share to:", "Share:", "Share"),
        "qr": ("Scan the QR code to read on mobile", "Follow us on WeChat"),
        "print": "Print",
        "close": "Close",
        "links": "Links to member units",
        "search": "Search",
    },
    "zh": {
        "prev": ("上一篇：", "上一条:"),
        "next": ("下一篇：", "下一条:"),
        "none": "没有了",
        "related": ("相关新闻", "相关链接", "延伸阅读"),
        "hot": ("热点新闻", "最新动态", "点击排行"),
        "share": ("分享到：", "分享："),
        "qr": ("扫一扫在手机打开当前页", "关注官方微信"),
        "print": "打印",
        "close": "关闭窗口",
        "links": "成员单位",
        "search": "搜索",
    },
}


def anchors(links: Sequence[Link], glue: str = " ") -> str:
    """Plain links in a row."""
    return glue.join(f'<a href="{escape(href)}">{escape(text, quote=False)}</a>' for text, href in links)


def header(language: str, home: str, news: str, form: str) -> str:
    """Logo and menu with a way to the address `news`; form is script, list, table, map or select."""
    names = MENU[language]
    paths = {0: home, 1: f"{home}about/", 2: news}
    links = [(name, paths.get(i, f"{home}channel{i}/")) for i, name in enumerate(names)]
    sub = [(name, f"{home}about/{i}/") for i, name in enumerate(SUBMENU[language])]
    if form == "script":
        return f'<script language="javascript" src="{home}js/headtop.js"></script>'
    if form == "list":
        items = "".join(
            f'<li><a href="{href}">{name}</a>' + (f'<ul style="display:none">{_items(sub)}</ul>' if i == 1 else "") + "</li>"
            for i, (name, href) in enumerate(links)
        )
        logo = f'<div class="logo"><a href="{home}"><img src="{home}images/logo.png" alt=""></a></div>'
        return f'<div class="head">{logo}<ul class="nav">{items}</ul></div>'
    if form == "table":
        cells = "".join(
            f'<td width="90" align="center" background="{home}images/bg.gif"><a href="{href}">{name}</a></td>'
            for name, href in links
        )
        return f'<table width="980" cellpadding="0" cellspacing="0" align="center"><tr>{cells}</tr></table>'
    if form == "map":
        areas = "".join(
            f'<area shape="rect" coords="{i * 90},0,{i * 90 + 90},30" href="{href}" alt="{name}">'
            for i, (name, href) in enumerate(links)
        )
        return f'<img src="{home}images/nav.jpg" usemap="#Map" border="0"><map name="Map">{areas}</map>'
    box = "".join(f'<option value="{href}">{name}</option>' for name, href in sub)
    search = f'<form action="{home}search.jsp">'
    search += f'<input type="text" name="q"><input type="submit" value="{_WORDS[language]["search"]}"></form>'
    return f'<div id="top">{anchors(links, " | ")} <select onchange="location=this.value">{box}</select>{search}</div>'


def sidebar(language: str, news: Sequence[Link], teasers: Sequence[str], form: str, rng: random.Random) -> str:
    """A column beside the article; form is none, hot, menu, both or teasers (news with their first words)."""
    if form == "none":
        return ""
    parts = []
    if form in ("menu", "both"):
        parts.append(f'<div class="leftnav">{_list([(name, "#") for name in SUBMENU[language]])}</div>')
    if form == "teasers" and news:
        word = rng.choice(_WORDS[language]["hot"])
        shown = "".join(
            f"<h5>{anchors([link])}</h5><p>{escape(text, quote=False)}</p>" for link, text in zip(news, teasers, strict=False)
        )
        parts.append(f'<div class="box teasers"><h4>{word}</h4>{shown}</div>')
    if form in ("hot", "both") and news:
        word = rng.choice(_WORDS[language]["hot"])
        parts.append(f'<div class="box"><h4>{word}</h4>{_list(news)}</div>')
    return "".join(str(part) for part in parts)


def afterwards(
    language: str, extras: Sequence[str], news: Sequence[Link], around: tuple[Link | None, Link | None], rng: random.Random
) -> str:
    """What stands between body and footer: any of neighbours, related, share, qr, tools."""
    words = _WORDS[language]
    parts = []
    for extra in extras:
        if extra == "neighbours":
            parts.append(_neighbours(language, around, rng))
        elif extra == "related" and news:
            parts.append(f'<div class="xgxw"><b>{rng.choice(words["related"])}</b>{_list(news)}</div>')
        elif extra == "share":
            names = ("微信", "微博", "QQ") if language == "zh" else ("WeChat", "Weibo", "Twitter")
            icons = "".join(f'<a href="#" class="bds_{i}">{name}</a>' for i, name in enumerate(names))
            parts.append(f'<div class="bdsharebuttonbox"><span>{rng.choice(words["share"])}</span>{icons}</div>')
        elif extra == "qr":
            parts.append(f'<div class="ewm"><img src="/images/qr.png" alt=""><p>{rng.choice(words["qr"])}</p></div>')
        elif extra == "tools":
            left, right = rng.choice((("【", "】"), ("[", "]")))
            parts.append(
                f'<div align="right"><a href="javascript:window.print()">{left}{words["print"]}{right}</a> '
                f'<a href="javascript:window.close()">{left}{words["close"]}{right}</a></div>'
            )
    return "\n".join(parts)


def footer(kind: str, form: str, home: str) -> str:
    """Copyright, licence and police numbers; `kind` is the template generation, form is script, inline or table."""
    lines = {
        "B": "Copyright:China Minmetals Corporation. 2007~2010 All Rights Reserved"
        "&nbsp; 京ICP备05017583&nbsp; 京公网安备110401300101"
        f'&nbsp;&nbsp;&nbsp; <a href="{home}terms/">Terms of use</a>',
        "C": "Copyright © China Minmetals Corporation. All rights reserved.  京ICP备05017583号-1  京公网安备11040102700101号",
        "Z": "版权所有：中国五矿集团有限公司　京ICP备05017583号　京公网安备110401300101号　网站地图 | 法律声明",
        "M1": "Copyright © 2015 Metallurgical Corporation of China Ltd. All Rights Reserved 京ICP备05041566号",
        "M2": "版权所有 © 中国冶金科工股份有限公司 京ICP备05041566号 <a href='/mcc_en/legal/'>Legal Statement</a>",
        "J": "中国有色矿业集团有限公司 版权所有 京ICP备05029386号 地址：北京市朝阳区安定路10号",
        "K": "版权所有：中国有色矿业集团有限公司 京ICP备05029386号-1 京公网安备11010502034567号",
    }
    text = lines.get(kind, lines["B"])
    if kind == "K":
        text += "<br>Produced By CMS 网站群内容管理系统 publishdate:2025-04-21 10:33:05"
    if form == "script" and kind not in ("B", "K"):
        return f'<script src="{home}js/foot.js"></script>'
    if form == "table":
        return f'<table width="980" align="center"><tr><td align="center" bgcolor="#EEEEEE">{text}</td></tr></table>'
    if form == "long":
        text = f"<p>{_ADDRESS['zh' if kind in ('Z', 'J', 'K') else 'en']}</p><p>{text}</p>"
    return f'<div class="footer">{text}</div>'


_ADDRESS = {
    "en": "No. 5 Sanlihe Road, Haidian District, Beijing 100044, Tel: 86-10-00000000. The contents of this "
    "web site are for reference only; no part of them may be reproduced without the written consent of the company.",
    "zh": "地址：北京市海淀区三里河路5号 邮编：100044 电话：010-00000000。未经书面许可，任何单位和个人不得转载本网站内容。",
}


def _items(links: Sequence[Link]) -> str:
    return "".join(f'<li><a href="{escape(href)}">{escape(text, quote=False)}</a></li>' for text, href in links)


def _list(links: Sequence[Link]) -> str:
    return f"<ul>{_items(links)}</ul>"


def _neighbours(language: str, around: tuple[Link | None, Link | None], rng: random.Random) -> str:
    words = _WORDS[language]
    shown = []
    for key, link in zip(("prev", "next"), around, strict=True):
        word = rng.choice(words[key])
        shown.append(f"<p>{word}{anchors([link]) if link else words['none']}</p>")
    return f'<div class="page_turn">{"".join(shown)}</div>'


def noise(language: str, kinds: Sequence[str]) -> str:
    """Small furniture above the column: a ticker, a clock, a login box, hidden boxes, comments, a cookie line, languages."""
    shown = _NOISES[language]
    return "\n".join(shown[kind] for kind in kinds)


_NOISES: dict[str, dict[str, str]] = {
    "en": {
        "logo": '<h1 class="logo"><a href="#">Welcome to our English web site</a></h1>',
        "ticker": '<marquee scrollamount="3"><a href="#">Notice: the web site will be upgraded this weekend.</a></marquee>',
        "clock": '<div class="date"><script>showDate();</script>Today is Friday, June 19, 2026</div>',
        "login": '<form action="/search.jsp">User: <input name="u"> Code: <input type="password"> <button>Go</button></form>',
        "noscript": "<noscript>Please enable JavaScript in your browser to visit this site properly.</noscript>",
        "popup": '<div id="pop" style="display:none"><p>Thank you. Please take part in our reader survey of 2026.</p></div>',
        "comments": "<!-- header end --><!-- <p>Old notice: the office is closed on May 1.</p> -->",
        "cookies": '<div class="cookie-bar">We use cookies to improve your experience. <a href="#">Accept</a></div>',
        "languages": '<div class="lang"><a href="/">中文</a> | <a href="#">English</a> | <a href="#">Español</a></div>',
    },
    "zh": {
        "logo": '<h1 class="logo"><a href="#">欢迎访问本公司网站</a></h1>',
        "ticker": '<marquee scrollamount="3"><a href="#">公告：本网站将于本周末升级维护。</a></marquee>',
        "clock": '<div class="date"><script>showDate();</script>今天是2026年6月19日 星期五</div>',
        "login": '<form action="/search.jsp">用户名：<input name="u"> 密码：<input type="password"> <button>登录</button></form>',
        "noscript": "<noscript>请启用浏览器的 JavaScript 以正常访问本网站。</noscript>",
        "popup": '<div id="pop" style="display:none"><p>感谢您的访问，欢迎参加2026年度网站满意度调查。</p></div>',
        "comments": "<!-- header end --><!-- <p>旧公告：5月1日放假。</p> -->",
        "cookies": '<div class="cookie-bar">本网站使用 Cookie 改善您的体验。<a href="#">同意</a></div>',
        "languages": '<div class="lang"><a href="/english/">English</a> | <a href="#">邮箱</a> | <a href="#">OA</a></div>',
    },
}
