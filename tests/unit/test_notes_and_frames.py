"""What a text leads to and a page shows beside it: footnotes, documents in frames, galleries, captions in inline elements."""

import pytest

from crawler.extract import extract
from crawler.extract.block_model.notes import with_notes
from crawler.extract.body.places import Structure
from crawler.page.page import Page

URL = "https://www.sund.example/n/1"
TITLE = "La station retrouve son canot"
TOLD = (
    "Le canot de sauvetage de 1953 a retrouvé mardi la cale qu’il avait quittée il y a trente ans, devant six cents personnes.",
    "Il a sauvé cent quarante-trois personnes avant d’être vendu à un plaisancier, puis oublié dans un hangar de la ville.",
    "Le bordé d’acajou a été refait aux deux tiers, et les lycéens ont reconstruit le roof pendant deux hivers.",
)
BODY = "".join(f"<p>{each}</p>" for each in TOLD)
NOTE = "Le hangar appartenait à une conserverie fermée en 1991."
MARK = "<sup><a href='#n1' id=h1>1</a></sup>"


def page(body: str, *, above: str = "") -> str:
    menu = "<nav><a href=/>Accueil</a> <a href=/n>Actualités</a></nav>"
    head = f"<html lang=fr><title>{TITLE}</title><body>{menu}<div class=page><h1>{TITLE}</h1><p>5 mars 2024</p>"
    return f"{head}{above}<div class=texte>{body}</div></div><div class=pied><p>© Station de Sund</p></div></body></html>"


def noted(note: str, mark: str = MARK) -> str:
    marked = BODY.replace("de la ville.", f"de la ville{mark}.")
    return extract(page(f"{marked}</div><div class=notes>{note}"), URL).text


@pytest.mark.parametrize("note", [
    f"<div id=n1><p>[<a href='#h1'>1</a>] {NOTE}</p></div>",
    f"<p><a name=n1 href='#h1'>1</a> {NOTE}</p>",
    f"<div class=f><a id=n1 href='#h1'>1</a><div><p>{NOTE}</p></div></div>",
    f"<ol><li><p><a id=n1 href='#h1'>1</a></p><p>{NOTE}</p></li></ol>",
])  # fmt: skip
def test_a_note_that_a_mark_of_the_text_leads_to_and_leads_back_is_text(note: str) -> None:
    assert NOTE in noted(note)
    assert NOTE not in noted(note, "")  # no mark


@pytest.mark.parametrize("note", [
    f"<div id=n1><p>{NOTE}</p></div>",  # which leads nowhere
    f"<div id=n1><p><a href='#h1'>1</a> {NOTE} <a href=/livre>Histoire des conserveries</a></p></div>",  # a reference alone
])  # fmt: skip
def test_what_is_no_note_stays_out(note: str) -> None:
    assert NOTE not in noted(note)


def test_a_mark_in_a_line_of_its_own_is_no_text_of_its_note() -> None:
    assert noted(f"<div><a id=n1 href='#h1'>1</a><div><p>{NOTE}</p></div></div>").split("\n\n")[-2:] == [TOLD[2], NOTE]


def test_a_note_stands_behind_the_text() -> None:
    note = f"<div id=n1><p>[<a href='#h1'>1</a>] {NOTE}</p></div>"
    found = Page(URL, f"{note}<p id=h1>{TOLD[0]}{MARK}</p>{note}")
    assert [block.index for block in with_notes(found, found.blocks[1:2])] == [1, 2]


def test_a_mark_and_a_note_may_lead_to_each_other_by_the_whole_address_of_their_page() -> None:
    note = f"<div id=n1><p><a href='{URL}#h1'>1</a> {NOTE}</p></div>"
    assert NOTE in noted(note, MARK.replace("#n1", f"{URL}#n1"))


def test_a_mark_that_leads_to_another_page_has_no_note_on_this_one() -> None:
    note = f"<div id=n1><p>[<a href='#h1'>1</a>] {NOTE}</p></div>"
    assert NOTE not in noted(note, MARK.replace("#n1", "/livre#n1"))


@pytest.mark.parametrize(("lines", "is_note"), [(6, True), (7, False)])
def test_a_note_has_some_lines_and_a_chapter_many(lines: int, is_note: bool) -> None:
    more = f"<p>{NOTE}</p>" * (lines - 1)
    found = Page(URL, f"<p>{TOLD[0]}{MARK}</p><div id=n1><p><a href='#h1'>1</a> {NOTE}</p>{more}</div>")
    assert (len(with_notes(found, found.blocks[:1])) == 1 + lines) is is_note


def test_a_note_of_which_a_part_was_kept_is_as_it_was_read() -> None:
    found = Page(URL, f"<p>{TOLD[0]}{MARK}</p><div id=n1><p><a href='#h1'>1</a> {NOTE}</p><p>{TOLD[1]}</p></div>")
    assert with_notes(found, found.blocks[:2]) == found.blocks[:2]


