"""TRS WCM: static pages `<channel>/YYYYMM/tYYYYMMDD_<id>.html`, the system of most Chinese state companies."""

import re

from crawler.site import ArticleUrl, Platform

DOCUMENT = ArticleUrl(
    name="trs",
    # `_ext` is the mobile twin, `_1` ... the further pages of a long body.
    pattern=re.compile(r"\A/(?:[^?]*/)?t(?P<date>\d{8})_(?P<id>\d{3,10})(?:_ext|_\d{1,2})?\.(?:s?html?|jsp)(?:\?|$)"),
    twin=(re.compile(r"(/t\d{8}_\d{3,10})(?:_ext|_\d{1,2})(\.\w+)$"), r"\1\2"),
    url_date=re.compile(r"/t(?P<date>\d{8})_"),
)

TRS = Platform("trs", (DOCUMENT,))
