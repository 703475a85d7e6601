"""What `crawl` makes of its command line: an address, arguments by other names, the log on a terminal, logs that are kept."""

import argparse
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.commands.crawl import CrawlCommand, _named, _require_free_name, name_address
from crawler.commands.logs import begin_log, rotate
from crawler.errors import UsageError
from crawler.run.arguments import ARGUMENTS, argument_names, arguments_table, require_known, undeclared
from crawler.spider import AnyNewsroomSpider, NewsroomSpider
from crawler.spiderloader import NewsroomSpiderLoader
from spiders.newsroom import Newsroom


def test_each_argument_of_a_spider_has_a_row_in_the_table() -> None:
    assert {each.name for each in ARGUMENTS} == argument_names(AnyNewsroomSpider)
    assert {each.name for each in ARGUMENTS if not each.undeclared} == argument_names(NewsroomSpider)
    lines = arguments_table().splitlines()
    assert [line.endswith(" (with a URL)") for line in lines] == [each.undeclared for each in ARGUMENTS]
    words = [word for each in ARGUMENTS for word in (each.name, *each.meant)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "meant"),
    [("limit", "max_articles"), ("Count", "max_articles"), ("from", "since"), ("pages", "max_pages"), ("lang", "language"),
     ("max-articles", "max_articles"), ("start_url", "url"), ("maxpage", "max_pages")],
)  # fmt: skip
def test_an_argument_by_another_name_is_refused_with_the_right_one(word: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"no argument '{word}'; did you mean -a {meant}="):
        require_known([word], argument_names(AnyNewsroomSpider), "crawl")


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("www.example.com/news/", "https://www.example.com/news/"), ("//example.com", "https://example.com"),
        ("example.com:8080/news?page=1", "https://example.com:8080/news?page=1"), ("localhost:8000/n", "https://localhost:8000/n"),
        ("http://example.com/", "http://example.com/"), ("münchen.example/presse", "https://xn--mnchen-3ya.example/presse"),
        ("例子.example/新闻/", "https://xn--fsqu00a.example/新闻/"),
    ],
)  # fmt: skip
def test_an_address_without_a_scheme_is_that_of_https(typed: str, start: str) -> None:
    assert undeclared(typed).start == (start,)


@pytest.mark.parametrize("typed", ["", "news", "mailto:me@a.io", "ftp://a.io/", "/news/", "a b.example", "me:1@a.io"])
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(UsageError):
        undeclared(typed)


def test_what_an_undeclared_newsroom_does_not_say_itself() -> None:
    spider = Newsroom(url="example.com/news", company="Muster Bergbau AG", language="de", name="muster")
    assert (spider.site.company, spider.site.language, spider.site.name) == ("Muster Bergbau AG", "de", "muster")
    assert undeclared("example.com").company == "example.com"
    with pytest.raises(UsageError, match="language must be a BCP 47 tag"):
        undeclared("example.com", language="German")


def test_an_address_is_a_newsroom_of_its_own() -> None:
    args, arguments = ["www.example.com/news"], {"deep": "1"}
    name_address(args, arguments)
    assert (args, arguments) == (["newsroom"], {"deep": "1", "url": "www.example.com/news"})
    args, arguments = ["minmetals"], {}
    name_address(args, arguments)
    assert (args, arguments) == (["minmetals"], {})
    with pytest.raises(UsageError, match="two addresses"):
        name_address(["a.example"], {"url": "b.example"})


def test_the_name_of_a_newsroom_is_not_anothers(tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text('[[newsroom]]\nurl = "acme.example/news/"\nname = "acme"\n')
    place = {"SPIDER_MODULES": ["spiders"], "NEWSROOM_CONFIG": str(tmp_path / "newsroom.toml")}
    loader = NewsroomSpiderLoader(Settings(place))
    for args, arguments in (
        (["newsroom"], {"url": "acme.example/", "name": "mcc"}), (["newsroom"], {"url": "b.example", "name": "acme"}),
        (["acme"], {"name": "mcc"}),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=r"the name \w+ and its folder are of .* http.*: try -a name=\w+_2 for"):
            _require_free_name(args, arguments, loader)
    for args, arguments in (
        (["newsroom"], {"url": "acme.example/press", "name": "acme"}), (["mcc"], {}), (["acme"], {"name": "other"}), ([], {}),
        (["newsroom"], {"url": "www.minmetals.com/english/", "name": "minmetals"}),
    ):  # fmt: skip
        _require_free_name(args, arguments, loader)


@pytest.mark.parametrize(
    ("terminal", "verbose", "settings", "level"),
    [
        (True, False, {}, "ERROR"), (False, False, {}, "INFO"), (True, True, {}, "INFO"),
        (True, False, {"LOG_LEVEL": "DEBUG"}, "DEBUG"), (True, False, {"LOG_FILE": "run.log"}, "INFO"),
    ],
)  # fmt: skip
def test_a_terminal_shows_the_log_when_asked(
    terminal: bool, verbose: bool, settings: dict[str, str], level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    chosen = Settings()
    chosen.setmodule("crawler.settings")
    chosen.setdict(settings, priority="cmdline")
    begin_log(chosen, argparse.Namespace(verbose=verbose, nolog=False))
    assert chosen.get("LOG_LEVEL") == level


def test_logs_of_earlier_runs_are_kept_as_many_as_asked(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    for number in range(5):
        rotate(log, 2)
        log.write_text(str(number))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"run.log": "4", "run.log.1": "3", "run.log.2": "2"}
    rotate(log, 0)
    assert log.read_text() == "4"
    (tmp_path / "run.log.1").unlink()
    (tmp_path / "run.log.1").mkdir()
    with pytest.raises(UsageError, match="cannot be moved aside"):
        rotate(log, 1)


def test_an_address_of_the_list_is_that_newsroom_and_one_of_a_declared_newsroom_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "newsroom.toml").write_text('[[newsroom]]\nurl = "erz.example/presse"\nname = "erz"\n')
    monkeypatch.chdir(tmp_path)
    for typed, arguments, name, told in (
        ("https://erz.example/presse", {}, "erz", ""), ("erz.example/presse", {"name": "other"}, "newsroom", ""),
        ("erz.example/archiv", {}, "newsroom", ""), ("http://www.minmetals.com/english/", {}, "newsroom", "newsroom minmetals:"),
    ):  # fmt: skip
        command, args, given = CrawlCommand(), [typed], dict(arguments)
        command.settings = Settings()
        command.settings.setmodule("crawler.settings")
        options = argparse.Namespace(
            set=[], logfile=None, loglevel=None, nolog=False, pidfile=None, pdb=False, verbose=False, output=None,
            overwrite_output=None, spargs=[f"{key}={value}" for key, value in given.items()],
        )  # fmt: skip
        command.process_options(args, options)
        assert args == [name]
        assert told in capsys.readouterr().err


@pytest.mark.parametrize("word", ["max_articles=5", "--max_articles=5"])
def test_an_argument_without_its_sign_is_told(word: str) -> None:
    with pytest.raises(UsageError, match="stand behind -a, as in: scrapy crawl erz -a max_articles=5"):
        _named(["erz", word], Settings())
