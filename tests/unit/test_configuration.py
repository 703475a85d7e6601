"""newsroom.toml: what it says is in force below the command line, and what is wrong in it is named with what is right."""

from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler import settings as project
from crawler.configuration.file import AGENT, PLACEHOLDER, configuration_of, put_in_force, read
from crawler.configuration.keys import KEYS, MEANT, OF_NAME, example
from crawler.errors import UsageError
from crawler.spiderloader import NewsroomSpiderLoader, folder_for_new

ROOT = Path(__file__).parents[2]


def write(folder: Path, text: str) -> Path:
    path = folder / "newsroom.toml"
    path.write_text(text, "utf-8")
    return path


def settings(**cmdline: Any) -> Settings:
    found = Settings()
    found.setmodule("crawler.settings", priority="project")
    found.setdict(cmdline, priority="cmdline")
    return found


def test_each_key_sets_a_setting_of_the_project_or_of_scrapy() -> None:
    known = settings()
    assert [each.name for each in KEYS if each.setting not in known] == []
    assert len(OF_NAME) == len(KEYS)
    assert set(MEANT.values()) <= {*OF_NAME, "alerts", "newsroom"}
    assert AGENT.format(f"https://{PLACEHOLDER}") == project.USER_AGENT


def test_the_example_has_every_key_and_each_line_of_it_is_right(tmp_path: Path) -> None:
    text = example()
    assert configuration_of({}, {}, tmp_path).path is None
    home = write(tmp_path, "\ufeffoutput = '~/news'")
    assert read(home, {}).values == {"OUTPUT_DIR": str(Path.home() / "news")}
    assert read(write(tmp_path, text), {}).values == {}
    on = "\n".join(line.removeprefix("# ") for line in text.splitlines() if not line.startswith("# user_agent"))
    found = read(write(tmp_path, on), {"NEWSROOM_DATABASE": "postgresql://", "ALERT_WEBHOOK_SECRET": "s", "TEAM_CHANNEL": "x"})
    assert set(found.values) == {each.setting for each in KEYS} | {"RETRY_TIMES"}
    assert [each.name for each in found.newsrooms] == ["example"]


def test_the_page_of_the_documentation_shows_the_example() -> None:
    assert example() in (ROOT / "docs" / "configuration.md").read_text("utf-8")


