"""The further pages of an article whose body was cut into several."""

import re
from urllib.parse import urljoin, urlsplit

from crawler.page.page import Page

# It begins with literal letters, which lets the search skip over nearly all of a page; some spell the name with other capitals.
_CREATE = re.compile(
    r"reatePage[hH][tT][mM][lL]\w{0,40}\s*+\(\s*+(?:['\"][^'\"]*+['\"]\s*+,\s*+)?"
    r"['\"]?(?P<total>\d{1,3})['\"]?\s*+,\s*+['\"]?(?P<current>\d{1,3})['\"]?\s*+,"
    r"\s*+['\"](?P<name>[^'\"]++)['\"]\s*+,\s*+['\"](?P<ext>\w++)['\"]"
)
MAX_PARTS = 50


def body_parts(page: Page) -> tuple[str, ...]:
    """URLs of parts 2, 3 ... of the body, in order; empty where the page holds all of it.

    Only a pager that names this very document counts: the same call with another name pages a list beside the article.
    """
    file = urlsplit(page.url).path.rpartition("/")[2]
    stem = file.rpartition(".")[0] or file
    for match in _CREATE.finditer(page.text):
        total = int(match["total"])
        if match["name"].rpartition("/")[2] == stem and 1 < total <= MAX_PARTS:
            return tuple(urljoin(page.url, f"{stem}_{n}.{match['ext']}") for n in range(1, total))
    return ()
