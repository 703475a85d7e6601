"""Pagers that a script prints: the next page by what the script is told.

Such a pager leaves no link in the page, so the scripts (and comments, in which some systems wrap them) are read as text.
Each reader returns a Step or None.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from crawler.discover.pagers.addresses import with_parameter
from crawler.discover.pagers.step import Paged, Step

_CREATE = re.compile(r"reatePage[hH][tT][mM][lL]\w{0,40}\s*+\(([^()]{3,200})\)")  # literal letters first: a quick search
_DOCUMENT = re.compile(r"(?:^|/)t\d{8}_\d+$|[0-9a-fA-F]{16,}")
_COUNT = re.compile(r"\b(m_nRecordCount|m_nPageSize|countPage)\s*=\s*['\"]?(\d{1,9})(?!\d)")
_FILE = re.compile(r"\b(?:m_sPageName|m_sFileName|sPageName|PageName|pageName)\s*=\s*['\"]([\w.-]+?)['\"]")
_ENDING = re.compile(r"\b(?:m_)?s?PageExt\s*=\s*['\"]\.?(s?html?|jsp|php|aspx?)['\"]")
_PRINTED = re.compile(  # `'<a href="index_' + i + '.htm">'`, `"index" + "_" + page + "." + "htm"`, `index_${i}.htm`
    r"(?<![\w-])(?P<stem>[a-zA-Z][\w-]{0,40}?)(?:['\"]\s{0,4}\+\s{0,4}['\"])?_"
    r"(?:['\"]\s{0,4}\+\s{0,4}[\w$.()+ -]{1,60}\+\s{0,4}['\"]\.(?:['\"]\s{0,4}\+\s{0,4}['\"])?|\$\{[^{}]{1,60}\}\.)"
    r"(?P<ext>s?html?|jsp|php|aspx?)\b"
)
_COUNTDOWN = re.compile(r"index_(\d{3,20})_(\d{1,5})\.(s?html?)")
_MAX_PAGE = re.compile(r"\bmaxPageNum\w{0,40}\s*=\s*['\"]?(\d{1,9})(?!\d)")
_NUMBERED = re.compile(r"(?<![^/?])(?P<stem>[^/?]*?)_(?P<n>\d{1,5})(?P<ext>\.(?:s?html?|jsp|php|aspx?))$")
_PAGE_OF = re.compile(
    r"(?:共|total\s*+(?:of)?)\s*+(\d{1,5})\s*+(?:页|pages?)|(?:page|第)\s*+\d{1,5}\s*+(?:of|/|页\s*+[/,，]?\s*+共)\s*+(\d{1,5})"
    r"|(?<!\d)\d{1,4}\s*+/\s*+(\d{1,4})\s*+页",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d{1,9}\Z")
_TOPAGE = re.compile(r"[?&]topage=(\d{1,9})(?!\d)", re.IGNORECASE)


def _create_page(page: Paged) -> Step | None:
    """TRS: `createPageHTML(9, 0, "index", "html")`, and with a container first, 1-based, and the records last."""
    for match in _CREATE.finditer(page.source):
        values = [value.strip().strip("'\"").strip() for value in match[1].split(",")]
        if len(values) < 4 or any(map(_DOCUMENT.search, values)):
            continue  # the same function pages the body of a long article
        one_based = len(values) > 4
        total, current, *named = values[1:] if one_based else values
        if _COUNTED.match(total) and _COUNTED.match(current):
            records = int(named[2]) if len(named) > 2 and _COUNTED.match(named[2]) else None
            return _numbered(page, int(total), int(current), named[0], named[1], records, one_based=one_based)
    return None


def _numbered(page: Paged, total: int, current: int, name: str, ext: str, records: int | None, *, one_based: bool) -> Step:
    number = _own_number(page.url, name)
    if number is not None:
        # `current - number` is 0 where files are numbered by page or both from zero, 1 where file 1 is page 2.
        shift = current - number
        last = total if one_based and shift == 0 else total - 1
        wanted = [number + 1] if number + 1 <= last else []
    elif one_based or current == 1:
        # Two systems make the same call and number their files differently: page 2 is `_2` here and `_1` there. `_1`
        # first: where it is not page 2 it is missing or repeats page 1, whereas a wrong `_2` would skip a page unseen.
        wanted = [1, 2] if total > 1 else []
    else:
        wanted = [current + 1] if current + 1 < total else []
    urls = tuple(urljoin(page.url, f"{name}_{n}.{ext.lstrip('.')}") for n in wanted)
    return Step(urls, total, records, "createPageHTML")


def _own_number(url: str, name: str) -> int | None:
    match = _NUMBERED.search(urlsplit(url).path)
    return int(match["n"]) if match and match["stem"] == name.rpartition("/")[2] else None


def _record_count(page: Paged) -> Step | None:
    """Older TRS: `m_nRecordCount` and `m_nPageSize`, or `countPage` and `currentPage`; page 2 is `<name>_1.<ext>`."""
    values = {key: int(value) for key, value in _COUNT.findall(page.source)}
    total = _pages_counted(values)
    if total is None:
        return None
    stem, number, ext = _file_of(page)
    following = (urljoin(page.url, f"{stem}_{number + 1}{ext}"),) if number + 1 < total else ()
    return Step(following, total, values.get("m_nRecordCount"), "recordCount")


def _pages_counted(values: Mapping[str, int]) -> int | None:
    """How many pages a script's counts make; None where they do not say."""
    records, size = values.get("m_nRecordCount"), values.get("m_nPageSize")
    return -(-records // size) if records is not None and size else values.get("countPage")


def _file_of(page: Paged) -> tuple[str, int, str]:
    """Name, number and ending of a page's file: by its address, else as the script calls or prints it; 0 without a number."""
    file = urlsplit(page.url).path.rpartition("/")[2]
    match = _NUMBERED.search(file)
    if match:
        return match["stem"], int(match["n"]), match["ext"]
    stem, ext = _split_name(file) if file else _file_in_script(page.source)
    return stem, 0, ext


def _file_in_script(source: str) -> tuple[str, str]:
    """Name and ending of the file that a folder's address stands for: as its script calls it, else as it prints the others."""
    named, ending, printed = _FILE.search(source), _ENDING.search(source), _PRINTED.search(source)
    if named and "." in named[1]:
        return _split_name(named[1])
    stem = named[1] if named else printed["stem"] if printed else ""
    told = ending[1] if ending else printed["ext"] if printed else ""
    return stem or "index", f".{told or 'html'}"


def _split_name(file: str) -> tuple[str, str]:
    stem, dot, ext = file.rpartition(".")
    return (stem, f".{ext}") if dot else (file or "index", ".html")


def _countdown(page: Paged) -> Step | None:
    """Component CMS: page 1 is `index.html`, older pages are `index_<component>_<n>.html` with n counting down to 1."""
    own = _COUNTDOWN.search(urlsplit(page.url).path)
    if own:
        number = int(own[2])
        url = urljoin(page.url, f"index_{own[1]}_{number - 1}.{own[3]}")
        return Step((url,) if number > 1 else (), None, None, "countdown")
    limit = max((int(number) for number in _MAX_PAGE.findall(page.source)), default=0)
    names = _COUNTDOWN.findall(page.source)
    if len(names) < (1 if limit else 2):
        return None
    component, top, ext = max(names, key=lambda name: int(name[1]))
    highest = limit - 1 if limit else int(top)
    linked = next((link.url for link in page.links if f"index_{component}_" in link.url), page.url)
    url = urljoin(linked, f"index_{component}_{highest}.{ext}")
    return Step((url,) if highest >= 1 else (), highest + 1, None, "countdown")


def _topage(page: Paged) -> Step | None:
    """Legacy JSP: `outline.jsp?column_no=02&topage=2`, as links, or by a script that only the total pages tell of."""
    if "topage" not in page.source + page.url:
        return None
    linked = {int(match[1]): link.url for link in page.links if (match := _TOPAGE.search(link.url))}
    total = _total(page.source) or 0
    if not linked and not total:
        return None
    own = _TOPAGE.search(page.url)
    return Step(_after_topage(page.url, int(own[1]) if own else 1, linked, total), total or None, None, "topage")


def _after_topage(url: str, current: int, linked: Mapping[int, str], total: int) -> tuple[str, ...]:
    """The address of the page after the current one. linked: those of the pages that have a link, by their numbers."""
    if linked:
        return next(((linked[number],) for number in sorted(linked) if number > current), ())
    return (with_parameter(url, "topage", current + 1),) if current < total else ()


def _total(source: str) -> int | None:
    match = _PAGE_OF.search(re.sub(r"<[^<>]*>|&nbsp;", "", source))
    return int(next(filter(None, match.groups()))) if match else None


READERS: tuple[Callable[[Paged], Step | None], ...] = (_create_page, _countdown, _record_count, _topage)
