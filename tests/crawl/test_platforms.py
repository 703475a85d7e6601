"""A small newsroom of every platform, crawled without a declaration, side by side in one process; then once more."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from misbehaving.matrix import Outcome, run_many

from tests.replica.platforms.catalogue import PLATFORMS
from tests.replica.platforms.score import score
from tests.replica.platforms.server import PlatformServer

pytestmark = pytest.mark.usefixtures("untraced")

SEED, ARTICLES = 5, 20
Runs = dict[str, tuple[PlatformServer, Outcome, Outcome, Path]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("platforms")
    with ExitStack() as stack:
        servers = {name: stack.enter_context(PlatformServer(kind(SEED, ARTICLES))) for name, kind in PLATFORMS.items()}
        urls = {name: f"http://{each.host}{each.newsroom.start}" for name, each in servers.items()}
        first, second = run_many(urls, folder), run_many(urls, folder)
        yield {name: (each, first[name], second[name], folder / name) for name, each in servers.items()}


def test_a_newsroom_on_a_platform_is_read_whole_and_once(crawled: Runs) -> None:
    """All in one test: each worker that got one of several would crawl them all."""
    wrong = {}
    for name, (server, first, second, folder) in crawled.items():
        found = score(folder, server.newsroom)
        ends = (found.is_good, first.code, second.code, second.run["account"]["stored"])
        if ends != (True, 0, 0, 0):
            wrong[name] = (ends, found, first.run["completeness"]["gaps"])
    assert wrong == {}
