"""Files that a page offers to take away: told by the ending of an address, or of the name that a link says."""

import re

from crawler.urls import DOCUMENT_TYPES

_TYPES = rf"\.({DOCUMENT_TYPES}|dps|csv|zip|rar|7z|tar|gz|txt|ceb|hwpx?)"
_ADDRESS = re.compile(rf"{_TYPES}(?=(?:/[\da-f-]{{2,40}})?(?:$|[?#]))", re.I)  # `plan.pdf/5f0c9a1d-77ea`: with its number behind
_NAME = re.compile(rf"[^\s/]{_TYPES}\s?(?:[(（\[][^()（）\[\]]{{1,20}}[)）\]])?\Z", re.I)  # `plan.pdf (820 KB)`
# `Bericht (PDF, 820 kB)`, `案内（PDF）`: where the address says nothing else.
_SAID = re.compile(r"[(（\[【]\s?(pdf|docx?|xlsx?|pptx?|zip|hwpx?)\b[^()（）\[\]【】]{0,24}[)）\]】]\s?\Z", re.I)
_SERVES = re.compile(r"(?:down|attach|file|(?<![a-z])dl)[\w-]{0,20}\.(?:php|aspx?|jsp)(?=$|[?#])", re.I)  # sends files
_PAGE = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp)(?=$|[?#])", re.I)


def file_type(href: str, words: str = "") -> str | None:
    """The ending, in lower case without the dot, of the file that a link leads to, or that its words name; None for a page."""
    found = _ADDRESS.search(href.split("#", 1)[0]) or _NAME.search(words)
    if found is None and (not _PAGE.search(href) or _SERVES.search(href)):
        found = _SAID.search(words)
    return found[1].lower() if found else None


def with_kind(words: str, behind: str) -> str:
    """The words of a link with what stands right behind it, where that says of what kind its file is: `(PDF, 310 KB)`."""
    said = behind.strip()
    return f"{words.rstrip()} {said}" if said and _SAID.fullmatch(said) else words
