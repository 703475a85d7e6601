"""The block model at run time: words, network, packing."""

import numpy as np
import pytest

from crawler.extract.claims import claims_of
from crawler.extract.features import name_words, read_sheet
from crawler.extract.model import Lexicon, Model, Network, pack, shipped_model, unpack, word_scores
from crawler.extract.page import Page


def test_word_scores() -> None:
    known = {"content": 1.5, "nav": -2.0}
    assert word_scores("nav content other", known) == (-0.5, -2.0, 1.5)
    assert word_scores("other", known) == (0.0, 0.0, 0.0)


def test_name_words() -> None:
    page = Page("http://example.com/", '<p class="mainContent nav-2" id=Zoom role=main>x</p>')
    assert name_words(page.root.find(".//p")).split() == ["main", "content", "nav", "zoom"]


def test_products_in_pieces_are_the_whole_product() -> None:
    rng = np.random.default_rng(1)
    layers = [(rng.normal(size=(200, 64)), np.zeros(64)), *[(rng.normal(size=(192, 64)) / 99, np.zeros(64)) for _ in range(3)]]
    layers += [(rng.normal(size=(64, 32)), np.zeros(32)), (rng.normal(size=(32, 1)) / 99, np.zeros(1))]
    network = Network(
        np.zeros(200, np.float32),
        np.ones(200, np.float32),
        [(weights.astype(np.float32), bias.astype(np.float32)) for weights, bias in layers],
    )
    rows = rng.normal(size=(500, 200)).astype(np.float32)
    whole = network(rows)
    assert whole[:100] == pytest.approx(network(rows[:120])[:100], abs=1e-4)  # reach of the convolutions: 7 blocks


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