@pytest.mark.parametrize(("many", "kept"), [(8, 9), (9, 1)])
def test_many_notes_are_references(many: int, kept: int) -> None:
    numbers = range(1, many + 1)
    marks = "".join(f"<a href='#n{at}' id=h{at}>{at}</a>" for at in numbers)
    notes = "".join(f"<p id=n{at}><a href='#h{at}'>{at}</a> Archives de la conserverie, carton {at}.</p>" for at in numbers)
    found = Page(URL, f"<p>{TOLD[0]}{marks}</p>{notes}")
    assert len(with_notes(found, found.blocks[:1])) == kept


@pytest.mark.parametrize(("frame", "found"), [
    ("<object data=/f/rapport.pdf type=application/pdf></object>", ["/f/rapport.pdf"]),
    ("<embed src='/f/rapport.pdf?v=2'>", ["/f/rapport.pdf?v=2"]),
    ("<iframe src='/pdfjs/web/viewer.html?file=%2Ff%2Frapport.pdf#page=1' title='Le rapport'></iframe>", ["/f/rapport.pdf"]),
    ("<iframe src='https://docs.example/view?a=1&url=https://www.sund.example/f/rapport.docx'></iframe>", ["/f/rapport.docx"]),
    ("<iframe src='https://video.example/embed/12'></iframe>", []),
    ("<iframe src='https://[video.example/?file=a'></iframe>", []),
    ("<aside><embed src=/f/tarifs.pdf></aside>", []),
    ("</div></div><div class=footer><embed src=/f/tarifs.pdf></div>", []),
])  # fmt: skip
def test_a_document_that_a_page_shows_is_the_articles(frame: str, found: list[str]) -> None:
    documents = extract(page(f"{BODY}{frame}"), URL).attachments
    assert [each.url.removeprefix("https://www.sund.example") for each in documents] == found


def test_a_document_is_offered_once_whether_linked_or_shown() -> None:
    linked = "<p><a href=/f/rapport.pdf>Rapport</a></p><embed src=/f/rapport.pdf>"
    assert [each.title for each in extract(page(f"{BODY}{linked}"), URL).attachments] == ["Rapport"]


def test_all_pictures_of_a_gallery_above_the_text_are_the_articles() -> None:
    items = "".join(f"<div class=item><img src=/i/canot{at}.jpg width=900 height=600></div>" for at in (1, 2, 3))
    images = extract(page(BODY, above=f"<div class=carrousel>{items}</div>"), URL).images
    assert [each.url[-10:] for each in images] == ["canot1.jpg", "canot2.jpg", "canot3.jpg"]


@pytest.mark.parametrize(("picture", "shown"), [
    ("<img src=/i/roe.jpg width=80 height=80>", False),
    ("<img src=/ads/canot.jpg width=900 height=600>", False),
    ("<img src=/i/soldes.jpg width=728 height=90>", False),
    ("<img src=/i/bannieres/canot.jpg width=900 height=600>", True),
])  # fmt: skip
def test_portraits_above_a_text_and_banners_are_none_of_it(picture: str, shown: bool) -> None:
    assert bool(extract(page(f"<div>{picture} Jana Roe</div>{BODY}"), URL).images) is shown


def test_a_small_picture_amid_a_text_is_of_it() -> None:
    first, rest = BODY.split("</p>", 1)
    found = extract(page(f"{first}</p><p><img src=/i/roe.jpg width=80 height=80></p>{rest}"), URL).images
    assert [each.url[-7:] for each in found] == ["roe.jpg"]


def test_a_picture_of_another_form_beside_the_lead_is_no_part_of_its_gallery() -> None:
    above = "<div class=haut><img class=embleme src=/i/phare.jpg><img class=une src=/i/canot.jpg></div><div><hr></div>"
    assert [each.url[-9:] for each in extract(page(BODY, above=above), URL).images] == ["canot.jpg"]


@pytest.mark.parametrize("caption", [
    "<span class=caption>Le canot devant la cale</span>",
    "<em class=img_desc>Le canot devant la cale</em>",
    "<p class=cap>Le canot devant la cale</p>",
])  # fmt: skip
def test_a_line_of_its_own_below_a_picture_is_its_caption(caption: str) -> None:
    first, rest = BODY.split("</p>", 1)
    found = extract(page(f"{first}</p><div><img src=/i/canot.jpg>{caption}</div>{rest}"), URL)
    assert [each.caption for each in found.images] == ["Le canot devant la cale"]
    assert found.text == "\n\n".join(TOLD)


