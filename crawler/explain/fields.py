"""The fields of a reading as rows of text, beside those of another reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.items import Dateline, Extraction
from crawler.text.counting import counted

# Name shown -> attributes whose values make up the row.
_ROWS = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "published": ("published", "published_precision"),
    "modified": ("modified",),
    "authors": ("authors",),
    "source": ("source",),
    "dateline": ("dateline",),
    "section": ("section",),
    "language": ("language",),
    "breadcrumbs": ("breadcrumbs",),
    "keywords": ("keywords",),
    "rights": ("rights",),
    "text": ("text",),
    "release_parts": ("release_parts",),
    "images": ("images",),
    "attachments": ("attachments",),
    "links": ("links",),
    "canonical_url": ("canonical_url",),
    "id": ("id",),
}
_OF_THE_SITE = frozenset({"canonical_url", "id", "section", "language"})  # the site adds to these: no rivalry of readers
_SHOWN = 12  # items of a list


@dataclass(frozen=True, slots=True)
class Value:
    """One field.

    taken: the value; how: source and rule; agree: sources with the same; other: (source, its different value); rival: what
    the other reader has; differs: whether that is something else.
    """

    name: str
    taken: str
    how: str = ""
    agree: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    rival: str = ""
    differs: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.taken or self.rival or self.other)


def rivals(found: Extraction, name: str) -> list[tuple[str, str]]:
    """(source, value) of the sources that say something else of a field than what was taken."""
    said = found.provenance.get(name)
    taken = getattr(found, name, None)
    return [(source, value) for source, value in said.other.items() if value and value != taken] if said else []


def values_of(found: Extraction, rival: Extraction | None) -> list[Value]:
    """All fields, in the order of the article line."""
    rows = []
    for name, attributes in _ROWS.items():
        said = found.provenance.get(name)
        taken = _shown(found, attributes)
        other = _shown(rival, attributes) if rival is not None else ""
        rows.append(
            Value(
                name, taken, _how(said.by, said.rule) if said else "", tuple(said.agree) if said else (),
                tuple(rivals(found, name)), other,
                rival is not None and name not in _OF_THE_SITE and _differs(found, rival, attributes),
            )
        )  # fmt: skip
    return rows


def _differs(found: Extraction, rival: Extraction, attributes: Sequence[str]) -> bool:
    return any(getattr(found, name) != getattr(rival, name) for name in attributes)


def _how(by: str, rule: str | None) -> str:
    return by if not rule or rule == by else f"{by}: {rule}"


def _shown(found: Extraction, attributes: Sequence[str]) -> str:
    if attributes == ("text",):
        shown = f"{found.text[:120]}{'…' if len(found.text) > 120 else ''}"
        return f"{counted(len(found.text), 'character')}: {shown}" if found.text else ""
    pieces = [_plain(getattr(found, name)) for name in attributes]
    main, rest = pieces[0], [piece for piece in pieces[1:] if piece]
    return f"{main} ({', '.join(rest)})" if main and rest else main


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Dateline):
        return " · ".join(filter(None, [value.place, value.date, value.wire]))
    if isinstance(value, list):
        items = [_item(each) for each in value[:_SHOWN]]
        more = [f"… {len(value) - _SHOWN} more"] if len(value) > _SHOWN else []
        return " | ".join([*items, *more])
    return str(value)


def _item(value: object) -> str:
    kind = getattr(value, "kind", None)
    if kind is not None:
        return f"{kind} ({counted(len(getattr(value, 'text', '')), 'character')})"
    url = getattr(value, "url", None)
    if url is None:
        return str(value)
    label = getattr(value, "caption", None) or getattr(value, "title", None) or getattr(value, "text", None)
    return f"{label}: {url}" if label else str(url)
