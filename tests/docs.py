"""What stands in docs/ by program: `python -m tests.docs` writes it anew, tests compare it with what is there."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "crawl"))

from tutorials import DOCS, PAGES, path_of, reader_of

from crawler.report.glossary import glossary_page
from tests.browser import BROWSER


def main() -> None:
    """Write every generated page."""
    (DOCS / "glossary.md").write_text(glossary_page(), "utf-8")
    for name in PAGES:
        with tempfile.TemporaryDirectory() as folder, reader_of(name, Path(folder) / "project") as reader:
            page = path_of(name)
            page.write_text(reader.read(page.read_text("utf-8")), "utf-8")
            if BROWSER:
                reader.pictures(name, DOCS / "pictures")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    main()
