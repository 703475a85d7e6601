"""The next page as only a header of the answer names it: `Link: </news/?page=2>; rel="next"` (RFC 8288)."""

import re
from collections.abc import Iterable

from crawler.urls import resolve

_LONGEST = 8000  # characters of a header that are read
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,1000})")
_REL = re.compile(r";\s{0,9}rel\s{0,9}=\s{0,9}(?:\"([^\"]{0,200})\"|([^\s;,\"]{1,100}))", re.IGNORECASE)
_OF_OTHERS = re.compile(r";\s{0,9}anchor\s{0,9}=", re.IGNORECASE)  # what is said of another address


def next_in_headers(values: Iterable[str], url: str) -> str | None:
    """The address that the `Link` headers of an answer name as the next one. url: that the answer came from."""
    for value in values:
        for target, said in _LINK.findall(value[:_LONGEST]):
            rel = _REL.search(said)
            if rel is None or _OF_OTHERS.search(said) or "next" not in (rel[1] or rel[2] or "").lower().split():
                continue
            try:
                return resolve(url, target.strip())
            except ValueError:
                continue
    return None
