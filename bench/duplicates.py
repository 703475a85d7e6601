"""Precision and recall of the duplicate rules on the labelled set: `python -m bench.duplicates [PAIRS]`.

Pairs are judged through the whole build, hashing and rules together, and once more by the rules alone at several thresholds.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.labelled_pairs import EN, ZH, LabelledPair, bilingual, filled, fillings, joined, pairs, pattern
from crawler.dataset.build import build
from crawler.dataset.engine import open_engine, rows
from crawler.dataset.options import BuildOptions
from crawler.dataset.pairs import read_texts, same_release
from crawler.items import Article, dumps, line
from crawler.text.fingerprint import content_hash

THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Score:
    """Of pairs called the same: right, wrong and missed; errors by kind of pair."""

    right: int
    wrong: int
    missed: int
    errors: Counter[str]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def __str__(self) -> str:
        errors = ", ".join(f"{kind} {count}" for kind, count in self.errors.most_common())
        return f"precision {self.precision:.4f}  recall {self.recall:.4f}  errors: {errors or 'none'}"


def score(found: list[tuple[LabelledPair, bool]]) -> Score:
    return Score(
        sum(pair.same and said for pair, said in found),
        sum(said and not pair.same for pair, said in found),
        sum(pair.same and not said for pair, said in found),
        Counter(pair.kind for pair, said in found if pair.same != said),
    )


def by_rules(labelled: list[LabelledPair], threshold: float) -> Score:
    """The rules alone."""
    texts = read_texts([text for pair in labelled for text in (pair.one, pair.other)])
    return score(
        [(pair, same_release(texts[2 * i], texts[2 * i + 1], threshold)[0]) for i, pair in enumerate(labelled)]
    )


def article(site: str, number: int, text: str, language: int, day: str) -> Article:
    made = Article(
        id=f"{site}:{number}", site=site, company="Example Group", language=("en", "zh")[language], text=text, published=day,
        url=f"https://{site}.example/{number}", canonical_url=f"https://{site}.example/{number}", title=text[:40],
        first_seen=f"{day}T00:00:00Z", fetched=f"{day}T00:00:00Z",
    )  # fmt: skip
    made.content_hash = content_hash(None, text)
    return made


def _write(folder: Path, articles: list[Article]) -> None:
    folder.mkdir(parents=True)
    (folder / "articles.jsonl").write_text("".join(dumps(line(each)) + "\n" for each in articles), encoding="utf-8")


def _found(output: Path, kinds: tuple[str, ...]) -> set[tuple[str, str]]:
    build(output, output / "dataset", BuildOptions())
    con = open_engine()
    query = f"SELECT id_a, id_b FROM '{output / 'dataset' / 'duplicates.parquet'}' WHERE kind IN {kinds!r}"
    found = {(one, other) for one, other in rows(con, query)}
    con.close()
    return found | {(other, one) for one, other in found}


def by_build(labelled: list[LabelledPair]) -> Score:
    """The whole build: every pair in one journal, years apart from its neighbours."""
    with tempfile.TemporaryDirectory() as name:
        articles = []
        for count, pair in enumerate(labelled):
            day = (date(2000, 1, 1) + timedelta(days=count)).isoformat()
            articles.append(article("first", 2 * count, pair.one, count % 2, day))
            articles.append(article("first", 2 * count + 1, pair.other, count % 2, day))
        _write(Path(name) / "first", articles)
        found = _found(Path(name), ("exact", "near"))
        wrong = found - {(f"first:{2 * i}", f"first:{2 * i + 1}") for i in range(len(labelled))}
        wrong -= {(f"first:{2 * i + 1}", f"first:{2 * i}") for i in range(len(labelled))}
        said = [(pair, (f"first:{2 * i}", f"first:{2 * i + 1}") in found) for i, pair in enumerate(labelled)]
        said += [(LabelledPair("", "", False, "across pairs"), True)] * (len(wrong) // 2)
        return score(said)


def translations(number: int, seed: int = 11) -> Score:
    """Half of the English releases have a Chinese one within three days; the others have only neighbours in time."""
    rng = random.Random(seed)
    english, chinese, labelled = [], [], []
    for count in range(number):
        shape = pattern(rng)
        one, other = bilingual(rng, shape)
        same = count % 2 == 0
        if not same:
            other = filled(shape, fillings(rng, shape), ZH)
        day = date(2015, 1, 1) + timedelta(days=2 * count)
        later = day + timedelta(days=rng.randint(-3, 3))
        english.append(article("site_en", count, joined(one, EN, rng), EN, day.isoformat()))
        chinese.append(article("site_zh", count, joined(other, ZH, rng), ZH, later.isoformat()))
        labelled.append(LabelledPair("", "", same, "translation" if same else "same week"))
    with tempfile.TemporaryDirectory() as name:
        _write(Path(name) / "site_en", english)
        _write(Path(name) / "site_zh", chinese)
        found = _found(Path(name), ("translation", ""))
    said = [(pair, (f"site_en:{i}", f"site_zh:{i}") in found) for i, pair in enumerate(labelled)]
    crossed = sum(1 for one, other in found if one.startswith("site_en") and one.split(":")[1] != other.split(":")[1])
    return score(said + [(LabelledPair("", "", False, "another release"), True)] * crossed)


def report(number: int) -> Iterator[str]:
    labelled = list(pairs(number))
    yield f"{number} pairs, {sum(pair.same for pair in labelled)} of them the same release"
    for threshold in THRESHOLDS:
        yield f"rules at {threshold:.2f}: {by_rules(labelled, threshold)}"
    yield f"whole build: {by_build(labelled)}"
    yield f"translations: {translations(number // 4)}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=int, default=4_000)
    for text in report(parser.parse_args().pairs):
        print(text, flush=True)
