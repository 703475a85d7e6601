"""Lines at the edges of the chosen text that are none of it.

The headline and the day below it are fields of their own; a way back to the list is the page's; a heading with nothing
below it heads what was dropped.
"""

import re
from itertools import chain
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from crawler.extract.block_model.captions import without_lead_caption
from crawler.extract.block_model.counters import counts_readers
from crawler.extract.block_model.details import BESIDE, BY_LINE, DAY_LINE, is_details, tells_day, without_details
from crawler.extract.block_model.left_lines import without_left_lines
from crawler.extract.body.release_part_words import has_address
from crawler.extract.fields.author_elements import is_called_author
from crawler.extract.fields.author_names import is_by_line, is_person, names_only_persons
from crawler.extract.fields.author_roles import is_other_work
from crawler.extract.fields.by_lines import named_by_words
from crawler.extract.fields.credits import says_rights
from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.lone_names import signed_name
from crawler.extract.fields.title import Title
from crawler.extract.page_type.classify import dated_rows
from crawler.page.blocks import Block
from crawler.page.boilerplate import (
    is_furniture,
    is_heading,
    is_linked,
    is_only_links,
    is_prose,
    opens_tail,
    reads_as_label,
    runs_script,
    targets_of,
)
from crawler.page.files import file_type
from crawler.page.page import Page
from crawler.page.tags import CELLS, HEADINGS, ITEMS
from crawler.text.dates.parse import scan_days
from crawler.text.dates.row_date import is_date_alone
from crawler.text.writing import ends_sentence, ends_with_colon, weight
from crawler.urls import is_folder_of

_FRAMED = re.compile(r"([-–—])\s[^\W\d][^.!?。]{0,38}\s\1")  # `- Advertisement -`
_TAIL_LINE = 60  # Latin characters of a line behind an article
_TOP = 4  # lines among which a by-line is the page's
_SIGNATURE = 4  # lines of a signature
_FEW = 3  # times as much text below a headline as above it
_MENU = 3  # links in one line
_ASKED = 160  # characters of whom to ask
_COMMA = re.compile(r"([,،，、])")
_SIGN_OFF = re.compile(r"[(（\[【〔][^\s()（）]{1,12}[)）\]】〕]")  # of who wrote and who edited: `(rku/and)`
_WORDS = re.compile(r"[^\W\d_][^\W\d_ '’-]{0,40}(?:[ '’-]{1,2}[^\W\d_]{1,40}){0,5}")


def without_edges(page: Page, kept: list[Block], title: Title) -> list[Block]:
    """The kept blocks without such lines before the first and behind the last that is text."""
    kept = without_left_lines(page, without_details(page, _below_title(page, kept, title)))
    kept = _without_by_lines(without_lead_caption(page.outline, kept))
    first, last = 0, len(kept) - 1
    while first < last and _is_of_head(page, kept, first):
        first += 1
    return without_end(page, kept[first:])


def _without_by_lines(kept: list[Block]) -> list[Block]:
    """The kept blocks without the by-lines behind the first, and the days right below them."""
    found: set[int] = set()
    for at in range(1, min(_TOP, len(kept) - 1)):
        alone = not is_heading(kept[at - 1]) and is_by_line(kept[at].text) and _is_only_by_line(kept[at])
        if alone or (at - 1 in found and _is_only_dated(kept[at], kept)):
            found.add(at)
    return [block for at, block in enumerate(kept) if at not in found]


def _before_signature(page: Page, kept: list[Block]) -> int:
    """Index of the last line before the persons who sign: they begin the last element, or no sentence stands behind them."""
    last = len(kept) - 1
    lines = [at for at in range(max(1, last - _SIGNATURE), last + 1) if kept[at].element is kept[last].element]
    told = max((at for at in lines if ends_sentence(kept[at].text)), default=-1)
    signed = (at for at in lines if (at > told or at == lines[0]) and signed_name(kept[at], page.outline))
    return next(signed, last + 1) - 1


