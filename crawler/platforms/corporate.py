"""Smaller systems of the same family of companies: MCC's old focus pages and CNMC's site-group CMS."""

import re

from crawler.platforms.trs import CRUMB_ITEMS, ISO_DATE, LABEL_ZH, NAME_ZH
from crawler.site import ArticleUrl, Layout, Mark, Platform, loose

FOCUS = Platform(
    "focus",
    (
        ArticleUrl(
            name="focus",
            pattern=re.compile(r"/mccen/focus/[^/?]+/(?P<id>\d{3,10})/(?:index\.s?html?)?(?:\?|$)"),
        ),
    ),
)

SITE_GROUP_CMS = Platform(
    "site_group_cms",
    (
        ArticleUrl(
            name="site_group_cms",
            pattern=re.compile(r"/(?:[^?]*/)?(?:19|20)\d\d/\d{1,2}/(?P<id>[A-Z]?\d{12,24})\.s?html?(?:\?|$)"),
        ),
    ),
)

DAY_MONTH_YEAR = r"[0-3]?\d\s+[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d\d"

MCC_FOCUS = Layout(
    name="mcc/focus",
    crumb=loose(rf"Position [:：] (?P<path>Home(?:page)?{CRUMB_ITEMS}+)"),
    marks=(
        Mark(
            "meta_line",
            loose(
                r"Copy ?From [:：] \[? (?P<source>[^\n\]:：]{0,60}?) \]?"
                rf" Date [:：] (?P<date>{DAY_MONTH_YEAR}|{ISO_DATE})"
            ),
            needed=True,
        ),
        Mark("tool_bar", loose(r"\+ [.·•] [-–—−]")),
    ),
    date_order="DMY",
    language="en",
)

CNMC_CMS = Layout(
    name="cnmc/cms",
    crumb=loose(rf"(?P<path>(?:首页|主页|网站首页|Home){CRUMB_ITEMS}+)"),
    marks=(
        Mark("source_line", loose(rf"(?:文章|信息|稿件)?来源 [:：] (?P<source>{NAME_ZH})? {LABEL_ZH}")),
        Mark("author_line", loose(rf"(?:作者|撰稿) [:：] (?P<author>{NAME_ZH}) {LABEL_ZH}")),
        Mark("date_line", loose(rf"(?:发布)?(?:时间|日期) [:：] (?P<date>{ISO_DATE})"), needed=True),
    ),
    # The date in this footer is the day the page was rebuilt, years after the news.
    footer=loose(r"Produced By|CMS 网站群内容管理系统|publishdate [:：]"),
    language="zh",
)
