"""What belongs together: disjoint sets, and which names are one publisher."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from crawler.dataset.engine import Engine, rows

PUBLISHER = "coalesce(nullif(company, ''), site)"  # over table `heads` or `articles`
_GROUP = "split_part(id, ':', 1)"  # the site group, which all declarations of one newsroom share

Member = TypeVar("Member", int, str)


class DisjointSets(Generic[Member]):
    """Sets of members, each named after its least one."""

    def __init__(self) -> None:
        self._parent: dict[Member, Member] = {}

    def find(self, member: Member) -> Member:
        root = member
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(member, member)) != root:
            self._parent[member] = root
            member = parent
        return root

    def join(self, one: Member, other: Member) -> None:
        one, other = self.find(one), self.find(other)
        self._parent[max(one, other)] = self._parent[min(one, other)] = min(one, other)

    def members(self) -> Iterator[Member]:
        return iter(self._parent)


def publishers_of(con: Engine, shared: Sequence[tuple[str, str]] = ()) -> list[tuple[str, ...]]:
    """Names of publishers, those of one unit together, sorted: they share a site group, or a key of `shared` (key, name).

    A company is called otherwise on its sites in other languages.
    """
    groups = rows(con, f"SELECT DISTINCT {_GROUP}, {PUBLISHER} FROM heads ORDER BY 1, 2")
    sets: DisjointSets[str] = DisjointSets()
    for keyed in (groups, shared):
        first: dict[str, str] = {}
        for key, name in keyed:
            sets.join(first.setdefault(key, name), name)
    units: dict[str, list[str]] = defaultdict(list)
    for name in sorted(sets.members()):
        units[sets.find(name)].append(name)
    return [tuple(members) for members in units.values()]
