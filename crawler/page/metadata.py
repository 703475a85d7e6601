"""What a page states for machines: meta tags, JSON-LD, microdata, `time` elements, title, canonical link. Read once.

Values are the page's own claims, cleaned of markup and blanks; who asks decides which to believe.
"""

import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import lxml.etree
from lxml.etree import _Element as Element

from crawler.items import JsonObject
from crawler.page.page import Page
from crawler.text.safe_text import one_line

ARTICLE_TYPES = frozenset(
    "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle pressrelease report techarticle scholarlyarticle liveblogposting socialmediaposting "
    "discussionforumposting advertisercontentarticle satiricalarticle medicalscholarlyarticle howto recipe review".split()
)
_PAGE_TYPES = frozenset("webpage itempage medicalwebpage creativework videoobject aboutpage faqpage qapage".split())
# The names under which pages state a field in meta tags (name, property, itemprop; lower case), the most trusted first.
META_NAMES: dict[str, tuple[str, ...]] = {
    "published": (
        "article:published_time", "og:article:published_time", "og:published_time", "og:publish_date", "datepublished",
        "pubdate", "publishdate", "publish_date", "publish-date", "publisheddate", "published-date", "published_date",
        "published", "published_time", "article.published", "article_date_original", "article:published",
        "article:post_date", "articlepublishdate", "parsely-pub-date", "sailthru.date", "citation_publication_date",
        "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created",
        "dc.date", "dcterms.date", "dcterms.available", "prism.publicationdate", "firstpublishedtime",
        "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "bt:pubdate", "date", "publication_date",
        "publication-date", "release_date", "ptime", "originalpublicationdate", "displaydate", "rnews:datepublished",
        "created", "date-pub", "shareaholic:article_published_time", "weibo: article:create_at",
        "weibo:article:create_at", "og:release_date", "video:release_date", "datecreated", "eomportal-publish-date",
        "publicationdate",
    ),
    "modified": (
        "article:modified_time", "og:updated_time", "og:article:modified_time", "og:modified_time", "datemodified",
        "dcterms.modified", "dc.date.modified", "article.updated", "revised", "lastmod", "last-modified", "last_modified",
        "updated", "modified", "weibo: article:update_at", "weibo:article:update_at",
        "shareaholic:article_modified_time", "cxenseparse:recs:lastmodified",
    ),
    "title": (
        "articletitle", "citation_title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
    ),
    "social_title": ("og:title", "article:title"),
    "twitter_title": ("twitter:title",),
    "description": ("description", "og:description", "twitter:description"),
    "authors": (
        "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author",
        "byl",
    ),
    "source": ("contentsource", "source", "article:source", "original-source", "mediaid", "dc.source"),
    "section": ("article:section", "columnname", "parsely-section", "og:article:section", "section"),
    "keywords": (
        "news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags", "dc.subject", "citation_keywords",
        "og:article:tag",
    ),
    "rights": ("copyright", "dcterms.rights", "dc.rights", "rights", "dcterms.rightsholder"),
    "language": ("content-language", "language", "dc.language", "dcterms.language", "inlanguage"),
    "image": ("og:image", "og:image:url", "twitter:image"),
}  # fmt: skip
_JSON_LIMIT = 400_000
_NODE_LIMIT = 400
_MOST_VALUES = 200  # of one name; papers with more authors than that are no news
_NESTED = tuple("@graph mainEntity mainEntityOfPage itemListElement item hasPart about subjectOf liveBlogUpdate".split())
_LINK_RELS = frozenset(("canonical", "amphtml", "shortlink", "license"))
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPER = re.compile(r"^\s*+(?://\s*+)?(?:<!--|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?://\s*+)?(?:-->|\]\]>|/\*\]\]>\*/)\s*+;?\s*+$")
_TAGS = re.compile(r"<[^<>]{1,300}>")
Node = JsonObject


