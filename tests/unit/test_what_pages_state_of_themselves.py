"""What pages state of themselves: an event, an error, an invalid address, a trail, a picture, a body of which they show a part."""

# ruff: noqa: E501  markup is read best on one line

import json

import pytest

from crawler.extract import extract
from crawler.extract.page_type.classify import dated_rows, page_type
from crawler.extract.page_type.short_release import is_short_release, told_on
from crawler.items import Extraction
from crawler.page.metadata import head_of
from crawler.page.page import Page
from tests.unit.lifeboat import BODY, TITLE, TOLD, URL

DAY = "<p>5 mars 2024</p>"
NAV = "<nav><a href=/>Accueil</a></nav>"
NEWS = "https://sund.example/nouvelles/2024/canot.html"


def read(main: str, head: str = "", url: str = URL) -> Extraction:
    return extract(f"<html lang=fr><title>{TITLE}</title>{head}<body>{NAV}<div>{main}</div></body>", url)


def data(**said: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(said)}</script>"


@pytest.mark.parametrize("address", ["//", "http://", "https:///x", "http://[::1", "//[", "javascript:", "", " ", "%", "http://a b/"])
@pytest.mark.parametrize("name", ["url", "@id", "mainEntityOfPage", "image"])
def test_an_invalid_address_ends_no_reading(name: str, address: str) -> None:
    other = data(**{"@type": "NewsArticle", "headline": "Une autre nouvelle du port", "datePublished": "2024-01-02", name: address})
    shown = f"<meta property=og:image content='{address}'><meta name=date content='{address}'><meta name=author content='&#12288; '>"
    found = read(f"<h1>{TITLE}</h1>{DAY}{BODY}", other + shown)
    assert (found.title, found.published) == (TITLE, "2024-03-05")


EVENT = "<p>Venez voir le canot et ceux qui le mènent. Le quai est ouvert à tous, et il y aura du cidre.</p>"


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        (data(**{"@type": "Event", "name": "Le port ouvre ses portes", "startDate": "2024-03-05"}), ("other", "offer")),
        (data(**{"@type": "JobPosting", "title": "Le port ouvre", "datePosted": "2024-03-05"}), ("other", "offer")),
        (data(**{"@type": "Event", "name": "La fête de la mer", "startDate": "2024-06-05"}), ("article", "article_body")),
        (data(**{"@type": "Product", "name": "Le port ouvre ses portes"}), ("article", "article_body")),
        (data(**{"@graph": [{"@type": "Event", "name": "Le port ouvre ses portes"}, {"@type": "NewsArticle", "headline": "Le port ouvre ses portes"}]}), ("article", "article_body")),
    ],
)
def test_a_page_that_states_an_event_or_a_position_of_its_name_is_none(stated: str, kind: tuple[str, str]) -> None:
    page = f"<title>Le port ouvre ses portes</title>{stated}<body>{NAV}<h1>Le port ouvre ses portes</h1>{DAY}{EVENT}"
    assert page_type(Page(URL, page)) == kind


def test_a_typed_element_around_the_headline_states_it_too() -> None:
    page = f"<title>Port</title>{NAV}<div itemscope itemtype='https://schema.org/Event'><h1>Le port ouvre ses portes</h1>{DAY}{EVENT}</div>"
    assert page_type(Page(URL, page)) == ("other", "offer")


@pytest.mark.guarantee(10)
@pytest.mark.parametrize("url", ["https://sund.example/news/page-not-found", "https://sund.example/news/404"])
def test_no_address_makes_an_error_of_a_dated_text(url: str) -> None:
    text = "<p>« La page n’existe pas » fut la page la plus lue du site l’an dernier, a constaté la mairie de Sund.</p><p>Les liens ont été refaits en mars.</p>"
    page = f"<title>Page not found : 3400 liens refaits</title><body>{NAV}<h1>« Page not found » : 3400 liens refaits</h1>"
    assert page_type(Page(url, f"{page}{DAY}{text}"))[0] == "article"
    assert page_type(Page(url, f"{page}{text.partition('</p>')[0]}"))[1] == "soft_404"


