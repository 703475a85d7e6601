"""The replica newsroom: everything it serves and everything that is true about it, from one seed.

    newsroom = make(7, articles=40)
    newsroom.reply("www.minmetals.com", "/english/News/")    # what a server answers
    newsroom.expected("minmetals")                           # what a crawler must find
    newsroom.advance("new", "minmetals", count=3)            # another day

The same seed and steps give the same bytes on every machine.
"""

from collections.abc import Sequence
from datetime import datetime

from tests.replica.catalogue import SITES, ZONE, channels
from tests.replica.directory import Directory, Reply
from tests.replica.model import Channel, Expected, Release
from tests.replica.press import SHARES, Press
from tests.replica.timeline import STORY, Step, Timeline
from tests.replica.truth import expected

__all__ = ["Newsroom", "Reply", "make"]

_STYLES_A_GENERATION = 3
_START = datetime(2026, 6, 20, 9, 0, tzinfo=ZONE)
_TWINS = ("mcc-top", "mcc-picture")


class Newsroom:
    """All sections of the chosen sites with their releases."""

    def __init__(self, seed: int, articles: int, sites: Sequence[str], rooms: Sequence[Channel]) -> None:
        self.seed = seed
        self.channels = {room.key: room for room in rooms if room.site in sites}
        self.releases: list[Release] = []
        self.press = Press(seed, self.channels, _STYLES_A_GENERATION)
        for site in sites:
            self._fill(site, articles)
        self.timeline = Timeline(self.releases, self.press, self.channels, _START)
        self.directory = Directory(seed, self.channels, self.releases, self.timeline)

    def _fill(self, site: str, articles: int) -> None:
        rooms = [room for room in self.channels.values() if room.site == site]
        whole = sum(SHARES[room.key] for room in rooms)
        counts = {room.key: max(1, articles * SHARES[room.key] // whole) for room in rooms}
        counts[rooms[0].key] = max(1, counts[rooms[0].key] + articles - sum(counts.values()))
        for room in rooms:
            real = room.key == "en-news"
            releases = [self.press.seed_release(room, 10_000)] if real else []
            releases += self.press.back_catalogue(room, counts[room.key] - len(releases))
            self.releases += releases
        self._add_twins(site)

    def _add_twins(self, site: str) -> None:
        target = self.channels.get("mcc-newsfocus") if site == "mcc" else None
        if target is None:
            return
        plain = [each for each in self.releases if each.channel.key in _TWINS and "plain" in each.story.cases]
        for number, release in enumerate(plain[:3]):
            self.releases.append(self.press.twin(release, target, 20_000 + number))

    def reply(self, host: str, target: str) -> Reply:
        """What the server of `host` answers to a GET of the path and query `target`, conditional headers aside.

        Raises `timeline.ServerGone` where the newsroom does not answer at all.
        """
        return self.directory.reply(host, target)

    def expected(self, site: str) -> tuple[Expected, ...]:
        """The truth of every article of `site` that is there now, each once, twins folded into one."""
        names = {key: room.name for key, room in self.channels.items()}
        mine = [each for each in self.releases if each.channel.site == site and each.state == "live"]
        truths = []
        for release in mine:
            if release.twin_of is not None and any(_is_original(other, release) for other in mine):
                continue
            truths.append(expected(release, [other for other in mine if _is_original(release, other)], names))
        return tuple(truths)

    def advance(self, step: str, site: str, **details: object) -> Step:
        """Change the newsroom of `site`; steps and details are those of `Timeline`. Returns what changed."""
        done = self.timeline.advance(step, site, **details)
        self.directory.rebuild()
        return done


def _is_original(release: Release, twin: Release) -> bool:
    return twin.twin_of is not None and twin.story == release.story and twin is not release


def make(
    seed: int, articles: int = 40, sites: Sequence[str] = SITES, timeline_step: int = 0, rooms: Sequence[Channel] | None = None
) -> Newsroom:
    """A newsroom of `articles` articles a site, after the first `timeline_step` steps of the standard story of each site."""
    newsroom = Newsroom(seed, articles, sites, rooms or channels(seed))
    for site in sites:
        for step, details in STORY[:timeline_step]:
            newsroom.advance(step, site, **details)
    return newsroom
