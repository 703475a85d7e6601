"""The block model at run time: words, network, packing."""

import numpy as np
import pytest

from crawler.extract.block_model.features import claims_of, name_words, read_sheet
from crawler.extract.block_model.model import Lexicon, Model, Network, context, pack, shipped_model, unpack, word_scores
from crawler.page.page import Page


def test_word_scores() -> None:
    known = {"content": 1.5, "nav": -2.0}
    assert word_scores("nav content other", known) == (-0.5, -2.0, 1.5)
    assert word_scores("other", known) == (0.0, 0.0, 0.0)


def test_name_words() -> None:
    page = Page("http://example.com/", '<p class="mainContent nav-2" id=Zoom role=main>x</p>')
    assert name_words(page.root.find(".//p")).split() == ["main", "content", "nav", "zoom"]


def test_products_in_pieces_are_the_whole_product(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    sizes = [(200, 64), *[(192, 64)] * 3, (64, 16), (64 + 3 * 16, 32), (32, 1)]
    layers = [(rng.normal(size=size).astype(np.float32) / size[0] ** 0.5, np.zeros(size[1], np.float32)) for size in sizes]
    network = Network(np.zeros(200, np.float32), np.ones(200, np.float32), layers)
    rows = rng.normal(size=(500, 200)).astype(np.float32)
    in_pieces = network(rows)
    monkeypatch.setattr("crawler.extract.block_model.model._ONE_THREAD", 10**9)
    assert in_pieces == pytest.approx(network(rows), abs=1e-4)
    assert float(in_pieces.std()) > 0.01


def test_context_is_what_stands_before_and_after_and_the_page_s_greatest() -> None:
    g = np.array([[1.0], [5.0], [3.0]], np.float32)
    assert context(g).tolist() == [[0.0, 4.0, 5.0], [1.0, 3.0, 5.0], [3.0, 0.0, 5.0]]


def test_the_shipped_model_survives_packing() -> None:
    model = shipped_model()
    page = Page("http://example.com/", "<div class=nav><a href=/>Home</a></div><p>One sentence. A second one.</p>")
    sheet = read_sheet(page.outline, claims_of(page))
    assert unpack(pack(model)).probabilities(sheet) == pytest.approx(model.probabilities(sheet), abs=1e-3)


def test_a_page_without_text() -> None:
    page = Page("http://example.com/", "")
    assert len(shipped_model().probabilities(read_sheet(page.outline, claims_of(page)))) == 0


def test_an_empty_lexicon_says_nothing() -> None:
    page = Page("http://example.com/", "<p class=content>x</p>")
    sheet = read_sheet(page.outline, claims_of(page))
    assert not Model(Lexicon({}, {}), []).lexicon.columns(sheet).any()
