"""What a site prints on all of its pages is furniture or a part of the release, also without a heading; the rest is untouched."""

import pytest

from bench.standing_boxes import Release, make_site, releases
from crawler.extract import Template, extract, learn
from crawler.items import Extraction

_ABOUT = "Norden Lacke makes paints for ships and bridges. It has nine hundred workers on the coast, and was founded in 1921."
_NOTICE = "This text is no offer of securities. Nobody is bound to correct what was said here when other things come to pass."
_NEWS = (
    "The shipyard in the north ordered forty tons of paint from Norden Lacke on Monday, and will have them before the winter.",
    "A new hall at the river was opened by Norden Lacke in the presence of the mayor, who praised how fast it had been built.",
    "In the third quarter sales of Norden Lacke rose by a fifth, as two bridges over the sound were painted early.",
    "Two apprentices of Norden Lacke won the prize of the chamber of crafts for a coat that keeps mussels from growing on hulls.",
)
_YEARLY = "The general meeting takes place in the old town hall in May, as it does each year since the company went public."


def page(number: int, tail: str, more: str = "", above: str = "") -> tuple[str, str]:
    news = f"<p>{_NEWS[number]}</p><p>{more or _NEWS[number][::-1]}</p><p>{_NEWS[number].upper()}</p>"
    return f"<body><h1>Story {number}</h1><div class=t>{above}{news}{tail}</div></body>", f"http://example.com/{number}.html"


def read(pages: list[tuple[str, str]], at: int = 0) -> Extraction:
    """A page with the template of the others."""
    return extract(*pages[at], template=learn(pages[:at] + pages[at + 1 :]))


@pytest.mark.parametrize(
    "wrap",
    [
        "<p>{}</p><p>{}</p>", "<div><p>{}</p></div><div class=x><p>{}</p></div>", "{}<br><br>{}",
        "<h3>Norden Lacke</h3><p>{}</p><p>{}</p>",
    ],
)  # fmt: skip
def test_what_all_pages_end_with_is_no_text_and_the_company_is_a_part(wrap: str) -> None:
    pages = [page(number, wrap.format(_ABOUT, _NOTICE)) for number in range(4)]
    found = read(pages)
    assert _NEWS[0] in found.text
    assert "founded in" not in found.text
    assert "no offer" not in found.text
    assert [part.kind for part in found.release_parts] == ["about"]
    assert _ABOUT in found.release_parts[0].text


def test_names_above_an_address_are_contacts_and_a_changing_list_is_nothing() -> None:
    def tail(number: int) -> str:
        links = "".join(f"<li><a href=/{each}>Another story, {each}</a></li>" for each in range(number, number + 4))
        return f"<p>Ada Berg</p><p>+47 22 33 44 55</p><p>ada@norden.example</p><h4>Flere saker</h4><ul>{links}</ul>"

    found = read([page(number, tail(number)) for number in range(4)])
    assert [(part.kind, part.text.split()[0]) for part in found.release_parts] == [("contacts", "Ada")]
    assert "Another" not in found.text
    assert "Ada" not in found.text


def test_what_repeats_in_the_news_of_some_pages_stays() -> None:
    pages = [page(number, f"<p>{_ABOUT}</p>", _YEARLY if number % 2 else "", "<h3>Oslo</h3>") for number in range(4)]
    assert _YEARLY in read(pages, 1).text


def test_heads_of_tables_and_headings_of_news_stay() -> None:
    def table(number: int) -> str:
        rows = "".join(f"<tr><td>Harbour {each}</td><td>{7 * each + number}</td></tr>" for each in range(3))
        return f"<h3>Figures</h3><table><tr><td>Where the paint goes</td><td>Tons a year</td></tr>{rows}</table><p>{_ABOUT}</p>"

    found = read([page(number, table(number)) for number in range(4)])
    assert "Where the paint goes | Tons a year" in found.text
    assert _ABOUT not in found.text


def test_a_lead_that_other_pages_show_as_a_teaser_stays() -> None:
    lead = "The order is the largest that Norden Lacke ever had from one yard, and keeps both of its works busy into the spring."
    teaser = f"<ul class=more><li><a href=/0.html>Story 0</a><p>{lead}</p></li></ul>"
    pages = [page(number, "" if number == 0 else teaser, above=f"<p>{lead}</p>" if number == 0 else "") for number in range(4)]
    assert lead in read(pages).text
    assert lead in extract(*pages[0], template=learn(pages)).text
    plea = [page(number, "", above=f"<p>{lead}</p>") for number in range(4)]
    assert lead not in read(plea).text


def test_a_plea_among_the_paragraphs_of_all_pages_is_no_text() -> None:
    plea = "<div class=k><h4>Vil du vite mer?</h4><p>Skriv deg opp, så kommer nyhetene til deg hver mandag morgen.</p></div>"
    pages = [page(number, f"<p>{_NEWS[number].lower()}</p>") for number in range(4)]
    pages = [(html.replace("</p><p>", f"</p>{plea}<p>", 1), url) for html, url in pages]
    assert "Skriv deg opp" not in read(pages).text


