"""Parts of a URL in one spelling: its host, its query, and what of a query names no page."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import idna
from w3lib.url import safe_url_string

Query = tuple[tuple[str, str], ...]

DEFAULT_PORTS = {"http": 80, "https": 443}

# Another view of the same page: `asPDF`, `print=1`, `format=pdf`, `view=print`.
_VIEW = re.compile(
    r"(?:(?:as_?)?pdf|print(?:able|er|view|version|friendly|mode|page)?)=(?:1|true|yes|on|y)?\Z"
    r"|(?:format|output|view|mode|layout|style|template|tmpl)=(?:pdf|print(?:able|er|view|version|-?friendly|er-friendly)?)\Z",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"(?:utm_.*|gclid|dclid|fbclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|spm|wt\.mc_id|isappinstalled|_hs(?:enc|mi)"
    r"|(?:j|php|asp\.net_)sess(?:ion)?_?id|aspsessionid\w*|cfid|cftoken|oscsid|zenid|_|rnd|rand|random|nocache|timestamp)\Z",
    re.IGNORECASE,
)
_SESSION = re.compile(r"sess(?:ion)?_?id\Z", re.IGNORECASE)
_SHORT_SESSION = re.compile(r"(?:sid|s|token)\Z", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"(?=.*\d)[0-9A-Za-z_-]{20,}\Z")
_PIECE = re.compile(r"\d+|[A-Z]?[a-z]+|[A-Z]+")
_WORD = re.compile(r"(?:\A|[_-])[A-Za-z]{3,}(?=[_-]|\Z)")
_READABLE = 3.5  # characters; pieces of one kind are 2 to 2.5 long in random values of any alphabet, 4 to 6 in words
_USER = re.compile(r"^((?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*+)[^/?#]*@")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")  # digits after the colon are a port
_LONGEST_NAME = 90  # characters
LONGEST_LABEL = 63  # octets, RFC 1035
_NO_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_JOINERS = "\u200c\u200d"
_DEVIATION = re.compile(f"[ßςẞ{_JOINERS}]")  # encoded by IDNA 2003, as Scrapy's own request encodes them
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


POSTED = "#post:"  # between an address and what is posted to it, where both are written as one
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z\d]{1,4})\Z")
_PAGE_ENDING = re.compile(r"(?:[sxpd]?html?|php\d?|aspx?|jspx?|do|action|cfm|cgi|pl|nsf|xml|json)\Z", re.IGNORECASE)


def posted_in(address: str) -> tuple[str, str | None]:
    """An address without what is posted to it, and that: a form as it is sent, or a JSON text; None for nothing."""
    url, mark, posted = address.partition(POSTED)
    return url, posted if mark else None


def with_posted(url: str, posted: str | None) -> str:
    """The same, written as one address again."""
    return url if posted is None else f"{url}{POSTED}{posted}"


def ascii_host(host: str) -> str:
    """A host name as requests spell it: in lower case, in ASCII, without the dot that may end it."""
    host = host.rstrip(".")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


@lru_cache(maxsize=512)
def browsers_host(host: str) -> str:
    """A host name with letters beyond ASCII: in ASCII where browsers ask another host than `ascii_host` names, else as it is.

    Raises ValueError for a name that browsers refuse (UTS 46 as the WHATWG rules apply it), or that no name server knows.
    """
    _require_known(host)
    asked = ".".join(map(_in_ascii, idna.uts46_remap(host, std3_rules=False).split(".")))
    if not asked.strip(".") or _NO_HOST.search(asked):
        raise ValueError(f"no name of a host: {host[:200]!r}")
    request = urlsplit(safe_url_string(f"http://{host}/")).hostname or ""
    told = {asked.rstrip("."), request.rstrip("."), ascii_host(host), ascii_host(host.lower())}
    return host if _DEVIATION.search(host) or len(told) == 1 else asked


def _in_ascii(label: str) -> str:
    """A label as it is asked for. ValueError for one that begins with a mark, joins nothing, mixes directions or is long."""
    name = _in_letters(label)
    _require_known(name)
    joined = all(idna.valid_contextj(name, at) for at, letter in enumerate(name) if letter in _JOINERS)
    asked = name if name.isascii() else f"xn--{name.encode('punycode').decode('ascii')}"
    if category(name[:1] or ".")[0] == "M" or not joined or len(asked) > LONGEST_LABEL:
        raise ValueError(f"no label of a host: {label[:200]!r}")
    idna.check_bidi(name)
    return asked


def _in_letters(label: str) -> str:
    """The letters that `xn--` spells; ValueError for what spells none."""
    if not label.startswith("xn--"):
        return label
    name = label[4 : LONGEST_LABEL + 1].encode("ascii").decode("punycode")
    if name.isascii() or idna.uts46_remap(name, std3_rules=False) != name:
        raise ValueError(f"no label of a host: {label[:200]!r}")
    return name


def _require_known(letters: str) -> None:
    """ValueError for letters that this Python's Unicode does not know."""
    if any(category(letter) == "Cn" for letter in letters):
        raise ValueError(f"letters that are not known: {letters[:200]!r}")


