"""What readers wrote below an article, known by its form: a name with a time, and a text, again and again."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, reads_as_label
from crawler.page.markup import box_form
from crawler.text.dates.row_date import is_date_alone
from crawler.text.writing import ends_sentence

_LINE = 60  # characters of a line with a name and a time
_ABOVE = 2  # blocks from a heading to the first of them
_SEVERAL, _ARTICLE = 2, 3  # readers; lines of the article before them
_SAID = 30  # characters of a word or a day behind a name
_NAME = 30  # characters of one
_COUNTED, _HEADS = 3, 12  # words of a line that says how many readers wrote, and such lines that are looked at
_COUNT = re.compile(r"(?=.*[^\W\d_])\D{0,16}(\d{1,3})\D{0,16}")
_DIGIT = re.compile(r"\d")
# `14:05`, `2 horas`, `há 3 dias`, `5分前`: a time of day, or a number with a word, and little else.
_TIME = re.compile(
    r"[^:]{0,24}\b\d{1,2}:\d\d(?!\d).{0,8}|\W{0,3}(?:[^\W\d_]{1,5}\s)?\d{1,2}\s?[^\W\d_]{1,9}\.?(?:\s[^\W\d_]{1,8})?"
)
_TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d\d(?!\d)")


def without_readers(outline: Outline, kept: list[Block]) -> list[Block]:
    """The kept blocks up to the first of several such lines behind the article."""
    first = _first_of_readers(outline, _with_the_next(outline, kept)) if kept else None
    own = _without_heading([block for block in kept if block.index < first], first) if first is not None else []
    return own if len(own) >= _ARTICLE and any(ends_sentence(block.text) for block in own) else kept


def _first_of_readers(outline: Outline, texts: Sequence[Block]) -> int | None:
    """The first line with a name, or the one that says how many there are; None where there are none."""
    signed = _signed_in(texts) or _timed_in(texts)
    counting = islice(((block, count) for block in texts if (count := _count_in(block.text))), _HEADS)
    counted = (block.index for block, count in counting if _heads_as_many(outline, block, count))
    return signed[0] if len(signed) >= _SEVERAL else next(counted, None)


def _count_in(text: str) -> int:
    """How many a line of few words says that there are: `2 comentarios`, `Comments (3)`; 0 for any other."""
    number = _COUNT.fullmatch(text) if len(text.split()) <= _COUNTED else None
    return int(number[1]) if number else 0


def _with_the_next(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The lines from the first kept one to the one behind the last: what the last reader said may be dropped already."""
    behind = (block for block in outline.blocks[kept[-1].index + 1 :] if block.text and not block.hidden)
    return [*outline.shown(kept[0].index, kept[-1].index + 1), *islice(behind, 1)]


def _signed_in(texts: Sequence[Block]) -> list[int]:
    """The lines with a name and a time above a sentence."""
    return [one.index for one, below in pairwise(texts) if _may_be_signed(one) and _is_signed(one) and ends_sentence(below.text)]


def _heads_as_many(outline: Outline, head: Block, count: int) -> bool:
    """Whether as many boxes of one form as a line says stand below it, each with a name and a text."""
    runs = (run for run in _runs_below(outline, head) if len(run) == count)
    return any(all(_is_signed_box(outline.shown(box.first, box.last)) for box in run) for run in runs)


def _runs_below(outline: Outline, head: Block) -> Iterator[list[Node]]:
    """The boxes of one form right below a line, or below the box that it has to itself; those in the first of them."""
    nodes = outline.nodes
    own = [at for at in outline.ancestors(head) if nodes[at].last - nodes[at].first == 1]
    around = nodes[own[-1]].parent if own else -1
    below = [at for at in _children(outline, around) if nodes[at].first > head.index]
    yield _run([nodes[at] for at in below])
    yield _run([nodes[at] for at in _children(outline, below[0])] if below else [])


def _run(boxes: list[Node]) -> list[Node]:
    return list(takewhile(lambda each: box_form(each.element) == box_form(boxes[0].element), boxes))


def _children(outline: Outline, around: int) -> list[int]:
    return [at for at, each in outline.inside(around) if each.parent == around] if around >= 0 else []


def _is_signed_box(texts: Sequence[Block]) -> bool:
    """Whether a name stands out at the beginning of a box, alone in a line or with a word or a time, above a text."""
    if not texts or is_heading(texts[0]):
        return False
    names, rest = _split(texts[0])
    named = 0 < len(names) <= _NAME and not ends_sentence(names) and len(rest) <= _SAID
    return named and any(ends_sentence(each.text) for each in texts[1:])


def _timed_in(texts: Sequence[Block]) -> list[int]:
    """The lines of a paragraph that are no sentence above one with a day and a time alone, and a text in it below that."""
    threes = zip(texts, texts[1:], texts[2:], strict=False)
    return [name.index for name, time, said in threes if name.element is time.element is said.element and _are_timed(name, time)]


def _are_timed(name: Block, time: Block) -> bool:
    signed = len(name.text) <= _LINE and reads_as_label(name.text)
    return signed and len(time.text) <= _LINE and _TIME_OF_DAY.search(time.text) is not None and is_date_alone(time.text)


def _may_be_signed(block: Block) -> bool:
    """A quick look, for most lines."""
    return len(block.text) <= _LINE and _DIGIT.search(block.text) is not None and not is_heading(block)


def _without_heading(own: list[Block], first: int) -> list[Block]:
    """What stands before the lines of readers, without how many they are, or their heading."""
    while own and first - own[-1].index <= _ABOVE and reads_as_label(own[-1].text):
        own = own[:-1]
    return own


def _is_signed(block: Block) -> bool:
    """Whether a line is a name that stands out, and a time."""
    names, rest = _split(block)
    said = names != "" and ":" not in names and not rest.startswith(":") and not any(map(str.isdigit, names))
    return said and _TIME.fullmatch(rest.strip("()[] ")) is not None


def _split(line: Block) -> tuple[str, str]:
    """What stands out at the beginning of a line, and the rest of it."""
    pieces = [(text.strip(), mark.strong or mark.link is not None) for text, mark in line.pieces if text.strip()]
    at = next((number for number, (_, out) in enumerate(pieces) if not out), len(pieces))
    return "".join(text for text, _ in pieces[:at]), " ".join(text for text, _ in pieces[at:])
