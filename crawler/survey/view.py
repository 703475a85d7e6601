"""What a first look found, as one HTML file without script and as lines for a terminal. Pure."""

from collections.abc import Sequence

from crawler.explain.fields import values_of
from crawler.explain.folder import short
from crawler.html.builder import (
    Safe,
    bullets,
    document,
    folded,
    join,
    key_figures,
    link,
    paragraphs,
    prose,
    section,
    soft,
    table,
    tag,
)  # fmt: skip
from crawler.items import Extraction, Row
from crawler.survey.declare import Proposal, cases
from crawler.survey.seen import SeenList, Survey
from crawler.text.counting import counted, noun

CSS = """
.prose{max-width:44rem}.prose p{margin:.6rem 0}
pre{background:var(--bg);border-radius:.4rem;padding:.6rem;overflow-x:auto;font-size:.85rem;margin:.3rem 0}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:0 1.5rem}.two>*{min-width:0}
.rows td:nth-child(3){white-space:nowrap}
.good{color:var(--good)}.bad{color:var(--bad)}
"""
MOST_ROWS = 100  # of the page
_SHOWN = 3  # articles
_OPEN_ROWS = 20
_LINE = 150  # characters of a line for a terminal
_DOUBTS = 12  # on a terminal
_MOODS = {"good": "looks right", "warn": "look twice", "bad": "no newsroom"}


def findings(seen: Survey, proposal: Proposal) -> list[tuple[str, str]]:
    """What was found, as (name, sentence)."""
    delay = f"; asks for {seen.delay:g} s between requests" if seen.delay else ""
    named = f"read; {counted(len(seen.sitemaps), 'sitemap')} named{delay}"
    robots = named if any(look.what == "robots" for look in seen.looks) else "absent"
    rows = [
        ("company", f"{proposal.company.value} (by {proposal.company.by})"),
        ("language", f"{proposal.language.value} (by {proposal.language.by})"),
        ("robots", robots),
        ("platform", proposal.platform.said),
    ]
    return rows + [(_kind(each), f"{each.url}: {_counted(each)}") for each in seen.lists] + [("pager", _pager(seen))]


def _kind(source: SeenList) -> str:
    return "list" if source.kind == "listing" else source.kind


def _counted(source: SeenList) -> str:
    days = sorted(row.date for row in source.rows if row.date)
    span = f", {days[0]} to {days[-1]}" if days else ""
    return f"{counted(len(source.rows), 'release')}, {len(days)} with a date{span}"


def _pager(seen: Survey) -> str:
    if not seen.pages:
        return "no list that is a page"
    step = seen.pages[0].listing.step
    said = [f"by `{step.rule}`"] if step.rule else []
    said += [f"{counted(step.pages, 'page')} stated"] if step.pages else []
    said += [f"{counted(step.records, 'release')} stated"] if step.records else []
    said += [f"{counted(len(step.parts), 'other part')} (years, archives)"] if step.parts else []
    said += ["the next page shows others"] if seen.second else []
    return ", ".join(said) or "none"


def survey_lines(seen: Survey, proposal: Proposal) -> list[str]:
    """The findings as a table for a terminal, then what is doubtful."""
    rows = findings(seen, proposal)
    read = [found for found, _ in proposal.read]
    rows += [
        ("article", f"{found.published or 'no date'}  {found.title or found.kind}  {counted(len(found.text), 'character')}")
        for found in read
    ]
    rows += [("doubtful", said.replace("`", "")) for said in proposal.doubts[:_DOUBTS]]
    rows += [("doubtful", f"and {len(proposal.doubts) - _DOUBTS} more")] if len(proposal.doubts) > _DOUBTS else []
    return [f"{name:<10}{short(value.replace('`', ''), _LINE)}" for name, value in rows]


