"""report.html: the last run for people. One file, no script, no external resource. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.items import JsonMapping
from crawler.report.charts import calendar, line
from crawler.report.markup import Safe, diff, join, link, prose, table, tag, text
from crawler.report.style import CSS
from crawler.stats import RunStats
from crawler.storage.state.records import ListingState, Pending
from crawler.verdict import Verdict

SHOWN = 200  # releases listed; the rest is in the journal
_TRENDS = 30  # runs behind a field's line
_MOODS = {"ok": "good", "quiet": "good", "degraded": "warn", "locked": "warn"}
_EVENT_ORDER = ("removed", "changed", "restored", "new", "moved", "minor")
_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the report shows.

    lines: journal lines written in this run, or the foremost of them; written: how many there are in all;
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


class Foremost:
    """The journal lines of a run that its report can show. Keeps no others, however many are added; `total` counts all."""

    def __init__(self) -> None:
        self.total = 0
        self._kept: list[JsonMapping] = []

    def add(self, lines: Sequence[JsonMapping]) -> None:
        self.total += len(lines)
        self._kept.extend(lines)
        if len(self._kept) > 2 * SHOWN:
            self._kept = foremost(self._kept)

    def lines(self) -> list[JsonMapping]:
        """At most SHOWN lines, in the order in which the report shows them."""
        return foremost(self._kept)


def foremost(lines: Sequence[JsonMapping]) -> list[JsonMapping]:
    """The lines that a report shows, in its order: by event, then the newest release first."""
    ordered = sorted(lines, key=lambda each: str(each.get("published") or ""), reverse=True)
    ordered.sort(key=lambda each: _EVENT_ORDER.index(each["event"]) if each["event"] in _EVENT_ORDER else 9)
    return ordered[:SHOWN]


def report_page(shown: Shown) -> bytes:
    """The report as UTF-8 HTML."""
    title = f"{shown.company}: {shown.verdict.name}"
    head = tag(
        "head",
        Safe('<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'),
        Safe(f'<meta http-equiv="Content-Security-Policy" content="{text(_SECURITY)}">'),
        Safe('<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'),
        tag("title", title),
        tag("style", Safe(CSS)),
    )
    sections = [
        _top(shown), _figures(shown), _releases(shown), _calendar(shown), _coverage(shown), _failures(shown),
        _listings(shown), _politeness(shown), _runs(shown), _files(shown),
    ]  # fmt: skip
    page = f"<!DOCTYPE html>\n{tag('html', head, tag('body', tag('main', join(sections))), lang='en')}\n"
    return page.encode("utf-8", "replace")


def _section(title: str, *children: Safe) -> Safe:
    return tag("section", tag("h2", title), *children)


def _top(shown: Shown) -> Safe:
    facts, verdict = shown.facts, shown.verdict
    heading = tag("h1", tag("bdi", shown.company), " ", tag("span", facts.site, class_="soft"))
    flags = join(tag("span", flag, class_="flag") for flag in verdict.flags)
    advice = tag("ul", *(tag("li", prose(each)) for each in verdict.advice)) if verdict.advice else Safe("")
    when = f"Run {facts.run}, {_time(facts.started)} to {_time(facts.finished)} UTC, exit code {verdict.exit_code}"
    banner = tag(
        "div",
        tag("div", verdict.name, class_="name"),
        tag("p", verdict.message), advice, tag("p", flags), tag("p", when, class_="soft"),
        class_=f"banner {_MOODS.get(verdict.name, 'bad')}", role="status",
    )  # fmt: skip
    return join([heading, banner])


def _figures(shown: Shown) -> Safe:
    account = shown.facts.account
    figures = {
        "discovered": len(account.outcomes), "stored": account.count("stored"), "unchanged": account.count("unchanged"),
        "skipped": account.count("skipped"), "failed": account.count("failed"),
        "requests": sum(shown.facts.requests.values()), "articles known": sum(shown.articles.values()),
    }  # fmt: skip
    return tag("div", *(tag("div", tag("b", number), name) for name, number in figures.items()), class_="figures")


def _releases(shown: Shown) -> Safe:
    written = max(shown.written, len(shown.lines))
    if not written:
        return _section("New and changed", tag("p", "Nothing new and nothing changed in this run.", class_="soft"))
    rest = written - SHOWN
    more = [tag("p", f"{rest} more are in articles.jsonl.", class_="soft")] if rest > 0 else []
    return _section(f"New and changed ({written})", *(_release(each) for each in foremost(shown.lines)), *more)


def _release(line: JsonMapping) -> Safe:
    changes = line.get("changes") or {}
    about = [
        line.get("published") or "no date", line.get("section"), f"revision {line['revision']}",
        ", ".join(changes.get("fields") or []), ", ".join(line.get("flags") or []),
    ]  # fmt: skip
    parts = [
        tag("span", line["event"], class_=f"event {line['event']}"),
        tag("span", link(line.get("canonical_url"), line.get("title") or line["id"]), class_="title"),
        tag("div", " · ".join(str(each) for each in about if each), class_="soft"),
    ]
    if changes.get("diff"):
        parts.append(tag("details", tag("summary", "what changed"), diff(changes["diff"]), open=""))
    elif line["event"] == "new" and line.get("text"):
        excerpt = str(line["text"])[:1200] + ("…" if len(str(line["text"])) > 1200 else "")
        paragraphs = [tag("p", tag("bdi", each)) for each in excerpt.split("\n\n") if each.strip()]
        parts.append(tag("details", tag("summary", "text"), *paragraphs))
    return tag("div", *parts, class_="release")


def _calendar(shown: Shown) -> Safe:
    if not shown.release_days:
        return Safe("")
    today = date.fromisoformat(shown.facts.started[:10])
    return _section("Releases by day", calendar(shown.release_days, today))


def _coverage(shown: Shown) -> Safe:
    runs = [run for run in shown.runs if run.get("articles_read")][-_TRENDS:]
    names = sorted({name for run in runs for name in run.get("coverage") or {}})
    if not names:
        return Safe("")
    rows = []
    for name in names:
        shares = [(run.get("coverage") or {}).get(name, 0) / run["articles_read"] for run in runs]
        read = sum(run["articles_read"] for run in runs)
        usual = sum((run.get("coverage") or {}).get(name, 0) for run in runs) / read
        present = shown.facts.coverage.get(name, 0) / shown.facts.articles_read if shown.facts.articles_read else None
        label = f"{name} in the last {len(runs)} runs that read articles"
        rows.append((name, "–" if present is None else f"{present:.0%}", f"{usual:.0%}", line(shares, label)))
    return _section("Fields found", table(("field", "now", "usual", "over time"), rows, frozenset({1, 2})))


def _failures(shown: Shown) -> Safe:
    account = shown.facts.account
    reasons = [
        (outcome, reason, number) for outcome in ("failed", "skipped") for reason, number in account.reasons(outcome).items()
    ]
    reasons += [("refused", reason, number) for reason, number in shown.facts.refused.most_common()]
    parts = [table(("outcome", "reason", "number"), reasons, frozenset({2}))] if reasons else []
    if shown.failures:
        rows = [
            (link(each.url, each.title or each.url), each.reason, each.attempts, _time(each.next_try))
            for each in shown.failures[:SHOWN]
        ]
        parts += [tag("p", "To be tried again:"), table(("article", "reason", "tries", "next try (UTC)"), rows, frozenset({2}))]
    trouble = [*shown.facts.crashes[:10], *shown.facts.storage_errors[:10]]
    parts += [tag("ul", *(tag("li", each) for each in trouble))] if trouble else []
    held = [
        (link(each.get("url"), each.get("url")), each.get("field"), each.get("rule"), each.get("reason"))
        for each in shown.facts.drifted[:SHOWN]
    ]
    parts += [tag("p", "Held back:"), table(("page", "field", "rule", "reason"), held)] if held else []
    return _section("Failures", *parts) if parts else Safe("")


def _listings(shown: Shown) -> Safe:
    read = [
        (link(each.url, each.url), each.section, each.page, each.status, each.rows, each.new_rows, each.problem or "")
        for each in shown.facts.listings[:SHOWN]
    ]
    if not read:
        return Safe("")
    head = ("listing page", "section", "page", "status", "rows", "new", "problem")
    return _section("Listing pages read", table(head, read, frozenset({2, 3, 4, 5})))


def _politeness(shown: Shown) -> Safe:
    facts = shown.facts
    rows: list[tuple[object, object]] = [(f"requests: {name}", number) for name, number in facts.requests.most_common()]
    rows += [(f"answers: {name}", number) for name, number in sorted(facts.statuses.items())]
    rows += [(name.replace("_", " "), value) for name, value in facts.politeness.items()]
    return _section("Manners", table(("what", "figure"), rows)) if rows else Safe("")


def _runs(shown: Shown) -> Safe:
    rows = []
    for run in list(reversed(shown.runs))[:14]:
        account = run.get("account") or {}
        rows.append(
            (_time(run.get("started")), run.get("verdict"), account.get("stored"), account.get("failed"),
             sum((run.get("requests") or {}).values()))
        )  # fmt: skip
    head = ("started (UTC)", "verdict", "stored", "failed", "requests")
    return _section("Last runs", table(head, rows, frozenset({2, 3, 4}))) if rows else Safe("")


def _files(shown: Shown) -> Safe:
    names = join(Safe(f"{link(name, name)} · ") for name in shown.files)
    return tag("footer", tag("p", "Beside this page: ", Safe(names[: -len(" · ")]))) if shown.files else Safe("")


def _time(stamp: object) -> str:
    return str(stamp or "").replace("T", " ").replace("Z", "")[:16] or "–"