@pytest.mark.guarantee(10)
def test_a_short_text_in_a_script_without_stops_is_text() -> None:
    first, second = "การประปาเมืองท่าแก้วเริ่มเปลี่ยนท่อประปาความยาวสามกิโลเมตรในย่านตลาดเก่า", "งานจะทำเฉพาะเวลากลางคืนเพื่อไม่ให้กระทบร้านค้า"
    foot = "<p>โพสต์เมื่อ : 18 ม.ค. 2566 เข้าชม 355 ครั้ง นี้</p><p>© 2566 การประปาเมืองท่าแก้ว เทศบาลตำบลหนองบัวศรี</p>"
    page = Page("https://thakaew.example/news/221", f"<h1>เปลี่ยนท่อประปาย่านตลาดเก่า</h1><div>14 พฤษภาคม 2567</div><p>{first}</p><p>{second}</p>{foot}")
    assert [block.text for block in told_on(head_of(page), page.outline.shown()).text] == [first, second]
    assert is_short_release(page, page.outline.shown())


MENU = "<nav><ul class=menu><li class=menu-item><a href=/p0/>Accueil</a></li><li class=menu-item><a href=/p1/>Le groupe</a></li></ul></nav>"
BRIDGE = "<p>Fermé depuis l’accident d’une péniche en mars, le pont mobile sera rendu à la circulation lundi à six heures.</p><p>Les essais de charge ont duré trois jours. Deux vérins ont été remplacés, et le poste de commande a reçu un nouveau tableau.</p><p>La mairie rappelle que la limite de douze tonnes demeure en vigueur.</p>"
ANSWER = "<li class=comment><article><footer><b>Gaston</b> <time datetime=2022-05-20>20 mai 2022</time></footer><div><p>{}</p></div><a href=#r>Répondre</a></article></li>"


@pytest.mark.guarantee(10)
def test_what_readers_wrote_is_not_counted_with_a_short_text() -> None:
    said = ANSWER.format("Enfin ! Cela fait deux mois que je fais vingt kilomètres de détour chaque matin pour conduire ma fille au collège, et personne ne nous a jamais rien expliqué.")
    head = "<meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'><title>Le pont mobile rouvrira lundi | Le Courrier des Marais</title>"
    news = f"<article><h1>Le pont mobile rouvrira lundi</h1><time datetime=2022-05-19>19 mai 2022</time>{BRIDGE}</article>"
    foot = "<p>© 2025 Le Courrier. Tous droits réservés. <a href=/privacy/>Mentions légales</a></p>"
    page = f"<html lang=fr><head>{head}</head><body>{MENU}<main>{news}<div id=comments><h2>2 réflexions</h2><ol>{said}{said}</ol></div></main>{foot}"
    assert page_type(Page("https://courrier.example/2022/05/pont-mobile/", page))[0] == "article"


@pytest.mark.guarantee(10)
def test_headings_that_lead_to_other_pages_head_no_text_of_this_one() -> None:
    items = "".join(
        f"<div class=item><h3><a href=/news/{at}.html>{head}</a></h3><p>La mairie de Sund dit que les travaux commenceront en mars et finiront en juin …</p><div><span>Office du logement de Sund</span> <span>2024-05-1{at}</span></div></div>"
        for at, head in enumerate(("Le pont sera fermé deux semaines", "Le port reçoit un canot", "Réponse à une question"))
    )
    page = f"<title>travaux - Sund</title><body><form><input name=q></form><p>126 résultats</p>{items}<p><a href=?p=2>Page suivante</a></p>"
    found = Page("https://sund.example/s?q=travaux", page)
    assert page_type(found)[0] == "listing"
    assert told_on(head_of(found), found.outline.shown()).headlines == []
    assert len(dated_rows(found.outline.shown())) >= 3


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(("folder", "kind"), [("/actus/", "article"), ("/autres/", "other")])
def test_a_text_among_dated_links_of_its_folder_is_one_of_them(folder: str, kind: str) -> None:
    rows = "".join(f"<li><span>1{at}/04/2024</span> <a href={folder}{at}>{head}</a></li>" for at, head in enumerate(("Médaille d’or au concours", "Retrouvez-nous à la foire")))
    text = "<p>Sous la colline, à onze degrés toute l’année, notre nouvelle cave peut accueillir quatre mille meules de fromage.</p><p>Elle est creusée dans la molasse, et un robot y retourne les fromages deux fois par semaine, nuit et jour.</p>"
    page = f"<title>Une seconde cave</title><body>{NAV}<h1>Une seconde cave</h1>{text}<aside><h3>Actus</h3><ul>{rows}</ul></aside>"
    assert page_type(Page("https://fromagerie.example/actus/cave", page))[0] == kind


