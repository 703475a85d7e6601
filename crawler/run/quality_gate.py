"""Whether what was read of a page can be trusted, measured by what is known of the newsroom and of the article. Pure.

A page that no layout fits is read by the generic reader. On a newsroom whose pages the layouts used to fit, that reading
is taken only if nothing speaks against it; else the page is a case for a person, and nothing of it enters the journal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from crawler.items import Article, JsonMapping, Row
from crawler.page.page import Page
from crawler.run.rules import NO_LAYOUT
from crawler.schema import problems
from crawler.text.fingerprint import normalised, title_key
from crawler.text.writing import LAST

UNMATCHED = "layout_unmatched"  # flag of an article that none of its site's layouts fits
MISMATCH = "title_mismatch"  # flag of an article whose sources name different titles
SHORT = 100  # significant characters of a text that is no release
SHRUNKEN = 0.4  # share of the text known before below which a new reading has lost its body
MOSTLY = 0.5
PIECE, HARDLY = 8, 0.1  # characters of the pieces that a text is compared by; share of them that may occur by chance
ALWAYS = 0.9  # share of articles with a field that make it one that is always there


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a reading: the field, the rule that read it, a reason word, and where the page still has it."""

    field: str
    rule: str | None
    reason: str
    best: str | None = None

    def fact(self, url: str) -> dict[str, str]:
        """As the run's stats keep it: absent values left out."""
        return {"url": url} | {key: value for key, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Objections:
    """What speaks against storing an article; true where anything does. doubts: of its reading; broken: rules of the line."""

    doubts: tuple[Doubt, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """One snake_case word for each, the weightiest first: `title_lost`, `id_missing`."""
        return (*(f"{doubt.field}_{doubt.reason}" for doubt in self.doubts), *self.broken)

    def __bool__(self) -> bool:
        return bool(self.doubts or self.broken)


def objections(
    article: Article, page: Page, row: Row | None, before: JsonMapping | None, usual: Mapping[str, float] | None
) -> Objections:
    """What speaks against storing an article: the one place where it is decided whether a reading is trusted.

    before: the article's last journal line; usual: field -> share of this newsroom's articles that had it, empty on first
    crawls, when a page that no layout fits is judged as strictly; None where no layout is expected to fit.
    """
    if before and (before.get("form") or _was_a_notice(before)):
        before = None  # a row of a listing, a file or a notice that was taken back is no earlier reading of the page
    found = _against_itself(article, page, row, before) if before and not article.form else []
    if UNMATCHED in article.flags and usual is not None:
        found += _unmatched(article, page, row, before, usual)
    first = {doubt.field: doubt for doubt in reversed(found)}
    return Objections(tuple(first.values()), tuple(problems(article)))


def _against_itself(article: Article, page: Page, row: Row | None, before: JsonMapping) -> list[Doubt]:
    """A later look may find a page edited; it may not lose title, date or most of its text, or be another page altogether."""
    found = [
        Doubt(name, _rule(article, name), "lost", _place(page, before[name]))
        for name in ("title", "published")
        if before.get(name) and not getattr(article, name) and not (name == "published" and _cut_down(article, before))
    ]
    was, now = len(normalised(before.get("text"))), len(normalised(article.text))
    if was > SHORT and now < was * SHRUNKEN and not _same_reader(before.get("layout"), article.layout):
        found.append(Doubt("text", article.layout, "shrunken", _place(page, _first_line(before.get("text")))))
    if _is_another(article, row, before):
        found.append(Doubt("title", _rule(article, "title"), "of_another_page", _place(page, before["title"])))
    return found


def _cut_down(article: Article, before: JsonMapping) -> bool:
    """Whether the same reader finds a short notice under the headline that is known: it may come without the date."""
    same = _same_reader(before.get("layout"), article.layout) and bool(article.title)
    return same and len(normalised(article.text)) < SHORT and _agree(before.get("title") or "", article.title or "")


def _was_a_notice(line: JsonMapping) -> bool:
    return line.get("event") == "removed" and (line.get("changes") or {}).get("reason") == "notice"


def _same_reader(before: str | None, now: str | None) -> bool:
    return before == now or {before, now} <= NO_LAYOUT


def _is_another(article: Article, row: Row | None, before: JsonMapping) -> bool:
    """Whether neither title nor text have anything of the article that is known, and no listing names what is there now."""
    title, text = article.title or "", normalised(article.text)
    if not title or not before.get("title") or _agree(before["title"], title) or _agree(title, before["title"]):
        return False
    if _is_named_by_listing(row, title):
        return False
    known = normalised(before.get("text"))
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
    return sum(piece in known for piece in pieces) <= len(pieces) * HARDLY


def _is_named_by_listing(row: Row | None, title: str) -> bool:
    return row is not None and row.headline is not None and _agree(row.headline, title)


def _unmatched(
    article: Article, page: Page, row: Row | None, before: JsonMapping | None, usual: Mapping[str, float]
) -> list[Doubt]:
    found = [
        Doubt(name, _rule(article, name), "missing")
        for name in ("title", "published")
        if usual.get(name, float(name == "title")) >= ALWAYS and not getattr(article, name)
    ]
    found += _of_its_text(article) + _of_its_title(article, page, row)
    if before:
        found += [
            Doubt(name, _rule(article, name), "another_reading", _place(page, before[name]))
            for name in ("title", "text")
            if normalised(before.get(name)) != normalised(getattr(article, name))
        ]
    return found


def _of_its_text(article: Article) -> list[Doubt]:
    if len(normalised(article.text)) < SHORT:
        return [Doubt("text", article.layout, "short")]
    return [Doubt("text", article.layout, "no_prose")] if _prose(article.text) < MOSTLY else []


def _of_its_title(article: Article, page: Page, row: Row | None) -> list[Doubt]:
    found = [Doubt("title", _rule(article, "title"), "mismatch")] if MISMATCH in article.flags else []
    if row and row.title and article.title and not _agree(row.title, article.title):
        found.append(Doubt("title", _rule(article, "title"), "not_the_listings", _place(page, row.title)))
    return found


def _agree(listed: str, printed: str) -> bool:
    """Whether a listing's anchor, which may be cut, and a page's title are the same."""
    a, b = title_key(listed), title_key(printed)
    return a.startswith(b) or b.startswith(a) or a in b


def _prose(text: str) -> float:
    """Share of a text that stands in paragraphs which end a sentence: lists of links and teasers do not."""
    paragraphs = [each.strip() for each in text.split("\n") if each.strip()]
    ended = sum(len(each) for each in paragraphs if each[-1] in LAST)
    return ended / max(1, sum(map(len, paragraphs)))


def _rule(article: Article, name: str) -> str | None:
    provenance = article.provenance.get(name)
    return provenance.rule or provenance.by if provenance else article.layout


def _first_line(text: str | None) -> str:
    return (text or "").split("\n", 1)[0]


def _place(page: Page, value: str | None) -> str | None:
    """The element that still shows a known value, as `tag.class#id`: the best rule that agrees with the old article."""
    wanted = normalised(value)
    if not wanted:
        return None
    shown: Sequence[Any] = [block for block in page.blocks if normalised(block.text) == wanted]
    if not shown:
        return None
    element = shown[0].element
    names = "".join(f".{each}" for each in (element.get("class") or "").split())
    own = element.get("id")
    return f"{element.tag}{names}{f'#{own}' if own else ''}"
