"""Where the pictures of a page lead: to larger copies of themselves, to other pages, or nowhere."""

import re
from urllib.parse import unquote

from lxml.etree import _Element as Element

from crawler.extract.body.images import NAME, PHOTOGRAPHS
from crawler.extract.body.picture_sources import PICTURES, own_addresses
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_caption
from crawler.url_parts import last_part
from crawler.urls import leads_nowhere

_FOLDER = re.compile(r"(?:images?|pictures?|bild(?:er)?|photos?|fotos?)\Z")
_ENDING = re.compile(r"(?<=.)\.\w{1,5}\Z")  # of a file's name
_WORD, _SEVERAL = re.compile(r"[^\W\d_]{3,}|\d{5,}"), 3  # of a name


def leads_to_file(block: Block) -> bool:
    """Whether a picture leads to a picture's file."""
    return block.image is not None and unquote(link_of(block.image)).lower().partition("?")[0].endswith(PICTURES)


def link_of(image: Element) -> str:
    """The address that a picture leads to, as written; empty where it leads nowhere."""
    link = next(image.iterancestors("a"), None)  # also one that is shown as a block
    href = "" if link is None else link.get("href") or ""
    return "" if leads_nowhere(href) else href


def leads_to_copy(outline: Outline, block: Block) -> bool:
    """Whether a picture leads to one of its name, or to any and has a caption."""
    target = "" if block.image is None else unquote(link_of(block.image)).lower()
    if block.image is None or not any(ending in target for ending in PHOTOGRAPHS):
        return False
    behind = outline.next_shown(block)
    return _shares_name(target, block.image) or (behind is not None and is_caption(behind.element))


def leads_away(block: Block) -> bool:
    """Whether a picture is the button of a link: to something else than itself, a larger copy, or the page of its file's name."""
    href = "" if block.image is None else link_of(block.image)
    if block.image is None or not href or href in block.image.values():
        return False
    target = unquote(href).lower()
    if any(ending in target for ending in PICTURES) or _are_of_one_folder(target, address_of(block.image).lower()):
        return False
    return not _shares_name(target, block.image)


def _are_of_one_folder(target: str, address: str) -> bool:
    """Whether a link leads to where the picture itself is, in a folder of pictures: `/ferry/@@images/image`."""
    folder = target.rpartition("/")[0]
    return folder == address.rpartition("/")[0] and _FOLDER.search(folder) is not None


def address_of(image: Element) -> str:
    """The address of what a picture shows, as written."""
    return next(own_addresses(image, lambda href: href), "")


def _shares_name(target: str, image: Element) -> bool:
    """Whether a link's address has the name of the picture's file, or its last part several of its words, or its number."""
    name, last = (_ENDING.sub("", last_part(address)) for address in (address_of(image).lower(), target))
    said, words = (set(_WORD.findall(each)) for each in (name, last))
    same = said & words
    told = len(same) >= _SEVERAL or any(map(str.isdigit, "".join(same)))
    return (len(name) >= NAME and name in target) or (told and 2 * len(same) >= len(words))
