"""`scrapy newsite URL|NAME`: looks at a newsroom, writes its declaration and saved-page tests, and shows what is doubtful."""

import argparse
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from crawler.commands.looking import look_from_outside
from crawler.commands.pages import declared_sites, is_web
from crawler.commands.places import INCOMPLETE, OwnCommand, output_of, place_of_page
from crawler.commands.savepage import Saved, case_name, cases_folder, check_command, expected_of, write_case
from crawler.declaration import NAME
from crawler.errors import DeclarationError, StorageError, UsageError
from crawler.report.program import as_typed
from crawler.site import Site
from crawler.spiderloader import folder_for_new
from crawler.storage.durable import DurableFiles
from crawler.survey.catalogue import CatalogueRow, catalogue
from crawler.survey.declare import Given, Proposal, cases, declare, undeclarable
from crawler.survey.look import look_at
from crawler.survey.names import slug_of
from crawler.survey.seen import Survey
from crawler.survey.view import survey_lines, survey_page
from crawler.url_parts import with_scheme

FOLDER = "newsite"  # in OUTPUT_DIR: what is shown, and the cases where the project has no tests


class NewsiteCommand(OwnCommand, ScrapyCommand):
    """Wiring only: the rules are in crawler.survey."""

    def syntax(self) -> str:
        return "URL|NAME [--name NAME] [--company NAME] [--language TAG] [--dry-run]"

    def short_desc(self) -> str:
        return "Declare a newsroom from its address: looks at it, writes spiders/NAME.py and its tests"

    def long_desc(self) -> str:
        return (
            "Asks for robots.txt, the list, its next page, feeds, sitemaps and up to eight articles, fewer than 30 requests in "
            "all, by this project's rules (robots.txt, scope, pace). Prints what it found, writes OUTPUT_DIR/newsite/NAME.html "
            "to look at, spiders/NAME.py and tests/sites/NAME/. No file is ever overwritten. NAME alone is a row of the "
            "catalogue (scrapy sites --catalogue)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", metavar="NAME", help="of the spider, its file and its output (default: from the host)")
        parser.add_argument("--company", metavar="NAME", help="the company's name (default: what its pages say)")
        parser.add_argument("--language", metavar="TAG", help="of its releases, like en or zh (default: what its pages say)")
        parser.add_argument("--dry-run", action="store_true", help="write only the page to look at")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one newsroom, as in: scrapy newsite https://www.example.com/news/")
        url, row = _address(args[0])
        name, company = self._name(url, row, opts.name), opts.company or (row.company if row else None)
        _require_free([] if opts.dry_run else self._paths(name))
        page = place_of_page(self.settings, FOLDER, name)
        seen, requests = look_from_outside(self.settings, _site(name, url, company, opts.language), look_at)
        proposal = declare(seen, Given(company, opts.language))
        good = bool(seen.rows and cases(proposal))
        written = self._write(seen, proposal) if good and not opts.dry_run else []
        DurableFiles().replace(page, survey_page(seen, proposal, requests, written))
        self.exitcode = 0 if good else INCOMPLETE
        lines = [*survey_lines(seen, proposal), f"requests  {requests}", f"page      {page}"]
        print(as_typed("\n".join([*lines, *_next(name, proposal, good, written)])))

    def _name(self, url: str, row: CatalogueRow | None, asked: str | None) -> str:
        """The name of the new newsroom. Raises UsageError where it cannot be had."""
        known = declared_sites(self.settings)
        name = asked or (row.name if row else slug_of(url, known))
        if not NAME.match(name):
            raise UsageError(f"--name {name!r} is no name of a newsroom: lower case, digits and _, like 'example'")
        if name in known:
            raise UsageError(f"there is a newsroom {name} already: give another name with --name")
        return name

    # What is written

    def _paths(self, name: str) -> list[Path]:
        return [folder_for_new(self.settings) / f"{name}.py", cases_folder(output_of(self.settings) / FOLDER) / name]

    def _write(self, seen: Survey, proposal: Proposal) -> list[str]:
        """The declaration and its cases: all of them, or none. Returns the paths."""
        file, folder = self._paths(proposal.site.name)
        _require_free([file, folder])
        made: list[str] = []
        try:
            for number in cases(proposal):
                sources, row = seen.articles[number]
                name = case_name(sources[0].url, proposal.site)
                case = folder / (name if str(folder / name) not in made else f"{name}_{number}")
                write_case(case, Saved(sources, proposal.site, row), expected_of(proposal.read[number][0]))
                made.append(str(case))
            file.parent.mkdir(exist_ok=True)
            with file.open("x", encoding="utf-8") as out:
                out.write(proposal.text)
        except (OSError, StorageError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise error if isinstance(error, StorageError) else StorageError(f"cannot write {file}: {error.strerror}") from error
        return [str(file), *made]


def _address(asked: str) -> tuple[str, CatalogueRow | None]:
    """The address that is meant, and the row of the catalogue that it is from."""
    found = next((each for each in catalogue() if each.name == asked), None)
    if found is not None:
        return found.start, found
    if not is_web(asked) and not set(asked) & set("./"):
        raise UsageError(f"{asked!r} is neither an address nor a row of the catalogue: scrapy sites --catalogue shows its rows")
    return with_scheme(asked), None


def _site(name: str, url: str, company: str | None, language: str | None) -> Site:
    """The declaration to begin with. Raises UsageError for what cannot be declared."""
    try:
        start = Site.for_url(url).start[0]
        if said := undeclarable(start):
            raise UsageError(said)
        host = urlsplit(start).hostname or ""
        twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        return Site(name, company or host, language or "en", name, (start,), (host, twin))
    except DeclarationError as error:
        raise UsageError(str(error).partition("\n")[0]) from error


def _require_free(paths: list[Path]) -> None:
    """Raises UsageError where something stands in the way."""
    for path in paths:
        if path.exists() or path.is_symlink():
            raise UsageError(f"there is {path} already, and nothing is overwritten: give another name with --name")


def _next(name: str, proposal: Proposal, good: bool, written: list[str]) -> list[str]:
    if not good:
        return ["nothing was written: no list of releases, or no article that could be read; try the address of the list itself"]
    if not written:
        return ["nothing was written (--dry-run); the declaration would be:", "", proposal.text]
    check = check_command(Path(written[-1]).parent, f"tests/sites tests/policy -k {name}")
    return [*(f"written   {each}" for each in written), f"next      {check}; scrapy crawl {name} -a max_pages=1"]
