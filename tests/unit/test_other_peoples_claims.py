"""JSON-LD as sites wrap and break it; days of readers and rankings; sections as headings: none of it is the article's."""

import json

import pytest

from crawler.extract import extract
from crawler.extract.fields.author_names import clean_names
from crawler.extract.fields.dateline import read_opening
from crawler.page.json_ld import load_json
from crawler.text.dates.parse import parse_date

URL = "https://news.example/press?id=77"
TITLE = "Works renew the heating pipe below Station Street"
TEXT = (
    "The municipal works renew the heating pipe below Station Street from next month, they said in a statement.",
    "During the works the street stays open towards the market, and the bus stops at the next corner instead.",
    "The costs come to almost three million euros, a third of which is paid by the country's fund for heat.",
)


def page(before: str, behind: str = "", head: str = "", title: str = f"{TITLE} | Works") -> str:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    menu = '<nav><ul><li><a href="/power">Power</a></li><li><a href="/press">Press</a></li></ul></nav>'
    return f"<html lang='en'><title>{title}</title>{head}{menu}<main>{before}<div class='text'>{text}</div>{behind}</main></html>"


@pytest.mark.parametrize(
    "written",
    [
        '<!-- plug-in --> //<![CDATA[\n{"name": "Ana"}\n//]]> <!-- /plug-in -->',
        '/* <![CDATA[ */ {"name": "Ana"} /* ]]> */',
        '\ufeff{"name": "Ana"};',
        "{&quot;name&quot;: &quot;Ana&quot;}",
        '{"name": "Ana"}//-->',
    ],
)
def test_what_stands_around_json(written: str) -> None:
    assert load_json(written) == {"name": "Ana"}


def test_objects_one_after_the_other() -> None:
    assert load_json('{"a": 1}\n{"b": [2]}, {"c": 3}') == [{"a": 1}, {"b": [2]}, {"c": 3}]
    assert load_json('<!-- x --> [{"a": 1}]') == [{"a": 1}]
    commented = '{ /* by a program */ "a": "http://a.b//c", // the next\n "b": {"c": "/* no */"} }'
    assert load_json(commented) == {"a": "http://a.b//c", "b": {"c": "/* no */"}}
    assert load_json('[ // one\n {"a": 1}, /* {"b": 2} */ {"c": 3}]') == [{"a": 1}, {"c": 3}]
    assert load_json("nothing of the kind") is None


def test_a_day_on_which_a_reader_wrote_dates_nothing() -> None:
    read = '<li><b>Odile</b> <time datetime="2024-09-02T10:00">2 September 2024</time><p>Well done.</p></li>'
    assert extract(page(f"<h1>{TITLE}</h1>", f'<section class="comments"><ol>{read}</ol></section>'), URL).published is None


def test_nor_does_one_beside_a_link_whose_words_read_like_a_label() -> None:
    rows = '<ul><li><span class="d">2026年1月10日</span> <a href="/r/1">灯台の一般公開が再開</a></li></ul>'
    assert extract(page(f"<h1>{TITLE}</h1>", f'<div id="right">{rows}</div>'), URL).published is None


def test_of_two_times_of_a_day_the_one_with_its_offset() -> None:
    time = '<time datetime="2023-07-21T20:41:00+02:00">21 Jul 2023 - 20:41</time>'
    assert extract(page(f"<h1>{TITLE}</h1><div class='meta'>{time}</div>"), URL).published == "2023-07-21T20:41:00+02:00"


@pytest.mark.parametrize("headline", ["<h3 class='news-title'>{}</h3>", "<div class='nwt'><strong>{}</strong></div>"])
def test_a_heading_that_the_menu_has_too_is_a_section(headline: str) -> None:
    before = f"<h1>Press</h1>{headline.format(TITLE)}<p>18 October 2023</p>"
    assert extract(page(before, title="Press – Works"), URL).title == TITLE


