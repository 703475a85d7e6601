"""A page's blocks as lines of an explanation: where each went, and why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from crawler.items import Extraction
from crawler.page.blocks import Block
from crawler.page.boilerplate import TAIL_LINES, TOOL_LINES, is_furniture, is_icon, opens_tail
from crawler.page.page import Page
from crawler.text.safe_text import clean_text

TEXT, FIELD, PART, DROPPED = "text", "field", "part", "dropped"
_STEPS = 4  # elements named in a line's place
_TAKEN_OUT = "kept first, then taken out as an end mark, a by-line, the page's details, a repeated title or a line leading away"
_MARK = 30  # characters without blanks that tell a line from others


@dataclass(slots=True)
class Line:
    """One block.

    fate: `text` (in the article's text), `part` (of the release, beside its news), `field` (read for a field), `dropped`;
    role: what it was taken for; why: the rule, in a sentence; see: number of another line that the rule is about; p: the
    probability, None where no model was asked; scores: (name, log odds) of the words that
    spoke.
    """

    number: int
    text: str
    place: str
    fate: str = DROPPED
    role: str = ""
    why: str = ""
    see: int | None = None
    p: float | None = None
    image: bool = False
    scores: list[tuple[str, float]] = field(default_factory=list)

    @property
    def told(self) -> bool:
        """Whether a rule has spoken of the line."""
        return bool(self.role or self.why)


def blank_lines(page: Page) -> list[Line]:
    """All blocks of the page, undecided; hidden ones are."""
    lines = []
    for block in page.blocks:
        image = block.image is not None
        line = Line(block.index, _image_text(block) if image else block.text, place_of(block), image=image)
        if block.hidden:
            line.role, line.why = "hidden", "the page does not show it (`hidden`, `display:none` or `visibility:hidden`)"
        lines.append(line)
    return lines


def place_of(block: Block) -> str:
    """`div.content > p`: the elements around a block."""
    names: list[str] = []
    element: Element | None = block.element
    while element is not None and len(names) < _STEPS and element.tag not in ("html", "body"):
        words = "".join(f".{word}" for word in (element.get("class") or "").split()[:2])
        name = f"#{element.get('id')}" if element.get("id") else ""
        names.append(f"{element.tag}{name}{words}"[:60])
        element = element.getparent()
    return " > ".join(reversed(names))


def furniture_rule(block: Block) -> tuple[str, str] | None:
    """(role, sentence) of the rule that drops a line wherever it stands, None where there is none."""
    if is_icon(block):
        return "icon", "a picture that is a button, a code to scan or an icon, by its name or its size"
    if is_furniture(block):
        return "tool line", f"furniture wherever it stands: {_rule_name(block, TOOL_LINES, whole=True)}"
    if opens_tail(block):
        return "tail line", f"announces what follows an article: {_rule_name(block, TAIL_LINES, whole=False)}"
    return None


def settle(lines: Sequence[Line], kept: Iterable[Block], found: Extraction) -> None:
    """Say of the `kept` blocks, in page order, where in the article each went: text, release part, caption, end mark."""
    text = _Stretch("text", found.text)
    parts = [_Stretch(part.kind, part.text) for part in found.release_parts]
    captions = {_solid(image.caption) for image in found.images if image.caption}
    for block in kept:
        line, solid = lines[block.index], _solid(block.text)
        if block.image is not None:
            line.fate, line.role = TEXT, "picture"
        elif text.takes(solid, near=True):
            _in_text(line)
        elif (part := _part_with(parts, solid)) is not None:
            line.fate, line.role = PART, part.kind
            line.why = f"{line.why}; begins or continues the release part `{part.kind}`, so it is not in the text"
        elif text.takes(solid, near=False):
            _in_text(line)
        else:
            _outside(line, solid, captions, text)


def _in_text(line: Line) -> None:
    line.fate, line.role = TEXT, line.role or "body"


def _part_with(parts: Sequence["_Stretch"], solid: str) -> "_Stretch | None":
    return next((each for near in (True, False) for each in parts if each.takes(solid, near=near)), None)


class _Stretch:
    """A text that blocks are found in, in order."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        self.solid = _solid(text)
        self.at = 0

    def takes(self, solid: str, *, near: bool) -> bool:
        """Whether the text goes on with these characters (near), or has them further down."""
        start = self.at if self.solid.startswith(solid, self.at) else -1 if near else self.solid.find(solid, self.at)
        if start >= 0:
            self.at = start + len(solid)
        return start >= 0


def _outside(line: Line, solid: str, captions: set[str], text: _Stretch) -> None:
    if solid in captions:
        line.fate, line.role = FIELD, "caption"
        line.why = f"{line.why}; the caption of a picture, which stands with the picture and in html"
    elif text.solid.startswith(solid[:_MARK], text.at) and len(solid) > _MARK:
        text.at += _MARK
        line.fate, line.role = TEXT, "body"
        line.why = f"{line.why}; an end mark inside it was taken out, or its line was joined with another"
    else:
        line.role = "end mark"
        line.why = f"{line.why}; {_TAKEN_OUT}"


def _solid(text: str) -> str:
    # Without the strokes that a table's cells are joined with.
    return "".join(clean_text(text)[0].replace("|", "").split())


def _image_text(block: Block) -> str:
    assert block.image is not None
    source = (block.image.get("src") or block.image.get("data-src") or "").strip()
    shown = source if len(source) <= 160 else f"{source[:160]}…"
    return " ".join(f"{block.image.get('alt') or ''} {shown}".split())


def _rule_name(block: Block, rules: dict[str, str], *, whole: bool) -> str:
    for name, pattern in rules.items():
        if _fits(pattern, block.text, whole):
            return f"rule `{name}`"
    return "punctuation, an end mark or leaked style rules"


def _fits(pattern: str, text: str, whole: bool) -> bool:
    end = r"\W*\Z" if whole else ""
    return re.match(rf"\W*(?:{pattern}){end}", text, re.IGNORECASE) is not None
