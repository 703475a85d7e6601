"""An article of a declared or undeclared newsroom: by the layout that fits its page, else by the generic reader."""

from collections.abc import Sequence

from crawler.extract.block_model.model import Model
from crawler.extract.block_model.select import select_blocks
from crawler.extract.block_model.template import Template
from crawler.extract.finish import finish
from crawler.extract.layout.headline import evidence_of, names_same
from crawler.extract.layout.match import LayoutMatch, best_fit, select_by_layout
from crawler.extract.page_type.classify import page_type
from crawler.items import Extraction, Provenance, Row
from crawler.page.page import Page
from crawler.site import Site
from crawler.urls import article_id, canonical_url, is_article_url

WEAK_REASONS = frozenset({"section_front", "service_page"})  # the model's; the others are words that only such pages have


def read_article(
    pages: Sequence[Page], site: Site, row: Row | None = None, template: Template | None = None
) -> Extraction:
    """The article on pages[0], whose body goes on on the further pages.

    row: what the listing said of it; template: what the site's pages have in common, for the generic reader. An
    Extraction whose kind is not `article` is none, with the reason in kind_reason. Never raises.
    """
    page = pages[0]
    if site.platform.articles and is_article_url(page.url, site) is False:
        return _named(Extraction(kind="other", kind_reason="not_an_article_url", url=page.url), page, site)
    fit = best_fit(page, site.layouts, evidence_of(page, row)) if site.layouts else None
    refused = _refused(page, fit)
    if refused is not None:
        return _named(refused, page, site)
    if fit is not None:
        found = finish(select_by_layout(fit, pages, site, row), row)
        found.kind, found.kind_reason = "article", "layout"
        return _named(found, page, site)
    found = read_generic(pages, row, template)
    if found.kind != "article" and _vouched(found, site, row):
        found.kind, found.kind_reason = "article", "vouched"
    if site.layouts:
        found.flags.append("layout_unmatched")
    return _named(found, page, site)


def _refused(page: Page, fit: LayoutMatch | None) -> Extraction | None:
    """A page that stands in for another one, where no layout knows it by more than its crumb."""
    if fit is not None and fit.layout.marks:
        return None
    kind, reason = page_type(page)
    return Extraction(kind=kind, kind_reason=reason, url=page.url) if kind == "other" and reason not in WEAK_REASONS else None


def read_generic(
    pages: Sequence[Page], row: Row | None = None, template: Template | None = None, model: Model | None = None
) -> Extraction:
    """The article on pages[0], whose body goes on on the further pages, by the block model.

    template: what the site's pages have in common; model: by default the one that is shipped. Never raises, whatever
    the page.
    """
    article = finish(select_blocks(pages, row, template, model), row)
    article.kind, article.kind_reason = page_type(pages[0])
    return article


def _vouched(found: Extraction, site: Site, row: Row | None) -> bool:
    """Whether address or listing say that this is an article, however short: they know better than a model."""
    if not found.text or not found.title:
        return False
    told = row is not None and row.title is not None and row.by != "url" and names_same(row.title, found.title)
    return told or is_article_url(found.url, site) is True


def _named(found: Extraction, page: Page, site: Site) -> Extraction:
    """With what the site and the address say."""
    found.site, found.company = site.name, site.company
    found.id, found.canonical_url = article_id(page.url, site), canonical_url(page.url, site)
    found.url = page.url
    found.language = found.language or site.language
    path = "/" + found.canonical_url.partition("://")[2].partition("/")[2]
    if not found.section:
        found.section = site.section_of(path)
        if found.section:
            found.provenance["section"] = Provenance("url", "declared section")
    found.flags = list(dict.fromkeys([*page.flags, *found.flags]))
    return found
