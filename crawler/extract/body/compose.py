"""From kept blocks to paragraphs, by where each block stands (crawler.extract.body.places).

One composer for declared layouts and for the generic reader. What markup splits is not always split for the reader:
crawler.text.writing says where one paragraph ends and the next begins.
"""

from itertools import groupby

from crawler.extract.body.assemble import Paragraph, attachment_of, inline_html, links_of
from crawler.extract.body.images import image_of
from crawler.extract.body.places import Place, Structure
from crawler.extract.body.tables import Grid
from crawler.items import Link
from crawler.page.blocks import Block
from crawler.page.page import Page
from crawler.text.writing import Join, between_lines, between_paragraphs, glue


def compose(page: Page, kept: list[Block]) -> list[Paragraph]:
    """The paragraphs made of the `kept` blocks of `page`, in page order; hidden ones are left out."""
    blocks = sorted({b.index: b for b in kept if not b.hidden}.values(), key=lambda b: b.index)
    return _Composer(page, blocks).paragraphs()


class _Composer:
    """Turns blocks into paragraphs."""

    def __init__(self, page: Page, blocks: list[Block]) -> None:
        self.resolve = page.absolute
        self.blocks = blocks
        self.places = Structure(page.outline, blocks)
        self.grids: dict[int, Grid] = {}
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
        for block in filter(lambda b: b.image is not None, blocks):
            self._add_image(block)
        texts = [block for block in blocks if block.text]
        if texts:
            cells = self._cells(place, texts)
            text = " | ".join(_joined(cell) for _, cell in cells)
            html = "".join(f"<{tag}>{'<br>'.join(map(self._html, cell))}</{tag}>" for tag, cell in cells)
            links = links_of([piece for b in texts for piece in b.pieces], self.resolve)
            self.done.append(Paragraph("row", text, html, place.table, "table", place.quote, links=links))
        self.last = None

    def _cells(self, place: Place, texts: list[Block]) -> list[tuple[str, list[Block]]]:
        """Tag and blocks of each cell of a row, the empty ones too."""
        filled = {at: list(run) for at, run in groupby(texts, lambda b: self.places.of(b).cell)} | {None: []}
        assert place.table is not None
        assert place.row is not None
        if place.table not in self.grids:
            self.grids[place.table] = Grid(self.places.outline, place.table, self.places.tags)
        cells = self.grids[place.table].of(place.row)
        nodes = self.places.outline.nodes
        return [("th" if at is not None and nodes[at].tag == "th" else "td", filled.get(at, [])) for at in cells]

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
        if place.item is not None and place.item == last.item and place.kind == last.kind == "li":
            return Join.LINE if block.breaks < 2 else Join.SPLIT  # several lines of one list item
        if (place.kind, place.wrap, place.quote) != (last.kind, last.wrap, last.quote):
            return Join.SPLIT
        line = self.done[-1].text.rsplit("\n", 1)[-1]
        if block.node != before.node:
            return between_paragraphs(line, block.text, block.indent) if place.kind == "p" else Join.SPLIT
        follows = block.breaks == 1 and block.index == before.index + 1
        return between_lines(line, block.text, block.indent) if follows else Join.SPLIT

    def _html(self, block: Block) -> str:
        return inline_html(block.pieces, self.resolve)


def _joined(cell: list[Block]) -> str:
    return " ".join(block.text for block in cell)
