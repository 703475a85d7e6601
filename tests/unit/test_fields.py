"""Authors, source, language, keywords, rights, breadcrumbs and the head they are read from."""

from datetime import date

import pytest

from crawler.extract import extract
from crawler.extract.fields.read import normal_tag, read_fields
from crawler.items import Extraction
from crawler.page.json_ld import load_json
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.text.writing import detect

BODY = "<p>" + "The company said that the works would go on for another year, and that more people would be hired. " * 4 + "</p>"
DANISH = "<p>" + "Selskabet oplyser at arbejdet fortsætter et år endnu og at det er for tidligt at sige mere. " * 4 + "</p>"
FERRY = "<p>The ferry to the islands sails all night from June on, the harbour office said on Monday in the town.</p>" * 3
HAN = "<p>" + "集团召开年度工作会议，总结上一年度工作，部署新一年度重点任务，提出明确要求。" * 6 + "</p>"


LD = '<script type="application/ld+json">{{"@type":"NewsArticle",{}}}</script>'


def fields(html: str) -> Extraction:
    return read_fields(Page("http://ore.example/n/1.html", html), today=date(2026, 11, 22))


def authors_of(below: str, head: str = "") -> list[str]:
    """The authors of a page with that below its headline."""
    page = f"<title>Night ferry | Sund</title>{head}<body><h1>Night ferry</h1>{below}"
    return extract(page, "https://sund.example/n/1").authors


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle",'
            '"author":[{"name":"Jane Doe"},{"name":"John Roe"}]}</script>',
            ["Jane Doe", "John Roe"],
        ),
        ('<meta name="author" content="By Jane Doe">', ["Jane Doe"]),
        ('<meta name="author" content="admin">', []),
        ('<meta name="author" content="adminweb">', []), ('<meta name="author" content="web-admin">', []),
        ('<meta name="author" content="j.doe"><h1>Works</h1><div>By Jane Doe</div>', ["Jane Doe"]),
        ('<meta name="author" content="Doe, Jane">', ["Doe, Jane"]),
        (LD.format('"author":"Roe and Company"'), ["Roe and Company"]),
        (LD.format('"author":"Jane Doe and John Roe"'), ["Jane Doe", "John Roe"]),
        (LD.format('"author":[[{"name":"Jane Doe"}],{"givenName":"John","familyName":"Roe"}]'), ["Jane Doe", "John Roe"]),
        (LD.format('"author":{"@id":"#jane"},"about":{"@id":"#jane","@type":"Person","name":"Jane Doe"}'), ["Jane Doe"]),
        (LD.format('// "author":"X"\n"author":"Jane Doe"'), ["Jane Doe"]),
        (LD.format('"url":"/n/9","headline":"Ferries are late","author":"X Y"') + "<title>Works go on</title>", []),
        (LD.format('"url":"/n/9","headline":"Works go on","author":"X Y"') + "<title>Works go on</title>", ["X Y"]),
        ('<meta name="author" content="https://www.facebook.com/ore">', []),
        ('<div><a href="/">Café da Serra</a><a href="/m">Temas</a><a href="/f">Fotos</a></div>', []),
    ],
)
def test_authors(html: str, authors: list[str]) -> None:
    assert fields(html + BODY).authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("source:ORE Author:Jane Release time:2017-04-06", ["Jane"]),
        ("作者：王小明", ["王小明"]),
        ("来源：某集团　作者：王小明　2019-06-06", ["王小明"]),
        ("Posted by Jane Doe on May 14, 2024", ["Jane Doe"]),
        ("Von Jana Roth am 14. Mai 2024", ["Jana Roth"]),
        ("By <a>Jane Doe</a> and <a>John Roe</a>, May 14, 2024", ["Jane Doe", "John Roe"]),
        ("Par Jeanne Dupont, rédactrice en chef", ["Jeanne Dupont"]),
        ("By Jane Doe, Senior Editor", ["Jane Doe"]),
        ("By Jane Doe, MD, CNN", ["Jane Doe"]),
    ],
)
def test_authors_in_a_line(line: str, authors: list[str]) -> None:
    assert fields(f"<h1>Works go on</h1><div>{line}</div>{BODY}").authors == authors


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("文章来源：某集团 发布时间：2019-06-06", "某集团"),
        ("来源：新华社", "新华社"),
        ("2019-06-06 来源: <a href='//ore.example'>每日矿业</a> <a href='//tell.example'>举报</a>", "每日矿业"),
        ("Source: <a href='//ore.example'>Ore Corporation</a> <a href='/print'>Print</a>", "Ore Corporation"),
        ("Source: AP <a href='/print'>Print</a>", "AP"),
        ("来源：县新闻中心 字体：【<a href='/b'>大</a> <a href='/m'>中</a> <a href='/s'>小</a>】", "县新闻中心"),
        ("CopyFrom:[ORE] Date:15 May 2018", "ORE"),
        ("CopyFrom:[] Date:15 May 2018", None),
        ("source:ORE Author:Jane Release time:2017-04-06", "ORE"),
        ("Source: Ore Corporation | 2019-06-06", "Ore Corporation"),
        ("Posted on 2019-06-06", None),
    ],
)
def test_source(line: str, source: str | None) -> None:
    assert fields(f"<h1>Works go on</h1><div>{line}</div>{BODY}").source == source


