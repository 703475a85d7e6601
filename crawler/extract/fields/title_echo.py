"""How much of a line comes again in the body below it: much of a headline, little of the name of a section or of a site."""

import re
from collections.abc import Callable, Sequence

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_heading, is_prose, is_sentence
from crawler.page.markup import is_bold
from crawler.page.page import Page
from crawler.text.stems import WORD, stems_of
from crawler.url_parts import last_part

_SAMPLE = 6000  # characters of the body among which a title's words are looked for
_ENDING, _APOSTROPHE = re.compile(r"\.\w{2,5}\Z"), re.compile("['\u2019]")
_ADDRESS_WORDS = 4  # with fewer, an address says too little
_HEADED = 6  # blocks at the beginning of a body that may be headline and date
Echo = Callable[[str], float]


def text_start(blocks: Sequence[Block], body: tuple[int, int]) -> int:
    """Index of the first running text of a body, which may begin with its headline; of its first block where there is none.

    Short sentences are running text where another one follows, and none stands out.
    """
    head = blocks[body[0] : min(body[0] + _HEADED, body[1] + 1)]
    told = (at for at, block in enumerate(head) if is_prose(block) or (at + 1 < len(head) and _are_told(block, head[at + 1])))
    return body[0] + next(told, 0)


def _are_told(one: Block, other: Block) -> bool:
    return _is_told(one) and (_is_told(other) or is_prose(other))


def _is_told(block: Block) -> bool:
    return is_sentence(block.text) and not is_heading(block) and not is_bold(block.pieces)


def echo_in(page: Page, body: tuple[int, int]) -> Echo:
    """Tells which share of a line's words, 0 to 1, the body or the page's address has too, in whatever form.

    A headline's words come again in its text; those of a section or of a site seldom do.
    """
    known: list[str] = []

    def echo(line: str) -> float:
        if not known:
            known.append(_sample(page, body))
        words = stems_of(line)
        return sum(word in known[0] for word in words) / len(words) if words else 0.0

    return echo


def share_in_address(url: str) -> Echo:
    """Tells which share, 0 to 1, of the words of the address's last part a line has; of fewer than four words none."""
    words = frozenset(WORD.findall(_ENDING.sub("", last_part(url)).casefold()))

    def share(line: str) -> float:
        said = frozenset(WORD.findall(_APOSTROPHE.sub("", line).casefold()))
        return len(words & said) / len(words) if len(words) >= _ADDRESS_WORDS else 0.0

    return share


def _sample(page: Page, body: tuple[int, int]) -> str:
    """The beginning of the body and the last part of the address, in lower case."""
    name = last_part(page.url)
    pieces, size = [name] if len(WORD.findall(name)) > 1 else [], 0  # one word is rather the section's
    blocks = page.blocks[text_start(page.blocks, body) : body[1] + 1]
    running = list(filter(is_prose, blocks))
    for block in running or blocks:
        pieces.append(block.text[:_SAMPLE])
        size += len(block.text)
        if size > _SAMPLE:
            break
    return "\n".join(pieces).casefold()
