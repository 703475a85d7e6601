"""The title as printed: the heading that the page's own claims agree with, without the site's name.

A page names its title up to six times: headings, og:title, JSON-LD, `title`, the anchor on the listing. The printed
heading wins where a claim confirms it; a claim wins where no heading is like it (a logo in `h1`, a heading in a `div`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile

from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.subtitle import find_subtitle, is_marked_subtitle, part_called_title
from crawler.extract.fields.title_by_day import dated_headline
from crawler.extract.fields.title_by_place import by_place
from crawler.extract.fields.title_claims import (
    TitleClaim,
    behind_kickers,
    site_keys,
    stated_titles,
    without_site,
)
from crawler.extract.fields.title_core import core_of, core_of_claim
from crawler.extract.fields.title_echo import Echo, echo_in
from crawler.extract.fields.title_printed import (
    ACCEPTED,
    AT_HOME,
    MAX_TITLE,
    Printed,
    best_printed,
    printed_titles,
)
from crawler.extract.fields.title_rivals import (
    has_menu,
    is_called_title,
    is_foreign_word,
    is_headed_below,
    is_no_title,
    is_stated,
    names_section,
    outdoes,
    own_headline,
    stands_out,
    stated_below,
)
from crawler.extract.fields.title_window import (
    FOREIGN,
    has_day_beside,
    heads_a_day,
    instead_of_window,
    is_told,
    says_one_thing,
    without_names,
)
from crawler.items import Provenance, Row
from crawler.page.blocks import Outline
from crawler.page.boilerplate import is_linked, is_prose
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.page.tags import CELLS
from crawler.text.fingerprint import address_key, title_key
from crawler.text.safe_text import cap
from crawler.text.writing import ends_sentence, weight

_NAMELESS = 8  # letters of a `title` element that can hardly name an article: `Untitled`, `News`, `首页`


@dataclass(slots=True)
class Title:
    """text: None where the page has none; block: index of the block it is printed in; provenance as in the article."""

    text: str | None
    subtitle: str | None = None
    block: int | None = None
    provenance: Provenance = field(default_factory=lambda: Provenance("generic", "none"))
    mismatch: bool = False


def find_title(page: Page, row: Row | None = None, body: tuple[int, int] | None = None) -> Title:
    """The title of an article page; `row` is the listing row that led there, `body` the first and last body block."""
    head = head_of(page)
    claims = list(stated_titles(head, row))
    site = site_keys(page)
    body = body or page.main_run
    best, claim = _headline(page, claims, site, body)
    if line := dated_headline(best if claim is None else None, claims, site, page, body):
        best, claim = line, None
    if claim is not None:
        kicked = best is not None and best.key in map(title_key, behind_kickers(claim.text))
        core = best.text if best is not None and kicked else core_of_claim(claim, claims, site)
        title = Title(cap(core, MAX_TITLE)[0], None, None, Provenance(claim.by, claim.rule))
        _compare(title, claims, best)
        return title
    return Title(None) if best is None else _from_heading(best, claims, site, page.outline)


def _headline(
    page: Page, claims: Sequence[TitleClaim], site: frozenset[str], body: tuple[int, int]
) -> tuple[Printed | None, TitleClaim | None]:
    """The printed line that is most like a title, and the claim that is the title in its place, None where the line is."""
    echo = echo_in(page, body)
    printed = printed_titles(page, claims)
    best, score = best_printed(printed, claims, site, body[0], echo)
    if _unnamed(claims, site, printed=best is not None) or (score < ACCEPTED and _are_sections(claims, site, page)):
        best, score = _by_place_alone(best, claims, site, page, body, echo), ACCEPTED
    elif best is not None and score >= ACCEPTED:
        best = stated_below(best, printed, claims, echo) or _instead_of_section(best, page, claims, site, body, echo)
    elif line := instead_of_window(best, claims, site, page, body, echo):
        return line, None
    claim = _first_named(claims, site)
    if best is None:
        return None, claim
    if claim is not None and (score < ACCEPTED or is_no_title(best, claims, site, page.url)):
        return best, claim
    return own_headline(best, printed, claims, echo)


def _first_named(claims: Sequence[TitleClaim], site: frozenset[str]) -> TitleClaim | None:
    return next((claim for claim in claims if title_key(claim.text) not in site), None)


def _instead_of_section(
    best: Printed, page: Page, claims: Sequence[TitleClaim], site: frozenset[str], body: tuple[int, int], echo: Echo
) -> Printed:
    """The line above the body, where the heading that the page's `title` names is a section's or the site's; else `best`.

    A headline stands beside its text, and its words come again in it; those of a section stand above the menu, those of a
    site make up all of the page's `title`, and neither come again.
    """
    line = None if is_told(claims) else by_place(page, body, frozenset(), echo, best.block)
    if line is None or _is_no_headline(line, best, page, body):
        return best
    below = heads_a_day(line, page, body) and _is_below_section(line, best, page, claims, site, echo)
    if below or _is_below_caption(line, best, page, claims, body, echo):
        return line
    dated = any(has_day_beside(each.block, page, body) for each in (line, best))
    if dated and outdoes(line, best, page, claims, echo):
        return line
    if echo(best.text) >= FOREIGN or echo(line.text) < _least_echo(line, best, page, body, echo):
        return best
    if title_key(head_of(page).title) == best.key:
        return line if _is_apart(best, line, page.outline, body) else best
    return line if _replaces(line, best, page, claims) else best


def _is_no_headline(line: Printed, best: Printed, page: Page, body: tuple[int, int]) -> bool:
    """Whether a line is named as what stands below a headline, is a sentence that is no heading or a cell of the text, or heads
    a part of the text, which begins above it and below the day of another headline."""
    if is_marked_subtitle(line.element) or (ends_sentence(line.text) and not is_called_title(line)):
        return True
    if line.block >= body[0] and _is_beside_cells(line):
        return True
    between = list(dropwhile(lambda block: not is_prose(block), page.blocks[best.block + 1 : line.block]))
    return bool(between) and not any(map(has_own_day, between)) and has_day_beside(best.block, page, (between[0].index, body[1]))


def _is_beside_cells(line: Printed) -> bool:
    """Whether a line is one of the cells of a row."""
    row = line.element.getparent() if line.element.tag in CELLS else None
    return row is not None and sum(each.tag in CELLS for each in row) > 1


def _is_below_section(
    line: Printed, best: Printed, page: Page, claims: Sequence[TitleClaim], site: frozenset[str], echo: Echo
) -> bool:
    """Whether a heading, or a line with words of the text, is longer than the name of a section above it, or is the `h1` below
    what the window says."""
    if says_one_thing(claims) and is_headed_below(best, line):
        return True
    names = (best.text, without_names(best.text, site))
    section = address_key(best.text) in site or any(names_section(name, page) for name in names)
    own = is_called_title(line) or echo(line.text) >= FOREIGN
    return section and own and weight(line.key) > weight(best.key)


def _is_below_caption(
    line: Printed, best: Printed, page: Page, claims: Sequence[TitleClaim], body: tuple[int, int], echo: Echo
) -> bool:
    """Whether a line in the box of the text, above its day or a heading, has more of it than what the window alone says."""
    if not says_one_thing(claims) or _day_between(best, line, page) or echo(line.text) <= echo(best.text):
        return False
    heads = heads_a_day(line, page, body) or (line.is_heading and is_foreign_word(best, echo))
    return heads and _is_apart(best, line, page.outline, body)


def _replaces(line: Printed, best: Printed, page: Page, claims: Sequence[TitleClaim]) -> bool:
    """Whether a line is behind the menu, or behind the other in a claim, or says more than one that the `title` element alone
    states or that is but a word."""
    behind = (title_key(claim.behind(best.key) or "") for claim in claims)
    if has_menu(page.blocks[best.block + 1 : line.block]) or any(each.startswith(line.key) for each in behind):
        return True
    stated = is_stated(best, claims) and not (len(best.key) <= _NAMELESS and _day_between(best, line, page))
    return _says_more(line, best, page) and not stated


def _least_echo(line: Printed, best: Printed, page: Page, body: tuple[int, int], echo: Echo) -> float:
    """Which share of a line's words its text has at least: less beside its day, none below what a link of the menu says."""
    if stands_out(line) and names_section(best.text, page):
        return 0.0
    between = page.blocks[best.block + 1 : line.block]
    dated = has_day_beside(line.block, page, body) and (line.is_heading or has_menu(between))
    dated = dated or (line.is_heading and any(map(has_own_day, between))) or _is_below_a_word(line, best, page, body, echo)
    return FOREIGN if dated else AT_HOME


