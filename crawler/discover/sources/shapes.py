"""Which addresses of a mixed source are releases: told by their shape, never by fetching them.

The shape of known releases decides where there are some (rows of a listing, news tags); else the part of the site that
the start address is in; else what the folders of an address are called.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.discover.pagers.addresses import NEWS_PATH
from crawler.discover.section_links import is_home
from crawler.items import Row
from crawler.platforms.wires import wire_of
from crawler.url_parts import is_noise

_ORDINAL = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?\Z", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,5}\Z", re.IGNORECASE)
# Folders that hold something else, or other views of the same releases.
_OTHERS = re.compile(
    r"(?:products?|services?|solutions?|brands?|shop|store|cart|people|persons?|team|leadership|management|board|staff|authors?|users?"
    r"|members?|jobs?|careers?|vacanc(?:y|ies)|stellen(?:angebote|markt)?|karriere|events?|calendar|veranstaltung(?:en)?|termine|webinars?"
    r"|evenements?|eventos|productos?|produits?|produkte?|prodotti|produtos|personas|personnes|emplois?|empleos?|locations?|categor(?:y|ies)"
    r"|kategorien?|categorias?|tags?|topics?|page|seite|search|feeds?|contacts?|kontakt|about|ueber-uns|faqs?|glossary|images?|videos?"
    r"|galler(?:y|ies)|downloads?|attachments?|taxonom(?:y|ies)|projects?|equipo|lugar(?:es)?|legal|privacy|impressum|sitemap|subscribe|signup|login"
    r"|产品|人物|招聘|活动)\Z",
    re.IGNORECASE,
)
_TOPICS = frozenset(("topics", "topic"))
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
# Pages that every site has, in no folder of their own: `/terms-of-use`, `/politica-de-cookies`.
_OF_THE_SITE = re.compile(
    r"(?:\A|[-_])(?:cookies?|privac(?:y|idad|idade|ite)|datenschutz\w{0,20}|imprint|impressum|terms|agb)(?:[-_.]|\Z)",
    re.I,
)
_MANY_WORDS, _SEVERAL = 4, 5  # in that of a release where nothing else tells it; such addresses on a site
_FEW_WORDS = 3  # in the last part of an address that lies beside pages of all kinds


@dataclass(frozen=True, slots=True)
class Shape:
    """What an address looks like: its folders with `#` for each number, the ending of its last part, names in its query."""

    folders: tuple[str, ...]
    ending: str
    query: tuple[str, ...]


def shape_of(url: str) -> Shape:
    """The shape of an address."""
    parts = urlsplit(url)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    leaf = steps.pop() if steps else ""
    ending = _ENDING.search(leaf)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    names = tuple(sorted(name for name, value in pairs if not is_noise(name, value)))
    # A folder that is an id or a date is another one for each release.
    folders = tuple("#" if len(WORD.findall(step)) > 3 else _ORDINAL.sub("#", step) for step in steps)
    return Shape(folders, ending[0].lower() if ending else "", names)


def releases_among(rows: Sequence[Row], start: str, known: Sequence[str] = (), *, mixed: bool = True) -> list[Row]:
    """The rows of a source that are releases, by their addresses.

    start: address at which the newsroom was named; known: addresses of releases; mixed: whether the source lists all kinds
    of pages (a sitemap), not entries of news (a feed).
    """
    inside = _as_known(_without_folders(rows), frozenset(known))
    if known and wire_of(known):
        return _of_one_company(inside, frozenset(known))
    if known:
        own = _own_folder(start, known)
        return _of_shapes([row for row in inside if _steps(row.url)[: len(own)] == own], known, mixed=mixed)
    plain = [row for row in inside if not _is_other(row.url, start)]
    if not mixed:
        plain = plain or list(filter(_is_of_topics, inside))
        return _below(plain, start) or plain
    return _below(plain, start) or _of_one_language(list(filter(_is_of_news, plain)) or _in_no_folder(plain), start)


def _as_known(rows: Sequence[Row], known: Set[str]) -> Sequence[Row]:
    """Rows whose addresses say alike where they stand (`?src=rss`), without that where most are known releases' then."""
    queries = {urlsplit(row.url).query for row in rows}
    if len(rows) < 2 or len(queries) != 1 or not known.isdisjoint(row.url for row in rows):
        return rows
    bare = [replace(row, url=urlsplit(row.url)._replace(query="").geturl()) for row in rows]
    return bare if 2 * sum(row.url in known for row in bare) > len(bare) else rows


def _of_one_company(rows: Sequence[Row], known: Set[str]) -> list[Row]:
    """On a wire what a company's own page lists, and all of a source that lists mostly the same: others' look alike."""
    met = [row for row in rows if row.url in known]
    return list(rows) if 2 * len(met) > len(rows) else met


