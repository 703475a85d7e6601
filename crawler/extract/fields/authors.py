"""The names of the by-line: where a page states or prints them, and which of these places is believed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import filterfalse
from operator import itemgetter

from crawler.extract.fields.author_names import clean_names, is_person
from crawler.extract.fields.author_roles import is_body
from crawler.extract.fields.by_lines import by_line_names
from crawler.extract.fields.co_authors import with_co_authors
from crawler.extract.fields.credits import says_rights
from crawler.extract.fields.lone_names import beside_day, beside_portrait, in_address, lines_between, name_at_edge, told_of_behind
from crawler.extract.fields.title_claims import stated_site_keys
from crawler.items import Provenance
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_in_page_foot
from crawler.page.json_ld import plain
from crawler.page.metadata import META_NAMES, Head
from crawler.page.page import Page
from crawler.text.fingerprint import address_key, title_key

_MARK = re.compile(r"[\"']?(?:\s[^<>]{0,300})?>(.{1,400}?)</(?:a|span|div|p|address|li)\b", re.S)
_CONTENT = re.compile(r"content=[\"']([^\"'<>]{2,80})[\"']")  # of a meta tag, where the element itself says nothing
_SIGNS = (
    'rel="author"', "rel='author'", "rel=author", 'itemprop="author"', 'itemprop="creator"', "itemprop='author'",
    "itemprop=author",
)  # fmt: skip
_FIGURE = 4000  # characters of a figure's markup, of which its caption is the end
_LONGEST_NAMES = 80  # characters
_ADDRESS = re.compile(r"\bwww\.|://", re.I)  # in a meta tag: who made the site, `Studio Alfa, www.alfa.example`
_HAN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4})+")
_HAN = "[\u4e00-\u9fff]"
_SET_WIDE = re.compile(rf"(?<!{_HAN})({_HAN}) ({_HAN})(?!{_HAN})")  # a name of two characters, `柳　溪`
_JAPANESE = re.compile(r"[\u3041-\u30fa]|lang=[\"']?ja", re.I)
_TELLING = 6  # letters of a site's name that are part of a longer or shorter one

# How much a place says: who wrote, who did by what the page states and never shows, what they call themselves, whose site it is.
_PERSONS, _UNSEEN, _NICKS, _OWNER, _NOBODY = 4, 3, 2, 1, 0
_NOWHERE, _AT_FOOT, _AT_TEXT = range(3)  # where a page shows a name
_ENOUGH = (_NICKS, _OWNER, _OWNER)  # after which of the places no others are looked at
_Found = tuple[list[str], Provenance | None]


@dataclass(frozen=True, slots=True)
class _Owners:
    """Names that are no person's: keys of the site's, and of those that the page says to be organisations."""

    site: frozenset[str]
    organisations: frozenset[str]
    source: str  # of the page, in which a wire names whose release it is

    def without(self, names: Iterable[str]) -> list[str]:
        told = (name for name in names if title_key(name) not in self.organisations)
        return [name for name in told if f"SOURCE {name}" not in self.source]

    def has(self, name: str) -> bool:
        return is_body(name) or _is_site(name, self.site)


def find_authors(
    page: Page, head: Head, lines: Iterable[Block], title: int | None = None, body: tuple[int, int] | None = None
) -> _Found:
    """Names of the by-line.

    lines: the blocks between title and body, where a by-line is printed, and those behind the body; title: index of the
    title's block; body: indices of the first and last block of the body.
    """
    body = body or page.main_run
    metas = [value for key in META_NAMES["authors"] for value in head.metas.get(key, ()) if not _ADDRESS.search(value)]
    data = head.names_of_article("author", "creator")
    near = list(filterfalse(_is_caption, lines))
    printed = list(by_line_names(page, near, title, body))
    looks: tuple[tuple[tuple[str, str, Iterable[str]], ...], ...] = (
        (
            ("jsonld", "author", data),
            ("meta", "author", metas),
            ("generic", "by_line", _as_stated(printed, [*data, *metas])),
        ),
        (("generic", "rel_author", _marked(page.text)),),
        (
            ("generic", "address", in_address(lines_between(page, title, body[0]))),
            ("generic", "beside_day", beside_day(page, head, title, body)),
            ("generic", "beside_portrait", beside_portrait(page, head, title, body)),
            ("generic", "told_of_behind", told_of_behind(page, head, title, body)),
            ("generic", "signature", name_at_edge(page, body)),
        ),
    )
    owners = _owners_of(page, head)
    best: tuple[int, _Found] = (_NOBODY, ([], None))
    for places, enough in zip(looks, _ENOUGH, strict=True):
        for by, rule, told in places:
            worth, names = _worth(_chinese_apart(clean_names(told), page), by, owners, page, body)
            best = max(best, (worth, (names, Provenance(by, rule))), key=itemgetter(0))
            if worth == _PERSONS:
                others = filter(is_person, filterfalse(owners.has, clean_names(printed)))
                return with_co_authors(names, list(others), near), best[1][1]
        if best[0] >= enough:
            break
    return best[1]


def _owners_of(page: Page, head: Head) -> _Owners:
    organisations = frozenset(map(title_key, head.organisations_of_article("author", "creator")))
    return _Owners(stated_site_keys(page), organisations, page.text)


def _as_stated(names: Iterable[str], stated: Sequence[str]) -> Iterator[str]:
    """The names, without the place behind one that the page's data state: `Reuters, Washington`."""
    return (next((each for each in stated if name.startswith(f"{each}, ")), name) for name in names)