def _day_between(section: Printed, line: Printed, page: Page) -> bool:
    """Whether a line with a day of its own stands between the heading of a section and a headline."""
    return any(map(has_own_day, page.blocks[section.block + 1 : line.block]))


def _by_place_alone(
    best: Printed | None,
    claims: Sequence[TitleClaim],
    site: frozenset[str],
    page: Page,
    body: tuple[int, int],
    echo: Echo,
) -> Printed | None:
    """The line above the body of a page whose claims name nothing; what they say only where no other line is a headline."""
    line = by_place(page, body, site.union(claim.keys[0] for claim in claims), echo)
    if line is not None and (_is_headline(line, echo) or _is_below_a_word(line, best, page, body, echo)):
        return line
    line = by_place(page, body, site, echo)
    return line if line is not None and (best is None or echo(line.text) >= echo(best.text)) else best


def _is_headline(line: Printed, echo: Echo) -> bool:
    """Whether a line that is no sentence stands out, and its words come again in the text."""
    return stands_out(line) and echo(line.text) >= AT_HOME and not ends_sentence(line.text)


def _is_below_a_word(line: Printed, best: Printed | None, page: Page, body: tuple[int, int], echo: Echo) -> bool:
    """Whether a line beside a day, and no sentence, stands below a heading of one word that the text has not: a section's."""
    if best is None or line.block < best.block or not is_foreign_word(best, echo):
        return False
    return has_day_beside(line.block, page, body) and not ends_sentence(line.text)