@pytest.mark.parametrize(("markup", "lines"), [
    ("<p><img src=/i/a.jpg><span class=caption>Le canot</span> devant la cale</p>", ["", "Le canot", "devant la cale"]),
    ("<p><img src=/i/a.jpg>Devant <span class=caption>la cale</span> hier</p>", ["", "Devant la cale hier"]),
    ("<p>Mardi.</p><p><span class=caption>Le canot</span> devant la cale</p>", ["Mardi.", "Le canot devant la cale"]),
    ("<img src=/i/a.jpg><p class=caption><span class=caption>Le canot</span> à la cale</p>", ["", "Le canot à la cale"]),
    (
        "<figure><img src=/i/a.jpg><figcaption><span class=caption>Le canot</span> à la cale</figcaption></figure>",
        ["", "Le canot à la cale"],
    ),
])  # fmt: skip
def test_an_inline_element_is_a_line_of_its_own_right_behind_a_picture_and_in_no_other_caption(
    markup: str, lines: list[str]
) -> None:
    assert [block.text for block in Page(URL, f"<div>{markup}</div>").blocks] == lines


@pytest.mark.parametrize("line", [
    "<p>Le canot <a href=/canot>devant la cale</a></p>",
    "<p>Pub</p>",
    f"<p>Le canot, {'et la cale ' * 12}</p>",
    "<li>Le canot devant la cale</li>",
    "<p>Le canot devant la cale</p><p>et le hangar</p>",
    f"<p class=caption>Le canot, {'et la cale ' * 12}</p>",
])  # fmt: skip
def test_a_link_a_word_a_paragraph_an_item_and_two_lines_are_no_caption(line: str) -> None:
    outline = Page(URL, f"<p>{TOLD[0]}</p><div><img src=/i/canot.jpg>{line}</div><p>{TOLD[1]}</p>").outline
    picture = next(block for block in outline.blocks if block.image is not None)
    assert Structure(outline, outline.blocks).caption(picture) is None


@pytest.mark.parametrize("line", ["<h3>Le canot à la cale</h3>", "<p>Le canot est à la cale depuis mardi.</p>", "<p>0:49</p>"])
def test_a_heading_a_sentence_or_a_length_is_no_caption(line: str) -> None:
    first, rest = BODY.split("</p>", 1)
    found = extract(page(f"{first}</p><div><img src=/i/canot.jpg>{line}</div>{rest}"), URL)
    assert [each.caption for each in found.images] == [None]


def test_a_credit_in_a_caption_stays_with_it() -> None:
    caption = "<span class=caption>Le canot devant la cale <span class=credit>(Photo : Jana Roe)</span></span>"
    first, rest = BODY.split("</p>", 1)
    found = extract(page(f"{first}</p><div><img src=/i/canot.jpg>{caption}</div>{rest}"), URL)
    assert [each.caption for each in found.images] == ["Le canot devant la cale (Photo : Jana Roe)"]


def test_the_foot_of_an_article_is_none_of_the_page_where_that_has_its_own() -> None:
    foot = "<div class=art-foot><p>Document : <a href=/f/rapport.pdf>rapport.pdf</a></p></div>"
    html = page(BODY + foot).replace("class=pied", "class=footer")
    assert [each.url for each in extract(html, URL).attachments] == ["https://www.sund.example/f/rapport.pdf"]
    alone = page(BODY) + foot
    assert not extract(alone, URL).attachments


@pytest.mark.parametrize(("style", "stated", "found"), [
    ("background-image: url('/i/canot-1953.jpg')", "https://cdn.example/x/canot-1953.jpg", ["/i/canot-1953.jpg"]),
    ("background:linear-gradient(#000,#fff), url(/i/canot-1953.jpg?w=9)", "/i/canot-1953.jpg", ["/i/canot-1953.jpg?w=9"]),
    ("background-image: url(/i/motif-bleu.jpg)", "/i/canot-1953.jpg", []),
])  # fmt: skip
def test_a_stated_picture_behind_the_headline_is_the_articles(style: str, stated: str, found: list[str]) -> None:
    hero = f'<meta property=og:image content="{stated}"><div class=hero style="{style}"></div>'
    assert [each.url.removeprefix("https://www.sund.example") for each in extract(page(BODY, above=hero), URL).images] == found
    shown = f"{hero}<figure><img src=/grand/canot-1953.jpg></figure>"
    assert len(extract(page(BODY, above=shown), URL).images) == 1


def test_a_picture_that_a_page_but_states_leaves_its_place_to_the_one_of_a_figure() -> None:
    hero = '<meta property=og:image content="/i/canot-1953.jpg"><figure style="background-image: url(/i/canots.jpg)"></figure>'
    assert [each.url[-10:] for each in extract(page(BODY, above=hero), URL).images] == ["canots.jpg"]


