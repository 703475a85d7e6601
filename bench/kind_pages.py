"""Our own pages of both kinds, in the markup of many publishing systems and some twenty languages: bench/kind_pages.jsonl.xz.

Services, adverts, manuals, threads and other pages with long text that are no article, and articles that look like them: without
a day, without a writer, with prices, with many headings. Many are pairs of one site. The texts are invented.
"""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path

PAGES = Path(__file__).with_name("kind_pages.jsonl.xz")


def kind_pages() -> Iterator[tuple[str, str, str, bool]]:
    """(name, url, html, whether it is an article)."""
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            yield page["name"], page["url"], page["html"], page["article"]
