"""Train the block model, or measure it by cross-validation over registrable domains.

    python bench/train_extraction.py --folds 5              what it reaches on sites it has not seen
    python bench/train_extraction.py --write                train on everything, write crawler/extract/block_model/weights.npz

Needs jax, and the annotated sets beside the repository (see bench/annotated.py). The ids of the pages that the committed
weights were trained on are in bench/training_pages.txt.
"""

import argparse
import collections
import hashlib
import pathlib
import statistics
from collections.abc import Iterable
from itertools import chain

import numpy as np

from bench.annotated import ROOT, SETS, data_folder, domain, f1, fold_of, labels, load, tokens
from bench.block_network import Item, train
from bench.furnished_pages import furnished_pages
from bench.lexicon import Counted, Example, rows_of
from bench.own_pages import own_pages
from bench.replica_pages import TEST_SEEDS, TRAINING_SEEDS, replica_pages
from bench.stacked_pages import made_pages
from crawler.extract.block_model.containers import Containers
from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.extract.block_model.model import Lexicon, Model, pack
from crawler.extract.block_model.select import keep
from crawler.page.page import Page

WEIGHTS = ROOT / "crawler" / "extract" / "block_model" / "weights.npz"
PAGES = ROOT / "bench" / "training_pages.txt"
SET_WEIGHT = {
    "gne_zh": 2.0, "cwced": 2.0, "fundus_eval": 1.5, "cleanportal": 1.5, "scrapinghub": 1.2, "magichtml": 1.2,
    "fundus_tests": 1.0, "mercury": 1.0, "wcxb_dev": 1.0, "own": 0.35, "replica": 0.4,
}  # fmt: skip
_SHIPPED = frozenset(("own", "replica"))  # sets of our own pages, on which nothing is measured: in each fold's training
_SEED = 1  # of the first network; the next has the next one
_MADE = 0.35  # weight of a page that was made of several, beside one as it is
_MOSTLY = 0.8  # F1 of the right blocks of such a page
_OTHER_PAGES = 0.3  # weight of a listing or service page beside an article
_REACHABLE = 0.6  # F1 of the right blocks; pages below have a truth that is not on the page
_PER_SEED = 12
_HELD_PER_SEED = 8


class Pages(list[Example]):
    """Examples with the truth of each."""

    def __init__(self) -> None:
        super().__init__()
        self.truth: dict[str, list[str]] = {}

    def take(self, key: str, site: str, page: Page, truth: str, article: bool, beside: str | None = None) -> None:
        """Add a page of the set that `key` begins with. beside: as for Example."""
        sheet = read_sheet(page.outline, claims_of(page))
        if len(sheet.blocks) < 3:
            return
        found = np.array(labels(sheet.blocks, truth), np.float32)
        self.append(Example(key, site, key.split("/", 1)[0], sheet, found, article, beside))
        self.truth[key] = tokens(truth)


def read_pages() -> Pages:
    """All annotated pages, those made of them, the replica pages of the training styles, and our own annotated ones."""
    pages = Pages()
    articles = []
    for name in SETS:
        for each in load(name):
            article = each.get("ptype") in (None, "article")
            pages.take(f"{name}/{each['id']}", domain(each), Page(each["url"], each["html"]), each["text"], article)
            articles += [{**each, "set": name}] if article else []
    for made in chain(made_pages(articles), furnished_pages(articles)):
        page = made.page
        pages.take(made.key, domain(page), Page(page["url"], made.html), page["text"], True, made.other_site)
    take_replicas(pages, TRAINING_SEEDS, _PER_SEED, held_out=False)
    for each in own_pages():
        pages.take(f"own/{each['name']}", f"own/{each['name']}", Page(each["url"], each["html"]), each["text"], True)
    return pages


def take_replicas(pages: Pages, seeds: range, per_seed: int, held_out: bool) -> None:
    """Add replica pages; all count as one site."""
    for each in replica_pages(seeds, per_seed, held_out):
        pages.take(each.key, "replica", Page(each.url, each.body, each.content_type), each.text, True)


