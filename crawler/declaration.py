"""The text of a company file, `spiders/<name>.py`, the least that declares a newsroom; and what its words look like."""

import re

DECLARATION = '''\
"""{company}: its newsroom."""

from crawler.site import Site
from crawler.spider import NewsroomSpider


class {class_name}(NewsroomSpider):
    site = Site(
        name="{name}", company="{company}", language="{language}", group="{name}",
        start=("{url}",),
        hosts=({hosts}),
    )  # fmt: skip
'''

NAME = re.compile(r"[a-z][a-z0-9_]{1,60}\Z")
ANY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,120}\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
ALSO = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]{1,63}(?::[1-9][0-9]{0,4})?\Z")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}\Z")
