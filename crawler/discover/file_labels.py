"""What links to files say besides a headline: size, format, name; told by its form, in any language."""

import re

from crawler.discover.links import PageLink
from crawler.text.safe_text import one_line
from crawler.urls import document_type

_NAMED = 200  # characters: a file's name is shorter
_SIZE = r"(?<![\w.,])\d{1,5}(?:[.,]\d{1,3}){0,2}\s?(?:[kmgкмг]i?[bоoбt]|bytes?|octets?|байт)(?!\w)"
_FORMAT = r"(?:pdf|docx?|xlsx?|pptx?|zip|rtf|odt)"
_IN_BRACKETS = re.compile(rf"\s?[(\[（【][^()\[\]（）【】]{{0,40}}{_SIZE}[^()\[\]（）【】]{{0,20}}[)\]）】]", re.IGNORECASE)
_AT_END = re.compile(rf"(?:\A|[,;–—|·•/-]\s?|(?<!\w){_FORMAT}[\s,;:–—|·•/-]{{0,3}}){_SIZE}\Z", re.IGNORECASE)
_BARE = re.compile(rf"{_SIZE}\Z", re.IGNORECASE)
_BRACKET_AT_END = re.compile(r"\s?[(\[（【]([^()\[\]（）【】]{0,40})[)\]）】]\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTING = " ,;–—|·•/-"


def is_file_link(link: PageLink) -> bool:
    """Whether a link leads to a document, on whatever host."""
    return document_type(link.url) is not None


def without_size(text: str) -> str:
    """What a link to a file says without the size of it; empty where that is all."""
    bare = _AT_END.sub("", _IN_BRACKETS.sub("", text))
    return text if bare == text else one_line(bare).strip(_PARTING)


def said_of_file(text: str) -> str:
    """What a link to a file says that may tell it from others: no size in whatever unit, and no name of a file."""
    bare = without_size(text)
    if len(bare) <= _NAMED and document_type(bare.replace("?", "").replace("#", "")) is not None:
        return ""
    bare = _BARE.sub("", bare).strip(_PARTING)
    bracket = _BRACKET_AT_END.search(bare)
    if bracket and any(map(str.isdigit, bracket[1])) and not _YEAR.search(bracket[1]):
        return bare[: bracket.start()].strip(_PARTING)
    return bare
