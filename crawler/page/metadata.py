"""What a page states for machines: meta tags, JSON-LD, microdata, `time` elements, title, canonical link. Read once.

Values are the page's own claims, cleaned of markup and blanks; who asks decides which to believe.
"""

import re
from collections.abc import Iterable
from functools import cached_property

import lxml.etree
from lxml.etree import _Element as Element

from crawler.page.headlines import Headlines
from crawler.page.json_ld import (
    ARTICLE_TYPES,
    MOST_NODES,
    Node,
    is_organisation,
    load_json,
    names_in,
    objects_in,
    text_of,
    types_of,
)  # fmt: skip
from crawler.page.markup import all_text
from crawler.page.once import once_a_page
from crawler.page.page import Page, absolute
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.safe_text import one_line

# Elements that hold a moment: HTML's, the one that the first microformat and its scripts write it in, and common custom ones.
_TIME_TAGS = ("time", "abbr", "relative-time", "local-time", "time-ago")
_ISO_DAY = re.compile(r"\s*(?:19|20)\d\d-\d\d-\d\d")
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
        "byl", "content_author", "dable:author",
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
_MOST_VALUES = 200  # of one name; papers with more authors than that are no news
_SAME_TITLE = 0.5  # of the letter pieces of a headline, which a title has where both name one article
_LINK_RELS = frozenset(("canonical", "amphtml", "shortlink", "license"))


