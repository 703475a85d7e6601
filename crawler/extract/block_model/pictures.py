"""The pictures of an article: those amid its text, its lead, and no button, advertisement or teaser behind it."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

import numpy as np
from lxml.etree import _Element as Element
from numpy.typing import NDArray

from crawler.extract.block_model.documents import element_around
from crawler.extract.block_model.ends import body_container
from crawler.extract.block_model.picture_links import address_of, leads_away, leads_to_copy, leads_to_file, link_of
from crawler.extract.body.images import image_of
from crawler.extract.body.picture_sources import sizes_in
from crawler.extract.body.places import says_picture
from crawler.extract.fields.author_elements import is_called_author
from crawler.extract.fields.author_names import is_person
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_called_box, is_caption, is_heading, is_icon
from crawler.page.markup import box_form, is_called, stated_pixels
from crawler.text.writing import has_capitals

_BEFORE = 6  # blocks before the first kept one where its lead picture may stand
_BEHIND = 2  # and behind the last
_PRESS = 12  # blocks of text behind it among which pictures for the press are looked for
_HEADING = 40  # characters of the line above a gallery
_PORTRAIT = 100  # pixels of a writer's portrait
# Sizes of banners that pictures of articles have not, by the trade's standard, and folders of them.
_PAGES = re.compile(r"/(?:images?|pictures?|bild(?:er)?)/[^/]")  # a page of one picture
_PAGE = ("body", "html")
_BANNERS = frozenset(((728, 90), (970, 90), (970, 250), (468, 60), (320, 50), (320, 100), (160, 600), (120, 600), (300, 600)))
_ADVERTISED = re.compile(r"/(?:ads?|adv|adverts?)/|//ads?\d*\.", re.I)
_LARGE = 200  # pixels; portraits of writers, icons and teasers are smaller
_BOXES = 3  # elements around a picture that may be called the writer's, or a box of others
_SIGN = re.compile(r"\.(?:png|gif)(?:[?#]|\Z)", re.I)  # which are signs as often as pictures
_DRAWING = re.compile(r"\.svg(?:[?#]|\Z)|\Adata:", re.I)
_AVATAR = frozenset(("avatar",))
_ABOVE, _NEAR = 6, 3  # blocks of text above the headline where the lead picture may stand: in a figure, and by itself
_SHORT_LINE = 60  # characters of a day or a section above a headline
_LABEL = 150  # characters; dropped text beside a picture that may be its caption or credit


def with_images(outline: Outline, kept: list[Block], headline: Sequence[Block] = ()) -> list[Block]:
    """The kept text blocks and the images that belong to them: those between them and the lead image right before, else the one
    between the headline and the element around the text. One that stands among dropped text only is a teaser's, or furniture.
    """
    if not kept:
        return []
    container = body_container(outline, kept)
    images = [block for block in _near(outline, kept, container) if block.index < kept[-1].index or not leads_away(block)]
    images += [block for block in _enlarged(outline, kept, headline) if block not in images]
    lead = _lead_image(outline, headline, outline.nodes[container].first)
    return sorted([*kept, *lead, *images], key=lambda block: block.index)


def _near(outline: Outline, kept: list[Block], container: int) -> list[Block]:
    """The shown images amid the kept blocks and close to them, in the element around the text, but those of dropped text."""
    low, high = _shift(outline, kept[0].index, -_BEFORE), _shift(outline, kept[-1].index, _BEHIND)
    node, sums = outline.nodes[container], _sums(outline.blocks, {block.index for block in kept})
    near = outline.blocks[max(low, node.first) : min(high + 1, node.last)]
    shown = (each for each in near if each.image is not None and not each.hidden and not _is_beside_text(outline, each, kept))
    return [each for each in shown if _belongs(outline, each, sums, container)]


def _is_of_writer(outline: Outline, picture: Block) -> bool:
    """Whether a picture is called an avatar, or stands in a box that is called the author's."""
    around = (outline.nodes[at].element for at in outline.ancestors(picture)[:_BOXES])
    avatar = picture.image is not None and is_called(picture.image, _AVATAR, "-_")
    return avatar or any(map(is_called_author, around))


