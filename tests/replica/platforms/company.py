"""A company and its releases over ten years, drawn from a seed: what every platform prints in its own way.

Among the releases are two of one day, headlines with another date in them, documents, short and long ones; the last hour
of some is another day in UTC.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from tests.replica import stories_zh
from tests.replica.model import dice
from tests.replica.truth import paragraphs

LAST = datetime(2026, 6, 18, 9, 0)
NAMES = ("Norrland Metals", "Halvorsen Foods", "Karoo Instruments", "Tessel Logistics", "Brightwater Labs", "Ostra Energy")
PLACES = ("Lulea", "Toronto", "Cape Town", "Boston", "Singapore", "Leeds", "Austin", "Geelong")
PEOPLE = ("Maria Lindqvist", "Thabo Nkosi", "Daniel Okafor", "Priya Raman", "Eoin Gallagher", "Sofia Marques", "Jun Takeda")
ROLES = ("Chief Executive Officer", "Chief Financial Officer", "Chair of the Board", "Head of Operations", "General Counsel")
THINGS = ("copper cathode", "cold storage", "flow sensors", "rail freight", "protein assays", "pumped hydro", "oat concentrate")
PLACES_OF_WORK = ("plant", "laboratory", "terminal", "warehouse", "pilot line", "training centre", "control room")
QUARTERS = ("First Quarter", "Second Quarter", "Third Quarter", "Fourth Quarter", "Half-Year")
TITLES = (
    "{name} Reports {quarter} {year} Results", "{name} Opens New {thing} {site} in {place}",
    "{person} Appointed {role} of {name}", "{name} and {place} University to Study {thing}",
    "{name} Declares Dividend of ${cents} per Share", "Agreement Signed for {number} Megawatts of Power in {place}",
    "{name} to Present at {place} Investor Day", "New {site} Doubles Output of {thing}",
    "{name} Completes Sale of {place} {site}",
    "{thing}: Safety Award for the {place} {site}", "{name} Wins {number} Million Dollar Order for {thing}",
)  # fmt: skip
DATED_TITLES = (
    "{name} to Hold Annual Meeting on {later}", "{name} Schedules {quarter} Earnings Call for {later}",
    "Correction to the Release of {earlier}", "{name} Sets {later} as Record Date",
)  # fmt: skip
SENTENCES = (
    "The {site} in {place} has worked on {thing} for more than {number} years.",
    "{name} expects to hire {number} people there before the end of the next financial year.",
    "Deliveries of {thing} begin once the regulator has given its consent.",
    "The work was done together with local suppliers and the municipality of {place}.",
    "{person} thanked the teams for their patience during a demanding winter.",
    "Volumes of {thing} rose by {number} percent, mostly on orders from {place}.",
    "An independent engineer has confirmed the capacity that was stated in the tender.",
    "The board considers the terms fair and recommends that shareholders accept them.",
    "Half of the investment is paid from cash, the rest from an existing credit facility.",
    "A report with the full figures will be made available to shareholders in due course.",
    "Customers in {place} were informed of the change by letter last week.",
    "The first shipment left {place} by rail and reached the port two days later.",
    "Apprentices from the region are trained on the same machines as everybody else.",
    "The price was fixed for {number} months and then follows a public index.",
    "Tests over {number} months showed that less water is needed for the same result.",
)
OPENINGS = (
    "{name} today said that its {site} in {place} will produce {thing} from next spring.",
    "{name}, a maker of {thing}, announced the decision after a meeting of its board in {place}.",
    "A new chapter begins for {thing} at {name}: the {site} in {place} is ready.",
)
_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a body; kind is `p`, `h`, `li`, `quote` or `row` (cells joined by ` | `)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release: number counts from 1, the oldest; at: local time of the company, with its offset; kind: `page` or `pdf`."""

    number: int
    at: datetime
    title: str
    blocks: tuple[Block, ...]
    kind: str = "page"
    category: str = "Company"

    @property
    def day(self) -> str:
        """The ISO day that the company prints."""
        return self.at.date().isoformat()

    @property
    def slug(self) -> str:
        """The title as part of an address, no longer than systems make them, and like no other."""
        words = _WORD.sub("-", self.title.lower()).strip("-") or "release"
        return f"{words[:60].strip('-')}-{self.number}"

    @property
    def excerpt(self) -> str:
        """The first sentence or two."""
        return self.blocks[0].text[:150].rpartition(" ")[0] + " ..." if self.blocks else ""

    @property
    def text(self) -> str:
        """The clean body, as a reader must give it."""
        parts: list[str] = []
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            if block.kind == "row" and before is not None and before.kind == "row":
                parts[-1] += f"\n{block.text}"
            else:
                parts.append(block.text)
        return "\n\n".join(parts)


