"""Runs the real `scrapy crawl newsroom` against the server and reads back what became of every URL."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warm import warm

from .fault import Fault, good, page
from .pages import listing, path, title
from .server import Server

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 240
STORAGE = 40  # exit code after which the state may be anything
# Short, yet long enough for a machine that has other things to do; tests of time-outs are shorter still.
QUICK = {"DOWNLOAD_DELAY": 0, "BACKOFF_SECONDS": 0.05, "DOWNLOAD_TIMEOUT": 10, "URL_SECONDS": 25, "ROBOTS_TIMEOUT": 5}
IMPATIENT = {"DOWNLOAD_TIMEOUT": 3, "URL_SECONDS": 8}


@dataclass
class Outcome:
    """What a crawl left: exit code, the last line of runs.jsonl, journal lines and failure reasons by path of the URL."""

    code: int
    run: dict[str, Any]
    lines: list[dict[str, Any]]
    reasons: dict[str, str]
    megabytes: int  # peak of the whole process
    seconds: float
    log: str

    @property
    def verdict(self) -> str:
        return str(self.run.get("verdict"))

    @property
    def stored(self) -> dict[str, dict[str, Any]]:
        return {urlsplit(line["url"]).path: line for line in self.lines}

    def closes(self) -> bool:
        account = self.run["account"]
        return bool(account["discovered"] == sum(account[name] for name in ("stored", "unchanged", "skipped", "failed")))


def run(
    url: str, folder: Path, *arguments: str, private: Sequence[str] = (), settings: Mapping[str, object] | None = None,
    largest_file: int | None = None, proxy: str | None = None,
) -> Outcome:
    """One crawl of `url` into `folder`.

    private: host:port that may be asked, the URL's own if none is given; largest_file: bytes beyond which no file can be
    written, as on a disk that is full; proxy: as in the environment variable.
    """
    chosen = {**QUICK, "OUTPUT_DIR": folder, "PRIVATE_HOSTS": ",".join(private or [urlsplit(url).netloc]), **(settings or {})}
    flags = [part for name, value in chosen.items() for part in ("-s", f"{name}={value}")]
    command = ["crawl", "newsroom", "-a", f"url={url}", "-a", "name=bad", *flags, *arguments]
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    clean |= {"http_proxy": proxy, "https_proxy": proxy} if proxy else {}
    began = time.monotonic()
    code, megabytes, said = _limited(command, clean, largest_file) if largest_file else _free(command, clean)
    return _read(folder / "bad", code, megabytes, time.monotonic() - began, said)


def _free(command: list[str], env: dict[str, str]) -> tuple[int, int, str]:
    """Exit code, peak memory in MB and all output of a command."""
    with tempfile.NamedTemporaryFile() as log:
        pid = warm().start(command, env, ROOT, Path(log.name), Path(log.name))
        done = threading.Event()
        with ThreadPoolExecutor(1) as watcher:
            peak = watcher.submit(_watch, pid, done)
            code = warm().wait()
            done.set()
        assert peak.result() >= 0, "the crawl does not end"
        return code, peak.result(), Path(log.name).read_text("utf-8", "replace")


def _watch(pid: int, done: threading.Event) -> int:
    """Peak memory in MB of a process until it is done; -1 if it had to be killed."""
    limit = time.monotonic() + SECONDS
    peak = 0
    while not done.wait(0.02):
        # Not ru_maxrss: a child takes its parent's peak over, and a test run may be larger than the crawl.
        peak = _peak(pid) or peak
        if time.monotonic() > limit:
            os.kill(pid, signal.SIGKILL)
            return -1
    return peak // 1024


def _limited(command: list[str], env: dict[str, str], largest_file: int) -> tuple[int, int, str]:
    """As _free, of a process that cannot write a file beyond that many bytes: it cannot write what it covered either."""
    env = {name: value for name, value in env.items() if not name.startswith("COVERAGE_")}
    env["PYTHONDONTWRITEBYTECODE"] = "1"  # Python leaves what it could write of a module, and every later start fails with it
    done = subprocess.run(
        [str(Path(sys.executable).with_name("scrapy")), *command], cwd=ROOT, env=env, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=SECONDS, preexec_fn=_limit(largest_file),
    )  # fmt: skip
    return done.returncode, 0, done.stdout.decode("utf-8", "replace")


def _limit(largest_file: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))


def run_many(urls: Mapping[str, str], folder: Path, settings: Mapping[str, object] | None = None) -> dict[str, Outcome]:
    """A crawl of each URL, side by side in one process; outcomes by name."""
    command = [sys.executable, str(Path(__file__).with_name("many.py")), str(folder)]
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    began = time.monotonic()
    done = subprocess.run(
        [*command, json.dumps({**QUICK, **(settings or {})}), json.dumps(dict(urls))],
        cwd=ROOT, env=clean | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    codes = json.loads(done.stdout.strip().split("\n")[-1])
    seconds = time.monotonic() - began
    return {name: _read(folder / name, codes[name], 0, seconds, done.stderr) for name in urls}


def _peak(pid: int) -> int:
    """Peak resident kilobytes of a running program; 0 once it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _read(folder: Path, code: int, megabytes: int, seconds: float, log: str) -> Outcome:
    runs = _lines(folder / "runs.jsonl")
    reasons: dict[str, str] = {}
    if (folder / "state.sqlite").exists() and code != STORAGE:
        with closing(sqlite3.connect(folder / "state.sqlite")) as state:
            reasons = {urlsplit(url).path: reason for url, reason in state.execute("SELECT url, reason FROM frontier")}
    return Outcome(code, runs[-1] if runs else {}, _lines(folder / "articles.jsonl"), reasons, megabytes, seconds, log)


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line] if file.exists() else []


