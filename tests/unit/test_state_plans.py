"""Each look-up of a run goes through an index, and state and memory stay small for each URL known."""

import gc
import sqlite3
import tracemalloc
from typing import Any

import pytest

LOOKUPS = {
    "articles_by_hash": "SELECT * FROM articles WHERE site = 1 AND hash_key IN (x'00')",
    "PRIMARY KEY (id=? AND site=?)": "SELECT * FROM articles WHERE site = 1 AND id IN ('a', 'b')",
    "aliases_elsewhere": "SELECT id, url FROM aliases WHERE site = 1 AND id IN ('a', 'b') AND url IS NOT NULL",
    "PRIMARY KEY (key=? AND site=?)": "SELECT id FROM aliases WHERE site = 1 AND key IN (x'00')",
    "PRIMARY KEY (site=? AND id=?)": "DELETE FROM frontier WHERE site = 1 AND id IN ('a')",
}


@pytest.mark.parametrize("index", LOOKUPS)
def test_lookups_use_their_index(kept: Any, index: str) -> None:
    with kept.store._database.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {LOOKUPS[index]}").fetchall())
    assert index in plan
    assert "SCAN" not in plan


def _pages(path: str) -> dict[str, int]:
    """Bytes of each table and index of an SQLite file."""
    with sqlite3.connect(path) as connection:
        try:
            found = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite was built without dbstat")
    return {str(name): int(size) for name, size in found}


def test_a_known_url_costs_less_than_150_bytes_beyond_its_row(kept: Any, make_line: Any) -> None:
    for start in range(0, 4000, 500):
        kept.keep(*(make_line(f"acme:{start + number}", url=f"https://news.example/en/news/2026/{start + number}.html",
                              canonical_url=f"https://news.example/en/news/2026/{start + number}.html")
                    for number in range(500)))  # fmt: skip
    sizes = _pages(str(kept.path.with_name("state.sqlite")))
    beyond = sum(size for name, size in sizes.items() if name != "articles") - 16 * 4096
    assert beyond / 4000 < 150


def test_memory_does_not_grow_with_what_is_known(kept: Any, make_line: Any) -> None:
    def remember(first: int, last: int) -> None:
        for start in range(first, last, 100):
            kept.keep(*(make_line(f"acme:{start + number}") for number in range(100)))
            kept.store.articles.known([f"acme:{start}"])
        assert sum(1 for _ in kept.store.articles.all()) == last

    tracemalloc.start()
    try:
        remember(0, 1000)  # statements are compiled and kept once
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        remember(1000, 3000)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (after - before) / 2000 < 150
