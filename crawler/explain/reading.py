"""Reads a page as a crawl does, and tells how: the decision, the layouts, every line, the fields and their rivals."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.explain.generic import tell_generic
from crawler.explain.layouts import Trial, fit_further, tell_layout, try_layouts
from crawler.explain.lines import Line, blank_lines
from crawler.extract.article import read_article, read_generic
from crawler.extract.layout.headline import evidence_of
from crawler.extract.page_type.classify import SENTENCES, SHORT_RELEASE, page_type, shipped_page_type_model
from crawler.extract.page_type.features import read_signs
from crawler.items import Extraction, Row
from crawler.page.decode import declarations
from crawler.page.page import Page
from crawler.site import Site
from crawler.urls import is_article_url

_SIGNS = 6  # signs of the page kind that are told


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page as it came: body and content type as received; said: how it came and how its site was chosen, in sentences.

    shown: what stands for the address where that is not known, a `file://` address; url is then a placeholder.
    """

    url: str
    body: bytes
    content_type: str | None = None
    said: tuple[str, ...] = ()
    shown: str | None = None

    @property
    def page(self) -> Page:
        """The page itself, parsed anew."""
        return Page(self.url, self.body, self.content_type)


@dataclass(slots=True)
class Explanation:
    """Everything the page of an explanation shows.

    kind, reason: what page_type says, whatever was made of it; score: its log odds, signs: (name, share of them);
    encodings: (where, charset) declared; trials: the layouts tried; by: `layout` or `generic`, of the lines;
    limit: the model's threshold, None with a layout; steps: the decision, in sentences; sheets: the lines of each page of
    the article; rival: the page as another reader has it, rival_name: which.
    """

    source: PageSource
    site: Site
    found: Extraction
    kind: str
    reason: str
    encoding: str
    encoding_by: str
    score: float = 0.0
    signs: list[tuple[str, float]] = field(default_factory=list)
    encodings: list[tuple[str, str]] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)
    by: str = "generic"
    limit: float | None = None
    steps: list[str] = field(default_factory=list)
    sheets: list[tuple[str, list[Line]]] = field(default_factory=list)
    rival: Extraction | None = None
    rival_name: str = ""

    @property
    def lines(self) -> list[Line]:
        """The lines of all pages."""
        return [line for _, lines in self.sheets for line in lines]


def explain(sources: Sequence[PageSource], site: Site, row: Row | None = None) -> Explanation:
    """Explain an article's pages, the first of which is `sources[0]`. row: the listing row that led to them, if known."""
    pages = [source.page for source in sources]
    page = pages[0]
    found = read_article(pages, site, row)
    if sources[0].shown:
        found.url = found.canonical_url = sources[0].shown
        found.id = ""
    kind, reason = page_type(page)
    told = Explanation(sources[0], site, found, kind, reason, page.encoding, page.encoding_by)
    shown = page.outline.shown()
    signs = read_signs(page, shown, page.main_run)
    told.score = shipped_page_type_model().score(signs)
    shares = shipped_page_type_model().shares(signs)
    told.signs = sorted(shares, key=lambda pair: -abs(pair[1]))[:_SIGNS]
    told.encodings = declarations(sources[0].body, sources[0].content_type)
    told.trials = try_layouts(page, site.layouts, evidence_of(page, row), found.layout)
    _tell_lines(told, pages)
    told.steps = _steps(told, page)
    _tell_rival(told, pages)
    return told


def _tell_lines(told: Explanation, pages: Sequence[Page]) -> None:
    chosen = next((trial for trial in told.trials if trial.chosen), None)
    # What was not read as an article is shown as the generic reader would have read it.
    shown = told.found if told.found.layout else read_generic(pages)
    for number, page in enumerate(pages):
        lines = blank_lines(page)
        if chosen is None:
            limit = tell_generic(page, shown, lines)
            told.limit = limit if number == 0 else told.limit
        else:
            fit = fit_further(page, chosen.layout, told.found.title or "") if number else chosen.fit
            if fit is not None:
                told.by = "layout"
                tell_layout(page, fit, shown, lines)
        told.sheets.append((page.url, lines))


def _tell_rival(told: Explanation, pages: Sequence[Page]) -> None:
    """A second opinion: the generic reader's beside a layout."""
    if told.by == "layout":
        told.rival, told.rival_name = read_generic(pages), "generic reader"
    elif not told.found.text:
        told.rival, told.rival_name = read_generic(pages), "generic reader, all the same"


def _steps(told: Explanation, page: Page) -> list[str]:
    return [
        *told.source.said,
        *([] if told.source.shown else [_address_step(page, told.site)]),
        *_layout_step(told),
        _kind_step(told),
        _outcome(told),
    ]


def _address_step(page: Page, site: Site) -> str:
    form = is_article_url(page.url, site)
    if form is None:
        return f"Address: nothing is declared of how article addresses of `{site.name}` look, so it says nothing."
    if form:
        return f"Address: it has the form of an article of `{site.name}`."
    if not site.platform.articles:
        return f"Address: it is none of `{site.name}`'s; as no form is declared, the page is read all the same."
    return f"Address: it is not that of an article of `{site.name}`, so the page is not read as one."


def _layout_step(told: Explanation) -> list[str]:
    if not told.trials:
        return [f"Layouts: `{told.site.name}` declares none."]
    fitting = [trial.layout.name for trial in told.trials if trial.fit is not None]
    if not fitting:
        number = len(told.trials)
        return [f"Layouts: none of the {number} declared fits (flag `layout_unmatched`); the generic reader takes over."]
    return [f"Layouts: {', '.join(f'`{name}`' for name in fitting)} of {len(told.trials)} declared fit."]


def _kind_step(told: Explanation) -> str:
    why = SHORT_RELEASE if told.kind == "article" and told.score <= 0 else SENTENCES[told.reason]
    said = (
        f"Page kind: by itself the page looks like `{told.kind}`: {why} "
        f"(`{told.reason}`, log odds of an article {told.score:+.1f})"
    )
    if (told.found.kind, told.found.kind_reason) == (told.kind, told.reason):
        return f"{said}."
    return f"{said}; it counts as `{told.found.kind}` because of `{told.found.kind_reason}`."


def _outcome(told: Explanation) -> str:
    if told.found.kind != "article":
        return f"Outcome: no article (`{told.found.kind_reason}`); the lines below are as the generic reader would read them."
    if told.by == "layout":
        return f"Outcome: an article, read by the layout `{told.found.layout}`."
    limit = 0.5 if told.limit is None else told.limit
    return f"Outcome: an article, read by the block model; lines above {limit:.2f} are kept."
