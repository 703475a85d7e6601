"""schema.org NewsArticle as JSON-LD. Pure."""


from crawler.export.parts import present
from crawler.items import JsonMapping, JsonObject

Line = JsonMapping


def jsonld(line: Line) -> JsonObject:
    """A journal line as a schema.org `NewsArticle`; keys without a value are left out."""
    http = line.get("http") or {}
    return present({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": line.get("canonical_url") or line.get("url"),
        "identifier": line.get("id"),
        "url": line.get("canonical_url") or line.get("url"),
        "mainEntityOfPage": line.get("url"),
        "headline": line.get("title"),
        "alternativeHeadline": line.get("subtitle"),
        "datePublished": line.get("published"),
        "dateModified": line.get("modified"),
        "author": [{"@type": "Person", "name": name} for name in line.get("authors") or []],
        "publisher": _organization(line.get("company")),
        "sourceOrganization": _organization(line.get("source")),
        "dateline": _dateline(line.get("dateline")),
        "articleSection": line.get("section"),
        "inLanguage": line.get("language"),
        "articleBody": line.get("text"),
        "image": [_image(image) for image in line.get("images") or []],
        "associatedMedia": [_media(document) for document in line.get("attachments") or []],
        "mentions": [_page(link) for link in line.get("links") or []],
        "breadcrumb": _breadcrumb(line.get("breadcrumbs") or []),
        "keywords": list(line.get("keywords") or []),
        "copyrightNotice": line.get("rights"),
        "version": line.get("revision"),
        "creativeWorkStatus": "Deleted" if line.get("event") == "removed" else None,
        "sdDatePublished": line.get("fetched"),
        "encodingFormat": "text/html" if http.get("status") else None,
    })  # fmt: skip


def _organization(name: str | None) -> JsonObject | None:
    return {"@type": "Organization", "name": name} if name else None


def _dateline(dateline: JsonMapping | None) -> str | None:
    if not dateline:
        return None
    wire = f"/{dateline['wire']}/" if dateline.get("wire") else None
    return ", ".join(part for part in (dateline.get("place"), dateline.get("date"), wire) if part) or None


def _image(image: JsonMapping) -> JsonObject:
    return present({
        "@type": "ImageObject", "contentUrl": image["url"], "caption": image.get("caption"), "description": image.get("alt"),
    })  # fmt: skip


def _page(link: JsonMapping) -> JsonObject:
    return present({"@type": "WebPage", "url": link["url"], "name": link.get("text")})


def _media(document: JsonMapping) -> JsonObject:
    return present({
        "@type": "MediaObject", "contentUrl": document["url"], "name": document.get("title"), "fileFormat": document.get("type"),
    })  # fmt: skip


def _breadcrumb(names: list[str]) -> JsonObject | None:
    if not names:
        return None
    items = [{"@type": "ListItem", "position": place, "name": name} for place, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}
