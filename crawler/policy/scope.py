"""Which requests and which network addresses are allowed. Pure: no name is resolved here.

Two walls: the exact (scheme, host, port) list of a newsroom for every URL, and public addresses only for every
connection, whatever name led there. `PRIVATE_HOSTS` is the only door in the second wall.
"""

import ipaddress
import re
import socket
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

from crawler.errors import OutOfScope, UsageError
from crawler.url_parts import DEFAULT_PORTS, LONGEST_LABEL, ascii_host, shown_origin

Origin = tuple[str, str, int]  # scheme, host, port
HostPort = tuple[str, int]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_URL = 4000  # characters; servers take 8,000 for the whole first line

# Only these characters: two URL parsers cannot disagree about such a netloc, so nothing hides behind `@` or `\`.
_NETLOC = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?\Z")
# inet_aton also takes `127.1`, `2130706433`, `0x7f000001` and `0177.0.0.1`, and so may the system's resolver.
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)  # the last label of a host that is no name, as browsers tell it

_NOT_PUBLIC = [
    ipaddress.ip_network(block)
    for block in (
        # IANA special-purpose registry, IPv4: this network, private, shared, loopback, link-local, protocol assignments,
        # documentation, 6to4 relay, benchmarking, multicast, reserved, broadcast
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        # IPv6: unspecified and loopback, local NAT64, discard, Teredo and other assignments, documentation, SRv6,
        # unique local, link-local, site-local, multicast
        "::/127", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # the first half of the interface's identifier, under any prefix


def origin_of(url: str) -> Origin:
    """The (scheme, host, port) of a URL that a request may be made for; OutOfScope for anything odd."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise OutOfScope("bad_url", f"{url[:200]!r}: {error}") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise OutOfScope("out_of_scope", f"scheme {parts.scheme[:20]!r} is not fetched")
    host = _plain_host(parts)
    return parts.scheme, host, DEFAULT_PORTS[parts.scheme] if port is None else port


def _plain_host(parts: SplitResult) -> str:
    if "@" in parts.netloc:
        raise OutOfScope("out_of_scope", "a URL with user information is not fetched")
    if not _NETLOC.match(parts.netloc) or not parts.hostname:
        raise OutOfScope("bad_url", f"odd host in {parts.netloc[:200]!r}")
    return parts.hostname


def require(url: str, origins: frozenset[Origin] | None, private: frozenset[HostPort]) -> Origin:
    """The origin of `url`, when it is one of `origins` (normal ones; None: any) and no address that is off limits.

    private: the private hosts and ports that are not. Raises OutOfScope.
    """
    if len(url) > LONGEST_URL:
        raise OutOfScope("bad_url", f"{len(url)} characters")
    origin = origin_of(url)
    if origins is not None and origin not in origins:
        raise OutOfScope("out_of_scope", f"{shown(origin)} is none of this newsroom's addresses")
    literal = literal_address(origin[1])
    if literal is not None and not is_public(literal) and origin[1:] not in private:
        raise OutOfScope("private_address", f"{origin[1]}:{origin[2]} is private; PRIVATE_HOSTS may name it")
    return origin


def shown(origin: Origin) -> str:
    """An origin as the beginning of a URL, without a port that goes without saying."""
    return shown_origin(*origin)


def normal(origin: Origin) -> Origin:
    """An origin as request URLs spell it: the host in lower case and in ASCII."""
    scheme, host, port = origin
    return scheme, host.lower() if host.isascii() else ascii_host(host), port


def literal_address(host: str) -> Address | None:
    """The address that a host name spells as a number, in any notation a resolver may take; None for a name."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    if not _NUMBER.match(bare.removesuffix(".").rpartition(".")[2]):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare.rstrip(".")))
    except OSError:
        return ipaddress.IPv4Address(0)  # a number that is no address is nothing to be resolved either


def is_public(address: Address | str) -> bool:
    """Whether an address belongs to the public internet, and any IPv4 address that is wrapped in it as well."""
    if isinstance(address, str):
        try:
            address = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = _wrapped(address)
        if wrapped is not None and not is_public(wrapped):
            return False
    return not any(address.version == block.version and address in block for block in _NOT_PUBLIC)


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a gateway, a tunnel or the host itself would take it for; of Teredo none is public."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    wraps = address in _NAT64 or address in _TRANSLATED or (address in _COMPATIBLE and int(address) > 1)
    if wraps or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def private_hosts(entries: Iterable[str]) -> frozenset[HostPort]:
    """The setting PRIVATE_HOSTS: `host:port` or `[address]:port` each, exact. Raises UsageError."""
    found = set()
    for entry in entries:
        host, separator, port = entry.strip().lower().rpartition(":")
        if not separator or not port.isascii() or not port.isdigit() or not host or int(port) > 65535:
            raise UsageError(f"PRIVATE_HOSTS={entry!r}: name host and port, as in 127.0.0.1:8900")
        found.add((host.strip("[]"), int(port)))
    return frozenset(found)


def proxy_hosts(named: Mapping[str, str]) -> frozenset[HostPort]:
    """Host and port of the proxies for http and https. named: their addresses, by scheme.

    Raises UsageError for one that names none: it tells the variable alone, since its value may hold a password.
    """
    return frozenset(_proxy_host(scheme, named[scheme]) for scheme in DEFAULT_PORTS if scheme in named)


def _proxy_host(scheme: str, url: str) -> HostPort:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname or "", parts.port or DEFAULT_PORTS.get(parts.scheme, 80)
    except ValueError:
        host, port = "", 0
    if not host or max(map(len, host.split("."))) > LONGEST_LABEL:
        raise UsageError(f"{scheme}_proxy names no proxy; a right one is http://user:word@proxy.example:3128")
    return host, port
