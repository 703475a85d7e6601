"""How a run went, in one word and one exit code, from its stats and the newsroom's own history. Pure.

The order of the rules is the order of trouble: a bug hides everything, a full disk hides what the site did, a site that
does not answer hides its layout. Only a run that none of them holds for is `ok`, or `quiet` if there was nothing new.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from crawler.items import JsonObject
from crawler.reasons import Cause, Effect, Reason, reason_of
from crawler.stats import SIGNAL, RunStats
from crawler.text.counting import counted
from crawler.verdict.barred import blocked, something_came
from crawler.verdict.census import awaited_said, census_line
from crawler.verdict.drift import Findings, find_drift, good_listing
from crawler.verdict.history import History, silence
from crawler.verdict.own_doing import any_unasked, remedies, unasked
from crawler.verdict.words import Verdict, cut_short, verdict_of

OUTCOMES = frozenset({"stored", "unchanged", "skipped", "failed"})


def judge(stats: RunStats, history: History) -> Verdict:
    """The verdict on a run. history: `History.of(store.runs.last(), store.articles.release_days())`, without this run."""
    for rule in (_locked, _crash, _storage):
        found = rule(stats)
        if found is not None:
            return found
    findings = find_drift(stats, history)
    first = not history.runs
    flags = [*(["first_run"] if first else []), *findings.flags, *_plain_flags(stats)]
    found = blocked(stats, flags) or (_drift(stats, findings, flags) if history.ever_read else _nothing_found(stats, flags))
    found = found or _stopped(stats, flags) or _degraded(stats, history, findings, flags) or _incomplete(stats, findings, flags)
    return found or _good(stats, history, findings, flags, first)


def closes(stats: RunStats) -> str | None:
    """Why the account does not close, None if it does: each discovered article has exactly one outcome."""
    odd = sorted({outcome for outcome, _ in stats.account.outcomes.values()} - OUTCOMES)
    if odd:
        return f"unknown outcome {', '.join(odd)}"
    left = [key for key, (_, reason) in stats.account.outcomes.items() if reason == "not_reached"]
    if left and not stats.stopped:
        return f"discovered and without outcome: {counted(len(left), 'article')}, among them {left[0]}"
    return None


def _locked(stats: RunStats) -> Verdict | None:
    if stats.locked is None:
        return None
    return verdict_of(
        "locked", f"Another run of {stats.site} is under way ({stats.locked}).", [],
        "Nothing to do: wait for it to end. If no such program runs any more, the lock is free at the next try.",
    )  # fmt: skip


def _crash(stats: RunStats) -> Verdict | None:
    unclosed = closes(stats)
    if not stats.crashes and unclosed is None:
        return None
    said = stats.crashes[0] if stats.crashes else f"the account does not close: {unclosed}"
    others = f" (and {len(stats.crashes) - 1} more)" if len(stats.crashes) > 1 else ""
    flags = ["account_open"] if unclosed else []
    return verdict_of(
        "crash", f"A bug stopped part of the run: {said}{others}", flags,
        "Report it with the log of this run. What was stored is safe; what was not reached is tried again next time.",
    )  # fmt: skip


def _storage(stats: RunStats) -> Verdict | None:
    if not stats.storage_errors:
        return None
    return verdict_of(
        "storage", f"Output could not be written: {stats.storage_errors[0]}", [],
        "Free some disk space or repair the folder's rights, then run again: articles not stored are fetched again.",
    )  # fmt: skip


def _plain_flags(stats: RunStats) -> list[str]:
    """What is worth knowing and changes no verdict."""
    flags = [f"stopped:{stats.stopped}"] if stats.stopped else []
    flags += ["limited"] if stats.limited else []
    flags += [f"gap_accepted:{gap.name}" for gap in stats.gaps if gap.accepted]
    flags += [f"bad_links:{stats.bad_links}"] if stats.bad_links else []
    events = stats.account.reasons("stored")
    read = stats.articles_read
    for event in ("changed", "removed"):
        if events.get(event, 0) >= 10 and events[event] * 2 >= read:
            flags.append(f"mass_{event}:{events[event]}")
    return flags


def _drift(stats: RunStats, findings: Findings, flags: list[str]) -> Verdict | None:
    barren = _barren(stats)
    if not findings.drift and barren is None:
        return None
    said = [*findings.drift, *([barren] if barren else [])]
    return verdict_of(
        "drift", f"The site's layout changed: {'; '.join(said[:5])}.", flags,
        "Nothing doubtful went into the journal. See the pages in quarantine.jsonl, repair the layout, and run again.",
        f"If the site is right as it is now, `scrapy state {stats.site} forget history` makes it the new usual.",
    )  # fmt: skip


def _barren(stats: RunStats) -> str | None:
    """Why the pages that were read gave nothing, where that cannot be the usual silence."""
    if something_came(stats) or any(map(good_listing, stats.listings)):
        return None
    problems = [each.problem for each in stats.listings if each.problem and not unasked(each.problem)]
    if (cut_short(stats) or any_unasked(stats)) and not problems:
        return None
    return f"no release was found on the pages of {stats.site}"


def _nothing_found(stats: RunStats, flags: list[str]) -> Verdict | None:
    """A newsroom of which nothing was ever read, and no page of which shows a list of releases."""
    if stats.account.outcomes or _barren(stats) is None:
        return None
    seen = [f"{each.url}: {reason_of(each.problem).sentence}" for each in stats.listings if each.problem][:3]
    ways = [origin for origin, _ in stats.origins.most_common(3)]
    also = f"Its pages lead to {', '.join(ways)}, which is another address: perhaps the newsroom is there." if ways else ""
    seen += [f"{gap.said}." for gap in stats.gaps[:2]]
    return verdict_of(
        "incomplete", f"No list of releases was found{': ' if seen else ''}{' '.join(seen)}", [*flags, "no_listing"], also,
        "Give the address of the page that lists the releases, as the site's own menu has it: "
        "scrapy crawl newsroom -a url=ADDRESS, or `start` of the declaration. A list that only a script fills is not seen.",
    )  # fmt: skip


def _none_readable(stats: RunStats, history: History) -> list[str]:
    """Why the rows of a newsroom of which no release was ever read led to nothing."""
    if history.ever_held or stats.stopped or something_came(stats) or stats.account.count("failed"):
        return []
    skipped = ", ".join(f"{number} {reason}" for reason, number in _unread(stats).items())
    if not _listed(stats) or (stats.account.outcomes and not skipped):
        return []
    return [f"none of the releases listed could be read ({skipped or 'rows that lead nowhere'})"]


def _unread(stats: RunStats) -> dict[str, int]:
    """Articles that were passed over and not by anybody's choice, by reason."""
    skipped = stats.account.reasons("skipped").items()
    return {
        reason: number for reason, number in skipped
        if reason == Reason.NOT_AN_ARTICLE or reason_of(reason).effect is not Effect.FINE
    }  # fmt: skip


