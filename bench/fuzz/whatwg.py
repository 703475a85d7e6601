"""URL identity against two other readers: the WHATWG rules (ada-url), by which browsers go, and w3lib, by which Scrapy fetches.

Wherever they agree that two spellings are one address, `canonical_url` must give one form, and `resolve` must lead where a
browser goes. The differences that are meant are listed here, each with its reason.
"""

import re
from contextlib import suppress
from unicodedata import category
from urllib.parse import urlsplit

import ada_url
from w3lib.url import canonicalize_url, safe_url_string

from crawler.errors import OutOfScope
from crawler.policy import scope
from crawler.site import Site
from crawler.urls import canonical_url, resolve

BASE = "http://www.example.com/news/x.html"
SITE = Site.for_url(BASE)
_PORTS = {"http:": 80, "https:": 443}

MEANT = {
    "refused_anyway": "the scope guard refuses escaped, numeric and odd hosts, user-info and IPv6 literals that are not "
    "written out, so that no identity of theirs is ever asked for",
    "deviation": "four letters (ß, ς and two joiners) are encoded by IDNA 2003, because Scrapy's own request encodes them so; "
    "joiners must join, which ada-url does not always check",
    "unknown": "a host whose letters are newer than this Python's Unicode, one with letters and a label over 63 octets, and "
    "port 0 are none: nothing can be asked of them",
    "bare_parameters": "w3lib drops a `;` that ends a path and the dots before one, the WHATWG rules and ours keep them",
    "bad_escape": "w3lib leaves `%zz` as it is and the canonical form escapes its percent sign: both name the same path; where "
    "escapes follow a lone percent sign, w3lib makes a new escape of them (`%%44` becomes `%D`), browsers and ours do not",
}
_BARE_PARAMETERS = re.compile(r"/(?:\.|%2e){0,2};[^/]*\Z|;\Z", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)
# Came with Unicode 14: this Python knows them, the tables of ada-url 4 do not.
_NEWER = re.compile(
    "["
    "\u061d\u0870-\u088e\u0898-\u089f\u08b5\u08c8-\u08d2\u0c3c\u1715\u1734\u1ac1-\u1ace\u1dfa\u20c0\u2e53-\u2e5d"
    "\ufbc2\ufd40-\ufd4f\ufdcf\ufdfe-\ufdff\U00010f70-\U00010f89\U00011070\U00011073-\U00011074\U000110c2"
    "\U0001cf00-\U0001cf2d\U0001cf30-\U0001cf46\U0001d1e9-\U0001d1ea\U0001e2ae\U0001f6dd-\U0001f6df\U0001f7f0"
    "\U0001f979\U0001f9cc\U0001fa7b-\U0001fa7c\U0001faa9-\U0001faac\U0001fab7-\U0001faba\U0001fac3-\U0001fac5"
    "\U0001fad7-\U0001fad9\U0001fae0-\U0001fae7\U0001faf0-\U0001faf6"
    "]"
)
_DEVIATION = re.compile("[ßςẞ\u200c\u200d]")


def difference(href: str) -> str | None:
    """What the readers of this link differ in, unless it is meant."""
    theirs = _browser(href, BASE)
    try:
        ours = resolve(BASE, href)
    except ValueError:
        ours = None
    if _NEWER.search(href + (_in_letters(theirs) if theirs else "")):
        return None
    if ours is None:
        return None if theirs is None or _no_page(href, theirs) else f"no link, and a browser goes to {theirs}"
    if _meant(ours):
        return None
    if theirs is None:
        return f"leads to {ours}, and a browser refuses it"
    for name, other in (("browser", theirs), ("request", safe_url_string(ours)), ("w3lib", canonicalize_url(ours))):
        if name == "w3lib" and (_BARE_PARAMETERS.search(urlsplit(ours).path) or _LONE_PERCENT.search(ours)):
            continue
        if canonical_url(other, SITE) != canonical_url(ours, SITE):
            return f"{name} goes to {other}, ours is {ours}"
    return _origin_difference(ours)


def _origin_difference(url: str) -> str | None:
    """The guard of the crawler's scope must see the same host and port as whoever makes the connection."""
    seen = ada_url.URL(url)
    theirs = (seen.protocol[:-1], seen.hostname.strip("[]"), int(seen.port or _PORTS[seen.protocol]))
    asked = scope.normal(scope.origin_of(safe_url_string(url)))
    return None if asked == theirs else f"the guard sees {asked}, a browser {theirs}"


def _browser(href: str, base: str) -> str | None:
    try:
        found = ada_url.URL(href, base)
    except ValueError:
        return None
    return str(found.href).partition("#")[0] if found.protocol in _PORTS else None


def _no_page(href: str, theirs: str) -> bool:
    """Whether a link of which nothing is made here is none that could be fetched: to the page itself, or out of any scope."""
    if _meant(theirs) or theirs == BASE or ada_url.URL(theirs).port == "0":
        return True
    labels = ada_url.URL(theirs).hostname.split(".")
    letters = href + _in_letters(theirs)
    return bool(_DEVIATION.search(letters) or any(category(letter) == "Cn" for letter in letters) or max(map(len, labels)) > 63)


def _in_letters(url: str) -> str:
    """What the labels of a host spell by `xn--`, as far as they spell letters."""
    found = ""
    for label in ada_url.URL(url).hostname.split("."):
        with suppress(UnicodeError):
            found += label[4:].encode().decode("punycode") if label.startswith("xn--") else ""
    return found


def _meant(url: str) -> bool:
    if not (urlsplit(url).hostname or "").strip("."):
        return True
    try:
        host = scope.origin_of(safe_url_string(url))[1]
    except (OutOfScope, ValueError):
        return True
    return scope.literal_address(host) is not None or bool(_DEVIATION.search(urlsplit(url).netloc))
