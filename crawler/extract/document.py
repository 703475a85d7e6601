"""The text of a release that is a PDF, where the extra `pdf` is installed. Nothing that a file holds can harm the run."""

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from crawler.text.fingerprint import title_key
from crawler.text.safe_text import clean_text
from crawler.text.writing import weight

PAGES = 100
SECONDS = 15  # of one file
MEGABYTES = 1024  # of memory for one file
_PROGRAM = Path(__file__).with_name("pdf_lines.py")
_FURNITURE_LINES = 3  # at the top and at the bottom of each page, in which what repeats is looked for
_FULL = 0.75  # share of the length of long lines from which one goes on in the next
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|seite|第)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|页|頁)\s*\d{0,4})?\s*页?\W*", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\Z")
_END = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；", '"', "”", "»")


@cache
def can_read_pdf() -> bool:
    """Whether the extra `pdf` is installed."""
    return find_spec("pypdf") is not None


def pdf_text(body: bytes, title: str | None = None) -> str | None:
    """The text of a PDF in paragraphs with a blank line between them, without what its pages repeat and without its title.

    None where it cannot be read: broken, locked, or beyond the bounds. Empty for a PDF of pictures. Takes at most
    SECONDS, PAGES and MEGABYTES.
    """
    pages = _read(body)
    if pages is None:
        return None
    paragraphs = _paragraphs([line for page in _without_furniture(pages) for line in page])
    if paragraphs and title and title_key(paragraphs[0]) == title_key(title):
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def paragraphs_html(text: str) -> str:
    """The paragraphs of a text as minimal HTML."""
    return "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in text.split("\n\n") if each)


def _read(body: bytes) -> list[list[str]] | None:
    """The lines of each page, read by a process of its own."""
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", str(_PROGRAM), str(PAGES), str(SECONDS), str(MEGABYTES)]
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                command, input=body, capture_output=True, timeout=SECONDS, cwd=folder, env=environment, check=True
            )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    return [[_clean(line) for line in page] for page in found]


def _clean(line: str) -> str:
    return " ".join(clean_text(line)[0].split())


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the head and foot lines that most of them share, numbers aside, and without page numbers."""
    counts = Counter(shape for page in pages for shape in _ends(page))
    shared = {shape for shape, number in counts.items() if number >= 3 and number * 2 > len(pages)}
    return [[line for line in page if _shape(line) not in shared and not _PAGE_NUMBER.fullmatch(line)] for page in pages]


def _ends(page: Sequence[str]) -> set[str]:
    """The shapes of the lines at a page's top and bottom."""
    return {_shape(line) for line in (*page[:_FURNITURE_LINES], *page[-_FURNITURE_LINES:]) if line}


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines joined into paragraphs, which end with a short line that ends a sentence, a very short or an empty one."""
    lengths = sorted(weight(line) for line in lines if line)
    full = lengths[len(lengths) * 9 // 10] * _FULL if lengths else 0.0
    found: list[str] = []
    open_end = False
    for line in lines:
        if not line:
            open_end = False
            continue
        if open_end:
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        open_end = weight(line) >= (full if line.endswith(_END) else full / 2)
    return found


def _joined(before: str, line: str) -> str:
    if _HYPHEN.search(before) and line[:1].islower():
        return before[:-1] + line
    wide = not (before[-1].isascii() or line[0].isascii())
    return f"{before}{line}" if wide and before[-1] >= "\u2e80" else f"{before} {line}"
