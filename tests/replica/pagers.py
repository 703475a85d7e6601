"""The ways from listing page to listing page: what is printed on page `k` (from 1) and at which address it is.

`zero`: createPageHTML with the current page counted from 0, page 2 is `index_1.html`. `one`: createPageHTML with a
container and a count from 1, page 2 is `list_2.html`. `count`: m_nRecordCount. `topage`: a query of a JSP page.
`countdown`: fragments whose numbers fall. `next`: plain links.
"""

import re
from urllib.parse import parse_qsl, urlsplit

from tests.replica.model import Channel, dice
from tests.replica.style import Style

COMPONENT = "4217"
_NUMBERED = re.compile(r"^(\w+?)_(\d+)\.html$")
_FUNCTION = """function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){
	if(_nPageCount == null || _nPageCount <= 1){ return; }
	var nCurrIndex = _nCurrIndex || 0;
	if(nCurrIndex == 0){ document.write("1&nbsp;"); }
	else{ document.write("<a href=\\"" + _sPageName + "." + _sPageExt + "\\">1</a>&nbsp;"); }
	for(var i = 1; i < _nPageCount; i++){
		document.write("<a href=\\"" + _sPageName + "_" + i + "." + _sPageExt + "\\">" + (i + 1) + "</a>&nbsp;");
	}
}
"""
_FRAGMENT = re.compile(r"^index_(\d+)_(\d+)\.html$")


def page_address(channel: Channel, page: int, pages: int) -> str:
    """Path and query of listing page `page` of `pages`."""
    if channel.pager == "topage":
        return channel.path if page == 1 else f"{channel.path}&topage={page}"
    if page == 1:
        return channel.path
    if channel.pager == "countdown":
        return f"{channel.path}index_{COMPONENT}_{pages - page + 1}.html"
    if channel.pager == "one":
        return f"{channel.path}{list_name(channel)}_{page}.html"
    if channel.pager == "query":
        return f"{channel.path}?page={page}"
    return f"{channel.path}index_{page if channel.pager == 'next' else page - 1}.html"


def list_name(channel: Channel) -> str:
    """The file name of the pages of a pager that counts from 1."""
    return dice("list name", channel.key).choice(("list", "index", "fg", "news_list"))


def page_number(channel: Channel, target: str, pages: int) -> int | None:
    """Which listing page of `channel` the path and query `target` names; None when it is none, 0 when it is past the end."""
    if channel.pager == "topage":
        return _query_page(channel, target, "topage", pages)
    if channel.pager == "query":
        return _query_page(channel, target, "page", pages)
    path = urlsplit(target).path
    folder, _, name = path.rpartition("/")
    if folder + "/" != channel.path:
        return None
    if name in ("", "index.html") or (channel.pager == "one" and name == f"{list_name(channel)}.html"):
        return 1
    if channel.pager == "countdown":
        fragment = _FRAGMENT.match(name)
        return _bound(pages - int(fragment[2]) + 1, pages) if fragment and fragment[1] == COMPONENT else None
    numbered = _NUMBERED.match(name)
    if not numbered or numbered[1] != (list_name(channel) if channel.pager == "one" else "index"):
        return None
    number = int(numbered[2])
    if channel.pager in ("zero", "count"):
        return _bound(number + 1, pages) if number else 0
    return _bound(number, pages)


def _bound(page: int, pages: int) -> int:
    return page if 1 <= page <= pages else 0


def _query_page(channel: Channel, target: str, key: str, pages: int) -> int | None:
    asked, own = urlsplit(target), urlsplit(channel.path)
    if asked.path != own.path and asked.path != own.path + "index.html":
        return None
    query = dict(parse_qsl(asked.query))
    page = query.pop(key, "1")
    if not set(query.items()) >= set(parse_qsl(own.query)):
        return None
    return _bound(int(page), pages) if page.isdigit() else None


def pager_html(channel: Channel, page: int, pages: int, records: int, style: Style) -> str:
    """What stands under the rows of page `page`: a script or links, never more than the real systems print."""
    script = _script(channel, page, pages, records)
    if script:
        if style.inline_function and channel.pager == "zero":
            script = _FUNCTION + script
        if style.number % 2:
            script = script.replace(", ", ",").replace('"', "'")
        call = f"<!--\n{script}\n//-->" if style.wrap_pager else script
        box = '<div id="page_div"></div>' if channel.pager == "one" else ""
        return f'{box}<div class="page"><script language="JavaScript">{call}</script></div>'
    if channel.pager == "countdown":
        return _countdown(channel, page, pages)
    return _links(channel, page, pages, style)


def _script(channel: Channel, page: int, pages: int, records: int) -> str:
    if channel.pager == "zero":
        return f'createPageHTML({pages}, {page - 1}, "index", "html");'
    if channel.pager == "one":
        return f"createPageHTML('page_div',{pages}, {page},'{list_name(channel)}','html',{records});"
    if channel.pager == "count":
        return (
            f'var m_nRecordCount = "{records}";\nvar m_nPageSize = {channel.page_size};\nvar m_nCurrPage = {page - 1};\n'
            f'var m_sPageName = "index";\nvar m_sPageExt = "html";\nvar countPage = {pages};\ndocument.write(turnPage());'
        )
    return ""


def _countdown(channel: Channel, page: int, pages: int) -> str:
    """Page 1 has the script and a hidden box with all anchors; the fragments have nothing."""
    if page > 1:
        return ""
    hidden = "".join(f'<a href="{page_address(channel, number, pages)}">{number}</a>' for number in range(2, pages + 1))
    script = (
        f'<script>var maxPageNum{COMPONENT} = {pages};\nvar maxPageNum={pages};purl="index_{COMPONENT}_"; goPage(0);</script>'
    )
    return f'<div id="pag_{COMPONENT}" style="display:none">{hidden}</div><div class="pages">{script}</div>'


def _links(channel: Channel, page: int, pages: int, style: Style) -> str:
    """Words, arrows, or numbers alone."""
    zh, form = channel.language == "zh", style.number % 3
    first, back, on, last = ("首页", "上一页", "下一页", "尾页") if zh else ("First", "Prev", "Next", "Last")
    if form == 1:
        first, back, on, last = "&laquo;", "&lt;", "&gt;", "&raquo;"
    shown = range(max(1, page - 2), min(pages, page + 2) + 1)
    numbers = [f"<b>{each}</b>" if each == page else _link(channel, each, pages, str(each)) for each in shown]
    parts = [f"{page}/{pages}"] if form == 0 else numbers
    if page > 1:
        parts = [_link(channel, 1, pages, first), _link(channel, page - 1, pages, back), *parts]
    if page < pages:
        parts += [_link(channel, page + 1, pages, on), _link(channel, pages, pages, last)]
    return f'<div class="pagination">{" ".join(parts)}</div>'


def _link(channel: Channel, page: int, pages: int, text: str) -> str:
    return f'<a href="{page_address(channel, page, pages)}">{text}</a>'
