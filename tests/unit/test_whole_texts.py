"""First and last paragraphs are kept where the markup around them looks like that of something else."""

import pytest

from crawler.extract import extract

URL = "https://www.nordkai.example/presse/2024/kran.html"
TITLE = "Neuer Kran am Nordkai"
LINES = (
    "Der neue Kran am Nordkai hebt seit Montag Lasten von bis zu achtzig Tonnen aus den Schiffen.",
    "Er ersetzt zwei Anlagen, die seit vierzig Jahren am Kai standen und zuletzt oft repariert wurden.",
    "Für die Schulung der acht Führer wurde im Winter ein Simulator in der alten Werkhalle aufgebaut.",
)


def text(body: str) -> list[str]:
    page = f"<html lang=de><title>{TITLE}</title><body><main><h1>{TITLE}</h1>{body}</main></body></html>"
    return extract(page, URL).text.split("\n\n")


@pytest.mark.parametrize("called", ["news-detail", "date-info-content", "article meta"])
def test_the_first_paragraph_of_an_article_that_is_called_as_details_are_is_kept(called: str) -> None:
    image = '<img src="/img/kran.jpg" width=600 height=400>'
    lines = f'<span class="news-date">03.06.2024</span>{image}\n' + "<br><br>".join(LINES)
    assert text(f"<div class='{called}'>{lines}</div>") == list(LINES)


def test_a_line_of_details_with_its_day_is_none_of_the_text() -> None:
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    assert text(f"<div><p class='news-detail'>Am 3. Juni 2024, Nordkai, Presse</p>{lines}</div>") == list(LINES)


def component(inside: str, made: str = "text") -> str:
    return f'<div class="{made}"><div class="cmp-{made}">{inside}</div></div>'


def test_a_text_goes_on_in_a_component_that_is_made_as_that_of_most_of_it() -> None:
    most = component("".join(f"<p>{line}</p>" for line in LINES))
    last = "Das erste Schiff legt im Juli an."
    contact = component("<h3>Kontakt</h3><p>Jana Roth<br>+49 30 5550142</p>", "contact")
    assert text(f"<div>{most}{component(f'<p>{last}</p>')}{contact}</div>") == [*LINES, last]


@pytest.mark.parametrize(("behind", "day"), [
    ("<div><h3>Termine</h3><p>12. Oktober 2024 Tag der offenen Tür am Kai</p></div>", None),
    ("<div><h3>Termine</h3><p>Tag der offenen Tür am Kai, 12. Oktober 2024</p></div>", None),
    ("<p>Stand: 12. Oktober 2024</p>", "2024-10-12"),
])  # fmt: skip
def test_the_day_of_an_event_behind_a_text_dates_nothing(behind: str, day: str | None) -> None:
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<html lang=de><title>{TITLE}</title><body><div><h1>{TITLE}</h1>{lines}</div>{behind}</body></html>"
    assert extract(page, "https://www.nordkai.example/presse/kran").published == day
