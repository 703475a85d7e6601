"""What a build was asked for, checked."""

import dataclasses
import re
from dataclasses import dataclass
from datetime import date

from crawler.errors import UsageError
from crawler.items import JsonObject

SPLITS = ("time", "company", "none")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Arguments of a build.

    sites: names, empty for all; since, until: days of publication, inclusive; as_of: the state at the end of that day
    (UTC), None for the present; revisions: every revision instead of the state; drop: names of quality filters;
    split: `time`, `time:VALIDATION_FROM,TEST_FROM`, `company` or `none`; near: whether to look for near-duplicates and
    translations, beside exact ones; with_forms: releases too that are a file or stand on another host.
    """

    sites: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    language: str | None = None
    as_of: str | None = None
    revisions: bool = False
    drop: tuple[str, ...] = ()
    split: str = "time"
    urls_only: bool = False
    json_lines: bool = False
    near: bool = True
    with_forms: bool = False

    def __post_init__(self) -> None:
        for name in ("since", "until", "as_of"):
            _check_day(name, getattr(self, name))
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--since {self.since} is after --until {self.until}")
        self._check_split()

    def _check_split(self) -> None:
        cuts = self.cuts
        if self.split_kind not in SPLITS or (cuts and self.split_kind != "time"):
            raise UsageError(f"--split {self.split!r} is none of {', '.join(SPLITS)}, time:2024-01-01,2025-01-01")
        if cuts and len(cuts) != 2:
            raise UsageError(f"--split {self.split!r}: two days are wanted, as in time:2024-01-01,2025-01-01")
        for cut in cuts:
            _check_day("split", cut)
        if list(cuts) != sorted(cuts):
            raise UsageError(f"--split {self.split!r}: validation comes before test, as in time:{','.join(sorted(cuts))}")

    @property
    def split_kind(self) -> str:
        return self.split.partition(":")[0]

    @property
    def cuts(self) -> tuple[str, ...]:
        """First day of validation and of test, where they were given."""
        given = self.split.partition(":")[2]
        return tuple(given.split(",")) if given else ()

    def plain(self) -> JsonObject:
        """The arguments as JSON values, for the record of the build."""
        plain = dataclasses.asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def _check_day(name: str, day: str | None) -> None:
    if day is None:
        return
    try:
        if not _DAY.fullmatch(day):
            raise ValueError(day)
        date.fromisoformat(day)
    except ValueError as error:
        option = name.replace("_", "-")
        raise UsageError(f"--{option} {day!r} is not a day; a right one is 2026-01-31") from error
