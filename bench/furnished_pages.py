"""Annotated pages with another page's furniture in a box: a line about an author, a call to subscribe, a notice of consent.

The words are real ones, of what other pages show beside their articles; markup and place are drawn by chance. So the block
model learns such texts by their form, in any language, and not by the class words of a few publishers. Some of the pages are
as they are, some are short ones made of a page's headline and first paragraphs, as small newsrooms have them.
"""

import collections
import copy
import random
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from lxml import html as lxml_html
from lxml.etree import _Element as Element

from bench.annotated import domain, labels
from bench.stacked_pages import MadePage, nonsense_word, whole_page, writing
from crawler.page.blocks import Block
from crawler.page.metadata import head_of
from crawler.page.page import Page

FURNISHED, SHORT = 800, 800  # pages made: whole ones with a box, short ones
_LONGEST = 400_000  # characters of a page's HTML
_PROSE, _LONGEST_PROSE = 60, 500  # characters of furniture that is sentences
_LABEL = 45  # characters of a block that may stand as a heading or on a button
_WRITTEN = {"ja": 3, "zh": 3}  # times that a character of this writing says what a Latin one does
_FEW = 12  # pages of one language, from which furniture is taken from that language alone
_SHORT_KEY = "^"  # in the keys of short pages
_PARAGRAPHS = (2, 7)  # least and most of a short page
_AS_MARKED_UP = 0.7  # of the short pages keep the article's own elements
_RENAMED = 0.7  # of these have other class words
_ROWS = frozenset(("table", "tbody", "tr", "ul", "ol", "dl"))  # whose children are nothing without them
_NAMES = ("class", "id", "itemprop", "role")
_PLACES = ("within", "within", "end", "end", "behind", "behind", "before", "last")


def furnished_pages(pages: Sequence[dict[str, Any]], seed: int = 11) -> Iterator[MadePage]:
    """Whole and short pages; pages: annotated articles, with `set`. The same for the same pages and seed."""
    rng = random.Random(seed)
    order = [page for page in pages if len(page["html"]) < _LONGEST]
    rng.shuffle(order)
    read = [_Read(page) for page in order[: 2 * FURNISHED]]
    made = 0
    for own, other in _pairs(read, rng):
        if made < FURNISHED and (whole := _furnished(own, other, rng)) is not None:
            made += 1
            yield MadePage(f"{_key(own)}~{other.page['id']}", own.page, domain(other.page), whole)
    pairs = [(own, other) for own, other in _pairs(read, rng) if len(own.right) >= _PARAGRAPHS[0]]
    for own, other in pairs[:SHORT]:
        html, text = short_page(own, other, rng)
        yield MadePage(f"{_key(own)}{_SHORT_KEY}{other.page['id']}", {**own.page, "text": text}, domain(other.page), html)


def is_short_page(key: str) -> bool:
    """Whether the page of this key was made of a headline and an article's first elements."""
    return _SHORT_KEY in key


def _key(own: "_Read") -> str:
    return f"{own.page['set']}/{own.page['id']}"


def _pairs(read: Sequence["_Read"], rng: random.Random) -> Iterator[tuple["_Read", "_Read"]]:
    """Each page with one of another site in its language that has furniture, where there are enough of these."""
    by_language = collections.defaultdict(list)
    for each in read:
        if each.furniture:
            by_language[each.language].append(each)
    for each in read:
        givers = by_language[each.language]
        others = [other for other in rng.sample(givers, min(len(givers), 8)) if domain(other.page) != domain(each.page)]
        if len(givers) >= _FEW and others and each.right:
            yield each, others[0]


