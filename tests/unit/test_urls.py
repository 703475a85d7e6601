"""One article, one identity, whatever its address looks like today."""

from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest

from crawler.platforms.focus import FOCUS
from crawler.platforms.jsp import JSP
from crawler.platforms.site_group_cms import SITE_GROUP_CMS
from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.text.dates.in_url import url_date
from crawler.urls import article_id, canonical_url, former_ids, in_origins, is_article_url, resolve

ENGLISH = Site(
    name="example", company="Example", language="en", group="example",
    start=("http://www.example.com/english/",), hosts=("www.example.com", "example.com", "www.example.com.cn"),
    paths=("/english/",), platform=TRS | JSP,
)  # fmt: skip
HEAVY = Site(
    name="heavy", company="Heavy", language="en", group="heavy",
    start=("http://www.heavy.com/",), hosts=("www.heavy.com",), platform=FOCUS | SITE_GROUP_CMS,
)  # fmt: skip
UNKNOWN = Site.for_url("http://news.example.org:8900/releases/")
ARTICLE = "http://www.example.com/english/News/201906/t20190606_274143.html"
JSP_ARTICLE = "http://www.example.com/english/detail.jsp?article_millseconds=1310604089016&column_no=02"


@pytest.mark.guarantee(21)
@pytest.mark.parametrize(
    "spelling",
    [
        ARTICLE,
        ARTICLE.replace("http:", "https:"),
        ARTICLE.replace("www.example.com", "WWW.Example.COM"),
        ARTICLE.replace("www.example.com", "www.example.com:80"),
        ARTICLE.replace("http://www.example.com", "https://www.example.com:443"),
        ARTICLE.replace("www.example.com", "www.example.com.cn"),
        ARTICLE.replace("www.example.com", "example.com"),
        ARTICLE.replace("www.example.com", "www.example.com."),
        ARTICLE.replace("www.example.com", "reader:secret@www.example.com"),
        ARTICLE + "#top",
        ARTICLE + "?utm_source=mail&utm_medium=x",
        ARTICLE + "?from=timeline&isappinstalled=0",
        ARTICLE.replace(".html", ".html;jsessionid=0A1B2C3D4E5F"),
        ARTICLE.replace("/News/", "/x/../News/./"),
        ARTICLE.replace("News", "%4Eews"),
        ARTICLE.replace("/english/", "//english//"),
        ARTICLE.replace("274143.html", "274143_ext.html"),
        ARTICLE.replace("274143.html", "274143_2.html"),
    ],
)
def test_one_article_has_one_canonical_url_and_id(spelling: Any) -> None:
    assert canonical_url(spelling, ENGLISH) == ARTICLE
    assert article_id(spelling, ENGLISH) == "example:274143"


@pytest.mark.guarantee(21)
@pytest.mark.parametrize(
    "spelling",
    [
        JSP_ARTICLE,
        "https://example.com/english/detail.jsp?column_no=02&article_millseconds=1310604089016",
        JSP_ARTICLE + "&JSESSIONID=8F0A",
        JSP_ARTICLE + "&_=1588888888",
    ],
)
def test_parameters_of_a_jsp_article_stand_in_any_order(spelling: Any) -> None:
    assert canonical_url(spelling, ENGLISH) == JSP_ARTICLE
    assert article_id(spelling, ENGLISH) == "example:1310604089016"


def test_an_article_in_two_sections_has_one_id() -> None:
    elsewhere = ARTICLE.replace("/News/", "/headlinepic/")
    assert article_id(elsewhere, ENGLISH) == article_id(ARTICLE, ENGLISH)
    assert article_id(JSP_ARTICLE.replace("=02", "=05"), ENGLISH) == article_id(JSP_ARTICLE, ENGLISH)


@pytest.mark.guarantee(21)
def test_the_case_of_a_path_is_significant() -> None:
    assert canonical_url("http://www.example.com/english/News/", ENGLISH) != canonical_url(
        "http://www.example.com/english/news/", ENGLISH
    )


@pytest.mark.parametrize("file", ["index.html", "index.htm", "index.shtml", "default.aspx", ""])
def test_a_folder_and_its_index_are_one_page(file: Any) -> None:
    assert canonical_url(f"http://www.example.com/english/News/{file}", ENGLISH) == "http://www.example.com/english/News/"


def test_meaningful_parameters_stay_and_are_sorted() -> None:
    found = canonical_url("http://news.example.org:8900/releases/?page=2&item=7&utm_campaign=x&sid=12", UNKNOWN)
    assert found == "http://news.example.org:8900/releases/?item=7&page=2&sid=12"


