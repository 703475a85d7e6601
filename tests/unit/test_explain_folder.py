"""Many kept pages at once: which layout reads each, and which lines they share."""

from crawler.explain.folder import folder_lines
from crawler.items import Extraction


def read(text: str, layout: str | None = "acme/2", reason: str = "layout", kind: str = "article") -> Extraction:
    return Extraction(title="Mine opens", published="2026-03-02", text=text, layout=layout, kind=kind, kind_reason=reason)


def test_each_page_has_its_layout_and_its_last_line_and_shared_lines_are_named() -> None:
    lines = folder_lines(
        "cases/r1",
        [
            ("a.html", read("The first mine opened.\n\nWas this of use?")),
            ("b.html", read("The second mine opened.\n\nWas this of use?\n\nWas this of use?")),
            ("c.html", read("The third mine opened.", "generic", "prose")),
            ("d.html", read("", None, "login", "other")),
        ],
    )
    assert lines[0] == "4 kept pages in cases/r1, read by today's rules:"
    assert lines[1:3] == ["a.html  acme/2  2026-03-02  Mine opens", "  2 paragraphs, the last: Was this of use?"]
    assert "c.html  no layout fits  2026-03-02  Mine opens" in lines
    assert "d.html  no article (login)" in lines
    assert "2 of 4 are read by acme/2" in lines
    assert lines[-1] == "  2 x Was this of use?"


def test_no_layout_and_nothing_shared() -> None:
    texts = {"a.html": "", "b.html": "A\x1b[31m" + "b" * 200}
    lines = folder_lines("x", [(name, read(text, "generic", "prose")) for name, text in texts.items()])
    assert lines[-1] == "no layout fits any of them"
    assert "  0 paragraphs, the last: -" in lines
    assert max(map(len, lines)) < 130
    assert "\x1b" not in "".join(lines)
