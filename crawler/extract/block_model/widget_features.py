"""Columns of the block model for what is beside a text and is no text: controls, pictures and frames.

A call to subscribe has a field to fill in, a notice of consent its buttons, a line about the author a portrait, the place of
an embedded post a frame: by these such texts are told in any language.
"""

import numpy as np

from crawler.extract.block_model.tree_features import Floats, Tree
from crawler.page.blocks import Outline
from crawler.page.tags import CONTROLS, DRAWINGS, FRAMES

_KINDS = (CONTROLS, DRAWINGS | {"img"}, FRAMES)
_KIND = {tag: kind for kind, tags in enumerate(_KINDS) for tag in tags}
_LEVELS = 4  # elements looked at: a block's own and those above it
WIDGET_COLUMNS = _LEVELS * len(_KINDS)


def widget_columns(outline: Outline, tree: Tree) -> Floats:
    """How many controls, pictures and frames there are in the element of each block and in those above it, as log1p."""
    nodes = tree.nodes
    counted = [[0] * len(nodes.nodes) for _ in _KINDS]
    parent = nodes.parent.tolist()
    pictures = [(block.node, "img") for block in outline.blocks if block.image is not None]
    for node, tag in [*pictures, *outline.widgets]:
        kind, at = _KIND.get(tag), node
        while at >= 0 and at not in nodes.place:
            at = outline.nodes[at].parent
        at = nodes.place.get(at, -1)
        while at >= 0 and kind is not None:
            counted[kind][at] += 1
            at = parent[at]
    counts = np.log1p(np.array(counted, np.float32).T)
    return np.concatenate([counts[level] for level in tree.levels[:_LEVELS]], axis=1)
