"""Where the page's `title` names a section, whose words the text has too, the headline is the line that heads the text."""

import pytest

from crawler.extract import extract

TEXT = (
    "Les communiqués récents de la mairie annoncent que l’ouvrage du vieux bassin sera terminé avant les premières neiges.",
    "Il abritera soixante bateaux, et les pêcheurs y accéderont par un escalier taillé dans la pierre du pays.",
    "« Nous avons attendu trente ans », a dit le président du syndicat devant les familles réunies sur la jetée.",
)
BODY = "".join(f"<p>{each}</p>" for each in TEXT)
MENU = "<nav><a href='/presse/'>Communiqués</a> <a href='/contact'>Contact</a></nav>"
DAY = "<p>12 mars 2024</p>"
UNTOLD = "Bonne nouvelle pour Sund"  # hardly a word of it comes again in the text
TOLD = "Soixante bateaux au vieux bassin"


def title_of(title: str, above: str, heading: str, host: str = "www.le-journal.example") -> str | None:
    page = f"<html lang='fr'><title>{title}</title><body>{above}<div>{heading}{BODY}</div></body></html>"
    return extract(page, f"https://{host}/presse/12").title


def test_a_link_to_the_section_is_no_headline_beside_the_h1() -> None:
    linked = f"{MENU}<div><a href='/presse/'>Communiqués</a></div>{DAY}"
    assert title_of("Communiqués", linked, f"<h1>{UNTOLD}</h1>") == UNTOLD
    heading = f"{MENU}<h1><a href='/presse/'>Communiqués</a></h1>{DAY}"
    assert title_of("Communiqués", heading, f"<h1>{UNTOLD}</h1>") == UNTOLD


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("Communiqués récents | Le Journal", f"<h1><img src=h1.gif alt='Communiqués récents'></h1>{DAY}"),
        ("Communiqués · Le Journal S. Coop.", f"{MENU}{DAY}"),
    ],
)
def test_the_name_of_a_section_beside_the_owners(title: str, above: str) -> None:
    assert title_of(title, above, f"<h2>{TOLD}</h2>") == TOLD


@pytest.mark.parametrize("title", ["Communiqués récents | Le Journal", "Communiqués · Le Bassin S. Coop."])
def test_other_windows_are_believed(title: str) -> None:
    assert title_of(title, DAY, f"<h2>{TOLD}</h2>") == title.split(" | ")[0]


def test_a_short_label_of_the_host_is_no_owner() -> None:
    assert title_of("Communiqués · Portail", f"{MENU}{DAY}", f"<h2>{TOLD}</h2>", "www.port.example") == "Communiqués · Portail"


def test_a_section_with_the_sites_name_is_no_headline_beside_the_heading_below() -> None:
    above = f"{MENU}<h1>Communiqués Le Journal</h1>{DAY}"
    assert title_of("Le Journal | Communiqués", above, f"<h2>{UNTOLD}</h2>") == UNTOLD


SLOGAN = "<div>Le port de toutes les mers</div>"


@pytest.mark.parametrize(
    ("heading", "want"),
    [
        (f"<h1>{UNTOLD}</h1>", UNTOLD),
        (f"<h2>{UNTOLD}</h2>", "Le port de toutes les mers"),
    ],
)
def test_what_the_window_says_above_an_h1_in_other_words_is_the_sites(heading: str, want: str) -> None:
    assert title_of("Le port de toutes les mers", f"{SLOGAN}{MENU}{DAY}", heading) == want


def test_a_second_h1_below_the_headline_is_none() -> None:
    assert title_of(TOLD, "", f"<h1>{TOLD}</h1>{DAY}<h1>{UNTOLD}</h1>") == TOLD


def test_what_stated_claims_say_is_no_window() -> None:
    stated = "<meta property='og:title' content='Le port de toutes les mers'>"
    page = f"<html lang='fr'><title>Sund</title>{stated}<body>{SLOGAN}{DAY}<div><h1>{UNTOLD}</h1>{BODY}</div></body></html>"
    assert extract(page, "https://www.le-journal.example/presse/12").title == "Le port de toutes les mers"


def test_a_shorter_line_below_a_heading_is_a_place_or_a_label() -> None:
    menu = "<nav><a href='/plaisance/'>Port de plaisance</a></nav>"
    lines = f"<h1>Port de plaisance</h1><p><b>Sund et Brede</b></p>{DAY}"
    assert title_of("Port de plaisance", menu, lines) == "Port de plaisance"
