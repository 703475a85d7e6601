"""What wires for stock exchange news print above a release: whose it is, when it was sent, and who answers for it."""

import re
from collections.abc import Sequence

from crawler.extract.body.assemble import Paragraph

# Lines that no release has among its own words: `26.10.2023 / 07:30 CET/CEST`, whose it is, under which law, who answers.
_LINE = re.compile(
    r"^(?:\d\d\.\d\d\.\d{4} ?/ ?\d\d:\d\d (?:CES?T/CES?T|UTC|GMT/BST)[^\n]{0,10}$|(?:EQS|DGAP)-[\w-]{2,30}: |"
    r"Veröffentlichung einer Insiderinformation|Disclosure of (?:an )?inside information|"
    r"The issuer is solely responsible for the content|Für den Inhalt der Mitteilung ist der Emittent)",
    re.MULTILINE,
)
_WITHIN = 6  # paragraphs from the first on


def wire_head(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs the wire put above the release; 0 where none of its lines is among the first."""
    lines = [at for at, each in enumerate(paragraphs[:_WITHIN]) if _LINE.search(each.text)]
    return lines[-1] + 1 if lines else 0