def test_a_body_that_only_data_have_stands_below_the_day() -> None:
    body = "".join(f"<p>{each}</p>" for each in ("Il forno numero due è stato spento giovedì mattina alla presenza degli operai.", "Per raffreddarlo servono tre settimane, e i mattoni verranno riutilizzati."))
    state = json.dumps({"props": {"post": {"title": "Il vecchio forno si spegne", "content": body}}})
    page = f"<title>Il vecchio forno si spegne</title><body><div id=__next><main><h1>Il vecchio forno si spegne</h1><time>8 giugno 2023</time><div>Caricamento in corso…</div></main><footer><p>© 2025 Vetreria S.p.A.</p></footer></div><script id=__NEXT_DATA__ type=application/json>{state}</script>"
    found = extract(page, "https://vetreria.example/news/forno-spento")
    assert (found.kind, found.published) == ("article", "2023-06-08")
    assert found.text.startswith("Il forno numero due")


PARTS = ("Les actions de la maison ont perdu un cinquième mardi, après qu’elle eut parlé d’« irrégularités » dans ses comptes.", "Trois instruments avaient été comptés comme livrés, dit-elle, alors que les églises qui les ont commandés n’ont pas de toit.", "Le chef de la filiale a été suspendu, et les dépenses de recherche seront réduites de moitié cette année.")


@pytest.mark.parametrize("escaped", [False, True])
@pytest.mark.parametrize("in_ascii", [False, True])
def test_a_body_of_which_the_page_shows_the_first_paragraph_is_read_whole(escaped: bool, in_ascii: bool) -> None:
    said = "\n\n".join(PARTS)
    gate = "<div class=gate><h2>Pour lire la suite, abonnez-vous</h2><p>Un euro le premier mois, puis neuf euros, et vous partez quand vous voulez.</p></div>"
    body = said.replace("«", "&laquo;").replace("»", "&raquo;") if escaped else said
    stated = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": body}, ensure_ascii=in_ascii)
    shown = f"<article><h1>{TITLE}</h1>{DAY}<div><p>{PARTS[0]}</p></div>{gate}</article>"
    assert read(shown, f"<script type='application/ld+json'>{stated}</script>").text.split("\n\n")[:3] == list(PARTS)


