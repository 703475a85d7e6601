"""Which links of a page are furniture: menus, popups, hidden parts, and lists of related or popular articles."""

import re
from collections import Counter, deque
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import takewhile
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.boxes import tags_above
from crawler.discover.links import PageLink, is_more, own_text
from crawler.page.hidden import is_hidden
from crawler.page.markup import class_and_id
from crawler.text.dates.row_date import is_date_alone

_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_MENU_TAGS = frozenset({"nav", "footer"})
_MENU_ROLES = frozenset({"navigation", "contentinfo", "menu", "menubar"})
# A class is a menu's where it is one of these words or ends in one (`main-menu`, `siteFooter`), unless it only tells of one.
_MENU_WORDS = frozenset({
    "nav", "navbar", "navi", "navigation", "menu", "submenu", "footer", "foot", "breadcrumb", "breadcrumbs",
    "crumb", "crumbs", "sitemap", "langs", "language", "friendlink", "copyright",
})  # fmt: skip
_TELLS_OF = frozenset({"has", "have", "with", "without", "no", "is", "not", "above", "below", "under", "after", "before"})
_POPUP_WORDS = frozenset(
    {"popbox", "popup", "pop", "tooltip", "tooltips", "popover", "modal", "dialog", "hide", "hidden"}
)
_SHOWN_SOMEWHERE = re.compile(r"[:-](?:block|flex|grid|inline|table|contents|visible)\b")  # `hidden lg:block`
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
_OTHER_KIND = re.compile(
    r"/(?:events?|agenda|calendar|webinars?|newsletters?|podcasts?|jobs?|careers?|vacanc\w+|tenders?|veranstaltung\w*|termine|stellen"
    r"|eventos?|evenements?|eventi|lavora)(?=[/_-])",
    re.IGNORECASE,
)
HEADING_LENGTH = 40
MANY_ROWS = 3  # rows below an element from which it may be the one that holds them
BOX_PARTS = 3  # heading, list and a link to more; a box of more parts is a column of the page


@lru_cache(maxsize=4096)
def _kinds_of_name(named: str) -> frozenset[str]:
    """What the classes and the id of an element call it: `menu`, `popup`, `side`."""
    tokens = named.split()
    kinds = set()
    if any(_is_menu_name(token) for token in tokens):
        kinds.add("menu")
    if not _POPUP_WORDS.isdisjoint(token.lower() for token in tokens) and not _SHOWN_SOMEWHERE.search(named):
        kinds.add("popup")
    own = [token for token in tokens if not _tells_of(token)]
    words = {word.lower() for word in _WORD.findall(" ".join(own))} | {token.lower() for token in own}
    if words & _SIDE_WORDS:
        kinds.add("side")
    return frozenset(kinds)


def _holds_the_rows(name: str, inside: int, outside: int) -> bool:
    """Whether boxes of a name are where the page's rows are, by their numbers; a sidebar is none beside another list."""
    if inside < MANY_ROWS or inside < outside:
        return False
    sidebar = any(word.lower() == "sidebar" for word in _WORD.findall(name))
    return not sidebar or outside < max(MANY_ROWS, inside / 2)


def _is_menu_name(token: str) -> bool:
    parts = [part.lower() for part in _PARTS.findall(token)]
    return bool(parts) and parts[-1] in _MENU_WORDS and parts[0] not in _TELLS_OF


def _tells_of(token: str) -> bool:
    """Whether a class tells of what stands elsewhere: `with-sidebar`, `hasSidebar`."""
    parts = _PARTS.findall(token)
    return len(parts) > 1 and parts[0].lower() in _TELLS_OF