class _Read:
    """A page: elements of its article's blocks, its language as it says, the prose and the short lines beside the article."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.page = page
        whole = Page(page["url"], page["html"])
        outline, self.title = whole.outline, head_of(whole).title
        blocks = [block for block in outline.blocks if block.text]
        shares = labels(blocks, page["text"])
        own = [block for block, share in zip(blocks, shares, strict=True) if share > 0.5 and not block.hidden]
        self.right, self.texts = [block.element for block in own], [block.text for block in own]
        self.wrong = {block.element for block, share in zip(blocks, shares, strict=True) if share <= 0.5}
        self.root = outline.nodes[0].element
        kind = writing(page["text"])
        self.language = kind or str(self.root.getroottree().getroot().get("lang") or "")[:2].lower()
        beside = [block for block, share in zip(blocks, shares, strict=True) if share < 0.1 and not block.hidden]
        times = _WRITTEN.get(kind, 1)
        self.furniture = [block.text for block in beside if _is_prose(block, times) and block.text not in page["text"]]
        self.labels = [block.text for block in beside if len(block.text) * times < _LABEL] or [nonsense_word(random.Random(1))]

    @property
    def parent(self) -> Element | None:
        """The element that holds most of the article's blocks' elements."""
        parents = collections.Counter(parent for each in self.right if (parent := each.getparent()) is not None)
        return parents.most_common(1)[0][0] if parents else None


def _is_prose(block: Block, times: int) -> bool:
    return _PROSE <= len(block.text) * times <= _LONGEST_PROSE and block.link_chars * 2 < len(block.text)


def _furnished(own: _Read, other: _Read, rng: random.Random) -> str | None:
    """The page with a box of another's furniture; None where there is no place for it."""
    place = rng.choice(_PLACES)
    box = lxml_html.fromstring(_box(other, rng, widgets=place == "within" or rng.random() < 0.7))
    parent = own.parent
    if parent is None:
        return None
    inside = [each for each in dict.fromkeys(own.right) if each.getparent() is parent]
    _put(box, place, parent, inside, own.root, rng)
    return whole_page(parent)


def _put(box: Element, place: str, parent: Element, inside: Sequence[Element], root: Element, rng: random.Random) -> None:
    above = parent.getparent()
    if place in ("before", "last") or above is None:
        body = next(root.iter("body"), root)
        body.insert(0 if place == "before" else len(body), box)
    elif place == "behind":
        above.insert(above.index(parent) + 1, box)
    elif place == "within" and len(inside) > 2:
        parent.insert(parent.index(rng.choice(inside[1:-1])) + 1, box)
    else:
        parent.insert(parent.index(inside[-1]) + 1, box)


def _box(other: _Read, rng: random.Random, *, widgets: bool) -> str:
    """One to three texts of furniture in a markup drawn by chance; widgets: with a picture, controls, a frame or links."""
    around, line = rng.choice(("div", "div", "aside", "section", "form")), rng.choice(("p", "p", "p", "p", "div", "span"))
    at = rng.randrange(len(other.furniture))
    texts = other.furniture[at : at + rng.choice((1, 1, 1, 2, 3))]
    heading = rng.choice(("", "h2", "h3", "h4", "h5", "strong", "p"))
    parts = [f"<{heading}>{escape(rng.choice(other.labels))}</{heading}>"] if heading else []
    parts += [f"<{line}>{escape(text)}</{line}>" for text in texts]
    for _ in range(rng.randint(1, 3) if widgets else 0):
        parts.insert(rng.choice((0, len(parts), len(parts))), _widget(other, rng))
    inner = "".join(parts)
    if rng.random() < 0.4:
        inner = f'<div class="{nonsense_word(rng)}">{inner}</div>'
    return f'<{around} class="{nonsense_word(rng)}">{inner}</{around}>'


def _widget(other: _Read, rng: random.Random) -> str:
    label, word = escape(rng.choice(other.labels)), nonsense_word(rng)
    button, link = f"<button>{label}</button>", f'<a class="{word}" href="/{word}">{label}</a>'
    kind = rng.choice(("email", "text", "checkbox"))
    picture = f'<img src="/{word}.jpg" width="{rng.randint(40, 200)}" alt="">'
    field = f'<input type="{kind}" name="{word}">'
    frame = f'<iframe src="/{word}"></iframe>'
    return rng.choice((picture, button, button, field + button, link, link + link, frame, "<svg></svg>"))


