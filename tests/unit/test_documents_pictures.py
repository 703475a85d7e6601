"""The documents and pictures of an article are those that its own part of the page shows."""

import pytest
from lxml import html

from crawler.extract import extract
from crawler.extract.block_model.documents import offered_documents
from crawler.page.boilerplate import is_in_page_foot
from crawler.page.walk import outline

URL = "https://www.nordkai.example/presse/2024/kran.html"
TEXT = "".join(
    f"<p>{words}</p>"
    for words in (
        "Der neue Kran am Nordkai hebt seit Montag Lasten von bis zu achtzig Tonnen aus den Schiffen.",
        "Er ersetzt zwei Anlagen, die seit vierzig Jahren am Kai standen und zuletzt oft repariert wurden.",
        "Für die Schulung der acht Führer wurde im Winter ein Simulator in der alten Werkhalle aufgebaut.",
    )
)
OWN = '<p class="file"><a href="/f/kran.pdf">Mitteilung (PDF, 200 kB)</a></p>'
HEAD = "<h1>Neuer Kran am Nordkai</h1><p>3. Juni 2024</p>"


def documents(body: str) -> list[str]:
    found = extract(f"<html lang=de><title>Neuer Kran am Nordkai</title><body>{body}</body></html>", URL)
    return [each.url.rsplit("/", 1)[-1] for each in found.attachments]


def pictures(behind: str) -> list[str]:
    page = f"<html lang=de><title>Neuer Kran am Nordkai</title><body><main>{HEAD}{TEXT}{behind}</main></body></html>"
    return [each.url.rsplit("/", 1)[-1] for each in extract(page, URL).images]


@pytest.mark.parametrize("foot", [
    '<footer><a href="/legal/datenschutz.pdf">Datenschutz</a></footer>',
    '<div class="unten"><a href="/legal/datenschutz.pdf">Datenschutz</a></div>',
    '<dl><dt>Berichte</dt><dd><a href="/b/bericht-2023.pdf">Geschäftsbericht 2023</a></dd></dl>',
])  # fmt: skip
def test_documents_of_the_site_below_its_article_are_none_of_the_article(foot: str) -> None:
    assert documents(f"<div><main>{HEAD}{TEXT}{OWN}</main>{foot}</div>") == ["kran.pdf"]


@pytest.mark.parametrize(("behind", "found"), [
    ('<div><h3>Downloads</h3><ul><li><a href="/f/pm7.pdf">pm7.pdf</a> 188 KB</li></ul></div>', ["pm7.pdf"]),
    ('<p>附件：<a href="/f/pm7.pdf">报价表</a></p>', ["pm7.pdf"]),
    ('<div><h3>Downloads</h3><a href="/f/pm7.pdf">Text</a><div><h3>Allgemeines</h3><a href="/f/agb.pdf">AGB</a></div></div>', []),
    ('<div><h3>Downloads</h3><a href="/f/pm7.pdf">Text</a> <a href="/presse/">Alle Meldungen</a></div>', []),
    ('<aside><h3>Downloads</h3><a href="/f/pm7.pdf">Text</a></aside>', []),
    ('<div class="sidebar"><a href="/f/pm7.pdf">Text</a></div>', []),
    (f"<ul>{'<li><a href=/f/pm7.pdf>Text</a></li>' * 14}</ul>", []),  # a library
    ('<div><p>Mehr.</p></div><div><a href="/f/pm7.pdf">Text</a></div>', []),  # not right behind
])  # fmt: skip
@pytest.mark.parametrize("element", ["div", "main"])
def test_files_alone_right_behind_the_element_of_a_release_are_its_own(behind: str, found: list[str], element: str) -> None:
    page = f"<div><div><{element}>{HEAD}{TEXT}</{element}>{behind}</div><p>Nordkai</p></div>"
    assert documents(page) == (found if element == "div" else [])


@pytest.mark.parametrize("own", [
    OWN, '<div><h3>Zum Herunterladen</h3><ul><li><a href="/f/kran.pdf">Mitteilung</a></li></ul></div>', f"<aside>{OWN}</aside>",
])  # fmt: skip
def test_documents_beside_the_text_below_its_headline_are_its_own(own: str) -> None:
    assert documents(f"<div><main>{HEAD}<div><div><div>{TEXT}</div></div></div>{own}</main></div>") == ["kran.pdf"]


def test_a_headline_above_the_whole_page_bounds_no_documents_but_the_foot_of_the_page_does() -> None:
    foot = '<footer><a href="/legal/datenschutz.pdf">Datenschutz</a></footer>'
    assert documents(f"<header>{HEAD}</header><div><div>{TEXT}</div>{OWN}</div>{foot}") == ["kran.pdf"]


