"""What keeps a run from starting: settings that no run can work with, arguments that a spider does not take."""

from typing import Any

import pytest
from scrapy import Spider
from scrapy.settings import Settings

from crawler.alerts import AlertOptions
from crawler.commands.crawl import checked
from crawler.errors import UsageError
from crawler.run.arguments import Options, argument_names, hosts_of, require_known, require_usable
from crawler.spider import AnyNewsroomSpider, NewsroomSpider
from spiders.minmetals import Minmetals

DEFAULTS: dict[str, object] = {
    "MAX_REQUESTS": 100, "RETRY_TIMES": 2, "CONCURRENT_REQUESTS": 8, "DOWNLOAD_DELAY": 1.0, "URL_SECONDS": 50.0,
    "ROBOTSTXT_OBEY": True, "RETRY_PRIORITY_ADJUST": -1, "USER_AGENT": "x",
}  # fmt: skip


class OfAUser(NewsroomSpider):
    region: str | None = None
    limit = 5
    pipelines = {"a": "b"}  # noqa: RUF012  as users write it
    _kept = "x"

    def __init__(self, desk: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_REQUESTS", "many"), ("MAX_REQUESTS", "1e3"), ("MAX_REQUESTS", ""), ("MAX_REQUESTS", "2.5"), ("RETRY_TIMES", "-1"),
        ("CONCURRENT_REQUESTS", "0"), ("DOWNLOAD_DELAY", "1,5"), ("DOWNLOAD_DELAY", "nan"), ("URL_SECONDS", "inf"),
        ("ROBOTSTXT_OBEY", "nein"), ("RETRY_HTTP_CODES", "500,5xx"), ("PRIVATE_HOSTS", "10.0.0.7"),
        ("PRIVATE_HOSTS", "intranet:http"), ("LOG_LEVEL", "CHATTY"),
    ],
)  # fmt: skip
def test_a_setting_that_no_run_can_work_with_is_named(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        require_usable({name: value}, DEFAULTS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_REQUESTS", "0"), ("MAX_REQUESTS", 7), ("DOWNLOAD_DELAY", "0.25"), ("DOWNLOAD_DELAY", "0"), ("URL_SECONDS", None),
        ("ROBOTSTXT_OBEY", "False"), ("ROBOTSTXT_OBEY", "0"), ("RETRY_PRIORITY_ADJUST", "-3"), ("RETRY_HTTP_CODES", [500, 429]),
        ("RETRY_HTTP_CODES", "500, 429"), ("PRIVATE_HOSTS", "127.0.0.1:80,[::1]:8080"), ("LOG_LEVEL", "10"), ("USER_AGENT", "я"),
    ],
)  # fmt: skip
def test_what_scrapy_takes_is_taken(name: str, value: object) -> None:
    require_usable({name: value}, DEFAULTS)


@pytest.mark.parametrize(
    ("spider", "name", "said"),
    [
        (Minmetals, "sice", "did you mean -a since="),
        (Minmetals, "max_page", "did you mean -a max_pages="),
        (Minmetals, "maxarticles", "did you mean -a max_articles="),
        (Minmetals, "wind", "it takes also, deep, "),
        (Minmetals, "name", "no argument 'name'"),
        (AnyNewsroomSpider, "ulr", "did you mean -a url="),
        (OfAUser, "regoin", "did you mean -a region="),
        (OfAUser, "_kept", "no argument"),
        (OfAUser, "pipelines", "no argument"),
    ],
)
def test_an_argument_that_a_spider_does_not_take(spider: type[Spider], name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        require_known([name], argument_names(spider), "it")


def test_arguments_of_a_users_own_spider_are_known() -> None:
    require_known(["since", "desk", "region", "limit", "max_articles"], argument_names(OfAUser), "it")
    require_known(["url", "name", "deep"], argument_names(AnyNewsroomSpider), "it")


def test_a_run_says_by_what_it_is_bounded() -> None:
    assert Options.parse(max_articles="5").bounds == ("max_articles",)
    assert Options.parse("2026-01-01", "3", None, "5").bounds == ("since", "max_pages", "max_articles")
    for wrong in ("0", "-1", "x", "²"):
        with pytest.raises(UsageError, match="a right one is -a max_articles=100"):
            Options.parse(max_articles=wrong)


@pytest.mark.parametrize(
    "setting",
    [{"ALERT_WEBHOOK": "https://"}, {"ALERT_WEBHOOK": "http://h.example:no/"}, {"ALERT_DIGEST": "perhaps"}, {"ALERT_ON": "all"}],
)
def test_alerts_that_could_not_be_sent(setting: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(setting))):
        AlertOptions.of(setting)


def test_a_newsroom_with_the_projects_own_settings_is_taken() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings")
    assert checked(Minmetals, {"since": "2026-01-31"}, settings).options.since == "2026-01-31"
    settings.set("DOWNLOAD_TIMEOUT", "soon")
    with pytest.raises(UsageError, match="DOWNLOAD_TIMEOUT"):
        checked(Minmetals, {}, settings)


@pytest.mark.parametrize(
    ("also", "hosts"),
    [
        ("press.example.com", ("press.example.com",)),
        ("https://Press.Example.com/en/ wire.example.org:8080", ("press.example.com", "wire.example.org:8080")),
        ("münchen.example.,http://MÜNCHEN.example/news", ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example")),
    ],
)
def test_other_hosts_in_any_spelling(also: str, hosts: tuple[str, ...]) -> None:
    assert hosts_of(also) == hosts


@pytest.mark.parametrize("also", ["http://", "a b@c", "press_.example/", "ü" * 70 + ".example", "host:port", "-", ",", " , , "])
def test_what_is_no_other_host(also: str) -> None:
    with pytest.raises(UsageError, match=r"right ones are -a also=press\.example\.com"):
        hosts_of(also)
