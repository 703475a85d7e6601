"""One HTML page about a built dataset, to look at: what is in it, from when, how long, how much of it twice."""

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crawler.dataset import charts
from crawler.dataset.card import title
from crawler.dataset.coverage import RIGHTS
from crawler.dataset.engine import Engine, duckdb_module, open_engine, rows, storage_error
from crawler.dataset.files import BUILD, DUPLICATES
from crawler.errors import UsageError
from crawler.items import JsonMapping

SAMPLES = 6
EXAMPLES = 5  # pairs of each kind of duplicate
HOLES = 60  # rows of a table of holes
EXCERPT = 420  # characters of a sample
_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;color:#1a202c;max-width:1040px;margin:0 auto;padding:24px;background:#fff}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:36px 0 8px;border-bottom:1px solid #e2e8f0;padding-bottom:4px}
.facts{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}.fact{background:#f7fafc;border:1px solid #e2e8f0;border-radius:6px;
padding:8px 14px}.fact b{display:block;font-size:20px}.fact span{color:#4a5568;font-size:13px}
svg.chart{width:100%;height:auto;display:block;margin:8px 0}
table{border-collapse:collapse;font-size:13px;margin:8px 0}td,th{padding:3px 8px;border-bottom:1px solid #e2e8f0;text-align:left;
vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}
.grid{overflow-x:auto}.grid table{font-size:11px}.grid td,.grid th{padding:1px;border:0;white-space:nowrap}
.grid td.m{width:20px;min-width:20px;height:20px;text-align:center;font-size:10px;border:1px solid #fff}
.hole{background:#fff5f5;outline:1px solid #e53e3e;outline-offset:-2px}.none{background:#f7fafc}
article{border:1px solid #e2e8f0;border-radius:6px;padding:10px 14px;margin:10px 0}article h3{font-size:15px;margin:0 0 2px}
.meta{color:#4a5568;font-size:13px}.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px}
p.text{margin:6px 0 0;white-space:pre-line;overflow-wrap:anywhere}
"""


def write_report(folder: Path, target: Path) -> None:
    """Write the page about the dataset in `folder`. Raises UsageError, StorageError, MissingExtra."""
    if not (folder / BUILD).is_file():
        raise UsageError(f"{folder} is no dataset: build one first (scrapy dataset build)")
    duckdb = duckdb_module()
    charts.pygal_module()
    record = json.loads((folder / BUILD).read_text(encoding="utf-8"))
    con = open_engine()
    try:
        page = report(con, folder, record)
        target.write_text(page, encoding="utf-8", newline="\n")
    except (duckdb.Error, OSError) as error:
        raise storage_error(target, error) from error
    finally:
        con.close()


def report(con: Engine, folder: Path, record: JsonMapping) -> str:
    """The page."""
    files = [str(folder / path) for split in record["splits"].values() for path in split["files"]]
    con.execute(f"CREATE VIEW data AS SELECT * FROM read_parquet({files}, filename = true)")
    months = sorted({month for counts in record["coverage"].values() for month in counts})
    span = _span(months[0], months[-1]) if months else []
    totals = record["totals"]
    by_length = sorted((int(least), count) for least, count in totals["lengths"].items())
    lengths = [(f"{least}–{2 * least - 1}", count) for least, count in by_length]
    sections = [
        ("Releases over time", charts.stacked_months(span, _by_split(con), "Articles by split")
         + charts.stacked_months(span, record["coverage"], "Articles by site")),
        ("Coverage", _coverage(record, span)),
        ("Languages", charts.rows(_largest(totals["languages"]), "Articles by declared language") + _languages(con)),
        ("Lengths", charts.bars(lengths, "Articles by number of words")),
        ("Quality", _quality(con, record)),
        ("Duplicates", _duplicates(con, folder, record)),
        ("Rights and usage signals", _rights(record)),
        ("Samples", _samples(con, record)),
    ]  # fmt: skip
    body = "".join(f"<h2>{html.escape(name)}</h2>{part}" for name, part in sections)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title(record))}</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(title(record))}</h1>{_facts(record)}{body}</body></html>\n"
    )


def _facts(record: JsonMapping) -> str:
    totals = record["totals"]
    facts = [
        (f"{totals['rows']:,}", "rows"), (f"{totals['words']:,}", "words"), (str(len(record["coverage"])), "sites"),
        (f"{totals['first_day']} – {totals['last_day']}", "published"),
        (f"{record['duplicates']['articles_in_clusters']:,}", "in clusters of duplicates"),
        (str(sum(1 for hole in record["holes"] if hole["suspect"])), "suspect holes"),
    ]  # fmt: skip
    return '<div class="facts">' + "".join(f'<div class="fact"><b>{b}</b><span>{s}</span></div>' for b, s in facts) + "</div>"


def _span(first: str, last: str) -> list[str]:
    years = range(int(first[:4]), int(last[:4]) + 1)
    return [found for year in years for month in range(1, 13) if first <= (found := f"{year:04d}-{month:02d}") <= last]


def _by_split(con: Engine) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    query = """SELECT split_part(parse_filename(filename), '-', 1), substr(day, 1, 7), count(*) FROM data
        GROUP BY 1, 2 ORDER BY 1, 2"""
    for split, month, count in rows(con, query):
        found.setdefault(split, {})[month] = count
    return found


def _largest(counts: Mapping[str, int], number: int = 12) -> list[tuple[str, int]]:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [(name or "(none)", count) for name, count in ordered[:number]]


def table(names: Sequence[str], body: Sequence[Sequence[object]]) -> str:
    """An HTML table; numbers to the right."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    lines = ["".join(_cell(value) for value in row) for row in body]
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f'<td class="n">{value:,}</td>'
    return f"<td>{html.escape(str(value if value is not None else ''))}</td>"


def _coverage(record: JsonMapping, span: list[str]) -> str:
    """A grid of sites and months; a hole within a site's span is outlined."""
    keys = sorted({month[:4] for month in span}) if len(span) > 72 else span
    heads = [f'<th title="{key}">{key[2:4] if len(key) == 4 or key.endswith("-01") else ""}</th>' for key in keys]
    lines = [f"<th></th>{''.join(heads)}"]
    for site, months in record["coverage"].items():
        counts = {key: sum(n for month, n in months.items() if month.startswith(key)) for key in keys}
        most, first, last = max(counts.values()), min(months), max(months)
        cells = [_square(key, counts[key], most, first[: len(key)] <= key <= last) for key in keys]
        lines.append(f"<th>{html.escape(site)}&nbsp;</th>{''.join(cells)}")
    return f'<div class="grid"><table>{"".join(f"<tr>{line}</tr>" for line in lines)}</table></div>{_holes(record["holes"])}'


def _holes(holes: Sequence[JsonMapping]) -> str:
    """The suspect ones in a table, the others folded away."""
    if not holes:
        return "<p>No month within a site's span is empty.</p>"
    names = ("site", "from", "to", "months", "expected")
    ordered = sorted(holes, key=lambda hole: (-hole["expected"], hole["site"], hole["from"]))
    suspect = [[hole[name] for name in names] for hole in ordered if hole["suspect"]]
    others = [[hole[name] for name in names] for hole in ordered if not hole["suspect"]]
    shown = table(names, suspect[:HOLES]) if suspect else "<p>No hole is longer than chance leaves one.</p>"
    more = f" (the {HOLES} most likely ones)" if len(others) > HOLES else ""
    folded = f"<details><summary>{len(others)} holes that may be chance{more}</summary>{table(names, others[:HOLES])}</details>"
    note = "Months without an article, and how many the site's other months would have there:"
    return f'<p class="meta">{note}</p>{shown}{folded if others else ""}'


def _square(key: str, count: int, most: int, inside: bool) -> str:
    if not count:
        return f'<td class="m {"hole" if inside else "none"}" title="{key}: none"></td>'
    shade = 0.15 + 0.75 * count / most
    ink = "#fff" if shade > 0.55 else "#1a202c"
    style = f"background:rgba(43,108,176,{shade:.2f});color:{ink}"
    return f'<td class="m" style="{style}" title="{key}: {count}">{count if count < 1000 else ""}</td>'


def _languages(con: Engine) -> str:
    body = rows(
        con,
        """SELECT coalesce(language, '(none)'), coalesce(language_detected, '(unsure)'), count(*) FROM data
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 12""",
    )
    return table(("declared", "by script and function words", "rows"), body)


def _quality(con: Engine, record: JsonMapping) -> str:
    counts = rows(
        con,
        """SELECT 'boilerplate suspected', count(*) FILTER (boilerplate_suspect) FROM data UNION ALL
        SELECT 'language surely not the declared one', count(*) FILTER (language_agrees = false) FROM data UNION ALL
        SELECT 'sources differ on title or date', count(*) FILTER (sources_differ > 0) FROM data UNION ALL
        SELECT 'no date of publication', count(*) FILTER (published IS NULL) FROM data""",
    )
    methods = rows(con, "SELECT coalesce(method, '(none)'), count(*) FROM data GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10")
    dropped = [(f"dropped by filter {name}", count) for name, count in record["dropped"].items()]
    return table(("what", "rows"), [*counts, *dropped]) + table(("text found by", "rows"), methods)


def _duplicates(con: Engine, folder: Path, record: JsonMapping) -> str:
    pairs = record["duplicates"]["pairs"]
    parts = [table(("kind", "pairs"), list(pairs.items()))]
    text = _text_columns(record)
    for kind in ("near", "translation", "exact"):
        found = rows(
            con,
            f"""SELECT d.similarity, d.evidence, {text.format(t='a')}, {text.format(t='b')}
            FROM read_parquet('{str(folder / DUPLICATES).replace("'", "''")}') d
            JOIN data a ON a.id = d.id_a AND a.revision = d.revision_a JOIN data b ON b.id = d.id_b AND b.revision = d.revision_b
            WHERE d.kind = '{kind}' ORDER BY d.similarity, d.id_a, d.id_b LIMIT {EXAMPLES}""",
        )
        for similarity, evidence, *sides in found:
            head = f"<p class=meta>{kind}, {similarity:.2f}: {html.escape(evidence)}</p>"
            half = len(sides) // 2
            parts.append(f'{head}<div class="pair">{_article(sides[:half])}{_article(sides[half:])}</div>')
    return "".join(parts)


def _rights(record: JsonMapping) -> str:
    names = ("site", "articles", "looked_at", *RIGHTS)
    note = "Rows by what their pages, servers and robots.txt say; looked_at: rows of which the crawl recorded it."
    return f'<p class="meta">{note}</p>' + table(names, [[row[name] for name in names] for row in record["rights"]])


def _text_columns(record: JsonMapping) -> str:
    if record["arguments"]["urls_only"]:
        return "{t}.id, {t}.site, {t}.day, {t}.language, {t}.url, NULL, NULL"
    return f"{{t}}.id, {{t}}.site, {{t}}.day, {{t}}.language, {{t}}.url, {{t}}.title, left({{t}}.text, {EXCERPT})"


def _article(values: Sequence[Any]) -> str:
    identity, site, day, language, url, headline, text = values
    meta = " · ".join(html.escape(str(each)) for each in (site, day, language, identity) if each)
    body = f'<p class="text">{html.escape(text)}…</p>' if text else ""
    return f'<article><h3>{html.escape(headline or url or "")}</h3><div class="meta">{meta}</div>{body}</article>'


def _samples(con: Engine, record: JsonMapping) -> str:
    """Articles spread over the whole set, always the same ones."""
    text = _text_columns(record).format(t="d")
    found = rows(con, f"SELECT {text} FROM data d ORDER BY md5(d.id), d.revision LIMIT {SAMPLES}")
    return "".join(_article(values) for values in found)
