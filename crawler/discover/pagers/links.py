"""The next page as a link: by rel, words, class words and arrows, weighed with the numbers in the addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.pagers.addresses import PageJump, numbers_in, page_jump
from crawler.discover.pagers.marks import Marks, in_pager, is_rolling, loads_more, marks_of
from crawler.discover.pagers.position import is_behind_rows, is_next_to_rows, nearness
from crawler.discover.pagers.step import Paged, Step
from crawler.discover.pagers.words import LABEL_LENGTH, Way
from crawler.text.safe_text import one_line
from crawler.urls import leads_nowhere

_NEXT_WORDS = frozenset({"next", "older", "nextpage", "nextpostslink", "pagenext", "nextlink"})
_BACK_WORDS = frozenset({"prev", "previous", "newer", "first", "last", "prevpage", "previouspostslink"})
_ADDRESS_KEY = re.compile(
    r"data-[\w-]*(?:url|href|next|link|src|path|endpoint|load|action)[\w-]*\Z|hx-get\Z|formaction\Z|up-href\Z"
)
_NEXT_KEY = re.compile(r"data-(?:[\w-]{1,40}-)?next(?:-page)?-(?:url|uri|href|link|src|path)\Z")  # says what its address is
_ADDRESS = re.compile(
    r"(?:https?://|//|/|\?|\./|\.\./|[\w./-]+\?|[\w-]{1,80}\.(?:[sj]?html?|jspx?|php|aspx?|do|action)\b)[^\s<>\"']*\Z"
)
_JUMP = re.compile(r"location(?:\.href)?\s*=\s*['\"]([^'\"]{1,400})['\"]")
_MOST_PARTS = 4  # elements in a button; a box with more holds other things
_Addressed = tuple[HtmlElement, str, str, str]
_SECOND = (1, 2)  # the number of the second page, counted from zero or from one
_SHORT = 3  # characters of a text that is no word


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that may lead to the next page.

    rank: 0 the surest; far: whether it may be the last page's; near: to the rows, as of `nearness`.
    """

    rank: int
    url: str
    step: PageJump | None
    far: bool = False
    near: int = 0

    @property
    def order(self) -> tuple[int, int, int]:
        """The surest first, then what stands nearest to the rows; of several pages that one says the same of, the nearest."""
        return self.rank, -self.near, self.step.link.value if self.step is not None and self.step.grows else 0


def next_link(page: Paged) -> Step | None:
    """The link that says of itself that it leads to the next page."""
    found = sorted(_candidates(page), key=lambda each: each.order)
    if not found:
        return None
    best = found[0]
    return Step(tuple(dict.fromkeys((*_nearer(best), best.url))), None, None, "arrow" if best.far else "next_link")


def named_next(page: Paged) -> Step | None:
    """The next part where an attribute that has its address is named so: `data-next-url`."""
    found = next((url for element, url in _named_so(page) if url not in page.rows and not is_rolling(element, page.around)), None)
    return Step((found,), rule="next_link") if found else None


def _named_so(page: Paged) -> Iterator[tuple[HtmlElement, str]]:
    for element in page.root.iter() if page.root is not None else ():
        for name, said in element.attrib.items():
            if _NEXT_KEY.match(str(name)) and _ADDRESS.match(said) and (url := page.resolved(said)):
                yield element, url


def _nearer(far: Candidate) -> tuple[str, ...]:
    """The page right after this one, where an arrow may lead to the last one."""
    step = far.step
    if not far.far or step is None or step.link.is_offset or step.link.value <= (step.own or 1) + 1:
        return ()
    return (step.link.with_value((step.own or 1) + 1),)


def _candidates(page: Paged) -> Iterator[Candidate]:
    here = page.url.partition("#")[0]
    for element, url, key, text in _addressed(page):
        if key in page.rows or url.partition("#")[0] == here or (len(text) > LABEL_LENGTH and not element.get("rel")):
            continue
        marks = marks_of(element, text)
        step = page_jump(page.url, url)
        rank = None if marks.off else _rank(page, element, marks, step, url)
        if rank is not None:
            yield Candidate(rank, url, step, marks.way in (Way.FAR_RIGHT, Way.RIGHT), nearness(page, element))


def _rank(page: Paged, element: HtmlElement, marks: Marks, step: PageJump | None, url: str) -> int | None:
    """How sure it is that a link leads to the next page; None: it does not."""
    if "next" in marks.rel and marks.way is not Way.BACK:
        return _rank_of_rel(element, step, page.url, url)
    falls = step is not None and step.falls
    said = _rank_of_words(marks, grows=_grows(page, element, marks, step), falls=falls)
    if said is not None or marks.way in (Way.BACK, Way.LAST, Way.ALL):
        return said
    if falls or (marks.way is None and marks.number is not None) or is_rolling(element, page.around):
        return None
    return _rank_of_form(element, marks, step, page, url)


def _grows(page: Paged, element: HtmlElement, marks: Marks, step: PageJump | None) -> bool:
    """Whether a number in the address grows; or a script loads more rows, and an attribute of the button has the address."""
    if step is not None and step.grows:
        return True
    return leads_nowhere(element.get("href")) and loads_more(marks) and is_behind_rows(page, element)


def _is_silent_pager(page: Paged, element: HtmlElement, marks: Marks) -> bool:
    """Whether a link behind the last row says nothing, or stands in what is named a pager."""
    told = bool(marks.label) and not in_pager(element)
    return not told and "last" not in marks.words and is_behind_rows(page, element)


