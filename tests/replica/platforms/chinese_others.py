# ruff: noqa: E501  markup in one piece
"""Further systems of Chinese companies: JSP, site-group CMS, MCC's, DedeCMS, jeecms."""

from urllib.parse import urlencode

from tests.replica.platforms.company import Release
from tests.replica.platforms.lists import ListedNewsroom, number_in
from tests.replica.platforms.markup import options
from tests.replica.platforms.newsroom import Ask


class Jsp(ListedNewsroom):
    """The JSP generation: `outline.jsp?column_no=02&topage=2`. Styles: pages as links, pages by a script, order of parameters."""

    name, start, language, size = "jsp", "/chinese/outline.jsp?outlinetype=1&column_no=02", "zh", 20

    def path_of(self, release: Release) -> str:
        stamp = int(release.at.timestamp()) * 1000
        return (
            f"/chinese/detail.jsp?article_millseconds={stamp}&column_no=02"
            if self.seed % 2
            else f"/chinese/detail.jsp?column_no=02&article_millseconds={stamp}"
        )

    def href_of(self, release: Release) -> str:
        return self.path_of(release).rpartition("/")[2]

    def page_at(self, ask: Ask) -> int | None:
        return ask.number("topage", 1) if ask.path == "/chinese/outline.jsp" and ask.query.get("column_no") == "02" else None

    def pager(self, number: int) -> str:
        last = len(self.pages)
        if self.seed % 3 == 0:
            return f"<p>共{last}页 第{number}页 <a href='javascript:go({number + 1})'>下一页</a></p><script>function go(n){{location='outline.jsp?column_no=02&topage='+n}}</script>"
        near = [each for each in (1, number - 1, number + 1, last) if 1 <= each <= last]
        links = " ".join(
            f'<a href="outline.jsp?outlinetype=1&column_no=02&topage={each}">{each}</a>' for each in dict.fromkeys(near)
        )
        return f"<p>{links} 共{last}页</p>"

    def meta_line(self, release: Release) -> str:
        return f"<p>来源:集团办公室&nbsp;&nbsp;发布时间:{release.day} 打印</p>"


class SiteGroupCms(ListedNewsroom):
    """CNMC's site-group CMS. Styles: links to `index_2.shtml`, a select of pages, only the next page."""

    name, start, language, size = "site_group_cms", "/cnmc/xwzx/jtxw/", "zh", 15

    def path_of(self, release: Release) -> str:
        at = release.at
        return f"/cnmc/xwzx/jtxw/{at.year}/{at.month}/I{986624244525826048 + release.number * 4099}.html"

    def page_at(self, ask: Ask) -> int | None:
        return number_in(r"/cnmc/xwzx/jtxw/index_(\d+)\.shtml", ask.path, (self.start,))

    def pager(self, number: int) -> str:
        last = len(self.pages)
        address = {each: "index.shtml" if each == 1 else f"index_{each}.shtml" for each in range(1, last + 1)}
        if self.seed % 3 == 0:
            named = options(((href, each) for each, href in address.items()), number)
            return f'<select onchange="location.href=this.value">{named}</select>'
        onward = f'<a class="next" href="{address[number + 1]}">下一页</a>' if number < last else "<span>下一页</span>"
        if self.seed % 3 == 1:
            return f'<div class="pages">{onward}</div>'
        near = [each for each in range(number - 2, number + 3) if each in address]
        links = "".join(f'<a href="{address[each]}">{each}</a>' if each != number else f"<b>{each}</b>" for each in near)
        return f'<div class="pages">{links}{onward}<a href="{address[last]}">尾页</a></div>'

    def article(self, release: Release) -> str:
        whole = super().article(release)
        return whole.replace("</body>", "<p>Produced By CMS 网站群内容管理系统 publishdate:2026/06/01 10:00:00</p></body>")


