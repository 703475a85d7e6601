"""What tells of the writer behind an article, known by its form: it begins with a person whom the text does not name.

Classes that say so (`author-bio`) are for the model to learn; here stand boxes that say nothing of themselves, and a last line
in italics where the text has none.
"""

import re
from collections.abc import Sequence

from crawler.extract.fields.author_names import is_person
from crawler.extract.fields.author_roles import is_body
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_only_links, is_prose
from crawler.page.markup import class_names, is_slanted
from crawler.page.tags import HEADINGS
from crawler.text.writing import HAN, KANA, begins_small, ends_sentence, has_capitals

_BOXES = frozenset(("div", "section", "aside"))
_LINES, _LONGEST = 4, 600  # text blocks of such a box, and characters
_PARAGRAPHS = 2  # of a text, at least, before a line in italics
_WORDS = range(2, 5)  # of a person's name
_BESIDE_PROSE = re.compile(r"[@\"„“”«»「『:：]|\d{3}[\d /-]{4}")  # somebody's words, or how to reach somebody
_WORD = re.compile(r"[^\W\d_]{2,}")
_JOINED = re.compile(f"[{HAN}]の[{HAN}]")
_FOUR, _KANA = re.compile(f"[{HAN}]{{4}}"), re.compile(f"[{KANA}]")


def without_writer(outline: Outline, kept: list[Block]) -> list[Block]:
    """The kept blocks without such a box, or such a line in italics, behind them."""
    text = kept[:-1]
    if len(text) >= _PARAGRAPHS and is_slanted(kept[-1].pieces) and not any(is_slanted(each.pieces) for each in text):
        return text if _tells_of_a_person(kept[-1:], text) else kept
    box = _last_box(outline, kept)
    return kept if box is None else _without_box(outline, kept, box)


def _without_box(outline: Outline, kept: list[Block], box: Node) -> list[Block]:
    text = [each for each in kept if not box.holds(each)]
    if not any(map(is_prose, text)) or not _is_alone(outline, box, text):
        return kept
    return text if _tells_of_a_person(outline.shown(box.first, box.last), text) else kept


def _last_box(outline: Outline, kept: list[Block]) -> Node | None:
    """The widest small box around the last kept block, without the first."""
    found = None
    for at in outline.ancestors(kept[-1]) if kept else ():
        node = outline.nodes[at]
        if node.holds(kept[0]) or len(outline.shown(node.first, node.last)) > _LINES:
            break
        bare = node.element is kept[-1].element and not class_names(node.element)  # a paragraph that an editor made of a `div`
        found = node if node.tag in _BOXES and not bare else found
    return found


def _is_alone(outline: Outline, box: Node, text: Sequence[Block]) -> bool:
    """Whether no box of the text is made like this one: of one tag, with a class of it, or with none as it has none."""
    tag, classes = box.tag, class_names(box.element)
    nodes = (outline.nodes[at] for at in outline.holding(text))
    others = (node for node in nodes if not node.first <= box.first < node.last)
    alike = (class_names(node.element) for node in others if node.tag == tag)
    return not any(names & classes or names == classes for names in alike)


def _tells_of_a_person(inside: Sequence[Block], text: Sequence[Block]) -> bool:
    """Whether a box begins with a name, and tells in sentences of somebody whom the text does not know."""
    said = [block.text for block in inside if not is_only_links(block)]
    if not _are_told(said):
        return False
    heading = inside[0].element.tag in HEADINGS
    name = _name_alone(said, heading=heading) or _name_at_start(inside[0].text)
    known = " ".join(block.text for block in text).casefold()
    return name != "" and not is_body(name) and not any(word.casefold() in known for word in _WORD.findall(name))


def _name_alone(said: Sequence[str], *, heading: bool) -> str:
    """The first of several lines, where it is a name in a script that has no capital letters, and no `future of the works`.

    heading: whether it is a heading; one of four Han characters is a section's in Chinese, and may be a name in Japanese.
    """
    first = said[0]
    if len(said) < _PARAGRAPHS or has_capitals(first) or not is_person(first) or _JOINED.search(first):
        return ""
    return "" if heading and _FOUR.fullmatch(first) and not any(map(_KANA.search, said)) else first


def _are_told(said: Sequence[str]) -> bool:
    """Whether lines are a few sentences in the site's own words."""
    few = 0 < sum(map(len, said)) <= _LONGEST
    return few and any(map(ends_sentence, said)) and not any(map(_BESIDE_PROSE.search, said))


def _name_at_start(text: str) -> str:
    """The person whose name begins a text and goes on in small letters, or behind a comma; nothing where none does."""
    words = []
    for word in text.split()[: _WORDS.stop]:
        if not has_capitals(word) or begins_small(word):
            break
        words.append(word.rstrip(",;"))
        if word != words[-1]:
            break
    name = " ".join(words)
    return name if len(words) in _WORDS and is_person(name) else ""
