"""Known releases whose address shows something else by now: withdrawn, as with a 404, unless the whole site is away for a while.

The address leads to a front, a list or an error page; or its page reads as no release any more, in words that nobody knows
for a notice, and the list that had it has it no more. All that is told once the answers of a run are there. A release
which a list of the run still names is none of these.
"""

from crawler.reasons import Reason
from crawler.revision import WRITTEN, Known
from crawler.run.appearance import Sights
from crawler.run.fetch_task import FetchTask
from crawler.run.recorder import Recorder
from crawler.stats import Account

_LED_AWAY = {str(Reason.REDIRECTED_HOME): 302, str(Reason.REDIRECTED_ERROR): 302}  # reason -> HTTP status that is noted
_SHOWS_ELSE = _LED_AWAY | {str(Reason.UNREADABLE): 200}
_AS_IT_WAS = frozenset({"same", "not_modified"})  # reasons of looks that found a release unchanged


def settle_led_away(recorder: Recorder, looks: Sights) -> None:
    """Note the known releases that stand at their addresses no more as gone. Raises StorageError."""
    shows = _shown_instead(recorder)
    led = {known.id for known, reason in shows if reason in _LED_AWAY}
    withdrawn = led if _answered(recorder.stats.account) >= len(led) else set()  # else it is the site that leads away
    for known, reason in shows:
        gone = known.id in withdrawn or _is_lost(known, looks)
        if gone and not looks.names(known.id):
            recorder.look(FetchTask(known.canonical_url, "article", known.id, recheck=True), "gone", _SHOWS_ELSE[reason])


def _shown_instead(recorder: Recorder) -> list[tuple[Known, str]]:
    """The known releases whose addresses showed something else, and what is said of it."""
    outcomes = recorder.stats.account.outcomes
    failed = {key: reason for key, (outcome, reason) in outcomes.items() if outcome == "failed" and reason in _SHOWS_ELSE}
    known = recorder.store.articles.known(failed).items()
    return [(each, failed[key]) for key, each in known if each.status != "removed" and not each.form]


def _is_lost(known: Known, looks: Sights) -> bool:
    """Whether something else says that a release is gone: the look of an earlier run, or the list that had it."""
    return known.status == "missing" or looks.has_lost(known.id)


def _answered(account: Account) -> int:
    """Looks at known releases that found them where they were."""
    unchanged, stored = account.reasons("unchanged"), account.reasons("stored")
    return sum(unchanged.get(each, 0) for each in _AS_IT_WAS) + sum(stored.get(each, 0) for each in WRITTEN - {"new", "removed"})
