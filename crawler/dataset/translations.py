"""Pairs each article with its translation on the same company's sites, where date, figures and names make it sure."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.dataset.duplicates import Pair
from crawler.dataset.engine import Engine, rows
from crawler.dataset.groups import PUBLISHER, publishers_of
from crawler.dataset.pairs import STRONG_FACTS, TranslationFacts, is_translation, read_for_translation, translation_score

DAYS = 7  # between the two publications, at most
MOST_HOLDERS = 100  # articles of these days that have a fact: one that more have leads to none of them
_NOTHING = (0.0, 0)
_BATCH = 2_000  # texts that are read at once
_STRETCH = 20_000  # rows of the table that one query looks through


@dataclass(slots=True)
class _Candidate:
    rid: int
    day: int
    language: str
    reading: TranslationFacts | None = None


def translation_pairs(con: Engine) -> list[Pair]:
    """The pairs, the earlier article first. An article has at most one partner in each other language."""
    found = rows(
        con,
        f"""SELECT {PUBLISHER}, rid, day, language FROM heads
        WHERE language IS NOT NULL AND size > 0 AND try_cast(day AS DATE) IS NOT NULL ORDER BY day, rid""",
    )
    unit_of = {name: unit[0] for unit in publishers_of(con) for name in unit}
    publishers: dict[str, list[_Candidate]] = defaultdict(list)
    for publisher, rid, day, language in found:
        publishers[unit_of[publisher]].append(_Candidate(rid, date.fromisoformat(day).toordinal(), language))
    pairs: list[Pair] = []
    for publisher in sorted(publishers):
        near = _within_reach(publishers.pop(publisher))
        _read(con, near)
        pairs.extend(_pairs(near))
    return pairs


def _within_reach(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those that have an article of another language within DAYS; candidates are in order of day."""
    days = [one.day for one in candidates]
    counts = [Counter[str]()]  # of each language among the first n candidates
    for one in candidates:
        counts.append(counts[-1] + Counter([one.language]))
    near = []
    for one in candidates:
        first, end = bisect_left(days, one.day - DAYS), bisect_right(days, one.day + DAYS)
        if any(count > counts[first][language] for language, count in counts[end].items() if language != one.language):
            near.append(one)
    return near


def _read(con: Engine, candidates: list[_Candidate]) -> None:
    for part in _batches(sorted(candidates, key=lambda each: each.rid)):
        texts = rows(
            con,
            f"""SELECT rid, text, coalesce(title, ''), [i.url FOR i IN coalesce(images, [])] FROM articles
            WHERE rid BETWEEN {min(part)} AND {max(part)} AND list_contains($rids, rid)""",
            {"rids": list(part)},
        )
        for rid, text, title, pictures in texts:
            part[rid].reading = read_for_translation(text, title, pictures)


def _batches(ordered: list[_Candidate]) -> Iterator[dict[int, _Candidate]]:
    """Some candidates at a time, by rid, from one stretch of the table: a publisher's sites may stand far apart in it."""
    part: dict[int, _Candidate] = {}
    for one in ordered:
        if part and (len(part) >= _BATCH or one.rid - next(iter(part)) >= _STRETCH):
            yield part
            part = {}
        part[one.rid] = one
    if part:
        yield part


def _pairs(candidates: list[_Candidate]) -> Iterator[Pair]:
    """Pairs of which each is the other's best partner and clearly better than the next."""
    best = {(number, language): found for number, language, found in _best_partners(candidates)}
    places = {one.rid: number for number, one in enumerate(candidates)}
    for (number, language), (score, partner) in sorted(best.items()):
        one, other = candidates[number], candidates[places[partner]]
        back = best.get((places[partner], one.language))
        if back and back[1] == one.rid and number < places[partner]:
            evidence = f"{score[1]} figures, dates, names and pictures, {score[0]:.2f} of the shorter text's, {language}"
            yield Pair(one.rid, other.rid, "translation", round(score[0], 4), evidence)


def _best_partners(candidates: list[_Candidate]) -> Iterator[tuple[int, str, tuple[tuple[float, int], int]]]:
    postings: dict[str, list[int]] = defaultdict(list)  # fact -> places of the candidates that have it, in order of day
    for number, one in enumerate(candidates):
        for fact in _strong(one):
            postings[fact].append(number)
    days = [one.day for one in candidates]
    for number, one in enumerate(candidates):
        reach = (bisect_left(days, one.day - DAYS), bisect_right(days, one.day + DAYS))
        shared: Counter[int] = Counter()
        for fact in _strong(one):
            found = postings[fact]
            near = found[bisect_left(found, reach[0]) : bisect_left(found, reach[1])]
            shared.update(near if len(near) <= MOST_HOLDERS else ())
        partners = [candidates[place] for place, count in shared.items() if count >= STRONG_FACTS]
        yield from ((number, *best) for best in _ranked(one, partners))


def _strong(one: _Candidate) -> frozenset[str]:
    return one.reading.figures | one.reading.pictures if one.reading is not None else frozenset()


def _ranked(
    one: _Candidate, partners: list[_Candidate]
) -> Iterator[tuple[str, tuple[tuple[float, int], int]]]:
    """Of each other language the best partner, where it is surely the translation."""
    ranked: dict[str, list[tuple[float, tuple[float, int], int]]] = defaultdict(list)
    for other in partners:
        if other.language != one.language and one.reading is not None and other.reading is not None:
            score = translation_score(one.reading, other.reading)
            ranked[other.language].append((score[0] * score[1], score, other.rid))
    for language, found in sorted(ranked.items()):
        found.sort(key=lambda each: (-each[0], each[2]))
        second = found[1][1] if len(found) > 1 else _NOTHING
        if is_translation(found[0][1], second):
            yield language, (found[0][1], found[0][2])
