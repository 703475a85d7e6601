"""How two readings of one article differ, and what a reading is known by. Pure.

`crawler.text.fingerprint` says when two texts say the same; if they still differ, the difference is `minor`.

What surrounds an article (crumbs, key words, the company's boilerplate, links to other releases, image addresses'
queries) is never compared, so a change of the page's furniture makes no revision. Where another layout read the page
than the time before, only title, text and date are compared: a redesign is not an edit.
"""

import difflib
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from crawler.items import ELSEWHERE, JsonMapping
from crawler.revision import Difference, Seen
from crawler.text.edits import Looks, edited_lines
from crawler.text.fingerprint import normalised, release_hash

_IMAGE_QUERY = re.compile(r'(<img\b[^<>]*?\bsrc="[^"?]*)\?[^"]*')
_ADDRESS = re.compile(r'((?:src|href)=")https?://([^/"?#]+)')
_BLANK = re.compile(r"\s+")
_BETWEEN_TAGS = re.compile(r">\s+<")
_WORDS = ("title", "text")
_SECONDARY = ("subtitle", "source")


def seen_article(
    line: JsonMapping, run: str, redirected_from: str | None = None, page_digest: str | None = None
) -> Seen:
    """A look that read an article: line is its journal line as read (`items.line(article)`), the rest as in Seen."""
    return Seen(
        "article", run, line["id"], line["canonical_url"],
        release_hash(line.get("title"), line.get("text"), line.get("form"), line.get("published")), line.get("published"),
        len(normalised(line.get("text"))), redirected_from, page_digest,
        line.get("section"),
    )  # fmt: skip


def difference(before: JsonMapping, now: JsonMapping, looks: Looks | None = None) -> Difference:
    """What differs between an article's last journal line and the line it would be now.

    looks: what both pages show; without it each paragraph that was read once only counts as added or taken away.
    """
    said = _said_otherwise(before, now, looks)
    if said:
        return Difference("changed", tuple(said), text_diff(before, now))
    form = _written_otherwise(before, now) if before.get("layout") == now.get("layout") else []
    return Difference("minor", tuple(form), text_diff(before, now)) if form else Difference()


def _said_otherwise(before: JsonMapping, now: JsonMapping, looks: Looks | None) -> list[str]:
    """Names of the fields that say something else."""
    other = [name for name in _WORDS if _says_otherwise(before.get(name), now.get(name))]
    said = [name for name in other if edited_lines(name, before, now, looks)]
    said += [name for name, differs in _FACTS if differs(before, now)]
    if before.get("layout") == now.get("layout"):
        said += _secondary_otherwise(before, now)
    return [name for name in said if not _still_stated(name, before, now)]


def _secondary_otherwise(before: JsonMapping, now: JsonMapping) -> list[str]:
    said = [name for name in _SECONDARY if _other_words(before.get(name), now.get(name))]
    return [*said, "attachments"] if _documents(before) != _documents(now) else said


def _written_otherwise(before: JsonMapping, now: JsonMapping) -> list[str]:
    """Names of the fields that say the same in another form."""
    form = [name for name in _WORDS if (before.get(name) or "") != (now.get(name) or "")]
    form = [name for name in form if not _says_otherwise(before.get(name), now.get(name))]
    hosts = _hosts(before, now)
    if _says_otherwise(before.get("text"), now.get("text")):
        return form  # the body was chosen otherwise, so its markup says nothing
    if before.get("html") != now.get("html") and _markup(before, hosts) != _markup(now, hosts):
        form.append("html")
    return form


def _says_otherwise(before: str | None, now: str | None) -> bool:
    return before != now and normalised(before) != normalised(now)


def _dated_otherwise(before: JsonMapping, now: JsonMapping) -> bool:
    """Whether the date differs; of a release elsewhere also one that its row did not name before."""
    if now.get("form") == ELSEWHERE and not before.get("published"):
        return bool(now.get("published"))
    return _other_date(before.get("published"), now.get("published")) and _same_source("published", before, now)


def _formed_otherwise(before: JsonMapping, now: JsonMapping) -> bool:
    return before.get("form") != now.get("form")


_FACTS = (("form", _formed_otherwise), ("published", _dated_otherwise))


def _other_date(before: str | None, now: str | None) -> bool:
    """Whether two dates differ as far as both say; a date that was not read this time is the verdict's business."""
    if not before or not now:
        return False
    length = min(len(before), len(now))
    return before[:length] != now[:length]


def _same_source(name: str, before: JsonMapping, article: JsonMapping) -> bool:
    """Whether both looks found a field in the same way: what another rule found elsewhere is another reading, no edit."""
    one, other = (_provenance(line, name) for line in (before, article))
    return (one.get("by"), one.get("rule")) == (other.get("by"), other.get("rule"))


def _still_stated(name: str, before: JsonMapping, article: JsonMapping) -> bool:
    """Whether another source on the page says what the record says, so that only the choice between them differs."""
    stated = normalised(before[name]) if isinstance(before.get(name), str) else ""
    values = [*(_provenance(article, name).get("other") or {}).values()]
    values += [article.get("subtitle")] if name == "title" else []
    return bool(stated) and any(normalised(value) == stated for value in values if isinstance(value, str))


def _provenance(line: JsonMapping, name: str) -> JsonMapping:
    return (line.get("provenance") or {}).get(name) or {}


def _other_words(before: str | None, now: str | None) -> bool:
    return bool(before and now) and _says_otherwise(before, now)


def _documents(article: JsonMapping) -> list[str]:
    return sorted({urlsplit(each["url"]).path for each in article.get("attachments") or []})


def _markup(article: JsonMapping, hosts: Collection[str]) -> str:
    """The body's structure, without what a page may write in two ways: blanks, images' queries, the host's own names."""
    written = _IMAGE_QUERY.sub(r"\1", article.get("html") or "")
    written = _ADDRESS.sub(lambda match: match[1] if match[2].lower() in hosts else match[0], written)
    return _BLANK.sub(" ", _BETWEEN_TAGS.sub("><", written)).strip()


def _hosts(*articles: JsonMapping) -> set[str]:
    urls = [article.get(name) or "" for article in articles for name in ("url", "canonical_url")]
    return {urlsplit(url).netloc.lower() for url in urls}


def text_diff(before: JsonMapping, article: JsonMapping) -> str | None:
    """Unified diff of title and text, None where neither differs."""
    lines = difflib.unified_diff(_lines(before), _lines(article), "before", "after", lineterm="", n=1)
    return "\n".join(lines) or None


def _lines(article: JsonMapping) -> list[str]:
    return [article.get("title") or "", *(each for each in (article.get("text") or "").splitlines() if each.strip())]
