"""What archived pages of a newsroom without a declaration are read again with: what its runs were given."""

import json
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.pages import listing, path, title
from misbehaving.server import Server
from running import environment, scrapy

pytest.importorskip("warcio", reason="the extra `archive` is not installed")
pytestmark = pytest.mark.usefixtures("untraced")

NAMES = [f"mill-{number}" for number in range(5)]
GIVEN = 'arguments = {company = "Sägewerk Süd", language = "de-AT"}'


@pytest.fixture
def server() -> Server:
    server = Server()
    server.routes["/news/"] = page(lambda name: listing([(path(name), title(name)) for name in NAMES]))
    server.routes |= {path(name): good for name in NAMES}
    return server


def write(folder: Path, server: Server, listed: str | None) -> None:
    host = server.origin.partition("://")[2]
    newsroom = "" if listed is None else f'[[newsroom]]\nurl = "{server.origin}/news/"\nname = "mills"\n{listed}\n'
    text = f'output = "out"\narchive = true\nprivate_hosts = ["{host}"]\n[settings]\nDOWNLOAD_DELAY = 0\n{newsroom}'
    (folder / "newsroom.toml").write_text(text, "utf-8")


def told(folder: Path, *arguments: str) -> str:
    env = environment(None) | {"NEWSROOM_CONFIG": str(folder / "newsroom.toml")}
    done = scrapy(*arguments, "-s", f"OUTPUT_DIR={folder / 'out'}", "-L", "WARNING", env=env)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    return done.stdout


def companies(folder: Path) -> list[str]:
    lines = (folder / "out" / "mills" / "articles.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["company"] for line in lines]


@pytest.mark.parametrize("later", [GIVEN, "", None])
def test_the_same_rules_give_the_same_bytes_of_a_listed_newsroom(tmp_path: Path, server: Server, later: str | None) -> None:
    """Also where the list names the company no more, or the newsroom is in no list: then its lines say it."""
    with server:
        write(tmp_path, server, GIVEN)
        told(tmp_path, "crawl", "mills")
        write(tmp_path, server, later)
        assert f"{len(NAMES)} the same, 0 different, 0 only" in told(tmp_path, "reextract", "mills")
    assert companies(tmp_path) == ["Sägewerk Süd"] * len(NAMES)


def test_another_company_of_the_list_is_written(tmp_path: Path, server: Server) -> None:
    with server:
        write(tmp_path, server, GIVEN)
        told(tmp_path, "crawl", "mills")
        write(tmp_path, server, 'arguments = {company = "Sägewerk Nord"}')
        told(tmp_path, "reextract", "mills")
    assert companies(tmp_path)[len(NAMES) :] == ["Sägewerk Nord"] * len(NAMES)


@pytest.mark.parametrize("named", [(), ("--site", "mills")])
def test_a_page_of_a_listed_newsroom_is_explained_as_its_own(tmp_path: Path, server: Server, named: tuple[str, ...]) -> None:
    with server:
        write(tmp_path, server, GIVEN)
        told(tmp_path, "crawl", "mills")
        said = told(tmp_path, "explain", f"{server.origin}{path(NAMES[0])}", *named)
    assert "of mills" in said
    assert "listing" in said  # the row that a run knows
    assert list((tmp_path / "out" / "mills" / "explain").glob("*.html"))
