"""A folder that version 0.1.0 wrote goes on under this version: nothing rewritten, nothing fetched or sent twice."""

import base64
import hashlib
import json
import os
import re
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import pytest
from receiver import Hook
from running import environment, scrapy

from crawler.export.forms import FORMS
from crawler.reextract.reading import TOLD
from crawler.storage.state import Store
from crawler.verdict.history import History
from tests.replica.newsroom import Newsroom, Reply
from tests.replica.server import ReplicaServer

PACKED = Path(__file__).with_name("folder_0_1_0.tar.gz")
SITES = ("minmetals", "plain")
DAYS = MappingProxyType({"minmetals": ("2026-07-01", "2026-07-02"), "plain": ("2026-06-23", "2026-06-24")})  # after its last run
RUNS = MappingProxyType({"minmetals": 8, "plain": 3})
COUNTS = MappingProxyType({"minmetals": {"live": 11, "removed": 1}, "plain": {"live": 10}})
WAITING = "minmetals:328986@1"  # key of the alert that was not delivered


class Answers:
    """Stands where a newsroom stands: what the addresses of a site answer, in the state that is set."""

    channels: Mapping[str, object] = MappingProxyType({"plain": None})  # any host is answered

    def __init__(self, folder: Path, site: str) -> None:
        self._states = json.loads((folder / f"answers_{site}.json").read_text())
        self.state = "now"

    def reply(self, host: str, target: str) -> Reply:
        """As `Newsroom.reply`."""
        url = f"http://{host}{target}"
        found = self._states[self.state].get(url) or self._states["now"].get(url)
        if found is None:
            return Reply(404, b"no such page")
        return Reply(found["status"], base64.b64decode(found["body"]), found["headers"], found["kind"])

    def serve_views(self, views: Mapping[str, str], *, link: bool) -> None:
        """Answer the addresses of other views as those of their pages. link: whether the listings lead to the views."""
        now = self._states["now"]
        now |= {view: now[url] for url, view in views.items()}
        for url, found in now.items():
            if not link or url in views or url in views.values():
                continue
            page = base64.b64decode(found["body"]).decode()
            for url, view in views.items():
                path = url.partition(".example")[2]
                page = page.replace(f'"{path}"', f'"{path}{view[len(url):]}"')
            found["body"] = base64.b64encode(page.encode()).decode()


class Upgrade:
    """An output folder of 0.1.0 with the newsroom it was made from, and this version's commands on it."""

    def __init__(self, output: Path, site: str) -> None:
        with tarfile.open(PACKED) as packed:
            packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.2 has none
            packed.extractall(output)
        self.site = site
        self.output = output
        self.folder = output / site
        self.answers = Answers(output, site)
        self.server = ReplicaServer(cast(Newsroom, self.answers))
        self.before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def scrapy(self, *arguments: str, code: int = 0) -> str:
        """What a command of this version says; it must end with that exit code."""
        environ = environment(self.server.address) | {"no_proxy": "127.0.0.1", "HOME": os.environ.get("HOME", "/")}
        done = scrapy(*arguments, "-s", f"OUTPUT_DIR={self.output}", env=environ)
        assert done.returncode == code, done.stdout + done.stderr[-2000:]
        return done.stdout

    def crawl(self, day: int, *arguments: str, code: int = 0) -> list[tuple[str, str]]:
        """One run on the first (0) or second day after 0.1.0; returns (kind, address) of what it asked for."""
        undeclared = ("newsroom", "-a", "url=http://newsroom.example/news/", "-a", "name=plain")
        clock = f"RUN_CLOCK={DAYS[self.site][day]}T09:00:00+08:00"
        first = len(self.server.log)
        self.scrapy(
            "crawl", *(undeclared if self.site == "plain" else (self.site,)), "-s", "DOWNLOAD_DELAY=0", "-s", "ARCHIVE=1",
            "-s", "DEEP_EVERY_DAYS=0", "-s", clock, "-L", "ERROR", *arguments, code=code,
        )  # fmt: skip
        return [(entry.kind, entry.host + entry.path) for entry in self.server.log[first:]]

    def added(self, name: str) -> list[dict[str, Any]]:
        """Lines of a file that came after those of 0.1.0, whose bytes must be what they were."""
        path = self.folder / name
        whole, old = path.read_bytes(), self.before[path]
        assert whole.startswith(old), f"{name} was rewritten"
        return [json.loads(line) for line in whole[len(old) :].splitlines()]

    def store(self) -> Store:
        return Store.of_folder(self.folder)