def test_a_session_in_a_short_parameter_goes() -> None:
    found = canonical_url("http://news.example.org:8900/a?item=7&sid=0af31c98d7e6b54f00112233", UNKNOWN)
    assert found == "http://news.example.org:8900/a?item=7"


def test_an_unknown_site_keeps_scheme_and_port() -> None:
    assert canonical_url("http://news.example.org:8900/a", UNKNOWN) == "http://news.example.org:8900/a"
    assert article_id("http://news.example.org:8900/a/", UNKNOWN) == article_id("http://news.example.org:8900/a", UNKNOWN)
    assert article_id("http://news.example.org:8900/b", UNKNOWN) != article_id("http://news.example.org:8900/a", UNKNOWN)


@pytest.mark.parametrize(
    ("url", "site", "native"),
    [
        ("http://www.heavy.com/mccen/focus/_325415/423043/index.html", HEAVY, "heavy:423043"),
        ("http://www.heavy.com/mccen/focus/picture_news/592607/", HEAVY, "heavy:592607"),
        ("http://www.heavy.com/cnmc/xwzx/jtxw/2022/6/I986624244525826048.html", HEAVY, "heavy:I986624244525826048"),
    ],
)
def test_native_ids_of_other_systems(url: Any, site: Any, native: Any) -> None:
    assert article_id(url, site) == native
    assert is_article_url(url, site) is True


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.com/english/News/",
        "http://www.example.com/english/News/index_1.html",
        "http://www.example.com/english/about_666/FromthePresident/",
        "http://www.example.com/english/outline.jsp?column_no=02",
        "http://www.example.com/english/detail.jsp?column_no=02",
        "http://www.example.com/ddjj/ghyd/202606/t20260610_315946.html",
        "http://www.other.com/english/News/201906/t20190606_274143.html",
        "http://www.example.com:8080/english/News/201906/t20190606_274143.html",
        "ftp://www.example.com/english/News/201906/t20190606_274143.html",
        "http://[broken",
    ],
)
def test_what_is_no_article_of_this_newsroom(url: Any) -> None:
    assert is_article_url(url, ENGLISH) is False


def test_an_unknown_platform_cannot_tell() -> None:
    assert is_article_url("http://news.example.org:8900/releases/one", UNKNOWN) is None
    assert is_article_url("http://news.example.org/releases/one", UNKNOWN) is False


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("./201906/t20190606_1.html", "http://www.example.com/english/News/201906/t20190606_1.html"),
        (" /a b\n.html ", "http://www.example.com/a%20b.html"),
        ("//example.com/x#y", "http://example.com/x"),
        ("javascript:void(0)", None),
        ("mailto:press@example.com", None),
        ("file:///etc/passwd", None),
        ("#top", None),
        ("", None),
    ],
)
def test_resolve(href: Any, expected: Any) -> None:
    assert resolve("http://www.example.com/english/News/", href) == expected


def test_origins_are_exact() -> None:
    assert in_origins("https://example.com/x", ENGLISH)
    assert not in_origins("http://example.com:8080/x", ENGLISH)
    assert in_origins("http://news.example.org:8900/", UNKNOWN)
    assert not in_origins("https://news.example.org:8900/", UNKNOWN)
    assert not in_origins("http://evil.example/", UNKNOWN)


@pytest.mark.parametrize(
    ("url", "date"),
    [
        (ARTICLE, "2019-06-06"),
        (JSP_ARTICLE, "2011-07-14"),
        ("http://www.example.com/english/2021/08/31/story.html", "2021-08-31"),
        ("http://www.example.com/english/News/t20190231_274143.html", None),
        ("http://www.example.com/english/News/index_1.html", None),
    ],
)
def test_the_date_in_an_address(url: str, date: str | None) -> None:
    found = url_date(url, forms=ENGLISH.platform.url_dates)
    assert (found.day if found else None) == date


def test_milliseconds_in_an_address_are_a_day_in_beijing() -> None:
    url = JSP_ARTICLE.replace("1310604089016", "1310659200000")
    found = url_date(url, forms=ENGLISH.platform.url_dates)
    assert found is not None
    assert (found.day, found.value) == ("2011-07-15", "2011-07-15T00:00:00+08:00")


CHARSETS = {
    "gb18030": ("年度报告", "董事会公告", "项目开工"),
    "big5hkscs": ("年度報告", "董事會公告", "專案開工"),
    "cp932": ("決算短信", "人事異動", "新製品の発表", "ソリューション表"),
    "cp949": ("실적발표", "인사이동", "신제품출시"),
    "cp1251": ("Отчёт", "Совет-директоров", "Новый_рудник"),
    "cp1252": ("Geschäftsbericht", "Société", "Çelik"),
}


