"""An article of a declared or undeclared newsroom: by the layout that fits its page, else by the generic reader."""

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extract.block_model.reader import read_generic
from crawler.extract.block_model.template import Template
from crawler.extract.body.assemble import Body, Paragraph, assemble, compose
from crawler.extract.body.release_parts import split_release
from crawler.extract.finish import continued, mended, text_without_captions
from crawler.extract.layout.headline import names_same
from crawler.extract.layout.match import LayoutMatch, best_fit
from crawler.extract.layout.published import choose_date
from crawler.extract.page_type.classify import page_type
from crawler.items import Attachment, Extraction, Provenance, Row
from crawler.page.inline import attachment_of, links_of
from crawler.page.metadata import Head, head_of
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.dates.in_url import url_date
from crawler.text.safe_text import looks_lossy
from crawler.urls import article_id, canonical_url, is_article_url

SHORT_BODY = 60  # characters of text below which a body is suspicious
WEAK_REASONS = frozenset({"section_front", "service_page"})  # the model's; the others are words that only such pages have
TAIL_BLOCKS = 8  # blocks after the body that may offer its documents
_NO_SECTION = re.compile(
    r"(?:正文|详情|详细|内容|文章|浏览|details?|contents?|text|article|view|home(?:page)?|首页)\s*\Z", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


def read_article(
    pages: Sequence[Page], site: Site, row: Row | None = None, template: Template | None = None
) -> Extraction:
    """The article on pages[0], whose body goes on on the further pages.

    row: what the listing said of it; template: what the site's pages have in common, for the generic reader. An
    Extraction whose kind is not `article` is none, with the reason in kind_reason. Never raises.
    """
    page = pages[0]
    if site.platform.articles and is_article_url(page.url, site) is False:
        return _named(Extraction(kind="other", kind_reason="not_an_article_url", url=page.url), page, site)
    fit = best_fit(page, site.layouts, evidence_of(page, row)) if site.layouts else None
    bare = fit is not None and not fit.layout.marks
    kind, reason = page_type(page) if fit is None or bare else ("article", "layout")
    if kind == "other" and reason not in WEAK_REASONS:
        return _named(Extraction(kind=kind, kind_reason=reason, url=page.url), page, site)
    if fit is not None:
        return _named(_by_layout(fit, pages, site, row), page, site)
    found = read_generic(pages, row, template)
    if kind != "article" and _vouched(found, site, row):
        found.kind, found.kind_reason = "article", "vouched"
    if site.layouts:
        found.flags.append("layout_unmatched")
    return _named(found, page, site)


def _vouched(found: Extraction, site: Site, row: Row | None) -> bool:
    """Whether address or listing say that this is an article, however short: they know better than a model."""
    if not found.text or not found.title:
        return False
    told = row is not None and row.title is not None and row.by != "url" and names_same(row.title, found.title)
    return told or is_article_url(found.url, site) is True


def evidence_of(page: Page, row: Row | None) -> dict[str, str]:
    """Where else the title is told: source -> title."""
    head = head_of(page)
    told = {
        "listing": row.title if row is not None else None,
        "meta": head.meta("articletitle", "og:title"),
        "title_tag": head.title,
    }
    return {source: text for source, text in told.items() if text}


def _named(found: Extraction, page: Page, site: Site) -> Extraction:
    """With what the site and the address say."""
    found.site, found.company = site.name, site.company
    found.id, found.canonical_url = article_id(page.url, site), canonical_url(page.url, site)
    found.url = page.url
    found.language = found.language or site.language
    path = "/" + found.canonical_url.partition("://")[2].partition("/")[2]
    if not found.section:
        found.section = site.section_of(path)
        if found.section:
            found.provenance["section"] = Provenance("url", "declared section")
    found.flags = list(dict.fromkeys([*page.flags, *found.flags]))
    return found


def _by_layout(fit: LayoutMatch, pages: Sequence[Page], site: Site, row: Row | None) -> Extraction:
    page, layout = pages[0], fit.layout
    head = head_of(page)
    body, flags = _whole_body(fit, pages, site, row)
    made = url_date(page.url, forms=site.platform.url_dates)
    date = choose_date(
        fit.values.get("date"), head, row, made.day if made else None, layout.name, layout.date_order, layout.offset
    )
    article = Extraction(kind="article", kind_reason="layout", layout=layout.name)
    article.title, article.subtitle = fit.headline.title, fit.headline.subtitle
    article.published, article.published_precision = date.value, date.precision
    article.source = fit.values.get("source")
    article.authors = [fit.values["author"]] if fit.values.get("author") else []
    article.attachments = body.attachments
    article.language = language_of(body.text, layout.language or site.language)
    anatomy = split_release(body, article.language, date.value)
    article.release_parts, article.dateline = anatomy.parts, anatomy.dateline
    article.authors = article.authors or anatomy.reporters
    body = anatomy.body
    article.text, article.html = text_without_captions(body), body.html
    article.images, article.links = body.images, body.links
    article.breadcrumbs = fit.crumbs
    article.section = _section(fit)
    article.keywords = _keywords(head)
    article.flags = [*flags, *date.flags, *_doubts(article, fit)]
    article.provenance = _provenance(article, fit, date.provenance)
    return article


def _section(fit: LayoutMatch) -> str | None:
    """The last item of the breadcrumb that names a section: not the home page, not the article itself."""
    title = fit.headline.title or ""
    named = [item for item in fit.crumbs[1:] if not _NO_SECTION.match(item) and not names_same(item, title)]
    return named[-1] if named else None


def _whole_body(fit: LayoutMatch, pages: Sequence[Page], site: Site, row: Row | None) -> tuple[Body, list[str]]:
    """The body of all parts, as one, with the documents offered after each part."""
    body, flags = compose(pages[0], fit.body), []
    body.attachments += _offered(fit, pages[0])
    for number, page in enumerate(pages[1:], 2):
        part = best_fit(page, (fit.layout,), evidence_of(page, row) | {"first_part": fit.headline.title or ""})
        if part is None:
            flags.append("part_unmatched")
            continue
        offers = body.attachments
        body = _joined(body, compose(page, part.body), number)
        body.attachments += [*offers, *_offered(part, page)]
    offers = body.attachments
    body = mended(body)
    body.attachments = list({each.url: each for each in [*body.attachments, *offers]}.values())
    return body, flags


def _joined(before: Body, after: Body, number: int) -> Body:
    """Two parts of a body; a sentence that the cut went through is whole again."""
    first, rest = list(before.paragraphs), [_shifted(paragraph, number) for paragraph in after.paragraphs]
    return assemble(first[:-1] + continued(first[-1], rest, cut=True) if first else rest)


def _shifted(paragraph: Paragraph, number: int) -> Paragraph:
    """With group and quotation numbers of its own part, so that lists of two parts stay two."""
    shift = number * 1_000_000
    group = None if paragraph.group is None else paragraph.group + shift
    quote = None if paragraph.quote is None else paragraph.quote + shift
    return replace(paragraph, group=group, quote=quote)


def _offered(fit: LayoutMatch, page: Page) -> list[Attachment]:
    """Documents in a block of their own right after the body."""
    found: dict[str, Attachment] = {}
    for block in fit.tail[:TAIL_BLOCKS]:
        for link in links_of(block.pieces, page.absolute):
            document = attachment_of(link)
            if document is not None:
                found.setdefault(document.url, document)
    return list(found.values())


def _keywords(head: Head) -> list[str]:
    words = re.split(r"[,，;；、|]+", head.meta("keywords") or "")
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def language_of(text: str, declared: str | None) -> str | None:
    """The declared language, unless the text is plainly in the other one of a company that writes Chinese and English."""
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    if han + letters < 40:
        return declared
    if (declared or "").startswith("zh") and han < 0.05 * letters:
        return "en"
    if (declared or "").startswith("en") and han > letters:
        return "zh"
    return declared


def _doubts(article: Extraction, fit: LayoutMatch) -> list[str]:
    flags = []
    if not article.text:
        flags.append("no_text")
    elif len(article.text) < SHORT_BODY:
        flags.append("short_body")
    if looks_lossy(article.text):
        flags.append("encoding_loss")
    if "listing" in dict(fit.headline.other):
        flags.append("title_mismatch")
    return flags


def _provenance(article: Extraction, fit: LayoutMatch, published: Provenance) -> dict[str, Provenance]:
    """How each value was found that was found."""
    rule = fit.layout.name
    title = Provenance("rule", rule, list(fit.headline.agree), dict(fit.headline.other))
    found = {"title": title, "published": published}
    for name in ("subtitle", "source", "authors", "section", "breadcrumbs", "text"):
        if getattr(article, name):
            found[name] = Provenance("rule", rule)
    return found
