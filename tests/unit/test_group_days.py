"""Days above groups of rows, whole and in parts, and days before the text of a row."""

import pytest

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.dates.row_date import manner

URL = "http://www.example.com/news/"
SITE = Site.for_url(URL)
TITLES = (
    "Kiln lit at Ordway after a long repair", "New quay for the Lisse yard", "Board of Ordway Clay chosen", "Half year of Ordway",
)  # fmt: skip


def link(number: int, before: str = "") -> str:
    return f'<div class="r">{before}<a href="/news/{number}-ordway">{TITLES[number]}</a></div>'


def days(body: str, language: str = "en") -> list[str | None]:
    found = read_listing(Page(URL, f'<html lang="{language}"><body><main><h1>News</h1>{body}</main></body></html>'), SITE).rows
    assert [row.title for row in found] == list(TITLES)
    return [row.date for row in found]


@pytest.mark.parametrize(
    "body",
    [
        # whole days, above one list or in it, in boxes of their own or in table rows
        "<h2>4 May 2026</h2><ul>{0}{1}</ul><h2>2 May 2026</h2><ul>{2}{3}</ul>",
        "<div><p><b>4. Mai 2026</b></p>{0}{1}<p><b>2. Mai 2026</b></p>{2}{3}</div>",
        "<section><h3>2026-05-04</h3><div>{0}{1}</div></section><section><h3>2026-05-02</h3><div>{2}{3}</div></section>",
        # the month and the year above, the day below
        "<h2>May 2026</h2><h4>4 May</h4>{0}{1}<h4>2 May</h4>{2}{3}",
        "<h2>2026年</h2><h3>5月4日</h3>{0}{1}<h3>5月2日</h3>{2}{3}",
    ],
)
def test_the_day_above_a_group_is_that_of_its_rows(body: str) -> None:
    rows = body.format(*(link(number) for number in range(4)))
    assert days(rows) == ["2026-05-04", "2026-05-04", "2026-05-02", "2026-05-02"]


@pytest.mark.parametrize(
    ("above", "parts", "language"),
    [
        (("Mai 2026", "Dezember 2025"), ("<i>4.</i>", "<i>2.</i>", "<i>30.</i>", "<i>9.</i>"), "de"),
        (("2026/05", "2025/12"), ("<i>04</i>", "<i>02</i>", "<i>30</i>", "<i>09</i>"), "ja"),
        (("2026", "2025"), ("<i>4 mai</i>", "<i>2 mai</i>", "<i>30 décembre</i>", "<i>9 décembre</i>"), "fr"),
    ],
)
def test_what_rows_leave_out_stands_above_them(above: tuple[str, str], parts: tuple[str, ...], language: str) -> None:
    rows = [link(number, part) for number, part in enumerate(parts)]
    body = f"<h3>{above[0]}</h3>{rows[0]}{rows[1]}<h3>{above[1]}</h3>{rows[2]}{rows[3]}"
    assert days(body, language) == ["2026-05-04", "2026-05-02", "2025-12-30", "2025-12-09"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>4 May 2026</p><ul>{0}{1}{2}{3}</ul>",  # today's
        "<ul>{0}{1}</ul><h2>4 May 2026</h2><ul>{2}{3}</ul>",  # the first rows have none
        "<h2>May 2026</h2>{0}{1}<h2>April 2026</h2>{2}{3}",  # no day in them
        "<h2>Results</h2>{0}{1}<h2>2026</h2>{2}{3}",
    ],
)
def test_a_day_that_parts_no_groups_is_no_row_s(body: str) -> None:
    assert set(days(body.format(*(link(number) for number in range(4))))) == {None}


