"""The day that a site prints in the top of each of its pages is that of reading, and no release's."""

import pytest

from crawler.extract import extract

pytestmark = pytest.mark.guarantee(19)  # valid dates only
TEXT = "<p>The ferry company of Sund said on Monday that it had hired ninety people, most of them from the islands.</p>"
TEXT += "<p>The work took a little less than the engineers had planned, and the old quay stays open until spring.</p>"
HEAD = "<h1>Night ferry to Sund</h1>"


def day(above: str, article: str) -> str | None:
    html = f"<title>Night ferry to Sund | Sund Lines</title><body>{above}{article}</body>"
    return extract(html, "https://www.sund.example/news/ferry").published


@pytest.mark.parametrize(
    "top",
    [
        '<header><a href="/">Sund</a><span>{}</span></header>',
        "<header><div><p>{}</p></div></header>",
        "<header><time>{}</time></header>",
        '<div role="banner"><p>{}</p></div>',
        '<div class="top-bar"><div>{}</div></div>',
        '<div class="today">{}</div>',
        '<div id="site-header"><div><div>{}</div></div></div>',
    ],
)
@pytest.mark.parametrize("today", ["Friday, 3 May 2024", "vendredi 3 mai 2024", "2024-05-03"])
def test_a_day_in_the_top_of_the_page_is_none(top: str, today: str) -> None:
    assert day(top.format(today), f"<main><article>{HEAD}{TEXT}</article></main>") is None
    assert day(top.format(today), f"<main><article>{HEAD}<p>1 March 2024</p>{TEXT}</article></main>") == "2024-03-01"


@pytest.mark.parametrize(
    "article",
    [
        f"<main><article><header><p>3 May 2024</p>{HEAD}</header>{TEXT}</article></main>",
        f"<main><article><header><p>3 May 2024</p></header>{HEAD}{TEXT}</article></main>",
        f"<main><header><p>3 May 2024</p>{HEAD}</header><div>{TEXT}</div></main>",
        f'<div class="header"><p>3 May 2024</p>{HEAD}</div><div>{TEXT}</div>',
        f'<div class="story-header"><p>3 May 2024</p></div>{HEAD}<div>{TEXT}</div>',
    ],
)
def test_a_day_above_the_headline_in_its_own_head_is_the_release_s(article: str) -> None:
    assert day('<header><a href="/">Sund</a></header>', article) == "2024-05-03"
