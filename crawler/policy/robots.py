"""robots.txt as RFC 9309 has it: reading, matching, and what an answer to the request for it means.

Matching is linear in the length of the path for any pattern, because the file is written by others.
"""

import codecs
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import urlsplit

READ_BYTES = 500 * 1024  # what RFC 9309 asks to read at least; the rest of a larger file is not read

_LINE = re.compile(r"[\r\n]+")
_TOKEN = re.compile(r"[A-Za-z_-]+")
# A product in an agent: a name with a version, or a part of a comment that is one word, or one before an address.
_PRODUCT = re.compile(r"(?:(?<=[\s(;,])|\A)([A-Za-z][A-Za-z_-]{1,40})(?=[\w.]{0,40}(?:/|\s*[;)]|\s*\(?\+?https?:))")
# What browsers name in their agents: engines, systems and the words between them.
_BROWSERS = frozenset((
    "mozilla", "applewebkit", "webkit", "khtml", "gecko", "like", "chrome", "chromium", "headlesschrome", "crios", "safari",
    "version", "mobile", "firefox", "fxios", "opera", "opr", "presto", "edge", "edg", "edga", "edgios", "msie", "trident", "rv",
    "vivaldi", "yabrowser", "samsungbrowser", "ucbrowser", "compatible", "windows", "macintosh", "linux", "x11", "x", "u",
    "ubuntu", "fedora", "debian", "android", "iphone", "ipad", "ipod", "cros", "wow", "win", "tablet", "touch", "build", "i",
    "intel", "ppc", "k", "cpu", "en", "en-us", "zh-cn", "bot", "crawler", "spider", "http", "https",
))  # fmt: skip
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_RATE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})\s*([smh]?)", re.IGNORECASE)
_UNIT = {"": 1, "s": 1, "m": 60, "h": 3600}
# Misspellings that other crawlers accept too; reading them can only forbid more.
_KEYS = {
    "user-agent": "agent", "useragent": "agent", "user agent": "agent", "disallow": "disallow", "dissallow": "disallow",
    "dissalow": "disallow", "disalow": "disallow", "diasllow": "disallow", "disallaw": "disallow", "allow": "allow",
    "crawl-delay": "delay", "crawldelay": "delay", "request-rate": "rate", "sitemap": "sitemap", "site-map": "sitemap",
    "content-usage": "content-usage", "content-signal": "content-signal", "content-signals": "content-signal",
    "license": "license",
}  # fmt: skip
# Preferences about the use of what was fetched. They forbid no request; they are recorded with the article.
_PREFERENCES = ("content-usage", "content-signal", "license")
# Tokens by which publishers keep crawlers out that gather texts for training.
AI_AGENTS = (
    "amazonbot", "anthropic-ai", "applebot-extended", "bytespider", "ccbot", "claudebot", "cohere-training-data-crawler",
    "diffbot", "facebookbot", "google-extended", "gptbot", "meta-externalagent", "omgili", "pangubot",
)  # fmt: skip


@dataclass(slots=True)
class Group:
    """Rules for one product token, in the order of the file: (allow, pattern)."""

    rules: list[tuple[bool, bytes]] = field(default_factory=list)
    delay: float | None = None  # seconds between two requests
    usage: list[tuple[str, bytes, str]] = field(default_factory=list)  # (kind of preference, pattern, its words)

    def allows(self, path: bytes) -> bool:
        """Whether the longest matching rule, or on a tie an `allow`, lets a path be fetched."""
        verdict, longest = True, -1
        for allow, pattern in self.rules:
            if len(pattern) < longest or (len(pattern) == longest and (verdict or not allow)):
                continue
            if matches(pattern, path):
                verdict, longest = allow, len(pattern)
        return verdict

    def preference(self, kind: str, path: bytes) -> str:
        """What the longest fitting patterns say of one kind of use, joined by a comma."""
        fitting = [(len(pattern), words) for name, pattern, words in self.usage if name == kind and matches(pattern, path)]
        longest = max((length for length, _ in fitting), default=0)
        return ", ".join(words for length, words in fitting if length == longest)


