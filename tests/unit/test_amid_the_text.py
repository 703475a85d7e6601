"""What stands amid a text and is its own, in widgets and boxes: lists, figures, quotations, answers that a button opens; and what
a machine or a button says there."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract import extract
from tests.unit.lifeboat import TITLE, TOLD, URL, page

FIRST, SECOND, THIRD = (f"<p>{each}</p>" for each in TOLD)
WIDGET = "<div class='widget widget-{}'><div class=widget-in>{}</div></div>"
DAYS = ("Vente des cahiers : du 6 au 24 mai 2024", "Visite du chantier : le 30 mai 2024, à 10 heures", "Remise des offres : le 12 juillet 2024")


def text_of(amid: str, *, last: str = THIRD) -> list[str]:
    return extract(page(f"{FIRST}{SECOND}{amid}{last}"), URL).text.split("\n\n")


def lines_of(amid: str) -> list[str]:
    """What is read between the second paragraph and the third."""
    found = text_of(amid)
    assert found[:2] + found[-1:] == list(TOLD)
    return "\n".join(found[2:-1]).split("\n") if found[2:-1] else []


def test_a_list_in_a_widget_between_paragraphs_is_theirs_with_its_heading() -> None:
    items = "".join(f"<li class=icon-item><span class=icon-text>{each}</span></li>" for each in DAYS)
    more = "Le chantier a duré deux ans et coûté trois cent mille euros, dont la moitié est venue de ceux qui prennent la mer."
    body = WIDGET.format("text", f"{FIRST}{SECOND}<p>{more}</p>") + WIDGET.format("heading", "<h3>Le calendrier</h3>") + WIDGET.format("icons", f"<ul class=icon-items>{items}</ul>") + WIDGET.format("text", THIRD)
    assert extract(page(body), URL).text.replace("\n\n", "\n").split("\n") == [*TOLD[:2], more, "Le calendrier", *DAYS, TOLD[2]]


def test_a_list_of_who_did_what_is_not() -> None:
    credits = "<ul><li>Texte : Rozenn Le Bihan</li><li>Photo : Yann Kerdal</li><li>Publié le 14 août 2025</li></ul>"
    assert "Yann Kerdal" not in "".join(text_of(f"<div>{credits}</div>"))


@pytest.mark.parametrize("head", ["", "<h4>Le canot en chiffres</h4>"])
def test_boxes_of_one_form_with_a_number_each_are_key_figures(head: str) -> None:
    row = f"<div class='row facts'>{head}<div class=col><strong>41 km</strong><span> parcourus</span></div><div class=col><strong>62</strong><span> sauveteurs</span></div></div>"
    assert [line for line in lines_of(row) if "canot" not in line] == ["41 km parcourus", "62 sauveteurs"]


@pytest.mark.parametrize(
    "row",
    [
        "<div class=row><div class=col>3 mars 2024</div><div class=col>12 avril 2024</div></div>",
        "<div class=row><div class=col><a href=/1>41 photos</a></div><div class=col><a href=/2>62 vidéos</a></div></div>",
        "<div class=row><div class=col>Quimper</div><div class=col>62 Pas-de-Calais</div></div>",
    ],
)
def test_days_links_and_names_are_none(row: str) -> None:
    assert lines_of(row) == []


SAID = "« Il ne faut pas brusquer le bois, il se venge toujours. »"


@pytest.mark.parametrize("name", ["", "<div class=name>Yann Kerdal, charpentier</div>"])
def test_what_somebody_says_in_a_box_amid_the_text_is_its_own(name: str) -> None:
    slide = f"<div class=slider><div class=slide><div class=said>{SAID}</div>{name}</div></div>"
    assert lines_of(slide) == [SAID, *(["Yann Kerdal, charpentier"] if name else [])]


def test_a_quotation_that_repeats_the_text_is_not_said_twice() -> None:
    again = TOLD[0][:60].rpartition(" ")[0]
    assert lines_of(f"<div class=slider><div class=said>« {again} »</div></div>") == []


def test_a_text_goes_on_in_a_box_like_its_own_behind_others() -> None:
    body = f"<div class='rich rt'>{FIRST}{SECOND}<h3>Des voix</h3></div><div class=slider><div class=said>{SAID}</div><div class=name>Yann Kerdal</div></div><div class='rich rt'>{THIRD}</div>"
    assert extract(page(body), URL).text.split("\n\n") == [*TOLD[:2], "Des voix", SAID, "Yann Kerdal", TOLD[2]]


def test_the_last_line_of_a_quotation_says_who_speaks() -> None:
    quotation = f"<blockquote><p>{TOLD[1]}</p><footer>Yann Kerdal, patron du canot</footer></blockquote>"
    assert extract(page(f"{FIRST}{quotation}"), URL).text.split("\n\n")[-1].endswith("Yann Kerdal, patron du canot")


ANSWER = "Non. Les règles de 1953 restent en vigueur, mais le canot sortira plus souvent que par le passé."


@pytest.mark.parametrize("closed", ["hidden", "style='display:none'"])
def test_an_answer_that_the_button_in_its_question_opens_is_shown(closed: str) -> None:
    said = f"<div class=acc><h3><button aria-expanded=false><span>Les règles changent-elles ?</span></button></h3><div {closed}><p>{ANSWER}</p></div></div>"
    assert lines_of(said) == ["Les règles changent-elles ?", ANSWER]


def test_what_other_buttons_open_is_not() -> None:
    assert ANSWER not in text_of(f"<div><button aria-expanded=false>Suivre</button><div hidden><p>{ANSWER}</p></div></div>")


DIGEST = "<ul><li>La station a retrouvé son canot de 1953.</li><li>Six cents personnes sont venues le voir.</li></ul>"


@pytest.mark.parametrize("box", ["<div class=ai-summary>{}</div>", "<div aria-label='AI summary'>{}</div>", "<div><div>✨ En bref</div>{}</div>"])
def test_what_a_machine_makes_of_the_text_is_none_of_it(box: str) -> None:
    above = box.format(DIGEST)
    assert extract(page(FIRST + SECOND + THIRD, above=above), URL).text.split("\n\n") == list(TOLD)


def test_the_labels_of_buttons_that_share_a_page_are_no_text() -> None:
    behind = "<ul class=share-buttons><li>Envoyer à un ami</li><li>Mettre sur le mur</li></ul>"
    assert extract(page(FIRST + SECOND + THIRD + behind), URL).text.split("\n\n") == list(TOLD)


@pytest.mark.parametrize("box", ["<div class=author-box>{}<h4>L’auteur</h4><p>Elle suit le port depuis dix ans.</p></div>", "<div>{}</div>"])
def test_the_portrait_of_the_writer_behind_the_text_is_no_picture_of_it(box: str) -> None:
    behind = box.format("<img class=avatar src=/img/rozenn.jpg alt='Rozenn Le Bihan'>")
    assert extract(page(FIRST + SECOND + THIRD + behind), URL).images == []


@pytest.mark.parametrize(("day", "known"), [("<time datetime=2024-03-05T14:22:10+01:00>il y a une heure</time>", "2024-03-05"), ("05.03.24", "2024-03-05")])
def test_a_short_release_is_told_by_words_for_its_moment_or_two_digits_of_its_year(day: str, known: str) -> None:
    told = "<p>Le canot reste au quai jusqu’à Pâques, dit le patron.</p><p>Il ira ensuite au chantier pour six semaines.</p>"
    found = extract(f"<html lang=fr><title>{TITLE} - Sund</title><div><a href=/>Sund</a> <a href=/b>Bar</a></div><div><h1>{TITLE}</h1><p>{day}</p>{told}</div>", URL)
    assert (found.kind, (found.published or "")[:10]) == ("article", known)


def test_the_label_of_a_trail_is_no_part_of_it() -> None:
    trail = "<p id=onde-estou>Está em: <a href=/>Início</a> » <a href=/n>Notícias</a> » Canot</p>"
    found = extract(f"<html lang=pt><title>{TITLE}</title><body>{trail}<h1>{TITLE}</h1><p>5 mars 2024</p>{FIRST}{SECOND}{THIRD}", URL)
    assert found.breadcrumbs == ["Início", "Notícias", "Canot"]


@pytest.mark.parametrize("label", ["[공지]", "【公告】"])
def test_a_label_in_brackets_in_its_own_element_is_no_part_of_the_headline(label: str) -> None:
    head = f"<div class=view_top><span class=cate>{label}</span><strong class=tit>{TITLE}</strong><ul><li>2024.03.05</li></ul></div>"
    assert extract(f"<title>{label} {TITLE} : Sund</title><body>{head}<div>{FIRST}{SECOND}{THIRD}</div>", URL).title == TITLE


def test_a_source_in_quotation_marks_is_that_of_a_notice() -> None:
    notice = "<p>凡注明“来源：松德网”的作品，未经授权不得转载。</p>"
    said = "<p>松德港务局今天宣布，旧救生艇已经修复完毕，六百人到场观看了下水仪式。</p>" * 2
    found = extract(f"<html lang=zh><title>旧救生艇修复完毕重新下水</title><body><h1>旧救生艇修复完毕重新下水</h1><p>2024-03-05 来源：松德日报</p>{said}{notice}", URL)
    assert found.source == "松德日报"
    assert extract(f"<html lang=zh><title>旧救生艇修复完毕重新下水</title><body><h1>旧救生艇修复完毕重新下水</h1><p>2024-03-05</p>{said}{notice}", URL).source is None


def test_the_word_for_a_source_without_a_colon_is_no_part_of_its_name() -> None:
    assert extract(page(f"{FIRST}{SECOND}{THIRD}<p>SOURCE Sund Lifeboat Company</p>"), URL).source == "Sund Lifeboat Company"


@pytest.mark.parametrize(("said", "names"), [
    ("Von <a href=/autor/roth>Jana Roth</a>, Redakteurin Lokales", ["Jana Roth"]),
    ("Texto de <b>Jana Roth</b> | Fotografia de <b>Rui Sobral</b>", ["Jana Roth"]),
    ("Von Jana Roth, Telefon 030 555 0142", ["Jana Roth"]),
])  # fmt: skip
def test_an_office_a_label_and_a_number_are_no_names(said: str, names: list[str]) -> None:
    assert extract(page(FIRST + SECOND + THIRD, above=f"<div class=autor>{said}</div>"), URL).authors == names


def test_whom_to_ask_did_not_write() -> None:
    assert extract(page(f"{FIRST}{SECOND}{THIRD}<p class=by>Pressekontakt: Jana Roth, Telefon 030 555 0142</p>"), URL).authors == []


@pytest.mark.parametrize("sign", ["psd", "dpa/lno"])
def test_a_sign_in_small_letters_between_place_and_dash_is_a_wire(sign: str) -> None:
    found = extract(page(f"<p>Sund ({sign}) - {TOLD[0]}</p>{SECOND}{THIRD}"), URL)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.wire) == ("Sund", sign)


def test_contacts_may_be_names_alone_below_their_heading() -> None:
    card = "<p class=head>Pressekontakt:</p><p class=card>Jana Roth<br>Verband der Seenotretter</p>"
    found = extract(page(FIRST + SECOND + THIRD + card), URL)
    assert found.text.split("\n\n") == list(TOLD)
    assert [part.kind for part in found.release_parts] == ["contacts"]


@pytest.mark.parametrize(("link", "behind"), [
    ("<a href=/documents/20182/410/plan.pdf/9f?version=1.0>Le plan</a>", "<div class=footer>Station de Sund</div>"),
    ("<a href=plan.pdf>Le plan</a> | <a href=# onclick=print()>Imprimer</a>", "<div class=ftr>Station de Sund</div>"),
])  # fmt: skip
def test_a_document_in_the_foot_of_the_article_is_its_own(link: str, behind: str) -> None:
    wrap = f"<div class=pn-wrap><div class=pn-head><h2>{TITLE}</h2><p>05-03-2024</p></div><div class=pn-body>{FIRST}{SECOND}{THIRD}</div><div class=pn-foot>{link}</div></div>"
    found = extract(f"<html lang=fr><title>{TITLE}</title><body><div id=nav><a href=/>Accueil</a></div>{wrap}{behind}", URL)
    assert [each.type for each in found.attachments] == ["pdf"]


CARD = "<div class=mod><span class=cap>{}</span><div class=in><p>{}</p></div></div>"
ASKED = ("Que change la station ?", "Rien : les sorties restent celles de 1953, et les équipages aussi."), ("Et le prix ?", "Il est fixé chaque année en mars par les trois communes du canton.")


def test_headed_paragraphs_between_two_of_the_text_are_its_own_in_whatever_boxes() -> None:
    toggles = "".join(f"<div class=tog><h5>{head}</h5><div class=clear><p>{told}</p></div></div>" for head, told in ASKED)
    assert lines_of(f"<div class=mod-accordion>{toggles}</div>") == [each for pair in ASKED for each in pair]


def test_paragraphs_behind_a_link_that_opens_them_are_the_texts() -> None:
    rest = "".join(f"<p>{told}</p>" for _, told in ASKED)
    assert lines_of(f"<p><a class=btn href='#'>Lire la suite</a></p><div class=suite>{rest}</div>") == [told for _, told in ASKED]
