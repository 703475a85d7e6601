"""MCC's old system: `/mccen/focus/<section>/<id>/index.html`."""

import re

from crawler.site import ArticleUrl, Platform

FOCUS = Platform(
    "focus",
    (
        ArticleUrl(
            name="focus",
            pattern=re.compile(r"/mccen/focus/[^/?]+/(?P<id>\d{3,10})/(?:index\.s?html?)?(?:\?|$)"),
        ),
    ),
)
