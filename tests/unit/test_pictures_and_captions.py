"""Pictures of an article: galleries, those that a style sets, portraits and banners beside; their captions, in any markup."""

import pytest

from crawler.extract import extract
from crawler.extract.body.places import Structure
from crawler.page.page import Page
from tests.unit.lifeboat import BODY, TITLE, TOLD, URL, page


def test_all_pictures_of_a_gallery_above_the_text_are_the_articles() -> None:
    items = "".join(f"<div class=item><img src=/i/canot{at}.jpg width=900 height=600></div>" for at in (1, 2, 3))
    images = extract(page(BODY, above=f"<div class=carrousel>{items}</div>"), URL).images
    assert [each.url[-10:] for each in images] == ["canot1.jpg", "canot2.jpg", "canot3.jpg"]


@pytest.mark.parametrize(("picture", "shown"), [
    ("<img src=/i/roe.jpg width=80 height=80>", False),
    ("<img src=/ads/canot.jpg width=900 height=600>", False),
    ("<img src=//ad3.sund.example/canot.jpg width=900 height=600>", False),
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


def test_a_picture_of_the_same_form_in_another_box_is_no_part_of_a_gallery() -> None:
    boxes = "".join(f"<div class={name}><p><img src=/i/{name}.jpg width=900 height=600></p></div>" for name in ("phare", "canot"))
    assert [each.url[-9:] for each in extract(page(BODY, above=boxes), URL).images] == ["canot.jpg"]


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


@pytest.mark.parametrize(("box", "is_caption"), [
    ("<div><img src=/i/canot.jpg><p>Le canot devant la cale</p></div>", True),
    ("<p><img src=/i/canot.jpg><br>Le canot devant la cale</p>", False),  # a paragraph that begins with a picture
    ("<ul><li><img src=/i/canot.jpg><p>Le canot devant la cale</p></li></ul>", False),  # an item of a list
])  # fmt: skip
def test_the_line_of_a_box_with_a_picture_is_a_caption_in_an_element_of_its_own(box: str, is_caption: bool) -> None:
    outline = Page(URL, f"<p>{TOLD[0]}</p>{box}<p>{TOLD[1]}</p>").outline
    picture = next(block for block in outline.blocks if block.image is not None)
    assert (Structure(outline, outline.blocks).caption(picture) is not None) is is_caption


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


@pytest.mark.parametrize(("box", "caption"), [
    ("<div class=img>{}<span class=img__t itemprop=caption>Le canot à quai.</span></div>", "Le canot à quai."),
    ("<article class=media><div><div class=sr-only>Image</div>{}</div><div>Le canot à quai</div></article>", "Le canot à quai"),
    ("<div class=imgbox>{}<p class=popisek>Le canot est à quai.</p></div>", "Le canot est à quai."),
    ("<div><div>{}</div><p hidden>Légende</p><div class=caption>Le canot à quai</div></div>", "Le canot à quai"),
    (
        "<a href=/12><img src=/i/canot.jpg width=900 alt='Le canot à quai'></a><p>Le canot à quai. Photo : Roe</p>",
        "Le canot à quai. Photo : Roe",
    ),
])  # fmt: skip
def test_captions_by_what_publishing_systems_write(box: str, caption: str) -> None:
    found = extract(page(BODY, above=box.format("<img src=/i/canot.jpg width=900>")), URL)
    assert [(each.url[-9:], each.caption) for each in found.images] == [("canot.jpg", caption)]
    assert found.text == "\n\n".join(TOLD)


def test_a_heading_below_a_picture_that_is_called_so_is_no_caption() -> None:
    first, rest = BODY.split("</p>", 1)
    found = extract(page(f"{first}</p><img src=/i/canot.jpg alt='Une cale neuve'><h3>Une cale neuve</h3>{rest}"), URL)
    assert ([each.caption for each in found.images], "Une cale neuve" in found.text) == ([None], True)


@pytest.mark.parametrize(("picture", "shown"), [
    ("<figure><img src=/i/canot.jpg width=900></figure>", ["canot.jpg"]),
    ("<figure><img src='/i/canot.jpg?resize=65%2C65'></figure>", []),  # a teaser's
])  # fmt: skip
def test_a_lead_picture_may_stand_above_caption_day_and_writer(picture: str, shown: list[str]) -> None:
    lines = "<div class=cap>Le canot devant la cale</div><div>5 mars 2024</div><div>Ana Roe</div><div>Sauvetage</div>"
    head = f"<div>{picture}{lines}<h1>{TITLE}</h1></div>"
    text = extract(f"<html lang=fr><title>{TITLE}</title><body>{head}<div>{BODY}</div>", URL)
    assert [each.url[-9:] for each in text.images] == shown


@pytest.mark.parametrize("behind", [
    "<p><a href=/n/2>La cale neuve du port</a></p>",
    "<h3>La cale neuve du port</h3>",
    "</div><div><div><p>La cale neuve du port</p></div>",
    "<p>Le port et sa cale neuve</p>",
])  # fmt: skip
def test_a_picture_that_leads_away_needs_a_caption_beside_it(behind: str) -> None:
    picture = f"<div><a href=/n/2><img src=/i/cale.jpg width=900 alt='La cale neuve'></a>{behind}</div>"
    assert extract(page(BODY, above=picture), URL).images == []


def test_a_paragraph_that_begins_as_the_picture_is_called_stays() -> None:
    first, rest = BODY.split("</p>", 1)
    said = "Le canot devant la cale attend le printemps."
    found = extract(page(f"{first}</p><p><img src=/i/canot.jpg alt='Le canot devant la cale'></p><p>{said}</p>{rest}"), URL)
    assert ([each.caption for each in found.images], said in found.text) == ([None], True)


def test_the_banner_above_the_menu_is_no_lead_picture() -> None:
    menu = "<p><a href=/a>Le port</a></p><p><a href=/b>La ville</a></p><p><a href=/c>La mer</a></p><p><a href=/d>Presse</a></p>"
    text = extract(f"<title>{TITLE}</title><body><img src=/i/banniere.jpg>{menu}<h1>{TITLE}</h1><div>{BODY}</div>", URL)
    assert text.images == []


@pytest.mark.parametrize(("sizes", "shown"), [
    ("/i/a.jpg?w=40 40w, /i/a.jpg?w=480 480w, /i/a.jpg?w=1440 1440w", "1440"),  # a preview, by its size
    ("/i/a.jpg?w=40 600w, /i/a.jpg?w=1440 1440w", "1440"),
    ("/i/a.jpg?w=40 1x, /i/a.jpg?w=80 2x", "40"),  # previews alone, by their addresses
    ("/i/a.jpg?w=30 30w, /i/a.jpg?w=60 60w", "40"),  # previews alone
])  # fmt: skip
def test_the_largest_source_is_the_picture(sizes: str, shown: str) -> None:
    first, rest = BODY.split("</p>", 1)
    found = extract(page(f"{first}</p><p><img src='/i/a.jpg?w=40' srcset='{sizes}'></p>{rest}"), URL).images
    assert [each.url.rpartition("=")[2] for each in found] == [shown]