def test_days_right_behind_their_rows_stay_theirs() -> None:
    body = "".join(f"{link(number)}<p>{9 - number} May 2026</p>" for number in range(4))
    assert days(f"<div>{body}</div>") == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4. Mai 2026 – Das Werk in Lisse hat den zweiten Ofen angefahren und stellt vierzig Leute ein.", "line"),
        ("[2026-05-04] The yard has taken the second kiln into use.", "line"),
        ("04/05/2026 | " + "El astillero ha recibido dos pedidos de barcos nuevos para el año que viene. " * 5, "line"),
        ("4 May 2026 is the day on which the yard will take the second kiln into use at last.", "none"),
        ("The yard has taken the second kiln into use on 4 May 2026 – a year late.", "none"),
    ],
)
def test_a_day_before_an_excerpt_is_apart_from_it(text: str, expected: str) -> None:
    assert manner(text) == expected


def test_the_day_before_each_excerpt_is_the_row_s() -> None:
    said = "Das Werk hat am 1. Februar 2020 begonnen, und nun stellt es noch vierzig Leute ein."
    rows = [
        f'<article><h2><a href="/news/{n}">{title}</a></h2><p>{9 - n}. Mai 2026 – {said}</p></article>'
        for n, title in enumerate(TITLES)
    ]
    assert days("".join(rows), "de") == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def two_groups(first: str, second: str) -> str:
    """Two rows below each of two headings; each row says the number of its day."""
    rows = [link(number, f"<i>{day}</i>") for number, day in enumerate((17, 5, 19, 2))]
    return f"<div>{first}<div>{rows[0]}{rows[1]}</div>{second}<div>{rows[2]}{rows[3]}</div></div>"


@pytest.mark.parametrize(
    "opener",
    [
        "<button type=button aria-expanded=true>{}</button>",
        "<h3><a href='#'>{}</a></h3>",
        "<div class=head><h4><button>{}</button></h4></div>",
        "<p><a href='javascript:void(0)' role=button>{}</a></p>",
    ],
)
def test_what_opens_and_closes_a_group_names_it(opener: str) -> None:
    months = (opener.format(month) for month in ("March 2026", "February 2026"))
    assert days(two_groups(*months)) == ["2026-03-17", "2026-03-05", "2026-02-19", "2026-02-02"]


@pytest.mark.parametrize(
    "control",
    [
        "<a href='/news/?y={0}&m={1}'>{2}</a>",
        "<button>{2}</button> <a href='/rss'>Feed</a>",
        "<select><option>{2}</option></select>",
    ],
)
def test_what_leads_on_or_stands_beside_others_names_no_group(control: str) -> None:
    april, march = control.format(2026, 4, "April 2026"), control.format(2026, 3, "March 2026")
    assert set(days(two_groups(april, march))) == {None}


@pytest.mark.parametrize(
    "lines",
    [
        ("14. nov.:", "21. aug.:", "3. dec.:", "11. juni:"),
        ("14. november –", "21. august –", "3. december –", "11. juni –"),
        ("(14/11)", "(21/8)", "(3/12)", "(11/6)"),
        ("14.11. |", "21.8. |", "3.12. |", "11.6. |"),
        ("11/14", "08/21", "12/03", "06/11"),
    ],
)
def test_a_mark_parts_the_day_of_a_line_from_its_headline(lines: tuple[str, ...]) -> None:
    rows = [f"{line} <a href='/news/{number}-ordway'>{TITLES[number]}</a><br>" for number, line in enumerate(lines)]
    body = f"<p><b>2025</b></p><p>{rows[0]}{rows[1]}</p><p><b>2024</b></p><p>{rows[2]}{rows[3]}</p>"
    assert days(body, "da") == ["2025-11-14", "2025-08-21", "2024-12-03", "2024-06-11"]


@pytest.mark.parametrize(("language", "first"), [("it", "2025-04-03"), ("zh", "2025-03-04"), ("en", "2025-03-04")])
def test_numbers_below_a_year_are_read_in_the_order_of_the_page(language: str, first: str) -> None:
    rows = [link(number, f"<i>{day}</i>") for number, day in enumerate(("3/4", "2/4", "8/9", "7/9"))]
    assert days(f"<h3>2025</h3>{rows[0]}{rows[1]}<h3>2024</h3>{rows[2]}{rows[3]}", language)[0] == first


