"""What is more than paragraphs is read whole: tables and what is laid out as one, terms, kept lines, quotations, pictures."""

import pytest

from crawler.extract import extract
from crawler.items import Extraction

_PARAGRAPHS = (
    "The ferry company of Sund opened its second line on Friday, a year before the bridge is closed for the repair of its piers.",
    "Each boat takes ninety cars, and the crossing lasts eleven minutes in calm weather, less than the drive over the bridge.",
    "“Nobody asked for a third boat until the winter came,” said Ines Falk, who runs the line with forty others.",
)


def read(between: str) -> Extraction:
    first, *rest = (f"<p>{each}</p>" for each in _PARAGRAPHS)
    body = f"<main><article><h1>A second line over the sound</h1>{first}{between}{''.join(rest)}</article></main>"
    html = f"<title>A second line over the sound</title><body><nav><a href=/>Home</a></nav>{body}<footer>Imprint</footer>"
    return extract(html, "https://sund.example/news/second-line")


def between(found: Extraction) -> str:
    """What stands between the paragraphs, which are all there."""
    first, second, third = _PARAGRAPHS
    assert found.text.startswith(first)
    assert found.text.endswith(f"{second}\n\n{third}")
    return found.text[len(first) : -len(second) - len(third) - 2].strip("\n")


TABLE = "Boat | Cars\nAda | 90\nEvi | 64"


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=rows><div class=r><div>Boat</div><div>Cars</div></div><div class=r><div>Ada</div><div>90</div></div>"
        "<div class=r><div>Evi</div><div>64</div></div></div>",
        "<div role=table><div role=row><span role=columnheader>Boat</span><span role=columnheader>Cars</span></div>"
        "<div role=row><span role=cell>Ada</span><span role=cell>90</span></div>"
        "<div role=row><span role=cell>Evi</span><span role=cell>64</span></div></div>",
        "<section><section><span style='display:block'>Boat</span><span style='display:block'>Cars</span></section>"
        "<section><span style='display:block'>Ada</span><span style='display:block'>90</span></section>"
        "<section><span style='display:block'>Evi</span><span style='display:block'>64</span></section></section>",
        "<table><tr><td><p>Boat</p></td><td><p>Cars</p></td></tr>"
        "<tr><td>Ada</td><td>90</td></tr><tr><td>Evi</td><td>64</td></tr></table>",
    ],
)
def test_a_table_is_one_whatever_it_is_made_of(markup: str) -> None:
    found = read(markup)
    assert between(found) == TABLE
    assert found.html.count("<tr>") == 3


def test_an_empty_cell_of_a_grid_keeps_its_column() -> None:
    rows = "".join(f"<div><div>{name}</div><div>{cars}</div><div>{crew}</div></div>" for name, cars, crew in (
        ("Boat", "Cars", "Crew"), ("Ada", "", "9"), ("Evi", "64", "7"),
    ))  # fmt: skip
    assert between(read(f"<div>{rows}</div>")) == "Boat | Cars | Crew\nAda |  | 9\nEvi | 64 | 7"


def test_a_table_of_documents_is_read_and_one_of_links_without_headings_is_not() -> None:
    rows = "<tr><td><a href=/t.{0}>Times of the boats</a></td><td>{1}</td></tr>"
    rows += "<tr><td><a href=/f.{0}>Fares in summer</a></td><td>{1}</td></tr>"
    found = read(f"<table><tr><th>Plan</th><th>Size</th></tr>{rows.format('pdf', '2 MB')}</table>")
    assert between(found) == "Plan | Size\nTimes of the boats | 2 MB\nFares in summer | 2 MB"
    assert [each.url[-5:] for each in found.attachments] == ["t.pdf", "f.pdf"]
    assert "Times of the boats" not in read(f"<table>{rows.format('html', 'May')}</table>").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<dl><div><dt>Length</dt><dd>61 m</dd></div><div><dt>Built</dt><dd>in Sund</dd><dd>in 2024</dd></div></dl>",
         "Length\n\n61 m\n\nBuilt\n\nin Sund\n\nin 2024"),
        ("<dl><dt>North</dt><dt>South</dt><dd>every hour</dd><dt>Night</dt><dd>none</dd></dl>",
         "North\n\nSouth\n\nevery hour\n\nNight\n\nnone"),
    ],
)  # fmt: skip
def test_terms_go_with_what_they_mean(markup: str, text: str) -> None:
    assert between(read(markup)) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<q>the tide decides</q>", "“the tide decides”"),
        ("<q>they call it <q>the slow boat</q> here</q>", "“they call it ‘the slow boat’ here”"),
        ("<q>“the tide decides”</q>", "“the tide decides”"),
    ],
)
def test_a_quotation_has_one_pair_of_marks(said: str, text: str) -> None:
    paragraph = "<p>And then she said {} on the quay, while the first cars were let on.</p>"
    assert f"she said {text} on the quay" in read(paragraph.format(said)).text


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ("<picture><source data-srcset='/a-400.jpg 400w, /a-1600.jpg 1600w'><img alt=Boat></picture>", "a-1600.jpg"),
        ("<img src='data:image/gif;base64,R0' srcset='/b-1.jpg 1x, /b-2.jpg 2x'>", "b-2.jpg"),
        ("<span class=lazy></span><noscript><img src=/c.jpg></noscript>", "c.jpg"),
        ("<img src='data:image/gif;base64,R0'><noscript><img src=/d.jpg></noscript>", "d.jpg"),
    ],
)
def test_a_picture_that_a_script_shows_has_address_and_caption(inside: str, name: str) -> None:
    found = read(f"<figure>{inside}<figcaption>The boat at the quay</figcaption></figure>")
    assert [(each.url.rpartition("/")[2], each.caption) for each in found.images] == [(name, "The boat at the quay")]
    assert between(found) == ""