def test_a_headline_above_the_whole_page_bounds_nothing() -> None:
    site = '<div class="unten"><a href="/legal/agb.pdf">AGB</a></div>'
    assert documents(f"<div class=kopf>{HEAD}</div><div><div><div>{TEXT}</div>{OWN}</div></div>{site}") == ["kran.pdf"]


def test_a_document_in_the_row_of_another_release_is_that_ones() -> None:
    row = '<li><a href="/presse/2024/tor.html">Neues Tor am Südkai</a> <div><a href="/f/tor.pdf">PDF</a></div></li>'
    assert documents(f"<main>{HEAD}{TEXT}{OWN}<ul>{row}</ul></main>") == ["kran.pdf"]


@pytest.mark.parametrize(("link", "shown"), [
    ("/kontakt", []),
    ("https://other.example/buch", []),
    ("/img/kran-gross.jpg", ["kran-gross.jpg"]),
    ("#gallery", ["20240603-kran.jpg"]),
    ("", ["20240603-kran.jpg"]),
    ("/fotos/20240603-kran/", ["20240603-kran.jpg"]),
    ("/fotos/zeige?bild=20240603-kran", ["20240603-kran.jpg"]),
    ("/fotos/20240603/", ["20240603-kran.jpg"]),
    ("javascript:gross()", ["20240603-kran.jpg"]),
])  # fmt: skip
def test_a_picture_behind_the_text_that_leads_elsewhere_is_a_button(link: str, shown: list[str]) -> None:
    assert pictures(f'<p><a href="{link}"><img src="/img/20240603-kran.jpg" width=400></a></p>') == shown


def test_a_picture_without_link_behind_the_text_and_a_linked_one_amid_it_are_the_articles() -> None:
    assert pictures('<p><img src="/img/kai.jpg"></p>') == ["kai.jpg"]
    amid = '<p><a href="/kontakt"><img src="/img/kai.jpg"></a></p><p>Im Herbst folgt am selben Kai ein zweiter Kran.</p>'
    assert pictures(amid) == ["kai.jpg"]


def test_a_picture_that_leads_to_itself_at_an_address_without_a_name_is_no_button() -> None:
    address = "https://proxy.example/45ebf6e5/617a6f6e"
    image = f'<img src="{address}" data-canonical-src="https://a.example/kai.jpg">'
    assert pictures(f'<p><a href="{address}">{image}</a></p>') == ["kai.jpg"]


LEAD = '<figure><img src="/img/lead.jpg"><figcaption>Der Kran im Mai</figcaption></figure>'


@pytest.mark.parametrize(("above", "shown"), [
    (LEAD, ["lead.jpg"]),
    (f"{LEAD}<p><span>Hafen</span></p>", ["lead.jpg"]),
    (f"{LEAD}{'<p>Hafen</p>' * 6}<p>Alles von heute</p>", []),
    ('<figure><a href="/presse/tor.html"><img src="/img/tor.jpg"></a><figcaption>Neues Tor</figcaption></figure>', []),
    ('<figure><a href="/se/images/kran-77"><img src="/img/a1.jpg"></a><figcaption>Kran</figcaption></figure>', ["a1.jpg"]),
    ('<figure><a href="/se/images/kran-77"><img src="/img/a1.jpg"></a></figure>', []),
    ('<div><img src="/img/kopf.jpg"></div>', []),
])  # fmt: skip
def test_a_figure_right_above_the_headline_is_the_lead_picture(above: str, shown: list[str]) -> None:
    page = f"<html lang=de><title>Neuer Kran am Nordkai</title><body>{above}<div>{HEAD}</div><div>{TEXT}</div></body></html>"
    assert [each.url.rsplit("/", 1)[-1] for each in extract(page, URL).images] == shown


@pytest.mark.parametrize(("link", "picture", "shown"), [
    ("/bild/ap_kran_am_nordkai_10519jpg/", "kran_am_nordkai_10519_s885.jpg", True),
    ("/bild/der-neue-kran-am-nordkai", "neue_kran_nordkai_mai.jpg", True),
    ("/presse/kran-am-nordkai.html", "kran_am_nordkai_im_mai.jpg", False),  # two words: the page of another release
    ("/presse/tor-am-kai.html", "kran_am_nordkai_10519_s885.jpg", False),
])  # fmt: skip
def test_a_figure_below_the_headline_may_lead_to_the_page_of_its_picture(link: str, picture: str, shown: bool) -> None:
    figure = f'<figure><a href="{link}"><img src="/t/{picture}"></a></figure>'
    page = f"<html lang=de><title>Neuer Kran am Nordkai</title><body><div>{HEAD}{figure}</div><div>{TEXT}</div></body></html>"
    assert bool(extract(page, URL).images) is shown


