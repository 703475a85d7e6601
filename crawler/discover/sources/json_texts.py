"""The texts of an object in JSON under their names: those one level below too, and text that an editor keeps in pieces."""

from collections.abc import Iterator, Mapping

Record = Mapping[str, object]
WRAPPERS = frozenset(("item", "node", "attributes", "fields", "_source", "data", "content", "article", "post", "properties"))
PLAIN = frozenset(("rendered", "value", "text", "raw", "#text", "iso", "datetime"))
_PIECES = ("children", "content")  # what paragraphs of rich text keep their pieces under
_MOST_DEEP = 4  # paragraphs, lines and pieces inside each other


def flat(record: Record) -> dict[str, str]:
    """Names and texts of an object, with those one level below: `title.rendered` is `title`, `node.title` too."""
    found: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            for known, each in _below(name, value):
                found.setdefault(known, each)
        elif (text := _text(value)) is not None:
            found[name] = text
    return found


def _below(name: str, record: Record) -> Iterator[tuple[str, str]]:
    for inner, value in record.items():
        if name in WRAPPERS and isinstance(value, dict):
            yield from _further_below(inner, value)
            value = _plain(value)
        if (text := _text(value)) is not None:
            yield name if inner in PLAIN else inner if name in WRAPPERS else f"{name}.{inner}", text


def _further_below(name: str, record: Record) -> Iterator[tuple[str, str]]:
    if PLAIN.isdisjoint(record):
        yield from ((f"{name}.{inner}", text) for inner, value in record.items() if (text := _text(value)) is not None)


def _plain(record: Record) -> object:
    return next((record[name] for name in PLAIN if name in record), None)


def _text(value: object) -> str | None:
    if isinstance(value, list):
        return _joined(value, " ", _MOST_DEEP)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _joined(pieces: list[object], between: str, depth: int) -> str | None:
    """The text of a list of pieces of text; None for any other list, as one of several words for the subject is."""
    if not pieces or not depth or (len(pieces) > 1 and not all(isinstance(each, dict) for each in pieces)):
        return None
    said = [_of_piece(each, depth) for each in pieces]
    return between.join(filter(None, said)) if None not in said else None


def _of_piece(piece: object, depth: int) -> str | None:
    if not isinstance(piece, dict):
        return _text(piece) if not isinstance(piece, list) else None
    inside = next((piece[name] for name in _PIECES if isinstance(piece.get(name), list)), None)
    if isinstance(inside, list):
        return _joined(inside, "", depth - 1)
    plain = _plain(piece)
    return _text(plain) if not isinstance(plain, list) else None
