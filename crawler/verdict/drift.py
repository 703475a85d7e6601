"""Has the site changed under the rules? Shrunken listings, fields gone missing, layouts never met. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.reasons import Cause, Reason, reason_of
from crawler.stats import ListingFact, RunStats
from crawler.text.counting import counted
from crawler.verdict.history import History, improbable

_SURE = 0.001  # one false alarm in a thousand checks, and a check needs new articles
_ENOUGH = 20  # articles that say what is usual of a field
_IS_NO_ARTICLE = frozenset({Reason.NOTICE, Reason.NO_ARTICLE_READ})
_USUAL = 0.9  # a field that this share of the articles has is one that is always there


@dataclass(slots=True)
class Findings:
    """drift: sentences that make the verdict `drift`; notes: sentences; flags: snake_case words, with `:detail`."""

    drift: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def good_listing(listing: ListingFact) -> bool:
    """Whether a listing page said what is there: rows, or that nothing changed."""
    return listing.problem is None and (listing.status == 304 or listing.rows > 0)


def find_drift(stats: RunStats, history: History) -> Findings:
    """Compare a run with what is usual for the newsroom."""
    found = Findings()
    _listings(stats, history, found)
    _held_back(stats, history, found)
    _fields(stats, history, found)
    _layouts(stats, history, found)
    if not history.ever_read:  # what was never read cannot have changed
        found.drift.clear()
    return found


def _changed(reason: str) -> bool:
    return bool(reason) and reason_of(reason).cause is Cause.CHANGED


def _is_gone(problem: str | None) -> bool:
    """The page is not there: the address of a listing changed."""
    return problem is not None and reason_of(problem) is Reason.HTTP_GONE


def _listings(stats: RunStats, history: History, found: Findings) -> None:
    for listing in stats.listings:
        if _changed(listing.problem or "") or (_is_gone(listing.problem) and listing.page == 1):
            found.flags.append(f"listing_problem:{listing.problem}")
            found.drift.append(f"the listing page {listing.url} could not be read as one ({listing.problem})")
        elif listing.problem is None and listing.page == 1:
            _size(listing, stats, history, found)
    if stats.listings and not stats.stopped:
        _sections(stats, history, found)


def _sections(stats: RunStats, history: History, found: Findings) -> None:
    asked = {listing.url for listing in stats.listings}
    for url in sorted(history.usual_sections() - asked):
        found.flags.append("section_missing")
        found.notes.append(f"the section {url} was in each of the last runs and was not asked for in this one")


def _size(listing: ListingFact, stats: RunStats, history: History, found: Findings) -> None:
    usual = None if listing.url in stats.joined else history.usual_rows(listing.url)
    if listing.status == 304 or usual is None or usual < 4 or listing.rows * 2 >= usual:
        return
    if listing.rows and listing.new_rows == listing.rows:
        found.flags.append("listing_restarted")
        found.notes.append(f"{listing.url} shows {counted(listing.rows, 'row')}, all of them new, instead of up to {usual}")
        return
    found.flags.append("listing_shrunken")
    found.drift.append(f"{listing.url} shows {counted(listing.rows, 'article row')} where up to {usual} are usual")


def _held_back(stats: RunStats, history: History, found: Findings) -> None:
    """Articles that the layouts did not read well: a few are cases to look at, half of what was read is a redesign."""
    failed = stats.account.reasons("failed")
    doubted = {each.get("url") for each in stats.drifted}  # one article may be doubted in several fields
    held = max(len(doubted), sum(number for reason, number in failed.items() if _changed(reason)))
    notices = _number(failed, _IS_NO_ARTICLE)  # what stands in for a release says nothing of the layout
    if not held + notices:
        return
    found.flags.append(f"held_back:{held + notices}")
    as_before = stats.account.reasons("unchanged").get("not_modified", 0)  # pages of which the site says that nothing changed
    read = max(stats.articles_read + as_before + _no_articles(failed) + notices, held + notices)
    text = f"held back: {held + notices} of {counted(read, 'article')} ({', '.join(_held_by(stats, failed)[:5])})"
    several = len(doubted) + (held > 1)  # one page alone that is none of a release says nothing of the layout
    (found.drift if several and held * 2 >= read and history.ever_read else found.notes).append(text)


def _held_by(stats: RunStats, failed: Mapping[str, int]) -> list[str]:
    rules = {f"{each.get('field', '?')} by rule {each.get('rule', '?')}" for each in stats.drifted}
    return sorted(rules | {reason for reason in failed if _changed(reason) or reason_of(reason) in _IS_NO_ARTICLE})


def _no_articles(failed: Mapping[str, int]) -> int:
    # Pages that could not be read as articles at all are not among `articles_read`.
    return sum(number for reason, number in failed.items() if _changed(reason) and reason_of(reason) is not Reason.QUARANTINED)


def _number(failed: Mapping[str, int], reasons: frozenset[Reason]) -> int:
    """Articles that failed for one of these reasons, where it is none of those that a changed layout has."""
    return sum(number for reason, number in failed.items() if reason_of(reason) in reasons and not _changed(reason))


def _fields(stats: RunStats, history: History, found: Findings) -> None:
    if stats.articles_read:
        for name in sorted(history.fields()):
            _field(name, stats, history, found)


def _field(name: str, stats: RunStats, history: History, found: Findings) -> None:
    usual_had, usual_of = history.rate(name)
    if usual_of < _ENOUGH or usual_had < _USUAL * usual_of:
        return
    had, of = stats.coverage.get(name, 0), stats.articles_read
    if had * 10 >= of * 9:
        return
    before = history.recent_misses(name) if had == 0 else 0
    usual_of = max(usual_had, usual_of - before)
    present = f"{name}: found in {had} of {counted(of, 'article')} now, usually in {usual_had} of {usual_of}"
    if improbable(had, of + before, usual_had, usual_of) < _SURE:
        best = _best_rule(stats, name)
        found.flags.append(f"field_lost:{name}")
        found.drift.append(present + (f"; {best}" if best else ""))
    else:
        found.flags.append(f"field_missing:{name}")
        found.notes.append(present)


def _best_rule(stats: RunStats, name: str) -> str:
    """What the readers say of the field they lost."""
    said = [each for each in stats.drifted if each.get("field") == name]
    best, rule = (next((each[key] for each in said if each.get(key)), None) for key in ("best", "rule"))
    parts = [
        f"the rule was {rule}" if rule else "",
        f"the best rule that agrees with old articles is {best}" if best else "",
    ]
    return ", ".join(part for part in parts if part)


def _layouts(stats: RunStats, history: History, found: Findings) -> None:
    usual = history.layouts()
    if sum(usual.values()) < 5:
        return
    for name in sorted(set(stats.layouts) - set(usual)):
        found.flags.append(f"layout_new:{name}")
        found.notes.append(f"the layout {name}, never met here before, read {counted(stats.layouts[name], 'article')}")
