"""Lists of releases in what a page calls its menu, its foot or a hidden part; and what stands in these and is none."""

import json

import pytest

from crawler.discover.links import page_links
from crawler.discover.repeats import RowReader
from crawler.discover.sources.in_page import read_with_scripts
from crawler.page.page import Page
from crawler.site import Site

URL = "http://www.example.com/nyheder/"
SITE = Site.for_url(URL)
NAMES = ("Ny ovn i Odense er tændt", "Havnen får en større kran", "Årsregnskab er godkendt", "Tre lærlinge er begyndt")
SHORT = ("Nyt navn", "Ny direktør", "Kvartal 3", "Julefri")
MENU = '<a href="/om">Om os og vores historie</a><a href="/varer">Vores varer og priser</a><a href="/job">Ledige stillinger</a>'
HIDDEN = 'style="visibility:hidden"'


def listed(names: tuple[str, ...] = NAMES, kind: str = "ny", attribute: str = "") -> str:
    row = f'<li {attribute}><a href="/nyheder/{{0}}-{kind}">{{1}}</a> <em>{{0}}. marts 2026</em></li>'
    return "".join(row.format(n, name) for n, name in enumerate(names, 1))


def titles(body: str) -> list[str | None]:
    found = read_with_scripts(Page(URL, f'<html lang="da"><body>{body}</body></html>'), SITE).rows
    assert all(row.date for row in found)
    return [row.title for row in found]


ROWS, OTHERS = listed(), listed(tuple(f"Igen: {name}" for name in NAMES), "igen")


@pytest.mark.parametrize(
    "body",
    [
        f"<div><header><h1>Nyheder</h1></header><nav class=news-menu><ul>{ROWS}</ul></nav></div>",
        f"<div><ol><li><a href='/'>Forside</a></li></ol><h1>Nyheder</h1></div><section><nav><ul>{ROWS}</ul></nav></section>",
        f"<div>{MENU}</div><footer id=footer><h1>Nyheder</h1><ul>{ROWS}</ul></footer>",
        f"<div>{MENU}</div><div role=contentinfo><header><h1>Nyheder</h1></header><ul>{ROWS}</ul></div>",
    ],
)
def test_what_holds_the_rows_and_goes_with_the_headline_is_the_list(body: str) -> None:
    assert titles(body) == list(NAMES)


@pytest.mark.parametrize("tag", ["nav", "footer"])
def test_rows_with_short_headlines_tell_of_their_list_too(tag: str) -> None:
    assert titles(f"<header>{MENU}</header><h1>Nyheder</h1><{tag}><ul>{listed(SHORT)}</ul></{tag}>") == list(SHORT)


@pytest.mark.parametrize(
    "above",
    [
        f"<header><h1>Ovnværket</h1>{MENU}</header><nav><ul>{ROWS}</ul></nav>",  # a menu with teasers, behind another
        f"<nav><h1><a href='/'>Ovnværket</a></h1><ul>{ROWS}</ul></nav>",
        f"<header><h1><a href='/'>Ovnværket</a></h1></header><nav><ul>{ROWS}</ul></nav>",
    ],
)
def test_teasers_in_the_menu_of_the_site_are_no_list(above: str) -> None:
    undated = "".join(f'<p><a href="/nyheder/arkiv/{n}">{name} igen</a></p>' for n, name in enumerate(NAMES))
    found = read_with_scripts(Page(URL, f"<html><body>{above}<main><h2>Nyheder</h2>{undated}</main></body></html>"), SITE).rows
    assert [row.title for row in found] == [f"{name} igen" for name in NAMES]


def test_a_day_above_a_menu_makes_no_rows_of_it() -> None:
    menu = '<p>18. marts 2026 <a href="/om">Om os</a> <a href="/varer">Varer</a> <a href="/job">Job</a></p>'
    page = Page(URL, f"<html><body><nav>{menu}</nav><ul>{listed(SHORT)}</ul></body></html>")
    assert [link.title for link in RowReader().telling(page_links(page, SITE)[0])] == list(SHORT)


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='fade is-hidden' {HIDDEN}><ul>{ROWS}</ul></div>",
        f"<div hidden><section style='display:none'><ul>{ROWS}</ul></section></div>",
        f"<ul>{listed(attribute=HIDDEN)}</ul>",
        f"<ul>{listed(SHORT, attribute='hidden')}</ul>",
    ],
)
def test_a_list_that_waits_for_a_script_is_read_where_none_is_shown(body: str) -> None:
    names = list(SHORT if SHORT[0] in body else NAMES)
    assert titles(f"<header>{MENU}</header><main><h1>Nyheder</h1>{body}</main>") == names