def test_a_body_that_the_page_shows_is_read_once() -> None:
    stated = data(**{"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(PARTS)})
    shown = f"<article><h1>{TITLE}</h1>{DAY}<div>{'<br><br>'.join(PARTS)}</div></article>"
    assert read(shown, stated).text.split("\n\n") == list(PARTS)


@pytest.mark.parametrize(
    ("trail", "names"),
    [
        ("<p class=dqwz><a href=/index.html>首页</a> &gt; <a href=/n25/index.html>新闻发布</a> &gt; <a href=/n25/n26/>企业动态</a> &gt; 正文</p>", ["首页", "新闻发布", "企业动态", "正文"]),
        ("<div class=ort><a href=/>홈</a><span>&gt;</span><a href=/news>시정소식</a><span>&gt;</span><a href=/press>보도자료</a></div>", ["홈", "시정소식", "보도자료"]),
        ("<ol><li><a href=/fr/>Accueil</a></li><li><a href=/fr/presse/>Presse</a></li><li><a href=/fr/presse/2024/>2024</a></li><li>Le canot</li></ol>", ["Accueil", "Presse", "2024", "Le canot"]),
        ("<ul class=briciole><li><a href=/>Home</a></li><li><a href=/fr>Notizie</a></li></ul>", ["Home", "Notizie"]),
        ("<ul><li><a href=/>Home</a></li><li><a href=/fr/>News</a></li><li><a href=/about/>About</a></li></ul>", []),
        ("<div><a href=/>Home</a> | <a href=/shop/>Shop</a></div>", []),
        ("<div><a href=/shop/>Shop</a> &gt; <a href=/shop/paint/>Paint</a></div>", []),
        ("<div><a href=/>Sund</a> &gt; <a href=#>" + "mots " * 80 + "</a></div>", []),
    ],
)
def test_a_trail_is_told_by_its_form(trail: str, names: list[str]) -> None:
    page = f"<title>{TITLE}</title><body><div id=top>{trail}</div><div><h1>{TITLE}</h1>{DAY}{BODY}</div>"
    assert extract(page, "https://sund.example/fr/presse/2024/canot.html").breadcrumbs == names


def test_the_picture_that_a_page_states_and_shows_above_its_text_is_the_articles() -> None:
    def urls(shown: str, image: str = "okujo.jpg") -> list[str]:
        head = f"<title>{TITLE}</title><meta property=og:image content=https://sund.example/i/{image}>"
        return [each.url for each in extract(f"{head}<body>{NAV}{shown}<div><p>5 mars 2024</p><h1>{TITLE}</h1>{BODY}</div>", NEWS).images]

    assert urls("<div class=visuel><img src=/i/okujo.jpg width=1600></div>") == ["https://sund.example/i/okujo.jpg"]
    assert urls("<div class=visuel style='display:none'><img src=/i/okujo.jpg></div>") == []
    assert urls("<div class=visuel><a href=/jeu><img src=/i/okujo.jpg></a></div>") == []
    assert urls("<div class=visuel><img src=/i/okujo-98x74.jpg></div>", "okujo-98x74.jpg") == []


def test_pictures_that_each_lead_to_their_file_are_a_gallery_above_the_text() -> None:
    row = "".join(f"<a href=/i/full/IMG_221{at}.jpg><img src=/i/prev/IMG_221{at}.jpg alt=''></a>" for at in range(3))
    assert len(read(f"<h1>{TITLE}</h1>{DAY}<div class=photos>{row}</div><div>{BODY}</div>").images) == 3
    one = row.replace("<a href=/i/full/IMG_2210.jpg>", "<a href=/boutique>")
    assert len(read(f"<h1>{TITLE}</h1>{DAY}<div class=photos>{one}</div><div>{BODY}</div>").images) == 2


@pytest.mark.parametrize(
    ("card", "authors"),
    [
        ("<div class=flex><img src=/rk.jpg alt=''><div><div class=bold>Renske Kuiper</div><div>Head of Product</div></div></div>", ["Renske Kuiper"]),
        ("<div class=flex><img src=/rk.jpg alt=''><div><div class=bold>Renske Kuiper</div></div></div>", []),
        ("<div class=flex><div><div class=bold>Renske Kuiper</div><div>Head of Product</div></div></div>", []),
        ("<ul class=authors><li>J. R. Okafor</li><li>M. T. Lindqvist</li></ul>", ["J. R. Okafor", "M. T. Lindqvist"]),
    ],
)
def test_who_has_a_portrait_and_an_office_wrote_it_and_all_of_a_list(card: str, authors: list[str]) -> None:
    assert read(f"<h1>{TITLE}</h1>{card}{DAY}{BODY}").authors == authors


def test_who_made_the_site_did_not_write_it() -> None:
    assert read(f"<h1>{TITLE}</h1>{DAY}{BODY}</div><div id=foot><p>Sund Township</p><p>Site by Cogwheel Web</p>").authors == []


def test_a_headline_in_spans_has_the_blanks_of_the_title() -> None:
    first, rest = TITLE.split(" ", 1)
    assert read(f"<h1><span>{first}</span><span>{rest}</span></h1>{DAY}{BODY}").title == TITLE


CONSENT = "<div class=einbettung><p>Le canot de sauvetage de 1953 devant la station : une vidéo d’un tiers.</p><label>{} J’accepte que le canot de 1953 me soit montré par lui.</label></div>"


@pytest.mark.parametrize(("field", "kept"), [("<input type=checkbox>", False), ("", True)])
def test_a_box_with_the_only_tick_box_asks_for_consent(field: str, kept: bool) -> None:
    first, end, rest = BODY.partition("</p>")
    assert ("J’accepte que" in read(f"<h1>{TITLE}</h1>{DAY}<div>{first}{end}{CONSENT.format(field)}{rest}</div>").text) is kept


def test_a_paragraph_in_a_box_without_a_name_is_text_whatever_its_words() -> None:
    other = "Grinding machines hate vibration, and a former dairy with its thick concrete floor was chosen for them by engineers."
    box = f"<div style='margin-bottom:12px'><span>{other}</span></div>"
    long = "".join(f"<p>{each} {each.replace('station', 'gare')}</p>" for each in TOLD)
    assert other in read(f"<h1>{TITLE}</h1>{DAY}<div class=texte>{long}{box}<p>Fin de la visite du port.</p></div>").text


def test_arrows_that_are_not_read_out_are_no_text() -> None:
    text = read(f"<h1>{TITLE}</h1>{DAY}{BODY}<p>Le plan est en ligne. <span aria-hidden=true>→→</span></p>").text
    assert text.endswith("Le plan est en ligne.")