def _is_of_head(page: Page, kept: list[Block], at: int) -> bool:
    """Whether a line before the text leads up, is a by-line or a day, or goes on with a by-line above it."""
    line = kept[at]
    if _leads_up(page, line) or _is_only_by_line(line) or _is_only_dated(line, kept) or is_details(line):
        return True
    below_by_line = at > 0 and line.breaks == 1 and _is_only_by_line(kept[at - 1]) and line.element is kept[at - 1].element
    return below_by_line and len(line.text) <= DAY_LINE and not ends_sentence(line.text)


def is_mark(block: Block) -> bool:
    """Whether a line between dashes, in no paragraph or heading, says what stands below it, as above an advertisement."""
    return block.element.tag == "div" and _FRAMED.fullmatch(block.text) is not None


def below_trail(page: Page, kept: list[Block]) -> list[Block]:
    """The kept blocks without lines that the way up to the site's lists parts from the first running text: another column's."""
    prose = next((at for at, block in enumerate(kept) if is_prose(block)), 0)
    if not prose:
        return kept
    between = page.outline.shown(kept[0].index, kept[prose].index)
    trail = next((block.index for block in reversed(between) if _leads_up(page, block)), -1)
    return [block for block in kept if block.index > trail]


def without_end(page: Page, kept: list[Block]) -> list[Block]:
    """The kept blocks without such lines behind the last that is text."""
    last = len(kept) - 1
    while last > 0 and (_ends_page(page, kept[last]) or _is_of_tail(kept[last])):
        last -= 1
    last = _before_signature(page, kept[: last + 1])
    if last > 0 and _announces(kept[last]) and not _announces(kept[last - 1]):
        last -= 1
    return kept[: last + 1]


def _is_of_tail(block: Block) -> bool:
    """Whether a short line is what stands behind articles: who edited it, whose it is, the way back, how many read it."""
    return (weight(block.text) <= _TAIL_LINE and opens_tail(block)) or counts_readers(block) or _is_control(block)


def _is_control(block: Block) -> bool:
    """Whether a line is links that only a script follows: it prints, sends or unfolds. A question that unfolds its answer stands
    above that."""
    return is_only_links(block) and all(map(runs_script, targets_of(block)))


def _below_title(page: Page, kept: list[Block], title: Title) -> list[Block]:
    if title.block is not None:
        kept = _below(page, kept, title.block)
    while kept and title.text and (kept[0].index == title.block or kept[0].text == title.text):
        kept = kept[1:]
    return kept


def below_headline(page: Page, kept: list[Block]) -> list[Block]:
    """The kept blocks below the page's only `h1`, where the few above are none of its text."""
    heads = [block.index for block in page.outline.shown() if block.element.tag == "h1"]
    return _below(page, kept, heads[0]) if len(heads) == 1 else kept


def _below(page: Page, kept: list[Block], at: int) -> list[Block]:
    """The kept blocks from a headline on, where the few above are none of its text."""
    above, below = _parted_at(kept, at)
    return below if above and below and _are_beside(page, above, below, at) else kept


def _parted_at(kept: list[Block], at: int) -> tuple[list[Block], list[Block]]:
    return [block for block in kept if block.index < at], [block for block in kept if block.index >= at]


def _are_beside(page: Page, above: list[Block], below: list[Block], title: int) -> bool:
    """Whether the few lines above a headline are none of its text: short ones, or near its day and in other elements."""
    if not any(map(is_prose, above)) and any(map(is_prose, below)):
        return True
    dated = any(map(has_own_day, page.blocks[above[-1].index + 1 : title + BESIDE]))
    boxes = {block.element.getparent() for block in below}
    apart = boxes.isdisjoint(block.element.getparent() for block in above)
    return dated and apart and _FEW * sum(len(block.text) for block in above) <= sum(len(block.text) for block in below)


def _is_only_by_line(block: Block) -> bool:
    """Whether a line is a by-line with a day, or one of persons alone: `Por Ana Reis`."""
    if len(block.text) > BY_LINE:
        return False
    if not is_by_line(block.text):
        return _names_writer(block)
    if len(block.text) > DAY_LINE and ends_sentence(block.text):
        return False
    persons = not is_heading(block) and names_only_persons(block.text)
    return persons or any(scan_days(block.text))


