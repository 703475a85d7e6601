"""A name resolver that gives out public addresses only, so that no name can lead into the private network.

The check is made on the very addresses that are then connected to: a name that answers differently the second time
(DNS rebinding) gains nothing. With a configured proxy only the proxy's own name comes here; it may be private.

Setting: TWISTED_DNS_RESOLVER = "crawler.middlewares.resolver.GuardedResolver".
"""

from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.policy.scope import DEFAULT_PORTS, is_public, private_hosts


@implementer(IHostnameResolver)
class GuardedResolver:
    """Wraps the reactor's resolver. `refused` holds the names that led to nothing but private addresses."""

    def __init__(self, reactor: Any, exempt: frozenset[tuple[str, int]]) -> None:
        self._reactor = reactor
        self._wrapped: Any = reactor.nameResolver
        self._exempt = exempt
        self.refused: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        return cls(reactor, private_hosts(crawler.settings.getlist("PRIVATE_HOSTS")) | _proxies())

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
        if (hostName.lower(), portNumber) not in self._exempt:
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


def _proxies() -> frozenset[tuple[str, int]]:
    """Host and port of the proxies named in the environment."""
    found = set()
    for url in getproxies().values():
        parts = urlsplit(url if "://" in url else f"http://{url}")
        try:
            port = parts.port
        except ValueError:
            continue
        if parts.hostname:
            found.add((parts.hostname, port or DEFAULT_PORTS.get(parts.scheme, 80)))
    return frozenset(found)
