"""The rows of a listing page: repeated structure with links, whatever the markup and the class names.

On a declared site the form of the URLs decides what an article is, and what stands inside another row is a popup; on an
unknown one length of text, dates and likeness of addresses decide (crawler.discover.repeats).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.boxes import box_of, groups, heads_columns, keys_of, links_by_key, owners_of, row_place, without_popups
from crawler.discover.carried_days import with_carried_days
from crawler.discover.copies import without_copies, without_namesakes
from crawler.discover.file_labels import is_file_link
from crawler.discover.group_days import group_days
from crawler.discover.labels import MIN_ROWS
from crawler.discover.links import PageLink, is_root
from crawler.discover.navigation import Furniture
from crawler.discover.repeats import RowReader, best_groups, row_around
from crawler.discover.row_dates import dates_of, is_dated, page_language
from crawler.discover.row_titles import RowBox, titles_of
from crawler.discover.row_units import Unit, units_beside
from crawler.discover.shared_rows import files_of, title_with, with_shared_rows
from crawler.discover.spanning_cells import Headed, headed_by_cells
from crawler.discover.time_links import without_times
from crawler.discover.title_dates import dates_in_titles
from crawler.items import DOCUMENT, ELSEWHERE, Row
from crawler.site import Site
from crawler.urls import canonical_url, desktop_url, is_article_url

_PRINTED = re.compile(r"(?:as)?pdf|print(?:able|er|view|version|friendly)?|tmpl|printmode", re.IGNORECASE)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|instagram|pinterest|reddit|tiktok|whatsapp|telegram|weibo|threads|xing|vk|tumblr"
    r"|plus\.google|youtube|addtoany|addthis|sharethis)\.com$|(?:^|\.)(?:t|wa|ok|bsky|mastodon)\.(?:me|ru|app|social)$|^youtu\.be$",
    re.IGNORECASE,
)


def find_rows(
    links: Sequence[PageLink], site: Site, url: str, places: Container[str] = (), *, all_wait: bool = False
) -> list[Row]:  # fmt: skip
    """The article rows among a page's links, in page order, each article once.

    url: of the page itself; places: where the rows of earlier pages of the listing stood, as of `row_place`;
    all_wait: as of `Furniture`.
    """
    reading = RowReader()
    own = canonical_url(url, site)
    may_be = [link for link in links if _may_be_row(link, site, own, reading) and not heads_columns(link.element)]
    usable = with_shared_rows(without_copies(may_be))
    candidates = _without_twins(without_namesakes(usable if site.platform.articles else without_times(usable, reading)))
    telling = [link.element for link in reading.telling(candidates)]
    furniture = Furniture(telling, all_wait=all_wait)
    seen = [link for link in candidates if not furniture.is_unseen(link.element) and not furniture.is_menu(link.element)]
    if site.platform.articles:
        kept = _of_platform(seen, site, furniture, reading)
    else:
        kept = _as_before(best_groups(seen, url, furniture, reading), seen, furniture, places)
    return _read(_without_files(kept), site, url, reading)


def _without_files(kept: list[PageLink]) -> list[PageLink]:
    """Links without the documents that stand in the row of one page, where several rows of a list are those of pages."""
    pages = [link for link in kept if link.form is None]
    owners = owners_of(pages)
    boxes = {box_of(link, owners) for link in pages}
    lists = Counter(box.getparent() for box in boxes)
    rows = {box for box in boxes if lists[box.getparent()] >= MIN_ROWS}
    return [link for link in kept if link.form != DOCUMENT or rows.isdisjoint(link.element.iterancestors())]


def _as_before(
    kept: list[PageLink], candidates: Sequence[PageLink], furniture: Furniture, places: Container[str]
) -> list[PageLink]:
    """The links that stand where the rows of earlier pages stood, if none of the kept ones does.

    The last page of a listing may have too few rows for a list, and a list at the side that is larger.
    """
    if any(row_place(link) in places for link in kept):
        return kept
    return _in_the_main_part([link for link in candidates if row_place(link) in places], furniture) or kept


def _may_be_row(link: PageLink, site: Site, own: str, reading: RowReader) -> bool:
    if link.form == ELSEWHERE:
        social = _SOCIAL.search(urlsplit(link.url).hostname or "")
        return not is_root(link.url) and (not social or reading.is_dated_row(link))  # buttons that share have no day
    if link.form == DOCUMENT:
        return site.covers(urlsplit(link.url).path)
    verdict = is_article_url(link.url, site)
    return verdict is not False and not (verdict is None and is_root(link.url)) and link.key != own


def _without_twins(links: Sequence[PageLink]) -> list[PageLink]:
    """Links without those to another view of a page that is linked too: `?asPDF`, `?print=1`, `/print`."""
    keys = {link.key for link in links}
    return [link for link in links if _viewed(link.key) == link.key or _viewed(link.key) not in keys]


def _viewed(key: str) -> str:
    """The key of the page that an address shows a printed view of; the key itself for others."""
    address, mark, query = key.partition("?")
    if mark:
        pairs = query.split("&")
        kept = [pair for pair in pairs if not any(_PRINTED.fullmatch(word) for word in pair.split("="))]
        address += f"?{'&'.join(kept)}" if kept else ""
    stem, _, last = address.rpartition("/")
    return stem if _PRINTED.fullmatch(last) else address


def _of_platform(
    candidates: Sequence[PageLink], site: Site, furniture: Furniture, reading: RowReader
) -> list[PageLink]:
    """On a declared site: the links with an article's address, and others in rows of the same form."""
    articles = _in_the_main_part(without_popups([link for link in candidates if link.form is None]), furniture)
    others = [link for link in candidates if link.form is not None and not furniture.is_side(link.element)]
    if not others:
        return articles
    order = {link.element: number for number, link in enumerate(candidates)}
    return sorted([*articles, *_in_rows_like(articles, others)], key=lambda link: order[link.element])


