"""The text of a release is that of its page: in whatever order pages arrive, in one run or in several."""

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.changing import SKELETONS, headline, print_page
from tests.replica.newsroom import Newsroom
from tests.replica.plain import make_plain
from tests.unit.sessions import ENTRY, HOST, begun, read_page

pytestmark = pytest.mark.usefixtures("untraced")

DICE = st.integers(0, 10**6).map(random.Random)
Asked = tuple[str, str | None, bytes]  # address, headline that the listing gives, page


def texts(runs: Sequence[Sequence[Asked]]) -> dict[str, str]:
    """Article id -> last text, after these runs over one folder, each with its pages in that order."""
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for day, pages in enumerate(runs, 1):
            session = begun(Path(folder), f"2026-03-{day:02d}T06:00:00+00:00")
            for url, title, body in pages:
                found |= {each.id: each.text for each in read_page(session, url, body, title)}
            session.finish()
    return found


def check(pages: Sequence[Asked], dice: random.Random) -> None:
    """One run in this order, one in another, and three runs over the parts of a third give the same."""
    wanted = texts([pages])
    assert len(wanted) == len(pages)
    shuffled = dice.sample(pages, len(pages))
    cuts = sorted(dice.sample(range(1, len(pages)), 2))
    assert texts([shuffled]) == wanted
    assert texts([shuffled[: cuts[0]], shuffled[cuts[0] : cuts[1]], shuffled[cuts[1] :]]) == wanted


def _of_replica(newsroom: Newsroom) -> list[Asked]:
    releases = [each for each in newsroom.releases if each.parts == 1]
    return [
        (f"{HOST}{each.path}", each.story.title, newsroom.reply("127.0.0.1", each.path).body) for each in releases
    ]


@pytest.mark.guarantee(24)
@settings(max_examples=2)
@given(DICE, st.sampled_from(["en", "zh"]))
def test_on_the_replica(dice: random.Random, language: str) -> None:
    check(_of_replica(make_plain(dice.randint(0, 9), 14, 7, language=language)), dice)


@pytest.mark.guarantee(24)
@settings(max_examples=4)
@given(DICE, st.sampled_from(sorted(SKELETONS)), st.sampled_from(["en", "de", "zh", "fr", "ja"]))
def test_on_pages_whose_furniture_stands_near_the_text(dice: random.Random, skeleton: str, language: str) -> None:
    pages = [
        (f"{ENTRY}{number}.html", headline(language, number), print_page(skeleton, language, number, 0).encode())
        for number in range(1, 13)
    ]
    check(pages, dice)
