"""Nothing of the newsroom could be seen: blocked, unreachable, or closed by robots.txt. Pure."""

from collections import Counter
from urllib.parse import urlsplit

from crawler.reasons import Cause, Reason, reason_of
from crawler.stats import ListingFact, RunStats
from crawler.verdict.drift import good_listing
from crawler.verdict.own_doing import any_unasked, unasked
from crawler.verdict.words import Verdict, cut_short, verdict_of

_BARRED = frozenset({Cause.BLOCKED, Cause.UNREACHABLE, Cause.ROBOTS})  # nothing of the page was seen
_ADVICE = {
    Cause.ROBOTS: "The site's robots.txt forbids it or could not be read: see the decision in report.html. "
    "Nothing here gets round it.",
    Cause.BLOCKED: "Wait for the next run; then crawl slower (`-s DOWNLOAD_DELAY=10`) or ask the site's owner for access. "
    "Nothing here tries to defeat a check.",
    Cause.UNREACHABLE: "Open the site in a browser. If it works there, look at the proxy, DNS and certificate in the log; "
    "the next run tries again by itself.",
}


def _troubles(stats: RunStats) -> Counter[Cause]:
    """Number of troubles by cause, over listings, failed articles, refusals and statuses."""
    found: Counter[Cause] = Counter()
    listings = [(each.problem, 1) for each in stats.listings if each.problem]
    for reason, number in [*listings, *_said(stats), *_statuses(stats)]:
        if not unasked(reason):
            found[reason_of(reason).cause] += number
    return found


def _said(stats: RunStats) -> list[tuple[str, int]]:
    return [*stats.account.reasons("failed").items(), *stats.refused.items()]


def _statuses(stats: RunStats) -> list[tuple[str, int]]:
    return [(f"http_{status}", number) for status, number in stats.statuses.items() if status[:1] in "45"]


def blocked(stats: RunStats, flags: list[str]) -> Verdict | None:
    """Nothing of the newsroom could be seen: blocked, unreachable, or (first of all causes) unreadable."""
    if something_came(stats) or (any(map(_was_seen, stats.listings)) and not _all_barred(stats)):
        return None
    troubles = _troubles(stats)
    usable = sum(number for status, number in stats.statuses.items() if status[:1] in "23")
    if usable and _looks_rebuilt(stats, troubles):
        return None
    if troubles[Cause.ROBOTS]:
        return verdict_of("blocked", f"robots.txt keeps {stats.site} closed.", [*flags, "robots"], _ADVICE[Cause.ROBOTS])
    if troubles[Cause.BLOCKED]:
        why = _top(stats, Cause.BLOCKED)
        said = f"{stats.site} answers with a block ({why})."
        return verdict_of("blocked", said, [*flags, f"blocked:{why}"], _ADVICE[Cause.BLOCKED])
    return _unreachable(stats, flags, troubles, usable)


def _was_seen(listing: ListingFact) -> bool:
    """Whether a page of the newsroom said what it has, were it nothing: then a source beside it that is closed is only named."""
    shown = listing.status == 200 and listing.problem in ("not_a_listing", "empty")
    return good_listing(listing) or shown


def _looks_rebuilt(stats: RunStats, troubles: Counter[Cause]) -> bool:
    gone = any(each.problem and reason_of(each.problem) is Reason.HTTP_GONE for each in stats.listings)
    return bool(troubles[Cause.CHANGED] or gone) and not troubles[Cause.BLOCKED]


def _unreachable(stats: RunStats, flags: list[str], troubles: Counter[Cause], usable: int) -> Verdict | None:
    if not troubles and (cut_short(stats) or any_unasked(stats)):
        return None
    if not (troubles[Cause.UNREACHABLE] or troubles[Cause.BROKEN]) and usable:
        return None
    return _private(stats, flags, troubles) or _unanswered(stats, flags, troubles)


def _unanswered(stats: RunStats, flags: list[str], troubles: Counter[Cause]) -> Verdict:
    why = _top(stats, Cause.UNREACHABLE) or _top(stats, Cause.BROKEN) or "no answer"
    said = "gives no usable answer" if stats.statuses or troubles[Cause.BROKEN] else "does not answer"
    said = f"{stats.site} {said} ({why})."
    return verdict_of("unreachable", said, flags, _plain_instead(stats), _ADVICE[Cause.UNREACHABLE])


def _private(stats: RunStats, flags: list[str], troubles: Counter[Cause]) -> Verdict | None:
    """Nothing was asked, for the newsroom's own address is private."""
    if not stats.private or stats.statuses or troubles[Cause.UNREACHABLE]:
        return None
    places = ",".join(sorted(stats.private))
    said = f"{stats.site} was not asked: {places} is in a private network, which is closed to crawls unless a setting names it."
    advice = f"-s PRIVATE_HOSTS={places} allows it, or `private_hosts` in newsroom.toml."
    return verdict_of("unreachable", said, flags, advice)


def _plain_instead(stats: RunStats) -> str:
    """What to try where a server on a port that was typed takes no TLS."""
    for each in stats.listings:
        parts = urlsplit(each.url)
        why = str(stats.politeness.get(f"robots {parts.scheme}://{parts.netloc}", ""))
        if parts.scheme == "https" and parts.port and (each.problem == "tls" or "tls:" in why):
            return f"If {parts.netloc} speaks no TLS, its address is http://{parts.netloc}{parts.path}"
    return ""


def something_came(stats: RunStats) -> bool:
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
