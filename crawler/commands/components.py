"""The parts of a crawl that settings name: each has to be there before a run begins."""

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.errors import UsageError

_NAMING = ("ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "FEED_EXPORTERS", "DOWNLOAD_HANDLERS")


def require_components(settings: BaseSettings) -> None:
    """Raise UsageError where a setting names a class that cannot be loaded, with the reason."""
    for name in _NAMING:
        named = {key: value for key, value in settings.getdict(name).items() if value is not None}  # None switches one off
        for path in (each for pair in named.items() for each in pair if isinstance(each, str) and "." in each):
            try:
                load_object(path)
            except (ImportError, NameError, ValueError, SyntaxError) as error:
                right = "a right one is the path of a class that Python can import: package.module.ClassName"
                raise UsageError(f"{name} names {path}, which cannot be loaded ({error}); {right}") from error
