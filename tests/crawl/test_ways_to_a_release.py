"""Ways to a release that others than its row know: redirects, further pages of a body or of a list, through the real command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import article, listing, path, title
from misbehaving.redirects import to
from misbehaving.server import Ask, Peer, Route, Server

pytestmark = pytest.mark.usefixtures("untraced")

NAMES = [f"kiln-{number}" for number in range(6)]
PARAGRAPH = "<p>The second half of the release says who built the kiln, what it burns, and when the first bricks left it.</p>"


def crawl(server: Server, folder: Path, *arguments: str) -> Outcome:
    done = run(f"{server.origin}/news/", folder, *arguments)
    assert done.closes(), done.run
    return done


def of_rows(*rows: tuple[str, str], more: str = "") -> Route:
    return page(lambda name: listing(list(rows), more=more))


@pytest.mark.guarantee(21)
@pytest.mark.guarantee(23)
@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found"])
def test_a_row_that_leads_to_its_release_by_a_redirect_is_asked_for_once(tmp_path: Path, status: str) -> None:
    with Server() as server:
        server.routes["/news/"] = of_rows(*((f"/go/{name}", title(name)) for name in NAMES))
        server.routes |= {f"/go/{name}": to(path(name), status) for name in NAMES}
        server.routes |= {path(name): good for name in NAMES}
        first = crawl(server, tmp_path)
        assert len(first.lines) == len(NAMES)
        assert "nothing is missing" in first.log
        asked = server.seen.total()
        second = crawl(server, tmp_path)
        assert (second.code, len(second.lines), server.seen.total() - asked) == (0, len(NAMES), 1)


def tagged(body: Callable[[str], str]) -> Route:
    """A page with an ETag, which is answered by 304 when it is asked for with that."""

    async def answer(peer: Peer, ask: Ask) -> None:
        mark = '"one"'
        if ask.headers.get("if-none-match") == mark:
            await peer.answer("", "304 Not Modified", {"ETag": mark})
        else:
            await peer.answer(body(ask.path.rpartition("/")[2].removesuffix(".html")), headers={"ETag": mark})

    return answer


@pytest.mark.guarantee(18)
def test_a_move_is_told_though_the_new_address_would_answer_304(tmp_path: Path) -> None:
    with Server() as server:
        server.routes["/news/"] = of_rows(*((path(name), title(name)) for name in NAMES))
        server.routes |= {path(name): tagged(article) for name in NAMES}
        crawl(server, tmp_path)
        server.routes[path(NAMES[0])] = to("/press/the-kiln.html", "301 Moved Permanently")
        server.routes["/press/the-kiln.html"] = tagged(lambda name: article(NAMES[0]))
        later = crawl(server, tmp_path, "-a", "deep=1")
        assert [line["event"] for line in later.lines][len(NAMES) :] == ["moved"]
        assert later.lines[-1]["canonical_url"].endswith("/press/the-kiln.html")


@pytest.mark.guarantee(9)
@pytest.mark.parametrize("query", ["?page=2", "/2/"])
def test_a_body_in_two_pages_is_whole(tmp_path: Path, query: str) -> None:
    own = "/news/kiln"
    head, _, tail = article("kiln").rpartition("</body>")
    with Server() as server:
        server.routes["/news/"] = of_rows((own, title("kiln")), *((path(name), title(name)) for name in NAMES))
        server.routes |= {path(name): good for name in NAMES}
        pager = f"<div class=page-links>1 <a href='{own}{query}'>2</a></div>"
        first, second = f"{head}{pager}{tail}", f"<html><body><h1>{title('kiln')}</h1><div>{PARAGRAPH}</div></body></html>"

        async def answer(peer: Peer, ask: Ask) -> None:
            await peer.answer(second if "2" in ask.target.removeprefix(own) else first)

        server.routes[own] = server.routes[f"{own}/2/"] = answer
        done = crawl(server, tmp_path)
        (line,) = (line for line in done.lines if line["title"] == title("kiln"))
        assert "who built the kiln" in line["text"]
        assert len(done.lines) == len(NAMES) + 1


@pytest.mark.guarantee(23)
@pytest.mark.parametrize("answer", ["markup in JSON", "an error", "a page without a list"])
def test_a_link_to_more_brings_its_rows_or_is_a_gap(tmp_path: Path, answer: str) -> None:
    rows = [(path(name), title(name)) for name in NAMES]
    said = {
        "markup in JSON": json.dumps({"ok": True, "data": {"html": listing(rows[3:]).partition("<body>")[2], "next": None}}),
        "an error": json.dumps({"status": "error", "message": "missing token"}),
        "a page without a list": "<html><body><p>Please enable scripts.</p></body></html>",
    }[answer]
    with Server() as server:
        server.routes["/news/"] = of_rows(*rows[:3], more='<p><a class="js-more" href="/api/news?page=2">Load more</a></p>')
        server.routes["/api/news"] = page(lambda name: said)
        server.routes |= {path(name): good for name in NAMES}
        done = crawl(server, tmp_path)
        if answer == "markup in JSON":
            assert (done.code, len(done.lines)) == (0, len(NAMES))
        else:
            assert (done.code, len(done.lines)) == (10, 3)
            assert "more:/news/" in done.log


@pytest.mark.guarantee(23)
def test_a_page_is_read_by_how_it_begins_and_a_busy_answer_is_no_fate(tmp_path: Path) -> None:
    kinds = ["html", "*/*", "text/htm", "application/force-download", "unknown/unknown"]
    busy = page(lambda name: '{"error": "backend busy"}', kind="application/json")
    with Server() as server:
        server.routes["/news/"] = of_rows(*((path(name), title(name)) for name in NAMES))
        server.routes |= {path(name): page(article, kind=kind) for name, kind in zip(NAMES, kinds, strict=False)}
        server.routes[path(NAMES[-1])] = busy
        first = crawl(server, tmp_path)
        assert (first.code, first.run["verdict"], len(first.lines)) == (10, "degraded", len(kinds))
        server.routes[path(NAMES[-1])] = good
        second = crawl(server, tmp_path)
        assert (second.code, second.run["verdict"], len(second.lines)) == (0, "ok", len(NAMES))