@pytest.mark.parametrize(("picture", "shown"), [
    ('<img src="/img/kran.jpg">', ["kran.jpg"]),
    ('<img src="/img/kran.png" alt="Der neue Kran">', ["kran.png"]),
    ('<img src="/img/kran.png" width=640 height=400>', ["kran.png"]),
    ('<img src="/img/kran-300x250.jpg">', ["kran-300x250.jpg"]),
    ('<img src="/img/kran.png">', []),
    ('<img src="/img/kran.svg" alt="Der neue Kran">', []),
    ('<img src="/img/roth-115x115.jpg">', []),
    ('<img src="/img/roth.jpg?w=60&amp;h=60">', []),
    ('<img src="/img/roth.jpg" alt="Jana Roth">', []),
    ('<img src="/img/a.jpg" alt="扫一扫">', []),
    ('<div class="author-card"><img src="/img/roth.jpg"></div>', []),
    ('<div class="related"><img src="/img/tor.jpg"></div>', []),
    ('<a href="/kontakt"><img src="/img/kran.jpg"></a>', []),
])  # fmt: skip
def test_a_large_picture_between_headline_and_text_leads(picture: str, shown: list[str]) -> None:
    page = f"<title>Neuer Kran am Nordkai</title><body><div>{HEAD}<div>{picture}</div></div><div>{TEXT}</div></body>"
    assert [each.url.rsplit("/", 1)[-1].partition("?")[0] for each in extract(page, URL).images] == shown


@pytest.mark.parametrize(("above", "shown"), [
    ('<section><img src="/img/kran.jpg">{}</section>', ["kran.jpg"]),
    ('<section><picture><img src="/img/kran.jpg"></picture><div>{}</div></section>', ["kran.jpg"]),
    ('<div><img src="/img/kran.jpg"></div><section>{}</section>', ["kran.jpg"]),
    ('<div><img src="/img/kopf.jpg"></div><p><a href="/">Nordkai</a></p><section>{}</section>', []),
])  # fmt: skip
def test_a_large_picture_above_the_headline_leads_in_the_headlines_own_box(above: str, shown: list[str]) -> None:
    page = f"<title>Neuer Kran am Nordkai</title><body><main>{above.format(HEAD)}<div>{TEXT}</div></main></body>"
    assert [each.url.rsplit("/", 1)[-1] for each in extract(page, URL).images] == shown


def test_a_caption_in_a_script_without_capitals_is_no_person() -> None:
    picture = '<div><img src="/img/berth.webp" alt="السفينة عند الرصيف"></div>'
    page = f"<title>Neuer Kran am Nordkai</title><body><div>{HEAD}{picture}</div><div>{TEXT}</div></body>"
    assert [each.url.rsplit("/", 1)[-1] for each in extract(page, URL).images] == ["berth.webp"]


@pytest.mark.parametrize("files", [
    '<dl><dt>첨부파일</dt><dd><a href="/down.do?file=1">nordkai.hwp</a> <span>(61 KB)</span></dd></dl>',
    '<ul><li><a href="/down.do?file=1">nordkai.pdf (820 KB)</a></li></ul>',
])  # fmt: skip
def test_files_between_headline_and_text_are_the_releases_also_by_their_names(files: str) -> None:
    assert documents(f"<main>{HEAD}{files}<div>{TEXT}</div></main>") == ["down.do?file=1"]


@pytest.mark.parametrize(("above", "found"), [
    ('<div class="dl"><b>Zum Herunterladen</b><a href="/f/kran.pdf">Deutsch (PDF, 90 kB)</a></div>', ["kran.pdf"]),
    ('<div class="m"><a href="/wir">Über uns</a> <a href="/f/firma.pdf">Firmenbroschüre</a></div>', []),
    ('<ul><li><a href="/wir">Über uns</a></li><li><a href="/f/firma.pdf">Firmenbroschüre</a></li></ul>', []),
])  # fmt: skip
def test_a_box_of_files_above_the_headline_is_the_releases_and_a_menu_is_not(above: str, found: list[str]) -> None:
    assert documents(f"<div><main>{above}{HEAD}<div>{TEXT}</div></main></div>") == found


@pytest.mark.parametrize(("name", "found"), [
    ("neuer-kran-nordkai.pdf", ["neuer-kran-nordkai.pdf"]),
    ("neuer-kran-daten.docx", ["neuer-kran-daten.docx"]),
    ("bericht-2023.pdf", []),
    ("kran.pdf", []),
    ("nordkai-neuer-geschaeftsbericht-des-hafens-2023.pdf", []),  # whose name the headline has
])  # fmt: skip
def test_a_file_in_a_box_beside_the_article_is_its_own_by_the_words_of_the_headline(name: str, found: list[str]) -> None:
    aside = f'<aside><h3>Dateien</h3><ul><li><a href="/f/{name}">Datei</a></li></ul></aside>'
    assert documents(f"<div><article>{HEAD}<div>{TEXT}</div></article>{aside}</div>") == found


