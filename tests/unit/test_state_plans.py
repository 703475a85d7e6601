"""Each look-up of a run goes through an index, and state and memory stay small for each URL known."""

import gc
import sqlite3
import tracemalloc
from typing import Any

import pytest

from crawler.storage.state import Store
from crawler.storage.state.articles import _AFTER

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


def _plan(store: Store, words: str) -> str:
    """How the database reads the next step of a walk over all articles. words: what begins its explanation."""
    given = {"in_site": store._database.site, "last": "acme:1"}
    with store._database.engine.connect() as connection:
        text = str(_AFTER.params(given).compile(connection, compile_kwargs={"literal_binds": True}))
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off; SET enable_bitmapscan = off")  # quicker for a small table
        return str(connection.exec_driver_sql(f"{words} {text}".replace("%", "%%")).fetchall())


def test_a_walk_over_all_articles_goes_by_the_index_and_sorts_nothing(kept: Any, make_line: Any) -> None:
    kept.keep(*(make_line(f"acme:{number}") for number in range(1200)))
    plan = _plan(kept.store, "EXPLAIN QUERY PLAN")
    assert "PRIMARY KEY (id>?" in plan
    assert "B-TREE" not in plan
    assert [each.id for each in kept.store.articles.all()] == sorted(f"acme:{number}" for number in range(1200))


def test_the_same_in_postgresql(postgres: str) -> None:
    with Store.open(postgres, "acme") as store:
        plan = _plan(store, "EXPLAIN")
    assert "articles_pkey" in plan
    assert "Sort" not in plan


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
