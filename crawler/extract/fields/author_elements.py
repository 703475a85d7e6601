"""Elements that their names, their attributes or their addresses call the author, and the offices beside them."""

import re

from lxml.etree import _Element as Element

from crawler.extract.fields.author_roles import is_other_work
from crawler.page.markup import custom_tag
from crawler.page.names import finding
from crawler.text.safe_text import one_line

_CALLED = re.compile(
    r"author|by-?line|(?:^|[\s_-])by(?:$|[\s_-])|a[uv]tor|created-?by|auteur|redakt[oeø]r|writer|reporter|contributor|journalist|signatur|muhabir|"
    r"szerzo|h[oö]fund|tekija|kirjoittaj|penulis|mwandishi|skribent|f[oö]rfatt|yazar|egilea|"
    r"(?:^|[\s_-])(?:fn|firma|sign|signed|aut|tac-?gia|zuozhe|rich_media_meta_text|sv_member)(?:$|\s)",
    re.I,
)
_says_author = finding(_CALLED)
_CALLED_IN_DATA = re.compile(r"author|by-?line|writer|reporter|autor|auteur|user-?name", re.I)
_CALLED_OFFICE = re.compile(
    r"(?:author|by-?line)[\w-]{0,12}?(?:title|role|position|label|location|place|town|city|date)(?:\s|\Z)", re.I
)
_NAMED_ADDRESS = re.compile(
    r"/(?:authors?|a[uv]tor(?:en|es|i)?|auteurs?|users?|people|staff|profile|by|reporters?|journalists?|"
    r"szerzok?|kirjoittajat?|h[oö]fund[au]r|penulis|forfattere?|yazarlar|autorzy|autorid)/", re.I
)
_NAME = re.compile(r"(?<![a-z])name(?![a-z])", re.I)
_OFFICE = re.compile(r"(?<![a-z])(?:role|position|job|occupation|job-?title|title)(?![a-z])", re.I)
_PART_OF_NAME = re.compile(r"(?<![a-z])(?:first|given|fore|last|family|sur)[-_]?names?(?![a-z])", re.I)
_LONGEST_NAME = 60  # characters
_DATA = 40  # characters of an attribute that calls an element


def is_called_author(element: Element) -> bool:
    """Whether its names, an attribute that scripts read, or the address of a link call an element the author."""
    if element.tag == "a" and _NAMED_ADDRESS.search(element.get("href") or ""):
        return True
    called = f"{custom_tag(element)} {element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
    return _says_author(called) or any(_names_author(key, element) for key in map(str, element.keys()))


def _names_author(key: str, element: Element) -> bool:
    """Whether an attribute that scripts read calls the element author."""
    value = element.get(key) if key.startswith("data-") else None
    return value is not None and len(value) <= _DATA and _CALLED_IN_DATA.search(value) is not None


def is_called_office(element: Element) -> bool:
    """Whether an element in a by-line holds what stands beside the name; a link there is the name's."""
    return element.tag != "a" and _CALLED_OFFICE.search(element.get("class") or "") is not None


def has_office(element: Element) -> bool:
    """Whether an element is called a name and the one behind it an office, as of persons."""
    if not _NAME.search(element.get("class") or ""):
        return False
    behind = element.getnext()
    return behind is not None and _OFFICE.search(behind.get("class") or "") is not None


def is_named(element: Element) -> bool:
    """Whether an element is the name in one that is called author: `Escrit per <i itemprop=name>Jana Roe</i>`."""
    around = element.getparent() if element.get("itemprop") == "name" else None
    return around is not None and is_called_author(around)


def marked_names(element: Element) -> list[str]:
    """The names in an element that are marked as such, of one word too: `Posted by <i itemprop=author><i itemprop=name>Kaja`."""
    return [said(each) for each in element.iter("*") if is_named(each) and len(said(each)) <= _LONGEST_NAME]


def does_other_work(element: Element) -> bool:
    """Whether the office beside a name is none of a writer: a photographer's, a translator's."""
    behind = element.getnext()
    office = "" if behind is None or not _OFFICE.search(behind.get("class") or "") else said(behind)
    return is_other_work(office)


def names_in_parts(element: Element) -> list[str]:
    """The names whose parts stand in elements of their own: `<i class=firstname>Jane</i> <i class=lastname>Roe</i>`."""
    boxes: dict[Element | None, list[str]] = {}
    for part in filter(_is_part_of_name, element.iter("*")):
        boxes.setdefault(part.getparent(), []).append(said(part))
    return [" ".join(parts) for parts in boxes.values() if len(parts) > 1]


def _is_part_of_name(element: Element) -> bool:
    return _PART_OF_NAME.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}") is not None


def texts_of(element: Element) -> list[str]:
    """The texts in an element, blanks collapsed, without empty ones."""
    pieces = (one_line(piece) for piece in element.itertext() if isinstance(piece, str))
    return list(filter(None, pieces))


def said(element: Element) -> str:
    """All text of an element in one line."""
    return " ".join(texts_of(element))


def without_offices(pieces: list[str], element: Element) -> list[str]:
    """The pieces of an element that are not in one which is called an office."""
    beside = {said(each) for each in element.iter() if is_called_office(each)}
    return [piece for piece in pieces if piece not in beside]
