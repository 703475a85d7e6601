"""The fault matrix: one real crawl for each family of faults, of a listing whose rows are the faults."""

import asyncio
from pathlib import Path

import pytest
from misbehaving import answers, framing, redirects, sizes, texts, transport
from misbehaving.fault import Fault, good, status
from misbehaving.matrix import IMPATIENT, Outcome, complaints, newsroom, run
from misbehaving.pages import path
from misbehaving.server import Ask, Peer, Server

pytestmark = pytest.mark.usefixtures("untraced")
READS = pytest.mark.usefixtures("between_tags")
ONLY_ASKS = pytest.mark.usefixtures("nothing_between_tags")  # whatever the pages say

MEGABYTES = 256


def crawl(faults: tuple[Fault, ...], folder: Path, server: Server, settings: dict[str, int] | None = None) -> Outcome:
    """Crawl a listing of these faults; what holds for every such crawl is asserted here."""
    fine = newsroom(server, faults)
    outcome = run(f"{server.origin}/news/", folder, settings=settings)
    assert outcome.code == 10, outcome.log[-3000:]
    assert outcome.verdict == "degraded"
    assert outcome.closes()
    assert outcome.megabytes < MEGABYTES
    assert complaints(faults, outcome, server) == []
    assert [page for page in fine if page not in outcome.stored] == [], "faults cost nothing but themselves"
    assert all(line["text"].count("finis") == 1 for page, line in outcome.stored.items() if page in fine)
    return outcome


@pytest.mark.guarantee(8)
@pytest.mark.guarantee(9)
@ONLY_ASKS
def test_transport_and_compression(tmp_path: Path) -> None:
    with Server() as server:
        crawl(transport.FAULTS, tmp_path, server)


@pytest.mark.guarantee(12)
@ONLY_ASKS
def test_slow_answers(tmp_path: Path) -> None:
    with Server() as server:
        crawl(transport.SLOW, tmp_path, server, IMPATIENT)


@pytest.mark.guarantee(10)
@pytest.mark.guarantee(15)
@READS
def test_statuses_and_pages_that_are_no_article(tmp_path: Path) -> None:
    with Server() as server:
        crawl(answers.FAULTS, tmp_path, server)


@pytest.mark.guarantee(13)
@READS
def test_redirects_and_links_never_leave_the_newsroom(tmp_path: Path) -> None:
    with Server() as secret, Server() as server:
        faults = redirects.faults(secret.port)
        server.routes[path("redirect-target")] = good
        outcome = crawl(faults, tmp_path, server)
        assert secret.asks == []
        assert path("redirect-target") in outcome.stored
        assert "secret" not in "".join(str(line["text"]) for line in outcome.lines)


@pytest.mark.guarantee(12)
@ONLY_ASKS
def test_sizes(tmp_path: Path) -> None:
    with Server() as server:
        crawl(sizes.faults(), tmp_path, server)


@pytest.mark.guarantee(16)
@pytest.mark.guarantee(17)
@pytest.mark.guarantee(19)
@READS
def test_encodings_and_hostile_text(tmp_path: Path) -> None:
    faults = (*texts.FAULTS, *texts.BOGUS_DATES, Fault("broken", status("500 Internal Server Error")))
    with Server() as server:
        outcome = crawl(faults, tmp_path, server)
        for fault in texts.BOGUS_DATES:
            published = outcome.stored[fault.path]["published"] if fault.path in outcome.stored else None
            assert published is None or "1990" <= published[:4] <= "2026"


@pytest.mark.guarantee(9)
@pytest.mark.guarantee(12)
@ONLY_ASKS
def test_odd_framing(tmp_path: Path) -> None:
    with Server() as server:
        crawl(framing.FAULTS, tmp_path, server, IMPATIENT)


@pytest.mark.guarantee(9)
@ONLY_ASKS
def test_connections_that_end_a_moment_after_each_answer(tmp_path: Path) -> None:
    async def curt(peer: Peer, ask: Ask) -> None:
        await good(peer, ask)
        peer.keep = False  # which the answer does not say
        await asyncio.sleep(0.08)  # in which the next request comes, is never read, and has no answer

    with Server() as server:
        faults = [Fault(f"curt-{number}", curt, "stored") for number in range(9)]
        newsroom(server, faults)
        outcome = run(f"{server.origin}/news/", tmp_path)
        assert (outcome.code, outcome.reasons) == (0, {})
        assert complaints(faults, outcome, server) == []
        assert set(server.seen.values()) == {1}, "what the server read it is not asked again"


@pytest.mark.guarantee(15)
@ONLY_ASKS
def test_a_host_that_asks_for_an_hour_is_left_to_the_next_run(tmp_path: Path) -> None:
    with Server() as server:
        newsroom(server, (answers.LEAVES_THE_HOST, *transport.FAULTS[:6]))
        server.routes[path("good-0")] = answers.LEAVES_THE_HOST.answer
        outcome = run(f"{server.origin}/news/", tmp_path)
        assert outcome.code in (10, 30)
        assert outcome.closes()
        assert server.seen.total() == 4, "robots.txt, tdmrep.json, the listing, and the article that said so"
        assert set(outcome.reasons.values()) <= {"http_429", "retry_later"}


@pytest.mark.guarantee(15)
@ONLY_ASKS
def test_one_request_at_a_time_even_without_a_delay(tmp_path: Path) -> None:
    async def slow(peer: Peer, ask: Ask) -> None:
        await asyncio.sleep(0.05)
        await good(peer, ask)

    with Server() as server:
        fine = newsroom(server, [Fault(f"slow-{number}", slow) for number in range(12)])
        outcome = run(f"{server.origin}/news/", tmp_path)
        assert (outcome.code, len(outcome.lines), server.busiest) == (0, 12 + len(fine), 1)
