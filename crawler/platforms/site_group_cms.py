"""The site-group CMS (网站群内容管理系统) of CNMC: `<channel>/YYYY/M/<letter><digits>.html`."""

import re

from crawler.site import ArticleUrl, Platform

SITE_GROUP_CMS = Platform(
    "site_group_cms",
    (
        ArticleUrl(
            name="site_group_cms",
            pattern=re.compile(r"\A/(?:[^?]*/)?(?:19|20)\d\d/\d{1,2}/(?P<id>[A-Z]?\d{12,24})\.s?html?(?:\?|$)"),
        ),
    ),
)
