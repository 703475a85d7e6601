"""What a page claims its title to be: JSON-LD, meta tags, the `title` element, the anchor on the listing."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from crawler.items import Row
from crawler.page.blocks import Block
from crawler.page.json_ld import text_of, types_of
from crawler.page.markup import class_and_id, whole_parts
from crawler.page.metadata import Head, head_of
from crawler.page.once import once_a_page
from crawler.page.page import Page
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.writing import quoted_spans

BARS = "|｜‖¦│┃∣ㅣ丨"  # strokes between the parts of a title, as they are written in each script
_SEPARATOR = re.compile(
    rf"(?<!\s)\s++(?:[{BARS}•·»›«‹~/]++|[-–—:]{{1,2}})\s++|(?:(?<!\s)\s++)?(?:[{BARS}]|::|[—－]\s*+(?=\S{{1,40}}$))\s*+|_++|--+|"
    r"(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])"
)
MOST_SEGMENTS = 12  # of a title; more are a list
_WORD = re.compile(r"[^\W_]+")
_LOGO = re.compile(r"(?:^|\s)(?:logo|site[-_](?:name|title|logo)|sitename|blog-?name)(?:\s|$)", re.I)
_AROUND_LOGO = 2  # elements around a line that may be called so
FIRST_PAGE = re.compile(r"/*+(?:(?:index|default|home)(?:\.\w{2,5})?)?/*+")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_ELLIPSIS = re.compile(r"(?:(?<!\s)\s++)?(?:(?<!\.)\.{3,}+|(?<!…)…++)\s*+$")
# `【Photos】headline`, `Blog: headline`
_KICKER = re.compile(r"\s*+(?:[【\[〔［][^】\]〕］]{1,12}[】\]〕］]|[^:：]{2,40}:\s)\s*+")
_STATED = (("og:title", "social_title"), ("title_meta", "title"), ("twitter:title", "twitter_title"))  # rule, field


@dataclass(slots=True)
class TitleClaim:
    by: str
    rule: str
    text: str
    keys: tuple[str, ...]  # the whole, then what remains without outer segments, most likely first
    pieces: frozenset[str] = frozenset()  # three-letter pieces of the whole

    def agrees(self, key: str) -> bool:
        """Whether a title's key is this one, a part of it, or one of both begins the other."""
        return key in self.keys or self.keys[0].startswith(key) or key.startswith(self.keys[0])

    def behind(self, key: str) -> str | None:
        """What the text says behind a title of this key, with which it begins; None where it does not, or goes on in a word."""
        if not self.keys[0].startswith(key) or not key:
            return None
        letters = 0
        for at, char in enumerate(self.text):
            letters += len(title_key(char))
            if letters >= len(key):
                rest = self.text[at + 1 :]
                return rest if letters == len(key) and not rest[:1].isalnum() else None
        return None

    def ends_at(self, key: str) -> bool:
        """Whether the text begins with a title of this key and goes on with a mark: `Title @ Author`, `Title (Site)`."""
        rest = (self.behind(key) or "").lstrip()
        return rest != "" and not rest[0].isalnum()


