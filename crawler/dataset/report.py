"""One HTML page about a built dataset, to look at: what is in it, from when, how long, how much of it twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crawler.dataset.card import dataset_title
from crawler.dataset.columns import DUPLICATE_COLUMNS, columns
from crawler.dataset.coverage import RIGHTS
from crawler.dataset.engine import Engine, duckdb_module, open_engine, rows, storage_error
from crawler.dataset.files import name_files
from crawler.dataset.record import read_record
from crawler.errors import UsageError
from crawler.html.builder import Safe, document, folded, join, key_figures, link, section, soft, table, tag
from crawler.html.charts import NEWEST, column_chart, periods, row_chart
from crawler.items import JsonMapping
from crawler.storage import own_files
from crawler.storage.durable import DurableFiles
from crawler.text.counting import counted, noun

SAMPLES = 6
EXAMPLES = 5  # pairs of each kind of duplicate
HOLES = 60  # rows of a table of holes
EXCERPT = 420  # characters of a sample
LONGEST = 4_000  # characters of an address or a name
MOST_MONTHS = 20_000  # of splits and months: more than any calendar has
_SHOWN = (
    "id", "revision", "site", "day", "language", "url", "title", "text", "language_detected", "language_agrees", "published",
    "boilerplate_suspect", "sources_differ", "method",
)  # fmt: skip
LARGEST = 12  # languages that are shown
_COVERAGE = "Articles by site and month or year. A red frame (a hole): none, though the site published before and after."
_QUALITY = "What may be wrong with a row. Boilerplate: paragraphs that many articles repeat. Method: which rules found the text."
_DUPLICATES = (
    "exact: the same text. near: nearly the same. translation: the same release in another language. cross_post: such a pair "
    "on two sites. A cluster is all that belongs together."
)
_CSS = """
.grid{overflow-x:auto}.grid table{width:auto;font-size:.75rem;margin:0 0 .8rem}
.grid td,.grid th{padding:.05rem;border:0;white-space:nowrap;min-width:0}.grid th:first-child{padding-right:.5rem}
.grid td{width:1.5rem;min-width:1.5rem;height:1.5rem;text-align:center;border:1px solid var(--card);font-size:.65rem}
.hole{background:var(--badbg);outline:1px solid var(--bad);outline-offset:-2px}.none{background:var(--l0)}
.shade{background:rgba(43,108,176,var(--share))}
article{border:1px solid var(--edge);border-radius:.4rem;padding:.6rem .9rem;margin:.6rem 0}
article h3{font-size:.95rem;margin:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 .8rem}
.excerpt{white-space:pre-line;font-size:.9rem}
"""


def write_report(folder: Path, target: Path) -> None:
    """Write the page about the dataset in `folder`. Raises UsageError, StorageError, MissingExtra."""
    own_files.exists(target)
    record = read_record(folder)
    duckdb = duckdb_module()
    con = open_engine(folders=(folder,))
    try:
        DurableFiles().replace(target, report(con, folder, record))
    except (duckdb.Error, OSError) as error:
        raise storage_error(target, error) from error
    finally:
        con.close()


def report(con: Engine, folder: Path, record: JsonMapping) -> bytes:
    """The page as UTF-8 HTML."""
    splits = name_files(con, folder, record)
    parts = (f"SELECT '{split}' AS split, * FROM read_parquet(getvariable('{split}'))" for split in splits)
    con.execute(f"CREATE VIEW data AS {' UNION ALL BY NAME '.join(parts)}")
    _require_columns(con, folder, record)
    title = dataset_title(record)
    return document(
        title, tag("h1", title), _figures(record),
        section("Releases over time", _over_time(con, record)),
        section("Coverage", soft(_COVERAGE), _grid(record["coverage"]), _holes(record["holes"])),
        section("Languages", _languages(con, record)),
        section("Lengths", _lengths(record)),
        section("Quality", soft(_QUALITY), _quality(con, record)),
        section("Duplicates", soft(_DUPLICATES), _duplicates(con, record)),
        section("Rights and usage signals", _rights(record)),
        section("Samples", _samples(con, record)),
        css=_CSS,
    )  # fmt: skip


def _require_columns(con: Engine, folder: Path, record: JsonMapping) -> None:
    """Raise UsageError where the page would show what is none of a dataset's columns."""
    wanted = {column.name: column.type.replace('"', "") for column in columns(record["arguments"]["urls_only"])}
    found = {row[0]: str(row[1]).replace('"', "") for row in rows(con, "DESCRIBE data")}
    pairs = {row[0]: row[1] for row in rows(con, "DESCRIBE SELECT * FROM read_parquet(getvariable('duplicates'))")}
    wrong = [name for name in _SHOWN if name in wanted and found.get(name) != wanted[name]]
    wrong += [column.name for column in DUPLICATE_COLUMNS if pairs.get(column.name) != column.type]
    if wrong:
        raise UsageError(f"{folder} is no dataset: its columns {', '.join(wrong)} are not those of the format")


