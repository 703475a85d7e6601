"""The parts of a release on its pages: what stands there beside the news, in whatever words, and in cards of its own."""

from collections.abc import Container, Sequence
from dataclasses import replace

from crawler.extract.block_model.edges import without_end
from crawler.extract.body.about_box import about_box
from crawler.extract.body.assemble import plain_text
from crawler.extract.body.boxed_parts import boilerplate, contact_card
from crawler.extract.body.compose import compose
from crawler.extract.body.part_blocks import part_blocks
from crawler.extract.body.standing_parts import standing_parts
from crawler.extract.fields.title_claims import site_keys
from crawler.extract.selection import PagePart
from crawler.items import ReleasePart
from crawler.page.blocks import Block


def without_parts(pages: Sequence[PagePart], title: str, *, trimmed: bool) -> tuple[list[PagePart], list[ReleasePart]]:
    """The pages without the blocks of their release's parts, and these parts.

    trimmed: without lines, too, that end the page and stand last now that a part behind them is gone.
    """
    kept, parts = [], []
    for page in pages:
        found = _parts_of(page, everywhere=trimmed)
        body = _without(found, page.body)
        taken = {block.index for _, blocks in found for block in blocks}
        news = without_end(page.page, body) if trimmed and taken else body
        kept.append(replace(page, body=news, tail=[*body[len(news) :], *page.tail]))
        parts += [ReleasePart(kind, plain_text(compose(page.page, blocks))) for kind, blocks in found]
        parts += _standing_parts(page, taken, title)
    return kept, parts


def _parts_of(page: PagePart, *, everywhere: bool) -> list[tuple[str, list[Block]]]:
    """(kind, blocks) of the parts of a page's release. everywhere: also of such as stand in cards and boxes of their own."""
    found = part_blocks(page.page.outline, page.body)
    if not everywhere:
        return found
    if all(kind != "contacts" for kind, _ in found):
        found.append(("contacts", contact_card(page.page.outline, page.body)))
    own = boilerplate(page.page.outline, page.body) if "oiler" in page.page.text else []  # most pages have no such name
    if len(_without(found, own)) == len(own):
        found.append(("about", own))
    found.append(("about", about_box(page.page, _without(found, page.body))))
    return [each for each in found if each[1]]


def _without(parts: Sequence[tuple[str, list[Block]]], body: Sequence[Block]) -> list[Block]:
    taken = {block.index for _, blocks in parts for block in blocks}
    return [block for block in body if block.index not in taken]


def _standing_parts(page: PagePart, taken: Container[int], title: str) -> list[ReleasePart]:
    """The parts among the lines that a page shares with others, but for blocks that are `taken`."""
    standing = [block for block in page.standing if block.index not in taken]
    news = "\n".join([title, *(block.text for block in page.body)])
    return standing_parts(compose(page.page, standing), news, site_keys(page.page)) if standing else []
