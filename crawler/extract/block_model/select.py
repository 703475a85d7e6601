"""The generic reader: which blocks of a page of which nothing is known are the article's.

From the model's probabilities to the blocks that are kept: the threshold that promises the best F1, repeats, images,
documents.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.amid_text import with_text_amid
from crawler.extract.block_model.beside import MOST_BESIDE, boxes_beside
from crawler.extract.block_model.cards import cards_in, headlines_in
from crawler.extract.block_model.confidence import Choice, text_evidence
from crawler.extract.block_model.containers import Containers
from crawler.extract.block_model.contents import contents_in
from crawler.extract.block_model.documents import offered_documents
from crawler.extract.block_model.edges import below_headline, below_trail, is_mark, without_edges, without_end
from crawler.extract.block_model.ends import up_to_the_end
from crawler.extract.block_model.features import Sheet, claims_of, read_sheet
from crawler.extract.block_model.foot import without_foot
from crawler.extract.block_model.model import Model, shipped_model
from crawler.extract.block_model.notes import with_notes
from crawler.extract.block_model.pictures import with_images
from crawler.extract.block_model.points import with_points
from crawler.extract.block_model.sentences import all_whole, with_headings
from crawler.extract.block_model.template import LearnedPage, Template, learn_from
from crawler.extract.body.part_blocks import lines_near
from crawler.extract.body.tables import with_whole_rows
from crawler.extract.fields.title import Title, find_title
from crawler.extract.selection import PagePart, Selection
from crawler.items import Row
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_linked
from crawler.page.page import Page

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

_ENOUGH = 0.45  # from .44 to .5 are as good by cross-validation; a lost paragraph is worse than one too many
_LEAST = 0.25  # no annotated page is worse for it by cross-validation; from .3 some are
_REPEAT = 30  # characters; shorter lines may rightly stand twice
_TIMES, _ALIKE = 3, 2  # times that a refrain is said, and its lines at most; more are a copy
_COPY = 600  # characters; a block this long may be a copy of the whole article
_COPIED = 0.6  # of its characters found in other kept blocks


def select_blocks(
    pages: Sequence[Page], row: Row | None = None, template: Template | None = None, model: Model | None = None
) -> Selection:
    """The article on pages[0], whose body goes on on the further pages. row, template, model: as for read_generic."""
    kept, choice = choose(pages[0], template, model)
    kept, sheet = below_headline(pages[0], kept), choice.sheet
    title = find_title(pages[0], row, _span(pages[0], kept))
    kept = with_points(pages[0].outline, up_to_the_end(pages[0].outline, kept, title.block), title.block)
    kept = with_notes(pages[0], kept)
    evidence = text_evidence(choice, {block.index for block in kept})
    first = _unshared(pages[0], without_edges(pages[0], kept, title), sheet, template)
    bodies = _with_further(first, [_goes_on(page, template, model) for page in pages[1:]])
    if template is not None and kept and not bodies[0]:
        return select_blocks(pages, row, None, model)  # a template never empties a page
    parts = _parts_of(pages, bodies, title, template)
    by = "learned" if template is not None and template.knows(sheet) else "generic"
    return Selection(by, "block_model", by, title, parts, _span(pages[0], bodies[0] or kept), evidence=evidence)


def _headline_of(page: Page, title: Title) -> list[Block]:
    return [] if title.block is None else [page.outline.blocks[title.block]]


def _goes_on(page: Page, template: Template | None, model: Model | None) -> list[Block]:
    kept, choice = choose(page, template, model)
    return _unshared(page, up_to_the_end(page.outline, kept, None), choice.sheet, template)


def _parts_of(pages: Sequence[Page], bodies: list[list[Block]], title: Title, template: Template | None) -> list[PagePart]:
    befores = [_headline_of(pages[0], title), *([] for _ in pages[1:])]
    return [_part(*each, template) for each in zip(pages, bodies, befores, strict=True)]


def _with_further(first: list[Block], further: Sequence[list[Block]]) -> list[list[Block]]:
    """The parts of a body; of one that begins as the first does only what none before it says: a server that knows no parts, or
    pages of pictures that each print the text."""
    bodies = [first]
    for body in further:
        again = len(set(_texts(body))) > 1 and _texts(body)[:1] == _texts(first)[:1]
        said = {text for each in bodies for text in _texts(each)} if again else ()
        bodies.append([block for block in body if block.text not in said])
    return bodies


def _texts(body: Sequence[Block]) -> list[str]:
    return [block.text for block in body]


def _unshared(page: Page, kept: list[Block], sheet: Sheet, template: Template | None) -> list[Block]:
    """What is kept without lines that the site's pages share, where more than headings is left, and what ends a page then."""
    if template is None or not template.lines:
        return kept
    chosen = {block.index for block in kept}
    standing = template.standing(sheet, [block.index in chosen for block in sheet.blocks])
    shared = {sheet.blocks[at].index for at in standing}
    rest = [block for block in kept if block.index not in shared]
    return without_end(page, rest) if any(not is_heading(block) for block in rest) else kept


