"""The next page of a listing, whichever way its system pages.

A pager that a script prints leaves no link in the page, so the scripts (and comments, in which some systems wrap them)
are read as text. Each reader returns a Step or None; the first that knows anything decides.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.discover.links import PageLink

_CREATE = re.compile(r"(?<!function )\bcreatePageHTML\w*\s*\(([^()]{3,200})\)", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:^|/)t\d{8}_\d+$|[0-9a-fA-F]{16,}")
_COUNT = re.compile(r"\b(m_nRecordCount|m_nPageSize|countPage)\s*=\s*['\"]?(\d+)")
_FILE = re.compile(r"\b(?:m_sPageName|m_sFileName|sPageName|PageName|pageName)\s*=\s*['\"]([\w.-]+?)['\"]")
_COUNTDOWN = re.compile(r"index_(\d{3,})_(\d{1,5})\.(s?html?)")
_MAX_PAGE = re.compile(r"\bmaxPageNum\w*\s*=\s*['\"]?(\d+)")
_NUMBERED = re.compile(r"(?P<stem>[^/?]*?)_(?P<n>\d{1,5})(?P<ext>\.(?:s?html?|jsp|php|aspx?))$")
_PAGE_OF = re.compile(
    r"(?:共|total\s*(?:of)?)\s*(\d{1,5})\s*(?:页|pages?)|(?:page|第)\s*\d{1,5}\s*(?:of|/|页\s*[/,，]?\s*共)\s*(\d{1,5})"
    r"|(?<!\d)\d{1,4}\s*/\s*(\d{1,4})\s*页",
    re.IGNORECASE,
)
_TOPAGE = re.compile(r"[?&]topage=(\d+)", re.IGNORECASE)
_NEXT = re.compile(
    r"[\s\[(【<]*(?:next(?:\s+page)?|older(?:\s+(?:posts|entries|news|articles))?|[›»]|>{1,2}|→"
    r"|下一?页|下一頁|后一页|後一頁|次へ|次のページ|次の?\d*件|다음(?:\s*페이지)?"
    r"|(?:nächste|naechste|folgende)(?:\s+seite)?|weiter|vor|(?:page\s+)?suivante?s?|siguientes?|(?:página\s+)?siguiente"
    r"|próxim[ao]s?|proxim[ao]s?|seguinte|successiv[ao]|avanti|pagina\s+successiva|volgende|далее|следующая|вперед|التالي"
    r")[\s\])】>»›→]*\Z",
    re.IGNORECASE,
)
_PAGE_KEYS = re.compile(
    r"(?:page|p|pg|paged|pagenum|pageno|page_no|pageindex|curpage|currentpage|topage|seite|pagina)\Z", re.IGNORECASE
)
_PAGE_PATH = re.compile(r"/(?:page|seite|pagina|p)[/-]?(\d{1,5})(?=/|\Z)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_DISABLED = re.compile(r"\b(?:disabled?|inactive|off)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """Where the next page may be: candidates, best first; empty on the last page.

    Where a page's numbering cannot be told from one page alone, both readings are given: a candidate that is missing or
    repeats a known page is no loss. pages, records: what the pager promises, None where it does not say.
    """

    next: tuple[str, ...] = ()
    pages: int | None = None
    records: int | None = None
    rule: str = ""

    @property
    def promised(self) -> int:
        """Rows that the page should have, as each but the last one has; 0 where the pager does not say."""
        if not self.next or not self.records or not self.pages or self.pages < 2:
            return 0
        return -(-self.records // self.pages)


@dataclass(frozen=True, slots=True)
class Paged:
    """What a reader sees: the page's address, what its links are relative to, its source, its links."""

    url: str
    base: str
    source: str
    links: Sequence[PageLink]


def next_step(page: Paged) -> Step:
    """The pager of a listing page; an empty Step where there is none."""
    steps = [step for reader in READERS if (step := reader(page)) is not None]
    sure = next((step for step in steps if step.next), None)
    if sure is not None:
        return sure
    return steps[0] if steps else Step()


def _create_page(page: Paged) -> Step | None:
    """TRS: `createPageHTML(9, 0, "index", "html")`, and with a container first, 1-based, and the records last."""
    for match in _CREATE.finditer(page.source):
        values = [value.strip().strip("'\"").strip() for value in match[1].split(",")]
        if len(values) < 4 or any(map(_DOCUMENT.search, values)):
            continue  # the same function pages the body of a long article
        one_based = len(values) > 4
        total, current, *named = values[1:] if one_based else values
        if total.isdigit() and current.isdigit():
            records = int(named[2]) if len(named) > 2 and named[2].isdigit() else None
            return _numbered(page, int(total), int(current), named[0], named[1], records, one_based=one_based)
    return None


