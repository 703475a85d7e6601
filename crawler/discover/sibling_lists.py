"""Tabs beside a list that has a pager of its own: lists of other categories, or filters of the same list.

A page whose tabs are `Group`, `Products`, `Responsibility` may show all releases under the first of them, or those of the
group alone: nothing of its form tells. So these are guesses, of which one request tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink, own_text
from crawler.discover.navigation import Furniture, leads_to_other_kind
from crawler.discover.pagers.addresses import is_below, is_page_url
from crawler.discover.pagers.sections import by_box
from crawler.discover.pagers.step import Paged, Step
from crawler.discover.pagers.time_labels import time_on
from crawler.discover.pagers.words import LABEL_LENGTH, Way, page_number, way_of
from crawler.urls import leads_nowhere

MOST_SIBLINGS = 12  # lists that a bar of tabs leads to; longer ones are indexes of topics
_LANGUAGE = 2  # characters of the name of a language


def sibling_lists(page: Paged, step: Step) -> tuple[str, ...]:
    """The addresses of the other tabs where the page's own is one of them; none where that says that it has all."""
    told = any(part.year is None for part in step.parts)  # what leads to the whole of what the page shows a part of
    tabs = {} if told or not page.rows or is_page_url(page.url) else _tabs(page)
    found = dict.fromkeys(link.url for bar in _bars(page, tabs) for link in bar) if tabs else {}
    return tuple(found) if len(found) <= MOST_SIBLINGS else ()


def _tabs(page: Paged) -> Mapping[HtmlElement, PageLink]:
    furniture = Furniture([link.element for link in page.links if link.key in page.rows])
    return {link.element: link for link in page.links if _may_be_tab(page, link, furniture)}


def _bars(page: Paged, tabs: Mapping[HtmlElement, PageLink]) -> Iterator[Sequence[PageLink]]:
    """The tabs of each box that holds nothing but tabs and what leads to the page itself, or stands for it."""
    for box, inside in by_box([link for link in page.links if not leads_to_other_kind(link)]).items():
        found = list({link.url: link for link in inside if link.element in tabs}.values())
        if found and _is_bar(page, box, found, [link for link in inside if link.element not in tabs]):
            yield found


def _is_bar(page: Paged, box: HtmlElement, tabs: Sequence[PageLink], others: Sequence[PageLink]) -> bool:
    return _are_own(page, others) and _is_one_of_them(box, tabs, linked=bool(others))


def _may_be_tab(page: Paged, link: PageLink, furniture: Furniture) -> bool:
    """Whether a link may lead to a list of another category, by its words, where it stands and where it leads."""
    if link.key in page.rows or link.form is not None or not _is_label(link) or not _is_lower(page.url, link.url):
        return False
    if leads_to_other_kind(link) or is_page_url(link.url) or furniture.is_unseen(link.element):
        return False
    return not (furniture.is_side(link.element) or (furniture.is_menu(link.element) and not _is_behind_headline(link.element)))


def _is_behind_headline(element: HtmlElement) -> bool:
    """Whether what is called a menu stands behind the page's headline, where menus of the site do not: `nav nav-tabs`."""
    return bool(element.xpath("boolean(preceding::h1)")) and next(element.iterancestors("header", "footer"), None) is None


def _is_label(link: PageLink) -> bool:
    """Whether a text names something: no page, year or language."""
    text = link.text or link.title
    if not text or len(text) > LABEL_LENGTH or link.element.get("hreflang") or (text.isascii() and len(text) <= _LANGUAGE):
        return False
    return page_number(text) is None and time_on(text) is None and way_of(text) in (None, Way.ALL)


def _is_lower(own: str, url: str) -> bool:
    """Whether an address lies below the page's own, or has one parameter more."""
    here, there = urlsplit(own), urlsplit(url)
    if here.path.rstrip("/") != there.path.rstrip("/"):
        return is_below(own, url) and not there.query
    mine, others = set(parse_qsl(here.query)), set(parse_qsl(there.query))
    return mine < others and len(others) == len(mine) + 1


def _are_own(page: Paged, links: Sequence[PageLink]) -> bool:
    """Whether all links lead to the page itself, and none says that it has all."""
    bare = {url.partition("#")[0].rstrip("/") for url in (page.url, *(link.url for link in links))}
    return len(bare) == 1 and all(way_of(link.text) is not Way.ALL for link in links)


def _is_one_of_them(box: HtmlElement, tabs: Sequence[PageLink], *, linked: bool) -> bool:
    """Whether the page itself is one of the tabs. linked: whether a link leads to it."""
    below = linked and not any(urlsplit(link.url).query for link in tabs)  # a lone parameter may be a counter's
    return below or _are_of_one_parameter(tabs) or (len(tabs) > 1 and _has_own_without_link(box, tabs))


def _has_own_without_link(box: HtmlElement, tabs: Sequence[PageLink]) -> bool:
    """Whether one of a box's items has a label and no link, beside those of the tabs."""
    holding = {each for link in tabs for each in (link.element, *link.element.iterancestors())}
    bare = [item for item in box.iterchildren("*") if item not in holding and 0 < len(own_text(item)) <= LABEL_LENGTH]
    like = {item.tag for item in box if item in holding} | {"span", "strong", "b"}
    return len(bare) == 1 and bare[0].tag in like and not _leads_on(bare[0])


def _leads_on(item: HtmlElement) -> bool:
    return any(not leads_nowhere(each.get("href")) for each in item.iter("a"))


def _are_of_one_parameter(tabs: Sequence[PageLink]) -> bool:
    """Whether several tabs differ in the value of one parameter alone: the page itself shows one of them, or all."""
    queries = [parse_qsl(urlsplit(link.url).query) for link in tabs]
    return len(tabs) > 1 and all(queries) and len({key for query in queries for key, _ in query[-1:]}) == 1
