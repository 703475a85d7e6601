"""ninjs 2.1, the news industry's JSON of the IPTC. Pure."""


from crawler.export.parts import present, utc
from crawler.items import JsonMapping, JsonObject

Line = JsonMapping
STANDARD = {"name": "ninjs", "version": "2.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"}


def ninjs(line: Line) -> JsonObject:
    """A journal line as a ninjs 2.1 item of type text; keys without a value are left out.

    ninjs wants instants: a bare day becomes its first instant, UTC.
    """
    dateline = line.get("dateline") or {}
    subjects = [present({"name": name, "rel": "section"}) for name in [line.get("section")] if name]
    subjects += [{"name": name, "rel": "keyword"} for name in line.get("keywords") or []]
    return present({
        "standard": STANDARD,
        "uri": line.get("canonical_url") or line.get("url"),
        "type": "text",
        "version": str(line.get("revision") or 1),
        "versioncreated": utc(line.get("modified") or line.get("fetched")),
        "firstcreated": utc(line.get("published")),
        "contentcreated": utc(line.get("published")),
        "pubstatus": "canceled" if line.get("event") == "removed" else "usable",
        "language": line.get("language"),
        "located": dateline.get("place"),
        "by": ", ".join(line.get("authors") or []),
        "copyrightnotice": line.get("rights"),
        "copyrightholder": line.get("company"),
        "infosources": [{"name": name} for name in [line.get("source") or line.get("company")] if name],
        "headlines": [
            {"role": role, "value": value, "contenttype": "text/plain"}
            for role, value in (("main", line.get("title")), ("sub", line.get("subtitle"))) if value
        ],
        "bodies": [
            {"role": "main", "contenttype": kind, "value": value}
            for kind, value in (("text/plain", line.get("text")), ("text/html", line.get("html"))) if value
        ],
        "subjects": subjects,
        "altids": [{"role": "newsroom", "value": line["id"]}] if line.get("id") else [],
        "associations": [*_pictures(line), *_documents(line)],
    })  # fmt: skip


def _pictures(line: Line) -> list[JsonObject]:
    return [
        present({
            "name": f"picture{place}", "uri": image["url"], "type": "picture",
            "descriptions": [{"role": "caption", "contenttype": "text/plain", "value": text}
                             for text in [image.get("caption") or image.get("alt")] if text],
            "renditions": [{"name": "original", "href": image["url"]}],
        })
        for place, image in enumerate(line.get("images") or [], 1)
    ]  # fmt: skip


def _documents(line: Line) -> list[JsonObject]:
    return [
        present({
            "name": f"document{place}", "uri": document["url"], "type": "component",
            "headlines": [{"role": "main", "value": text, "contenttype": "text/plain"}
                          for text in [document.get("title")] if text],
            "renditions": [{"name": "original", "href": document["url"]}],
        })
        for place, document in enumerate(line.get("attachments") or [], 1)
    ]  # fmt: skip
