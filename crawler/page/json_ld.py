"""JSON-LD: what a page states about itself in objects of schema.org."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.items import JsonObject
from crawler.text.safe_text import one_line

ARTICLE_TYPES = frozenset(
    "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle pressrelease report techarticle scholarlyarticle liveblogposting socialmediaposting "
    "discussionforumposting advertisercontentarticle satiricalarticle medicalscholarlyarticle howto recipe review".split()
)
MOST_NODES = 400
_DEEPEST = 4  # lists of names in lists
_LISTS = ("itemListElement", "@list", "@set", "item")
_NESTED = tuple("@graph mainEntity mainEntityOfPage itemListElement item hasPart about subjectOf liveBlogUpdate".split())
_BODIES = ("organization", "corporation", "business", "ngo", "newspaper")
_ESCAPED = re.compile(r"[\[{\s]{1,200}&(?:quot|#0?34|#x22);", re.I)
_PREFIX = re.compile(r"(?:schema:|https?://schema\.org/)(?=\w)")
_DATA = re.compile(r"[{\[](?=\s{0,200}[\"{\[&/])")  # where data begin, be it with a comment
_TAGS = re.compile(r"<[^<>]{1,300}>")
Node = JsonObject


def load_json(text: str) -> Any:
    """JSON as pages print it: wrapped in comments, with entities for quotes, with commas, quotes or ends missing, several
    objects one after the other; None where it is none."""
    text = _bare(text)
    if not text:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        text = html.unescape(text) if _ESCAPED.match(text) else text
        found = _one_by_one(text)
        return (found[0] if len(found) == 1 else found) or _mended(text)


def _bare(text: str) -> str:
    """Without what stands around the data: a byte order mark, comments, the marks of CDATA."""
    text = text.strip("\ufeff \t\r\n")
    if not text.startswith(("<!", "//", "/*")):
        return text.rstrip(";")
    text = text.replace("<![CDATA[", " ").replace("]]>", " ")
    begun, ended = _DATA.search(text), max(text.rfind("}"), text.rfind("]"))
    return text[begun.start() : ended + 1] if begun is not None else text


def _one_by_one(text: str) -> list[object]:
    """Objects that follow each other with no comma between; nothing where one of them is broken."""
    found: list[object] = []
    decoder, at = json.JSONDecoder(strict=False), 0
    try:
        while (begun := _DATA.search(text, at)) and len(found) < MOST_NODES:
            value, at = decoder.raw_decode(text, begun.start())
            found.append(value)
    except (ValueError, RecursionError):
        return []
    return found


def _mended(text: str) -> Any:
    if not text.startswith(("{", "[", "/")):
        return None
    from json_repair import loads  # noqa: PLC0415 - few pages need it

    if text.count('"') < text.count("{"):
        return None  # nothing that has names: looking for what it may mean takes longer than reading a page
    try:
        return loads(text, skip_json_loads=True) or None
    except (ValueError, RecursionError):
        return None


def objects_in(value: Any, depth: int = 0) -> Iterator[Node]:
    """All objects of a value, flattened, in order."""
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value[:MOST_NODES]:
            yield from objects_in(each, depth + 1)
    elif isinstance(value, dict):
        value = _unprefixed(value)
        yield value
        for key in _NESTED:
            if isinstance(value.get(key), (dict, list)):
                yield from objects_in(value[key], depth + 1)


def _unprefixed(node: Node) -> Node:
    """An object whose keys name the vocabulary, `schema:headline`, as others write it."""
    if not any(map(_PREFIX.match, node)):
        return node
    return {_PREFIX.sub("", key): value for key, value in node.items()}


def types_of(node: Node) -> frozenset[str]:
    """Lower-case @type words without vocabulary prefix."""
    kinds = node.get("@type", node.get("type"))
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in listed if isinstance(kind, str))


def is_organisation(node: Node) -> bool:
    """Whether an object is said to be an organisation; what is a person as well is one who writes under a brand."""
    kinds = types_of(node)
    return "person" not in kinds and any(kind.endswith(_BODIES) for kind in kinds)


def text_of(value: Any) -> str | None:
    """A JSON-LD value as plain text: a string, the first of a list, the name of an object."""
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), None)
    if isinstance(value, dict):
        return text_of(_name_of(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return plain(value) or None if isinstance(value, str) else None


def _name_of(node: Node) -> object:
    return node.get("name") or node.get("@value") or node.get("headline")


def names_in(value: object, known: Mapping[str, Node], depth: int = 0) -> Iterator[str]:
    """The names in a value: texts, objects with a name or its parts, lists of these, references to objects in `known`."""
    listed = _listed_in(value)
    if listed is not None and depth < _DEEPEST:
        for each in listed[:MOST_NODES]:
            yield from names_in(each, known, depth + 1)
    elif isinstance(value, dict):
        told = known.get(str(value.get("@id")), value)
        if isinstance(value.get("name"), list):
            yield from names_in(value["name"], known, depth + 1)
            return
        person = " ".join(filter(None, (text_of(told.get("givenName")), text_of(told.get("familyName")))))
        yield from filter(None, [text_of(value) or text_of(told) or person])
    elif name := text_of(value):
        yield name


def _listed_in(value: object) -> list[Any] | None:
    """What a list holds, be it an object that is one, or has one item of it."""
    if isinstance(value, dict):
        value = next(filter(None, map(value.get, _LISTS)), None)
        return value if isinstance(value, list) else None if value is None else [value]
    return value if isinstance(value, list) else None


def plain(text: str) -> str:
    """Text out of a value that may carry entities or tags."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub("", text)
    return one_line(text)
