"""Last pipeline: the revision goes to the journal."""

from scrapy.exceptions import DropItem

from crawler.middlewares.base import RunMiddleware


class WritePipeline(RunMiddleware):
    """Appends to the journal; the line is acknowledged (`stored`) once its group is on disk."""

    def process_item(self, item: object) -> object:
        session = self.session
        reason = session.items.write(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