def segments(text: str) -> list[str]:
    """The parts of a `title` element: `Title | Section - Site` in order."""
    at, parts = 0, []
    for start, end in _cuts(text):
        parts.append(text[at:start].strip())
        at = end
    return [part for part in (*parts, text[at:].strip()) if part]


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where marks part a title, but for those in a quotation or around it."""
    quoted = quoted_spans(text)
    found = (match.span() for match in _SEPARATOR.finditer(text))
    return [(start, end) for start, end in found if not any(start < last and first < end for first, last in quoted)]


def without_site(text: str, site: frozenset[str], claims: Sequence[TitleClaim] = ()) -> str:
    """`text` without outer segments that name the site, or that other claims do not have."""
    others = {title_key(claim.text) for claim in claims}
    spans = _cuts(text)
    while 0 < len(spans) < MOST_SEGMENTS:
        left, right = text[: spans[-1][0]], text[spans[-1][1] :]
        if title_key(right) in site or (title_key(left) in others and title_key(left)) or not title_key(right):
            text = left.strip()
            spans.pop()
            continue
        first = text[: spans[0][0]]
        if title_key(first) in site and title_key(text[spans[0][1] :]):
            offset = spans[0][1]
            text = text[offset:]
            spans = _cuts(text)
            continue
        break
    return _without_host(text.strip(), site)


def _without_host(text: str, site: frozenset[str]) -> str:
    """Without the name of the host before all other words: `example.org Headline`."""
    first, _, rest = text.partition(" ")
    return rest.strip() if _HOST.fullmatch(first) and title_key(first) in site and rest.strip() else text


def stated_titles(head: Head, row: Row | None) -> Iterator[TitleClaim]:
    """Every title that is told of a page, the most trusted first; `row` is the listing row that led there."""
    article = head.article()
    told: list[tuple[str, str, str | None]] = []
    if article:
        told.append(("jsonld", "headline", text_of(article.get("headline") or article.get("name"))))
    told += [("meta", rule, head.stated(field)) for rule, field in _STATED]
    told.append(("generic", "title_element", head.title))
    if row is not None and row.title:
        told.append((row.by, "anchor", _ELLIPSIS.sub("", row.title)))
    for by, rule, text in told:
        if text and (keys := _keys(text)):
            yield TitleClaim(by, rule, text, keys, pieces_of(keys[0]))


def _keys(text: str) -> tuple[str, ...]:
    parts = segments(text)
    keys = [title_key(text)]
    if 1 < len(parts) < MOST_SEGMENTS:
        keys += [title_key("".join(parts[:end])) for end in range(len(parts) - 1, 0, -1)]
        keys += [title_key("".join(parts[start:])) for start in range(1, len(parts))]
    keys += [title_key(rest) for part in (text, *parts) for rest in behind_kickers(part)]
    return tuple(dict.fromkeys(key for key in keys if key))


def behind_kickers(text: str) -> Iterator[str]:
    """What stands behind one, two and more kickers: of `Sund Ltd: News: Ferry sails` the last four words, then the last two."""
    while kicker := _KICKER.match(text):
        text = text[kicker.end() :]
        yield text


# How companies' names end, by law.
LEGAL_FORM = (
    r"[\s,](?:ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|pty|gmbh|mbh|ag|kg|kgaa|e\.?\s?v|s\.?\s?r\.?\s?o|a\.\s?s|"
    r"sp\.\s?z\s?o\.?\s?o|s\.\s?a|s\.p\.a|s\.?r\.?l|sarl|b\.?v|n\.v|oyj?|a/s|aps|asa|kft|zrt|nyrt|d\.o\.o|ltda|a\.ş|şti|s\.l|pvt)"
    r"\.?|公司|集团|集團|株式会社|有限会社|\(株\)|㈜|주식회사"
)
_COMPANY = re.compile(
    rf"(?:\b(?:Corporation|Corp\.?|Company|Limited|Group|Holdings?|SE|website|homepage)|官网|官方网站|网站|首页|{LEGAL_FORM})$",
    re.I,
)
_LONGEST_NUMBER = 60  # characters
# `国资发〔2006〕12号`, `公告2024年第3号`, `Press release no. 12/2024`, `Ref: AB-2024-12`, `2024/045`
_FILED = re.compile(
    r"[^\s\d〔\[（(【]{0,20}+\s?[〔\[（(【]?(?:19|20)\d\d[〕\]）)】]?\s?年?\s?(?:第\s?)?\d{1,5}\s?[号號]|(?:第\s?)?\d{1,5}\s?[号號]"
    r"|(?:[^\W\d]{2,20}+\s++){0,3}?(?:(?:no|nr|num|núm|número|numéro|nummer|номер|ref|reference|aktenzeichen)[.:\s]|n°|nº|№)\s*+"
    r"[#№]?(?=[\w./-]*+(?<=\d)\Z)[\w./-]{1,24}"
    r"|[A-Z]{0,6}+[-/ ]?\d{1,6}+[./-]\d[\d./-]{0,10}+",
    re.I,
)
RIGHTS = re.compile(r"©|copyright|版权所有|版權所有|all rights reserved", re.I)
_FOOT, _FOOT_LINE = 40, 400  # blocks at the end of a page, and characters of a line, that may name its owner
_SHORTEST = 3  # letters of what is hardly a name
_LAST = 4  # lines of them that do so without a word of rights
_SITE_METAS = ("og:site_name", "sitename", "application-name", "apple-mobile-web-app-title", "twitter:site")
_OWNERS = frozenset(("website", "organization", "newsmediaorganization", "corporation"))
_LABEL, _LAW = 6, 6  # letters of a host's label that names its owner, at least, and of a legal form, at most
_NO_NAMES = frozenset(("www", "com", "co", "blog", "news", "gov", "org", "edu"))  # labels of a host


def is_company(text: str) -> bool:
    """Whether a short line is the name of a company or of its site."""
    return len(text) <= 70 and _COMPANY.search(text.strip()) is not None and len(text.split()) <= 8


def is_name_or_number(text: str) -> bool:
    """Whether a short line names the company or its site, or is the number that a notice is filed under."""
    return is_company(text) or (len(text) <= _LONGEST_NUMBER and _FILED.fullmatch(text.strip()) is not None)


def _printed_names(page: Page, segments_: Sequence[str]) -> Iterator[str]:
    """Keys of those segments of the `title` element that the page's foot names, or a link to the first page is."""
    named = {key: segment for segment in segments_ if len(key := title_key(segment)) > _SHORTEST}
    foot = [block for block in page.blocks[-_FOOT:] if 0 < len(block.text) <= _FOOT_LINE]
    lines = [title_key(block.text) for block in foot if RIGHTS.search(block.text)]
    yield from (key for key in named if any(key in line for line in lines))
    yield from _signed(foot[-_LAST:], named)
    yield from _names_of_first_page(page, saying(list(named)))


