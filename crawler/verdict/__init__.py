"""How a run went, in one word and one exit code, from its stats and the newsroom's own history. Pure.

The order of the rules is the order of trouble: a bug hides everything, a full disk hides what the site did, a site that
does not answer hides its layout. Only a run that none of them holds for is `ok`, or `quiet` if there was nothing new.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.items import JsonObject
from crawler.reasons import Cause, Effect, Reason, reason_of
from crawler.stats import RunStats
from crawler.verdict.drift import Findings, find_drift, good_listing
from crawler.verdict.history import History, silence

EXIT_CODES = {
    "ok": 0, "quiet": 0, "degraded": 10, "drift": 20, "blocked": 30, "unreachable": 30,
    "storage": 40, "crash": 50, "locked": 60,
}  # fmt: skip
_BARRED = frozenset({Cause.BLOCKED, Cause.UNREACHABLE, Cause.ROBOTS})  # nothing of the page was seen
_ADVICE = {
    Cause.ROBOTS: "The site's robots.txt forbids it or could not be read: see the decision in report.html. "
    "Nothing here gets round it.",
    Cause.BLOCKED: "Wait for the next run; then crawl slower (`-s DOWNLOAD_DELAY=10`) or ask the site's owner for access. "
    "Nothing here tries to defeat a check.",
    Cause.UNREACHABLE: "Open the site in a browser. If it works there, look at the proxy, DNS and certificate in the log; "
    "the next run tries again by itself.",
}
OUTCOMES = frozenset({"stored", "unchanged", "skipped", "failed"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """name and exit_code as in the verdict table; message: what happened, in one or two sentences;
    flags: snake_case words, some with `:detail`; advice: what to do, in sentences."""

    name: str
    exit_code: int
    message: str
    flags: tuple[str, ...] = field(default=())
    advice: tuple[str, ...] = field(default=())


def judge(stats: RunStats, history: History) -> Verdict:
    """The verdict on a run. history: `History.of(store.runs.last(), store.articles.release_days())`, without this run."""
    for rule in (_locked, _crash, _storage):
        found = rule(stats)
        if found is not None:
            return found
    findings = find_drift(stats, history)
    first = not history.runs
    flags = [*(["first_run"] if first else []), *findings.flags, *_plain_flags(stats)]
    verdict = _blocked(stats, flags) or _drift(stats, findings, flags) or _degraded(stats, findings, flags)
    return verdict or _good(stats, history, findings, flags, first)


def closes(stats: RunStats) -> str | None:
    """Why the account does not close, None if it does: each discovered article has exactly one outcome."""
    odd = sorted({outcome for outcome, _ in stats.account.outcomes.values()} - OUTCOMES)
    if odd:
        return f"unknown outcome {', '.join(odd)}"
    left = [key for key, (_, reason) in stats.account.outcomes.items() if reason == "not_reached"]
    if left and not stats.stopped:
        return f"discovered and without outcome: {_articles(len(left))}, among them {left[0]}"
    return None


def _verdict(name: str, message: str, flags: list[str], *advice: str) -> Verdict:
    return Verdict(name, EXIT_CODES[name], message, tuple(dict.fromkeys(flags)), tuple(each for each in advice if each))


def _locked(stats: RunStats) -> Verdict | None:
    if stats.locked is None:
        return None
    return _verdict(
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
    return _verdict(
        "crash", f"A bug stopped part of the run: {said}{others}", flags,
        "Report it with the log of this run. What was stored is safe; what was not reached is tried again next time.",
    )  # fmt: skip


def _storage(stats: RunStats) -> Verdict | None:
    if not stats.storage_errors:
        return None
    return _verdict(
        "storage", f"Output could not be written: {stats.storage_errors[0]}", [],
        "Free some disk space or repair the folder's rights, then run again: articles not stored are fetched again.",
    )  # fmt: skip


def _plain_flags(stats: RunStats) -> list[str]:
    """What is worth knowing and changes no verdict."""
    flags = [f"stopped:{stats.stopped}"] if stats.stopped else []
    flags += [f"bad_links:{stats.bad_links}"] if stats.bad_links else []
    events = stats.account.reasons("stored")
    read = stats.articles_read
    for event in ("changed", "removed"):
        if events.get(event, 0) >= 10 and events[event] * 2 >= read:
            flags.append(f"mass_{event}:{events[event]}")
    return flags


def _troubles(stats: RunStats) -> Counter[Cause]:
    """Number of troubles by cause, over listings, failed articles, refusals and statuses."""
    found: Counter[Cause] = Counter()
    listings = [(each.problem, 1) for each in stats.listings if each.problem]
    for reason, number in [*listings, *_said(stats), *_statuses(stats)]:
        found[reason_of(reason).cause] += number
    return found


def _said(stats: RunStats) -> list[tuple[str, int]]:
    return [*stats.account.reasons("failed").items(), *stats.refused.items()]


def _statuses(stats: RunStats) -> list[tuple[str, int]]:
    return [(f"http_{status}", number) for status, number in stats.statuses.items() if status[:1] in "45"]


def _blocked(stats: RunStats, flags: list[str]) -> Verdict | None:
    """Nothing of the newsroom could be seen: blocked, unreachable, or (first of all causes) unreadable."""
    if _something_came(stats) or (any(map(good_listing, stats.listings)) and not _all_barred(stats)):
        return None
    troubles = _troubles(stats)
    usable = sum(number for status, number in stats.statuses.items() if status[:1] in "23")
    gone = any(each.problem and reason_of(each.problem) is Reason.HTTP_GONE for each in stats.listings)
    if (troubles[Cause.CHANGED] or gone) and usable and not troubles[Cause.BLOCKED]:
        return None
    if troubles[Cause.ROBOTS]:
        return _verdict("blocked", f"robots.txt keeps {stats.site} closed.", [*flags, "robots"], _ADVICE[Cause.ROBOTS])
    if troubles[Cause.BLOCKED]:
        why = _top(stats, Cause.BLOCKED)
        said = f"{stats.site} answers with a block ({why})."
        return _verdict("blocked", said, [*flags, f"blocked:{why}"], _ADVICE[Cause.BLOCKED])
    return _unreachable(stats, flags, troubles, usable)


def _unreachable(stats: RunStats, flags: list[str], troubles: Counter[Cause], usable: int) -> Verdict | None:
    if _cut_short(stats) and not troubles:
        return None
    if not (troubles[Cause.UNREACHABLE] or troubles[Cause.BROKEN]) and usable:
        return None
    why = _top(stats, Cause.UNREACHABLE) or _top(stats, Cause.BROKEN) or "no answer"
    said = "gives no usable answer" if stats.statuses else "does not answer"
    return _verdict("unreachable", f"{stats.site} {said} ({why}).", flags, _ADVICE[Cause.UNREACHABLE])


def _something_came(stats: RunStats) -> bool:
    return bool(stats.account.count("stored") or stats.account.count("unchanged"))


def _all_barred(stats: RunStats) -> bool:
    """Whether articles failed, and nothing of any of them was seen."""
    failed = stats.account.reasons("failed")
    return bool(failed) and all(reason_of(reason).cause in _BARRED for reason in failed)


def _top(stats: RunStats, kind: Cause) -> str:
    """The most frequent reason of one cause; by status where nothing else says it."""
    problems = {each.problem: 1 for each in stats.listings if each.problem}
    for source in ([*_said(stats), *problems.items()], _statuses(stats)):
        found: Counter[str] = Counter()
        for reason, number in source:
            if reason_of(reason).cause is kind:
                found[reason] += number
        if found:
            return max(found, key=lambda reason: found[reason])
    return ""


def _drift(stats: RunStats, findings: Findings, flags: list[str]) -> Verdict | None:
    barren = _barren(stats, first="first_run" in flags)
    if not findings.drift and barren is None:
        return None
    said = [*findings.drift, *([barren] if barren else [])]
    return _verdict(
        "drift", f"The site's layout changed: {'; '.join(said[:5])}.", flags,
        "Nothing doubtful went into the journal. See the pages in quarantine.jsonl, repair the layout, and run again.",
        f"If the site is right as it is now, `scrapy state {stats.site} forget history` makes it the new usual.",
    )  # fmt: skip


def _cut_short(stats: RunStats) -> str | None:
    """What ended the run before its time; limits that the user set are no such thing."""
    return stats.stopped if stats.stopped not in {None, "max_pages", "since"} else None


def _barren(stats: RunStats, first: bool) -> str | None:
    """Why the pages that were read gave nothing, where that cannot be the usual silence."""
    if _something_came(stats):
        return None
    if _cut_short(stats) and not any(listing.problem for listing in stats.listings):
        return None
    if not any(map(good_listing, stats.listings)):
        return f"no release was found on the pages of {stats.site}"
    return _none_readable(stats) if first and not stats.stopped else None


def _none_readable(stats: RunStats) -> str | None:
    """Why the rows of a first run led to nothing."""
    account = stats.account
    if account.count("failed") or not any(listing.rows for listing in stats.listings):
        return None
    skipped = {
        reason: number
        for reason, number in account.reasons("skipped").items()
        if reason_of(reason).effect is not Effect.FINE
    }
    if account.outcomes and not skipped:
        return None
    return f"none of the releases listed could be read ({skipped or 'rows that lead nowhere'})"


def _degraded(stats: RunStats, findings: Findings, flags: list[str]) -> Verdict | None:
    said = [f"{_articles(number)} failed ({reason})" for reason, number in _failures(stats).items()]
    problems = [f"{each.url}: {each.problem}" for each in stats.listings if each.problem]
    said += [f"a listing page could not be read ({each})" for each in problems[:3]]
    cut_short = _cut_short(stats)
    said += [f"the run was stopped ({cut_short})"] if cut_short else []
    if not said and not stats.drifted:
        return None
    said += findings.notes if stats.drifted else []
    return _verdict(
        "degraded", f"{stats.account.count('stored')} stored, but {'; '.join(said[:6])}.", flags,
        f"What failed is in the state with its next try (`scrapy state {stats.site} show`); the next run takes it up.",
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
    notes += [f"{_articles(number)} left out ({name}): {name.sentence[:-1]}" for name, number in left_out.items() if number]
    if first:
        notes.append("this is the first run, so there is no history to compare it with")
    if stored:
        events = ", ".join(f"{number} {event}" for event, number in stats.account.reasons("stored").items())
        return _verdict("ok", _sentence(f"{stored} stored ({events})", notes), flags)
    quiet = silence(history.release_days, stats.started)
    if quiet is not None and quiet.stale:
        flags = [*flags, "stale"]
        notes.append(
            f"nothing published for {quiet.days} days, {quiet.days / quiet.usual:.1f} times the usual "
            f"{quiet.usual:.1f} (probability {quiet.probability:.2%}): look whether the news moved elsewhere"
        )
    return _verdict("quiet", _sentence("Nothing new, which is normal for this newsroom", notes), flags)


def _sentence(said: str, notes: list[str]) -> str:
    return f"{said}; {'; '.join(notes)}." if notes else f"{said}."


def _articles(number: int) -> str:
    return f"{number} article{'' if number == 1 else 's'}"


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
        "listings": [
            {"url": each.url, "section": each.section, "page": each.page, "status": each.status, "rows": each.rows,
             "new_rows": each.new_rows, "problem": each.problem}
            for each in stats.listings if each.page == 1 or each.problem
        ],
        "articles_read": stats.articles_read, "coverage": dict(stats.coverage), "layouts": dict(stats.layouts),
        "article_flags": dict(stats.flags), "drifted": stats.drifted[:20], "crashes": stats.crashes[:20],
        "storage_errors": stats.storage_errors[:20], "stopped": stats.stopped, "bad_links": stats.bad_links,
        "politeness": dict(stats.politeness), **more,
    }  # fmt: skip
