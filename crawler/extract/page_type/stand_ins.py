"""Pages that stand in for another one: challenge, block page, error, maintenance, cookie wall, login, or nothing at all.

They are known by words in six languages (`stand_in_words`) that stand alone on a page, by the code of browser checks and
by their form. Words never overrule running text under a headline that does not say them itself.
"""

import re
from itertools import chain

from crawler.extract.fields.date_places import has_own_day
from crawler.extract.page_type.short_release import TextUnderHeadline, is_claimed_release, told_on
from crawler.extract.page_type.stand_in_words import CHALLENGE_CODE, STAND_INS
from crawler.page.blocks import Block
from crawler.page.markup import class_and_id
from crawler.page.metadata import Head
from crawler.page.names import finding
from crawler.page.page import Page
from crawler.page.tags import CELLS, HEADINGS
from crawler.text.writing import weight

# Lengths are in Latin characters, as crawler.text.writing.weight counts them.
_LITTLE = 1500  # running text beyond which a page does not stand in for another one
_HARDLY_ANY = 250
_STRONG_PARAGRAPH = 600
_SAID_BY_ALL = 700  # characters of any writing beyond which a cookie banner or a login form is beside a page, not in its place
# Names that publishing systems give the page for a missing one, or its main part, and nothing else: `error404`, `not-found`.
_calls_error = finding(re.compile(
    r"(?:^|[\s_-])(?:error[_-]?404|404|not[_-]?found|error[_-]?page|page[_-]?error|http[_-]?error)(?=$|[\s_-])|"
    r"(?:^|\s)(?:view-)?error(?=$|\s|_root)", re.I
))  # fmt: skip
_ERROR_ADDRESS = re.compile(r"/(?:404|(?:page-?)?not-?found)(?:\.\w{3,4})?/?$", re.I)
_EDGE = " \t\n!·|-–—:：。.,，【】[]()（）\"“”'⚠️❌🚧"
_LISTING_LINKS = 5  # links that a listing has at least
_WHOLE = 0.6  # share of a headline that the words of a stand-in take up where it says nothing else


def stand_in(page: Page, head: Head, shown: list[Block], run: tuple[int, int]) -> str | None:
    """Why the page is not what its address promised; None where it may be.

    shown: its visible text blocks; run: first and last index of its running text, as Page.main_run says.
    """
    main = [block for block in shown if run[0] <= block.index <= run[1]]
    if _runs_on(main):
        return None
    text = _unlinked(shown)
    if text < _HARDLY_ANY and _challenge_code(page.text, text):
        return "challenge"
    if text == 0 and not any(block.image is not None for block in page.blocks):
        return _by_form(page, 0) or _blank(page)
    return _by_words(page, head, shown, main)


def _by_words(page: Page, head: Head, shown: list[Block], main: list[Block]) -> str | None:
    """What a page stands in for by what it, or its address, is called and says."""
    text, told = _unlinked(shown), told_on(head, shown)
    if _is_called_error(page, shown, text, told):
        return "soft_404"
    codes = text < _HARDLY_ANY and not any(map(has_own_day, told.below))
    said = _titled(head, text) or _said(shown, codes=codes) or _login(page, shown, main)
    return said if said is None or not _tells_something(page, shown, told) else None


def _is_called_error(page: Page, shown: list[Block], text: int, told: TextUnderHeadline) -> bool:
    """Whether the address of a page without much text or a dated headline, or the classes around that, call it an error."""
    if text >= _LITTLE or _tells_news(told):
        return False
    if _ERROR_ADDRESS.search(page.url):
        return True
    headline = next((block.element for block in shown if block.element.tag in ("h1", "h2")), None)
    around = (headline, *headline.iterancestors()) if headline is not None else page.root.iter("body")
    return any(_calls_error(class_and_id(each)) for each in around)


def _tells_news(told: TextUnderHeadline) -> bool:
    """Whether running text stands under a headline with a date, which may say anything."""
    return told.finished > 0 and any(map(has_own_day, told.below))