def _signed(last: Sequence[Block], named: dict[str, str]) -> Iterator[str]:
    """Keys of the names that one of the last lines of a page begins with."""
    lines = [block.text for block in last if not block.link_chars]
    yield from (key for key, name in named.items() if any(_signs(name, text) for text in lines))


def _signs(name: str, line: str) -> bool:
    """Whether a line says a name of some words and, behind a mark, where it is found: `University of Sund, 9000 Sund`."""
    rest = line.removeprefix(name) if " " in name else ""
    return rest not in ("", line) and not (rest[0].isalnum() or rest[0].isspace())


def _names_of_first_page(page: Page, says: Callable[[str], bool]) -> Iterator[str]:
    """Keys of the lines and logos of some words that are a link to the first page, or lines that are called the logo."""
    yield from (title_key(each.text) for each in page.blocks if says(each.text) and _is_of_site(each, page))
    logos = (image for image in page.root.iter("img") if says(image.get("alt") or ""))
    yield from (title_key(logo.get("alt")) for logo in logos if _is_home(_leads_to(logo), page))


def _is_of_site(line: Block, page: Page) -> bool:
    """Whether a line leads to the first page, or is called the logo."""
    around = (*whole_parts(line.element, line.text), line.element, *islice(line.element.iterancestors(), _AROUND_LOGO))
    return leads_home(line, page) or any(_LOGO.search(class_and_id(each)) for each in around)


def _leads_to(element: Element) -> str | None:
    link = next(element.iterancestors("a"), None)
    return None if link is None else link.get("href")


def leads_home(block: Block, page: Page) -> bool:
    """Whether a line is nothing but a link to the first page of a site, from one of its other pages."""
    links = [mark.link for text, mark in block.pieces if text.strip()]
    first = links[0] if links and all(link is not None for link in links) else None
    return first is not None and _is_home(first.get("href"), page)


def _is_home(href: str | None, page: Page) -> bool:
    """Whether a link leads to the first page of a site from one of its other pages."""
    target = page.absolute(href)
    inside = urlsplit(page.url).path.strip("/") != ""
    return inside and target is not None and FIRST_PAGE.fullmatch(urlsplit(target).path) is not None


@once_a_page
def stated_site_keys(page: Page) -> frozenset[str]:
    """Keys of the names of the site and its owner that stand in claims, in the `title` element, and in the address."""
    head, host = head_of(page), urlsplit(page.url).hostname or ""
    names = [*_stated_names(head), host, host.removeprefix("www.")]
    names += [part for part in segments(head.title or "") if is_company(part) or _is_hosted(part, host)]
    names += [label for label in host.split(".")[:-1] if label not in _NO_NAMES]
    return frozenset(key for name in names if name and (key := title_key(name)))


@once_a_page
def site_keys(page: Page) -> frozenset[str]:
    """Keys of all names of the site and its owner: stated, and printed on the page."""
    return stated_site_keys(page).union(_printed_names(page, segments(head_of(page).title or "")))


def _is_hosted(name: str, host: str) -> bool:
    """Whether a host has the words of a name, or a label of it is the name but for its legal form: `Sundlabs S. Coop.`"""
    if set(_WORD.findall(name.casefold())) <= set(re.split(r"[.-]", host.casefold())):
        return True
    return any(len(label) >= _LABEL and is_name_of(label, title_key(name)) for label in map(title_key, host.split(".")))


def is_name_of(short: str, key: str) -> bool:
    """Whether a key is a name and hardly more: a legal form, an ending."""
    return key.startswith(short) and len(key) - len(short) <= _LAW


def _stated_names(head: Head) -> Iterator[str | None]:
    """What meta tags and JSON-LD call the site and its publisher."""
    yield from map(head.meta, _SITE_METAS)
    if head.meta("author") == head.meta("copyright"):
        yield head.meta("author")
    for node in head.nodes:
        if types_of(node) & _OWNERS:
            yield text_of(node.get("name"))
        yield text_of(node.get("publisher"))


def likeness(left: str, right: str, a: frozenset[str], b: frozenset[str]) -> float:
    """Dice of the three-letter pieces of two keys; the share where one contains the other."""
    if left in right or right in left:
        short, long = sorted((len(left), len(right)))
        return short / long if short > 8 else 0.3 * short / long
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def saying(keys: Collection[str]) -> Callable[[str], bool]:
    """Tells whether a text has one of these keys; length and first letter spare most texts the work."""
    wanted = frozenset(filter(None, keys))  # a title of signs alone has no key
    initials, longest = {key[0] for key in wanted}, 2 * max(map(len, wanted), default=0)

    def says(text: str) -> bool:
        if len(text) > longest:
            return False
        first = text[:1]
        if not first.isalnum():
            first = next(filter(str.isalnum, text), "")
        return first.casefold()[:1] in initials and title_key(text) in wanted

    return says