def _is_apart(best: Printed, line: Printed, outline: Outline, body: tuple[int, int]) -> bool:
    """Whether a line stands in one box with the body, and the other outside."""
    around = outline.around([outline.blocks[line.block], outline.blocks[body[1]]])
    return outline.nodes[around[0]].first > best.block


def _says_more(line: Printed, best: Printed, page: Page) -> bool:
    """Whether a line is a headline beside another that is no longer, or beside a link of the menu."""
    shown = is_called_title(line) or (line.bold and is_linked(page.blocks[best.block]))
    return shown and weight(line.key) > weight(best.key)


def _unnamed(claims: Sequence[TitleClaim], site: frozenset[str], *, printed: bool) -> bool:
    """Whether no claim names the article: none but the site's name, or a `title` element of a word, which may stand beside that
    name where no line is printed that a claim says."""
    keys = ((each.rule, each.keys[0] if printed else title_key(without_site(each.text, site))) for each in _named(claims, site))
    return not any(len(key) > _NAMELESS or rule != "title_element" for rule, key in keys)


def _are_sections(claims: Sequence[TitleClaim], site: frozenset[str], page: Page) -> bool:
    """Whether all that the claims say beside the site's name are sections of it."""
    return all(names_section(without_site(claim.text, site), page) for claim in _named(claims, site))


def _named(claims: Sequence[TitleClaim], site: frozenset[str]) -> list[TitleClaim]:
    return [claim for claim in claims if not site.intersection(claim.keys[:1])]


def _from_heading(best: Printed, claims: Sequence[TitleClaim], site: frozenset[str], outline: Outline) -> Title:
    text = core_of(part_called_title(best.element) or best.parts or [best.text], claims, site)
    provenance = Provenance("generic", f"h{best.level}" if best.is_heading else "block")
    subtitle = find_subtitle(outline.blocks, outline.headings(), best.block, text)
    title = Title(cap(text, MAX_TITLE)[0], subtitle, best.block, provenance)
    _compare(title, claims, None)
    return title


def _compare(title: Title, claims: Sequence[TitleClaim], rival: Printed | None) -> None:
    """Write into the provenance which claims agree and which say something else."""
    key = title_key(title.text or "")
    for claim in claims:
        if claim.rule == title.provenance.rule:
            continue
        name = "listing" if claim.rule == "anchor" else claim.rule
        if claim.agrees(key):
            title.provenance.agree.append(name)
        else:
            title.provenance.other[name] = cap(claim.text, MAX_TITLE)[0]
    if rival is not None and rival.key != key:
        title.provenance.other["heading"] = rival.text
    title.mismatch = bool(title.provenance.other) and not title.provenance.agree
