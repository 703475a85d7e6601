"""What the page states of its text for machines, as the block model wants it."""

import html
import re

from crawler.extract.block_model.features import Claims
from crawler.page.metadata import Head, Node, head_of
from crawler.page.page import Page

_TAG = re.compile(r"<[^<>]{0,500}>")
_MIN_BODY = 200  # characters; a shorter articleBody is a summary


def claims_of(page: Page) -> Claims:
    """Title, description and JSON-LD body of the page, blanks collapsed; empty where it states none."""
    head = head_of(page)
    description = head.stated("description") or ""
    return Claims(_plain(head.title or ""), _plain(description).rstrip(".… "), _stated_body(head))


def _stated_body(head: Head) -> str:
    article = head.article()
    for node in ([article] if article else []) + head.nodes:
        body = _body_of(node)
        if body:
            return body
    return ""


def _body_of(node: Node) -> str:
    value = node.get("articleBody")
    body = _plain(value) if isinstance(value, str) else ""
    return body if len(body) >= _MIN_BODY else ""


def _plain(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())
