"""One page: its bytes decoded once, parsed once into one lxml tree that serves selectors, fields and blocks."""

import re
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from parsel import Selector

from crawler.page.accordions import head_answers
from crawler.page.blocks import Block, Outline
from crawler.page.decode import decode, decoded_text
from crawler.page.held_back import with_held_back
from crawler.page.style_rules import apply_style_rules
from crawler.page.walk import outline
from crawler.text.safe_text import safe_url
from crawler.urls import resolve

# Scripts, styles and comments are two thirds of a page's characters: cutting them out first makes the parser twice as
# fast. JSON-LD stays in the tree. Case is spelled out because a literal first character lets the search skip ahead.
_OPENING = re.compile(r"<(?:!--|[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE])(?=[\s/>])([^>]*))")
_CLOSING = {  # by the third character of what opens: `<script`, `<style`, `<!--`
    "c": re.compile(r"</[sS][cC][rR][iI][pP][tT](?=[\s/>])[^>]*>"),
    "t": re.compile(r"</[sS][tT][yY][lL][eE](?=[\s/>])[^>]*>"),
    "-": re.compile(r"--!?>"),
}
_LINKED_DATA = re.compile(r"ld\+json", re.I)
_LONGEST_BASE = 2000  # characters of an address that all links of a page begin with
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PLAIN = r"[!$-:<-~]*(?<!\?)\Z"  # visible ASCII without quotation marks, fragment and parameters: nothing to mend
_PLAIN_URL = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,5})?/" + _PLAIN)
_PLAIN_PATH = re.compile(r"/(?!/)" + _PLAIN)
_END = re.compile(rb"</(body|html)\b", re.I)
_LAST_END = re.compile(rb"</(?:body|html)\s*>", re.I)
_BLANK = re.compile("[\x00-\x20]+")
# Deeper than any page made by hand or by a publishing system. libxml2 gives up at 256, and so do we: what is asked of an
# element is often asked of all that stand around it.
_DEPTH = 200


def _parser(*, huge: bool) -> lxml.html.HTMLParser:
    """huge: one without limits of depth and length, for pages that are flat already."""
    made = lxml.html.HTMLParser(encoding="utf-8", huge_tree=huge, remove_comments=True, remove_pis=True)
    # One class for all elements: choosing one by tag is a Python call an element, half of what a walk costs.
    made.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    return made


_PARSER, _PARSER_OF_FLAT = _parser(huge=False), _parser(huge=True)


class Page:
    """A page as received.

    url: absolute, final, empty where unknown; body: bytes as sent, or text that was decoded before; content_type: the
    value of the HTTP header; following: the next page as another of its headers names it, None where none does.
    Nothing raises: a body that is empty or is not HTML gives an empty tree.
    text, encoding, encoding_by, flags: as in decode.Decoded (flags is a list of our own).
    root: the one tree, an lxml.html element. Scripts other than JSON-LD, styles and comments are not in it; they are
    in text. Where the page shows hardly any text, it has what scripts would show of what the page holds. Do not change the tree.
    """

    def __init__(self, url: str, body: bytes | str, content_type: str | None = None, following: str | None = None) -> None:
        decoded = decode(body, content_type) if isinstance(body, bytes) else decoded_text(body)
        self.url = url if is_address(url) else ""
        self.following = following
        self.text: str = decoded.text
        self.encoding: str = decoded.encoding
        self.encoding_by: str = decoded.by
        self.flags: list[str] = list(decoded.flags)
        self._absolute: dict[str | None, str | None] = {}

    @cached_property
    def root(self) -> lxml.html.HtmlElement:
        root = parse_html(self.text)
        unfolded = with_held_back(self.text, root)
        root = root if unfolded is None else parse_html(unfolded)
        apply_style_rules(self.text, root)
        head_answers(root)
        return root

    @cached_property
    def selector(self) -> Selector:
        """parsel on the same tree."""
        return Selector(root=self.root, type="html", base_url=self.base_url)

    @cached_property
    def base_url(self) -> str:
        """What relative links are relative to, as in a browser: the page's `base`, wherever it leads, else its URL."""
        href = next((href for base in self.root.iter("base") if (href := (base.get("href") or "").strip())), None)
        return (absolute(self.url, href) if href is None or len(href) <= _LONGEST_BASE else None) or self.url

    def absolute(self, href: str | None) -> str | None:
        """`href` as an absolute http(s) URL, None if it is none."""
        if href not in self._absolute:
            found = absolute(self.base_url, href, self.encoding)
            self._absolute[href] = safe_url(found) if found else found
        return self._absolute[href]

    def leads_away(self, href: str | None) -> bool:
        """Whether a link leads to another page by http(s): a fragment, or a slash at its end, makes none."""
        target = self.absolute(href)
        return target is not None and _bare(target) != _bare(self.url)

    @cached_property
    def outline(self) -> Outline:
        """Blocks and the elements that hold them (see crawler.page.blocks)."""
        return outline(self.root)

    @property
    def blocks(self) -> list[Block]:
        return self.outline.blocks

    @cached_property
    def main_run(self) -> tuple[int, int]:
        """First and last index of the stretch of blocks with the most running text; links and short lines count against it."""
        best, total, start, span = 0, 0, 0, (0, max(0, len(self.blocks) - 1))
        for index, block in enumerate(self.blocks):
            if block.hidden or not block.text:
                continue
            size = len(block.text)
            total += min(size - 2 * block.link_chars, 600) - 40
            if total > best:
                best, span = total, (start, index)
            if total <= 0:
                total, start = 0, index + 1
        return span


