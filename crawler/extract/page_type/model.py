"""The learned model of page kinds: log odds that a page is an article, linear in the signs of kind_features.

Each group of words counts as one number: the mean of its known words' weights, long lists diluted as by a cosine. The
weights are in weights.npz, made by bench/train_kind.py.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from crawler.extract.page_type.features import GROUPS, NAMES, Signs


@dataclass(frozen=True, slots=True)
class KindModel:
    """bias; weights: one for each of NAMES; words: for each of GROUPS word -> (share of the log odds, its square in the norm)."""

    bias: float
    weights: tuple[float, ...]
    words: tuple[Mapping[str, tuple[float, float]], ...]

    def score(self, signs: Signs) -> float:
        """Log odds of an article; 0 is where pages are parted."""
        return self.bias + sum(share for _, share in self.shares(signs))

    def shares(self, signs: Signs) -> Iterator[tuple[str, float]]:
        """(name of a sign, what it adds to the log odds)."""
        for name, weight, value in zip(NAMES, self.weights, signs.values, strict=True):
            yield name, weight * value
        for group, known, words in zip(GROUPS, self.words, signs.words, strict=True):
            found = [known[word] for word in words if word in known]
            if found:
                norm = math.sqrt(math.fsum(square for _, square in found))
                yield f"words_{group}", math.fsum(sorted(value for value, _ in found)) / norm


@lru_cache(maxsize=1)
def shipped_kind_model() -> KindModel:
    """The model in weights.npz, loaded when the first page is judged."""
    with (files(__package__) / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return unpack({name: arrays[name] for name in arrays.files})


def unpack(arrays: Mapping[str, NDArray[np.generic]]) -> KindModel:
    """The model from the arrays of `pack`."""
    words = []
    for group in GROUPS:
        text = arrays[f"{group}_text"].tobytes().decode().split("\n")
        values, squares = (arrays[f"{group}_{kind}"].astype(np.float64).tolist() for kind in ("values", "squares"))
        words.append({word: (value, square) for word, value, square in zip(text, values, squares, strict=True) if word})
    weights = tuple(arrays["weights"].astype(np.float64).tolist())
    return KindModel(float(arrays["bias"].astype(np.float64).item()), weights, tuple(words))


def pack(model: KindModel) -> dict[str, NDArray[np.generic]]:
    """The model as plain arrays."""
    arrays: dict[str, NDArray[np.generic]] = {"bias": np.array(model.bias), "weights": np.array(model.weights)}
    for group, known in zip(GROUPS, model.words, strict=True):
        arrays[f"{group}_text"] = np.frombuffer("\n".join(known).encode(), np.uint8)
        arrays[f"{group}_values"] = np.array([value for value, _ in known.values()], np.float32)
        arrays[f"{group}_squares"] = np.array([square for _, square in known.values()], np.float32)
    return arrays
