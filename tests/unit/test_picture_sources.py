"""Which of a picture's files is the picture: the linked one, the largest of those it states, or what it shows."""

import pytest
from lxml import html

from crawler.extract import extract
from crawler.extract.body.picture_sources import addresses_of, size_in
from tests.unit.lifeboat import BODY, TITLE, URL, page

BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5"


def address_of(markup: str) -> str | None:
    """The first address of the `img` in some markup."""
    root = html.fromstring(f"<div>{markup}</div>")
    return next(addresses_of(next(root.iter("img")), lambda href: href), None)


@pytest.mark.parametrize(("markup", "address"), [
    ("<a href=/f/boat.jpg><img src=/f/boat-300x200.jpg></a>", "/f/boat.jpg"),
    ("<a href=/f/boat.jpg?10><img src=/f/small.jpg></a>", "/f/boat.jpg?10"),
    ("<a href=/boats data-src=/f/boat.jpg><img src=/f/boat-300x200.jpg></a>", "/f/boat.jpg"),
    ("<a href=/boats><img src=/f/boat.jpg></a>", "/f/boat.jpg"),
    ("<img src=/f/boat-1024x683.jpg srcset='/f/boat-1024x683.jpg 1024w, /f/boat-2048x1365.jpg 2048w'>", "/f/boat-2048x1365.jpg"),
    ("<img src=/f/a.jpg srcset='/f/b.jpg 360w ,/f/c.jpg 1080w ,/f/d.jpg 720w'>", "/f/c.jpg"),
    ("<img src=/f/a.jpg srcset='/f/b.jpg 360w,/f/c.jpg 1080w,/f/d.jpg 720w'>", "/f/c.jpg"),
    ("<img src=/f/a.jpg srcset=', ,1080w'>", "/f/a.jpg"),
    ("<img src=/f/a.jpg srcset='/c/w_424,q_80/a.jpg 424w, /c/w_848,q_80/a.jpg 848w'>", "/c/w_848,q_80/a.jpg"),
    ("<img src=/f/a.jpg srcset='/f/a.jpg 1x, /f/a@2x.jpg 2x'>", "/f/a@2x.jpg"),
    ("<img src=/f/a.jpg srcset='/f/tiny.jpg 20w'>", "/f/a.jpg"),
    ("<img src=/f/a.jpg?w=700 srcset='/f/a.jpg?fit=140 140w'>", "/f/a.jpg?w=700"),
    ("<img src=/f/a.jpg srcset='/f/a.jpg?w=300 300w, /f/a.jpg?w=900 900w'>", "/f/a.jpg"),
    ("<picture><source srcset=/f/xl.jpg media='(min-width: 1200px)'><img src=/f/s.jpg></picture>", "/f/xl.jpg"),
    ("<picture><source srcset=/f/em.jpg media='(min-width: 60em)'><source srcset=/f/px.jpg media='(min-width: 900px)'>"
     "<img src=/f/s.jpg></picture>", "/f/em.jpg"),
    ("<picture><source srcset='/f/w100/a.jpg' media='(min-width: 910px)'><img src='/f/w1024/a.jpg'></picture>", "/f/w1024/a.jpg"),
    ("<picture><source srcset='/f/300x300/a.jpg' media='(max-width:300px)'><img src=/f/a.jpg></picture>", "/f/a.jpg"),
    ("<picture><source srcset='/f/300x300/a.jpg' media='(max-width:300px)'>"
     "<source srcset=/f/900x0/a.jpg media='(min-width:301px)'><img src=/f/a.jpg></picture>", "/f/900x0/a.jpg"),
    (f"<img src='{BLANK}' data-srcset='/f/a.jpg 640w, /f/b.jpg 1920w'>", "/f/b.jpg"),
    (f"<img src='{BLANK}' data-medium-file=/f/m.jpg data-large-file=/f/l.jpg>", "/f/l.jpg"),
    (f"<img src='{BLANK}' data-src=/f/a.jpg><noscript><img src=/f/n.jpg></noscript>", "/f/a.jpg"),
    ("<img src=/f/spacer.gif srcset='/f/spacer.gif 900w'>", None),
    ("<a href=/f/logo.png><img src=/f/boat.jpg></a>", "/f/boat.jpg"),
    ("<img src=/f/a.jpg srcset='/f/b.jpg 900w' data-srcset='/f/c.jpg 900w'>", "/f/c.jpg"),
    (f"<img src='{BLANK}'>", None),
])  # fmt: skip
def test_the_best_address_comes_first(markup: str, address: str | None) -> None:
    assert address_of(markup) == address