def _part(page: Page, body: list[Block], before: list[Block], template: Template | None) -> PagePart:
    """before: blocks that stand for the body where there is none. With the lines near it that end the site's other articles."""
    standing = _standing(page.outline, body, template) if template is not None and body else []
    documents = offered_documents(page.outline, body or before, before)
    return PagePart(page, with_images(page.outline, body, before), documents, standing)


def _standing(outline: Outline, body: list[Block], template: Template) -> list[Block]:
    """Lines behind the body that end the site's articles, in the element around the body and the first of them."""
    behind = outline.blocks[body[-1].index + 1 :]
    first = next((block for block in behind if not block.hidden and template.ends(block)), None)
    near = [] if first is None else [*body, first]
    if first is None or outline.nodes[outline.around(near)[0]].tag in ("body", "html"):
        return []
    return [block for block in lines_near(outline, near, first.index) if template.ends(block) and not is_linked(block)]


def _span(page: Page, kept: list[Block]) -> tuple[int, int]:
    return (kept[0].index, kept[-1].index) if kept else page.main_run


def choose(
    page: Page, template: Template | None = None, model: Model | None = None
) -> tuple[list[Block], Choice]:
    """The text blocks that are the article's, with whole rows of tables; what the model made of all of them."""
    sheet = read_sheet(page.outline, claims_of(page))
    containers = Containers(sheet)
    p = containers.drawn_together((model or shipped_model()).probabilities(sheet))
    kept = keep(p, containers)
    if template is not None and template.lines:
        kept = _without_all_shared(template, containers, p, kept)
    kept = without_boxes_beside(page.outline, containers, p, kept)
    for others_in in (headlines_in, cards_in):
        kept[list(others_in(page, sheet.blocks, kept.tolist()))] = False
    chosen = [block for block, yes in zip(sheet.blocks, kept.tolist(), strict=True) if yes and not is_mark(block)]
    chosen = _with_amid(page, with_whole_rows(page.outline, chosen), template)
    return below_trail(page, without_foot(chosen)), Choice(sheet, p, kept)


def _with_amid(page: Page, chosen: list[Block], template: Template | None) -> list[Block]:
    """The blocks with what stands amid them and is theirs; no line that the site's pages share is."""
    told = with_text_amid(page.outline, chosen)
    return told if template is None else [block for block in told if block in chosen or not template.repeats(block)]


def _without_all_shared(template: Template, containers: Containers, p: Floats, kept: Flags) -> Flags:
    """What would be kept of a page's own text, where only lines were that the site's pages share; else `kept`."""
    sheet = containers.sheet
    own = np.array([not template.repeats(block) for block in sheet.blocks], bool)
    likely = (p[own] > _LEAST).any()  # else all that is the page's own is furniture
    return _kept_of(own, containers, p, kept) if likely and not _has_text(sheet, kept & own) else kept


def without_boxes_beside(outline: Outline, containers: Containers, p: Floats, kept: Flags) -> Flags:
    """What would be kept of the page without its comments, where most is in them and the rest is likely; else `kept`."""
    sheet = containers.sheet
    boxes = list(boxes_beside(outline, [sheet.blocks[at] for at in np.flatnonzero(kept).tolist()]))
    within = outline.within(boxes)
    own = np.array([block.index not in within for block in sheet.blocks], bool) if boxes else kept
    beside = sheet.tokens[kept & ~own].sum() >= MOST_BESIDE * sheet.tokens[kept].sum()
    return _kept_of(own, containers, p, kept) if boxes and beside and (p[own] > _LEAST).any() else kept


