"""Finds exact and near-duplicates and translations among the articles, and gives each cluster a name."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from crawler.dataset.engine import Engine, rows
from crawler.dataset.groups import DisjointSets
from crawler.dataset.pairs import THRESHOLD, Text, read_texts, same_release
from crawler.dataset.signatures import Signatures
from crawler.dataset.tokens import Ints
from crawler.items import JsonObject

_CHUNK = 10_000  # pairs whose texts are in memory at once


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles by rid, the earlier first."""

    first: int
    second: int
    kind: str
    similarity: float
    evidence: str


def start_heads(con: Engine) -> None:
    """Make table `heads`: the newest revision of each article, which stands for it when duplicates are looked for."""
    con.execute(
        """CREATE TABLE heads AS SELECT p.rid, p.id, p.site, p.day, a.content_hash, a.company, m.language_detected AS language,
            m.chars AS size, row_number() OVER (ORDER BY p.day, p.rid) AS place
        FROM kept p JOIN articles a USING (rid) JOIN measures m USING (rid)
        QUALIFY row_number() OVER (PARTITION BY p.id ORDER BY p.revision DESC, p.rid DESC) = 1 ORDER BY p.rid"""
    )


def exact_pairs(con: Engine) -> list[Pair]:
    """Each article whose content_hash an earlier one has, with the earliest."""
    found = rows(
        con,
        """SELECT first, rid FROM (SELECT rid, place, first_value(rid) OVER (PARTITION BY content_hash ORDER BY place) AS first
            FROM heads WHERE content_hash IS NOT NULL AND size > 0) WHERE rid <> first ORDER BY place""",
    )
    return [Pair(first, second, "exact", 1.0, "equal content_hash") for first, second in found]


def near_pairs(con: Engine, signatures: Signatures, threshold: float = THRESHOLD) -> list[Pair]:
    """Articles that say the same in nearly the same words; of equal ones the earliest stands for all."""
    chosen = rows(
        con,
        """SELECT rid, place FROM heads WHERE size > 0 QUALIFY content_hash IS NULL
            OR row_number() OVER (PARTITION BY content_hash ORDER BY place) = 1 ORDER BY rid""",
    )
    if not chosen:
        return []
    place = dict(chosen)
    first, second = signatures.candidates(np.array([rid for rid, _ in chosen], dtype=np.int64), threshold)
    pairs = []
    for one, other, alike, evidence in _verified(con, first, second, threshold):
        earlier, later = sorted((one, other), key=place.__getitem__)
        pairs.append(Pair(earlier, later, "near", round(alike, 4), evidence))
    return pairs


def _verified(con: Engine, first: Ints, second: Ints, threshold: float) -> Iterator[tuple[int, int, float, str]]:
    for start in range(0, len(first), _CHUNK):
        ones, others = first[start : start + _CHUNK], second[start : start + _CHUNK]
        texts = _texts(con, np.unique(np.concatenate([ones, others])))
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            same, alike, evidence = same_release(texts[one], texts[other], threshold)
            if same:
                yield one, other, alike, evidence


def _texts(con: Engine, rids: Ints) -> dict[int, Text]:
    con.register("wanted", {"rid": rids})
    found = rows(con, "SELECT rid, coalesce(title, '') || chr(10) || text FROM articles WHERE rid IN (SELECT rid FROM wanted)")
    con.unregister("wanted")
    return dict(zip((rid for rid, _ in found), read_texts([text for _, text in found]), strict=True))


def store_pairs(con: Engine, pairs: list[Pair]) -> None:
    """Make table `duplicates` of the pairs, and name the cluster of each article in `kept` after its first."""
    union: DisjointSets[int] = DisjointSets()
    for pair in pairs:
        if pair.kind != "translation":
            union.join(pair.first, pair.second)
    _name_clusters(con, union)
    frame = _frame(pairs)
    con.register("found", frame)
    con.execute(
        """CREATE TABLE duplicates AS SELECT x.id AS id_a, x.revision AS revision_a, y.id AS id_b, y.revision AS revision_b,
            f.kind, x.site <> y.site AS cross_post, f.similarity, f.evidence,
            CASE WHEN f.kind = 'translation' THEN NULL ELSE x.cluster END AS cluster, f.first AS rid_a, f.second AS rid_b
        FROM found f JOIN kept x ON x.rid = f.first JOIN kept y ON y.rid = f.second ORDER BY f.first, f.second, f.kind"""
    )
    con.unregister("found")


def _frame(pairs: list[Pair]) -> JsonObject:
    return {
        "first": np.array([pair.first for pair in pairs], dtype=np.int64),
        "second": np.array([pair.second for pair in pairs], dtype=np.int64),
        "kind": np.array([pair.kind for pair in pairs], dtype=object if pairs else "U1"),
        "similarity": np.array([pair.similarity for pair in pairs], dtype=np.float64),
        "evidence": np.array([pair.evidence for pair in pairs], dtype=object if pairs else "U1"),
    }


def _name_clusters(con: Engine, union: DisjointSets[int]) -> None:
    members = sorted(union.members())
    if not members:
        return
    con.register("grouped", {
        "rid": np.array(members, dtype=np.int64),
        "root": np.array([union.find(member) for member in members], dtype=np.int64),
    })  # fmt: skip
    con.execute(
        """CREATE TABLE clusters AS SELECT h.id, first_value(h.id) OVER (PARTITION BY g.root ORDER BY h.place) AS cluster
            FROM grouped g JOIN heads h USING (rid)"""
    )
    con.unregister("grouped")
    # All revisions of an article belong to its cluster, and all of a cluster to the split of its last day.
    con.execute("UPDATE kept SET cluster = c.cluster FROM clusters c WHERE kept.id = c.id")
    con.execute("DROP TABLE clusters")


def start_last_days(con: Engine) -> None:
    """Set the last day of each article's cluster and revisions, which decides its split."""
    con.execute(
        """UPDATE kept SET last_day = d.last_day FROM (
            SELECT coalesce(cluster, id) AS unit, max(day) AS last_day FROM kept GROUP BY unit) d
        WHERE coalesce(kept.cluster, kept.id) = d.unit AND kept.last_day <> d.last_day"""
    )