def _is_caption(line: Block) -> bool:
    """Whether a line stands in a caption, which names who made the picture, or where it was taken."""
    return line.element.tag == "figcaption" or next(line.element.iterancestors("figcaption"), None) is not None


def _chinese_apart(names: list[str], page: Page) -> list[str]:
    """The names, those set wide whole, several in one taken apart at blanks; a Japanese name has one in it."""
    whole = [_SET_WIDE.sub(r"\1\2", name) for name in names]
    if (whole == names and not any(map(_HAN_NAMES.fullmatch, names))) or _JAPANESE.search(page.text):
        return names
    return [part for name in whole for part in (name.split() if _HAN_NAMES.fullmatch(name) else [name])]


def _worth(names: list[str], by: str, owners: _Owners, page: Page, body: tuple[int, int]) -> tuple[int, list[str]]:
    """How much the names of a place say, and those of them that do. by: what told them; who prints a body names no one.

    Who is stated and never shown has the account on the site, or wrote the page that this one was made of; whom only the
    foot of the page shows made it or owns it. What no person is called says nothing in a meta tag, unless it is shown.
    """
    names = owners.without(names)
    ours = list(filterfalse(owners.has, names))
    place = _AT_TEXT if by == "generic" or not ours else _shown(ours, page, body)
    persons = any(map(is_person, ours))
    if place == _AT_FOOT or (place == _NOWHERE and by == "meta" and not persons):
        return _NOBODY, []
    if not ours:
        return _of_owners(names, by, owners)
    if not persons:
        return (_OWNER if by == "generic" else _NICKS), ours
    return (_PERSONS if place == _AT_TEXT else _UNSEEN), ours


def _of_owners(names: list[str], by: str, owners: _Owners) -> tuple[int, list[str]]:
    """How much names say that are all the site's or a body's."""
    printed = list(filterfalse(is_body, names)) if by == "generic" else names
    kept = [] if owners.organisations else printed
    return (_OWNER if kept else _NOBODY), kept


def _shown(names: Iterable[str], page: Page, body: tuple[int, int]) -> int:
    """Where a page shows one of several names, if only on a button: about the text, only in lines at its foot, or nowhere."""
    folded = [name.casefold() for name in names]
    places = [block for block in page.outline.shown() if _holds_one(folded, block.text.casefold())]
    if not places:
        return _AT_TEXT if any(f">{name}" in page.text for name in names) else _NOWHERE
    return _AT_FOOT if all(block.index > body[1] and _is_foot(block) for block in places) else _AT_TEXT


def _holds_one(names: Iterable[str], text: str) -> bool:
    return any(name in text for name in names)


def _is_foot(block: Block) -> bool:
    """Whether a line says whose rights are kept, or stands in the foot of the page."""
    return says_rights(block.text) or is_in_page_foot(block.element)


def _is_site(name: str, site: frozenset[str]) -> bool:
    """Whether a name is the site's, or has the site's in it: `The Sund Post` on sundpost.example."""
    keys = {title_key(name), address_key(name)}
    return not site.isdisjoint(keys) or any(len(each) >= _TELLING and each in key for each in site for key in keys)


def _marked(source: str) -> Iterator[str]:
    """What the first element marked as author by `rel` or `itemprop` says; read from the source, which is quicker."""
    for sign in _SIGNS:
        at = _outside_figures(source, sign)
        match = _MARK.match(source, at + len(sign)) if at >= 0 else None
        name = (plain(match[1]) or next(iter(_CONTENT.findall(match[1])), "")) if match else ""
        if name and len(name) <= _LONGEST_NAMES:
            yield name
            return


def _outside_figures(source: str, sign: str) -> int:
    """Where a sign stands first in no figure, whose author is the picture's; -1 where nowhere."""
    at = source.find(sign)
    while at >= 0:
        begun = max(source.rfind(tag, max(0, at - _FIGURE), at) for tag in ("<figure", "<figcaption"))
        if begun < 0 or source.find("</fig", begun, at) >= 0:
            break
        at = source.find(sign, at + 1)
    return at
