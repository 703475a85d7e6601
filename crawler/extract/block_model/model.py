"""The learned block model: the probability that a block is part of the article, evaluated in plain numpy.

A small network reads each block's row, looks at its neighbours in three convolutions of growing reach, and at what stands
before it, after it and on the whole page. Weights and the lexicon (log odds of class-name words and of words in short
blocks) are in weights.npz, made by bench/train_extraction.py; language plays no part but through them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Floats, Sheet

DILATIONS = (1, 2, 4)
CLIP = 4.0  # standard deviations
_CACHE = 50_000
_ONE_THREAD = 250_000  # multiplications; OpenBLAS starts threads at 2**18

Scores = tuple[float, float, float]  # sum, least, greatest of the log odds of some words
_NOTHING: Scores = (0.0, 0.0, 0.0)


def word_scores(words: str, known: Mapping[str, float]) -> Scores:
    """Sum, minimum and maximum of the known log odds of blank-separated words; zeros where none is known."""
    found = [known[word] for word in words.split() if word in known]
    return (math.fsum(found), min(found), max(found)) if found else _NOTHING


def _rows_of(scores: list[Scores]) -> Floats:
    """As rows of an array; made from one flat list, which numpy reads in half the time."""
    return np.array(list(chain.from_iterable(scores)), np.float32).reshape(len(scores), 3)


@dataclass(slots=True)
class Lexicon:
    """Log odds of words: `names` those of classes and ids, `words` those at the edges of short blocks."""

    names: Mapping[str, float]
    words: Mapping[str, float]
    cache: dict[str, Scores] = field(default_factory=dict)

    def columns(self, sheet: Sheet) -> Floats:
        """Columns for the page's blocks: three ancestors' names, the path's extremes and sum, words of block and heading."""
        own, path = self._names(sheet)
        if not sheet.blocks:
            return np.zeros((0, 19), np.float32)
        node = sheet.node
        above = np.maximum(sheet.parent, 0)
        first, second = above[node], above[above[node]]
        third = above[second]
        words = _rows_of([self._words(each) for each in sheet.words])
        headed = np.where(sheet.heading[:, None] >= 0, words[np.maximum(sheet.heading, 0)], 0)
        parts = (own[node], own[first], own[second], own[third][:, :1], path[node], words, headed)
        return np.concatenate(parts, axis=1)

    def _names(self, sheet: Sheet) -> tuple[Floats, Floats]:
        own = [self._score(name) if name else _NOTHING for name in sheet.names]
        path: list[Scores] = []
        for (total, least, most), parent in zip(own, sheet.parent.tolist(), strict=True):
            if parent >= 0:
                lower, upper, before = path[parent]
                least, most = least if least < lower else lower, most if most > upper else upper
                total += 0.8 * before
            path.append((least, most, total))
        return _rows_of(own), _rows_of(path)

    def _score(self, name: str) -> Scores:
        found = self.cache.get(name)
        if found is None:
            if len(self.cache) > _CACHE:
                self.cache.clear()
            found = self.cache[name] = word_scores(name, self.names)
        return found

    def _words(self, words: str) -> Scores:
        if not words:
            return _NOTHING
        found = [odds for odds in map(self.words.get, words.split()) if odds is not None]
        return (sum(found) / len(found), min(found), max(found)) if found else _NOTHING


