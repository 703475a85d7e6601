"""What lists say of known releases, from run to run: a row with another headline than before says that its page was edited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.items import JsonMapping, Row
from crawler.revision import Known
from crawler.run.appearance import Keeper
from crawler.run.fetch_task import LISTED, FetchTask
from crawler.run.listing_walk import ListingWalk
from crawler.site import Site
from crawler.text.fingerprint import title_key
from crawler.urls import article_id, current_url

LISTED_TITLES = "listed_titles"  # baseline: entry -> article id -> headline, of the rows of its first page as it was last read
MOST = 100  # rows that are kept of a first page
MOST_LISTS = 20
STATE, FEED = "state", "feed"  # `Row.by` of a row of which no list was read in this run, and of a feed's


def note_titles(values: Keeper, walk: ListingWalk, rows: Sequence[Row], site: Site) -> None:
    """Keep the headlines of the page at which a walk begins."""
    titles = {article_id(row.url, site): row.headline for row in rows[:MOST] if row.headline}
    before = values.get(LISTED_TITLES) or {}
    if titles and before.pop(walk.entry, None) != titles:
        values.save(LISTED_TITLES, dict([*before.items(), (walk.entry, titles)][-MOST_LISTS:]))


def row_before(known: Known, line: JsonMapping | None, site: Site) -> Row:
    """The row of another look at a release: its address, and what its list had said when its last line was written.

    line: that one. A day that only the list has is the release's as long as its page has no other.
    """
    bare = Row(current_url(known.canonical_url, site), section=known.section, by=STATE)
    by, day = _day_listed(line) if line else ("", None)
    return replace(bare, date=day[:10], by=by) if day else bare


def _day_listed(line: JsonMapping) -> tuple[str, str | None]:
    """(kind of list, the day that it had for a release) by the provenance of the day that was chosen."""
    said = (line.get("provenance") or {}).get("published") or {}
    agrees, other = {said.get("by"), *(said.get("agree") or ())}, said.get("other") or {}
    days = ((by, line.get("published") if by in agrees else other.get(by)) for by in (LISTED, FEED))
    return next(((by, day) for by, day in days if isinstance(day, str)), ("", None))


def row_by_now(values: Keeper, task: FetchTask) -> Row | None:
    """The row that leads to the page of a task; of another look with the headline that a list has for it by now."""
    listed = (values.get(LISTED_TITLES) or {}).values() if task.recheck and task.row else ()
    title = next((titles[task.key] for titles in listed if task.key in titles), None)
    return task.row if title is None or task.row is None else replace(task.row, title=title, by=LISTED)


def renamed(values: Keeper, rows: Mapping[str, Row], known: Mapping[str, Known]) -> set[str]:
    """Ids of the known releases, of pages of their own, whose list has another headline than it had, and not the one held.

    One that no list had before is none: where rows are written otherwise than pages, they always were.
    """
    before: dict[str, set[str]] = {}
    for titles in (values.get(LISTED_TITLES) or {}).values():
        for key in titles.keys() & known.keys():
            before.setdefault(key, set()).add(title_key(titles[key]))
    new = ((key, rows[key], said) for key, said in before.items() if _is_new(rows[key], said))
    return {key for key, row, said in new if _is_held_otherwise(key, row, known[key], said)}


def _is_new(row: Row, before: set[str]) -> bool:
    return row.headline is not None and title_key(row.headline) not in before


def _is_held_otherwise(key: str, row: Row, known: Known, before: set[str]) -> bool:
    """Whether a page is held under other words than its row has: neither whole, nor cut, nor with more around them, unless the
    list had before what is held: then `(updated)` behind it is new, and `(3 comments)` a count."""
    listed, held = title_key(row.title), title_key(known.title)
    own = known.id == key and known.form is None and known.status == "live"
    return own and bool(held) and listed not in held and (held not in listed or (held in before and _adds_words(listed, held)))


def _adds_words(listed: str, held: str) -> bool:
    """Whether what stands around a headline in a row is words alone."""
    return not any(map(str.isdigit, listed.replace(held, "", 1)))
