"""Lists in JSON whose names are in other words, lie deeper, or stand in several lists of one document; feeds of topics."""

import json

from crawler.discover.listing import Listing
from crawler.discover.sources.in_page import read_with_scripts
from crawler.discover.sources.read import read_source
from crawler.discover.sources.shapes import releases_among
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site

HOME = "https://mina.example"
WANTED = [("/n/1", "Primera colada", "2024-03-05"), ("/n/2", "Nueva planta", "2024-02-01")]


def read(value: object) -> Listing:
    listing = read_source(f"{HOME}/api/news", json.dumps(value).encode(), "application/json", Site.for_url(f"{HOME}/es/prensa/"))
    assert listing is not None
    return listing


def said(listing: Listing) -> list[tuple[str, str | None, str | None]]:
    return [(row.url.removeprefix(HOME), row.title, row.date) for row in listing.rows]


def test_names_in_other_words_are_told_by_what_stands_under_them() -> None:
    rows = [
        {"nummer": 9, "kop": "Primera colada", "sti": "/n/1", "billede": "/media/1.png", "lagt_op": 1709625600000, "set": 1200},
        {"nummer": 8, "kop": "Nueva planta", "sti": "/n/2", "billede": "/media/2.png", "lagt_op": 1706781600000, "set": 1201},
    ]
    assert said(read({"indhold": {"poster": rows}})) == WANTED
    without_days = [{name: value for name, value in row.items() if name != "lagt_op"} for row in rows]
    assert read({"indhold": {"poster": without_days}}).problem == "not_a_listing"


def test_an_address_two_levels_below() -> None:
    rows = [
        {"attributes": {"headline": {"rendered": title}, "permalink": {"alias": url, "langcode": "es"}, "displayDate": day}}
        for url, title, day in WANTED
    ]
    assert said(read(rows)) == WANTED


def test_lists_of_one_document_have_one_order_of_day_and_month() -> None:
    days = ("03/03/2026", "09/02/2026", "12/01/2026")
    groups = [{"mes": "x", "notas": [{"title": f"Colada {n}", "url": f"/n/{n}", "date": day}]} for n, day in enumerate(days)]
    assert [day for _, _, day in said(read({"grupos": groups}))] == ["2026-03-03", "2026-02-09", "2026-01-12"]


def test_names_that_are_known_go_before_the_form_of_others() -> None:
    rows = [{"title": title, "created": "2026-03-20", "release_date": day, "sti": url} for url, title, day in WANTED]
    assert said(read(rows)) == WANTED
    later = [{"title": title, "updatedAt": "2026-03-20", "liveFrom": day, "sti": url} for url, title, day in WANTED]
    assert said(read(later)) == WANTED


def test_a_feed_of_topics_is_news_where_it_has_nothing_else() -> None:
    topics = [Row(f"{HOME}/jp/topics/{n}.html", None, None, None, by="feed") for n in (1182, 1175)]
    assert releases_among(topics, f"{HOME}/jp/index.xml", mixed=False) == topics
    news = Row(f"{HOME}/jp/news/3.html", None, None, None, by="feed")
    assert releases_among([*topics, news], f"{HOME}/jp/index.xml", mixed=False) == [news]


def dated(folder: str, number: int) -> list[dict[str, str]]:
    numbers = range(1, number + 1)
    return [{"title": f"Horno {n} de la acería", "url": f"/{folder}/{n}", "publishedAt": f"2026-03-0{n}"} for n in numbers]


def in_page(*values: object) -> list[str]:
    scripts = "".join(f'<script type="application/json">{json.dumps(value)}</script>' for value in values)
    page = Page(f"{HOME}/prensa", f"<html><body><main><h1>Prensa</h1></main>{scripts}</body></html>")
    return [url for url, _, _ in said(read_with_scripts(page, Site.for_url(page.url)))]


def test_of_the_lists_of_a_page_that_below_its_address_is_its_own() -> None:
    assert in_page({"modelos": dated("hornos", 6), "notas": dated("prensa", 3)}) == ["/prensa/1", "/prensa/2", "/prensa/3"]
    assert len(in_page({"modelos": dated("hornos", 6), "notas": dated("notas", 3)})) == 6 + 3  # neither lies there


def test_the_lists_of_several_scripts_are_told_apart_so_too() -> None:
    assert in_page({"modelos": dated("hornos", 6)}, {"notas": dated("prensa", 4)}) == [f"/prensa/{n}" for n in range(1, 5)]
