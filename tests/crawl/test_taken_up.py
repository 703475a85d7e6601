"""An article's line is the same however often its run was stopped or killed before; a stopped run counts what it sent."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from running import ROOT, Crawl, command, environment
from warm import warm

from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

SITE = "minmetals"
OF_ITS_RUN = {"run", "fetched", "first_seen", "appeared"}
HEARD = 0.1  # seconds until a crawl has heard a signal


class Stopping(ReplicaServer):
    """Sends signals to the crawl under way once it has asked so often."""

    at = pid = 0
    signals: tuple[int, ...] = ()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        answer = await super()._answer(request)
        for number in self.signals if len(self.log) == self.at else ():
            os.kill(self.pid, number)
            await asyncio.sleep(HEARD)
        return answer

    def crawl(self, output: Path, *signals: int, after: int = 0) -> Crawl:
        """A crawl that gets these signals before the answer to its request of that number."""
        output.mkdir(exist_ok=True)
        self.log.clear()
        self.at, self.signals = after, signals
        out, err = output / "out", output / "err"
        out.write_text("")
        err.write_text("")
        self.pid = warm().start(command(SITE, output)[1:], environment(self.address), ROOT, out, err)
        return Crawl(warm().wait(), out.read_text("utf-8"), err.read_text("utf-8"), output / SITE)


def told(done: Crawl) -> dict[str, dict[str, Any]]:
    """The lines of a journal by id, without what differs from run to run."""
    return {str(line["id"]): {name: line[name] for name in line if name not in OF_ITS_RUN} for line in done.lines}


@pytest.mark.guarantee(3)
@pytest.mark.guarantee(25)
def test_a_run_that_was_stopped_and_killed_gives_the_lines_of_one_that_was_not(tmp_path: Path) -> None:
    server = Stopping(make(2, 16, (SITE,)))
    with server:
        undisturbed = server.crawl(tmp_path / "undisturbed")
        assert (undisturbed.code, len(undisturbed.lines)) == (0, 16)
        wanted = told(undisturbed)
        by_row = [each["provenance"]["published"] for each in wanted.values()]
        assert any(each["by"] == "listing" and each["other"]["url_date"] for each in by_row), "days that only a row says"
        killed = server.crawl(tmp_path / "taken_up", signal.SIGKILL, after=4)  # the front page has been read, and no list
        assert (killed.code, killed.lines) == (-signal.SIGKILL, [])
        for signals, after, most in (((signal.SIGINT,), 6, 7), ((signal.SIGINT, signal.SIGINT), 9, 9)):
            stopped = server.crawl(tmp_path / "taken_up", *signals, after=after)
            run: dict[str, Any] = stopped.runs[-1]
            assert (stopped.code, run["verdict"]) == (10, "stopped")
            assert sum(run["requests"].values()) == len(server.log) <= most
            assert set(run["account"]["reasons"]["failed"]) == {"not_reached"}
        assert told(server.crawl(tmp_path / "taken_up")) == wanted