@dataclass(slots=True)
class Robots:
    """A parsed robots.txt. `blocks` by product token in lower case, `*` for everybody else; one of many tokens is kept once.

    Whoever asks is given by one product token, or by several (`product_tokens`), of which each has its say.
    """

    blocks: dict[str, list[Group]] = field(default_factory=dict)
    common: Group = field(default_factory=Group)  # preferences that stand before all groups
    sitemaps: list[str] = field(default_factory=list)
    _groups: dict[str, Group] = field(default_factory=dict)

    def group(self, token: str) -> Group | None:
        """All that the file says to one product token; None where it does not name it."""
        if token in self.blocks and token not in self._groups:
            self._groups[token] = _joined(self.blocks[token])
        return self._groups.get(token)

    def groups_of(self, tokens: str | Iterable[str]) -> list[Group]:
        """The groups that apply: those that name a token, else the one for everybody."""
        named = [tokens] if isinstance(tokens, str) else tokens
        own = [group for token in named if (group := self.group(token.lower()))]
        return own or [self.group("*") or Group()]

    def allowed(self, url: str, tokens: str | Iterable[str]) -> bool:
        """Whether in each group the longest matching rule, or on a tie an `allow`, lets `url` be fetched."""
        path = path_asked(url)
        return path == b"/robots.txt" or all(group.allows(path) for group in self.groups_of(tokens))

    def delay(self, tokens: str | Iterable[str]) -> float | None:
        """Crawl-delay for product tokens, seconds; the longest of several."""
        return max((group.delay for group in self.groups_of(tokens) if group.delay is not None), default=None)

    def signals(self, url: str, tokens: str | Iterable[str]) -> dict[str, str]:
        """What the file says about the use of `url` beside fetching it, by kind, word for word; the longest pattern speaks.

        `license` is the address of the terms (RSL). `ai-agents` names the crawlers of AI_AGENTS that have a group of their
        own and are kept out.
        """
        path = path_asked(url)
        groups = self.groups_of(tokens)
        said = {}
        for kind in _PREFERENCES:
            found = _preferences(groups, kind, path) or _preferences(self._groups_for_all(kind), kind, path)
            if found:
                said[kind] = ", ".join(dict.fromkeys(found))
        barred = [agent for agent in AI_AGENTS if agent in self.blocks and not self.allowed(url, agent)]
        return said | ({"ai-agents": ", ".join(barred)} if barred else {})

    def _groups_for_all(self, kind: str) -> list[Group]:
        return [self.common, *([everybody] if kind == "license" and (everybody := self.group("*")) else [])]


def _joined(blocks: list[Group]) -> Group:
    """Blocks for one token as one group, as RFC 9309 has it."""
    delay = max((block.delay for block in blocks if block.delay is not None), default=None)
    return Group([*chain(*(each.rules for each in blocks))], delay, [*chain(*(each.usage for each in blocks))])


def _preferences(groups: Iterable[Group], kind: str, path: bytes) -> list[str]:
    return [words for group in groups if (words := group.preference(kind, path))]


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What an origin's robots.txt says. rules is None where it could not be read: that forbids."""

    rules: Robots | None
    why: str  # `read`, `absent (404)`, `cached`, or what went wrong


def product_tokens(user_agent: str, set_apart: str | None = None) -> tuple[str, ...]:
    """The product tokens that a crawler answers to, in lower case; `*` where it names none.

    `newsroom-crawler` of `newsroom-crawler/0.1 (+https://...)`; `acmenewsbot` of
    `Mozilla/5.0 (compatible; AcmeNewsBot/1.2; +https://...)`, which begins as a browser's does. set_apart: the setting
    ROBOTSTXT_USER_AGENT, which is obeyed beside the agent that is sent.
    """
    found = [*_products(set_apart or ""), *_products(user_agent)]
    return tuple(dict.fromkeys(found)) or ("*",)


def _products(agent: str) -> list[str]:
    """The product of an agent; of one in a browser's words, those of its products that no browser has."""
    first = _TOKEN.match(agent.strip())
    if first is None:
        return []
    if first.group().lower() not in _BROWSERS:
        return [first.group().lower()]
    named = [each.lower() for each in _PRODUCT.findall(agent)]
    return [token for token in named if token not in _BROWSERS]