def _listed(stats: RunStats) -> bool:
    """Whether lists name releases: in this run, or when they were asked last, where none of these is held."""
    census = stats.census
    counts = census.before[1] if census.before and not census.known and not stats.limited else ()
    return any(listing.rows for listing in stats.listings) or any(count.named for count in counts)


def _stopped(stats: RunStats, flags: list[str]) -> Verdict | None:
    if stats.stopped != SIGNAL:
        return None
    left = stats.account.reasons("failed").get(Reason.NOT_REACHED, 0)
    return verdict_of(
        "stopped", f"Stopped by a signal: {stats.account.count('stored')} stored, {counted(left, 'article')} not reached.", flags,
        "Nothing is wrong with the site: what was not reached is in the state, the next run takes it up.",
    )  # fmt: skip


def _degraded(stats: RunStats, history: History, findings: Findings, flags: list[str]) -> Verdict | None:
    said = _shortfalls(stats, history)
    if not said and not stats.drifted:
        return None
    said = [*(findings.notes if any(flag.startswith("held_back:") for flag in findings.flags) else []), *said]
    gaps = f" Not read besides: {_named(stats)}." if _named(stats) else ""
    return verdict_of(
        "degraded", f"{stats.account.count('stored')} stored, but {'; '.join(said[:6])}.{gaps}", flags,
        f"What failed is in the state with its next try (`scrapy state {stats.site} show`); the next run takes it up.",
        *remedies(stats),
    )  # fmt: skip


def _shortfalls(stats: RunStats, history: History) -> list[str]:
    said = [f"{counted(number, 'article')} {_failed(reason)} ({reason})" for reason, number in _failures(stats).items()]
    said += _none_readable(stats, history)
    problems = [f"{each.url}: {each.problem}" for each in stats.listings if each.problem]
    said += [f"a listing page could not be read ({each})" for each in problems[:3]]
    cut = cut_short(stats)
    return [*said, f"the run was stopped ({cut})"] if cut else said


def _failed(reason: str) -> str:
    return "read that no pipeline wrote" if reason_of(reason) is Reason.NOT_HANDED_ON else "failed"


def _named(stats: RunStats) -> str:
    """The gaps that count, in words."""
    gaps = [gap for gap in stats.gaps if not gap.accepted]
    more = f"; and {len(gaps) - 5} more" if len(gaps) > 5 else ""
    return "; ".join(f"{gap.said} ({gap.name})" for gap in gaps[:5]) + more


def _incomplete(stats: RunStats, findings: Findings, flags: list[str]) -> Verdict | None:
    if not _named(stats):
        return None
    first = next(gap.name for gap in stats.gaps if not gap.accepted)
    stored = stats.account.count("stored")
    said = _sentence(f"{stored} stored; what was read is good, but not all was read: {_named(stats)}", findings.notes)
    return verdict_of(
        "incomplete", said, [*flags, *(f"gap:{gap.name}" for gap in stats.gaps if not gap.accepted)],
        "Look at the page that is named: if the rest has an address, crawl that too (`start` of the declaration).",
        f"If nothing is missing, `scrapy state {stats.site} accept {first}` takes it out of the verdict.",
    )  # fmt: skip


