"""Annotated pages with more on them: another page's article behind their own, or a box of other articles' beginnings.

A reader that judges block by block takes well-written prose behind the end for the article's. Few annotated pages show
that, so that it is made here, from pages of the same site where there are some.
"""

import collections
import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import html as lxml_html
from lxml.etree import _Element as Element

from bench.annotated import domain, labels
from crawler.extract.block_model.ends import container_of
from crawler.page.page import Page

STACKED, BOXED = 600, 400  # pages made of each kind
_LONGEST = 600_000  # characters of a page's HTML
_LONGEST_ARTICLE = 60_000  # characters of an article that is put behind another
_OWN = 0.9  # of the article's text, in the element that another is put behind
_SAME_SITE, _LONE = 0.75, 0.65  # share of pages that get one of their own site where there is one; of those without that get any
_CONSONANTS, _VOWELS = "bcdfglmnprstv", "aeiou"


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as it was made. page: the annotated page that it is of, whose text is the truth; other_site: the other's."""

    key: str
    page: dict[str, Any]
    other_site: str
    html: str


def made_pages(pages: Sequence[dict[str, Any]], seed: int = 7) -> Iterator[MadePage]:
    """Stacked and boxed pages; pages: annotated articles, with `set`. The same for the same pages and seed."""
    rng = random.Random(seed)
    order = [page for page in pages if len(page["html"]) < _LONGEST]
    rng.shuffle(order)
    yield from _first(STACKED, _stacked(order, rng))
    rng.shuffle(order)
    yield from _first(BOXED, _boxed(order, rng))


def _first(most: int, made: Iterator[MadePage]) -> Iterator[MadePage]:
    for _, each in zip(range(most), made, strict=False):
        yield each


def _stacked(pages: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[MadePage]:
    by_site = collections.defaultdict(list)
    for page in pages:
        by_site[domain(page)].append(page)
    for page in pages:
        brothers = [each for each in by_site[domain(page)] if each is not page]
        if not brothers and rng.random() > _LONE:
            continue
        other = rng.choice(brothers) if brothers and rng.random() < _SAME_SITE else rng.choice(pages)
        levels = rng.choice((0, 1, 1, 2))
        own, more = _article_of(page, levels), _headed(_article_of(other, 0))
        if own is not None and more is not None and sum(map(len, more.itertext())) <= _LONGEST_ARTICLE:
            added = copy.deepcopy(more)
            added.tail = None
            _put_behind(own, added)
            yield MadePage(f"{page['set']}/{page['id']}+{other['id']}", page, domain(other), whole_page(own))


def _boxed(pages: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[MadePage]:
    by_writing = collections.defaultdict(list)
    for page in pages:
        by_writing[writing(page["text"])].append(page)
    for page in pages:
        own = _article_of(page, rng.choice((0, 0, 1, 2)))
        if own is not None:
            box = lxml_html.fromstring(_box(page, by_writing[writing(page["text"])], rng))
            if rng.random() < 0.35 and own.tag in ("div", "article", "section", "main"):
                own.append(box)
            else:
                _put_behind(own, box)
            yield MadePage(f"{page['set']}/{page['id']}+box", page, domain(page), whole_page(own))


def writing(text: str) -> str:
    """Which pages may stand beside each other: Japanese, Chinese, or any other."""
    if any("\u3040" <= char <= "\u30ff" for char in text[:200]):
        return "ja"
    return "zh" if sum("\u4e00" <= char <= "\u9fff" for char in text[:400]) > 60 else ""


def _article_of(page: dict[str, Any], levels: int) -> Element | None:
    """The element that holds the article of a page, or one that many levels above it; None where it is the whole page."""
    outline = Page(page["url"], page["html"]).outline
    blocks = [block for block in outline.blocks if block.text]
    right = [block for block, share in zip(blocks, labels(blocks, page["text"]), strict=True) if share > 0.5]
    if len(right) < 2:
        return None
    node = outline.nodes[container_of(outline, right, _OWN)]
    for _ in range(levels):
        if node.parent >= 0 and outline.nodes[node.parent].tag not in ("body", "html"):
            node = outline.nodes[node.parent]
    return None if node.element.getparent() is None or node.tag in ("body", "html") else node.element


def _headed(element: Element | None) -> Element | None:
    """The smallest element around an article that has a heading too: without it a second article looks like more of the first."""
    while element is not None and next(element.iter("h1", "h2", "h3"), None) is None:
        element = element.getparent()
    return None if element is None or element.tag in ("body", "html") else element


def _put_behind(own: Element, added: Element) -> None:
    parent = own.getparent()
    assert parent is not None
    parent.insert(parent.index(own) + 1, added)


def whole_page(element: Element) -> str:
    return str(lxml_html.tostring(element.getroottree().getroot(), encoding="unicode"))


def _box(page: dict[str, Any], others: Sequence[dict[str, Any]], rng: random.Random) -> str:
    """Headlines of other pages, each with the beginning of its text, in a markup drawn by chance."""
    name, item = nonsense_word(rng), rng.choice(("div", "li", "section", "article"))
    head, line = rng.choice(("h2", "h3", "h4", "h5", "div", "p")), rng.choice(("p", "div", "p", "span"))
    linked, length, lines = rng.random() < 0.6, rng.choice((120, 200, 320, 500)), 2 if rng.random() < 0.15 else 1
    items = []
    for other in rng.sample(others, min(rng.randint(2, 8), len(others))):
        begin = [each.strip() for each in other["text"].split("\n") if len(each.strip()) > 40][:lines]
        if other is page or not begin:
            continue
        title = escape(other.get("title") or begin[0][:50])
        shown = f'<a href="/{nonsense_word(rng)}/{rng.randint(1, 9999)}">{title}</a>' if linked else title
        day = f"<span>{rng.randint(2015, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}</span>"
        text = "".join(f"<{line}>{escape(each[:length])}{rng.choice(('', '…', '...'))}</{line}>" for each in begin)
        more = rng.choice(("", f'<a href="/{nonsense_word(rng)}">{nonsense_word(rng)}</a>'))
        opened = f'<{item} class="{name}-{nonsense_word(rng)}">'
        items.append(f'{opened}<{head}>{shown}</{head}>{rng.choice(("", day))}{text}{more}</{item}>')
    around = "ul" if item == "li" else "div"
    heading = rng.choice(("", f"<h3>{nonsense_word(rng)}</h3>"))
    return f'<div class="{name}">{heading}<{around}>{"".join(items)}</{around}></div>'


def nonsense_word(rng: random.Random) -> str:
    """A word of no language, so that no class word is learned from it."""
    return "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(rng.randint(2, 3)))
