from collections.abc import Sequence
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawler.middlewares.scope import GuardedResolver

pytestmark = pytest.mark.guarantee(13)


class Receiver:
    """Collects what a resolver passes on."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.done = False

    def resolutionBegan(self, resolution: Any) -> None:
        pass

    def addressResolved(self, address: Any) -> None:
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:
        self.done = True


class Rebinding:
    """A reactor, and its resolver that gives another answer each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.nameResolver = self
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *more: Any) -> None:
        for host in self.answers.pop(0):
            kind = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(kind("TCP", host, port))
        receiver.resolutionComplete()


def resolved(resolver: GuardedResolver, name: str, port: int = 80) -> list[str]:
    receiver: Any = Receiver()
    resolver.resolveHostName(receiver, name, port)
    assert receiver.done
    return list(receiver.hosts)


def test_only_public_addresses_are_passed_on_each_time_anew() -> None:
    answers = (["93.184.216.34"], ["127.0.0.1"], ["10.0.0.1", "8.8.8.8", "::1"], ["::ffff:127.0.0.1"], ["fd00::1"])
    resolver = GuardedResolver(Rebinding(*answers), frozenset())
    assert resolved(resolver, "rebinding.example") == ["93.184.216.34"]
    assert resolved(resolver, "rebinding.example") == []
    assert resolver.refused == {"rebinding.example"}
    assert resolved(resolver, "mixed.example") == ["8.8.8.8"]
    assert resolved(resolver, "mapped.example") == resolved(resolver, "local.example") == []


def test_the_exempt_host_and_port_and_no_other() -> None:
    resolver = GuardedResolver(Rebinding(["127.0.0.1"], ["127.0.0.1"]), frozenset({("proxy.local", 3128)}))
    assert resolved(resolver, "proxy.local", 3128) == ["127.0.0.1"]
    assert resolved(resolver, "proxy.local", 80) == []
