"""Lists amid the paragraphs of a text, which are its own where they lead nowhere."""

from collections.abc import Iterator, Sequence

from crawler.extract.block_model.boxed import paragraphs_in
from crawler.page.blocks import Block, Node, Outline
from crawler.text.writing import weight

_LISTS = ("ul", "ol")
_SEVERAL = 2  # items
_ANNOUNCED = 40  # Latin characters of a sentence that leads to a list; less is a label


def with_own_lists(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The kept blocks, with the lists without a link in the element of the paragraphs whose line above is kept, and with the line
    that announces a kept one."""
    chosen = {block.index for block in kept}
    items = [block for node in _lists(outline, kept) for block in _own_items(outline, node, chosen)]
    chosen.update(block.index for block in items)
    lines = [line for node in outline.nodes if node.tag in _LISTS for line in _announcing(outline, node, chosen)]
    return sorted([*kept, *items, *lines], key=lambda block: block.index)


def _announcing(outline: Outline, node: Node, chosen: set[int]) -> list[Block]:
    """The dropped line right above a kept list without links, in the same element, where it is long and ends with a colon."""
    items = outline.shown(node.first, node.last)
    if any(block.link_chars for block in items) or not any(block.index in chosen for block in items):
        return []
    above = [line for line in outline.shown(0, node.first)[-1:] if line.element.getparent() is node.element.getparent()]
    return [line for line in above if line.index not in chosen and _is_announcement(line)]


def _is_announcement(line: Block) -> bool:
    return weight(line.text) >= _ANNOUNCED and line.text.endswith((":", "：")) and not line.link_chars


def _lists(outline: Outline, kept: Sequence[Block]) -> Iterator[Node]:
    body = paragraphs_in(kept)
    nodes = () if body is None else filter(lambda node: node.element.getparent() is body, outline.nodes)
    return (node for node in nodes if node.tag in _LISTS)


def _own_items(outline: Outline, node: Node, chosen: set[int]) -> list[Block]:
    """The items of a list of which none is chosen, where they are the text's own; else none."""
    items = outline.shown(node.first, node.last)
    above = outline.shown(0, node.first)[-1:]
    if len(items) < _SEVERAL or any(block.link_chars or block.index in chosen for block in items):
        return []
    return items if any(block.index in chosen for block in above) else []
