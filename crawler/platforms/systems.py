"""Publishing systems told by the markup of a page: a name for each, and for some where their lists are beside the page.

Most need no more than the generic rules: for those the row that names them is all there is. What a page says of its own maker
goes before what it shows, of which the first that fits counts; what others are built on (Drupal) comes after them. A link to
another host says nothing of the page.
"""

import re
from re import Pattern
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from crawler.platforms.q4 import RELEASES, is_q4_feed

LOOKED_AT = 400_000  # characters of a page in which a system shows itself


class System(NamedTuple):
    """A publishing system. sign: found in its pages; lists: path and query of an endpoint that lists all releases.

    built_on: the system that its pages may name as their maker.
    """

    name: str
    sign: Pattern[str]
    lists: str = ""
    built_on: str | None = None


def _sign(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SYSTEMS = (
    System("investis", _sign(r"delivered by (?:<[^<>]{1,200}>\s?)?investis|investis(?:digital|live)\.com")),
    System("investorroom", _sign(r"(?:filecache|mediaroom)\.investorroom\.com|class=[\"']?wd_(?:newsfeed|item_list|news_body)")),
    System("q4", _sign(r"\bq4(?:cdn|web|app|inc)\.com|class=[\"']?q4default|/pressrelease(?:service)?\.(?:svc|aspx)"), RELEASES),
    System("notified", _sign(r"\bnir-widget|\bnode--nir-news|\bnirtable\b|gcs-web\.com"), built_on="drupal"),
    System("prezly", _sign(r"\buc\.assets\.prezly\.com|<meta[^<>]{1,60}content=[\"']?prezly|prezly-slate")),
    System("mynewsdesk", _sign(r"\bmnd-assets\.mynewsdesk\.com|//(?:www\.)?mynewsdesk\.com/[a-z]{2}/[\w-]{1,80}/")),
    System("presspage", _sign(r"\bcontent\.presspage\.com")),
    System("squarespace", _sign(r"this is squarespace|\bstatic1?\.squarespace(?:-cdn)?\.com|images\.squarespace-cdn\.com")),
    System("wordpress", _sign(r"content=[\"']?wordpress\b|https://api\.w\.org/|/wp-(?:content|includes)/")),
    System("drupal", _sign(r"content=[\"']?drupal \d|\bdata-drupal-|/sites/default/files/|drupal-settings-json")),
    System("aem", _sign(r"/etc\.clientlibs/|\baem-grid\b|/content/dam/")),
    System("trs", _sign(r"\bTRS_(?:Editor|UEDITOR|PreAppend)\b|\bCurrChnlCls\b|/\d{6}/t\d{8}_\d{4,10}\.s?html?\b")),
    System("hanweb", _sign(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d{1,9}_\d|/jpage/dataproxy\.jsp")),
    System("component_cms", _sign(r"\bn\d{5,9}/c\d{5,9}/content\.s?html|<!--start component")),
    System("jsp", _sign(r"[?&;]article_millseconds=\d")),
    System("site_group_cms", _sign(r"网站群内容管理系统|/(?:19|20)\d\d/\d{1,2}/[A-Z]\d{15,20}\.s?html")),
    System("dedecms", _sign(r"\bdede_pages\b|/plus/(?:list|count|view)\.php\?|powered by dedecms")),
    System("jeecms", _sign(r"/\d{1,9}\.jhtml\b")),
    System("joomla", _sign(r"content=[\"']?joomla\b|/media/(?:jui|system)/js/")),
    System("bitrix", _sign(r"/bitrix/(?:js|cache|templates|tools)/|\bBX\.(?:message|setCSSList|ready)\b")),
)


_Q4 = next(each for each in SYSTEMS if each.name == "q4")
_GENERATOR = _sign(r"<meta\s[^<>]{0,200}?generator\b[^<>]{0,200}+>")
_LINK = _sign(r"<a\s[^<>]{0,400}?href\s?=\s?[\"']?(?:https?:)?//([^/\"'\s<>]{1,255}+)[^<>]{0,2000}+>")
_LOADING = _sign(r"\bloading(?!\s{0,4}=)")  # not the attribute of pictures


def system_of(text: str, url: str = "") -> System | None:
    """The system that a page's markup is of, None where it shows none; url: of the page, which is a sign as its own links are."""
    host = _host(urlsplit(url).netloc)
    own = _LINK.sub(lambda link: link[0] if _host(link[1]) == host else "", text[:LOOKED_AT])
    shown = _shown_in(f"{urlsplit(url).path}\n{own}")
    said = _shown_in(" ".join(_GENERATOR.findall(own)))
    return shown if said is None or (shown and shown.built_on == said.name) else said


def _shown_in(text: str) -> System | None:
    return next((each for each in SYSTEMS if each.sign.search(text)), None)


def _host(written: str) -> str:
    return written.lower().removeprefix("www.")


def is_endpoint(url: str) -> bool:
    """Whether an address is one at which a system lists its releases in JSON."""
    return "/wp-json/" in url or "rest_route=" in url or is_q4_feed(url)


def endpoint_of(text: str, url: str) -> str | None:
    """The endpoint at which the system of a page lists its releases; url: of the page, which is all that some show of Q4."""
    shell = urlsplit(url).path.lower().endswith("/default.aspx") and _LOADING.search(text[:LOOKED_AT])
    system = system_of(text, url) or (_Q4 if shell else None)
    return urljoin(url, system.lists) if system and system.lists else None
