"""The arguments of a run, checked before anything is fetched. Pure."""

from dataclasses import dataclass
from datetime import date

from crawler.errors import UsageError


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of a run: `since` is an ISO date, `max_pages` listing pages a section, `deep` re-checks everything."""

    since: str | None = None
    max_pages: int | None = None
    deep: bool = False

    @classmethod
    def parse(cls, since: str | None = None, max_pages: str | None = None, deep: str | None = None) -> "Options":
        """From the strings of the command line. Raises UsageError that names the argument and shows a right one."""
        if since is not None and not _is_day(since):
            raise UsageError(f"since={since!r} is not a day; a right one is -a since=2026-01-31")
        if max_pages is not None and (not max_pages.isdigit() or int(max_pages) < 1):
            raise UsageError(f"max_pages={max_pages!r} is not a number of pages; a right one is -a max_pages=3")
        if deep not in (None, "", "0", "1"):
            raise UsageError(f"deep={deep!r} is neither 0 nor 1; a right one is -a deep=1")
        return cls(since, int(max_pages) if max_pages else None, deep == "1")

    @property
    def limited(self) -> bool:
        """Whether walks may end before the end of the listing, so that they prove nothing about what lies behind."""
        return self.since is not None or self.max_pages is not None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
