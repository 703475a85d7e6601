"""Rows of dated lists that lack the day of the others: pinned, just published, or with `Yesterday` and `New` in its place."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import read_listing
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site

pytestmark = pytest.mark.guarantee(23)

URL = "http://www.example.org/news/"
SITE = Site.for_url(URL)
HEADS = (
    "The ferry of the north opens its gate", "A mill on the river begins its work", "The harbour of Lund is closed for winter",
    "A smelter at Oslo sells its last furnace", "The rail depot in Bonn gets a new roof", "A quarry of the west hires forty people",
    "The wind farm near Kiel stands in the sea", "A bridge over the lake is lit at night",
)  # fmt: skip
FORMS = {
    "list": ("<ul>{}</ul>", '<li><span class="d">{d}</span> <a href="/news/{u}.html">{t}</a></li>'),
    "table": ("<table>{}</table>", '<tr><td>{d}</td><td><a href="/news/{u}.html">{t}</a></td></tr>'),
    "cards": ("<div>{}</div>", '<div class="n"><a href="/news/{u}.html"><span>{d}</span><b>{t}</b></a></div>'),
    "headings": ("<div>{}</div>", '<article><p class="when">{d}</p><h3><a href="/news/{u}.html">{t}</a></h3></article>'),
    "linked": ("<ul>{}</ul>", '<li><a href="/news/{u}.html"><time>{d}</time><span class="t">{t}</span></a></li>'),
}


def rows(form: str, without: dict[int, str], behind: str = "", lang: str = "en") -> tuple[Row, ...]:
    """The rows of a list. without: number of a row -> what it says instead of its day; behind: markup of a last item."""
    whole, item = FORMS[form]
    said = [without.get(n, f"{20 - n}.10.2025") for n in range(len(HEADS))]
    body = "".join(item.format(d=day, t=head, u=head.lower().replace(" ", "-")) for day, head in zip(said, HEADS, strict=True))
    menu = '<header><nav><a href="/">Home</a> <a href="/about/">About</a></nav></header>'
    page = f'<html lang="{lang}"><body>{menu}<main><h1>News</h1>{whole.format(body + behind)}</main></body></html>'
    return read_listing(Page(URL, page), SITE).rows


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("instead", ["", "Yesterday", "Вчера", "New", "今天"])
@pytest.mark.parametrize("place", [0, 4, 7])
def test_a_row_without_a_day_is_a_row(form: str, instead: str, place: int) -> None:
    found = rows(form, {place: instead})
    assert [row.title for row in found] == list(HEADS)
    below = form == "table" and not instead and place  # an empty cell has the day of the one above
    assert [row.date is None for row in found] == [n == place and not below for n in range(len(HEADS))]


def test_a_word_that_is_as_long_as_a_day_is_no_headline() -> None:
    days = {n: f"{20 - n} октября 2025" for n in range(1, len(HEADS))}
    assert rows("cards", {0: "Опубликовано сегодня", **days}, lang="ru")[0].title == HEADS[0]


@pytest.mark.parametrize(
    "behind",
    [
        '<li><a href="/news/archive.html">All the older releases of ours</a></li>',  # a name of one word among names of many
        '<li><a href="/news/the-ferry-of-the-south.html">More</a></li>',  # no headline
        '<li><a href="/about/the-house-by-the-sea/">The house by the sea in which we work</a></li>',  # another folder
        '<li><h4>Press kit</h4><p><a href="/news/the-pictures-of-the-year.html">The pictures of the year in one file</a></p></li>',  # another form
    ],
)
def test_what_is_made_otherwise_is_none(behind: str) -> None:
    assert [row.title for row in rows("list", {}, behind)] == list(HEADS)