class Mcc(ListedNewsroom):
    """MCC's: the old system with lists named by an id, and the present one, whose pager a script prints."""

    name, start, language, size = "mcc", "/mcc/_132154/_132568/541fa3cb-1.html", "zh", 20

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.rows = ("after", "before")[seed % 2]

    def path_of(self, release: Release) -> str:
        return f"/mcc/_132154/_132568/{420000 + 17 * release.number}/index.html"

    def page_at(self, ask: Ask) -> int | None:
        return number_in(r"/mcc/_132154/_132568/541fa3cb-(\d+)\.html", ask.path, ())

    def pager(self, number: int) -> str:
        last = len(self.pages)
        if self.seed % 3 == 0:
            return f"<div class='page'>第{number}页/共{last}页 <a href='541fa3cb-{min(last, number + 1)}.html'>下一页</a></div>"
        links = "".join(f'<a href="541fa3cb-{each}.html">{each}</a>' for each in range(1, last + 1) if each != number)
        return f"<div class='page'>{links}</div>"

    def listed(self, number: int) -> str:
        return f'<div class="l_list">{super().listed(number).replace("news_list", "qs_clear")}</div>'

    def meta_line(self, release: Release) -> str:
        return f'<div class="i_ly"><span>来源：中冶集团</span><span>发布日期：{release.day}</span></div>'


class DedeCms(ListedNewsroom):
    """DedeCMS: static `list_48_2.html`, or `plus/list.php?tid=48&PageNo=2`; a select of pages beside the numbers."""

    name, start, language, size = "dedecms", "/a/xinwen/", "zh", 15

    def path_of(self, release: Release) -> str:
        at = release.at
        return f"/a/xinwen/{at:%Y}/{at:%m%d}/{1200 + release.number}.html"

    def page_at(self, ask: Ask) -> int | None:
        if ask.path == "/plus/list.php" and ask.query.get("tid") == "48":
            return ask.number("PageNo", 1)
        return number_in(r"/a/xinwen/list_48_(\d+)\.html", ask.path, (self.start,))

    def _address(self, number: int) -> str:
        if self.seed % 2:
            return f"list_48_{number}.html"
        return "/plus/list.php?" + urlencode({"tid": 48, "TotalResult": len(self.company.releases), "PageNo": number})

    def pager(self, number: int) -> str:
        last = len(self.pages)
        near = list(range(max(1, number - 3), min(last, number + 5) + 1))
        items = [
            f'<li class="thisclass">{each}</li>' if each == number else f"<li><a href='{self._address(each)}'>{each}</a></li>"
            for each in near
        ]
        if number < last:
            items += [
                f"<li><a href='{self._address(number + 1)}'>下一页</a></li>",
                f"<li><a href='{self._address(last)}'>末页</a></li>",
            ]
        named = options(((self._address(each), each) for each in range(1, last + 1)), number, "'")
        select = f"<li><select name='sldd' onchange='location.href=this.options[this.selectedIndex].value;'>{named}</select></li>"
        stated = (
            f'<li><span class="pageinfo">共 <strong>{last}</strong>页<strong>{len(self.company.releases)}</strong>条</span></li>'
        )
        return f'<div class="dede_pages"><ul class="pagelist"><li>首页</li>{"".join(items)}{select}{stated}</ul></div>'

    def meta_line(self, release: Release) -> str:
        return f'<div class="info"><small>时间:</small>{release.at:%Y-%m-%d %H:%M}<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>次</div>'

    def head_of(self, release: Release) -> str:
        return f'<script src="/plus/count.php?view=yes&aid={release.number}&mid=1"></script>'


class Jeecms(ListedNewsroom):
    """jeecms: `index_2.jhtml`. Styles: buttons that jump by script, links."""

    name, start, language, size = "jeecms", "/xwzx/index.jhtml", "zh", 12

    def path_of(self, release: Release) -> str:
        return f"/xwzx/{500 + release.number}.jhtml"

    def page_at(self, ask: Ask) -> int | None:
        return number_in(r"/xwzx/index_(\d+)\.jhtml", ask.path, (self.start,))

    def pager(self, number: int) -> str:
        last = len(self.pages)
        total = f"共 {len(self.company.releases)} 条记录 {number}/{last} 页"
        if self.seed % 2:
            onward = (
                f'<a href="index_{number + 1}.jhtml">下一页</a> <a href="index_{last}.jhtml">尾页</a>' if number < last else ""
            )
            return f"<div>{total} {onward}</div>"
        off = ' disabled="disabled"' if number == last else ""
        buttons = "".join(
            f'<input type="button" value="{label}" onclick="location.href=\'index_{to}.jhtml\'"{off}/>'
            for label, to in (("下一页", min(last, number + 1)), ("尾 页", last))
        )
        named = options(((each, each) for each in range(1, last + 1)), number, "'")
        return f"<div>{total} {buttons} 到第<select onchange=\"location.href='index_'+this.value+'.jhtml'\">{named}</select>页</div>"


CHINESE_OTHERS = (Jsp, SiteGroupCms, Mcc, DedeCms, Jeecms)
