"""First pipeline: an article that cannot be trusted goes to quarantine.jsonl, with the reasons."""

from scrapy.exceptions import DropItem

from crawler.middlewares.base import RunMiddleware


class ValidatePipeline(RunMiddleware):
    """Holds back what the quality gate objects to; lets an item pass that is none of ours."""

    def process_item(self, item: object) -> object:
        session = self.session
        reason = session.items.validate(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
