"""Quality columns of every article, and the filters by name."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from crawler.dataset.engine import Engine, rows, value
from crawler.dataset.language import languages, scripts
from crawler.dataset.tokens import DIGIT, OTHER, Ints, Tokens, tokenise
from crawler.errors import UsageError
from crawler.policy.rights import AI_AGENTS

BATCH = 2_000  # articles that are measured at once
REPEATED = 3  # a paragraph that so many different articles of a site have is not one article's own
BOILERPLATE_SHARE = 0.3
SHORT_WORDS, SHORT_CJK = 40, 80  # words; single characters, of which a word takes about two
DIGIT_SHARE = 0.3
Frame = dict[str, npt.NDArray[Any]]
_DOUBTFUL = ("date_missing", "title_mismatch", "encoding_repaired", "boilerplate_suspect", "layout_unmatched")

# name -> (what it drops, SQL condition over a: articles, m: measures, k: kept)
FILTERS = {
    "short": (
        f"texts of fewer than {SHORT_WORDS} words ({SHORT_CJK} characters of Chinese or Japanese)",
        f"m.words < CASE WHEN m.script IN ('han', 'kana') THEN {SHORT_CJK} ELSE {SHORT_WORDS} END",
    ),
    "no_title": ("articles without a title", "coalesce(trim(a.title), '') = ''"),
    "no_date": ("articles without a date of publication", "a.published IS NULL"),
    "digits": (f"texts with more than {DIGIT_SHARE:.0%} digits", f"m.digit_share > {DIGIT_SHARE}"),
    "language": ("texts whose language is surely not the declared one", "m.language_agrees = false"),
    "boilerplate": ("texts that may hold page furniture", "m.boilerplate_suspect"),
    "generic": ("texts that no declared layout found", "a.layout = 'generic'"),
    "unsure": ("texts of which the generic reader was not sure", "list_contains(a.flags, 'text_unsure')"),
    "disputed": ("articles on whose title or date two sources differ", "m.sources_differ > 0"),
    "flagged": (
        f"articles with one of the flags {', '.join(_DOUBTFUL)}",
        f"list_has_any(a.flags, {list(_DOUBTFUL)})",
    ),
    "duplicates": ("all but the first of each cluster of duplicates", "k.cluster IS NOT NULL AND k.cluster <> a.id"),
    "rights": ("articles whose page or server reserves text and data mining, or refuses training of AI",
               "k.tdm_reserved OR k.ai_train = false"),
    "ai_agents": ("articles of which robots.txt keeps out, by name, a crawler that gathers texts for training",
                  f"k.signals['{AI_AGENTS}'] IS NOT NULL"),
}  # fmt: skip


def batches(con: Engine, columns: str, size: int = BATCH) -> Iterator[list[tuple[object, ...]]]:
    """Rows (`rid` first) of table `articles`, in order, some thousand at a time."""
    last = value(con, "SELECT max(rid) FROM articles")
    first = value(con, "SELECT min(rid) FROM articles")
    while first is not None and first <= last:
        yield rows(
            con,
            f"SELECT rid, {columns} FROM articles WHERE rid BETWEEN {first} AND {first + size - 1} ORDER BY rid",
        )
        first += size


def start_measures(con: Engine) -> None:
    con.execute(
        """CREATE TABLE measured (rid BIGINT, chars INTEGER, words INTEGER, digit_share DOUBLE, script VARCHAR,
        language_detected VARCHAR)"""
    )


def count(rids: Ints, texts: Sequence[str]) -> tuple[Frame, Tokens]:
    """The counted columns of some texts, by name, and their tokens for further use. Pure, for several threads at once."""
    tokens = tokenise(texts)
    signs = tokens.lengths - tokens.classes[:, OTHER]
    frame = {
        "rid": rids,
        "chars": tokens.lengths.astype(np.int32),
        "words": np.diff(tokens.starts).astype(np.int32),
        "digit_share": np.round(tokens.classes[:, DIGIT] / np.maximum(signs, 1), 4),
        "script": scripts(tokens),
        "language_detected": languages(tokens),
    }
    return frame, tokens


def store_counts(con: Engine, frame: Frame) -> None:
    """Add one batch to table `measured`."""
    con.register("batch", frame)
    con.execute("INSERT INTO measured SELECT * FROM batch")
    con.unregister("batch")


def finish_measures(con: Engine) -> None:
    """Make table `measures` of what was counted and of what takes all articles to know."""
    con.execute(
        f"""CREATE TABLE repeated AS
        WITH paragraphs AS (
            SELECT rid, site, id, content_hash, unnest(string_split(text, chr(10) || chr(10))) AS p FROM articles),
        hashed AS (SELECT rid, site, id, content_hash, hash(p) AS h, length(p) AS n FROM paragraphs WHERE length(p) > 0),
        common AS (SELECT site, h FROM hashed GROUP BY site, h
            HAVING count(*) >= {REPEATED} AND count(DISTINCT id) >= {REPEATED} AND count(DISTINCT content_hash) >= {REPEATED})
        SELECT rid, count(*) AS paragraphs, sum(n) AS chars, coalesce(sum(n) FILTER (common.h IS NOT NULL), 0) AS common_chars
        FROM hashed LEFT JOIN common ON hashed.site = common.site AND hashed.h = common.h GROUP BY rid"""
    )
    con.execute(
        f"""CREATE TABLE measures AS SELECT m.*, coalesce(r.paragraphs, 0) AS paragraphs,
            round(coalesce(r.common_chars / r.chars, 0), 4) AS boilerplate_share,
            coalesce(r.common_chars / r.chars, 0) > {BOILERPLATE_SHARE}
                OR list_contains(a.flags, 'boilerplate_suspect') AS boilerplate_suspect,
            CASE WHEN m.language_detected IS NULL OR a.language IS NULL THEN NULL
                ELSE m.language_detected = lower(split_part(a.language, '-', 1)) END AS language_agrees,
            coalesce(a.provenance['text']."by", a.layout) AS method,
            {_COUNT_AGREE} AS sources_agree, {_COUNT_DIFFER} AS sources_differ
        FROM measured m JOIN articles a USING (rid) LEFT JOIN repeated r USING (rid) ORDER BY m.rid"""
    )
    con.execute("DROP TABLE repeated")


_COUNT_AGREE = " + ".join(
    f"coalesce(len(a.provenance['{name}'].agree), 0)" for name in ("title", "published", "text")
)
# A page whose <title> is the company's name says nothing of the article's title.
_COUNT_DIFFER = (
    "len(list_filter(coalesce(map_values(a.provenance['title'].other), []),"
    " lambda v: v IS NOT NULL AND v <> a.title AND v <> coalesce(a.company, '')))"
    " + len(list_filter(coalesce(map_values(a.provenance['published'].other), []),"
    " lambda v: v IS NOT NULL AND substr(v, 1, 10) <> substr(a.published, 1, 10)))"
)


def check_filters(names: Sequence[str]) -> None:
    """Raise UsageError for a filter that does not exist."""
    unknown = [name for name in names if name not in FILTERS]
    if unknown:
        raise UsageError(f"--drop {','.join(unknown)}: no such filter; there is {', '.join(FILTERS)}")


def apply_filters(con: Engine, names: Sequence[str]) -> dict[str, int]:
    """Make table `dropped` (rid, id, revision, site, url, filter), the first filter that hits counting. Returns the counts."""
    check_filters(names)
    cases = " ".join(f"WHEN {FILTERS[name][1]} THEN '{name}'" for name in names)
    reason = f"CASE {cases} END" if cases else "CAST(NULL AS VARCHAR)"
    con.execute(
        f"""CREATE TABLE dropped AS SELECT * FROM (
            SELECT a.rid, a.id, a.revision, a.site, a.url, {reason} AS filter
            FROM articles a JOIN measures m USING (rid) JOIN kept k USING (rid)) WHERE filter IS NOT NULL ORDER BY rid"""
    )
    con.execute("DELETE FROM kept WHERE rid IN (SELECT rid FROM dropped)")
    counts = dict(rows(con, "SELECT filter, count(*) FROM dropped GROUP BY filter"))
    return {name: int(counts.get(name, 0)) for name in names}


