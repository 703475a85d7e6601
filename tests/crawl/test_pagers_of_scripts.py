"""Lists whose further pages only a script's function or a posted form asks for, through the real command."""

# ruff: noqa: E501  scripts and markup are read best on one line

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from misbehaving.fault import good
from misbehaving.matrix import Outcome, run
from misbehaving.pages import listing, path, title
from misbehaving.server import Ask, Peer, Route, Server

pytestmark = [pytest.mark.usefixtures("untraced"), pytest.mark.guarantee(23)]

ROWS, ON_A_PAGE = 14, 4
NAMES = [f"kiln-{number}" for number in range(ROWS)]
PAGES = -(-ROWS // ON_A_PAGE)

POST_BACK = """<script>
var theForm = document.forms['form1'];
function __doPostBack(eventTarget, eventArgument) {
    if (!theForm.onsubmit || (theForm.onsubmit() != false)) {
        theForm.__EVENTTARGET.value = eventTarget;
        theForm.__EVENTARGUMENT.value = eventArgument;
        theForm.submit();
    }
}
</script>"""
LINK_PAGE = """<script>
function fn_link_page(pageNo) {
    // document.search.action = "/search/";
    document.search.pageIndex.value = pageNo;
    document.search.action = "/news/";
    document.search.submit();
}
</script>"""
GO_PAGE = "<script>var base = '/news/'; const goPage = (n) => { show(n); }; function show(no) { location.href = base + '?no=' + no; }</script>"


def post_back(number: int, pages: int) -> str:
    at = [f"<td><a href=\"javascript:__doPostBack('ctl00$list','Page${n}')\">{n}</a></td>" if n != number else f"<td><span>{n}</span></td>"
          for n in range(1, pages + 1)]  # fmt: skip
    fields = ("__EVENTTARGET", ""), ("__EVENTARGUMENT", ""), ("__VIEWSTATE", f"/wEPDw{number}==")
    hidden = "".join(f'<input type="hidden" name="{name}" id="{name}" value="{value}">' for name, value in fields)
    return f'<form method="post" action="./" id="form1">{hidden}<table class="pager"><tr>{"".join(at)}</tr></table></form>{POST_BACK}'


def link_page(number: int, pages: int) -> str:
    links = "".join(
        f"<strong>{n}</strong>" if n == number else f'<a href="#" onclick="fn_link_page({n}); return false;">{n}</a>'
        for n in range(1, pages + 1)
    )
    last = f'<a href="#" class="last" onclick="fn_link_page({pages}); return false;"><img src="/l.gif" alt="마지막"></a>'
    fields = '<input type="hidden" name="pageIndex" value="1"><input type="text" name="word"><select name="by"><option value="0">제목</option></select>'
    return f'<form name="search" method="post" action="/search/">{fields}</form><div class="paging">{links}{last}</div>{LINK_PAGE}'


def go_page(number: int, pages: int) -> str:
    links = "".join(f'<a class="{"on" if n == number else ""}" href="javascript:goPage({n})">{n}</a> ' for n in range(1, pages + 1))
    return f"<p class=paging>{links}</p>{GO_PAGE}"


def buttons(number: int, pages: int) -> str:
    onward = f'<button name="p" value="{number + 1}">Next</button>' if number < pages else '<button disabled>Next</button>'
    return f'<form method="post" action="/news/" class="pager"><input type="hidden" name="kind" value="1">{onward}</form>'


def post_back_number(ask: Ask) -> int:
    sent = parse_qs(ask.posted)
    return int(sent["__EVENTARGUMENT"][0].removeprefix("Page$")) if sent.get("__VIEWSTATE") else 1


PAGERS: dict[str, tuple[Callable[[int, int], str], Callable[[Ask], int]]] = {
    "post back": (post_back, post_back_number),
    "link page": (link_page, lambda ask: int(parse_qs(ask.posted).get("pageIndex", ["1"])[0])),
    "go page": (go_page, lambda ask: int(parse_qs(ask.target.partition("?")[2]).get("no", ["1"])[0])),
    "buttons": (buttons, lambda ask: int(parse_qs(ask.posted).get("p", ["1"])[0])),
}


def newsroom(name: str, names: list[str]) -> Route:
    """The pages of a list with one of the pagers."""
    pager, asked = PAGERS[name]

    async def answer(peer: Peer, ask: Ask) -> None:
        number = asked(ask)
        shown = [(path(each), title(each)) for each in names[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]]
        await peer.answer(listing(shown, more=pager(number, -(-len(names) // ON_A_PAGE))))

    return answer


def crawl(server: Server, folder: Path) -> Outcome:
    done = run(f"{server.origin}/news/", folder)
    assert done.closes(), done.run
    return done


@pytest.mark.parametrize("name", PAGERS)
def test_a_pager_of_scripts_or_posted_forms_is_read_to_its_end(tmp_path: Path, name: str) -> None:
    with Server() as server:
        server.routes["/news/"] = newsroom(name, NAMES)
        server.routes |= {path(each): good for each in (*NAMES, "kiln-new")}
        first = crawl(server, tmp_path)
        assert (first.code, len(first.lines)) == (0, ROWS), first.log
        assert "nothing is missing" in first.log
        lists = sum(ask.path == "/news/" for ask in server.asks)
        assert lists == PAGES
        server.routes["/news/"] = newsroom(name, ["kiln-new", *NAMES])
        asked = len(server.asks)
        second = crawl(server, tmp_path)
        assert (second.code, len(second.lines)) == (0, ROWS + 1), second.log
        assert len(server.asks) - asked <= 3  # robots.txt of the day apart: the list, the release, its second page for certainty


@pytest.mark.parametrize("said", ["the first page again", "an error"])
def test_a_posted_pager_that_does_not_answer_is_a_gap(tmp_path: Path, said: str) -> None:
    with Server() as server:
        pager, _ = PAGERS["link page"]

        async def answer(peer: Peer, ask: Ask) -> None:
            if ask.method == "POST" and said == "an error":
                await peer.answer("<html><body><h1>Forbidden</h1></body></html>", "403 Forbidden")
            else:
                await peer.answer(listing([(path(each), title(each)) for each in NAMES[:ON_A_PAGE]], more=pager(1, PAGES)))

        server.routes["/news/"] = answer
        server.routes |= {path(each): good for each in NAMES}
        done = crawl(server, tmp_path)
        assert (done.code, len(done.lines)) == (10, ON_A_PAGE), done.log
