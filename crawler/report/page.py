"""report.html: the last run for people. One file, no script, no external resource. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crawler.html.builder import Safe, bullets, document, folded, join, key_figures, link, prose, section, soft, table, tag
from crawler.html.charts import calendar, trend
from crawler.items import JsonMapping
from crawler.reasons import reason_of
from crawler.report.glossary import GLOSSARY, VERDICTS, flag_words
from crawler.report.program import as_typed
from crawler.report.releases import changed_releases, meanings, releases_over_time
from crawler.stats import RunStats
from crawler.storage.state.records import ListingState, Pending
from crawler.text.counting import counted, noun
from crawler.verdict.census import census_sentence, estimate_said, named_by_some, not_held
from crawler.verdict.words import Verdict

SHOWN = 200  # rows of a table
_TRENDS = 30  # runs behind a field's line
_RUNS = 14  # last runs that are listed
_MOODS = {"ok": "good", "quiet": "good", "incomplete": "warn", "degraded": "warn", "stopped": "warn", "locked": "warn"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the report shows.

    lines: journal lines written in this run, or those that `StoredLines` kept; written: how many there are in all;
    runs: runs.jsonl lines, oldest first, this run last; release_days: an ISO day for each known release;
    articles: number of articles by status; failures: what waits for its next try; files: names of files beside the
    report that can be linked to; home: the newsroom's own address; note: a sentence about where all this comes from.
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
    home: str | None = None
    note: str = ""


def report_page(shown: Shown) -> bytes:
    """The report as UTF-8 HTML."""
    return document(
        f"{shown.company}: {shown.verdict.name}",
        _top(shown), changed_releases(shown.lines, shown.written), _over_time(shown), _account(shown), _census(shown),
        _gaps(shown), _failures(shown), _coverage(shown), _listings(shown), _politeness(shown), _runs(shown), _glossary(),
        _files(shown),
    )  # fmt: skip


def mood(verdict: str) -> str:
    """How a verdict looks: `good`, `warn` or `bad`."""
    return _MOODS.get(verdict, "bad")


def _top(shown: Shown) -> Safe:
    facts, verdict = shown.facts, shown.verdict
    when = f"Run {facts.run}, {_time(facts.started)} to {_time(facts.finished)} UTC, exit code {verdict.exit_code}"
    flags = {flag: flag_words(flag) for flag in verdict.flags}
    return join([
        tag("h1", tag("bdi", shown.company), " ", tag("span", facts.site, class_="soft")),
        tag("p", "The newsroom itself: ", link(shown.home, shown.home), class_="soft") if shown.home else None,
        tag("p", tag("b", "Note: "), tag("bdi", shown.note), class_="note") if shown.note else None,
        tag(
            "div",
            tag("div", verdict.name, class_="name"), soft(VERDICTS.get(verdict.name)), tag("p", verdict.message),
            bullets(prose(as_typed(each)) for each in verdict.advice),
            tag("p", *(tag("span", flag, class_="flag") for flag in flags if not flags[flag])), meanings(flags), soft(when),
            class_=f"banner {mood(verdict.name)}", role="status",
        ),
        tag("div", tag("b", "Alerts that wait"), bullets(prose(as_typed(each)) for each in facts.unsent), class_="note")
        if facts.unsent else None,
    ])  # fmt: skip


def _account(shown: Shown) -> Safe:
    account, requests, known = shown.facts.account, shown.facts.requests.total(), sum(shown.articles.values())
    return join([
        key_figures([
            ("discovered", len(account.outcomes)),
            *((name, account.count(name)) for name in ("stored", "unchanged", "skipped", "failed")),
            (noun(requests, "request"), requests), (noun(known, "article known", "articles known"), known),
        ]),
        soft(
            "Discovered: releases that the newsroom's lists named in this run. Stored: those that are new or changed. Skipped: "
            "left out, with a reason. Failed: not read, and tried again by the next run. Requests: asked of the website."
        ),
    ])  # fmt: skip


def _census(shown: Shown) -> Safe | None:
    """What the sources name against what is held, in a sentence; then what only some of them name, and what is odd."""
    census, said = shown.facts.census, census_sentence(shown.facts)
    if not said:
        return None
    odd: list[tuple[object, str]] = [(link(each.url, each.url), not_held(each)) for each in census.missing]
    odd += [(link(each.url, each.url), named_by_some(each)) for each in census.differing]
    odd += [(note.name, note.said) for note in census.notes] + [("estimate", each) for each in estimate_said(census)]
    return join([soft(said), folded("What the sources do not agree on", table(("what", "why"), odd))]) if odd else soft(said)


def _gaps(shown: Shown) -> Safe | None:
    """What the newsroom names and this run did not read; what lies elsewhere."""
    facts = shown.facts
    rows = [(gap.name, gap.said, "accepted" if gap.accepted else "") for gap in facts.gaps]
    rows += [(origin, "its pages lead there, and that was not read", "") for origin in facts.origins]
    rows += [(place, "leads into a private network: PRIVATE_HOSTS may name it", "") for place in sorted(facts.private)]
    said = "What the newsroom's own pages name and this run did not read: each of it is a gap. Some addresses were left alone."
    return _explained("Not read", said, table(("what", "why", ""), rows))


def _over_time(shown: Shown) -> Safe | None:
    columns = releases_over_time(shown.release_days, shown.lines, shown.written)
    today = date.fromisoformat(shown.facts.started[:10])
    last_year = (today - timedelta(weeks=53)).isoformat()
    recent = any(last_year <= day <= today.isoformat() for day in shown.release_days)
    days = join([soft("The last year, a square a day"), calendar(shown.release_days, today)]) if recent else None
    return section("Releases over time", columns, days) if columns else None


def _coverage(shown: Shown) -> Safe:
    runs = [run for run in shown.runs if run.get("articles_read")][-_TRENDS:]
    names = sorted({name for run in runs for name in run.get("coverage") or {}})
    rows = [_coverage_row(name, shown.facts, runs) for name in names]
    said = "How many of the pages read had each part of a release: in this run, in the last runs, and from run to run."
    return _explained("Fields found", said, table(("field", "now", "usual", "over time"), rows))


def _coverage_row(name: str, facts: RunStats, runs: Sequence[JsonMapping]) -> tuple[object, ...]:
    read = [run["articles_read"] for run in runs]
    numbers = [(run.get("coverage") or {}).get(name, 0) for run in runs]  # of articles in which each run found the field
    shares = [number / articles for number, articles in zip(numbers, read, strict=True)]
    present = _percent(facts.coverage.get(name, 0), facts.articles_read)
    label = f"{name} in the last {counted(len(runs), 'run')} that read articles"
    if name.startswith("agree:"):
        name = f"{name.removeprefix('agree:')}: sources agree"
    return name, present, _percent(sum(numbers), sum(read)), trend(shares, label)


def _percent(number: int, of: int) -> str:
    return f"{number / of:.0%}" if of else "–"


def _failures(shown: Shown) -> Safe:
    facts = shown.facts
    reasons = [
        (outcome, reason, number, reason_of(reason).sentence)
        for outcome in ("failed", "skipped")
        for reason, number in facts.account.reasons(outcome).items()
    ]
    reasons += [("refused", reason, number, reason_of(reason).sentence) for reason, number in facts.refused.most_common()]
    waiting = [
        (link(each.url, each.title or each.url), each.reason, each.attempts, _time(each.next_try))
        for each in shown.failures[:SHOWN]
    ]
    held = [
        (link(each.get("url"), each.get("url")), each.get("field"), each.get("rule"), each.get("reason"))
        for each in facts.drifted[:SHOWN]
    ]
    return _explained(
        "Failures",
        "Failed: not read. Skipped: left out on purpose. Refused: an address or an answer that could not be used.",
        table(("outcome", "reason", "number", "what it means"), reasons),
        tag("p", "To be tried again:") if waiting else None,
        table(("article", "reason", "tries", "next try (UTC)"), waiting),
        bullets([*facts.crashes[:10], *facts.storage_errors[:10]]),
        tag("p", "Held back, because they were not read well enough to be trusted (quarantine.jsonl):") if held else None,
        table(("page", "field", "rule", "reason"), held),
    )


def _listings(shown: Shown) -> Safe:
    read = [
        (link(each.url, each.url), each.section, each.page, each.status, each.rows, each.new_rows, each.problem or "")
        for each in shown.facts.listings[:SHOWN]
    ]
    head = ("listing page", "section", "page", "status", "rows", "new", "problem")
    said = "Pages that list releases. Rows: releases on the page. New: those not known before. Status 304: the same as last time."
    return _explained("Listing pages read", said, table(head, read))


def _politeness(shown: Shown) -> Safe:
    facts = shown.facts
    rows: list[tuple[object, object]] = [(f"requests: {name}", number) for name, number in facts.requests.most_common()]
    rows += [(f"answers: {name}", number) for name, number in sorted(facts.statuses.items())]
    rows += [(name.replace("_", " "), value) for name, value in facts.politeness.items()]
    said = "How the website was treated: what it was asked for, what it answered, and how long each request waited."
    return _explained("Manners", said, table(("what", "figure"), rows))


def _runs(shown: Shown) -> Safe:
    rows = []
    for run in list(reversed(shown.runs))[:_RUNS]:
        account = run.get("account") or {}
        requests = sum((run.get("requests") or {}).values())
        rows.append((_time(run.get("started")), run.get("verdict"), account.get("stored"), account.get("failed"), requests))
    said = "The last run on top. Stored: lines written to the journal. Failed: tried again by the next run."
    return _explained("Last runs", said, table(("started (UTC)", "verdict", "stored", "failed", "requests"), rows))


def _explained(title: str, said: str, *children: object) -> Safe:
    """A section that begins with what its words mean; nothing where there is nothing to explain."""
    inner = join(children)
    return section(title, soft(said), inner) if inner else inner


def _glossary() -> Safe:
    pairs = join(join([tag("dt", word), tag("dd", prose(as_typed(said)))]) for word, said in GLOSSARY.items())
    return tag("section", folded("Words of this page: a glossary", tag("dl", pairs)), id="glossary")


def _files(shown: Shown) -> Safe | None:
    if not shown.files:
        return None
    names = [piece for name in shown.files for piece in (" · ", link(name, name))][1:]
    return tag("footer", tag("p", "Beside this page: ", *names))


def _time(stamp: object) -> str:
    return str(stamp or "").replace("T", " ").replace("Z", "")[:16] or "–"
