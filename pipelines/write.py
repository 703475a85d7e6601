"""Last pipeline: the revision goes to the journal."""

from scrapy.exceptions import DropItem

from crawler.middlewares.base import RunMiddleware


class WritePipeline(RunMiddleware):
    """Appends to the journal; the line is acknowledged (`stored`) once its group is on disk."""

    def open_spider(self) -> None:
        """From now on an article that does not come here was not handed on."""
        session = self.session
        if session is not None and session.opened is not None:
            session.items.writes = True

    def process_item(self, item: object) -> object:
        session = self.session
        reason = session.items.write(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