def short_page(own: _Read, other: _Read, rng: random.Random) -> tuple[str, str]:
    """HTML and text of a page of a headline and few paragraphs, three of four with a box of another's furniture."""
    most = rng.randint(*_PARAGRAPHS)
    lines, texts = _marked_up(own, most, rng) if rng.random() < _AS_MARKED_UP else ([], [])
    if len(texts) < _PARAGRAPHS[0]:
        texts, tag = own.texts[:most], rng.choice(("p", "p", "p", "div"))
        lines = [_paragraph(text, tag, rng) for text in texts]
    title = escape(own.title or rng.choice(own.labels))
    tag, date = rng.choice(("p", "div", "span", "time")), f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.{rng.randint(2005, 2026)}"
    day = rng.choice(("", f"<{tag}>{date}</{tag}>"))
    head = f"<h1>{title}</h1>{day}"
    box = _box(other, rng, widgets=rng.random() < 0.85) if rng.random() < 0.75 else ""
    ends = len(lines)
    at = rng.choice((-1, 0, *range(1, ends + 1), ends, ends + 1))
    if 0 <= at <= ends:
        lines.insert(at, box)
    body, around = "".join(lines), rng.choice(("div", "div", "article", "section"))
    if rng.random() < 0.7:
        body = f'<{around} class="{nonsense_word(rng)}">{body}</{around}>'
    if rng.random() < 0.3:
        body += f"<div><button>{escape(rng.choice(own.labels))}</button></div>"
    main = rng.choice(("main", "div", "article"))
    top = "".join(f'<a href="/{nonsense_word(rng)}">{escape(rng.choice(own.labels))}</a>' for _ in range(rng.randint(2, 6)))
    page = f"<nav>{top}</nav><{main}>{head}{body}</{main}>"
    page = box + page if at < 0 else page + box if at > ends else page
    foot = f"<footer>{_line(own.labels, rng)}</footer>"
    html = f'<html lang="{own.language}"><head><title>{title}</title></head><body>{page}{foot}</body></html>'
    return html, "\n".join(texts)


def _marked_up(own: _Read, most: int, rng: random.Random) -> tuple[list[str], list[str]]:
    """The article's first elements as the page writes them, until they hold so many blocks, and the texts of these."""
    right, parent = collections.Counter(own.right), own.parent
    if parent is None or parent.tag in _ROWS:
        return [], []
    renamed = rng.random() < _RENAMED
    bare = parent in right and parent not in own.wrong
    lines, found = [escape(parent.text or "")] if bare else [], 0
    for child in parent.iterchildren("*"):
        inside = list(child.iter("*"))
        if found < most and not any(each in own.wrong for each in inside):
            found += sum(right[each] for each in inside) + bool(bare and (child.tail or "").strip())
            lines.append(_copied(child, rng if renamed else None) + (escape(child.tail or "") if bare else ""))
    blocks = Page(own.page["url"], f"<div>{''.join(lines)}</div>").outline.blocks
    return lines, [block.text for block in blocks if block.text and not block.hidden]


def _copied(element: Element, rng: random.Random | None) -> str:
    """HTML of an element; rng: where given, its names and those in it are others."""
    copied = copy.deepcopy(element)
    copied.tail = None
    if rng is not None:
        for each in copied.iter("*"):
            _rename(each, rng)
    return str(lxml_html.tostring(copied, encoding="unicode"))


def _rename(element: Element, rng: random.Random) -> None:
    classed = "class" in element.attrib
    for name in _NAMES:
        if name in element.attrib:
            del element.attrib[name]
    if classed:
        element.set("class", nonsense_word(rng))


def _paragraph(text: str, tag: str, rng: random.Random) -> str:
    """A paragraph of the article in an element of that tag; some in another, in a box, beside a picture or a control."""
    if rng.random() < 0.1:
        tag = rng.choice(("p", "div"))
    line, word, form = f"<{tag}>{escape(text)}</{tag}>", nonsense_word(rng), rng.random()
    if form < 0.05:
        return f"<blockquote>{line}</blockquote>"
    if form < 0.12:
        return f'<img src="/{word}.jpg" alt="">{line}'
    if form < 0.15:
        return f'<div class="{word}">{line}<button>{word}</button></div>'
    if form < 0.25:
        return f'<div class="{word}">{rng.choice((line, escape(text)))}</div>'
    return line


def _line(labels_: Sequence[str], rng: random.Random) -> str:
    return rng.choice(("<p>{}</p>", "{}", "<span>{}</span>")).format(escape(rng.choice(labels_)))
