"""Days in JSON lists: under names that say nothing, with the groups that a list stands in; and texts in pieces."""

import json
from typing import Any

import pytest

from crawler.discover.sources.in_page import read_with_scripts
from crawler.discover.sources.read import read_source
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site

HOME = "https://mina.example"
SITE = Site.for_url(f"{HOME}/es/prensa/")
NAMES = ("Primera colada en Sestao", "Nueva planta de cok", "Acuerdo con la red", "Becas para torneros")
DAYS = ("2026-03-06", "2026-03-02", "2026-02-16", "2025-12-01")


def rows(value: object) -> tuple[Row, ...]:
    listing = read_source(f"{HOME}/api/news", json.dumps(value).encode(), "application/json", SITE)
    assert listing is not None
    assert [row.title for row in listing.rows] == list(NAMES[: len(listing.rows)])
    return listing.rows


def days(value: object) -> list[str | None]:
    return [row.date for row in rows(value)]


def entries(**values: Any) -> list[dict[str, Any]]:
    """Four releases with these values beside their titles and addresses."""
    return [
        {"title": name, "url": f"/n/{n}", **{key: each[n] for key, each in values.items()}} for n, name in enumerate(NAMES)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        {"when": ["06 MAR 2026", "02 MAR 2026", "16 FEB 2026", "01 DEC 2025"]},
        {"cuando": ["6 de marzo de 2026", "2 de marzo de 2026", "16 de febrero de 2026", "1 de diciembre de 2025"]},
        {"p": [1772755200, 1772409600, 1771200000, 1764547200]},
        {"updatedAt": ["2026-04-01"] * 4, "liveFrom": list(DAYS)},
        {"created": list(DAYS), "until": ["2026-12-31"] * 4},
    ],
)
def test_a_day_under_a_name_that_says_nothing(values: dict[str, Any]) -> None:
    assert days(entries(**values)) == list(DAYS)


@pytest.mark.parametrize(
    "numbers",
    [
        [1772755200, 1672409600, 1971200000, 1764547200],  # in no order
        [1772755203, 1772755202, 1772755201, 1772755200],  # of one day
        [183726456, 182726455, 181726454, 180726453],  # of the seventies
    ],
)
def test_numbers_that_are_no_seconds_are_no_days(numbers: list[int]) -> None:
    assert days(entries(nummer=numbers)) == [None] * 4


def test_a_day_in_an_address_is_none() -> None:
    assert days(entries(foto=[f"/fotos/{day}/horno" for day in DAYS])) == [None] * 4


def of_groups(*groups: tuple[int, ...], **values: Any) -> list[list[dict[str, Any]]]:
    every = entries(**values)
    return [[every[n] for n in group] for group in groups]


def test_names_of_years_months_and_days_around_lists() -> None:
    march, february, december = of_groups((0, 1), (2,), (3,), d=[6, 2, 16, 1])
    assert days({"2026": {"03": march, "02": february}, "2025": {"12": december}}) == list(DAYS)
    assert days({"2026": {"marzo": march, "febrero": february}, "2025": {"diciembre": december}}) == list(DAYS)
    assert days({"data": {"2026-03": march, "2026-02": february, "2025-12": december}, "total": 4}) == list(DAYS)
    one, two, three, four = of_groups((0,), (1,), (2,), (3,))
    assert days({"2026": {"3": {"6": one, "2": two}, "2": {"16": three}}, "2025": {"12": {"1": four}}}) == list(DAYS)
    assert days(dict(zip(DAYS, (one, two, three, four), strict=True))) == list(DAYS)


def test_labels_of_years_and_months_beside_lists() -> None:
    march, february, december = of_groups((0, 1), (2,), (3,), tag=["6", "2", "16", "1"])
    named = zip(("March 2026", "February 2026", "December 2025"), (march, february, december), strict=True)
    assert days({"groups": [{"label": name, "entries": each} for name, each in named]}) == list(DAYS)
    numbered = ((2026, 3, march), (2026, 2, february), (2025, 12, december))
    assert days([{"year": y, "month": m, "count": len(each), "items": each} for y, m, each in numbered]) == list(DAYS)


@pytest.mark.parametrize("said", ["6 MAR,2 MAR,16 FEB,1 DEC", "06.03.,02.03.,16.02.,01.12.", "06/03,02/03,16/02,01/12"])
def test_a_year_around_days_without_one(said: str) -> None:
    newer, older = of_groups((0, 1, 2), (3,), when=said.split(","))
    assert days({"2026": newer, "2025": older}) == list(DAYS)


def test_of_two_numbers_neither_is_the_day() -> None:
    march, rest = of_groups((0, 1), (2, 3), tag=[6, 2, 16, 1], rang=[1, 2, 3, 4])
    assert days({"2026": {"03": march, "02": rest}}) == [None] * 4


def test_an_object_s_other_lists_are_no_groups_of_its_day() -> None:
    others = [{"title": f"Otra nota de Sestao {n}", "url": f"/n/9{n}"} for n in range(9)]
    every = [{**each, "related": others} for each in entries(date=DAYS)]
    assert days({"items": every}) == list(DAYS)


@pytest.mark.parametrize(
    "piece",
    [
        lambda text: [{"type": "heading1", "text": text, "spans": []}],
        lambda text: [{"value": text}],
        lambda text: [text],
        lambda text: [{"_type": "block", "children": [{"text": text[:4]}, {"text": text[4:]}]}],
        lambda text: [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text}]}],
    ],
)
def test_a_text_in_pieces(piece: Any) -> None:
    every = [{"subject": ["acero", each["url"]], **each, "title": piece(each["title"])} for each in entries(date=DAYS)]
    assert days(every) == list(DAYS)
    nested = [{"url": each["url"], "data": {"titre": each["title"], "date": each["date"]}} for each in every]
    assert days(nested) == list(DAYS)


@pytest.mark.parametrize(
    ("names", "found"),
    [(("titre", "url", "date"), 4), (("title", "sti", "date"), 4), (("title", "url", "om"), 0), (("titre", "sti", "date"), 0)],
)
def test_in_a_page_the_name_of_title_or_address_may_say_nothing(names: tuple[str, str, str], found: int) -> None:
    listed = [dict(zip(names, each.values(), strict=True)) for each in entries(date=DAYS)]
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"liste": listed}})}</script>'
    page = Page(SITE.start[0], f"<html><body><main><h1>Prensa</h1></main>{script}</body></html>")
    assert len(read_with_scripts(page, SITE).rows) == found


@pytest.mark.parametrize("number", [1, 4])
def test_objects_of_one_day_in_a_page_s_data_tell_no_names(number: int) -> None:
    kept = [{"valeur": each["title"], "url": each["url"], "time": each["time"]} for each in entries(time=DAYS[:1] * 4)]
    script = f'<script type="application/json">{json.dumps({"bourse": kept[:number]})}</script>'
    assert read_with_scripts(Page(SITE.start[0], f"<html><body>{script}</body></html>"), SITE).rows == ()


def test_a_writer_is_no_title() -> None:
    people = ["Ana Ruiz Soto", "Luis Vega Mir", "Eva Sanz Gil", "Jon Aldai Paz"]
    every = [
        {"author": person, "kop": each["title"], "url": each["url"], "date": each["date"]}
        for person, each in zip(people, entries(date=DAYS), strict=True)
    ]
    assert days(every) == list(DAYS)
