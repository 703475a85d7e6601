"""How sure the generic reader is of a text: the probability that it has an F1 of 0.9 or more.

From what it knows while it reads: the F1 that its own probabilities promise, how much other running text is on the page, and
how much was cut off behind the end. The length of the text is left out: on the annotated sets short texts are often wrong,
and a newsroom's right ones would be doubted for it. Weights are in confidence.npz, made by
bench/train_confidence.py, which also tells how often texts of each confidence were right.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.containers import running_text
from crawler.extract.block_model.features import Floats, Sheet
from crawler.extract.selection import Evidence

Flags = NDArray[np.bool_]

_MOST = 5.0  # times the kept text, from which other text on the page is as much
_CLIP = 3.0  # standard deviations


class Choice(NamedTuple):
    """What the model chose on a page. p: probability of each text block; kept: whether it is the article's."""

    sheet: Sheet
    p: Floats
    kept: Flags


def text_evidence(choice: Choice, final: Collection[int]) -> Evidence:
    """The evidence for a text. final: indices in the page's outline of the blocks that are kept in the end."""
    sheet, p = choice.sheet, choice.p
    tokens = sheet.tokens
    kept = np.array([block.index in final for block in sheet.blocks], bool)
    shown = np.array([not block.hidden for block in sheet.blocks], bool)
    prose = running_text(sheet) & shown
    size = max(1.0, float(tokens[kept].sum()))
    right = float((p * tokens)[kept].sum())
    first = max(1.0, float(tokens[choice.kept].sum()))
    return Evidence(
        2 * right / (size + float((p * tokens)[shown].sum()) + 1e-6),
        min(_MOST, float(tokens[prose & ~kept].sum()) / size),
        float(tokens[choice.kept & ~kept].sum()) / first,
    )


def design(evidence: NDArray[np.float64], mean: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of the logistic model: 1, the standard evidence, its squares. evidence: (texts, 3)."""
    z = np.clip((evidence - mean) / scale, -_CLIP, _CLIP)
    return np.concatenate([np.ones((len(z), 1)), z, z * z], axis=1)


class Weights(NamedTuple):
    """mean, scale: of the evidence; weights: of the design's columns; sure: the confidence from which a text is sure."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    sure: float


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights in confidence.npz, loaded when the first page is read."""
    with (files(__package__) / "confidence.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Weights(arrays["mean"], arrays["scale"], arrays["weights"], float(arrays["sure"].item()))


def confidence(evidence: Sequence[float], weights: Weights | None = None) -> float:
    """The probability that a text of this evidence is right, 0 to 1, to three digits."""
    by = weights or shipped_weights()
    z = float((design(np.array([evidence], np.float64), by.mean, by.scale) @ by.weights)[0])
    return round(1 / (1 + float(np.exp(-np.clip(z, -30, 30)))), 3)


def is_sure(value: float) -> bool:
    """Whether a text of this confidence is one of those of which, over all annotated sets, the promised share is right."""
    return value >= shipped_weights().sure
