# ruff: noqa: E501  markup in one piece
"""The publishing systems of Chinese companies: TRS WCM, Hanweb, component CMS, and others."""

import re
from html import escape

from tests.replica.platforms.chinese_others import CHINESE_OTHERS
from tests.replica.platforms.company import Release
from tests.replica.platforms.lists import ListedNewsroom, number_in
from tests.replica.platforms.markup import body_of
from tests.replica.platforms.newsroom import Ask, Reply, text

_STYLE = '<style type="text/css">.TRS_Editor P{margin-top:0;line-height:1.5;}.TRS_Editor DIV{margin-top:0;}</style>'


class Trs(ListedNewsroom):
    """TRS WCM. Styles: `createPageHTML` counted from 0, from 1 with container and records, and the old counts of records."""

    name, start, language, size = "trs", "/xwzx/jtyw/", "zh", 15

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.base = ("zero", "one", "count")[seed % 3]

    def path_of(self, release: Release) -> str:
        at = release.at
        return f"/xwzx/jtyw/{at:%Y%m}/t{at:%Y%m%d}_{300000 + 37 * release.number}.html"

    def href_of(self, release: Release) -> str:
        return self.path_of(release).replace("/xwzx/jtyw/", "./")

    def page_at(self, ask: Ask) -> int | None:
        if self.base == "count":
            found = number_in(r"/xwzx/jtyw/nei_(\d+)\.htm", ask.path, ("/xwzx/jtyw/nei.htm", "/xwzx/jtyw/"))
            return found if found is None or ask.path.endswith(("nei.htm", "/")) else found + 1
        stem = "index" if self.base == "zero" else "fg"
        found = number_in(rf"/xwzx/jtyw/{stem}_(\d+)\.s?html", ask.path, ("/xwzx/jtyw/", f"/xwzx/jtyw/{stem}.html"))
        return found if found is None or self.base == "one" or "_" not in ask.path else found + 1

    def pager(self, number: int) -> str:
        pages, records = len(self.pages), len(self.company.releases)
        if self.base == "zero":
            return f'<div class="page"><!--<script>\ncreatePageHTML({pages}, {number - 1}, "index", "html");\n</script>--></div>'.replace(
                "<!--", "" if self.seed % 2 else "<!--"
            ).replace("-->", "" if self.seed % 2 else "-->")
        if self.base == "one":
            return (
                f"<div id='page_div'></div><script>createPageHTML('page_div',{pages},{number},'fg','shtml',{records});</script>"
            )
        return (
            f'<script>var m_nRecordCount = "{records}";var m_nCurrPage = {number - 1};var m_nPageSize = {self.size};\n'
            'var m_sPageName = "nei"; var m_sPageExt = "htm";</script>'
        )

    def listed(self, number: int) -> str:
        out = super().listed(number)
        if self.rows != "after":
            return out
        hidden = '<div class="popbox" style="display:none"><a href="./201001/t20100101_900001.html">关联解读</a></div>'
        return out.replace("</li>", f"{hidden}</li>", 1)

    def article(self, release: Release) -> str:
        nested = [f'<div class="TRS_Editor">{_STYLE}', '<div class="Custom_UnionStyle">', '<div class="TRS_PreAppend">']
        around = nested if release.number % 2 else ['<div class="trs_editor_view TRS_UEDITOR trs_paper_default">', nested[0]]
        crumb = '<a class="CurrChnlCls" href="../../../">首页</a>&nbsp;&gt;&nbsp;<a class="CurrChnlCls" href="../">集团要闻</a>'
        size = '<span class="size">字体：<a href="javascript:doZoom(16)">大</a> <a href="javascript:doZoom(12)">小</a></span>'
        main = (
            f'<div class="crumb">您的位置：{crumb}</div><div class="xl"><h2 class="xl_title">{escape(release.title)}</h2>'
            f'<div class="xl_time">发布时间：{release.day}　来源：集团办公室 {size}</div>'
            f"{''.join(around)}{body_of(release.blocks, self.flavour)}{'</div>' * len(around)}</div>"
            '<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div><div class="tool"><a href="javascript:window.close()">【关闭窗口】</a></div>'
        )
        return self.page(release.title, main)


