"""Lets what newsroom.toml says hold for every crawl of the project, whoever starts it."""

import os

from scrapy.settings import BaseSettings

from crawler.configuration.file import put_in_force


class ConfigurationAddon:
    """A Scrapy add-on; it only acts before the first spider is looked for."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        put_in_force(settings, os.environ)
