"""One article, one identity: the canonical form of a URL, and the id that an article keeps under all its URLs."""

import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlencode, urlsplit

from crawler.site import ArticleUrl, Site
from crawler.url_parts import (
    DEFAULT_PORTS,
    Query,
    ascii_host,
    browsers_host,
    in_charset,
    is_noise,
    posted_in,
    query_pairs,
    query_text,
    shown_origin,
    with_posted,
)  # fmt: skip

_PATH_SESSION = re.compile(r";(?:j|php)?session(?:_?id)?=[^/;?]*|/\(S\([0-9a-z]{20,}\)\)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|jsp|aspx?)\Z", re.IGNORECASE)
# Of pages whose links have letters in their queries; UTF-8 first among equals, as earlier versions wrote them.
_CHARSETS = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1251", "cp1252", "cp1250", "koi8_r")
_SAFE = "!$&'()*+,;=:@-._~"  # RFC 3986 pchar: what may stand in a path without an escape
_PLAIN = re.compile(r"[\w/.~-]*\Z", re.ASCII)
_BLANKS = "".join(map(chr, range(0x21)))  # C0 controls and the space: what stands about a URL and is none of it
_SURROGATE = re.compile("[\ud800-\udfff]")  # as JSON may spell them: letters that nothing can be asked with
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_AUTHORITY = re.compile(r"(https?:)?(/*)(.*)\Z", re.IGNORECASE | re.DOTALL)
_DOTS = re.compile(r"/\.{1,2}(?=/|\Z)")
_ESCAPED_DOTS = re.compile(r"(?<![^/])(?:\.|%2e){1,2}(?=/|\Z)", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")
DOCUMENT_TYPES = "pdf|ofd|docx?|docm|xlsx?|xlsm|pptx?|ppsx?|odt|ods|odp|rtf|wps|et|epub"  # of files that may be a release
_DOCUMENT = re.compile(rf"\.({DOCUMENT_TYPES})\Z", re.IGNORECASE)
NOT_A_PAGE = re.compile(r"\s*(?:javascript|mailto|tel|data|about|blob|file|ftp|sms|weixin|callto|void)\b\s*[:(]", re.IGNORECASE)


def canonical_url(url: str, site: Site) -> str:
    """The one URL of the page at `url`, whichever of its many spellings this is.

    Scheme, host and its aliases, default port, user-info, fragment, session ids, tracking parameters, parameter order,
    trailing `index.html`, needless escapes and mobile twins make no difference; the case of the path does.
    Raises ValueError for a string that is no http or https URL.
    """
    scheme, host, port, path, query = _pieces(url)
    if host in site.hosts and port == DEFAULT_PORTS[scheme] and (scheme, host, port) in site.origins:
        scheme, host = urlsplit(site.start[0]).scheme, site.hosts[0]
        port = DEFAULT_PORTS[scheme]
    path, query = _without_twin(path, query, site)
    text = query_text(sorted(pair for pair in query if pair[0] not in site.passing))
    return f"{shown_origin(scheme, host, port)}{_INDEX.sub('/', path)}" + (f"?{text}" if text else "")


def asked_identity(address: str, site: Site) -> str:
    """The canonical address of what is asked for, with what is posted to it."""
    url, posted = posted_in(address)
    return with_posted(canonical_url(url, site), posted)


def _without_twin(path: str, query: Query, site: Site) -> tuple[str, Query]:
    """Path and query of an article's first and desktop page, without the parameters that mean nothing there."""
    form = _form(path, query, site)
    if form is None:
        return path, query
    if form.twin is not None:
        path = form.twin[0].sub(form.twin[1], path)
    params = form.params
    return path, query if params is None else tuple((key, value) for key, value in query if key in params)


def article_id(url: str, site: Site) -> str:
    """`group:native id` where the platform has one in its URLs, else `group:` and a hash of the canonical URL."""
    _, host, _, path, query = _pieces(url)
    if host in site.hosts:
        for form in site.platform.articles:
            match = form.pattern.match(_target(path, query))
            if match:
                return f"{site.group}:{match['id']}"
    # The trailing slash is part of the address, not of the identity: no two articles differ in it alone.
    key = re.sub(r"/(?=\?|\Z)", "", canonical_url(current_url(url, site), site))
    if site.former and key.startswith(own := origin_of_url(site.start[0])):
        key = site.former[0] + key[len(own) :]
    return f"{site.group}:{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def former_ids(url: str, site: Site) -> list[str]:
    """The ids that earlier versions gave the article at `url`, where it was asked for by another spelling.

    They sent the letters of a query in UTF-8, whatever the charset of the page; raises ValueError as `article_id` does.
    """
    parts = urlsplit(url)
    octets = unquote_to_bytes(parts.query)
    if octets.isascii() or not site.generic:
        return []
    found = []
    for charset in _CHARSETS:
        try:
            letters = octets.decode(charset)
        except UnicodeDecodeError:
            continue
        found.append(article_id(parts._replace(query=quote(letters, safe="=&+%")).geturl(), site))
    return found


def current_url(url: str, site: Site) -> str:
    """Where a page that the newsroom had at a former address of its own is to be found today."""
    former = next((each for each in site.former if url.startswith(f"{each}/")), None)
    return url if former is None else origin_of_url(site.start[0]) + url[len(former) :]


def origin_of_url(url: str) -> str:
    """The beginning of a URL up to its path, in one spelling. Raises ValueError."""
    scheme, host, port, _, _ = _pieces(url)
    return shown_origin(scheme, host, port)


def without_parameter(url: str, name: str | None) -> tuple[str, Query]:
    """A canonical URL without one parameter of its query (None: as it is), and the parameters that are left."""
    address, _, query = url.partition("?")
    left = tuple(pair for pair in query_pairs(query) if pair[0] != name)
    return (f"{address}?{query_text(left)}" if left else address), left


def is_article_url(url: str, site: Site) -> bool | None:
    """Whether a URL has the form of an article of this newsroom; None when its platform is not known."""
    try:
        scheme, host, port, path, query = _pieces(url)
    except ValueError:
        return False
    if site.also and (scheme, host, port) in site.also_origins:
        return None
    if (scheme, host, port) not in site.origins or not site.covers(path):
        return False
    if not site.platform.articles:
        return None
    return _form(path, query, site) is not None


def leads_nowhere(href: str | None) -> bool:
    """Whether a link has no address of its own: none at all, a place on the same page, or a script."""
    href = (href or "").strip()
    return not href or href.startswith("#") or href.lower().startswith("javascript:")


def resolve(base: str, href: str, charset: str = "utf-8") -> str | None:
    """`href` as an absolute http or https URL without fragment; None for what is no page.

    charset: Python's name of the codec of the page that the link stands on: browsers send the letters of a query in it.
    Raises ValueError for a malformed one.
    """
    href = in_charset(_spelled(href), charset)
    if not href or href.startswith("#") or NOT_A_PAGE.match(href) or _OTHER_SCHEME.match(href):
        return None
    parts = urlsplit(_join(urlsplit(base), href.partition("#")[0]))
    if parts.scheme not in DEFAULT_PORTS:
        return None
    if not any((parts.hostname or "").split(".")) or (parts.port is not None and not 0 < parts.port < 65536):
        raise ValueError(f"no host in {href[:200]!r}")
    parts = parts._replace(netloc=_browsers_netloc(parts.netloc), path=_without_dots(parts.path))
    return _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", parts.geturl())


def _browsers_netloc(netloc: str) -> str:
    """Host and port as browsers ask for them; ValueError for a host that they refuse."""
    user, at, place = netloc.rpartition("@")
    host, colon, port = place.partition(":")
    return netloc if host.isascii() or "%" in host else f"{user}{at}{browsers_host(host)}{colon}{port}"


def _join(base: SplitResult, href: str) -> str:
    """`href` behind the part of its page's address that it leaves out; urljoin loses empty segments and parameters."""
    href = _with_host(href, base.scheme)
    if href.startswith(("http:", "https:")):
        return href
    if href.startswith("//"):
        return f"{base.scheme or 'https'}:{href}"  # of a page whose address is not known: as nearly all are served
    path = base.path or "/"
    if href.startswith("?") or not href:
        href = path + (href or (f"?{base.query}" if base.query else ""))
    elif not href.startswith("/"):
        href = f"{path.rpartition('/')[0]}/{href}"
    return f"{base.scheme}://{base.netloc}{href}"


def _spelled(url: str) -> str:
    """A URL as browsers take it: no control characters or blanks about it, no line breaks in it, slashes for backslashes."""
    url = url if url.isascii() else _SURROGATE.sub("\ufffd", url)
    address, mark, rest = re.sub(r"[\t\r\n]", "", url.strip(_BLANKS)).partition("?")
    address, hash_mark, fragment = address.partition("#")
    if "\\" in address and not _OTHER_SCHEME.match(address):
        address = address.replace("\\", "/")
    if "%" in address:
        address = _ESCAPED_DOTS.sub(lambda found: "." * (found[0].count(".") + found[0].count("%")), address)
    return f"{address}{hash_mark}{fragment}{mark}{rest}"


def _with_host(href: str, scheme: str) -> str:
    """`href` with two slashes before its host, however many there are: `http:/path` is relative only to its own scheme."""
    found = _AUTHORITY.match(href)
    if not found:
        return href
    given, slashes, rest = found.groups()
    if len(slashes) < 2 and (not given or given.lower() == f"{scheme}:"):
        return f"{slashes}{rest}"
    if not rest or rest[0] in "?#":
        raise ValueError(f"no host in {href[:200]!r}")
    return f"{(given or '').lower()}//{rest}"


def desktop_url(url: str, site: Site) -> str:
    """The address of the first and desktop page of an article that `url` is a mobile twin or a later part of."""
    parts = urlsplit(url)
    for form in site.platform.articles:
        if form.twin is not None and form.pattern.match(parts.path):
            return parts._replace(path=form.twin[0].sub(form.twin[1], parts.path)).geturl()
    return url


def is_folder_of(address: str, url: str) -> bool:
    """Whether an address is of a folder above `url`, on its host: the site's front page or a list that has the page."""
    above, own = urlsplit(address), urlsplit(url)
    folder = _INDEX.sub("", above.path).rstrip("/") + "/"
    return above.netloc == own.netloc and not above.query and own.path.startswith(folder) and own.path != folder


def document_type(url: str) -> str | None:
    """The ending of an address that names a PDF or office file, in lower case without the dot; None for any other."""
    found = _DOCUMENT.search(urlsplit(url).path)
    return found[1].lower() if found else None


def in_origins(url: str, site: Site) -> bool:
    """Whether a request for `url` stays on the newsroom's own hosts, those of `Site.also` among them."""
    return _is_of(url, site.origins)


def in_also(url: str, site: Site) -> bool:
    """Whether `url` is on another host of which the newsroom's releases are fetched (`Site.also`)."""
    return bool(site.also) and _is_of(url, site.also_origins)


def _is_of(url: str, origins: frozenset[tuple[str, str, int]]) -> bool:
    try:
        scheme, host, port, _, _ = _pieces(url)
    except ValueError:
        return False
    return (scheme, host, port) in origins


def _form(path: str, query: Query, site: Site) -> ArticleUrl | None:
    target = _target(path, query)
    return next((form for form in site.platform.articles if form.pattern.match(target)), None)


def _target(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query, errors='surrogateescape')}" if query else path


@lru_cache(maxsize=512)
def _pieces(url: str) -> tuple[str, str, int, str, Query]:
    """Scheme, host, port, normal path, and the query's meaningful parameters. Raises ValueError."""
    parts = urlsplit(_spelled(url))
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if scheme not in DEFAULT_PORTS or not host:
        raise ValueError(f"not a web address: {url[:200]!r}")
    port = parts.port or DEFAULT_PORTS[scheme]
    query = tuple((key, value) for key, value in query_pairs(parts.query) if not is_noise(key, value))
    return scheme, ascii_host(host), port, _normal_path(parts.path), query


def _normal_path(path: str) -> str:
    path = _without_dots(path)
    if _PATH_SESSION.search(path):
        path = _without_dots(_PATH_SESSION.sub("", path))
    path = _SLASHES.sub("/", path) or "/"
    if not _PLAIN.match(path):
        # An escaped slash is not a slash, so the segments are unescaped one by one.
        path = "/".join(quote(unquote_to_bytes(segment), safe=_SAFE) for segment in path.split("/"))
    return path


def _without_dots(path: str) -> str:
    """A path without `.` and `..`; an empty segment counts as one, as it does for a server."""
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join([*kept, *([""] if segments[-1] in (".", "..") else [])])
