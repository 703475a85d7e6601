"""Threads, archives and lists with whole paragraphs are told by their boxes."""

import pytest

from crawler.extract.page_type.classify import page_type
from crawler.extract.page_type.posts import is_of_posts
from crawler.page.page import Page
from tests.ferry import TEXT

BOX = "<div class=post><h2>{head}</h2><div>{day}</div><p>{text}</p></div>"
LINKED = "<a href=/n/{}>Night ferry {}</a>"


def page_of(*boxes: str, beside: str = "") -> Page:
    return Page("https://www.sund.example/all", f"<html><body><main><h1>Sund</h1>{beside}{''.join(boxes)}</main></body></html>")


def boxes(head: str = LINKED, day: str = "{} May 2024", box: str = BOX) -> list[str]:
    return [box.format(head=head.format(n, n), day=day.format(n), text=text) for n, text in enumerate(TEXT, 1)]


@pytest.mark.parametrize(
    "posts",
    [
        boxes(),
        boxes(box="<div class=post><p>{head} {day}</p><p>{text}</p></div>", head="<a href=/u/{}>sailor{}</a>"),
        [*boxes(), BOX.format(head=LINKED.format(4, 4), day="soon", text=TEXT[0])],  # nearly all have a day
        boxes(box="<article><h2>{head}</h2><div>{day}</div><p>{text}</p></article>"),
        [box.replace("class=post", f"class='bg{at % 2} post p{at}'") for at, box in enumerate(boxes())],
    ],
    ids=["archive", "thread", "one without a day", "articles", "every second one of another colour"],
)
def test_boxes_with_a_day_and_a_link_above_their_text_are_posts(posts: list[str]) -> None:
    page = page_of(*posts)
    assert is_of_posts(page)
    assert page_type(page)[0] != "article"


@pytest.mark.parametrize(
    "posts",
    [
        boxes()[:2],
        boxes(head="Night ferry {}"),  # releases below each other
        boxes(head="<a href='#p{}'>Night ferry {}</a>"),  # entries of a live report
        boxes(day="at noon"),
        [boxes(head="Night ferry {}")[0], *boxes()[1:], boxes()[1]],  # an article, and others below
        boxes(box="<p class=post>{head} {day}: {text}</p>"),
        boxes(box="<li class=post><b>{head}</b><div>{day}</div><p>{text}</p></li>"),
        boxes(box="<div class=post><h2>Night ferry</h2><div>{day}</div><p>{text}</p>{head}</div>"),
        boxes(box="<div class=post><h2>{head}</h2><p>{text} It was to be the {day}, and all were there to see it.</p></div>"),
        [boxes()[0], *boxes(day="at noon")[1:], *boxes()[1:]],  # three of five have a day
        [*boxes()[:2], boxes(day="at noon")[2]],
    ],
    ids=["two", "no links", "places of the page", "no days", "others below", "lines", "items", "link below", "day in the text",
         "three of five", "two of three"],
)
def test_other_boxes_are_none(posts: list[str]) -> None:
    assert not is_of_posts(page_of(*posts))


def test_posts_below_an_article_are_less_than_it() -> None:
    own = "".join(f"<p>{text}</p>" for text in TEXT * 2)
    assert not is_of_posts(page_of(*boxes(), beside=f"<div>{own}</div>"))
    assert not is_of_posts(page_of(*boxes(), beside="<div>7 May 2024</div><p>It sails in June.</p>")), "a release of one sentence"
    assert is_of_posts(page_of(*boxes(), beside="<p>What the harbour has told.</p>")), "an introduction"
    assert not is_of_posts(page_of(*boxes(), beside=f"<p>{TEXT[0]}</p>")), "a paragraph without a day"
    stated = "<meta property=article:published_time content=2024-05-07><p>It sails in June.</p>"
    assert not is_of_posts(page_of(*boxes(), beside=stated)), "a day that is only stated"
    assert is_of_posts(page_of(*boxes(), beside="<p>All notices of the town, newest first</p>"))
    assert is_of_posts(page_of(*boxes(), beside="<h2>When does the first ferry leave in winter?</h2>")), "what a thread asks"
    assert is_of_posts(page_of(*boxes(), beside="<p><a href=/rules>Read the rules before you write.</a></p>"))
    long = f"<section><p>{TEXT[0]}</p></section>"
    assert is_of_posts(page_of(*boxes(), long))
    assert not is_of_posts(page_of(*boxes(), long * 4)), "more text below them"
    assert not is_of_posts(page_of())


def test_such_a_page_is_a_listing_though_it_reads_like_an_article() -> None:
    long = [box.replace("</p></div>", f"</p><p>{' '.join(TEXT)}</p><p>{' '.join(TEXT)}</p></div>") for box in boxes(head=LINKED)]
    meta = "<title>Night ferry to the islands leaves at ten</title><meta property=og:type content=article>"
    main = f"<article><h1>Night ferry to the islands leaves at ten</h1>{''.join(long)}</article>"
    html = f"<html><head>{meta}</head><body>{main}</body></html>"
    url = "https://www.sund.example/news/2024/05/night-ferry-to-the-islands-leaves-at-ten"
    assert page_type(Page(url, html)) == ("listing", "posts")
    assert page_type(Page(url, html.replace("<a href=", "<b id=").replace("</a>", "</b>")))[0] == "article"
