"""The layout that is proposed for pages that no layout reads: of several makes and languages; and where none can be made."""

import re
from collections.abc import Sequence

import pytest

from crawler.explain.reading import PageSource
from crawler.extract.article import read_article
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Layout, Mark, Site, loose
from crawler.survey.checkup import check_up
from crawler.survey.checkup_view import checkup_lines, checkup_page, proposal_text
from crawler.survey.redesign import Redesign, propose
from crawler.survey.seen import Survey
from crawler.survey.wording import common_end, common_start, literal

URL = "https://www.ferrum.example/news/{}.html"
OLD = Layout("ferrum/1", marks=(Mark("date_line", loose("Posted on the old site [0-9]+"), needed=True),))
SITE = Site(
    "ferrum", "Ferrum AG", "en", "ferrum", ("https://www.ferrum.example/news/",), ("www.ferrum.example",), layouts=(OLD,)
)  # fmt: skip
DAYS = ("2026-03-13", "2026-02-27", "2026-01-19")
TITLES = ("A second furnace is lit in Linz", "The board meets its owners in Graz", "Cranes for three harbours in the north")
SAID = {
    "en": "The company said on Monday that {} would be finished in two years, and that three hundred people would work there.",
    "de": "Das Unternehmen teilte am Montag mit, dass {} in zwei Jahren fertig sei und dort dreihundert Menschen arbeiten.",
    "es": "La empresa comunicó el lunes que {} estaría terminado en dos años y que allí trabajarían trescientas personas.",
    "zh": "公司周一表示，{}将在两年内建成投产，届时将有三百名员工在那里工作，并将带动当地经济社会的发展。",
}
THINGS = ("the furnace", "the dock", "the hall", "the rail", "the mine", "the bridge", "the tower", "the canal", "the mill")


def body(language: str, number: int, between: str = "") -> str:
    told = [f"<p>{SAID[language].format(thing)}</p>" for thing in THINGS[3 * number : 3 * number + 3]]
    return told[0] + between + "".join(told[1:])


def english(number: int, day: str) -> str:
    """A label before the date, a widget among the paragraphs."""
    year, month, date = day.split("-")
    widget = "<div><span>Listen to this story</span></div>"
    return (
        f"<nav><a href=/>Home</a> &gt; <a href=/news/>News</a> &gt; Company</nav><h1>{TITLES[number]}</h1>"
        f"<p>Published on {year}-{month}-{date}</p><div>{body('en', number, widget)}</div><p>Share this page</p><p>Ferrum AG</p>"
    )


def german(number: int, day: str) -> str:
    """Day first, source and date in one line."""
    year, month, date = day.split("-")
    return (
        f"<h1>{TITLES[number]}</h1><div>Linz | Quelle: Ferrum Presse | Datum: {date}.{month}.{year}</div>"
        f"<div>{body('de', number)}</div><p>Zurück zur Übersicht</p>"
    )


def american(number: int, day: str) -> str:
    """Month first, in words, alone in its line."""
    name = {"03": "March", "02": "February", "01": "January"}[day[5:7]]
    return f"<h1>{TITLES[number]}</h1><p>{name} {int(day[8:])}, {day[:4]}</p>{body('en', number)}<p>All news</p>"


def spanish(number: int, day: str) -> str:
    name = {"03": "marzo", "02": "febrero", "01": "enero"}[day[5:7]]
    return f"<h1>{TITLES[number]}</h1><p>{int(day[8:])} de {name} de {day[:4]}</p>{body('es', number)}<p>Contacto de prensa</p>"


def chinese(number: int, day: str) -> str:
    year, month, date = day.split("-")
    return (
        f"<div>您的位置：<a href=/>首页</a> &gt; <a href=/n/>新闻</a> &gt; 要闻</div><h1>{TITLES[number]}</h1>"
        f"<p>发布时间：{year}年{month}月{date}日 来源：集团{'甲乙丙'[number]}部 【打印】</p>{body('zh', number)}"
        "<p>版权所有 铁山集团</p>"
    )


def undated(number: int, day: str) -> str:
    """Only a tool bar between title and body."""
    return f"<h1>{TITLES[number]}</h1><p>Text size: small medium large</p>{body('en', number)}<p>Imprint and terms</p>"