def _is_right_after(step: PageJump | None) -> bool:
    """Whether the number in an address is that of the page after this one, whatever it is called."""
    return step is not None and not step.link.is_offset and step.link.value == (step.own or 1) + 1


def _rank_of_rel(element: HtmlElement, step: PageJump | None, own: str, url: str) -> int:
    if step is not None and step.falls:
        return 7
    return 0 if _is_plausible(element, step, own, url) else 6


def _rank_of_words(marks: Marks, *, grows: bool, falls: bool) -> int | None:
    if marks.way is Way.NEXT:
        return 7 if falls else 1
    if marks.way is Way.OLDER:
        return 5 if falls else 1  # some keep the numbers of their pages, the oldest of which is the first
    if marks.way is Way.EARLIER and not falls:
        return 1 if grows else 6
    return 3 if marks.way is Way.MORE and grows else None


def _rank_of_form(element: HtmlElement, marks: Marks, step: PageJump | None, page: Paged, url: str) -> int | None:
    """A link without a word: class words, arrows, and at last an address that is this page's own with a number that grows."""
    if _is_called_next(marks) and (step is not None or in_pager(element)):
        return 2
    if marks.load_more and (step is not None or urlsplit(page.url).path == urlsplit(url).path):
        return 3
    if marks.way in (Way.RIGHT, Way.FAR_RIGHT):
        return 4 + (marks.way is Way.FAR_RIGHT)
    return _rank_of_number(page, element, marks, step, url)


def _rank_of_number(page: Paged, element: HtmlElement, marks: Marks, step: PageJump | None, url: str) -> int | None:
    """A link that only the number in its address speaks for: by the name of what carries it, or by where the link stands."""
    if _says_nothing_else(marks) and _is_next_in_number(step):
        return 6
    if _is_right_after(step) and _is_silent_pager(page, element, marks):
        return 7
    return 8 if step is None and _asks_for_second(page, element, url) else None


def _asks_for_second(page: Paged, element: HtmlElement, url: str) -> bool:
    """Whether a control without an address of its own, right behind the list, has a script ask elsewhere for the second page,
    or for what comes after as many rows as there are.

    Then its words may be of any language. On later pages the address asked for is the page's own.
    """
    if not leads_nowhere(element.get("href")) or any(each.is_page for each in numbers_in(page.url)):
        return False
    asked = (each.value == len(page.rows) or (each.is_page and each.value in _SECOND) for each in numbers_in(url))
    return any(asked) and is_next_to_rows(page, element)


def _is_called_next(marks: Marks) -> bool:
    """Whether class words call a link the next one, and none the one before."""
    return marks.words.isdisjoint(_BACK_WORDS) and not marks.words.isdisjoint(_NEXT_WORDS)


def _says_nothing_else(marks: Marks) -> bool:
    """Whether no word speaks against what the number in an address says; a word of a language not known here does not.

    What is called `prev` is older in one system, newer in another: where the number grows it is the next page.
    """
    return (len(marks.label) <= _SHORT or marks.way in (None, Way.LEFT)) and "last" not in marks.words


def _is_next_in_number(step: PageJump | None) -> bool:
    """Whether an address is that of the page right after this one, by the name of what carries its number."""
    if step is None:
        return False
    near = step.link.is_offset or step.link.value <= (step.own or 1) + 1
    return step.link.is_page and near and step.link.value > 0


def _is_plausible(element: HtmlElement, step: PageJump | None, own: str, url: str) -> bool:
    """Whether `rel=next` speaks of pages: some systems name a neighbouring page of the site so in the head."""
    return element.tag != "link" or step is not None or urlsplit(own).path == urlsplit(url).path or not element.get("title")


def _addressed(page: Paged) -> Iterator[_Addressed]:
    """Element, address, key and text of everything that leads somewhere: links, head links, buttons with an address."""
    for link in page.links:
        if leads_nowhere(link.element.get("href")):
            continue
        yield link.element, link.url, link.key, link.text
    for button in page.forms:
        yield button.element, button.url, button.key, button.text
    if page.root is not None:
        yield from _in_the_head(page, page.root)
        yield from _by_attributes(page, page.root)


def _in_the_head(page: Paged, root: HtmlElement) -> Iterator[_Addressed]:
    for element in root.iter("link"):
        if "next" in (element.get("rel") or "").lower().split() and (url := page.resolved(element.get("href"))):
            yield element, url, url, ""


def _by_attributes(page: Paged, root: HtmlElement) -> Iterator[_Addressed]:
    """Buttons, and links and boxes without a usable href, whose address a script reads from an attribute."""
    for element in root.iter("button", "a", "div", "span", "input", "li"):
        if (element.tag == "a" and not leads_nowhere(element.get("href"))) or len(element) > _MOST_PARTS:
            continue
        given = _given_address(element)
        if given and (url := page.resolved(given)):
            yield (
                element,
                url,
                url,
                one_line(element.get("value") or "" if element.tag == "input" else element.text_content())[:80],
            )


def _given_address(element: HtmlElement) -> str | None:
    """The first address in the attributes that scripts read, as written."""
    named = [value for name, value in element.attrib.items() if _ADDRESS_KEY.match(name)]
    jump = _JUMP.search(element.get("onclick") or "")
    return next(filter(_ADDRESS.match, [*named, *(jump.groups() if jump else ())]), None)
