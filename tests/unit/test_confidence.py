"""How sure the generic reader is of its texts, and what it says of it."""

import numpy as np

from crawler.extract.article import read_generic
from crawler.extract.block_model.confidence import Choice, confidence, design, is_sure, text_evidence
from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.extract.block_model.select import select_blocks
from crawler.extract.selection import Evidence
from crawler.items import Article, Provenance, line
from crawler.page.page import Page

SENTENCE = "The harbour authority has put the second quay into service, and the first ship left it on the same evening, it said. "
PAGE = "<title>Second quay in service</title><main><h1>Second quay in service</h1><p>2025-03-04</p>{}</main>"


def page_of(paragraphs: int, rest: str = "") -> Page:
    body = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(paragraphs))
    return Page("http://harbour.example/news/2", PAGE.format(body) + rest)


def test_a_plain_release_is_sure_and_a_declared_layout_needs_no_confidence() -> None:
    found = read_generic([page_of(8)])
    sure = found.provenance["text"].confidence
    assert sure is not None
    assert is_sure(sure)
    assert "text_unsure" not in found.flags
    assert all(each.confidence is None for name, each in found.provenance.items() if name != "text")


def test_a_page_of_many_short_texts_beside_a_few_words_is_flagged() -> None:
    rest = "".join(f"<div><b>Berth {n}</b><p>{SENTENCE}</p><a href=/b/{n}>more</a></div>" for n in range(30))
    found = read_generic([Page("http://harbour.example/", "<title>Berths</title><h1>Berths</h1><p>Look around.</p>" + rest)])
    sure = found.provenance["text"].confidence
    assert sure is not None
    assert not is_sure(sure)
    assert "text_unsure" in found.flags


def test_evidence_tells_what_was_dropped_and_cut() -> None:
    page = page_of(2)
    sheet = read_sheet(page.outline, claims_of(page))
    kept = np.array([block.element.tag == "p" and len(block.text) > 50 for block in sheet.blocks])
    p = np.where(kept, 0.9, 0.1).astype(np.float32)
    first = next(block.index for block, yes in zip(sheet.blocks, kept.tolist(), strict=True) if yes)
    whole = text_evidence(Choice(sheet, p, kept), {b.index for b, yes in zip(sheet.blocks, kept.tolist(), strict=True) if yes})
    half = text_evidence(Choice(sheet, p, kept), {first})
    assert (whole.cut, whole.dropped) == (0.0, 0.0)
    assert (round(half.cut, 2), round(half.dropped, 2)) == (0.5, 1.0)
    assert half.expected < whole.expected


def test_more_that_speaks_against_a_text_makes_it_less_sure() -> None:
    good, bad = Evidence(0.98, 0.1, 0.0), Evidence(0.75, 3.0, 0.3)
    assert 0 <= confidence(bad) < confidence(good) <= 1


def test_the_confidence_stands_in_the_line_only_where_there_is_one() -> None:
    origins = {"text": Provenance("generic", "block_model", confidence=0.97), "title": Provenance("meta")}
    article = Article(id="a", url="http://harbour.example/1", provenance=origins)
    said = line(article)["provenance"]
    assert said["text"]["confidence"] == 0.97
    assert "confidence" not in said["title"]


def test_a_page_without_blocks_has_evidence_too() -> None:
    assert select_blocks([Page("http://harbour.example/", "")]).evidence == Evidence(0.0, 0.0, 0.0)


def test_the_design_has_a_constant_the_evidence_and_its_squares_and_no_outlier() -> None:
    rows = design(np.array([[3.0, 1.0], [99.0, 1.0]]), np.array([1.0, 1.0]), np.array([1.0, 2.0]))
    assert rows.tolist() == [[1, 2, 0, 4, 0], [1, 3, 0, 9, 0]]
