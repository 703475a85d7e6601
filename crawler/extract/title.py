"""The title as printed: the heading that the page's own claims agree with, without the site's name.

A page names its title up to six times: headings, og:title, JSON-LD, `title`, the anchor on the listing. The printed
heading wins where a claim confirms it; a claim wins where no heading is like it (a logo in `h1`, a heading in a `div`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from crawler.extract.blocks import Outline
from crawler.extract.head import Head, head_of, squeeze, text_of, types_of
from crawler.extract.page import Page
from crawler.extract.textsafe import cap
from crawler.items import Provenance, Row

MAX_TITLE = 600
_SEPARATOR = re.compile(r"\s+[|｜‖¦•·»›«‹~/]+\s+|\s+[-–—:]{1,2}\s+|\s*[|｜‖¦]\s*|\s*::\s*|_+|--+|\s*—\s*(?=\S+$)|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…+)\s*$")
_TRAILING_MARK = re.compile(r"\s*(?:[¶#§🔗]|\[edit\]|\[编辑\])+$")
_CLAIMS = (
    ("jsonld", "headline", ()),
    ("meta", "og:title", ("og:title", "article:title")),
    ("meta", "title_meta", ("articletitle", "citation_title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")),
    ("meta", "twitter:title", ("twitter:title",)),
)
_SUB_CLASS = re.compile(r"(?:sub-?_?-?(?:title|head|line)|deck|dek\b|standfirst|strapline|teaser-?text|fu-?title|futi)", re.I)
_PLACES = re.compile(r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|related|recommend|comment|breadcrumb|logo|widget|cookie|popular)", re.I)
_TOOLS = re.compile(r"Font size\s*[:：]|字体\s*[:：]|字号\s*[:：]|CopyFrom\s*[:：]|Release time\s*[:：]|发布时间|发布日期|来源\s*[:：]|【Print|\[?打印\]?")


@dataclass(slots=True)
class Title:
    """text: None where the page has none; block: index of the block it is printed in; provenance as in the article."""

    text: str | None
    subtitle: str | None = None
    block: int | None = None
    provenance: Provenance = field(default_factory=lambda: Provenance("generic", "none"))
    mismatch: bool = False


@dataclass(slots=True)
class _Claim:
    by: str
    rule: str
    text: str
    keys: tuple[str, ...]  # the whole, then what remains without outer segments, most likely first
    pieces: frozenset[str] = frozenset()  # three-letter pieces of the whole


@dataclass(slots=True)
class _Printed:
    text: str
    key: str
    level: int  # 1 to 6, 7 for a block that is no heading
    block: int
    element: Element


def find_title(page: Page, row: Row | None = None, body: tuple[int, int] | None = None) -> Title:
    """The title of an article page; `row` is the listing row that led there, `body` the first and last body block."""
    head = head_of(page)
    claims = list(_claims(head, row))
    site = _site_keys(head, page.url)
    printed = _printed(page.outline, claims)
    best, score = _best_printed(printed, claims, site)
    if not claims:
        best = _unclaimed(printed, body)
    if best is not None and (score >= _ACCEPTED or not claims):
        return _from_heading(best, claims, page)
    claim = next((claim for claim in claims if claim.keys and key_of(claim.text) not in site), None)
    if claim is None:
        return _from_heading(best, claims, page) if best is not None else Title(None)
    text = without_site(claim.text, site, claims)
    title = Title(cap(text, MAX_TITLE)[0], None, None, Provenance(claim.by, claim.rule))
    _compare(title, claims, best)
    return title


_ACCEPTED = 0.5


def key_of(text: str) -> str:
    """Letters and digits only, case-folded: equal for two prints of the same words."""
    return "".join(_WORD.findall(text.casefold()))


def segments(text: str) -> list[str]:
    """The parts of a `title` element: `Title | Section - Site` in order."""
    return [part.strip() for part in _SEPARATOR.split(text) if part and part.strip()]


def without_site(text: str, site: frozenset[str], claims: Sequence[_Claim] = ()) -> str:
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


def _claims(head: Head, row: Row | None) -> Iterator[_Claim]:
    article = head.article()
    for by, rule, names in _CLAIMS:
        text = text_of(article.get("headline") or article.get("name")) if by == "jsonld" and article else head.meta(*names)
        if text and key_of(text):
            yield _claim(by, rule, text)
    if head.title and key_of(head.title):
        yield _claim("generic", "title_element", head.title)
    if row is not None and row.title and key_of(row.title):
        yield _claim(row.by, "anchor", _ELLIPSIS.sub("", row.title))


def _claim(by: str, rule: str, text: str) -> _Claim:
    keys = _keys(text)
    return _Claim(by, rule, text, keys, _pieces(keys[0]))


def _keys(text: str) -> tuple[str, ...]:
    parts = segments(text)
    keys = [key_of(text)]
    if 1 < len(parts) < 12:
        keys += [key_of("".join(parts[:end])) for end in range(len(parts) - 1, 0, -1)]
        keys += [key_of("".join(parts[start:])) for start in range(1, len(parts))]
    return tuple(dict.fromkeys(key for key in keys if key))


def _site_keys(head: Head, url: str) -> frozenset[str]:
    names = [head.meta("og:site_name"), head.meta("sitename"), head.meta("application-name"), head.meta("apple-mobile-web-app-title"),
             head.meta("twitter:site"), head.meta("author") if head.meta("author") == head.meta("copyright") else None]
    for node in head.nodes:
        if types_of(node) & {"website", "organization", "newsmediaorganization", "corporation"}:
            names.append(text_of(node.get("name")))
        names.append(text_of(node.get("publisher")))
    host = urlsplit(url or "").hostname or ""
    names.append(host)
    names.append(host.removeprefix("www."))
    labels = [label for label in host.split(".")[:-1] if label not in ("www", "com", "co", "blog", "news", "gov", "org", "edu")]
    return frozenset(key for key in (*(key_of(name) for name in names if name), *map(key_of, labels)) if key)


def _printed(outline: Outline, claims: Sequence[_Claim]) -> list[_Printed]:
    """Headings, and blocks that say what a claim says; a heading broken by `br` is one."""
    wanted = {key for claim in claims for key in claim.keys if len(key) > 3}
    initials = {key[0] for key in wanted}
    longest = 2 * max(map(len, wanted), default=0)
    nodes, heading_of = outline.nodes, headings_of(outline)
    found: list[_Printed] = []
    headings, last = 0, -1
    for block in outline.blocks:
        text = block.text
        if not text or len(text) > MAX_TITLE:
            continue
        heading = heading_of[block.node]
        if heading < 0:
            if len(text) <= longest and _initial(text) in initials and (key := key_of(text)) in wanted:
                found.append(_Printed(text, key, 7, block.index, block.element))
        elif heading == last:
            found[-1].text += " " + text
            found[-1].key = key_of(found[-1].text)
        elif headings < _MANY_HEADINGS or nodes[heading].tag == "h1":
            headings, last = headings + 1, heading
            found.append(_Printed(text, key_of(text), int(nodes[heading].tag[1]), block.index, nodes[heading].element))
    return found


def headings_of(outline: Outline) -> list[int]:
    """For each node the index of the heading that it is or stands in, -1 outside."""
    found: list[int] = []
    for index, node in enumerate(outline.nodes):
        found.append(index if node.tag in _LEVELS else found[node.parent] if node.parent >= 0 else -1)
    return found


def _initial(text: str) -> str:
    first = text[0]
    return first.casefold()[0] if first.isalnum() else next((char.casefold()[0] for char in text if char.isalnum()), "")


_LEVELS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


_MANY_HEADINGS = 20


def _best_printed(
    printed: Sequence[_Printed], claims: Sequence[_Claim], site: frozenset[str]
) -> tuple[_Printed | None, float]:
    best, best_score = None, 0.0
    for each in printed:
        if not each.key:
            continue
        score = _agreement(each, claims) + _LEVEL_BONUS[each.level]
        if each.key in site:
            score -= 0.6
        if score > best_score and _PLACES.search(_names(each.element)):
            score -= 0.3
        if score > best_score:
            best, best_score = each, score
    return best, best_score


def _unclaimed(printed: Sequence[_Printed], body: tuple[int, int] | None) -> _Printed | None:
    """Without any claim: the highest heading that stands before or at the start of the body."""
    ahead = [each for each in printed if each.key and (body is None or each.block <= body[0] + 2)]
    return min(ahead, key=lambda each: (each.level, -each.block), default=None)


_LEVEL_BONUS = {1: 0.3, 2: 0.12, 3: 0.06, 4: 0.03, 5: 0.0, 6: 0.0, 7: 0.0}


def _names(element: Element) -> str:
    words = []
    at: Element | None = element
    for _ in range(4):
        if at is None or at.tag == "body":
            break
        words.append(f"{at.tag} {at.get('class') or ''} {at.get('id') or ''}")
        at = at.getparent()
    return " ".join(words)


def _agreement(printed: _Printed, claims: Sequence[_Claim]) -> float:
    """0 to 1: how well the claims confirm a printed text."""
    best, key = 0.0, printed.key
    pieces = _pieces(key) if printed.level < 3 else frozenset()
    for claim in claims:
        whole = claim.keys[0]
        if key == whole:
            score = 1.0
        elif key in claim.keys:
            share = len(key) / len(whole)
            score = (0.9 if whole.startswith(key) else 0.75) * (0.5 + 0.5 * min(1.0, share * 1.6))
        else:
            score = 0.8 * _likeness(key, whole, pieces, claim.pieces)
        best = max(best, score if claim.rule != "title_element" else 0.97 * score)
    return best


def _pieces(key: str) -> frozenset[str]:
    return frozenset(map("".join, zip(key[:120], key[1:120], key[2:120], strict=False)))


def _likeness(left: str, right: str, a: frozenset[str], b: frozenset[str]) -> float:
    """Dice of the three-letter pieces of two keys; the share where one contains the other."""
    if left in right or right in left:
        short, long = sorted((len(left), len(right)))
        return short / long if short > 8 else 0.3 * short / long
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _from_heading(best: _Printed, claims: Sequence[_Claim], page: Page) -> Title:
    text = _TRAILING_MARK.sub("", squeeze(best.text))
    rule = f"h{best.level}" if best.level < 7 else "block"
    title = Title(cap(text, MAX_TITLE)[0], None, best.block, Provenance("generic", rule))
    title.subtitle = find_subtitle(page.outline, best.block, text)
    _compare(title, claims, None)
    return title


def _compare(title: Title, claims: Sequence[_Claim], rival: _Printed | None) -> None:
    """Write into the provenance which claims agree and which say something else."""
    key = key_of(title.text or "")
    for claim in claims:
        if claim.rule == title.provenance.rule:
            continue
        name = "listing" if claim.rule == "anchor" else claim.rule
        if key in claim.keys or claim.keys[0].startswith(key) or key.startswith(claim.keys[0]):
            title.provenance.agree.append(name)
        else:
            title.provenance.other[name] = cap(claim.text, MAX_TITLE)[0]
    if rival is not None and rival.key != key:
        title.provenance.other["heading"] = rival.text
    title.mismatch = bool(title.provenance.other) and not title.provenance.agree


def find_subtitle(outline: Outline, at: int, title: str) -> str | None:
    """The line under the title: marked as one by its class or by `hgroup`, or alone between the title and a tool line."""
    blocks, heading_of = outline.blocks, headings_of(outline)
    heading = heading_of[blocks[at].node]
    following = [
        block for block in blocks[at + 1 : at + 7]
        if block.text and not block.hidden and (heading < 0 or heading_of[block.node] != heading)
    ]
    if not following:
        return None
    first = following[0]
    text = first.text
    if not 3 < len(text) <= 300 or key_of(text) == key_of(title) or first.link_chars > len(text) // 2:
        return None
    marked = _SUB_CLASS.search(f"{first.element.get('class') or ''} {first.element.get('id') or ''}")
    parent = first.element.getparent()
    if marked or (parent is not None and parent.tag == "hgroup"):
        return text
    if len(following) > 1 and _TOOLS.search(following[1].text) and not _TOOLS.search(text):
        return text if not re.search(r"\d{4}[-/年.]|[:：]\s*$", text) else None
    return None