def survey_page(seen: Survey, proposal: Proposal, requests: int, written: Sequence[str]) -> bytes:
    """The page as UTF-8 HTML. written: the files that were made."""
    site = proposal.site
    asked = [(link(look.url, look.url), look.what, look.said) for look in seen.looks]
    return document(
        f"First look: {site.company}",
        _banner(seen, proposal, written),
        _figures(seen, proposal, requests),
        section("What is doubtful", bullets(map(prose, proposal.doubts))),
        section("What was found", table(("what", "found"), [(name, prose(said)) for name, said in findings(seen, proposal)])),
        section("The declaration", tag("pre", proposal.text)),
        _rows(seen.rows),
        _articles(proposal),
        section("What was asked for", table(("address", "as", "answer"), asked)),
        css=CSS,
    )  # fmt: skip


def _banner(seen: Survey, proposal: Proposal, written: Sequence[str]) -> Safe:
    site, rows, good = proposal.site, seen.rows, cases(proposal)
    mood = "bad" if not rows or not good else "warn" if proposal.doubts else "good"
    said = f"{counted(len(rows), 'release')} seen in {counted(len(seen.lists), 'list')}, {len(proposal.read)} of them read. " + (
        f"What is doubtful stands below: {len(proposal.doubts)}." if proposal.doubts else "Nothing is doubtful."
    )
    return join([
        tag("h1", tag("bdi", site.company), " ", tag("span", site.name, class_="soft")),
        tag("p", link(seen.asked, seen.asked), class_="soft"),
        tag(
            "div", tag("div", _MOODS[mood], class_="name"), tag("p", said),
            bullets(tag("code", each) for each in written) or soft("Nothing was written."),
            class_=f"banner {mood}", role="status",
        ),
    ])  # fmt: skip


def _figures(seen: Survey, proposal: Proposal, requests: int) -> Safe:
    rows = seen.rows
    good = sum(found.kind == "article" for found, _ in proposal.read)
    return key_figures([
        (noun(len(rows), "release seen", "releases seen"), len(rows)), ("with a date", sum(row.date is not None for row in rows)),
        ("lists and sources", len(seen.lists)), ("articles read", f"{good} of {len(proposal.read)}"),
        (noun(requests, "request"), requests),
    ])  # fmt: skip


def _rows(rows: Sequence[Row]) -> Safe:
    head = ("date", "title", "as printed", "named by")
    shown = [(row.date or "–", link(row.url, row.title or row.url), row.raw_date or "–", row.by) for row in rows[:MOST_ROWS]]
    rest = folded(f"{len(shown) - _OPEN_ROWS} more", table(head, shown[_OPEN_ROWS:])) if len(shown) > _OPEN_ROWS else None
    more = soft(f"and {len(rows) - MOST_ROWS:,} more") if len(rows) > MOST_ROWS else None
    return section("Releases that the lists show", tag("div", table(head, shown[:_OPEN_ROWS]), rest, more, class_="rows"))


def _articles(proposal: Proposal) -> Safe:
    wanted = cases(proposal)[:_SHOWN]
    if not wanted:
        return section("Articles", soft("None could be read."))
    return join(
        section(f"As it would be stored ({n} of {len(wanted)})", stored(proposal.read[at][0])) for n, at in enumerate(wanted, 1)
    )


def stored(found: Extraction) -> Safe:
    """An article as its line has it: the fields with what says so, and the text."""
    fields = [
        (value.name, tag("bdi", value.taken), value.how)
        for value in values_of(found, None)
        if value.taken and value.name != "text"
    ]
    flags = tag("p", *(tag("span", flag, class_="flag") for flag in found.flags)) if found.flags else None
    title = tag("p", tag("b", link(found.url, found.title or found.url)), dir="auto")
    text = tag("div", *paragraphs(found.text), class_="prose", dir="auto")
    characters = counted(len(found.text), "character")
    return join(
        [title, flags, table(("field", "value", "by"), fields), folded(f"text: {characters}", text, open_=True)]
    )
