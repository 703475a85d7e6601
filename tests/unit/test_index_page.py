"""index.html: all newsrooms of an output folder on one page, whoever else writes it, and never at a run's cost."""

import json
import logging
import os
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from crawler.errors import StorageError
from crawler.report.fleet import read_status, status_table
from crawler.report.index import INDEX, refresh_index, write_overview
from crawler.storage.durable import DurableFiles
from crawler.text.counting import counted, noun
from tests.unit.test_fleet import NOW

MADE = "2026-03-10T06:00:00Z"
HOSTILE = "\"><script>alert(1)</script>\u202e' onmouseover='x"


def ran(output: Path, site: str, verdict: str = "ok", new: int = 0, **more: Any) -> Path:
    """A newsroom whose last run went like that."""
    folder = output / site
    folder.mkdir(parents=True, exist_ok=True)
    account = {"reasons": {"stored": {"new": new}}}
    run = {"run": "r", "started": MADE, "finished": MADE, "verdict": verdict, "account": account, **more}
    with (folder / "runs.jsonl").open("a") as file:
        file.write(json.dumps(run) + "\n")
    return folder


def rows(output: Path) -> dict[str, tuple[str, str]]:
    """Newsroom -> verdict and what else is said, in the order of the page."""
    page: Any = html.fromstring((output / INDEX).read_bytes())
    return {
        each.xpath("string(*[@class='title'])"): (
            each.xpath("string(*[contains(@class, 'pill')])"), each.xpath("string(*[@class='soft'])"),
        )
        for each in page.xpath("//div[@class='fleet']")
    }  # fmt: skip


def test_it_says_what_scrapy_sites_prints(tmp_path: Path) -> None:
    good = ran(tmp_path, "acme", new=3, company="Acme Metals")
    (good / "report.html").write_text("x")
    (good / "feed.xml").write_text("x")
    ran(tmp_path, "brass", "drift")
    torn = ran(tmp_path, "copper", "quiet")
    (torn / "runs.jsonl").open("a").write('[1]\n{"verdict": ["ok"]}\n')
    (tmp_path / "no_run").mkdir()
    assert write_overview(tmp_path, MADE, DurableFiles())
    assert rows(tmp_path) == {
        "brass": ("drift", "last run 2026-03-10 06:00 UTC · 0 new"),
        "copper": (
            "damaged",
            "last run 2026-03-10 06:00 UTC · 0 new · 2 damaged lines in runs.jsonl; the last verdict that can be read is quiet",
        ),
        "Acme Metals (acme)": ("ok", "last run 2026-03-10 06:00 UTC · 3 new"),
    }  # fmt: skip
    page: Any = html.fromstring((tmp_path / INDEX).read_bytes())
    assert page.xpath("//a/@href") == ["acme/report.html", "acme/feed.xml"]
    assert [each.text for each in page.xpath("//b")][:3] == ["3", "2", "3"]
    table = status_table([read_status(tmp_path / name) for name in ("acme", "brass", "copper")], NOW).splitlines()
    assert [(line.split()[0], line.split()[3], line.split()[-1]) for line in table[1:4]] == [
        ("acme", "ok", "3"), ("brass", "drift", "0"), ("copper", "damaged", "0"),
    ]  # fmt: skip
    assert table[4] == "copper: 2 damaged lines in runs.jsonl; the last verdict that can be read is quiet"


def test_words_of_a_folder_stay_words(tmp_path: Path) -> None:
    ran(tmp_path, "acme", company=HOSTILE, account={"reasons": {"stored": [HOSTILE]}})
    ran(tmp_path, "brass", company=[HOSTILE], account=HOSTILE, started="2026-03-10")
    write_overview(tmp_path, MADE, DurableFiles())
    body = (tmp_path / INDEX).read_bytes()
    page: Any = html.fromstring(body)
    assert page.xpath("//script | //img | //@onmouseover") == []
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")
    assert "\u202e".encode() not in body
    assert len(rows(tmp_path)) == 2


