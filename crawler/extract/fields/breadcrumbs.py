"""The path of sections that a page prints: `Home > News > Company news`."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
from lxml.etree import _Element as Element

from crawler.items import JsonObject, Provenance
from crawler.page.metadata import Head, all_text, elements_of, text_of, types_of
from crawler.page.page import Page
from crawler.site import SEPARATORS, any_of
from crawler.text.safe_text import one_line

_CURRENT_CHANNEL = lxml.etree.XPath("//a[contains(@class,'CurrChnlCls')]")
_CRUMB_LINE = re.compile(
    r"^(?:your (?:location|position)|you are here|position|location|current (?:location|position)|home ?page|"
    r"(?:您?的?|您(?:现在)?(?:所在)?的?|现在|当前|當前|目前)(?:所在)?(?:的)?位置|位置|現在地|sie sind hier|"
    r"vous êtes ici|usted está aquí|"
    r"está en)\s*[:：]?\s*",
    re.I,
)
# What separates the items on pages of which no layout is known; the last ones only between blanks, for names carry them too.
_ARROWS = (*SEPARATORS, "&gt;", "→", "⟩", "❯", "〉")
_CRUMB_BREAK = re.compile(rf"\s*(?:{any_of(_ARROWS)}|(?<=\s)[/|\\-](?=\s))\s*")
_BREAKS = (*_ARROWS, "|", " / ")
_EARLY = 400  # block elements of a page among which its crumbs are
_HOME = frozenset(("hide", ""))


def find_breadcrumbs(page: Page, head: Head) -> tuple[list[str], Provenance | None]:
    """The path of sections as printed, from home inwards: JSON-LD, a marked element, or a `Your location:` line."""
    for node in head.nodes:
        if "breadcrumblist" in types_of(node):
            names = [name for name in map(_crumb_name, _ordered(node.get("itemListElement"))) if name]
            if names:
                return names[:20], Provenance("jsonld", "BreadcrumbList")
    for element in _crumb_elements(page):
        names = _split_crumbs(_crumb_text(element))
        if 1 < len(names) <= 12:
            return names, Provenance("generic", "crumb_element")
    links = elements_of(_CURRENT_CHANNEL, page) if "CurrChnlCls" in page.text else []
    channels = [one_line(all_text(link)) for link in links[:12]]
    channels = [name for name in channels if name.casefold() not in _HOME]
    if channels:
        return channels, Provenance("generic", "CurrChnlCls")
    for block in page.blocks[:200]:
        text = block.text
        if 4 < len(text) <= 200 and any(map(text.__contains__, _BREAKS)) and (match := _CRUMB_LINE.match(text)):
            names = _split_crumbs(text[match.end() :] if match[0].strip().lower() not in ("home page", "homepage") else text)
            if names and _CRUMB_BREAK.search(text):
                return names, Provenance("generic", "location_line")
    return [], None


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
    return int(value) if isinstance(value, (int, float)) or (isinstance(value, str) and value.isdigit()) else 0


def _crumb_name(item: JsonObject) -> str | None:
    return (
        text_of(item.get("name")) or text_of(item.get("item"))
        if not isinstance(item.get("item"), str) or item.get("name")
        else None
    )


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
    return one_line("".join(pieces))


def _split_crumbs(text: str) -> list[str]:
    text = _CRUMB_LINE.sub("", text, count=1) if not text.lower().startswith(("home page", "homepage")) else text
    names = [name.strip(" :：|/-") for name in _CRUMB_BREAK.split(text)]
    return list(dict.fromkeys(name for name in names if name and name.casefold() not in _HOME and len(name) <= 120))
