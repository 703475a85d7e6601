"""The exceptions of the project.

NewsroomError                 everything the project raises on purpose
├── DeclarationError          a company file (spiders/<company>.py) is wrong; also an ImportError, so that the loader
│                             reports that file and keeps the others
├── MissingExtra              an optional package is not installed; the message is the command that installs it
├── UsageError                a command line argument or setting is wrong
├── Refused                   a request or response that must not be used, with a short machine-readable reason
│   ├── OutOfScope            the request would leave the newsroom's own hosts, or reach a private address
│   ├── RobotsForbidden       robots.txt forbids it, or could not be read (fail closed)
│   ├── TooSlow               a page was being read for too long
│   └── BadBody               the body did not arrive whole or cannot be decoded: deferred to the next run
└── StorageError              output could not be read or written
    └── Locked                another run of the same site is under way
"""

import importlib.metadata
import importlib.util
import re
import sys
from pathlib import Path


class NewsroomError(Exception):
    """Everything the project raises on purpose."""


class DeclarationError(NewsroomError, ImportError):
    """A site's declaration is wrong; the message shows a right one."""


class MissingExtra(NewsroomError):
    """An optional package is missing."""

    def __init__(self, extra: str, needed_for: str) -> None:
        super().__init__(f"{needed_for} needs the extra {extra!r}: {install_command(extra)}")
        self.extra = extra


def install_command(extra: str) -> str:
    """What installs an extra, and works as it stands in the environment that runs: the packages are named one by one, for
    the project itself is on no index.
    """
    clone = Path(__file__).resolve().parents[1]
    if (clone / "Makefile").is_file() and Path(sys.prefix) == clone / ".venv":
        return "make install" if Path.cwd() == clone else f"make -C {clone} install"
    python = sys.executable
    installer = f"{python} -m pip install" if importlib.util.find_spec("pip") else f"uv pip install --python {python}"
    packages = [each for name in extra.split(",") for each in _packages(name)]
    return f"{installer} {' '.join(packages) or repr(f'newsroom-crawler[{extra}]')}"


def _packages(extra: str) -> list[str]:
    """The requirements of an extra, quoted for a shell."""
    try:
        named = [each.partition(";") for each in importlib.metadata.requires("newsroom-crawler") or ()]
    except importlib.metadata.PackageNotFoundError:
        return []
    marker = re.compile(rf"extra\s*==\s*['\"]{re.escape(extra)}['\"]")
    return [f"'{what.strip()}'" for what, _, when in named if marker.search(when)]


class UsageError(NewsroomError):
    """A command line argument or a setting is wrong; the message names it and the remedy."""


class Refused(NewsroomError):
    """A request or response that must not be used.

    `reason` is a short snake_case word that ends up in the account (`truncated`, `robots`, `out_of_scope`);
    `detail` is for people.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class OutOfScope(Refused):
    """The request would leave the exact (scheme, host, port) list of the newsroom."""


class RobotsForbidden(Refused):
    """robots.txt forbids the request, or could not be read."""


class TooSlow(Refused):
    """A page was being read for longer than PAGE_SECONDS. task: whose page it is (a FetchTask)."""

    def __init__(self, task: object, detail: str) -> None:
        super().__init__("too_slow", detail)
        self.task = task


class BadBody(Refused):
    """The body is truncated, corrupt, too large or not what its label says."""


class StorageError(NewsroomError):
    """Output could not be read or written; the message names the path and the remedy."""


class Locked(StorageError):
    """Another run of the same site holds the lock."""
