"""What reports, feeds and a data set's duplicates cost grows no faster than what they are made of, however alike it is."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crawler.report.feeds import FeedEntry, FeedHead, atom, json_feed
from crawler.report.page import Shown, report_page
from crawler.stats import Gap, ListingFact, RunStats, Source
from crawler.storage.state.records import ListingState, Pending
from crawler.verdict import judge, run_line
from crawler.verdict.history import History
from crawler.verdict.words import Verdict
from tests.property.growing_pages import RUNS
from tests.property.test_growth import MOST, growth, run_of, times_as_long

pytestmark = [pytest.mark.guarantee(12), pytest.mark.usefixtures("untraced")]
STAMP = "2026-03-10T06:00:00Z"


def facts_of(number: int, said: str) -> RunStats:
    """A run with that many of everything, and a word of others at each place."""
    facts = RunStats("acme", "r1", STAMP, STAMP)
    places = range(number)
    facts.account.outcomes = {f"acme:{each}": ("failed", f"http_{each % 600}") for each in places}
    facts.listings = [ListingFact(f"http://a.example/{each}/{said}", said, 1, 200, 5, 1, f"odd_{each}") for each in places]
    facts.sources = [Source(f"http://a.example/{each}/{said}", "listing", 1, 5) for each in places]
    facts.gaps = [Gap(f"total:/{each}/{said}", said) for each in places]
    counted = Counter({f"{each} {said}": 1 for each in places})
    facts.refused = facts.statuses = facts.flags = facts.layouts = facts.origins = counted
    facts.crashes = facts.storage_errors = [f"{each} {said}" for each in places]
    facts.drifted = [{"url": f"http://a.example/{each}", "field": said, "rule": said, "reason": said} for each in places]
    facts.private = {f"a{each}.example:80" for each in places}
    return facts


def test_a_report_of_many_things_costs_linear_time(make_line: Any) -> None:
    def read(body: bytes) -> None:
        number = len(body)
        facts = facts_of(number, "word")
        lines = [make_line(f"acme:{each}", flags=[f"f{each}"]) for each in range(number)]
        failures = [Pending(f"acme:{each}", f"http://a.example/{each}", reason="odd", attempts=2) for each in range(number)]
        listings = [ListingState(f"http://a.example/{each}", None, 1, checked=STAMP) for each in range(number)]
        run = run_line(facts_of(3, "word"), judge(facts, History()))
        days = [f"{2000 + each % 26}-01-{each % 28 + 1:02}" for each in range(number)]
        verdict = Verdict("crash", 50, "odd")
        report_page(Shown(facts, verdict, "Acme", lines, [run] * number, days, {"live": 1}, failures, listings))

    assert growth(read, lambda number: "a" * number, 250) <= MOST


@pytest.mark.parametrize("piece", RUNS)
def test_a_long_word_of_others_costs_linear_time_in_report_and_feeds(piece: str, make_line: Any) -> None:
    def read(body: bytes) -> None:
        said = body.decode()
        line = make_line(title=said, text=said, section=said, flags=[said], html=f"<p>{said}</p>")
        verdict = Verdict("crash", 50, said, (said,), (said,))
        report_page(Shown(facts_of(2, said), verdict, said, [line], [run_line(facts_of(1, said), verdict)], ["2026-03-01"]))
        entry = FeedEntry(line, STAMP)
        head = FeedHead("acme", said, said, "en")
        atom(head, [entry], STAMP)
        json_feed(head, [entry])

    assert growth(read, lambda number: run_of(piece, number), 4_000) <= MOST


# Articles of a hostile newsroom: kind -> (how many, text of number n, whether every other one is in another language).
ALIKE: dict[str, tuple[int, Callable[[int], str], bool]] = {
    "equal": (500, lambda number: "The smelter was opened on Monday with 4125 tonnes. " * 5, False),
    "alike": (200, lambda number: f"Hall {number}. " + "The smelter was opened with 4125 tonnes and 87 hands. " * 5, False),
    "of the same figures": (500, lambda number: " ".join(f"w{number}x{each}" for each in range(8)) + " 4125 8837 9911", True),
    "each like the next": (200, lambda number: " ".join(f"w{number // 3 + each}" for each in range(60)), False),
}


def seconds_of(folder: Path, kind: str, number: int) -> float:
    """CPU time in which so many articles are paired and grouped."""
    from crawler.dataset import duplicates, engine, groups, signatures, tokens, translations  # noqa: PLC0415 - an extra

    _, text, both = ALIKE[kind]
    places = range(number)
    con: Any = engine.open_engine()
    words = {
        "text": [text(each) for each in places], "hash": ["same" if kind == "equal" else f"h{each}" for each in places],
        "language": [("en", "zh")[each % 2 if both else 0] for each in places],
    }  # fmt: skip
    columns: dict[str, Any] = {name: np.array(values) for name, values in words.items()}
    con.register("given", {"rid": np.arange(number)} | {name: each.astype(object) for name, each in columns.items()})
    con.execute(
        """CREATE TABLE articles AS SELECT rid, 'acme:' || rid AS id, 'acme' AS site, 'Acme' AS company, 'Hall' AS title,
            text, hash AS content_hash, '2024-05-01' AS day, 1 AS revision, language,
            CAST([] AS STRUCT(url VARCHAR)[]) AS images FROM given"""
    )
    con.execute("CREATE TABLE kept AS SELECT *, CAST(NULL AS VARCHAR) AS cluster, day AS last_day FROM articles")
    con.execute("CREATE TABLE measures AS SELECT rid, language AS language_detected, length(text) AS chars FROM articles")
    duplicates.start_heads(con)
    signed = signatures.Signatures(folder, number)
    signed.add(np.arange(number), signed.digests_of(tokens.tokenise([text(each) for each in places])))
    began = time.thread_time()
    pairs = [*duplicates.exact_pairs(con), *duplicates.near_pairs(con, signed), *translations.translation_pairs(con)]
    duplicates.store_pairs(con, pairs)
    duplicates.start_last_days(con)
    groups.publishers_of(con)
    spent = time.thread_time() - began
    con.close()
    return spent


@pytest.mark.parametrize("kind", ALIKE)
def test_articles_that_are_alike_are_paired_in_linear_time(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
    pytest.importorskip("rensa", reason="the extra `dedup` is not installed")
    assert times_as_long(lambda number: seconds_of(tmp_path, kind, number), ALIKE[kind][0]) <= MOST
