"""What a newsroom calls its company, and the language it is written in, by what its pages state. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.declaration import NAME
from crawler.page.json_ld import text_of, types_of
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.text.fingerprint import title_key
from crawler.text.safe_text import one_line
from crawler.text.writing import RANGES, detect

_OWNERS = frozenset(("organization", "corporation", "newsmediaorganization", "localbusiness", "governmentorganization"))
_SITE_METAS = ("og:site_name", "sitename", "application-name")
_SEPARATOR = re.compile(r"(?<=\s)[-–—·•:]++(?=\s)|[|｜_＿»]++|(?<=[\u3040-\u9fff])[-–—]++(?=[\u3040-\u9fff])")
# The part of a company's site that speaks, not the company.
_ROOM = re.compile(
    r"\b(?:news ?rooms?|press ?rooms?|media ?(?:room|cent(?:er|re)|relations)|press ?(?:releases?|cent(?:er|re)|office)"
    r"|news(?: releases?)?|press|media|investor relations|investors?|corporate|official (?:web)?site|web ?site|home ?page|home"
    r"|blog|presse(?:portal|mitteilungen|stelle)?|aktuelles|noticias|sala de prensa|prensa|actualit[eé]s|salle de presse|notizie"
    r"|sala stampa|imprensa|nieuws|nyheter)\b"
    r"|官方网站|官网|门户网站|网站|网页|首页|主页|新闻中心|新闻网|新闻|公式サイト|ホームページ|ニュースルーム|ニュース|뉴스룸|홈페이지"
    r"|пресс-центр|новости",
    re.IGNORECASE,
)
_EDGES = " \t-–—|·•»:,，、_®™"
_FEW = 3  # pages, of which one alone may name the company
_LONGEST = 80  # characters of a company's name
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)))?[\s:：]*(?:(?:19|20)\d\d(?:\s*[-–~]\s*(?:19|20)?\d\d)?[,\s]*)?(?:by\s+)?"
    r"(?P<name>[^\d\n|©。]{2,80})",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<!Ltd)(?<!Inc)(?<!Corp)(?<!Co)(?<![. ][A-Z])\.\Z")  # that of a sentence, not of `Ltd.` or `S.p.A.`
_ALL_RIGHTS = re.compile(r"(?:all rights reserved|alle rechte vorbehalten|版权所有|保留所有权利).*\Z", re.IGNORECASE)
_SUBDOMAINS = frozenset(
    "www www2 en de fr es it zh cn news newsroom newsrooms press presse media ir investor investors corporate corp group"
    " global blog about m mobile home web english".split()
)
_SECOND_LEVEL = frozenset("co com org net gov edu ac go or ne gob gouv".split())
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))*\Z", re.IGNORECASE)
_STEP = re.compile(r"/([a-z]{2})(?:[-_][a-z]{2})?(?=/|\Z)", re.IGNORECASE)
_TRADITIONAL = re.compile(r"hant|tw|hk|mo", re.IGNORECASE)
_OWN_SCRIPT = {"hangul": "ko", "kana": "ja", "han": "zh"}  # scripts that leave no doubt of the language
_SCRIPT_SHARE = 0.2  # of letters
_SAMPLE = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """A value, what says so, and whether that is a guess."""

    value: str
    by: str
    guessed: bool = False


def company_of(pages: Sequence[Page]) -> Told:
    """The company's name: what most of the pages state; of the kinds of statement the one that is meant for it first.

    pages: the list's first, then articles'; at least one.
    """
    told = (
        ("JSON-LD", _each_once(pages, _of_linked_data)), ("og:site_name", _each_once(pages, _of_metas)),
        ("title suffix", _suffixes(pages)), ("copyright line", _each_once(pages, _of_rights)),
    )  # fmt: skip
    for by, said in told:
        counted = Counter(name for text in said if (name := _plain(text)))
        name, number = max(counted.items(), key=lambda pair: (pair[1], len(pair[0])), default=("", 0))
        if number > 1 or (number and len(pages) <= _FEW):
            return Told(name, by)
    return Told(label_of(pages[0].url).replace("-", " ").title(), "host", guessed=True)


def _each_once(pages: Sequence[Page], read: Callable[[Page], Iterable[str | None]]) -> list[str | None]:
    return [name for page in pages for name in dict.fromkeys(read(page))]


def _of_linked_data(page: Page) -> Iterator[str | None]:
    nodes = head_of(page).nodes
    for node in nodes:
        if types_of(node) & _OWNERS:
            yield text_of(node.get("legalName")) or text_of(node.get("name"))
    for node in nodes:
        yield text_of(node.get("publisher"))
        if "website" in types_of(node):
            yield text_of(node.get("name"))


def _of_metas(page: Page) -> Iterator[str | None]:
    yield head_of(page).meta(*_SITE_METAS)


def _of_rights(page: Page) -> Iterator[str | None]:
    for block in page.blocks[-40:]:
        found = _RIGHTS.search(block.text[:300])
        if found:
            yield _FULL_STOP.sub("", _ALL_RIGHTS.sub("", found["name"]).strip(_EDGES))


def _suffixes(pages: Sequence[Page]) -> list[str]:
    """The pieces of `title` elements that several pages end, or begin, with."""
    pieces = [[piece for piece in _SEPARATOR.split(head_of(page).title or "") if piece.strip()] for page in pages]
    ends: Counter[str] = Counter()
    for each in pieces:
        ends.update({each[-1].strip(), each[0].strip()} if len(each) > 1 else set())
    return [piece for piece, number in ends.items() if number > 1 for _ in range(number)]


def _plain(said: str | None) -> str | None:
    """A name without the words of its newsroom: `Acme` of `Acme Newsroom`; None where nothing is left."""
    text = one_line(said or "")
    if not text or len(text) > _LONGEST:
        return None
    parts = [part for part in _SEPARATOR.split(text) if title_key(_ROOM.sub("", part))]
    text = parts[0] if parts else ""
    bare = _ROOM.sub("", text).strip(_EDGES)
    return (bare if title_key(bare) else text.strip(_EDGES)) or None


def label_of(url: str) -> str:
    """The label of a host that names its owner: `acme` of `news.acme.co.uk`."""
    labels = (urlsplit(url).hostname or "newsroom").split(".")
    owned = labels[:-1] or labels
    if len(owned) > 1 and owned[-1] in _SECOND_LEVEL:
        owned = owned[:-1]
    named = [label for label in owned if label not in _SUBDOMAINS]
    return (named or owned)[-1 if len(named) < 2 or len(named[-1]) > 2 else 0]


def slug_of(url: str, taken: Iterable[str] = ()) -> str:
    """A name for the declaration: the owner's label, with what tells it from those that are taken."""
    parts = urlsplit(url)
    label = re.sub(r"[^a-z0-9]+", "_", label_of(url).lower()).strip("_")
    label = label if NAME.match(label) else f"site_{label}".strip("_")
    held = set(taken)
    first = (parts.hostname or "").partition(".")[0].lower()
    language = _STEP.search(parts.path)
    longer = (first if first not in ("www", label) else None, language[1].lower() if language else None, "newsroom")
    names = [label, *(f"{label}_{re.sub('[^a-z0-9]+', '_', more)}" for more in longer if more)]
    return next((name for name in names if name not in held), label)[:60]