@pytest.mark.parametrize("button", ["", " <a href=/own>Become one</a>"])
@pytest.mark.parametrize(("of", "stays"), [(6, False), (5, False), (4, True)])
def test_a_paragraph_among_those_of_most_pages_is_no_text_whatever_its_element(of: int, stays: bool, button: str) -> None:
    plea = "Norden Lacke belongs to those who work there. Readers who want to become owners too write to us until Friday."
    words = ("ferries", "bridges", "cranes", "trains", "masts", "locks", "piers", "barges")
    news = [[f"Paint for {word} and {other} was {said} at the works on Monday, and nobody had expected so much of it this year."
             for other, said in (("boats", "mixed"), ("tanks", "tested"), ("buoys", "sold"))] for word in words]  # fmt: skip
    pages = []
    for number, (first, second, third) in enumerate(news):
        amid = f"<p>{plea}{button}</p>" if number < of else ""
        told = f"<p>{first}</p><p>{second}</p>{amid}<p>{third}</p>"
        pages.append((f"<body><h1>Story {number}</h1><div class=t>{told}</div></body>", f"http://example.com/{number}.html"))
    assert (plea in extract(*pages[0], template=learn(pages)).text) is stays


def test_a_paragraph_behind_the_news_of_three_pages_ends_it_whatever_has_it_as_all_its_text() -> None:
    call = "Obituaries are printed for nothing, and whoever wants one writes to the office at the market until Friday noon."
    other = [(html.replace("Norden", f"Works {word}"), url) for word in ("one", "two", "three") for html, url in [page(3, "")]]
    pages = [*(page(number, f"<p>{_NEWS[number].lower()}</p><p>{call}</p>") for number in range(3)), *other]
    alone = (f"<body><h1>Obituaries</h1><div class=t><p>{call}</p></div></body>", "http://example.com/office.html")
    assert call not in extract(*pages[0], template=learn([*pages, alone])).text
    assert call in extract(*pages[0], template=learn([pages[0], pages[1], *other, alone])).text


def test_the_sentence_of_a_short_release_is_its_text() -> None:
    pages = [page(number, f"<p>{_ABOUT}</p><p>{_ABOUT[::-1]}</p>") for number in range(1, 4)]
    news = "<p>Norden Lacke has a new chairman.</p>"
    short = f"<body><h1>Story 9</h1><div class=t>{news}<p>{_ABOUT}</p><p>{_ABOUT[::-1]}</p></div></body>"
    assert extract(short, "http://example.com/9.html", template=learn(pages)).text == "Norden Lacke has a new chairman."


def test_a_template_of_an_older_version_takes_away_lines_at_the_end() -> None:
    pages = [page(number, f"<p>{_ABOUT}</p>") for number in range(3)]
    old = Template.from_json(learn(pages[1:]).to_json().partition(',"seen"')[0] + "}")
    assert extract(*pages[0], template=old).text == read(pages).text
    assert _ABOUT not in read(pages).text


@pytest.mark.parametrize("seed", [9, 10])
def test_sites_of_the_bench_are_read_as_well_by_another_template(seed: int) -> None:
    """One page more or less to learn from changes nothing of what is read."""
    made: list[Release] = list(releases(make_site(seed)))[:6]
    pages = [(each.html, each.url) for each in made]
    texts = [extract(*pages[0], template=learn(pages[1:last])).text for last in (len(pages), -1)]
    assert texts == [made[0].text] * 2


def test_a_standing_text_with_other_capital_letters_is_the_same() -> None:
    other = _ABOUT.replace("ships and bridges", "Ships and Bridges")
    pages = [page(number, f"<p>{_ABOUT if number % 2 else other}</p>") for number in range(4)]
    assert all("founded" not in read(pages, at).text for at in range(4))


def test_a_short_last_sentence_behind_a_promotion_is_the_pages_own() -> None:
    app = "<p><strong><a href=#app>Get the Norden Lacke app and never miss what is new in paint.</a></strong></p>"
    lasts = ("They sail in May.", "The mayor will be back.", "Sales will rise again.", "Both stay with us.")
    pages = [page(number, f"{app}<p>{lasts[number]}</p><p>{_NOTICE}</p>") for number in range(4)]
    assert [lasts[at] in read(pages, at).text for at in range(4)] == [True] * 4
    assert all("no offer" not in read(pages, at).text for at in range(4))


def test_what_opens_with_the_name_of_the_site_is_about_the_company_also_where_the_news_has_it_not() -> None:
    about = "Sundby Havn drives two ferries and a yard on the coast. It has ninety people, and was founded in 1921 by pilots."
    pages = [page(number, f"<p>{about}</p>") for number in range(4)]
    head = "<meta property=og:site_name content='Sundby Havn'><body>"
    named = [(html.replace("<body>", f"<title>Story | Sundby Havn</title>{head}"), url) for html, url in pages]
    assert [(part.kind, part.text) for part in read(named).release_parts] == [("about", about)]


def test_the_heading_of_own_notes_stays_and_the_standing_ones_go() -> None:
    own = (
        "The hulls were built in Gdynia.", "The hall has 900 square metres.", "Figures are unaudited.", "The prize is yearly.",
    )  # fmt: skip
    told = (f"The mayor said that story {at} was the best news of the year for all who live on the coast." for at in range(4))
    pages = []
    for at, (note, said) in enumerate(zip(own, told, strict=True)):
        notes = f"<ol><li>{note}</li><li>{_ABOUT}</li><li>Pictures may be used free of charge.</li></ol>"
        pages.append(page(at, f"<p>{said}</p><p>ENDS</p><p><b>Notes to editors</b></p>{notes}", _NEWS[at - 1]))
    assert read(pages).text.endswith(f"Notes to editors\n\n{own[0]}")
