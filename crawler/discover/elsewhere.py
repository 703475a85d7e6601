"""Where a page that shows no list sends its readers, if that is none of the newsroom's own addresses."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.discover.links import PageLink, page_links
from crawler.discover.navigation import Furniture
from crawler.discover.section_links import page_targets
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site
from crawler.url_parts import DEFAULT_PORTS, shown_origin
from crawler.urls import in_also, in_origins

FEW = 3  # links of a page to one other host that say something
LONG = 20  # characters of a headline's link, at the least


def other_origins(page: Page, site: Site) -> Counter[str]:
    """Origin (`https://news.example.com`) -> links: twins of the newsroom's own host, and hosts that headlines lead to."""
    links, _ = page_links(page, site, elsewhere=True)
    outside = [link for link in links if link.form == "elsewhere"]
    found = _of_headlines(outside)
    found |= Counter(origin_in(link.url) for link in outside if is_twin(link.url, site))
    targets = [page.absolute(target) for target in page_targets(page)]
    return found | Counter(origin_in(url) for url in targets if url and not in_origins(url, site))


def standing_places(page: Page, rows: Sequence[Row], site: Site) -> tuple[Counter[str], Counter[str]]:
    """Where a listing and its rows stand, if that is not where an undeclared newsroom was called.

    Origin -> rows: of the newsroom's twin in the other scheme, and of other hosts that are no partner's: its `www.` twin,
    or one to which several rows lead.
    """
    counted = Counter(origin_in(url) for url in (page.url, *(row.url for row in rows)))
    start = origin_in(site.start[0])
    twins = {each: counted[each] for each in counted if site.generic and each != start and _is_own(each, site)}
    others = {each: number for each, number in counted.items() if not in_origins(each, site) and _is_named(each, number, site)}
    return Counter(twins), Counter(others)


def _is_own(origin: str, site: Site) -> bool:
    return in_origins(origin, site) and not in_also(origin, site)


def _is_named(origin: str, number: int, site: Site) -> bool:
    return number >= FEW or is_twin(origin, site)


def _of_headlines(links: Sequence[PageLink]) -> Counter[str]:
    furniture = Furniture([])
    counted = Counter(origin_in(link.url) for link in links if _is_headline(link, furniture))
    return Counter({origin: number for origin, number in counted.items() if number >= FEW})


def origin_in(url: str) -> str:
    """`https://news.example.com` of an address, without a port that goes without saying."""
    parts = urlsplit(url)
    try:
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    return shown_origin(parts.scheme, parts.hostname or "", port) if parts.scheme in DEFAULT_PORTS else f"{parts.scheme}:"


def host_port(url: str) -> str:
    """`host:port` of an address, as PRIVATE_HOSTS names it."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or DEFAULT_PORTS.get(parts.scheme, 80)}"


def is_twin(url: str, site: Site) -> bool:
    """Whether an address outside the newsroom is on one of its hosts all the same: another scheme, port or `www.`."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return any(host == each.removeprefix("www.") for each in site.hosts)


def _is_headline(link: PageLink, furniture: Furniture) -> bool:
    return len(link.title) >= LONG and not furniture.is_unseen(link.element) and not furniture.is_menu(link.element)