def test_a_picture_in_the_style_of_a_box_is_the_articles_where_it_is_the_only_one() -> None:
    box = "<div role=img style='background: url(/i/cale.jpg) center'></div>"
    photo = "<figure><img src=/i/canot.jpg></figure>"
    first, rest = BODY.split("</p>", 1)
    assert [each.url[-8:] for each in extract(page(BODY, above=box), URL).images] == ["cale.jpg"]
    assert [each.url[-9:] for each in extract(page(f"{first}</p>{photo}{rest}", above=box), URL).images] == ["canot.jpg"]


def test_a_table_in_wrappers_of_its_own_between_paragraphs_is_whole() -> None:
    table = "<table><tr><td>Pot</td><td>82 kg</td></tr><tr><td>Cruche</td><td>47 kg</td></tr></table>"
    first, rest = BODY.split("</p>", 1)
    boxed = f"<div class=c><div><div><div>{table}</div></div></div></div>"
    html = page(f"<div class=m>{first}</p></div>{boxed}<div class=m>{rest}</div>")
    assert "Pot | 82 kg\nCruche | 47 kg" in extract(html, URL).text


LONG = (
    "Le canot de sauvetage devant la cale de la station, avec les élèves du lycée qui ont refait le bordé, l’ancien patron et sa "
    "famille, et au fond le hangar dans lequel il a passé trente ans."
)


@pytest.mark.parametrize("caption", [f"<figcaption>{LONG}</figcaption>", f"<figcaption><p>{LONG}</p></figcaption>"])
def test_a_picture_with_a_long_caption_is_no_teaser(caption: str) -> None:
    first, rest = BODY.split("</p>", 1)
    figure = f"<figure><img src=/i/canot.jpg width=900 height=600>{caption}</figure>"
    found = extract(page(f"{first}</p>{figure}{rest}"), URL)
    assert [each.url[-9:] for each in found.images] == ["canot.jpg"]
    assert LONG not in found.text


@pytest.mark.parametrize(("name", "caption"), [("img-cap", True), ("cap", True), ("has-drop-cap", False), ("petite-cap", False)])
def test_what_is_called_cap_is_a_caption_unless_letters_are(name: str, caption: bool) -> None:
    first, rest = BODY.split("</p>", 1)
    line = f"<p class={name}>Le canot est devant la cale.</p>"
    found = extract(page(f"{first}</p><img src=/i/canot.jpg width=900 height=600>{line}{rest}"), URL)
    assert [each.caption is not None for each in found.images] == [caption]


@pytest.mark.parametrize("hero", [
    "<figure class=hero style=\"background-image:url('/i/canot.jpg')\"></figure>",
    "<div role=img style='background: url(/i/canot.jpg) center'></div>",
])  # fmt: skip
def test_a_picture_by_style_in_an_element_that_says_to_be_one(hero: str) -> None:
    assert [each.url[-9:] for each in extract(page(BODY, above=hero), URL).images] == ["canot.jpg"]
    plain = hero.replace("figure", "div").replace("role=img", "")
    assert not extract(page(BODY, above=plain), URL).images
    assert not extract(page(BODY, above=hero.replace("canot", "logo")), URL).images


def test_documents_of_what_is_no_news_are_the_articles() -> None:
    file = "<a href=pdf/20240514.pdf>Le communiqué en PDF</a>（184KB）"
    behind = f"<p>以上</p><ul><li>{file}</li></ul><p>Contact : 02 98 00 00 00</p>"
    found = extract(page(f"{BODY}{behind}"), URL)
    assert [each.url[-12:] for each in found.attachments] == ["20240514.pdf"]


def test_a_file_beside_a_picture_is_no_row_of_pages() -> None:
    files = "<ul><li><a href=/f/communique.docx>Communiqué (docx)</a></li><li><a href=/i/canot-large.jpg>Photo</a></li></ul>"
    about = "<div><h3>À propos de la station</h3><p>Elle a été fondée en 1866.</p></div>"
    found = extract(page(f"{BODY}{about}<div>{files}</div>"), URL)
    assert [each.url[-15:] for each in found.attachments] == ["communique.docx"]


def test_the_heading_of_a_table_between_paragraphs_stays_with_it() -> None:
    table = "<table><tr><td>Pot</td><td>82 kg</td></tr><tr><td>Cruche</td><td>47 kg</td></tr></table>"
    first, rest = BODY.split("</p>", 1)
    head = "<div class=title><h2>Les poids</h2></div>"
    assert "Les poids\n\nPot | 82 kg" in extract(page(f"{first}</p>{head}<div class=t>{table}</div>{rest}"), URL).text


def test_a_question_that_opens_at_the_end_of_a_text_is_of_it() -> None:
    details = "<details><summary>Combien de passagers ?</summary><p>Douze, et c’est gratuit le dimanche.</p></details>"
    assert extract(page(f"{BODY}{details}"), URL).text.endswith("Douze, et c’est gratuit le dimanche.")