def _bare(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def parse_html(text: str) -> lxml.html.HtmlElement:
    """The tree of `text`, without scripts, styles and comments.

    Never raises, and loses no text to the parser's depth limit.
    """
    markup = strip_code(text.replace("\x00", "") if "\x00" in text else text)
    declaration = _XML_DECLARATION.match(markup)
    if declaration:
        markup = markup[declaration.end() :]
    code = markup.encode("utf-8", "replace")
    ends = [name.lower() for name in _END.findall(code)]
    if len(ends) > len(set(ends)):
        code = _LAST_END.sub(b"", code)  # the parser drops what follows the first one
    root = _tree(code, _PARSER)
    if root is None or _gave_up():
        root = _tree(flatten(code.decode()).encode(), _PARSER_OF_FLAT)
    return root if root is not None else lxml.html.HtmlElement()


def _tree(code: bytes, parser: lxml.html.HTMLParser) -> lxml.html.HtmlElement | None:
    try:
        root = lxml.etree.fromstring(code, parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    return root if isinstance(root, lxml.html.HtmlElement) else None


def _gave_up() -> bool:
    last = _PARSER.error_log.last_error
    return last is not None and last.type_name == "ERR_RESOURCE_LIMIT"


def strip_code(text: str) -> str:
    """`text` without comments, styles and scripts that are not JSON-LD; an unclosed one is left to the parser."""
    kept: list[str] = []
    start = at = 0
    unclosed: set[str] = set()  # kinds whose end does not come any more: looking again each time would be quadratic
    while opening := _OPENING.search(text, at):
        begin = opening.start()
        kind = text[begin + 2].lower()
        end = 0 if kind in unclosed else _end(kind, text, opening)
        if not end:
            unclosed.add(kind)
            at = begin + 4
            continue
        if opening[1] is None or not _LINKED_DATA.search(opening[1]):
            kept.append(text[start:begin])
            start = end
        at = end
    kept.append(text[start:])
    return "".join(kept)


def _end(kind: str, text: str, opening: re.Match[str]) -> int:
    if kind == "-" and text.startswith((">", "->"), opening.end()):
        return text.find(">", opening.end()) + 1
    match = _CLOSING[kind].search(text, opening.end())
    return match.end() if match else 0


def flatten(markup: str) -> str:
    """`markup` with the tags below a depth of 200 replaced by line breaks, for the parser's limit."""
    depth = 0

    def cut(match: re.Match[str]) -> str:
        nonlocal depth
        name = match[2].lower()
        if name in _VOID:
            return match[0]
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < _DEPTH else "<br>"
        depth += 1
        return match[0] if depth <= _DEPTH else "<br>"

    return _TAG.sub(cut, markup)


def absolute(base: str, href: str | None, charset: str = "utf-8") -> str | None:
    """`href` joined to `base`, if the result is an http(s) URL with a host and nothing unprintable in it.

    charset: of the page, in which the letters of a query are sent.
    """
    if not href:
        return None
    if "/." not in href:
        if _PLAIN_URL.match(href):
            return href
        if _PLAIN_PATH.match(href) and (root := _root_of(base)):
            return root + href
    address, _, fragment = href.strip().partition("#")
    try:
        joined = resolve(base, address or base, charset)
    except ValueError:
        return None
    return f"{joined}#{_BLANK.sub('%20', fragment)}" if joined and fragment else joined


@lru_cache(maxsize=256)
def _root_of(url: str) -> str | None:
    """Scheme and host of an http(s) URL, None of others."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and host and url.isascii() else None


def is_address(url: str) -> bool:
    """Whether an address can be taken apart; `//[` and the like cannot."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True