def test_a_headline_that_a_list_links_to_itself_is_none() -> None:
    recent = f'<ul><li><a href="{URL}">{TITLE}</a></li><li><a href="/press?id=76">Trams run again</a></li></ul>'
    assert extract(page(f"<h1>{TITLE}</h1><p>18 October 2023</p>", recent), URL).title == TITLE


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("12 XI 2023 r.", "pl", "2023-11-12"), ("12.IV.2023", "pl", "2023-04-12"), ("2023. XI. 12.", "hu", "2023-11-12"),
        ("12 XI 2023", "en", None), ("5 x 2010 mm", "pl", None), ("R6.7.19", "ja", "2024-07-19"),
        ("掲載日 H31/4/1", "ja", "2019-04-01"), ("R6.7.19", "en", None), ("XR6.7.19", "ja", None), ("R6.13.19", "ja", None),
        ("۳۱ ثور ۱۴۰۳", "fa-AF", "2024-05-20"), ("14η Νοεμβρίου 2023", "el", "2023-11-14"),
    ],
)  # fmt: skip
def test_months_and_years_in_languages_that_write_them_so(text: str, language: str, day: str | None) -> None:
    found = parse_date(text, [language])
    assert (found and found.day) == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Katrin Vollmer (Leiterin Kommunikation), Tel. 03342 / 88 10-44", ["Katrin Vollmer"]),
        ("By Jane Roe (Reuters), John Doe (AP)", ["Jane Roe", "John Doe"]),
        (
            "Par <b>Solange Tessier</b> et <b>Malik Ouardi</b>, envoyés spéciaux · Publié le 3 octobre 2022 à 18h05, mis à jour",
            ["Solange Tessier", "Malik Ouardi"],
        ),
        ("<time datetime='2023-12-02T05:00:00+09:00'>2023年12月2日</time> <span>【社会部・三浦千尋】</span>", ["三浦千尋"]),
        ("<span>2023年12月2日</span> <span>ニュース・経済</span>", []),
    ],
)
def test_what_stands_beside_a_name_in_its_line(line: str, names: list[str]) -> None:
    assert extract(page(f"<h1>{TITLE}</h1><p>{line}</p>"), URL).authors == names


@pytest.mark.parametrize("key", ["itemListElement", "@list"])
def test_writers_that_an_object_lists(key: str) -> None:
    persons = [{"@type": "Person", "name": "Ana Reis"}, {"@type": "ListItem", "item": {"@type": "Person", "name": "Rui Lopo"}}]
    told = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "ItemList", key: persons}}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert extract(page(f"<h1>{TITLE}</h1>", head=head), URL).authors == ["Ana Reis", "Rui Lopo"]


@pytest.mark.parametrize(("own", "names"), [({}, []), ({"name": TITLE}, ["A visitor"]), ({"url": URL}, ["A visitor"])])
def test_a_visitors_review_is_not_the_article(own: dict[str, str], names: list[str]) -> None:
    told = {"@type": "Review", "datePublished": "2020-11-02", "author": {"@type": "Person", "name": "A visitor"}, **own}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert extract(page(f"<h1>{TITLE}</h1>", head=head), URL).authors == names


def test_a_name_and_what_its_bearer_does() -> None:
    assert clean_names(["By Priya Nandakumar, Head of Content", "Jane Roe, Ana de Reis"]) == [
        "Priya Nandakumar", "Jane Roe", "Ana de Reis",
    ]  # fmt: skip


def test_a_list_of_names_in_one_object() -> None:
    told = {"@type": "Article", "headline": TITLE, "author": {"@type": "Person", "name": ["Ana Reis", "Rui Lopo"]}}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert extract(page(f"<h1>{TITLE}</h1>", head=head), URL).authors == ["Ana Reis", "Rui Lopo"]


@pytest.mark.parametrize("prefix", ["schema:", "https://schema.org/", "http://schema.org/"])
def test_keys_that_name_their_vocabulary(prefix: str) -> None:
    told = {"@type": f"{prefix}NewsArticle", f"{prefix}headline": TITLE, f"{prefix}datePublished": "2023-10-09"}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert extract(page(f"<h1>{TITLE}</h1>", head=head), URL).published == "2023-10-09"


@pytest.mark.parametrize(("zone", "offset"), [("WIB", "+07:00"), ("WITA", "+08:00"), ("WIT", "+09:00")])
def test_zones_of_indonesia(zone: str, offset: str) -> None:
    found = parse_date(f"20 Mei 2024, 08:15 {zone}", ["id"])
    assert found is not None
    assert found.value == f"2024-05-20T08:15{offset}"


def test_a_dateline_says_what_kind_of_place_it_is() -> None:
    found = read_opening("г. Усть-Ладога, 14 мая 2024 г. – Компания ввела в эксплуатацию линию по выпуску тросов.", "ru").dateline
    assert found is not None
    assert (found.place, found.date) == ("Усть-Ладога", "2024-05-14")