@pytest.mark.parametrize(("address", "size"), [
    ("/f/boat-1024x683.jpg", 1024), ("/f/boat.jpg?w=640&h=480", 640), ("/t/w_1480,c_fill/boat.jpg", 1480),
    ("/s1600/boat.jpg", 1600),
    ("/boat.jpg?imwidth=680", 680), ("/f/boat-2048.jpg", 0), ("/f/show2024/boat.jpg", 0),
])  # fmt: skip
def test_sizes_that_an_address_tells(address: str, size: int) -> None:
    assert size_in(address) == size


@pytest.mark.parametrize(("alt", "shown"), [("\U0001f33f", False), ("...", True), ("Le canot", True), ("船", True)])
def test_a_sign_among_words_is_no_picture(alt: str, *, shown: bool) -> None:
    found = extract(page(f"{BODY}<p>Bravo <img src=/i/x.jpg alt='{alt}'> !</p>{BODY.replace('canot', 'bateau')}"), URL)
    assert bool(found.images) is shown


@pytest.mark.parametrize(("link", "caption", "shown"), [
    ("/f/quai_gross_1.jpg", "<p class=img-caption>Le quai</p>", True), ("/f/quai_gross_1.jpg", "<p>Le quai</p>", False),
    ("/n/quai", "<p class=img-caption>Le quai</p>", False),
])  # fmt: skip
def test_a_picture_with_a_caption_behind_the_text_leads_to_any_copy(link: str, caption: str, *, shown: bool) -> None:
    box = f"<div class=galerie><div><a href={link}><img src=/p/csm_1_thumb.jpg width=150></a>{caption}</div></div>"
    whole = f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1><p>5 mars 2024</p><div>{BODY}</div>{box}</div></body>"
    assert bool(extract(whole, URL).images) is shown


HEAD = f"<h1>{TITLE}</h1><p>5 mars 2024</p>"
TEXT = f"<div class=texte>{BODY}</div>"


@pytest.mark.parametrize(("body", "shown"), [
    ("<article><div class=une><img src=/i/canot.jpg></div><div><div>{head}</div></div>{text}</article>", "canot.jpg"),
    ("<div class=detail><img src=/i/canot.jpg><p>12 mars 2024</p><header>{head}</header>{text}</div>", "canot.jpg"),
    ("<div class=detail><img src=/i/canot.jpg><p><a href=/n>Actualités</a></p><header>{head}</header>{text}</div>", None),
    ("<img src=/i/canot.jpg><header>{head}</header>{text}", None),  # the whole page begins with it
    ("<div>{head}<div class='relative w-full'><img src=/i/canot.jpg></div>{text}</div>", "canot.jpg"),
    ("<div>{head}<div class='related'><img src=/i/canot.jpg></div>{text}</div>", None),
    ("<div>{head}<a href=/n/canot/@@images/image><img src=/n/canot/@@images/5f0c.jpg></a>{text}</div>", "5f0c.jpg"),
    ("<div>{head}<a href=/n/canot/image><img src=/n/canot/5f0c.jpg></a>{text}</div>", None),
    ("<div>{head}<img src=/i/canot-900x600.jpg width=90>{text}</div>", None),
    ("<div class=detail><img src=/i/canot.jpg><p>" + "Le port de Sund, " * 5 + "</p><header>{head}</header>{text}</div>", None),
    ("<div>{head}<img src=/i/tour.jpg alt='Beleuchteter Turm' width=282>{text}</div>", "tour.jpg"),
    ("<div>{head}<img src=/i/roe.jpg alt='Jana Roe' width=90>{text}</div>", None),
    ("<div>{head}<div class=image><noscript><img src=/i/canot.jpg alt='Le canot'></noscript></div>{text}</div>", "canot.jpg"),
    ("<div>{head}<div class=image><noscript><img src=/i/canot.jpg></noscript></div>{text}</div>", None),
])  # fmt: skip
def test_the_lead_picture(body: str, shown: str | None) -> None:
    found = extract(f"<html lang=fr><title>{TITLE}</title><body>{body.format(head=HEAD, text=TEXT)}</body></html>", URL).images
    assert next((each.url.rpartition("/")[2] for each in found), None) == shown
