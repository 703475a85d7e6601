"""A checkup as one HTML file, old and new reading side by side, and as lines for a terminal. Pure."""

from collections.abc import Sequence

from crawler.explain.fields import values_of
from crawler.explain.folder import short
from crawler.explain.layouts import Trial
from crawler.html.builder import Safe, bullets, document, folded, join, link, prose, section, soft, table, tag
from crawler.html.diff import compared
from crawler.items import Extraction
from crawler.survey.checkup import Checkup, Rule
from crawler.survey.redesign import Redesign
from crawler.survey.seen import Survey
from crawler.survey.view import CSS, stored

_LINE = 150  # characters of a line for a terminal
_MARKS = {True: "hits", False: "misses"}


def checkup_lines(found: Checkup) -> list[str]:
    """The rules as a table for a terminal."""
    return [f"{_MARKS[rule.hit]:<8}{rule.name:<19}{short(rule.said.replace('`', ''), _LINE)}" for rule in found.rules]


def proposal_text(site_name: str, redesign: Redesign) -> str:
    """The new layout as it stands in crawler/layouts/<company>.py, and how it is declared."""
    head = "\n".join(redesign.imports)
    return f"{head}\n\n{redesign.text}\n\n# spiders/{site_name}.py: layouts=({redesign.name}, ...), before those that are there"


def checkup_page(seen: Survey, found: Checkup, written: Sequence[str]) -> bytes:
    """The page as UTF-8 HTML. written: the cases that were made."""
    site, tried = seen.site, zip(found.read, found.trials, strict=True)
    return document(
        f"Checkup: {site.company}",
        tag("h1", tag("bdi", site.company), " ", tag("span", site.name, class_="soft")),
        _banner(found, written),
        section("Rules", table(("rule", "", "what it found, or what would"), map(_row, found.rules))),
        section("The layout that is proposed", tag("pre", proposal_text(site.name, found.redesign))) if found.redesign else None,
        _side_by_side(found.redesign) if found.redesign else None,
        section("Layouts that were tried", *(_trials(each[0], trials) for each, trials in tried)),
        *(section("As it is stored today", stored(each[0])) for each in found.read),
        css=CSS,
    )  # fmt: skip


def _banner(found: Checkup, written: Sequence[str]) -> Safe:
    missed = [rule.name for rule in found.rules if not rule.hit]
    said = f"These rules do not hit: {', '.join(missed)}." if missed else "Every rule hits."
    files = bullets(tag("code", each) for each in written)
    return tag(
        "div", tag("div", "drift" if missed else "healthy", class_="name"), tag("p", said), files,
        class_=f"banner {'bad' if missed else 'good'}", role="status",
    )  # fmt: skip


def _row(rule: Rule) -> tuple[object, ...]:
    return rule.name, tag("span", _MARKS[rule.hit], class_="good" if rule.hit else "bad"), prose(rule.said)


def _side_by_side(redesign: Redesign) -> Safe:
    """Each article as it is read today and with the new layout."""
    pairs = zip(redesign.before, redesign.after, strict=True)
    return join(section(f"Old and new reading: {new.title or new.url}"[:200], _compared(old, new)) for old, new in pairs)


def _compared(old: Extraction, new: Extraction) -> Safe:
    rows = [
        (value.name, tag("bdi", value.rival or "–"), tag("bdi", value.taken or "–"), "differs" if value.differs else "")
        for value in values_of(new, old)
        if not value.empty
    ]
    same = (
        soft("The text is the same.")
        if old.text == new.text
        else folded("what differs in the text", compared(old.text, new.text), open_=True)
    )
    return join([tag("p", link(new.url, new.url)), table(("field", "today", "with the new layout", ""), rows), same])


def _trials(found: Extraction, trials: Sequence[Trial]) -> Safe | None:
    if not trials:
        return None
    rows = [
        (trial.layout.name, "reads it" if trial.chosen else "fits" if trial.fit else "does not fit", trial.why,
         "; ".join(f"{anchor.name}: {anchor.found or 'not on the page'}" for anchor in trial.anchors))
        for trial in trials
    ]  # fmt: skip
    return folded(found.title or found.url, table(("layout", "", "why", "anchors"), rows), open_=True)