def _own_folder(start: str, known: Sequence[str]) -> list[str]:
    """The folder that the start and all known releases lie in, as one company of many on a host has one; no numbers."""
    shared = _steps(start)
    for steps in map(_steps, known):
        length = next((at for at, (a, b) in enumerate(zip(shared, steps, strict=False)) if a != b), min(len(shared), len(steps)))
        shared = shared[:length]
    return list(takewhile(lambda step: not _ORDINAL.search(step), shared))


def _of_shapes(rows: Sequence[Row], known: Sequence[str], *, mixed: bool) -> list[Row]:
    """Rows whose addresses look like those of known releases."""
    shapes = set(map(shape_of, known))
    fitting = [row for row in rows if shape_of(row.url) in shapes or (row.form is not None and not mixed)]
    return _like(fitting, known) if mixed else fitting


def is_other_kind(word: str) -> bool:
    """Whether a folder or a sitemap of that name holds products, people, jobs, events and the like."""
    return _OTHERS.match(word) is not None


def is_of_others(url: str) -> bool:
    """Whether an address lies in a folder of products, people, jobs, events and the like, or is such a folder."""
    return any(map(is_other_kind, _steps(url)))


def _steps(url: str) -> list[str]:
    return [unquote(step) for step in urlsplit(url).path.split("/") if step]


def _without_folders(rows: Sequence[Row]) -> list[Row]:
    """Rows without home pages and without those below whose address others lie."""
    above = {"/".join(steps[:length]) for row in rows if (steps := _steps(row.url)) for length in range(1, len(steps))}
    return [row for row in rows if not is_home(row.url) and "/".join(_steps(row.url)) not in above]


def _like(rows: Sequence[Row], known: Sequence[str]) -> list[Row]:
    """Of rows beside which pages of all kinds may lie (in no folder, or in that of a language), those named like releases."""
    least = min((_words(url) for url in known), default=0)
    named = [row for row in rows if _words(row.url) >= min(least, _FEW_WORDS) and not _is_of_the_site(row.url)]
    urls = {row.url for row in named}
    return [row for row in rows if row.url in urls or _has_a_folder(row.url)]


def _in_no_folder(rows: Sequence[Row]) -> list[Row]:
    """The addresses in no folder, where most of them are as long as headlines are: then the others are the site's pages."""
    outside = [row for row in rows if not _has_a_folder(row.url)]
    named = [row for row in outside if _words(row.url) >= _MANY_WORDS and not _is_of_the_site(row.url)]
    return named if len(named) >= _SEVERAL and 3 * len(named) >= 2 * len(outside) else []


def _is_of_the_site(url: str) -> bool:
    """Whether an address is named like what a site says about itself."""
    return bool(_OF_THE_SITE.search(next(reversed(_steps(url)), "")))


def _has_a_folder(url: str) -> bool:
    return any(not _LANGUAGE.match(step) for step in _steps(url)[:-1])


def _words(url: str) -> int:
    return len(re.split(r"[-_+ ]+", next(reversed(_steps(url)), "")))


def _is_other(url: str, start: str) -> bool:
    """Whether an address lies in a folder of something else, which the start is not in."""
    own = set(_steps(start))
    return any(is_other_kind(step) for step in _steps(url)[:-1] if step not in own)


def _is_of_topics(row: Row) -> bool:
    """Whether an address lies in a folder of topics: what Japanese companies call their news."""
    return not _TOPICS.isdisjoint(_steps(row.url)[:-1])


def _folder(start: str) -> list[str]:
    """The folder that a start address is: the last part too where it is no file."""
    steps = _steps(start)
    return steps[:-1] if steps and (_ENDING.search(steps[-1]) or not WORD.search(steps[-1])) else steps


def _below(rows: Sequence[Row], start: str) -> list[Row]:
    return [row for row in rows if _is_below(row.url, start)]


def _is_below(url: str, start: str) -> bool:
    folder = _folder(start)
    steps = _steps(url)
    names = [step for step in folder if not _LANGUAGE.match(step)]
    return bool(names) and len(steps) > len(folder) and steps[: len(folder)] == folder


def _is_of_news(row: Row) -> bool:
    folders = _steps(row.url)[:-1]
    return any(NEWS_PATH.search(step) or _YEAR.match(step) for step in folders)


def _of_one_language(rows: list[Row], start: str) -> list[Row]:
    """Rows in the language of the start address, where addresses say languages."""
    wanted = next((step for step in _steps(start)[:1] if _LANGUAGE.match(step)), None)
    same = [row for row in rows if next((step for step in _steps(row.url)[:1] if _LANGUAGE.match(step)), None) == wanted]
    return same or rows