# Language


def language_of(pages: Sequence[Page], texts: Iterable[str] = ()) -> Told:
    """The language as a BCP 47 tag: by the letters of texts where these leave no doubt, by what pages state, by words.

    texts: of releases, where any were read.
    """
    words = "\n".join(texts)[:_SAMPLE]
    stated = [tag for tag, _ in Counter(filter(None, map(_stated, pages))).most_common()]
    script = _script_of(words or "\n".join(map(_shown, pages))[:_SAMPLE])
    if script:
        return Told(next((tag for tag in stated if tag.partition("-")[0] == script), script), "script")
    return _stated_or_guessed(stated[0] if stated else None, detect(words), urlsplit(pages[0].url).path)


def _shown(page: Page) -> str:
    return "\n".join(block.text for block in page.blocks if not block.hidden)


def _stated_or_guessed(stated: str | None, guess: str | None, path: str) -> Told:
    """stated: by pages; guess: by the words of releases; path: of the start address."""
    if stated and guess in (None, stated.partition("-")[0]):
        return Told(stated, "html lang")
    if guess:
        beside = f"; its pages state {stated}" if stated else ""
        return Told(guess, f"the words of its releases{beside}", guessed=bool(stated))
    step = _STEP.match(path)
    return Told(step[1].lower(), "address", guessed=True) if step else Told("en", "nothing, as most are", guessed=True)


def _script_of(text: str) -> str | None:
    letters = sum(map(str.isalpha, text)) or 1
    for script, language in _OWN_SCRIPT.items():
        if len(re.findall(f"[{RANGES[script]}]", text)) > letters * (_SCRIPT_SHARE / 4 if script == "kana" else _SCRIPT_SHARE):
            return language
    return None


def _stated(page: Page) -> str | None:
    """The language that a page states, in one spelling; of Chinese with its script, where that is the traditional one."""
    head = head_of(page)
    for said in (head.lang, head.stated("language"), head.meta("og:locale"), head.of_article("inLanguage")):
        found = _LOCALE.match((said or "").strip())
        if found:
            main = found[1].lower()
            return f"{main}-Hant" if main == "zh" and _TRADITIONAL.search(found[0][2:]) else main
    return None
