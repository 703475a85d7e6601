"""The scope guard: every request, however it came about, stays on the newsroom's own (scheme, host, port) list, and no
name leads into the private network.

A spider without a `site`, as in any Scrapy project, may go anywhere, private addresses that it names itself included; a
redirect may not lead it to a private one. Where nobody of ours listens for it, a refusal becomes Scrapy's IgnoreRequest.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.scope.ScopeMiddleware": 1, OffsiteMiddleware: None}; PRIVATE_HOSTS;
TWISTED_DNS_RESOLVER = "crawler.middlewares.scope.GuardedResolver".
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.errors import Refused, UsageError
from crawler.middlewares.base import RunMiddleware
from crawler.policy.scope import HostPort, Origin, is_public, normal, origin_of, private_hosts, proxy_hosts, require
from crawler.url_parts import DEFAULT_PORTS, origins_of_hosts

logger = logging.getLogger(__name__)


class ScopeMiddleware(RunMiddleware):
    """First of the downloader middlewares; raises OutOfScope before anything else sees the request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._private = private_hosts(crawler.settings.getlist("PRIVATE_HOSTS"))
        self._origins: frozenset[Origin] | None = None
        self._of_assets: frozenset[Origin] = frozenset()

    def process_request(self, request: Request) -> None:
        if self._origins is None:
            site = getattr(self.crawler.spider, "site", None)  # not there yet when `scrapy shell` makes this object
            if site is None:
                self._require_anywhere(request)
                return
            archive = self.session.archive if self.session is not None else None
            more = [origin_of(url) for url in archive.places] if archive else []
            self._origins = frozenset(normal(origin) for origin in [*site.origins, *more])
            self._of_assets = self._origins | frozenset(map(normal, origins_of_hosts(site.js_hosts)))
        require(request.url, self._of_assets if request.meta.get("purpose") == "asset" else self._origins, self._private)

    def _require_anywhere(self, request: Request) -> None:
        if urlparse_cached(request).scheme not in DEFAULT_PORTS:
            return  # whether other schemes are fetched is DOWNLOAD_HANDLERS' business
        if "redirect_urls" not in request.meta and request.meta.get("purpose") != "robots":
            asked = frozenset({origin_of(request.url)[1:]})
            self._private |= asked
            if (resolver := guarded_resolver()) is not None:
                resolver.exempt |= asked
        require(request.url, None, self._private)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A refusal of a request whose errback is none of ours: a line of the log, a count, and nothing more."""
        if isinstance(exception, Refused) and "purpose" not in request.meta:
            logger.info("Refused: %s: %s", request.url, exception)
            self.crawler.stats.inc_value(f"newsroom/refused/{exception.reason}")
            raise IgnoreRequest(str(exception)) from exception


@implementer(IHostnameResolver)
class GuardedResolver:
    """Wraps the reactor's resolver and gives out public addresses only, but for the hosts and ports in `exempt`.

    The check is made on the very addresses that are then connected to: a name that answers differently the second time
    (DNS rebinding) gains nothing. With a configured proxy only the proxy's own name comes here; it may be private.
    `refused` holds the names that led to nothing but private addresses.
    """

    def __init__(self, reactor: Any, exempt: frozenset[HostPort]) -> None:
        self._reactor = reactor
        self._wrapped: Any = reactor.nameResolver
        self.exempt = exempt
        self.refused: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        return cls(reactor, private_hosts(crawler.settings.getlist("PRIVATE_HOSTS")) | proxies())

    def install_on_reactor(self) -> None:
        """Replace the reactor's resolver by this one."""
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Resolve, and pass on the public addresses; all of them for an exempt (host, port)."""
        receiver: Any = resolutionReceiver
        if (hostName.lower(), portNumber) not in self.exempt:
            receiver = _PublicOnly(resolutionReceiver, hostName, self.refused)
        found: IHostResolution = self._wrapped.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return found


@implementer(IResolutionReceiver)
class _PublicOnly:
    def __init__(self, receiver: Any, name: str, refused: set[str]) -> None:
        self._receiver = receiver
        self._name = name
        self._refused = refused
        self._passed = self._stopped = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if is_public(address.host):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._stopped += 1

    def resolutionComplete(self) -> None:
        if self._stopped and not self._passed:
            self._refused.add(self._name)
        self._receiver.resolutionComplete()


def guarded_resolver() -> GuardedResolver | None:
    """The resolver that this process's reactor uses, if it is ours."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

    found = getattr(reactor, "nameResolver", None)
    return found if isinstance(found, GuardedResolver) else None


def proxies() -> frozenset[HostPort]:
    """Host and port of the proxies named in the environment; `no_proxy` is among those names, and names no proxy."""
    found: set[HostPort] = set()
    for scheme, url in getproxies().items():
        with suppress(UsageError):  # a crawl refuses it before it begins
            found |= proxy_hosts({scheme: url})
    return frozenset(found)
