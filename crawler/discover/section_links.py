"""Where the listing pages are: read from home and section pages. No list address is taken for granted."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.discover.links import PageLink, is_more, is_root, page_links
from crawler.discover.pagers.addresses import NEWS_PATH, is_page_url
from crawler.discover.pagers.words import Way, way_of
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.safe_text import squeeze
from crawler.urls import canonical_url, in_origins, is_article_url, resolve

_ONWARD = frozenset({Way.NEXT, Way.RIGHT, Way.FAR_RIGHT, Way.OLDER, Way.EARLIER, Way.BACK, Way.LEFT, Way.LAST})
NAME_LENGTH = 40  # characters of a section's name at most
_NEWS = re.compile(
    r"news|press|media|releases?\b|announcement|headline|focus|latest|stories|updates?\b|bulletin|article|blog|events?\b"
    r"|新闻|新聞|要闻|动态|動態|资讯|快讯|媒体|公告|通知|聚焦|报道|时讯|头条|信息公开|ニュース|お知らせ|プレス|リリース|보도|뉴스"
    r"|presse|aktuell|meldung|nachricht|actualit|communiqu|noticias|prensa|novedades|notícias|imprensa|comunicad|notizie|stampa"
    r"|новости|пресс|nieuws|persbericht|nyhet|pressmeddeland|pressemedd|aktualno|wiadomo|komunikat|prasow|zpráv|novink|aktualit|tiskov"
    r"|haber|duyuru|basın|berita|siaran pers|uutis|tiedot[et]|أخبار|الصحف",
    re.IGNORECASE,
)
_NOT_NEWS = re.compile(
    r"\b(?:about|contact|careers?|jobs?|log ?in|sign ?(?:in|up)|register|search|site ?map|terms"
    r"|privacy|legal|disclaimer|cookies?"
    r"|rss|subscribe"
    r"|video|gallery|photos?|products?|services?|downloads?|faq|e-?mail|procurement|tender|history|profile|weibo|wechat|leaders?|chairman)\b"
    r"|关于|联系|招聘|登录|注册|搜索|地图|法律|隐私|版权|下载|视频|产品|服务|邮箱|采购|招标|领导|董事长|简介|历程|荣誉|微信|微博",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"/t\d{8}_\d+\.\w+\Z|\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|mp[34]|xml|rss|ics|apk|exe)\Z", re.IGNORECASE
)
_AS_FILE = re.compile(r"[?&](?:as_?pdf|format=pdf|print)(?:=|&|\Z)", re.IGNORECASE)  # another form of the page of that address
_SCRIPT_JUMP = re.compile(
    r"""location(?:\s*+\.\s*+href)?\s*+(?:=|\.\s*+(?:replace|assign)\s*+\()\s*+["']([^"']{1,300})["']"""
)
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)
_MONTH_FOLDER = re.compile(r"/(?:19|20)\d{4}/[^/]*\Z")
_HOME = re.compile(
    r"/?(?:(?:[a-z]{2}(?:[-_][a-z]{2,4})?|english|chinese|deutsch|global)/?)?(?:(?:index|default|home)\.[a-z]{3,5})?",
    re.IGNORECASE,
)
JUMPS = frozenset({"redirect", "frame"})  # reasons of leads that a page sends its reader to by itself
JUMP_TEXT = 200  # characters of text that a page may have that is only a jump to another


@dataclass(frozen=True, slots=True)
class ListingCandidate:
    """A page that may be a listing.

    section: its name; why: `declared`, `redirect`, `frame`, `more`, `news`, `channel`, `folder`, `other`.
    A `folder` was derived from the articles' addresses and may not exist; for `other` nothing speaks but that it is a folder.
    """

    url: str
    section: str | None
    why: str


def read_front(page: Page, site: Site) -> tuple[ListingCandidate, ...]:
    """The pages that a home or section page says its listings are on, best first."""
    links, _ = page_links(page, site)
    return _once((*jumps(page, site), *leads_among(links, page, site)), page, site)


def leads_among(links: Sequence[PageLink], page: Page, site: Site) -> tuple[ListingCandidate, ...]:
    """The leads among a page's links, best first, and the folders that its articles lie in."""
    articles = [link for link in links if is_article_url(link.url, site)]
    folders = _folders(articles, site)
    scored: list[tuple[int, ListingCandidate]] = []
    for link in links:
        if is_article_url(link.url, site) or _is_pager(link):
            continue
        score, why = _score(link, site, folders)
        if score > 0:
            scored.append((score, ListingCandidate(link.url, _name(link, site), why)))
    scored.sort(key=lambda pair: -pair[0])
    derived = [ListingCandidate(url, site.section_of(urlsplit(url).path), "folder") for url in folders.values()]
    return _once([lead for _, lead in scored] + derived, page, site)


def _score(link: PageLink, site: Site, folders: dict[str, str]) -> tuple[int, str]:
    """How likely a link leads to a listing, and why; 0 or less: it does not."""
    path = urlsplit(link.url).path
    if _is_no_page_of(link.url, path, site):
        return 0, ""
    name = link.text or link.title
    penalty = 4 if _NOT_NEWS.search(name) else 0
    if not penalty and site.section_of(path) is not None:
        return 8, "declared"
    channel = _score_of_channel(link.key, path, penalty, folders)
    if channel:
        return channel, "channel"
    if is_more(name):
        return (4, "more") if folders or NEWS_PATH.search(path) else (1, "more")
    return _score_of_name(name, path, penalty, site)


def _is_no_page_of(url: str, path: str, site: Site) -> bool:
    """Whether an address is that of a file, of another part of the host, or of its home page."""
    return bool(_FILE.search(path) or _AS_FILE.search(url)) or not site.covers(path) or is_root(url)


def _score_of_channel(key: str, path: str, penalty: int, folders: Collection[str]) -> int:
    """How much speaks for a channel, in which or below which articles lie; 0 where none do."""
    if key in folders:
        return 7
    return 5 - penalty if path.count("/") > 1 and any(folder.startswith(key) for folder in folders) else 0


def _score_of_name(name: str, path: str, penalty: int, site: Site) -> tuple[int, str]:
    if len(name) > NAME_LENGTH:
        return 0, ""
    # The last step of the path names the page; the ones above may be those of the whole newsroom.
    said = 2 * bool(_NEWS.search(name)) + bool(NEWS_PATH.search(path))
    if said:
        return said + 2 - penalty, "news"
    return (1 - penalty if not site.generic and path.endswith("/") and name else 0), "other"


def _is_pager(link: PageLink) -> bool:
    return link.text.isdigit() or way_of(link.text) in _ONWARD or (is_page_url(link.url) and not _NEWS.search(link.text))


def _folders(articles: Iterable[PageLink], site: Site) -> dict[str, str]:
    """Canonical URL -> URL of the channel folders that dated articles lie in."""
    found: dict[str, str] = {}
    for link in articles:
        parts = urlsplit(link.url)
        if parts.query:
            continue
        path = _MONTH_FOLDER.sub("/", parts.path)
        if path == parts.path:
            continue
        url = parts._replace(path=path).geturl()
        found.setdefault(canonical_url(url, site), url)
    return found


def is_own_list(url: str, rows: Sequence[Row], site: Site) -> bool:
    """Whether a page that shows rows is their list, not a front that shows the newest of other lists.

    It is where its rows lie in its own folder, or in a month's folder below it, and not in folders of their own. Rows that
    only a query tells apart lie in the folder of their script: there a list is what says their dates.
    """
    own = urlsplit(url)
    folder = own.path.rpartition("/")[0] + "/"
    if folder == "/" and not own.query:
        return False
    parted = [(urlsplit(row.url), row.date) for row in rows]
    inside = sum(
        _MONTH_FOLDER.sub("/", parts.path).rpartition("/")[0] + "/" == folder and bool(day or not parts.query)
        for parts, day in parted
    )
    return 2 * inside > len(rows)


def _name(link: PageLink, site: Site) -> str | None:
    declared = site.section_of(urlsplit(link.url).path)
    if declared:
        return declared
    return link.text if link.text and len(link.text) <= NAME_LENGTH and not is_more(link.text) else None


def _once(leads: Iterable[ListingCandidate], page: Page, site: Site) -> tuple[ListingCandidate, ...]:
    here = canonical_url(page.url, site)
    found: dict[str, ListingCandidate] = {}
    for lead in leads:
        key = canonical_url(lead.url, site)
        if key != here:
            found.setdefault(key, lead)
    return tuple(found.values())


def jumps(page: Page, site: Site) -> list[ListingCandidate]:
    """Where a page sends its reader: meta refresh, a script that is all there is, frames."""
    base = page.base_url
    found = []
    for target, why in _targets(page):
        try:
            url = resolve(base, target or "", page.encoding)
        except ValueError:
            continue
        if url and in_origins(url, site):
            found.append(ListingCandidate(url, None, why))
    return found


def page_targets(page: Page) -> list[str]:
    """The addresses that a page sends its reader to by itself, as written; those of frames are not among them."""
    return [target for target, why in _targets(page) if target and why == "redirect"]


def names_no_news(text: str) -> bool:
    """Whether a label says that its link leads to something else than news: `Contact`, `Jobs`."""
    return bool(_NOT_NEWS.search(text))


def is_home(url: str) -> bool:
    """Whether an address is that of a host's home page, or of the home page of one of its languages."""
    parts = urlsplit(url)
    return not parts.query and bool(_HOME.fullmatch(parts.path))


def _targets(page: Page) -> Iterator[tuple[str | None, str]]:
    for element in page.root.iter("frame", "iframe"):
        yield element.get("src"), "frame"
    for meta in page.root.iter("meta"):
        match = _REFRESH.search(meta.get("content") or "")
        if match and (meta.get("http-equiv") or "").lower() == "refresh":
            yield match[1], "redirect"
    if len(squeeze(" ".join(block.text for block in page.blocks))) <= JUMP_TEXT:
        for target in _SCRIPT_JUMP.findall(page.text):
            yield target, "redirect"
