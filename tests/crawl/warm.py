"""Starts `scrapy` commands from a process that has imported everything: a command costs its work, not a second of imports.

Each command is a process of its own with its own arguments, environment, folder and limits, and runs what the `scrapy`
script runs; only imports, and tables that the first page makes, are shared by fork. No reactor is imported before that.
Used as a program it answers one JSON request a line: first {"pid": ...}, at the end {"code": ...}.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
_FIRST = (
    "scrapy.cmdline", "scrapy.crawler", "scrapy.core.engine", "scrapy.core.scraper", "scrapy.utils.log",
    "scrapy.extensions.corestats", "numpy", "sqlalchemy", "sqlalchemy.dialects.sqlite",
)  # fmt: skip
_COMPONENT = re.compile(r"scrapy(?:\.[a-z_0-9]+)+\.[A-Z]\w+")
_REACTOR = "twisted.internet.reactor"


class Warm:
    """The process, started at the first command; one command at a time.

    counted: whether the lines that its commands run are counted, which costs half of their time again.
    """

    def __init__(self, counted: bool = True) -> None:
        self._counted = counted
        self._process: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def start(self, arguments: Sequence[str], env: Mapping[str, str], cwd: Path, out: Path, err: Path) -> int:
        """Begin `scrapy ARGUMENTS` with its output in two files; returns its process id. `wait` must follow."""
        self._turn.acquire()
        try:
            request = {"arguments": list(arguments), "env": dict(env), "cwd": str(cwd), "out": str(out), "err": str(err)}
            return self._begun(request)
        except BaseException:
            self._turn.release()  # nobody will wait for it
            raise

    def _begun(self, request: Mapping[str, Any]) -> int:
        """The process id of the command, from a process that is started where there is none."""
        if self._process is None:
            kept = {name: value for name, value in os.environ.items() if self._counted or name != COUNTING}
            self._process = subprocess.Popen(
                [sys.executable, __file__], cwd=ROOT, env=kept, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self._say(json.dumps(request))
        return int(self._answer()["pid"])

    def wait(self) -> int:
        """Exit code of the command that was started; minus the signal that ended it, as `subprocess` says it."""
        try:
            return int(self._answer()["code"])
        finally:
            self._turn.release()

    def stop(self) -> None:
        """End the process, so that its coverage is counted."""
        if self._process is not None:
            self._process.communicate(timeout=60)
            self._process = None

    def _say(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that starts commands has ended; its reason stands in what it printed"
        return json.loads(line)  # type: ignore[no-any-return]


COUNTING = "COVERAGE_PROCESS_CONFIG"  # variable by which coverage tells the processes below it to count
WARM, UNCOUNTED = Warm(), Warm(counted=False)


def warm() -> Warm:
    """The one for a command that a test starts now: lines of tests that are `untraced` are not counted."""
    return WARM if COUNTING in os.environ else UNCOUNTED


def _import_all() -> None:
    """What a crawl imports, without a reactor: the modules that import one themselves are left to the commands."""
    for name in (*_FIRST, *_in_scrapys_settings()):
        importlib.import_module(name)
    for package in ("crawler", "pipelines", "spiders", "scrapy.commands"):
        path = importlib.import_module(package).__path__
        for each in pkgutil.walk_packages(path, f"{package}."):
            importlib.import_module(each.name)
    importlib.import_module("crawler.extract.article").read_generic([sys.modules["crawler.page.page"].Page("", "<p>A page.</p>")])
    assert _REACTOR not in sys.modules, "a reactor before the settings could choose one"


def _in_scrapys_settings() -> set[str]:
    """Modules of the components that Scrapy's default settings name."""
    defaults = vars(importlib.import_module("scrapy.settings.default_settings")).values()
    named = chain(defaults, *(chain(each, each.values()) for each in defaults if isinstance(each, dict)))
    return {each.rpartition(".")[0] for each in named if isinstance(each, str) and _COMPONENT.fullmatch(each)}


def _become(request: dict[str, Any]) -> None:
    """Make this process the command: its output, folder and environment."""
    for number, name in enumerate(("out", "err"), 1):
        file = os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(file, number)
        os.close(file)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv = ["scrapy", *request["arguments"]]
    sys.path[0] = str(Path(sys.executable).parent)
    sys.path[1:1] = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path and path not in sys.path]


def _serve() -> bool:
    """Answer requests until there are no more; True in a child that is to run its command."""
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _become(request)
            return True
        print(json.dumps({"pid": child}), flush=True)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status)}), flush=True)
    return False


def _end(code: int) -> NoReturn:
    """What ends a Python process but taking every module apart, which costs more than most of the commands."""
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as the interpreter does
    atexit._run_exitfuncs()
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _run(command: Callable[[], None]) -> int:
    """Exit code of the command, as of a program that is nothing else."""
    try:
        command()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except BaseException:  # noqa: BLE001 - told as the interpreter tells it
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


if __name__ == "__main__":
    _import_all()
    gc.freeze()  # what is shared stays shared: no collection of a command writes to it
    if _serve():
        from scrapy.cmdline import execute

        _end(_run(execute))
