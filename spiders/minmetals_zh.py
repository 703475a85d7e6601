"""China Minmetals Corporation (中国五矿集团有限公司), Chinese newsroom."""

from crawler.layouts.minmetals import MINMETALS_ZH
from crawler.platforms.trs import TRS
from crawler.site import Site
from crawler.spider import NewsroomSpider


class MinmetalsZh(NewsroomSpider):
    site = Site(
        name="minmetals_zh", company="中国五矿集团有限公司", language="zh", group="minmetals",
        start=("http://www.minmetals.com.cn/",),
        hosts=("www.minmetals.com.cn", "www.minmetals.com", "minmetals.com.cn", "minmetals.com"),
        not_paths=("/english/",),
        sections={"/ddjj/": "党的建设", "/zgwk/rczp/": "人才招聘", "/zgwk/": "中国五矿"},
        platform=TRS, layouts=(MINMETALS_ZH,),
    )  # fmt: skip
