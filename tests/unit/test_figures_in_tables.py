"""A figure that is the code of an error too says nothing of its page, but in a headline or on a page of nothing else."""

import pytest

from crawler.extract import extract

pytestmark = pytest.mark.guarantee(10)  # no non-article, and no article taken for one
HEAD = "<title>Output of the mills in November | Sund Mills</title><h1>Output of the mills in November</h1>"
CODES = (403, 404, 410, 429, 451, 500, 502, 503, 504)


def kind(html: str) -> str:
    found = extract(html, "https://www.sund.example/news/output")
    return "article" if found.kind == "article" else found.kind_reason or found.kind


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p>{}</p></td>", "<td>{} (up 3 per cent)</td>", "<td>{} - 511</td>"])
def test_a_release_of_a_table_may_have_any_figure(code: int, cell: str) -> None:
    rows = f"<tr><th>Mill</th><th>October</th><th>November</th></tr><tr><td>Upper</td>{cell.format(code)}<td>311</td></tr>"
    table = f"<table>{rows}<tr><td>Lower</td><td>1213</td><td>1344</td></tr></table><p>Figures in tonnes.</p>"
    assert kind(f"<main><article>{HEAD}<p class=date>3 May 2024</p>{table}</article></main>") == "article"


@pytest.mark.parametrize("code", CODES)
def test_a_tile_below_a_dated_headline_is_a_figure(code: int) -> None:
    tiles = f"<div><div>{code}</div><div>tonnes of flour</div></div><div><div>12</div><div>ships</div></div>"
    text = "<p>The mills made more flour than in any November before, and twelve ships took it to the islands.</p>"
    assert kind(f"<main><article>{HEAD}<p class=date>3 May 2024</p>{tiles}{text}</article></main>") == "article"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "page",
    [
        "<h1>{}</h1><p>Hoppá!</p>",
        "<h2>{} |</h2>",
        "<div>{}</div><p>Hoppá! <a href='/'>Heim</a></p>",
        "<table><tr><td><h1>{}</h1></table>",
    ],
)
def test_a_code_alone_is_an_error(code: int, page: str) -> None:
    assert kind(f"<title>Sund</title>{page.format(code)}") in ("block_page", "soft_404", "maintenance")