def _tells_something(page: Page, shown: list[Block], told: TextUnderHeadline) -> bool:
    """Whether running text stands under a headline that is not itself the words of a stand-in.

    That is two paragraphs of it, or one under a headline with a date; with a date the headline may say anything. Where that
    is no stand-in's, two sentences under a date do, and a short text that the page claims as an article's. The foot of a page
    has sentences too, and ends otherwise.
    """
    if _tells_news(told):
        return True
    dated = any(map(has_own_day, told.below))
    own = [told.headlines[-1:], (each for each in told.headlines if each.element.tag == "h1")]
    if any(_only_says(each.text.strip(_EDGE)) for each in chain(*own)):
        return False
    return told.finished > 1 or (dated and len(told.text) > 1) or is_claimed_release(page, shown)


def _only_says(text: str) -> bool:
    """Whether a headline is the words of a stand-in and hardly anything else."""
    found = [match.end() for _, pattern in STAND_INS if (match := pattern.match(text))]
    return bool(found) and max(found) >= _WHOLE * len(text)


def _titled(head: Head, text: int) -> str | None:
    """A stand-in that says so in its title. text: length of what the page shows."""
    title = (head.title or "").strip(_EDGE)
    reason = _matched(title) if title and text < 4 * _LITTLE else None
    return reason if text < _LITTLE or reason == "soft_404" else None


def _unlinked(blocks: list[Block]) -> int:
    """Length outside links."""
    return sum(weight(block.text) * (len(block.text) - block.link_chars) // max(1, len(block.text)) for block in blocks)


def _blank(page: Page) -> str:
    """Why a page shows nothing at all."""
    return "needs_javascript" if len(page.text) > 1000 and "<script" in page.text.lower() else "empty"


def _said(shown: list[Block], *, codes: bool) -> str | None:
    """A stand-in that says so in a heading or, where there is little else, at the start of any line.

    codes: whether the page says so little that a number alone, in no heading, may be an error's.
    """
    little = sum(len(block.text) - block.link_chars for block in shown) < _SAID_BY_ALL
    lines = (block for block in shown[:400] if _may_say(block, little=little, codes=codes))
    reasons = filter(None, (_matched(block.text.strip(_EDGE)) for block in lines))
    return next((reason for reason in reasons if little or reason not in ("cookie_wall", "login")), None)


def _may_say(block: Block, *, little: bool, codes: bool) -> bool:
    """Whether the words of a stand-in would count in a line. little: whether the page says little; codes: as for `_said`."""
    if block.link_chars or len(block.text) > 400 or _is_figure(block):
        return False
    return block.element.tag in ("h1", "h2") or (little and (codes or any(map(str.isalpha, block.text))))


def _is_figure(block: Block) -> bool:
    """Whether a line is a cell of a table, and no heading in it, that begins with a number."""
    if not block.text[:1].isdigit() or block.element.tag in HEADINGS:
        return False
    return block.element.tag in CELLS or next(block.element.iterancestors(*CELLS), None) is not None


def _matched(text: str) -> str | None:
    return next((reason for reason, pattern in STAND_INS if pattern.match(text)), None)


def _challenge_code(text: str, shown: int) -> bool:
    """Scripts that set a cookie and come back; on a page that shows nothing one sign is enough."""
    if len(text) > 200_000:
        return False
    return sum(any(word in text for word in maker) for maker in CHALLENGE_CODE) >= (1 if shown < 60 else 2)


def _few_links(shown: list[Block]) -> bool:
    """Fewer links than a listing has, whose head may hold a login form too."""
    long = sum(block.link_chars >= 8 for block in shown)
    return long < _LISTING_LINKS and sum(block.link_chars for block in shown) < 400


def _runs_on(main: list[Block]) -> bool:
    """Whether there is more running text than such pages have."""
    return _unlinked(main) > _LITTLE or any(_unlinked([block]) > _STRONG_PARAGRAPH for block in main)


def _login(page: Page, shown: list[Block], main: list[Block]) -> str | None:
    return _by_form(page, _unlinked(main)) if _unlinked(shown) < _HARDLY_ANY and _few_links(shown) else None


def _by_form(page: Page, running: int) -> str | None:
    if running < 120 and any((field.get("type") or "").lower() == "password" for field in page.root.iter("input")):
        return "login"
    return None
