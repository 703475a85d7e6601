"""The links of a page: resolved, with the form of what each leads to and the best text each has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from crawler.items import DOCUMENT, ELSEWHERE
from crawler.page.hidden import is_hidden
from crawler.page.page import Page
from crawler.page.tags import BLOCK_TAGS, HEADINGS, INLINE, SKIPPED_TAGS
from crawler.site import Site
from crawler.text.fingerprint import title_key
from crawler.text.safe_text import one_line
from crawler.urls import canonical_url, document_type, in_origins, resolve

_CUT = re.compile(r"(?<![\s.。…⋯·])\s*+(?:[.。…⋯·]{2,}+|…|⋯)\s*+\Z")  # begins with its run of marks: no second try
_BULLET = re.compile(r"\A[\s·•■□▪●○◆◇▲△►▶>»›※*|-]+(?=\S)")
_BREAKING = BLOCK_TAGS | {"br", "time"}
_RAISED = frozenset({"sub", "sup"})
_GLUED = "\x00glued"  # at the edges of an index, which belongs to its word: `CO₂`
_MEETS = "\x00meets"  # between two elements with nothing between them
_EDGES = {**dict.fromkeys(_RAISED, (_GLUED,)), **dict.fromkeys(_BREAKING, (" ",))}  # what stands at the edges of an element
_MORE = re.compile(
    r"(?:[\[(【<>»›+\s]*)(?:read\s+(?:more|on|full.{0,20})|more|learn more|details?"
    r"|view(?: more| details?| release)?|continue reading"
    r"|weiterlesen|mehr(?: lesen| erfahren)?|lire(?: la suite| plus)?|en savoir plus"
    r"|leer más|ver más|saiba mais|leia mais|leggi(?: tutto)?"
    r"|更多|查看更多|了解更多|查看详情|详情|详细|阅读全文|全文|続きを読む|詳細|もっと見る|一覧)[\])】<>»›+.…\s]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link with its element.

    key: canonical URL; text: as printed; title: the whole text where the printed one was cut.
    form: as that of a Row: None, `elsewhere`, `document`.
    """

    element: HtmlElement
    url: str
    key: str
    text: str
    title: str
    form: str | None = None


def page_links(page: Page, site: Site, *, elsewhere: bool = False) -> tuple[list[PageLink], int]:
    """The links of a page, in page order, and how many others are malformed.

    elsewhere: those that leave the newsroom's hosts too.
    """
    base = page.base_url
    found, bad = [], 0
    for element in page.root.iter("a", "area"):
        href = element.get("href")
        if not href:
            continue
        try:
            url = resolve(base, href, page.encoding)
            if url is None or not (elsewhere or in_origins(url, site)):
                continue
            key = canonical_url(url, site)
        except ValueError:
            bad += 1
            continue
        text = own_text(element)
        found.append(PageLink(element, url, key, text, whole_title(element, text), form_of(url, site)))
    return found, bad


def form_of(url: str, site: Site) -> str | None:
    """The form of a release at an address, as a Row has it; an address on another host is `elsewhere` whatever its file."""
    if not in_origins(url, site):
        return ELSEWHERE
    return DOCUMENT if document_type(url) else None


def own_text(element: HtmlElement) -> str:
    """The visible text of an element on one line. Texts of neighbouring elements keep a blank between them."""
    return one_line(_joined(_texts(element)))


def says_more(element: HtmlElement, limit: int) -> bool:
    """Whether the text of an element is longer than `limit` characters, blanks not counted."""
    length = 0
    for part in _texts(element):
        length += len("".join(part.split())) if part is not _MEETS and part is not _GLUED else 0
        if length > limit:
            return True
    return False


def _texts(element: HtmlElement) -> Iterator[str]:
    """The texts in an element in order; a text that no other may be glued to stands between blanks."""
    walk = iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            yield from _EDGES.get(node.tag, ())
            if node is not element and (node.tail or node.getnext() is not None):
                yield node.tail or _MEETS
        elif _is_unseen(node):
            walk.skip_subtree()
        else:
            yield from _EDGES.get(node.tag, ())
            if node.text:
                yield node.text


def _is_unseen(node: HtmlElement) -> bool:
    """Whether a node of a tree has no text that a reader sees: a comment, a script, what is hidden."""
    return not isinstance(node.tag, str) or node.tag in SKIPPED_TAGS or is_hidden(node)


def _joined(parts: Iterable[str]) -> str:
    """Texts one after the other, apart where the first of two is an element's of its own or a number meets a letter."""
    out: list[str] = []
    mark = ""
    for part in parts:
        if part is _MEETS or part is _GLUED:
            mark = part if mark is not _GLUED else mark
            continue
        if out and mark is not _GLUED and (mark is _MEETS or _apart(out[-1][-1], part[0])):
            out.append(" ")
        mark = ""
        out.append(part)
    return "".join(out)


def _apart(before: str, after: str) -> bool:
    """Whether two texts that an element's edge parts are two words: `NewsHarbour`, `2025Harbour`, but not `Harbour`."""
    if before.isdigit() or after.isdigit():
        return before.isalnum() and after.isalnum()
    return before.islower() and after.isupper()


def whole_title(element: HtmlElement, text: str) -> str:
    """The link's title: heading inside it, else its text; the `title` attribute where the text is cut or missing."""
    heading = next(element.iter(*HEADINGS), None)
    text = _BULLET.sub("", (own_text(heading) if heading is not None else "") or text)
    attribute = one_line(element.get("title") or "")
    if not text or is_more(text):
        return attribute or image_text(element) or text
    stem = _CUT.sub("", text)
    return attribute if len(attribute) > len(stem) and same_start(attribute, stem) else text


def without_bullet(text: str) -> str:
    """A link text without the sign that a list puts before it."""
    return _BULLET.sub("", text)


def is_root(url: str) -> bool:
    """Whether an address is that of a host's home page."""
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def is_more(text: str) -> bool:
    """Whether a link text only says that there is more (`Read more`, `更多>>`)."""
    return bool(_MORE.match(text))


def is_cut(text: str) -> bool:
    """Whether a link text ends in dots that stand for the rest."""
    return bool(_CUT.search(text))


def same_start(whole: str, stem: str) -> bool:
    """Whether a text begins as a cut one does."""
    begun = title_key(_CUT.sub("", stem))
    return bool(begun) and title_key(whole).startswith(begun)


def image_text(element: HtmlElement) -> str:
    """The text that stands in for the first image of an element that has one."""
    return next((one_line(image.get("alt") or "") for image in element.iter("img") if image.get("alt")), "")


def goes_on(element: HtmlElement) -> bool:
    """Whether an element beside a bare link belongs to the link's line: marked up text without a link of its own."""
    return isinstance(element.tag, str) and element.tag in INLINE and next(element.iter("a"), None) is None
