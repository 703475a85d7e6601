"""Pages of the bundled replica newsrooms for training and for measuring; some markup styles are kept out of training."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.replica.catalogue import SITES
from tests.replica.newsroom import make
from tests.replica.style import draw_style

HELD_OUT = ("grid", "definition", "one_table")  # skeletons that training never sees
TRAINING_SEEDS = range(5001, 5031)
TEST_SEEDS = range(9001, 9013)


@dataclass(frozen=True, slots=True)
class ReplicaPage:
    """A page as served, and the text it shows, captions left out."""

    key: str
    url: str
    body: bytes
    content_type: str | None
    text: str
    skeleton: str
    language: str


def replica_pages(seeds: range, per_seed: int, held_out: bool) -> Iterator[ReplicaPage]:
    """Up to `per_seed` article pages of each seed, of the styles that are held out of training or of the others."""
    for seed in seeds:
        newsroom = make(seed, articles=8)
        truths = {url: truth for site in SITES for truth in newsroom.expected(site) for url in truth.urls}
        releases = [each for each in newsroom.releases if each.parts == 1]
        random.Random(seed).shuffle(releases)
        found = 0
        for release in releases:
            url = f"http://{release.channel.host}{release.path}"
            skeleton = draw_style(seed, release.channel.generation, release.style).skeleton
            reply = newsroom.reply(release.channel.host, release.path)
            if url not in truths or (skeleton in HELD_OUT) != held_out or reply.kind != "article" or found == per_seed:
                continue
            found += 1
            truth, key = truths[url], f"replica/{seed}/{release.channel.key}/{release.number}"
            label = reply.headers.get("Content-Type")
            yield ReplicaPage(key, url, reply.body, label, truth.text, skeleton, truth.language)
