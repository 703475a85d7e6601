"""`scrapy newsite` as a newcomer calls it: what it declares finds everything and passes its tests; what it cannot, it says."""

import argparse
import json
from pathlib import Path

import pytest
from new_project import Project
from running import Crawl, environment, scrapy
from scrapy.utils.project import get_project_settings

from crawler.commands.newsite import NewsiteCommand
from crawler.commands.savepage import SavepageCommand
from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

NEWS = "http://www.acme-mining.example/news/"


def addresses(crawl: Crawl) -> set[str]:
    """Addresses of what was stored, without their hosts."""
    return {str(line["url"]).partition("//")[2].partition("/")[2] for line in crawl.lines}


def test_a_declaration_that_finds_everything(tmp_path: Path) -> None:
    with ReplicaServer(make_plain(3, 30, 10)) as server:
        project = Project.make(tmp_path / "project", server.address)
        asked = len(server.log)
        done = project.run("newsite", NEWS, "--company", "Acme Mining Ltd.")
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"requests  {len(server.log) - asked}" in done.stdout
        assert 0 < len(server.log) - asked < 30
        assert "pager     by `" not in done.stdout
        assert "the next page shows others" in done.stdout
        text = project.declaration("acme_mining")
        assert 'company="Acme Mining Ltd.", language="en"' in text
        cases = sorted((project.folder / "tests" / "sites" / "acme_mining").iterdir())
        assert len(cases) == 3
        assert all(json.loads((case / "expected.json").read_text("utf-8"))["text"] for case in cases)

        page = (project.folder / "output" / "newsite" / "acme_mining.html").read_text("utf-8")
        assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
        assert "As it would be stored (3 of 3)" in page
        assert oct((project.folder / "output" / "newsite" / "acme_mining.html").stat().st_mode)[-3:] == "640"

        crawl = project.crawl("acme_mining")
        assert crawl.code == 0, crawl.stdout
        assert addresses(crawl) == {
            each.urls[0].partition("//")[2].partition("/")[2] for each in server.newsroom.expected("plain")
        }

        before = len(server.log)
        again = project.run("newsite", NEWS, "--name", "acme_mining")
        assert (again.returncode, "already" in again.stdout, again.stdout.count("\n")) == (2, True, 1)
        assert (len(server.log), project.declaration("acme_mining")) == (before, text)


def test_a_platform_is_declared_where_every_address_has_its_form(tmp_path: Path) -> None:
    with ReplicaServer(make(7, 24, ("minmetals_usa",))) as server:
        project = Project.make(tmp_path / "project", server.address)
        done = project.run("newsite", "http://usa.minmetals.com.cn/news/", "--name", "usa")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "platform=TRS," in project.declaration("usa")
        assert "from crawler.platforms.trs import TRS" in project.declaration("usa")
        crawl = project.crawl("usa")
        assert len(crawl.lines) == len(server.newsroom.expected("minmetals_usa"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ((), "name one newsroom"),
        (("nobody",), "neither an address nor a row of the catalogue"),
        (("http://127.0.0.1:8957/news/",), "scrapy crawl http://127.0.0.1:8957/news/ reads it without one"),
        (("http://10.0.0.25/news/",), "PRIVATE_HOSTS=10.0.0.25:80 where it is private"),
        (("https://[::1]/news/",), "PRIVATE_HOSTS=[::1]:443 where it is private"),
        (("http://intranet/presse/",), "[[newsroom]] in newsroom.toml keeps it"),
        (("http://www.example.com:8080/news/",), "a host's name on its default port, and www.example.com:8080 is none"),
        (("https://user:secret@www.example.com/",), "user and password"),
        ((NEWS, "--name", "Acme Mining"), "no name of a newsroom"),
        ((NEWS, "--name", "minmetals"), "there is a newsroom minmetals already"),
        ((NEWS, "--language", "English!"), "language must be"),
    ],
)
def test_what_cannot_be_declared_is_one_line(line: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, parser = NewsiteCommand(), argparse.ArgumentParser()
    command.settings = get_project_settings()
    command.add_options(parser)
    options, words = parser.parse_known_args(line)
    command.run(words, options)
    printed = capsys.readouterr().out
    assert (command.exitcode, said in printed, printed.count("\n"), "secret" in printed) == (2, True, 1, False), printed


def test_a_page_without_releases_writes_nothing(tmp_path: Path) -> None:
    with ReplicaServer(make_plain(3, 6)) as server:
        project = Project.make(tmp_path / "project", server.address)
        done = project.run("newsite", "http://www.acme.example/no-such-page/")
        assert (done.returncode, "the server answered 404" in done.stdout) == (30, True), done.stdout
        assert [path.name for path in (project.folder / "declared").glob("*.py")] == ["__init__.py"]


def test_outside_a_clone_the_declaration_and_its_pages_lie_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with ReplicaServer(make_plain(4, 6)) as server:
        settings = ("-s", f"OUTPUT_DIR={tmp_path / 'output'}", "-s", "DOWNLOAD_DELAY=0")
        env = environment(server.address) | {"SCRAPY_SETTINGS_MODULE": "crawler.settings"}
        done = scrapy("newsite", NEWS, *settings, env=env, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in (tmp_path / "newsrooms").glob("*.py")] == ["acme_mining.py"]
    kept = tmp_path / "output" / "newsite" / "cases" / "acme_mining"
    assert len(list(kept.glob("*/expected.json"))) == 3
    assert str(kept) in done.stdout
    assert "pytest tests" not in done.stdout
    assert f"scrapy savepage --check {kept}; scrapy crawl" in done.stdout
    monkeypatch.chdir(tmp_path)
    expected = next(kept.glob("*/expected.json"))
    for title, code in (("", 0), ("Otherwise", 1)):
        expected.write_text(json.dumps(json.loads(expected.read_text("utf-8")) | ({"title": title} if title else {})), "utf-8")
        command = SavepageCommand()
        command.settings = get_project_settings()
        command.run([], argparse.Namespace(check=str(kept), site=None))
        printed = capsys.readouterr().out
        assert (command.exitcode, "title is" in printed, "read as expected: 3 of 3" in printed) == (code, code == 1, code == 0)
    expected.write_text("no JSON", "utf-8")
    for folder in (kept, tmp_path / "newsrooms"):
        command.run([], argparse.Namespace(check=str(folder), site=None))
        assert command.exitcode == 2
