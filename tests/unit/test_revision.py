"""What a look at an article means for its record."""

from dataclasses import replace
from typing import Any

import pytest

from crawler.items import Article, Changes
from crawler.revision import Decision, Known, Seen, decide, page_digest, withdrawn
from crawler.text.difference import difference, seen_article
from crawler.text.fingerprint import content_hash, normalised

LONG = "The smelter at the harbour was opened on Monday after three years of work by 400 people. " * 4


def known_of(line: dict[str, Any], **values: Any) -> Known:
    known = Known(
        line["id"], line["canonical_url"], line["content_hash"], line["revision"], line["first_seen"], title=line["title"],
        published=line["published"],
    )  # fmt: skip
    return replace(known, **values)


def seen_of(line: dict[str, Any], run: str = "r2", **values: Any) -> Seen:
    return replace(seen_article(line, run), **values)


def gone(line: dict[str, Any], run: str = "r2", outcome: str = "gone") -> Seen:
    return Seen(outcome, run, line["id"], line["canonical_url"])


class TestContentHash:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Acme’s “new” mine", 'Acme\'s "new" mine'),
            ("rose by 5 % – again", "rose by 5 % - again"),
            ("a\u00a0b\u200bc\n\nd", "a bc d"),
            ("ＡＢＣ　１２３", "ABC 123"),
            ("First, second; third.", "First second third"),
            ("2019–2020", "2019-2020"),
            ("2019 – 2020", "2019-2020"),
            ("ﬁnal", "final"),
            ("五矿集团。", "五矿集团"),
        ],
    )
    def test_what_says_the_same_has_one_hash(self, one: str, other: str) -> None:
        assert content_hash("t", one) == content_hash("t", other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("costs 1.5 m", "costs 15 m"),
            ("costs 1,500", "costs 1.500"),
            ("fell -4", "fell 4"),
            ("5%", "5"),
            ("$5", "€5"),
            ("2019-2020", "20192020"),
            ("will open", "will not open"),
            ("News", "news"),
            ("10:30", "1030"),
        ],
    )
    def test_what_says_something_else_has_another(self, one: str, other: str) -> None:
        assert content_hash("t", one) != content_hash("t", other)

    def test_title_and_text_are_told_apart(self) -> None:
        assert content_hash("ab", "c") != content_hash("a", "bc")
        assert content_hash(None, None) == content_hash("", "")

    def test_a_lone_surrogate_does_not_break_it(self) -> None:
        assert len(content_hash("a\ud800", "b")) == 64

    def test_normalised_keeps_combining_marks(self) -> None:
        assert normalised("कि") == "कि"