class Hanweb(ListedNewsroom):
    """Hanweb jcms. Styles: the first groups of rows in an XML island, the others by GET; an island, the others by POST; by POST alone."""

    name, start, language, size = "hanweb", "/col/col1816/index.html", "zh", 15
    groups = 3  # pages of which the rows come in one answer

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.way = ("get", "post", "bare")[seed % 3]

    @property
    def sources(self) -> int:
        return 1 + -(
            -(len(self.company.releases) - (0 if self.way == "bare" else self.size * self.groups)) // (self.size * self.groups)
        )

    def path_of(self, release: Release) -> str:
        at = release.at
        return f"/art/{at.year}/{at.month}/{at.day}/art_1816_{400000 + 11 * release.number}.html"

    def _records(self, first: int, last: int) -> str:
        rows = self.company.newest_first[max(0, first - 1) : last]
        return "".join(
            f'<record><![CDATA[\n<li><a href="{self.path_of(each)}" title="{escape(each.title)}" target="_blank">{escape(each.title)}</a>'
            f"<span>{each.day}</span></li>]]></record>\n"
            for each in rows
        )

    def _island(self, page: int) -> str:
        group = self.size * self.groups
        last = page * group
        ahead = (
            f'<nextgroup><![CDATA[<a href="{self._get(page + 1)}"></a>]]></nextgroup>'
            if last < len(self.company.releases)
            else ""
        )
        return f"<datastore>\n{ahead if self.way == 'get' else ''}<recordset>\n{self._records(last - group + 1, last)}</recordset></datastore>"

    def _get(self, page: int) -> str:
        return f"/module/web/jpage/dataproxy.jsp?page={page}&webid=1&path=/&columnid=1816&unitid=4242&webname=jt&permissiontype=0"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path in (self.start, "/col/col1816/"):
            return text(self.page("集团要闻", f"<h1>集团要闻</h1>{self._list()}"))
        if ask.path != "/module/web/jpage/dataproxy.jsp":
            return None
        said = dict(ask.query) | dict(ask.form)
        if said.get("columnid") != "1816" or said.get("unitid") != "4242":
            return text("<datastore></datastore>", kind="text/xml")
        if self.way == "get":
            return text(
                '<?xml version="1.0" encoding="UTF-8"?>' + self._island(int(said.get("page", "1"))), kind="text/xml;charset=UTF-8"
            )
        if ask.method != "POST" or "startrecord" not in said:
            return text("", status=405)
        found = f"<recordset>{self._records(int(said['startrecord']), int(said['endrecord']))}</recordset>"
        total = len(self.company.releases)
        return text(
            f"<datastore><totalrecord>{total}</totalrecord><totalpage>{len(self.pages)}</totalpage>{found}</datastore>",
            kind="text/xml",
        )

    def _list(self) -> str:
        total = len(self.company.releases)
        island = "" if self.way == "bare" else f'<script type="text/xml">{self._island(1)}</script>'
        call = (
            f"$(function(){{jQuery('#4242').jpage({{themeName:'default',totalRecord:{total},proxyUrl:'/module/web/jpage/dataproxy.jsp',"
            f"perPage:{self.size},barPosition:'bottom',groupSize:{self.groups},openCookies:false,ajaxParam:{{col:1,appid:1,webid:1,path:'/',"
            "columnid:1816,sourceContentType:1,unitid:4242,webname:'集团',permissiontype:0}});});"
        )
        return f'<div id="4242" class="list">{island}</div><script src="/script/jpage.js"></script><script>{"" if self.way == "get" else call}</script>'

    def meta_line(self, release: Release) -> str:
        return f"<table id='article'><tr><td>发布日期：{release.day}</td><td>来源：集团办公室</td><td>字体：[ 大 中 小 ]</td></tr></table>"


class ComponentCms(ListedNewsroom):
    """Component CMS: older pages count down and are fragments. Styles: `maxPageNum` set twice, pages linked in a hidden box."""

    name, start, language, size = "component_cms", "/n2588025/n2588119/index.html", "zh", 15

    def path_of(self, release: Release) -> str:
        return f"/n2588025/n2588119/c{2700000 + 13 * release.number}/content.html"

    def href_of(self, release: Release) -> str:
        return f"../../n2588025/n2588119/c{2700000 + 13 * release.number}/content.html"

    def page_at(self, ask: Ask) -> int | None:
        if ask.path in (self.start, "/n2588025/n2588119/"):
            return 1
        found = re.fullmatch(r"/n2588025/n2588119/index_2603340_(\d+)\.html", ask.path)
        return len(self.pages) - int(found[1]) + 1 if found else None

    def pager(self, number: int) -> str:
        return ""

    def list_page(self, number: int) -> str:
        rows = self.listed(number)
        if number > 1:
            return rows
        last = len(self.pages)
        links = "".join(f'<a href="index_2603340_{each}.html">{each}</a>' for each in range(last - 1, 0, -1))
        hidden = (
            f'<div style="display:none">{links}</div>'
            if self.seed % 2
            else '<div style="display:none"><a href="index_2603340_1.html"></a></div>'
        )
        script = f"<script>var maxPageNum2603340 = 0;\nmaxPageNum2603340={last};</script>"
        around = f'<!--start component 列表--><span id="comp_2603340">{rows}</span>{hidden if last > 1 else ""}{script}<!--end component-->'
        return self.page("新闻", f"<h1>集团要闻</h1>{around}")

    def article(self, release: Release) -> str:
        body = body_of(release.blocks, self.flavour)
        main = (
            f'<div class="zsy_content"><div class="zsy_cotitle">{escape(release.title)}<p>文章来源：集团办公室 发布时间：{release.day}</p></div>'
            f'<div class="zsy_comain">{body}</div></div><script>var content = `{body}`;</script>'
        )
        head = f'<meta name="contentid" content="{release.number}"><meta name="publishdate" content="{release.day}">'
        return self.page(release.title, main, head=head)


CHINESE = (Trs, Hanweb, ComponentCms, *CHINESE_OTHERS)
