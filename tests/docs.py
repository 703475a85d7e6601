"""What stands in docs/ by program: `python -m tests.docs` writes it anew, tests compare it with what is there."""

from pathlib import Path

from crawler.report.glossary import glossary_page

DOCS = Path(__file__).resolve().parents[1] / "docs"


def main() -> None:
    """Write every generated page."""
    (DOCS / "glossary.md").write_text(glossary_page(), "utf-8")


if __name__ == "__main__":
    main()
