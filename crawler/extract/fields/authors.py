"""The names of the by-line: where a page states or prints them, and one cleaner for all of these places."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice

from lxml.etree import _Element as Element

from crawler.extract.fields import date_words
from crawler.extract.fields.title_claims import site_keys
from crawler.extract.fields.title_core import joined_parts
from crawler.items import Provenance
from crawler.page.blocks import Block
from crawler.page.json_ld import plain
from crawler.page.markup import class_and_id
from crawler.page.metadata import META_NAMES, Head
from crawler.page.page import Page
from crawler.site import any_of
from crawler.text.dates.words import MONTHS
from crawler.text.fingerprint import title_key
from crawler.text.safe_text import one_line
from crawler.text.writing import weight

# What comes before a name: the kind of work, or two kinds; a word for `by` with a blank or a mark behind; with a mark alone.
_BY = re.compile(
    r"^(?:words|text[eo]?|tekst|story|report(?:age)?|interview|entrevista|intervista|röportaj|haber|yaz[ıi]|取材|文|構成|聞き手|"
    r"執筆|撰文|文字|글)(?:(?:\s?[・、/&+]\s?|\s(?:and|und|et|e|y|en|og|och|ve|i)\s)\w{1,12})?\s*[:：／]\s*|"
    r"^(?:written |posted |published |story |report(?:ed)? |words )?(?:by|von|par|por|di|door|av|af|oleh|text|autor(?:in)?|"
    r"author|auteur|autore|napisała?|írta|scris de|της|του|מאת|بقلم|كتبت?|लेखक|기자명|автор|作者|撰文|文字|文|记者|記者|通讯员|"
    r"撰稿|執筆|著者|筆者)\s*[:：/|]?\s+|^(?:作者|撰文|撰稿|记者|記者|通讯员|文字|文|author|penulis|tác giả|ผู้เขียน|kirjoittaja|"
    r"yazan|yazar|muhabir|מאת|بقلم|كتبت?|लेखक)\s*[:：/|]\s*",
    re.I,
)
# A line at the end of a text that names who asked or wrote: `Das Gespräch führte Jana Roth.`, `Propos recueillis par Luc Petit`.
_TALK = re.compile(
    r"^(?!\W*(?i:foto|photo|image|bild|video|illustra|transl|übers|tradu))(?:[^\W\d]{2,14}\s){1,4}"
    r"(?:führten?|by|par|por|da|di|von|door|av)\s"
)
_CALLED = re.compile(
    r"author|by-?line|(?:^|[\s_-])by(?:$|[\s_-])|autor|auteur|redakt[oeø]r|writer|reporter|journalist|signatur|"
    r"(?:^|[\s_-])(?:fn|firma)(?:$|\s)",
    re.I,
)
_NAMED_ADDRESS = re.compile(r"/(?:authors?|autor(?:en|es|i)?|auteurs?|people|staff|profile|by|reporters?|journalists?)/", re.I)
_LONE_WORD = re.compile(r"[^\W\d]{1,14}")  # beside linked names: what means `by`, in any language
_HAN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,3}(?: [\u4e00-\u9fff]{2,3})+")
_JAPANESE, _COMMAS = re.compile(r"[\u3041-\u30fa]|lang=[\"']?ja", re.I), (",", "，")
_LABEL = re.compile(r"^[^\W\d]{2,14}(?:\s[^\W\d]{1,12})?\s?[:：]\s*")
_LABELS = re.compile(r"(?:^|(?<=\s))([^\W\d]{1,14})\s?[:：]\s*(?=\S)")
_PARTICLES = frozenset("de da do das dos del della di du des la le van von der den zu zur af av bin ibn al el y e und".split())
_MOST_WORDS = 5  # of a person's name
_MARK = re.compile(r"[\"']?(?:\s[^<>]{0,300})?>(.{1,400}?)</(?:a|span|div|p|address|li)\b", re.S)
_BY_PART = re.compile(
    r"(?:作者|撰稿人?|撰文|(?:本报|本刊)?记者|通讯员|Author|Autor(?:in)?|Auteur)\s*[:：]\s*([^\s:：|"
    r",，。]{1,40}(?: [^\s:：|,，。]{1,20}){0,3}?)(?=\s+\S{2,12}(?:\s[a-z]{2,8})?\s?[:：]|\s+\d|\s*$|[|｜,，])"
)
_CONTENT = re.compile(r"content=[\"']([^\"'<>]{2,80})[\"']")  # of a meta tag, where the element itself says nothing
_URLISH = re.compile(r"https?:|www\.|[@=<>{}]|\.(?:com|cn|org|net|html?)\b", re.I)
_NOBODY = frozenset(
    "admin administrator root editor webmaster staff user author anonymous none null undefined 管理员 佚名 小编 未知 test".split()
) | {"super user"}
# What a person does, at the end of the words that stand beside a name.
_ROLE = re.compile(
    r"(?:^|[\s-])(?:editor|reporter|correspondent|writer|journalist|columnist|analyst|contributor|producer|chief|officer|president|"
    r"manager|director|\w*redakteur(?:in)?|korrespondent(?:in)?|journaliste?|rédact(?:eur|rice)|redactora?|periodista|redattore|"
    r"redattrice|giornalista|jornalista|redat(?:or|ora)|redacteur|редактор|корреспондент|журналист)(?:\s+(?:in|at|for|of|bei|für|chez)\b.*)?$",
    re.I,
)
_TITLED = re.compile(r"(?<=\S)\s?(?:기자|특파원|記者|记者)\Z")
_SEVERAL = re.compile(r"(?:(?<!\s)\s++)?[,，;；、|/&·]\s*+|(?<!\s)\s++(?:and|und|et|y|e)\s++")
_ENDS = re.compile(r"[|｜•·–—\d]")  # behind which a by-line says something else
# What a cut date leaves behind: its month, and the word before it (`on`, `am`, `le`).
_BEFORE_DATE = re.compile(rf"(?<![\s,(])[\s,(]++(?:{any_of(MONTHS)})\.?\Z", re.I)
_SMALL_WORD = re.compile(r"(?<![\s,])[\s,]++[a-zà-ÿа-я]{1,3}\Z")
_NO_PERSON = re.compile(r"[\d/@=<>{}]|https?:|www\.")
_QUOTED = frozenset(("blockquote", "figure", "figcaption", "q"))
_LOGIN = re.compile(r"(?=[a-z-]*+[._\d])[a-z0-9._-]++")
_SIGNS = (
    'rel="author"', "rel='author'", "rel=author", 'itemprop="author"', 'itemprop="creator"', "itemprop='author'",
    "itemprop=author",
)  # fmt: skip
_LONGEST_LINE, _LONGEST_NAMES, _LONGEST = 160, 80, 100  # characters of a by-line, of what it names, of one name
_LONGEST_UNCASED = 30
_ELEMENTS, _AROUND = 12, 6  # of a line, and around it
MAX_AUTHORS = 50


def find_authors(page: Page, head: Head, lines: Iterable[Block]) -> tuple[list[str], Provenance | None]:
    """Names of the by-line. `lines` are the blocks between title and body, where a by-line is printed."""
    looks: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("jsonld", "author", head.names_of_article("author", "creator")),
        ("meta", "author", (value for key in META_NAMES["authors"] for value in head.metas.get(key, ()))),
        ("generic", "by_line", _printed(lines)),
        ("generic", "rel_author", _marked(page.text)),
    )
    site = site_keys(head, page.url)
    first: tuple[list[str], Provenance | None] = ([], None)  # the site itself, where nobody else is named
    for by, rule, told in looks:
        names = _chinese_apart(clean_names(told), page)
        if persons := [name for name in names if title_key(name) not in site]:
            return persons, Provenance(by, rule)
        first = first if first[0] or not names else (names, Provenance(by, rule))
    return first


def _chinese_apart(names: list[str], page: Page) -> list[str]:
    """The names, several in one of them taken apart where only a blank parts them; a Japanese name has one in it."""
    if not any(map(_HAN_NAMES.fullmatch, names)) or _JAPANESE.search(page.text):
        return names
    return [part for name in names for part in (name.split() if _HAN_NAMES.fullmatch(name) else [name])]


def is_by_line(text: str) -> bool:
    """Whether a text begins as a by-line does."""
    return _BY.match(text) is not None


def clean_names(told: Iterable[str]) -> list[str]:
    """The names in what is told of authors: without dates, roles, logins and addresses; several in one text taken apart."""
    lines = (line for text in told for line in _of_writers(one_line(text)))
    names = dict.fromkeys(name for line in lines for name in _taken_apart(_undated(_BY.sub("", line))))
    return list(names)[:MAX_AUTHORS]


def _of_writers(line: str) -> list[str]:
    """The parts of a line under its first label: of `Text: A Photos: B Text: C` the first and the last one."""
    if ":" not in line and "：" not in line:
        return [line]
    begin = _BY.match(line) or _LABELS.match(line)
    first = begin[0].strip(" :：").casefold() if begin else ""
    labels = list(_LABELS.finditer(line, begin.end() if begin else 0))
    starts = [0, *(label.start() for label in labels)]
    ends = [*starts[1:], len(line)]
    said = [first, *(label[1].casefold() for label in labels)]
    return [line[start:end] for start, end, label in zip(starts, ends, said, strict=True) if label == first]


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
    return _TITLED.sub("", name.strip(" ,;:|·-\"'[]()【】"))


def _is_name(name: str) -> bool:
    told = 1 < len(name) <= _LONGEST and not _URLISH.search(name) and name.casefold() not in _NOBODY
    return told and not name.isdigit() and not _LOGIN.fullmatch(name)


def _marked(source: str) -> Iterator[str]:
    """What the first element marked as author by `rel` or `itemprop` says; read from the source, which is quicker."""
    for sign in _SIGNS:
        at = source.find(sign)
        match = _MARK.match(source, at + len(sign)) if at >= 0 else None
        name = (plain(match[1]) or next(iter(_CONTENT.findall(match[1])), "")) if match else ""
        if name and len(name) <= _LONGEST_NAMES:
            yield name
            return


def _printed(lines: Iterable[Block]) -> Iterator[str]:
    """What the first by-line says, told by what its element is called or links to, or by its words."""
    for block in lines:
        text = one_line(joined_parts([text for text, _ in block.pieces])[0])
        if len(text) <= _LONGEST_LINE and (named := _of_line(text, block)):
            yield from named
            return


def _is_menu(block: Block) -> bool:
    """Whether a line is several links side by side with no word between them; a by-line says who wrote before it links."""
    links = {id(mark.link) for text, mark in block.pieces if text.strip()}
    return len(links) > 2 and id(None) not in links


def _of_line(text: str, block: Block) -> list[str]:
    if (part := _BY_PART.search(text)) and (text[part.end() : part.end() + 1] not in _COMMAS or is_person(part[1])):
        return [part[1]]
    if named := _of_elements(block):
        return named
    if _is_menu(block):
        return []
    match = _BY.match(text)
    if match and 1 < len(text) - match.end() <= _LONGEST_NAMES and _begins_as_name(text[match.end() :]):
        return [text]
    return _of_talk(text)


def _of_elements(block: Block) -> list[str]:
    """The persons in the elements of a line that are called author, or that lead to an author's page."""
    if any(_is_of_others(each) for each in (block.element, *islice(block.element.iterancestors(), _AROUND))):
        return []
    elements = [each for each in block.element.iter() if isinstance(each.tag, str)][:_ELEMENTS]
    names = dict.fromkeys(name for each in filter(_is_called_author, elements) for name in _persons_in(each))
    return _innermost(list(names))


