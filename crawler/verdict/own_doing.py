"""What a setting, a signal or a pipeline of the user's own did to a run: it says nothing of the site. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from crawler.reasons import Reason, reason_of
from crawler.stats import RunStats

# Nothing was sent: neither an answer nor its absence says anything.
_UNASKED = frozenset(
    {Reason.NOT_REACHED, Reason.STOPPED, Reason.BUDGET, Reason.URL_LENGTH, Reason.DEPTH_LIMIT, Reason.IGNORED}
)
_REMEDIES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.BUDGET: "budget: MAX_REQUESTS is too small for this newsroom (robots.txt is a request, too): set a larger one.",
        Reason.URL_LENGTH: "url_length: URLLENGTH_LIMIT is too small for the addresses that are named: set a larger one.",
        Reason.DEPTH_LIMIT: "depth_limit: DEPTH_LIMIT is too small for this newsroom; 0 sets no limit.",
        Reason.IGNORED: "ignored: look which middleware or setting of yours lets the request fall.",
        Reason.OWN_PIPELINE: "own_pipeline: repair your pipeline in ITEM_PIPELINES; quarantine.jsonl has what it made of each.",
        Reason.NOT_HANDED_ON: "not_handed_on: a pipeline in ITEM_PIPELINES must `return item`, or `raise DropItem`.",
    }
)


def unasked(reason: str | None) -> bool:
    """Whether a request was never sent, by the user's own doing."""
    return bool(reason) and reason_of(reason or "") in _UNASKED


def any_unasked(stats: RunStats) -> bool:
    """Whether that happened to a request of this run."""
    return any(map(unasked, _reasons(stats)))


def remedies(stats: RunStats) -> list[str]:
    """What the user may do about it, by the name of each setting."""
    met = {reason_of(reason) for reason in _reasons(stats)}
    return [said for reason, said in _REMEDIES.items() if reason in met]


def _reasons(stats: RunStats) -> list[str]:
    listings = [each.problem for each in stats.listings if each.problem]
    return [*listings, *stats.account.reasons("failed"), *stats.refused]