def test_the_few_rows_of_another_paragraph_are_the_lists_too() -> None:
    """Groups of lines below a year each: two rows are no list by themselves."""
    newest = "<br>".join(f"14. nov.: <a href='/presse/2025/{n}'>Vestkyst bygger fabrik nummer {n} i Ribe</a>" for n in range(3))
    older = "<br>".join(f"3. dec.: <a href='/presse/2024/{n}'>Vestkyst køber virksomhed nummer {n}</a>" for n in range(2))
    page = f"<html lang=da><div><p><b>2025</b></p><p>{newest}</p><p><b>2024</b></p><p>{older}</p></div></html>"
    found = read_listing(Page("https://vest.example/presse/", page), Site.for_url("https://vest.example/presse/"))
    assert [row.url.removeprefix("https://vest.example") for row in found.rows] == [
        *(f"/presse/2025/{n}" for n in range(3)), *(f"/presse/2024/{n}" for n in range(2)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Mayo de 2026</h2><h3>4 de mayo</h3>{0}{1}<h3>2 de mayo</h3>{2}{3}",
        "<h2>2026</h2><h3>4 de mayo</h3><p>{0}</p><p>{1}</p><h3>2 de mayo</h3>{2}{3}",
    ],
)
def test_a_day_in_words_that_no_year_follows_is_completed_by_one(body: str) -> None:
    rows = body.format(*(link(number) for number in range(4)))
    assert days(rows, "es") == ["2026-05-04", "2026-05-04", "2026-05-02", "2026-05-02"]


def test_rows_may_say_a_day_in_words_below_a_year() -> None:
    rows = [link(number, f"<i>{day}</i>") for number, day in enumerate(("4 de maio", "2 de maio", "9 de julho", "1 de julho"))]
    body = f"<h2>2026</h2>{rows[0]}{rows[1]}<h2>2025</h2>{rows[2]}{rows[3]}"
    assert days(body, "pt") == ["2026-05-04", "2026-05-02", "2025-07-09", "2025-07-01"]


@pytest.mark.parametrize("years", [("令和8年", "令和7年"), ("令和8年5月", "令和7年5月"), ("民國115年", "民國114年")])
def test_the_year_above_a_group_may_be_that_of_an_era(years: tuple[str, str]) -> None:
    rows = [link(number, f"<span>{day}</span>") for number, day in enumerate(("5月4日", "5月2日", "5月9日", "5月1日"))]
    body = f"<h2>{years[0]}</h2>{rows[0]}{rows[1]}<h2>{years[1]}</h2>{rows[2]}{rows[3]}"
    assert days(body, "ja") == ["2026-05-04", "2026-05-02", "2025-05-09", "2025-05-01"]


ROWS = "".join(link(number, f"<i>{day}</i>") for number, day in enumerate(("14.5.", "2.4.", "20.1.", "9.1.")))
OPTIONS = "<option{}>2026</option><option{}>2025</option><option>2024</option>"


def test_rows_without_a_year_are_of_the_one_that_is_chosen() -> None:
    assert days(f"<select>{OPTIONS.format(' selected', '')}</select>{ROWS}", "sk")[::3] == ["2026-05-14", "2026-01-09"]
    assert days(f"<select><option>All{OPTIONS.format('', ' selected')}</select>{ROWS}", "sk")[::3] == ["2025-05-14", "2025-01-09"]


@pytest.mark.parametrize(
    "above",
    [
        f"<select>{OPTIONS.format('', '')}</select>",  # none is chosen
        f"<select>{OPTIONS.format(' selected', '')}</select><select>{OPTIONS.format('', ' selected')}</select>",
        f"<select><option>Lisse</option><option>Ordway</option>{OPTIONS.format(' selected', '')}</select>",
    ],
)
def test_no_year_is_chosen_without_doubt(above: str) -> None:
    assert set(days(above + ROWS, "sk")) == {None}


