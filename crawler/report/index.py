"""index.html: all newsrooms of an output folder on one page, with the facts of `scrapy sites` that runs.jsonl holds."""

import logging
from collections.abc import Sequence
from pathlib import Path

from crawler.errors import StorageError
from crawler.html.builder import GENERATOR, Safe, document, folded, join, key_figures, near, prose, section, soft, tag
from crawler.report.fleet import DAMAGED, GLANCE, SiteStatus, damage, runs_status, shown_verdict
from crawler.report.glossary import VERDICTS
from crawler.report.page import mood
from crawler.report.program import as_typed
from crawler.report.releases import meanings
from crawler.storage import own_files
from crawler.storage.durable import DurableFiles
from crawler.text.counting import noun

logger = logging.getLogger(__name__)

INDEX = "index.html"
_TRIES = 5  # at the page, where other runs end meanwhile
_HEAD = 2000  # bytes of a page in which it says who made it
_TYPED = "`scrapy sites` lists them in a terminal as they are then, with their numbers of releases."
_ORDER = ("bad", "warn", "good")  # who needs a look comes first
_LABELS = {"report.html": "report", "feed.xml": "feed"}
_CSS = """
.fleet{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1rem;border-top:1px solid var(--edge);padding:.6rem 0}
.fleet:first-of-type{border-top:0}.fleet .title{font-weight:600}.fleet .soft{grid-column:1/-1}.fleet .links{grid-column:1/-1}
.fleet .links a{margin-right:1rem}
.pill{border-radius:.3rem;padding:.05rem .5rem;font-weight:600;font-size:.9rem;align-self:start;border:1px solid var(--edge)}
.pill.good{background:var(--goodbg)}.pill.warn{background:var(--warnbg)}.pill.bad{background:var(--badbg)}
.good.pill{color:var(--good)}.warn.pill{color:var(--warn)}.bad.pill{color:var(--bad)}
"""


def index_page(found: Sequence[SiteStatus], made: str) -> bytes:
    """The page as UTF-8 HTML. made: when, UTC."""
    ordered = sorted(found, key=lambda each: (_ORDER.index(_mood(each)), each.site))
    look = sum(_mood(each) != "good" and shown_verdict(each) != "stopped" for each in found)  # of which nothing is to be done
    known = {**VERDICTS, DAMAGED: "A line of runs.jsonl cannot be read, so what this says of the last run may be old"}
    verdicts = dict.fromkeys(shown_verdict(each) for each in ordered)
    return document(
        "Newsrooms",
        tag("h1", "Newsrooms"),
        soft(prose(f"As of {made.replace('T', ' ')[:16]} UTC, when the last run ended. {as_typed(_TYPED)}")),
        key_figures([
            (noun(len(found), "newsroom"), len(found)), ("to look at", look), ("new, last runs", sum(each.new for each in found)),
        ]),
        section("All newsrooms", *map(_row, ordered)),
        folded("what these words mean", meanings({name: known[name].rstrip(".") for name in verdicts if name in known})),
        css=_CSS,
    )  # fmt: skip


def _mood(each: SiteStatus) -> str:
    return "bad" if each.damaged or each.problem else mood(shown_verdict(each))


def _row(each: SiteStatus) -> Safe:
    name = f"{each.company} ({each.site})" if each.company else each.site
    ran = f"last run {each.last_run:%Y-%m-%d %H:%M} UTC" if each.last_run else "no run that can be read"
    said = [ran, f"{each.new:,} new", damage(each), each.problem]
    links = [near(f"{each.site}/{file}", _LABELS[file]) for file in each.files]
    return tag(
        "div",
        tag("span", tag("bdi", name), class_="title"),
        tag("span", shown_verdict(each), class_=f"pill {_mood(each)}"),
        tag("div", " · ".join(str(part) for part in said if part), class_="soft"),
        tag("div", join(links), class_="links") if links else None,
        class_="fleet",
    )


def write_overview(output: Path, made: str, files: DurableFiles) -> bool:
    """Write OUTPUT_DIR/index.html; False where a page of that name is none of ours. Raises StorageError.

    Runs that end at the same time each write the whole page: who finds that a run ended meanwhile writes it anew, so that
    the page that stays knows them all.
    """
    path = output / INDEX
    if own_files.exists(path) and not _ours(path):
        return False
    for _ in range(_TRIES):
        names = own_files.site_names(output, "runs.jsonl")
        before = _sizes(output, names)
        files.replace(path, index_page([runs_status(output / name, GLANCE) for name in names], made))
        if _sizes(output, own_files.site_names(output, "runs.jsonl")) == before:
            break
    return True


def refresh_index(folder: Path, setting: object, made: str, files: DurableFiles) -> None:
    """Write the page after a run; what goes wrong is told in the log and is no trouble of the run's.

    folder: of the newsroom; setting: OUTPUT_DIR, which need not be where this newsroom's folder is.
    """
    try:
        if setting and own_files.output_folder(setting) == folder.parent and not write_overview(folder.parent, made, files):
            logger.info("%s is a page of somebody else, so it was left as it is", folder.parent / INDEX)
    except (StorageError, OSError) as error:
        logger.warning("the page of all newsrooms was not written: %s", error)


def _ours(path: Path) -> bool:
    with own_files.reader(path) as stream:
        return GENERATOR.encode() in stream.read(_HEAD)


def _sizes(output: Path, names: Sequence[str]) -> dict[str, int]:
    return {name: (output / name / "runs.jsonl").lstat().st_size for name in names}
