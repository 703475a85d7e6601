"""Reads journals into the engine, and finds the state of each article at a date."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from crawler.dataset.columns import JOURNAL_TYPES
from crawler.dataset.engine import Engine, value
from crawler.dataset.options import BuildOptions
from crawler.errors import StorageError, UsageError
from crawler.items import DOCUMENT, ELSEWHERE, JsonObject
from crawler.policy.rights import KEY, NO_AI_TRAIN, TDM_RESERVED
from crawler.storage.journal import read_records

JOURNAL = "articles.jsonl"
RUNS = "runs.jsonl"
MAX_LINE = 64 * 1024 * 1024  # bytes

_SIGNALS = f"provenance['{KEY}'].other"


@dataclass(frozen=True, slots=True)
class JournalFile:
    """A journal that goes into a dataset: the site's folder name, the file and its size in whole lines, in bytes."""

    site: str
    path: Path
    size: int

    @property
    def runs(self) -> Path:
        return self.path.with_name(RUNS)


def find_journals(output: Path, sites: tuple[str, ...]) -> list[JournalFile]:
    """The journals under OUTPUT_DIR, by name. Raises UsageError where there is none, or one that was named is missing."""
    found = {path.parent.name: path for path in sorted(output.glob(f"*/{JOURNAL}"))}
    missing = [site for site in sites if site not in found]
    if missing:
        raise UsageError(f"no journal of {', '.join(missing)} under {output}; there is: {', '.join(found) or 'none'}")
    if not found:
        raise UsageError(f"no journal under {output}: crawl a newsroom first (scrapy crawl SITE), or set OUTPUT_DIR")
    return [JournalFile(site, path, _whole_size(path)) for site, path in found.items() if not sites or site in sites]


