"""Which files of the project a page enters: `python -m bench.files_entered`.

A reader who follows one page through the code opens these files. Two pages are counted: a saved page of tests/sites,
read by its site's layout, and a small page of an unknown site, read by `extract`. Another page of the same kind is read
before, so that what only loads is not counted, and what is kept from page to page is.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from crawler.extract import extract
from crawler.extract.article import read_article
from crawler.items import Extraction, Row
from crawler.page.page import Page

ROOT = Path(__file__).resolve().parent.parent
SAVED, BEFORE = (ROOT / "tests/sites/minmetals" / case for case in ("jsp_divs", "short_release"))
SMALL = """<html lang="en"><head><title>Mill restarts after flood - Northern Ore</title>
<meta property="article:published_time" content="2024-05-06T09:30:00+02:00"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><main><h1>Mill restarts after flood</h1><p>6 May 2024</p>
<p>Northern Ore has restarted the mill at its river site, three weeks after the flood that stopped it in the spring.</p>
<p>The company said that the mill will reach its full rate in June, and that no shipment to customers was missed.</p>
<p><img src="/mill.jpg" alt="The mill"></p><p>Read the <a href="/report.pdf">report</a> on the repair.</p></main>
<footer>Copyright 2024 Northern Ore. All rights reserved.</footer></body></html>"""


def files_entered(before: Callable[[], object], read: Callable[[], object]) -> list[str]:
    """The project's files, relative to its root, of which a function runs while `read` runs; `before` runs first."""
    before()
    entered: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            entered.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        read()
    finally:
        sys.setprofile(None)
    package = ROOT / "crawler"
    return sorted(str(Path(name).relative_to(ROOT)) for name in entered if Path(name).is_relative_to(package))


def read_saved(case: Path) -> Extraction:
    """A saved page read by its site's layout, with the row that led to it."""
    told = json.loads((case / "case.json").read_text("utf-8"))
    spiders = [vars(importlib.import_module(f"spiders.{path.stem}")) for path in ROOT.glob("spiders/[a-z]*.py")]
    sites = [value.site for names in spiders for value in names.values() if hasattr(value, "site")]
    site = next(each for each in sites if each.name == case.parent.name)
    row = Row(told["url"], **told["row"]) if "row" in told else None
    return read_article([Page(told["url"], (case / "page.html").read_bytes())], site, row)


def main() -> None:
    """Print both figures and the files."""
    other = SMALL.replace("6 May", "7 May").replace("05-06", "05-07").replace("restarts", "closes")
    url = "https://www.northern-ore.example/news/mill"
    layout = files_entered(lambda: read_saved(BEFORE), lambda: read_saved(SAVED))
    generic = files_entered(lambda: extract(other, url), lambda: extract(SMALL, url))
    for name, files in (("a page read by a layout", layout), ("extract(html, url)", generic)):
        print(f"{name}: {len(files)} files", *files, sep="\n  ")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    main()
