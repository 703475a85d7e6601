"""What a redirect means for the page that was asked for. Pure: URLs in, a URL or a Refused out."""

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urljoin, urlsplit

from w3lib.url import safe_url_string

from crawler.errors import BadBody, OutOfScope, Refused
from crawler.policy.scope import LONGEST_URL, origin_of

Hop = tuple[str, str]  # URL and Cookie header of one request of a chain

STATUSES = frozenset({301, 302, 303, 307, 308})
_ARTICLES = frozenset({"article", "part"})
_INDEX = re.compile(r"(?:index|default|home|main)(?:\.[a-z]{2,5})?\Z", re.I)
_ERROR = re.compile(r"(?:\A|/)(?:40[34]|50[0-9]|errors?|(?:page[-_]?)?not[-_]?found|missing|sorry|gone)(?:[./?]|\Z)", re.I)
_LOGIN = re.compile(r"(?:\A|/)(?:log[-_]?in|sign[-_]?in|sso|passport|cas|auth)(?:[./?]|\Z)", re.I)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def target(url: str, location: bytes | None) -> str:
    """The absolute URL that a Location header leads to. Raises BadBody where there is none, OutOfScope for odd ones."""
    text = (location or b"").strip()
    if not text:
        raise BadBody("bad_redirect", "no Location")
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError:
        decoded = text.decode("latin-1")
    if len(decoded) > LONGEST_URL or _CONTROL.search(decoded.strip()):
        raise BadBody("bad_redirect", f"Location {decoded[:100]!r}")
    try:
        found = urljoin(url, safe_url_string(decoded)).partition("#")[0]
        origin_of(found)
    except OutOfScope as error:
        raise BadBody("bad_redirect", error.detail) if error.reason == "bad_url" else error from error
    except ValueError as error:
        raise BadBody("bad_redirect", f"Location {decoded[:100]!r}: {error}") from error
    return found


def is_moved(purpose: str, asked: str, led_to: str) -> bool:
    """Whether an article stands at another address by now: its page is to be read, and no 304 does, which names no page."""
    source, found = urlsplit(asked), urlsplit(led_to)
    same_path = source.path.rstrip("/") == found.path.rstrip("/")
    return purpose in _ARTICLES and not (same_path and source.query == found.query)


def require_article(purpose: str, asked: str, led_to: str) -> None:
    """Refuse a redirect by which a site says that an article is not there, or not for everybody."""
    if purpose not in _ARTICLES:
        return
    source, found = urlsplit(asked), urlsplit(led_to)
    if source.path == found.path:
        return
    if _ERROR.search(found.path) and not _ERROR.search(source.path):
        raise Refused("redirected_error", f"the article leads to {led_to}")
    if _LOGIN.search(found.path) and not _LOGIN.search(source.path):
        raise Refused("login_wall", f"the article leads to {led_to}")
    if _is_front(source, found):
        raise Refused("redirected_home", f"the article leads to {led_to}")


def _is_front(source: SplitResult, found: SplitResult) -> bool:
    """Whether a URL is a home or section page above another one: `/news/` for `/news/2019/t1.html`."""
    folder, _, name = found.path.rpartition("/")
    if name and not _INDEX.match(name):
        # `/news` without its slash is a folder as well, if the article lies in it.
        return source.path.startswith(f"{found.path}/") and "." not in name and source.path.rstrip("/") != found.path
    if found.query and not found.query.lower().startswith(("from", "utm", "ref", "redirect", "src")):
        return False
    own = source.path.rstrip("/")
    return source.path.startswith(f"{folder}/") and own != folder and not _INDEX.match(own.rpartition("/")[2])


def require_progress(hops: Sequence[Hop], following: Hop, most: int) -> None:
    """Refuse a chain that comes back to where it was, with nothing new to show, or that has more than `most` redirects."""
    if following in hops:
        raise Refused("redirect_loop", f"{following[0]} leads to itself")
    if len(hops) > most:
        raise Refused("too_many_redirects", f"more than {most}")


def cookies(headers: list[bytes], before: str) -> str:
    """The Cookie header for the next hop of one chain of redirects: `before` and what the answer sets on top of it."""
    jar = dict(pair.split("=", 1) for pair in before.split("; ") if "=" in pair)
    for header in headers:
        pair = header.decode("latin-1").partition(";")[0].strip()
        name, separator, value = pair.partition("=")
        if separator and name and not _CONTROL.search(pair) and len(pair) <= 4096:
            jar[name] = value
    return "; ".join(f"{name}={value}" for name, value in list(jar.items())[-20:])
