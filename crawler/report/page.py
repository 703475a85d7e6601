"""report.html: the last run for people. One file, no script, no external resource. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.html.builder import Safe, bullets, document, folded, join, key_figures, link, prose, section, soft, table, tag
from crawler.html.charts import calendar, trend
from crawler.html.diff import diff
from crawler.items import JsonMapping
from crawler.report.census import census
from crawler.stats import SHOWN_LINES, RunStats, most_telling
from crawler.storage.state.records import ListingState, Pending
from crawler.verdict.words import Verdict

SHOWN = 200  # rows of a table
_EXCERPT = 1200  # characters of a new release's text
_TRENDS = 30  # runs behind a field's line
_RUNS = 14  # last runs that are listed
_MOODS = {"ok": "good", "quiet": "good", "incomplete": "warn", "degraded": "warn", "stopped": "warn", "locked": "warn"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the report shows.

    lines: journal lines written in this run, or those that `StoredLines` kept; written: how many there are in all;
    runs: runs.jsonl lines, oldest first, this run last; release_days: an ISO day for each known release;
    articles: number of articles by status; failures: what waits for its next try; files: names of files beside the
    report that can be linked to.
    """

    facts: RunStats
    verdict: Verdict
    company: str
    lines: Sequence[JsonMapping] = ()
    runs: Sequence[JsonMapping] = ()
    release_days: Sequence[str] = ()
    articles: Mapping[str, int] = field(default_factory=dict)
    failures: Sequence[Pending] = ()
    listings: Sequence[ListingState] = ()
    files: Sequence[str] = ()
    written: int = 0


def report_page(shown: Shown) -> bytes:
    """The report as UTF-8 HTML."""
    return document(
        f"{shown.company}: {shown.verdict.name}",
        _top(shown), _figures(shown), _census(shown), _gaps(shown), _releases(shown), _calendar(shown), _coverage(shown),
        _failures(shown),
        _listings(shown), _politeness(shown), _runs(shown), _files(shown),
    )  # fmt: skip


def _top(shown: Shown) -> Safe:
    facts, verdict = shown.facts, shown.verdict
    when = f"Run {facts.run}, {_time(facts.started)} to {_time(facts.finished)} UTC, exit code {verdict.exit_code}"
    return join([
        tag("h1", tag("bdi", shown.company), " ", tag("span", facts.site, class_="soft")),
        tag(
            "div",
            tag("div", verdict.name, class_="name"), tag("p", verdict.message), bullets(map(prose, verdict.advice)),
            tag("p", *(tag("span", flag, class_="flag") for flag in verdict.flags)), soft(when),
            class_=f"banner {_MOODS.get(verdict.name, 'bad')}", role="status",
        ),
    ])  # fmt: skip


def _figures(shown: Shown) -> Safe:
    account = shown.facts.account
    return key_figures([
        ("discovered", len(account.outcomes)),
        *((name, account.count(name)) for name in ("stored", "unchanged", "skipped", "failed")),
        ("requests", shown.facts.requests.total()), ("articles known", sum(shown.articles.values())),
    ])  # fmt: skip


def _gaps(shown: Shown) -> Safe | None:
    """What the newsroom names and this run did not read; what lies elsewhere."""
    facts = shown.facts
    rows = [(gap.name, gap.said, "accepted" if gap.accepted else "") for gap in facts.gaps]
    rows += [(origin, "its pages lead there, and that was not read", "") for origin in facts.origins]
    rows += [(place, "leads into a private network: PRIVATE_HOSTS may name it", "") for place in sorted(facts.private)]
    return section("Not read", table(("what", "why", ""), rows)) if rows else None


def _census(shown: Shown) -> Safe | None:
    said = census(shown.facts)
    return soft(said) if said else None


def _releases(shown: Shown) -> Safe:
    written = max(shown.written, len(shown.lines))
    if not written:
        return section("New and changed", soft("Nothing new and nothing changed in this run."))
    more = soft(f"{written - SHOWN_LINES:,} more are in articles.jsonl.") if written > SHOWN_LINES else None
    return section(f"New and changed ({written:,})", *map(_release, most_telling(shown.lines)), more)


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
    return folded("text", *(tag("p", tag("bdi", each)) for each in begin.split("\n\n") if each.strip()))


