"""What today's rules would change, field by field: as a table, and as one HTML page with the differences marked."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.html.builder import Safe, bullets, document, folded, link, section, table, tag
from crawler.html.diff import compared
from crawler.reextract.reading import TOLD, Outcome
from crawler.text.counting import counted

EXAMPLES = 12  # articles a field that the page shows
_CSS = """
details{border-top:1px solid var(--edge);padding:.5rem 0}details>summary{color:var(--ink);font-size:1rem}
table{width:auto}th:last-child,td:last-child{padding-left:2rem}
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
            f"{counted(self.articles, 'article')} read again: {self.same} the same, {self.differing} different, {self.told} only "
            f"in how it was found, {len(self.lost)} no longer an article, {len(self.failed)} unreadable",
        ]
        lines += [f"not read, {reason}: {count}" for reason, count in sorted(self.skipped.items())]
        if self.fields:
            width = max(len(name) for name in self.fields)
            lines += [f"  {'field':{width}}  articles"]
            lines += [f"  {name:{width}}  {count:8}" for name, count in self.ordered_fields()]
        lines += [f"  {_loss(outcome)}" for outcome in [*self.lost[:EXAMPLES], *self.failed[:EXAMPLES]]]
        return "\n".join(lines)

    def page(self, site: str) -> bytes:
        """The HTML page: one file, no script, nothing from elsewhere."""
        heading = f"Rules of today on the archive of {site}"
        gone = [*self.lost, *self.failed]
        return document(
            heading,
            tag("h1", heading),
            tag("p", self.table().partition("\n")[0]),
            section(
                "Fields that differ",
                table(("field", "articles"), [(tag("a", name, href=f"#{name}"), n) for name, n in self.ordered_fields()]),
            ),
            section("No articles any more, or not readable", bullets(map(_loss, gone[: 10 * EXAMPLES]))),
            *(
                section(f"{name} ({count})", *(_example(each, name) for each in self.examples[name]), id_=name)
                for name, count in self.ordered_fields()
            ),
            css=_CSS,
        )


def _loss(outcome: Outcome) -> str:
    return f"{outcome.kind}: {outcome.before['url'] if outcome.before else ''} ({outcome.reason})"


def _example(outcome: Outcome, name: str) -> Safe:
    assert outcome.before is not None
    assert outcome.after is not None
    before, url = outcome.before, outcome.before["url"]
    about = tag("p", f"{before['id']} · {before.get('published')} · ", link(url, url), class_="soft")
    change = compared(_shown(before.get(name)), _shown(outcome.after.get(name)))
    return folded(tag("bdi", before.get("title") or url), about, change, open_=True)


def _shown(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, indent=1)
