"""The text of PDF files: joined into paragraphs, without what pages repeat; hostile files do no harm."""

from importlib.util import find_spec

import pytest

from crawler.extract.document import paragraphs_html, pdf_text
from tests.pdf import bomb, endless, pdf

pytestmark = pytest.mark.skipif(find_spec("pypdf") is None, reason="the extra `pdf` is not installed")

HEAD, FOOT = "Example Mining plc", "www.mining.example"


def test_lines_become_paragraphs() -> None:
    body = pdf([
        "Half-year results",
        "The mine in the north produced more copper in the first half of the year than the",
        "plan had foreseen, because the new mill went into opera-",
        "tion two months early.",
        "Outlook",
        "The board keeps its forecast for the year.",
    ])  # fmt: skip
    assert pdf_text(body, "Half-Year Results") == (
        "The mine in the north produced more copper in the first half of the year than the plan had foreseen, because "
        "the new mill went into operation two months early.\n\nOutlook\n\nThe board keeps its forecast for the year."
    )


def test_what_pages_repeat_is_left_out() -> None:
    pages = [[HEAD, f"What stands on sheet {word} is said once and only there.", f"Page {n} of 4", FOOT]
             for n, word in enumerate(("one", "two", "three", "four"), 1)]  # fmt: skip
    text = pdf_text(pdf(*pages)) or ""
    assert [word in text for word in ("one", "two", "three", "four", HEAD, FOOT, "Page")] == [True] * 4 + [False] * 3


def test_a_pdf_of_pictures_has_no_text() -> None:
    assert pdf_text(pdf([])) == ""


@pytest.mark.parametrize("body", [
    b"", b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 100, pdf(["A whole file"])[:200], endless(), bomb(),
    pdf(["x"]).replace(b"/Count 1", b"/Count 99999999"),
], ids=["empty", "head", "noise", "cut", "circle", "bomb", "count"])  # fmt: skip
def test_a_hostile_file_ends_in_nothing(body: bytes) -> None:
    text = pdf_text(body)
    assert text is None or len(text) <= 1_000_000


def test_no_control_character_comes_out() -> None:
    text = pdf_text(pdf(["A line with \x07 bell and \x1b[31m colour in it"]))
    assert text is None or not set(text) & {"\x07", "\x1b"}


def test_paragraphs_as_html() -> None:
    assert paragraphs_html("Profit < loss & more\n\nEnd.") == "<p>Profit &lt; loss &amp; more</p><p>End.</p>"
