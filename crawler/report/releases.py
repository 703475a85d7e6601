"""What the report begins with: what changed, as a list and as a picture of all releases over time. Pure."""

from collections import Counter
from collections.abc import Sequence

from crawler.html.builder import Safe, bullets, folded, join, link, paragraphs, section, soft, tag
from crawler.html.charts import over_time
from crawler.html.diff import diff
from crawler.items import JsonMapping
from crawler.report.glossary import EVENTS, flag_words
from crawler.stats import SHOWN_LINES, most_telling

_OPEN = 5  # releases that are seen without a click
_EXCERPT = 1200  # characters of a new release's text


def changed_releases(lines: Sequence[JsonMapping], written: int) -> Safe:
    """The releases that a run wrote lines of. written: how many there are in all, where `lines` are not all."""
    written = max(written, len(lines))
    if not written:
        return section("New and changed", soft("Nothing new and nothing changed in this run."))
    shown = most_telling(lines)
    rows = [_release(line) for line in shown]
    rest = folded(f"{len(rows) - _OPEN} more", *rows[_OPEN:]) if rows[_OPEN:] else None
    more = soft(f"{written - SHOWN_LINES:,} more are in articles.jsonl.") if written > SHOWN_LINES else None
    return section(f"New and changed ({written:,})", soft(_counted(lines, written)), *rows[:_OPEN], rest, more, _words(shown))


def _counted(lines: Sequence[JsonMapping], written: int) -> str:
    """How many of each event, where all lines are known; and what a title leads to."""
    events = Counter(str(line["event"]) for line in lines)
    said = ", ".join(f"{number:,} {event}" for event, number in events.most_common()) if written <= SHOWN_LINES else ""
    return f"{said}{'. ' if said else ''}Each title is a link to the release on the newsroom's own website."


def _release(line: JsonMapping) -> Safe:
    changes = line.get("changes") or {}
    about = (
        line.get("published") or "no date", line.get("section"), f"revision {line['revision']}",
        ", ".join(changes.get("fields") or []), ", ".join(line.get("flags") or []),
    )  # fmt: skip
    return tag(
        "div",
        tag("span", line["event"], class_=f"event {line['event']}"),
        tag("span", link(line.get("canonical_url"), line.get("title") or line["id"]), class_="title"),
        tag("div", " · ".join(str(each) for each in about if each), class_="soft"),
        folded("what changed", diff(changes["diff"]), open_=True) if changes.get("diff") else _excerpt(line),
        class_="release",
    )


def _excerpt(line: JsonMapping) -> Safe | None:
    """The beginning of a new release's text."""
    said = str(line.get("text") or "")
    if line["event"] != "new" or not said:
        return None
    begin = said[:_EXCERPT] + ("…" if len(said) > _EXCERPT else "")
    return folded("text", *paragraphs(begin))


def _words(lines: Sequence[JsonMapping]) -> Safe:
    """What the small words under these titles mean."""
    events = {str(line["event"]): EVENTS.get(str(line["event"])) for line in lines}
    flags = {str(flag): flag_words(str(flag)) for line in lines for flag in line.get("flags") or []}
    known = {**events, "revision": "1 is the first reading of a release; each later edit or removal is one more", **flags}
    return folded("what these words mean", meanings(known))


def meanings(known: dict[str, str | None]) -> Safe:
    """Words with what they mean, those of which that is known."""
    return bullets(join([tag("b", word), f": {said}."]) for word, said in known.items() if said)


def releases_over_time(days: Sequence[str], lines: Sequence[JsonMapping], written: int) -> Safe | None:
    """All known releases as columns, those of this run in a colour of their own where all of them are known.

    days: an ISO day for each known release.
    """
    new = Counter(str(line.get("published") or line.get("first_seen") or "")[:10] for line in lines if line["event"] == "new")
    if not days:
        return None
    before = Counter(days) - new
    if written > SHOWN_LINES or not new or not before:
        return over_time("Releases", {"releases": days})
    return over_time("Releases", {"known before": [*before.elements()], "new in this run": [*(Counter(days) & new).elements()]})
