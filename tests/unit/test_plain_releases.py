"""The plainest of releases: a headline, its day and a few sentences or a table, whatever the page has beside them."""

import pytest

from crawler.extract import extract
from crawler.extract.page_type.classify import page_type
from crawler.extract.page_type.plain_release import is_plain_release
from crawler.page.blocks import Block
from crawler.page.page import Page

TITLE = "Night ferry at last"
MENU = "<nav><a href=/>Home</a> <a href=/boats>Boats</a> <a href=/n>News</a> <a href=/jobs>Jobs</a></nav>"
TOLD = "<div>The ferry sails all night from June on.</div><div>Tickets cost as much as by day. Cars stay ashore.</div>"
ROW = "<li>0{0}/05/2024 <a href=/n/{0}>A larger dairy for the valley</a></li>"
FOOT = "<p>© Port of Sund</p><p><a href=/legal>Legal notice</a> | <a href=/privacy>Privacy</a></p>"
TABLE = (
    "<table><tr><td>Day of trade</td><td>21.3.2024</td></tr><tr><td>Number of shares</td><td>4 200</td></tr>"
    "<tr><td>Mean price</td><td>11.38</td></tr><tr><td>All in all</td><td>47 822</td></tr></table>"
)


def read_of(body: str) -> tuple[Page, list[Block]]:
    page = Page("https://www.sund.example/x/7", f"<title>{TITLE} | Port of Sund</title><body>{MENU}<main>{body}</main>{FOOT}")
    return page, page.outline.shown()


def kind_of(body: str, title: str = f"{TITLE} | Port of Sund") -> str:
    return page_type(Page("https://www.sund.example/x/7", f"<title>{title}</title><body>{MENU}<main>{body}</main>{FOOT}"))[0]


@pytest.mark.parametrize(("body", "article"), [
    (f"<h1>{TITLE}</h1><div>Published on 24 May 2024</div>{TOLD}", True),
    (f"<h1>{TITLE}</h1><p>Harbour</p><div>24 May 2024</div>{TOLD}", True),
    (f"<h1>{TITLE}</h1><div>Last updated 24 May 2024</div>{TOLD}", False),
    (f"<h1>{TITLE}</h1>{TOLD}", False),
    (f"<h1>{TITLE}</h1><div>24 May 2024</div><p>The ferry sails.</p>", False),
    (f"<h1>{TITLE}</h1><p>24 May 2024</p><p>The ferry sails all night from June.</p><p><a href=/f/plan.pdf>Plan</a></p>", True),
    (f"<h1>{TITLE}</h1><p>24 May 2024</p>{TABLE}", True),
    (f"<h1>{TITLE}</h1><p>24 May 2024</p>{TABLE.partition('<tr><td>Mean')[0]}</table>", False),  # two rows
    (f"<h1>{TITLE}</h1>{TABLE}", False),
    (f"<h1>{TITLE}</h1><p>24 May 2024</p>{TABLE.replace('4 200', '<a href=/s>4 200</a>')}", False),
    (f"<h1>{TITLE}</h1><p>24 May 2024</p>{TABLE}<h3>Other news</h3><ul>{''.join(map(ROW.format, range(1, 10)))}</ul>", True),
    (f"<h1>{TITLE}</h1><p>24 May 2024 <a href='javascript:print()'>Print this page</a></p>{TOLD}", True),
])  # fmt: skip
def test_a_headline_its_day_and_a_little_text(body: str, *, article: bool) -> None:
    assert (kind_of(body) == "article") is article


@pytest.mark.parametrize(("more", "plain"), [("<p>1 May 2024</p>", True), ("<p>1 May 2024</p><p>2 May 2024</p>", False)])
def test_many_days_are_those_of_a_list(more: str, *, plain: bool) -> None:
    assert is_plain_release(*read_of(f"<h1>{TITLE}</h1><p>24 May 2024</p>{TOLD}{more}")) is plain


@pytest.mark.parametrize(("told", "plain"), [
    ("The ferry sails all night now, and by day.", False), ("The ferry sails all night now, and by day on Sundays.", True),
])  # fmt: skip
def test_a_few_words_are_no_release(told: str, *, plain: bool) -> None:
    assert is_plain_release(*read_of(f"<h1>{TITLE}</h1><p>24 May 2024</p><div>{told}</div>")) is plain


def test_a_cell_is_no_headline() -> None:
    page = f"<title>{TITLE}</title><main><h1>{TITLE}</h1><div><div>24 May 2024</div><div>{TABLE}</div></div></main>"
    found = extract(page, "https://www.sund.example/x/7")
    assert (found.title, "Day of trade | 21.3.2024" in found.text) == (TITLE, True)


def test_a_list_below_the_name_of_its_section_is_none() -> None:
    told = "<p>It sails all night, said the port of Sund.</p>"
    rows = "".join(f"<div>2{at} May 2024</div><h3><a href=/n/{at}>Ferry {at} sails</a></h3>{told}" for at in range(4))
    assert kind_of(f"<h1>News</h1>{rows}", "News | Port of Sund") != "article"


def test_more_text_stands_below_a_name_and_the_day() -> None:
    told = "<p>The ferry sails all night from June on, said the port.</p>" * 8
    form = "<form>" + "<input><select></select>" * 3 + "</form>"
    signed, unsigned = (f"<h1>{TITLE}</h1><p>{line}</p>{told}" for line in ("By Jana Roe · 24 May 2024", "24 May 2024"))
    assert [is_plain_release(*read_of(each)) for each in (signed, unsigned)] == [True, False]
    assert kind_of(signed + form) == "article"


def test_a_text_of_short_sentences_begins_with_the_first() -> None:
    """Not with its longest paragraph, which is the company's own, and whose heading is no headline."""
    told = "<p>12月5日，京禾医药在临溪的新厂通过竣工验收。</p><p>新厂设有三条冻干生产线，年产能达两千万支。</p>"
    about = "<p><b>关于京禾医药</b></p><p>京禾医药成立于2004年，专注于注射剂的研发与生产，产品销往全国。</p>"
    title = "京禾医药新厂通过验收"
    page = f"<title>{title}</title><div><h1>{title}</h1><p>2023-12-06 来源：公司办公室</p><div>{told}{about}</div></div>"
    found = extract(page, "https://www.jinghe.example/x/1206.html")
    assert (found.title, found.source, [each.kind for each in found.release_parts]) == (title, "公司办公室", ["about"])
    assert ("竣工验收" in found.text, "2004" in found.text) == (True, False)


def test_parts_of_a_short_release_stand_behind_it() -> None:
    about = "<x-about><h2>À propos des Ateliers Roe</h2><p>Fondés en 1908, les Ateliers Roe font des bateaux.</p></x-about>"
    contact = "<x-contact><h2>Contact presse</h2><p>Luc Roe – 04 55 00 11 22</p></x-contact>"
    told = "<p>La vedette a quitté l’usine ce lundi.</p><p>Deux réservoirs lui donnent six cents milles.</p>"
    head = "<html lang=fr><title>Une vedette</title><main><h1>Une vedette</h1><p>5 mars 2024</p>"
    page = f"{head}<x-text>{told}</x-text>{about}{contact}</main>"
    found = extract(page, "https://www.roe.example/n/1")
    assert [each.kind for each in found.release_parts] == ["about", "contacts"]
