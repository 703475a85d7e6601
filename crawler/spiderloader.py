"""Finds the newsrooms: every module of SPIDER_MODULES, one by one, so that a broken one costs only itself."""

import importlib
import logging
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from scrapy import Request
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.explain.address import site_for
from crawler.site import Site

logger = logging.getLogger(__name__)


class NewsroomSpiderLoader(SpiderLoader):
    """A spider loader that reports company files that cannot be imported and keeps the others.

    `broken` maps the name of each bad module to what is wrong with it.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.broken: dict[str, str] = {}
        super().__init__(settings)

    def _load_all_spiders(self) -> None:
        for package in self.spider_modules:
            for name in _module_names(package):
                module = self._import(name)
                if module is not None:
                    self._load_spiders(module)
        self._check_name_duplicates()

    def _import(self, name: str) -> ModuleType | None:
        try:
            return importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - a company file may fail in any way, and must not hide the others
            self.broken[name] = f"{type(error).__name__}: {error}"
            logger.error("%s is left out: %s", name, self.broken[name])
            return None

    def sites(self) -> dict[str, Site]:
        """The declared newsrooms, by the name of their spider."""
        found = {name: getattr(spider, "site", None) for name, spider in self._spiders.items()}
        return {name: site for name, site in found.items() if isinstance(site, Site)}

    def find_by_request(self, request: Request) -> list[str]:
        """The declared newsroom that has the request's address; else the other spiders that take it, as Scrapy finds them."""
        site = site_for(request.url, self.sites().values())
        return [site.name] if site is not None else super().find_by_request(request)

    def load(self, spider_name: str) -> type:
        """The spider class; KeyError names the newsrooms there are, and the files that are broken."""
        if spider_name in self._spiders:
            return self._spiders[spider_name]
        broken = "".join(f"\n  left out: {name}: {why}" for name, why in self.broken.items())
        raise KeyError(f"no newsroom {spider_name!r}; there are: {', '.join(sorted(self._spiders))}{broken}")


def _module_names(package: str) -> Iterator[str]:
    module = importlib.import_module(package)
    if not hasattr(module, "__path__"):
        yield package
        return
    for found in pkgutil.walk_packages(module.__path__, prefix=f"{package}."):
        yield found.name