@pytest.fixture
def upgrade(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Upgrade]:
    """The folder of a site, minmetals if the test does not say another."""
    found = Upgrade(tmp_path, getattr(request, "param", "minmetals"))
    with found.server:
        yield found


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        yield server


both_sites = pytest.mark.parametrize("upgrade", SITES, indirect=True)


# Looks at releases of the last days are every run's, and no matter of the upgrade.
NO_FRESH_LOOKS = ("-s", "FRESH_BUDGET=0")


@both_sites
def test_the_next_runs_find_everything_unchanged(upgrade: Upgrade, hook: Hook) -> None:
    webhook = ("-s", f"ALERT_WEBHOOK={hook.url()}")
    ordinary = upgrade.crawl(0, *webhook, *NO_FRESH_LOOKS)
    assert [url for kind, url in ordinary if kind == "article"] == []
    assert len(ordinary) == len(set(ordinary))
    deep = upgrade.crawl(1, "-a", "deep=1", *webhook)
    pages = [url for kind, url in deep if kind == "article"]
    assert len(pages) >= COUNTS[upgrade.site]["live"]
    assert len(pages) == len(set(pages))
    assert upgrade.added("articles.jsonl") == []
    assert upgrade.added("quarantine.jsonl") == []
    assert [(run["verdict"], run["exit_code"]) for run in upgrade.added("runs.jsonl")] == [("quiet", 0)] * 2
    kept = [path for path in upgrade.before if path.parts[-2] != upgrade.site]  # archive and cases
    assert {path: path.read_bytes() for path in kept} == {path: upgrade.before[path] for path in kept}
    # The one alert that waited is delivered; the upgrade itself says nothing.
    sent = [f"{body['id']}@{body['revision']}" for body in (json.loads(body) for _, _, body in hook.got)]
    assert sent == ([WAITING] if upgrade.site == "minmetals" else [])
    with upgrade.store() as store:
        assert store.set_aside is None
        assert store.catch_up() == "even"
        assert store.articles.count() == COUNTS[upgrade.site]
        assert store.outbox.waiting() == []
        assert store.pending.due("9999-01-01T00:00:00Z") == []


@both_sites
def test_a_release_of_the_next_day_is_the_only_line(upgrade: Upgrade) -> None:
    upgrade.answers.state = "later"
    asked = [url for kind, url in upgrade.crawl(0, *NO_FRESH_LOOKS) if kind == "article"]
    (line,) = upgrade.added("articles.jsonl")
    assert (line["event"], line["revision"]) == ("new", 1)
    assert asked == [line["url"].removeprefix("http://")]
    assert upgrade.added("quarantine.jsonl") == []


def test_the_history_of_runs_still_tells_drift(upgrade: Upgrade) -> None:
    with upgrade.store() as store:
        runs = store.runs.last()
        history = History.of(runs, store.articles.release_days())
    assert len(runs) == RUNS["minmetals"]
    assert [run["run"] for run in runs] == [
        json.loads(line)["run"] for line in upgrade.before[upgrade.folder / "runs.jsonl"].splitlines()
    ]
    assert any(layout.startswith("minmetals/") for layout in history.layouts())
    assert "title" in history.fields()
    upgrade.answers.state = "broken"
    upgrade.crawl(0, code=20)
    assert upgrade.added("articles.jsonl") == []
    assert upgrade.added("quarantine.jsonl")


