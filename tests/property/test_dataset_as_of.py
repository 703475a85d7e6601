"""The state at a date, whatever the history: what a plain reading of the journal up to that day gives."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")

from crawler.dataset.engine import open_engine, rows, value
from crawler.dataset.journals import choose_articles, find_journals, load_lines
from crawler.dataset.options import BuildOptions
from crawler.items import Article, dumps, line

FIRST = date(2026, 1, 1)
Step = tuple[int, int, str]  # days since the step before, article, what happens to it if it is there


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def journal(steps: list[Step]) -> list[dict[str, Any]]:
    """Lines as a crawl would write them: an article that is gone can only return, one that is there change or go."""
    now, last = 0, dict[int, tuple[int, str]]()
    lines: list[dict[str, Any]] = []
    for wait, number, wish in steps:
        now += wait
        revision, before = last.get(number, (0, ""))
        event = "new" if not revision else "restored" if before == "removed" else wish
        last[number] = (revision + 1, event)
        stamp = f"{day(now)}T{12 + len(lines) % 12:02d}:00:00Z"
        url = f"https://news.example/{number}.html"
        lines.append(line(Article(
            id=f"acme:{number}", event=event, revision=revision + 1, site="acme", company="Acme", url=url, canonical_url=url,
            text=f"Text {number} {revision + 1}", published=day(0), fetched=stamp, first_seen=stamp,
        )))  # fmt: skip
    return lines


def expected(lines: list[dict[str, Any]], as_of: str) -> dict[str, int]:
    state: dict[str, int] = {}
    for each in lines:
        if each["fetched"][:10] <= as_of:
            state[each["id"]] = each["revision"]
            if each["event"] == "removed":
                del state[each["id"]]
    return state


STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from(["changed", "minor", "removed", "removed"])),
    min_size=1, max_size=25,
)  # fmt: skip


@settings(max_examples=40)
@given(STEPS, st.integers(-1, 60))
def test_the_state_at_a_date(steps: list[Step], at: int) -> None:
    lines = journal(steps)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "acme"
        folder.mkdir()
        (folder / "articles.jsonl").write_text("".join(dumps(each) + "\n" for each in lines), encoding="utf-8")
        con = open_engine()
        try:
            load_lines(con, find_journals(Path(name), ()), Path(name))
            left_out = choose_articles(con, BuildOptions(as_of=day(at)))
            found = dict(rows(con, "SELECT a.id, a.revision FROM articles a JOIN kept USING (rid)"))
            kept = value(con, "SELECT count(*) FROM kept")
        finally:
            con.close()
    assert found == expected(lines, day(at))
    assert sum(left_out.values()) + kept == len(lines)
