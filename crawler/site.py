"""Site: the frozen declaration of one newsroom, checked when its file is imported; and the types it is declared with.

All classes are frozen and hold compiled patterns only; crawler.discover and crawler.extract apply them.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from re import Pattern
from typing import Any
from urllib.parse import SplitResult, urlsplit

from crawler.declaration import CHECKS_OF_NAMES, check_hosts, file_text, quoted_all
from crawler.errors import DeclarationError
from crawler.url_parts import DEFAULT_PORTS, ascii_host, folder_name, origins_of_hosts, twins, without_secrets


def loose(pattern: str) -> Pattern[str]:
    """`pattern` with each blank standing for white space or none, line breaks and ideographic blanks included.

    Wording is known, markup is not: a line may arrive whole or cut into cells, with blanks or without. The text is
    squeezed, so that it has no more than one blank in a row. Letter case is ignored; `^` and `$` match at line ends.
    """
    return re.compile(pattern.replace(" ", r"\s{0,3}"), re.IGNORECASE | re.MULTILINE)


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of some literal words, the longest first; a blank in them stays one, for `loose`."""
    escaped = (re.escape(word).replace("\\ ", " ") for word in sorted(words, key=len, reverse=True))
    return f"(?:{'|'.join(escaped)})"


@dataclass(frozen=True, slots=True)
class ArticleUrl:
    """One form of article URL.

    pattern: matched from the start of path (and `?query`, where `params` are named); its group `id` is the native id.
    params: the only query parameters that mean something; None when all of them may.
    twin: rewrites a path to the one of the article's first and desktop page, as `(pattern, replacement)`.
    """

    name: str
    pattern: Pattern[str]
    params: tuple[str, ...] | None = ()
    twin: tuple[Pattern[str], str] | None = None
    url_date: Pattern[str] | None = None  # groups `date` (YYYYMMDD) or `ms` (milliseconds since 1970)


@dataclass(frozen=True, slots=True)
class Platform:
    """A publishing system. `TRS | JSP` is a newsroom that moved from one to the other and kept both."""

    name: str
    articles: tuple[ArticleUrl, ...] = ()
    listings: tuple[Pattern[str], ...] = ()  # paths (and queries) known to be listing pages, never articles

    @property
    def url_dates(self) -> tuple[Pattern[str], ...]:
        """The forms in which its articles' addresses carry a date."""
        return tuple(form.url_date for form in self.articles if form.url_date)

    def __or__(self, other: "Platform") -> "Platform":
        return Platform(f"{self.name}+{other.name}", self.articles + other.articles, self.listings + other.listings)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of furniture between title and body: tool bar, date line, author line.

    Groups of the pattern that say something: `date`, `source`, `author`. needed: the layout is not there without it.
    """

    name: str
    pattern: Pattern[str]
    needed: bool = False


# Between the items of a breadcrumb, where a layout names no others.
SEPARATORS = (">>", "»", ">", "›", "＞")


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of an article page, in reading order: crumb, title, subtitle, marks, body, footer.

    crumb: the breadcrumb line; its group `path` holds the items. None: the version prints none.
    marks: what stands between title and body; the title ends before the first, the body begins after the last.
    footer: where the page's own end begins; what follows is furniture.
    furniture: whole lines of this version's widgets (`Listen to this article`, `Copy link`), left out wherever they stand.
    separators: what stands between the items of the crumb.
    after_crumb: pattern that must match the crumb's path (a crumb alone is a weak sign).
    date_order: order of day, month and year in printed dates that leave it open: `YMD`, `DMY` or `MDY`.
    """

    name: str
    crumb: Pattern[str] | None = None
    separators: tuple[str, ...] = SEPARATORS
    marks: tuple[Mark, ...] = ()
    footer: Pattern[str] | None = None
    furniture: Pattern[str] | None = None
    after_crumb: Pattern[str] | None = None
    crumb_needed: bool = False
    date_order: str = "YMD"
    offset: str | None = "+08:00"  # of printed times that carry none; None: such a time is left out
    language: str | None = None  # where the layout serves one language only
    title_hint: str | None = None  # CSS of the title where a version's class names are known: evidence, no anchor

    def items_of(self, path: str) -> list[str]:
        """The items of a breadcrumb's `path`, without its separators."""
        items = re.split(any_of(self.separators), " ".join(path.split()))
        return [item.strip() for item in items if item.strip()]


