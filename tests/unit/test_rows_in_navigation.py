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


SHORT = ("Nyt navn", "Ny direktør", "Kvartal 3", "Prisliste")
PDF = '<a href="/filer/{0}.pdf"><img alt="PDF"></a> <a href="/filer/{0}.pdf">({0}12 kB)</a>'


@pytest.mark.parametrize(
    "row",
    [
        f'<dt>{{0}}.3.2026</dt><dd><a href="/presse/{{0}}.html">{{1}}</a> {PDF}</dd>',
        f'<dt>{{0}}.3.2026</dt><dd><a href="/filer/{{0}}.docx">(doc)</a> <a href="/presse/{{0}}.html">{{1}}</a> {PDF}</dd>',
        f'<dd>{{0}}.3.2026 <span><a href="/presse/{{0}}.html">{{1}}</a></span> <span>{PDF}</span></dd>',
    ],
)
def test_files_behind_short_headlines_are_no_rows_of_their_list(row: str) -> None:
    listed = "".join(row.format(n, title) for n, title in enumerate(SHORT, 1))
    found = rows(f"<h1>Presse</h1><dl>{listed}</dl>", forms=True)
    assert [(each.title, each.date) for each in found] == [(title, f"2026-03-0{n}") for n, title in enumerate(SHORT, 1)]


def test_a_release_in_a_file_beside_one_other_link_stays_a_row() -> None:
    row = '<li>{0}.4.2026 <a href="/tv/">Tv</a> <a href="/filer/{0}.pdf">{1} (fil)</a></li>'
    listed = "".join(row.format(n, title) for n, title in enumerate(NAMES, 1)).replace('<a href="/tv/">Tv</a>', "", 3)
    found = rows(f"<h1>Presse</h1><ul>{listed}</ul>", forms=True)
    assert [each.title for each in found] == [f"{title} (fil)" for title in NAMES]


def test_files_beside_pages_that_all_say_the_same_are_the_rows() -> None:
    row = '<li>{0}.3.2026 <a href="/tv/{0}">Se udsendelsen</a> <a href="/filer/{0}.pdf">{1}</a></li>'
    listed = "".join(row.format(n, title) for n, title in enumerate(NAMES, 1))
    assert [each.form for each in rows(f"<h1>Presse</h1><ul>{listed}</ul>", forms=True)] == ["document"] * len(NAMES)


@pytest.mark.parametrize(
    ("label", "topics"),
    [
        ("Meddelelser til investorer og analytikere", 1),
        ('<img src="i{0}.png" alt="Meddelelser til investorer og analytikere {0}">', 2),
    ],
)
def test_what_rows_lead_to_again_and_again_is_no_release(label: str, topics: int) -> None:
    row = '<dt>{0}.3.2026 <span><a href="/presse/?emne={2}">{3}</a></span></dt><dd><a href="/presse/{0}.html">{1}</a></dd>'
    titles = [*SHORT, "Ny ovn", "Julefri"]
    listed = "".join(row.format(n, title, n % topics, label.format(n % topics)) for n, title in enumerate(titles, 1))
    found = rows(f"<h1>Presse</h1><dl>{listed}</dl>")
    assert [(each.title, each.date) for each in found] == [(title, f"2026-03-0{n}") for n, title in enumerate(titles, 1)]


def test_a_release_with_several_pictures_stays_one() -> None:
    picture = '<i><a href="/presse/{0}-ny"><img alt="{1}"></a></i>'
    row = f'<li>{picture}<b>{picture}</b><h3>{picture}</h3><em>{{0}}. marts 2026</em></li>'
    found = rows(f"<main><h1>Presse</h1><ul>{''.join(row.format(n, name) for n, name in enumerate(NAMES, 1))}</ul></main>")
    assert [each.title for each in found] == list(NAMES)


def test_a_release_that_is_shown_at_several_places_stays_one() -> None:
    newest = '<{0}><a href="/presse/9-ny">En femte ovn er på vej til Odense</a> <em>9. marts 2026</em></{0}>'
    found = rows(f"<main><h1>Presse</h1>{newest.format('h2')}{newest.format('h3')}<ul>{newest.format('li')}{ROWS}</ul></main>")
    assert len(found) == 1 + len(NAMES)
