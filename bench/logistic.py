"""Ridge logistic regression by Newton's method: for the small linear models of page kind and of confidence."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_STEPS, _STILL = 25, 1e-3  # steps at most, and the change of a weight below which it is enough
_FREE = 1e-6  # ridge of the constant


def newton(inputs: Numbers, truth: Numbers, ridge: float, constant: int, importance: Numbers | None = None) -> Numbers:
    """Weights of the columns. truth: 0 or 1 a row; constant: the column of ones, which no ridge holds; importance: of a row."""
    held = np.full(inputs.shape[1], ridge)
    held[constant] = _FREE
    weight = np.ones(len(inputs)) if importance is None else importance
    beta = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(inputs @ beta, -30, 30)))
        gradient = inputs.T @ (weight * (p - truth)) + held * beta
        curved = (inputs * (weight * p * (1 - p))[:, None]).T @ inputs
        curved[np.diag_indices_from(curved)] += held
        step = np.linalg.solve(curved, gradient)
        beta -= step
        if np.abs(step).max() < _STILL:
            break
    return beta
