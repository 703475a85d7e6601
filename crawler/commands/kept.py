"""Pages that lie in files, with what stands beside them: the cases a run kept, saved-page cases, pages that a browser saved."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler.commands.pages import is_web, path_of, read_file, site_of
from crawler.commands.places import folder_of
from crawler.errors import StorageError, UsageError
from crawler.explain.address import saved_address
from crawler.explain.reading import PageSource
from crawler.items import JsonMapping, JsonObject, Row
from crawler.page.page import Page
from crawler.site import Site
from crawler.spiderloader import NewsroomSpiderLoader
from crawler.storage.own_files import content, exists, in_folders
from crawler.storage.state import STATE_FILE, Store
from crawler.urls import article_id, in_origins

CASE = "case.json"  # beside a saved page: its address, content type and listing row
ROW_KEYS = ("title", "date", "raw_date", "section", "by")  # of a listing row, beside its address
_CASES = "cases"  # OUTPUT_DIR/SITE/cases/RUN/KEY.html


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page in a file. address: where it came from, None where nothing says so; how: what says so.

    parts: bodies of the further pages of the same article; site: name of the declared newsroom it was kept for, if any.
    """

    path: Path
    body: bytes
    address: str | None = None
    how: str = ""
    site: str | None = None
    content_type: str | None = None
    row: Row | None = None
    parts: tuple[bytes, ...] = ()

    def sources(self, *said: str) -> list[PageSource]:
        """The pages of the article. said: how they came, in sentences."""
        url = self.address or ""
        first = PageSource(url, self.body, self.content_type, said)
        return [first, *(PageSource(url, body, self.content_type) for body in self.parts)]


def page_file(settings: BaseSettings, asked: str, site: str | None) -> Path:
    """The file that is meant by a path, by a case's folder, or, with a site, by `RUN/KEY`, `KEY` or an article's id."""
    path = path_of(asked)
    if (path / CASE).is_file():
        return path / "page.html"
    if path.exists() or site is None:
        return path
    return _kept_by_a_run(folder_of(settings, site) / _CASES, asked) or path


def kept_page(settings: BaseSettings, path: Path, url: str | None = None, site: str | None = None) -> KeptPage:
    """A page with what is known of it: from `url`, else its case.json, else the quarantine line of the run that kept it,
    else what the page itself says of its address. Raises UsageError.
    """
    body = read_file(path)
    case, noted = _case_of(path), _noted(path)
    address, how = _told_address(body, url, case, noted)
    home = site or _home(settings, path, address, bool(case), bool(noted))
    content_type = case.get("content_type") or _label(body, noted)
    beside = sorted(path.parent.resolve().glob("part_*.html")) if case else ()
    parts = tuple(read_file(part) for part in beside if exists(part))
    row = None
    if address is not None and "row" in case:
        row = _row_of_case(address, case["row"])
    elif address is not None and noted:
        row = known_row(settings, path.resolve().parents[2], site_of(settings, address, home)[0], address)
    return KeptPage(path, body, address, how, home, content_type, row, parts)


def _told_address(body: bytes, url: str | None, case: JsonMapping, noted: JsonMapping) -> tuple[str | None, str]:
    said = saved_address(Page("", body)) if not (url or case or noted) else None
    told = (
        (url, "--url"), (case.get("url"), CASE), (noted.get("url"), "quarantine.jsonl of the run that kept it"),
        said or (None, ""),
    )  # fmt: skip
    address, how = next(((href, what) for href, what in told if href), (None, ""))
    if address is not None and not is_web(address):
        raise UsageError(f"{how} {address!r} is no web address; a right one is https://www.example.com/news/1.html")
    return address, how


def _row_of_case(address: str, row: JsonMapping) -> Row:
    return Row(address, **{name: value for name, value in row.items() if name in ROW_KEYS})


def kept_files(folder: Path) -> list[Path]:
    """The pages that a run kept in its folder of cases, in order."""
    return sorted(folder.glob("*.html"))