def fit(examples: list[Example], epochs: int, networks: int) -> Model:
    """The model trained on these pages."""
    names, words = Counted(examples, "names"), Counted(examples, "words")
    rows = [rows_of(example, names, words) for example in examples]
    each = zip(rows, examples, strict=True)
    items = [Item(own, example.labels, example.sheet.tokens, _weight(example)) for own, example in each]
    return Model(Lexicon(names.odds(), words.odds()), [train(items, epochs, _SEED + at) for at in range(networks)])


def _weight(example: Example) -> float:
    weight = SET_WEIGHT[example.set] * (1.0 if example.article else _OTHER_PAGES)
    return weight * (1.0 if example.beside is None else _MADE)


def page_f1(model: Model, example: Example, truth: list[str]) -> float:
    """F1 of the text that the model keeps on a page."""
    sheet = example.sheet
    containers = Containers(sheet)
    kept = keep(containers.drawn_together(model.probabilities(sheet)), containers)
    text = " ".join(block.text for block, yes in zip(sheet.blocks, kept.tolist(), strict=True) if yes)
    return f1(tokens(text), truth)


def reachable(examples: Iterable[Example], truth: dict[str, list[str]]) -> list[Example]:
    """Pages whose truth is on the page."""
    found = []
    for example in examples:
        right = " ".join(b.text for b, y in zip(example.sheet.blocks, example.labels, strict=True) if y > 0.5)
        if f1(tokens(right), truth[example.key]) > (_REACHABLE if example.beside is None else _MOSTLY):
            found.append(example)
    return found


def cross_validate(pages: Pages, folds: int, epochs: int, networks: int, save: pathlib.Path | None) -> None:
    """Print mean page F1 a set, each page read by a model that has seen no page of its domain; replicas by the first.

    save: folder for the weights of each fold, for bench/accuracy.py.
    """
    held = Pages()
    take_replicas(held, TEST_SEEDS, _HELD_PER_SEED, held_out=True)
    found: dict[str, list[float]] = collections.defaultdict(list)
    for fold in range(folds):
        inside = [each for each in pages if each.set in _SHIPPED or fold not in _folds(each, folds)]
        outside = [each for each in pages if each.set not in _SHIPPED and each.beside is None and fold in _folds(each, folds)]
        model = fit(reachable(inside, pages.truth), epochs, networks)
        if save:
            np.savez_compressed(save / f"fold{fold}of{folds}.npz", **pack(model))  # type: ignore[arg-type]
        for each in outside:
            if each.article:
                found[each.set].append(page_f1(model, each, pages.truth[each.key]))
        if fold == 0:
            found["replica styles not trained on"] = [page_f1(model, each, held.truth[each.key]) for each in held]
        print(f"fold {fold}", *(f"{name} {statistics.fmean(f):.4f}" for name, f in found.items()), flush=True)


def _folds(example: Example, folds: int) -> set[int]:
    """The folds of the sites that a page has something of."""
    return {fold_of(site, folds) for site in (example.site, example.beside) if site is not None}


def digest() -> str:
    """Of the annotated sets, for telling whether the pages are the same."""
    whole = hashlib.sha256()
    for name in SETS:
        whole.update((data_folder() / f"{name}.jsonl.xz").read_bytes())
    return whole.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--networks", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--save", type=pathlib.Path, help="folder for the weights of each fold")
    parser.add_argument("--out", type=pathlib.Path, default=WEIGHTS)
    options = parser.parse_args()
    pages = read_pages()
    if options.folds:
        cross_validate(pages, options.folds, options.epochs, options.networks, options.save)
    if options.write:
        examples = reachable(pages, pages.truth)
        model = fit(examples, options.epochs, options.networks)
        np.savez_compressed(options.out, **pack(model))  # type: ignore[arg-type]
        listed = "\n".join(sorted(example.key for example in examples))
        PAGES.write_text(f"# sha256 of the sets: {digest()}\n{listed}\n")


if __name__ == "__main__":
    main()
