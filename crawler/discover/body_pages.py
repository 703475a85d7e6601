"""The further pages of an article whose body was cut into several."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.discover.pagers.addresses import Numbered, page_jump
from crawler.discover.pagers.marks import marks_of, text_on
from crawler.discover.pagers.words import LABEL_LENGTH, Way
from crawler.page.boilerplate import holds_comments
from crawler.page.page import Page

# It begins with literal letters, which lets the search skip over nearly all of a page; some spell the name with other capitals.
_CREATE = re.compile(
    r"reatePage[hH][tT][mM][lL]\w{0,40}\s*+\(\s*+(?:['\"][^'\"]*+['\"]\s*+,\s*+)?"
    r"['\"]?(?P<total>\d{1,3})['\"]?\s*+,\s*+['\"]?(?P<current>\d{1,3})['\"]?\s*+,"
    r"\s*+['\"](?P<name>[^'\"]++)['\"]\s*+,\s*+['\"](?P<ext>\w++)['\"]"
)
_PART_OF_PATH = re.compile(r"[/_-]\Z")  # what stands before the number of a part in a path
_ONWARD = (Way.NEXT, Way.RIGHT, Way.FAR_RIGHT, Way.MORE)
MAX_PARTS = 50


def body_parts(pages: Sequence[Page]) -> tuple[str, ...]:
    """URLs of the parts of a body behind those that were read, in order; empty where there is none.

    pages: the parts read so far, in order, of which the first has the article's own address.
    Only a pager that names this very document counts: a call of a script with its name, or links to its address with the number
    of a part that they say, or that say `next`. What pages a list, comments or pictures beside the article has other addresses.
    """
    if len(pages) > 1 and pages[-1].text == pages[-2].text:
        return ()  # a server that knows no parts answers each address with the whole
    listed = _by_script(pages[0])
    rest = listed[len(pages) - 1 :] if listed else tuple(_by_links(pages[0].url, pages[-1], len(pages)))
    return rest[: MAX_PARTS - len(pages)]


def _by_script(page: Page) -> tuple[str, ...]:
    """TRS: `createPageHTML(3, 0, "t20190606_1", "html")`."""
    file = urlsplit(page.url).path.rpartition("/")[2]
    stem = file.rpartition(".")[0] or file
    for match in _CREATE.finditer(page.text):
        total = int(match["total"])
        if match["name"].rpartition("/")[2] == stem and 1 < total <= MAX_PARTS:
            return tuple(urljoin(page.url, f"{stem}_{n}.{match['ext']}") for n in range(1, total))
    return ()


def _by_links(own: str, page: Page, read: int) -> Iterator[str]:
    """The addresses of the parts behind the one at `page`, as far as they follow without a gap. read: how many parts are."""
    found = {number.value: url for number, url in _numbered_parts(own, page, read + 1)}
    at = read + 1
    while at in found:
        yield found[at]
        at += 1


def _numbered_parts(own: str, page: Page, onward: int) -> Iterator[tuple[Numbered, str]]:
    """The links to a part of the article at `own`, by the number that is all they differ in. onward: that of the next part."""
    for link in page.root.iter("a", "link"):
        url = page.absolute(link.get("href"))
        number = _part_of(own, url) if url is not None and "#" not in url else None
        if url is None or number is None or any(map(holds_comments, link.iterancestors())):
            continue
        if _is_called(link, number.value, onward):
            yield number, url


def _part_of(own: str, url: str) -> Numbered | None:
    """The number of a part that is all that an address has besides the article's own; None where it has other things."""
    jump = page_jump(own, url) if urlsplit(url).netloc == urlsplit(own).netloc else None
    return jump.link if jump is not None and jump.own is None and _counts_parts(jump.link) else None


def _counts_parts(number: Numbered) -> bool:
    """Whether a number is that of a page by its name, or stands at the end of the path."""
    return number.is_page or (number.key is None and _PART_OF_PATH.search(number.before) is not None)


def _is_called(link: HtmlElement, value: int, onward: int) -> bool:
    """Whether a link says the number of its part, or that it leads to the next one."""
    if link.tag == "link":
        return value == onward and "next" in (link.get("rel") or "").lower().split()
    text = text_on(link)
    if len(text) > LABEL_LENGTH:
        return False
    marks = marks_of(link, text)
    says_next = "next" in marks.rel or marks.way in _ONWARD
    return marks.number == value or (value == onward and says_next)