class Company:
    """The releases of one seed, oldest first in `releases`; language: `en` or `zh`."""

    def __init__(self, seed: int, count: int, *, years: int = 10, language: str = "en", documents: bool = True) -> None:
        rng = dice("company", seed, language)
        self.language = language
        self.name = rng.choice(NAMES) if language == "en" else "华山集团"
        hours = rng.choice((-5, 0, 1, 8)) if language == "en" else 8
        self.zone = timezone(timedelta(hours=hours))
        days = sorted(rng.sample(range(365 * years), min(count, 365 * years)))
        for at in range(5, len(days), 17):
            days[at] = days[at - 1]  # two releases of one day
        self.releases: list[Release] = []
        titles: set[str] = set()
        for number, day in enumerate(days, 1):
            release = self._draw(seed, number, LAST - timedelta(days=days[-1] - day), documents=documents and number % 40 == 13)
            while release.title in titles:
                release = self._again(release)
            titles.add(release.title)
            self.releases.append(release)

    @property
    def newest_first(self) -> list[Release]:
        """The releases as lists show them."""
        return self.releases[::-1]

    @property
    def about(self) -> str:
        """The paragraph about the company that ends many releases."""
        return f"{self.name} is listed in Toronto and employs 4,200 people in eleven countries."

    def _draw(self, seed: int, number: int, day: datetime, *, documents: bool) -> Release:
        rng = dice("company release", seed, self.language, number)
        hour = rng.choice((7, 9, 9, 11, 14, 16, 23))
        at = day.replace(hour=hour, minute=rng.randrange(60), tzinfo=self.zone)
        if self.language == "zh":
            story = stories_zh.write(rng, at.date(), rng.choice(("plain", "plain", "headings", "items", "long", "short")))
            kinds = {"heading": "h", "item": "li", "quote": "quote", "row": "row"}
            blocks = tuple(Block(kinds.get(each.kind, "p"), each.text) for each in paragraphs(story.pieces))
            return Release(number, at, story.title, blocks, category=rng.choice(("集团要闻", "基层动态")))
        words = self._words(rng, at)
        title = rng.choice(DATED_TITLES if number % 11 == 3 else TITLES).format(**words)
        title = title[0].upper() + title[1:]
        kind, category = ("pdf" if documents else "page"), rng.choice(("Company", "Financial", "Products"))
        return Release(number, at, title, tuple(_body(rng, self._words(rng, at))), kind, category)

    def _again(self, release: Release) -> Release:
        ending = f" ({release.number})" if self.language == "en" else f"（{release.number}）"
        return Release(release.number, release.at, release.title + ending, release.blocks, release.kind, release.category)

    def _words(self, rng: random.Random, at: datetime) -> dict[str, str]:
        later, earlier = at + timedelta(days=rng.randint(20, 60)), at - timedelta(days=rng.randint(3, 9))
        return {
            "name": self.name, "place": rng.choice(PLACES), "person": rng.choice(PEOPLE), "role": rng.choice(ROLES),
            "thing": rng.choice(THINGS), "site": rng.choice(PLACES_OF_WORK), "quarter": rng.choice(QUARTERS),
            "year": str(at.year), "cents": f"0.{rng.randint(10, 95)}", "number": str(rng.randint(3, 90)),
            "later": f"{later:%B} {later.day}, {later.year}", "earlier": f"{earlier:%B} {earlier.day}, {earlier.year}",
        }  # fmt: skip


def _body(rng: random.Random, words: dict[str, str]) -> list[Block]:
    def say(template: str) -> str:
        return template.format(**words)

    deck = rng.sample(SENTENCES, len(SENTENCES))
    blocks = [Block("p", f"{say(rng.choice(OPENINGS))} {say(deck.pop())}")]
    blocks += [Block("p", " ".join(say(deck.pop()) for _ in range(rng.randint(1, 3)))) for _ in range(rng.randint(1, 3))]
    more = rng.choice(("none", "none", "quote", "items", "table", "heading"))
    if more == "quote":
        blocks.append(Block("p", f"“{say(deck.pop())} That matters to us,” said {words['person']}, {words['role']}."))
    if more == "items":
        blocks += [Block("p", "The main points are:"), *(Block("li", say(deck.pop())) for _ in range(3))]
    if more == "table":
        rows = [("Million", words["year"], "Change"), ("Sales", words["number"], "4%"), ("Profit", "12.5", "-2%")]
        blocks += [*(Block("row", " | ".join(row)) for row in rows), Block("p", say(deck.pop()))]
    if more == "heading":
        blocks += [Block("h", "What happens next"), Block("p", f"{say(deck.pop())} {say(deck.pop())}")]
    return blocks


def pages_of(releases: Sequence[Release], size: int) -> list[list[Release]]:
    """The releases in pages of that many."""
    return [list(releases[at : at + size]) for at in range(0, len(releases), size)] or [[]]