@pytest.mark.parametrize(("link", "shown"), [
    ("/getattachment/8e1c/kran-nordkai.jpg", True), ("/img/kran-nordkai_gross.jpg", True), ("/img/tor-am-kai.jpg", False),
    ("/presse/tor.html", False), ("/img/kran-nordkai.gif", False),
])  # fmt: skip
def test_pictures_for_the_press_below_a_text_lead_to_larger_copies(link: str, shown: bool) -> None:
    picture = f'<a href="{link}"><img src="/img/kran-nordkai.jpg?w=180"></a>'
    box = f"<div class=bilder><h4>Bilder</h4><p>Frei für die Presse.</p>{picture}</div>"
    page = f"<title>Neuer Kran am Nordkai</title><body><div>{HEAD}<div>{TEXT}</div>{box}</div><div><p>© Nordkai</p></div></body>"
    assert bool(extract(page, URL).images) is shown


def test_files_of_a_release_stand_beside_its_related_releases() -> None:
    files = '<div><h4>Dateien</h4><ul><li><span><a href="/f/kran.pdf">Lageplan</a></span> <span>1,9 MB</span></li></ul></div>'
    related = '<div><h4>Verwandte Meldungen</h4><ul><li><a href="/presse/tor.html">Neues Tor am Südkai</a></li></ul></div>'
    assert documents(f"<article>{HEAD}<div>{TEXT}</div><div>{files}{related}</div></article>") == ["kran.pdf"]


FOOT_OF_PAGE = "<div class=footer>© Nordkai</div>"


@pytest.mark.parametrize(("page", "of_page"), [
    (f"<main>{TEXT}</main><div><footer><a href=/f/satzung.pdf>Satzung</a></footer></div>{FOOT_OF_PAGE}", True),
    (f"<div class=footer><p class=foot><a href=/f/satzung.pdf>Satzung</a></p></div>{FOOT_OF_PAGE}", True),
    (f"<div>{TEXT}<div class=art-foot><a href=/f/kran.pdf>Mitteilung</a></div></div>{FOOT_OF_PAGE}", False),
])  # fmt: skip
def test_a_foot_above_another_is_an_articles_but_for_a_footer_and_a_part_of_the_pages(page: str, of_page: bool) -> None:
    link = next(html.fromstring(f"<body>{HEAD}{page}</body>").iter("a"))
    assert is_in_page_foot(link) is of_page


def test_the_foot_of_a_release_is_no_foot_of_the_page() -> None:
    foot = '<div class="mfn-footer mfn-attachment"><p><b>Liitteet</b><br><a href="/f/kran.pdf">Tiedote</a></p></div>'
    assert documents(f"<div>{HEAD}<div>{TEXT}{foot}</div></div>") == ["kran.pdf"]


@pytest.mark.parametrize(("line", "caption"), [
    ("<div class=caption><p>Der neue Kran am Nordkai</p></div>", "Der neue Kran am Nordkai"),
    ("<div class=caption><p>Der neue Kran am Nordkai</p><p>Ein Tor</p></div>", None),
    ("<div class=caption>Foto: Jana Roth <p>Der neue Kran am Nordkai</p></div>", "Foto: Jana Roth"),
])  # fmt: skip
def test_a_line_that_is_all_of_an_element_called_caption_is_one(line: str, caption: str | None) -> None:
    first, rest = TEXT.split("</p>", 1)
    page = f"<title>Neuer Kran</title><article>{HEAD}{first}</p><div><img src=/img/kran.jpg>{line}</div>{rest}</article>"
    assert [each.caption for each in extract(page, URL).images] == [caption]


def test_a_picture_for_the_press_that_is_hidden_is_none_of_the_article() -> None:
    picture = '<a href="/img/kran-gross.jpg" hidden><img src="/img/kran.jpg?w=180"></a>'
    page = f"<title>Neuer Kran am Nordkai</title><div>{HEAD}<div>{TEXT}</div><div><h4>Bilder</h4>{picture}</div></div>"
    assert not extract(page, URL).images


@pytest.mark.parametrize(("line", "offered"), [
    ("<a href=/f/kran.pdf>Diese Mitteilung als PDF</a> (184 kB, barrierefrei)", True),
    ("Zum <a href=/f/kran.pdf>Plan</a>: zwei Krane, acht Plätze, ein Gleis", False),
])  # fmt: skip
def test_a_line_amid_a_text_that_is_half_a_link_to_a_file_offers_it(line: str, offered: bool) -> None:
    page = outline(html.fromstring(f"<div>{TEXT}<p>{line}</p>{TEXT}</div>"))
    kept = [block for block in page.shown() if not block.link_chars]
    assert bool(offered_documents(page, kept)) is offered