def known_row(settings: BaseSettings, folder: Path, site: Site, url: str) -> Row | None:
    """The listing row that led to a page, from the newsroom's state: of an article that waits for another try as it stood,
    of a stored one as far as its line says what the listing said. None where no run knows it.

    folder: OUTPUT_DIR/SITE.
    """
    state_url = settings.get("STATE_URL")
    if not state_url and not exists(folder / STATE_FILE):
        return None
    key = article_id(url, site)
    try:
        with Store.of_folder(folder, state_url) as store:
            waiting = next((each for each in store.pending.failures() if each.id == key), None)
            if waiting is not None and waiting.title:
                return Row(url, waiting.title, waiting.date, waiting.raw_date, waiting.section, waiting.by)
            known = store.articles.known([key]).get(key)
            line = store.line_of(known) if known else None
    except StorageError:  # a command that looks at a page can do without its row
        return None
    return _row_of_line(url, line) if line else None


def _row_of_line(url: str, line: JsonMapping) -> Row | None:
    """What the listing said of a stored article, by the evidence that its line keeps."""
    title, date = _listed(line, "title"), _listed(line, "published")
    return Row(url, title, date[:10] if date else None, section=line.get("section")) if title or date else None


def _listed(line: JsonMapping, name: str) -> str | None:
    found: JsonMapping = (line.get("provenance") or {}).get(name) or {}
    other = (found.get("other") or {}).get("listing")
    if isinstance(other, str) and other:
        return other
    agreed = found.get("by") == "listing" or "listing" in (found.get("agree") or ())
    return str(line[name]) if agreed and line.get(name) else None


def _home(settings: BaseSettings, path: Path, address: str | None, case: bool, noted: bool) -> str | None:
    """The declared or listed newsroom in whose folder a page lies, where the page's address is one of its own."""
    above = path.resolve().parents
    name = above[1].name if case and len(above) > 1 else above[2].name if noted else ""
    loader = NewsroomSpiderLoader(settings)
    site = loader.sites().get(name) or loader.listed_sites().get(name)
    return name if site is not None and address is not None and in_origins(address, site) else None


def _kept_by_a_run(cases: Path, asked: str) -> Path | None:
    """A kept page by `RUN/KEY`, `KEY` or an article's id; that of the latest run where several kept it."""
    run, _, key = asked.removesuffix(".html").rpartition("/")
    found = [path for path in in_folders(cases, f"{_key(key)}.html") if not run or path.parent.name == run]
    return found[-1] if found and exists(found[-1]) else None


def _case_of(path: Path) -> JsonMapping:
    """The case.json beside a saved page; empty where there is none that can be read."""
    file = path.parent.resolve() / CASE
    try:
        found = json.loads(content(file)) if exists(file) else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _noted(path: Path) -> JsonMapping:
    """What quarantine.jsonl says of the article of a kept page; empty for any other file."""
    home = path.resolve().parents
    if len(home) < 3 or home[1].name != _CASES:
        return {}
    file = home[2] / "quarantine.jsonl"
    for text in reversed(content(file).splitlines() if exists(file) else []):
        try:
            held: JsonObject = json.loads(text)
        except (ValueError, RecursionError):  # the torn last line of a run that was killed
            continue
        article: JsonObject = held["article"]
        if held["run"] == home[0].name and _key(article["id"]) == path.stem:
            return article
    return {}


def _key(article: str) -> str:
    """The file name, without its ending, that a run keeps the page of this article id under."""
    return re.sub(r"[^A-Za-z0-9]+", "-", article)


def _label(body: bytes, noted: Mapping[str, JsonObject]) -> str | None:
    """A content type that says the encoding of a kept page, where the page by itself would be decoded otherwise."""
    encoding = (noted.get("http") or {}).get("encoding")
    return f"text/html; charset={encoding}" if encoding and Page("", body).encoding != encoding else None