def test_what_it_says_is_in_force_below_the_command_line_and_the_environment(tmp_path: Path) -> None:
    write(tmp_path, """
        contact = "press@erz.example"
        output = "data"
        delay = 3
        [alerts]
        webhook = "https://hooks.example/${TOKEN}x"
        webhook_secret = "${SECRET}"
        on = ["new"]
        [settings]
        RETRY_TIMES = 1
    """)  # fmt: skip
    chosen = settings(RETRY_TIMES="4")
    found = put_in_force(chosen, {"SECRET": "hidden", "ALERT_ON": "removed"}, tmp_path)
    assert chosen["USER_AGENT"] == "newsroom-crawler/0.2 (+press@erz.example)"
    assert chosen["OUTPUT_DIR"] == str(tmp_path / "data")
    assert (chosen["DOWNLOAD_DELAY"], chosen["RETRY_TIMES"]) == (3, "4")
    assert (chosen["ALERT_WEBHOOK_SECRET"], chosen["ALERT_ON"]) == ("hidden", "removed")
    assert chosen["ALERT_WEBHOOK"] == "https://hooks.example/${TOKEN}x"  # only a whole value is a variable
    assert found.keys["OUTPUT_DIR"] == "output"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contakt = 'a@b.example'", "no key 'contakt'; did you mean contact?"),
        ("email = 'a@b.example'", "did you mean contact?"),
        ("OUTPUT_DIR = 'x'", "a setting stands under [settings]"),
        ("colour = 1", "it takes contact, user_agent"),
        ("[alerts]\nhook = 'https://x.example'", "did you mean alerts.webhook?"),
        ("[alerts]\nevents = ['new']", "did you mean alerts.on?"),
        ("[settings]\nRETRY_TIME = 2", "no setting 'RETRY_TIME'; did you mean RETRY_TIMES?"),
        ("alerts = 'https://x.example'", "write [alerts] on a line"),
        ("delay = 'slow'", "delay is a number, as in delay = 2.0"),
        ("delay = true", "delay is a number"),
        ("max_requests = 2.5", "max_requests is a whole number"),
        ("archive = 1", "archive is true or false"),
        ("private_hosts = 'x:1'", "private_hosts is a list of strings"),
        ("[alerts]\non = [1]", "alerts.on is a list of strings, as in on ="),
        ("contact = 'me'", "contact is an address of yours"),
        ("contact = 'a@b.example)\\nX: y'", "contact is an address of yours"),
        ("contact = 'a@b.example'\nuser_agent = 'x'", "keep one"),
        ("state_url = '$NOT_THERE'", "environment variable NOT_THERE, which is not set"),
        ("delay = ", "is no TOML file"),
        ("newsroom = 'https://x.example'", "write [[newsroom]] on a line"),
        ("[newsroom]\nurl = 'https://x.example'", "write [[newsroom]] on a line"),
        ("[[newsroom]]\nname = 'x'", "needs its address"),
        ("[[newsroom]]\nurl = 'x.example'\nlimit = 5", "did you mean -a max_articles=?"),
        ("[[newsroom]]\nurl = 'x.example'\narguments = 5", "arguments of a newsroom is a table"),
        ("[[newsroom]]\nurl = 'x.example'\nsince = {day = 5}", "since of a newsroom is a single value"),
        ("[[newsroom]]\nurl = 'ftp://x.example'", "not a web address"),
        ("[[newsroom]]\nurl = 'x.example'\n[[newsroom]]\nurl = 'https://x.example/n'", "two newsrooms have the name x_example"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_is_right(text: str, said: str, tmp_path: Path) -> None:
    write(tmp_path, text)
    with pytest.raises(UsageError) as raised:
        put_in_force(settings(), {}, tmp_path)
    assert said in str(raised.value)
    assert str(tmp_path / "newsroom.toml") in str(raised.value)


def test_a_file_is_found_beside_or_beside_the_scrapy_cfg_above_or_by_name(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    path = write(tmp_path, "delay = 2")
    assert configuration_of({}, {}, below).path is None
    (tmp_path / "scrapy.cfg").touch()
    assert configuration_of({}, {}, below).path == path
    (tmp_path / "a" / "scrapy.cfg").touch()
    assert configuration_of({}, {}, below).path is None
    assert configuration_of({}, {"NEWSROOM_CONFIG": str(path)}, below).path == path
    assert configuration_of({"NEWSROOM_CONFIG": str(path)}, {"NEWSROOM_CONFIG": "x"}, below).path == path
    with pytest.raises(UsageError, match="cannot be read"):
        configuration_of({"NEWSROOM_CONFIG": str(tmp_path / "none.toml")}, {})


def test_listed_newsrooms_are_crawled_by_name_with_their_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, """
        [[newsroom]]
        url = "www.erz.example/presse"
        name = "erz"
        since = 2026-01-31
        deep = true
        also = ["wire.example", "press.example:8080"]
        arguments = {max_articles = 50, company = "Erz AG", language = "de"}
        [[newsroom]]
        url = "https://minmetals.example/"
        name = "minmetals"
    """)  # fmt: skip
    monkeypatch.chdir(tmp_path)
    loader = NewsroomSpiderLoader(settings())
    assert "erz" in loader.list()
    assert "one is declared" in loader.broken["minmetals"]
    assert 'name = "minmetals_2"' in loader.broken["minmetals"]
    NewsroomSpiderLoader(settings())
    assert caplog.text.count("minmetals_2") == 1
    spider: Any = loader.load("erz")()
    assert (spider.name, spider.site.name, spider.site.start) == ("erz", "erz", ("https://www.erz.example/presse",))
    assert (spider.site.company, spider.site.language) == ("Erz AG", "de")
    assert (spider.options.since, spider.options.deep, spider.options.max_articles) == ("2026-01-31", True, 50)
    assert spider.site.also == ("wire.example", "press.example:8080")
    spider = loader.load("erz")(max_articles="3")
    assert spider.options.max_articles == 3


def test_own_declarations_lie_beside_or_in_a_folder_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert folder_for_new(settings()) == Path("newsrooms")
    for place in (tmp_path / "newsrooms", tmp_path / "elsewhere"):
        place.mkdir()
        (place / f"{place.name}_acme.py").write_text(
            "from crawler.site import Site\nfrom crawler.spider import NewsroomSpider\n\n\nclass Acme(NewsroomSpider):\n"
            f"    site = Site(name='{place.name}_acme', company='Acme', language='en', group='acme',\n"
            "                start=('https://acme.example/',), hosts=('acme.example',))\n"
        )
    (tmp_path / "newsrooms" / "torn.py").write_text("class (:\n")
    loader = NewsroomSpiderLoader(settings())
    assert "newsrooms_acme" in loader.sites()
    assert list(loader.broken) == ["newsrooms.torn"]
    assert "elsewhere_acme" in NewsroomSpiderLoader(settings(NEWSROOM_SPIDERS="elsewhere")).sites()
    monkeypatch.setenv("NEWSROOM_SPIDERS", str(tmp_path / "elsewhere"))
    assert folder_for_new(settings()) == tmp_path / "elsewhere"
    assert "elsewhere_acme" in NewsroomSpiderLoader(settings()).sites()
    monkeypatch.setenv("NEWSROOM_SPIDERS", "nowhere")
    with pytest.raises(UsageError, match="NEWSROOM_SPIDERS names nowhere, which is no folder"):
        NewsroomSpiderLoader(settings())
    monkeypatch.delenv("NEWSROOM_SPIDERS")
    monkeypatch.chdir(ROOT)
    assert folder_for_new(settings()) == ROOT / "spiders"
