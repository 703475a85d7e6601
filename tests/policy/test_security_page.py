"""SECURITY.md is true: every file and test that it names is there, and what it says of the settings holds."""

import re
from pathlib import Path

import pytest
from scrapy.utils.test import get_crawler

from crawler import settings
from crawler.extensions.run import RunExtension
from crawler.html.builder import document
from crawler.site import Site
from crawler.spider import NewsroomSpider

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")][1:]


def test_every_line_names_its_place_and_a_test() -> None:
    assert len(ROWS) >= 15
    for threat, defence, where, test in ROWS:
        assert threat
        assert defence
        assert re.findall(r"`([^`]+)`", where), threat
        assert "::" in test, threat


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:crawler|bench|tests)/[^`:]+)`", PAGE))))
def test_the_places_are_there(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([a-z]+/test_\w+\.py::\w+)`", PAGE))))
def test_the_tests_are_there(name: str) -> None:
    path, _, function = name.partition("::")
    assert re.search(rf"^ *def {function}\(", (ROOT / "tests" / path).read_text("utf-8"), re.MULTILINE)


def test_settings_are_as_it_says() -> None:
    assert {name for name, handler in settings.DOWNLOAD_HANDLERS.items() if handler} == {"http", "https"}
    assert {"file", "data", "ftp", "s3"} <= settings.DOWNLOAD_HANDLERS.keys()
    off = (settings.METAREFRESH_ENABLED, settings.TELNETCONSOLE_ENABLED, settings.REMOTE_CONTROL_ENABLED)
    assert (*off, settings.COOKIES_ENABLED) == (False,) * 4
    assert (settings.DOWNLOAD_VERIFY_CERTIFICATES, settings.DOWNLOAD_TLS_MIN_VERSION) == (True, "TLSv1.2")
    assert not hasattr(settings, "JOBDIR")
    assert settings.FILE_MODE == "0640"


def test_nothing_unpickles() -> None:
    imports, calls = r"^\s*(?:import|from) (?:pickle|marshal|shelve|dill)\b", r"allow_pickle=True|yaml\.load\(|\beval\(|\bexec\("
    unsafe = re.compile(f"{imports}|{calls}", re.MULTILINE)
    files = [path for folder in ("crawler", "pipelines", "spiders") for path in (ROOT / folder).rglob("*.py")]
    assert [str(path) for path in files if unsafe.search(path.read_text("utf-8"))] == []


def test_every_page_says_what_it_may_load() -> None:
    page = document("A page").decode()
    assert re.search(r'http-equiv="Content-Security-Policy" content="default-src (?:\'|&#x27;)none', page)
    assert "script-src" not in page


@pytest.mark.parametrize("checked", [True, False])
def test_a_site_that_opts_out_of_certificates_is_told(tmp_path: Path, checked: bool) -> None:
    found = Site.for_url("http://127.0.0.1:9/news/", "acme")
    crawler = get_crawler(NewsroomSpider, {"OUTPUT_DIR": str(tmp_path), "DOWNLOAD_VERIFY_CERTIFICATES": checked})
    spider = type("Acme", (NewsroomSpider,), {"name": "acme", "site": found})()
    crawler.spider = spider
    session = RunExtension(crawler, found).session
    assert session.refused is None
    session.finish()
    assert ("certificates" in session.stats.politeness) is not checked
    assert ("not checked (DOWNLOAD_VERIFY_CERTIFICATES" in (tmp_path / "acme" / "report.html").read_text("utf-8")) is not checked
