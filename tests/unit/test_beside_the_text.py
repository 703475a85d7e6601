"""What pages print beside a text: keywords, pictures behind and below headlines, their captions, standfirsts, files, notes."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract import Template, extract, learn
from crawler.items import Extraction
from tests.unit.lifeboat import BODY, TITLE, TOLD, URL, page

CATEGORY = " rel='category tag'"
TAGS = "<a href=/t/1{0}>#marine</a>, <a href=/t/2{0}>canots</a>"


def read(main: str, head: str = "", *, above: str = "<p>5 mars 2024</p>") -> Extraction:
    return extract(f"<html lang=fr><title>{TITLE} | Sund</title>{head}<body><div><a href=/>Sund</a></div><main><h1>{TITLE}</h1>{above}{main}</main></body>", URL)


@pytest.mark.parametrize("tags", [f"<p>Mots : {TAGS.format(' rel=tag')}</p>", f"<div class=post-tags>{TAGS.format('')}</div>", "<section class='box tags'><h2>Mots</h2><ul><li><a href=/t/1>marine</a></li><li><a href=/t/2>canots</a></li></ul></section>"])
def test_keywords_are_links_behind_the_text_that_are_marked_or_called_so(tags: str) -> None:
    assert read(BODY + tags).keywords == ["marine", "canots"]
    assert read(BODY + tags, "<meta name=keywords content='port, Sund'>").keywords == ["port", "Sund"]


@pytest.mark.parametrize("links", [f"<p>Lire : {TAGS.format('')}</p>", f"<p>{TAGS.format(CATEGORY)}</p>", f"<div class=tags>{TAGS.format('') * 20}</div>"])
def test_other_links_are_none(links: str) -> None:
    assert read(BODY + links).keywords == []


def test_a_picture_that_a_style_sets_behind_the_headline_leads() -> None:
    hero = f"<section style=\"background-image:url('/media/canot.jpg')\"><h1>{TITLE}</h1></section>"
    found = extract(f"<html lang=fr><title>{TITLE}</title><body>{hero}<p>5 mars 2024</p><div>{BODY}</div></body>", URL)
    assert [each.url for each in found.images] == ["https://www.sund.example/media/canot.jpg"]


def test_a_line_alone_between_picture_and_text_is_its_caption() -> None:
    lead = "<div class=sc-1><img src=/media/canot.jpg width=900></div><div class=sc-2>Le canot devant la cale, le jour de son retour</div>"
    assert [each.caption for each in read(f"{lead}<div class=rich>{BODY}</div>").images] == ["Le canot devant la cale, le jour de son retour"]


@pytest.mark.parametrize("line", ["Par Rozenn Le Bihan et Yann Kerdal", "Publié le mardi 5 mars 2024 à midi", "Sommaire de la page"])
def test_details_of_the_page_are_no_caption(line: str) -> None:
    lead = f"<div class=sc-1><img src=/media/canot.jpg width=900></div><div class=sc-2>{line}</div>"
    assert [each.caption for each in read(f"{lead}<div class=rich>{BODY}</div>").images] == [None]


@pytest.mark.parametrize("said", ["title", "data-caption"])
def test_a_gallery_says_its_captions_in_its_links(said: str) -> None:
    gallery = "".join(f"<li><a href=/f/{at}.jpg {said}='Le canot vu du quai, image {at}'><img src=/s/{at}.jpg width=180></a></li>" for at in (1, 2))
    assert [each.caption for each in read(f"<div>{BODY}<ul>{gallery}</ul></div>").images] == ["Le canot vu du quai, image 1", "Le canot vu du quai, image 2"]


def test_portraits_in_by_lines_do_not_lead() -> None:
    by = "<div class='byline column'><figure><img src=/byline-1.jpg width=300></figure><a rel=author href=/av/1>Rozenn Le Bihan</a></div>"
    assert read(f"<div>{BODY}</div>", above=f"{by}<p>5 mars 2024</p>").images == []


@pytest.mark.parametrize("details", ["", "<div>5 mars 2024</div><div>Lectures : 1 245</div>"])
def test_a_line_below_the_headline_and_outside_the_texts_element_is_the_standfirst(details: str) -> None:
    lead = "Douze familles ont tenu la promesse faite au patron du canot en 1993."
    described = f"<meta name=description content='{lead}'>"
    found = read(f"<p class=lede>{lead}</p><article>{BODY}</article>", described, above=details)
    assert found.subtitle == lead


@pytest.mark.parametrize("link", ["/download.php?id=1207", "/get/1207"])
def test_what_stands_behind_a_link_says_of_what_kind_its_file_is(link: str) -> None:
    found = read(f"{BODY}<ul><li><a href={link}>Arrêté n° 18</a> <span>(PDF, 310 Ko)</span></li></ul>").attachments
    assert [(each.type, each.title) for each in found] == [("pdf", "Arrêté n° 18 (PDF, 310 Ko)")]


def test_a_page_about_a_file_is_none() -> None:
    assert read(f"{BODY}<p><a href=/rapport.php?id=7>Rapport</a> (PDF)</p>").attachments == []


NOTES = "<div class=fn><p>1. Enquête de la station, tableau 12.</p><p>2. Merci à Yann Kerdal pour ses carnets de bord.</p></div>"


def test_lines_behind_the_text_with_numbers_that_it_has_raised_are_its_notes() -> None:
    text = BODY.replace("personnes.", "personnes.<sup>1</sup>", 1).replace("ville.", "ville.<sup>2</sup>", 1)
    assert read(f"<div>{text}{NOTES}</div>").text.endswith("2. Merci à Yann Kerdal pour ses carnets de bord.")
    assert "carnets" not in read(f"<div>{BODY}{NOTES}</div>").text


def test_a_pull_quote_is_not_said_twice() -> None:
    quote = TOLD[1][:70].rpartition(" ")[0]
    first, second, third = (f"<p>{each}</p>" for each in TOLD)
    assert read(f"<div>{first}<div class=pull><span>« {quote} »</span></div>{second}{third}</div>").text.split("\n\n") == list(TOLD)


@pytest.mark.parametrize("said", ["<b class=v>47 tonnes</b><span>pêchées en un seul jour</span>", "<strong>1994</strong><span>dernière année de pêche</span>"])
def test_a_figure_in_bold_and_its_words_are_apart(said: str) -> None:
    first, second, third = (f"<p>{each}</p>" for each in TOLD)
    text = read(f"<div>{first}{second}<div class=row><div class=n>{said}</div><div class=n><b>320</b><span>hectares de prés</span></div></div>{third}</div>").text
    assert "tonnes pêchées" in text or "1994 dernière" in text


def test_the_note_of_an_editor_is_no_biography() -> None:
    note = "Note de la rédaction : Rozenn Le Bihan, qui signe ce texte, est la fille du patron du canot."
    assert read(f"<div>{BODY}<p>{note}</p></div>", above="<p>Par Rozenn Le Bihan</p><p>5 mars 2024</p>").text.endswith(note)


def test_one_crumb_is_a_trail_where_it_leads() -> None:
    assert read(f"<div>{BODY}</div>", above="<ul class=breadcrumb><li><a href=/mer>La mer</a></li></ul><p>5 mars 2024</p>").breadcrumbs == ["La mer"]


@pytest.mark.parametrize("said", ["Eklenme: 03.08.2018 - 11:15 Okunma: 2.381 Muhabir: Perihan Uysal", "Muhabir: Perihan Uysal"])
def test_a_writers_label_may_follow_other_details(said: str) -> None:
    assert extract(page(BODY, above=f"<p class=info>{said}</p>"), URL).authors == ["Perihan Uysal"]


def test_each_has_a_box_with_an_office_and_who_took_the_pictures_is_no_writer() -> None:
    def box(name: str, office: str) -> str:
        return f"<div class=byline><figure><img src=/{name}.jpg></figure><div><address class=name>{name}</address><span>{office}</span></div></div>"

    persons = box("Ragna Tveit", "journalist") + box("Sindre Aas", "nyhetsleder") + box("Kjell Moen", "fotograf")
    above = f"<h2>Etter tre vintre tok foreldrene saken i egne hender</h2><figure><img src=/a.jpg><figcaption>Bilen</figcaption></figure>{persons}"
    assert extract(page(BODY, above=above), URL).authors == ["Ragna Tveit", "Sindre Aas"]


def test_two_reporters_with_a_dot_between_them_are_two() -> None:
    assert extract(page(BODY, above="<ul><li>서가람·노이든 기자</li></ul>"), URL).authors == ["서가람", "노이든"]


def test_a_day_in_two_calendars_is_no_span_and_a_day_in_a_heading_no_headline() -> None:
    told = "<p>Le canot reste au quai jusqu’à Pâques, dit le patron.</p><p>Il ira ensuite au chantier pour six semaines.</p>"
    for day in ("<div>7 ربيع الآخر 1445 - 22 أكتوبر 2023</div>", "<h2 class=date-header>22 octobre 2023</h2>"):
        assert extract(f"<title>{TITLE} - Sund</title><div><a href=/>Sund</a> <a href=/b>Bar</a></div><div><h3>{TITLE}</h3>{day}{told}</div>", URL).kind == "article"


def test_a_template_never_empties_a_page() -> None:
    def notice(year: int) -> tuple[str, str]:
        head = f"<title>Annual report for {year}</title><header><a href=/>Example Corp</a></header>"
        told = "<p>In accordance with the articles of association the company gives notice that the annual report can be read here.</p>"
        return f"{head}<article><h1>Annual report for {year}</h1>{told}</article><nav><a href=/{year}>Next: Plant {year} opens</a></nav>", f"https://example.org/{year}"

    pages = [notice(year) for year in (2001, 2002)]
    assert extract(*pages[0], template=learn(pages)).text == extract(*pages[0]).text != ""


@pytest.mark.parametrize("text", ["null", "[]", '{"version":1}', '{"version":1,"pages":Infinity,"lines":[]}', "[" * 100_000])
def test_what_is_no_template_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="no template"):
        Template.from_json(text)


def test_a_document_and_a_note_behind_contacts_are_none_of_these() -> None:
    behind = "<p>Documents:</p><ul><li><a href=/release.pdf>Release (PDF, 420 KB)</a></li></ul><p>All figures are those of the day.</p>"
    told = extract(page(f"{BODY}<h2>Contact</h2><p>Jana Roe<br>Tel. 030 555 0142</p>{behind}"), URL)
    assert [part.text for part in told.release_parts if part.kind == "contacts"] == ["Contact\n\nJana Roe\nTel. 030 555 0142"]