def with_scheme(typed: str) -> str:
    """A web address as people type it, `www.example.com/news`, with `https://`; what has a scheme or is no address, as it is."""
    place = typed.strip().removeprefix("//")
    host = place.replace("?", "/").replace("#", "/").partition("/")[0]
    is_host = ("." in host.strip(".") or ":" in host) and not any(sign.isspace() or sign == "\\" for sign in host)
    return f"https://{place}" if is_host and not _SCHEME.match(place) else typed


def without_secrets(url: str) -> str:
    """An address for messages: what may be a user and a password in it is left out."""
    return _USER.sub(r"\1...@", url)


def folder_name(place: str) -> str:
    """The word for `host` or `host:port` that names an undeclared newsroom, another one for each host: `_` for `.` and `:`."""
    word = re.sub(r"[^A-Za-z0-9_-]", "_", place.replace("_", "__"))
    if place.isascii() and len(word) <= _LONGEST_NAME and word[:1].isalnum():
        return word
    return f"{word[:_LONGEST_NAME].strip('_') or 'site'}_{hashlib.blake2b(place.encode(), digest_size=8).hexdigest()}"


def shown_origin(scheme: str, host: str, port: int) -> str:
    """The beginning of the URLs of a server, without a port that goes without saying."""
    shown_host = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown_host}" + ("" if port == DEFAULT_PORTS[scheme] else f":{port}")


def twins(url: str, host: str) -> frozenset[tuple[str, str, int]]:
    """The (scheme, host, port) of a URL, and the one of its twin: http and https on their own ports are one server."""
    parts = urlsplit(url)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    usual = port == DEFAULT_PORTS[parts.scheme]
    return frozenset((scheme, host, each) for scheme, each in (DEFAULT_PORTS.items() if usual else [(parts.scheme, port)]))


def origins_of_hosts(hosts: Iterable[str]) -> frozenset[tuple[str, str, int]]:
    """Every (scheme, host, port) of `HOST` or `HOST:PORT`."""
    named = [(host, port) for host, _, port in (each.partition(":") for each in hosts)]
    return frozenset((scheme, host, int(port or usual)) for host, port in named for scheme, usual in DEFAULT_PORTS.items())


def last_part(url: str) -> str:
    """What the path of an address ends with, unescaped: the name of a file or of a page; empty for what is no address."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return unquote(path).rstrip("/").rpartition("/")[2]


def query_pairs(query: str) -> Query:
    """The parameters of a query, unescaped. Octets that are no UTF-8 stand as lone surrogates, so none is lost."""
    return tuple(parse_qsl(query, keep_blank_values=True, errors="surrogateescape"))


def query_text(pairs: Iterable[tuple[str, str]]) -> str:
    """The query of some parameters: what `query_pairs` read, octet for octet, in one spelling."""
    return urlencode(list(pairs), quote_via=quote, safe="/:,!~*'()", errors="surrogateescape")


def is_noise(key: str, value: str) -> bool:
    """Whether a parameter follows a visitor, keeps caches away, or asks for a printed view, and names no page."""
    if _TRACKING.match(key) or _VIEW.match(f"{key}={value}"):
        return True
    if _SESSION.match(key):
        return len(_WORD.findall(value)) < 2
    return bool(_SHORT_SESSION.match(key) and _SESSION_VALUE.match(value)) and not _is_readable(value)


def _is_readable(value: str) -> bool:
    """Whether a long value is made of words or is one number; a session's is letters and digits at random."""
    pieces = _PIECE.findall(value)
    return len(_WORD.findall(value)) >= 2 or sum(map(len, pieces)) >= _READABLE * len(pieces)


def in_charset(href: str, charset: str) -> str:
    """A link with the letters of its query escaped as the charset of its page writes them, which is what browsers send.

    charset: Python's name of the codec. UTF-8 goes without saying, and so does a codec that is not known.
    """
    if href.isascii() or charset.lower().replace("_", "-").startswith(("utf", "ascii")):
        return href
    address, hash_mark, fragment = href.partition("#")
    path, mark, query = address.partition("?")
    return f"{path}{mark}{_NOT_ASCII.sub(lambda found: _escaped(found[0], charset), query)}{hash_mark}{fragment}"


def _escaped(letters: str, charset: str) -> str:
    try:
        return quote(letters.encode(charset, "xmlcharrefreplace"))  # what a charset cannot write is sent as `&#28857;`
    except LookupError:
        return letters


def is_file_url(url: str) -> bool:
    """Whether an address names a file that is no page, by its ending: `.zip`, `.mp4`, `.pdf`."""
    found = _ENDING.search(urlsplit(url).path)
    return found is not None and not _PAGE_ENDING.match(found[1])
