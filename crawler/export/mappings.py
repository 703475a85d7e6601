"""A journal line as JSON-LD (schema.org), ninjs 2.1 (IPTC) and Zyte Article: one table of keys each. Pure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from crawler.clock import instant_of, stamp_of
from crawler.items import JsonMapping, JsonObject

Source = str | Callable[[JsonMapping], object]  # the name of a field, or what is made of the line


def utc(value: str | None) -> str | None:
    """An ISO date-time in UTC (`2026-01-31T06:00:00Z`); a bare day is its first instant, a date-time without offset is UTC."""
    return stamp_of(instant_of(value)) if value else None


def _present(fields: JsonMapping) -> JsonObject:
    """The keys that have a value: not None, empty text or an empty list; 0 and false are values."""
    return {key: value for key, value in fields.items() if value is not None and value != "" and value != []}


def _mapped(line: JsonMapping, sources: Mapping[str, Source]) -> JsonObject:
    return _present({key: line.get(source) if isinstance(source, str) else source(line) for key, source in sources.items()})


def _each(field: str, sources: Mapping[str, Source]) -> Callable[[JsonMapping], list[JsonObject]]:
    """Objects made of those in a list of the line."""
    return lambda line: [_mapped(each, sources) for each in line.get(field) or []]


def _names(field: str, *keys: str, **more: str) -> Callable[[JsonMapping], list[JsonObject]]:
    """An object for each text in a list of the line, which has the text under these keys."""
    return lambda line: [more | dict.fromkeys(keys, text) for text in line.get(field) or []]


def _always(value: object) -> Callable[[JsonMapping], object]:
    return lambda _: value


def _instant(field: str) -> Callable[[JsonMapping], str | None]:
    return lambda line: utc(line.get(field))


def _address(line: JsonMapping) -> object:
    return line.get("canonical_url") or line.get("url")


def _texts(found: JsonMapping, key: str, **more: str) -> list[JsonObject]:
    """An object for each text that there is, with what it is under `key`."""
    return [more | {key: kind, "value": text} for kind, text in found.items() if text]


# schema.org


def _organization(field: str) -> Callable[[JsonMapping], JsonObject | None]:
    return lambda line: {"@type": "Organization", "name": line[field]} if line.get(field) else None


def _dateline(line: JsonMapping) -> str:
    found = line.get("dateline") or {}
    wire = f"/{found['wire']}/" if found.get("wire") else None
    return ", ".join(part for part in (found.get("place"), found.get("date"), wire) if part)


def _breadcrumb(line: JsonMapping) -> JsonObject | None:
    names = enumerate(line.get("breadcrumbs") or [], 1)
    items = [{"@type": "ListItem", "position": place, "name": name} for place, name in names]
    return {"@type": "BreadcrumbList", "itemListElement": items} if items else None


_IMAGE: Mapping[str, Source] = {"@type": _always("ImageObject"), "contentUrl": "url", "caption": "caption", "description": "alt"}
_DOCUMENT: Mapping[str, Source] = {"@type": _always("MediaObject"), "contentUrl": "url", "name": "title", "fileFormat": "type"}
_NEWS_ARTICLE: Mapping[str, Source] = MappingProxyType({
    "@context": _always("https://schema.org"),
    "@type": _always("NewsArticle"),
    "@id": _address,
    "identifier": "id",
    "url": _address,
    "mainEntityOfPage": "url",
    "headline": "title",
    "alternativeHeadline": "subtitle",
    "datePublished": "published",
    "dateModified": "modified",
    "author": _names("authors", "name", **{"@type": "Person"}),
    "publisher": _organization("company"),
    "sourceOrganization": _organization("source"),
    "dateline": _dateline,
    "articleSection": "section",
    "inLanguage": "language",
    "articleBody": "text",
    "image": _each("images", _IMAGE),
    "associatedMedia": _each("attachments", _DOCUMENT),
    "mentions": _each("links", {"@type": _always("WebPage"), "url": "url", "name": "text"}),
    "breadcrumb": _breadcrumb,
    "keywords": "keywords",
    "copyrightNotice": "rights",
    "version": "revision",
    "creativeWorkStatus": lambda line: "Deleted" if line.get("event") == "removed" else None,
    "sdDatePublished": "fetched",
    "encodingFormat": lambda line: "text/html" if (line.get("http") or {}).get("status") else None,
})  # fmt: skip


def jsonld(line: JsonMapping) -> JsonObject:
    """A journal line as a schema.org `NewsArticle`; keys without a value are left out."""
    return _mapped(line, _NEWS_ARTICLE)


# ninjs

STANDARD = MappingProxyType(
    {"name": "ninjs", "version": "2.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"}
)


def _subjects(line: JsonMapping) -> list[JsonObject]:
    section = [{"name": line["section"], "rel": "section"}] if line.get("section") else []
    return section + [{"name": name, "rel": "keyword"} for name in line.get("keywords") or []]


def _sources(line: JsonMapping) -> list[JsonObject]:
    name = line.get("source") or line.get("company")
    return [{"name": name}] if name else []


def _associations(line: JsonMapping) -> list[JsonObject]:
    pictures = [
        _association(f"picture{place}", "picture", each, "descriptions", {"caption": each.get("caption") or each.get("alt")})
        for place, each in enumerate(line.get("images") or [], 1)
    ]
    return pictures + [
        _association(f"document{place}", "component", each, "headlines", {"main": each.get("title")})
        for place, each in enumerate(line.get("attachments") or [], 1)
    ]


def _association(name: str, kind: str, each: JsonMapping, key: str, said: JsonMapping) -> JsonObject:
    return _present({
        "name": name, "uri": each["url"], "type": kind, key: _texts(said, "role", contenttype="text/plain"),
        "renditions": [{"name": "original", "href": each["url"]}],
    })  # fmt: skip


_NINJS: Mapping[str, Source] = MappingProxyType({
    "standard": _always(dict(STANDARD)),
    "uri": _address,
    "type": _always("text"),
    "version": lambda line: str(line.get("revision") or 1),
    "versioncreated": lambda line: utc(line.get("modified") or line.get("fetched")),
    "firstcreated": _instant("published"),
    "contentcreated": _instant("published"),
    "pubstatus": lambda line: "canceled" if line.get("event") == "removed" else "usable",
    "language": "language",
    "located": lambda line: (line.get("dateline") or {}).get("place"),
    "by": lambda line: ", ".join(line.get("authors") or []),
    "copyrightnotice": "rights",
    "copyrightholder": "company",
    "infosources": _sources,
    "headlines": lambda line: _texts({"main": line.get("title"), "sub": line.get("subtitle")}, "role", contenttype="text/plain"),
    "bodies": lambda line: _texts({"text/plain": line.get("text"), "text/html": line.get("html")}, "contenttype", role="main"),
    "subjects": _subjects,
    "altids": lambda line: [{"role": "newsroom", "value": line["id"]}] if line.get("id") else [],
    "associations": _associations,
})  # fmt: skip


def ninjs(line: JsonMapping) -> JsonObject:
    """A journal line as a ninjs 2.1 item of type text; keys without a value are left out.

    ninjs wants instants: a bare day becomes its first instant, UTC.
    """
    return _mapped(line, _NINJS)


# Zyte API


def _base_language(line: JsonMapping) -> str:
    return str(line.get("language") or "").split("-")[0].lower()


_ZYTE: Mapping[str, Source] = MappingProxyType({
    "url": "url",
    "canonicalUrl": "canonical_url",
    "headline": "title",
    "datePublished": _instant("published"),
    "datePublishedRaw": "published",
    "dateModified": _instant("modified"),
    "dateModifiedRaw": "modified",
    "authors": _names("authors", "name", "nameRaw"),
    "breadcrumbs": _names("breadcrumbs", "name"),
    "inLanguage": _base_language,
    "mainImage": lambda line: next(({"url": image["url"]} for image in line.get("images") or []), None),
    "images": _each("images", {"url": "url"}),
    "description": "subtitle",
    "articleBody": "text",
    "articleBodyHtml": "html",
    "metadata": lambda line: _mapped(line, {"dateDownloaded": "fetched", "probability": _always(1.0)}),
})  # fmt: skip


def zyte(line: JsonMapping) -> JsonObject:
    """A journal line as the Article of the Zyte API (zyte-common-items). Dates are instants, UTC, raw beside."""
    return _mapped(line, _ZYTE)