def _in_the_main_part(links: list[PageLink], furniture: Furniture) -> list[PageLink]:
    """Links without those at the side; all where they all stand there."""
    return [link for link in links if not furniture.is_side(link.element)] or links


def _in_rows_like(articles: Sequence[PageLink], others: Sequence[PageLink]) -> list[PageLink]:
    """Of other links those in rows of the same form as articles have, in the same lists."""
    owners = owners_of([*articles, *others])
    homes = {box_of(link, owners).getparent() for link in articles}
    forms = {link.element for group in groups([*articles, *others]) if any(each.form is None for each in group) for link in group}
    return [link for link in others if link.element in forms and box_of(link, owners).getparent() in homes]


def _read(kept: Sequence[PageLink], site: Site, url: str, reading: RowReader) -> list[Row]:
    """A row for each article, in page order, with the best title and date of all its links."""
    owners = owners_of(kept)
    several = len(keys_of(kept)) > 1
    rows = [_row(links, owners, reading, several=several) for links in links_by_key(kept).values()]
    said = _titles_and_dates(rows, owners, site, url)
    return [
        Row(desktop_url(link.url, site), title_with(link, title, files) or None, day, raw, form=link.form)
        for files, (title, day, raw) in zip(map(_releases_of, rows), said, strict=True)
        for link in files
    ]


def _releases_of(row: RowBox) -> list[PageLink]:
    """The first of a row's links; each where they lead to several files."""
    return files_of(row.links) if is_file_link(row.links[0]) else [row.links[0]]


def _titles_and_dates(
    rows: Sequence[RowBox], owners: dict[HtmlElement, set[str]], site: Site, url: str
) -> list[tuple[str, str | None, str | None]]:
    """(Title, ISO date, date as printed) of each row; the dates out of the titles where they stand there."""
    headed = headed_by_cells(rows)
    said = titles_of(headed.bare)
    titles = [title for title, _ in said]
    around, grouped = _with_groups(headed, owners, url)
    dates = with_carried_days(around, dates_of(around, [unit for _, unit in said], site, url))
    dates = [grouped.get(number) or (found if found[1] else _amid(number, grouped)) for number, found in enumerate(dates)]
    if not any(raw for _, raw in dates) and (inside := dates_in_titles(titles, page_language(rows), url)):
        return inside
    return [(title, day, raw) for title, (day, raw) in zip(titles, dates, strict=True)]


def _with_groups(
    headed: Headed, owners: dict[HtmlElement, set[str]], url: str
) -> tuple[Sequence[RowBox], Mapping[int, tuple[str, str]]]:
    """Rows with what may say their days, and the days that cells or headings say of whole groups of them."""
    if headed.days:
        return headed.bare, headed.days
    if grouped := group_days(headed.whole, url):
        return headed.whole, grouped
    around = _with_dates(headed.whole, owners)
    return around, group_days(around, url)


def _amid(number: int, grouped: Mapping[int, tuple[str, str]]) -> tuple[str | None, str | None]:
    """The day of the group that a row stands in, between two rows of it: its title may name a day, and is no row's date."""
    before, after = grouped.get(number - 1), grouped.get(number + 1)
    return before if before and before == after else (None, None)


def _row(links: Sequence[PageLink], owners: dict[HtmlElement, set[str]], reading: RowReader, *, several: bool) -> RowBox:
    if several:
        return row_around(links, owners, reading.units)
    box = reading.near_box(links[0])  # a box that holds no other article would be the page
    return RowBox(links, box, reading.units(box))


def _with_dates(rows: Sequence[RowBox], owners: dict[HtmlElement, set[str]]) -> list[RowBox]:
    """Rows with what stands between them, all before or all after their row, in the lists whose rows say no date."""
    lists: dict[HtmlElement | None, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        lists[row.box.getparent()].append(number)
    found = list(rows)
    for numbers in lists.values():
        undated = [each for each in numbers if not is_dated(rows[each].units)]
        if 2 * len(undated) <= len(numbers):
            for each in undated:
                found[each] = _with_definition(rows[each], owners)
            continue
        for each, units in _said_beside({each: rows[each].box for each in numbers}, owners).items():
            found[each] = RowBox(rows[each].links, rows[each].box, [*rows[each].units, *units])
    return found


def _said_beside(boxes: Mapping[int, HtmlElement], owners: dict[HtmlElement, set[str]]) -> dict[int, list[Unit]]:
    """What stands right before or right after each of some rows, on the side that has their dates."""
    sides = [
        {each: list(units_beside(box, owners, step)) for each, box in boxes.items()}
        for step in (HtmlElement.getprevious, HtmlElement.getnext)
    ]
    # The wrong side misses the first row or the last.
    dated, side = max(((sum(map(is_dated, beside.values())), beside) for beside in sides), key=lambda each: each[0])
    return {} if 0 < 2 * dated < len(boxes) else side  # a day beside some rows is a heading's, or the page's: group_days


def _with_definition(row: RowBox, owners: dict[HtmlElement, set[str]]) -> RowBox:
    """A row whose link stands in a `dt`, with the `dd` that goes with it: the other rows have a link there too."""
    if row.box.tag != "dt":
        return row
    return RowBox(row.links, row.box, [*row.units, *units_beside(row.box, owners, HtmlElement.getnext)])
