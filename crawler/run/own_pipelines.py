"""What item pipelines of the user's own may make of an article between ours: any form, any value. Pure.

A pipeline may change what it likes of an article, but it cannot make a line that no later run could read.
"""

import json
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

from itemadapter import ItemAdapter

from crawler.items import Article, JsonMapping, article_of, line
from crawler.schema import faults

# What says which revision of which article a line is. Only what was decided about the article can say that.
_DECIDED = ("schema", "id", "event", "revision", "site", "run", "content_hash", "previous_hash", "first_seen")


def as_article(item: object) -> Article:
    """The article that an item is, or is a form of: ours, a copy, a plain dict, any item type that Scrapy knows."""
    return item if isinstance(item, Article) else article_of(ItemAdapter(item))


def taken(item: object, before: JsonMapping) -> tuple[Article, list[str]]:
    """The article that an item is by now, and what is wrong with it since it was ours.

    before: its line as it was then. Where something is wrong the article is what of it can be shown: no line of a journal.
    """
    try:
        article = as_article(item)
        for key in _DECIDED:
            setattr(article, key, before[key])
        values = line(article)
    except Exception as error:  # noqa: BLE001 - another's form of an item may fail in any way, and costs only its article
        return Article(id=before["id"], url=before["url"], text=f"{type(error).__name__}: {error}"), ["item_invalid"]
    if values == before:
        return article, []
    inherited = faults(before)
    found = [fault for fault in faults(values) if fault not in inherited]
    return (_shown(values), found) if found else (article, [])


def _shown(values: JsonMapping) -> Article:
    """The article with what JSON does not have as text: a day as its letters, a NaN as a word."""
    plain = json.loads(json.dumps(values, default=str, skipkeys=True), parse_constant=str)
    return Article(**plain)


def give_back(article: Article, item: Any) -> None:
    """What a revision made of an article, in the item's own form; one that cannot be changed stays as it is."""
    if article is item:
        return
    form = ItemAdapter(item)
    with suppress(AttributeError, TypeError):
        for key, value in line(article).items():
            if isinstance(item, MutableMapping) or key in form.field_names():
                form[key] = value
