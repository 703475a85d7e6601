"""Train the confidence of the generic reader's texts, and print how often texts of each confidence are right.

    python bench/train_extraction.py --folds 5 --save folds     weights that have not seen the pages they are used on
    python bench/train_confidence.py --folds folds              risk against share kept, by cross-validation over sites
    python bench/train_confidence.py --folds folds --write      write crawler/extract/block_model/confidence.npz

A text is right if its F1 is 0.9 or more. Each page is read by a model that has not seen its site, and judged by a confidence
that has not either. Needs the annotated sets (see bench/annotated.py).
"""

import argparse
import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.accuracy import articles, weights
from bench.annotated import ROOT, SETS, domain, f1, fold_of, tokens
from bench.logistic import Numbers, newton
from crawler.extract.article import finish
from crawler.extract.block_model.confidence import Weights, confidence, design
from crawler.extract.block_model.select import select_blocks
from crawler.extract.selection import Evidence
from crawler.page.page import Page

TARGET = ROOT / "crawler" / "extract" / "block_model" / "confidence.npz"
RIGHT = 0.9  # F1
KEPT = 0.7  # share of the texts that are to be sure
_FOLDS = 10
_RIDGE = 3.0  # of the logistic regression
_SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was read: its set and site, the evidence for it, its F1."""

    set: str
    site: str
    evidence: Evidence
    f1: float


def texts_of(folder: pathlib.Path) -> Iterator[Text]:
    """All articles of the annotated sets as read by the weights of the folds. folder: of `train_extraction.py --save`."""
    model_of = weights(folder)
    for name in SETS:
        for page in articles(name, 1_000_000):
            selection = select_blocks([Page(page["url"], page["html"])], model=model_of(page))
            assert selection.evidence is not None
            score = f1(tokens(finish(replace(selection, evidence=None)).text), tokens(page["text"]))
            yield Text(name, domain(page), selection.evidence, score)


def fit(texts: Sequence[Text], sure: float = 1.0) -> Weights:
    """Logistic regression of `right` on the evidence."""
    rows, right = np.array([text.evidence for text in texts], np.float64), _right(texts)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    found = newton(design(rows, mean, scale), right, _RIDGE, 0)
    return Weights(mean, scale, found, sure)


def _right(texts: Sequence[Text]) -> Numbers:
    return np.array([text.f1 >= RIGHT for text in texts], np.float64)


def cross_validated(texts: Sequence[Text]) -> Numbers:
    """The confidence in each text by weights that have seen none of its site."""
    fold = np.array([fold_of(f"{text.site}#", _FOLDS) for text in texts])
    found = np.zeros(len(texts))
    for each in range(_FOLDS):
        by = fit([text for text, own in zip(texts, fold, strict=True) if own != each])
        for at in np.flatnonzero(fold == each).tolist():
            found[at] = confidence(texts[at].evidence, by)
    return found


def tell(texts: Sequence[Text], found: Numbers) -> float:
    """Print how often the surest texts are right, pooled and by set; returns the confidence that keeps `KEPT` of them."""
    right, order = _right(texts), np.argsort(-found, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(texts) + 1)
    print("share kept  confidence at least  right")
    for share in _SHARES:
        last = max(1, round(share * len(texts))) - 1
        print(f"{share:10.0%}  {found[order[last]]:19.3f}  {shares[last]:.4f}")
    enough = np.flatnonzero(shares >= 0.99)
    print(f"99 % are right of the surest {(enough[-1] + 1) / len(texts) if len(enough) else 0:.1%}")
    cut = float(found[order[max(1, round(KEPT * len(texts))) - 1]])
    for name in dict.fromkeys(text.set for text in texts):
        own = np.array([text.set == name for text in texts])
        sure = own & (found >= cut)
        said = f"{own.sum():5} texts, {sure.sum() / own.sum():.0%} sure"
        print(f"{name:14} {said}, of them right {right[sure].mean():.4f}, of all {right[own].mean():.4f}")
    return cut


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=pathlib.Path, required=True, help="folder with the weights of cross-validation")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts = list(texts_of(options.folds))
    cut = tell(texts, cross_validated(texts))
    if options.write:
        by = fit(texts)
        np.savez_compressed(TARGET, mean=by.mean, scale=by.scale, weights=by.weights, sure=np.array(cut))


if __name__ == "__main__":
    main()
