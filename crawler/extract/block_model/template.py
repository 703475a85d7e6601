"""What the pages of one site have in common: lines that repeat, and which places in the markup hold the body.

A template moves the block model's probabilities; it never decides alone, and a page that it would empty is read without
it (see generic.choose).
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Sheet
from crawler.items import JsonObject

VERSION = 1
_MIN_LINE = 8  # characters; shorter lines repeat by chance
_NEAR_DUPLICATE = 0.6  # of a page's kept lines shared with one other page: the same article under two addresses
_PULL = 0.15  # how far a block's log odds move towards what its place usually has, with many pages
_LINKED = 0.7  # share of its characters in links beyond which a block is a link: promotions stand among paragraphs
_HALF = 1.0  # pages at which half of that pull is reached
_REPEATED = 1.0  # log odds taken from a line that other pages have too
_LIMIT = 6.0  # log odds beyond which certainty is the same

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Template:
    """What was learned from `pages` pages.

    lines: hashes of lines that stand on several pages; places: place in the markup -> (mean log odds, pages it was on).
    """

    pages: int = 0
    lines: frozenset[str] = frozenset()
    places: dict[str, tuple[float, int]] = field(default_factory=dict)

    def knows(self, sheet: Sheet) -> bool:
        """Whether any of the page's text stands where the learned pages had theirs."""
        return any(place in self.places for place in set(places_of(sheet)))

    def adjust(self, sheet: Sheet, p: Floats) -> Floats:
        """The probabilities, moved by what the site's pages have in common."""
        odds = _log_odds(p)
        for at, (block, place) in enumerate(zip(sheet.blocks, places_of(sheet), strict=True)):
            mean, pages = self.places.get(place, (0.0, 0))
            if pages > 1:
                odds[at] += _PULL * (pages - 1) / (pages - 1 + _HALF) * (mean - odds[at])
            if self.lines and len(block.text) >= _MIN_LINE and line_hash(block.text) in self.lines:
                odds[at] -= _REPEATED
        probability: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return probability

    def to_json(self) -> str:
        """One line of JSON; the same for the same template."""
        value = {
            "version": VERSION, "pages": self.pages, "lines": sorted(self.lines),
            "places": {place: list(self.places[place]) for place in sorted(self.places)},
        }  # fmt: skip
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Template":
        """The template that `to_json` wrote; an empty one, which changes nothing, if it is of another version."""
        value: JsonObject = json.loads(text)
        if value.get("version") != VERSION:
            return cls()
        places = {place: (float(mean), int(pages)) for place, (mean, pages) in value["places"].items()}
        return cls(int(value["pages"]), frozenset(value["lines"]), places)


def line_hash(text: str) -> str:
    """Short hash of a line."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def places_of(sheet: Sheet) -> list[str]:
    """The place of each block: its tag, class words of its element and the two above, and whether it is a link."""
    known: dict[int, str] = {}
    places = []
    parents = sheet.parent
    for block, node in zip(sheet.blocks, sheet.node.tolist(), strict=True):
        if node not in known:
            above = int(parents[node])
            top = int(parents[above]) if above >= 0 else -1
            names = [sheet.names[at] if at >= 0 else "" for at in (node, above, top)]
            known[node] = "|".join([str(block.element.tag), *names])
        linked = block.link_chars > _LINKED * len(block.text)
        places.append(known[node] + "|a" if linked else known[node])
    return places


def learn_from(pages: Iterable[tuple[Sheet, Floats, Sequence[bool]]]) -> Template:
    """The template of some pages, each as its sheet, the model's probabilities and the blocks it would keep.

    The order of the pages does not matter.
    """
    known = [page for page in pages if page[0].blocks]
    lines = [{line_hash(b.text) for b in sheet.blocks if len(b.text) >= _MIN_LINE} for sheet, _, _ in known]
    kept = [
        {line_hash(b.text) for b, yes in zip(sheet.blocks, keeps, strict=True) if yes and len(b.text) >= _MIN_LINE}
        for sheet, _, keeps in known
    ]
    return Template(len(known), _repeated(lines, kept), _places([(sheet, p) for sheet, p, _ in known]))


def _repeated(lines: list[set[str]], kept: list[set[str]]) -> frozenset[str]:
    """Lines of two or more pages; of pages that share most of their article only what a third page has too."""
    count = Counter(line for page in lines for line in page)
    doubtful: Counter[str] = Counter()
    for at, mine in enumerate(kept):
        for other in kept[:at]:
            shared = mine & other
            if shared and len(shared) >= _NEAR_DUPLICATE * min(len(mine), len(other)):
                doubtful.update(shared)
    return frozenset(line for line, pages in count.items() if pages > 1 and not (doubtful[line] and pages < 2 + doubtful[line]))


def _places(pages: list[tuple[Sheet, Floats]]) -> dict[str, tuple[float, int]]:
    """Of each place the mean over pages of its mean log odds, long blocks counting more."""
    found: dict[str, list[float]] = defaultdict(list)
    for sheet, p in pages:
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        weights = np.log1p(sheet.tokens)
        for place, odds, weight in zip(places_of(sheet), _log_odds(p).tolist(), weights.tolist(), strict=True):
            sums[place][0] += odds * weight
            sums[place][1] += weight
        for place, (total, weight) in sums.items():
            found[place].append(total / weight if weight else 0.0)
    return {
        place: (round(math.fsum(means) / len(means), 4), len(means)) for place, means in found.items() if len(means) > 1
    }


def _log_odds(p: Floats) -> NDArray[np.float64]:
    safe = np.clip(p.astype(np.float64), 1e-4, 1 - 1e-4)
    odds: NDArray[np.float64] = np.clip(np.log(safe / (1 - safe)), -_LIMIT, _LIMIT)
    return odds
