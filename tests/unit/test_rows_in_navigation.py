"""Lists of releases that a page marks up as navigation, and files beside the releases that they are of."""

import pytest

from crawler.discover.listing import read_listing
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site

URL = "http://www.example.com/presse/"
SITE = Site.for_url(URL)
NUMBERS = range(1, 5)
NAMES = ("Ny ovn i Odense er tændt", "Havnen får en større kran", "Årsregnskab er godkendt", "Tre lærlinge er begyndt")
ROWS = "".join(f'<li><a href="/presse/{n}-ny">{NAMES[n - 1]}</a> <em>{n}. marts 2026</em></li>' for n in NUMBERS)
MENU = '<a href="/om">Om os og vores historie</a><a href="/varer">Vores varer og priser</a><a href="/job">Ledige stillinger</a>'


def rows(body: str, *, forms: bool = False) -> tuple[Row, ...]:
    return read_listing(Page(URL, f'<html lang="da"><body>{body}</body></html>'), SITE, forms=forms).rows


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{MENU}</div><main><h1>Presse</h1><nav><ol>{ROWS}</ol></nav></main>",
        f'<header><nav>{MENU}</nav></header><h1>Presse</h1><div role="navigation"><ul>{ROWS}</ul></div>',
    ],
)
def test_navigation_in_the_main_part_that_holds_the_dated_rows_is_their_list(body: str) -> None:
    assert [row.title for row in rows(body)] == list(NAMES)


def test_dated_teasers_in_the_menu_above_the_page_are_no_rows() -> None:
    listed = "".join(f'<p><a href="/presse/arkiv/{n}">{name} igen</a></p>' for n, name in enumerate(NAMES))
    found = rows(f"<nav>{MENU}<ul>{ROWS}</ul></nav><main><h1>Presse</h1>{listed}</main>")
    assert not {row.title for row in found} & set(NAMES)


@pytest.mark.parametrize("file", ["/filer/meddelelse-{n}.pdf", "/filer/{n}/bilag.docx"])
def test_a_file_in_the_row_of_a_release_is_no_row_and_leaves_it_its_day(file: str) -> None:
    cells = "".join(
        f'<tr><td><a href="/presse/{n}-ny">{NAMES[n - 1]}</a></td><td><a href="{file.format(n=n)}">{NAMES[n - 1]} (fil)</a></td>'
        f"<td>0{n}.03.2026</td></tr>"
        for n in NUMBERS
    )
    found = rows(f"<h1>Presse</h1><table>{cells}</table>", forms=True)
    assert [(row.form, row.date) for row in found] == [(None, f"2026-03-0{n}") for n in NUMBERS]


def test_files_in_rows_of_their_own_stay_rows() -> None:
    files = "".join(f'<li><a href="/presse/bilag-{n}.pdf">{NAMES[n - 1]} (fil)</a> <em>{n}. maj 2026</em></li>' for n in NUMBERS)
    assert len(rows(f"<main><h1>Presse</h1><ul>{ROWS}{files}</ul></main>", forms=True)) == 2 * len(NUMBERS)
