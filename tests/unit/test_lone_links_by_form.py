"""Which link of a page stands alone with its list and may lead to more of it, whatever its words."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
TITLES = ("Harbour crane goes back to work", "A second kiln is lit at last", "The board plans a dividend", "Nine villages train smiths")
ITEMS = "".join(f'<li><span>2026-03-0{at}</span> <a href="/news/item-{at}.html">{title}</a></li>' for at, title in enumerate(TITLES, 1))
CELLS = "".join(f'<tr><td>2026-03-0{at}</td><td><a href="/news/item-{at}.html">{title}</a></td></tr>' for at, title in enumerate(TITLES, 1))
LIST = f"<ul>{ITEMS}</ul>"
LONE = '<a href="/news/old/">Vanhat</a>'
PAGER = "<p><a href=?page=1>1</a> <a href=?page=2>2</a></p>"


def guessed(markup: str, path: str = "/news/") -> list[str]:
    page = f"<html><body><header><nav><a href=/>Home</a> <a href=/news/>News</a></nav></header><main><h1>News</h1>{markup}</main></body></html>"
    found = read_listing(Page(HOST + path, page.encode(), "text/html; charset=utf-8"), SITE)
    assert len(found.rows) == len(TITLES)
    return [part.url.removeprefix(HOST) for part in found.step.parts if part.guess]


@pytest.mark.parametrize(
    "markup",
    [
        f"{LIST}<p>{LONE}</p>",
        f"{LIST}{LONE}",
        f"<div>{LIST}<div class=more>{LONE}</div></div>",
        f"<ul>{ITEMS}<li class=more>{LONE}</li></ul>",
        f"<table>{CELLS}<tfoot><tr><td colspan=2>{LONE}</td></tr></tfoot></table>",
        f"<section><div><h2>Uutiset</h2>{LONE}</div>{LIST}</section>",
        f"<section><h2>Uutiset {LONE}</h2>{LIST}</section>",
        f"<section><h2>Uutiset</h2><p>{LONE}</p>{LIST}</section>",
        f"<div class=row><div>{LIST}</div><div><h3>Stare</h3><p>Wszystko od 2010: {LONE}</p></div></div>",
        f"{LIST}<hr><!-- what follows --><p>Etsitkö lisää?</p><p>{LONE}</p>",
        f"{LIST}<p>{LONE}</p><p><a href=/news/prizes>Palkinnot</a></p>",
        f"{LIST}{PAGER}<p>{LONE.replace('Vanhat', 'Vanhat 2010–2019')}</p>",
    ],
)
def test_where_it_stands(markup: str) -> None:
    assert guessed(markup) == ["/news/old/"]


@pytest.mark.parametrize(
    ("path", "href"),
    [("/news/", "/news/old.html"), ("/news/", "/news/?old=1"), ("/company/presse/", "/company/archiv/"), ("/news.html", "/archiv.html"), ("/news/index.html", "/news/a.html")],
)
def test_where_it_leads(path: str, href: str) -> None:
    assert guessed(f"{LIST}<p><a href='{href}'>Stare</a></p>", path) == [href]


@pytest.mark.parametrize(
    "href",
    ["/", "/news/", "#top", "/news/kuvat.pdf", "/news/rss/", "/news/feed", "/news/contact/", "/news/kontakt", "/news/events/", "/products/x/", "/shop/old/", "mailto:a@example.com", "https://social.example/x"],
)
def test_what_leads_elsewhere(href: str) -> None:
    assert guessed(f"{LIST}<p><a href='{href}'>Vanhat</a></p>") == []


@pytest.mark.parametrize(
    "markup",
    [
        f"{LIST}<p>{LONE} <a href=/news/kit/>Kuvat</a></p>",  # several together
        f"{LIST}<p>{LONE} <a href=https://social.example/x>Seuraa</a></p>",
        f"{LIST}<footer>{LONE}</footer>",
        f"{LIST}<div class=sidebar>{LONE}</div>",
        f"{LIST}<div style='display:none'>{LONE}</div>",
        f"<p>Uutiset</p><p>{LONE}</p><p>Tässä</p>{LIST}",  # no heading with it
        f"{LIST}<p>{'A text about the company that says much more than what goes with a list of releases. ' * 2}</p><p>{LONE}</p>",
        f"{LIST}{PAGER}<p>{LONE}</p>",  # a pager leads to all
        f"{LIST}<p>{LONE.replace('Vanhat', 'Zurück')}</p>",
        f"{LIST}<p>{LONE.replace('Vanhat', 'Contact us')}</p>",
        f"{LIST}<p><a href=/news/old/>{'A long text that names what it leads to and is no label of anything at all'}</a></p>",
        f"{LIST}<p><a href=/news/all/>View all news</a></p><p>{LONE}</p>",  # that one says so
    ],
)
def test_what_is_none(markup: str) -> None:
    assert guessed(markup) == []


def test_a_year_is_a_part_and_no_guess() -> None:
    assert guessed(f"{LIST}<p><a href=/news/2025/>2025</a></p>") == []
