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


def test_a_first_paragraph_that_begins_with_a_day_in_an_article_that_is_called_as_details_are_is_kept() -> None:
    lines = f"Am 3. Juni 2024 ging es los. {LINES[0]}<br><br>" + "<br><br>".join(LINES[1:])
    assert text(f"<div class='news-detail'>{lines}</div>")[0].endswith(LINES[0])


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


@pytest.mark.parametrize(("made", "behind"), [
    (" class=text", "<div class=text><a href='/a'>Alle Meldungen</a></div><div class=text><p>{}</p></div>"),
    (" class=text", "<div class=other><p>{}</p></div>"),
    ("", "<div><p>{}</p></div>"),
])  # fmt: skip
def test_what_stands_behind_other_things_or_is_made_otherwise_is_no_more_of_a_text(made: str, behind: str) -> None:
    most = "".join(f"<p>{line}</p>" for line in LINES)
    last = "Unser Kai ist an allen Werktagen offen."
    assert last not in text(f"<div><div{made}>{most}</div>{behind.format(last)}<div><a href='/x'>Hafen</a></div></div>")


@pytest.mark.parametrize(("behind", "day"), [
    ("<div><h3>Termine</h3><p>12. Oktober 2024 Tag der offenen Tür am Kai</p></div>", None),
    ("<div><h3>Termine</h3><p>Tag der offenen Tür am Kai, 12. Oktober 2024</p></div>", None),
    ("<div><h3>Nächster Termin</h3><p>12. Oktober 2024, Altes Kontor</p></div>", None),
    ("<div><h3>Hafen aktuell</h3><p>12. Oktober 2024</p></div>", "2024-10-12"),
    ("<p>Stand: 12. Oktober 2024</p>", "2024-10-12"),
])  # fmt: skip
def test_the_day_of_an_event_behind_a_text_dates_nothing(behind: str, day: str | None) -> None:
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<html lang=de><title>{TITLE}</title><body><div><h1>{TITLE}</h1>{lines}</div>{behind}</body></html>"
    assert extract(page, "https://www.nordkai.example/presse/kran").published == day


def test_a_day_before_a_sentence_in_an_element_of_its_own_is_no_part_of_the_text_and_dates_it() -> None:
    first = f'<div class="intro"><span class="d">3. Juni 2024</span> <span class="t">{LINES[0]}</span></div>'
    page = f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1>{first}<div><p>{LINES[1]}</p><p>{LINES[2]}</p></div></div></body>"
    found = extract(page, URL)
    assert (found.text.split("\n\n"), found.published) == (list(LINES), "2024-06-03")


def test_a_day_that_a_line_begins_with_stays_in_it_whatever_its_next_words_are_made_as() -> None:
    first = f"<p><b>3. Juni 2024</b> <i>am Kai:</i> {LINES[0]}</p>"
    assert text(f"<div>{first}<p>{LINES[1]}</p><p>{LINES[2]}</p></div>")[0] == f"3. Juni 2024 am Kai: {LINES[0]}"


def test_a_page_whose_headline_stands_in_no_element_is_read() -> None:
    assert text("".join(f"<br>{line}" for line in LINES))[-1] == LINES[-1]
    assert extract(f"<title>{TITLE}</title>{TITLE}<br><br>" + "<br>".join(LINES), URL).text


@pytest.mark.parametrize(("link", "stays"), [("<a href=/f/kran.zip>Herunterladen</a>", False), ("<a href=/kran>Mehr</a>", True)])
def test_the_name_and_the_size_of_a_file_amid_a_text_are_none_of_it(link: str, stays: bool) -> None:
    said = "<dl><dt>Dateiname</dt><dd>kran.zip</dd><dt>Umfang</dt><dd>4 MB</dd></dl>"
    told = f"<p>{LINES[0]}</p><div><h3>Bilder vom Kran</h3>{said}{link}</div><p>{LINES[1]}</p><p>{LINES[2]}</p>"
    assert ("kran.zip" in "".join(text(f"<div>{told}</div>"))) is stays