BOXES = "<div>{0}<p>First</p></div><div>{1}<p>Second</p></div><div>{2}<p>Third</p></div><div>{3}<p>Fourth</p></div>"
LINES = "<p>{0}</p><p>{1}</p><p>{2}</p><p>{3}</p>"


@pytest.mark.parametrize("rows", [BOXES, LINES, "<ul><li>{0}</li><li>{1}</li><li>{2}</li><li>{3}</li></ul>"])
@pytest.mark.parametrize(
    "heading",
    ["<h2>4 May 2026</h2>", "<h3><time>4 May 2026</time></h3>", "<p><b>4 May 2026</b></p>", "<h2>Monday, 4 May 2026</h2>"],
)
def test_one_heading_with_a_day_is_that_of_all_rows_below_it(heading: str, rows: str) -> None:
    links = [link(number) for number in range(4)]
    assert days((heading + rows).format(*links)) == ["2026-05-04"] * 4


def test_a_day_that_begins_what_holds_the_rows_is_their_heading() -> None:
    links = [link(number) for number in range(4)]
    assert days(f"<section><p>4 May 2026</p>{BOXES}</section>".format(*links)) == ["2026-05-04"] * 4


@pytest.mark.guarantee(19)
@pytest.mark.parametrize("rows", [BOXES, LINES, "<ul><li>{0}</li><li>{1}</li><li>{2}</li><li>{3}</li></ul>"])
@pytest.mark.parametrize(
    "above",
    [
        "<p>4 May 2026</p>",
        "<div class=date>4 May 2026</div>",
        "<h2>Last updated 4 May 2026</h2>",
        "<p><strong>Last updated:</strong> 4 May 2026</p>",
        "<h2>4 May 2026</h2><h1>Releases</h1>",
        "<nav><h2>4 May 2026</h2></nav>",
        "<h2>4 May 2026</h2><p>All our releases, the newest first</p>",
    ],
)
def test_the_day_of_a_page_dates_no_row(above: str, rows: str) -> None:
    links = [link(number) for number in range(4)]
    assert days((above + rows).format(*links)) == [None] * 4


@pytest.mark.guarantee(19)
@pytest.mark.parametrize("above", ["<header><h2>9 May 2026</h2></header>", "<div>9 May 2026</div><h1>Releases</h1>"])
def test_the_day_of_the_masthead_dates_no_group_without_a_heading(above: str) -> None:
    body = f"{above}<div>{link(0)}{link(1)}<h2>4 May 2026</h2>{link(2)}{link(3)}</div>"
    html = f'<html lang="en"><body>{body}</body></html>'
    assert {row.date for row in read_listing(Page(URL, html), SITE).rows} == {None}


@pytest.mark.parametrize(
    "first",
    ["<tr><td rowspan=2>{day}<td>{row}</tr><tr><td>{next}</tr>", "<tr><td>{day}<td>{row}</tr><tr><td><td>{next}</tr>"],
)
def test_a_cell_with_a_day_holds_for_the_rows_that_it_spans(first: str) -> None:
    groups = [("4 May 2026", link(0), link(1)), ("2 May 2026", link(2), link(3))]
    body = "".join(first.format(day=day, row=row, next=following) for day, row, following in groups)
    assert days(f"<table>{body}</table>") == ["2026-05-04", "2026-05-04", "2026-05-02", "2026-05-02"]


def test_a_cell_that_says_something_else_is_no_day() -> None:
    cells = ("4 May 2026", "not yet known", "2 May 2026", "1 May 2026")
    body = "".join(f"<tr><td>{cell}<td>{link(number)}</tr>" for number, cell in enumerate(cells))
    assert days(f"<table>{body}</table>") == ["2026-05-04", None, "2026-05-02", "2026-05-01"]
