"""The replica's article pages: the truth is printed on them, in the order and wording of their template generation."""

import re
from functools import cache

import pytest
from parsel import Selector

from tests.replica.catalogue import SITES
from tests.replica.model import Release
from tests.replica.newsroom import Newsroom, make
from tests.replica.seed_article import seed_story
from tests.replica.style import Style, draw_style
from tests.replica.truth import paragraphs

GENERATIONS = ("A", "B", "C", "U", "Z", "M1", "M2", "J", "K")
SEEDS = (1, 7, 2019)
_BLANKS = re.compile(r"[\s\u00a0\u3000\u200b]+")  # and the zero-width blanks that editors leave


@cache
def newsroom(seed: int) -> Newsroom:
    return make(seed, articles=40)


def packed(text: str) -> str:
    return _BLANKS.sub("", text)


def style_of(release: Release, seed: int) -> Style:
    return draw_style(seed, release.channel.generation, release.style)


def words_of(release: Release, seed: int) -> str:
    """The visible words of all parts of a release's page, without blanks."""
    texts = []
    for part in range(release.parts):
        path = release.path if not part else release.path.removesuffix(".html") + f"_{part}.html"
        reply = newsroom(seed).reply(release.channel.host, path)
        assert reply.status == 200
        root = Selector(reply.body.decode(style_of(release, seed).codec))
        texts.append(packed("".join(root.xpath("//text()").getall())))
    return "".join(texts)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_paragraph_and_title_of_the_truth_is_printed_in_order(seed: int) -> None:
    for release in newsroom(seed).releases:
        text = words_of(release, seed)
        assert packed(release.story.title) in text
        at = 0
        for paragraph in paragraphs(release.story.pieces):
            found = text.find(packed(paragraph.text.replace(" | ", "")), at if paragraph.kind != "caption" else 0)
            assert found >= 0, (release.path, paragraph)
            at = found if paragraph.kind != "caption" else at


@pytest.mark.parametrize("seed", SEEDS)
def test_blocks_stand_in_the_order_of_their_generation(seed: int) -> None:
    marks = {
        "A": ("ChinaMinmetalsCorporation", "Fontsize:【BigMiddleSmall】【Print】Color:"),
        "B": ("Fontsize:【BigMiddleSmall】【PrintColor:",),
        "M2": ("source:MCCAuthor:中国中冶Releasetime:",),
        "M1": ("CopyFrom:", "Date:", "+.-"),
        "J": ("来源:", "发布时间:", "打印"),
    }
    for release in newsroom(seed).releases:
        text = words_of(release, seed)
        body = packed(next(piece.text for piece in release.story.pieces if piece.kind == "paragraph"))[:40]
        at = text.find(packed(release.story.title))
        for mark in marks.get(release.channel.generation, ()):
            at = text.find(mark, at)
            assert 0 <= at < text.rfind(body), (release.path, mark)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_crumb_has_the_wording_of_its_generation(seed: int) -> None:
    crumbs = {
        "B": "Yourlocation:Home>>News", "U": ">HOME>News", "M2": "PressCenter>NewsFocus", "M1": "Position:Homepage>Focus>",
        "J": "首页>>新闻中心>>媒体报道",
    }  # fmt: skip
    for release in newsroom(seed).releases:
        crumb = crumbs.get(release.channel.generation)
        assert crumb is None or crumb in words_of(release, seed)
        if release.channel.generation == "C":
            assert packed("Home>" + ">".join(release.channel.trail[1:])) in words_of(release, seed)


def test_the_real_article_is_there_word_for_word() -> None:
    truth = next(each for each in newsroom(7).expected("minmetals") if "minmetals:274143" in each.ids)
    assert truth.urls[0] == "http://www.minmetals.com/english/News/201906/t20190606_274143.html"
    assert truth.text.split("\n\n") == [piece.text for piece in seed_story().pieces]
    assert truth.title.startswith("China Minmetals Holds 2019 Annual Poverty Alleviation")
    assert truth.published is None


@pytest.mark.parametrize("generation", GENERATIONS)
def test_each_generation_has_many_markup_styles(generation: str) -> None:
    drawn = [draw_style(seed, generation, number) for seed in range(12) for number in range(3)]
    assert len({style.skeleton for style in drawn}) >= 6
    assert len({(style.title_wrap, style.crumb_form, style.tool_form, style.header_form) for style in drawn}) >= 20


def test_neighbouring_styles_have_different_skeletons() -> None:
    for generation in GENERATIONS:
        assert len({draw_style(5, generation, number).skeleton for number in range(3)}) == 3


@pytest.mark.parametrize("seed", SEEDS)
def test_the_oldest_pages_are_gbk_bytes_that_call_themselves_latin_1(seed: int) -> None:
    for release in newsroom(seed).releases:
        if release.channel.generation == "A":
            reply = newsroom(seed).reply(release.channel.host, release.path)
            labels = reply.headers["Content-Type"] + reply.body[:600].decode("latin-1")
            assert re.search("iso-8859-1", labels, re.IGNORECASE)
            assert "¡¾Print" in packed(re.sub("<[^>]*>", "", reply.body.decode("latin-1")))


def test_letters_that_gbk_lacks_are_lost_for_good_on_the_usa_pages() -> None:
    texts = " ".join(truth.text for seed in SEEDS for truth in newsroom(seed).expected("minmetals_usa"))
    assert re.search(r"Pi\?era|Gon\?alves|Jo\?o|I\?igo|\?sa", texts)
    assert re.search(r"Sébastien|María|Lucía", texts)


def test_all_peculiarities_occur() -> None:
    cases = {case for seed in range(1, 6) for site in SITES for truth in newsroom(seed).expected(site) for case in truth.cases}
    wanted = {
        "short", "headings", "ordinals", "captions_first", "split", "blanks", "no_date", "no_year", "disagree", "two_headlines",
        "subtitle", "items", "table", "pictures", "attachment", "links", "mixed_quotes", "furniture_words", "loss", "dash_title",
    }  # fmt: skip
    assert wanted <= cases


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_do_not_follow_the_dates_and_never_meet(seed: int) -> None:
    releases = [each for each in newsroom(seed).releases if each.channel.generation in ("B", "C", "U", "Z", "M2")]
    numbers = [each.number for each in sorted(releases, key=lambda each: each.url_date)]
    assert numbers != sorted(numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("site", SITES)
def test_the_truth_has_as_many_articles_as_asked_for(seed: int, site: str) -> None:
    truths = newsroom(seed).expected(site)
    assert len(truths) == 40
    assert len({truth.title for truth in truths}) == 40
    assert len({key for truth in truths for key in truth.ids}) >= 40
