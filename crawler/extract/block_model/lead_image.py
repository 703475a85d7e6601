"""The picture between a headline and its text, where it stands outside the element around the text."""

from collections.abc import Sequence

from crawler.extract.fields.author_names import is_person
from crawler.page.blocks import Block, Outline


def lead_image(outline: Outline, headline: Sequence[Block], first: int) -> list[Block]:
    """The last figure between a headline and block `first`; a person's, who may be the writer, only where there is no other."""
    between = outline.blocks[headline[0].index : first] if headline else []
    figures = [block for block in between if _is_in_figure(outline, block)]
    others = [block for block in figures if not _is_of_person(block)]
    return (others or figures)[-1:]


def _is_in_figure(outline: Outline, block: Block) -> bool:
    shown = block.image is not None and not block.hidden
    return shown and any(outline.nodes[at].tag == "figure" for at in outline.ancestors(block))


def _is_of_person(block: Block) -> bool:
    return block.image is not None and is_person(block.image.get("alt") or "")