class TestFirstLook:
    def test_new(self, make_line: Any) -> None:
        line = make_line()
        decision = decide(None, seen_of(line))
        assert decision == Decision("new", "acme:1", 1, line["canonical_url"], None, line["content_hash"])
        assert decision.writes

    def test_the_same_words_elsewhere_are_a_duplicate(self, make_line: Any) -> None:
        first, second = make_line("acme:1", text=LONG, title="T"), make_line("acme:2", text=LONG, title="T")
        decision = decide(None, seen_of(second, section="Press"), known_of(first))
        assert (decision.event, decision.id, decision.writes) == ("duplicate", "acme:1", False)
        assert set(decision.aliases) == {"acme:2", second["canonical_url"]}

    def test_few_words_are_a_duplicate_only_on_one_day(self, make_line: Any) -> None:
        first = make_line("acme:1", text="See the attachment.", title="Notice", published="2026-03-02")
        same_day = make_line("acme:2", text="See the attachment.", title="Notice", published="2026-03-02T10:00:00+08:00")
        later = make_line("acme:3", text="See the attachment.", title="Notice", published="2026-04-02")
        undated = make_line("acme:4", text="See the attachment.", title="Notice", published=None)
        assert decide(None, seen_of(same_day, section="Press"), known_of(first)).event == "duplicate"
        assert decide(None, seen_of(later), known_of(first)).event == "new"
        assert decide(None, seen_of(undated), known_of(first, published=None)).event == "new"

    @pytest.mark.parametrize(
        ("address", "published", "event"),
        [
            ("http://www.acme.example/news/7.html", "2026-03-02", "duplicate"),  # an alias host
            ("http://acme.example/press/7.html", "2026-03-02", "duplicate"),  # another folder
            ("http://acme.example/news/1.html?print=1", "2026-03-02", "duplicate"),
            ("http://acme.example/news/7.html", "2026-03-02", "new"),  # in one section: two releases
            ("http://acme.example/press/7.html", "2026-04-02", "new"),  # a notice that recurs
        ],
    )
    def test_twins_are_of_one_day_in_another_place(self, make_line: Any, address: str, published: str, event: str) -> None:
        first = make_line("acme:1", text=LONG, title="T", published="2026-03-02", canonical_url="http://acme.example/news/1.html")
        second = make_line("acme:7", text=LONG, title="T", published=published, canonical_url=address)
        known = known_of(first, section=first["section"])
        assert decide(None, seen_of(second), known).event == event

    def test_a_notice_is_taken_back_at_once(self, make_line: Any) -> None:
        decision = decide(known_of(make_line()), gone(make_line(), outcome="notice"))
        assert (decision.event, decision.changes) == ("removed", Changes("notice"))

    def test_a_twin_with_other_words_is_none(self, make_line: Any) -> None:
        assert decide(None, seen_of(make_line("acme:2")), known_of(make_line("acme:1"))).event == "new"

    @pytest.mark.parametrize("status", ["missing", "removed"])
    def test_the_words_of_a_page_that_is_gone_have_moved(self, make_line: Any, status: str) -> None:
        first, second = make_line("acme:1", text=LONG, title="T"), make_line("acme:2", text=LONG, title="T")
        decision = decide(None, seen_of(second), known_of(first, status=status, first_seen="2026-01-01T00:00:00Z"))
        assert (decision.event, decision.id, decision.revision) == ("moved", "acme:1", 2)
        assert decision.canonical_url == second["canonical_url"]
        assert decision.first_seen == "2026-01-01T00:00:00Z"
        assert decision.changes == Changes("moved", ["canonical_url"])
        assert set(decision.aliases) == {"acme:2", first["canonical_url"], second["canonical_url"]}

    def test_a_redirect_from_the_known_page_is_a_move(self, make_line: Any) -> None:
        first, second = make_line("acme:1", text=LONG, title="T"), make_line("acme:2", text=LONG, title="T")
        seen = seen_of(second, redirected_from=first["canonical_url"])
        assert decide(None, seen, known_of(first)).event == "moved"

    def test_a_look_at_an_article_needs_the_article(self) -> None:
        with pytest.raises(ValueError, match="needs what was read"):
            decide(None, Seen("article", "r"))


