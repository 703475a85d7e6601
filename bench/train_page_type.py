"""Train the page kind model: article or not, from annotated pages, form pages, own pages and pages of the bundled replicas.

    python -m bench.train_page_type            # cross-validate over sites; what would be lost and taken, at every threshold
    python -m bench.train_page_type --write    # and write crawler/extract/page_type/weights.npz and bench/training_pages_type.txt

A ridge logistic regression by Newton's method, on standardised numbers and on words weighed as in a search engine.
"""

import argparse
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from bench.annotated import ROOT, SETS, domain, load
from bench.form_pages import form_pages
from bench.kind_pages import kind_pages
from bench.logistic import newton
from bench.own_pages import own_pages
from bench.replica_pages import TRAINING_SEEDS, replica_pages
from crawler.extract.page_type.classify import PageTypeModel, pack_page_type
from crawler.extract.page_type.features import GROUPS, Signs, read_signs
from crawler.page.page import Page
from tests.property.pager_grammar import invented_newsroom
from tests.replica.newsroom import make

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Truths = NDArray[np.bool_]
FOLDS, ROUNDS = 5, 2
RIDGE = 15.0
LOUDNESS = 5.0  # of words against numbers
GROUP_LOUDNESS = (1.0, 1.0, 0.7, 0.7)
SITES_OF_A_WORD = 6  # a word seen on fewer sites is left out
LOST = 0.03  # share of wcxb_dev's articles that may be lost at 0
IMPORTANCE = {
    "wcxb_dev": 1.7, "wcxb_other": 2.4, "own": 0.7, "own_article": 0.35, "form": 0.3, "replica": 0.4, "invented": 0.3,
}  # fmt: skip
INVENTED_SEEDS = range(90_000_000, 90_000_060)
PAGES_OF_ONE = 3  # generated newsroom
TARGET = ROOT / "crawler" / "extract" / "page_type" / "weights.npz"
PAGES = ROOT / "bench" / "training_pages_type.txt"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to learn from: set it is of and name there, address, registrable domain, whether an article, its signs."""

    source: str
    name: str
    url: str
    site: str
    article: bool
    signs: Signs

    @property
    def importance(self) -> float:
        return IMPORTANCE.get("wcxb_other" if self.source == "wcxb_dev" and not self.article else self.source, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true", help="name the pages of wcxb_dev that are lost and taken")
    options = parser.parse_args()
    samples = list(samples_of_all())
    if options.write and not any(sample.source == "form" for sample in samples):
        parser.error("without the form pages the model is worse by far: see bench/form_pages.py")
    scores = cross_validated(samples)
    limit = tell(samples, scores)
    if options.errors:
        tell_errors(samples, scores - limit)
    if options.write:
        model = fit(samples)
        shifted = PageTypeModel(model.bias - limit, model.weights, model.words)
        np.savez_compressed(TARGET, **pack_page_type(shifted))  # type: ignore[arg-type]
        PAGES.write_text("".join(f"{sample.source} {sample.name}\n" for sample in samples), encoding="utf-8")


def samples_of_all() -> Iterator[Sample]:
    for name in SETS:
        for row in load(name):
            url = row["url"] or ""
            site = domain(row) if url else row["site"]
            article = row.get("ptype") in (None, "article")
            yield Sample(name, row["id"], url or row["id"], site, article, signs_of(Page(url, row["html"])))
    for source, name, url, body, article in other_pages():
        yield Sample(source, name, url, domain({"url": url, "site": url}), article, signs_of(Page(url, body)))
    seeds = TRAINING_SEEDS[:10]
    for served in replica_pages(seeds, 10, held_out=False):
        page = Page(served.url, served.body, served.content_type)
        yield Sample("replica", served.key, served.url, served.key.split("/")[1], True, signs_of(page))
    for seed in seeds:
        yield from replica_listings(seed)
    yield from invented_lists()


def other_pages() -> Iterator[tuple[str, str, str, str | bytes, bool]]:
    """(source, name, url, body, whether it is an article) of the pages that no annotated set has."""
    for name, url, body, article in form_pages():
        yield "form", name, url, body, article
    for name, url, html, article in kind_pages():
        yield "own", name, url, html, article
    for each in own_pages():
        yield "own_article", each["name"], each["url"], each["html"], True


def replica_listings(seed: int) -> Iterator[Sample]:
    newsroom = make(seed, articles=8)
    for channel in newsroom.channels.values():
        for path in ("/", channel.path):
            reply = newsroom.reply(channel.host, path)
            url = f"http://{channel.host}{path}"
            if reply.kind == "listing":
                page = Page(url, reply.body, reply.headers.get("Content-Type"))
                yield Sample("replica", f"{seed}{path}", url, str(seed), False, signs_of(page))


def invented_lists() -> Iterator[Sample]:
    """Pages of generated newsrooms: lists with teasers, archives of years and months; the tests' have smaller seeds."""
    for seed in INVENTED_SEEDS:
        for url, html in islice(invented_newsroom(seed).pages.items(), PAGES_OF_ONE):
            yield Sample("invented", f"{seed} {urlsplit(url).path}", url, str(seed), False, signs_of(Page(url, html)))


