"""China Nonferrous Metal Mining Group (CNMC), newest first."""

from crawler.layouts.anchors import ISO_DATE, LABEL_ZH, NAME_ZH, crumb_items
from crawler.site import Layout, Mark, loose

CNMC_CMS = Layout(
    name="cnmc/cms",
    crumb=loose(rf"(?P<path>(?:首页|主页|网站首页|Home){crumb_items()})"),
    marks=(
        Mark("source_line", loose(rf"(?:文章|信息|稿件)?来源 [:：] (?P<source>{NAME_ZH})? {LABEL_ZH}")),
        Mark("author_line", loose(rf"(?:作者|撰稿) [:：] (?P<author>{NAME_ZH}) {LABEL_ZH}")),
        Mark("date_line", loose(rf"(?:发布)?(?:时间|日期) [:：] (?P<date>{ISO_DATE})"), needed=True),
    ),
    # The date in this footer is the day the page was rebuilt, years after the news.
    footer=loose(r"Produced By|CMS 网站群内容管理系统|publishdate [:：]"),
    language="zh",
)

CNMC_JSP = Layout(
    name="cnmc/jsp",
    crumb=loose(rf"(?P<path>(?:首页|主页|Home){crumb_items()})"),
    marks=(
        Mark("source_line", loose(rf"(?:文章|信息)?来源 [:：] (?P<source>{NAME_ZH})? {LABEL_ZH}")),
        Mark(
            "date_line",
            loose(rf"发布(?:时间|日期) [:：] (?P<date>{ISO_DATE})(?: [【\[]? 打印 [】\]]?)"),
            needed=True,
        ),
    ),
    language="zh",
)