@dataclass(slots=True)
class Network:
    """Parameters: mean and scale of the columns, then weights and biases layer by layer.

    Layers: of the row; of the convolutions; of the context; of the head; of the result.
    """

    mean: Floats
    scale: Floats
    layers: list[tuple[Floats, Floats]]

    def __call__(self, rows: Floats) -> NDArray[np.float32]:
        """Probability of each block, from the rows of one page in order."""
        return self.read(self.standard(rows))

    def standard(self, rows: Floats) -> Floats:
        """The rows as the layers want them; the same for networks that were trained on the same pages."""
        x = rows - self.mean
        x *= self.scale
        return np.clip(x, -CLIP, CLIP, out=x)

    def read(self, x: Floats) -> NDArray[np.float32]:
        """Probability of each block, from standard rows."""
        if not len(x):
            return np.zeros(0, np.float32)
        h = _rectified(_product(x, self.layers[0][0]), self.layers[0][1])
        for dilation, (weights, bias) in zip(DILATIONS, self.layers[1:], strict=False):
            h = h + _rectified(_convolution(h, weights, dilation), bias)
        weights, bias = self.layers[-3]
        h = np.concatenate([h, context(_rectified(_product(h, weights), bias))], axis=1)
        weights, bias = self.layers[-2]
        h = _rectified(_product(h, weights), bias)
        weights, bias = self.layers[-1]
        logits = (_product(h, weights) + bias)[:, 0]
        probability: NDArray[np.float32] = (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
        return probability


def context(g: Floats) -> Floats:
    """Of each row: the mean of the rows before it, the mean of those after it, the maximum over the page."""
    n = len(g)
    total = np.cumsum(g, axis=0)
    at = np.arange(n, dtype=np.float32)[:, None]
    before = (total - g) / np.maximum(at, 1)
    after = (total[-1] - total) / np.maximum(n - 1 - at, 1)
    return np.concatenate([before, after, np.broadcast_to(g.max(axis=0), g.shape)], axis=1)


def _product(x: Floats, weights: Floats) -> Floats:
    """x @ weights, in pieces that BLAS does not share out: for products this small its threads only burn CPU."""
    rows = max(1, _ONE_THREAD // weights.size)
    if len(x) <= rows:
        return x @ weights
    out = np.empty((len(x), weights.shape[1]), np.float32)
    for start in range(0, len(x), rows):
        np.matmul(x[start : start + rows], weights, out=out[start : start + rows])
    return out


def _rectified(x: Floats, bias: Floats) -> Floats:
    x += bias
    return np.maximum(x, 0, out=x)


def _convolution(h: Floats, weights: Floats, dilation: int) -> Floats:
    """Each row with the rows `dilation` before and after it, through their part of the weights; zeros beyond the ends."""
    width = h.shape[1]
    out = _product(h, weights[width : 2 * width])
    if len(h) > dilation:
        out[dilation:] += _product(h[:-dilation], weights[:width])
        out[:-dilation] += _product(h[dilation:], weights[2 * width :])
    return out


@dataclass(slots=True)
class Model:
    """Lexicon and networks; the probability is the mean of the networks'."""

    lexicon: Lexicon
    networks: list[Network]

    def probabilities(self, sheet: Sheet) -> NDArray[np.float32]:
        """One number from 0 to 1 for each text block of the page."""
        total = np.zeros(len(sheet.blocks), np.float32)
        if not sheet.blocks:
            return total
        x = self.networks[0].standard(np.concatenate([sheet.rows, self.lexicon.columns(sheet)], axis=1))
        for network in self.networks:
            total += network.read(x) / np.float32(len(self.networks))
        return total


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model in weights.npz, loaded when the first page is read."""
    with (files(__package__) / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return unpack({name: arrays[name] for name in arrays.files})


def unpack(arrays: Mapping[str, NDArray[np.generic]]) -> Model:
    """The model from the arrays of `pack`."""
    lexicon = Lexicon(_dictionary(arrays, "names"), _dictionary(arrays, "words"))
    networks = []
    for number in range(int(arrays["networks"].item())):
        layers = []
        for layer in range(int(arrays["layers"].item())):
            weights, bias = (arrays[f"{kind}{number}_{layer}"].astype(np.float32) for kind in ("w", "b"))
            layers.append((weights, bias))
        mean, scale = arrays["mean"].astype(np.float32), arrays["scale"].astype(np.float32)
        networks.append(Network(mean, scale, layers))
    return Model(lexicon, networks)


def pack(model: Model) -> dict[str, NDArray[np.generic]]:
    """The model as plain arrays, half precision where that is enough."""
    first = model.networks[0]
    arrays: dict[str, NDArray[np.generic]] = {
        "networks": np.array(len(model.networks)), "layers": np.array(len(first.layers)),
        "mean": first.mean.astype(np.float32), "scale": first.scale.astype(np.float32),
    }  # fmt: skip
    for kind, known in (("names", model.lexicon.names), ("words", model.lexicon.words)):
        arrays[f"{kind}_text"] = np.frombuffer("\n".join(known).encode(), np.uint8)
        arrays[f"{kind}_odds"] = np.array(list(known.values()), np.float16)
    for number, network in enumerate(model.networks):
        for layer, (weights, bias) in enumerate(network.layers):
            arrays[f"w{number}_{layer}"] = weights.astype(np.float16)
            arrays[f"b{number}_{layer}"] = bias.astype(np.float16)
    return arrays


def _dictionary(arrays: Mapping[str, NDArray[np.generic]], kind: str) -> dict[str, float]:
    text = arrays[f"{kind}_text"].tobytes().decode()
    odds = arrays[f"{kind}_odds"].astype(np.float64).tolist()
    return dict(zip(text.split("\n"), odds, strict=True)) if text else {}
