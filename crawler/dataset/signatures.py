"""MinHash signatures of many texts, and the pairs that locality-sensitive hashing makes candidates. Bounded memory."""

from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.typing as npt

from crawler.dataset.tokens import Hashes, Ints, Tokens, shingles
from crawler.errors import MissingExtra

PERMUTATIONS = 128
ROWS = 4  # of a band; a pair of similarity .6 shares one of the 32 bands in 99 % of all cases, of .3 in 23 %
BANDS = PERMUTATIONS // ROWS
SEED = 7
WINDOW = 20  # neighbours in one bucket that are compared: all of a usual bucket, some of that of a site's template
SLACK = 0.12  # about three standard deviations of the estimate at PERMUTATIONS
_CHUNK = 100_000

Digests = npt.NDArray[np.uint32]


def rensa_module() -> ModuleType:
    """rensa. Raises MissingExtra where it is not installed."""
    try:
        import rensa  # type: ignore[import-untyped]  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtra("dedup", "finding near-duplicates (--no-near builds without)") from error
    return rensa  # type: ignore[no-any-return]


class Signatures:
    """Digests of all articles by position, in a file of the work folder so that they need no memory of their own."""

    def __init__(self, work: Path, articles: int) -> None:
        self._rensa = rensa_module()
        self.rids: Ints = np.zeros(articles, dtype=np.int64)
        self.filled = 0
        self.digests: Digests = np.memmap(
            work / "signatures", dtype=np.uint32, mode="w+", shape=(max(articles, 1), PERMUTATIONS)
        )

    def digests_of(self, tokens: Tokens) -> Digests:
        """The digests of some texts, to be added. Several threads may call it."""
        return digests(self._rensa, tokens)

    def add(self, rids: Ints, found: Digests) -> None:
        """Add the digests of the next texts, in the order of their rids."""
        end = self.filled + len(rids)
        self.rids[self.filled : end] = rids
        self.digests[self.filled : end] = found
        self.filled = end

    def candidates(self, rids: Ints, threshold: float) -> tuple[Ints, Ints]:
        """Pairs of the given articles (sorted rids) whose estimated similarity is near `threshold` or above it."""
        places = np.searchsorted(self.rids[: self.filled], rids)
        chosen = self.digests[places]
        usable = np.asarray(chosen.any(axis=1))  # a text without tokens has an empty signature, alike to all others
        return _candidates(chosen, rids, usable, threshold)


def digests(rensa: ModuleType, tokens: Tokens) -> Digests:
    """(texts, PERMUTATIONS) signatures; all zero for a text without tokens."""
    flat, starts = shingles(tokens)
    filled = np.flatnonzero(np.diff(starts))
    result = np.zeros((len(starts) - 1, PERMUTATIONS), dtype=np.uint32)
    if len(filled):
        offsets = np.append(starts[filled], starts[-1])
        matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, PERMUTATIONS, SEED)
        result[filled] = np.array(matrix.to_rows(), dtype=np.uint32)
    return result


def _candidates(
    chosen: Digests, rids: Ints, usable: npt.NDArray[np.bool_], threshold: float
) -> tuple[Ints, Ints]:
    number = len(rids)
    found: list[Hashes] = []
    for band in range(BANDS):
        keys = _band_keys(chosen[:, band * ROWS : (band + 1) * ROWS])
        found.append(_bucket_pairs(keys, usable, number))
        if len(found) == 4:  # keep the list short: most bands find the same pairs
            found = [np.unique(np.concatenate(found))]
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.uint64)
    first, second = (pairs // max(number, 1)).astype(np.int64), (pairs % max(number, 1)).astype(np.int64)
    near = _estimate(chosen, first, second) >= threshold - SLACK
    return rids[first[near]], rids[second[near]]


def _band_keys(band: Digests) -> Hashes:
    keys = np.zeros(len(band), dtype=np.uint64)
    for column in range(band.shape[1]):
        keys = keys * np.uint64(0x100000001B3) ^ (band[:, column].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return keys


def _bucket_pairs(keys: Hashes, usable: npt.NDArray[np.bool_], number: int) -> Hashes:
    """Pairs (first * number + second) of positions with equal keys."""
    order = np.flatnonzero(usable)[np.argsort(keys[usable], kind="stable")]
    ordered = keys[order]
    found = []
    for lag in range(1, WINDOW + 1):
        same = np.flatnonzero(ordered[:-lag] == ordered[lag:]) if lag < len(ordered) else np.zeros(0, dtype=np.int64)
        if not len(same):
            break
        found.append(order[same].astype(np.uint64) * np.uint64(number) + order[same + lag].astype(np.uint64))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def _estimate(chosen: Digests, first: Ints, second: Ints) -> npt.NDArray[np.float64]:
    similar = np.zeros(len(first))
    for start in range(0, len(first), _CHUNK):
        part = slice(start, start + _CHUNK)
        similar[part] = (chosen[first[part]] == chosen[second[part]]).mean(axis=1)
    return similar
