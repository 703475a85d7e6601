"""By-lines as pages print them: told by what their elements are called, by labels, by links, by where a name stands."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import dropwhile, islice, takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields import date_words
from crawler.extract.fields.author_elements import (
    does_other_work,
    has_office,
    is_called_author,
    is_named,
    marked_names,
    names_in_parts,
    said,
    texts_of,
    without_offices,
)
from crawler.extract.fields.author_labels import (
    credited,
    first_person,
    is_counted,
    labels_writer,
    line_parts,
    named_in_part,
    named_in_talk,
    persons,
    unlabelled,
)
from crawler.extract.fields.author_names import begins_by_line, is_person
from crawler.extract.fields.author_roles import LABEL_OF_OTHERS, is_and, is_other_work
from crawler.extract.fields.co_authors import goes_on_behind
from crawler.extract.fields.title_core import joined_parts
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import FOOT_OF_ARTICLE, is_caption, is_heading, is_in_page_foot
from crawler.page.markup import class_and_id
from crawler.page.page import Page
from crawler.text.dates.row_date import is_day
from crawler.text.safe_text import one_line
from crawler.text.writing import ends_sentence, ends_with_colon, has_capitals

_LONE_WORD = re.compile(r"[^\W\d]{1,14}")  # beside linked names: what means `by`, in any language
_FOOT = re.compile(r"foot(?:er)?", re.I)
_QUOTED = frozenset(("blockquote", "figure", "figcaption", "q"))
_QUOTES = frozenset(("blockquote", "q"))
_LONGEST_LINE, _LONGEST_NAMES = 160, 80  # characters of a by-line, of what it names
_ELEMENTS, _AROUND, _BESIDE = 12, 6, 2  # of a line, around it, and close around it
_BOXES, _LINES = 3, 4  # elements around a line that may be called author, and lines of such a box
_CELLS, _IMAGES = 12, 2  # blocks of a row with a label, or of a box; those before the name
_MORE = 10  # characters that a line says beside names
_BEGINNING = 2  # lines of a text that may be its by-line
_FOLLOWING, _OFFICE = 24, 60  # blocks behind the first author; characters of what one is, below the name
_SEVERAL = 2


def by_line_names(page: Page, lines: Iterable[Block], title: int | None, body: tuple[int, int]) -> Iterator[str]:
    """What the first by-line says, told by what its element is called or links to, or by its words."""
    for block in lines:
        ahead = _is_ahead(block, page, body[0])
        headline = block.index == title and is_heading(block)  # `Ein Gespräch von Mensch zu Mensch`
        named = _of_elements(block) if headline else _names_in(block, page.outline, ahead)
        if named and not _is_of_card(block, named, page, title, body):
            told = "" if title is None else page.blocks[title].text
            yield from _behind_place(block.text, told + page.blocks[body[0]].text) or named
            if ahead or any(map(has_office, _elements_of(block))):
                yield from _likewise(block, page)
            return


def _is_ahead(block: Block, page: Page, first: int) -> bool:
    """Whether at most a few lines of the text, which begins at `first`, stand above a line; pictures and captions are none."""
    above = page.blocks[first : min(block.index, first + _FOLLOWING)]
    return sum(each.is_visible and not is_caption(each.element) for each in above) <= _BEGINNING


def _names_in(block: Block, outline: Outline, ahead: bool) -> list[str]:
    """The names in a line; ahead: of the text, or at its beginning."""
    text = one_line(joined_parts([text for text, _ in block.pieces])[0])
    if len(text) > _LONGEST_LINE:
        return []
    named = _of_line(text, block, ahead) or _of_row(text, block, outline) or _of_box(block, outline)
    others = {said(each) for each in _elements_of(block) if does_other_work(each)} if named else set()
    return [name for name in named if name not in others]


def _is_of_card(block: Block, named: list[str], page: Page, title: int | None, body: tuple[int, int]) -> bool:
    """Whether a by-line above the headline or below the text is one of several in elements of one kind, as in cards of others."""
    above = title is not None and block.index < title <= body[0]
    if not above and block.index <= body[1]:
        return False
    there = page.blocks[:title] if above else page.blocks[body[1] + 1 :]
    alike = (each for each in there if each is not block and each.is_visible and _kind(each) == _kind(block))
    return any(_names_another(each, block, named, page.outline) for each in alike)


def _names_another(line: Block, block: Block, named: list[str], outline: Outline) -> bool:
    """Whether a line names who wrote something else: apart from a by-line, or next to one that says more than the names."""
    others = _names_in(line, outline, ahead=True)
    if not others:
        return False
    first, last = sorted((line.index, block.index))
    told = len(block.text) > sum(map(len, named)) + _MORE and not any(map(has_office, _elements_of(block)))
    return bool(outline.shown(first + 1, last)) or (others != named and told)


def _behind_place(text: str, told: str) -> list[str]:
    """The persons behind the place that a line begins with, `Sund - Jane Roe`; told: headline and first words of the text."""
    place, dash, rest = text.partition(" - ")
    return persons([rest]) if dash and place in told else []


def _likewise(block: Block, page: Page) -> Iterator[str]:
    """The names in the lines that follow in elements of the same kind, as one box for each author, with or without an office."""
    for line, work in takewhile(lambda each: _kind(each[0]) == _kind(block), _with_offices(block, page)):
        named = _names_in(line, page.outline, ahead=True) or _begun_with(line)
        if not named:
            return
        if not is_other_work(work):
            yield from named


def _with_offices(block: Block, page: Page) -> Iterable[tuple[Block, str]]:
    """The lines behind one, each with what one is in the short line behind it, where they follow in turn."""
    lines = [each for each in page.blocks[block.index + 1 :][:_FOLLOWING] if each.image is None]
    if lines and _kind(lines[0]) != _kind(block) and len(lines[0].text) <= _OFFICE:
        return zip(lines[1::2], [*(each.text for each in lines[2::2]), ""], strict=False)
    return ((each, "") for each in lines)


def _begun_with(block: Block) -> list[str]:
    """The person in an element of its own that a line begins with, before an office in unknown words, or of a list."""
    name, *office = [said for said, _ in line_parts(block)] or [""]
    own = (office or block.element.tag == "li") and not ends_sentence(block.text)  # no question of a talk
    return persons([name]) if own and has_capitals(name) and sum(map(len, office)) <= _OFFICE else []


def _kind(block: Block) -> tuple[str, ...]:
    parent = block.element.getparent()
    around = [block.element] if parent is None else [block.element, parent]
    return tuple(f"{each.tag} {each.get('class')}" for each in around)


def _is_menu(block: Block) -> bool:
    """Whether a line is several links side by side with no word between them; a by-line says who wrote before it links."""
    links = {id(mark.link) for text, mark in block.pieces if text.strip()}
    return len(links) > 2 and id(None) not in links


def _of_line(text: str, block: Block, ahead: bool) -> list[str]:
    told = (*(one_line(said) for said, _ in block.pieces), text)  # spans may stand without a blank between them
    if named := next(filter(None, map(named_in_part, told)), []) or _of_elements(block):
        return named
    if _is_menu(block):
        return []
    return named_by_words(block, ahead)


def named_by_words(block: Block, ahead: bool) -> list[str]:
    """The names in a line whose words tell that it names who wrote; behind the text not in what others wrote."""
    text = one_line(joined_parts([text for text, _ in block.pieces])[0])
    if not ahead and (is_heading(block) or is_in_page_foot(block.element)):
        return []  # of a part: `लेखक के बारे में`; who made the site
    if begins_by_line(text):
        return _leading(block, text) if ahead or not _is_among_others(block, _BESIDE) else []
    talks = map(named_in_talk, dict.fromkeys((text, *(said for said, _ in line_parts(block)))))
    return next(filter(None, talks), []) or credited(block, ahead)


def _leading(block: Block, text: str) -> list[str]:
    """What a by-line says, up to where the element of its only name ends: `<b>By Jane Roe</b> <i>Sund News</i>`."""
    begin, *others = [said for said, _ in line_parts(block)]
    if begins_by_line(begin) and any(map(LABEL_OF_OTHERS.match, others)):
        return [begin, *filter(begins_by_line, others)]
    if not begins_by_line(begin):
        begin = " ".join([begin, *others[:1]])  # a label in an element of its own
    named, first = persons([text]), persons([begin])
    cut = goes_on_behind(first, named)
    return first if cut or (first and not named and begins_by_line(begin)) else [text]


def _of_elements(block: Block) -> list[str]:
    """The persons in the elements of a line that are called author, or that lead to an author's page."""
    called = list(filter(_is_called, _elements_of(block)))
    return [] if not called or _is_among_others(block) else _innermost(list(dict.fromkeys(_before_the_day(called))))


