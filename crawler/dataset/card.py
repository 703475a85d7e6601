"""README.md, the dataset card with the header that loaders read, and DATASHEET.md. Made from the record of the build alone."""

from collections.abc import Mapping, Sequence

from crawler.dataset.columns import columns
from crawler.dataset.coverage import RIGHTS
from crawler.dataset.markup import code, markdown, on_one_line, yaml_text
from crawler.dataset.quality import FILTERS
from crawler.dataset.splits import without_days
from crawler.declaration import LANGUAGE
from crawler.items import JsonMapping
from crawler.text.counting import counted

Record = JsonMapping
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
LISTED_HOLES = 40
LONGEST_NAME = 200  # characters of a company's name in a title
CARD_FORM = 4  # rises when the same record makes another card


def dataset_title(record: Record) -> str:
    """What the dataset is called."""
    companies = [name for each in record["totals"]["companies"] if (name := on_one_line(each)[:LONGEST_NAME])]
    if not companies:
        return "Newsroom releases"
    if len(companies) <= 3:
        return f"Newsroom releases of {', '.join(companies)}"
    return f"Newsroom releases of {len(companies)} companies"


def card(record: Record) -> str:
    """README.md."""
    return "\n".join([
        _header(record), "", f"# {markdown(dataset_title(record))}", "", _summary(record), "", "## Load it", "",
        _loading(record), "", "## Splits", "", _splits(record), "", "## Columns", "", _columns(record), "",
        "## What was left out", "", _left_out(record), "",
        "## Duplicates", "", _duplicates(record), "", "## Coverage", "", _coverage(record), "",
        "## Rights and usage signals", "", _rights(record), "", "## How it was made", "", _making(record), "",
    ])  # fmt: skip


def _header(record: Record) -> str:
    languages = sorted({name.split("-")[0].lower() for name in record["totals"]["languages"] if LANGUAGE.match(name)})
    size = next((name for limit, name in _SIZES if record["totals"]["rows"] < limit), "n>10M")
    lines = ["---", "license: other", "license_name: publishers-own", "license_link: README.md#rights-and-usage-signals"]
    if languages:
        lines += ["language:", *(f"- {yaml_text(name)}" for name in languages)]
    lines += [f"pretty_name: {yaml_text(dataset_title(record))}", "size_categories:", f"- {size}"]
    lines += ["task_categories:", "- text-generation", "tags:", "- press-releases", "- newsroom"]
    lines += ["configs:", "- config_name: default", "  default: true", "  data_files:"]
    for split in record["splits"]:
        lines += [f"  - split: {split}", f"    path: data/{split}-*.parquet"]
    return "\n".join([*lines, "---"])


def _summary(record: Record) -> str:
    totals = record["totals"]
    what = ("revision of an article", "revisions of articles") if record["arguments"]["revisions"] else ("article", None)
    as_of = record["arguments"]["as_of"]
    state = f"their state at the end of {as_of} (UTC)" if as_of else "their last state"
    lines = [
        f"{counted(totals['rows'], *what)} that companies published in their own newsrooms from {totals['first_day']} to "
        f"{totals['last_day']}, {'each revision a row' if record['arguments']['revisions'] else state}: "
        f"{counted(totals['words'], 'word')}, {counted(totals['chars'], 'character')}.",
    ]
    if record["arguments"]["urls_only"]:
        lines.append("\nAddresses and facts only: the texts may not be passed on with it.")
    lines.append("\n" + markdown_table(("company", "articles"), _named(totals["companies"])))
    lines.append("\n" + markdown_table(("language", "articles"), _named(totals["languages"])))
    return "\n".join(lines)


