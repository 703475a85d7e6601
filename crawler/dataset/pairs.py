"""Whether two texts are the same release, and whether one is the other's translation. Pure rules over shingles and facts."""

from dataclasses import dataclass

import numpy as np

from crawler.dataset.facts import figures_in, latin_words, names, overlap, telling
from crawler.dataset.tokens import Hashes, shingles, tokenise

# Chosen on the labelled pairs of bench/duplicates.py, which prints precision and recall at each threshold.
THRESHOLD = 0.6
SURE = 0.9  # similarity from which on differing facts are corrections, not another release
FEW_FACTS = 4  # with fewer facts than this, they say too little
FACT_OVERLAP = 0.55  # of figures and names; releases written after one pattern differ in most of them
SAFE = 0.75  # similarity that is wanted of texts with few facts

TRANSLATION_FACTS = 3  # figures, dates, names and pictures that both have
STRONG_FACTS = 2  # of them figures, dates and pictures, at least
TRANSLATION_OVERLAP = 0.6  # of the smaller set of facts
TRANSLATION_LEAD = 1.4  # by which the best partner must beat the second


@dataclass(frozen=True, slots=True)
class Text:
    """What the rules look at: the set of shingles and the facts."""

    shingles: Hashes
    facts: frozenset[str]


def read_texts(texts: list[str]) -> list[Text]:
    """The texts as the rules see them."""
    hashes, starts = shingles(tokenise(texts))
    return [
        Text(np.unique(hashes[starts[i] : starts[i + 1]]), frozenset(telling(figures_in(text)) | names(text)))
        for i, text in enumerate(texts)
    ]


def similarity(one: Text, other: Text) -> float:
    """Jaccard similarity of the shingles."""
    shared = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    union = len(one.shingles) + len(other.shingles) - shared
    return shared / union if union else 0.0


def same_release(one: Text, other: Text, threshold: float = THRESHOLD) -> tuple[bool, float, str]:
    """(whether they are, similarity, what it rests on): alike in words, and not in words alone."""
    alike = similarity(one, other)
    if alike < threshold:
        return False, alike, ""
    facts = len(one.facts | other.facts)
    agree = overlap(set(one.facts), set(other.facts))
    evidence = f"{alike:.2f} of shingles, {len(one.facts & other.facts)} of {facts} figures and names"
    if alike >= SURE and agree >= FACT_OVERLAP / 2:
        return True, alike, evidence
    if facts < FEW_FACTS:
        return alike >= SAFE and agree > 0, alike, evidence
    return agree >= FACT_OVERLAP, alike, evidence


@dataclass(frozen=True, slots=True)
class TranslationFacts:
    """What pairs a text with its translation: facts that keep their form, and pictures."""

    figures: frozenset[str]
    names: frozenset[str]
    pictures: frozenset[str]


def read_for_translation(text: str, title: str, pictures: list[str]) -> TranslationFacts:
    """pictures: URLs of the body's images, of which the file names count."""
    files = {f"i:{url.rsplit('/', 1)[-1]}" for url in pictures}
    both = f"{title}\n{text}"
    return TranslationFacts(frozenset(telling(figures_in(both))), frozenset(latin_words(both)), frozenset(files))


def translation_score(one: TranslationFacts, other: TranslationFacts) -> tuple[float, int]:
    """(share of the smaller text's facts that the other has, their number). Names count where either text has few of them."""
    figures_shared = len(one.figures & other.figures)
    figures_least = min(len(one.figures), len(other.figures))
    # A Chinese text keeps a Latin name here and there; an English one has many words with a capital.
    few = one.names if len(one.names) <= len(other.names) else other.names
    many = other.names if few is one.names else one.names
    is_foreign = len(few) * 2 <= len(many)
    names_shared, names_least = (len(few & many), len(few)) if is_foreign else (0, 0)
    seen_in_both = len(one.pictures & other.pictures)
    pictures = 2 * seen_in_both
    if figures_shared + seen_in_both < STRONG_FACTS:  # names alone are met in any release of the same week
        return 0.0, 0
    shared = figures_shared + names_shared + pictures
    least = figures_least + names_least + pictures
    return (shared / least if least else 0.0), shared


def is_translation(best: tuple[float, int], second: tuple[float, int]) -> bool:
    """Whether the best partner is surely the translation, `second` being the next best one."""
    share, number = best
    lead = share * number >= TRANSLATION_LEAD * second[0] * second[1]
    return number >= TRANSLATION_FACTS and share >= TRANSLATION_OVERLAP and lead


