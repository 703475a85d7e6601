"""Which lines an edit has touched: neither links and labels nor what only one of two readings took."""

import pytest

from crawler.items import JsonObject
from crawler.page.mark import TwoLooks, page_mark
from crawler.page.page import Page
from crawler.text.difference import difference

FIRST = "The quarry will close at the end of October, the owner said."
SECOND = "Its forty workers have been offered places at the lime kiln."


def line(*paragraphs: str, links: tuple[str, ...] = (), **more: str) -> JsonObject:
    found = {"title": "Quarry closes in autumn", "text": "\n\n".join(paragraphs), "published": "2026-04-02", "layout": "generic"}
    return {**found, "html": "", "links": [{"url": "https://a.example/", "text": each} for each in links], **more}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (("2 April 2026 | Views 17",), ("2 April 2026 | Views 9",)),
        (("2026年4月2日　阅读：1,203　打印",), ("2026年4月2日　阅读：88　打印",)),
        (("Просмотров: 99",), ("Просмотров: 1 204",)),
        (("조회수 7",), ("조회수 12",)),
    ],
)
def test_labels_with_the_day_and_counts_that_grow_are_no_news(was: tuple[str, ...], now: tuple[str, ...]) -> None:
    for before, after in ((line(*was, FIRST, SECOND), line(*now, FIRST, SECOND)), (line(FIRST, *was), line(FIRST, *now))):
        assert difference(before, after).event == "unchanged"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Loss of the year: 17.5%", "Loss of the year: 18.5%"), ("Workers: 40", "Workers: 38"), ("Price: $ 12", "Price: $ 13"),
        ("The owner paid 12 million.", "The owner paid 13 million."), ("Kiln | 12", "Kiln | 13"), ("2 May 2026", "3 May 2026"),
        ("Lohn: 5 €", "Lohn: 6 €"), ("Dywidenda: 1,20 zł", "Dywidenda: 1,50 zł"), ("配当：1.20円", "配当：1.50円"),
    ],
)  # fmt: skip
def test_figures_are_news(was: str, now: str) -> None:
    assert difference(line(was, FIRST, SECOND), line(now, FIRST, SECOND)).event == "changed"


@pytest.mark.parametrize(("was", "now"), [("Borowik wypłaci 120 zł", "Borowik wypłaci 150 zł"), ("Kiln 7", "Kiln 8")])
def test_a_headline_has_no_count_of_readers(was: str, now: str) -> None:
    found = difference(line(FIRST, SECOND, title=was), line(FIRST, SECOND, title=now))
    assert (found.event, found.fields) == ("changed", ("title",))


@pytest.mark.parametrize(
    ("was", "wasl", "now", "nowl"),
    [
        (("Read on", "Lime prices fall"), ("Lime prices fall",), ("Read on", "New kiln opens"), ("New kiln opens",)),
        (("前へ：石灰の価格",), ("石灰の価格",), ("前へ：新しい窯の公開について",), ("新しい窯の公開について",)),
        (("Mehr dazu", "Kalkpreis fällt", "Neuer Ofen"), ("Kalkpreis fällt", "Neuer Ofen"), (), ()),
        (("Lire aussi", "Le four neuf"), ("Le four neuf",), ("Lire aussi", "Prix de la chaux"), ("Prix de la chaux",)),
    ],
)  # fmt: skip
def test_links_and_what_announces_them_are_no_news(
    was: tuple[str, ...], wasl: tuple[str, ...], now: tuple[str, ...], nowl: tuple[str, ...]
) -> None:
    assert difference(line(FIRST, SECOND, *was, links=wasl), line(FIRST, SECOND, *now, links=nowl)).event == "unchanged"
    assert difference(line(FIRST, *was, SECOND, links=wasl), line(FIRST, *now, SECOND, links=nowl)).event == "unchanged"
    assert difference(line(FIRST, *was, "More", links=wasl), line(FIRST, *now, links=nowl)).event == "unchanged"
    assert difference(line(FIRST, *was, links=wasl), line(SECOND, *now, links=nowl)).event == "changed"


def page(*paragraphs: str) -> Page:
    return Page("https://a.example/1", "<html><body>" + "".join(f"<p>{each}</p>" for each in paragraphs) + "</body></html>")


def looks(before: Page, now: Page) -> TwoLooks:
    return TwoLooks(page_mark(before, b"x"), now)


def test_what_both_pages_show_was_not_edited_whichever_reading_took_it() -> None:
    both = page(FIRST, SECOND)
    assert difference(line(FIRST), line(FIRST, SECOND), looks(both, both)).event == "unchanged"
    assert difference(line(FIRST, SECOND), line(FIRST), looks(both, both)).event == "unchanged"
    assert difference(line(f"{FIRST} {SECOND}"), line(SECOND), looks(both, both)).event == "unchanged"
    assert difference(line(FIRST), line(FIRST, SECOND), looks(page(FIRST), both)).event == "changed"
    assert difference(line(FIRST, SECOND), line(FIRST), looks(both, page(FIRST))).event == "changed"
    assert difference(line(FIRST), line(FIRST, SECOND), TwoLooks(None, both)).event == "changed"
    assert difference(line(FIRST, SECOND), line(SECOND, FIRST), looks(both, both)).event == "changed"


def test_a_title_was_edited_unless_both_pages_show_both() -> None:
    named = page("Quarry closes in autumn", "The end of the quarry", FIRST)
    other = line(FIRST, title="The end of the quarry")
    assert difference(line(FIRST), other, looks(named, named)).event == "unchanged"
    assert difference(line(FIRST), other, looks(page("Quarry closes in autumn", FIRST), named)).event == "changed"
