"""Reads journals into the engine, and finds the state of each article at a date."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.dataset.columns import JOURNAL_TYPES
from crawler.dataset.engine import Engine, duckdb_module, rows, value
from crawler.dataset.options import BuildOptions
from crawler.errors import StorageError, UsageError
from crawler.items import DOCUMENT, ELSEWHERE, JsonObject
from crawler.policy.rights import KEY, NO_AI_TRAIN, TDM_RESERVED
from crawler.storage import own_files
from crawler.storage.journal import read_articles, read_records
from crawler.verdict.history import without_replaced

JOURNAL = "articles.jsonl"
RUNS = "runs.jsonl"
MAX_LINE = 64 * 1024 * 1024  # bytes
_SAID = 300  # characters of what the engine says of a line
_DAY = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"

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
    names = own_files.site_names(output, JOURNAL)
    found = {name: _journal(output, name) for name in names if not sites or name in sites}
    missing = [site for site in sites if site not in found]
    if missing:
        raise UsageError(f"no journal of {', '.join(missing)} under {output}; there is: {', '.join(names) or 'none'}")
    if not found:
        raise UsageError(f"no journal under {output}: crawl a newsroom first (scrapy crawl SITE), or set OUTPUT_DIR")
    return [JournalFile(site, path, _whole_size(path)) for site, path in found.items()]


def _journal(output: Path, name: str) -> Path:
    """Raises StorageError where it is none of ours."""
    path = own_files.site_folder(output, name) / JOURNAL
    own_files.exists(path)
    return path


def _whole_size(path: Path) -> int:
    """Bytes up to the end of the last whole line: a run may be writing behind it."""
    size = path.stat().st_size
    with own_files.reader(path) as stream:
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
    odd = rows(
        con,
        f"""SELECT number, keys FROM (SELECT row_number() OVER () AS number, {_odd_keys()} AS keys
            FROM {_lines_of(dict.fromkeys(JOURNAL_TYPES, "JSON"), "true")}) WHERE keys <> '' ORDER BY number LIMIT 1""",
        {"files": files},
    )
    if odd:
        raise StorageError(
            f"lines of the journals are not article lines: the first is {_named_line(sources, *odd[0])}; "
            "restore the journal from a copy"
        )
    try:
        con.execute(
            f"CREATE TABLE lines AS SELECT row_number() OVER () - 1 AS rid, * FROM {_lines_of(JOURNAL_TYPES, 'false')}",
            {"files": files},
        )
    except duckdb_module().InvalidInputException as error:
        said = _first_odd(sources) or " ".join(str(error).split())[:_SAID]
        raise StorageError(f"lines of the journals are not article lines: {said}") from error


def _first_odd(sources: list[JournalFile]) -> str | None:
    """What is wrong with the first line that the engine could not take: within its lists and objects it tells no line."""
    for source in sources:
        try:
            deque(read_articles(source.path), maxlen=0)
        except StorageError as error:
            return str(error)
    return None


def _lines_of(types: Mapping[str, str], leave_out: str) -> str:
    """The journals' lines as a table of the engine. leave_out: whether a line that is no JSON is one without values."""
    columns = ", ".join(f"'{key}': '{kind}'" for key, kind in types.items())
    return (
        f"read_json($files, format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {MAX_LINE}, "
        f"ignore_errors = {leave_out})"
    )


def _odd_keys() -> str:
    """SQL for the keys of a line whose values are not of the kind that an article has, empty for a right line."""
    kinds = {"VARCHAR": "'VARCHAR'", "INTEGER": "'BIGINT', 'UBIGINT', 'HUGEINT'"}
    odd = []
    for key, kind in JOURNAL_TYPES.items():
        allowed = "'ARRAY'" if kind.endswith("[]") else kinds.get(kind, "'OBJECT'")
        odd.append(f"""CASE WHEN json_type("{key}") NOT IN ({allowed}, 'NULL') THEN '{key}' END""")
    odd += [f"""CASE WHEN coalesce(json_type("{key}"), 'NULL') = 'NULL' THEN '{key}' END""" for key in ("id", "revision", "site")]
    for key in ("published", "modified", "first_seen", "fetched"):
        day = f"""("{key}" ->> '$')"""
        odd.append(
            f"""CASE WHEN NOT regexp_full_match({day}, '{_DAY}(T.*)?') OR ({day} IS NOT NULL AND
            try_cast(substr({day}, 1, 10) AS DATE) IS NULL) THEN '{key}' END"""
        )
    return f"concat_ws(', ', {', '.join(odd)})"


def _named_line(sources: list[JournalFile], number: int, keys: str) -> str:
    """What a person looks for: `acme/articles.jsonl, line 7 (title, flags)`. number: counted through all journals, from 1."""
    for source in sources:
        with own_files.reader(source.path) as stream:
            whole = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b"")) if source.size else 0
        if number <= whole:
            return f"{source.site}/{JOURNAL}, line {number} ({', '.join(dict.fromkeys(keys.split(', ')))})"
        number -= whole
    return f"line {number} ({keys})"


def _readable(source: JournalFile, work: Path) -> Path:
    """The journal itself, or a copy of its whole lines where a torn or half-written one follows them."""
    if source.size == source.path.stat().st_size:
        return source.path
    copy = work / f"{source.site}.jsonl"
    with own_files.reader(source.path) as stream, copy.open("wb") as target:
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
        runs = without_replaced([record for record, _ in read_records(source.runs)])
        verdicts = Counter(str(run.get("verdict"))[:40] for run in runs)
        facts.append({
            "site": source.site, "bytes": source.size, "runs": len(runs), "verdicts": dict(sorted(verdicts.items())),
            "robots": _robots(runs),
        })  # fmt: skip
    return facts


def _robots(runs: list[JsonObject]) -> str | None:
    """What robots.txt last said, by origin; a cached answer does not stand for the one that was cached."""
    said: dict[str, str] = {}
    for run in runs:
        politeness = run.get("politeness")
        for name, told in politeness.items() if isinstance(politeness, dict) else ():
            if name.startswith("robots") and (told != "cached" or name not in said):
                said[name] = str(told)
    return "; ".join(f"{name.removeprefix('robots ')} {told}" for name, told in sorted(said.items())) or None
