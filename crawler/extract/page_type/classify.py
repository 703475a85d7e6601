"""What a page is: an article, a listing, or neither, with the reason. For any page, at a fraction of a millisecond.

Pages that stand in for another one are told first (`stand_ins`); articles are told from listings and service pages by a
learned model: log odds that a page is an article, linear in its signs. Each group of words counts as one number: the mean
of its known words' weights, long lists diluted as by a cosine. The weights are in weights.npz, made by
bench/train_page_type.py.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from crawler.extract.fields.author_elements import is_called_author
from crawler.extract.fields.author_names import is_by_line
from crawler.extract.fields.title_claims import segments
from crawler.extract.page_type.features import GROUPS, NAMES, Signs, read_signs
from crawler.extract.page_type.offers import states_offer
from crawler.extract.page_type.plain_release import is_plain_release
from crawler.extract.page_type.posts import is_of_posts
from crawler.extract.page_type.short_release import is_claimed_release, is_short_release, told_on
from crawler.extract.page_type.stand_ins import stand_in
from crawler.extract.page_type.structure import PARAGRAPH, without_teasers
from crawler.page.blocks import Block
from crawler.page.boilerplate import holds_comments, is_heading, links_in, offers_file, runs_script, targets_of
from crawler.page.metadata import head_of
from crawler.page.once import once_a_page
from crawler.page.page import Page
from crawler.text.dates.calendars import MINGUO_DAY
from crawler.text.dates.parse import may_have_day, scan_days
from crawler.text.dates.row_date import is_date_alone
from crawler.text.fingerprint import title_key
from crawler.text.writing import ends_sentence, weight

_ROWS, _SOME_ROWS, _FEW_ROWS, _TWO_ROWS = 8, 5, 3, 2
# Log odds of an article beyond which its dated links are beside it; and if all running text stands below such links.
_CERTAIN, _CERTAIN_OF_ROWS = 2.0, 4.0
# Log odds of an article down to which a dated headline over running text makes one; the signs say little of a short text.
_DOUBTFUL, _DOUBTFUL_SHORT, _DOUBTFUL_PLAIN = -0.5, -1.25, -3.0
_SHORT = 500  # Latin characters of running text
_PROSE_A_ROW = 60  # characters of running text a dated row, below which the rows are what the page is for
_ROW_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|(?<![\d-])\d\d-\d\d(?![\d-])|"
    rf"(?<![\d-]){MINGUO_DAY}(?![\d-])|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|"
    r"Jul|Aug|Sep|Oct|Nov|Dec)"
)
_BESIDE = 40  # characters of a line with the day of the row beside it
_ROOT, _LINK_DENSITY = NAMES.index("path_root"), NAMES.index("link_density")

# What each reason means, for an explanation.
SENTENCES = {
    "article_body": "text, links, claims and words are as on pages of news",
    "rows": "its lines are links with a day, as in a list of releases",
    "posts": "it is made of several posts or releases, each with its day and a link above its text",
    "offer": "it states an event, a position or a thread of its own name, and no article",
    "section_front": "it is hardly more than links to other pages",
    "service_page": "text, links, claims and words are as on pages that offer or inform",
    "empty": "it shows nothing",
    "needs_javascript": "it shows nothing without its scripts",
    "challenge": "it asks the reader to prove to be human",
    "block_page": "it says that the reader is refused",
    "soft_404": "it says that there is no such page",
    "maintenance": "it says that the site is being worked on",
    "cookie_wall": "it asks for consent and shows nothing else",
    "login": "it asks for a password and shows nothing else",
}
SHORT_RELEASE = "a headline with its day stands over running text, however little"


@once_a_page
def page_type(page: Page) -> tuple[str, str]:
    """(`article` | `listing` | `other`, reason).

    Reasons: `article_body`; `rows`, `posts`; `empty`, `challenge`, `block_page`, `soft_404`, `maintenance`, `cookie_wall`,
    `login`, `needs_javascript`, `offer`, `section_front`, `service_page`.
    """
    head = head_of(page)
    shown = page.outline.shown()
    run = page.main_run
    reason = stand_in(page, head, shown, run)
    if reason:
        return "other", reason
    kind, reason = _by_signs(read_signs(page, shown, run), page, shown)
    return ("listing", "posts") if kind == "article" and is_of_posts(page) else (kind, reason)


def _by_signs(signs: Signs, page: Page, shown: list[Block]) -> tuple[str, str]:
    score = shipped_page_type_model().score(signs)
    dated = dated_rows(shown) if score < _CERTAIN_OF_ROWS else []
    if score >= _CERTAIN:
        return ("listing", "rows") if _is_all_teasers(page, shown, dated) else ("article", "article_body")
    if states_offer(head_of(page), shown):
        return "other", "offer"
    rows = len(dated)
    release = _is_built_so(score, page, shown, dated)
    if rows >= _FEW_ROWS and not release and _prose(without_teasers(shown, dated)) < _PROSE_A_ROW * rows:
        return "listing", "rows"
    return ("article", "article_body") if release or score > 0 else _no_article(signs, rows)


def _no_article(signs: Signs, rows: int) -> tuple[str, str]:
    """What a page is that is no article. rows: of a listing, that it has."""
    if max(rows, signs.headlines) >= _ROWS or rows >= _SOME_ROWS:
        return "listing", "rows"
    front = signs.values[_ROOT] or signs.values[_LINK_DENSITY] > 0.5
    return "other", "section_front" if front else "service_page"


def _is_built_so(score: float, page: Page, shown: list[Block], rows: list[Block]) -> bool:
    """Whether a page is built like a release, as far as its signs leave a doubt, or claims a short one."""
    shown = _without_comments(page, shown)
    rows = sorted(set(rows).intersection(shown), key=attrgetter("index"))
    longest = math.inf if score > _DOUBTFUL else _SHORT
    if score > _DOUBTFUL_SHORT and _is_release(page, shown, rows, longest):
        return True
    if score > _DOUBTFUL_PLAIN and _is_among_releases(page, shown, rows):
        return True
    plain = score > _DOUBTFUL_PLAIN and is_plain_release(page, _above(_behind_headline(page, shown, rows), shown))
    return plain or is_claimed_release(page, shown)


def _is_among_releases(page: Page, shown: list[Block], rows: list[Block]) -> bool:
    """Whether running text stands under a headline, and a few dated links to pages of the same folder beside or below it."""
    folder = urlsplit(page.url).path.rstrip("/").rpartition("/")[0]
    beside = [row for row in rows if any(_folder_of(page, target) == folder for target in targets_of(row))]
    told = told_on(head_of(page), _above(rows, shown))
    return bool(folder) and _TWO_ROWS <= len(beside) <= len(rows) < _ROWS and told.finished > 1


def _folder_of(page: Page, target: str) -> str:
    return urlsplit(page.absolute(target) or "").path.rstrip("/").rpartition("/")[0]


def _without_comments(page: Page, shown: list[Block]) -> list[Block]:
    """What readers have not written; all of it where the page itself is called so."""
    nodes = [node for node in page.outline.nodes if node.tag != "body" and node.element.attrib and holds_comments(node.element)]
    written = page.outline.within(nodes)
    rest = [block for block in shown if block.index not in written] if nodes else shown
    return rest if any(map(is_heading, rest)) else shown


def _is_release(page: Page, shown: list[Block], rows: list[Block], longest: float = math.inf) -> bool:
    """Whether a page is built like a short release: several dated rows are few beside its text, and all below it."""
    rows = _behind_headline(page, shown, rows)
    if len(rows) < _TWO_ROWS:
        return is_short_release(page, shown, longest=longest)
    above = _above(rows, shown)
    few = len(rows) < _SOME_ROWS or (len(rows) < _ROWS and _sentences(above) >= _PROSE_A_ROW * len(rows))
    return few and is_short_release(page, above, printed=True, longest=longest)


def _above(rows: list[Block], shown: list[Block]) -> list[Block]:
    """What stands above the first row and the heading of all."""
    above = shown[: shown.index(rows[0])] if rows else list(shown)
    while above and rows and is_heading(above[-1]):
        above.pop()
    return above


def _behind_headline(page: Page, shown: list[Block], rows: list[Block]) -> list[Block]:
    """The rows but for the page's own headline, a few links above all headlines, and documents, that are rows only by the day
    in the line beside them."""
    headlines = told_on(head_of(page), shown).headlines
    first = headlines[0].index if headlines else -1
    others = [row for row in rows if row not in headlines or not _is_titled(row, page)]
    kept = [row for row in others if _ROW_DATE.search(row.text) or (row.index >= first and not offers_file(row))]
    return kept if len(rows) - len(kept) <= _FEW_ROWS else rows


def _is_titled(row: Block, page: Page) -> bool:
    """Whether a row says what the page is called."""
    return title_key(row.text) in map(title_key, segments(head_of(page).title or ""))


def _is_all_teasers(page: Page, shown: list[Block], rows: list[Block]) -> bool:
    """Whether all running text of a page stands in the boxes of its rows, and no short release above them."""
    if len(rows) < _FEW_ROWS or not _prose(shown) or _prose(without_teasers(shown, rows)):
        return False
    return not _is_release(page, shown, rows)


def _sentences(shown: list[Block]) -> int:
    """Latin characters of lines that end as sentences do, however short."""
    return sum(weight(block.text) for block in shown if not block.link_chars and ends_sentence(block.text))


def _prose(shown: list[Block]) -> int:
    """Characters of running text outside links, in paragraphs; those of a text in Han, kana or Hangul count three."""
    texts = [block.text for block in shown if 3 * block.link_chars < len(block.text)]
    sizes = (len(text) * weight(text[len(text) // 2]) for text in texts)
    return sum(size for size in sizes if size > PARAGRAPH)


def dated_rows(shown: list[Block]) -> list[Block]:
    """Lines that are a link with a date in or beside it, and name no writer: the rows of a listing."""
    rows: list[Block] = []
    for index, block in enumerate(shown):
        if _has_own_link(block) and _may_be_row(block) and (_says_day(block.text) or _has_day_beside(shown, index)):
            rows += [] if rows and _is_of_one_link(rows[-1], block) else [block]
    return rows


def _is_of_one_link(row: Block, block: Block) -> bool:
    """Whether two lines are headline and teaser of a card that is one link."""
    return not links_in(row).isdisjoint(links_in(block))


def _has_day_beside(shown: list[Block], index: int) -> bool:
    """Whether a short line right before or behind one says a day; with a heading, one line more may be between."""
    far = 2 if is_heading(shown[index]) else 1
    beside = (*shown[max(0, index - far) : index], *shown[index + 1 : index + 1 + far])
    return any(len(each.text) <= _BESIDE and _says_day(each.text) and not _has_own_link(each) for each in beside)


def _says_day(text: str) -> bool:
    """Whether a day is in a text, be it without a year, or with the name of its month in any language."""
    return _ROW_DATE.search(text) is not None or (may_have_day(text) and any(scan_days(text)))


def _may_be_row(block: Block) -> bool:
    """Whether a line is no longer than a headline, leads to a page, and names no writer."""
    if len(block.text) > 250 or all(map(runs_script, targets_of(block))):
        return False
    return not is_by_line(block.text) and not any(map(is_called_author, links_in(block)))


def _has_own_link(block: Block) -> bool:
    """Whether a line is a row by itself: it has a link of some words, and says more than a day."""
    least = 8 if block.text.isascii() else 5
    return block.link_chars >= least and len(_ROW_DATE.sub("", block.text)) >= least and not is_date_alone(block.text)


@dataclass(frozen=True, slots=True)
class PageTypeModel:
    """bias; weights: one for each of NAMES; words: for each of GROUPS word -> (share of the log odds, its square in the norm)."""

    bias: float
    weights: tuple[float, ...]
    words: tuple[Mapping[str, tuple[float, float]], ...]

    def score(self, signs: Signs) -> float:
        """Log odds of an article; 0 is where pages are parted."""
        return self.bias + sum(share for _, share in self.shares(signs))

    def shares(self, signs: Signs) -> Iterator[tuple[str, float]]:
        """(name of a sign, what it adds to the log odds)."""
        for name, share, value in zip(NAMES, self.weights, signs.values, strict=True):
            yield name, share * value
        for group, known, words in zip(GROUPS, self.words, signs.words, strict=True):
            found = [known[word] for word in words if word in known]
            if found:
                norm = math.sqrt(math.fsum(square for _, square in found))
                yield f"words_{group}", math.fsum(sorted(value for value, _ in found)) / norm


@lru_cache(maxsize=1)
def shipped_page_type_model() -> PageTypeModel:
    """The model in weights.npz, loaded when the first page is judged."""
    with (files(__package__) / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return unpack_page_type({name: arrays[name] for name in arrays.files})


def unpack_page_type(arrays: Mapping[str, NDArray[np.generic]]) -> PageTypeModel:
    """The model from the arrays of `pack_page_type`."""
    words = []
    for group in GROUPS:
        text = arrays[f"{group}_text"].tobytes().decode().split("\n")
        values, squares = (arrays[f"{group}_{kind}"].astype(np.float64).tolist() for kind in ("values", "squares"))
        words.append({word: (value, square) for word, value, square in zip(text, values, squares, strict=True) if word})
    weights = tuple(arrays["weights"].astype(np.float64).tolist())
    return PageTypeModel(float(arrays["bias"].astype(np.float64).item()), weights, tuple(words))


def pack_page_type(model: PageTypeModel) -> dict[str, NDArray[np.generic]]:
    """The model as plain arrays."""
    arrays: dict[str, NDArray[np.generic]] = {"bias": np.array(model.bias), "weights": np.array(model.weights)}
    for group, known in zip(GROUPS, model.words, strict=True):
        arrays[f"{group}_text"] = np.frombuffer("\n".join(known).encode(), np.uint8)
        arrays[f"{group}_values"] = np.array([value for value, _ in known.values()], np.float32)
        arrays[f"{group}_squares"] = np.array([square for _, square in known.values()], np.float32)
    return arrays