def _kept_of(own: Flags, containers: Containers, p: Floats, kept: Flags) -> Flags:
    """What would be kept of the `own` blocks alone, where there is text among it; else `kept`."""
    others = keep(np.where(own, p, 0).astype(np.float32), containers) & own
    return others if _has_text(containers.sheet, others) else kept


def _has_text(sheet: Sheet, kept: Flags) -> bool:
    """Whether there is text among the kept blocks, headings aside."""
    return any(not is_heading(sheet.blocks[at]) for at in np.flatnonzero(kept).tolist())


def study(page: Page, model: Model | None = None) -> LearnedPage:
    """What is learned of one page: its text blocks, which of them are the article's, and its title and headline."""
    kept, choice = choose(page, model=model)
    sheet, chosen = choice.sheet, {block.index for block in kept}
    headlines = [block.text for block in sheet.blocks if block.element.tag == "h1"]
    return LearnedPage(sheet, [block.index in chosen for block in sheet.blocks], (claims_of(page).title, *headlines))


def learn_template(pages: Iterable[Page], model: Model | None = None) -> Template:
    """What several pages of one site, in any order, have in common."""
    return learn_from(study(page, model) for page in pages)


def threshold(p: Floats, tokens: Floats) -> float:
    """The probability above which keeping a block raises the expected F1 of the page; at most `_ENOUGH`.

    At least `_LEAST` where there is any that probable: below, it is other people's prose on a page with little of its own.
    """
    if not len(p):
        return 0.5
    order = np.argsort(-p, kind="stable")
    right = np.cumsum((p * tokens)[order])
    kept = np.cumsum(tokens[order])
    expected = 2 * right / (kept + right[-1] + 1e-9)
    least = _LEAST if p.max() > _LEAST else 0.0
    return float(min(_ENOUGH, max(least, expected.max() / 2)))


def keep(p: Floats, containers: Containers) -> Flags:
    """Which text blocks of the containers' page are the article's."""
    sheet = containers.sheet
    shown = np.where(np.array([block.hidden for block in sheet.blocks], bool), 0, p).astype(np.float32)
    chosen = containers.filled(shown > threshold(shown, sheet.tokens), shown)
    chosen = containers.with_sections(containers.without_headed_boxes(containers.with_their_like(chosen, shown), shown))
    chosen = with_headings(chosen, shown, sheet.blocks)
    kept = all_whole(chosen, sheet.blocks)
    kept[list(contents_in(sheet.blocks, kept.tolist()))] = False
    return without_repeats(kept, [block.text for block in sheet.blocks], sheet.above)


def without_repeats(kept: Flags, texts: list[str], parent: NDArray[np.int64]) -> Flags:
    """`kept` without text that is kept twice: the second copy of a line in another container, a copy of the whole in one
    block. What comes again and again between other lines stays."""
    kept, places = kept.copy(), np.flatnonzero(kept).tolist()
    said, first = [texts[at] for at in places], dict[str, int]()
    times = Counter(said)
    for order, (at, text) in enumerate(zip(places, said, strict=True)):
        one = first.setdefault(text, order)
        again = len(text) >= _REPEAT and parent[places[one]] != parent[at]
        if again and not (times[text] >= _TIMES and _is_refrain(said, one, order)):
            kept[at] = False
    long_ = [at for at in np.flatnonzero(kept).tolist() if len(texts[at]) >= _REPEAT]
    for at in long_:
        if len(texts[at]) >= _COPY and _is_copy(texts[at], [texts[i] for i in long_ if kept[i]]):
            kept[at] = False
    return kept


def _is_refrain(said: list[str], one: int, other: int) -> bool:
    """Whether a line that comes again stands between other lines than at first: a question to each of some persons."""
    before = zip(*(reversed(said[max(0, at - _ALIKE) : at + 1]) for at in (one, other)), strict=False)
    behind = zip(*(said[at : at + _ALIKE + 1] for at in (one, other)), strict=False)
    alike = sum(1 for side in (before, behind) for _ in takewhile(_are_same, side)) - 1
    return said[other - 1] != said[other] and alike <= _ALIKE


def _are_same(lines: tuple[str, str]) -> bool:
    return lines[0] == lines[1]


def _is_copy(text: str, kept: list[str]) -> bool:
    """Whether most of a text stands in clearly shorter ones too."""
    most = _COPIED * len(text)
    return sum(len(each) for each in kept if len(each) < most and each in text) > most
