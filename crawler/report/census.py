"""What the sources of a newsroom name against what is held of it, in one line."""

from collections.abc import Sequence

from crawler.stats import RunStats, Source

MOST_NAMED = 5  # sources that could not be read


def census(stats: RunStats) -> str:
    """What the sources of a newsroom name and how much of it is held, in one line; empty where only pages were read."""
    if all(each.kind == "listing" for each in stats.sources):
        return ""
    read = [each for each in stats.sources if each.pages]
    named = [_counted(kind, read) for kind in dict.fromkeys(each.kind for each in read)]
    named += [f"{each.kind} {each.url} not read ({each.ended})" for each in stats.sources if not each.pages][:MOST_NAMED]
    missing = stats.account.count("failed") + stats.account.count("skipped")
    end = f"{missing:,} that they name are not stored" if missing else "nothing is missing that any source names"
    return f"{stats.account.count('stored') + stats.account.count('unchanged'):,} releases: {', '.join(named)}; {end}"


def _counted(kind: str, sources: Sequence[Source]) -> str:
    some = [each for each in sources if each.kind == kind]
    return f"{kind} {sum(each.held for each in some):,} of {sum(each.rows for each in some):,}"
