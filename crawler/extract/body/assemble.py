"""From kept blocks to the body of an article: paragraphs, plain text, minimal safe HTML, images, links, attachments.

One composer for declared layouts and for the generic reader. A body is a list of paragraphs; whoever takes paragraphs
away makes the new body with `assemble`. What markup splits is not always split for the reader: crawler.text.writing says
where one paragraph ends and the next begins.
"""

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from crawler.extract.body.structure import Place, Structure
from crawler.items import Attachment, Image, Link
from crawler.page.blocks import Block, Markup
from crawler.page.inline import attachment_of, image_of, inline_html, links_of
from crawler.page.page import Page
from crawler.text.safe_text import clean_text
from crawler.text.writing import Join, between_lines, between_paragraphs, glue


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a body.

    kind: `p`, `h2`, `h3`, `h4`, `li`, `row` (of a table), `caption`, `image`; text: plain, line breaks as `\\n`, empty
    for an image; html: inline HTML, of a row its `td` elements; group: which list, table or figure it belongs to, None
    outside; wrap: `ul`, `ol`, `table`, `figure` or None; quote: which quotation it stands in; image: of an `image`.
    """

    kind: str
    text: str
    html: str
    group: int | None = None
    wrap: str | None = None
    quote: int | None = None
    image: Image | None = None
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """A body: text has its paragraphs separated by one blank line; html is what DESIGN allows and nothing else.

    removed: how many unsafe characters of each kind were taken out (see text.safe_text).
    """

    text: str = ""
    html: str = ""
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)


def compose(page: Page, kept: list[Block]) -> Body:
    """The body made of the `kept` blocks of `page`, in page order; hidden ones are left out."""
    blocks = sorted({b.index: b for b in kept if not b.hidden}.values(), key=lambda b: b.index)
    return assemble(_Composer(page, blocks).paragraphs())


def assemble(paragraphs: list[Paragraph]) -> Body:
    """The body that consists of these paragraphs."""
    text, removed = clean_text("\n\n".join(_texts(paragraphs)))
    html, _ = clean_text("".join(_quoted(list(run), quote) for quote, run in groupby(paragraphs, lambda p: p.quote)))
    body = Body(text, html, paragraphs=paragraphs, removed=removed)
    seen: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.image and paragraph.image.url not in seen:
            seen.add(paragraph.image.url)
            body.images.append(paragraph.image)
        for link in paragraph.links:
            if link.url not in seen:
                seen.add(link.url)
                document = attachment_of(link)
                (body.attachments.append(document) if document else body.links.append(link))
    return body


def _texts(paragraphs: list[Paragraph]) -> list[str]:
    """A table is one paragraph with a line for each row."""
    texts = []
    for group, run in groupby((p for p in paragraphs if p.text), lambda p: p.group if p.kind == "row" else None):
        lines = [p.text for p in run]
        texts += lines if group is None else ["\n".join(lines)]
    return texts


def _quoted(paragraphs: list[Paragraph], quote: int | None) -> str:
    html = "".join(_wrapped(list(run)) for _, run in groupby(paragraphs, lambda p: (p.group, p.wrap)))
    return f"<blockquote>{html}</blockquote>" if quote is not None and html else html


def _wrapped(paragraphs: list[Paragraph]) -> str:
    wrap = paragraphs[0].wrap
    html = "".join(map(_element, paragraphs))
    return f"<{wrap}>{html}</{wrap}>" if wrap and html else html


def _element(paragraph: Paragraph) -> str:
    if paragraph.image:
        return f'<img src="{escape(paragraph.image.url)}">'
    tag = {"row": "tr", "caption": "figcaption"}.get(paragraph.kind, paragraph.kind)
    if tag == "figcaption" and paragraph.wrap != "figure":
        tag = "p"
    return f"<{tag}>{paragraph.html}</{tag}>" if paragraph.html else ""


class _Composer:
    """Turns blocks into paragraphs."""

    def __init__(self, page: Page, blocks: list[Block]) -> None:
        self.resolve = page.absolute
        self.blocks = blocks
        self.places = Structure(page.outline, blocks)
        self.done: list[Paragraph] = []
        self.last: tuple[Block, Place] | None = None  # block and place of the paragraph that may still go on

    def paragraphs(self) -> list[Paragraph]:
        rows = groupby(self.blocks, lambda b: self.places.of(b).row)
        for row, blocks in rows:
            if row is not None:
                self._add_row(list(blocks))
                continue
            for block in blocks:
                (self._add_image if block.image is not None else self._add_text)(block)
        return self.done

    def _add_row(self, blocks: list[Block]) -> None:
        place = self.places.of(blocks[0])
        cells, pieces = [], []
        for _, run in groupby((b for b in blocks if b.text), lambda b: self.places.of(b).cell):
            cell = list(run)
            cells.append((" ".join(b.text for b in cell), "<br>".join(self._html(b) for b in cell)))
            pieces += [piece for b in cell for piece in b.pieces]
        self._images_of([b for b in blocks if b.image is not None])
        if cells:
            text = " | ".join(text for text, _ in cells)
            html = "".join(f"<td>{html}</td>" for _, html in cells)
            links = links_of(pieces, self.resolve)
            self.done.append(Paragraph("row", text, html, place.table, "table", place.quote, links=links))
        self.last = None

    def _images_of(self, blocks: list[Block]) -> None:
        for block in blocks:
            self._add_image(block)

    def _add_image(self, block: Block) -> None:
        assert block.image is not None
        image = image_of(block.image, self.resolve)
        if image is None:
            return
        place = self.places.of(block)
        image.caption = self.places.caption(block)
        wrap = "figure" if place.figure is not None else None
        paragraph = Paragraph("image", "", "", place.figure, wrap, place.quote, image)
        linked = self.resolve(block.link.get("href")) if block.link is not None else None
        if linked and attachment_of(Link(linked)):
            paragraph.links.append(Link(linked, image.alt))
        self.done.append(paragraph)
        self.last = None

    def _add_text(self, block: Block) -> None:
        place = self.places.of(block)
        join = self._join(block, place)
        links = links_of(block.pieces, self.resolve)
        if join is Join.SPLIT:
            group, wrap = place.wrap
            html = self._html(block)
            self.done.append(Paragraph(place.kind, block.text, html, group, wrap, place.quote, links=links))
        else:
            paragraph = self.done[-1]
            between = "\n" if join is Join.LINE else glue(paragraph.text, block.text)
            paragraph.text += between + block.text
            paragraph.html += ("<br>" if join is Join.LINE else between) + self._html(block)
            paragraph.links += links
        self.last = (block, place)

    def _join(self, block: Block, place: Place) -> Join:
        if self.last is None:
            return Join.SPLIT
        before, last = self.last
        text = self.done[-1].text
        if place.item is not None and place.item == last.item and place.kind == last.kind == "li":
            return Join.LINE if block.breaks < 2 else Join.SPLIT  # several lines of one list item
        if place.kind != last.kind or place.wrap != last.wrap or place.quote != last.quote:
            return Join.SPLIT
        if block.node == before.node and block.breaks == 1 and block.index == before.index + 1:
            return between_lines(text.rsplit("\n", 1)[-1], block.text, block.indent)
        if place.kind != "p" or block.node == before.node:
            return Join.SPLIT
        return between_paragraphs(text.rsplit("\n", 1)[-1], block.text, block.indent)

    def _html(self, block: Block) -> str:
        pieces: list[tuple[str, Markup]] = block.pieces
        return inline_html(pieces, self.resolve)
