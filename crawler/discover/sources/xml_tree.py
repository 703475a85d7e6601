"""The tree of a feed or a sitemap, read tolerantly: its writers rarely look at it. Nothing in it is ever fetched or expanded."""

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree
from lxml.etree import _Element as Element

from crawler.page.decode import decode
from crawler.urls import resolve

MOST_CHARS = 16 << 20  # of a document; a sitemap of 50,000 addresses has half of that
MOST_TAGS = 800_000
# Where the document itself begins: what stands before, entities of its own among it, is not read.
ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(rss|feed|RDF|urlset|sitemapindex)(?=[\s>/])")
_END = 1 << 13  # characters at the end that have the end of the root element; remarks may stand behind
HEAD = 1 << 16  # characters in which the document begins
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z_][A-Za-z0-9_.:-]{0,60});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"


def xml_root(body: bytes, content_type: str | None = None) -> Element | None:
    """The root element of an RSS, RDF, Atom or sitemap document; None for anything else, and for one of no real size.

    content_type: the value of the HTTP header. Never raises. Entities of the document's own are left out.
    """
    if not may_be_xml(body):
        return None
    text = decode(body, content_type).text
    begins = ROOT.search(text, 0, HEAD)
    if begins is None or len(text) > MOST_CHARS or text.count("<") > MOST_TAGS:
        return None
    markup = "".join(_mended(_NO_XML.sub("", text[begins.start() :])))
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(markup.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def is_cut_xml(body: bytes) -> bool:
    """Whether such a document ends before its root element does: what stood behind is not known."""
    head = body[: 2 * HEAD].replace(b"\x00", b"").decode("latin-1")
    root = ROOT.search(head, 0, HEAD)
    tail = body[-2 * HEAD :].replace(b"\x00", b"").decode("latin-1")
    return root is not None and re.search(rf"(?:</|<)(?:[\w.-]{{1,30}}:)?{root[1]}\s{{0,20}}(?:>|/>)", tail[-_END:]) is None


def may_be_xml(body: bytes) -> bool:
    """Whether a body begins like a feed or a sitemap, in any encoding; a look at its first bytes."""
    head = body[: 2 * HEAD].replace(b"\x00", b"").decode("latin-1")
    found = ROOT.search(head, 0, HEAD)
    return found is not None and not re.search(r"<html[\s>]", head[: found.start()], re.IGNORECASE)


def _mended(text: str) -> Iterator[str]:
    """The document with references that XML does not know written out, and lone ampersands escaped; CDATA as it is."""
    at = 0
    while (begins := text.find(_CDATA, at)) >= 0:
        ends = text.find(_CDATA_END, begins)
        if ends < 0:
            break
        yield _REFERENCE.sub(_reference, text[at:begins])
        at = ends + len(_CDATA_END)
        yield text[begins:at]
    yield _REFERENCE.sub(_reference, text[at:])


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        fits = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0x110000
        return found[0] if fits and number not in (0xFFFE, 0xFFFF) else ""
    if name in _OF_XML:
        return found[0]
    said = html5.get(f"{name};", "")  # an entity of the document's own says nothing
    return said.replace("&", "&amp;").replace("<", "&lt;")


def name_of(element: Element) -> str:
    """The name of an element without its namespace, in lower case; empty for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def said_in(element: Element | None) -> str:
    """The text of an element and of what stands in it, without the blanks about it."""
    return "".join(str(each) for each in element.itertext()).strip() if element is not None else ""


def base_of(element: Element, url: str) -> str:
    """What addresses in an element are relative to: `xml:base` of it and of those around it, else the document's address."""
    from_outside = [each.get(f"{XML_NAMESPACE}base") for each in (element, *element.iterancestors())]
    base = url
    for found in reversed([each for each in from_outside if each]):
        base = joined(base, found) or base
    return base


def joined(base: str, address: str | None) -> str | None:
    """An address as a whole http or https URL; None where it is none."""
    try:
        return resolve(base, (address or "").strip())
    except ValueError:
        return None
