"""Rows that have a document named as their page is, beside links to what many rows share."""

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site

URL = "http://www.example.com/aktuelt/"
SITE = Site.for_url(URL)
TITLES = ("Ny kran på kajen", "Værftet får to ordrer fra Norge", "Ovn nummer tre er tændt")
SHARED = '<a href="/aktuelt/emne/vaerft">Værft</a>, <a href="/aktuelt/emne/presse">Presse</a> <a href="/folk/bo-lund">Bo Lund</a>'


def rows(form: str) -> list[tuple[str, str | None, str | None]]:
    body = "".join(form.format(n=n, title=title, shared=SHARED) for n, title in enumerate(TITLES, 1))
    page = f"<html lang=da><body><main><h1>Aktuelt</h1><div>{body}</div></main></body></html>"
    found = read_listing(Page(URL, page), SITE, forms=True).rows
    return [(row.url.removeprefix(URL), row.title, row.date) for row in found]


WANTED = [(f"{n}-nyt", title, f"2026-03-0{n}") for n, title in enumerate(TITLES, 1)]


def test_a_document_named_as_the_page_of_its_row_is_its_copy() -> None:
    form = (
        '<div class="art"><div><h3><a href="/aktuelt/{n}-nyt">{title}</a></h3></div><div><p>Værftet meddeler.</p>'
        '<a title="{title}" href="/aktuelt/{n}-nyt">Mere</a></div><div><p><time datetime="2026-03-0{n}">0{n}.03.2026</time> '
        '{shared} <a href="/filer/pm_{n}.pdf">{title} (PDF, 0,2 MB)</a></p></div></div>'
    )
    assert rows(form) == WANTED


def test_a_copy_may_stand_first_and_be_named_in_capitals() -> None:
    form = (
        '<section><p><a href="/filer/{n}.docx">{title} - Word, til pressen, med alle billeder</a></p><p>0{n}.03.2026 {shared}</p>'
        '<h2><a href="/aktuelt/{n}-nyt">{title}</a></h2></section>'
    )
    assert rows(form) == WANTED
