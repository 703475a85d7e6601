"""The JSP generation that China Minmetals and CNMC shared: `detail.jsp?article_millseconds=<ms>&column_no=<n>`."""

import re

from crawler.site import ArticleUrl, Platform

DETAIL = ArticleUrl(
    name="jsp",
    # Parameters stand in any order; the publication instant is the native id, whatever column shows the article.
    pattern=re.compile(r"\A/(?:[^?]*/)?detail(?:en|tem)?\.jsp\?(?:[^#]*&)?article_millseconds=(?P<id>\d{11,14})(?:&|$)"),
    params=("article_millseconds", "column_no"),
    url_date=re.compile(r"[?&]article_millseconds=(?P<ms>\d{11,14})(?:&|$)"),
)

JSP = Platform("jsp", (DETAIL,), (re.compile(r"\A/(?:[^?]*/)?outline(?:en|tem)?\.jsp(?:\?|$)"),))
