"""What is asked of a page again and again, and answered once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from crawler.page.page import Page

Answer = TypeVar("Answer")


def once_a_page(read: Callable[[Page], Answer]) -> Callable[[Page], Answer]:
    """`read`, which is called once for each page; its answer is kept as long as the page."""
    known: WeakKeyDictionary[Page, Answer] = WeakKeyDictionary()

    @wraps(read)
    def answer(page: Page) -> Answer:
        found = known.get(page)
        if found is None:
            found = known[page] = read(page)
        return found

    return answer
