"""`scrapy state`, `scrapy sites` and `scrapy overdue` as a user calls them."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from crawler.storage.journal import Lock

ROOT = Path(__file__).parents[2]
CLOCK = "2026-03-10T12:00:00Z"
Commands = Callable[..., "Done"]


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str


@pytest.fixture
def scrapy(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Calls one of the project's commands as Scrapy does, without starting another interpreter."""

    def call(name: str, *arguments: str, output: Path) -> Done:
        command = getattr(import_module(f"crawler.commands.{name}"), f"{name.capitalize()}Command")()
        command.settings = get_project_settings()
        command.settings.setdict({"OUTPUT_DIR": str(output), "RUN_CLOCK": CLOCK}, "cmdline")
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        options, rest = parser.parse_known_args(list(arguments))
        capsys.readouterr()
        try:
            command.run(rest, options)
        except UsageError as error:
            return Done(2, str(error))
        return Done(command.exitcode, capsys.readouterr().out)

    return call


@pytest.fixture
def output(tmp_path: Path, journal_and_state: Any, make_line: Any) -> Path:
    """OUTPUT_DIR with one newsroom, `acme`, that ran on nine days and then stopped."""
    folder = tmp_path / "acme"
    folder.mkdir()
    kept = journal_and_state(folder)
    kept.keep(make_line(), make_line(event="changed", revision=2, text="Other."), make_line("acme:2"))
    kept.store.pending.failed("acme:3", "https://news.example/en/3.html", "http_503")
    runs = [
        {"run": f"r{day}", "started": f"2026-02-0{day}T06:00:00Z", "finished": f"2026-02-0{day}T06:01:00Z", "verdict": "ok"}
        for day in range(1, 10)
    ]
    (folder / "runs.jsonl").write_text("".join(json.dumps(run) + "\n" for run in runs))
    kept.store.close()
    return tmp_path


def test_show_forget_rebuild(scrapy: Commands, output: Path) -> None:
    shown = scrapy("state", "acme", "show", output=output)
    assert shown.returncode == 0
    assert "articles: 2 live" in shown.stdout
    assert "acme:3  http_503, 1 try," in shown.stdout
    one = scrapy("state", "acme", "show", "acme:1", output=output)
    assert "revision 2: changed" in one.stdout
    assert "waiting    http_503" in scrapy("state", "acme", "show", "acme:3", output=output).stdout
    assert "acme:1 forgotten" in scrapy("state", "acme", "forget", "acme:1", output=output).stdout
    assert scrapy("state", "acme", "show", "acme:1", output=output).returncode == 2
    assert "1 failure will" in scrapy("state", "acme", "forget", "failures", output=output).stdout
    (output / "acme" / "state.sqlite").unlink()
    rebuilt = scrapy("state", "acme", "rebuild", output=output)
    assert (rebuilt.returncode, '{"live": 2}' in rebuilt.stdout) == (0, True)
    assert "revision 2: changed" in scrapy("state", "acme", "show", "acme:1", output=output).stdout
    assert "9 runs forgotten" in scrapy("state", "acme", "forget", "history", output=output).stdout
    assert "0 listing pages" in scrapy("state", "acme", "forget", "listings", output=output).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("acme",),
        ("acme", "drop"),
        ("nowhere", "show"),
        ("acme", "forget"),
        ("acme", "forget", "acme:9"),
        ("acme", "rebuild", "x"),
    ],
)
def test_mistakes_get_a_usage_line(scrapy: Commands, output: Path, arguments: tuple[str, ...]) -> None:
    done = scrapy("state", *arguments, output=output)
    assert done.returncode == 2
    assert "scrapy state SITE" in done.stdout or "is not known" in done.stdout or "never ran" in done.stdout


def test_a_running_crawl_is_left_alone(scrapy: Commands, output: Path) -> None:
    lock = Lock(output / "acme", "run r1, process 7")
    try:
        done = scrapy("state", "acme", "rebuild", output=output)
        assert (done.returncode, "process 7" in done.stdout) == (60, True)
    finally:
        lock.release()


def test_a_journal_that_cannot_be_read(scrapy: Commands, output: Path) -> None:
    journal = output / "acme" / "articles.jsonl"
    journal.write_bytes(b"not json\n" + journal.read_bytes())
    done = scrapy("state", "acme", "rebuild", output=output)
    assert (done.returncode, "repair it by hand" in done.stdout) == (40, True)


def test_sites_and_overdue(scrapy: Commands, output: Path) -> None:
    table = scrapy("sites", output=output)
    assert table.returncode == 0
    row = next(line for line in table.stdout.splitlines() if line.startswith("acme"))
    assert row.split() == ["acme", "2026-02-09", "06:00", "ok", "29", "d", "2", "2026-03-02", "1", "0"]
    assert any(line.startswith("minmetals ") and "never" in line for line in table.stdout.splitlines())
    late = scrapy("overdue", output=output)
    assert (late.returncode, late.stdout) == (1, "acme: last good run 29 d ago, usual interval 24 h\n")
    assert scrapy("overdue", "--hours", "800", output=output).returncode == 0
    assert scrapy("overdue", "minmetals", output=output).returncode == 1
    assert scrapy("overdue", "acmee", output=output).returncode == 2
    assert scrapy("overdue", "--hours", "0", output=output).returncode == 2
    assert scrapy("overdue", output=output / "empty").returncode == 1


def test_scrapy_finds_the_commands(output: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "state", "acme", "drop", "-s", f"OUTPUT_DIR={output}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 2
    assert "usage: scrapy state SITE show [ID] | forget ID|listings|failures|history | accept GAP | rebuild" in done.stderr
    assert "Traceback" not in done.stderr