def test_what_a_page_keeps_for_its_script_goes_before_what_it_hides() -> None:
    kept = json.dumps([{"title": name, "url": f"/nyheder/{n}-ny", "date": f"2026-03-0{n}"} for n, name in enumerate(NAMES, 1)])
    script = f'<script type="application/json">{{"liste": {kept}}}</script>'
    assert titles(f"<main><div hidden><ul>{OTHERS}</ul></div></main>{script}") == list(NAMES)


def test_what_a_declared_site_hides_is_hidden() -> None:
    page = Page(URL, f"<html><body><main><h1>Nyheder</h1><ul hidden>{ROWS}</ul></main></body></html>")
    declared = Site("ovn", "Ovnværket", "da", "ovn", (URL,), ("www.example.com",))
    assert read_with_scripts(page, declared).rows == ()
    assert len(read_with_scripts(page, SITE).rows) == len(NAMES)


def test_one_hidden_teaser_is_no_list() -> None:
    page = Page(URL, f"<html><body><main><h1>Nyheder</h1><ul hidden>{listed(NAMES[:2])}</ul></main></body></html>")
    assert read_with_scripts(page, SITE).rows == ()


def test_only_what_holds_dated_rows_waits_for_a_script() -> None:
    other = "".join(f'<li><a href="/nyheder/{n}-hjaelp">{name} i et arkiv</a></li>' for n, name in enumerate(NAMES))
    body = f"<div hidden><ul>{ROWS}</ul></div><div hidden><ul>{other}</ul></div>"
    assert titles(f"<main><h1>Nyheder</h1>{body}</main>") == list(NAMES)


def test_what_is_shown_tells_where_the_rows_are() -> None:
    overlay = f"<div hidden><p>{OTHERS}{OTHERS.replace('igen', 'atter')}</p></div>"
    assert titles(f"<h1>Nyheder</h1><nav><ul>{ROWS}</ul></nav>{overlay}") == list(NAMES)


def test_more_of_the_form_of_what_is_shown_is_read_too() -> None:
    tabs = f"<div class=pane><ul>{ROWS}</ul></div><div class=pane style='display:none'><ul>{OTHERS}</ul></div>"
    assert len(titles(f"<main><h1>Nyheder</h1>{tabs}</main>")) == 2 * len(NAMES)
    assert len(titles(f"<main><h1>Nyheder</h1><ul>{ROWS}{listed(NAMES, 'x', HIDDEN)}</ul></main>")) == 2 * len(NAMES)


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div {HIDDEN}><h2>Søg</h2><ul>{OTHERS}</ul></div>",  # of another form
        f"<main {HIDDEN}><ul><li><a href='/nyheder/0'>En side uden dag og uden vej derhen</a></li></ul></main>",
    ],
)
def test_what_is_hidden_beside_a_list_that_is_shown_is_no_row(hidden: str) -> None:
    assert titles(f"<main><ul>{ROWS}</ul></main>{hidden}") == list(NAMES)
    undated = "".join(f'<p><a href="/nyheder/arkiv/{n}">{name} her til lands</a></p>' for n, name in enumerate(NAMES))
    found = read_with_scripts(Page(URL, f"<html><body><main>{undated}</main>{hidden}</body></html>"), SITE).rows
    assert [row.title for row in found] == [f"{name} her til lands" for name in NAMES]


def test_what_is_hidden_beside_a_row_says_nothing_of_it() -> None:
    row = '<p><a href="/nyheder/{0}">{1} igen og igen</a></p><p hidden>{0}. maj 2020</p>'
    rows = "".join(row.format(n, name) for n, name in enumerate(NAMES, 1))
    found = read_with_scripts(Page(URL, f"<html><body><main>{rows}</main></body></html>"), SITE).rows
    assert [row.date for row in found] == [None] * len(NAMES)
