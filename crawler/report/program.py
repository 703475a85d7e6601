"""What commands print for a terminal: the name under which the program runs, where a command is named, and tables."""

import re
import sys
from collections.abc import Container, Sequence
from pathlib import Path

NEWSROOM = "newsroom"  # of the wheel; in a clone `scrapy` does the same
_COMMANDS = "crawl|dataset|doctor|explain|export|genspider|newsite|overdue|reextract|savepage|sites|state"
_COMMAND = re.compile(rf"\bscrapy (?=(?:{_COMMANDS})\b)")


def program() -> str:
    """`newsroom`, or `scrapy` for everything else that runs this project."""
    started = Path(sys.argv[0]) if sys.argv else Path()
    return NEWSROOM if started.stem == NEWSROOM or started.parts[-3:] == ("crawler", "commands", "program.py") else "scrapy"


def as_typed(said: str) -> str:
    """A message with its commands under the name of the program that runs: the other one may not work where it is shown."""
    return _COMMAND.sub(f"{program()} ", said)


def aligned(rows: Sequence[Sequence[str]], right: Container[int] = ()) -> list[str]:
    """The lines of a table whose columns stand below each other. right: numbers of those that stand to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    sides = [(str.rjust if number in right else str.ljust, width) for number, width in enumerate(widths)]
    return ["  ".join(side(said, width) for said, (side, width) in zip(row, sides, strict=True)).rstrip() for row in rows]
