"""The links of a page: resolved, kept on the newsroom's hosts, with the best text each has."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.page.page import Page
from crawler.page.tags import is_hidden
from crawler.site import Site
from crawler.urls import in_origins, resolve

BLANKS = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")
_CUT = re.compile(r"(?<![\s.。…⋯·])\s*+(?:[.。…⋯·]{2,}+|…|⋯)\s*+\Z")  # begins with its run of marks: no second try
_BULLET = re.compile(r"\A[\s·•■□▪●○◆◇▲△►▶>»›※*|-]+(?=\S)")
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "select", "option", "textarea"})
_BREAKING = frozenset({"br", "p", "div", "li", "td", "th", "tr", "dt", "dd", "span", "em", "time", "h2", "h3", "h4"})
_INLINE = frozenset({"span", "font", "b", "i", "em", "strong", "small", "time", "u", "label"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MORE = re.compile(
    r"(?:[\[(【<>»›+\s]*)(?:read\s+(?:more|on|full.{0,20})|more|learn more|details?"
    r"|view(?: more| details?| release)?|continue reading"
    r"|weiterlesen|mehr(?: lesen| erfahren)?|lire(?: la suite| plus)?|en savoir plus"
    r"|leer más|ver más|saiba mais|leia mais|leggi(?: tutto)?"
    r"|更多|查看更多|了解更多|查看详情|详情|详细|阅读全文|全文|続きを読む|詳細|もっと見る|一覧)[\])】<>»›+.…\s]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link with its element; text as printed, title the whole text where the printed one was cut."""

    element: HtmlElement
    url: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Links:
    """The anchors of a page in page order, and how many were malformed."""

    anchors: tuple[Anchor, ...]
    bad: int


def squeeze(text: str) -> str:
    """`text` on one line with single blanks."""
    return BLANKS.sub(" ", text).strip()


def base_of(page: Page, site: Site) -> str:
    """What relative links are relative to: `base href` only where it stays on the newsroom's own hosts."""
    for element in page.root.iter("base"):
        href = element.get("href")
        if href:
            try:
                base = resolve(page.url, href)
            except ValueError:
                break
            return base if base and in_origins(base, site) else page.url
    return page.url


def page_links(page: Page, site: Site) -> Links:
    """Every link of the page that stays on the newsroom's hosts; a malformed one costs only itself."""
    base = base_of(page, site)
    found, bad = [], 0
    for element in page.root.iter("a", "area"):
        href = element.get("href")
        if not href:
            continue
        try:
            url = resolve(base, href)
            if url is None or not in_origins(url, site):
                continue
        except ValueError:
            bad += 1
            continue
        text = own_text(element)
        found.append(Anchor(element, url, text, whole_title(element, text)))
    return Links(tuple(found), bad)


def own_text(element: HtmlElement) -> str:
    """The visible text of an element on one line."""
    texts: list[str] = []
    todo: list[tuple[HtmlElement, bool]] = [(element, False)]
    while todo:
        node, left = todo.pop()
        if left:
            texts.append(node.tail or "")
            continue
        if node is not element:
            todo.append((node, True))
        if isinstance(node.tag, str) and node.tag not in _SILENT and not is_hidden(node):
            texts.append(node.text or "")
            if node.tag in _BREAKING:
                texts.append(" ")
            todo.extend((child, False) for child in reversed(node))
    return squeeze("".join(texts))


def whole_title(element: HtmlElement, text: str) -> str:
    """The link's title: heading inside it, else its text; the `title` attribute where the text is cut or missing."""
    for child in element.iter(*_HEADINGS):
        text = own_text(child) or text
        break
    text = _BULLET.sub("", text)
    attribute = squeeze(element.get("title") or "")
    if not text or is_more(text):
        return attribute or _image_text(element) or text
    stem = _CUT.sub("", text)
    if attribute and len(attribute) > len(stem) and _same_start(attribute, stem):
        return attribute
    return text


def is_more(text: str) -> bool:
    """Whether a link text only says that there is more (`Read more`, `更多>>`)."""
    return bool(_MORE.match(text))


def is_cut(text: str) -> bool:
    """Whether a link text ends in dots that stand for the rest."""
    return bool(_CUT.search(text))


def _same_start(whole: str, stem: str) -> bool:
    plain = [BLANKS.sub("", each).casefold() for each in (whole, stem)]
    return bool(plain[1]) and plain[0].startswith(plain[1])


def _image_text(element: HtmlElement) -> str:
    return next((squeeze(image.get("alt") or "") for image in element.iter("img") if image.get("alt")), "")


def line_around(link: HtmlElement) -> str:
    """The text of the line that a bare link stands in: up to the next line break or link on both sides."""
    before, after = [], [link.tail or ""]
    at = link.getprevious()
    while at is not None and not _ends_line(at):
        before += [at.tail or "", own_text(at)]
        at = at.getprevious()
    above = link.getparent()
    before.append((at.tail if at is not None else above.text if above is not None else "") or "")
    at = link.getnext()
    while at is not None and not _ends_line(at):
        after += [own_text(at), at.tail or ""]
        at = at.getnext()
    return squeeze(" ".join([*reversed(before), own_text(link), *after]))


def _ends_line(element: HtmlElement) -> bool:
    return not isinstance(element.tag, str) or element.tag not in _INLINE or next(element.iter("a"), None) is not None
