"""What a line below the headline is: a subtitle, a by-line, a day or its label; and whose the text is."""

import pytest

from crawler.extract import extract
from tests.ferry import FERRY

URL = "https://www.sund.example/n/1"
TITLE = "Night ferry at last"


def page(line: str, behind: str = "") -> str:
    return f"<title>{TITLE}</title><body><main><article><h1>{TITLE}</h1>{line}<div>{FERRY}</div>{behind}</article></main>"


@pytest.mark.parametrize(("line", "subtitle"), [
    ("<p class=subtitle>The islands get a boat at all hours, and the town pays for it</p>", True),
    ("<p class=subtitle>By Jana Roe, Harbour Correspondent</p>", False),
    ("<p class=subtitle>JANA ROE, SUND POST</p><p class=byline>By Jana Roe</p>", False),
    ("<p class=subtitle>Jana Roe says that the boat is late.</p><p class=byline>By Jana Roe</p>", True),
    ("<p class=subtitle>12 March 2024</p>", False),
    ("<p class=subtitle>Published on</p>", False),
    ("<p class=subtitle>Published works of the poet come to the islands</p>", True),
    ("<p>By <a href=/a/1>Jana Roe</a> and <a href=/a/2>Ann Lee</a>, of the Sund Evening Post and the Harbour Press</p>", False),
])  # fmt: skip
def test_a_subtitle_is_no_by_line_day_or_label(line: str, *, subtitle: bool) -> None:
    assert (extract(page(line), URL).subtitle is not None) is subtitle


@pytest.mark.parametrize(("behind", "source"), [
    ("<p>Source: Sund Post</p>", "Sund Post"),
    ("<p>(Quelle: APA/sda)</p>", "APA/sda"),
    ("<p>Quelle: F.A.Z. <a href=/rechte>Artikelrechte erwerben</a></p>", "F.A.Z."),
    ("<p>（来源：新华社）</p>", "新华社"),
    ("<p>（本文来源：经济日报）</p>", "经济日报"),
    ("<p>Nguồn: Ban Quản lý cảng</p>", "Ban Quản lý cảng"),
    ("<p>출처: 수산연구소</p>", "수산연구소"),
    ("<p>Джерело: Управління парків</p>", "Управління парків"),
    ("<p>Image source: Harbour Press</p>", None),
    ("<p>Bildquelle: Hafenamt</p>", None),
    ("<figure><img src=/i/a.jpg><figcaption>The quay. Source: Harbour Press</figcaption></figure>", None),
    ("<p>Days with fog, as counted on the quay in the last ten years. Source: Sund Weather Office</p>", None),
    ("<p>来源： size=\"20\" 发布日期： 2024-03-05</p>", None),
    ("<p>Seen by all. Source: Sund Post</p>", "Sund Post"),
    ("<p>Company</p>", None),
    ("<p>Bank of the Islands Ltd. 2024-03-05</p>", "Bank of the Islands Ltd."),
    ("<p>Works carried out by Sund Building Company</p>", None),
    ("<p>Sund Ferry Company Ltd. 2024-03-05</p>", "Sund Ferry Company Ltd."),
])  # fmt: skip
def test_the_source_is_that_of_the_text(behind: str, source: str | None) -> None:
    assert extract(page("", behind), URL).source == source


def test_a_kicker_stands_before_a_mark_that_is_not_shown() -> None:
    heading = "<h1><span class=top>Harbour</span><span class=hidden>: </span><span class=title>Night ferry at last</span></h1>"
    assert extract(f"<title>Sund Post</title><article>{heading}<p>3 June 2024</p>{FERRY}</article>", URL).title == TITLE
