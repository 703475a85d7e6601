"""Each export, field by field."""

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from crawler.errors import UsageError
from crawler.export.forms import FORMS, SUFFIXES, journal_lines, write_export
from crawler.export.mappings import jsonld, ninjs, utc, zyte
from crawler.export.tables import COLUMNS, safe, write_csv, write_sqlite
from crawler.items import Article, Attachment, Dateline, Image, Link, dumps, line


@pytest.fixture
def full() -> dict[str, Any]:
    """A line with every field that an export maps."""
    return line(Article(
        id="acme:7", event="changed", revision=2, site="acme", company="Acme Metals", section="News", language="en-GB",
        url="https://news.example/7.html?x=1", canonical_url="https://news.example/7.html", title="Acme opens a mine",
        subtitle="In the north", published="2026-03-02T09:30:00+08:00", published_precision="minute", modified="2026-03-03",
        authors=["Li Na"], source="Acme Press", dateline=Dateline("PERTH", "2026-03-02", "PRNewswire"), text="First.\n\nSecond.",
        html="<p>First.</p><p>Second.</p>", images=[Image("https://news.example/i.jpg", "The mine", "A hole")],
        attachments=[Attachment("https://news.example/r.pdf", "Report", "pdf")],
        links=[Link("https://other.example/", "Partner")],
        breadcrumbs=["Home", "News"], keywords=["mine", "copper"], rights="© Acme", first_seen="2026-03-02T02:00:00Z",
        fetched="2026-03-03T02:00:00Z", content_hash="ab" * 32,
    ))  # fmt: skip


def test_jsonld(full: dict[str, Any]) -> None:
    assert jsonld(full) == {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": "https://news.example/7.html", "identifier": "acme:7",
        "url": "https://news.example/7.html", "mainEntityOfPage": "https://news.example/7.html?x=1",
        "headline": "Acme opens a mine", "alternativeHeadline": "In the north", "datePublished": "2026-03-02T09:30:00+08:00",
        "dateModified": "2026-03-03", "author": [{"@type": "Person", "name": "Li Na"}],
        "publisher": {"@type": "Organization", "name": "Acme Metals"},
        "sourceOrganization": {"@type": "Organization", "name": "Acme Press"}, "dateline": "PERTH, 2026-03-02, /PRNewswire/",
        "articleSection": "News", "inLanguage": "en-GB", "articleBody": "First.\n\nSecond.",
        "image": [{"@type": "ImageObject", "contentUrl": "https://news.example/i.jpg", "caption": "The mine",
                   "description": "A hole"}],
        "associatedMedia": [{"@type": "MediaObject", "contentUrl": "https://news.example/r.pdf", "name": "Report",
                             "fileFormat": "pdf"}],
        "mentions": [{"@type": "WebPage", "url": "https://other.example/", "name": "Partner"}],
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home"}, {"@type": "ListItem", "position": 2, "name": "News"}]},
        "keywords": ["mine", "copper"], "copyrightNotice": "© Acme", "version": 2, "sdDatePublished": "2026-03-03T02:00:00Z",
    }  # fmt: skip


def test_ninjs(full: dict[str, Any]) -> None:
    found = ninjs(full)
    assert found["standard"]["version"] == "2.1"
    assert found["uri"] == "https://news.example/7.html"
    assert (found["type"], found["version"], found["pubstatus"], found["language"]) == ("text", "2", "usable", "en-GB")
    assert (found["firstcreated"], found["versioncreated"]) == ("2026-03-02T01:30:00Z", "2026-03-03T00:00:00Z")
    assert (found["by"], found["located"], found["copyrightholder"]) == ("Li Na", "PERTH", "Acme Metals")
    headlines = [(each["role"], each["value"]) for each in found["headlines"]]
    assert headlines == [("main", "Acme opens a mine"), ("sub", "In the north")]
    assert [each["contenttype"] for each in found["bodies"]] == ["text/plain", "text/html"]
    assert [each["name"] for each in found["subjects"]] == ["News", "mine", "copper"]
    assert [(each["type"], each["renditions"][0]["href"]) for each in found["associations"]] == [
        ("picture", "https://news.example/i.jpg"), ("component", "https://news.example/r.pdf"),
    ]  # fmt: skip
    assert ninjs(full | {"event": "removed"})["pubstatus"] == "canceled"


