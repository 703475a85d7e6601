"""The summary of a run on stdout: what happened, the account, and where to look."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from crawler.html.builder import clean
from crawler.reasons import reason_of
from crawler.report.program import as_typed
from crawler.site import Site
from crawler.stats import RunStats
from crawler.text.counting import counted
from crawler.verdict.census import census_notes, census_sentence
from crawler.verdict.words import Verdict

_MOST_EXPLAINED = 5  # reasons
_MOST_NAMED = 8  # gaps, and other addresses
_FILES = ("articles.jsonl", "quarantine.jsonl", "runs.jsonl", "report.html", "feed.xml")


def summary(site: Site, folder: Path, stats: RunStats, verdict: Verdict) -> str:
    """The run as a few lines of plain text."""
    account = stats.account
    listings = [each for each in stats.listings if not each.problem]
    lines = [
        "",
        f"{site.company} ({site.name}): {verdict.name.upper()}  (exit code {verdict.exit_code})",
        f"  {verdict.message}",
        *(f"  -> {advice}" for advice in verdict.advice),
        f"  articles   discovered {len(account.outcomes)} = "
        + " + ".join(f"{name} {_counted(stats, name)}" for name in ("stored", "unchanged", "skipped", "failed")),
        *_explained(stats),
        f"  requests   {sum(stats.requests.values())}: {_listed(dict(stats.requests)) or 'none'}",
        f"  listings   {counted(len(listings), 'page')}, {counted(sum(each.rows for each in listings), 'row')}",
    ]
    lines += [*_sources(stats), *_gaps(stats), *_elsewhere(stats)]
    lines += _layouts_and_flags(stats, verdict)
    lines += [*_under("alerts", stats.unsent), *_under("results", _existing(folder))]
    return as_typed(clean("\n".join(lines)).replace("\r", " "))


def _under(name: str, said: Sequence[object]) -> list[str]:
    """Lines below each other, the first one behind a name."""
    return [f"  {'' if number else name:<11}{each}" for number, each in enumerate(said)]


def _sources(stats: RunStats) -> list[str]:
    said = census_sentence(stats)
    return [*([f"  sources    {said}"] if said else []), *(f"             {note}" for note in census_notes(stats))]


def _gaps(stats: RunStats) -> list[str]:
    """What bounded the run, and what the newsroom names besides what was read."""
    limited = [f"  limited    by {', '.join(stats.limited)}"] if stats.limited else []
    gaps = stats.gaps[:_MOST_NAMED]
    return limited + [f"  not read   {gap.name}{' (accepted)' if gap.accepted else ''}: {gap.said}" for gap in gaps]


def _elsewhere(stats: RunStats) -> list[str]:
    """Other addresses that the newsroom's pages lead to, and private ones."""
    named = [f"  twin       {origin} ({number}): the same newsroom, asked there too" for origin, number in stats.twins.items()]
    named += [
        f"  elsewhere  {origin} ({number}): its pages lead there, and that was not read"
        f" (-a url={origin}/..., or -a also={urlsplit(origin).netloc} for single releases)"
        for origin, number in stats.origins.most_common(_MOST_NAMED)
    ]
    places = sorted(stats.private)[:_MOST_NAMED]
    return named + [f"  private    {place}: not asked; -s PRIVATE_HOSTS={place} allows it" for place in places]


def _counted(stats: RunStats, outcome: str) -> str:
    number = stats.account.count(outcome)
    reasons = _listed(stats.account.reasons(outcome))
    return f"{number} ({reasons})" if number and reasons else str(number)


def _explained(stats: RunStats) -> list[str]:
    """A sentence for each of the most frequent reasons to fail."""
    failed = list(stats.account.reasons("failed"))[:_MOST_EXPLAINED]
    return [f"             {reason}: {reason_of(reason).sentence}" for reason in failed]


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name or '-'} {number}" for name, number in counts.items())


def _by_number(counts: Mapping[str, int]) -> dict[str, int]:
    """The most frequent first, and always in the same order, whichever page came first."""
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _layouts_and_flags(stats: RunStats, verdict: Verdict) -> list[str]:
    lines = [f"  layouts    {_listed(_by_number(stats.layouts))}"] if stats.layouts else []
    if verdict.flags or stats.flags:
        lines.append(f"  flags      {', '.join(verdict.flags)} {_listed(_by_number(stats.flags))}".rstrip())
    return lines


def _existing(folder: Path) -> list[Path]:
    return [path for name in _FILES if (path := folder / name).exists() and path.stat().st_size]


def summary_stream(feeds: Iterable[object]) -> TextIO:
    """Where the summary goes: stdout, but where one of the run's feeds is written there, which it must not spoil.

    feeds: addresses of the setting FEEDS, `-` or `stdout:` for standard output.
    """
    return sys.stderr if any(str(feed) in ("-", "stdout:") for feed in feeds) else sys.stdout


def print_while_read(text: str, stream: TextIO) -> None:
    """Print a text; where its reader has gone, as `head` does, what is left goes nowhere."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        let_reader_go(stream)


def let_reader_go(stream: TextIO) -> None:
    """Nobody reads the stream any more: what Python would flush at its end goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
