"""Train the weights of crawler/extract/kind.py: article or not, from the annotated pages.

    python -m bench.train_kind            # cross-validate over sites and print what would be lost and taken
    python -m bench.train_kind --write    # and write crawler/extract/kind_weights.py

A logistic regression by Newton's method on standardised features, folded back to raw ones.
"""

import argparse
import zlib

import numpy as np
from numpy.typing import NDArray

from bench.annotated import ROOT, SETS, load
from crawler.extract.dates.claims import url_date
from crawler.extract.dates.printed import main_run
from crawler.extract.kind import _ARTICLE_URL
from crawler.extract.kind_features import NAMES, features
from crawler.extract.page import Page

Vector = NDArray[np.float64]
FOLDS, RIDGE = 5, 10.0
OTHER_WEIGHT = 1.2  # of a page that is no article: there are fewer of them
TARGET = ROOT / "crawler" / "extract" / "kind_weights.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    values, labels, offsets, folds, wanted = table()
    scores = np.zeros(len(labels))
    for fold in range(FOLDS):
        train = folds != fold
        weights, bias = fit(values[train], labels[train], offsets[train])
        scores[~train] = values[~train] @ weights + bias + offsets[~train]
    articles, others = scores[wanted & (labels == 1)], scores[wanted & (labels == 0)]
    print(
        f"wcxb_dev: {np.mean(articles <= 0):.3f} of {len(articles)} articles lost, {np.mean(others > 0):.3f} of "
        f"{len(others)} others taken"
    )
    for lost in (0.01, 0.02, 0.03, 0.05):
        limit = np.quantile(articles, lost)
        print(f"  at {lost:.2f} lost: {np.mean(others >= limit):.3f} taken (score {limit:+.2f})")
    print(f"other sets: {np.mean(scores[~wanted] <= 0):.3f} of {np.sum(~wanted)} articles lost")
    if options.write:
        write(*fit(values, labels, offsets))


def table() -> tuple[Vector, Vector, Vector, NDArray[np.int64], NDArray[np.bool_]]:
    """Features, label (1: article), score given by rule, fold of the site, and whether the page is of wcxb_dev."""
    rows, labels, offsets, folds, wanted = [], [], [], [], []
    for name in SETS:
        for page in load(name):
            url = page["url"] or ""
            parsed = Page(url, page["html"])
            rows.append(features(parsed, main_run(parsed.blocks)))
            labels.append(float(page.get("ptype") in (None, "article")))
            offsets.append(_ARTICLE_URL if url_date(url) is not None else 0.0)
            folds.append(zlib.crc32((page["site"] or page["id"]).encode()) % FOLDS)
            wanted.append(name == "wcxb_dev")
    return np.array(rows), np.array(labels), np.array(offsets), np.array(folds), np.array(wanted)


def fit(values: Vector, labels: Vector, offsets: Vector) -> tuple[Vector, float]:
    """Weights and bias for raw features."""
    mean, spread = values.mean(0), values.std(0) + 1e-6
    inputs = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    importance = np.where(labels == 1, 1.0, OTHER_WEIGHT)
    ridge = np.eye(inputs.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-6
    beta = np.zeros(inputs.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(inputs @ beta + offsets)))
        gradient = inputs.T @ (importance * (p - labels)) + ridge @ beta
        step = np.linalg.solve((inputs * (importance * p * (1 - p))[:, None]).T @ inputs + ridge, gradient)
        beta -= step
        if np.abs(step).max() < 1e-7:
            break
    weights = beta[:-1] / spread
    return weights, float(beta[-1] - weights @ mean)


def write(weights: Vector, bias: float) -> None:
    lines = [f"    {weight:.4f},  # {name}" for weight, name in zip(weights, NAMES, strict=True)]
    TARGET.write_text(
        '"""Weights of the page kind model, one for each feature of kind_features.NAMES. Written by bench/train_kind.py."""\n\n'
        f"BIAS = {bias:.4f}\nWEIGHTS = (\n" + "\n".join(lines) + "\n)\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
