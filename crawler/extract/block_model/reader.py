"""The generic reader: an article from a page of a site that nothing is known of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Sheet, claims_of, read_sheet
from crawler.extract.block_model.model import Model, shipped_model
from crawler.extract.block_model.select import keep, offered_documents, with_images
from crawler.extract.block_model.template import Template, learn_from
from crawler.extract.body.assemble import Body, Paragraph, assemble, compose
from crawler.extract.body.release_parts import split_release
from crawler.extract.fields.read import Fields, read_fields
from crawler.extract.finish import continued, text_without_captions
from crawler.extract.page_type.classify import page_type
from crawler.items import Attachment, Extraction, Provenance, Row
from crawler.page.blocks import Block
from crawler.page.inline import attachment_of, links_of
from crawler.page.page import Page
from crawler.text.safe_text import looks_lossy

_FIELDS = ("title", "subtitle", "published", "published_precision", "modified", "authors", "source", "language", "section",
           "keywords", "rights", "breadcrumbs")  # fmt: skip
SHORT_BODY = 60  # characters of text below which a body is suspicious


def read_generic(
    pages: Sequence[Page], row: Row | None = None, template: Template | None = None, model: Model | None = None
) -> Extraction:
    """The article on pages[0], whose body goes on on the further pages, by the block model.

    template: what the site's pages have in common; model: by default the one that is shipped. Never raises, whatever
    the page.
    """
    page = pages[0]
    kept, sheet, _ = choose(page, template, model)
    fields = read_fields(page, kept or None, row)
    kept = _without_title(kept, fields)
    body = _whole_body(pages, kept, template, model)
    anatomy = split_release(body, fields.language, fields.published)
    learned = template is not None and template.knows(sheet)
    article = _article(page, fields, anatomy.body, "learned" if learned else "generic")
    article.attachments = _attachments(page, kept, body)
    article.release_parts, article.dateline = anatomy.parts, anatomy.dateline
    if not article.authors and anatomy.reporters:
        article.authors, article.provenance["authors"] = anatomy.reporters, Provenance("generic", "dateline")
    article.kind, article.kind_reason = page_type(page)
    return article


def choose(
    page: Page, template: Template | None = None, model: Model | None = None
) -> tuple[list[Block], Sheet, NDArray[np.float32]]:
    """The text blocks that are the article's, the sheet of all of them, and each one's probability."""
    sheet = read_sheet(page.outline, claims_of(page))
    p = (model or shipped_model()).probabilities(sheet)
    above = sheet.parent[sheet.node] if len(p) else sheet.node
    kept = keep(p, sheet.blocks, sheet.tokens, above)
    if template is not None and len(p):
        p_learned = template.adjust(sheet, p)
        by_template = keep(p_learned, sheet.blocks, sheet.tokens, above)
        if by_template.any() or not kept.any():
            kept, p = by_template, p_learned
    return [block for block, yes in zip(sheet.blocks, kept.tolist(), strict=True) if yes], sheet, p


def learn_template(pages: Iterable[Page], model: Model | None = None) -> Template:
    """What several pages of one site, in any order, have in common."""
    found = []
    for page in pages:
        kept, sheet, p = choose(page, model=model)
        chosen = {block.index for block in kept}
        found.append((sheet, p, [block.index in chosen for block in sheet.blocks]))
    return learn_from(found)


def _without_title(kept: list[Block], fields: Fields) -> list[Block]:
    """The headline is a field of its own, not the first line of the text."""
    while kept and fields.title and (kept[0].index == fields.title_block or kept[0].text == fields.title):
        kept = kept[1:]
    return kept


def _whole_body(pages: Sequence[Page], kept: list[Block], template: Template | None, model: Model | None) -> Body:
    """The body of all parts as one."""
    body = compose(pages[0], with_images(pages[0].outline, kept))
    for number, page in enumerate(pages[1:], 1):
        more, _, _ = choose(page, template, model)
        part = compose(page, with_images(page.outline, more))
        rest = [_shifted(paragraph, number * 1_000_000) for paragraph in part.paragraphs]
        before = body.paragraphs
        body = assemble(before[:-1] + continued(before[-1], rest) if before else rest)
    return body


def _shifted(paragraph: Paragraph, by: int) -> Paragraph:
    """With group and quotation numbers of its own part, so that lists of two parts stay two."""
    group = None if paragraph.group is None else paragraph.group + by
    quote = None if paragraph.quote is None else paragraph.quote + by
    return replace(paragraph, group=group, quote=quote)


def _attachments(page: Page, kept: list[Block], body: Body) -> list[Attachment]:
    """Documents of the body, and those offered right after it."""
    found = {each.url: each for each in body.attachments}
    for block in offered_documents(page.outline, kept):
        for link in links_of(block.pieces, page.absolute):
            document = attachment_of(link)
            if document is not None:
                found.setdefault(document.url, document)
    return list(found.values())


def _article(page: Page, fields: Fields, body: Body, by: str) -> Extraction:
    article = Extraction(url=page.url, canonical_url=fields.canonical or page.url, layout=by)
    for name in _FIELDS:
        setattr(article, name, getattr(fields, name))
    article.text, article.html = text_without_captions(body), body.html
    article.images, article.links = body.images, body.links
    article.provenance = {**fields.provenance, "text": Provenance(by, "block_model")}
    article.flags = [*page.flags, *fields.flags]
    if len(article.text) < SHORT_BODY:
        article.flags.append("short_body")
    if looks_lossy(article.text):
        article.flags.append("encoding_loss")
    if body.removed.total():
        article.flags.append("unsafe_characters_removed")
    article.flags = list(dict.fromkeys(article.flags))
    return article