def _is_called(element: Element) -> bool:
    return is_called_author(element) or has_office(element) or is_named(element)


def _before_the_day(called: Iterable[Element]) -> Iterator[str]:
    """The persons in elements, up to a day behind them: what follows is the place."""
    some = False
    for element in called:
        if some and is_day(said(element)):
            return
        named = _persons_in(element)
        some = some or named != []
        yield from named


def _elements_of(block: Block) -> Iterator[Element]:
    return islice(block.element.iter("*"), _ELEMENTS)


def _innermost(names: list[str]) -> list[str]:
    """The names that hold none of the others: not `Jane Roe Chicago` beside `Jane Roe`."""
    return [name for name in names if not any(other in name for other in names if other != name)]


def _is_among_others(block: Block, around: int = _AROUND) -> bool:
    boxes = takewhile(_is_box, (block.element, *islice(block.element.iterancestors(), around)))
    return any(map(_is_of_others, boxes))


def _is_box(element: Element) -> bool:
    """Whether an element is less than the page, or all beside its head: what these are called (`has-sidebar`) is of all of it."""
    return element.tag not in ("body", "main") and next(element.iter("h1"), None) is None


def _is_of_others(element: Element) -> bool:
    """Whether an element holds what others said: a quotation, a caption, comments, other articles; not an article's foot."""
    called = FOOT_OF_ARTICLE.sub("", class_and_id(element))
    if element.tag == "footer" and next(element.iterancestors("article"), None) is not None:
        called = _FOOT.sub("", called)
    before = element.getprevious()
    quoted = element.tag in _QUOTED or (before is not None and before.tag in _QUOTES)  # whom is quoted stands right behind
    return quoted or "quote" in called or date_words.ELSEWHERE.search(called) is not None


