"""Every reason word has a cause, a meaning and a sentence, in one place."""

import re
from pathlib import Path

import pytest

from crawler.reasons import MAY_PASS, NETWORK, STANDS_IN, Cause, Effect, Reason, reason_of, reasons_table

ROOT = Path(__file__).resolve().parents[2]
RAISED = re.compile(r"(?:Refused|BadBody|OutOfScope|RobotsForbidden)\(\s*\"(\w+)\"")


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("http_404", Reason.HTTP_GONE),
        ("http_403", Reason.HTTP_BLOCKED),
        ("http_521", Reason.HTTP_BLOCKED),
        ("http_503", Reason.HTTP_SERVER),
        ("http_999", Reason.HTTP_SERVER),
        ("http_418", Reason.HTTP_OTHER),
        ("part_http_500", Reason.PART_HTTP),
        ("quarantined:title_missing", Reason.QUARANTINED),
        ("host_tls", Reason.HOST_FAILED),
        ("host_overloaded", Reason.HOST_OVERLOADED),
        ("timeout", Reason.TIMEOUT),
        ("ZeroDivisionError", Reason.UNEXPECTED),
        ("", Reason.UNEXPECTED),
    ],
)
def test_a_word_finds_its_reason_or_family(word: str, reason: Reason) -> None:
    assert reason_of(word) is reason


def test_every_word_that_the_code_raises_is_a_reason() -> None:
    raised = {word for path in (ROOT / "crawler").rglob("*.py") for word in RAISED.findall(path.read_text())}
    assert len(raised) > 20
    assert {word for word in raised if reason_of(word) is Reason.UNEXPECTED} == set()


def test_the_words_are_the_ones_that_stand_in_users_files() -> None:
    assert {str(reason) for reason in Reason if reason.effect is Effect.FINE} == {
        "duplicate", "before_since", "max_articles", "waiting", "dropped", "not_written", "revisit",
    }  # fmt: skip
    assert all(reason_of(word) is not Reason.UNEXPECTED for word in STANDS_IN)
    assert all(reason.sentence.endswith(".") and isinstance(reason.cause, Cause) for reason in Reason)
    assert len({reason.sentence for reason in Reason}) == len(Reason)


def test_what_may_pass_is_what_a_network_does() -> None:
    assert set(NETWORK.values()) >= MAY_PASS
    assert Reason.TOO_LARGE not in MAY_PASS


def test_the_documentation_has_the_table() -> None:
    assert reasons_table() in (ROOT / "docs" / "operations.md").read_text()
