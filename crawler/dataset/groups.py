"""Which names are one publisher: a company is called otherwise on its sites in other languages."""

from collections import defaultdict

from crawler.dataset.engine import Engine, rows

PUBLISHER = "coalesce(nullif(company, ''), site)"  # over table `heads` or `articles`
_GROUP = "split_part(id, ':', 1)"  # the site group, which all declarations of one newsroom share


def publishers_of(con: Engine, shared: list[tuple[str, str]] | None = None) -> list[tuple[str, ...]]:
    """Names of publishers, those of one unit together, sorted: they share a site group, or a key of `shared` (key, name)."""
    groups = rows(con, f"SELECT DISTINCT {_GROUP}, {PUBLISHER} FROM heads ORDER BY 1, 2")
    root = {name: name for _, name in groups}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    first: dict[tuple[str, str], str] = {}
    keyed = [("group", key, name) for key, name in groups] + [("shared", key, name) for key, name in shared or []]
    for kind, key, name in keyed:
        one, other = sorted((find(first.setdefault((kind, key), name)), find(name)))
        root[other] = one
    units: dict[str, list[str]] = defaultdict(list)
    for name in sorted(root):
        units[find(name)].append(name)
    return [tuple(members) for members in units.values()]
