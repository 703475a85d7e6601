"""The declaration that follows from a first look: a Site, the text of its company file, and what of it is doubtful. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.declaration import HOST, file_text, quoted, quoted_all
from crawler.discover.section_links import read_front
from crawler.extract.article import read_article
from crawler.items import Extraction, Row
from crawler.site import Site
from crawler.survey.look import is_list, sections_of
from crawler.survey.names import Told, company_of, language_of
from crawler.survey.platforms import Recognised, recognised
from crawler.survey.seen import SeenList, Survey
from crawler.text.counting import counted
from crawler.url_parts import DEFAULT_PORTS
from crawler.urls import article_id, canonical_url

MOST_LINES = 12  # of a Site's arguments, in a class of 15
_WIDTH = 116  # characters of such a line
_LONGEST = 122  # of one that cannot be parted, before the linter has to be told
_MOST_ENDPOINTS = 3
_ROUND = 5  # a list of a multiple of so many rows looks like one page of several
_SHORT = 200  # characters of a text that may be no whole release


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the newsroom; None: what its pages say."""

    company: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A declaration: site, and text, the content of spiders/<name>.py; read: what the articles are by it; doubts: sentences."""

    site: Site
    text: str
    company: Told
    language: Told
    platform: Recognised
    read: tuple[tuple[Extraction, Row], ...]
    doubts: tuple[str, ...]


def declare(seen: Survey, given: Given) -> Proposal:
    """The declaration of a newsroom that was looked at. Raises DeclarationError."""
    pages = [seen.start.page, *(sources[0].page for sources, _ in seen.articles)]
    company = Told(given.company, "argument") if given.company else company_of(pages)
    generic = [read_article([source.page for source in sources], seen.site, row).text for sources, row in seen.articles]
    language = Told(given.language, "argument") if given.language else language_of(pages, generic)
    rows = seen.rows
    platform = recognised(rows, seen.site, pages[0])
    site = replace(
        seen.site, company=company.value, language=language.value, platform=platform.platform,
        start=_starts(seen), endpoints=_endpoints(seen), sections=sections_of(seen.pages),
    )  # fmt: skip
    site = _fitted(site, platform)
    read = tuple((read_article([each.page for each in sources], site, row), row) for sources, row in seen.articles)
    doubts = (*_doubts_of_names(company, language), *_doubts_of_lists(seen, site), *_doubts_of_articles(read))
    return Proposal(site, _text(site, platform), company, language, platform, read, doubts)


def undeclarable(url: str) -> str | None:
    """Why a newsroom at a web address cannot be declared, and what to do instead; None where it can."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    usual = DEFAULT_PORTS.get(parts.scheme)
    if HOST.match(host) and not host.replace(".", "").isdigit() and port in (None, usual):
        return None
    place = parts.netloc if port else f"{parts.netloc}:{usual}"
    return (
        f"a declaration is for a host's name on its default port, and {parts.netloc} is none: scrapy crawl {url} reads it "
        f"without one (-s PRIVATE_HOSTS={place} where it is private), and [[newsroom]] in newsroom.toml keeps it under a name"
    )


# What is declared


def _starts(seen: Survey) -> tuple[str, ...]:
    """The start address, and the lists to which it does not lead by the rules for declared newsrooms."""
    start = seen.site.start[0]
    more = list(seen.undeclared)
    main = seen.pages[0] if seen.pages else None
    if main is not None and not is_list(start, main.listing, seen.site) and main.url != start:
        led = {canonical_url(lead.url, seen.site) for lead in read_front(seen.start.page, seen.site)}
        more += [each.url for each in seen.pages if canonical_url(each.url, seen.site) not in led]
    return tuple(dict.fromkeys([start, *more]))


def _endpoints(seen: Survey) -> tuple[str, ...]:
    """Feeds, sitemaps and JSON lists that name releases of this newsroom: all where no page does, else those that agree."""
    listed = {article_id(row.url, seen.site) for each in seen.pages for row in each.rows}
    found = [
        each.url for each in seen.sources
        if each.url not in seen.called
        and canonical_url(each.url, seen.site) != canonical_url(seen.site.start[0], seen.site)
        and (not listed or listed & {article_id(row.url, seen.site) for row in each.rows})
    ]  # fmt: skip
    return tuple(found[:_MOST_ENDPOINTS])


def _fitted(site: Site, platform: Recognised) -> Site:
    """The site with as few sections as the lines of a company file have room for."""
    while len(_lines(site, platform)) > MOST_LINES and site.sections:
        site = replace(site, sections=dict(list(site.sections.items())[:-1]))
    while len(_lines(site, platform)) > MOST_LINES and site.endpoints:
        site = replace(site, endpoints=site.endpoints[:-1])
    return site


def _text(site: Site, platform: Recognised) -> str:
    lines = [f"{line}  # noqa: E501" if len(line) > _LONGEST else line for line in _lines(site, platform)]
    return file_text(site.name, site.company, lines, [each.line for each in platform.named])


def _lines(site: Site, platform: Recognised) -> list[str]:
    sections = [f"{quoted(prefix)}: {quoted(name)}" for prefix, name in site.sections.items()]
    named = {"name": site.name, "company": site.company, "language": site.language or "en", "group": site.group}
    lines = _wrapped("", [f"{key}={quoted(value)}" for key, value in named.items()], "")
    lines += [*_tuple("start", site.start), *_tuple("hosts", site.hosts)]
    lines += _tuple("endpoints", site.endpoints) if site.endpoints else []
    lines += _wrapped("sections={", sections, "}") if sections else []
    return lines + ([f"platform={' | '.join(each.name for each in platform.named)},"] if platform.named else [])