def _is_beside_text(outline: Outline, picture: Block, kept: Sequence[Block]) -> bool:
    """Whether a picture is a portrait above the text, where the by-line stands, or behind it, or an advertisement."""
    image = picture.image
    assert image is not None
    sizes = tuple(stated_pixels(image))
    portrait = picture.index < kept[0].index and 0 < max(sizes, default=0) <= _PORTRAIT
    portrait = portrait or (picture.index > kept[-1].index and _is_of_writer(outline, picture))
    return portrait or sizes in _BANNERS or _ADVERTISED.search(address_of(image)) is not None


def _enlarged(outline: Outline, kept: Sequence[Block], headline: Sequence[Block]) -> list[Block]:
    """The pictures behind a text, in the element of headline and text: a row of several, else those that lead to larger copies of
    theirs, for the press."""
    if not headline:
        return []
    around = outline.nodes[element_around(outline, [*headline, *kept])]
    last = kept[-1].index
    behind = outline.blocks[last + 1 : min(around.last, _shift(outline, last, _PRESS) + 1)]
    row = _first_row(outline, behind) if around.tag not in _PAGE else []
    return row if len(row) > 1 else [block for block in behind if leads_to_copy(outline, block)]


def _first_row(outline: Outline, behind: Sequence[Block]) -> list[Block]:
    """The pictures that stand right behind a text, or below one short heading: large ones without a link, and links to files."""
    shown = [block for block in behind if not block.hidden and (block.text or block.image is not None)]
    headed = bool(shown) and is_heading(shown[0]) and len(shown[0].text) <= _HEADING and not shown[0].link_chars
    return list(takewhile(lambda block: _is_of_row(outline, block), shown[headed:]))


def _is_of_row(outline: Outline, block: Block) -> bool:
    """Whether a picture leads to a picture's file, or nowhere and is a large one."""
    if block.image is not None and next(block.image.iterancestors("a"), None) is None:
        return _is_large(outline, block)
    return leads_to_file(block)


def _shift(outline: Outline, at: int, steps: int) -> int:
    """Index after `steps` text blocks in that direction."""
    blocks, step = outline.blocks, 1 if steps > 0 else -1
    left = abs(steps)
    while left and 0 <= at + step < len(blocks):
        at += step
        left -= bool(blocks[at].text)
    return at


def _sums(blocks: Sequence[Block], chosen: set[int]) -> NDArray[np.int64]:
    """Characters, those of links, and chosen blocks of text before each block, so that any stretch is two look-ups."""
    counted = [(len(each.text), each.link_chars if each.text else 0, each.index in chosen and each.text != "") for each in blocks]
    return np.concatenate([np.zeros((1, 3), np.int64), np.cumsum(np.array(counted, np.int64).reshape(-1, 3), axis=0)])


def _captions_in(outline: Outline, node: Node) -> int:
    """Characters of the captions in an element, which are no teaser's."""
    return sum(len(each.text) for each in outline.blocks[node.first : node.last] if each.text and is_caption(each.element))


def _belongs(outline: Outline, image: Block, sums: NDArray[np.int64], container: int) -> bool:
    for at in outline.ancestors(image):
        node = outline.nodes[at]
        length, links, picked = (sums[node.last] - sums[node.first]).tolist()
        if picked:
            return True
        if at == container or (links and node.tag != "figure"):
            return False
        if length > _LABEL and length - _captions_in(outline, node) > _LABEL:
            return False
    return False


def _lead_image(outline: Outline, headline: Sequence[Block], first: int) -> list[Block]:
    """The last figure between a headline and block `first`, else right above the headline; else a large picture there, or in the
    headline's own box. A person's, who may be the writer, only where there is no other.
    """
    if not headline:
        return []
    at = headline[0].index
    box = min(_starts_of_boxes(outline, headline[0], first), default=at)
    above, near = _shift(outline, at, -_ABOVE), _unlinked_above(outline, at)
    places = ((_is_in_figure, at, first), (_is_large_figure, above, at), (_is_large, at, first), (_is_large, max(near, box), at))
    pictures = next(filter(None, (_pictures(outline, *place) for place in places)), [])
    return _gallery([block for block in pictures if not _is_of_person(block)] or pictures)


def _starts_of_boxes(outline: Outline, headline: Block, first: int) -> Iterator[int]:
    """The first blocks of the elements that a headline is the first text of, or that end before block `first` or are right
    around the headline."""
    parents = outline.ancestors(headline)
    for place, node in enumerate(map(outline.nodes.__getitem__, parents)):
        near = 0 < place < _BOXES and (place == 1 or _is_above_text(outline, node, headline.index, first))
        if near or _begins_with_picture(outline, node, headline.index):
            yield node.first


