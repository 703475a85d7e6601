"""Bytes or HTML in, an article out; no Scrapy, no network.

    from crawler.extract import extract, learn
    article = extract(html, url)
    template = learn([(html, url), ...])
    article = extract(html, url, template=template)
"""

from collections.abc import Iterable

from crawler.extract.article import read_generic
from crawler.extract.block_model.select import learn_template
from crawler.extract.block_model.template import Template
from crawler.items import Extraction
from crawler.page.page import Page

__all__ = ["Template", "extract", "learn"]


def extract(html: bytes | str, url: str, template: Template | None = None) -> Extraction:
    """The article on a page of a site that nothing is known of.

    html: the page as bytes or text; url: its absolute address; template: what `learn` made of other pages of the site.
    An Extraction whose kind is not `article` is none, with the reason in kind_reason. Never raises.
    """
    return read_generic([Page(url, html)], template=template)


def learn(pages: Iterable[tuple[bytes | str, str]]) -> Template:
    """What several pages of one site, given as (html, url) in any order, have in common."""
    return learn_template(Page(url, html) for html, url in pages)
