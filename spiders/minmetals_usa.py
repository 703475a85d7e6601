"""Minmetals USA, the sub-site of China Minmetals Corporation in the United States."""

from crawler.layouts.minmetals import MINMETALS_USA
from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.spider import NewsroomSpider


class MinmetalsUsa(NewsroomSpider):
    site = Site(
        name="minmetals_usa", company="China Minmetals Corporation", language="en", group="minmetals",
        start=("http://usa.minmetals.com.cn/",),
        hosts=("usa.minmetals.com.cn", "usa.minmetals.com"),
        sections={"/news/": "News"},
        platform=TRS, layouts=(MINMETALS_USA,),
    )  # fmt: skip
