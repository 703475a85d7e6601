"""The page of an explanation in a real browser: nothing runs, nothing is fetched, the toggle works, a phone can show it."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from crawler.explain.reading import PageSource, explain
from crawler.explain.view import explanation_page
from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023
from crawler.platforms.trs import TRS
from crawler.site import Site
from tests.browser import chromium, framed, needs_browser, picture, scheme, through, trap

OWNED = "\"><img src='http://127.0.0.1:9/x.png' onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
HOSTILE = OWNED.replace("<", "&lt;").replace('"', "&quot;")
URL = "http://www.acme.example/news/t20200305_1234.html"
NEWS = "The company opened a hall of tungsten in Chenshan City, and the deputy president cut the ribbon with many guests."
PAGE = f"""<html><head><title>Hall {HOSTILE}</title><meta property="og:title" content="{HOSTILE}"></head><body>
<ul class="{HOSTILE}"><li><a href="javascript:alert(1)">Start {HOSTILE}</a></li></ul>
<p>Your location: Home &gt; {HOSTILE}</p><h1>Hall {HOSTILE}</h1>
<p>Font size: [Big Middle Small] [Print] Color:</p>
<div><p>{NEWS} {HOSTILE}</p><p><img src="http://127.0.0.1:9/hall.png" alt="{HOSTILE}"></p><p>{NEWS} {"W" * 400}</p>
<p>\u202e{NEWS}</p></div>
<p>Previous: <a href="t2.html">Another {HOSTILE}</a></p><style>@import url(http://127.0.0.1:9/a.css)</style>
<p>Copyright: China Minmetals Corporation. All Rights Reserved</p></body></html>"""
SITES = {
    "layout": Site(
        name="acme", company="Acme", language="en", group="acme", start=("http://www.acme.example/",),
        hosts=("www.acme.example",), platform=TRS, layouts=(MINMETALS_2023, MINMETALS_2016),
    ),
    "generic": Site.for_url(URL),
}  # fmt: skip

pytestmark = needs_browser


@pytest.fixture(params=sorted(SITES))
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The explanation of a page that means harm, read by a layout and by the model."""
    path = tmp_path / "why.html"
    source = PageSource(URL, PAGE.encode(), "text/html; charset=utf-8")
    path.write_bytes(explanation_page(explain([source], SITES[request.param])))
    return path


def test_nothing_runs_and_nothing_is_fetched(page: Path) -> None:
    with trap() as (address, asked):
        shown: Any = html.fromstring(chromium(*through(address), "--dump-dom", page.as_uri()))
    assert shown.xpath("string(//title)").startswith("Why: ")
    assert shown.xpath("//script | //img | //iframe | //link | //object | //@onerror | //@onclick") == []
    assert [href for href in shown.xpath("//@href") if not href.startswith(("#", "http://www.acme.example/"))] == []
    assert [each for each in asked if "127.0.0.1:9" in each or "acme.example" in each] == []
    ids = shown.xpath("//li/@id")
    assert len(ids) == len(set(ids)) >= 8
    assert {f"#{each}" for each in ids} >= {href for href in shown.xpath("//@href") if href.startswith("#b")}


MEASURE = """
  const lines = () => [...page.querySelectorAll(".lines > li")].filter(each => each.getClientRects().length).length
  const all = lines()
  page.querySelector("label[for=hide]").click()
  const kept = lines()
  page.querySelector("label[for=hide]").click()
  return JSON.stringify({
    all, kept, again: lines(), dropped: page.querySelectorAll(".lines > .dropped").length,
    width: page.documentElement.scrollWidth, colour: getComputedStyle(page.body).backgroundColor})
"""


@pytest.mark.parametrize(
    ("width", "dark", "colour"), [(360, True, "rgb(17, 22, 28)"), (1280, False, "rgb(246, 247, 249)")]
)
def test_toggle_width_and_colours(page: Path, width: int, dark: bool, colour: str) -> None:
    # What a person sees before and after a click on the toggle.
    seen = json.loads(framed(page, width, MEASURE, scheme(dark)))
    assert seen["colour"] == colour
    assert seen["width"] <= width
    assert seen["dropped"] > 0
    assert seen["kept"] == seen["all"] - seen["dropped"] > 0
    assert seen["again"] == seen["all"]


def test_a_picture_of_it_shows_something(page: Path, tmp_path: Path) -> None:
    picture(page, tmp_path / "why.png", (900, 1200))
    assert (tmp_path / "why.png").stat().st_size > 20_000
