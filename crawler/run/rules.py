"""Which rules read a newsroom's articles, and what other rules may read that these could not."""

import hashlib
import platform
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from re import Pattern

from crawler.items import JsonMapping
from crawler.reasons import Reason, reason_of
from crawler.site import Site

# An article that failed so was fetched well; only what was made of its page was not good enough.
_BY_RULES = frozenset({Reason.QUARANTINED, Reason.UNREADABLE, Reason.NO_ARTICLE_READ, Reason.NOT_AN_ARTICLE, Reason.TOO_SLOW})
_READERS = ("text", "page", "extract")  # packages that make an article of a page
NO_LAYOUT = frozenset({"generic", "learned"})  # `layout` of a reading that no declared layout made


def rules_version(site: Site) -> str:
    """Short digest of the newsroom's layouts and of what reads a page: other ones may read it otherwise."""
    said = f"{_program()} {_spelled(site.layouts)}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def versions_of(site: Site) -> dict[str, str]:
    """What a run was made with: programs by name, and the newsroom's rules."""
    said = {"python": platform.python_version(), "platform": sys.platform, "rules": rules_version(site)}
    return said | {name: version(name) for name in ("newsroom-crawler", "scrapy", "lxml")}


@cache
def _program() -> str:
    """Digest of the sources and weights of all that reads pages; between two releases they change, too."""
    digest = hashlib.blake2b(version("newsroom-crawler").encode(), digest_size=8)
    for name in _READERS:
        for file in sorted(Path(__file__).parents[1].joinpath(name).rglob("*")):
            if file.suffix in (".py", ".npz"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _spelled(value: object) -> str:
    """A declaration as text, the same in each process; patterns whole, which their repr is not."""
    if isinstance(value, Pattern):
        return f"{value.pattern!r}/{value.flags}"
    if isinstance(value, tuple):
        return f"({','.join(map(_spelled, value))})"
    if is_dataclass(value):
        return f"{type(value).__name__}({','.join(_spelled(getattr(value, each.name)) for each in fields(value))})"
    return repr(value)


def may_be_read_by_others(reason: str | None) -> bool:
    """Whether other rules may make a release of what failed for this reason."""
    return reason is not None and reason_of(reason) in _BY_RULES


def without_layout(line: Mapping[str, object] | JsonMapping) -> bool:
    """Whether a line was read by the generic reader."""
    return line.get("layout") in NO_LAYOUT