class Furniture:
    """The parts of a page that are no listing, as their names say; what holds the page's rows is none, whatever its name.

    telling: links that are rows by what they say: dated, with a title. all_wait: whether hidden parts that hold such rows are
    taken as shown, as on a page whose list waits for a script to move it in.
    """

    def __init__(self, telling: Sequence[HtmlElement], *, all_wait: bool = False) -> None:
        self._all_wait = all_wait
        shown = [element for element in telling if not any(map(is_hidden, _upward(element)))]
        self._forms = frozenset(map(tags_above, shown))
        telling = shown or telling
        self._of_rows = _names_of_rows(telling)
        self._kinds: dict[HtmlElement, frozenset[str]] = {}
        self._held = Counter(each for element in telling for each in _upward(element))
        self._lists = {each for each, number in self._held.items() if number >= MANY_ROWS and 2 * number >= len(telling)}

    def is_unseen(self, element: HtmlElement) -> bool:
        """Whether a link stands in a popup, or in a hidden part that no script shows later on."""
        around = _upward(element)
        return any("popup" in self._called(each) for each in around) or not self._may_be_shown(element, around)

    def _may_be_shown(self, element: HtmlElement, around: Sequence[HtmlElement]) -> bool:
        """Whether a link is shown, or waits for a script: with all rows, or as more of the form of those that are shown."""
        hidden = {each for each in around if is_hidden(each)}
        if not hidden or tags_above(element) in self._forms:
            return True
        return self._all_wait and self._held.keys() >= hidden

    def is_menu(self, element: HtmlElement) -> bool:
        """Whether a link stands in a menu, a footer or a breadcrumb."""
        return any(self._is_tagged_menu(each) or "menu" in self._called(each) for each in _upward(element))

    def _is_tagged_menu(self, element: HtmlElement) -> bool:
        """Whether an element is a menu by its tag or its role, and not the list of the page."""
        return (element.tag in _MENU_TAGS or element.get("role") in _MENU_ROLES) and not self._is_list(element)

    def _is_list(self, element: HtmlElement) -> bool:
        """Whether an element holds most of the rows, and stands in the main part of the page or with its headline."""
        if element not in self._lists:
            return False
        return _heads(element) or any(each.tag == "main" or _is_headed(each) for each in _upward(element))

    def is_side(self, element: HtmlElement) -> bool:
        """Whether a link stands in a list of related, popular or recommended articles, by its box or by its heading."""
        return any(
            each.tag == "aside" or "side" in self._called(each) or (each.tag in _LISTS and _side_heading(each))
            for each in _upward(element, 7)
        )

    def _called(self, element: HtmlElement) -> frozenset[str]:
        found = self._kinds.get(element)
        if found is None:
            name = _name_of(element)
            found = _kinds_of_name(name) if name and name not in self._of_rows else frozenset()
            if found and next(element.iter("main", "h1"), None) is not None:
                found = frozenset()
            self._kinds[element] = found
        return found


def _names_of_rows(telling: Sequence[HtmlElement]) -> set[str]:
    """The names of the boxes that the page's rows stand in."""
    named: Counter[str] = Counter()
    for element in telling:
        named.update({_name_of(each) for each in _upward(element)} - {""})
    return {name for name, number in named.items() if _holds_the_rows(name, number, len(telling) - number)}


def stands_at_side(element: HtmlElement, held: Collection[HtmlElement]) -> bool:
    """Whether a link stands in a box that is called one of the side, and that holds no row. held: what holds rows."""
    outer = takewhile(lambda at: at not in held, element.iterancestors())
    return any(each.tag == "aside" or "side" in _kinds_of_name(_name_of(each)) for each in outer)


def _name_of(element: HtmlElement) -> str:
    return class_and_id(element).strip() if element.attrib else ""


def _upward(element: HtmlElement, levels: int = 40) -> list[HtmlElement]:
    """The element and its ancestors below `body`, nearest first."""
    found: list[HtmlElement] = []
    at = element
    while at is not None and at.tag not in ("body", "html") and len(found) < levels:
        found.append(at)
        at = at.getparent()
    return found


def _is_headed(element: HtmlElement) -> bool:
    """Whether an element stands behind the page's headline, or behind a box that ends with it and no link."""
    return any(each.tag == "h1" or _ends_with_headline(each) for each in element.itersiblings(preceding=True))


def _ends_with_headline(box: HtmlElement) -> bool:
    last = deque(box.iter("h1", "a") if isinstance(box.tag, str) else (), maxlen=1)
    return bool(last) and last[0].tag == "h1"


def _heads(element: HtmlElement) -> bool:
    """Whether an element holds a headline that leads nowhere, as those of rows and of home pages do."""
    return any(next(each.iter("a"), None) is None for each in element.iter("h1"))


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


def date_above(box: HtmlElement) -> bool:
    """Whether the list that a row stands in has a date for its heading."""
    for each in (box, box.getparent()):
        before = each.getprevious() if each is not None else None
        if before is not None and isinstance(before.tag, str) and is_date_alone(own_text(before)[:100]):
            return True
    return False


def leads_to_other_kind(link: PageLink) -> bool:
    """Whether an address says that it is one of meetings, jobs or newsletters, which have dates as well."""
    return bool(_OTHER_KIND.search(urlsplit(link.url).path))