def signs_of(page: Page) -> Signs:
    shown = [block for block in page.blocks if block.text and not block.hidden]
    return read_signs(page, shown, page.main_run)


def cross_validated(samples: Sequence[Sample]) -> Vector:
    """Score of each page by models that have seen no page of its site, the mean over several divisions."""
    total = np.zeros(len(samples))
    for round_ in range(ROUNDS):
        folds = np.array([zlib.crc32(f"{sample.site}{round_}".encode()) % FOLDS for sample in samples])
        for fold in range(FOLDS):
            model = fit([sample for sample, at in zip(samples, folds, strict=True) if at != fold])
            for index in np.flatnonzero(folds == fold).tolist():
                total[index] += model.score(samples[index].signs) / ROUNDS
    return total


def fit(samples: Sequence[Sample]) -> PageTypeModel:
    values = np.array([sample.signs.values for sample in samples])
    mean, spread = values.mean(0), values.std(0) + 1e-6
    vocabularies = [vocabulary(samples, group) for group in range(len(GROUPS))]
    columns = [(values - mean) / spread, *(bag(samples, group, known) for group, known in enumerate(vocabularies))]
    inputs = np.hstack([*columns, np.ones((len(samples), 1))])
    truth = np.array([float(sample.article) for sample in samples])
    beta = newton(inputs, truth, RIDGE, -1, np.array([sample.importance for sample in samples]))
    weights = beta[: values.shape[1]] / spread
    words, at = [], values.shape[1]
    for group, known in enumerate(vocabularies):
        loud = LOUDNESS * GROUP_LOUDNESS[group]
        words.append({word: (loud * rarity * beta[at + i], rarity**2) for i, (word, rarity) in enumerate(known.items())})
        at += len(known)
    return PageTypeModel(float(beta[-1] - weights @ mean), tuple(weights.tolist()), tuple(words))


def vocabulary(samples: Sequence[Sample], group: int) -> dict[str, float]:
    """Words of a group seen on enough sites, with their rarity (inverse document frequency)."""
    sites: dict[str, set[str]] = defaultdict(set)
    pages: Counter[str] = Counter()
    for sample in samples:
        for word in sample.signs.words[group]:
            sites[word].add(sample.site)
            pages[word] += 1
    return {word: math.log(len(samples) / (1 + pages[word])) for word in sorted(sites) if len(sites[word]) >= SITES_OF_A_WORD}


def bag(samples: Sequence[Sample], group: int, known: dict[str, float]) -> Matrix:
    place = {word: at for at, word in enumerate(known)}
    rows = np.zeros((len(samples), len(known)))
    for row, sample in zip(rows, samples, strict=True):
        for word in sample.signs.words[group]:
            if word in place:
                row[place[word]] = known[word]
        norm = math.sqrt(float(row @ row))
        row *= LOUDNESS * GROUP_LOUDNESS[group] / norm if norm else 0.0
    return rows


def tell(samples: Sequence[Sample], scores: Vector) -> float:
    """Print what is lost and taken; the threshold that loses LOST of the articles."""
    source = np.array([sample.source for sample in samples])
    article = np.array([sample.article for sample in samples])
    mixed = source == "wcxb_dev"
    articles, others = scores[mixed & article], scores[mixed & ~article]
    print(f"wcxb_dev, {len(articles)} articles and {len(others)} others, by models that saw no page of the site")
    for lost in (0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.08):
        limit = np.quantile(articles, lost)
        print(f"  {lost:.3f} lost: {np.mean(others >= limit):.3f} taken (score {limit:+.2f})")
    limit = float(np.quantile(articles, LOST))
    for name in dict.fromkeys(source.tolist()):
        of_set = (source == name) & ~mixed
        lost_, taken = scores[of_set & article] < limit, scores[of_set & ~article] >= limit
        if len(lost_) + len(taken):
            print(f"  {name}: {lost_.sum()} of {len(lost_)} articles lost, {taken.sum()} of {len(taken)} others taken")
    return limit


def tell_errors(samples: Sequence[Sample], scores: Vector) -> None:
    for index in np.argsort(scores).tolist():
        sample = samples[index]
        if sample.source == "wcxb_dev" and sample.article != (scores[index] > 0):
            print(f"{'lost' if sample.article else 'taken'} {scores[index]:+.2f} {sample.url}")


if __name__ == "__main__":
    main()
