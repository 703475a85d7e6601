"""Text that an editor keeps as a tree of nodes, of which each says what it is: a document, its paragraphs, their words.

    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "It rises "}, {"nodeType": "text", "value": "at once."}]}

Such are Contentful's rich text, Sanity's Portable Text, ProseMirror's, Slate's and Lexical's documents.
"""

from collections.abc import Iterator, Mapping, Sequence

_KINDS = ("nodeType", "type", "_type")
_WORDS = ("text", "value")
_DEEPEST = 12  # nodes one in the other: lists in lists in quotations


def rich_texts(value: Mapping[str, object]) -> Iterator[str]:
    """The texts of the trees that an object has, a line for each paragraph."""
    for tree in value.values():
        if isinstance(tree, dict | list) and (text := _text_of(tree, _DEEPEST).strip()):
            yield text


def _text_of(tree: object, deepest: int) -> str:
    """The text of a tree; nothing of what is none, or deeper than any text."""
    if isinstance(tree, list):
        return _joined(tree, deepest)
    if not isinstance(tree, dict) or not deepest:
        return ""
    if (said := _words_of(tree)) is not None:
        return said
    parts = (_text_of(each, deepest - 1) for each in tree.values() if isinstance(each, dict | list))
    return "\n".join(filter(None, parts))


def _joined(nodes: Sequence[object], deepest: int) -> str:
    """The text of nodes: words, with links among them, or paragraphs; nothing where one does not say what it is."""
    if not all(map(_is_node, nodes)):
        return ""
    between = "" if any(_words_of(each) is not None for each in nodes) else "\n"
    return between.join(_text_of(each, deepest) for each in nodes)


def _is_node(value: object) -> bool:
    return isinstance(value, dict) and (any(kind in value for kind in _KINDS) or _words_of(value) is not None)


def _words_of(node: object) -> str | None:
    """The words of a node that has no others in it."""
    if not isinstance(node, dict) or any(isinstance(each, list) and each for key, each in node.items() if key != "marks"):
        return None
    return next((said for each in _WORDS if isinstance(said := node.get(each), str)), None)
