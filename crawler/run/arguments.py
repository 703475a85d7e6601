"""The arguments and settings of a run, checked before anything is fetched. Pure."""

import difflib
import inspect
import logging
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.request import getproxies

from crawler.alerts import SettingsLike
from crawler.declaration import ALSO
from crawler.discover.sources.captures import ARCHIVES
from crawler.errors import DeclarationError, OutOfScope, UsageError
from crawler.policy.scope import origin_of, private_hosts, proxy_hosts
from crawler.site import Site
from crawler.url_parts import with_scheme, without_secrets


class Argument(NamedTuple):
    """What a run takes by `-a NAME=FORM`. undeclared: only of newsrooms without a declaration.

    meant: other words that people say for it; they are refused, with this name.
    """

    name: str
    form: str
    sentence: str
    undeclared: bool = False
    meant: tuple[str, ...] = ()


# The one list of them: `crawl --help` prints it, and what a spider's constructor takes has a row here (tests/policy).
ARGUMENTS = (
    Argument("url", "URL", "the newsroom's list of releases, or its home page", True, ("address", "link", "start", "start_url")),
    Argument("name", "SLUG", "name of the newsroom and its folder (default: made of the host)", True, ("slug", "site", "folder")),
    Argument("company", "NAME", "the company's name, where the site does not say it (default: the host)", True, ("firm",)),
    Argument("language", "TAG", "language of its releases, such as en or zh, where pages are silent", True, ("lang", "locale")),
    Argument("since", "YYYY-MM-DD", "only releases from that day on", meant=("from", "after", "start_date", "date_from")),
    Argument("max_pages", "N", "at most that many listing pages a section", meant=("pages", "page_limit", "depth")),
    Argument(
        "max_articles", "N", "at most that many articles; the rest is for the next run",
        meant=("limit", "max", "count", "n", "number", "articles", "items", "max_items", "releases", "max_releases", "top"),
    ),
    Argument("also", "HOST,...", "fetch releases on these other hosts as well", meant=("hosts", "domains", "allowed_domains")),
    Argument("js", "1", "show lists in a browser (extra js), where scripts make them", meant=("browser", "javascript", "render")),
    Argument("source", "ARCHIVE", "its past, from wayback or commoncrawl, in place of the newsroom", meant=("archive", "past")),
    Argument("deep", "1", "walk every list to its end and re-check everything known", meant=("full", "recheck", "refresh")),
)  # fmt: skip

# Settings that count something; other settings with a number for their default may have a fraction.
_WHOLE = frozenset({
    "CONCURRENT_ITEMS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "DEPTH_LIMIT", "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_WARNSIZE", "FRESH_BUDGET", "LOG_FILE_KEEP", "MAX_REQUESTS", "REDIRECT_MAX_TIMES", "RETRY_TIMES", "URLLENGTH_LIMIT",
    "CLOSESPIDER_ERRORCOUNT", "CLOSESPIDER_ITEMCOUNT", "CLOSESPIDER_PAGECOUNT", "CLOSESPIDER_PAGECOUNT_NO_ITEM",
    "MEMUSAGE_LIMIT_MB", "MEMUSAGE_WARNING_MB", "REACTOR_THREADPOOL_MAXSIZE", "DNSCACHE_SIZE", "SCRAPER_SLOT_MAX_ACTIVE_SIZE",
})  # fmt: skip
_AT_LEAST_ONE = frozenset({"CONCURRENT_ITEMS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN"})
_MAY_BE_NEGATIVE = ("_PRIORITY", "_ADJUST", "_INDENT")  # how such names end
_YES_NO = frozenset({"0", "1", "True", "true", "False", "false"})  # as Scrapy reads them
_CODES = "RETRY_HTTP_CODES"


