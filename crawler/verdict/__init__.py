"""How a run went, in one word and one exit code, from its facts and the newsroom's own history. Pure.

The order of the rules is the order of trouble: a bug hides everything, a full disk hides what the site did, a site that
does not answer hides its layout. Only a run that none of them holds for is `ok`, or `quiet` if there was nothing new.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.items import JsonObject
from crawler.stats import RunStats
from crawler.verdict.causes import ADVICE, cause
from crawler.verdict.drift import Findings, find_drift, good_listing
from crawler.verdict.history import History, silence

EXIT_CODES = {
    "ok": 0, "quiet": 0, "degraded": 10, "drift": 20, "blocked": 30, "unreachable": 30,
    "storage": 40, "crash": 50, "locked": 60,
}  # fmt: skip
# Reasons to skip an article that say nothing of how well the site was read.
_FINE = frozenset({"since", "before_since", "duplicate", "max_pages", "gone", "missing", "not_due", "waiting"})
_ROBOTS = frozenset({"robots", "robots_forbidden", "robots_disallowed"})
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


def judge(facts: RunStats, history: History) -> Verdict:
    """The verdict on a run. history: `History.of(store.runs(), store.release_days())`, without this run."""
    for rule in (_locked, _crash, _storage):
        found = rule(facts)
        if found is not None:
            return found
    findings = find_drift(facts, history)
    first = not history.runs
    flags = [*(["first_run"] if first else []), *findings.flags, *_plain_flags(facts)]
    verdict = _blocked(facts, flags) or _drift(facts, findings, flags) or _degraded(facts, findings, flags)
    return verdict or _good(facts, history, findings, flags, first)


def closes(facts: RunStats) -> str | None:
    """Why the account does not close, None if it does: each discovered article has exactly one outcome."""
    odd = sorted({outcome for outcome, _ in facts.account.outcomes.values()} - OUTCOMES)
    if odd:
        return f"unknown outcome {', '.join(odd)}"
    left = [key for key, (_, reason) in facts.account.outcomes.items() if reason == "not_reached"]
    if left and not facts.stopped:
        return f"discovered and without outcome: {_articles(len(left))}, among them {left[0]}"
    return None


def _verdict(name: str, message: str, flags: list[str], *advice: str) -> Verdict:
    return Verdict(name, EXIT_CODES[name], message, tuple(dict.fromkeys(flags)), tuple(each for each in advice if each))


def _locked(facts: RunStats) -> Verdict | None:
    if facts.locked is None:
        return None
    return _verdict(
        "locked", f"Another run of {facts.site} is under way ({facts.locked}).", [],
        "Nothing to do: wait for it to end. If no such program runs any more, the lock is free at the next try.",
    )  # fmt: skip


def _crash(facts: RunStats) -> Verdict | None:
    unclosed = closes(facts)
    if not facts.crashes and unclosed is None:
        return None
    said = facts.crashes[0] if facts.crashes else f"the account does not close: {unclosed}"
    others = f" (and {len(facts.crashes) - 1} more)" if len(facts.crashes) > 1 else ""
    flags = ["account_open"] if unclosed else []
    return _verdict(
        "crash", f"A bug stopped part of the run: {said}{others}", flags,
        "Report it with the log of this run. What was stored is safe; what was not reached is tried again next time.",
    )  # fmt: skip


def _storage(facts: RunStats) -> Verdict | None:
    if not facts.storage_errors:
        return None
    return _verdict(
        "storage", f"Output could not be written: {facts.storage_errors[0]}", [],
        "Free some disk space or repair the folder's rights, then run again: articles not stored are fetched again.",
    )  # fmt: skip


def _plain_flags(facts: RunStats) -> list[str]:
    """What is worth knowing and changes no verdict."""
    flags = [f"stopped:{facts.stopped}"] if facts.stopped else []
    flags += [f"bad_links:{facts.bad_links}"] if facts.bad_links else []
    events = facts.account.reasons("stored")
    read = facts.articles_read
    for event in ("changed", "removed"):
        if events.get(event, 0) >= 10 and events[event] * 2 >= read:
            flags.append(f"mass_{event}:{events[event]}")
    return flags


def _troubles(facts: RunStats) -> dict[str, int]:
    """Number of troubles by cause, over listings, failed articles and refusals."""
    found: dict[str, int] = {}
    reasons = [(listing.problem, 1) for listing in facts.listings if listing.problem]
    reasons += list(facts.account.reasons("failed").items())
    reasons += [(f"http_{status}", number) for status, number in facts.statuses.items() if status[:1] in "45"]
    for reason, number in [*reasons, *facts.refused.items()]:
        word = (reason or "").split(":", 1)[0]
        kind = "robots" if word in _ROBOTS else cause(word)
        found[kind] = found.get(kind, 0) + number
    return found


def _blocked(facts: RunStats, flags: list[str]) -> Verdict | None:
    """Nothing of the newsroom could be seen: blocked, unreachable, or (first of all causes) unreadable."""
    if facts.account.count("stored") or facts.account.count("unchanged"):
        return None
    seen = any(good_listing(listing) for listing in facts.listings)
    failed = facts.account.reasons("failed")
    tried = sum(failed.values())
    barred = sum(number for reason, number in failed.items() if cause(reason) in {"blocked", "unreachable"})
    if seen and not (tried and barred == tried):
        return None
    troubles = _troubles(facts)
    usable = sum(number for status, number in facts.statuses.items() if status[:1] in "23")
    gone = any(listing.problem in {"http_404", "http_410"} for listing in facts.listings)
    if (troubles.get("changed") or gone) and usable and not troubles.get("blocked"):
        return None
    if troubles.get("robots"):
        return _verdict("blocked", f"robots.txt keeps {facts.site} closed.", [*flags, "robots"], ADVICE["robots"])
    if troubles.get("blocked"):
        why = _top(facts, "blocked")
        return _verdict("blocked", f"{facts.site} answers with a block ({why}).", [*flags, f"blocked:{why}"], ADVICE["blocked"])
    if _cut_short(facts) and not troubles:
        return None
    if troubles.get("unreachable") or troubles.get("broken") or not usable:
        why = _top(facts, "unreachable") or _top(facts, "broken") or "no answer"
        said = "gives no usable answer" if facts.statuses else "does not answer"
        return _verdict("unreachable", f"{facts.site} {said} ({why}).", flags, ADVICE["unreachable"])
    return None


def _top(facts: RunStats, kind: str) -> str:
    """The most frequent reason of one cause."""
    found: dict[str, int] = {}
    for source in (facts.account.reasons("failed"), facts.refused, {each.problem or "": 1 for each in facts.listings}):
        for reason, number in source.items():
            if cause(reason) == kind:
                found[reason] = found.get(reason, 0) + number
    if not found:
        found = {f"http_{status}": number for status, number in facts.statuses.items() if cause(f"http_{status}") == kind}
    return max(found, key=lambda reason: found[reason], default="")


def _drift(facts: RunStats, findings: Findings, flags: list[str]) -> Verdict | None:
    barren = _barren(facts, first="first_run" in flags)
    if not findings.drift and barren is None:
        return None
    said = [*findings.drift, *([barren] if barren else [])]
    return _verdict(
        "drift", f"The site's layout changed: {'; '.join(said[:5])}.", flags,
        "Nothing doubtful went into the journal. See the pages in quarantine.jsonl, repair the layout, and run again.",
        f"If the site is right as it is now, `scrapy state {facts.site} forget history` makes it the new usual.",
    )  # fmt: skip


def _cut_short(facts: RunStats) -> str | None:
    """What ended the run before its time; limits that the user set are no such thing."""
    return facts.stopped if facts.stopped not in {None, "max_pages", "since"} else None


def _barren(facts: RunStats, first: bool) -> str | None:
    """Why the pages that were read gave nothing, where that cannot be the usual silence."""
    account = facts.account
    if account.count("stored") or account.count("unchanged"):
        return None
    if _cut_short(facts) and not any(listing.problem for listing in facts.listings):
        return None
    if not any(good_listing(listing) for listing in facts.listings):
        return f"no release was found on the pages of {facts.site}"
    skipped = {reason: number for reason, number in account.reasons("skipped").items() if reason not in _FINE}
    shown = any(listing.rows for listing in facts.listings)
    if first and shown and not facts.stopped and not account.count("failed") and (skipped or not account.outcomes):
        return f"none of the releases listed could be read ({skipped or 'rows that lead nowhere'})"
    return None


def _degraded(facts: RunStats, findings: Findings, flags: list[str]) -> Verdict | None:
    failed = facts.account.reasons("failed")
    skipped = facts.account.reasons("skipped")
    failed |= {reason: number for reason, number in skipped.items() if cause(reason) in {"blocked", "unreachable"}}
    problems = [f"{each.url}: {each.problem}" for each in facts.listings if each.problem]
    cut_short = _cut_short(facts)
    if not (failed or problems or cut_short or facts.drifted):
        return None
    said = [f"{_articles(number)} failed ({reason})" for reason, number in failed.items()]
    said += [f"a listing page could not be read ({each})" for each in problems[:3]]
    said += [f"the run was stopped ({cut_short})"] if cut_short else []
    said += findings.notes if facts.drifted else []
    return _verdict(
        "degraded", f"{facts.account.count('stored')} stored, but {'; '.join(said[:6])}.", flags,
        f"What failed is in the state with its next try (`scrapy state {facts.site} show`); the next run takes it up.",
    )  # fmt: skip


def _good(facts: RunStats, history: History, findings: Findings, flags: list[str], first: bool) -> Verdict:
    stored = facts.account.count("stored")
    notes = [*findings.notes]
    if first:
        notes.append("this is the first run, so there is no history to compare it with")
    if stored:
        events = ", ".join(f"{number} {event}" for event, number in facts.account.reasons("stored").items())
        return _verdict("ok", _sentence(f"{stored} stored ({events})", notes), flags)
    quiet = silence(history.release_days, facts.started)
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


def run_line(facts: RunStats, verdict: Verdict, **more: Any) -> JsonObject:
    """The run as a line of runs.jsonl, which the next runs' history is made of. more: versions and such."""
    account = facts.account
    counts: JsonObject = {name: account.count(name) for name in ("stored", "unchanged", "skipped", "failed")}
    reasons: dict[str, Mapping[str, int]] = {name: account.reasons(name) for name in ("stored", "skipped", "failed")}
    return {
        "schema": "run/1", "run": facts.run, "site": facts.site, "started": facts.started, "finished": facts.finished,
        "verdict": verdict.name, "exit_code": verdict.exit_code, "message": verdict.message,
        "flags": list(verdict.flags), "advice": list(verdict.advice),
        "account": {"discovered": len(account.outcomes), **counts, "reasons": reasons},
        "requests": dict(facts.requests), "statuses": dict(facts.statuses), "refused": dict(facts.refused),
        "listings": [
            {"url": each.url, "section": each.section, "page": each.page, "status": each.status, "rows": each.rows,
             "new_rows": each.new_rows, "problem": each.problem}
            for each in facts.listings if each.page == 1 or each.problem
        ],
        "articles_read": facts.articles_read, "coverage": dict(facts.coverage), "layouts": dict(facts.layouts),
        "article_flags": dict(facts.flags), "drifted": facts.drifted[:20], "crashes": facts.crashes[:20],
        "storage_errors": facts.storage_errors[:20], "stopped": facts.stopped, "bad_links": facts.bad_links,
        "politeness": dict(facts.politeness), **more,
    }  # fmt: skip
