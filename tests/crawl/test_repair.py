"""A newsroom is redesigned, its pages are held back, a layout is written: what the next ordinary runs make of it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from running import environment, in_project

from tests.browser import serving

HOST = "www.acme.example"
SPIDER = '''
"""Acme."""

from crawler.layouts.anchors import ISO_DATE
from crawler.site import Layout, Mark, Site, loose
from crawler.spider import NewsroomSpider

OLD = Layout(
    "acme/1",
    marks=(Mark("date_line", loose(rf"Posted on (?P<date>{ISO_DATE})"), needed=True),),
    footer=loose("Acme plc"),
)
NEW = Layout(
    "acme/2",
    marks=(Mark("date_line", loose(rf"Released (?P<date>{ISO_DATE})"), needed=True),),
    furniture=loose("Hear this story read aloud by our new assistant[.]"),
    footer=loose("Acme plc"),
)


class Acme(NewsroomSpider):
    site = Site(
        name="acme", company="Acme plc", language="en", group="acme", start=("http://www.acme.example/news/",),
        hosts=("www.acme.example",), layouts=(LAYOUTS),
    )
'''


class Newsroom:
    """A newsroom behind a proxy. articles: how many there are; redesigned: whether their pages have the new template."""

    def __init__(self) -> None:
        self.articles = 8
        self.redesigned = False
        self.asked: list[str] = []

    def page(self, path: str) -> bytes | None:
        if path == "/news/":
            rows = [
                f"<li><a href='/news/{n}.html'>Acme opens mine number {n} in the north</a> <span>2026-01-{n:02}</span></li>"
                for n in range(self.articles, 0, -1)
            ]
            return f"<html><title>News</title><body><h1>News</h1><ul>{''.join(rows)}</ul></body></html>".encode()
        number = path.removeprefix("/news/").removesuffix(".html")
        return self.article(int(number)).encode() if number.isdigit() else None

    def article(self, n: int) -> str:
        text = [
            f"Acme opened mine number {n} on Monday, {part} after the first drill had met copper under the hills of the north."
            for part in ("four years", "six winters", "two owners")
        ]
        title = f"Acme opens mine number {n} in the north"
        if self.redesigned:
            widget = "<p>Hear this story read aloud by our new assistant.</p>"
            head, body = f"<p>Released 2026-01-{n:02}</p>", f"<p>{text[0]}</p>{widget}<p>{text[1]}</p><p>{text[2]}</p>"
        else:
            head, body = f"<p>Posted on 2026-01-{n:02}</p>", "".join(f"<p>{each}</p>" for each in text)
        return (
            f"<html><head><title>{title}</title></head><body><div class=content><h1>{title}</h1>{head}{body}</div>"
            "<p>Acme plc</p></body></html>"
        )


@pytest.fixture
def newsroom() -> Iterator[tuple[Newsroom, str]]:
    known = Newsroom()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            known.asked.append(path)
            body = known.page(path)
            tag = f'"{hash(body):x}"'
            status = 404 if body is None else 304 if self.headers.get("If-None-Match") == tag else 200
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"") if status == 200 else 0))
            self.end_headers()
            self.wfile.write(body if body is not None and status == 200 else b"")

        def log_message(self, *_: Any) -> None:
            """Nothing on stderr."""

    with serving(Answer) as address:
        yield known, f"http://{address}"


def test_what_was_held_back_is_tried_anew_once_the_layout_is_there(tmp_path: Path, newsroom: tuple[Newsroom, str]) -> None:
    known, proxy = newsroom
    (tmp_path / "declared").mkdir()

    def run(day: int, *more: str) -> tuple[int, str]:
        known.asked.clear()
        settings = (
            "-s", "SPIDER_MODULES=declared", "-s", f"RUN_CLOCK=2026-02-{day:02}T06:00:00+00:00", "-s", "DEEP_EVERY_DAYS=0",
            "-s", "ALERT_WEBHOOK=http://127.0.0.1:9/",
        )  # fmt: skip
        path = f"{tmp_path}:{environment(None).get('PYTHONPATH', '')}"
        done = in_project(tmp_path, "crawl", "acme", *settings, *more, proxy=proxy, PYTHONPATH=path)
        return done.returncode, done.stdout + done.stderr

    def declare(layouts: str) -> None:
        (tmp_path / "declared" / "acme.py").write_text(SPIDER.replace("LAYOUTS", layouts), "utf-8")

    def lines() -> list[dict[str, Any]]:
        return [json.loads(each) for each in (tmp_path / "output" / "acme" / "articles.jsonl").read_text("utf-8").splitlines()]

    declare("OLD,")
    code, said = run(1)
    assert code == 0, said
    assert [each["layout"] for each in lines()] == ["acme/1"] * 8

    known.redesigned, known.articles = True, 10
    code, said = run(2, "-a", "deep=1")
    assert code == 20, said
    assert "held back: 8 of 10 articles" in said
    guesses = lines()[8:]
    assert [each["layout"] for each in guesses] == ["generic", "generic"]
    assert any("read aloud" in each["text"] for each in guesses)

    code, said = run(3)
    assert sum(path.endswith(".html") for path in known.asked) == 0, "the same rules read them no better"
    declare("NEW, OLD")
    code, said = run(4)
    assert code == 0, said
    asked = [path for path in known.asked if path.endswith(".html")]
    assert sorted(asked) == sorted(f"/news/{n}.html" for n in range(1, 9)), "each once, without deep=1"
    assert "unchanged 8" in said, "the redesign has changed no word of what was known"
    assert len(lines()) == 10

    code, said = run(5, "-a", "deep=1")
    assert code == 0, said
    revised = lines()[10:]
    assert {each["url"] for each in revised} == {each["url"] for each in guesses if "read aloud" in each["text"]}
    assert {(each["event"], each["changes"]["reason"], each["layout"]) for each in revised} == {("changed", "rules", "acme/2")}
    assert all("read aloud" not in each["text"] for each in revised)
    code, said = run(6, "-a", "deep=1")
    assert (code, len(lines())) == (0, 10 + len(revised)), said
