"""Log odds of class words and of words in short blocks, counted over sites; a page never counts for itself."""

import collections
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Sheet
from crawler.extract.block_model.model import Lexicon

PRIOR_SITES = 3.0  # sites' worth of the average word that each word starts with
MIN_SITES = {"names": 3, "words": 4}


@dataclass(slots=True)
class Example:
    """One training page: its sheet, the share of each block that is the article, and where it comes from."""

    key: str  # `set/id`
    site: str
    set: str
    sheet: Sheet
    labels: NDArray[np.float32]
    article: bool
    beside: str | None = None  # of a page that was made: the site of the other page on it; its own words are not counted


def shares(example: Example, kind: str) -> dict[str, float]:
    """Word -> share of what it marks on this page that is the article."""
    return _name_shares(example) if kind == "names" else _word_shares(example)


def _name_shares(example: Example) -> dict[str, float]:
    sheet = example.sheet
    weight = np.log1p(sheet.tokens) + 0.2
    held = np.zeros((len(sheet.names), 2))
    np.add.at(held, sheet.node, np.stack([weight * example.labels, weight], 1))
    for at in range(len(sheet.names) - 1, 0, -1):
        if sheet.parent[at] >= 0:
            held[sheet.parent[at]] += held[at]
    found: dict[str, NDArray[np.float64]] = {}
    for name, each in zip(sheet.names, held, strict=True):
        for word in name.split():
            found[word] = found.get(word, 0) + each
    return {word: float(right / all_) for word, (right, all_) in found.items() if all_ > 0}


def _word_shares(example: Example) -> dict[str, float]:
    found: dict[str, list[float]] = collections.defaultdict(list)
    for words, label in zip(example.sheet.words, example.labels.tolist(), strict=True):
        for word in set(words.split()):
            found[word].append(label)
    return {word: sum(labels) / len(labels) for word, labels in found.items()}


class Counted:
    """Words of one kind over the training pages, by site."""

    def __init__(self, examples: Iterable[Example], kind: str) -> None:
        sites: dict[str, dict[str, list[float]]] = collections.defaultdict(lambda: collections.defaultdict(list))
        for example in (each for each in examples if each.beside is None):
            for word, share in shares(example, kind).items():
                sites[word][example.site].append(share)
        means = {word: {site: sum(v) / len(v) for site, v in each.items()} for word, each in sites.items()}
        every = [share for each in means.values() for share in each.values()]
        self.prior = sum(every) / max(1, len(every))
        self.sites = {word: each for word, each in means.items() if len(each) >= MIN_SITES[kind]}

    def odds(self, without: str | None = None) -> dict[str, float]:
        """Log odds of each word against the average, as if the site `without` had not been counted."""
        found = {}
        for word, each in self.sites.items():
            total, count = sum(each.values()), len(each)
            if without in each:
                total, count = total - each[without], count - 1
            if count >= 2:
                share = (total + PRIOR_SITES * self.prior) / (count + PRIOR_SITES)
                found[word] = float(np.log(share / (1 - share)) - np.log(self.prior / (1 - self.prior)))
        return found

    def odds_of(self, words: Iterable[str], without: str | None) -> dict[str, float]:
        """The same for some words only."""
        few = Counted.__new__(Counted)
        few.prior = self.prior
        few.sites = {word: self.sites[word] for word in set(words) if word in self.sites}
        return few.odds(without)


def rows_of(example: Example, names: Counted, words: Counted) -> NDArray[np.float32]:
    """The model's input for a page, its own site left out of the lexicon."""
    sheet = example.sheet
    lexicon = Lexicon(
        names.odds_of((word for name in sheet.names for word in name.split()), example.site),
        words.odds_of((word for each in sheet.words for word in each.split()), example.site),
    )
    return np.concatenate([sheet.rows, lexicon.columns(sheet)], axis=1)