def _whole_size(path: Path) -> int:
    """Bytes up to the end of the last whole line: a run may be writing behind it."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        position = size
        while position:
            step = min(1 << 16, position)
            position -= step
            stream.seek(position)
            cut = stream.read(step).rfind(b"\n")
            if cut >= 0:
                return position + cut + 1
    return 0


def load_lines(con: Engine, sources: list[JournalFile], work: Path) -> None:
    """Make table `lines`: every line of the journals with its number `rid`, in order of site and line."""
    files = [str(_readable(source, work)) for source in sources if source.size]
    if not files:
        raise UsageError("the journals are empty: nothing was stored yet")
    types = ", ".join(f"'{key}': '{kind}'" for key, kind in JOURNAL_TYPES.items())
    con.execute(
        f"""CREATE TABLE lines AS SELECT row_number() OVER () - 1 AS rid, * FROM read_json(
            $files, format = 'newline_delimited', columns = {{{types}}}, maximum_object_size = {MAX_LINE},
            ignore_errors = true)""",
        {"files": files},
    )
    bad = value(con, "SELECT count(*) FROM lines WHERE id IS NULL OR revision IS NULL OR site IS NULL")
    if bad:
        first = value(con, "SELECT min(rid) FROM lines WHERE id IS NULL OR revision IS NULL OR site IS NULL")
        raise StorageError(
            f"{bad} lines of the journals are not article lines (the first is line {first + 1} of them all, "
            f"counted through {', '.join(source.site for source in sources)}); restore the journal from a copy"
        )


def _readable(source: JournalFile, work: Path) -> Path:
    """The journal itself, or a copy of its whole lines where a torn or half-written one follows them."""
    if source.size == source.path.stat().st_size:
        return source.path
    copy = work / f"{source.site}.jsonl"
    with source.path.open("rb") as stream, copy.open("wb") as target:
        left = source.size
        while left:
            chunk = stream.read(min(left, 1 << 20))
            target.write(chunk)
            left -= len(chunk)
    return copy


def choose_articles(con: Engine, options: BuildOptions) -> dict[str, int]:
    """Make table `articles` (of `lines`) and `kept` (day, rights, cluster of each). Returns what was left out, by reason."""
    known = "WHERE substr(fetched, 1, 10) <= $as_of" if options.as_of else ""
    con.execute(
        f"""CREATE TABLE ranked AS SELECT rid, id, site, revision, event,
            row_number() OVER (PARTITION BY site, id, revision ORDER BY rid DESC) AS copy,
            row_number() OVER (PARTITION BY site, id ORDER BY revision DESC, rid DESC) AS newest,
            coalesce(nullif(substr(published, 1, 10), ''), substr(first_seen, 1, 10), substr(fetched, 1, 10)) AS day,
            language, first_seen, form
            FROM lines {known}""",
        {"as_of": options.as_of} if options.as_of else None,
    )
    wanted = "copy = 1" if options.revisions else "newest = 1 AND event <> 'removed'"
    con.execute(f"CREATE TABLE state AS SELECT * FROM ranked WHERE {wanted}")
    counts = {
        "after_as_of": value(con, "SELECT (SELECT count(*) FROM lines) - (SELECT count(*) FROM ranked)"),
    }
    if not options.revisions:
        counts["older_revision"] = value(con, "SELECT count(*) FROM ranked WHERE newest > 1")
        counts["removed"] = value(con, "SELECT count(*) FROM ranked WHERE newest = 1 AND event = 'removed'")
    return {name: count for name, count in (counts | _narrow(con, options)).items() if count}


def _narrow(con: Engine, options: BuildOptions) -> dict[str, int]:
    """Delete from `state` what was not asked for, and make the tables of what stays."""
    conditions = {
        "before_since": ("day < $given", options.since),
        "after_until": ("day > $given", options.until),
        "document": ("form = $given", None if options.with_forms else DOCUMENT),
        "elsewhere": ("form = $given", None if options.with_forms else ELSEWHERE),
        "other_language": (
            "language IS NULL OR lower(split_part(language, '-', 1)) <> lower(split_part($given, '-', 1))",
            options.language,
        ),
    }
    counts = {}
    for name, (condition, given) in conditions.items():
        if given:
            before = value(con, "SELECT count(*) FROM state")
            con.execute(f"DELETE FROM state WHERE {condition}", {"given": given})
            counts[name] = before - value(con, "SELECT count(*) FROM state")
    # One article may be reached through two declarations: the one that saw it first stands for both.
    same = """SELECT rid FROM (SELECT rid, dense_rank() OVER (PARTITION BY id ORDER BY since, site) AS place FROM (
        SELECT rid, id, site, min(first_seen) OVER (PARTITION BY site, id) AS since FROM state)) WHERE place > 1"""
    counts["other_site"] = value(con, f"SELECT count(*) FROM ({same})")
    con.execute(f"DELETE FROM state WHERE rid IN ({same})")
    con.execute("CREATE TABLE articles AS SELECT l.* FROM lines l WHERE l.rid IN (SELECT rid FROM state) ORDER BY l.rid"
                if value(con, "SELECT (SELECT count(*) FROM lines) <> (SELECT count(*) FROM state)")
                else "ALTER TABLE lines RENAME TO articles")  # fmt: skip
    con.execute(
        f"""CREATE TABLE kept AS SELECT s.rid, s.id, s.site, s.revision, s.day, CAST(NULL AS VARCHAR) AS cluster,
            s.day AS last_day, CAST(NULL AS VARCHAR) AS split, a.signals,
            CASE WHEN a.signals IS NULL THEN NULL ELSE list_contains(a.flags, '{TDM_RESERVED}') END AS tdm_reserved,
            CASE WHEN list_contains(a.flags, '{NO_AI_TRAIN}') THEN false END AS ai_train
            FROM state s JOIN (SELECT rid, {_SIGNALS} AS signals, flags FROM articles) a USING (rid) ORDER BY s.rid"""
    )
    return counts


def run_facts(sources: list[JournalFile]) -> list[JsonObject]:
    """Of each site: runs, their verdicts and what robots.txt said by origin, as the run records have it."""
    facts = []
    for source in sources:
        runs = [record for record, _ in read_records(source.runs)]
        verdicts = Counter(str(run.get("verdict")) for run in runs)
        facts.append({
            "site": source.site, "bytes": source.size, "runs": len(runs), "verdicts": dict(sorted(verdicts.items())),
            "robots": _robots(runs),
        })  # fmt: skip
    return facts


def _robots(runs: list[JsonObject]) -> str | None:
    """What robots.txt last said, by origin; a cached answer does not stand for the one that was cached."""
    said: dict[str, str] = {}
    for run in runs:
        for name, told in (run.get("politeness") or {}).items():
            if name.startswith("robots") and (told != "cached" or name not in said):
                said[name] = str(told)
    return "; ".join(f"{name.removeprefix('robots ')} {told}" for name, told in sorted(said.items())) or None