def _failures(stats: RunStats) -> dict[str, int]:
    """Articles that failed, by reason; those too that were passed over because they could not be seen."""
    skipped = stats.account.reasons("skipped").items()
    barred = (Cause.BLOCKED, Cause.UNREACHABLE)
    return stats.account.reasons("failed") | {reason: number for reason, number in skipped if reason_of(reason).cause in barred}


def _good(stats: RunStats, history: History, findings: Findings, flags: list[str], first: bool) -> Verdict:
    stored = stats.account.count("stored")
    notes = [*findings.notes]
    left_out = {name: stats.account.reasons("skipped").get(name, 0) for name in (Reason.DROPPED, Reason.NOT_WRITTEN)}
    notes += [
        f"{counted(number, 'article')} left out ({name}): {name.sentence[:-1]}" for name, number in left_out.items() if number
    ]
    notes += awaited_said(stats)
    if first:
        notes.append("this is the first run, so there is no history to compare it with")
    if stored:
        events = ", ".join(f"{number} {event}" for event, number in stats.account.reasons("stored").items())
        return verdict_of("ok", _sentence(f"{stored} stored ({events})", notes), flags)
    if left_out[Reason.NOT_WRITTEN]:
        said = f"{counted(left_out[Reason.NOT_WRITTEN], 'article')} read, and no pipeline of this project wrote any"
        return verdict_of(
            "ok", _sentence(said, notes), flags,
            "If that is not meant, put the project's pipelines back into ITEM_PIPELINES: the next run reads them again.",
        )  # fmt: skip
    return _quiet(stats, history, notes, flags)


def _quiet(stats: RunStats, history: History, notes: list[str], flags: list[str]) -> Verdict:
    quiet = silence(history.release_days, stats.started)
    if quiet is not None and quiet.stale:
        flags = [*flags, "stale"]
        notes.append(
            f"nothing published for {counted(quiet.days, 'day')}, {quiet.days / quiet.usual:.1f} times the usual "
            f"{quiet.usual:.1f} (probability {quiet.probability:.2%}): look whether the news moved elsewhere"
        )
    return verdict_of("quiet", _sentence("Nothing new, which is normal for this newsroom", notes), flags)


def _sentence(said: str, notes: list[str]) -> str:
    return f"{said}; {'; '.join(notes)}." if notes else f"{said}."


def run_line(stats: RunStats, verdict: Verdict, **more: Any) -> JsonObject:
    """The run as a line of runs.jsonl, which the next runs' history is made of. more: versions and such."""
    account = stats.account
    counts: JsonObject = {name: account.count(name) for name in ("stored", "unchanged", "skipped", "failed")}
    reasons: dict[str, Mapping[str, int]] = {name: account.reasons(name) for name in ("stored", "skipped", "failed")}
    return {
        "schema": "run/1", "run": stats.run, "site": stats.site, "started": stats.started, "finished": stats.finished,
        "verdict": verdict.name, "exit_code": verdict.exit_code, "message": verdict.message,
        "flags": list(verdict.flags), "advice": list(verdict.advice),
        "account": {"discovered": len(account.outcomes), **counts, "reasons": reasons},
        "requests": dict(stats.requests), "statuses": dict(stats.statuses), "refused": dict(stats.refused),
        "listings": [asdict(each) for each in stats.listings if each.page == 1 or each.problem],
        "articles_read": stats.articles_read, "coverage": dict(stats.coverage), "layouts": dict(stats.layouts),
        "article_flags": dict(stats.flags), "drifted": stats.drifted[:20], "crashes": stats.crashes[:20],
        "storage_errors": stats.storage_errors[:20], "stopped": stats.stopped, "bad_links": stats.bad_links,
        "politeness": dict(stats.politeness), "completeness": _completeness(stats), **more,
        **({"source": stats.source} if stats.source else {}),
        **({"alerts_waiting": dict(stats.waiting)} if stats.waiting else {}),
    }  # fmt: skip


def _completeness(stats: RunStats) -> JsonObject:
    """What was read of what the newsroom names, for the run's line."""
    stated = sum(each.stated or 0 for each in stats.sources)
    return {
        "sources": [asdict(each) for each in stats.sources[:200]],
        "counts": {"sources": len(stats.sources), "rows": sum(each.rows for each in stats.sources), "stated": stated},
        "gaps": [asdict(gap) for gap in stats.gaps],
        "limited": list(stats.limited),
        **census_line(stats),
        "twins": dict(stats.twins),
        "elsewhere": dict(stats.origins.most_common(200)),
        "private": sorted(stats.private)[:200],
    }
