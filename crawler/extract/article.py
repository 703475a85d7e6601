"""An article of a declared or undeclared newsroom: by the layout that fits its page, else by the generic reader.

Both give a Selection, and `finish` makes it the body, the parts of the release, the fields, and the article.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace

from crawler.extract.block_model.biography import without_biography
from crawler.extract.block_model.confidence import confidence, is_sure
from crawler.extract.block_model.model import Model
from crawler.extract.block_model.select import select_blocks
from crawler.extract.block_model.template import Template
from crawler.extract.body.assemble import Body, Paragraph, assemble, plain_text
from crawler.extract.body.attachments import documents_of
from crawler.extract.body.compose import compose
from crawler.extract.body.images import lead_by_style
from crawler.extract.body.release_part_words import sender
from crawler.extract.body.release_parts import ReleaseSplit, split_release
from crawler.extract.fields.read import read_fields, read_marks
from crawler.extract.layout.headline import evidence_of
from crawler.extract.layout.match import LayoutMatch, best_fit, select_by_layout
from crawler.extract.page_parts import without_parts
from crawler.extract.page_type.classify import page_type
from crawler.extract.selection import PagePart, Selection
from crawler.extract.vouch import too_little, vouched
from crawler.items import Extraction, Provenance, ReleasePart, Row
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.safe_text import clean_text, looks_lossy
from crawler.text.writing import Join, between_paragraphs, glue
from crawler.urls import article_id, canonical_url, is_article_url

WEAK_REASONS = frozenset({"offer", "section_front", "service_page"})  # by form; the others are words that only such pages have
SHORT_BODY = 60  # characters of text below which a body is suspicious
RUNNING = 80  # characters of a line that is no heading
NEAR = 2  # paragraphs between a picture and its caption at most
_SEVERAL = 3  # captions of a story of pictures
_OPEN = re.compile(r"[\w,，、]\Z")
# Of an article, what is not cleaned where it is read: text and html are.
_WORDED = (
    "title", "subtitle", "authors", "source", "section", "dateline", "release_parts", "images", "attachments", "links",
    "breadcrumbs", "keywords", "rights", "provenance",
)  # fmt: skip
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
    refused = _refused(page, fit)
    if refused is not None:
        return _named(refused, page, site)
    if fit is not None:
        found = finish(select_by_layout(fit, pages, site, row), row)
        found.kind, found.kind_reason = ("other", "few_words") if too_little(found, page) else ("article", "layout")
        return _named(found, page, site)
    found = read_generic(pages, row, template)
    found.kind, found.kind_reason = vouched(found, page, row, is_article_url(page.url, site) is True)
    if site.layouts:
        found.flags.append("layout_unmatched")
    return _named(found, page, site)


def _refused(page: Page, fit: LayoutMatch | None) -> Extraction | None:
    """A page that stands in for another one, where no layout knows it by more than its crumb."""
    if fit is not None and fit.layout.marks:
        return None
    kind, reason = page_type(page)
    return Extraction(kind=kind, kind_reason=reason, url=page.url) if kind == "other" and reason not in WEAK_REASONS else None


def read_generic(
    pages: Sequence[Page], row: Row | None = None, template: Template | None = None, model: Model | None = None
) -> Extraction:
    """The article on pages[0], whose body goes on on the further pages, by the block model.

    template: what the site's pages have in common; model: by default the one that is shipped. Never raises, whatever
    the page.
    """
    article = finish(select_blocks(pages, row, template, model), row)
    article.kind, article.kind_reason = page_type(pages[0])
    return article


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
    for name in _WORDED:
        setattr(found, name, _safe(getattr(found, name)))
    return found


def _safe(value: object) -> object:
    """The same without unsafe characters, whatever of it a page had a say in: names of meta tags and captions, too."""
    if isinstance(value, str):
        return clean_text(value)[0]
    if isinstance(value, list):
        return list(map(_safe, value))
    if isinstance(value, dict):
        return {clean_text(name)[0]: _safe(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _safe(getattr(value, each.name)) for each in fields(value)})
    return value


def finish(selection: Selection, row: Row | None = None) -> Extraction:
    """The article of a selection, without what site and page type say of it. row: what the listing said of it."""
    page, marks = selection.parts[0].page, selection.marks
    if marks is None:
        article = read_fields(page, selection.span, row, title=selection.title)
    else:
        article = read_marks(page, selection.title, marks, row)
    article.layout = selection.layout
    pages, beside = without_parts(selection.parts, article.title or "", trimmed=marks is None)
    if marks is None:
        last = pages[-1]
        pages[-1] = replace(last, body=without_biography(last.page.outline, last.body, article.authors))
    body = whole_body(pages, mend=marks is not None)
    if marks is not None:
        article.language = checked_language(body.text, marks.language)
    release = split_release(body, article.language, article.published)
    sure = confidence(selection.evidence) if selection.evidence is not None else None
    article.provenance["text"] = Provenance(selection.by, selection.rule, confidence=sure)
    article.attachments = documents_of(body, selection.parts)
    _take_of_release(article, release, beside)
    article.text, article.html = text_without_captions(release.body), release.body.html
    article.images = [*lead_by_style(page, release.body.images), *release.body.images]
    article.links = release.body.links
    article.flags = _flags(selection, article, release.body)
    return article


def _take_of_release(article: Extraction, release: ReleaseSplit, beside: Sequence[ReleasePart]) -> None:
    """The parts and the dateline; whom these name as writer and sender, where nothing else does. beside: other parts."""
    article.release_parts, article.dateline = [*release.parts, *beside], release.dateline
    if not article.authors and release.reporters:
        article.authors, article.provenance["authors"] = release.reporters, Provenance("generic", "dateline")
    sent = next(filter(None, (sender(part.text) for part in article.release_parts)), None)
    if not article.source and sent:
        article.source, article.provenance["source"] = sent, Provenance("generic", "source_line")


def checked_language(text: str, declared: str | None) -> str | None:
    """The declared language, unless the text is plainly in the other one of a company that writes Chinese and English."""
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    if han + letters < 40:
        return declared
    if (declared or "").startswith("zh") and han < 0.05 * letters:
        return "en"
    if (declared or "").startswith("en") and han > letters:
        return "zh"
    return declared


def whole_body(parts: Sequence[PagePart], *, mend: bool) -> Body:
    """The body of all pages as one; a sentence that a page's end cut through is whole again.

    mend: make whole also sentences whose second half is indented.
    """
    paragraphs: list[Paragraph] = []
    for number, part in enumerate(parts):
        own = compose(part.page, list(part.body))
        more = [_shifted(paragraph, number) for paragraph in own] if number else own
        paragraphs[-1:] = continued(paragraphs[-1], more, cut=True) if paragraphs else more
    if not mend:
        return assemble(paragraphs)
    mended: list[Paragraph] = []
    for paragraph in paragraphs:
        mended[-1:] = continued(mended[-1], [paragraph]) if mended else [paragraph]
    return assemble(mended)


def _shifted(paragraph: Paragraph, number: int) -> Paragraph:
    """With group and quotation numbers of its own page, so that lists of two pages stay two."""
    shift = number * 1_000_000
    group = None if paragraph.group is None else paragraph.group + shift
    quote = None if paragraph.quote is None else paragraph.quote + shift
    return replace(paragraph, group=group, quote=quote)


def continued(last: Paragraph, rest: list[Paragraph], *, cut: bool = False) -> list[Paragraph]:
    """`last` and `rest`, as one paragraph where the first of `rest` goes on with the sentence of `last`.

    cut: a page ends between them, so that running text without the end of its sentence goes on, whatever follows.
    """
    if not rest or not _joinable(last, rest[0]):
        return [last, *rest]
    start = rest[0]
    open_end = cut and len(last.text) >= RUNNING and _OPEN.search(last.text)
    if not open_end and between_paragraphs(last.text.rsplit("\n", 1)[-1], start.text) is not Join.SAME:
        return [last, *rest]
    between = glue(last.text, start.text)
    text, html = last.text + between + start.text, last.html + between + start.html
    return [replace(last, text=text, html=html, links=last.links + start.links), *rest[1:]]


def _joinable(last: Paragraph, start: Paragraph) -> bool:
    return last.kind == start.kind == "p" and last.wrap == start.wrap and bool(last.text and start.text)


def text_without_captions(body: Body) -> str:
    """The body's text; captions belong to their images, and stay in html."""
    captions = captions_of(body.paragraphs)
    if not captions or _tells_in_captions(body.paragraphs, captions):
        return body.text
    return plain_text([each for i, each in enumerate(body.paragraphs) if i not in captions])