@pytest.mark.parametrize(
    ("head", "behind"),
    [
        ("", "<div>© 2026 Ore Corporation</div>"),
        ("", "<div>Copyright Kalkwerke Nord GmbH</div>"),
        ("", "<div>版权所有 某某集团有限公司</div>"),
        ("", "<footer><p>Ore Corporation</p></footer>"),
        ("", "<div>Realisierung durch Pixelhof GmbH</div>"),
        ("<meta name=source content='Studio Pixel Ltd'>", "<p>Website by Studio Pixel Ltd</p>"),
        ("<meta name=source content='Agence Delta SARL'>", "<div id=bas>Conception : Agence Delta SARL</div>"),
        ("<meta name=source content='星网科技'>", "<div>技术支持：星网科技</div>"),
        ("<meta name=source content='© Ore Corporation, all rights reserved'>", ""),
        ("<meta name=source content='Студия Пиксель'>", "<p>Разработка сайта — Студия Пиксель</p>"),
    ],
)  # fmt: skip
def test_neither_who_made_the_site_nor_who_has_its_rights_is_the_source(head: str, behind: str) -> None:
    assert fields(f"{head}<h1>Works go on</h1>{BODY}{behind}").source is None


@pytest.mark.parametrize("line", ["Ore Corporation 2023-10-25", "Quelle: Kalkwerke Nord", "Source : Agence Delta"])
def test_who_publishes_is_the_source_whoever_made_the_site(line: str) -> None:
    found = fields(f"<h1>Works go on</h1><div>{line}</div>{BODY}<footer>© 2026 Ore Corporation. Website by Studio Pixel</footer>")
    assert found.source in ("Ore Corporation", "Kalkwerke Nord", "Agence Delta")



@pytest.mark.parametrize(
    ("html", "crumbs"),
    [
        ("<div>Your location:Home>>News</div>", ["Home", "News"]),
        ("<div>您所在的位置：首页 &gt; 新闻中心 &gt; 集团要闻</div>", ["首页", "新闻中心", "集团要闻"]),
        ("<div>Position: Homepage > Focus > News Update</div>", ["Homepage", "Focus", "News Update"]),
        ('<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ol>', ["Home", "News"]),
        ('<a class="CurrChnlCls">Home</a> &gt; <a class=CurrChnlCls>News</a>', ["Home", "News"]),
        (
            '<script type="application/ld+json">{"@type":"BreadcrumbList",'
            '"itemListElement":[{"position":2,"name":"News"},{"position":1,"name":"Home"}]}</script>',
            ["Home", "News"],
        ),
        ("<div>no crumbs here</div>", []),
    ],
)
def test_breadcrumbs(html: str, crumbs: list[str]) -> None:
    assert fields(html + "<h1>Works go on</h1>" + BODY).breadcrumbs == crumbs


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("en-US", BODY, "en-US"),
        ("zh-CN", BODY, "en"),
        ("", HAN, "zh"),
        ("da", DANISH, "da"),
        ("nb", DANISH, "nb"),
        ("ta", BODY, "en"),
        ("en", HAN, "zh"),
        (
            "de_DE",
            "<p>" + "Das Unternehmen hat heute die Zahlen für das erste Quartal veröffentlicht und ist mit ihnen zufrieden. " * 4,
            "de-DE",
        ),
        (
            "",
            "<p>"
            + "La société a publié aujourd'hui les résultats du premier trimestre et elle est satisfaite de ses ventes. " * 4,
            "fr",
        ),
        (
            "",
            "<p>"
            + "La compañía publicó hoy los resultados del primer trimestre y está satisfecha con las ventas de este año. " * 4,
            "es",
        ),
        ("", "<p>" + "当社は本日、第1四半期の決算を発表しました。売上高は好調でした。" * 6, "ja"),
    ],
)
def test_language(lang: str, text: str, language: str) -> None:
    assert fields(f'<html lang="{lang}"><body><h1>x</h1>{text}').language == language


def test_language_words() -> None:
    assert detect("12345") is None
    assert normal_tag("zh_hans_cn") == "zh-Hans-CN"
    assert normal_tag("x") is None


def test_keywords_rights_and_section() -> None:
    found = fields(
        '<meta name="keywords" content="ore, safety，meeting"><meta property="article:section" content="News">'
        f'<h1>Works go on</h1>{BODY}'
        f"<footer>Copyright: Ore Corporation. All Rights Reserved</footer>"
    )
    assert found.keywords == ["ore", "safety", "meeting"]
    assert found.section == "News"
    assert found.rights == "Copyright: Ore Corporation. All Rights Reserved"


@pytest.mark.parametrize(
    "text",
    [
        '<!--{"a":1}-->', '{"a":1,}', '//<![CDATA[\n{"a":1}\n//]]>', '{"a":1};', '/* ours */ {"a":1}', '{"a":1', '{"a":1 // x\n}',
        '{"a":1,\n// "b":2,\n}',
    ],
)  # fmt: skip
def test_json_as_pages_print_it(text: str) -> None:
    assert load_json(text) == {"a": 1}


