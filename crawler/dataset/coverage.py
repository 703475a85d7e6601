"""What a dataset covers: releases by site and month, the months that have none, and what the usage signals say."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from crawler.dataset.engine import Engine, rows
from crawler.html.charts import months_between
from crawler.items import JsonObject
from crawler.policy.rights import AI_AGENTS

RIGHTS = ("tdm_reserved", "ai_train_refused", "ai_agents_barred", "rights_line")
_ALL = "(SELECT a.*, k.day, m.chars, m.words FROM articles a JOIN kept k USING (rid) JOIN measures m USING (rid))"
SUSPECT = 5.0  # releases expected in a hole from which on chance leaves it empty less than once in a hundred times


def by_month(con: Engine) -> dict[str, dict[str, int]]:
    """site -> month (`2026-01`) -> articles."""
    found: dict[str, dict[str, int]] = {}
    query = "SELECT site, substr(day, 1, 7), count(DISTINCT id) FROM kept WHERE day IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    for site, month, count in rows(con, query):
        found.setdefault(site, {})[month] = count
    return found


def holes(coverage: Mapping[str, Mapping[str, int]]) -> list[JsonObject]:
    """Months within a site's span that have no article: site, from, to, months, and whether that is suspect.

    expected: articles that the hole would have at the site's rate in its other months.
    """
    found: list[JsonObject] = []
    for site in sorted(coverage):
        months = coverage[site]
        span = months_between(min(months), max(months))
        for first, last, length in _gaps(span, months):
            expected = sum(months.values()) / (len(span) - length) * length
            found.append({"site": site, "from": first, "to": last, "months": length, "expected": round(expected, 1),
                          "suspect": expected >= SUSPECT})  # fmt: skip
    return found


def _gaps(span: list[str], months: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """(first month, last month, number of months) of each run of months without an article."""
    for empty, run in groupby(span, key=lambda month: month not in months):
        gap = list(run)
        if empty:
            yield gap[0], gap[-1], len(gap)


def rights(con: Engine) -> list[JsonObject]:
    """Of each site by name: articles, how many were looked at for signals, and how many have each of RIGHTS."""
    found = rows(
        con,
        f"""SELECT p.site, count(*), count(p.signals), count(*) FILTER (p.tdm_reserved), count(*) FILTER (p.ai_train = false),
            count(p.signals['{AI_AGENTS}']), count(a.rights)
            FROM kept p JOIN articles a USING (rid) GROUP BY 1 ORDER BY 1""",
    )
    names = ("site", "articles", "looked_at", *RIGHTS)
    return [dict(zip(names, row, strict=True)) for row in found]


def totals(con: Engine) -> JsonObject:
    """Figures for the card and the report."""
    counted = {
        name: {str(key): count for key, count in rows(con, f"SELECT {what}, count(*) FROM {_ALL} GROUP BY 1 ORDER BY 1")}
        for name, what in {
            "companies": "coalesce(company, '')",
            "languages": "coalesce(language, '')",
            "events": "event",
            "layouts": "coalesce(layout, '')",
            "flags": "unnest(flags)",
            "lengths": "CAST(power(2, floor(log2(greatest(words, 1)))) AS INTEGER)",
        }.items()
    }
    figures = ("count(*)", "min(day)", "max(day)", "max(fetched)", "CAST(sum(chars) AS BIGINT)", "CAST(sum(words) AS BIGINT)")
    found = rows(con, f"SELECT {', '.join(figures)} FROM {_ALL}")[0]
    names = ("rows", "first_day", "last_day", "last_fetched", "chars", "words")
    return dict(zip(names, found, strict=True)) | counted


def duplicates(con: Engine) -> JsonObject:
    """Pairs by kind, and clusters with their articles."""
    kinds = rows(con, "SELECT kind, cross_post, count(*) FROM duplicates GROUP BY 1, 2")
    pairs: Counter[str] = Counter()
    for kind, cross_post, count in kinds:
        pairs[kind] += count
        pairs["cross_post"] += count if cross_post and kind != "translation" else 0
    clusters = rows(con, "SELECT count(DISTINCT cluster), count(DISTINCT id) FROM kept WHERE cluster IS NOT NULL")[0]
    ordered = {name: pairs.get(name, 0) for name in ("exact", "near", "translation", "cross_post")}
    return {"pairs": ordered, "clusters": clusters[0], "articles_in_clusters": clusters[1]}