class TestSecondLook:
    def look(self, before: dict[str, Any], now: dict[str, Any], known: dict[str, Any] | None = None, **seen: Any) -> Decision:
        return decide(known_of(before, **(known or {})), seen_of(now, **seen), None, difference(before, now))

    def test_unchanged(self, make_line: Any) -> None:
        decision = self.look(make_line(), make_line())
        assert (decision.event, decision.revision, decision.writes) == ("unchanged", 1, False)

    def test_changed_carries_hash_fields_and_diff(self, make_line: Any) -> None:
        before = make_line(text="Acme opened a mine.\n\nIt employs 400 people.")
        now = make_line(text="Acme opened a mine.\n\nIt employs 500 people.")
        decision = self.look(before, now)
        assert (decision.event, decision.revision) == ("changed", 2)
        assert decision.previous_hash == before["content_hash"]
        assert decision.content_hash == now["content_hash"]
        assert decision.changes is not None
        assert (decision.changes.reason, decision.changes.fields) == ("edited", ["text"])
        assert "-It employs 400 people.\n+It employs 500 people." in str(decision.changes.diff)

    def test_the_same_bytes_read_otherwise_are_not_an_edit(self, make_line: Any) -> None:
        digest = page_digest(b"page")
        decision = self.look(make_line(), make_line(text="Other."), {"page_digest": digest}, page_digest=digest)
        assert decision.changes is not None
        assert decision.changes.reason == "rules"

    @pytest.mark.parametrize(
        ("field", "before", "now"),
        [
            ("published", "2026-03-02", "2026-03-04"),
            ("subtitle", "In the north", "In the south"),
            ("source", "Acme", "Wire"),
        ],
    )
    def test_other_fields_that_speak(self, make_line: Any, field: str, before: Any, now: Any) -> None:
        decision = self.look(make_line(**{field: before}), make_line(**{field: now}))
        assert decision.event == "changed"
        assert decision.changes is not None
        assert (decision.changes.fields, decision.changes.diff) == ([field], None)

    def test_another_document_is_a_change(self, make_line: Any) -> None:
        before, now = make_line(), make_line()
        before["attachments"] = [{"url": "https://news.example/a.pdf?v=1"}]
        now["attachments"] = [{"url": "https://news.example/a.pdf?v=2"}]
        assert self.look(before, now).event == "unchanged"
        now["attachments"].append({"url": "https://news.example/b.pdf"})
        assert self.look(before, now).event == "changed"

    @pytest.mark.parametrize(
        ("before", "now"), [("2026-03-02", None), (None, "2026-03-02"), ("2026-03-02", "2026-03-02T10:00:00+08:00")]
    )
    def test_a_date_that_one_look_missed_is_no_edit(self, make_line: Any, before: Any, now: Any) -> None:
        assert self.look(make_line(published=before), make_line(published=now)).event == "unchanged"

    def test_another_name_of_the_same_host_is_no_edit(self, make_line: Any) -> None:
        before = make_line(html='<p><a href="http://www.news.example/x">A</a><img src="http://www.news.example/a.jpg"></p>')
        now = make_line(html='<p><a href="https://news.example/x">A</a><img src="https://news.example/a.jpg"></p>')
        before["url"] = "http://www.news.example/en/1.html"
        assert self.look(before, now).event == "unchanged"
        now["html"] = now["html"].replace('href="https://news.example', 'href="https://other.example')
        assert self.look(before, now).event == "minor"

    def test_a_date_found_elsewhere_is_another_reading(self, make_line: Any) -> None:
        before, now = make_line(), make_line(published="2026-03-04")
        before["provenance"] = {"published": {"by": "listing", "rule": None, "other": {}}}
        now["provenance"] = {"published": {"by": "url", "rule": "t20260304", "other": {}}}
        assert self.look(before, now).event == "unchanged"
        now["provenance"] = before["provenance"]
        assert self.look(before, now).event == "changed"

    def test_a_title_that_the_page_still_states_is_no_edit(self, make_line: Any) -> None:
        before, now = make_line(title="Acme opens a mine"), make_line(title="Latest news")
        now["provenance"] = {"title": {"by": "rule", "rule": "h1", "other": {"meta": "Acme opens a mine", "url": None}}}
        assert self.look(before, now).event == "unchanged"
        now["provenance"]["title"]["other"] = {"meta": "Acme closes a mine"}
        assert self.look(before, now).event == "changed"
        now["subtitle"] = "Acme opens a mine"
        assert self.look(before, now).event == "unchanged"

    @pytest.mark.parametrize(
        "values",
        [
            {"text": "Acme  opened a\nmine!", "html": "<p>Acme opened a mine</p>"},
            {"text": "“Acme” opened a mine", "html": "<p>Acme opened a mine</p>"},
            {"html": "<h2>Acme</h2><p>opened a mine</p>"},
        ],
    )
    def test_white_space_punctuation_and_markup_are_minor(self, make_line: Any, values: dict[str, Any]) -> None:
        before = make_line(text="Acme opened a mine", html="<p>Acme opened a mine</p>")
        decision = self.look(before, make_line(**({"text": "Acme opened a mine"} | values)))
        assert (decision.event, decision.revision) == ("minor", 2)
        assert decision.previous_hash == decision.content_hash

    def test_furniture_makes_no_revision(self, make_line: Any) -> None:
        before = make_line(html='<p>A</p><img src="https://news.example/a.jpg?v=1">', breadcrumbs=["Home"])
        now = make_line(
            html='<p>A</p> <img src="https://news.example/a.jpg?v=2">', breadcrumbs=["Start"], keywords=["new"], rights="2027",
            section="Press", modified="2026-03-05", flags=["short_body"], fetched="2026-03-05T00:00:00Z",
        )  # fmt: skip
        assert self.look(before, now).event == "unchanged"

    def test_a_redesign_is_not_an_edit(self, make_line: Any) -> None:
        before = make_line(html="<p>A</p>", subtitle="North")
        now = make_line(html="<h2>A</h2>", subtitle="South", layout="acme/2026", title=before["title"] + ".")
        assert self.look(before, now).event == "unchanged"

    def test_an_edit_is_seen_through_a_redesign(self, make_line: Any) -> None:
        assert self.look(make_line(), make_line(layout="acme/2026", text="Something else.")).event == "changed"

    def test_without_the_line_before_the_hash_decides(self, make_line: Any) -> None:
        before, now = make_line(), make_line(text="Other.")
        changed = decide(known_of(before), seen_of(now))
        assert (changed.event, changed.changes) == ("changed", Changes("edited", ["title", "text"], None))
        assert decide(known_of(before), seen_of(before)).event == "unchanged"

    def test_back_after_a_removal(self, make_line: Any) -> None:
        same = self.look(make_line(revision=2), make_line(), {"status": "removed"})
        assert (same.event, same.revision, same.changes) == ("restored", 3, Changes("back", [], None))
        other = self.look(make_line(revision=2), make_line(text="Other."), {"status": "removed"})
        assert other.event == "restored"
        assert other.changes is not None
        assert other.changes.fields == ["text"]
        assert other.changes.diff

    def test_found_again_after_one_miss(self, make_line: Any) -> None:
        assert self.look(make_line(), make_line(), {"status": "missing", "missing_run": "r1"}).event == "unchanged"

    def test_moved_by_a_redirect(self, make_line: Any) -> None:
        before = make_line()
        now = make_line(canonical_url="https://news.example/press/1.html")
        decision = self.look(before, now, redirected_from=before["canonical_url"])
        assert (decision.event, decision.canonical_url) == ("moved", now["canonical_url"])
        assert decision.aliases == (before["canonical_url"],)
        assert decision.changes is not None
        assert decision.changes.fields == ["canonical_url"]

    def test_moved_and_edited_is_changed_at_the_new_address(self, make_line: Any) -> None:
        before = make_line()
        now = make_line(canonical_url="https://news.example/press/1.html", text="Other.")
        decision = self.look(before, now, redirected_from=before["canonical_url"])
        assert (decision.event, decision.canonical_url) == ("changed", now["canonical_url"])

    def test_a_second_address_that_works_too_is_no_move(self, make_line: Any) -> None:
        now = make_line(canonical_url="https://news.example/press/1.html")
        decision = self.look(make_line(), now)
        assert (decision.event, decision.canonical_url) == ("unchanged", make_line()["canonical_url"])

    def test_not_modified(self, make_line: Any) -> None:
        line = make_line()
        seen = Seen("not_modified", "r2", line["id"], line["canonical_url"])
        assert decide(known_of(line), seen).event == "unchanged"
        assert decide(known_of(line, status="removed"), seen).event == "restored"
        assert decide(None, seen).event == "gone"