def _tells_in_captions(paragraphs: list[Paragraph], captions: set[int]) -> bool:
    """Whether several captions say more than all else, as in a story of pictures."""
    said = sum(len(paragraphs[at].text) for at in captions)
    return len(captions) >= _SEVERAL and 2 * said > sum(len(each.text) for each in paragraphs)


def captions_of(paragraphs: list[Paragraph]) -> set[int]:
    """Numbers of the paragraphs that are the caption of a picture near them."""
    found = {i for i, each in enumerate(paragraphs) if each.kind == "caption"}
    for i, each in enumerate(paragraphs):
        caption = each.image.caption if each.image else None
        if caption:
            near = range(max(0, i - NEAR), min(len(paragraphs), i + NEAR + 1))
            found.update(n for n in near if paragraphs[n].text == caption)
    return found


def _flags(selection: Selection, article: Extraction, body: Body) -> list[str]:
    page = selection.parts[0].page
    flags = [*page.flags, *selection.flags, *article.flags]
    if selection.marks is not None and not article.text:
        flags.append("no_text")
    elif len(article.text) < SHORT_BODY:
        flags.append("short_body")
    sure = article.provenance["text"].confidence
    if sure is not None and not is_sure(sure):
        flags.append("text_unsure")
    if looks_lossy(article.text):
        flags.append("encoding_loss")
    if body.removed.total():
        flags.append("unsafe_characters_removed")
    return list(dict.fromkeys(flags))
