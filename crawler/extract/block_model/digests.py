"""Boxes in which a machine sums up the article above which or amid which they stand."""

import re
from collections.abc import Sequence

from crawler.page.blocks import Block, Node, Outline
from crawler.page.names import finding
from crawler.text.writing import ends_line

_SIGNS = ("✨", "🤖")  # for what machines write, before the heading of such a box
_LABEL = 40  # characters of one
_calls_digest = finding(
    re.compile(
        r"(?<![a-z])ai[-_ ]{0,2}(?:generated[-_ ])?(?:summar(?:y|ies)|digest|takeaway|recap|abstract|brief|tl-?dr)|"
        r"(?:summar(?:y|ies)|digest|recap|takeaway)\w{0,4}[-_ ]{1,2}ai(?![a-z])",
        re.I,
    )
)


def machine_digests(outline: Outline, lines: Sequence[Block]) -> list[Node]:
    """The boxes around some lines, but for the last of them, that are called so or begin with the sign of a machine."""
    around = (outline.nodes[at] for at in outline.holding(lines[:-1]))
    return [node for node in around if node.last <= lines[-1].index and (_is_called(node) or _is_signed(outline, node))]


def _is_called(node: Node) -> bool:
    element = node.element
    return bool(element.attrib) and _calls_digest(f"{element.get('class', '')} {element.get('aria-label', '')}")


def _is_signed(outline: Outline, node: Node) -> bool:
    """Whether a box of several lines begins with a label that has the sign."""
    first = outline.blocks[node.first]
    label = first.text.startswith(_SIGNS) and len(first.text) <= _LABEL and not ends_line(first.text)
    return label and node.last - node.first > 1
