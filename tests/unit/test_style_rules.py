"""What a page's own style sheet says of its classes: hidden from all but screen readers, lines kept, rows of a table."""

import pytest

from crawler.extract import extract

TOLD = [f"Der {which} Kran hebt achtzig Tonnen und braucht dafür halb so viel Strom wie bisher." for which in ("neue", "zweite")]


def text(style: str, behind: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in TOLD)
    page = f"<title>Kräne</title><style>{style}</style><body><article><h1>Kräne</h1>{lines}{behind}</article></body>"
    return extract(page, "https://www.nordkai.example/presse/kran").text


SAID = "<p>Er steht am Nordkai.<span class=q7> (öffnet ein neues Fenster)</span></p>"


@pytest.mark.parametrize(("style", "hidden"), [
    (".q7{position:absolute;width:1px;height:1px;clip:rect(0,0,0,0)}", True),
    ("a{color:red}.z, span.q7 {position:absolute !important; clip-path: inset(50%)}", True),
    ("<!-- .q7{position:absolute;clip:rect(0,0,0,0)} -->", True),
    (".q7{clip-path:inset(10%)}", False),  # a picture cut to a form
    ("@media print{.q7{position:absolute;clip:rect(0,0,0,0)}}", False),
    ("@media print{a{color:red}.q7{position:absolute;clip:rect(0,0,0,0)}}", False),
    (".menu .q7{position:absolute;clip:rect(0,0,0,0)}", False),
    (".q7{display:none}", False),  # scripts show it
    (".q7{position:absolute;clip:rect(0", False),  # cut off
])  # fmt: skip
def test_what_a_style_sheet_shows_to_screen_readers_alone_is_hidden(style: str, hidden: bool) -> None:
    assert ("neues Fenster" not in text(style, SAID)) is hidden


def test_an_id_is_hidden_like_a_class() -> None:
    assert "Ende" not in text("#e{position:fixed;clip:rect(0 0 0 0)}", "<p>Er steht am Nordkai.<span id=e> Ende</span></p>")


@pytest.mark.parametrize(("style", "lines"), [
    (".v{white-space:pre-line}", "Kran am Kai,\nSchiff am Seil,\nHafen am Fluss."),
    ("", "Kran am Kai, Schiff am Seil, Hafen am Fluss."),
])  # fmt: skip
def test_the_lines_of_a_class_are_kept_where_its_style_keeps_them(style: str, lines: str) -> None:
    assert lines in text(style, "<div class=v>Kran am Kai,\nSchiff am Seil,\nHafen am Fluss.</div>")


@pytest.mark.parametrize(("row", "cells"), [("display: table-row", True), ("", False)])
def test_two_rows_by_their_style_are_a_table(row: str, cells: bool) -> None:
    rows = "".join(f"<div style='{row}'><div>{name}</div><div>{tons} t</div></div>" for name, tons in (("Alt", 40), ("Neu", 80)))
    assert ("Alt | 40 t\nNeu | 80 t" in text("", f"<div>{rows}</div><p>{TOLD[0].replace('neue', 'dritte')}</p>")) is cells
