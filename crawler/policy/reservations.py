"""/.well-known/tdmrep.json of the TDM reservation protocol: which parts of a site are reserved against text and data mining.

Like robots.txt it is written by others: what is no rule is skipped, and matching is linear in the length of the path.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.policy.robots import matches, path_asked, pattern_of

PATH = "/.well-known/tdmrep.json"
_MOST_RULES = 2000


@dataclass(frozen=True, slots=True)
class Reservation:
    """One rule: what it is about, as robots.txt has patterns; whether it reserves; the address of the terms, or empty."""

    pattern: bytes
    reserved: bool
    policy: str = ""


def read_reservations(body: bytes) -> tuple[Reservation, ...]:
    """The rules of a file of any content."""
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return ()
    return tuple(_rules(found if isinstance(found, list) else [found]))[:_MOST_RULES]


def _rules(found: list[object]) -> Iterator[Reservation]:
    for each in found:
        if isinstance(each, dict) and isinstance(location := each.get("location"), str) and location:
            policy = each.get("tdm-policy")
            reserved = str(each.get("tdm-reservation", "")).strip() == "1"
            yield Reservation(pattern_of(location), reserved, policy if isinstance(policy, str) else "")


def reserved(rules: tuple[Reservation, ...], url: str) -> dict[str, str]:
    """What the rules say of `url`, by the names that signals of a page's use have; the longest pattern speaks.

    Of two that are as long, the one that reserves.
    """
    path = path_asked(url)
    fitting = [each for each in rules if matches(each.pattern, path)]
    rule = max(fitting, key=lambda each: (len(each.pattern), each.reserved), default=None)
    if rule is None:
        return {}
    said = {"tdmrep:tdm-reservation": "1" if rule.reserved else "0"}
    return said | ({"tdmrep:tdm-policy": rule.policy} if rule.policy else {})
