"""How the misbehaving server writes its pages: with white space between their tags, and without any."""

from collections.abc import Iterator

import pytest
from misbehaving.pages import markup


@pytest.fixture(params=[True, False], ids=["spaced", "tight"])
def between_tags(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both, one after the other: for tests in which pages are read."""
    yield from _written(request.param)


@pytest.fixture
def nothing_between_tags() -> Iterator[None]:
    """Without white space: for tests in which it matters little what pages say."""
    yield from _written(False)


def _written(white: bool) -> Iterator[None]:
    markup["white space"] = white
    yield
    markup["white space"] = True