def _told_in_pictures(captions: tuple[str, ...], text: str) -> str:
    figures = (f"<figure><img src=/{n}.jpg><figcaption>{each}</figcaption></figure>" for n, each in enumerate(captions))
    page = f"<title>A second line</title><body><article><h1>A second line</h1><p>{text}</p>{''.join(figures)}</article>"
    return extract(page, "https://sund.example/news/second-line").text


def test_a_story_told_in_its_pictures_captions_keeps_them() -> None:
    lead = "The ferry company of Sund opened its second line on Friday."
    assert _told_in_pictures(_PARAGRAPHS, lead).split("\n\n") == [lead, *_PARAGRAPHS]
    assert _told_in_pictures(_PARAGRAPHS[:2], lead) == lead  # two pictures are no story
    long = " ".join(_PARAGRAPHS)
    assert _told_in_pictures(_PARAGRAPHS, f"{long} {lead}") == f"{long} {lead}"  # which say as much


def test_a_page_laid_out_as_a_list_of_terms_keeps_its_paragraphs() -> None:
    news = (
        "The ferry to the outer islands runs all night from the first of May, said the harbour office on Monday in Tarn.",
        "Two boats were built for it in the yard on the sound, and the third is to follow before the winter comes.",
        "Tickets cost as much as by day.", "The office expects nine thousand passengers in the first month of the year.",
    )  # fmt: skip
    body = "".join(f"<p>{each}</p>" for each in news)
    links = "".join(f"<li><a href=/{n}>{each}</a></li>" for n, each in enumerate(("Yard", "New crane", "Fares", "Quay", "Boats")))
    turn = "<p>Last: <a href=/8>Ferry in the dock</a></p><p>Next: <a href=/9>Quay mended</a></p>"
    head = "<dt>Ferry runs all night</dt><dd>Harbour office&nbsp; 2024-04-30</dd><dd>Size: A B <a href=#>Print</a></dd>"
    page = f"<dl>{head}<dd><div>{body}</div></dd><dd><div><b>More</b><ul>{links}</ul></div><div>{turn}</div></dd></dl>"
    found = extract(f"<title>Ferry runs all night</title><body>{page}</body>", "http://ferry.example/news/7")
    assert found.text == "\n\n".join(news)


@pytest.mark.parametrize("day", ["<p>Mielec, 3 marca 2026</p>", "<p><b>3 marca 2026 r.</b></p>", "<p>March 3, 2026, 10:15</p>"])
def test_a_first_line_of_nothing_but_the_day_is_none_of_the_text(day: str) -> None:
    told = (
        "Zakład w Mielcu uruchomił nową linię, która wytwarza łożyska do turbin wiatrowych i zatrudnia czterdzieści osób.",
        "Pierwsze dostawy trafią w maju do odbiorców w Danii i Norwegii, poinformowała prezes spółki Anna Wilk.",
        "Na dziale nowych maszyn pracuje już dwunastu monterów, a szkolenie kolejnych potrwa do lata, mówi kierownik.",
    )
    body = "".join(f"<p>{each}</p>" for each in told)
    page = f"<html lang=pl><title>Nowa linia w Mielcu</title><h1>Nowa linia w Mielcu</h1><article>{day}{body}</article>"
    assert extract(page, "https://borowik.example/n/1").text == "\n\n".join(told)
