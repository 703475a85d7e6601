"""China Nonferrous Metal Mining Group (CNMC, 中国有色矿业集团有限公司): JSP pages and the site-group CMS."""

from crawler.layouts.cnmc import CNMC_CMS, CNMC_JSP
from crawler.platforms.jsp import JSP
from crawler.platforms.site_group_cms import SITE_GROUP_CMS
from crawler.site import Site
from crawler.spider import NewsroomSpider


class Cnmc(NewsroomSpider):
    site = Site(
        name="cnmc", company="中国有色矿业集团有限公司", language="zh", group="cnmc",
        start=("http://www.cnmc.com.cn/",),
        hosts=("www.cnmc.com.cn", "cnmc.com.cn"),
        sections={"/cnmc/xwzx/jtxw/": "集团新闻", "/cnmc/xwzx/": "新闻中心"},
        platform=SITE_GROUP_CMS | JSP, layouts=(CNMC_JSP, CNMC_CMS),
    )  # fmt: skip
