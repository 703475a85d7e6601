"""`scrapy savepage URL|CASE|FILE --site SITE`: a saved-page case, with what the reader says of the page today."""

import argparse
import json
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.commands.kept import ROW_KEYS, kept_page, known_row, page_file
from crawler.commands.pages import declared_site, fetch, is_web, site_of
from crawler.commands.places import OwnCommand, folder_of
from crawler.errors import StorageError, UsageError
from crawler.explain.reading import PageSource
from crawler.extract.article import read_article
from crawler.items import Extraction, JsonObject, Row, dumps, line
from crawler.report.program import as_typed
from crawler.site import Site
from crawler.urls import article_id

# Of an Extraction: what a run adds, and what follows from the other fields.
NOT_READ = {"schema", "event", "revision", "http", "provenance", "html", "content_hash", "kind", "kind_reason"}
ALWAYS = ("flags",)  # expected even where empty
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}\Z")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a case is made of: the pages of one article in order, the site, and the listing row that led to it."""

    pages: Sequence[PageSource]
    site: Site
    row: Row | None = None


class SavepageCommand(OwnCommand, ScrapyCommand):
    """Wiring, and where a page is found; how it is read is the reader's."""

    def syntax(self) -> str:
        return "URL|CASE|FILE --site SITE [--url URL] [--name NAME] [--out FOLDER], or --check FOLDER"

    def short_desc(self) -> str:
        return "Save a page as a test case, with what is read from it today"

    def long_desc(self) -> str:
        return (
            "Writes OUT/SITE/NAME/ with page.html, case.json (address, listing row) and expected.json (what the reader says "
            "of it today), and prints the values: correct what is wrong, and each field is a test. A URL is fetched with this "
            "project's settings: robots.txt, scope and pace hold. A CASE is a page that a run kept because its reading was in "
            "doubt: OUTPUT_DIR/SITE/cases/RUN/KEY.html, or KEY alone, or the article's id. --check FOLDER reads the saved pages "
            "in a folder again: exit code 0 where all is read as expected.json says, else 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="SITE", help="the declared newsroom of the page (default: the one with its host)")
        parser.add_argument("--url", metavar="URL", help="address of a page that is read from a file")
        parser.add_argument("--name", metavar="NAME", help="name of the case (default: from the address)")
        parser.add_argument("--check", metavar="FOLDER", help="write nothing: are the cases in this folder still read so?")
        parser.add_argument("--out", metavar="FOLDER", help="where cases are kept (default: tests/sites of the project)")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.check and not args:
            self._check(Path(opts.check), opts.site)
            return
        if len(args) != 1 or opts.check:
            raise UsageError("name one page, as in: scrapy savepage https://www.example.com/news/1.html --site example")
        saved = _saved(self.settings, args[0], opts.site, opts.url)
        name = opts.name or case_name(saved.pages[0].url, saved.site)
        if not _NAME.match(name):
            raise UsageError(f"--name {name!r} is no name of a folder: letters, digits, `_`, `-` and `.`")
        out = Path(opts.out) if opts.out else project_folder() / "tests" / "sites"
        folder = out / saved.site.name / name
        if folder.exists():
            raise UsageError(f"there is a case {folder} already: give another one with --name, or remove it")
        expected = expected_of(read_article([source.page for source in saved.pages], saved.site, saved.row))
        write_case(folder, saved, expected)
        print(as_typed(_review(folder, expected)))

    def _check(self, folder: Path, name: str | None) -> None:
        cases = sorted(path.parent for path in folder.rglob("expected.json"))
        if not cases:
            raise UsageError(f"{folder} has no saved page: a folder with page.html, case.json and expected.json")
        wrong = [f"{case}: {said}" for case in cases for said in _differences(self.settings, case, name)]
        print("\n".join(wrong) or f"read as expected: {len(cases)} of {len(cases)}")
        self.exitcode = 1 if wrong else 0


def _differences(settings: BaseSettings, case: Path, name: str | None) -> Iterator[str]:
    """What is read otherwise than the case expects, a sentence a field. Raises UsageError."""
    try:
        expected = json.loads((case / "expected.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{case / 'expected.json'} cannot be read: {error}") from error
    kept = kept_page(settings, case / "page.html", site=name)
    site = _declared(settings, kept.address or "", kept.site)
    read = read_article([source.page for source in kept.sources()], site, kept.row)
    values = json.loads(dumps(line(read) | {"kind": read.kind, "kind_reason": read.kind_reason}))
    for field in sorted({*expected, *expected_of(read)}):
        if values.get(field) != expected.get(field):
            yield f"{field} is {values.get(field)!r:.300}, expected {expected.get(field)!r:.300}"


def check_command(folder: Path, words: str) -> str:
    """What reads the cases in OUT/SITE again: `pytest` with these words where the tests lie beside, as in a clone; `--check`."""
    tests = (folder.parent / "test_saved_pages.py").is_file()
    return f"pytest {words}" if tests else f"scrapy savepage --check {shlex.quote(str(folder))}"


def project_folder() -> Path:
    """The folder of scrapy.cfg; this one where there is none above."""
    found = closest_scrapy_cfg()
    return Path(found).parent if found else Path()


def cases_folder(instead: Path) -> Path:
    """Where saved pages are kept: beside the project's tests; `instead`/cases where it has none."""
    tests = project_folder() / "tests"
    return tests / "sites" if tests.is_dir() else instead / "cases"


def _saved(settings: BaseSettings, asked: str, name: str | None, url: str | None) -> Saved:
    """The pages that were asked for. Raises UsageError, OutOfScope or NotFetched."""
    if name is not None:
        declared_site(settings, name)
    if is_web(asked):
        if url:
            raise UsageError("--url is for a page that is read from a file")
        site = _declared(settings, asked, name)
        sources = fetch(settings, site, asked)
        row = known_row(settings, folder_of(settings, site.name), site, sources[0].url)
        return Saved(sources, site, row)
    kept = kept_page(settings, page_file(settings, asked, name), url, name)
    if kept.address is None:
        raise UsageError(f"{kept.path} does not say which address it came from: give it with --url https://...")
    site = _declared(settings, kept.address, kept.site)
    return Saved(kept.sources(), site, kept.row)


def _declared(settings: BaseSettings, url: str, name: str | None) -> Site:
    site, _ = site_of(settings, url, name)
    if site.generic:
        raise UsageError(f"no declared newsroom has the host of {url}: declare it first, or say which with --site")
    return site


def case_name(url: str, site: Site) -> str:
    """The name of a case by its address: the native id, else the last piece of the path."""
    number = article_id(url, site).partition(":")[2]
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", Path(urlsplit(url).path).stem).strip("_-")[:60]
    return stem or number[:16]


def expected_of(found: Extraction) -> JsonObject:
    """What a case expects of a page that reads like this: all that was read from it, and nothing that is empty.

    Of a page that is no article, only what kind of page it is.
    """
    if found.kind != "article":
        return {"kind": found.kind, "kind_reason": found.kind_reason}
    values = line(found) | {"kind": found.kind, "kind_reason": found.kind_reason}
    names = [each.name for each in fields(found) if each.name not in NOT_READ]
    return {name: values[name] for name in names if name in ALWAYS or values.get(name)}


def write_case(folder: Path, saved: Saved, expected: JsonObject) -> None:
    """Write a case's folder, whole or not at all. Raises StorageError."""
    first = saved.pages[0]
    case: JsonObject = {"url": first.url}
    if first.content_type:
        case["content_type"] = first.content_type
    if saved.row is not None:
        case["row"] = {key: value for key in ROW_KEYS if (value := getattr(saved.row, key)) and (key, value) != ("by", "listing")}
    unfinished: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".case-", dir=folder.parent))
        unfinished.chmod(0o755)
        (unfinished / "page.html").write_bytes(first.body)
        for number, part in enumerate(saved.pages[1:], 1):
            (unfinished / f"part_{number:02}.html").write_bytes(part.body)
        for name, value in (("case.json", case), ("expected.json", expected)):
            (unfinished / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
        unfinished.rename(folder)
    except OSError as error:
        if unfinished is not None:
            shutil.rmtree(unfinished, ignore_errors=True)
        raise StorageError(f"cannot write {folder}: {error.strerror}") from error


def _review(folder: Path, expected: JsonObject) -> str:
    """What a person has to check: one field a row, the text with its paragraphs."""
    rows = [f"case   {folder}", "What is read from it today; what is wrong is to be corrected in expected.json:"]
    for name, value in expected.items():
        said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        first, *rest = said.split("\n")
        rows += [f"  {name:20} {first}", *(f"  {'':20} {each}".rstrip() for each in rest)]
    rows.append(f"Then: {check_command(folder.parent, f'{folder.parents[1]} -k {folder.name}')}")
    return "\n".join(rows)
