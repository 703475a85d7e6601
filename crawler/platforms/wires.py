"""Wires: hosts that carry the releases of many companies, told by the addresses of their releases.

A company's page there lists its own releases; the host's feeds and sitemaps name everybody's.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit


class Wire(NamedTuple):
    """A wire. release: path of a release."""

    name: str
    release: re.Pattern[str]


WIRES = (
    Wire("prnewswire", re.compile(r"(?:/\w{2})?/(?:news-releases|[a-z-]{4,24})/[\w-]{8,300}-\d{9}\.html\Z")),
    Wire("businesswire", re.compile(r"/news/home/(?:19|20)\d{12,18}/[a-z]{2}(?:/|\Z)")),
    Wire("globenewswire", re.compile(r"(?:/[a-z]{2})?/news-release/(?:19|20)\d\d/\d\d/\d\d/\d{4,9}/\d{1,6}/[a-z]{2}/")),
    Wire("eqs", re.compile(r"(?:/[a-z]{2})?/news/[a-z-]{3,24}/[\w%-]{1,300}/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")),
)


def wire_of(urls: Iterable[str]) -> str | None:
    """The name of the wire that most of some releases stand on; None where they stand on none."""
    paths = [urlsplit(url).path for url in urls]
    counted = {wire.name: sum(bool(wire.release.match(path)) for path in paths) for wire in WIRES}
    name = max(counted, key=lambda each: counted[each])
    return name if 2 * counted[name] > len(paths) else None
