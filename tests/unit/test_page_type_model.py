"""The learned part of page kinds: short releases stay articles, what offers or asks for something is none."""

import math

import pytest

from crawler.extract.page_type.classify import pack_page_type, page_type, shipped_page_type_model, unpack_page_type
from crawler.extract.page_type.features import GROUPS, NAMES, Signs, read_signs
from crawler.page.page import Page

NAV = "<nav><a href=/>Home</a> <a href=/news/>News</a> <a href=/about/>About us</a></nav>"
SENTENCE = "The company said that the works would go on for another year, and that more people would be hired. "
HAN = "集团召开年度工作会议，总结上一年度工作，部署新一年度重点任务，提出明确要求。"
OFFER = "We help our clients to plan their journey, and our team of experts is here for you. Contact us today! "


def signs_of(page: Page) -> Signs:
    shown = [block for block in page.blocks if block.text and not block.hidden]
    return read_signs(page, shown, page.main_run)


def made(url: str, title: str, body: str) -> Page:
    return Page(url, f"<title>{title} | Ore</title>{NAV}<h1>{title}</h1>{body}")


@pytest.mark.parametrize(
    ("path", "title", "body"),
    [
        ("/news/201906/t20190606_1.html", "Ore opens a mine", f"<p>{SENTENCE}</p>"),
        ("/xwzx/202003/t20200301_9.html", "集团召开年度工作会议", f"<p>{HAN}</p>"),
        ("/press-releases/ore-names-cfo", "Ore names CFO", f"<p>June 6, 2019</p><p>{SENTENCE}</p>"),
        ("/", "Ore names a new chief financial officer", f"<p>June 6, 2019</p><p>{SENTENCE * 4}</p><p>{SENTENCE * 3}</p>"),
    ],
)
def test_short_releases_are_articles(path: str, title: str, body: str) -> None:
    url = f"http://ore.example{path}" if path != "/" else ""
    assert page_type(made(url, title, body)) == ("article", "article_body")


FORM = "".join(f"<label>{name}<input name={name}></label>" for name in ("first", "last", "mail", "phone", "street", "town"))
LAMPS = "<div><a href=x>Lamp</a><span>$ 20</span></div>" * 12


@pytest.mark.parametrize(
    ("path", "title", "body"),
    [
        ("/services/consulting/", "Consulting services", f"<p>{OFFER}</p>" * 4),
        ("/account/register", "Create an account", f"<form>{FORM}</form><p>{OFFER}</p>"),
        ("/contact-us", "Contact us", f"<form>{FORM}</form><p>{OFFER}</p>"),
        ("/", "Welcome", f"<h2>Services</h2><p>{OFFER}</p><h2>Contact</h2><p>{OFFER}</p>"),
        ("/collections/lamps", "Lamps", LAMPS),
    ],
)
def test_what_offers_or_asks_is_none(path: str, title: str, body: str) -> None:
    assert page_type(made(f"http://ore.example{path}", title, body))[0] != "article"


def test_a_score_is_the_sum_of_its_shares() -> None:
    model = shipped_page_type_model()
    signs = signs_of(made("http://ore.example/news/a-b.html", "A b", f"<p>{SENTENCE}</p>"))
    shares = list(model.shares(signs))
    assert math.isclose(model.score(signs), model.bias + sum(share for _, share in shares))
    assert [name for name, _ in shares[: len(NAMES)]] == list(NAMES)
    assert {name for name, _ in shares[len(NAMES) :]} <= {f"words_{group}" for group in GROUPS}


def test_a_model_survives_packing() -> None:
    model = shipped_page_type_model()
    again = unpack_page_type(pack_page_type(model))
    signs = signs_of(made("http://ore.example/services/", "Our services", f"<h2>Prices</h2><p>{OFFER}</p>"))
    assert math.isclose(again.score(signs), model.score(signs), rel_tol=1e-5)


def test_an_empty_page_has_signs() -> None:
    signs = signs_of(Page("", ""))
    assert len(signs.values) == len(NAMES)
    assert all(math.isfinite(value) for value in signs.values)
