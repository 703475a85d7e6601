"""A program of its own: the lines of a PDF on standard input, as JSON on standard output. Needs pypdf (extra `pdf`).

A file from the network is read in a process that may die: its memory and time are bounded by the system, and whatever a
hostile file does to it ends here. Arguments: pages, seconds, megabytes. Exit code 1: the file cannot be read.
"""

import io
import json
import sys
import time
from typing import TextIO

try:
    from resource import RLIMIT_AS, RLIMIT_CPU, setrlimit
except ImportError:  # not there on every system
    BOUNDED = False
else:
    BOUNDED = True

MOST_CHARACTERS = 1_000_000


def bound(seconds: int, megabytes: int) -> None:
    """Let the system end this process beyond that; where it cannot (Windows) the caller's clock does."""
    if BOUNDED:
        size = megabytes << 20
        setrlimit(RLIMIT_AS, (size, size))
        setrlimit(RLIMIT_CPU, (seconds, seconds))


def lines_of(body: bytes, pages: int, seconds: int) -> list[list[str]]:
    """The lines of each page, at most that many pages and characters, and what was read after that many seconds."""
    import pypdf  # noqa: PLC0415 - the extra

    ends = time.monotonic() + seconds
    reader = pypdf.PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")  # what has no password but forbids changes opens with an empty one
    found: list[list[str]] = []
    left = MOST_CHARACTERS
    for number in range(min(pages, len(reader.pages))):
        text = reader.pages[number].extract_text()[:left]
        left -= len(text)
        found.append(text.splitlines())
        if not left or time.monotonic() > ends:
            break
    return found


def main(arguments: list[str], output: TextIO) -> int:
    """See the module."""
    pages, seconds, megabytes = map(int, arguments)
    bound(seconds, megabytes)
    try:
        found = lines_of(sys.stdin.buffer.read(), pages, seconds * 2 // 3)
    except Exception as error:  # noqa: BLE001 - a boundary: a broken file may raise anything in the library
        print(type(error).__name__, file=sys.stderr)
        return 1
    json.dump(found, output)
    return 0


if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(f"usage: python -m crawler.extract.pdf_lines PAGES SECONDS MEGABYTES < FILE\n\n{__doc__}")
        sys.exit()
    sys.exit(main(sys.argv[1:], sys.stdout))