def _persons_in(element: Element) -> list[str]:
    pieces = texts_of(element)
    text = " ".join(pieces)
    if len(text) > _LONGEST_LINE:
        return []
    marked = marked_names(element)
    if named := names_in_parts(element) or marked:
        return persons(named) or marked
    links = list(map(said, element.iter("a")))
    rest = reduce(lambda left, name: left.replace(name, "", 1), links, text).strip(" ,;:，、：|")
    if _are_joined(links, rest):
        return links
    if links and (labels_writer(rest) or _LONE_WORD.fullmatch(rest)):
        told = len(links) == 1 or all(map(has_capitals, links)) or labels_writer(rest)
        return persons(links) if told else []  # what a word in a script without capitals labels may be anything
    return _leading_person(list(dropwhile(labels_writer, pieces)), element)


def _are_joined(links: list[str], rest: str) -> bool:
    """Whether the links of an element are two persons with a word for `and` first of all that is said beside them."""
    return len(links) == _SEVERAL and all(map(is_person, links)) and is_and(rest.partition(" ")[0])


def _leading_person(pieces: list[str], element: Element) -> list[str]:
    """The persons in the pieces of an element; where all of them name only one, the first piece may end behind the name."""
    pieces = [pieces[0], *takewhile(lambda piece: not LABEL_OF_OTHERS.match(piece), pieces[1:])] if pieces else []
    pieces = without_offices(pieces, element)
    if is_counted(pieces):
        return []
    named = unlabelled(" ".join(pieces))
    first = unlabelled(pieces[0]) if len(pieces) >= _SEVERAL else []
    return (first if len(named) < _SEVERAL or goes_on_behind(first, named) else []) or named


def _of_row(text: str, block: Block, outline: Outline) -> list[str]:
    """The name beside a label in an element of its own: in front of it where the row's names come first."""
    if not labels_writer(text):
        return []
    row = _cells(block, outline)
    if len(row) > _SEVERAL and block.element.tag == "li" and not ends_with_colon(text):
        return []  # a section among others: `Interview`
    at = row.index(block) if block in row else len(row)
    beside = row[at + 1 : at + 2] if at % 2 == 0 else row[at - 1 : at]
    return [name for each in beside if len(each.text) <= _LONGEST_NAMES for name in persons([each.text])]


def _cells(block: Block, outline: Outline) -> list[Block]:
    """The lines of the smallest element that holds this line and others."""
    for node in map(outline.nodes.__getitem__, outline.ancestors(block)[: _BOXES + 1]):
        if len(cells := outline.shown(node.first, node.last)) > 1:
            return cells[:_CELLS]
    return []


def _of_box(block: Block, outline: Outline) -> list[str]:
    """The person that a small box called author begins with."""
    around = (outline.nodes[at] for at in outline.ancestors(block)[1 : _BOXES + 1])
    small = takewhile(lambda node: block.index - node.first <= _IMAGES and node.last - node.first <= _CELLS, around)
    box = next((node for node in small if is_called_author(node.element)), None)
    if box is None or _is_among_others(block) or not _opens(block, outline.shown(box.first, box.last)):
        return []
    return persons(names_in_parts(block.element)) or first_person([text for text, _ in line_parts(block)] or [""])


def _opens(block: Block, inside: list[Block]) -> bool:
    """Whether a line is the first of a few short ones."""
    return inside[0] is block and len(inside) <= _LINES and sum(len(each.text) for each in inside) <= _LONGEST_LINE