def quoted(number: int, day: str) -> str:
    """Signs that mean something in a pattern, or in a string."""
    return f'<h1>{TITLES[number]}</h1><p>"News" {{all}} \\ (new*) [{day}]</p>{body("en", number)}<p>(c) "Ferrum" {{AG}}</p>'


MAKES = {"english": english, "german": german, "american": american, "spanish": spanish, "chinese": chinese, "undated": undated,
         "quoted": quoted}  # fmt: skip


def articles(make: str) -> list[tuple[list[Page], Row]]:
    found = []
    for number, day in enumerate(DAYS):
        url = URL.format(number)
        html = f"<html><head><title>{TITLES[number]}</title></head><body>{MAKES[make](number, day)}</body></html>"
        found.append(([Page(url, html)], Row(url, TITLES[number], day)))
    return found


def as_written(text: str) -> Layout:
    """The layout of a literal, as a file has it."""
    scope: dict[str, object] = {}
    exec(compile(text, "layouts", "exec"), scope)
    return next(value for name, value in scope.items() if isinstance(value, Layout) and name.isupper())


@pytest.mark.parametrize("make", MAKES)
def test_what_is_proposed_reads_the_pages_and_stands_in_the_file_as_it_was_tried(make: str) -> None:
    found = articles(make)
    made = propose(found, SITE, 2027)
    assert made is not None
    assert (made.layout.name, made.name) == ("ferrum/2027", "FERRUM_2027")
    assert as_written("\n".join([*made.imports, made.text])) == made.layout
    language = {"german": "de", "spanish": "es", "chinese": "zh"}.get(make, "en")
    for number, (each, day) in enumerate(zip(made.after, DAYS, strict=True)):
        assert (each.title, each.layout) == (TITLES[number], "ferrum/2027")
        assert each.published == (None if make == "undated" else day) or make == "undated"
        wanted = [SAID[language].format(thing) for thing in THINGS[3 * number : 3 * number + 3]]
        assert each.text.split("\n\n") == wanted


def test_the_labels_are_those_of_the_pages() -> None:
    texts = {make: propose(articles(make), SITE, 2027) for make in ("english", "german", "chinese")}
    text = {make: made.text if made else "" for make, made in texts.items()}
    assert 'loose(rf"Published on (?P<date>{ISO_DATE})"), needed=True' in text["english"]
    assert 'furniture=loose(r"Listen to this story")' in text["english"]
    assert 'footer=loose(r"^ Share this page")' in text["english"]
    assert "(?P<path>Home{crumb_items()})" in text["english"]
    assert 'date_order="DMY"' in text["german"]
    assert "Datum: (?P<date>" in text["german"]
    assert "来源： (?P<source>" in text["chinese"]


def test_a_further_layout_of_a_year_gets_a_name_of_its_own() -> None:
    made = propose(articles("english"), SITE, 2027)
    assert made is not None
    site = Site(SITE.name, SITE.company, "en", "ferrum", SITE.start, SITE.hosts, layouts=(made.layout, OLD))
    other = propose(articles("german"), site, 2027)
    assert other is not None
    assert other.layout.name == "ferrum/2027-2"


def mixed() -> list[tuple[list[Page], Row]]:
    return [articles("english")[0], articles("german")[1], articles("undated")[2]]


@pytest.mark.parametrize("found", [articles("english")[:1], mixed(), []], ids=["one page", "three templates", "none"])
def test_pages_with_too_little_in_common_have_no_layout(found: Sequence[tuple[list[Page], Row]]) -> None:
    assert propose(found, SITE, 2027) is None


def test_boilerplate_and_headings_are_no_furniture() -> None:
    about = "<p>About Ferrum</p><p>Ferrum AG is one of the oldest steel makers of its country and has plants in nine others.</p>"
    pages = []
    for number, day in enumerate(DAYS):
        url = URL.format(number)
        heading = "<h3>Background of the plan</h3>"
        inner = f"<h1>{TITLES[number]}</h1><p>Published on {day}</p>{body('en', number, heading)}{about}<p>Share this page</p>"
        pages.append(([Page(url, f"<html><body>{inner}</body></html>")], Row(url, TITLES[number], day)))
    made = propose(pages, SITE, 2027)
    assert made is not None
    assert "furniture" not in made.text
    assert "Background of the plan" in made.after[0].text


