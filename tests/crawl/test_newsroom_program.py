"""The program `newsroom`: the same commands in any folder, from sources and from the built wheel."""

import json
import os
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, environment, scrapy

from crawler import errors
from crawler.commands import program, start
from crawler.errors import install_command
from crawler.report.program import as_typed
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

CONFIGURATION = """
contact = "watch@erz.example"
output = "data"
private_hosts = ["{host}"]
[alerts]
webhook_secret = "$SECRET_OF_TESTS"
[settings]
DOWNLOAD_DELAY = 0
[[newsroom]]
url = "{address}/news/"
name = "erz"
max_articles = 3
arguments = {{company = "Erz AG"}}
"""


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Ctrl-C as at a terminal, also where this runs behind a shell that ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def plain() -> Iterator[ReplicaServer]:
    with ReplicaServer(make_plain(3, 6)) as server:
        yield server


def newsroom(*line: str, cwd: Path, path: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `newsroom LINE` in a folder, with the packages that lie in `path`."""
    command = [sys.executable, "-P", "-m", "crawler.commands.program", *line]
    env = environment(None) | {"PYTHONPATH": str(path)} | more
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120)


def here(monkeypatch: pytest.MonkeyPatch, folder: Path, *line: str) -> int:
    """The same in this process, for commands that crawl nothing; gives the exit code."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "")  # put back afterwards
    with pytest.raises(SystemExit) as ended:
        program.run_program(line)
    return int(ended.value.code or 0)


def test_a_newsroom_of_the_list_is_crawled_in_a_folder_without_a_project(
    plain: ReplicaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    host = plain.address.removeprefix("http://")
    (tmp_path / "newsroom.toml").write_text(CONFIGURATION.format(address=plain.address, host=host))
    done = newsroom("crawl", "erz", "-L", "WARNING", cwd=tmp_path, SECRET_OF_TESTS="never shown")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().startswith("Erz AG (erz): OK")
    assert "nobody can tell who asks" not in done.stderr
    assert len((tmp_path / "data" / "erz" / "articles.jsonl").read_text("utf-8").splitlines()) == 3
    monkeypatch.setenv("SECRET_OF_TESTS", "never shown")
    monkeypatch.setenv("ALERT_ON", "new")
    assert here(monkeypatch, tmp_path, "config", "-s", "MAX_REQUESTS=9") == 0
    shown = capsys.readouterr().out
    assert "never shown" not in shown
    for key, value, origin in (
        ("contact", "newsroom-crawler/0.2 (+watch@erz.example)", "newsroom.toml"), ("max_requests", "9", "command line"),
        ("alerts.on", "new", "environment, ALERT_ON"), ("timeout", "30", "default"),
        ("alerts.webhook_secret", "(set,", "newsroom.toml"),
        ("settings.DOWNLOAD_DELAY", "0", "newsroom.toml"), ("erz", f"url={plain.address}/news/", "AG"),
    ):  # fmt: skip
        line = next(each for each in shown.splitlines() if each.startswith(f"{key} "))
        assert value in line
        assert line.endswith(origin)


def test_scrapy_in_a_clone_does_the_same_and_warns_once_without_a_contact(plain: ReplicaServer, tmp_path: Path) -> None:
    host = plain.address.removeprefix("http://")
    path = tmp_path / "other.toml"
    path.write_text(CONFIGURATION.format(address=plain.address, host=host).replace("contact", "# contact"))
    env = environment(None) | {"NEWSROOM_CONFIG": str(path), "SECRET_OF_TESTS": "x"}
    done = scrapy("crawl", "erz", "-a", "max_articles=1", env=env)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("nobody can tell who asks") == 1
    assert (tmp_path / "data" / "erz" / "articles.jsonl").read_text("utf-8").count("\n") == 1
    assert "releases known" in done.stderr
    sites = scrapy("sites", env=env)
    assert "erz " in sites.stdout
    wrong = scrapy("crawl", "erz", "-s", f"NEWSROOM_CONFIG={tmp_path / 'none.toml'}", env=env)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("line", "code", "out", "err"),
    [
        ((), 0, "Usage: newsroom [--config FILE] COMMAND", ""), (("--version",), 0, "newsroom-crawler 0.2", ""),
        (("crwl",), 2, "", "did you mean newsroom crawl?"), (("qqq",), 2, "", "`newsroom` lists them"),
        (("sites", "--config"), 2, "", "--config names a file"),
        (("--config=none.toml", "sites"), 2, "", "none.toml cannot be read"),
        (("--config", "none.toml", "sites"), 2, "", "none.toml cannot be read"),
        (("config",), 0, "a placeholder, put in your own", ""), (("config", "--example"), 0, "# contact = ", ""),
        (("completion", "bash"), 0, "complete -F _newsroom newsroom", ""), (("completion", "fish"), 0, "max_articles=", ""),
        (("completion", "tcsh"), 2, "", "name a shell: bash, zsh, fish"),
        (("genspider", "acme", "www.acme.example/news"), 0, "newsrooms", ""),
    ],
)  # fmt: skip
def test_commands_that_crawl_nothing(
    line: tuple[str, ...], code: int, out: str, err: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert here(monkeypatch, tmp_path, *line) == code
    printed = capsys.readouterr()
    assert out in printed.out
    assert err in printed.err


def test_the_script_for_bash_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(monkeypatch, tmp_path, "completion", "bash")
    script = capsys.readouterr().out
    ask = "COMP_WORDS=(newsroom cra); COMP_CWORD=1; _newsroom; echo ${COMPREPLY[@]}"
    done = subprocess.run(["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["crawl"]


def test_another_projects_package_of_the_same_name_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "__init__.py").touch()
    done = newsroom("sites", cwd=tmp_path, path=tmp_path / os.pathsep / "x", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "the package `spiders` is taken from" in done.stderr


def test_a_demo_is_run_where_it_lies_and_one_that_is_not_there_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crawler.commands.demo.HOMES", (tmp_path / "home",))
    assert here(monkeypatch, tmp_path, "demo") == 2
    assert "make demo" in capsys.readouterr().err
    place = tmp_path / "home" / "tests" / "replica"
    place.mkdir(parents=True)
    (place.parent / "__init__.py").touch()
    (place / "demo.py").write_text("import sys\nsys.exit(len(sys.argv[1:]) * 10 + int(sys.argv[1].endswith('demo')))\n")
    assert here(monkeypatch, tmp_path, "demo", "--articles", "3") == 21


def test_ctrl_c_before_there_is_a_demo_is_told_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "tests" / "replica"
    place.mkdir(parents=True)
    (place.parent / "__init__.py").touch()
    unblock = "signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})"
    text = f"import signal, sys, time\ntry:\n    {unblock}\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    sys.exit(130)\n"
    (place / "demo.py").write_text(text)
    monkeypatch.setattr("crawler.commands.demo.HOMES", (tmp_path,))
    popen = subprocess.Popen

    def late(*line: Any, **options: Any) -> subprocess.Popen[bytes]:
        signal.raise_signal(signal.SIGINT)
        return popen(*line, **options)

    monkeypatch.setattr("crawler.commands.demo.subprocess.Popen", late)
    assert here(monkeypatch, tmp_path, "demo") == 130


def test_ctrl_c_while_the_program_is_loaded_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def ended(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr("os._exit", ended)
    monkeypatch.setattr("importlib.import_module", lambda _: signal.raise_signal(signal.SIGINT))
    before = signal.getsignal(signal.SIGINT)
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with pytest.raises(SystemExit) as stopped:
            start.run()
        start.loaded()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert (stopped.value.code, capfd.readouterr().err) == (130, "newsroom: stopped\n")


@pytest.mark.parametrize("line", [("newsite", "http://www.acme.example/"), ("explain", "http://www.acme.example/1.html")])
def test_ctrl_c_while_a_command_asks_for_pages_is_one_line(tmp_path: Path, line: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        env = environment(f"http://127.0.0.1:{silent.getsockname()[1]}") | {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "crawler.commands.program", *line]
        with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            silent.accept()  # it has begun
            process.send_signal(signal.SIGINT)
            assert process.communicate() == (b"", b"newsroom: stopped\n")
    assert (process.returncode, list(tmp_path.iterdir())) == (130, [])


def test_ctrl_c_in_the_midst_of_a_command_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crawler.commands.sites.SitesCommand.act", lambda *_: signal.raise_signal(signal.SIGINT))
    assert here(monkeypatch, tmp_path, "sites") == 130
    assert capsys.readouterr().err.endswith(": stopped\n")


def test_messages_name_the_program_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "`scrapy state erz show`; scrapy shell and the word scrapy stay"
    assert as_typed(said) == said
    monkeypatch.setattr(sys, "argv", ["/usr/bin/newsroom"])
    assert as_typed(said) == "`newsroom state erz show`; scrapy shell and the word scrapy stay"


def test_what_installs_an_extra_works_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    clone = Path(errors.__file__).resolve().parents[1]
    monkeypatch.setattr(sys, "prefix", str(clone / ".venv"))
    monkeypatch.chdir(clone)
    assert install_command("dataset") == "make install"
    monkeypatch.chdir("/")
    assert install_command("dataset") == f"make -C {clone} install"
    monkeypatch.setattr(sys, "prefix", "/usr")
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["scrapy", "duckdb>=1.4; extra == 'dataset'"])
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert install_command("dataset") == f"uv pip install --python {sys.executable} 'duckdb>=1.4'"
    assert install_command("nothing").endswith("'newsroom-crawler[nothing]'")


def test_the_wheel_runs_alone(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
        entry = packed.read(next(name for name in packed.namelist() if name.endswith("entry_points.txt"))).decode()
    assert "newsroom = crawler.commands.start:run" in entry
    assert wheel.stat().st_size < 1_700_000
    for package in ("crawler", "spiders", "pipelines"):
        assert (tmp_path / "site" / package / "py.typed").exists()
    (tmp_path / "work").mkdir()
    done = newsroom("demo", "--articles", "10", cwd=tmp_path / "work", path=tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "Next:" in done.stdout
    lines = (tmp_path / "work" / "output" / "demo" / "minmetals" / "articles.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == 10
