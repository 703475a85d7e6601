"""A setting that names a class which is not there is told before the run, and not as the site's fault."""

import pytest
from scrapy.settings import Settings

from crawler.commands.components import require_components
from crawler.errors import UsageError

pytestmark = pytest.mark.guarantee(25)


@pytest.mark.parametrize(
    ("setting", "path"),
    [("ITEM_PIPELINES", "my.Nope"), ("EXTENSIONS", "crawler.extensions.run.Nope"), ("DOWNLOADER_MIDDLEWARES", "no.Such")],
)
def test_a_class_that_is_not_there_is_named(setting: str, path: str) -> None:
    with pytest.raises(UsageError, match=f"{setting} names {path}, which cannot be loaded"):
        require_components(Settings({setting: {path: 100}}))


def test_what_is_there_or_switched_off_is_no_matter() -> None:
    there = {"scrapy.pipelines.files.FilesPipeline": 1}
    require_components(Settings({"ITEM_PIPELINES": there, "EXTENSIONS": {str: 5, "my.Nope": None}}))
    require_components(Settings())
