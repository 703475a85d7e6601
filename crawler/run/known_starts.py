"""The start pages whose every lead an earlier run followed: at another one, given later, a run begins as a first one."""

from collections.abc import Collection
from urllib.parse import urlsplit

from crawler.site import Site
from crawler.storage.state import Store
from crawler.urls import asked_identity

LISTINGS_KNOWN = "listings_known"  # baseline: start of the last run that followed every lead from the start pages
STARTS = "starts_known"  # baseline: identity of each of these start pages -> start of the last run that did


class KnownStarts:
    """Which start pages need not be asked for, as the lists that they lead to are known."""

    def __init__(self, store: Store, site: Site, now: str) -> None:
        self._values, self._site, self._now = store.baselines, site, now

    def are_known(self, lists: Collection[str]) -> bool:
        """Whether earlier runs followed every lead from all start pages to its end. lists: addresses of the known lists."""
        if self._values.get(LISTINGS_KNOWN) is None:
            return False
        known = self._values.get(STARTS)
        if known is None:
            return not self._site.generic or all(_leads_to(start, lists) for start in self._site.start)
        return all(self._identity(start) in known for start in self._site.start)

    def save(self) -> None:
        """Keep that every lead from the start pages was followed to its end."""
        self._values.save(LISTINGS_KNOWN, self._now)
        begun = {self._identity(url): self._now for url in self._site.start}
        self._values.save(STARTS, dict(self._values.get(STARTS) or {}) | begun)

    def _identity(self, url: str) -> str:
        return asked_identity(url, self._site)


def _leads_to(start: str, lists: Collection[str]) -> bool:
    """Whether a list that is known is a start page, or lies in its folder: older versions kept no start pages."""
    place = urlsplit(start)
    folder = place.path.rpartition("/")[0] + "/"
    return any((at := urlsplit(url)).netloc == place.netloc and at.path.startswith(folder) for url in lists)
