"""A release as stretches of its news, its parts and the signs of its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.extract.body import release_part_words as words
from crawler.extract.body.assemble import Paragraph
from crawler.page.blocks import Block

LITTLE = 0.5  # of the text above a sign of its end, beyond which it goes on below that


@dataclass(slots=True)
class PartRun:
    """A stretch of paragraphs that belong to one part; kind `news` and `end_mark` besides the kinds of parts."""

    kind: str
    paragraphs: list[Paragraph]
    inline: bool = False


def size(paragraphs: Iterable[Paragraph | Block]) -> int:
    """Characters of all of them."""
    return sum(len(each.text) for each in paragraphs)


def of_kind(runs: Sequence[PartRun], kind: str) -> list[Paragraph]:
    return [each for run in runs if run.kind == kind for each in run.paragraphs]


def without_notes(runs: list[PartRun]) -> list[PartRun]:
    """The runs, what stands behind a sign that the news ends as part of that sign, where it is little, but for notes to editors,
    which tell more of the news; and their heading where they are all in other parts."""
    ends = (at for at, run in enumerate(runs) if run.kind == "end_mark" and words.NEWS_END.match(run.paragraphs[0].text))
    end = next(ends, len(runs))
    before, behind = (size(of_kind(each, "news")) for each in (runs[:end], runs[end:]))
    if behind <= LITTLE * before:
        runs = [*runs[:end], *(part for run in runs[end:] for part in _ended(run))]
    return [part for run in runs for part in _without_last_heading(run)]


def _ended(run: PartRun) -> list[PartRun]:
    """A run behind the end of the news: what of it is no notes to editors is no news."""
    if run.kind != "news":
        return [run]
    at = next((at for at, each in enumerate(run.paragraphs) if words.NOTES.match(each.text)), len(run.paragraphs))
    return [PartRun("end_mark", run.paragraphs[:at]), PartRun("news", run.paragraphs[at:])]


def _without_last_heading(run: PartRun) -> list[PartRun]:
    """A run without the heading of notes to editors that it ends with."""
    if run.kind != "news" or not run.paragraphs or not words.NOTES.match(run.paragraphs[-1].text):
        return [run]
    return [replace(run, paragraphs=run.paragraphs[:-1]), PartRun("end_mark", run.paragraphs[-1:])]
