"""Releases that are no page of the newsroom, through the real command: on other hosts, PDF and office files."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import running
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import listing, path, title
from misbehaving.server import Ask, Peer, Server
from receiver import Hook

from tests.pdf import pdf

pytestmark = pytest.mark.usefixtures("untraced")

needs_pdf = pytest.mark.skipif(find_spec("pypdf") is None, reason="the extra `pdf` is not installed")
WITHOUT = ("-s", "PDF_TEXT=0")
PARTNER = "Our partner in Chile reports the first copper of the joint venture"
WIRE = "Kupferwerk meldet höheren Absatz im dritten Quartal des Jahres"
ROSE = "Kupferwerk meldet deutlich höheren Absatz im dritten Quartal"
REPORT = "Results of the financial year that ended in June"
MINUTES = "Protokoll der ordentlichen Hauptversammlung der Aktionäre"
BEHIND = "Notice of the annual general meeting of shareholders"
PROFIT = "The company made a profit of four million in the year that ended in June, more than ever before."
LINES = (PROFIT[:67], PROFIT[68:], "A second paragraph.")


async def results(peer: Peer, ask: Ask) -> None:
    """A PDF with a validator, under an address that does not say so."""
    if ask.headers.get("if-none-match") == '"r1"':
        await peer.answer(b"", "304 Not Modified", {"ETag": '"r1"'})
        return
    await peer.answer(pdf(LINES), headers={"ETag": '"r1"'}, kind="application/pdf")


@dataclass
class Place:
    """A newsroom of five pages whose list also leads to another host and to files."""

    own: Server
    other: Server
    folder: Path
    rows: list[tuple[str, str]] = field(default_factory=list)

    def lay(self) -> None:
        names = [f"plant-{number}" for number in range(5)]
        self.rows = [(path(name), title(name)) for name in names]
        self.rows[1:1] = [(f"{self.other.origin}/wire/2024/joint-venture.html", PARTNER), ("/files/results-2024.pdf", REPORT)]
        self.rows[5:5] = [(f"{self.other.origin}/presse/absatz", WIRE), ("/files/protokoll.docx", MINUTES)]
        self.rows.append(("/get?file=71", BEHIND))
        self.own.routes |= {path(name): good for name in names}
        self.own.routes |= {"/get?file=71": results, "/files/results-2024.pdf": results}
        self.own.routes["/news/"] = page(lambda name: listing(self.rows))
        self.other.routes |= {"/wire/2024/joint-venture.html": good, "/presse/absatz": good}

    def crawl(self, *arguments: str) -> Outcome:
        hosts = [each.origin.removeprefix("http://") for each in (self.own, self.other)]
        done = run(f"{self.own.origin}/news/", self.folder, *arguments, private=hosts)
        assert done.closes()
        return done

    def retitle(self, old: str, new: str) -> None:
        self.rows[:] = [(url, new if words == old else words) for url, words in self.rows]

    def asked(self, server: Server, wanted: str) -> int:
        return sum(number for target, number in server.seen.items() if wanted in target)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with Server() as own, Server() as other:
        found = Place(own, other, tmp_path)
        found.lay()
        yield found


def forms(done: Outcome) -> dict[str, str | None]:
    """Title -> form of its last line."""
    return {line["title"]: line.get("form") for line in done.lines}


def added(done: Outcome, before: Outcome) -> list[dict[str, Any]]:
    return done.lines[len(before.lines) :]


def test_every_row_is_a_line_and_a_second_run_says_nothing(place: Place) -> None:
    first = place.crawl(*WITHOUT)
    assert (first.code, first.run["account"]["discovered"], len(first.lines)) == (0, 10, 10)
    assert forms(first) == {
        **dict.fromkeys(title(f"plant-{n}") for n in range(5)),
        PARTNER: "elsewhere", WIRE: "elsewhere", REPORT: "document", MINUTES: "document", BEHIND: "document",
    }  # fmt: skip
    by_title = {line["title"]: line for line in first.lines}
    partner, report, behind = by_title[PARTNER], by_title[REPORT], by_title[BEHIND]
    assert (partner["published"], partner["published_precision"], partner["text"]) == ("2024-11-02", "day", "")
    assert (partner["http"]["status"], partner["attachments"], list(partner)[-2:]) == (None, [], ["form", "appeared"])
    assert report["attachments"] == [{"url": report["url"], "title": REPORT, "type": "pdf"}]
    assert (report["http"]["status"], behind["http"]["status"], behind["attachments"][0]["type"]) == (None, 200, "pdf")
    assert not place.other.seen
    assert place.asked(place.own, "/files/") == 0
    assert sum("recorded by their rows" in each for each in first.log.splitlines()) == 1
    assert sum("INFO: stored" in each for each in first.log.splitlines()) == 5
    second = place.crawl(*WITHOUT)
    assert (second.verdict, second.lines, place.asked(place.own, "/get")) == ("quiet", first.lines, 1)
    deep = place.crawl(*WITHOUT, "-a", "deep=1")
    assert (deep.verdict, deep.lines) == ("quiet", first.lines)
    assert not place.other.seen


def test_a_row_changes_only_if_two_runs_see_it(place: Place) -> None:
    first = place.crawl(*WITHOUT)
    place.retitle(PARTNER, "Somebody typed a wrong headline for an hour or two")
    once = place.crawl(*WITHOUT)
    place.retitle("Somebody typed a wrong headline for an hour or two", PARTNER)
    back = place.crawl(*WITHOUT)
    assert back.lines == once.lines == first.lines
    place.retitle(WIRE, ROSE)
    assert place.crawl(*WITHOUT).lines == first.lines
    twice = place.crawl(*WITHOUT)
    (line,) = added(twice, first)
    assert (line["event"], line["form"], line["changes"]["fields"]) == ("changed", "elsewhere", ["title"])
    assert (line["title"], line["changes"]["reason"]) == (ROSE, "edited")
    assert line["previous_hash"] != line["content_hash"]
    assert place.crawl(*WITHOUT).lines == twice.lines
    place.rows[:] = [row for row in place.rows if "presse" not in row[0]]
    gone = place.crawl(*WITHOUT, "-a", "deep=1")
    assert gone.lines == twice.lines, "what stands elsewhere is never removed"


def test_a_named_host_is_read_like_the_newsrooms_own(place: Place) -> None:
    place.other.routes["/robots.txt"] = page(lambda name: "User-agent: *\nDisallow: /presse/\n", kind="text/plain")
    first = place.crawl(*WITHOUT)
    also = ("-a", f"also={place.other.origin.removeprefix('http://')}")
    read = place.crawl(*WITHOUT, *also)
    (line,) = added(read, first)
    assert (line["event"], line["revision"], line["changes"]["reason"]) == ("changed", 2, "rules")
    assert "form" not in line
    assert "finis" in line["text"]
    assert line["first_seen"] == next(each["first_seen"] for each in first.lines if each["title"] == PARTNER)
    assert (read.code, read.run["account"]["failed"]) == (10, 1)
    assert place.asked(place.other, "/presse/") == 0, "its robots.txt counts"
    again = place.crawl(*WITHOUT, *also)
    assert added(again, read) == []
    assert place.asked(place.other, "/wire/") == 1
    without = place.crawl(*WITHOUT)
    assert (without.verdict, added(without, read)) == ("quiet", [])


def test_a_host_that_is_none_is_refused_before_any_request(place: Place) -> None:
    url, output = f"url={place.own.origin}/news/", f"OUTPUT_DIR={place.folder}"
    done = running.scrapy("crawl", "newsroom", "-a", url, "-a", "also=press..example!", "-s", output)
    assert done.returncode == 2
    assert "also='press..example!' is no host" in done.stdout + done.stderr
    assert not place.own.seen


@needs_pdf
def test_a_pdf_is_asked_for_once_and_read(place: Place) -> None:
    first = place.crawl()
    by_title = {line["title"]: line for line in first.lines}
    for name in (REPORT, BEHIND):
        assert by_title[name]["text"] == f"{PROFIT}\n\nA second paragraph."
        assert by_title[name]["html"] == f"<p>{PROFIT}</p><p>A second paragraph.</p>"
        assert (by_title[name]["flags"], by_title[name]["http"]["etag"]) == ([], '"r1"')
    assert (by_title[MINUTES]["text"], by_title[MINUTES]["flags"]) == ("", ["not_read"])
    place.crawl()
    assert place.asked(place.own, "results-2024.pdf") == place.asked(place.own, "/get") == 1
    deep = place.crawl("-a", "deep=1")
    assert (deep.verdict, deep.lines) == ("quiet", first.lines)
    asks = [ask for ask in place.own.asks if "results-2024.pdf" in ask.target]
    assert [ask.headers.get("if-none-match") for ask in asks] == [None, '"r1"']


@needs_pdf
def test_the_extra_comes_later(place: Place) -> None:
    first = place.crawl(*WITHOUT)
    with Hook() as hook:
        read = place.crawl("-s", f"ALERT_WEBHOOK={hook.url()}")
    lines = added(read, first)
    assert {(line["title"], line["event"], line["changes"]["reason"]) for line in lines} == {
        (REPORT, "changed", "rules"), (BEHIND, "changed", "rules"),
    }  # fmt: skip
    assert all(line["text"].startswith(PROFIT) for line in lines)
    assert hook.got == []
    again = place.crawl()
    assert (again.verdict, again.lines) == ("quiet", read.lines)
    assert place.asked(place.own, "results-2024.pdf") == 1


@needs_pdf
def test_a_file_that_cannot_be_had_is_its_row(place: Place) -> None:
    place.own.routes["/robots.txt"] = page(lambda name: "User-agent: *\nDisallow: /files/\n", kind="text/plain")
    place.own.routes["/get?file=71"] = page(lambda name: b"%PDF-1.7\n" + bytes(range(256)) * 40, kind="application/pdf")
    first = place.crawl()
    found = {line["title"]: (line.get("form"), line["flags"]) for line in first.lines}
    assert (first.code, len(first.lines)) == (0, 10)
    assert found[REPORT] == found[BEHIND] == ("document", ["not_read"])
    second = place.crawl()
    assert (second.code, second.lines) == (0, first.lines)


def test_they_alert_and_stand_in_the_feeds(place: Place) -> None:
    with Hook() as hook:
        place.crawl(*WITHOUT, "-s", f"ALERT_WEBHOOK={hook.url()}")
    told = {body["title"]: body.get("form") for body in map(json.loads, (body for _, _, body in hook.got))}
    assert (told[PARTNER], told[REPORT], told[title("plant-0")]) == ("elsewhere", "document", None)
    folder = place.folder / "bad"
    atom = ElementTree.parse(folder / "feed.xml").getroot()
    name = "{http://www.w3.org/2005/Atom}"
    entries = {entry.findtext(f"{name}title"): entry for entry in atom.iter(f"{name}entry")}
    assert {PARTNER, WIRE, REPORT, MINUTES, BEHIND} <= entries.keys()
    links = {link.get("rel"): link for link in entries[REPORT].iter(f"{name}link")}
    assert links["enclosure"].get("type") == links["alternate"].get("type") == "application/pdf"
    items = {item["title"]: item for item in json.loads((folder / "feed.json").read_text())["items"]}
    assert items[REPORT]["attachments"] == [{"url": items[REPORT]["url"], "mime_type": "application/pdf", "title": REPORT}]
    assert "attachments" not in items[PARTNER]


def test_what_an_earlier_version_left_out_is_one_message(place: Place) -> None:
    whole = list(place.rows)
    place.rows[:] = [row for row in whole if row[0].startswith("/news/")]
    first = place.crawl(*WITHOUT)
    with closing(sqlite3.connect(place.folder / "bad" / "state.sqlite")) as state, state:
        assert state.execute("DELETE FROM baselines WHERE name = 'forms_known'").rowcount == 1
    newest = ("/news/2024/plant-9.html", title("plant-9"))
    place.own.routes[newest[0]] = good
    place.rows[:] = [newest, *whole]
    with Hook() as hook:
        second = place.crawl(*WITHOUT, "-s", f"ALERT_WEBHOOK={hook.url()}")
        third = place.crawl(*WITHOUT, "-s", f"ALERT_WEBHOOK={hook.url()}")
    assert sorted(str(line.get("form")) for line in added(second, first)) == ["None", *["document"] * 3, *["elsewhere"] * 2]
    assert third.lines == second.lines
    bodies = [json.loads(body) for _, _, body in hook.got]
    assert sorted(body["event"] for body in bodies) == ["digest", "new"]
    assert [body["counts"] for body in bodies if body["event"] == "digest"] == [{"new": 5}]


def test_datasets_leave_them_out_and_take_them_in(place: Place) -> None:
    pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
    place.crawl(*WITHOUT)
    settings = ("-s", f"OUTPUT_DIR={place.folder}")
    plain = running.scrapy("dataset", "build", "bad", "--no-near", "--split", "none", *settings)
    assert "train: 5 rows" in plain.stdout, plain.stdout + plain.stderr
    assert "left out, document: 3\nleft out, elsewhere: 2" in plain.stdout
    card = (place.folder / "dataset" / "README.md").read_text("utf-8")
    assert [word in card for word in ("releases that are a PDF or another file", "releases on other hosts")] == [True, True]
    whole = running.scrapy("dataset", "build", "bad", "--no-near", "--split", "none", "--with-forms", *settings)
    assert "train: 10 rows" in whole.stdout, whole.stdout + whole.stderr
    assert running.scrapy("dataset", "verify", *settings).returncode == 0
    table = place.folder / "all.csv"
    running.scrapy("export", "bad", "--format", "csv", "--out", str(table), *settings)
    forms_of_rows = [row["form"] for row in csv.DictReader(table.open(encoding="utf-8", newline=""))]
    assert sorted(forms_of_rows) == [*[""] * 5, *["document"] * 3, *["elsewhere"] * 2]