GENERIC = Platform("generic")
MIN_DELAY = 1.0  # seconds between two requests; a site may only be slower

_ANY_LINE = "The company opened a mine on Monday."  # what matches this matches any line


@dataclass(frozen=True, slots=True)
class Site:
    """One newsroom.

    name: of the spider and of its folder; group: namespace of article ids, shared by sites of one publishing system.
    start: home or section pages to begin at; hosts: every host name the newsroom answers under, the main one first (all
    are taken for the same site). sections: path prefix -> section name, for articles that print none.
    paths: only articles and listings under these path prefixes belong to the newsroom; not_paths: nor these.
    delay: seconds between requests, not below 1. endpoints: feeds, sitemaps and JSON endpoints. accepted: names of gaps
    that count no more. generic: nothing is known of the site; hosts, scheme and port are then those of its one URL.
    former: of a generic site, the origins (`http://www.example.com`) that it had in earlier runs, the oldest first: ids
    are those that its articles had there. passing: query parameters whose values change at each load.
    also: other hosts (`press.example.com`, `host:81`) whose releases are fetched as well. js: its lists are shown in a browser
    (extra `js`); js_hosts: other hosts that its scripts, styles and data may come from. Raises DeclarationError.
    """

    name: str
    company: str
    language: str | None
    group: str
    start: tuple[str, ...]
    hosts: tuple[str, ...]
    sections: Mapping[str, str] = field(default_factory=dict)
    platform: Platform = GENERIC
    layouts: tuple[Layout, ...] = ()
    delay: float = MIN_DELAY
    verify_tls: bool = True
    endpoints: tuple[str, ...] = ()
    generic: bool = False
    paths: tuple[str, ...] = ("/",)
    not_paths: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    passing: frozenset[str] = frozenset()
    accepted: tuple[str, ...] = ()
    js: bool = False
    js_hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        complaint = next(filter(None, (check(self) for check in _CHECKS)), None)
        if complaint:
            right = textwrap.indent(EXAMPLE, "    ")
            raise DeclarationError(f"site {self.name!r}: {complaint}\n\nA right declaration:\n\n{right}")

    @classmethod
    def for_url(cls, url: str, name: str | None = None, company: str | None = None, language: str | None = None) -> "Site":
        """The site of a newsroom without a declaration: exactly the host and port of `url`, in any of their spellings."""
        parts = _web_parts(url)
        host = ascii_host(parts.hostname or "")
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        shown = host if port == DEFAULT_PORTS[parts.scheme] else f"{host}:{port}"
        slug = name or folder_name(shown)
        if ":" not in host:
            parts = parts._replace(netloc=shown, fragment="")
        return cls(slug, company or host, language, slug, start=(parts.geturl(),), hosts=(host,), generic=True)

    @property
    def origins(self) -> frozenset[tuple[str, str, int]]:
        """The exact (scheme, host, port) list that requests may go to; http and https are twins on their own ports only."""
        own = twins(self.start[0], self.hosts[0]) if self.generic else origins_of_hosts(self.hosts)
        return own | self.also_origins

    @property
    def also_origins(self) -> frozenset[tuple[str, str, int]]:
        """Those of `origins` that only hold single releases of the newsroom, named by `also`."""
        return origins_of_hosts(self.also)

    def section_of(self, path: str) -> str | None:
        """The declared section that a path lies in, by the longest prefix."""
        prefix = max((p for p in self.sections if path.startswith(p)), key=len, default=None)
        return None if prefix is None else self.sections[prefix]

    def covers(self, path: str) -> bool:
        """Whether a path belongs to this newsroom, by `paths` and `not_paths`."""
        return path.startswith(self.paths) and not (self.not_paths and path.startswith(self.not_paths))