class TestGone:
    def test_missing_in_one_run_removed_in_the_next(self, make_line: Any) -> None:
        line = make_line()
        assert decide(known_of(line), gone(line)).event == "missing"
        assert decide(known_of(line, status="missing", missing_run="r2"), gone(line, "r2")).event == "missing"
        decision = decide(known_of(line, status="missing", missing_run="r1"), gone(line, "r2"))
        assert (decision.event, decision.revision, decision.changes) == ("removed", 2, Changes("gone"))
        assert decision.previous_hash == decision.content_hash == line["content_hash"]

    def test_a_soft_404_removes_at_once(self, make_line: Any) -> None:
        line = make_line()
        decision = decide(known_of(line), gone(line, outcome="soft_404"))
        assert (decision.event, decision.changes) == ("removed", Changes("soft_404"))

    def test_what_was_never_there_or_is_gone_already(self, make_line: Any) -> None:
        line = make_line()
        assert decide(None, gone(line)).event == "gone"
        assert decide(known_of(line, status="removed"), gone(line)).event == "gone"

    def test_a_release_that_stands_elsewhere_has_moved(self, make_line: Any) -> None:
        line = make_line()
        known = known_of(line, status="missing", missing_run="r1", others=("https://news.example/top/1.html",))
        decision = decide(known, gone(line))
        assert (decision.event, decision.canonical_url) == ("moved", "https://news.example/top/1.html")


def test_stamp_and_withdrawn(make_line: Any) -> None:
    before = make_line()
    article = Article(id="other", fetched="2026-03-09T00:00:00Z")
    decision = Decision("new", "acme:1", 1, "u", None, "h")
    assert decision.stamp(article).first_seen == "2026-03-09T00:00:00Z"
    assert (article.id, article.canonical_url, article.content_hash) == ("acme:1", "u", "h")
    removed = decide(known_of(before, status="missing", missing_run="r1"), gone(before))
    line = withdrawn(before, removed, "r9", "2026-03-10T00:00:00Z", 410)
    assert list(line)[: len(before)] == list(before)
    assert (line["event"], line["revision"], line["http"]["status"], line["run"]) == ("removed", 2, 410, "r9")
    assert line["changes"] == {"reason": "gone", "fields": [], "diff": None}
    assert line["text"] == before["text"]
    assert withdrawn(before, replace(removed, changes=None, canonical_url=""), "r9", "t", 404)["canonical_url"] == before["url"]
