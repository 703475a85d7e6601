"""The words of a verdict, their exit codes, and the verdict itself. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.stats import RunStats

EXIT_CODES = {
    "ok": 0, "quiet": 0, "incomplete": 10, "degraded": 10, "stopped": 10, "drift": 20, "blocked": 30, "unreachable": 30,
    "storage": 40, "crash": 50, "locked": 60,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """name and exit_code as in the verdict table; message: what happened, in one or two sentences;
    flags: snake_case words, some with `:detail`; advice: what to do, in sentences."""

    name: str
    exit_code: int
    message: str
    flags: tuple[str, ...] = field(default=())
    advice: tuple[str, ...] = field(default=())


def verdict_of(name: str, message: str, flags: Iterable[str], *advice: str) -> Verdict:
    """The verdict of that name; flags once each, empty advice left out."""
    return Verdict(name, EXIT_CODES[name], message, tuple(dict.fromkeys(flags)), tuple(each for each in advice if each))


def cut_short(stats: RunStats) -> str | None:
    """What ended the run before its time; limits that the user set are no such thing."""
    return stats.stopped if stats.stopped not in {None, "max_pages", "since"} else None
