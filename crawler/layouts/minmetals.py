"""China Minmetals Corporation: the English newsroom, newest first, then the sub-site in the United States and the Chinese one."""

from crawler.layouts.anchors import FONT_SIZE, ISO_DATE, LABEL_ZH, NAME_ZH, crumb_items
from crawler.site import Layout, Mark, loose

COMPANY = r"China Minmetals (?:Corporation|Corp\.?|Group|\(?USA\)?,? Inc\.?)?"

MINMETALS_FOOTER = loose(
    r"^ Copyright [:：©]? China Minmetals|^[^\n]{0,200}All Rights Reserved|京 ICP [备证]|京公网安备|^ Terms of use"
)

MINMETALS_2023 = Layout(
    name="minmetals/2023",
    crumb=loose(rf"^ (?P<path>Home{crumb_items()})"),
    marks=(
        Mark("date_line", loose(rf"(?P<source>{COMPANY}) (?P<date>{ISO_DATE}) $"), needed=True),
    ),
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_2016 = Layout(
    name="minmetals/2016",
    crumb=loose(rf"Your (?:location|position) [:：] (?P<path>Home{crumb_items()})"),
    marks=(FONT_SIZE,),
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_JSP = Layout(
    name="minmetals/jsp",
    marks=(
        Mark("author_line", loose(r"^ (?P<source>China Minmetals Corporation) (?=Font size)"), needed=True),
        FONT_SIZE,
    ),
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_USA = Layout(
    name="minmetals/usa",
    crumb=loose(rf"^ > (?P<path>HOME{crumb_items()})"),
    after_crumb=loose(r"> News"),
    crumb_needed=True,
    footer=MINMETALS_FOOTER,
    language="en",
)

MINMETALS_ZH = Layout(
    name="minmetals/zh",
    crumb=loose(rf"(?P<path>(?:首页|网站首页|主页){crumb_items()})"),
    marks=(
        Mark("date_line", loose(rf"(?:(?:发布)?(?:时间|日期) [:：])? (?P<date>{ISO_DATE})"), needed=True),
        Mark("source_line", loose(rf"(?:文章|信息|稿件|新闻)?来源 [:：] (?P<source>{NAME_ZH}) {LABEL_ZH}"), needed=True),
    ),
    language="zh",
    title_hint=".xl_title",
)
