import pytest

from crawler.errors import Refused
from crawler.policy.redirects import cookies, require_article, target

FROM = "http://www.example.com/english/News/201906/t20190606_274143.html"


@pytest.mark.guarantee(13)
@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (b"/x.html", "http://www.example.com/x.html"),
        (b"t2.html", "http://www.example.com/english/News/201906/t2.html"),
        (b"//other.example/a", "http://other.example/a"),
        (b"https://www.example.com/a#top", "https://www.example.com/a"),
        ("/caf\u00e9".encode(), "http://www.example.com/caf%C3%A9"),
        (b"?page=2", FROM + "?page=2"),
    ],
)
def test_targets(location: bytes, expected: str) -> None:
    assert target(FROM, location) == expected


@pytest.mark.guarantee(13)
@pytest.mark.parametrize(
    "location",
    [
        None,
        b"",
        b"  ",
        b"http://[bad",
        b"file:///etc/passwd",
        b"data:text/html,x",
        b"javascript:x",
        b"http://u:p@www.example.com/",
        b"http://www.example.com:99999/",
        b"http://a b/",
        b"/" + b"x" * 5000,
    ],
)
def test_targets_that_are_none(location: bytes | None) -> None:
    with pytest.raises(Refused):
        target(FROM, location)


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    "led_to",
    [
        "/",
        "/english/",
        "/english/News/",
        "/english/News",
        "/index.html",
        "/english/index.htm",
        "/english/News/201906/",
        "/404.html",
        "/error/404",
        "/login?next=/x",
        "/english/notfound.html",
        "/?from=old",
    ],
)
def test_an_article_that_leads_to_a_front_page_is_none(led_to: str) -> None:
    with pytest.raises(Refused):
        require_article("article", FROM, f"http://www.example.com{led_to}")
    require_article("listing", FROM, f"http://www.example.com{led_to}")


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        (FROM, FROM.replace("http:", "https:")),
        (FROM, "http://www.example.com/english/news/minmetalsnews/201906/t20190606_274143.html"),
        ("http://x.example/news/abc", "http://x.example/news/abc/"),
        ("http://x.example/?p=12", "http://x.example/2024/05/title/"),
        ("http://x.example/news/detail?id=5", "http://x.example/news/5.html"),
        ("http://x.example/a/index.html", "http://x.example/a/"),
    ],
)
def test_a_moved_article_is_followed(asked: str, led_to: str) -> None:
    require_article("article", asked, led_to)


def test_cookies_of_a_chain() -> None:
    assert cookies([b"a=1; Path=/; HttpOnly", b"b=2"], "a=0; c=3") == "a=1; c=3; b=2"
    assert cookies([b"bad", b"x\n=1", b"=5"], "") == ""
