"""What a page claims its title to be: JSON-LD, meta tags, the `title` element, the anchor on the listing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.items import Row
from crawler.page.blocks import Block
from crawler.page.metadata import Head, text_of, types_of

_SEPARATOR = re.compile(
    r"\s+[|｜‖¦•·»›«‹~/]+\s+|\s+[-–—:]{1,2}\s+|\s*[|｜‖¦]\s*|\s*::\s*|_+|--+|\s*—\s*(?=\S+$)|"
    r"(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])"
)
_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…+)\s*$")
_CLAIMS = (
    ("jsonld", "headline", ()),
    ("meta", "og:title", ("og:title", "article:title")),
    (
        "meta",
        "title_meta",
        ("articletitle", "citation_title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    ),
    ("meta", "twitter:title", ("twitter:title",)),
)


@dataclass(slots=True)
class Claim:
    by: str
    rule: str
    text: str
    keys: tuple[str, ...]  # the whole, then what remains without outer segments, most likely first
    pieces: frozenset[str] = frozenset()  # three-letter pieces of the whole


def key_of(text: str) -> str:
    """Letters and digits only, case-folded: equal for two prints of the same words."""
    return "".join(_WORD.findall(text.casefold()))


def segments(text: str) -> list[str]:
    """The parts of a `title` element: `Title | Section - Site` in order."""
    return [part.strip() for part in _SEPARATOR.split(text) if part and part.strip()]


def without_site(text: str, site: frozenset[str], claims: Sequence[Claim] = ()) -> str:
    """`text` without outer segments that name the site, or that other claims do not have."""
    others = {key_of(claim.text) for claim in claims}
    spans = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
    while spans:
        left, right = text[: spans[-1][0]], text[spans[-1][1] :]
        if key_of(right) in site or (key_of(left) in others and key_of(left)) or not key_of(right):
            text = left.strip()
            spans.pop()
            continue
        first = text[: spans[0][0]]
        if key_of(first) in site and key_of(text[spans[0][1] :]):
            offset = spans[0][1]
            text = text[offset:]
            spans = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
            continue
        break
    return text.strip()


def stated_titles(head: Head, row: Row | None) -> Iterator[Claim]:
    article = head.article()
    for by, rule, names in _CLAIMS:
        text = text_of(article.get("headline") or article.get("name")) if by == "jsonld" and article else head.meta(*names)
        if text and key_of(text):
            yield _claim(by, rule, text)
    if head.title and key_of(head.title):
        yield _claim("generic", "title_element", head.title)
    if row is not None and row.title and key_of(row.title):
        yield _claim(row.by, "anchor", _ELLIPSIS.sub("", row.title))


def _claim(by: str, rule: str, text: str) -> Claim:
    keys = _keys(text)
    return Claim(by, rule, text, keys, pieces_of(keys[0]))


def _keys(text: str) -> tuple[str, ...]:
    parts = segments(text)
    keys = [key_of(text)]
    if 1 < len(parts) < 12:
        keys += [key_of("".join(parts[:end])) for end in range(len(parts) - 1, 0, -1)]
        keys += [key_of("".join(parts[start:])) for start in range(1, len(parts))]
    return tuple(dict.fromkeys(key for key in keys if key))


_COMPANY = re.compile(
    r"(?:\b(?:Corporation|Corp\.?|Company|Ltd\.?|Limited|Inc\.?|Group|Holdings?|AG|GmbH|SE|S\.A\.?|plc|website|homepage)|"
    r"公司|集团|官网|官方网站|网站|首页|株式会社)$",
    re.I,
)
_RIGHTS = re.compile(r"©|copyright|版权所有|版權所有|all rights reserved", re.I)


def is_company(text: str) -> bool:
    """Whether a short line is the name of a company or of its site."""
    return len(text) <= 70 and _COMPANY.search(text.strip()) is not None and len(text.split()) <= 8


def printed_names(blocks: Sequence[Block], segments_: Sequence[str]) -> list[str]:
    """Keys of those segments of the `title` element that the page's copyright line names."""
    lines = [key_of(block.text) for block in blocks[-40:] if len(block.text) <= 400 and _RIGHTS.search(block.text)]
    return [key for key in map(key_of, segments_) if len(key) > 3 and any(key in line for line in lines)]


def site_keys(head: Head, url: str, blocks: Sequence[Block] = ()) -> frozenset[str]:
    names = [
        head.meta("og:site_name"),
        head.meta("sitename"),
        head.meta("application-name"),
        head.meta("apple-mobile-web-app-title"),
        head.meta("twitter:site"),
        head.meta("author") if head.meta("author") == head.meta("copyright") else None,
    ]
    for node in head.nodes:
        if types_of(node) & {"website", "organization", "newsmediaorganization", "corporation"}:
            names.append(text_of(node.get("name")))
        names.append(text_of(node.get("publisher")))
    parts = segments(head.title or "")
    names += [part for part in parts if is_company(part)]
    names += printed_names(blocks, parts)
    host = urlsplit(url or "").hostname or ""
    names.append(host)
    names.append(host.removeprefix("www."))
    hosted = set(re.split(r"[.-]", host.casefold()))
    names += [part for part in parts if set(_WORD.findall(part.casefold())) <= hosted]
    labels = [label for label in host.split(".")[:-1] if label not in ("www", "com", "co", "blog", "news", "gov", "org", "edu")]
    return frozenset(key for key in (*(key_of(name) for name in names if name), *map(key_of, labels)) if key)


def pieces_of(key: str) -> frozenset[str]:
    return frozenset(map("".join, zip(key[:120], key[1:120], key[2:120], strict=False)))


def likeness(left: str, right: str, a: frozenset[str], b: frozenset[str]) -> float:
    """Dice of the three-letter pieces of two keys; the share where one contains the other."""
    if left in right or right in left:
        short, long = sorted((len(left), len(right)))
        return short / long if short > 8 else 0.3 * short / long
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
