"""China Minmetals Corporation, English newsroom: JSP pages, TRS pages of 2016 and of 2023."""

from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023, MINMETALS_JSP
from crawler.platforms.jsp import JSP
from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.spider import NewsroomSpider


class Minmetals(NewsroomSpider):
    site = Site(
        name="minmetals", company="China Minmetals Corporation", language="en", group="minmetals",
        start=("http://www.minmetals.com/english/",),
        hosts=("www.minmetals.com", "www.minmetals.com.cn", "minmetals.com", "minmetals.com.cn"),
        paths=("/english/",),
        sections={"/english/News/": "News", "/english/news/minmetalsnews/": "Minmetals News",
                  "/english/headlinepic/": "Headline pic", "/english/detail.jsp": "News"},
        platform=TRS | JSP, layouts=(MINMETALS_2023, MINMETALS_2016, MINMETALS_JSP),
    )  # fmt: skip