def test_json_with_quotes_in_its_texts_and_without_commas() -> None:
    assert load_json('{"a":"They said "yes" to it"\n"b":"2"}') == {"a": 'They said "yes" to it', "b": "2"}


@pytest.mark.parametrize("text", ["{", "var a = 1", "[" * 9000, "// nothing", "]"])
def test_broken_json_is_no_reason_to_stop(text: str) -> None:
    page = Page("http://ore.example/", f'<script type="application/ld+json">{text}</script><title>x</title>{BODY}')
    assert head_of(page).nodes == []
    assert head_of(page).title == "x"


@pytest.mark.guarantee(17)
def test_titles_are_plain_safe_text() -> None:
    found = fields(f"<h1>a\u202eb &lt;script&gt;alert(1)&lt;/script&gt; \x1b[31mred</h1>{BODY}")
    assert found.title == "ab <script>alert(1)</script> red"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("<div class=signature>Par <span>Margaux Ferrand</span>, publié le 1er décembre 2023</div>", ["Margaux Ferrand"]),
        ("<p>12 maart 2024 <span class=byline>door <a href=/auteurs/bw>Bram de Wit</a></span></p>", ["Bram de Wit"]),
        ("<div><a href=/people/roe>Jane Roe</a> and <a href=/people/poe>Ann Poe</a></div>", ["Jane Roe", "Ann Poe"]),
        ("<p class=author-line><span class=author>Jane Roe</span> Chicago</p>", ["Jane Roe"]),
        ("<p>取材・文：秋山ゆき</p>", ["秋山ゆき"]),
        ("<p>Text und Bilder: Jana Roth</p>", ["Jana Roth"]),
        ("<li class=writer>박서연 기자</li>", ["박서연"]),
        ("<p>بقلم: هدى المنصوري</p>", ["هدى المنصوري"]),
        ("<p><b>Text: Jana Roth</b><b>Fotos: Nils Aune</b><b>Text: Ole Berg</b></p>", ["Jana Roth", "Ole Berg"]),
        ("<p class=byline>Von Jana Roth, Redaktion: Nils Aune</p>", ["Jana Roth"]),
        ("<p>Written by: Jane Roe</p>", ["Jane Roe"]),
        ("<p>By seven it is all gone.</p>", []),
        ("<p class=author>Senior Politics Editor</p>", []),
        ("<blockquote><p>It is dear.</p><p class=quote-author>Boris Kim</p></blockquote>", []),
        ("<div class=quote><b class=author>Boris Kim</b></div>", []),
        ("<figure><img src=a.jpg><figcaption class=author>Nils Aune</figcaption></figure>", []),
        ("<div class=comments><b class=comment-author>Hein Berg</b></div>", []),
    ],
)
def test_a_by_line_is_told_by_its_words_its_element_or_its_link(lines: str, names: list[str]) -> None:
    assert authors_of(lines + FERRY) == names


@pytest.mark.parametrize("line", ["Das Gespräch führte Jana Roth.", "Propos recueillis par Luc Petit"])
def test_who_asked_is_told_at_the_end(line: str) -> None:
    assert authors_of(f"{FERRY}<p>{line}</p>") == [" ".join(line.rstrip(".").split()[-2:])]


def test_the_site_is_no_author_where_a_person_is_named() -> None:
    head = "<meta property=og:site_name content='Sund Post'><meta name=author content='Sund Post'>"
    assert authors_of(f"<p>By Jane Roe</p>{FERRY}", head) == ["Jane Roe"]
    assert authors_of(FERRY, head) == ["Sund Post"]
    marked = '<span itemprop="author" itemscope><meta itemprop="name" content="Sund Optics"></span>'
    assert authors_of(marked + FERRY) == ["Sund Optics"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div class=author-name><div class=by>Από</div> <a>Σοφία Λιανού</a></div>", ["Σοφία Λιανού"]),
        ("<div class=author><span>Od</span> <a>Jana Roth</a>, <a>Petr Lom</a></div>", ["Jana Roth", "Petr Lom"]),
        ("<div><span>17. září 2024 5:00</span> <span>Autor: <a>Milada Štěpánová</a>, ČTZ</span></div>", ["Milada Štěpánová"]),
        ("<div>作者：宋怡 杨志华</div>", ["宋怡", "杨志华"]),
    ],
)
def test_a_by_line_names_persons_whatever_stands_beside_them(line: str, names: list[str]) -> None:
    assert authors_of(line + FERRY) == names


def test_a_japanese_name_has_a_blank_in_it() -> None:
    prose = "<p>島への船が夜も出ると、港の事務所が月曜日に発表した。</p>" * 4
    page = f"<html lang=ja><title>夜の船</title><h1>夜の船</h1><div>文：大渡 美咲</div>{prose}"
    assert extract(page, "https://sund.example/n/1").authors == ["大渡 美咲"]
