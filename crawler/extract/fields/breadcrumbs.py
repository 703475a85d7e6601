"""The path of sections that a page stands in, as it states or prints it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
from lxml.etree import _Element as Element

from crawler.extract.fields.title_claims import FIRST_PAGE
from crawler.items import JsonObject, Provenance
from crawler.page.json_ld import text_of, types_of
from crawler.page.markup import all_text
from crawler.page.metadata import Head, elements_of
from crawler.page.page import Page
from crawler.site import SEPARATORS, any_of
from crawler.text.safe_text import one_line
from crawler.urls import is_folder_of

_CURRENT_CHANNEL = lxml.etree.XPath("//a[contains(@class,'CurrChnlCls')]")
_CRUMB_LINE = re.compile(
    r"^(?:your (?:location|position)|you are here|position|location|current (?:location|position)|home ?page|"
    r"(?:您?的?|您(?:现在)?(?:所在)?的?|现在|当前|當前|目前)(?:所在)?(?:的)?位置|位置|現在地|sie sind hier|vous êtes ici|"
    r"usted está aquí|está en)\s*[:：]?\s*",
    re.I,
)
# What separates the items on pages of which no layout is known; the last ones only between blanks, for names carry them too.
_ARROWS = (*SEPARATORS, "&gt;", "→", "⟩", "❯", "〉")
_CRUMB_BREAK = re.compile(rf"(?:(?<!\s)\s++)?{any_of(_ARROWS)}\s*+|(?<!\s)\s++[/|\\-]\s++")
_BREAKS = (*_ARROWS, "|", " / ")
_LABEL = re.compile(r"\A[^>:：]{2,30}[:：]\s*>\s")  # before the first link: `Está em: Início`
_POSITION = re.compile(r"(\d{1,6})(?:\.0)?\Z")
_EARLY = 400  # block elements of a page among which its crumbs are
_EARLY_LINKS, _INNER = 150, 4  # links of a page among which the first crumb is, and elements around it up to its box
_MOST_CRUMBS, _TRAIL = 12, 300  # crumbs, and characters of all of them
_FRONT = re.compile(rf"(?:/[a-z]{{2}}(?:[-_][a-z]{{2,4}})?(?=/|\s*\Z))?{FIRST_PAGE.pattern}", re.I)  # of a language, too
# As it is written, before it is joined to the address of the page.
_MAY_BE_FRONT = re.compile(rf"(?:https?://[^/?#]{{1,100}}|\.{{1,2}}(?:/\.\.)*)?(?:{_FRONT.pattern})\s*", re.I)
_HOME = frozenset(("hide", ""))


def find_breadcrumbs(page: Page, head: Head) -> tuple[list[str], Provenance | None]:
    """The path of sections as printed, from home inwards: JSON-LD, a marked element, a `Your location:` line, or its form."""
    looks = (
        ("jsonld", "BreadcrumbList", _stated_crumbs(head)),
        ("generic", "crumb_element", _marked_crumbs(page)),
        ("generic", "CurrChnlCls", map(_channels, (page,))),
        ("generic", "location_line", (_location_line(block.text) for block in page.blocks[:200])),
        ("generic", "trail", _trails(page)),
    )
    for by, rule, paths in looks:
        if names := next(filter(None, paths), []):
            return names, Provenance(by, rule)
    return [], None


def _stated_crumbs(head: Head) -> Iterator[list[str]]:
    for node in head.nodes:
        if "breadcrumblist" in types_of(node):
            yield [name for name in map(_crumb_name, _ordered(node.get("itemListElement"))) if name][:20]


def _marked_crumbs(page: Page) -> Iterator[list[str]]:
    for element in _crumb_elements(page):
        names = _split_crumbs(_crumb_text(element))
        linked = next(element.iter("a"), None) is not None  # one alone is the section
        if 1 - linked < len(names) <= _MOST_CRUMBS:
            yield names


def _channels(page: Page) -> list[str]:
    """The path in the links of the current channel, as one publishing system marks them."""
    links = elements_of(_CURRENT_CHANNEL, page) if "CurrChnlCls" in page.text else []
    return [name for link in links[:12] if (name := one_line(all_text(link))).casefold() not in _HOME]


def _location_line(text: str) -> list[str]:
    """The path in a line that begins as such lines do, and has a separator."""
    if not 4 < len(text) <= 200 or not any(map(text.__contains__, _BREAKS)):
        return []
    match = _CRUMB_LINE.match(text)
    if not match or not _CRUMB_BREAK.search(text):
        return []
    from_home = match[0].strip().lower() in ("home page", "homepage")
    return _split_crumbs(text if from_home else text[match.end() :])


def _trails(page: Page) -> Iterator[list[str]]:
    """The paths in early boxes of the form of one: links from the front page inwards, whatever they are called."""
    for link in islice(page.root.iter("a"), _EARLY_LINKS):
        box = next(filter(_has_several_links, islice(link.iterancestors(), _INNER)), None) if _is_front(page, link) else None
        if box is not None and _is_trail(page, link, box):
            names = _split_crumbs(_crumb_text(box))
            if 1 < len(names) <= _MOST_CRUMBS:
                yield names


def _has_several_links(element: Element) -> bool:
    return next(islice(element.iter("a"), 1, None), None) is not None


def _is_front(page: Page, link: Element) -> bool:
    """Whether a link leads to the front page of the site, or of one of its languages."""
    href = link.get("href") or ""
    if not _MAY_BE_FRONT.fullmatch(href):  # the quicker question first
        return False
    address = page.absolute(href) or ""
    return is_folder_of(address, page.url) and _FRONT.fullmatch(urlsplit(address).path) is not None


def _is_trail(page: Page, first: Element, box: Element) -> bool:
    """Whether a box is no more than links from this one on, that lead inwards or have an arrow between each two."""
    links = list(islice(box.iter("a"), _MOST_CRUMBS + 1))
    if links[0] is not first or len(links) > _MOST_CRUMBS or len(all_text(box)) > _TRAIL:
        return False
    return sum(map(_begins_with_arrow, _outside_links(box))) >= len(links) - 1 or _lead_inwards(page, links)


def _lead_inwards(page: Page, links: Sequence[Element]) -> bool:
    """Whether each link is of a deeper folder above the page, which may itself be the last of them."""
    away = [link for link in links if link is not links[-1] or page.leads_away(link.get("href"))]
    folders = [page.absolute(each.get("href")) or "" for each in away]
    deeper = all(len(above) < len(below) for above, below in pairwise(folders))
    return len(away) > 1 and deeper and all(is_folder_of(each, page.url) for each in folders)


def _outside_links(box: Element) -> Iterator[str]:
    """The texts of a box that stand in no link."""
    for each in box.iter():
        inside = next(takewhile(lambda above: above is not box, each.iterancestors("a")), None)
        if inside is None and each is not box:
            yield (each.text or "") if each.tag not in ("a", "script", "style") else ""
            yield each.tail or ""


def _begins_with_arrow(text: str) -> bool:
    return text.strip().startswith(_ARROWS)


def _crumb_elements(page: Page) -> Iterator[Element]:
    """Block elements that are named breadcrumb, outermost first."""
    if "rumb" not in page.text:
        return
    for node in page.outline.nodes[:_EARLY]:
        element = node.element
        named = element.get("class")
        if (named and "rumb" in named) or ((named := element.get("id")) and "rumb" in named):
            if node.tag not in ("body", "html"):
                yield element
        elif node.tag == "nav" and "rumb" in (element.get("aria-label") or ""):
            yield element


def _ordered(value: Any) -> list[Any]:
    items = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    placed = [item for item in items if isinstance(item, dict)]
    return sorted(placed, key=lambda item: _position(item.get("position")))


def _position(value: Any) -> int:
    stated = _POSITION.match(str(value))
    return int(stated[1]) if stated else 0


def _crumb_name(item: JsonObject) -> str | None:
    inner = item.get("item")
    return text_of(item.get("name")) or (None if isinstance(inner, str) else text_of(inner))


def _crumb_text(element: Element) -> str:
    """Text with a break at every link and list item, so that crumbs without printed separators stay apart."""
    pieces: list[str] = []
    for each in element.iter("*"):
        if each.tag in ("a", "li", "span") and pieces and each is not element:
            pieces.append(" > " if each.tag != "span" else " ")
        if each.tag not in ("script", "style", "svg") and each.text:
            pieces.append(each.text)
        if each is not element and each.tail:
            pieces.append((" > " if each.tag in ("a", "li") else " ") + each.tail)
    return one_line(_LABEL.sub("", "".join(pieces)))


def _split_crumbs(text: str) -> list[str]:
    text = _CRUMB_LINE.sub("", text, count=1) if not text.lower().startswith(("home page", "homepage")) else text
    names = [name.strip(" :：|/-") for name in _CRUMB_BREAK.split(text)]
    return list(dict.fromkeys(name for name in names if name and name.casefold() not in _HOME and len(name) <= 120))
