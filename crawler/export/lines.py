"""The lines of a journal that an export is made of: the state of each article, or every revision."""

import json
from collections.abc import Iterator
from pathlib import Path

from crawler.items import JsonObject
from crawler.storage.journal import read_records


def journal_lines(path: Path, revisions: bool = False) -> Iterator[JsonObject]:
    """Lines of a journal: all of them, or the last of each article that is not removed, in order of first appearance.

    For the state the journal is read twice, so that only one number an article is kept in memory.
    """
    if revisions:
        yield from (record for record, _ in read_records(path))
        return
    last: dict[str, int] = {}
    start = 0
    for record, end in read_records(path):
        last[record["id"]] = start
        start = end
    if not last:
        return
    with path.open("rb") as stream:
        for offset in last.values():
            stream.seek(offset)
            found: JsonObject = json.loads(stream.readline())
            if found["event"] != "removed":
                yield found
