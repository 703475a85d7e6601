"""What layouts share: patterns of dates and names, labels, breadcrumbs, the tool bar for the font size.

They are pieces of pattern for `crawler.site.loose`: a blank stands for any amount of white space.
"""

import re

from crawler.site import SEPARATORS, Mark, any_of, loose

# Year first, as most of these systems print it, with a time or without.
ISO_DATE = r"(?:19|20)\d\d [-/.年] [01]?\d [-/.月] [0-3]?\d 日?(?:\s+[0-2]?\d:[0-5]\d(?::[0-5]\d)?)?"
DAY_MONTH_YEAR = r"[0-3]?\d\s+[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d\d"

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


def crumb_items(separators: tuple[str, ...] = SEPARATORS) -> str:
    """A pattern of the items of a breadcrumb after its first one, each with the separator before it; at least one.

    An item never spans lines, a separator may. A layout with separators of its own names them here and in `separators`.
    """
    signs = re.escape("".join(sorted(set("".join(separators)) - {" "})))
    return rf"(?: {any_of(separators)} (?:[^\n{signs}]{{1,60}}))+"
