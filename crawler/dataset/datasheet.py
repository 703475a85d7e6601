"""DATASHEET.md: the questions of "Datasheets for Datasets" (Gebru et al.), answered from the record of the build."""

from crawler.dataset.card import Record, dataset_title, markdown_table


def datasheet(record: Record) -> str:
    """The datasheet, in Markdown."""
    totals, arguments = record["totals"], record["arguments"]
    suspects = sum(hole["months"] for hole in record["holes"] if hole["suspect"])
    flags = [(name, f"{count:,}") for name, count in totals["flags"].items()]
    noise = markdown_table(("flag", "rows"), flags) if flags else "None."
    sections = [
        ("Motivation", "To have what companies said about themselves, as they published it, with its date and its later edits. "
         "Made by the newsroom crawler from its journals."),
        ("Composition", f"{totals['rows']:,} rows, one {'revision' if arguments['revisions'] else 'article'} each, from "
         f"{len(record['coverage'])} newsrooms of {len(totals['companies'])} companies, {totals['first_day']} to "
         f"{totals['last_day']}. It is everything the newsrooms listed when they were crawled, not a sample, but for what the "
         "card lists under \"What was left out\". Each row has the article's text, its metadata, and how each value was found."),
        ("Errors and noise", f"Flags of the crawler, by number of rows:\n\n{noise}"),
        ("Completeness", f"{len(record['holes'])} holes are named in the card; {suspects} empty months are suspect, being "
         "more than chance leaves empty at the newsroom's rate. What a newsroom had deleted before its first crawl is not here."),
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
    parts = [f"# Datasheet: {dataset_title(record)}", *(f"## {name}\n\n{text}" for name, text in sections)]
    return "\n\n".join(parts) + "\n"


def _usage(record: Record) -> str:
    if record["arguments"]["urls_only"]:
        return "This build has addresses and facts only."
    reserved = sum(row["tdm_reserved"] for row in record["rights"])
    refused = sum(row["ai_train_refused"] for row in record["rights"])
    looked_at = sum(row["looked_at"] for row in record["rights"])
    return (
        f"Usage signals were recorded for {looked_at:,} rows; {reserved:,} reserve text and data mining, {refused:,} refuse "
        "training of AI. Where the text may not be passed on, build with `--urls-only`."
    )
