"""The JSP generation that China Minmetals and CNMC shared: `detail.jsp?article_millseconds=<ms>&column_no=<n>`."""

import re

from crawler.platforms.trs import CRUMB_ITEMS, FONT_SIZE, ISO_DATE, LABEL_ZH, MINMETALS_FOOTER, NAME_ZH
from crawler.site import ArticleUrl, Layout, Mark, Platform, loose

DETAIL = ArticleUrl(
    name="jsp",
    # Parameters stand in any order; the publication instant is the native id, whatever column shows the article.
    pattern=re.compile(r"/(?:[^?]*/)?detail(?:en|tem)?\.jsp\?(?:[^#]*&)?article_millseconds=(?P<id>\d{11,14})(?:&|$)"),
    params=("article_millseconds", "column_no"),
    url_date=re.compile(r"[?&]article_millseconds=(?P<ms>\d{11,14})(?:&|$)"),
)

JSP = Platform("jsp", (DETAIL,), (re.compile(r"/(?:[^?]*/)?outline(?:en|tem)?\.jsp(?:\?|$)"),))

MINMETALS_JSP = Layout(
    name="minmetals/jsp",
    marks=(
        Mark("author_line", loose(r"^ (?P<source>China Minmetals Corporation) (?=Font size)"), needed=True),
        FONT_SIZE,
    ),
    footer=MINMETALS_FOOTER,
    language="en",
)

CNMC_JSP = Layout(
    name="cnmc/jsp",
    crumb=loose(rf"(?P<path>(?:首页|主页|Home){CRUMB_ITEMS}+)"),
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
