"""Metallurgical Corporation of China (MCC), English newsroom, newest first."""

from crawler.layouts.anchors import DAY_MONTH_YEAR, ISO_DATE, crumb_items
from crawler.site import SEPARATORS, Layout, Mark, any_of, loose

MCC_TRS = Layout(
    name="mcc/trs",
    crumb=loose(rf"(?P<path>(?:Home(?:page)?  {any_of(SEPARATORS)} )?Press Center{crumb_items()})"),
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

MCC_FOCUS = Layout(
    name="mcc/focus",
    crumb=loose(rf"Position [:：] (?P<path>Home(?:page)?{crumb_items()})"),
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