def _innermost(names: list[str]) -> list[str]:
    """The names that hold none of the others: not `Jane Roe Chicago` beside `Jane Roe`."""
    return [name for name in names if not any(other in name for other in names if other != name)]


def _is_of_others(element: Element) -> bool:
    """Whether an element holds what others said: a quotation, a caption, comments, other articles."""
    called = class_and_id(element)
    return element.tag in _QUOTED or "quote" in called or date_words.ELSEWHERE.search(called) is not None


def _is_called_author(element: Element) -> bool:
    called = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
    return bool(_CALLED.search(called) or (element.tag == "a" and _NAMED_ADDRESS.search(element.get("href") or "")))


def _persons_in(element: Element) -> Iterator[str]:
    text = _said(element)
    if len(text) > _LONGEST_LINE:
        return iter(())
    links = list(map(_said, element.iter("a")))
    rest = reduce(lambda left, name: left.replace(name, "", 1), links, text).strip(" ,;:，、：|")
    told = links if links and _LONE_WORD.fullmatch(rest) else [_LABEL.sub("", text)]
    return filter(is_person, clean_names(told))


def _said(element: Element) -> str:
    return one_line(" ".join(piece for piece in element.itertext() if isinstance(piece, str)))


def _of_talk(text: str) -> list[str]:
    """The person at the end of a line that says who asked or wrote."""
    found = _TALK.match(text) if len(text) <= _LONGEST_NAMES else None
    name = text[found.end() :].rstrip(".") if found else ""
    return [name] if is_person(name) else []


def _begins_as_name(text: str) -> bool:
    """Whether a text begins with a capital letter, or in a script that has none."""
    return not text[:1].islower() and not text.endswith((".", "。", "!", "?"))


def is_person(name: str) -> bool:
    """Whether a text is written as the name of a person: a few words, each with a capital letter where the script has them."""
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or _NO_PERSON.search(name) or _ROLE.search(name):
        return False
    if name.swapcase() == name:  # a script without capital letters
        return len(name) <= _MOST_WORDS + 1 if weight(name) > len(name) else len(words) > 1 and len(name) <= _LONGEST_UNCASED
    return len(words) > 1 and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
