"""Counting many texts at once gives what counting each alone would; cells and index lines survive any text."""

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crawler.dataset.facts import figures_in
from crawler.dataset.tokens import shingles, tokenise
from crawler.export.tables import safe
from crawler.storage.archive.cdxj import Entry, parse_entry

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8)


@given(TEXTS)
def test_a_text_has_the_same_tokens_alone_and_among_others(texts: list[str]) -> None:
    together = tokenise(texts)
    hashes, starts = shingles(together)
    for place, text in enumerate(texts):
        alone = tokenise([text])
        part = together.hashes[together.starts[place] : together.starts[place + 1]]
        assert np.array_equal(part, alone.hashes)
        assert np.array_equal(hashes[starts[place] : starts[place + 1]], shingles(alone)[0])
        assert int(together.lengths[place]) == len(text) == int(together.classes[place].sum())


WORDS = st.sampled_from(
    ["copper", "June", "6", "3.5", "billion", "12%", "2019年6月6日", "35亿", "Mayor", "1,200", "up", "2024-03-05"]
)


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_figures_are_found_wherever_they_stand(before: list[str], after: list[str]) -> None:
    prose = " the company said that its people work without rest " * 3
    alone = figures_in(" ".join(before)) | figures_in(" ".join(after))
    assert figures_in(f"{' '.join(before)}.{prose}. {' '.join(after)}") == alone
    assert figures_in(prose) == set()


@given(st.text())
def test_a_safe_cell_is_no_formula_and_loses_nothing(text: str) -> None:
    cell = safe(text)
    assert cell in (text, f"'{text}")
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([cell.encode("utf-8", "replace").decode()])
    assert not cell.lstrip(" \u00a0\u3000").startswith(("=", "+", "-", "@"))


@given(st.text(min_size=1), st.integers(0, 10**12))
def test_an_index_line_says_what_its_entry_says(words: str, offset: int) -> None:
    entry = Entry(
        "https://news.example/" + words.encode("utf-8", "replace").hex(), "20260101000000", "text/html", "200", "sha1:X", 10,
        offset, "run.warc.gz", None, {"row": {"title": words.encode("utf-8", "replace").decode()}},
    )  # fmt: skip
    assert parse_entry(entry.line() + "\n") == entry
