"""robots.txt in every shape, each with a real crawl."""

from pathlib import Path

import pytest
from misbehaving.fault import Fault, good, page
from misbehaving.matrix import newsroom, run
from misbehaving.robots import _PRIVATE, MODES, Mode, text
from misbehaving.server import Server


@pytest.mark.guarantee(14)
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_robots_txt(mode: Mode, tmp_path: Path) -> None:
    second = Fault("second", good, "stored" if mode.open and not mode.forbidden else "failed")
    with Server() as server:
        newsroom(server, (second, Fault("third", good, "stored")))
        server.routes["/robots.txt"] = mode.answer
        server.routes["/elsewhere/robots.txt"] = text(_PRIVATE)
        outcome = run(f"{server.origin}/news/", tmp_path)
        asked = {target for target in server.seen if not target.endswith("robots.txt")}
        if mode.open:
            assert "/news/2024/third.html" in outcome.stored, outcome.log[-3000:]
            assert (second.path in outcome.stored) is (mode.forbidden is None)
            assert mode.forbidden not in asked
        else:
            assert asked == set(), "nothing is asked for but robots.txt"
            assert outcome.code == 30
            assert outcome.lines == []
        assert any(key.startswith("robots ") for key in outcome.run["politeness"]), "the report says what was decided"


@pytest.mark.guarantee(14)
def test_robots_txt_is_kept_for_a_day_only_when_it_was_read(tmp_path: Path) -> None:
    with Server() as server:
        newsroom(server, (Fault("one", good),))
        server.routes["/robots.txt"] = text("User-agent: *\nAllow: /\n")
        for _ in range(2):
            run(f"{server.origin}/news/", tmp_path / "kept")
        assert server.seen["/robots.txt"] == 1
        run(f"{server.origin}/news/", tmp_path / "kept", settings={"RUN_CLOCK": "2099-01-01T00:00:00Z"})
        assert server.seen["/robots.txt"] == 2
    with Server() as server:
        newsroom(server, (Fault("one", good),))
        server.routes["/robots.txt"] = page(lambda name: "", status="500 Oh")
        assert run(f"{server.origin}/news/", tmp_path / "failed").code == 30
        server.routes["/robots.txt"] = text("")
        assert run(f"{server.origin}/news/", tmp_path / "failed").code == 0
