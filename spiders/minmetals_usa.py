"""Minmetals USA, the sub-site of China Minmetals Corporation in the United States."""

from crawler.platforms.trs import MINMETALS_USA, TRS
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
