"""What the log says of an item that was dropped or broke a pipeline."""

import dataclasses
import logging

import pytest
from scrapy import Spider
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from crawler.extensions.log_lines import NewsroomLogFormatter
from crawler.items import Item, line

LONG = "The smelter at the harbour was opened on Monday. " * 200


@pytest.fixture(scope="module")
def spider() -> Spider:
    return get_crawler()._create_spider("any")


def an_item() -> Item:
    return Item(id="acme:1", url="https://news.example/1.html", title="Smelter opens", text=LONG)


def shown(result: object) -> tuple[int, str]:
    assert isinstance(result, dict)
    return result["level"], result["msg"] % result["args"]


@pytest.mark.parametrize("form", [an_item(), dataclasses.replace(an_item(), title="*"), line(an_item())])
@pytest.mark.parametrize(
    ("error", "level"),
    [
        (DropItem("unchanged"), logging.DEBUG),
        (DropItem("duplicate"), logging.DEBUG),
        (DropItem("title_lost, text_shrunken"), logging.WARNING),
        (DropItem("not about copper", log_level="INFO"), logging.INFO),
    ],
)
def test_an_article_that_is_dropped_is_one_short_line(spider: Spider, form: object, error: DropItem, level: int) -> None:
    result = shown(NewsroomLogFormatter().dropped(form, error, None, spider))
    assert result == (level, f"Dropped acme:1 https://news.example/1.html: {error}")


def test_an_article_that_breaks_a_pipeline_is_one_short_line(spider: Spider) -> None:
    result = shown(NewsroomLogFormatter().item_error(an_item(), ValueError("x"), None, spider))
    assert result == (logging.ERROR, "Error processing acme:1 https://news.example/1.html")


@pytest.mark.parametrize("other", [{"price": 3}, {"schema": "offer/2", "url": "u"}, object()])
def test_an_item_that_is_no_article_is_logged_as_scrapy_does(spider: Spider, other: object) -> None:
    error = DropItem("dear")
    formatter = NewsroomLogFormatter()
    level, said = shown(formatter.dropped(other, error, None, spider))
    assert level == logging.WARNING
    assert "dear" in said
    assert str(other) in said
    assert str(other) in shown(formatter.item_error(other, ValueError("x"), None, spider))[1]
