"""Data that a page keeps flat, each value once: objects and lists have the places of their values, as Nuxt 3 writes them.

    [{"article": 1}, {"title": 2, "paragraphs": 3}, "A new quay", [4], "It opens in May."]
"""

from collections.abc import Iterator, Sequence
from itertools import islice

_DEEPEST = 5  # values one in the other
_MOST = 20_000  # values that are looked at
_SEVERAL = 3  # values of such a list, at least


def unflattened(data: object) -> Iterator[dict[str, object]]:
    """The objects of flat data, with their values in the place of numbers; nothing of what is none."""
    if not isinstance(data, list) or not _is_flat(data):
        return
    for value in islice(data, _MOST):
        if isinstance(value, dict):
            yield {str(key): _value_at(data, place, _DEEPEST) for key, place in value.items()}


def _is_flat(data: Sequence[object]) -> bool:
    """Whether the values of all objects in a list are places in it, and some place holds a text."""
    objects = [value for value in islice(data, _MOST) if isinstance(value, dict)]
    places = [place for value in objects for place in value.values()]
    return len(data) >= _SEVERAL and bool(places) and all(type(place) is int and abs(place) < len(data) for place in places)


def _value_at(data: Sequence[object], place: object, deepest: int) -> object:
    """The value at a place, whole as far as it is not too deep; a negative place stands for nothing."""
    if type(place) is not int or not 0 <= place < len(data) or not deepest:
        return None
    value = data[place]
    if isinstance(value, dict):
        return {key: _value_at(data, each, deepest - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_value_at(data, each, deepest - 1) for each in value[:_MOST] if type(each) is int]
    return value