def _figures(record: JsonMapping) -> Safe:
    totals, suspect = record["totals"], sum(hole["suspect"] for hole in record["holes"])
    return key_figures([
        (noun(totals["rows"], "row"), f"{totals['rows']:,}"), (noun(totals["words"], "word"), f"{totals['words']:,}"),
        (noun(len(record["coverage"]), "site"), len(record["coverage"])),
        ("first day", totals["first_day"]), ("last day", totals["last_day"]),
        ("in clusters of duplicates", f"{record['duplicates']['articles_in_clusters']:,}"),
        (noun(suspect, "suspect hole"), suspect),
    ])  # fmt: skip


def _spans(coverage: Mapping[str, Mapping[str, int]]) -> tuple[list[str], int]:
    """The months or years of a chart from the first to the last of any site, and a key's length."""
    return periods(month for counts in coverage.values() for month in counts)


def _grouped(months: Mapping[str, int], length: int) -> Counter[str]:
    """Numbers by month as numbers by the first characters of it."""
    counts: Counter[str] = Counter()
    for month, number in months.items():
        counts[month[:length]] += number
    return counts


def _over_time(con: Engine, record: JsonMapping) -> Safe:
    keys, length = _spans(record["coverage"])
    by_split: dict[str, dict[str, int]] = {}
    query = f"""SELECT split, coalesce(substr(day, 1, 7), ''), count(*) FROM data
        GROUP BY 1, 2 ORDER BY 1, 2 LIMIT {MOST_MONTHS}"""
    for split, month, count in rows(con, query):
        by_split.setdefault(split, {})[month] = count
    return join(
        column_chart(
            f"Articles by {what}, by {'month' if length > len('2026') else 'year'}", keys,
            {name: _grouped(months, length) for name, months in found.items()}, NEWEST,
        )
        for what, found in (("split", by_split), ("site", record["coverage"]))
    )  # fmt: skip


def _grid(coverage: Mapping[str, Mapping[str, int]]) -> Safe:
    """A grid of sites and months; a hole within a site's span is outlined."""
    keys, length = _spans(coverage)
    heads = (tag("th", key[2:4] if len(key) == len("2026") or key.endswith("-01") else None, title=key) for key in keys)
    lines = [tag("tr", tag("th"), *heads)]
    for site, months in coverage.items():
        counts, first, last = _grouped(months, length), min(months)[:length], max(months)[:length]
        cells = (_square(key, counts[key], max(counts.values()), first <= key <= last) for key in keys)
        lines.append(tag("tr", tag("th", site), *cells))
    return tag("div", tag("table", *lines), class_="grid", tabindex=0)


def _square(key: str, count: int, most: int, inside: bool) -> Safe:
    if not count:
        return tag("td", class_="hole" if inside else "none", title=f"{key}: none")
    shade = 0.12 + 0.6 * count / most  # darker, and neither black nor white figures could be read on it
    return tag("td", count if count < 1000 else None, class_="shade", style=f"--share:{shade:.2f}", title=f"{key}: {count:,}")


def _holes(holes: Sequence[JsonMapping]) -> Safe:
    """The suspect ones in a table, the others folded away."""
    if not holes:
        return tag("p", "No month within a site's span is empty.")
    names = ("site", "from", "to", "months", "expected")
    ordered = sorted(holes, key=lambda hole: (-hole["expected"], hole["site"], hole["from"]))
    suspect, others = ([[hole[name] for name in names] for hole in ordered if hole["suspect"] is bad] for bad in (True, False))
    more = f" (the {HOLES} most likely ones)" if len(others) > HOLES else ""
    return join([
        soft("Months without an article, and how many the site's other months would have there:"),
        table(names, suspect[:HOLES]) or tag("p", "No hole is longer than chance leaves one."),
        folded(f"{counted(len(others), 'hole')} that may be chance{more}", table(names, others[:HOLES])) if others else None,
    ])  # fmt: skip


