"""Makes releases: stories placed on channels, with numbers, dates, cross-posts, twins and back-dated reposts."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.replica import stories_en, stories_zh
from tests.replica.catalogue import DEFAULT_LAGS, LAGS, SPANS, TRS, ZONE, article_number, article_path
from tests.replica.model import Channel, Piece, Release, Story, dice
from tests.replica.seed_article import NUMBER, PATH, URL_DATE, seed_story

# Which channel's releases are now and then listed in which other one too.
CROSS_POSTS = {"en-headlinepic": "en-minmetalsnews", "mcc-top": "mcc-update", "zh-ghyd": "zh-yaowen", "cnmc-cqxw": "cnmc-jtxw"}
SHARES = {
    "en-news": 40,
    "en-minmetalsnews": 35,
    "en-headlinepic": 10,
    "en-jsp": 15,
    "usa-news": 100,
    "zh-yaowen": 60,
    "zh-ghyd": 40,
    "mcc-update": 35,
    "mcc-top": 20,
    "mcc-picture": 10,
    "mcc-newsfocus": 35,
    "cnmc-jsp": 30,
    "cnmc-jtxw": 45,
    "cnmc-cqxw": 25,
    "plain": 100,
}
_SOURCES = {"A": "China Minmetals Corporation", "C": "China Minmetals Corporation", "M2": "MCC"}
_FIRMS = {"minmetals": "China Minmetals", "minmetals_usa": "China Minmetals", "mcc": "MCC", "plain": "Example Industries"}


class Press:
    """Draws releases of one seed; remembers the numbers and titles in use, so that none meets another."""

    def __init__(self, seed: int, channels: dict[str, Channel], styles: int) -> None:
        self.seed = seed
        self._channels = channels
        self._styles = styles
        self._numbers: set[str] = set()
        self._titles: set[str] = set()

    def back_catalogue(self, channel: Channel, count: int) -> list[Release]:
        """`count` releases spread over the years of the channel's generation, oldest first."""
        first, last = SPANS[channel.generation]
        rng = dice("days", self.seed, channel.key)
        days = sorted(first + timedelta(days=rng.randint(0, (last - first).days)) for _ in range(count))
        return [self.draw(channel, serial, day) for serial, day in enumerate(days)]

    def draw(self, channel: Channel, serial: int, day: date, case: str | None = None) -> Release:
        """One release whose address has the date `day`; some are reposts with an old date and a young number."""
        rng = dice("release", self.seed, channel.key, serial)
        generation = channel.generation
        event = day - timedelta(days=rng.choice(LAGS.get(generation, DEFAULT_LAGS)))
        story = self._story(channel, serial, event, case)
        made = day + timedelta(days=rng.choice((0,) * 19 + (400,)))
        number = self._number(channel, serial, made)
        printed = self._printed(generation, rng.random(), event, day)
        listed = day if rng.random() < 0.7 else (printed or day + timedelta(days=rng.choice((-3, -1, 1, 2))))
        paths = {channel.key: article_path(channel, day, number)}
        other = self._channels.get(CROSS_POSTS.get(channel.key, ""))
        if other and rng.random() < 0.4:
            paths[other.key] = article_path(other, day, number)
        long = generation in TRS and _long(story) and rng.random() < 0.2
        return Release(
            serial=serial,
            channel=channel,
            story=story,
            number=number,
            url_date=day,
            printed=printed,
            listed=listed,
            paths=paths,
            style=0 if rng.random() < 0.7 else rng.randint(0, self._styles - 1),
            touched=datetime.combine(day, time(10, rng.randint(0, 59)), ZONE),
            source=self._source(channel, serial),
            parts=rng.randint(2, 3) if long else 1,
        )

    def seed_release(self, channel: Channel, serial: int) -> Release:
        """The real article at its own address."""
        self._numbers.add(NUMBER)
        return Release(
            serial=serial,
            channel=channel,
            story=seed_story(),
            number=NUMBER,
            url_date=URL_DATE,
            printed=None,
            listed=URL_DATE,
            paths={channel.key: PATH},
            style=0,
            touched=datetime.combine(URL_DATE, time(16, 20), ZONE),
        )

    def twin(self, release: Release, channel: Channel, serial: int) -> Release:
        """The same release printed a second time by another template, a few days later."""
        day = release.url_date + timedelta(days=dice("twin", self.seed, serial).randint(0, 6))
        number = self._number(channel, serial, day)
        return replace(
            release,
            serial=serial,
            channel=channel,
            number=number,
            url_date=day,
            listed=day,
            twin_of=release.serial,
            style=0,
            parts=1,
            paths={channel.key: article_path(channel, day, number)},
            source=self._source(channel, serial),
            old_paths=[],
        )

    def move(self, release: Release, day: date) -> None:
        """Give a release a new number and address; the old addresses are gone."""
        release.old_paths += list(release.paths.values())
        release.number = self._number(release.channel, release.serial + 50_000, day)
        release.url_date = day
        release.paths = {key: article_path(self._channels[key], day, release.number) for key in release.paths}

    def _number(self, channel: Channel, serial: int, made: date) -> str:
        number = article_number(self.seed, channel, serial, made)
        while number in self._numbers:
            number = str(int(number) + 1) if number.isdigit() else f"{number}1"
        self._numbers.add(number)
        return number

    def _story(self, channel: Channel, serial: int, event: date, case: str | None) -> Story:
        for attempt in range(50):
            rng = dice("story", self.seed, channel.key, serial, attempt)
            if channel.language == "zh":
                story = stories_zh.write(rng, event, case)
            else:
                loss = channel.generation == "U" and rng.random() < 0.3
                story = stories_en.write(rng, event, case, loss, _FIRMS[channel.site])
            if story.title not in self._titles:
                break
        self._titles.add(story.title)
        return _lose(story) if channel.generation == "U" else story

    def _printed(self, generation: str, chance: float, event: date, day: date) -> date | None:
        if generation in ("A", "B", "U"):
            return None
        if generation == "C":
            if day.year >= 2025:
                return day
            return event + timedelta(days=round(chance * min(2, (day - event).days)))
        return day if chance < 0.6 or generation == "J" else event

    def _source(self, channel: Channel, serial: int) -> str | None:
        rng = dice("source", self.seed, channel.key, serial)
        if channel.language == "zh":
            return stories_zh.source(rng)
        if channel.generation == "M1":
            return "MCC" if rng.random() < 0.4 else None
        return _SOURCES.get(channel.generation)


def _long(story: Story) -> bool:
    """Whether the body may be parted: enough text, and no pictures that would make a part of their own."""
    return len(story.pieces) >= 4 and all(piece.kind in ("paragraph", "heading") for piece in story.pieces)


def _lose(story: Story) -> Story:
    """The story after its letters went through GBK: what GBK lacks is a question mark for good."""

    def through(text: str) -> str:
        return text.encode("gbk", "replace").decode("gbk")

    def lose(piece: Piece) -> Piece:
        picture = piece.picture
        if picture and picture.caption:
            picture = replace(picture, caption=through(picture.caption))
        return replace(piece, text=through(piece.text), picture=picture)

    subtitle = through(story.subtitle) if story.subtitle else None
    return replace(
        story, headlines=tuple(map(through, story.headlines)), subtitle=subtitle, pieces=tuple(map(lose, story.pieces))
    )
