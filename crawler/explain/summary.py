"""An explanation in five lines, for a terminal."""

from collections import Counter

from crawler.explain.fields import rivals
from crawler.explain.lines import TEXT
from crawler.explain.reading import Explanation
from crawler.html.builder import clean

_WIDTH = 150


def summary(told: Explanation) -> str:
    """Five lines: kind, reader, title, date, text."""
    found = told.found
    fates = Counter(line.fate for line in told.lines)
    limit = "" if told.limit is None else f", lines above {told.limit:.2f} are kept"
    flags = f"; flags: {', '.join(found.flags)}" if found.flags else ""
    rows = (
        ("kind", f"{found.kind} ({found.kind_reason}) of {told.site.name}"),
        ("reader", f"{found.layout or 'generic'}{limit}"),
        ("title", f"{found.title or 'none'}{_said(told, 'title')}"),
        ("date", f"{found.published or 'none'}{_said(told, 'published')}"),
        ("text", f"{len(found.text)} characters from {fates[TEXT]} of {len(told.lines)} lines{flags}"),
    )
    return "\n".join(f"{name:<7}{_plain(value)}" for name, value in rows)


def _said(told: Explanation, name: str) -> str:
    said = told.found.provenance.get(name)
    if said is None:
        return ""
    against = "; ".join(f"{source} says {value}" for source, value in rivals(told.found, name))
    agree = f", agrees: {', '.join(said.agree)}" if said.agree else ""
    return f" (by {said.by}{agree}{'; ' + against if against else ''})"


def _plain(value: str) -> str:
    line = " ".join(clean(value).split())
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"
