"""What happens to a newsroom from day to day, one step at a time.

| step | details | what happens |
|---|---|---|
| `new` | count, channel | releases with today's date at the top of the listing |
| `backdated` | channel | a release with a young number and an old date, in the middle of the listing |
| `edit` | count | words of a paragraph change |
| `whitespace` | count | blanks and line breaks change, no word does |
| `furniture` | | the chrome of every page changes, no article does |
| `remove` | count, how: `404`, `410`, `soft` or `home` | articles leave the listing and their address says so |
| `restore` | | every removed article is back |
| `move` | count | same content, new number and address; the old one is 404 |
| `reorder` | channel, how: `insert`, `swap` or `drop` | as soon as page 1 of a listing is read, its rows shift |
| `redesign` | | every page gets another style of the same generation |
| `broken` | | article pages lose title, date and body |
| `challenge` | | every answer is 521 with a script and a `__jsluid_s` cookie |
| `gone` | | the server closes every connection |
| `recover` | | ends `broken`, `challenge` and `gone` |
| `silence` | days | nothing but time |
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.replica.model import Channel, Release, dice
from tests.replica.press import Press
from tests.replica.truth import identity

STORY: tuple[tuple[str, dict[str, object]], ...] = (
    ("new", {"count": 3}),
    ("edit", {}),
    ("whitespace", {}),
    ("furniture", {}),
    ("remove", {"how": "404"}),
    ("silence", {}),
    ("restore", {}),
    ("backdated", {}),
    ("reorder", {"how": "swap"}),
    ("silence", {}),
    ("redesign", {}),
    ("move", {}),
    ("broken", {}),
    ("recover", {}),
    ("challenge", {}),
    ("recover", {}),
    ("gone", {}),
    ("recover", {}),
)
# Where a site publishes today.
CURRENT = {
    "minmetals": "en-minmetalsnews",
    "minmetals_usa": "usa-news",
    "minmetals_zh": "zh-yaowen",
    "mcc": "mcc-newsfocus",
    "cnmc": "cnmc-jtxw",
    "plain": "plain",
}


class ServerGone(ConnectionError):
    """The newsroom does not answer: the connection is to be closed without a byte."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did: the events a watcher must report as (event, id), at newsroom time `at`."""

    name: str
    site: str
    at: datetime
    events: tuple[tuple[str, str], ...] = ()