def newsroom(server: Server, faults: Iterable[Fault]) -> list[str]:
    """Set up `server` with one listing whose rows are the faults, with good articles between them; returns the good ones."""
    rows: list[tuple[str, str]] = []
    fine: list[str] = []
    for number, fault in enumerate(faults):
        if number % 3 == 0:
            fine.append(path(f"good-{number}"))
            rows.append((fine[-1], title(f"good-{number}")))
            server.routes[fine[-1]] = good
        rows.append((fault.link, title(fault.name)))
        server.routes[fault.path] = fault.answer
    server.routes["/news/"] = page(lambda name: listing(rows))
    server.routes["/"] = page(lambda name: listing(rows))
    return fine


def complaints(faults: Iterable[Fault], outcome: Outcome, server: Server) -> list[str]:
    """What was not as it should be, one sentence a fault."""
    return [f"{fault.name}: {said}" for fault in faults if (said := _complaint(fault, outcome, server))]


def _complaint(fault: Fault, outcome: Outcome, server: Server) -> str | None:
    line = outcome.stored.get(fault.path)
    reason = outcome.reasons.get(fault.path)
    asked = server.seen[fault.path]
    if asked > fault.tries:
        return f"asked for {asked} times"
    if fault.outcome == "absent":
        return "was fetched" if asked or line else None
    if fault.outcome == "stored":
        return _text_complaint(fault, line) if line else f"not stored: {reason}"
    if fault.outcome == "failed" and line:
        return f"stored: {line['text'][:100]!r}"
    if fault.outcome == "any" and line:
        return "stored" if fault.reasons else _text_complaint(fault, line)
    named = reason is None or not {reason, reason.partition(":")[0]}.isdisjoint(fault.reasons)  # what follows is detail
    return None if not fault.reasons or named else f"reason {reason}"


def _text_complaint(fault: Fault, line: dict[str, Any]) -> str | None:
    if fault.text and fault.text not in line["text"]:
        return f"text without {fault.text!r}: {line['text'][-160:]!r}"
    whole = json.dumps(line, ensure_ascii=False) + json.dumps(line)
    found = [word for word in fault.absent if word in whole]
    return f"the line has {found}" if found else None
