"""The language of a page: what it declares, if its text agrees; else what the text is written in."""

import re
from collections.abc import Iterable

from crawler.items import Provenance
from crawler.page.metadata import Head, text_of
from crawler.text.language import detect

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b", re.I)
_SAME_SCRIPT = {"ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk"}, "ar": {"ar", "fa", "ur"}, "hi": {"hi", "mr", "ne"}}


def normal_tag(text: str | None) -> str | None:
    """`zh_CN` -> `zh-CN`, `EN` -> `en`, `en-us` -> `en-US`; None for what is no language tag."""
    match = _TAG.match((text or "").strip())
    if not match or match[1].lower() in ("und", "mul", "zxx", "xx"):
        return None
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)


def declared(head: Head) -> Iterable[tuple[str, str, str]]:
    """(by, rule, tag) of every declaration, the strongest first."""
    article = head.article()
    sources = (
        ("jsonld", "inLanguage", text_of(article.get("inLanguage")) if article else None),
        ("meta", "html lang", head.lang),
        ("meta", "og:locale", head.meta("og:locale")),
        ("meta", "content-language", head.stated("language")),
    )
    for by, rule, value in sources:
        tag = normal_tag(value)
        if tag:
            yield by, rule, tag


def find_language(head: Head, text: str) -> tuple[str | None, Provenance | None]:
    """BCP 47 tag of the page; `text` is a stretch of its body. A declaration that the text contradicts is not believed."""
    seen = detect(text)
    claims = list(declared(head))
    other: dict[str, str | None] = {}
    for by, rule, tag in claims:
        primary = tag.split("-")[0]
        if seen is None or primary == seen or primary in _SAME_SCRIPT.get(seen, ()):
            return tag, Provenance(by, rule, ["text"] if seen else [], other)
        other.setdefault(rule, tag)
    return (seen, Provenance("generic", "text", [], other)) if seen else (None, None)
