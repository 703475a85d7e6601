"""What stands behind a sign that the news ends, `- ENDS -`, which is none of the text itself."""

import re
from collections.abc import Container, Sequence
from itertools import takewhile

from crawler.extract.body.part_runs import LITTLE, size
from crawler.extract.body.release_part_words import NEWS_END, NOTES, has_address
from crawler.page.blocks import Block, Outline


def behind_the_end(outline: Outline, body: Sequence[Block], taken: Container[int]) -> list[tuple[str, list[Block]]]:
    """What the body has behind a dropped line that says that the news ends, up to notes to editors, where it is little."""
    end = _dropped(outline, body, NEWS_END)
    until = max(end, _dropped(outline, body, NOTES))
    notes = [block for block in takewhile(_is_no_note_heading, body[end:until]) if block.index not in taken]
    if not notes or size(notes) > LITTLE * size(body[:end]):
        return []
    return [("contacts" if any(has_address(block.text) for block in notes) else "about", notes)]


def _is_no_note_heading(block: Block) -> bool:
    return NOTES.match(block.text) is None


def _dropped(outline: Outline, body: Sequence[Block], said: re.Pattern[str]) -> int:
    """How many blocks of the body stand above a line that is none of it and says something; all where there is none."""
    kept = {block.index for block in body}
    lines = outline.shown(body[0].index, body[-1].index) if body else []
    at = next((each.index for each in lines if each.index not in kept and said.match(each.text)), None)
    return len(body) if at is None else sum(block.index < at for block in body)
