"""Our own annotated articles: bench/own_pages.jsonl.xz.

Newsrooms, magazines, boards and blogs in the markup of many publishing systems and some seventy languages; many are short texts
amid much furniture, as small sites have them. The texts are invented, and written for what readers get wrong.
"""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = Path(__file__).with_name("own_pages.jsonl.xz")


def own_pages() -> Iterator[dict[str, Any]]:
    """name, url, html, title, published, authors, text of each."""
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