class Head:
    """The claims of one page.

    metas: lower-case name, property or itemprop -> contents in order; title: text of the `title` element;
    nodes: JSON-LD objects, flattened, in order; times: `time` elements and what stands for them; links: rel -> href;
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
        self._root = page.root
        self.lang = (page.root.get("lang") or page.root.get("xml:lang") or "").strip() or None
        for element in page.root.iter("meta", "title", "link", "script", "input", "select", *_TIME_TAGS):
            self._take(element)
        self.url = page.url

    def _take(self, element: Element) -> None:
        tag = element.tag
        if tag == "meta":
            self._take_meta(element)
        elif tag == "input":
            self.inputs += 1
        elif tag in _TIME_TAGS:
            if tag != "abbr" or _is_moment(element):
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
        content = one_line(element.get("content") or element.get("value") or "")  # the second is a mistake that pages make
        if not content:
            return
        given = element.keys()
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            if attribute in given and (name := element.get(attribute)):
                values = self.metas.setdefault(name.strip().lower(), [])
                if len(values) < _MOST_VALUES and content not in values:
                    values.append(content)

    def _take_json(self, text: str) -> None:
        if len(text) > _JSON_LIMIT:
            text = ""
        value = load_json(text)
        if value is None:
            if text.strip():
                self.broken_json.append(text)
            return
        for node in objects_in(value):
            if len(self.nodes) >= MOST_NODES:
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
        candidates = [node for node in self.nodes if types_of(node) & ARTICLE_TYPES and not self._is_of_another(node)]
        if len(candidates) > 1:
            candidates = list(filter(self._is_here, candidates)) or candidates
            candidates.sort(key=self._rank)
        return next(iter(candidates), None)

    def _rank(self, node: Node) -> tuple[bool, bool]:
        """What goes first of objects that may be the page's article: those with its headline, then those that say more."""
        headline = title_key(text_of(node.get("headline") or node.get("name")))
        return not (headline and self.says(headline)), not (node.get("datePublished") or node.get("headline"))

    def article(self) -> Node | None:
        """The JSON-LD object of the page's article: of an article type, best one that names this page."""
        return self._article

    def names_of_article(self, *keys: str) -> list[str]:
        """Whom the JSON-LD object of the article names under the first of the keys that it has; references are followed."""
        return list(names_in(self._said_of_article(keys), self._by_id))

    def organisations_of_article(self, *keys: str) -> list[str]:
        """Those of `names_of_article` that are said to be organisations, and not persons as well."""
        value = self._said_of_article(keys)
        told = [self._by_id.get(str(each.get("@id")), each) for each in objects_in(value)]
        return [name for each in told if is_organisation(each) for name in names_in(each, self._by_id)]

    def _said_of_article(self, keys: Iterable[str]) -> object:
        return next(filter(None, map(self._article.get, keys)), None) if self._article else None

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        """The objects that are described, by the name under which others refer to them."""
        return {str(node["@id"]): node for node in reversed(self.nodes) if "@id" in node and len(node) > 1}

    def of_article(self, key: str) -> str | None:
        """What the JSON-LD object of the article says under a key, as text."""
        return text_of(self._article.get(key)) if self._article else None

    def webpage(self) -> Node | None:
        """The JSON-LD object of the page itself."""
        candidates = [node for node in self.nodes if types_of(node) & _PAGE_TYPES]
        return next((node for node in candidates if node.get("datePublished")), candidates[0] if candidates else None)

    def _is_here(self, node: Node) -> bool:
        return not self._own_paths.isdisjoint(self._paths_of(node))

    def _is_of_another(self, node: Node) -> bool:
        """Whether an object describes the article of another page: it has another address and another headline, or none
        and a headline that the page prints as another's.

        A review that has neither this page's address nor its headline is a visitor's of what the page tells of.
        """
        paths, headline = self._paths_of(node), title_key(text_of(node.get("headline") or node.get("name")))
        if types_of(node) & ARTICLE_TYPES == {"review"}:
            return self._own_paths.isdisjoint(paths) and not (headline and self.says(headline))
        if not (node.get("headline") and self._titles and self._own_paths.isdisjoint(paths)) or self.says(headline):
            return False
        addressed = "/" in "".join(paths)
        return addressed or self._headlines.are_anothers(headline)

    def says(self, headline: str) -> bool:
        """Whether one of the page's titles is like a key."""
        pieces = pieces_of(headline)
        return any(_SAME_TITLE * len(pieces) <= len(pieces & pieces_of(key)) for key in self._titles)

    @cached_property
    def _titles(self) -> list[str]:
        return [key for text in (self.title, self.stated("title", "social_title")) if (key := title_key(text))]

    @cached_property
    def _headlines(self) -> Headlines:
        return Headlines(self._root, self._titles)

    @cached_property
    def _own_paths(self) -> frozenset[str]:
        return frozenset((_path(self.url), _path(self.links.get("canonical", "")))) - {""}

    def is_here(self, href: str) -> bool:
        """Whether a link leads to this page, by its address or the one that it gives itself."""
        return _path(absolute(self.url, href) or "") in self._own_paths

    def _paths_of(self, node: Node) -> list[str]:
        """Host and path of each address that an object gives as its own."""
        entity = node.get("mainEntityOfPage")
        names = (node.get("url"), node.get("@id"), entity.get("@id") if isinstance(entity, dict) else entity)
        return [_path(absolute(self.url, name) or "") for name in names if isinstance(name, str)]


@once_a_page
def head_of(page: Page) -> Head:
    """The page's Head."""
    return Head(page)


def elements_of(query: lxml.etree.XPath, page: Page) -> list[Element]:
    """The elements that an XPath finds on a page."""
    found = query(page.root)
    return [each for each in found if isinstance(each, Element)] if isinstance(found, list) else []


def says_only(element: Element, text: str) -> bool:
    """Whether an element's text is this one, blanks aside; it is read up to the first word that is not."""
    rest = "".join(text.split())
    for piece in map(str, element.itertext()):
        words = "".join(piece.split())
        if not rest.startswith(words):
            return False
        rest = rest[len(words) :]
    return not rest


def _path(url: str) -> str:
    """Host and path of an URL, for telling whether two name the same page."""
    return url.split("#")[0].split("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _is_moment(abbr: Element) -> bool:
    """Whether an abbreviation stands for a moment; `updated` of hAtom is that of publication as often as not."""
    return _ISO_DAY.match(abbr.get("title") or "") is not None and "updated" not in (abbr.get("class") or "").split()
