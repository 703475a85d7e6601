"""Crawls many newsrooms in one process, each as `scrapy crawl newsroom` would: python many.py FOLDER URL... prints exit codes.

Only the start of the process is shared; site, run, middlewares and output are each crawl's own.
"""

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.commands.crawl import exit_code


def main(folder: Path, settings: dict[str, Any], urls: dict[str, str]) -> dict[str, int]:
    """Exit code by name of the crawl."""
    chosen = get_project_settings()
    chosen.setdict({**settings, "OUTPUT_DIR": str(folder), "LOG_LEVEL": "WARNING"}, priority="cmdline")
    chosen.set("PRIVATE_HOSTS", [urlsplit(url).netloc for url in urls.values()], priority="cmdline")
    process = CrawlerProcess(chosen)
    crawlers: dict[str, Crawler] = {}
    for name, url in urls.items():
        crawlers[name] = process.create_crawler("newsroom")
        process.crawl(crawlers[name], url=url, name=name)
    process.start()
    return {name: exit_code(crawler, process.bootstrap_failed) for name, crawler in crawlers.items()}


if __name__ == "__main__":
    codes = main(Path(sys.argv[1]), json.loads(sys.argv[2]), json.loads(sys.argv[3]))
    print(json.dumps(codes), flush=True)
