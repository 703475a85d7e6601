"""All fields of a page beside its body, in one call, each with how it was found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract.fields.authors import find_authors
from crawler.extract.fields.breadcrumbs import find_breadcrumbs
from crawler.extract.fields.credits import find_section, find_source
from crawler.extract.fields.find_dates import DateMark, Dates, find_dates
from crawler.extract.fields.keywords import find_keywords, printed_keywords
from crawler.extract.fields.subtitle import Said, names_a_writer, standfirst
from crawler.extract.fields.title import Title, find_title
from crawler.items import Extraction, Provenance, Row
from crawler.page.blocks import Block
from crawler.page.json_ld import text_of
from crawler.page.metadata import META_NAMES, Head, head_of
from crawler.page.page import Page
from crawler.text.writing import detect, speaks_against

_RIGHTS = re.compile(
    r"©|\(c\)\s*\d{4}|copyright|版权所有|版權所有|all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos",
    re.I,
)
_RIGHTS_SIGNS = (
    "©", "opyright", "OPYRIGHT", "(c)", "(C)", "版权", "版權", "eserved", "ESERVED", "eservados", "orbehalten", "éservés",
)  # fmt: skip
_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b", re.I)


@dataclass(frozen=True, slots=True)
class HeadMarks:
    """What a layout reads in the head of its page; None or empty where nothing is printed.

    order: of day, month and year in dates; crumbs: the path of sections, from home inwards; section: the one of them that
    the article stands in; language: BCP 47, as declared for layout or site.
    """

    date: DateMark
    order: str
    source: str | None
    author: str | None
    crumbs: list[str]
    section: str | None
    language: str | None


def read_fields(
    page: Page,
    body: tuple[int, int] | None = None,
    row: Row | None = None,
    today: date | None = None,
    title: Title | None = None,
) -> Extraction:
    """An article with every field beside its body.

    body: indices of the first and last block of the body, where they are known: dates and by-lines are looked for around
    them; row: the listing row that led here; today: for the valid range of dates, by default the day of the call;
    title: where it is known. Flags: `date_missing`, `date_invalid`, `date_modified_only`, `date_from_url`,
    `title_missing`, `title_mismatch`.
    """
    head = head_of(page)
    fields = Extraction(url=page.url, canonical_url=page.absolute(head.links.get("canonical")) or page.url)
    body = body or page.main_run
    title = title or find_title(page, row, body)
    _put_title(fields, title)
    _put(fields, "language", *find_language(head, _sample(page.blocks, body)))
    languages = _languages(head, fields.language)
    _put_dates(fields, find_dates(page, languages, title.block, body, row, today))
    lines = _meta_lines(page.blocks, title.block, body)
    _put(fields, "authors", *find_authors(page, head, lines, title.block, body))
    _look_for_subtitle(fields, page, title, body)
    _put(fields, "source", *find_source(head, lines, page.blocks))
    _put(fields, "section", *find_section(head))
    _put(fields, "keywords", *find_keywords(head))
    if not fields.keywords:
        _put(fields, "keywords", *printed_keywords(page, title.block, body))
    _put(fields, "rights", *find_rights(head, page.blocks))
    _put(fields, "breadcrumbs", *find_breadcrumbs(page, head))
    return fields


def _look_for_subtitle(fields: Extraction, page: Page, title: Title, body: tuple[int, int]) -> None:
    """The standfirst where the title came with no subtitle; neither is a by-line."""
    if fields.subtitle is None and title.block is not None:
        descriptions = [text for name in META_NAMES["description"] for text in head_of(page).metas.get(name, ())]
        said = Said(descriptions, fields.authors)
        below = standfirst(page.blocks, title.block, body[0], title.text or "", said)
        _put(fields, "subtitle", below, Provenance("generic", "standfirst"))
    if fields.subtitle is not None and names_a_writer(fields.subtitle, fields.authors):
        fields.subtitle = None
        fields.provenance.pop("subtitle", None)


def read_marks(page: Page, title: Title, marks: HeadMarks, row: Row | None = None) -> Extraction:
    """The article, without body, of a page whose layout is known: what it names, and what the page states of dates and rights.

    What a layout does not name is not looked for: a page read by its layout has no field by guess.
    """
    head = head_of(page)
    fields = Extraction(url=page.url, canonical_url=page.url)
    _put_title(fields, title)
    _put_dates(fields, find_dates(page, row=row, order=marks.order, mark=marks.date))
    rule = Provenance("rule", marks.date.rule)
    for name, value in (("source", marks.source), ("section", marks.section), ("breadcrumbs", marks.crumbs)):
        _put(fields, name, value, rule)
    _put(fields, "authors", [marks.author] if marks.author else [], rule)
    _put(fields, "keywords", *find_keywords(head))
    _put(fields, "rights", *find_rights(head, page.blocks))
    return fields


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
        if seen is None or not speaks_against(seen, tag.split("-")[0], text):
            return tag, Provenance(by, rule, ["text"] if seen else [], other)
        other.setdefault(rule, tag)
    return (seen, Provenance("generic", "text", [], other)) if seen else (None, None)


def find_rights(head: Head, blocks: Sequence[Block]) -> tuple[str | None, Provenance | None]:
    """The copyright line: stated, else the last printed one."""
    if stated := head.of_article("copyrightNotice"):
        return stated[:500], Provenance("jsonld", "copyrightNotice")
    meta = head.stated("rights")
    if meta:
        return meta[:500], Provenance("meta", "copyright")
    for block in reversed(blocks[-60:]):
        if (
            5 < len(block.text) <= 400
            and not block.hidden
            and any(map(block.text.__contains__, _RIGHTS_SIGNS))
            and _RIGHTS.search(block.text)
        ):
            return block.text, Provenance("generic", "footer_line")
    return None, None


def _put(fields: Extraction, name: str, value: object, provenance: Provenance | None) -> None:
    if value:
        setattr(fields, name, value)
        if provenance is not None:
            fields.provenance[name] = provenance


def _put_title(fields: Extraction, title: Title) -> None:
    fields.title, fields.subtitle = title.text, title.subtitle
    fields.provenance["title"] = title.provenance
    if title.subtitle:
        by, rule = ("rule", title.provenance.rule) if title.provenance.by == "rule" else ("generic", "under_title")
        fields.provenance["subtitle"] = Provenance(by, rule)
    if not title.text:
        fields.flags.append("title_missing")
    elif title.mismatch:
        fields.flags.append("title_mismatch")


def _put_dates(fields: Extraction, dates: Dates) -> None:
    fields.published, fields.published_precision, fields.modified = dates.published, dates.precision, dates.modified
    if dates.provenance is not None:
        fields.provenance["published"] = dates.provenance
        if dates.provenance.rule == "modified_only":
            fields.flags.append("date_modified_only")
        if dates.provenance.by == "url":
            fields.flags.append("date_from_url")
    if dates.modified_provenance is not None:
        fields.provenance["modified"] = dates.modified_provenance
    if dates.published is None:
        fields.flags.append("date_invalid" if dates.reason else "date_missing")


def _sample(blocks: Sequence[Block], body: tuple[int, int]) -> str:
    pieces, size = [], 0
    for block in blocks[body[0] : body[1] + 1]:
        pieces.append(block.text)
        size += len(block.text)
        if size > 3000:
            break
    return " ".join(pieces)


def _languages(head: Head, language: str | None) -> list[str]:
    """The page's language first, then declared tags of the same language that also name a region, then the other ones.

    These are of the page's template, which writes the day, where the text is in another language.
    """
    primary = (language or "").split("-")[0]
    tags = sorted((tag for _, _, tag in declared(head)), key=lambda tag: tag.split("-")[0] != primary)
    told = [tag for tag in tags if tag.split("-")[0] != primary or "-" in tag]
    return list(dict.fromkeys([*([language] if language else []), *told]))


def _meta_lines(blocks: Sequence[Block], title: int | None, body: tuple[int, int]) -> list[Block]:
    """The blocks where by-line and source stand: around the title, before the body, and just behind the body."""
    start = title if title is not None and title <= body[1] else max(0, body[0] - 10)
    ahead = blocks[max(0, start - 3) : max(start + 12, body[0] + 3)]
    return [block for block in (*ahead, *blocks[body[1] - 1 : body[1] + 6]) if block.is_visible]