class Head:
    """The claims of one page.

    metas: lower-case name, property or itemprop -> contents in order; title: text of the `title` element;
    nodes: JSON-LD objects, flattened, in order; times: `time` elements; links: rel -> href;
    inputs, selects: how many form fields of these kinds the page has.
    """

    def __init__(self, page: Page) -> None:
        self.metas: dict[str, list[str]] = {}
        self.nodes: list[Node] = []
        self.times: list[Element] = []
        self.links: dict[str, str] = {}
        self.broken_json: list[str] = []
        self.title: str | None = None
        self.inputs = self.selects = 0  # fields of forms
        self.lang = (page.root.get("lang") or page.root.get("xml:lang") or "").strip() or None
        for element in page.root.iter("meta", "title", "link", "script", "time", "input", "select"):
            self._take(element)
        self.url = page.url

    def _take(self, element: Element) -> None:
        tag = element.tag
        if tag == "meta":
            self._take_meta(element)
        elif tag == "input":
            self.inputs += 1
        elif tag == "time":
            self.times.append(element)
        elif tag == "select":
            self.selects += 1
        elif tag == "script":
            self._take_script(element)
        elif tag == "link":
            self._take_link(element)
        elif self.title is None:
            self._take_title(element)

    def _take_script(self, element: Element) -> None:
        if "ld+json" in (element.get("type") or "").lower():
            self._take_json(element.text or "")

    def _take_link(self, element: Element) -> None:
        rel, href = (element.get("rel") or "").lower(), element.get("href")
        if rel in _LINK_RELS and href:
            self.links.setdefault(rel, href.strip())

    def _take_title(self, element: Element) -> None:
        """The page's title, not that of a drawing."""
        parent = element.getparent()
        if parent is not None and parent.tag in ("head", "html", "body"):
            self.title = one_line(all_text(element)) or None

    def _take_meta(self, element: Element) -> None:
        content = element.get("content")
        if not content:
            return
        content = one_line(content)
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                values = self.metas.setdefault(name.strip().lower(), [])
                if content and len(values) < _MOST_VALUES and content not in values:
                    values.append(content)

    def _take_json(self, text: str) -> None:
        if len(text) > _JSON_LIMIT:
            text = ""
        value = load_json(text)
        if value is None:
            if text.strip():
                self.broken_json.append(text)
            return
        for node in _walk(value):
            if len(self.nodes) >= _NODE_LIMIT:
                break
            self.nodes.append(node)

    def meta(self, *names: str) -> str | None:
        """The first non-empty content among `names`, in the order of `names`."""
        for name in names:
            values = self.metas.get(name)
            if values:
                return values[0]
        return None

    def stated(self, *fields: str) -> str | None:
        """The first content of the meta tags of these fields, keys of META_NAMES."""
        return next((value for field in fields if (value := self.meta(*META_NAMES[field]))), None)

    @cached_property
    def _article(self) -> Node | None:
        candidates = [node for node in self.nodes if types_of(node) & ARTICLE_TYPES]
        if len(candidates) > 1:
            candidates = list(filter(self._is_here, candidates)) or candidates
            candidates = [node for node in candidates if node.get("datePublished") or node.get("headline")] or candidates
        return candidates[0] if candidates else None

    def article(self) -> Node | None:
        """The JSON-LD object of the page's article: of an article type, best one that names this page."""
        return self._article

    def of_article(self, key: str) -> str | None:
        """What the JSON-LD object of the article says under a key, as text."""
        return text_of(self._article.get(key)) if self._article else None

    def webpage(self) -> Node | None:
        """The JSON-LD object of the page itself."""
        candidates = [node for node in self.nodes if types_of(node) & _PAGE_TYPES]
        return next((node for node in candidates if node.get("datePublished")), candidates[0] if candidates else None)

    def _is_here(self, node: Node) -> bool:
        entity = node.get("mainEntityOfPage")
        names = [node.get("url"), node.get("@id"), entity.get("@id") if isinstance(entity, dict) else entity]
        paths = {_path(self.url), _path(self.links.get("canonical", ""))} - {""}
        return any(isinstance(name, str) and _path(name) in paths for name in names)


_HEADS: WeakKeyDictionary[Page, Head] = WeakKeyDictionary()


def head_of(page: Page) -> Head:
    """The page's Head, read on the first call and kept as long as the page."""
    head = _HEADS.get(page)
    if head is None:
        head = _HEADS[page] = Head(page)
    return head


def load_json(text: str) -> Any:
    """JSON as pages print it: wrapped in comments, with raw line breaks or trailing commas; None where it is none."""
    text = text.strip()
    if not text:
        return None
    for attempt in range(2):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            if attempt:
                return None
            text = _TRAILING_COMMA.sub(r"\1", _WRAPPER.sub("", text)).strip().rstrip(";")
    return None


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value[:_NODE_LIMIT]:
            yield from _walk(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _NESTED:
            if isinstance(value.get(key), (dict, list)):
                yield from _walk(value[key], depth + 1)


def types_of(node: Node) -> frozenset[str]:
    """Lower-case @type words without vocabulary prefix."""
    kinds = node.get("@type", node.get("type"))
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in listed if isinstance(kind, str))


def text_of(value: Any) -> str | None:
    """A JSON-LD value as plain text: a string, the first of a list, the name of an object."""
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), None)
    if isinstance(value, dict):
        return text_of(_name_of(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return plain(value) or None if isinstance(value, str) else None


def _name_of(node: Node) -> object:
    return node.get("name") or node.get("@value") or node.get("headline")


def elements_of(query: lxml.etree.XPath, page: Page) -> list[Element]:
    """The elements that an XPath finds on a page."""
    found = query(page.root)
    return [each for each in found if isinstance(each, Element)] if isinstance(found, list) else []


def all_text(element: Element) -> str:
    """All text inside an element, as it is."""
    return "".join(piece for piece in element.itertext() if isinstance(piece, str))


def plain(text: str) -> str:
    """Text out of a value that may carry entities or tags."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub("", text)
    return one_line(text)


def _path(url: str) -> str:
    """Host and path of an URL, for telling whether two name the same page."""
    return url.split("#")[0].split("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")