def test_zyte(full: dict[str, Any]) -> None:
    assert zyte(full) == {
        "url": "https://news.example/7.html?x=1", "canonicalUrl": "https://news.example/7.html", "headline": "Acme opens a mine",
        "datePublished": "2026-03-02T01:30:00Z", "datePublishedRaw": "2026-03-02T09:30:00+08:00",
        "dateModified": "2026-03-03T00:00:00Z", "dateModifiedRaw": "2026-03-03",
        "authors": [{"name": "Li Na", "nameRaw": "Li Na"}],
        "breadcrumbs": [{"name": "Home"}, {"name": "News"}], "inLanguage": "en", "mainImage": {"url": "https://news.example/i.jpg"},
        "images": [{"url": "https://news.example/i.jpg"}], "description": "In the north", "articleBody": "First.\n\nSecond.",
        "articleBodyHtml": "<p>First.</p><p>Second.</p>",
        "metadata": {"dateDownloaded": "2026-03-03T02:00:00Z", "probability": 1.0},
    }  # fmt: skip


@pytest.mark.parametrize("mapping", [jsonld, ninjs, zyte])
def test_an_empty_article_has_no_empty_keys(mapping: Any) -> None:
    found = mapping(line(Article(id="a:1", url="https://news.example/")))
    assert all(value not in (None, "", []) for value in found.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), ("2026-03-02", "2026-03-02T00:00:00Z"), ("2026-03-02T09:30:00+08:00", "2026-03-02T01:30:00Z"),
     ("2026-03-02T09:30:00Z", "2026-03-02T09:30:00Z"), ("2026-03-02T09:30", "2026-03-02T09:30:00Z")],
)  # fmt: skip
def test_instants(value: str | None, expected: str | None) -> None:
    assert utc(value) == expected


@pytest.mark.guarantee(17)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\u3000=", "＝", "－", "\ufeff=", "\n+"])
def test_no_cell_is_a_formula(start: str, full: dict[str, Any]) -> None:
    assert safe(f"{start}1+1").startswith("'")
    stream = io.StringIO(newline="")
    write_csv([full | {"title": f"{start}cmd|' /C calc'!A0", "keywords": [f"{start}1"]}], stream)
    cells = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))[1]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


def test_plain_cells_stay_as_they_are(full: dict[str, Any]) -> None:
    stream = io.StringIO(newline="")
    assert write_csv([full], stream) == 1
    names, cells = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    found = dict(zip(names, cells, strict=True))
    assert tuple(names) == COLUMNS
    assert (found["title"], found["text"], found["dateline_place"]) == ("Acme opens a mine", "First.\n\nSecond.", "PERTH")
    assert (found["keywords"], found["images"]) == ("mine; copper", "https://news.example/i.jpg")


def test_sqlite_finds_words_and_chinese_as_typed(full: dict[str, Any], tmp_path: Path) -> None:
    chinese = full | {"id": "acme:8", "title": "中国五矿集团召开会议", "text": "会议强调安全生产。"}
    removed = full | {"id": "acme:9", "event": "removed"}
    path = tmp_path / "a.sqlite"
    assert write_sqlite([full, chinese, removed], path) == 3
    database = sqlite3.connect(path)
    query = "SELECT id FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?) ORDER BY id"
    assert database.execute(query, ['"五矿集团"']).fetchall() == [("acme:8",)]
    assert database.execute(query, ['"opens a mine"']).fetchall() == [("acme:7",), ("acme:9",)]
    assert database.execute("SELECT id FROM latest ORDER BY id").fetchall() == [("acme:7",), ("acme:8",)]
    (schema,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_fts'").fetchone()
    assert 'content="articles"' in schema  # how Datasette knows which table the index is of
    database.close()


def test_the_state_is_the_last_line_of_each_article_that_is_there(make_line: Any, tmp_path: Path) -> None:
    lines = [make_line("a:1"), make_line("a:2"), make_line("a:1", revision=2, event="changed"), make_line("a:2", event="removed")]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(dumps(each) + "\n" for each in lines), encoding="utf-8")
    assert [(each["id"], each["revision"]) for each in journal_lines(path)] == [("a:1", 2)]
    assert len(list(journal_lines(path, revisions=True))) == 4


def test_every_form_writes_a_file_and_leaves_nothing_beside_it(full: dict[str, Any], tmp_path: Path) -> None:
    for form in FORMS:
        assert write_export(form, [full], tmp_path / f"acme{SUFFIXES[form]}") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"acme{suffix}" for suffix in SUFFIXES.values())
    with pytest.raises(UsageError):
        write_export("pdf", [], tmp_path / "a.pdf")