def _calendar(shown: Shown) -> Safe | None:
    if not shown.release_days:
        return None
    return section("Releases by day", calendar(shown.release_days, date.fromisoformat(shown.facts.started[:10])))


def _coverage(shown: Shown) -> Safe:
    runs = [run for run in shown.runs if run.get("articles_read")][-_TRENDS:]
    names = sorted({name for run in runs for name in run.get("coverage") or {}})
    rows = [_coverage_row(name, shown.facts, runs) for name in names]
    return section("Fields found", table(("field", "now", "usual", "over time"), rows))


def _coverage_row(name: str, facts: RunStats, runs: Sequence[JsonMapping]) -> tuple[object, ...]:
    read = [run["articles_read"] for run in runs]
    numbers = [(run.get("coverage") or {}).get(name, 0) for run in runs]  # of articles in which each run found the field
    shares = [number / articles for number, articles in zip(numbers, read, strict=True)]
    present = _percent(facts.coverage.get(name, 0), facts.articles_read)
    label = f"{name} in the last {len(runs)} runs that read articles"
    return name, present, _percent(sum(numbers), sum(read)), trend(shares, label)


def _percent(number: int, of: int) -> str:
    return f"{number / of:.0%}" if of else "–"


def _failures(shown: Shown) -> Safe:
    facts = shown.facts
    reasons = [
        (outcome, reason, number)
        for outcome in ("failed", "skipped")
        for reason, number in facts.account.reasons(outcome).items()
    ]
    reasons += [("refused", reason, number) for reason, number in facts.refused.most_common()]
    waiting = [
        (link(each.url, each.title or each.url), each.reason, each.attempts, _time(each.next_try))
        for each in shown.failures[:SHOWN]
    ]
    held = [
        (link(each.get("url"), each.get("url")), each.get("field"), each.get("rule"), each.get("reason"))
        for each in facts.drifted[:SHOWN]
    ]
    return section(
        "Failures",
        table(("outcome", "reason", "number"), reasons),
        tag("p", "To be tried again:") if waiting else None,
        table(("article", "reason", "tries", "next try (UTC)"), waiting),
        bullets([*facts.crashes[:10], *facts.storage_errors[:10]]),
        tag("p", "Held back:") if held else None,
        table(("page", "field", "rule", "reason"), held),
    )


def _listings(shown: Shown) -> Safe:
    read = [
        (link(each.url, each.url), each.section, each.page, each.status, each.rows, each.new_rows, each.problem or "")
        for each in shown.facts.listings[:SHOWN]
    ]
    head = ("listing page", "section", "page", "status", "rows", "new", "problem")
    return section("Listing pages read", table(head, read))


def _politeness(shown: Shown) -> Safe:
    facts = shown.facts
    rows: list[tuple[object, object]] = [(f"requests: {name}", number) for name, number in facts.requests.most_common()]
    rows += [(f"answers: {name}", number) for name, number in sorted(facts.statuses.items())]
    rows += [(name.replace("_", " "), value) for name, value in facts.politeness.items()]
    return section("Manners", table(("what", "figure"), rows))


def _runs(shown: Shown) -> Safe:
    rows = []
    for run in list(reversed(shown.runs))[:_RUNS]:
        account = run.get("account") or {}
        requests = sum((run.get("requests") or {}).values())
        rows.append((_time(run.get("started")), run.get("verdict"), account.get("stored"), account.get("failed"), requests))
    return section("Last runs", table(("started (UTC)", "verdict", "stored", "failed", "requests"), rows))


def _files(shown: Shown) -> Safe | None:
    if not shown.files:
        return None
    names = [piece for name in shown.files for piece in (" · ", link(name, name))][1:]
    return tag("footer", tag("p", "Beside this page: ", *names))


def _time(stamp: object) -> str:
    return str(stamp or "").replace("T", " ").replace("Z", "")[:16] or "–"
