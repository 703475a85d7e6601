"""Which rows of known releases say that their pages were edited, by the headlines that lists had and have."""

import pytest

from crawler.items import Row
from crawler.revision import Known
from crawler.run.known_rows import LISTED_TITLES, renamed
from tests.unit.walking import ENTRY, Values

HELD = "The ferry of the north opens its gate"


@pytest.mark.parametrize(
    ("before", "now", "edited"),
    [
        (HELD, "The ferry of the south opens its gate", True),
        (HELD, f"{HELD} (updated)", True),
        (HELD, f"Update: {HELD}", True),
        (HELD, f"{HELD} (3 comments)", False),
        (HELD, "The ferry of the north …", False),  # the list cuts its headlines by now
        (f"News: {HELD}", f"Press: {HELD}", False),  # it always wrote them otherwise than pages
        ("The ferry of the north …", f"{HELD} for good", False),
        (HELD, HELD, False),
    ],
)
def test_a_row_with_another_headline_tells_of_an_edit(before: str, now: str, edited: bool) -> None:
    values = Values({LISTED_TITLES: {ENTRY: {"a": before}}})
    known = {"a": Known("a", f"{ENTRY}a.html", "hash", title=HELD)}
    assert renamed(values, {"a": Row(f"{ENTRY}a.html", now)}, known) == ({"a"} if edited else set())