@pytest.mark.guarantee(21)
@pytest.mark.parametrize("charset", CHARSETS)
def test_escapes_in_any_charset_stay_apart(charset: str) -> None:
    urls = [f"http://news.example.org:8900/show.php?title={quote(word.encode(charset))}" for word in CHARSETS[charset]]
    assert len({article_id(url, UNKNOWN) for url in urls}) == len(urls)
    assert [canonical_url(canonical_url(url, UNKNOWN), UNKNOWN) for url in urls] == [canonical_url(url, UNKNOWN) for url in urls]


@pytest.mark.parametrize("charset", CHARSETS)
def test_letters_of_a_query_are_sent_in_the_charset_of_the_page(charset: str) -> None:
    for word in CHARSETS[charset]:
        found = resolve("http://news.example.org:8900/list/", f"../新/show.php?a=1&title={word}#{word}", charset)
        assert found is not None
        path, _, query = found.partition("?")
        assert path == "http://news.example.org:8900/新/show.php"
        assert unquote_to_bytes(query) == f"a=1&title={word}".encode(charset)
        plain = resolve("http://news.example.org:8900/list/", f"show.php?title={word}")
        assert plain == f"http://news.example.org:8900/list/show.php?title={word}"


def test_what_a_charset_cannot_write_is_sent_as_a_reference() -> None:
    assert resolve("http://news.example.org:8900/", "a?q=é点", "cp1252") == "http://news.example.org:8900/a?q=%E9%26%2328857%3B"


@pytest.mark.parametrize("charset", CHARSETS)
def test_an_id_from_before_is_found_by_the_letters(charset: str) -> None:
    word = CHARSETS[charset][0]
    before = article_id(f"http://news.example.org:8900/show.php?n=2&title={word}", UNKNOWN)
    sent = resolve("http://news.example.org:8900/", f"/show.php?n=2&title={word}", charset)
    assert sent is not None
    assert article_id(sent, UNKNOWN) != before
    assert before in former_ids(sent, UNKNOWN)


@pytest.mark.parametrize(
    "value",
    [
        "2024-01-annual-results-of-the-group", "20240315102233000001", "q2-trading-update-2025-zinc", "AnnualReport2024Group",
        "2024_nian_du_bao_gao_fa_bu_hui", "jahresbericht2024derbergbaugruppe",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["sid", "s", "token"])
def test_what_can_be_read_is_no_session(key: str, value: str) -> None:
    assert canonical_url(f"http://news.example.org:8900/a?{key}={value}", UNKNOWN).endswith(f"?{key}={value}")


@pytest.mark.parametrize(
    "value",
    [
        "0af31c98d7e6b54f00112233", "0af31c98-d7e6-4b54-9f00-112233445566", "q8k3l2mabcd7fj20vnq1s5ret4", "aB3xYz9Qw7Kp2LmN5vTr",
        "MTcwNDA2NzIwMDpmOGE3YjY1",
    ],
)  # fmt: skip
def test_what_is_letters_and_digits_at_random_is_a_session(value: str) -> None:
    assert canonical_url(f"http://news.example.org:8900/a?item=7&sid={value}", UNKNOWN) == "http://news.example.org:8900/a?item=7"


def test_a_named_session_goes_unless_it_is_a_headline() -> None:
    assert canonical_url("http://news.example.org:8900/a?sessionid=ab12", UNKNOWN) == "http://news.example.org:8900/a"
    assert canonical_url("http://news.example.org:8900/a?sessionid=opening-of-the-mine", UNKNOWN).endswith("opening-of-the-mine")


@pytest.mark.guarantee(21)
@pytest.mark.parametrize(
    "start",
    [
        "http://www.bergbau-süd.example/presse/", "HTTP://WWW.Bergbau-Süd.Example/presse/", "https://www.bergbau-süd.example/presse/",
        "http://www.xn--bergbau-sd-ieb.example./presse/", "http://www.bergbau-süd.example:80/presse/#top",
    ],
)  # fmt: skip
def test_a_start_address_is_one_newsroom_in_all_its_spellings(start: str) -> None:
    site = Site.for_url(start)
    assert site.name == "www_xn--bergbau-sd-ieb_example"
    assert site.hosts == ("www.xn--bergbau-sd-ieb.example",)
    assert in_origins(start, site)
    assert in_origins("https://www.bergbau-süd.example/presse/a", site)
    assert not in_origins("http://bergbau-süd.example/presse/a", site)
    assert not in_origins("http://www.bergbau-süd.example:8080/presse/a", site)
    assert canonical_url("http://www.bergbau-süd.example./a", site) == canonical_url("https://www.bergbau-süd.example/a", site)


def test_a_port_of_its_own_has_no_twin() -> None:
    assert Site.for_url("http://news.example.org:8900/").origins == {("http", "news.example.org", 8900)}
