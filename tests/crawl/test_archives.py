"""A newsroom's past from web archives, through the real command: what is asked, what is stored, and what stays as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving.fault import page
from misbehaving.matrix import Outcome
from misbehaving.matrix import run as crawl
from misbehaving.pages import article, listing, path, title
from misbehaving.server import Server
from web_archive import WebArchive

PLACES = ("furnace", "harbour", "quarry", "smelter")
OLD = "20190606120000"


@pytest.fixture
def site() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def archive() -> Iterator[WebArchive]:
    with Server() as server:
        yield WebArchive(server)


def past(site: Server, archive: WebArchive, folder: Path, source: str, *arguments: str, **settings: object) -> Outcome:
    """A run with that source."""
    private = [each.origin.removeprefix("http://") for each in (site, archive.server)]
    chosen = archive.settings | settings
    done = crawl(f"{site.origin}/news/", folder, "-a", f"source={source}", *arguments, private=private, settings=chosen)
    assert done.closes(), done.run
    return done


def live(site: Server, folder: Path, *names: str, deep: str = "0", **bodies: str) -> Outcome:
    """A run of the newsroom itself, as it is today."""
    rows = [(path(name), title(name)) for name in names]
    site.routes = {"/news/": page(lambda _: listing(rows))}
    site.routes |= {path(name): page(lambda found: bodies.get(found) or article(found)) for name in names}
    done = crawl(f"{site.origin}/news/", folder, "-a", f"deep={deep}")
    assert done.closes(), done.run
    return done


def fill(archive: WebArchive, origin: str, at: str = OLD, after: str = "") -> None:
    """Captures of PLACES, and of what is no release, no page or no answer."""
    for name in PLACES:
        archive.keep(at, f"{origin}{path(name)}", article(name, after=after))
    archive.keep(at, f"{origin}/news/", listing([(path(name), title(name)) for name in PLACES]))
    archive.keep(at, f"{origin}/products/kiln.html", article("kiln"))
    archive.keep(at, f"{origin}/news/logo.png", b"\x89PNG", mime="image/png")
    archive.keep(at, f"{origin}/news/gone.html", "<p>gone", status="404")
    archive.keep(at, f"{origin}/news/again.html", "", status="-", mime="warc/revisit", record="revisit")
    archive.keep(at, "http://other.example/news/x.html", article("x"))


@pytest.mark.parametrize("source", ["wayback", "commoncrawl"])
def test_a_dead_newsroom_is_read_from_an_archive(site: Server, archive: WebArchive, tmp_path: Path, source: str) -> None:
    fill(archive, site.origin, after='<p>See <a href="../plan.html">the plan of all furnaces</a> for more of it.</p>')
    archive.keep("20210101000000", f"{site.origin}{path('quarry')}", article("quarry"))
    done = past(site, archive, tmp_path, source, ARCHIVE="1")
    assert (done.code, done.verdict, sorted(done.stored)) == (0, "ok", sorted(map(path, PLACES)))
    assert site.asks == [], "the newsroom itself is left alone"
    line = done.stored[path("furnace")]
    assert (line["event"], line["revision"], line["fetched"]) == ("new", 1, "2019-06-06T12:00:00Z")
    assert "archived" in line["flags"]
    assert line["url"] == f"{site.origin}{path('furnace')}"
    assert [each["url"] for each in line["links"]] == [f"{site.origin}/news/plan.html"]
    said = line["provenance"]["fetched"]
    assert (said["by"], said["other"]["captured"]) == (source, line["fetched"])
    assert said["rule"].startswith(archive.server.origin)
    assert line["http"]["etag"] == ('"then"' if source == "wayback" else None)
    assert done.stored[path("quarry")]["fetched"] == "2021-01-01T00:00:00Z", "the newest capture"
    assert done.run["source"] == source
    assert {each["kind"] for each in done.run["completeness"]["sources"]} == {source}
    asked = len(archive.server.asks)
    again = past(site, archive, tmp_path, source)
    assert (again.code, again.run["account"]["unchanged"], len(again.lines)) == (0, len(PLACES), len(done.lines))
    assert len(archive.server.asks) - asked < asked - len(PLACES) + 1, "no capture is asked for twice"


def test_what_an_archive_has_of_a_known_release_is_older(site: Server, archive: WebArchive, tmp_path: Path) -> None:
    today = article("furnace", after="<p>Correction: the figure of the second paragraph was wrong by half.</p>")
    live(site, tmp_path, "furnace", "harbour", furnace=today)
    fill(archive, site.origin)
    archive.keep("20200101000000", f"{site.origin}{path('furnace')}", article("furnace", after="<p>The third.</p>"))
    done = past(site, archive, tmp_path, "wayback", CAPTURES="all")
    assert done.code == 0, done.run
    of_furnace = [line for line in done.lines if line["url"].endswith(path("furnace"))]
    assert [(line["revision"], line["event"], line["fetched"][:4]) for line in of_furnace[1:]] == [
        (0, "changed", "2020"), (-1, "changed", "2019")
    ]  # fmt: skip
    assert {line["changes"]["reason"] for line in of_furnace[1:]} == {"archived"}
    assert len([line for line in done.lines if line["url"].endswith(path("harbour"))]) == 1, "the same words are no revision"
    site.asks.clear()
    after = live(site, tmp_path, "furnace", "harbour", deep="1", furnace=today)
    assert (after.verdict, len(after.lines)) == ("quiet", len(done.lines)), "the newsroom's own state is as it was"
    assert path("quarry") not in [ask.path for ask in site.asks], "what only an archive has is not asked for"


def test_a_release_of_the_past_that_is_listed_again_is_live(site: Server, archive: WebArchive, tmp_path: Path) -> None:
    fill(archive, site.origin)
    before = past(site, archive, tmp_path, "wayback")
    changed = article("quarry", after="<p>The quarry was closed in spring, and nobody works there any more.</p>")
    after = live(site, tmp_path, "quarry", "smelter", quarry=changed)
    events = [(line["event"], line["revision"], "archived" in line["flags"]) for line in after.lines[len(before.lines) :]]
    assert events == [("changed", 2, False)]


def test_an_archive_that_is_busy_or_cut_is_asked_again(site: Server, archive: WebArchive, tmp_path: Path) -> None:
    fill(archive, site.origin)
    archive.broken |= {"/cdx/": 1, f"/web/{OLD}id_/{site.origin}{path('quarry')}": 2}
    archive.cut |= {"/cdx/": 1, f"/web/{OLD}id_/{site.origin}{path('smelter')}": 1}
    done = past(site, archive, tmp_path, "wayback")
    assert (done.code, len(done.lines)) == (0, len(PLACES)), done.log[-3000:]


def test_what_an_archive_does_not_give_whole_is_named(site: Server, archive: WebArchive, tmp_path: Path) -> None:
    fill(archive, site.origin)
    archive.kept[0].where = (archive.kept[0].where[0], 5, 40)  # no beginning of a record
    archive.kept[1].where = ("crawl-data/none.warc.gz", 0, 40)
    done = past(site, archive, tmp_path, "commoncrawl")
    assert (done.code, done.verdict, len(done.lines)) == (10, "degraded", 2)
    assert set(done.run["account"]["reasons"]["failed"]) == {"bad_compression", "http_404"}
    assert live(site, tmp_path, *PLACES[2:]).verdict == "quiet", "nothing waits for the newsroom's own runs"
    archive.ignores_ranges = True
    other = past(site, archive, tmp_path / "other", "commoncrawl")
    assert other.run["account"]["reasons"]["failed"] == {"bad_length": 3, "http_404": 1}


def test_an_index_that_cannot_be_had_is_no_empty_one(site: Server, archive: WebArchive, tmp_path: Path) -> None:
    nothing = past(site, archive, tmp_path, "wayback")
    assert (nothing.code, nothing.verdict) == (10, "incomplete")
    archive.keep(OLD, "http://other.example/news/x.html", article("x"))
    assert past(site, archive, tmp_path, "commoncrawl").verdict == "incomplete"
    archive.kept.clear()
    archive.server.routes["/robots.txt"] = page(lambda _: "User-agent: *\nDisallow: /cdx/\n", kind="text/plain")
    kept_out = past(site, archive, tmp_path / "kept", "wayback")
    assert (kept_out.code, kept_out.verdict) == (30, "blocked")
    fill(archive, site.origin)
    archive.server.routes.clear()
    bounded = past(site, archive, tmp_path / "bounded", "wayback", "-a", "max_articles=2", "-a", "since=2018-01-01")
    assert (bounded.code, len(bounded.lines)) == (0, 2)
