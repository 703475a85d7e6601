"""The Article of the Zyte API (and of zyte-common-items). Pure."""


from crawler.export.parts import present, utc
from crawler.items import JsonMapping, JsonObject

Line = JsonMapping


def zyte(line: Line) -> JsonObject:
    """A journal line as a Zyte Article; keys without a value are left out. Dates are instants, UTC, raw beside."""
    names = line.get("breadcrumbs") or []
    images = [{"url": image["url"]} for image in line.get("images") or []]
    language = line.get("language")
    return present({
        "url": line.get("url"),
        "canonicalUrl": line.get("canonical_url"),
        "headline": line.get("title"),
        "datePublished": utc(line.get("published")),
        "datePublishedRaw": line.get("published"),
        "dateModified": utc(line.get("modified")),
        "dateModifiedRaw": line.get("modified"),
        "authors": [{"name": name, "nameRaw": name} for name in line.get("authors") or []],
        "breadcrumbs": [{"name": name} for name in names],
        "inLanguage": language.split("-")[0].lower() if language else None,
        "mainImage": images[0] if images else None,
        "images": images,
        "description": line.get("subtitle"),
        "articleBody": line.get("text"),
        "articleBodyHtml": line.get("html"),
        "metadata": present({"dateDownloaded": line.get("fetched"), "probability": 1.0}),
    })  # fmt: skip
