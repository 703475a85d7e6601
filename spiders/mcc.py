"""Metallurgical Corporation of China (MCC), English newsroom: old focus pages and TRS pages."""

from crawler.layouts.mcc import MCC_FOCUS, MCC_TRS
from crawler.platforms.focus import FOCUS
from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.spider import NewsroomSpider


class Mcc(NewsroomSpider):
    site = Site(
        name="mcc", company="Metallurgical Corporation of China Ltd.", language="en", group="mcc",
        start=("http://www.mcc.com.cn/mcc_en/", "http://www.mcc.com.cn/mccen/"),
        hosts=("www.mcc.com.cn", "mcc.com.cn", "www.mccchina.com", "mccchina.com"),
        paths=("/mcc_en/", "/mccen/"),
        sections={"/mcc_en/newscenter/newsfocus/": "News Focus", "/mccen/focus/_325415/": "News Update",
                  "/mccen/focus/_325419/": "TOP News", "/mccen/focus/picture_news/": "Picture News"},
        platform=TRS | FOCUS, layouts=(MCC_TRS, MCC_FOCUS),
    )  # fmt: skip