def meaning(status: int | None) -> str:
    """What an answer means: `read` its body, `allow` everything (no such file), `forbid` everything (cannot tell)."""
    if status is None:
        return "forbid"
    if 200 <= status < 300 and status != 206:
        return "read"
    return "allow" if 400 <= status < 500 and status not in (408, 425, 429) else "forbid"


def answered(status: int | None, body: bytes) -> RobotsAnswer:
    """What an answer to the request for robots.txt says."""
    what = meaning(status)
    if what == "forbid":
        return RobotsAnswer(None, f"status {status}")
    return RobotsAnswer(parse(body), "read") if what == "read" else RobotsAnswer(Robots(), f"absent ({status})")


def parse(body: bytes) -> Robots:
    """Read a robots.txt of any content: what is no rule is skipped. Bytes after READ_BYTES are not looked at."""
    robots = Robots()
    current: Group | None = None
    naming = False  # whether the line before was a user-agent line, so that the next one joins its group
    for key, value in _fields(_decode(body[:READ_BYTES])):
        if key == "sitemap":
            robots.sitemaps.append(value)
        elif key == "agent":
            current = current if naming and current else Group()
            naming = True
            blocks = robots.blocks.setdefault(_agent(value), [])
            if not blocks or blocks[-1] is not current:
                blocks.append(current)
        else:
            naming = False
            # A preference before all groups is meant for everybody.
            group = current or (robots.common if key in _PREFERENCES else None)
            if group is not None:
                _add(group, key, value)
    return robots


def _decode(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    return body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").replace("\x00", "")


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in _LINE.split(text):
        name, separator, value = line.partition("#")[0].partition(":")
        if not separator:  # `Disallow /private` means what it says
            name, separator, value = line.strip().partition(" ")
        key = _KEYS.get(name.strip("\ufeff \t").lower())
        if key:
            yield key, value.strip()


def _agent(value: str) -> str:
    if value.startswith("*"):
        return "*"
    found = _TOKEN.match(value)
    return found.group().lower() if found else value.lower()


def _add(group: Group, key: str, value: str) -> None:
    if key in ("allow", "disallow"):
        if value:
            group.rules.append((key == "allow", pattern_of(value)))
        return
    if key in _PREFERENCES:
        path, *words = value.split() if value.startswith(("/", "*")) else ("/", *value.split())
        if words:
            group.usage.append((key, _normal(path.encode("utf-8")), " ".join(words)))
        return
    seconds = _seconds(value) if key == "delay" else _rate(value)
    if seconds is not None:
        group.delay = max(group.delay or 0.0, seconds)


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value.partition(" ")[0].replace(",", "."))
    except ValueError:
        return None
    return seconds if seconds >= 0 and not math.isnan(seconds) else None


def _rate(value: str) -> float | None:
    found = _RATE.match(value)
    if not found or int(found[1]) == 0:
        return None
    return int(found[2]) * _UNIT[found[3].lower()] / int(found[1])


def pattern_of(value: str) -> bytes:
    """What a rule is about, as a pattern for `matches`."""
    return _normal((value if value.startswith(("/", "*")) else f"/{value}").encode("utf-8", "replace"))


def path_asked(url: str) -> bytes:
    """Path and query of a URL, in the one spelling that patterns are matched against."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return b"/"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _normal(path.encode("utf-8", "replace"))


def _normal(text: bytes) -> bytes:
    """One spelling for octets that may be escaped or not: unreserved ones plain, others in upper-case escapes."""
    plain = _ESCAPE.sub(_unescape, text)
    return b"".join(bytes([octet]) if octet < 0x80 else b"%%%02X" % octet for octet in plain) if not plain.isascii() else plain


def _unescape(found: re.Match[bytes]) -> bytes:
    octet = int(found[1], 16)
    return bytes([octet]) if octet in _UNRESERVED else found[0].upper()


def matches(pattern: bytes, path: bytes) -> bool:
    """Whether a pattern with `*` and a final `$` matches the beginning of `path`."""
    anchored = pattern.endswith(b"$")
    first, *rest = (pattern[:-1] if anchored else pattern).split(b"*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not rest:
        return position == len(path) if anchored else True
    for piece in rest[:-1] if anchored else rest:
        position = path.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return not anchored or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= position)
