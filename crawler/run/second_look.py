"""A second look at the page of a list whose rows moved while it was read: what stood there is not lost. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from crawler.discover.listing import Listing
from crawler.items import Row
from crawler.run.earlier_runs import EarlierRuns
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import ListingWalk, PageRows, is_moving
from crawler.site import Site
from crawler.urls import article_id, asked_identity

_TasksOf = Callable[[Sequence[Row], str | None], tuple[list[FetchTask], dict[str, Row], PageRows]]


def is_second_look(task: FetchTask, walk: ListingWalk | None, site: Site) -> bool:
    """Whether a page was asked for once more."""
    return walk is not None and asked_identity(task.url, site) in walk.looked_again


def wants_second_look(task: FetchTask, walk: ListingWalk, listing: Listing, site: Site) -> list[FetchTask]:
    """The task of the page before, where rows of its end stand on this one or the total fell; notes the page that was read.

    A release that comes out meanwhile moves one row over to the next page, and so do two rows that change their places: then
    one of them was on neither page; nor was the one that moved back when another was withdrawn. Rows that are pinned or
    shown besides stand at the top, or without a day.
    """
    (url, before), ids = walk.last, _dated(listing.rows, site)
    fell = _falls(walk, listing)
    walk.last = (task.url, ids)
    if task.purpose != "listing" or task.first_of_part or not walk.to_the_end:
        return []
    shared = 0 if fell else _overlap_of(before, ids)
    if shared and shared in (walk.overlap, walk.overlapped[0]):  # so by design, or a second look is to tell
        return []
    walk.moves += _in_other_places(before, ids)
    wanted = fell or _begins_with_end_of(before, ids)
    return _look_again(task, walk, (shared, before), url, site) if wanted and not is_moving(walk) else []


def _look_again(
    task: FetchTask, walk: ListingWalk, overlapped: tuple[int, tuple[str, ...]], url: str, site: Site
) -> list[FetchTask]:  # fmt: skip
    """The task of a page that was read, unless it was looked at again already."""
    if asked_identity(url, site) in walk.looked_again:
        return []
    walk.looked_again.add(asked_identity(url, site))
    walk.overlapped = overlapped
    return [replace(task, url=url, walk=walk, alternatives=())]


def _falls(walk: ListingWalk, listing: Listing) -> bool:
    """Whether a page states or counts less than the one before; notes what it says."""
    said = max(listing.step.records or 0, listing.step.counted)
    fell = 0 < said < walk.said
    walk.said = said or walk.said
    return fell


def _begins_with_end_of(before: Sequence[str], ids: Sequence[str]) -> bool:
    """Whether rows of the second half of a page stand in the first half of the next."""
    return not set(before[len(before) // 2 :]).isdisjoint(ids[: (len(ids) + 1) // 2])


def _overlap_of(before: Sequence[str], ids: Sequence[str]) -> int:
    """How many rows of the end of a page the next one begins with, in their order; some systems page so."""
    first = before.index(ids[0]) if ids and ids[0] in before else len(before)
    shared = len(before) - first
    return shared if tuple(before[first:]) == tuple(ids[:shared]) else 0


def take_second_look(
    task: FetchTask, walk: ListingWalk, listing: Listing, tasks_of: _TasksOf, earlier: EarlierRuns, site: Site
) -> list[FetchTask]:  # fmt: skip
    """The tasks of the rows that a page shows now and did not show before.

    Where it shows the same as before, nothing has moved: the next one begins with rows of its end by design.
    """
    tasks, unknown, seen = tasks_of(listing.rows, walk.section)
    walk.seen_rows.update(seen.ids)
    (shared, before), walk.overlapped = walk.overlapped, (0, ())
    if before == _dated(listing.rows, site):
        walk.overlap = shared
    earlier.save_page(replace(task, walk=None), listing, unknown)
    return tasks


def _in_other_places(before: Sequence[str], ids: Sequence[str]) -> bool:
    """Whether rows of one page stand in other places on the next: pinned ones stand in the same."""
    places = {key: at for at, key in enumerate(before)}
    return any(places.get(key, at) != at for at, key in enumerate(ids))


def _dated(rows: Sequence[Row], site: Site) -> tuple[str, ...]:
    """The ids of the rows with a day, of all where none has one."""
    return tuple(article_id(row.url, site) for row in [row for row in rows if row.date] or rows)
