"""Where a page came from: the address of a saved page, and the declared site that an address belongs to."""

import re
from collections.abc import Iterable
from dataclasses import replace

from crawler.page.metadata import head_of
from crawler.page.page import Page, absolute
from crawler.site import GENERIC, Site
from crawler.urls import in_origins, is_article_url

# What browsers write into the pages that they save.
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+?)(?:\s|-->)")
_SAVED_WITHIN = 5000


def saved_address(page: Page) -> tuple[str, str] | None:
    """(address, what of the page says so) of a page that was read from a file; None where it does not say."""
    saved = _SAVED.search(page.text[:_SAVED_WITHIN])
    head = head_of(page)
    base = next((element.get("href") for element in page.root.iter("base") if element.get("href")), None)
    told = (
        ("the mark of the browser that saved it", saved[1] if saved else None),
        ("its canonical link", head.links.get("canonical")),
        ("its og:url", head.meta("og:url")),
        ("its base address", base),
    )
    for what, href in told:
        address = absolute("", href)
        if address is not None:
            return address, what
    return None


def site_for(url: str, sites: Iterable[Site]) -> Site | None:
    """The declared site that a URL belongs to: by host, then by the form of its articles and the paths it covers.

    None where no declared site has the host.
    """
    path = "/" + url.partition("://")[2].partition("/")[2]
    near = [site for site in sites if not site.generic and in_origins(url, site)]

    def rank(site: Site) -> tuple[bool, bool, int]:
        depth = max((len(prefix) for prefix in site.paths if path.startswith(prefix)), default=0)
        return is_article_url(url, site) is True, site.covers(path), depth

    return max(sorted(near, key=lambda site: site.name), key=rank, default=None)


def without_address(site: Site) -> Site:
    """The site for a page whose address is not known: nothing of it is judged by its address."""
    return replace(site, platform=GENERIC)
