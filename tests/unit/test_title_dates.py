"""Days at one end of the headlines of a list."""

import pytest

from crawler.discover.title_dates import dates_in_titles

DAYS = ["2026-03-18", "2026-02-27", "2025-12-05"]
NAMES = ["Ofen in Lisse angefahren", "40 Lehrlinge beginnen", "Bilanz 2025 liegt vor"]


@pytest.mark.parametrize(
    ("form", "days"),
    [
        ("{day}{title}", ("18.03.2026", "27.02.2026", "05.12.2025")),
        ("{day}: {title}", ("18/03/2026", "27/02/2026", "05/12/2025")),
        ("[{day}] {title}", ("2026-03-18", "2026-02-27", "2025-12-05")),
        ("{day}{title}", ("18. März 2026", "27. Februar 2026", "5. Dezember 2025")),
        ("{day} – {title}", ("March 18, 2026", "February 27, 2026", "December 5, 2025")),
        ("{day} | {title}", ("Wednesday, 18 March 2026", "Friday, 27 February 2026", "Friday, 5 December 2025")),
        ("{title}{day}", ("18.03.2026", "27.02.2026", "05.12.2025")),
        ("{title} - {day}", ("18.03.2026", "27.02.2026", "05.12.2025")),
        ("{title} ({day})", ("2026.03.18", "2026.02.27", "2025.12.05")),
        ("{title} ({day})", ("18 March 2026", "27 February 2026", "5 December 2025")),
        ("{title} | {day}", ("18 March 2026", "27 February 2026", "5 December 2025")),
    ],
)
def test_a_day_at_the_same_end_of_each_headline_is_the_row_s(form: str, days: tuple[str, ...]) -> None:
    if form == "{day}{title}":
        names = [NAMES[0], "Lehrlinge beginnen", NAMES[2]]  # a number would go on with the year
    elif form == "{title}{day}":
        names = [*NAMES[:2], "Bilanz liegt vor"]
    else:
        names = NAMES
    found = dates_in_titles([form.format(title=name, day=day) for name, day in zip(names, days, strict=True)], "de", "")
    assert found is not None
    assert [(title, day) for title, day, _ in found] == list(zip(names, DAYS, strict=True))


@pytest.mark.parametrize(
    "titles",
    [
        ["Interim report at 31 March 2026", "Interim report at 30 June 2025", "Interim report at 31 March 2025"],
        ["March 2026 sees a new kiln", "May 2026 brings a quay", "June 2025 was a warm month"],
        ["18 March 2026 – Kiln lit in Lisse", "New quay for the yard of Lisse", "Board of Ordway Clay chosen"],
        ["Kiln lit in Lisse | 18 March", "New quay for Lisse | 27 February", "Board of Ordway | 5 December"],
        ["18.03.20261 ovens in Lisse", "27.02.20264 quays in Lisse", "05.12.20252 boards in Lisse"],
    ],
)
def test_what_a_headline_tells_of_is_no_day_of_its_row(titles: list[str]) -> None:
    assert dates_in_titles(titles, "en", "") is None


def test_the_order_of_numbers_is_that_of_the_page() -> None:
    titles = [f"{day} Forno di Lisse acceso" for day in ("03/04/2026", "03/05/2026", "02/04/2026")]
    assert [day for _, day, _ in dates_in_titles(titles, "it", "") or ()] == ["2026-04-03", "2026-05-03", "2026-04-02"]
