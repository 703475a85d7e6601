"""What wires for stock exchange news print above a release: whose it is, when it was sent, and who answers for it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from crawler.extract.body.assemble import Paragraph

# `26.10.2023 / 07:30 CET/CEST`, in a line of its own: no release has it among its own words.
_SENT = re.compile(r"^\d\d\.\d\d\.\d{4} ?/ ?\d\d:\d\d (?:CES?T/CES?T|UTC|GMT/BST)[^\n]{0,10}$", re.MULTILINE)
_ANSWERS = re.compile(r"The issuer is solely responsible for the content|Für den Inhalt der Mitteilung ist der Emittent")
_WITHIN = 5  # paragraphs from the first on


def wire_head(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs the wire put above the release; 0 where none says when it was sent."""
    sent = next((at for at, each in enumerate(paragraphs[:_WITHIN]) if _SENT.search(each.text)), None)
    if sent is None:
        return 0
    return sent + 1 + sum(1 for _ in takewhile(lambda each: _ANSWERS.match(each.text), paragraphs[sent + 1 :]))
