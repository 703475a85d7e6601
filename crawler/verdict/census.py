"""What the sources of a newsroom name against what is held of it: one sentence, what is odd, and the run's line of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from crawler.items import JsonObject
from crawler.reasons import Reason, is_awaited
from crawler.stats import Census, Count, Named, RunStats
from crawler.text.counting import counted

MOST_SAID = 5  # releases and notes in the summary
PAGES = "listing"


def census_sentence(stats: RunStats) -> str:
    """The census of a run in one sentence; empty where no source was read.

    Where only some of the known sources were asked, it says what those showed and what the last run counted that asked all.
    """
    census = stats.census
    if not census.counts:
        return ""
    number = census.known if _is_partial(census) else census.held
    said = [f"{counted(number, 'release')}: {', '.join(map(_shown, census.counts))}"]
    if census.before:
        day, counts = census.before
        said.append(f"when all were asked, on {day}, {', '.join(map(_shown, counts))}")
    return "; ".join([*said, *_missing(census), *_end(stats)])


def _is_partial(census: Census) -> bool:
    """Whether not everything was asked again, so that what earlier runs read counts too."""
    return census.before is not None or not census.pages_are_whole


def _shown(each: Count) -> str:
    if each.unread:
        return f"{each.kind} unchanged" if each.unread == "unchanged" else f"{each.kind} not read ({each.unread})"
    of = "" if each.kind == PAGES and each.whole and each.held == each.named else f" of {each.named:,}"
    return f"{each.kind} {each.held:,}{of}"


def _missing(census: Census) -> list[str]:
    if not census.missing_number:
        return []
    reasons = Counter(each.fate.partition(": ")[2] for each in census.missing)
    more = ", ..." if census.missing_number > len(census.missing) else ""
    listed = ", ".join(f"{reason} {number}" for reason, number in reasons.most_common())
    return [f"{census.missing_number:,} that they name {'is' if census.missing_number == 1 else 'are'} not held ({listed}{more})"]


def awaited_said(stats: RunStats) -> list[str]:
    """That releases which failed before are not held yet, where their next try had not come."""
    found = [each for each in stats.census.missing if is_awaited(each.fate)]
    reasons = sorted({each.fate.partition(": ")[2] for each in found} - {Reason.WAITING})
    why = f" ({', '.join(reasons)})" if reasons else ""
    verbs = "is not held yet and waits for its" if len(found) == 1 else "are not held yet and wait for their"
    return [f"{counted(len(found), 'release')} that it names {verbs} next try{why}"] if found else []


def _end(stats: RunStats) -> list[str]:
    census = stats.census
    open_gaps = [gap.name for gap in stats.gaps if not gap.accepted]
    named = f"{', '.join(open_gaps[:3])}{' ...' if len(open_gaps) > 3 else ''}"
    if census.missing_number:
        return [f"not read: {named}"] if open_gaps else []
    every = "nothing is missing that any source " + ("has named" if _is_partial(census) else "names")
    return [f"{every}, beside what was not read: {named}" if open_gaps else every]


def census_notes(stats: RunStats) -> list[str]:
    """What is odd in a census, a line each: what is not held, what only some sources name, numbers, months, an estimate."""
    census = stats.census
    said = [f"{each.url}: {not_held(each)}" for each in census.missing[:MOST_SAID]]
    said += _more(census.missing_number)
    said += [f"{each.url}: {named_by_some(each)}" for each in census.differing[:MOST_SAID]]
    said += _more(census.differing_number)
    said += [f"{note.name}: {note.said}" for note in census.notes[:MOST_SAID]]
    return said + estimate_said(census)


def not_held(each: Named) -> str:
    """Why a release that a source names is not held, in words."""
    return f"not held ({each.fate}), named by {_listed(each.by) or 'an earlier run'}"


def named_by_some(each: Named) -> str:
    """Which sources name a held release, and which should, in words."""
    return f"{each.fate}, named by {_listed(each.by)} and not by {_listed(each.lacking)}"


def estimate_said(census: Census) -> list[str]:
    """The estimate, where it says more than what is held."""
    found = census.estimate
    if found is None or found.number <= census.held:
        return []
    since = f" since {found.since}" if found.since else ""
    least = counted(found.number, "release")
    return [
        f"by {_listed(found.of)} there are at least {least}{since} ({found.low:,} to {found.high:,}, 95 %): "
        "a lower bound that takes the two for independent (Chapman)"
    ]


def _more(number: int) -> list[str]:
    return [f"and {number - MOST_SAID:,} more of these"] if number > MOST_SAID else []


def _listed(kinds: Sequence[str]) -> str:
    return " and ".join(kinds)


def census_line(stats: RunStats) -> JsonObject:
    """The census for the run's line: `releases`, `census`, `missing`, `differing`, `notes`, `estimate`, and the sentence."""
    census = stats.census
    return {
        "said": census_sentence(stats),
        "releases": census.held,
        "census": [asdict(each) for each in census.counts],
        "missing": {"number": census.missing_number, "named": [asdict(each) for each in census.missing]},
        "differing": {"number": census.differing_number, "named": [asdict(each) for each in census.differing]},
        "notes": [{"name": note.name, "said": note.said} for note in census.notes],
        "estimate": asdict(census.estimate) if census.estimate else None,
    }