def _named(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [(name or "(none)", f"{count:,}") for name, count in ordered]


def markdown_table(names: Sequence[str], body: Sequence[Sequence[object]]) -> str:
    """A Markdown table of any values; names: words of ours."""
    lines = [f"| {' | '.join(names)} |", f"|{'|'.join(' --- ' for _ in names)}|"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in body]
    return "\n".join(lines)


class Own(str):
    """Markdown of ours, in a cell as it is."""

    __slots__ = ()


def _cell(value: object) -> str:
    return value.replace("|", "\\|") if isinstance(value, Own) else markdown(value)


def _loading(record: Record) -> str:
    split = next(iter(record["splits"]))
    return "\n".join([
        "```python", "from datasets import load_dataset", 'releases = load_dataset("path/to/this/folder")', "",
        "import polars", f'polars.read_parquet("path/to/this/folder/data/{split}-*.parquet")', "```",
    ])  # fmt: skip


def _splits(record: Record) -> str:
    made = record["split"]
    reasons = {
        "time": f"By time: {_from('validation', made)}, {_from('test', made)}. All copies and "
        "revisions of a release stand where the last of them belongs, so nothing that is held out has a copy in train.",
        "company": "By company: each company is in one split, and companies that share a release are in the same one.",
        "none": "One split.",
    }
    body = [
        (name, f"{split['rows']:,}", split["companies"], split["first_day"], split["last_day"])
        for name, split in record["splits"].items()
    ]
    return reasons[made["by"]] + "\n\n" + markdown_table(("split", "rows", "companies", "first day", "last day"), body)


def _from(split: str, made: Mapping[str, str]) -> str:
    if split in without_days(made):
        return f"no {split} split, for there are too few days"
    return f"{split} from {made.get(f'{split}_from')}"


def _columns(record: Record) -> str:
    chosen = columns(record["arguments"]["urls_only"])
    body = [(Own(column.name), column.type.replace('"', ""), Own(column.meaning)) for column in chosen]
    return markdown_table(("column", "type", "meaning"), body)


def _left_out(record: Record) -> str:
    reasons = {
        "after_as_of": "lines written after the date of the state", "older_revision": "older revisions",
        "removed": "articles that the company had removed", "before_since": "published before `--since`",
        "after_until": "published after `--until`", "other_language": "in another language",
        "document": "releases that are a PDF or another file (`--with-forms` takes them in)",
        "elsewhere": "releases on other hosts, of which only title and date are known (`--with-forms` takes them in)",
        "other_site": "the same article through a second declaration",
    }  # fmt: skip
    body = [(Own(reasons.get(name, name)), f"{count:,}") for name, count in record["left_out"].items()]
    filters = {name: f"filter `{name}`: {FILTERS[name][0] if name in FILTERS else 'unknown here'}" for name in record["dropped"]}
    body += [(Own(filters[name]), f"{count:,}") for name, count in record["dropped"].items()]
    if not body:
        return "Nothing."
    return markdown_table(("what", "number"), body) + "\n\n`dropped.parquet` lists every article that a filter dropped."


def _duplicates(record: Record) -> str:
    pairs = record["duplicates"]["pairs"]
    near = "" if record["arguments"]["near"] else " Near-duplicates and translations were not looked for."
    articles, clusters = record["duplicates"]["articles_in_clusters"], record["duplicates"]["clusters"]
    return (
        f"{counted(articles, 'article')} in {counted(clusters, 'cluster')}: {counted(pairs['exact'], 'exact pair')}, "
        f"{counted(pairs['near'], 'near one')}; {pairs['cross_post']:,} of them across sites. "
        f"{counted(pairs['translation'], 'pair')} of translations.{near} All are kept, unless a filter dropped them: "
        "`duplicates.parquet` lists the pairs, column `cluster` names the first of each cluster."
    )


def _coverage(record: Record) -> str:
    body = [
        (site, sum(months.values()), min(months), max(months), sum(1 for hole in record["holes"] if hole["site"] == site))
        for site, months in record["coverage"].items()
    ]
    lines = [markdown_table(("site", "articles", "first month", "last month", "holes"), body), ""]
    holes = record["holes"]
    if not holes:
        return "\n".join([*lines, "No month within any site's span is empty."])
    lines += ["Months without any article; `expected` is what the newsroom's other months would have there, `suspect` where "
              "that is more than chance leaves out:", ""]  # fmt: skip
    ordered = sorted(holes, key=lambda hole: (not hole["suspect"], hole["site"], hole["from"]))
    names = ("site", "from", "to", "months", "expected")
    named = [(*(hole[name] for name in names), "suspect" if hole["suspect"] else "") for hole in ordered]
    lines.append(markdown_table((*names, ""), named[:LISTED_HOLES]))
    if len(named) > LISTED_HOLES:
        lines.append(f"\n{len(named) - LISTED_HOLES} more: in `build.json`.")
    return "\n".join(lines)


def _rights(record: Record) -> str:
    names = ("site", "articles", "looked_at", *RIGHTS)
    robots = {fact["site"]: fact["robots"] or "not recorded" for fact in record["runs"]}
    body = [(*(row[name] for name in names), robots.get(row["site"], "not recorded")) for row in record["rights"]]
    return (
        "The texts and pictures are their publishers' own; this collection grants no right to them. Each row has what its page "
        "and server said in columns `rights`, `rights_signals`, `tdm_reserved` and `ai_train`; a null there means that nothing "
        "was recorded, not that nothing is reserved. `ai_agents_barred`: robots.txt keeps crawlers out, by name, that gather "
        "texts for training. The filters `rights` and `ai_agents` leave out what is reserved.\n\n"
        + markdown_table((*names, "robots.txt"), body)
    )


def _making(record: Record) -> str:
    body = [(source["site"], f"{source['bytes']:,}", source["runs"], _verdicts(source["verdicts"])) for source in record["runs"]]
    given = {name: value for name, value in record["arguments"].items() if value not in (None, False, (), [])}
    return (
        markdown_table(("journal", "bytes", "runs", "verdicts"), body)
        + f"\n\nArguments: {code(given)}. `build.json` is the record of this build; `SHA256SUMS` has the checksum of each file."
    )


def _verdicts(verdicts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in verdicts.items())


def datasheet(record: Record) -> str:
    """DATASHEET.md: the questions of "Datasheets for Datasets" (Gebru et al.), answered."""
    totals, arguments = record["totals"], record["arguments"]
    suspects = sum(hole["months"] for hole in record["holes"] if hole["suspect"])
    flags = [(name, f"{count:,}") for name, count in totals["flags"].items()]
    newsrooms = f"{counted(len(record['coverage']), 'newsroom')} of {counted(len(totals['companies']), 'company', 'companies')}"
    noise = markdown_table(("flag", "rows"), flags) if flags else "None."
    sections = [
        ("Motivation", "To have what companies said about themselves, as they published it, with its date and its later edits. "
         "Made by the newsroom crawler from its journals."),
        ("Composition", f"{counted(totals['rows'], 'row')}, one {'revision' if arguments['revisions'] else 'article'} each, from "
         f"{newsrooms}, {totals['first_day']} to {totals['last_day']}. It is everything the newsrooms listed when they were "
         "crawled, not a sample, but for what the card lists under \"What was left out\". Each row has the article's text, "
         "its metadata, and how each value was found."),
        ("Errors and noise", f"Flags of the crawler, by number of rows:\n\n{noise}"),
        ("Completeness", f"Holes named in the card: {len(record['holes'])}; empty months that are suspect, being more than "
         f"chance leaves empty at the newsroom's rate: {suspects}. What a newsroom had deleted before its first crawl is "
         "not here."),
        ("People", "Releases name officers, spokespersons and business partners in their public roles; contact blocks are kept "
         "apart in `release_parts` and can be left out. No private persons were sought."),
        ("Collection", f"Crawled from the newsrooms' public pages, robots.txt obeyed, one connection a site; last page fetched "
         f"{totals['last_fetched']}. No account, no paywall and no bot check was passed."),
        ("Processing", "Page furniture removed, paragraphs joined, Unicode NFC, control characters removed. "
         "Nothing was translated, rewritten, or repaired in meaning. With archiving on, the raw pages are kept and the "
         "text can be extracted again."),
        ("Uses", "Research on corporate communication, language models, event extraction, monitoring. Releases are one-sided by "
         "nature: they are claims of the companies, not facts."),
        ("Distribution", "The rights stay with the publishers. " + _usage(record)),
        ("Maintenance", "Build it again from the journals: the same journals and arguments give the same bytes. Later edits and "
         "removals by the companies are new lines of the journals, so a newer build reflects them."),
    ]  # fmt: skip
    parts = [f"# Datasheet: {markdown(dataset_title(record))}", *(f"## {name}\n\n{text}" for name, text in sections)]
    return "\n\n".join(parts) + "\n"


def _usage(record: Record) -> str:
    if record["arguments"]["urls_only"]:
        return "This build has addresses and facts only."
    reserved = sum(row["tdm_reserved"] for row in record["rights"])
    refused = sum(row["ai_train_refused"] for row in record["rights"])
    looked_at = sum(row["looked_at"] for row in record["rights"])
    return (
        f"Rows with recorded usage signals: {looked_at:,}; text and data mining reserved: {reserved:,}; training of AI "
        f"refused: {refused:,}. Where the text may not be passed on, build with `--urls-only`."
    )