@both_sites
def test_the_commands_work_on_it(upgrade: Upgrade) -> None:
    site = upgrade.site
    counts = ", ".join(f"{number} {status}" for status, number in sorted(COUNTS[site].items()))
    shown = upgrade.scrapy("state", site, "show")
    assert f"articles: {counts}\n" in shown
    assert f"alerts waiting: {int(site == 'minmetals')}\n" in shown
    rebuilt = upgrade.scrapy("state", site, "rebuild")
    assert json.dumps(COUNTS[site]) in rebuilt
    assert upgrade.scrapy("state", site, "show") == shown
    compared = upgrade.scrapy("reextract", site, "--compare")
    assert compared.startswith(f"{COUNTS[site]['live']} articles read again: ")
    fields = set(re.findall(r"^  (\w+) +\d+$", compared, re.MULTILINE)) - set(TOLD)
    assert fields <= {"rights"}, "0.1.0 read none under a layout; how a value was found may have changed, no other value has"
    assert upgrade.added("articles.jsonl") == []
    # After the rebuild, which knows no page's bytes, reading everything again still finds nothing to write.
    upgrade.crawl(0, "-a", "deep=1")
    assert upgrade.added("articles.jsonl") == []


def test_exports_and_datasets_are_made_from_it(upgrade: Upgrade) -> None:
    for form in FORMS:
        target = upgrade.output / f"export.{form}"
        upgrade.scrapy("export", "minmetals", "--format", form, "--out", str(target))
        assert target.stat().st_size > 1000 * COUNTS["minmetals"]["live"]
    pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
    upgrade.scrapy("dataset", "build", "minmetals", "plain")
    assert upgrade.scrapy("dataset", "verify").endswith("all checks passed\n")


VIEWS = ("?print=1", "?asPDF=1", "?view=print", "?format=pdf")  # 0.1.0 gave each of these an id of its own


@pytest.mark.guarantee(21)
@pytest.mark.guarantee(24)
@pytest.mark.parametrize("upgrade", ["plain"], indirect=True)
@pytest.mark.parametrize("listed", ["page", "view"])
def test_a_release_that_was_stored_at_its_printed_view_is_the_same_one(upgrade: Upgrade, hook: Hook, listed: str) -> None:
    """The lines as 0.1.0 would have written them, had the newsroom linked the printed views of its releases."""
    journal = upgrade.folder / "articles.jsonl"
    text, links = journal.read_text("utf-8"), {}
    ids = dict.fromkeys(json.loads(line)["id"] for line in text.splitlines())
    for number, line in enumerate(text.splitlines()):
        read = json.loads(line)
        links[read["canonical_url"]] = read["canonical_url"] + VIEWS[number % len(VIEWS)]
    for url, view in links.items():
        text = text.replace(json.dumps(url), json.dumps(view))
        old, new = (f"plain:{hashlib.sha256(each.encode()).hexdigest()[:16]}" for each in (url, view))
        assert old in ids
        text = text.replace(old, new)
    journal.write_text(text, "utf-8")
    upgrade.before[journal] = journal.read_bytes()
    upgrade.answers.serve_views(links, link=listed == "view")
    webhook = ("-s", f"ALERT_WEBHOOK={hook.url()}")
    ordinary = upgrade.crawl(0, *webhook, *NO_FRESH_LOOKS)
    assert [url for kind, url in ordinary if kind == "article"] == []
    upgrade.crawl(1, "-a", "deep=1", *webhook)
    assert upgrade.added("articles.jsonl") == []
    assert hook.got == []
    upgrade.scrapy("state", "plain", "rebuild")
    again = upgrade.crawl(1, *webhook, *NO_FRESH_LOOKS)
    assert [url for kind, url in again if kind == "article"] == []
    assert upgrade.added("articles.jsonl") == []
