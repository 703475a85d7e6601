"""Which links of a page are furniture: menus, popups, hidden parts, and lists of related or popular articles."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.discover.links import is_more, own_text
from crawler.page.blocks import is_hidden

_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
_MENU_TAGS = frozenset({"nav", "footer"})
_MENU_WORDS = frozenset({
    "nav", "navbar", "navi", "navigation", "menu", "submenu", "footer", "foot", "breadcrumb", "breadcrumbs",
    "crumb", "crumbs", "sitemap", "langs", "language", "friendlink", "copyright",
})  # fmt: skip
_POPUP_WORDS = frozenset(
    {"popbox", "popup", "pop", "tooltip", "tooltips", "popover", "modal", "dialog", "hide", "hidden"}
)
_SIDE_WORDS = frozenset({
    "aside", "sidebar", "related", "relate", "relevant", "hot", "hots", "hotnews", "rank", "ranking", "popular",
    "recommend", "recommended", "trending", "mostread", "widget",
})  # fmt: skip
_SIDE_HEADING = re.compile(
    r"\W*(?:related|see also|you may also|more from|most (?:read|viewed|popular|shared)|popular|trending"
    r"|hot (?:news|topics?|spots?)|recommended"
    r"|相关|热点|热门|热榜|推荐|点击排行|排行|阅读排行|猜你喜欢|延伸阅读|今日头条榜"
    r"|関連|人気|ランキング|meistgelesen|ähnliche|verwandte"
    r"|les plus lus|à lire aussi|sur le même sujet|lo más leído|relacionad[ao]s)",
    re.IGNORECASE,
)
_LISTS = frozenset({"ul", "ol", "table", "tbody", "dl", "div", "section", "tr", "td"})
_ROWS = frozenset({"li", "tr", "dl", "dd", "article"})
HEADING_LENGTH = 40
BOX_PARTS = 3  # heading, list and a link to more; a box of more parts is a column of the page


def words_of(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id, in lower case."""
    if not element.attrib:
        return frozenset()
    return _words(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=4096)
def _words(classes: str, identity: str) -> frozenset[str]:
    named = f"{classes} {identity}"
    found = {word.lower() for word in _WORD.findall(named)}
    return frozenset(found | {token.lower() for token in named.split()})


def is_unseen(element: HtmlElement) -> bool:
    """Whether a link stands in a hidden part or a popup."""
    return any(is_hidden(each) or words_of(each) & _POPUP_WORDS for each in _upward(element))


def is_menu(element: HtmlElement) -> bool:
    """Whether a link stands in a menu, a footer or a breadcrumb."""
    return any(each.tag in _MENU_TAGS or words_of(each) & _MENU_WORDS for each in _upward(element))


def is_side(element: HtmlElement) -> bool:
    """Whether a link stands in a list of related, popular or recommended articles, by its box or by its heading."""
    return any(
        each.tag == "aside" or words_of(each) & _SIDE_WORDS or (each.tag in _LISTS and _side_heading(each))
        for each in _upward(element, 7)
    )


def _upward(element: HtmlElement, levels: int = 40) -> list[HtmlElement]:
    """The element and its ancestors below `body`, nearest first."""
    found: list[HtmlElement] = []
    at = element
    while at is not None and at.tag not in ("body", "html") and len(found) < levels:
        found.append(at)
        at = at.getparent()
    return found


def _side_heading(box: HtmlElement) -> bool:
    """Whether the short text that opens a box, or stands right before it, announces related or popular articles."""
    # A cell stands beside a column and not below its heading; a box with boxes inside is a column too.
    if box.tag != "td" and _announces(box.getprevious()):
        return True
    first = next((child for child in box if isinstance(child.tag, str)), None)
    if box.tag == "tr" or first is None or first.tag in _ROWS or len(box) > BOX_PARTS:
        return False
    return _announces(first)


def _announces(element: HtmlElement | None) -> bool:
    """Whether an element without boxes of its own is the heading of another list, and no row of the listing."""
    if element is None or not isinstance(element.tag, str) or not _is_flat(element):
        return False
    if next(element.iter("li"), None) is not None or not all(is_more(own_text(link)) for link in element.iter("a")):
        return False
    text = own_text(element)
    return 0 < len(text) <= HEADING_LENGTH and bool(_SIDE_HEADING.match(text))


def _is_flat(element: HtmlElement) -> bool:
    return element.tag == "tr" or not any(len(child) for child in element)
