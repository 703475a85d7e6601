"""Which split each article goes to: by time or by company, and never two copies of one release to two splits."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from crawler.dataset.duplicates import start_last_days
from crawler.dataset.engine import Engine, rows, value
from crawler.dataset.groups import PUBLISHER, publishers_of
from crawler.dataset.options import BuildOptions

TRAIN, VALIDATION, TEST = "train", "validation", "test"
ORDER = (TRAIN, VALIDATION, TEST)
NEVER = "9999-12-31"  # the first day of a split that there are too few days for
HELD_OUT = 0.1  # share of the articles that validation and test get, each


def assign(con: Engine, options: BuildOptions) -> dict[str, str]:
    """Set `kept.split`. Returns what the splits were made by, in words, for the record of the build.

    By time: an article goes where the last day of its duplicates and revisions belongs, so that nothing in train is newer
    than the cut or a copy of something that is tested. By company: companies that share a release stay together.
    """
    start_last_days(con)
    if options.split_kind == "time":
        return _by_time(con, options.cuts)
    if options.split_kind == "company":
        return _by_company(con)
    con.execute(f"UPDATE kept SET split = '{TRAIN}'")
    return {"by": "none"}


def _by_time(con: Engine, cuts: tuple[str, ...]) -> dict[str, str]:
    if not cuts:
        cuts = _cuts(rows(con, "SELECT last_day, count(*) FROM kept GROUP BY last_day ORDER BY last_day"))
    validation_from, test_from = cuts
    con.execute(
        f"""UPDATE kept SET split = CASE WHEN last_day >= $test THEN '{TEST}'
            WHEN last_day >= $validation THEN '{VALIDATION}' ELSE '{TRAIN}' END""",
        {"validation": validation_from, "test": test_from},
    )
    return {"by": "time", "validation_from": validation_from, "test_from": test_from}


def _cuts(days: list[tuple[str, int]]) -> tuple[str, str]:
    """First days of validation and test: whole days, as near to the shares as they allow, train never empty."""
    total = sum(number for _, number in days)
    before = 0
    validation_from = test_from = NEVER
    for day, number in days:
        share = before / total
        if before and share >= 1 - 2 * HELD_OUT and validation_from > day:
            validation_from = day
        if before and share >= 1 - HELD_OUT and test_from > day:
            test_from = day
        before += number
    return min(validation_from, test_from), test_from


def without_days(made: Mapping[str, str]) -> list[str]:
    """The splits by time that there are too few days for. made: what `assign` returned."""
    return [name for name in (VALIDATION, TEST) if made.get(f"{name}_from") == NEVER]


def _by_company(con: Engine) -> dict[str, str]:
    sizes: Counter[str] = Counter(dict(rows(con, f"SELECT {PUBLISHER}, count(*) FROM {_PLACED} GROUP BY 1")))
    shared = f"SELECT DISTINCT cluster, {PUBLISHER} FROM {_PLACED} WHERE cluster IS NOT NULL ORDER BY 1, 2"
    units = [
        kept for unit in publishers_of(con, rows(con, shared)) if (kept := tuple(name for name in unit if name in sizes))
    ]
    placed = _place(units, sizes)
    con.execute("CREATE TABLE companies (publisher VARCHAR, split VARCHAR)")
    for publisher in sorted(placed):
        con.execute("INSERT INTO companies VALUES (?, ?)", [publisher, placed[publisher]])
    con.execute(
        f"""UPDATE kept SET split = c.split FROM (SELECT rid, {PUBLISHER} AS publisher FROM {_PLACED}) p
            JOIN companies c USING (publisher) WHERE kept.rid = p.rid"""
    )
    together = value(con, "SELECT count(*) FROM companies")
    return {"by": "company", "companies": str(together), "units": str(len(units))}


def _place(units: list[tuple[str, ...]], sizes: Counter[str]) -> dict[str, str]:
    """Company -> split: in an order that the names decide, a held-out split takes what fits; the smallest if nothing does."""
    weights = {unit: sum(sizes[name] for name in unit) for unit in units}
    wanted = HELD_OUT * sum(sizes.values())
    left = sorted(units, key=lambda unit: hashlib.sha256(unit[0].encode()).hexdigest())
    placed: dict[str, str] = {}
    for split in (TEST, VALIDATION):
        chosen = _chosen(left, weights, wanted)
        left = [unit for unit in left if unit not in chosen]
        placed.update({name: split for unit in chosen for name in unit})
    return placed | {name: TRAIN for unit in left for name in unit}


def _chosen(units: list[tuple[str, ...]], weights: Mapping[tuple[str, ...], int], wanted: float) -> list[tuple[str, ...]]:
    """The units that a held-out split takes: what fits in their order, the smallest if nothing does."""
    chosen: list[tuple[str, ...]] = []
    taken = 0
    for unit in units:
        if taken < wanted and taken + weights[unit] <= 2 * wanted:
            chosen.append(unit)
            taken += weights[unit]
    return chosen if chosen or len(units) < 2 else [min(units, key=lambda unit: (weights[unit], unit))]


_PLACED = "(SELECT p.rid, p.cluster, a.company, a.site FROM kept p JOIN articles a USING (rid)) placed"


def facts_of_splits(con: Engine) -> dict[str, dict[str, object]]:
    """Of each split that has any: articles, companies, first and last day."""
    found = rows(
        con,
        """SELECT p.split, count(*), count(DISTINCT a.company), min(p.day), max(p.day) FROM kept p JOIN articles a USING (rid)
        GROUP BY p.split""",
    )
    facts = {name: {"rows": count, "companies": companies, "first_day": first, "last_day": last}
             for name, count, companies, first, last in found}  # fmt: skip
    return {name: facts[name] for name in ORDER if name in facts}