def declaration(name: str, url: str, company: str, language: str = "en") -> str:
    """The text of a company file, `spiders/<name>.py`: the least that declares a newsroom.

    url: its list of releases, or a page that leads there. The host is declared with and without `www.`.
    Raises DeclarationError where a newsroom cannot be declared so.
    """
    parts = _split(url)
    host = (parts.hostname if parts else None) or ""
    twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    Site(name, company, language, name, (url,), (host, twin))
    if any(sign in company + url for sign in '"\\\n{}'):
        raise DeclarationError(f"site {name!r}: a company's name and address have no quotes, braces or line breaks")
    lines = (
        f'name="{name}", company="{company}", language="{language}", group="{name}",',
        f"start={quoted_all([url])},", f"hosts={quoted_all([host, twin])},",
    )  # fmt: skip
    return file_text(name, company, lines)


def _split(url: object) -> SplitResult | None:
    try:
        parts = urlsplit(str(url))
        parts.port  # noqa: B018  a malformed port raises here and nowhere else
    except ValueError:
        return None
    return parts


# They would stand in log, journal, state, report and feeds.
_NO_USER = "user and password do not belong into the address of a newsroom: {}"


def _web_parts(url: str) -> SplitResult:
    parts = _split(url)
    if parts is None or parts.scheme not in DEFAULT_PORTS or not (parts.hostname or "").strip("."):
        said = f"...@{url.rpartition('@')[2]}" if "@" in url else url  # a password may be why it cannot be read
        raise DeclarationError(f"not a web address: {said!r}; a right one is https://www.example.com/news/")
    if without_secrets(url) != url:
        raise DeclarationError(_NO_USER.format(without_secrets(url)))
    return parts


def _tuples(site: Any) -> str | None:
    for key in ("start", "hosts", "paths", "not_paths", "endpoints", "also", "js_hosts"):
        value = getattr(site, key)
        if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
            return f"{key} must be a tuple of strings (mind the comma in a tuple of one), not {value!r}"
    for key in ("start", "hosts", "paths"):
        if not getattr(site, key):
            return f"{key} must not be empty"
    return None


def _addresses(site: Any) -> str | None:
    for url in site.start + site.endpoints:
        if without_secrets(url) != url:
            return _NO_USER.format(without_secrets(url))
        parts = _split(url)
        if parts is None or parts.scheme not in DEFAULT_PORTS or parts.hostname not in site.hosts:
            return f"start and endpoints must be http or https URLs on one of hosts, not {url!r}"
        if not site.generic and parts.port not in (None, DEFAULT_PORTS[parts.scheme]):
            return f"a declared newsroom answers on the default ports, not {url!r}"
    return None


def _prefixes(site: Any) -> str | None:
    if not isinstance(site.sections, Mapping):
        return f"sections must map path prefixes to names, not {site.sections!r}"
    for prefix in (*site.paths, *site.not_paths, *site.sections):
        if not prefix.startswith("/"):
            return f"a path prefix begins with '/', like '/news/', not {prefix!r}"
    return None


def _parts(site: Any) -> str | None:
    if not isinstance(site.platform, Platform):
        return f"platform must be a Platform, like TRS from crawler.platforms.trs, not {site.platform!r}"
    if not isinstance(site.layouts, tuple) or not all(isinstance(each, Layout) for each in site.layouts):
        return f"layouts must be a tuple of Layout, not {site.layouts!r}"
    for layout in site.layouts:
        if (lines := layout.furniture) and (not isinstance(lines, re.Pattern) or lines.fullmatch(_ANY_LINE)):
            return f"furniture of {layout.name} must be a pattern of whole lines, like loose('Copy link|Share'), not {lines!r}"
    return None


def _pace(site: Any) -> str | None:
    if isinstance(site.delay, bool) or not isinstance(site.delay, int | float) or not site.delay >= MIN_DELAY:
        return f"delay is in seconds and not below {MIN_DELAY}, not {site.delay!r}"
    switches = {"verify_tls": site.verify_tls, "js": site.js}
    odd = (f"{key} must be True or False, not {value!r}" for key, value in switches.items() if not isinstance(value, bool))
    return next(odd, None)


_CHECKS: tuple[Callable[[Any], str | None], ...] = (
    *CHECKS_OF_NAMES, _tuples, check_hosts, _addresses, _prefixes, _parts, _pace,
)  # fmt: skip

EXAMPLE = declaration("example", "https://www.example.com/news/", "Example Mining Ltd.")