def _tuple(name: str, values: Sequence[str]) -> list[str]:
    whole = f"{name}={quoted_all(values)},"
    return [whole] if len(whole) <= _WIDTH or len(values) == 1 else _wrapped(f"{name}=(", [quoted(each) for each in values], ")")


def _wrapped(opening: str, pieces: Sequence[str], closing: str) -> list[str]:
    """Pieces with commas between them, on as many lines as they need."""
    lines, indent = [opening], " " * len(opening)
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        said = f"{piece}{closing}," if last else f"{piece},"
        fresh = lines[-1] in (opening, indent)
        if not fresh and len(lines[-1]) + 1 + len(said) > _WIDTH:
            lines.append(indent)
            fresh = True
        lines[-1] += said if fresh else f" {said}"
    return lines


# What is doubtful


def _doubts_of_names(company: Told, language: Told) -> Iterator[str]:
    if company.guessed:
        yield f"company: `{company.value}` is made of the {company.by}; --company gives the right name"
    if language.guessed:
        yield f"language: `{language.value}`, by {language.by}; --language gives the right one"


def _doubts_of_lists(seen: Survey, site: Site) -> Iterator[str]:
    if not seen.rows:
        yield "no list of releases was found: give the address of one"
    if seen.pages:
        yield from _doubts_of_pager(seen, seen.pages[0])
        yield from _doubts_of_sources(seen, site)
    elif seen.sources and not any(each.listing.whole for each in seen.sources):
        yield "only a feed of the newest releases was found: older ones are missing"
    yield from _doubts_of_rows(seen.rows, site)


def _doubts_of_sources(seen: Survey, site: Site) -> Iterator[str]:
    declared = {canonical_url(url, site) for url in (*site.endpoints, site.start[0])}
    for each in seen.sources:
        if canonical_url(each.url, site) not in declared:
            yield f"{each.kind} {each.url} names none of the list's releases, and is not declared"


def _doubts_of_pager(seen: Survey, main: SeenList) -> Iterator[str]:
    for said in main.listing.step.unfollowed:
        yield f"{said} has no address that can be followed: older releases may be missing"
    if main.listing.next and seen.second is None:
        yield f"the next page {main.listing.next[0]} shows no other releases"
    elif not main.listing.next and not _goes_on(seen, main):
        yield from _doubts_of_the_end(main)


def _goes_on(seen: Survey, main: SeenList) -> bool:
    """Whether a list without a next page goes on elsewhere: in years, in a page of all, in a source that is whole."""
    return bool(main.listing.step.parts or seen.undeclared) or any(each.listing.whole for each in seen.sources)


def _doubts_of_the_end(main: SeenList) -> Iterator[str]:
    step, shown = main.listing.step, len(main.rows)
    if (step.records or 0) > shown:
        yield f"the page states {counted(step.records or 0, 'release')} and shows {shown}"
    elif not step.unfollowed and shown % _ROUND == 0:
        yield f"no next page was found behind {counted(shown, 'release')}: is that all?"


def _doubts_of_rows(rows: Sequence[Row], site: Site) -> Iterator[str]:
    undated = sum(row.date is None and row.by != "sitemap" for row in rows)
    if undated:
        yield f"without a date: {undated} of {counted(len(rows), 'row')}"
    away = Counter(urlsplit(row.url).hostname or "" for row in rows if row.form == "elsewhere")
    for host, number in away.most_common(3):
        yield f"{counted(number, 'row')} of another host: `also=({quoted(host)},)` in the declaration fetches such releases"
    files = sum(row.form == "document" for row in rows)
    if files:
        yield f"a file, not a page: {counted(files, 'row')}; the text is read only with the extra `pdf`"


def _doubts_of_articles(read: Sequence[tuple[Extraction, Row]]) -> Iterator[str]:
    if not read:
        yield "no article could be read"
    for found, row in read:
        for said in _doubts_of(found, row):
            yield f"{found.url}: {said}"


def _doubts_of(found: Extraction, row: Row) -> Iterator[str]:
    if found.kind != "article":
        yield f"not read as an article ({found.kind_reason})"
        return
    if not found.title:
        yield "no title"
    if not found.published:
        yield "no date"
    elif row.date and row.by != "sitemap" and found.published[:10] != row.date:
        yield f"the page says {found.published[:10]}, the list {row.date}"
    if len(found.text) < _SHORT:
        yield f"its text has only {counted(len(found.text), 'character')}"
    for flag in found.flags:
        if flag not in ("short_body", "date_missing", "text_unsure"):
            yield f"flag `{flag}`"


def is_good(found: Extraction) -> bool:
    """Whether an article was read well enough to be a saved page of the newsroom."""
    return found.kind == "article" and bool(found.title and found.published and found.text)


def cases(proposal: Proposal) -> list[int]:
    """Which of the articles become saved pages: the shortest, the longest and one between them."""
    order = sorted(
        (n for n, (found, _) in enumerate(proposal.read) if is_good(found)), key=lambda n: len(proposal.read[n][0].text)
    )
    wanted = {order[0], order[len(order) // 2], order[-1]} if order else set()
    return sorted(wanted)
