"""What tells of an article's writers behind it: paragraphs of which the first begins with the full name of one of them."""

import re
from collections.abc import Sequence

from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_prose
from crawler.text.writing import begins_small, ends_sentence, ends_with_colon, has_capitals

_LAST = 4  # lines at the end of a text, of which the first begins with the name
_CARD, _OFFICE = 2, 80  # lines below a line with the name, and characters that may stand behind it there
_BEFORE = 25  # characters that may stand before the name: an office, an outlet
_PARAGRAPHS = 3  # of the text, at least, before it
_SHARE = 0.4  # of the text, at most
_WORD = re.compile(r"[^\W\d_]{2,}")
# What such a part is called, alone on a line or before a colon.
_LABEL = re.compile(
    r"\W{0,3}(?:作者(?:简介|簡介|介绍|介紹)|关于作者|關於作者|(?:著者|筆者|執筆者)(?:紹介|プロフィール|略歴)|"
    r"about the (?:author|writer)s?|über (?:den|die) autor(?:in|en)?|à propos de l['’](?:auteure?|autrice)|"
    r"sobre (?:el|la|o|a) autora?|(?:l['’]autore|sull['’]autore)|об авторе|про автора|за автора|o autor(?:ze|ovi|ce|u)|"
    r"over de auteur|om (?:forfatteren|författaren)|tietoa kirjoittajasta|yazar hakkında|σχετικά με τον συγγραφέα|"
    r"عن (?:الكاتب|الكاتبة|المؤلف)|על (?:המחבר|הכותב|הכותבת)|लेखक के बारे में|về tác giả|tentang penulis|글쓴이 소개|저자 소개)"
    r"\W{0,3}(?:[:：]|\Z)",
    re.I,
)


def without_biography(outline: Outline, body: Sequence[Block], authors: Sequence[str]) -> list[Block]:
    """A page's body without such paragraphs: none where the text names the writer too, or has a section about who wrote it.

    Nor the last ones below a line of the page that is the name. authors: names of the article's writers.
    """
    lines = [block for block in body if block.text]
    for at in range(max(_PARAGRAPHS, len(lines) - _LAST), len(lines)):
        about = _LABEL.match(lines[at].text) is not None or _is_about(outline, lines, at, authors)
        if about and not _is_section(lines[at - 1 : at + 1]) and _is_small(lines, at):
            return [block for block in body if block.index < lines[at].index]
    return list(body)


def _is_about(outline: Outline, lines: Sequence[Block], at: int, authors: Sequence[str]) -> bool:
    """Whether a line begins with the name of a writer, or a dropped one right above does, as nowhere else below the first."""
    if any(_begins_with(lines[at], name) and _is_only_there(name, lines[:at]) for name in authors):
        return True
    if len(lines) - at > _CARD or not ends_sentence(lines[at].text):
        return False
    between, below = outline.shown(lines[at - 1].index + 1, lines[at].index), outline.shown(lines[0].index, lines[-1].index)
    return any(_begin_so(between, name) == _begin_so(below, name) == 1 for name in authors)


def _begin_so(lines: Sequence[Block], name: str) -> int:
    return sum(line.text.startswith(name) and len(line.text) <= len(name) + _OFFICE for line in lines)


def _is_section(lines: Sequence[Block]) -> bool:
    above, line = lines
    return is_heading(above) or line.element.tag == "li"


def _begins_with(block: Block, name: str) -> bool:
    """Whether a sentence begins with a full name, and goes on in small letters or behind a sign, where its script has any."""
    start, end = block.text.find(name), block.text.find(name) + len(name)
    after = block.text[end:].strip()
    if start < 0 or not after or not ends_sentence(block.text):
        return False
    if not has_capitals(name):
        return start == 0
    labelled = ends_with_colon(block.text[:start].rstrip())  # `Editor's note: Jane Roe's cousin ...`
    return start <= _BEFORE and not labelled and " " in name and (begins_small(after) or not after[0].isalnum())


def _is_only_there(name: str, text: Sequence[Block]) -> bool:
    """Whether a text before says no word of the name."""
    said = " ".join(block.text for block in text).casefold()
    return not any(word.casefold() in said for word in _WORD.findall(name))


def _is_small(body: Sequence[Block], at: int) -> bool:
    size = sum(len(block.text) for block in body)
    return sum(map(is_prose, body[:at])) >= _PARAGRAPHS and sum(len(block.text) for block in body[at:]) <= _SHARE * size

