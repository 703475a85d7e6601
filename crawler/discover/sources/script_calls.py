"""What a page's own scripts and attributes ask for when a reader wants more of its list: the requests, written as addresses.

`$.get("/more?page=" + n)`, `fetch(`/api/news?skip=${skip}&take=${take}`)`, a form that is posted, `data-endpoint` with
`data-page`. Nothing is asked for that sends what a reader would type, and whether an answer is a list of releases is told by
what comes back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from crawler.discover.listing import Listing
from crawler.discover.pagers.addresses import NEWS_PATH
from crawler.discover.pagers.step import SCRIPT
from crawler.discover.script_values import LONGEST_SCRIPT, Counted, Values, spelled
from crawler.discover.sources.script_requests import ScriptCall, calls_in_scripts, calls_of_elements
from crawler.discover.sources.shapes import is_of_others
from crawler.page.page import Page, is_address
from crawler.page.scripts import scripts_in
from crawler.platforms.hanweb import proxy_call
from crawler.site import Site
from crawler.url_parts import posted_in, with_posted
from crawler.urls import in_origins, resolve

MOST_TRIED = 3  # requests of one page's scripts that are tried
_FOR_MORE = re.compile(r"IntersectionObserver|scrollTop|scrollHeight|onscroll|[\"']scroll[\"']|load_?more|infinite", re.I)
_NO_LIST = re.compile(
    r"search|suggest|autocomplete|login|logout|sign|track|analytic|collect|comment|cart|checkout|subscri|newsletter|contact|captcha|vote"
    r"|like\b|weather|quote|ticker|chart|cookie|consent|token|upload|delete|remove|(?<!wp-)admin(?!-ajax)",
    re.I,
)
_PERSONAL = re.compile(r"mail|pass|phone|user|token|csrf|nonce|captcha", re.I)
_OF_LIST = re.compile(r"\bapi\b|json|ajax|list|more|load|page|feed", re.I)


def with_calls(listing: Listing, page: Page, site: Site) -> Listing:
    """A listing whose page shows no way on, with what its scripts ask for when a reader wants more."""
    step = listing.step
    rows = len(listing.rows)
    if listing.next or not rows or listing.problem or step.records == rows:
        return listing
    scripts = _scripts(page)
    found = calls_on(page, site, rows, scripts) if step.unfollowed or _tells_of_more(scripts, rows, step.records) else ()
    return replace(listing, next=found, step=replace(step, next=found, rule=SCRIPT)) if found else listing


def _tells_of_more(scripts: str, rows: int, records: int | None) -> bool:
    return (records or 0) > rows or bool(_FOR_MORE.search(scripts)) or proxy_call(scripts, rows) is not None


def calls_on(page: Page, site: Site, rows: int = 0, scripts: str | None = None) -> tuple[str, ...]:
    """What a page's scripts ask for, the likeliest first: the part of its list after the rows that it shows, or the first."""
    text = _scripts(page) if scripts is None else scripts
    values = Values(text, _attributes(page), urlsplit(page.url).path)
    found = [*calls_in_scripts(values), *calls_of_elements(page)]
    own = proxy_call(text, rows)
    likely = sorted((call for call in found if _is_wanted(call, rows)), key=lambda call: -_likeliness(call, page.url))
    addresses = [own] if own else [each for call in likely for each in _addresses(call, rows, text)]
    asked = dict.fromkeys(filter(None, (_asked(each, page, site) for each in addresses)))
    return tuple(islice(asked, MOST_TRIED))


def _scripts(page: Page) -> str:
    return "\n".join(script.content for script in scripts_in(page.text))[:LONGEST_SCRIPT]


def _attributes(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.root.iter():
        for name, said in element.attrib.items():
            if str(name).startswith("data-"):
                found.setdefault(str(name), str(said))
    return found


def _asked(address: str, page: Page, site: Site) -> str | None:
    url, posted = posted_in(address)
    try:
        whole = resolve(page.base_url, url.strip().partition(" ")[0], page.encoding)
    except ValueError:
        return None
    if whole is None or not in_origins(whole, site) or (posted is None and whole == page.url.partition("#")[0]):
        return None
    return with_posted(whole, posted)


def _is_wanted(call: ScriptCall, rows: int) -> bool:
    """Whether a request may be for a list: it counts parts, or the page has none; and it sends nothing about a reader."""
    url, posted = posted_in(spelled(call.parts))
    if not url or not is_address(url) or _NO_LIST.search(urlsplit(url).path) or is_of_others(url):
        return False
    counts = any(call.counters())
    if posted is not None and (not counts or _PERSONAL.search(posted)):
        return False
    return counts or (not rows and bool(_OF_LIST.search(url) or NEWS_PATH.search(url)) and not _NO_LIST.search(url))


def _likeliness(call: ScriptCall, here: str) -> int:
    url, _ = posted_in(spelled(call.parts))
    path = urlsplit(url).path
    near = path.startswith(urlsplit(here).path.rstrip("/") + "/")
    return 4 * any(call.counters()) + 2 * bool(NEWS_PATH.search(path)) + near + bool(_OF_LIST.search(url))


def _addresses(call: ScriptCall, rows: int, scripts: str) -> Iterator[str]:
    """The addresses of the part after the rows that are there, the safe one first: one too early repeats what is known."""
    counters = {role: (index, number) for index, role, number in call.counters()}
    if "first" in counters:
        yield spelled(call.parts, _places(counters, rows))
        return
    if "page" not in counters:
        yield spelled(call.parts)
        return
    index, number = counters["page"]
    moved = number.moved or (rows > 0 and _is_moved_before(number.name, call.at, scripts))
    first = number.value + (moved and not number.moved)
    for value in (first, first + 1) if rows else (first,):
        yield spelled(call.parts, {index: value})


def _is_moved_before(name: str, at: int, scripts: str) -> bool:
    """Whether a script steps its counter right before it asks: `page++; $.get(...)`."""
    before = scripts[max(0, at - 300) : at]
    return re.search(rf"{re.escape(name)}\s*(?:\+\+|\+=\s*1\b)|\+\+\s*{re.escape(name)}", before) is not None


def _places(counters: Mapping[str, tuple[int, Counted]], rows: int) -> dict[int, int]:
    """The numbers of the first and the last row to ask for."""
    index, number = counters["first"]
    from_one = number.value == 1
    first = rows + from_one if rows and number.value <= 1 else number.value
    found = {index: first}
    if "last" in counters:
        at, last = counters["last"]
        found[at] = first + max(1, last.value - number.value)
    return found
