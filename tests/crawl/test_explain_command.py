"""`scrapy explain` as a person calls it: from the replica newsroom, from files, and with bad input."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, SCRAPY, SECONDS, environment, scrapy

from tests.browser import serving
from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

SENTENCE = "The company opened hall number {0} in Chenshan City, and the deputy president cut the ribbon with many guests."
PAGE = (
    "<html><head><title>Acme opens hall {0}</title></head><body><ul class='menu'><li><a href='/'>Home</a></li></ul>"
    "<div class='content'><h1>Acme opens hall {0}</h1><p>" + SENTENCE + "</p><p>" + SENTENCE + " It was raining.</p></div>"
    "<div class='foot'>Copyright Acme Metals Limited, all rights reserved</div></body></html>"
)


@dataclass
class Told:
    """A finished `scrapy explain`."""

    code: int
    stdout: str
    stderr: str


def explain(folder: Path, *arguments: str, proxy: str | None = None) -> Told:
    """Run the command; its settings leave out the wait between requests, its output goes to `folder`."""
    settings = ("-s", f"OUTPUT_DIR={folder / 'output'}", "-s", "DOWNLOAD_DELAY=0")
    done = scrapy("explain", *arguments, *settings, env=environment(proxy))
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def replica() -> Iterator[ReplicaServer]:
    with ReplicaServer(make(5, 8, ("minmetals", "minmetals_zh"))) as server:
        yield server


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.html"
    path.write_text(PAGE.format(1), "utf-8")
    return path


@pytest.mark.parametrize("site", ["minmetals", "minmetals_zh"])
def test_an_article_of_a_declared_newsroom(replica: ReplicaServer, site: str, tmp_path: Path) -> None:
    truth = replica.newsroom.expected(site)[0]
    out = tmp_path / "why.html"
    done = explain(tmp_path, truth.urls[0], "--out", str(out), proxy=replica.address)
    assert done.code == 0, done.stdout + done.stderr
    rows = done.stdout.strip().split("\n")
    assert rows[0] == f"page   {out}"
    assert len(rows) == 6
    assert f"of {site}" in rows[1]
    assert truth.title in done.stdout
    page = out.read_text("utf-8")
    assert "declared newsroom with this host" in page
    assert truth.text.split("\n\n")[0][:40] in page
    assert not (tmp_path / "output").exists()


def test_a_file_with_an_address_is_read_as_its_newsroom(replica: ReplicaServer, tmp_path: Path) -> None:
    truth = replica.newsroom.expected("minmetals")[1]
    host, _, target = truth.urls[0].partition("://")[2].partition("/")
    path = tmp_path / "saved.html"
    path.write_bytes(replica.newsroom.reply(host, f"/{target}").body)
    by_url = explain(tmp_path, str(path), "--url", truth.urls[0], "--out", str(tmp_path / "a.html"))
    assert "of minmetals" in by_url.stdout, by_url.stdout + by_url.stderr
    by_name = explain(tmp_path, path.as_uri(), "--site", "minmetals", "--out", str(tmp_path / "b.html"))
    assert (by_name.code, "of minmetals" in by_name.stdout, truth.title in by_name.stdout) == (0, True, True)
    assert path.as_uri() in (tmp_path / "b.html").read_text("utf-8")


def test_the_page_has_a_name_of_its_own(saved: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(SCRAPY), "explain", str(saved)], cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS,
        env=environment(None) | {"SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("page   output/explain/saved.html\n")
    assert (tmp_path / "output" / "explain" / "saved.html").stat().st_size > 5000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "saved.html"]


def test_bad_input_is_one_sentence_and_exit_code_2(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (tmp_path / "empty").mkdir()
    out = ("--out", str(tmp_path / "why.html"))
    cases = {
        (str(tmp_path / "none.html"),): "there is no file",
        (str(tmp_path / "empty"),): "is a folder",
        (str(tmp_path), "--url", "http://acme.example/"): "are for one page",
        (str(tmp_path / "a.pdf"),): "is no HTML page: it is pdf",
        (str(saved), "--site", "nobody"): "no newsroom 'nobody'",
        (str(saved), "--url", "ftp://acme.example/"): "is no web address",
        ("http://127.0.0.1:9/x.html",): "PRIVATE_HOSTS",
    }
    for arguments, said in cases.items():
        done = explain(tmp_path, *arguments, *out)
        assert (done.code, said in done.stdout, done.stdout.count("\n")) == (2, True, 1), (arguments, done)
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "why.html").exists()


def test_the_page_itself_is_not_overwritten(saved: Path, tmp_path: Path) -> None:
    before = saved.read_bytes()
    assert explain(tmp_path, str(saved), "--out", str(saved)).code == 2
    assert saved.read_bytes() == before
    unwritable = explain(tmp_path, str(saved), "--out", str(tmp_path / "no" / "folder.html"))
    assert (unwritable.code, "cannot write" in unwritable.stdout) == (40, True)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A site whose robots.txt closes a part of it: (host:port, what was asked for)."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            robots = self.path == "/robots.txt"
            body = b"User-agent: *\nDisallow: /closed/" if robots else PAGE.format(1).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain" if robots else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing on stderr."""

    with serving(Answer) as address:
        yield address, asked


def test_robots_are_obeyed_and_private_hosts_named(server: tuple[str, list[str]], tmp_path: Path) -> None:
    host, asked = server
    out = ("--out", str(tmp_path / "why.html"), "-s", f"PRIVATE_HOSTS={host}")
    closed = explain(tmp_path, f"http://{host}/closed/1.html", *out)
    assert (closed.code, "robots" in closed.stdout) == (30, True), closed
    assert asked == ["/robots.txt"]
    opened = explain(tmp_path, f"http://{host}/news/1.html", *out)
    assert opened.code == 0, opened.stdout + opened.stderr
    folder = host.replace(".", "_").replace(":", "_")
    beside = explain(tmp_path, f"http://{host}/news/1.html", *out[2:])
    page = tmp_path / "output" / folder / "explain" / "127.0.0.1-1.html"
    assert beside.stdout.startswith(f"page   {page}\n"), beside.stdout + beside.stderr
    assert page.stat().st_size > 5000
    assert "Acme opens hall 1" in opened.stdout
    assert asked[1:] == ["/robots.txt", "/news/1.html"] * 2
