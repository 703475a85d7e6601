"""What a browser may load and do while it shows one page. Pure."""

from dataclasses import dataclass, field

from crawler.errors import Refused
from crawler.policy.scope import origin_of, shown

MOST_PRESSES = 200  # of buttons that bring more rows
MOST_ASKS = 600  # requests of one page's scripts, styles and data
MOST_BYTES = 48 << 20  # that one page may load, and that may be kept of what it showed
QUIET = 0.5  # seconds without a request under way, after which a page shows what it has
LONGEST_WAIT = 15.0  # seconds for that
UNSEEN = frozenset(("image", "media", "font", "texttrack", "eventsource", "websocket", "manifest", "ping", "cspviolationreport"))
_NOT_HANDED_ON = frozenset(("content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"))
_ASKED_WITH = ("accept", "content-type", "x-requested-with", "x-csrf-token", "accept-language")
# No request of the browser's own leaves it: each one is answered by us. What finds another way meets a proxy that is none.
NOWHERE = "http://127.0.0.1:9"
SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-quic", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=DnsOverHttps,MediaRouter,OptimizationHints", "--dns-prefetch-disable", "--no-pings",
)  # fmt: skip


@dataclass(slots=True)
class Allowance:
    """What one page has asked for, and what was not given: origin and reason -> how often."""

    asks: int = 0
    bytes: int = 0
    withheld: dict[str, int] = field(default_factory=dict)
    missing: bool = False  # whether an answer that scripts may have waited for did not come since this was last cleared

    def ask(self) -> bool:
        """Whether one more request may be made."""
        self.asks += 1
        return self.asks <= MOST_ASKS and self.bytes <= MOST_BYTES

    def took(self, status: int, size: int) -> None:
        """An answer came."""
        self.bytes += size
        self.missing = self.missing or status >= 400

    def withhold(self, url: str, reason: str) -> None:
        """A request was not made, or came to nothing."""
        try:
            place = shown(origin_of(url))
        except Refused:
            place = url.partition(":")[0][:20]
        name = f"{place}: {reason}"
        self.withheld[name] = self.withheld.get(name, 0) + 1
        self.missing = True


def handed_on(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Headers of an answer that the browser is given: those of its transport are ours alone."""
    return {name.lower(): value for name, value in headers if name.lower() not in _NOT_HANDED_ON}


def asked_with(headers: dict[str, str]) -> dict[str, str]:
    """Headers of a script's request that are sent on: no cookies, no name of another program."""
    return {name: headers[name] for name in _ASKED_WITH if name in headers}
