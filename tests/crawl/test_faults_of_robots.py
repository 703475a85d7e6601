"""robots.txt in every shape: one newsroom for each."""

from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from misbehaving.fault import Fault, good, page
from misbehaving.matrix import Outcome, newsroom, run_many
from misbehaving.robots import MODES, PRIVATE, Mode, text
from misbehaving.server import Server

from crawler.policy.reservations import PATH as TDMREP

pytestmark = pytest.mark.usefixtures("nothing_between_tags", "untraced")

SECOND, THIRD = "/news/2024/second.html", "/news/2024/third.html"


def complaint(mode: Mode, server: Server, outcome: Outcome) -> str | None:
    """What was not as it should be."""
    asked = {target for target in server.seen if not target.endswith("robots.txt")}
    if not any(key.startswith("robots ") for key in outcome.run["politeness"]):
        return "the report does not say what was decided"
    if not mode.open:
        closed = (outcome.code, outcome.lines, asked) == (30, [], set())
        return None if closed else f"exit {outcome.code}, {len(outcome.lines)} lines, asked for {sorted(asked)}"
    if THIRD not in outcome.stored:
        return f"exit {outcome.code}, nothing stored: {outcome.run['message']}"
    if mode.forbidden is None:
        return None if SECOND in outcome.stored else "an allowed page was left out"
    return "a forbidden page was asked for" if mode.forbidden in asked else None


@pytest.mark.guarantee(14)
def test_robots_txt_in_every_shape(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = {mode.name: stack.enter_context(Server()) for mode in MODES}
        for mode in MODES:
            server = servers[mode.name]
            newsroom(server, (Fault("second", good), Fault("third", good)))
            server.routes["/robots.txt"] = mode.answer
            server.routes["/elsewhere/robots.txt"] = text(PRIVATE)
        outcomes = run_many({name: f"{server.origin}/news/" for name, server in servers.items()}, tmp_path)
        found = {mode.name: complaint(mode, servers[mode.name], outcomes[mode.name]) for mode in MODES}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.guarantee(14)
def test_robots_txt_is_kept_for_a_day_and_only_when_it_was_read(tmp_path: Path) -> None:
    with Server() as fine, Server() as broken:
        for server in (fine, broken):
            newsroom(server, (Fault("one", good),))
        fine.routes["/robots.txt"] = text("User-agent: *\nAllow: /\n")
        broken.routes["/robots.txt"] = page(lambda name: "", status="500 Oh")
        urls = {"fine": f"{fine.origin}/news/", "broken": f"{broken.origin}/news/"}
        assert run_many(urls, tmp_path)["broken"].code == 30
        broken.routes["/robots.txt"] = text("")
        again = run_many(urls, tmp_path)
        assert (again["fine"].code, again["broken"].code) == (0, 0)
        assert fine.seen["/robots.txt"] == 1
        run_many(urls, tmp_path, {"RUN_CLOCK": "2099-01-01T00:00:00Z"})
        assert fine.seen["/robots.txt"] == 2


def test_what_robots_txt_and_tdmrep_say_of_use_is_on_the_line_for_one_request_each(tmp_path: Path) -> None:
    with Server() as server:
        newsroom(server, (Fault("second", good), Fault("third", good)))
        server.routes["/robots.txt"] = text(
            f"User-agent: *\nContent-Signal: search=yes, ai-train=no\nContent-Usage: {SECOND} train-ai=y\n"
            "User-agent: GPTBot\nDisallow: /news/\n"
        )
        server.routes[TDMREP] = text(f'[{{"location": "{THIRD}", "tdm-reservation": 1, "tdm-policy": "https://x.example/tdm"}}]')
        outcome = run_many({"use": f"{server.origin}/news/"}, tmp_path)["use"]
        assert server.seen["/robots.txt"] == 1
        assert server.seen[TDMREP] == 1
        run_many({"use": f"{server.origin}/news/"}, tmp_path)
        assert server.seen[TDMREP] == 1, "kept as long as robots.txt"
    signals = {urlsplit(line["url"]).path: line["provenance"]["rights_signals"]["other"] for line in outcome.lines}
    everywhere = {"robots:ai-agents": "gptbot", "robots:content-signal": "search=yes, ai-train=no"}
    assert signals[THIRD] == everywhere | {"tdmrep:tdm-reservation": "1", "tdmrep:tdm-policy": "https://x.example/tdm"}
    assert [("tdm_reserved" in line["flags"]) for line in outcome.lines if line["url"].endswith(THIRD)] == [True]
    assert signals[SECOND] == everywhere | {"robots:content-usage": "train-ai=y"}
    assert all("no_ai_train" in line["flags"] for line in outcome.lines)