class Timeline:
    """The state of the newsrooms between runs; `advance` moves it by one step and one day."""

    def __init__(self, releases: list[Release], press: Press, channels: Mapping[str, Channel], now: datetime) -> None:
        self.now = now
        self.conditions: dict[str, str] = {}
        self.restyled: dict[str, int] = {}
        self.furniture: dict[str, int] = {}
        self.changed: dict[str, datetime] = {}
        self.pending: dict[str, str] = {}
        self._releases = releases
        self._press = press
        self._channels = channels
        self._steps = 0

    def advance(self, step: str, site: str, **details: object) -> Step:
        """Do `step` to `site`. Raises ValueError for an unknown step."""
        actions: dict[str, Callable[[str, Mapping[str, object]], list[tuple[str, str]]]] = {
            "new": self._new,
            "backdated": self._backdated,
            "edit": self._edit,
            "whitespace": self._whitespace,
            "furniture": self._furnish,
            "remove": self._remove,
            "restore": self._restore,
            "move": self._move,
            "reorder": self._reorder,
            "redesign": self._redesign,
            "broken": self._condition,
            "challenge": self._condition,
            "gone": self._condition,
            "recover": self._recover,
            "silence": self._silence,
        }
        if step not in actions:
            raise ValueError(f"unknown step {step!r}; one of {', '.join(sorted(actions))}")
        self._steps += 1
        days = details.get("days", 1)
        self.now += timedelta(days=days if isinstance(days, int) else 1)
        events = actions[step](site, {**details, "step": step})
        return Step(step, site, self.now, tuple(events))

    def condition(self, site: str) -> str:
        """`fine`, `broken`, `challenge` or `gone`."""
        return self.conditions.get(site, "fine")

    def listing_read(self, channel: Channel, page: int) -> bool:
        """Tell the timeline that a listing page was served; True when rows have shifted because of it."""
        if page != 1 or channel.key not in self.pending:
            return False
        how = self.pending.pop(channel.key)
        rows = listed(self._releases, channel)
        if how == "insert":
            self._insert(channel, self.now)
        elif how == "swap" and len(rows) > channel.page_size:
            rows[channel.page_size].listed = self.now.date()
        elif how == "drop":
            rows[0].state = "404"
        return True

    def _insert(self, channel: Channel, day: datetime, case: str | None = None) -> Release:
        serial = sum(each.channel is channel and each.serial < 10_000 for each in self._releases)
        release = self._press.draw(channel, serial, day.date(), case)
        release.listed = day.date()
        release.touched = self.now
        self._releases.append(release)
        return release

    def _new(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        channel = self._channel(site, details)
        return [("new", identity(self._insert(channel, self.now, _word(details, "case")))) for _ in range(_count(details))]

    def _backdated(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        channel = self._channel(site, details)
        rows = listed(self._releases, channel)
        middle = rows[min(len(rows) // 2, channel.page_size // 2)]
        return [("new", identity(self._insert(channel, datetime.combine(middle.listed, self.now.timetz()))))]

    def _edit(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        events = []
        for release in self._pick(site, _count(details)):
            pieces = list(release.story.pieces)
            at = next(i for i, piece in enumerate(pieces) if piece.kind == "paragraph")
            added = (
                " 更正：数据截至当日。"
                if release.story.language == "zh"
                else f" The figures were corrected on day {self._steps}."
            )
            pieces[at] = replace(
                pieces[at], text=pieces[at].text + added.lstrip() if release.story.language == "zh" else pieces[at].text + added
            )
            release.story = release.story.with_pieces(tuple(pieces))
            release.touched = self.now
            events.append(("changed", identity(release)))
        return events

    def _whitespace(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        for release in self._pick(site, _count(details)):
            release.spacing += 1
            release.touched = self.now
        return []

    def _furnish(self, site: str, _: Mapping[str, object]) -> list[tuple[str, str]]:
        self.furniture[site] = self.furniture.get(site, 0) + 1
        self.changed[site] = self.now
        return []

    def _remove(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        how = _word(details, "how") or "404"
        picked = self._pick(site, _count(details))
        for release in picked:
            release.state = how
        self.changed[site] = self.now
        return [("removed", identity(release)) for release in picked]

    def _restore(self, site: str, _: Mapping[str, object]) -> list[tuple[str, str]]:
        gone = [each for each in self._releases if each.channel.site == site and each.state != "live"]
        for release in gone:
            release.state = "live"
            release.touched = self.now
        return [("restored", identity(release)) for release in gone]

    def _move(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        events = []
        for release in self._pick(site, _count(details)):
            self._press.move(release, self.now.date())
            release.touched = self.now
            events.append(("moved", identity(release)))
        return events

    def _reorder(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        self.pending[self._channel(site, details).key] = _word(details, "how") or "insert"
        return []

    def _redesign(self, site: str, _: Mapping[str, object]) -> list[tuple[str, str]]:
        self.restyled[site] = self.restyled.get(site, 0) + 101
        self.changed[site] = self.now
        return []

    def _condition(self, site: str, details: Mapping[str, object]) -> list[tuple[str, str]]:
        self.conditions[site] = str(details["step"])
        self.changed[site] = self.now
        return []

    def _recover(self, site: str, _: Mapping[str, object]) -> list[tuple[str, str]]:
        self.conditions.pop(site, None)
        self.changed[site] = self.now
        return []

    def _silence(self, _: str, __: Mapping[str, object]) -> list[tuple[str, str]]:
        return []

    def _pick(self, site: str, count: int) -> list[Release]:
        """Live releases of the current channel that stand on its first page and have no second copy."""
        channel = self._channels[CURRENT[site]]
        stories = [each.story for each in self._releases if each.twin_of is not None]
        rows = [
            each
            for each in listed(self._releases, channel)[: channel.page_size]
            if each.state == "live" and each.channel is channel and each.story not in stories
        ]
        return dice("pick", self._press.seed, site, self._steps).sample(rows, min(count, len(rows)))

    def _channel(self, site: str, details: Mapping[str, object]) -> Channel:
        return self._channels[_word(details, "channel") or CURRENT[site]]


def listed(releases: Sequence[Release], channel: Channel) -> list[Release]:
    """The rows of a channel's listing, first to last: by listing date, with a few out of place."""

    def rank(release: Release) -> tuple[int, int]:
        slip = dice("slip", release.channel.key, release.serial).choice((0,) * 9 + (4,))
        return (release.listed.toordinal() - slip, release.serial)

    return sorted((each for each in releases if channel.key in each.paths and each.state == "live"), key=rank, reverse=True)


def _count(details: Mapping[str, object]) -> int:
    count = details.get("count", 1)
    return count if isinstance(count, int) else 1


def _word(details: Mapping[str, object], name: str) -> str | None:
    word = details.get(name)
    return str(word) if word is not None else None
