"""Hanweb jcms: `/art/YYYY/M/D/art_<column>_<id>.html`; the rows of its lists come from `dataproxy.jsp`, by GET or by POST."""

import re
from urllib.parse import urlencode

from crawler.site import ArticleUrl, Platform
from crawler.url_parts import with_posted

HANWEB = Platform(
    "hanweb",
    (
        ArticleUrl(
            name="hanweb",
            pattern=re.compile(r"\A/(?:[^?]*/)?art/(?:19|20)\d\d/\d{1,2}/\d{1,2}/art_\d{1,9}_(?P<id>\d{1,12})\.s?html?(?:\?|$)"),
        ),
    ),
    (re.compile(r"\A/(?:[^?]*/)?col/col\d{1,9}/(?:index\.s?html?)?(?:\?|$)"),),
)
_NEXT_GROUP = re.compile(
    r"<nextgroup>\s{0,20}+(?:<!\[CDATA\[)?\s{0,20}+<a\s[^<>]{0,40}?href\s{0,4}+=\s{0,4}+[\"']([^\"'<>]{1,900})[\"']", re.I
)
_PROXY = re.compile(r"\bproxyUrl\s*:\s*[\"']([^\"'<>\s]{1,300})[\"']")
_SETTING = re.compile(r"\b(perPage|groupSize|totalRecord)\s*:\s*[\"']?(\d{1,7})(?!\d)")
_SENT = re.compile(r"\bajaxParam\s*:\s*\{([^{}]{0,900})\}")
_FIELD = re.compile(r"[\"']?(\w{1,40})[\"']?\s{0,4}:\s{0,4}(?:\"([^\"]{0,200})\"|'([^']{0,200})'|(\d{1,12}))")


def next_group(text: str) -> str | None:
    """The address of the next group of rows that a page or an answer of the proxy names; None where it names none."""
    found = _NEXT_GROUP.search(text)
    return found[1].replace("&amp;", "&") if found else None


def proxy_call(scripts: str, rows: int) -> str | None:
    """What a page's scripts post to the proxy for the rows after those that are there; None where there are none."""
    proxy, sent = _PROXY.search(scripts), _SENT.search(scripts)
    if proxy is None or sent is None:
        return None
    said = {name: int(value) for name, value in _SETTING.findall(scripts)}
    if said.get("totalRecord", rows + 1) <= rows:
        return None
    size = said.get("perPage", 15) * said.get("groupSize", 3)
    place = {"startrecord": rows + 1, "endrecord": rows + size, "perpage": said.get("perPage", 15)}
    fields = [(name, one or two or three) for name, one, two, three in _FIELD.findall(sent[1])]
    return with_posted(f"{proxy[1]}?{urlencode(place)}", urlencode(fields))