def test_a_teaser_above_the_text_and_a_long_notice_below_it_are_no_anchors() -> None:
    teaser = "<p><a href=/r.html>The report of the year tells how the company fared in its ten plants, and what it plans.</a></p>"
    notice = f"<p>{' | '.join(f'<a href=/{at}>Words and pictures of our plants, part {at}</a>' for at in range(6))}</p>"
    pages = []
    for number, day in enumerate(DAYS):
        url = URL.format(number)
        head = f"<h1>{TITLES[number]}</h1>{teaser}<p>Published on {day}</p>"
        html = f"<html><body>{head}<div>{body('en', number)}</div>{notice}<p>Share it</p></body></html>"
        pages.append(([Page(url, html)], Row(url, TITLES[number], day)))
    made = propose(pages, SITE, 2027)
    assert made is not None
    assert 'Mark("date_line", loose(rf"Published on (?P<date>{ISO_DATE})"), needed=True)' in made.text
    assert 'footer=loose(r"^ Share it")' in made.text


def test_wording() -> None:
    assert common_end(["By A | Date: ", "By Bob | Date: "]) == "| Date: "
    assert common_end(["发布时间：2020来源：", "发布时间：2021来源："]) == "来源："
    assert common_start(["Author: X", "Author: Y"]) == "Author: "
    assert common_start(["New", "News"]) == ""
    assert loose(literal('(c) "A" {b} - [x]').value).search('(c)  "A" {b} -[x]')


def seen(make: str) -> Survey:
    """A survey of the site with three articles of one make, and no list."""
    found = Survey(SITE, SITE.start[0], PageSource(SITE.start[0], b"<html><body><p>News</p></body></html>"))
    for pages, row in articles(make):
        source = PageSource(pages[0].url, pages[0].text.encode(), "text/html; charset=utf-8")
        found.articles.append(([source], row))
    return found


HOSTILE = "</pre><script>alert(1)</script>"


def test_the_page_shows_both_readings_and_is_escaped() -> None:
    survey = seen("english")
    survey.articles[0] = (survey.articles[0][0], Row(survey.articles[0][1].url, TITLES[0], DAYS[0], HOSTILE))
    checkup = check_up(survey, 2027)
    assert checkup.drifted
    assert checkup.redesign is not None
    shown = checkup_page(survey, checkup, [HOSTILE]).decode()
    assert "<script" not in shown
    assert "Old and new reading" in shown
    assert "Layouts that were tried" in shown
    assert "<p>These rules do not hit: list, layout.</p>" in shown
    marks = re.findall(r"<td[^>]*>(layout|articles)</td><td[^>]*><span class=\"(\w+)\"", shown)
    assert dict(marks) == {"layout": "bad", "articles": "good"}
    assert f"Old and new reading: {TITLES[0]}" in shown
    lines = checkup_lines(checkup)
    assert any(line.startswith("misses  layout") for line in lines)
    assert any(line.startswith("misses  list") for line in lines)
    assert "layouts=(FERRUM_2027, ...)" in proposal_text("ferrum", checkup.redesign)


def test_nothing_is_proposed_where_a_layout_reads_the_pages() -> None:
    made = propose(articles("english"), SITE, 2027)
    assert isinstance(made, Redesign)
    survey = seen("english")
    survey.site = Site(SITE.name, SITE.company, "en", "ferrum", SITE.start, SITE.hosts, layouts=(made.layout, OLD))
    checkup = check_up(survey, 2027)
    assert checkup.redesign is None
    survey.site = Site(SITE.name, SITE.company, "en", "ferrum", SITE.start, SITE.hosts)
    assert check_up(survey, 2027).redesign is None, "a newsroom without layouts is read without any"
    survey.site = Site(SITE.name, SITE.company, "en", "ferrum", SITE.start, SITE.hosts, layouts=(made.layout, OLD))
    assert [rule.hit for rule in checkup.rules if rule.name == "layout"] == [True]
    assert read_article([survey.articles[0][0][0].page], survey.site, survey.articles[0][1]).layout == "ferrum/2027"