def _languages(con: Engine, record: JsonMapping) -> Safe:
    counts = sorted(record["totals"]["languages"].items(), key=lambda each: (-each[1], each[0]))[:LARGEST]
    body = rows(
        con,
        f"""SELECT coalesce(left(language, 40), '(none)'), coalesce(left(language_detected, 40), '(unsure)'), count(*) FROM data
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT {LARGEST}""",
    )
    chart = row_chart("Articles by declared language", [(name or "(none)", count) for name, count in counts])
    return join([chart, table(("declared", "by script and function words", "rows"), body)])


def _lengths(record: JsonMapping) -> Safe:
    counts = {int(least): count for least, count in record["totals"]["lengths"].items()}
    named = {f"{least}–{2 * least - 1}": counts[least] for least in sorted(counts)}
    return column_chart("Articles by number of words", list(named), {"articles": named})


def _quality(con: Engine, record: JsonMapping) -> Safe:
    counts = rows(
        con,
        """SELECT 'boilerplate suspected', count(*) FILTER (boilerplate_suspect) FROM data UNION ALL
        SELECT 'language surely not the declared one', count(*) FILTER (language_agrees = false) FROM data UNION ALL
        SELECT 'sources differ on title or date', count(*) FILTER (sources_differ > 0) FROM data UNION ALL
        SELECT 'no date of publication', count(*) FILTER (published IS NULL) FROM data""",
    )
    methods = rows(con, "SELECT coalesce(left(method, 80), '(none)'), count(*) FROM data GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10")
    dropped = [(f"dropped by filter {name}", count) for name, count in record["dropped"].items()]
    return join([table(("what", "rows"), [*counts, *dropped]), table(("text found by", "rows"), methods)])


def _duplicates(con: Engine, record: JsonMapping) -> Safe:
    parts = [table(("kind", "pairs"), record["duplicates"]["pairs"].items())]
    text = _text_columns(record)
    for kind in ("near", "translation", "exact"):
        found = rows(
            con,
            f"""SELECT d.similarity, left(d.evidence, {EXCERPT}), {text.format(t="a")}, {text.format(t="b")}
            FROM read_parquet(getvariable('duplicates')) d
            JOIN data a ON a.id = d.id_a AND a.revision = d.revision_a JOIN data b ON b.id = d.id_b AND b.revision = d.revision_b
            WHERE d.kind = $kind ORDER BY d.similarity, d.id_a, d.id_b LIMIT {EXAMPLES}""",
            {"kind": kind},
        )
        for similarity, evidence, *sides in found:
            half = len(sides) // 2
            parts.append(soft(f"{kind}, {similarity or 0:.2f}: {evidence}"))
            parts.append(tag("div", _article(sides[:half]), _article(sides[half:]), class_="pair"))
    return join(parts)


def _rights(record: JsonMapping) -> Safe:
    names = ("site", "articles", "looked_at", *RIGHTS)
    note = "Rows by what their pages, servers and robots.txt say; looked_at: rows of which the crawl recorded it."
    return join([soft(note), table(names, [[row[name] for name in names] for row in record["rights"]])])


def _text_columns(record: JsonMapping) -> str:
    words = "NULL, NULL" if record["arguments"]["urls_only"] else f"left({{t}}.title, {EXCERPT}), left({{t}}.text, {EXCERPT})"
    return f"{', '.join(f'left({{t}}.{name}, {LONGEST})' for name in ('id', 'site', 'day', 'language', 'url'))}, {words}"


def _article(values: Sequence[Any]) -> Safe:
    identity, site, day, language, url, headline, text = values
    about = " · ".join(str(each) for each in (site, day, language, identity) if each)
    said = tag("p", tag("bdi", f"{text}…"), class_="excerpt") if text else None
    return tag("article", tag("h3", link(url, headline or url)), soft(about), said)


def _samples(con: Engine, record: JsonMapping) -> Safe:
    """Articles spread over the whole set, always the same ones."""
    text = _text_columns(record).format(t="d")
    return join(map(_article, rows(con, f"SELECT {text} FROM data d ORDER BY md5(d.id), d.revision LIMIT {SAMPLES}")))