def arguments_table() -> str:
    """One line for each argument, for `crawl --help`."""
    rows = [(f"-a {each.name}={each.form}", each.sentence, each.undeclared) for each in ARGUMENTS]
    wide = max(len(form) for form, _, _ in rows)
    return "\n".join(f"{form:{wide}}  {sentence}{' (with a URL)' if only else ''}" for form, sentence, only in rows)


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of a run.

    since: an ISO date; max_pages: listing pages a section; deep: re-check everything; max_articles: articles to read;
    source: name of the web archive that is asked in the newsroom's place; js: whether lists are shown in a browser, None
    where the declaration decides.
    """

    since: str | None = None
    max_pages: int | None = None
    deep: bool = False
    max_articles: int | None = None
    source: str | None = None
    js: bool | None = None

    @classmethod
    def parse(
        cls, since: str | None = None, max_pages: str | None = None, deep: str | None = None, max_articles: str | None = None,
        source: str | None = None, js: str | None = None,
    ) -> "Options":  # fmt: skip
        """From the strings of the command line. Raises UsageError that names the argument and shows a right one."""
        if since is not None and not _is_day(since):
            raise UsageError(f"since={since!r} is not a day; a right one is -a since=2026-01-31")
        if deep not in (None, "", "0", "1"):
            raise UsageError(f"deep={deep!r} is neither 0 nor 1; a right one is -a deep=1")
        if js not in (None, "", "0", "1"):
            raise UsageError(f"js={js!r} is neither 0 nor 1; a right one is -a js=1")
        if source and source not in ARCHIVES:
            right = " and ".join(f"-a source={each}" for each in ARCHIVES)
            raise UsageError(f"source={source!r} is no archive; right ones are {right}")
        pages = _number("max_pages", max_pages, "a number of pages", "3")
        most = _number("max_articles", max_articles, "a number of articles", "100")
        return cls(since, pages, deep == "1", most, source or None, js == "1" if js else None)

    @property
    def limited(self) -> bool:
        """Whether walks may end before the end of the listing, so that they prove nothing about what lies behind."""
        return bool(self.bounds)

    @property
    def bounds(self) -> tuple[str, ...]:
        """What the user bounded, by name."""
        given = {"since": self.since, "max_pages": self.max_pages, "max_articles": self.max_articles}
        return tuple(name for name, value in given.items() if value is not None)


def _number(name: str, given: str | None, what: str, right: str) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given) > 0):
        raise UsageError(f"{name}={given!r} is not {what}; a right one is -a {name}={right}")
    return int(given)


def hosts_of(also: str) -> tuple[str, ...]:
    """The hosts of `also=HOST,...`, each with its port where one is named. Raises UsageError for what is no host."""
    found = []
    for word in also.replace(",", " ").split():
        named = word.partition("://")[2] if "://" in word else word
        host = named.partition("/")[0].rstrip(".").lower()
        try:
            host = host if host.isascii() else host.encode("idna").decode("ascii")
        except UnicodeError:
            host = ""
        if not ALSO.match(host):
            said = without_secrets(word)
            raise UsageError(f"also={said!r} is no host; right ones are -a also=press.example.com,wire.example.org")
        found.append(host)
    if also.strip() and not found:
        raise UsageError(f"also={also!r} names no host; right ones are -a also=press.example.com,wire.example.org")
    return tuple(found)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def argument_names(spider_class: type) -> set[str]:
    """The names that a spider takes by `-a`.

    They are the parameters of its classes' constructors, down to the one that takes no others, and the plain attributes
    of classes that are neither Scrapy's nor this project's: Scrapy sets those from arguments too.
    """
    found: set[str] = set()
    for each in spider_class.__mro__:
        if each.__module__.partition(".")[0] == "scrapy" or each is object:
            break
        found |= _parameters(each)
        if each.__module__.partition(".")[0] != "crawler":
            found |= _plain_attributes(each) - {"name"}
    return found


def _parameters(of_class: type) -> set[str]:
    """The names that a class's own constructor can be given; none where it has no constructor of its own."""
    if "__init__" not in vars(of_class):
        return set()
    own = inspect.signature(vars(of_class)["__init__"]).parameters.values()
    return {one.name for one in own if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)} - {"self"}


