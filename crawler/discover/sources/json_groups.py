"""Lists in JSON that stand in groups of years, months or days: what the names and labels around a list leave its objects to say.

A group is told by form: what an object holds is called a year (a month below a year, a day below a month), or an object
with a list has one year, one month with its year, or one month below a year among its values.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from crawler.discover.sources.json_texts import Record, flat
from crawler.text.dates.row_date import manner, row_date
from crawler.text.dates.words import month_of

MOST_NODES = 300_000  # values of a document that are looked at
MOST_OBJECTS = 20_000  # of one list
IN_GROUP = "(in its group)"  # the name of a whole day that an object says with its group
When = tuple[int, ...]  # year, month, day, as far as they are known
_PARTS = re.compile(r"((?:19|20)\d\d)(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?")
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,12})\.?\s+((?:19|20)\d\d)")
_NUMBER = re.compile(r"\d\d?")
_DAY_AND_MONTH = re.compile(r"(\d\d?)([-/.])(\d\d?)\.?")
_MONTHS, _DAYS = range(1, 13), range(1, 32)
Found = tuple[list[Record], tuple[Record, ...]]


def lists_in(value: object) -> Iterator[Found]:
    """Every list of objects in a document in its order, with the objects around it, the nearest first.

    Objects that leave out the year or the month that their group has say a whole day under IN_GROUP.
    """
    waiting: list[tuple[object, tuple[Record, ...], When]] = [(value, (), ())]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node, around, when = waiting.pop()
        inside = _values_in(node)
        if isinstance(node, dict):
            around, when = (node, *around[:4]), _labelled(node, when)
        elif objects := [each for _, each in inside if isinstance(each, dict)]:
            yield _with_days(objects, when), around
        waiting += [(each, around, _deeper(when, name)) for name, each in reversed(inside)]


def _values_in(node: object) -> list[tuple[str, object]]:
    """The objects and lists that stand in another, with their names; those of a list have none."""
    inside = node.items() if isinstance(node, dict) else [("", each) for each in node] if isinstance(node, list) else ()
    return [pair for pair in inside if isinstance(pair[1], dict | list)][:MOST_OBJECTS]


def _deeper(when: When, name: str) -> When:
    """A group with what a name says of its time; the group itself where that is nothing, or no part of it."""
    if not when:
        return _year_of(name)
    part = _month(name) if len(when) == 1 else _number_in(name, _DAYS) if len(when) == 2 else 0
    return (*when, part) if part else when


def _year_of(name: str) -> When:
    """The year that a name says, with its month and day where it says them."""
    if found := _PARTS.fullmatch(name):
        return tuple(int(each) for each in found.groups() if each)
    found = _NAMED_MONTH.fullmatch(name)
    month = _month(found[1]) if found else 0
    return (int(found[2]), month) if found and month else ()


def _month(name: str) -> int:
    return _number_in(name, _MONTHS) or month_of(name.strip(".").casefold()) or 0


def _number_in(name: str, span: range) -> int:
    return int(name) if _NUMBER.fullmatch(name) and int(name) in span else 0


def _labelled(node: Record, when: When) -> When:
    """A group with what the values of an object say that has a list: no day, for a release has one and lists, too."""
    lists = [each for each in node.values() if isinstance(each, list)]
    if not lists:
        return when
    sizes = {str(len(each)) for each in lists}
    said = {str(each) for each in node.values() if isinstance(each, str | int)} - sizes
    return _with_one(_with_one(when, said), said)  # the year first, which the month is one of


def _with_one(when: When, said: Iterable[str]) -> When:
    """A group with the one part of a time that some of these texts say; the group itself where they say none, or several."""
    deeper = {found for each in said if (found := _deeper(when, each)) != when and len(found) < 3}
    return deeper.pop() if len(deeper) == 1 else when


def _with_days(objects: Sequence[Record], when: When) -> list[Record]:
    """Objects with their days, where all say what their group leaves out under one name."""
    if len(when) == 3:
        return [{**each, IN_GROUP: _iso(when)} for each in objects]
    texts = [flat(each) for each in objects] if when else []
    names = [name for name in next(iter(texts), ()) if all(_completed(each.get(name, ""), when) for each in texts)]
    if len(names) != 1:
        return list(objects)
    return [{**each, IN_GROUP: _completed(said[names[0]], when)} for each, said in zip(objects, texts, strict=True)]


def _completed(said: str, when: When) -> str:
    """A whole day of what an object says and its group has; empty where that makes none."""
    if _NUMBER.fullmatch(said):
        return _iso((*when, int(said))) if len(when) == 2 and _number_in(said, _DAYS) else ""
    if numbers := _DAY_AND_MONTH.fullmatch(said):
        return numbers[2].join((numbers[1], numbers[3], str(when[0])))
    return row_date(f"{said} {when[0]}")[0] or "" if manner(said) == "yearless" else ""


def _iso(when: When) -> str:
    return "{:04}-{:02}-{:02}".format(*when)
