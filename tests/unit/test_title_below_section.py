"""A headline below the heading of its section."""

import pytest

from crawler.extract.fields.title import find_title
from crawler.page.page import Page

TEXT = (
    "The kiln was lit on Monday in front of everybody who had helped to build it, and it burned through the night. "
    "By morning the first forty plates were fired."
)
SECTIONS = {
    "dotted day, heading in the box of the text": (
        "<title>Новости компании</title>", "<h1>Новости компании</h1>", "<span>15.04.2019</span><h3>{}</h3>",
        "На комбинате запустили линию сушки",
        "На комбинате 12 апреля введена в строй линия. Её пуск провёл директор, сушки ждали год.",
    ),
    "all claims say the section": (
        '<title>お知らせ｜三原工業株式会社</title><meta property="og:title" content="お知らせ">', "<h1>お知らせ</h1>",
        "<p>2024.07.16</p><h2>夏季休業のお知らせ</h2>", "夏季休業のお知らせ",
        "誠に勝手ながら、弊社では下記の期間を夏季休業とさせていただきます。期間中のお問い合わせには、順次ご返答いたします。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SECTIONS)
def test_a_headline_below_its_section(name: str) -> None:
    head, above, line, title, text = SECTIONS[name]
    body = f"{above}<div class=detail>{line.format(title)}<p>{text}</p><p>{text}</p></div>"
    page = Page("https://works.example/news/1274/", f"<html><head>{head}</head><body>{body}</body></html>")
    assert find_title(page).text == title


def test_a_short_headline_over_its_day_and_standfirst_stays() -> None:
    lines = "<h1>The long way home</h1><p>3 June 2024</p><h2>The kiln was lit in front of everybody who had helped</h2>"
    head = '<title>The long way home | Sund Post</title><meta property="og:title" content="The long way home">'
    html = f"<html><head>{head}</head><body>{lines}<p>{TEXT}</p><p>{TEXT}</p></body></html>"
    assert find_title(Page("https://post.example/kiln", html), body=(3, 4)).text == "The long way home"


SITES = {
    "the window names the town": ("Stadt Oberlauten: Detail", "<h3>{}</h3><p><span>07.05.2024</span> Kategorie: Sport</p>"),
    "a village and a label": ("Горно Лъки", "<h2>{}</h2><span>Публикувано на 5 февруари 2025 г.</span>"),
    "a line in bold": ("Obec Lhotka - oficiální stránky", "<font size=5><b>{}</b></font><br><i>Vloženo: 14. 3. 2025</i><br>"),
}


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("day", [True, False])
def test_a_headline_with_its_day_or_as_a_heading_where_the_window_names_the_site(name: str, day: bool) -> None:
    window, line = SITES[name]
    found = day or "<h" in line
    shown = line if day else line[: line.index("{}") + 2]
    body = f"<div>{shown.format('Night ferry at last')}<p>{TEXT}</p></div>"
    page = Page("https://works.example/?id=7", f"<title>{window}</title>{body}")
    assert (find_title(page).text == "Night ferry at last") is found