def test_a_page_of_somebody_else_and_a_link_stay(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = ran(tmp_path / "own", "acme")
    mine = tmp_path / "own" / INDEX
    mine.write_text("<h1>My own page</h1>")
    with caplog.at_level(logging.INFO):
        refresh_index(folder, tmp_path / "own", MADE, DurableFiles())
    assert mine.read_text() == "<h1>My own page</h1>"
    assert "somebody else" in caplog.text
    linked = ran(tmp_path / "linked", "acme")
    (tmp_path / "linked" / INDEX).symlink_to(tmp_path / "elsewhere")
    piped = ran(tmp_path / "piped", "acme")
    os.mkfifo(tmp_path / "piped" / INDEX)
    for each in (linked, piped):
        caplog.clear()
        refresh_index(each, each.parent, MADE, DurableFiles())
        assert "was not written" in caplog.text
    assert not (tmp_path / "elsewhere").exists()
    assert (tmp_path / "piped" / INDEX).is_fifo()
    refresh_index(folder, tmp_path / "another", MADE, DurableFiles())
    refresh_index(folder, None, MADE, DurableFiles())
    assert not (tmp_path / "another").exists()


def test_a_newsroom_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    ran(tmp_path, "acme")
    ran(tmp_path, "brass")
    (tmp_path / "acme" / "runs.jsonl").rename(tmp_path / "kept")
    (tmp_path / "acme" / "runs.jsonl").symlink_to(tmp_path / "kept")
    write_overview(tmp_path, MADE, DurableFiles())
    verdict, said = rows(tmp_path)["acme"]
    assert (verdict, "is a link" in said, "no run that can be read" in said) == ("-", True, True)
    assert rows(tmp_path)["brass"][0] == "ok"


class FullDisk(DurableFiles):
    def os_write(self, descriptor: int, view: memoryview) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_page_as_it_was(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = ran(tmp_path, "acme")
    write_overview(tmp_path, MADE, DurableFiles())
    before = (tmp_path / INDEX).read_bytes()
    ran(tmp_path, "acme", "drift")
    refresh_index(folder, tmp_path, MADE, FullDisk())
    assert "No space left" in caplog.text
    assert (tmp_path / INDEX).read_bytes() == before
    with pytest.raises(StorageError):
        write_overview(tmp_path, MADE, FullDisk())
    assert [path.name for path in tmp_path.glob(".*")] == []


class MeanwhileAnother(DurableFiles):
    """Before the page takes its place, the run of another newsroom ends and writes the page as well."""

    ends = 1

    def os_replace(self, source: Path, target: Path) -> None:
        if self.ends:
            self.ends -= 1
            ran(target.parent, "brass", new=5)
            write_overview(target.parent, MADE, DurableFiles())
        super().os_replace(source, target)


def test_the_slower_of_two_runs_does_not_hide_the_other(tmp_path: Path) -> None:
    ran(tmp_path, "acme")
    write_overview(tmp_path, MADE, MeanwhileAnother())
    assert list(rows(tmp_path)) == ["acme", "brass"]
    endless = MeanwhileAnother()
    endless.ends = 1000
    write_overview(tmp_path, MADE, endless)
    assert endless.ends > 900, "a busy folder must not keep a run"


def test_many_runs_that_end_at_once(tmp_path: Path) -> None:
    def end(number: int) -> None:
        ran(tmp_path, f"site{number}", new=number)
        write_overview(tmp_path, MADE, DurableFiles())

    threads = [threading.Thread(target=end, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    found = Counter(said.rpartition("· ")[2] for _, said in rows(tmp_path).values())
    assert found == Counter(f"{number} new" for number in range(8))


def test_one_is_one() -> None:
    assert [counted(each, "row") for each in (0, 1, 2, 1012)] == ["0 rows", "1 row", "2 rows", "1,012 rows"]
    assert (noun(1, "try", "tries"), counted(3, "try", "tries")) == ("try", "3 tries")


def test_a_stopped_run_needs_no_look(tmp_path: Path) -> None:
    ran(tmp_path, "acme", "stopped")
    ran(tmp_path, "brass", "degraded")
    assert write_overview(tmp_path, MADE, DurableFiles())
    page: Any = html.fromstring((tmp_path / INDEX).read_bytes())
    figures = "".join(page.text_content().split())
    assert ("1tolookat" in figures) != ("tolookat1" in figures)