def _plain_attributes(of_class: type) -> set[str]:
    return {name for name, value in vars(of_class).items() if name[0] != "_" and _is_plain(value)}


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def require_known(given: Iterable[str], known: set[str], spider: str) -> None:
    """Refuse arguments that a spider does not take. Raises UsageError with the nearest right name."""
    for name in given:
        if name not in known:
            near = _nearest(name, known)
            meant = f"; did you mean -a {near}=?" if near else f"; it takes {', '.join(sorted(known))}"
            raise UsageError(f"{spider} takes no argument {name!r}{meant}")


def _nearest(name: str, known: set[str]) -> str | None:
    """The argument that a word means, or is spelt like; None where there is none."""
    word = name.lower().replace("-", "_")
    meant = {other: each.name for each in ARGUMENTS for other in (*each.meant, each.name) if each.name in known}
    spelt = difflib.get_close_matches(word, sorted(known), 1, 0.5)
    return meant.get(word) or next(iter(spelt), None)


def undeclared(url: str | None, name: str | None = None, company: str | None = None, language: str | None = None) -> Site:
    """The site of a newsroom without a declaration, from the strings of the command line. Raises UsageError."""
    if not url:
        raise UsageError("say which newsroom: scrapy crawl newsroom -a url=https://www.example.com/news/")
    try:
        site = Site.for_url(with_scheme(url), name or None, company or None, language or None)
        origin_of(site.start[0])  # of a host that nothing can be asked of no folder is made
        return site
    except OutOfScope as error:
        said = f"nothing can be asked of this address ({error.detail})"
        raise UsageError(f"{said}; a right one is https://www.example.com/news/") from error
    except DeclarationError as error:
        raise UsageError(str(error).partition("\n")[0]) from error


def require_usable(settings: SettingsLike, defaults: Mapping[str, object]) -> None:
    """Refuse settings that no run could work with. Raises UsageError that names the setting.

    defaults: every setting that is known, with its default; the type of the default says what a value has to be.
    """
    for name, default in defaults.items():
        if isinstance(default, int | float) and not name.startswith("ALERT_"):  # those are AlertOptions' own
            value = settings.get(name)
            if value is not None and value is not default:
                (_require_switch if isinstance(default, bool) else _require_number)(name, value, default)
    _require_words(settings)
    private_hosts(_words(settings.get("PRIVATE_HOSTS")))
    proxy_hosts(getproxies())


def _require_words(settings: SettingsLike) -> None:
    level = str(settings.get("LOG_LEVEL") or "INFO")
    if not level.isdigit() and level not in logging.getLevelNamesMapping():
        raise UsageError(f"LOG_LEVEL={level!r} is no level of the log; a right one is -s LOG_LEVEL=INFO")
    for code in _words(settings.get(_CODES)):
        if not (code.isascii() and code.isdigit() and len(code) == 3):
            raise UsageError(f"{_CODES}={code!r} is not an HTTP status; a right one is -s {_CODES}=500,503,429")


def _require_switch(name: str, value: object, default: float) -> None:
    if str(value) not in _YES_NO:
        raise UsageError(f"{name}={value!r} is neither 0 nor 1; a right one is -s {name}={int(default)}")


def _require_number(name: str, value: object, default: float) -> None:
    whole = name in _WHOLE
    try:
        number = int(str(value)) if whole else float(str(value))
    except ValueError:
        number = math.nan
    least = 1 if name in _AT_LEAST_ONE else 0
    if not math.isfinite(number) or (number < least and not name.endswith(_MAY_BE_NEGATIVE)):
        kind = "a whole number" if whole else "a number"
        above = f" of at least {least}" if math.isfinite(number) else ""
        raise UsageError(f"{name}={value!r} is not {kind}{above}; a right one is -s {name}={default}")


def _words(value: object) -> list[str]:
    """A list setting as Scrapy reads it: a list, or a string with commas between its parts."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, Iterable) else ()
    return [str(each).strip() for each in parts if str(each).strip()]


def is_on(value: object) -> bool:
    """A setting that is on or off, as a literal or as a word of the command line."""
    return str(value).strip().lower() not in {"0", "false", "no", "off", "none", ""}
