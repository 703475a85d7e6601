"""The names of the by-line: where a page states or prints them, and one cleaner for all of these places."""

import re
from collections.abc import Iterable, Iterator

from crawler.items import Provenance
from crawler.page.blocks import Block
from crawler.page.json_ld import plain
from crawler.page.metadata import META_NAMES, Head
from crawler.page.page import Page
from crawler.site import any_of
from crawler.text.dates.words import MONTHS
from crawler.text.safe_text import one_line

_BY = re.compile(
    r"^(?:written |posted |published |story |report(?:ed)? |words )?(?:by|von|par|por|di|door|av|text|autor(?:in)?|author|auteur|"
    r"autore|作者|撰文|文字|文|记者|記者|通讯员|撰稿|執筆|著者|筆者)"
    r"\s*[:：/|]?\s+|^(?:作者|撰文|撰稿|记者|記者|通讯员|文字|文|author)\s*[:：/|]\s*",
    re.I,
)
_MARK = re.compile(r"[\"']?(?:\s[^<>]{0,300})?>(.{1,400}?)</(?:a|span|div|p|address|li)\b", re.S)
_BY_PART = re.compile(
    r"(?:作者|撰稿人?|撰文|(?:本报|本刊)?记者|通讯员|Author|Autor(?:in)?|Auteur)\s*[:：]\s*([^\s:：|"
    r",，。]{1,40}(?: [^\s:：|,，。]{1,20}){0,3}?)(?=\s+\S{2,12}(?:\s[a-z]{2,8})?\s?[:：]|\s+\d|\s*$|[|｜])"
)
_URLISH = re.compile(r"https?:|www\.|[@=<>{}]|\.(?:com|cn|org|net|html?)\b", re.I)
_NOBODY = frozenset(
    "admin administrator root editor webmaster staff user author anonymous none null undefined 管理员 佚名 小编 未知 test".split()
)
# What a person does, at the end of the words that stand beside a name.
_ROLE = re.compile(
    r"(?:^|[\s-])(?:editor|reporter|correspondent|writer|journalist|columnist|analyst|contributor|producer|chief|officer|president|"
    r"manager|director|\w*redakteur(?:in)?|korrespondent(?:in)?|journaliste?|rédact(?:eur|rice)|redactora?|periodista|redattore|"
    r"redattrice|giornalista|jornalista|redat(?:or|ora)|redacteur|редактор|корреспондент|журналист)(?:\s+(?:in|at|for|of|bei|für|chez)\b.*)?$",
    re.I,
)
_SEVERAL = re.compile(r"(?:(?<!\s)\s++)?[,，;；、|/&·]\s*+|(?<!\s)\s++(?:and|und|et|y|e)\s++")
_ENDS = re.compile(r"[|｜•·–—\d]")  # behind which a by-line says something else
# What a cut date leaves behind: its month, and the word before it (`on`, `am`, `le`).
_BEFORE_DATE = re.compile(rf"(?<![\s,(])[\s,(]++(?:{any_of(MONTHS)})\.?\Z", re.I)
_SMALL_WORD = re.compile(r"(?<![\s,])[\s,]++[a-zà-ÿа-я]{1,3}\Z")
_LOGIN = re.compile(r"(?=[a-z-]*+[._\d])[a-z0-9._-]++")
_SIGNS = (
    'rel="author"', "rel='author'", "rel=author", 'itemprop="author"', 'itemprop="creator"', "itemprop='author'",
    "itemprop=author",
)  # fmt: skip
_LONGEST_LINE, _LONGEST_NAMES, _LONGEST = 160, 80, 100  # characters of a by-line, of what it names, of one name
MAX_AUTHORS = 50


def find_authors(page: Page, head: Head, lines: Iterable[Block]) -> tuple[list[str], Provenance | None]:
    """Names of the by-line. `lines` are the blocks between title and body, where a by-line is printed."""
    looks: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("jsonld", "author", head.names_of_article("author", "creator")),
        ("meta", "author", (value for key in META_NAMES["authors"] for value in head.metas.get(key, ()))),
        ("generic", "by_line", _printed(lines)),
        ("generic", "rel_author", _marked(page.text)),
    )
    for by, rule, told in looks:
        if names := clean_names(told):
            return names, Provenance(by, rule)
    return [], None


def is_by_line(text: str) -> bool:
    """Whether a text begins as a by-line does."""
    return _BY.match(text) is not None


def clean_names(told: Iterable[str]) -> list[str]:
    """The names in what is told of authors: without dates, roles, logins and addresses; several in one text taken apart."""
    names = dict.fromkeys(name for text in told for name in _taken_apart(_undated(_BY.sub("", one_line(text)))))
    return list(names)[:MAX_AUTHORS]


def _undated(text: str) -> str:
    """A text up to its date, without the words that lead to it."""
    end = _ENDS.search(text)
    if end is None or not end.start() or _LOGIN.fullmatch(text):
        return text
    before = text[: end.start()]
    if not end[0].isdigit():
        return before
    return _SMALL_WORD.sub("", _BEFORE_DATE.sub("", before.rstrip()).rstrip())


def _taken_apart(text: str) -> Iterator[str]:
    """The names in a text: `Smith, Jane` and `Sons and Company` are one, `Jane Smith and John Roe` two, `Jane Smith, MD` one."""
    first, *others = [part for part in map(_bare, _SEVERAL.split(text)) if part] or [""]
    if not _has_parts(first):
        first, others = _bare(text), []
    yield from filter(_is_name, [first, *filter(_is_person, others)])


def _is_person(part: str) -> bool:
    """Whether what stands behind a name is another one, not what the first one does."""
    return _has_parts(part) and not part[0].islower() and not _ROLE.search(part)


def _has_parts(name: str) -> bool:
    """Whether a name can stand by itself: of several words, or in a script that needs no blanks."""
    return " " in name or not name.isascii()


def _bare(name: str) -> str:
    return name.strip(" ,;:|·-\"'[]()【】")


def _is_name(name: str) -> bool:
    told = 1 < len(name) <= _LONGEST and not _URLISH.search(name) and name.casefold() not in _NOBODY
    return told and not name.isdigit() and not _LOGIN.fullmatch(name)


def _marked(source: str) -> Iterator[str]:
    """What the first element marked as author by `rel` or `itemprop` says; read from the source, which is quicker."""
    for sign in _SIGNS:
        at = source.find(sign)
        match = _MARK.match(source, at + len(sign)) if at >= 0 else None
        if match and (name := plain(match[1])) and len(name) <= _LONGEST_NAMES:
            yield name
            return


def _printed(lines: Iterable[Block]) -> Iterator[str]:
    for block in lines:
        text = block.text
        if len(text) > _LONGEST_LINE:
            continue
        if part := _BY_PART.search(text):
            yield part[1]
            return
        match = _BY.match(text)
        if match and 1 < len(text) - match.end() <= _LONGEST_NAMES:
            yield text
            return
