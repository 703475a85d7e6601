"""Gaps from run to run: which lists are read to their ends once more."""

import pytest

from crawler.run.held_releases import GAPS
from crawler.run.known_gaps import LOOKED_INTO, KnownGaps
from crawler.stats import Gap
from crawler.storage.state.baselines import ACCEPTED
from tests.unit.walking import ENTRY, Values

MOVED = Gap("moving:/news/", "rows change their places")
OTHER = "http://127.0.0.1:8900/press/"


def run(values: Values, *found: Gap) -> bool:
    """Whether a run reads the list of `found` once more; then it finds these gaps."""
    gaps = KnownGaps(values)
    again = gaps.are_open(ENTRY)
    assert not gaps.are_open(OTHER)
    gaps.save(found)
    return again


def test_what_passes_is_looked_into_once_and_what_stays_too() -> None:
    passing, staying = Values(), Values()
    assert [run(passing, MOVED), run(passing), run(passing)] == [False, True, False]
    assert (passing[GAPS], passing[LOOKED_INTO]) == ({}, {})
    assert [run(staying, MOVED) for _ in range(4)] == [False, True, False, False]
    run(staying)
    assert [run(staying, MOVED), run(staying)] == [False, True], "when it comes again it is another one"


def test_a_run_that_reads_no_list_leaves_it_to_the_next_one() -> None:
    values = Values()
    run(values, MOVED)
    KnownGaps(values).save([MOVED])
    assert [run(values, MOVED), run(values, MOVED)] == [True, False]


@pytest.mark.parametrize("name", ["script:/news/", "more:/news/", "unjoined:/news/", "lists:/news/"])
def test_what_another_walk_finds_again_by_its_kind_is_not_looked_into(name: str) -> None:
    values = Values()
    assert [run(values, Gap(name, "a button")) for _ in range(3)] == [False] * 3


def test_gaps_of_an_older_version_and_accepted_ones_ask_for_nothing() -> None:
    older = Values({GAPS: {MOVED.name: MOVED.said}})
    assert [run(older, MOVED) for _ in range(3)] == [False] * 3
    accepted = Values()
    run(accepted, MOVED)
    accepted.save(ACCEPTED, {MOVED.name: "2026-06-06T06:00:00Z"})
    assert [run(accepted, MOVED) for _ in range(2)] == [False, False]