def _names_writer(block: Block) -> bool:
    """Whether a short line in a paragraph names who wrote, by whatever words: `Jana Roe skrifar`."""
    if len(block.text) > DAY_LINE or is_heading(block) or block.element.tag in ITEMS or ends_sentence(block.text):
        return False
    return any(map(is_person, named_by_words(block, ahead=True)))


def _ends_page(page: Page, block: Block) -> bool:
    """Whether a line leads to other pages of the site, is a document to take away or a menu, or says whose the page is or
    of which day."""
    if block.element.tag == "address" or any(told(block) for told in (_keeps_rights, _signs, is_furniture)):
        return True
    if tells_day(block, page.blocks):
        return True
    if not _is_way(page, block):
        return 2 * block.link_chars > len(block.text) and bool(dated_rows([block]))
    targets = _targets(page, block)
    return len(targets) >= _MENU or all(file_type(each) or _is_another(each, page) for each in targets)


def _signs(block: Block) -> bool:
    """Whether a line says who wrote, edited or photographed, or whom to ask."""
    if _SIGN_OFF.fullmatch(block.text) is not None or _is_to_be_asked(block):
        return True
    return _is_author_alone(block) or _names_writer(block)


def _is_to_be_asked(block: Block) -> bool:
    """Whether a line is a person, and behind a comma a number to call or a mail address: `Jana Roth, press office, 030 5550`."""
    name, comma, rest = _COMMA.split(f"{block.text},", maxsplit=1)
    told = len(block.text) <= _ASKED and not ends_sentence(block.text) and block.element.tag not in ITEMS
    return told and bool(comma) and has_address(rest) and is_person(name)


def _keeps_rights(block: Block) -> bool:
    """Whether a line says whose rights are kept, and is no sentence that tells of rights."""
    text = block.text
    return says_rights(text[:1]) or (len(text) <= BY_LINE and not ends_sentence(text) and says_rights(text))


def _is_author_alone(block: Block) -> bool:
    """Whether a line is a person who is called the author, or behind a label of a word: `Foto: Ana Reis`; or whose picture it
    is, `Foto: archives`."""
    label, colon, name = block.text.partition(": ")
    if colon and label.rstrip().isalpha():
        whose = is_person(name) or (is_other_work(label) and _WORDS.fullmatch(name) is not None)
        return block.element.tag not in ITEMS and whose
    return is_called_author(block.element) and is_person(block.text)


def _is_another(address: str, page: Page) -> bool:
    """Whether an address is another page of the host."""
    return page.leads_away(address) and urlsplit(address).netloc == urlsplit(page.url).netloc


def _is_way(page: Page, block: Block) -> bool:
    """Whether a line is hardly more than links, and none that shows its address to the reader."""
    return is_linked(block) and _host(page.url) not in block.text.lower()


def _targets(page: Page, block: Block) -> set[str]:
    return {page.absolute(mark.link.get("href")) or "" for _, mark in block.pieces if mark.link is not None}


def _is_only_dated(block: Block, kept: list[Block]) -> bool:
    """Whether a line is the day of a page, and no heading in a chronicle nor a cell beside others."""
    element = block.element
    cell = element.tag in ITEMS and (element.tag not in CELLS or _has_cells_beside(element, kept))
    return element.tag not in HEADINGS and not cell and len(block.text) <= DAY_LINE and is_date_alone(block.text)


def _has_cells_beside(cell: Element, kept: list[Block]) -> bool:
    """Whether other cells of the row of a cell are kept."""
    row = cell.getparent()
    cells = {_cell_of(block.element, row) for block in kept}
    return not cells <= {cell, None}


def _cell_of(element: Element, row: Element | None) -> Element | None:
    """The child of a row that an element is or stands in."""
    around = chain((element,), element.iterancestors())
    return next((each for each in around if each.getparent() is row and row is not None), None)


def _announces(block: Block) -> bool:
    """Whether a line is a heading, or ends as one does that announces what is below it."""
    return (is_heading(block) or ends_with_colon(block.text)) and reads_as_label(block.text)


def _leads_up(page: Page, block: Block) -> bool:
    """Whether a line is no more than links to folders that the page stands in: breadcrumbs, `Back to the news`."""
    if not _is_way(page, block):
        return False
    targets = _targets(page, block)
    return bool(targets) and all(is_folder_of(each, page.url) for each in targets)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") or url
