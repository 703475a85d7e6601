"""Properties of URL identity over all kinds of spellings."""

from datetime import date
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.text.dates.in_url import url_date
from crawler.urls import article_id, canonical_url, is_article_url, resolve

SITE = Site(
    name="example", company="Example", language="en", group="example",
    start=("http://www.example.com/",), hosts=("www.example.com", "example.com"), platform=TRS,
)  # fmt: skip
UNKNOWN = Site.for_url("http://www.example.com/")

days = st.dates(min_value=date(1995, 1, 1), max_value=date(2100, 1, 1))
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="/?#;\\")
segments = st.text(LETTERS, min_size=1, max_size=12)
paths = st.lists(segments.filter(lambda s: s.strip(".") and s == s.strip()), min_size=1, max_size=4).map(
    lambda parts: "/" + "/".join(quote(part) for part in parts)
)
noise = st.dictionaries(
    st.sampled_from(["utm_source", "utm_campaign", "fbclid", "gclid", "JSESSIONID", "PHPSESSID", "spm", "_"]),
    st.text("abc0123", min_size=1, max_size=8),
    max_size=4,
)
parameters = st.dictionaries(st.sampled_from(["id", "item", "page", "lang", "q"]), st.text("abcXYZ019", max_size=6), max_size=4)


def _url(host: str, path: str, query: dict[str, str]) -> str:
    text = "&".join(f"{key}={value}" for key, value in query.items())
    return f"http://{host}{path}" + (f"?{text}" if text else "")


@pytest.mark.guarantee(21)
@given(paths, parameters)
def test_canonical_form_is_stable(path: Any, query: Any) -> None:
    once = canonical_url(_url("www.example.com", path, query), UNKNOWN)
    assert canonical_url(once, UNKNOWN) == once
    assert article_id(once, UNKNOWN) == article_id(_url("www.example.com", path, query), UNKNOWN)


@pytest.mark.guarantee(21)
@given(paths, parameters, noise, st.sampled_from(["www.example.com", "example.com", "WWW.EXAMPLE.COM", "example.com:80"]))
def test_noise_and_aliases_make_no_difference(path: Any, query: Any, added: Any, host: Any) -> None:
    plain = _url("www.example.com", path, query)
    noisy = _url(host, path, {**added, **query}) + "#part"
    assert canonical_url(noisy, SITE) == canonical_url(plain, SITE)
    assert article_id(noisy, SITE) == article_id(plain, SITE)


@given(paths, st.lists(st.tuples(st.sampled_from("abcd"), st.text("019", max_size=3)), max_size=5), st.randoms())
def test_the_order_of_parameters_makes_no_difference(path: Any, query: Any, random: Any) -> None:
    shuffled = list(query)
    random.shuffle(shuffled)
    first, second = ("&".join(f"{k}={v}" for k, v in pairs) for pairs in (query, shuffled))
    assert canonical_url(f"http://www.example.com{path}?{first}", UNKNOWN) == canonical_url(
        f"http://www.example.com{path}?{second}", UNKNOWN
    )


@pytest.mark.guarantee(21)
@given(st.from_regex(r"/[a-z]{1,5}/[a-z]{1,8}", fullmatch=True))
def test_the_case_of_a_path_makes_a_difference(path: Any) -> None:
    assert article_id(f"http://www.example.com{path}", UNKNOWN) != article_id(f"http://www.example.com{path.upper()}", UNKNOWN)


@given(st.integers(100, 9_999_999), days, st.sampled_from(["News", "news/company", "headlinepic"]))
def test_a_document_has_one_id_in_all_sections(number: Any, day: Any, section: Any) -> None:
    url = f"http://example.com/english/{section}/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"
    assert article_id(url, SITE) == f"example:{number}"
    assert is_article_url(url, SITE) is True


@given(st.text(max_size=60))
def test_no_string_breaks_the_questions(text: Any) -> None:
    assert is_article_url(text, SITE) in (True, False, None)
    found = url_date(text, forms=SITE.platform.url_dates)
    assert found is None or len(found.day) == 10


@given(st.text(max_size=60))
def test_a_link_is_an_address_or_none_or_an_error_of_its_own(href: Any) -> None:
    try:
        url = resolve("http://www.example.com/news/", href)
    except ValueError:
        return
    assert url is None or url.startswith(("http://", "https://"))


@pytest.mark.guarantee(21)
@given(st.lists(st.binary(min_size=1, max_size=6), min_size=2, max_size=2, unique=True))
def test_octets_of_any_charset_keep_apart_and_keep_their_form(values: Any) -> None:
    first, second = (f"http://www.example.com/show?title={quote(value)}" for value in values)
    assert article_id(first, UNKNOWN) != article_id(second, UNKNOWN)
    once = canonical_url(first, UNKNOWN)
    assert canonical_url(once, UNKNOWN) == once
    assert unquote_to_bytes(once.partition("title=")[2]) == values[0]


@given(st.text(LETTERS, min_size=1, max_size=8), st.sampled_from(["gb18030", "cp932", "big5hkscs", "cp1251", "utf-8", "none"]))
def test_letters_of_a_query_never_break_a_link(letters: Any, charset: Any) -> None:
    found = resolve("http://www.example.com/news/", f"show?q={letters}", charset)
    assert found is not None
    assert canonical_url(found, UNKNOWN) == canonical_url(canonical_url(found, UNKNOWN), UNKNOWN)
