"""Under which name the program runs, for messages that name a command to type."""

import re
import sys
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