def _unlinked_above(outline: Outline, at: int) -> int:
    """Index of the first block near a headline, above it: a few lines of any kind may stand between, or more without a link."""
    start = _shift(outline, at, -_ABOVE)
    linked = next((line.index for line in reversed(outline.shown(start, at)) if line.link_chars), start - 1)
    return min(linked + 1, _shift(outline, at, -_NEAR))


def _is_above_text(outline: Outline, node: Node, at: int, first: int) -> bool:
    """Whether an element around a headline ends before the text, or is an `article` with nothing to read above the headline."""
    return node.last <= first or (node.tag == "article" and not outline.shown(node.first, at))


def _begins_with_picture(outline: Outline, node: Node, at: int) -> bool:
    """Whether an element around a headline, of index `at`, and the text has nothing above that but pictures, and short lines
    without links."""
    above = outline.blocks[node.first : at]
    if node.tag in ("body", "html") or len(above) > _ABOVE or not any(block.image is not None for block in above):
        return False
    return all(len(line.text) <= _SHORT_LINE and not line.link_chars for line in outline.shown(node.first, at))


def _gallery(pictures: Sequence[Block]) -> list[Block]:
    """The last picture, and those beside it in a gallery."""
    return [block for block in pictures if _is_beside(block, pictures[-1])]


def _is_beside(one: Block, lead: Block) -> bool:
    """Whether a picture is the lead, or stands beside it in a gallery: in a box of its own form, or each a link to its file."""
    box, other = one.element, lead.element
    if box is other:
        return one is lead or all(map(leads_to_file, (one, lead)))
    return box.getparent() is other.getparent() and box_form(box) == box_form(other)


def _pictures(outline: Outline, is_lead: Callable[[Outline, Block], bool], start: int, end: int) -> list[Block]:
    """Shown pictures that may lead, no buttons, from one block to before another."""
    shown = (block for block in outline.blocks[start:end] if block.image is not None and not block.hidden)
    own = (block for block in shown if not _is_of_writer(outline, block))
    return [block for block in own if is_lead(outline, block) and (not leads_away(block) or _is_told(outline, block))]


def _is_told(outline: Outline, picture: Block) -> bool:
    """Whether a caption stands right behind a picture, be this a link to a page of pictures: a line with no link."""
    behind = outline.next_shown(picture)
    if behind is None or picture.image is None or behind.link_chars:
        return False
    own = _PAGES.search(link_of(picture.image)) is not None and is_caption(behind.element)
    return own or says_picture(picture, behind)


def _is_in_figure(outline: Outline, block: Block) -> bool:
    return any(outline.nodes[at].tag == "figure" for at in outline.ancestors(block))


def _is_large_figure(outline: Outline, block: Block) -> bool:
    """Whether a picture in a figure is of no small size: a teaser's may stand above a headline, too."""
    return _is_in_figure(outline, block) and block.image is not None and not _is_small(block.image)


def _is_large(outline: Outline, block: Block) -> bool:
    """Whether a picture is no icon or drawing, of no small size, not a person's and not in a box of the writer or of others."""
    if block.image is None or is_icon(block) or _is_small(block.image):
        return False
    if _is_of_person(block) and not _is_told_large(block.image):
        return False
    around = [outline.nodes[at].element for at in outline.ancestors(block)[:_BOXES]]
    return not any(is_called_author(each) or is_called_box(each) for each in around)


def _is_small(image: Element) -> bool:
    """Whether a picture is a drawing or none, small by its address or its attributes, or a sign without a word."""
    shown = image_of(image, lambda href: href)
    if shown is None or _DRAWING.search(shown.url):
        return True
    sizes = stated_pixels(image) or sizes_in(shown.url)
    return max(sizes, default=_LARGE) < _LARGE or bool(_SIGN.search(shown.url) and not (sizes or shown.alt))


def _is_told_large(image: Element) -> bool:
    """Whether the attributes of a picture say that it is shown larger than a portrait."""
    return max(stated_pixels(image), default=0) >= _LARGE


def _is_of_person(block: Block) -> bool:
    """Whether a picture is called by a person's name; in scripts without capitals any caption of a few words may be one."""
    alt = "" if block.image is None else block.image.get("alt") or ""
    return has_capitals(alt) and is_person(alt)
