"""What today's rules would change, field by field: as a table, and as one HTML page with the differences marked."""

import difflib
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.reextract.reading import TOLD, Outcome

EXAMPLES = 12  # articles a field that the page shows
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 6_000  # characters of a value that are compared word by word
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;color:#1a202c;max-width:1040px;margin:0 auto;padding:24px;background:#fff}
h2{font-size:18px;margin:32px 0 6px;border-bottom:1px solid #e2e8f0}table{border-collapse:collapse}
td,th{padding:3px 10px;border-bottom:1px solid #e2e8f0;text-align:left}td.n{text-align:right}
details{border:1px solid #e2e8f0;border-radius:6px;padding:6px 12px;margin:8px 0}summary{cursor:pointer}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,monospace;margin:6px 0}
del{background:#fed7d7;color:#822727}ins{background:#c6f6d5;color:#22543d;text-decoration:none}.meta{color:#4a5568;font-size:13px}
"""


@dataclass(slots=True)
class Comparison:
    """Counts of what second readings found, and some examples of each field."""

    articles: int = 0
    same: int = 0
    differing: int = 0  # articles whose own fields differ
    told: int = 0  # articles that differ only in how they were found
    fields: Counter[str] = field(default_factory=Counter)
    lost: list[Outcome] = field(default_factory=list)
    failed: list[Outcome] = field(default_factory=list)
    examples: dict[str, list[Outcome]] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def counted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes as they come, each counted."""
        for outcome in outcomes:
            self.add(outcome)
            yield outcome

    def add(self, outcome: Outcome) -> None:
        self.articles += 1
        if outcome.kind == "same":
            self.same += 1
        elif outcome.kind == "lost":
            self.lost.append(outcome)
        elif outcome.kind == "failed":
            self.failed.append(outcome)
        else:
            self.differing += outcome.says_more
            self.told += not outcome.says_more
            self.fields.update(outcome.fields)
            for name in outcome.fields:
                shown = self.examples.setdefault(name, [])
                if len(shown) < EXAMPLES:
                    shown.append(outcome)

    def ordered_fields(self) -> list[tuple[str, int]]:
        """Fields that would change, the article's own first, the most frequent first."""
        return sorted(self.fields.items(), key=lambda each: (each[0] in TOLD, -each[1], each[0]))

    def table(self) -> str:
        """The figures as plain text."""
        lines = [
            f"{self.articles} articles read again: {self.same} the same, {self.differing} differ, {self.told} only in how they "
            f"were found, {len(self.lost)} are no articles any more, {len(self.failed)} could not be read",
        ]
        lines += [f"not read, {reason}: {count}" for reason, count in sorted(self.skipped.items())]
        if self.fields:
            width = max(len(name) for name in self.fields)
            lines += [f"  {'field':{width}}  articles"]
            lines += [f"  {name:{width}}  {count:8}" for name, count in self.ordered_fields()]
        for outcome in [*self.lost[:EXAMPLES], *self.failed[:EXAMPLES]]:
            url = outcome.before["url"] if outcome.before else ""
            lines.append(f"  {outcome.kind}: {url} ({outcome.reason})")
        return "\n".join(lines)

    def page(self, site: str) -> str:
        """The HTML page: one file, no script, nothing from elsewhere."""
        rows = "".join(
            f'<tr><td><a href="#{name}">{name}</a></td><td class="n">{count}</td></tr>' for name, count in self.ordered_fields()
        )
        sections = [
            f'<h2 id="{name}">{name} ({count})</h2>' + "".join(_example(each, name) for each in self.examples[name])
            for name, count in self.ordered_fields()
        ]
        if self.lost or self.failed:
            items = "".join(_loss(outcome) for outcome in [*self.lost, *self.failed][: 10 * EXAMPLES])
            sections.insert(0, f"<h2>No articles any more, or not readable</h2><ul>{items}</ul>")
        heading = f"Rules of today on the archive of {html.escape(site)}"
        summary = html.escape(self.table().partition("\n")[0])
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{heading}</title>'
            f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><h1>{heading}</h1>'
            f"<p>{summary}</p><table><tr><th>field</th><th>articles</th></tr>{rows}</table>{''.join(sections)}</body></html>\n"
        )


def _loss(outcome: Outcome) -> str:
    url = outcome.before["url"] if outcome.before else ""
    return f"<li>{outcome.kind}: {html.escape(url)} ({html.escape(outcome.reason)})</li>"


def _example(outcome: Outcome, name: str) -> str:
    assert outcome.before is not None
    assert outcome.after is not None
    before, after = _shown(outcome.before.get(name)), _shown(outcome.after.get(name))
    title = html.escape(outcome.before.get("title") or outcome.before["url"])
    meta = html.escape(f"{outcome.before['id']} · {outcome.before.get('published')} · {outcome.before['url']}")
    return f'<details open><summary>{title}</summary><div class="meta">{meta}</div><pre>{marked(before, after)}</pre></details>'


def _shown(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, indent=1)


def marked(before: str, after: str) -> str:
    """HTML of the change word by word; stretches that are equal are cut to their ends."""
    if max(len(before), len(after)) > _LONGEST:
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="", n=1)
        return "\n".join(_line(line[:_LONGEST]) for line in lines)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = html.escape("".join(old[a:b])), html.escape("".join(new[c:d]))
        if kind == "equal":
            parts.append(gone if len(gone) <= 240 else f"{gone[:100]} … {gone[-100:]}")
        else:
            parts.append((f"<del>{gone}</del>" if gone else "") + (f"<ins>{come}</ins>" if come else ""))
    return "".join(parts)


def _line(line: str) -> str:
    shown = html.escape(line)
    tag = {"-": "del", "+": "ins"}.get(line[:1])
    return f"<{tag}>{shown}</{tag}>" if tag else shown
