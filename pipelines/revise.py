"""Second pipeline: what is known is compared with what was read; an unchanged article stops here."""

from scrapy.exceptions import DropItem

from crawler.middlewares.base import RunMiddleware


class RevisePipeline(RunMiddleware):
    """Makes the article a revision, or drops it with its reason (`unchanged`, `duplicate` ...)."""

    def process_item(self, item: object) -> object:
        session = self.session
        reason = session.items.revise(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
