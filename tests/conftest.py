"""What tests of several folders share: an article's journal line, and a journal with the state that follows it.

Also the guard of the whole run: no process of it talks to anybody but this machine (tests/guard/sitecustomize.py).
"""

import base64
import json
import os
import pwd
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from warm import COUNTING, UNCOUNTED, WARM

from crawler.items import Article, Changes, dumps, line
from crawler.storage.state import Store
from crawler.storage.state.records import Written
from crawler.text.fingerprint import content_hash


def _require_this_copy(path: str) -> None:
    """Stop where PYTHONPATH has another copy of the project: the commands that tests start would be of that one."""
    root = Path(__file__).resolve().parents[1]
    for folder in filter(None, path.split(os.pathsep)):
        if Path(folder, "crawler", "items.py").exists() and Path(folder).resolve() != root:
            raise pytest.UsageError(f"PYTHONPATH has another copy of this project: {folder}. Unset PYTHONPATH to test this one.")


GUARD = Path(__file__).with_name("guard")
_require_this_copy(os.environ.get("PYTHONPATH", ""))
os.environ["PYTHONPATH"] = os.pathsep.join([str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])])
if "NEWSROOM_TRAFFIC" not in os.environ:
    os.environ["NEWSROOM_TRAFFIC"] = tempfile.mkstemp(prefix="traffic-")[1]
runpy.run_path(str(GUARD / "sitecustomize.py"))


def _found_by_path(config: str) -> str:
    """A configuration of coverage that knows files by their paths.

    Each of very many processes would else look through all packages when it ends, for files that none of them reached.
    """
    values = json.loads(base64.b64decode(config))
    root = Path(__file__).resolve().parents[1]
    values["run_include"] = [f"{root / name}/*" for name in values["source_pkgs"]] or values["run_include"]
    values["source_pkgs"] = []
    return base64.b64encode(json.dumps(values).encode()).decode()


if COUNTING in os.environ:
    os.environ[COUNTING] = _found_by_path(os.environ[COUNTING])

# The same examples on every machine, however busy it is: a property that holds today holds tomorrow. bench/fuzz searches.
settings.register_profile(
    "newsroom", deadline=None, derandomize=True, database=None, max_examples=100, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("newsroom")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two more than there are cores: half of the time of the long tests is waiting, for a slow server or a deadline."""
    return len(os.sched_getaffinity(0)) + 2


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if any of its processes tried to reach another machine."""
    for each in (WARM, UNCOUNTED):
        each.stop()
    traffic = Path(os.environ["NEWSROOM_TRAFFIC"]).read_text() if not hasattr(session.config, "workerinput") else ""
    if traffic:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        session.config.get_terminal_writer().line(f"\nThe tests tried to reach other machines:\n{traffic}", red=True)


@pytest.fixture(scope="module")
def untraced() -> Iterator[None]:
    """Lines are not counted meanwhile, nor those of processes: for tests of very many pages, whose lines others reach too."""
    trace, of_threads, config = sys.gettrace(), threading.gettrace(), os.environ.pop(COUNTING, None)
    sys.settrace(None)
    threading.settrace(None)
    yield
    sys.settrace(trace)
    threading.settrace(of_threads)
    if config is not None:
        os.environ[COUNTING] = config


MakeLine = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def make_line() -> MakeLine:
    """A function that makes a journal line: make_line("acme:1", text=..., published=..., event=..., revision=...)."""

    def make(article_id: str = "acme:1", changes: Changes | None = None, **values: Any) -> dict[str, Any]:
        native = article_id.rsplit(":", 1)[-1]
        url = f"https://news.example/en/{native}.html"
        text = f"Copper number {native} was loaded at the harbour on time.\n\nThe ship left in the evening."
        given: dict[str, Any] = {
            "site": "acme", "company": "Acme Metals", "section": "News", "language": "en", "url": url, "canonical_url": url,
            "title": f"Acme loads copper number {native}", "published": "2026-03-02", "text": text,
            "first_seen": "2026-03-03T06:00:00Z", "fetched": "2026-03-03T06:00:00Z", "layout": "acme/2020", "run": "r1",
        }  # fmt: skip
        article = Article(id=article_id, changes=changes, **(given | values))
        article.html = article.html or "".join(f"<p>{part}</p>" for part in article.text.split("\n\n"))
        article.content_hash = content_hash(article.title, article.text)
        return line(article)

    return make


class JournalAndState:
    """A journal file written without ceremony, and the store that follows it."""

    def __init__(self, folder: Path, state: str | Path | None = None, site: str = "acme") -> None:
        self.path = folder / "articles.jsonl"
        self.path.touch()
        self.time = 1_772_000_000.0
        self.store = Store.open(state or folder / "state.sqlite", site, self.path, lambda: self.time)

    def append(self, lines: Sequence[dict[str, Any]]) -> tuple[list[Written], int]:
        """Append lines to the journal only; returns them as the store wants them, and the journal's end."""
        written = []
        offset = self.path.stat().st_size
        with self.path.open("ab") as file:
            for each in lines:
                raw = dumps(each).encode() + b"\n"
                file.write(raw)
                written.append(Written(json.loads(raw), offset, len(raw)))
                offset += len(raw)
        return written, offset

    def keep(self, *lines: dict[str, Any]) -> None:
        """Append lines and let the store remember them."""
        self.store.remember(*self.append(lines))


@pytest.fixture
def kept(tmp_path: Path) -> JournalAndState:
    """An empty journal with its state, of the newsroom `acme`."""
    return JournalAndState(tmp_path)


@pytest.fixture(scope="session")
def journal_and_state() -> type[JournalAndState]:
    """The class, for tests that keep the state elsewhere."""
    return JournalAndState


def _postgres_programs() -> Path | None:
    found = shutil.which("pg_ctl")
    return Path(found).parent if found else next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def _as_server_user(command: list[str]) -> None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() == 0:
        subprocess.run(
            command, check=True, capture_output=True, timeout=60, cwd="/", user="postgres", group="postgres", extra_groups=[]
        )
    else:
        subprocess.run(command, check=True, capture_output=True, timeout=60, cwd="/")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a PostgreSQL server of our own, on a socket in a temporary folder."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-"))
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root and there is no user `postgres`")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    base = folder / "base"
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    _as_server_user([str(programs / "initdb"), "-D", str(base), "-U", "newsroom", "-A", "trust", "-E", "UTF8", "--no-sync"])
    _as_server_user([str(programs / "pg_ctl"), "-D", str(base), "-o", options, "-w", "-l", str(folder / "log"), "start"])
    try:
        yield f"postgresql://newsroom@/postgres?host={folder}"
    finally:
        _as_server_user([str(programs / "pg_ctl"), "-D", str(base), "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)
