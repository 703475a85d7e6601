"""What stands in docs/ by program: `python -m tests.docs` writes it anew, tests compare it with what is there."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "crawl"))

from tutorials import DOCS, PAGES, PICTURES, path_of, reader_of

from crawler.report.glossary import glossary_page
from tests.browser import BROWSER


def main(pictures: bool) -> None:
    """Write every generated page; pictures: those of the tutorials too, or only those that are not there."""
    (DOCS / "glossary.md").write_text(glossary_page(), "utf-8")
    for name in PAGES:
        with tempfile.TemporaryDirectory() as folder, reader_of(name, Path(folder) / "project") as reader:
            page = path_of(name)
            page.write_text(reader.read(page.read_text("utf-8")), "utf-8")
            missing = [shown for shown in PICTURES.get(name, ()) if not (DOCS / "pictures" / f"{shown}.png").exists()]
            if BROWSER and (missing or (pictures and name in PICTURES)):
                reader.pictures(name, DOCS / "pictures")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", action="store_true", help="take the screenshots of the tutorials anew")
    main(parser.parse_args().pictures)
