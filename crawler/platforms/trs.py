"""TRS WCM: static pages `<channel>/YYYYMM/tYYYYMMDD_<id>.html`, the system of most Chinese state companies."""

import re

from crawler.site import ArticleUrl, Layout, Mark, Platform, loose

DOCUMENT = ArticleUrl(
    name="trs",
    # `_ext` is the mobile twin, `_1` ... the further pages of a long body.
    pattern=re.compile(r"/(?:[^?]*/)?t(?P<date>\d{8})_(?P<id>\d{3,10})(?:_ext|_\d{1,2})?\.(?:s?html?|jsp)(?:\?|$)"),
    twin=(re.compile(r"(/t\d{8}_\d{3,10})(?:_ext|_\d{1,2})(\.\w+)$"), r"\1\2"),
    url_date=re.compile(r"/t(?P<date>\d{8})_"),
)

TRS = Platform("trs", (DOCUMENT,))

COMPANY = r"China Minmetals (?:Corporation|Corp\.?|Group|\(?USA\)?,? Inc\.?)?"
# Year first, as all these systems print it, with a time or without.
ISO_DATE = r"(?:19|20)\d\d [-/.年] [01]?\d [-/.月] [0-3]?\d 日?(?:\s+[0-2]?\d:[0-5]\d(?::[0-5]\d)?)?"
# One separator of a breadcrumb, and the items between them. An item never spans lines, a separator may.
CRUMB_ITEMS = r"(?: (?:>>|»|>|›|＞) (?:[^\n>»›＞]{1,60}))"

# A Chinese name without blanks, and what ends it: a blank, a bracket, or the label of the next value.
NAME_ZH = r"[^\n\s:：|【\[（(]{1,40}?"
LABEL_ZH = (
    r"(?=\s|$|[|【\[（(]|(?:19|20)\d\d\s?[-/.年]|(?:文章|信息|稿件|新闻)?来源|(?:发布)?(?:时间|日期)|作者|撰稿|责任|字号|字体|浏览|点击|阅读|打印|分享)"
)

FONT_SIZE = Mark(
    "tool_bar",
    loose(
        r"Font size [:：]? [【\[]? Big [|/]? Middle [|/]? Small [】\]]?"
        r"(?: [【\[] Print [】\]]?)?(?: Colou?r [:：]?)?"
    ),
    needed=True,
)

MINMETALS_FOOTER = loose(
    r"^ Copyright [:：©]? China Minmetals|^[^\n]{0,200}All Rights Reserved|京 ICP [备证]|京公网安备|^ Terms of use"
)

MINMETALS_2016 = Layout(
    name="minmetals/2016",
    crumb=loose(rf"Your (?:location|position) [:：] (?P<path>Home{CRUMB_ITEMS}+)"),
    marks=(FONT_SIZE,),
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_2023 = Layout(
    name="minmetals/2023",
    crumb=loose(rf"^ (?P<path>Home{CRUMB_ITEMS}+)"),
    marks=(
        Mark("date_line", loose(rf"(?P<source>{COMPANY}) (?P<date>{ISO_DATE}) $"), needed=True),
    ),
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_USA = Layout(
    name="minmetals/usa",
    crumb=loose(rf"^ > (?P<path>HOME{CRUMB_ITEMS}+)"),
    after_crumb=loose(r"> News"),
    crumb_needed=True,
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_ZH = Layout(
    name="minmetals/zh",
    crumb=loose(rf"(?P<path>(?:首页|网站首页|主页){CRUMB_ITEMS}+)"),
    marks=(
        Mark("date_line", loose(rf"(?:(?:发布)?(?:时间|日期) [:：])? (?P<date>{ISO_DATE})"), needed=True),
        Mark("source_line", loose(rf"(?:文章|信息|稿件|新闻)?来源 [:：] (?P<source>{NAME_ZH}) {LABEL_ZH}"), needed=True),
    ),
    language="zh",
    title_hint=".xl_title",
)

MCC_TRS = Layout(
    name="mcc/trs",
    crumb=loose(rf"(?P<path>(?:Home(?:page)?  (?:>>|>|›|＞) )?Press Center{CRUMB_ITEMS}+)"),
    marks=(
        Mark(
            "meta_line",
            loose(
                r"source [:：] (?P<source>[^\n:：]{0,60}?) Author [:：] (?P<author>[^\n:：]{0,60}?)"
                rf" Release time [:：] (?P<date>{ISO_DATE})"
            ),
            needed=True,
        ),
    ),
    language="en",
)