def _numbered(
    page: Paged, total: int, current: int, name: str, ext: str, records: int | None, *, one_based: bool
) -> Step:
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
    records = values.get("m_nRecordCount")
    if records is not None and values.get("m_nPageSize"):
        total = -(-records // values["m_nPageSize"])
    elif "countPage" in values:
        total = values["countPage"]
    else:
        return None
    file = urlsplit(page.url).path.rpartition("/")[2]
    match = _NUMBERED.search(file)
    stem, ext, number = (match["stem"], match["ext"], int(match["n"])) if match else (*_split_name(file), 0)
    named = _FILE.search(page.source)
    if not match and not file and named:
        stem, ext = _split_name(named[1])
    wanted = [number + 1] if number + 1 < total else []
    return Step(tuple(urljoin(page.url, f"{stem}_{n}{ext}") for n in wanted), total, records, "recordCount")


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
    limit = _MAX_PAGE.search(page.source)
    names = _COUNTDOWN.findall(page.source)
    if len(names) < (1 if limit else 2):
        return None
    component, top, ext = max(names, key=lambda name: int(name[1]))
    highest = int(limit[1]) - 1 if limit else int(top)
    linked = next((link.url for link in page.links if f"index_{component}_" in link.url), page.url)
    url = urljoin(linked, f"index_{component}_{highest}.{ext}")
    return Step((url,) if highest >= 1 else (), highest + 1, None, "countdown")


def _topage(page: Paged) -> Step | None:
    """Legacy JSP: `outline.jsp?column_no=02&topage=2`, as links, or by a script that only the total pages tell of."""
    if "topage" not in page.source + page.url:
        return None
    own = _TOPAGE.search(page.url)
    current = int(own[1]) if own else 1
    linked = {int(match[1]): link.url for link in page.links if (match := _TOPAGE.search(link.url))}
    total = _total(page.source) or 0
    if linked:
        following = next(((linked[number],) for number in sorted(linked) if number > current), ())
    else:
        following = (_with_parameter(page.url, "topage", current + 1),) if current < total else ()
    return Step(following, total or None, None, "topage") if linked or total else None


def _with_parameter(url: str, key: str, value: int) -> str:
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k.lower() != key]
    return parts._replace(query=urlencode([*query, (key, str(value))]), fragment="").geturl()


def _total(source: str) -> int | None:
    match = _PAGE_OF.search(re.sub(r"<[^>]*>|&nbsp;", "", source))
    return int(next(filter(None, match.groups()))) if match else None


def _next_link(page: Paged) -> Step | None:
    """A link that says `next`, in whichever language, or is marked `rel=next`."""
    ranked = [(_next_rank(link), link) for link in page.links if link.url != page.url]
    best = min((pair for pair in ranked if pair[0] is not None), key=lambda pair: pair[0] or 0, default=None)
    return Step((best[1].url,), None, None, "next_link") if best else None


def _next_rank(link: PageLink) -> int | None:
    """0 for a link that is marked as the next page's, 1 for one that says so in words, 2 in signs; None for others."""
    element = link.element
    if _DISABLED.search(element.get("class") or ""):
        return None
    if "next" in (element.get("rel") or "").lower().split():
        return 0
    # `»` alone may mean the last page, so words come before signs.
    rank = 1 if _LETTER.search(link.text) else 2
    return rank if is_next(link.text or element.get("aria-label") or link.title) else None


def _number_links(page: Paged) -> Step | None:
    """Numbered links `1 2 3` that differ from this page's own address in one number."""
    shown = {int(a.text): a.url for a in page.links if a.text.isdigit() and len(a.text) <= 4 and is_page_url(a.url)}
    if not shown:
        return None
    url = shown.get(_shown_number(page.url, shown) + 1)
    return Step((url,) if url else (), max(shown), None, "number_links")


def _shown_number(own: str, shown: dict[int, str]) -> int:
    """The number of the page itself: its link's, that of its address, or the one that is missing among the links."""
    linked = next((number for number, url in shown.items() if url == own), None)
    if linked is not None:
        return linked
    number = _page_number(own)
    return number if number is not None and number not in shown else next(n for n in range(1, len(shown) + 2) if n not in shown)


def is_next(text: str) -> bool:
    """Whether a link text says that it leads to the next page."""
    return bool(_NEXT.match(text))


def is_page_url(url: str) -> bool:
    """Whether an address carries a page number."""
    parts = urlsplit(url)
    keys = (key for key, value in parse_qsl(parts.query) if value.isdigit())
    return bool(any(map(_PAGE_KEYS.match, keys)) or _PAGE_PATH.search(parts.path) or _NUMBERED.search(parts.path))


def _page_number(url: str) -> int | None:
    match = _PAGE_PATH.search(urlsplit(url).path)
    return int(match[1]) if match else None


READERS: tuple[Callable[[Paged], Step | None], ...] = (
    _create_page,
    _countdown,
    _record_count,
    _topage,
    _next_link,
    _number_links,
)
