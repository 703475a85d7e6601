"""What the words of summary, report and docs mean, each in a sentence or two of plain English. Pure."""

GLOSSARY = {
    "newsroom": "The part of a company's website where it publishes its news.",
    "site": "A newsroom as this program knows it: a short name, such as `minmetals`, and the addresses that belong to it. Each "
    "site has a folder of its own under `output/`.",
    "release": "One piece of news: a page of the newsroom, or a file or a page elsewhere that its list leads to.",
    "listing": "A page, feed or sitemap that names releases. Each release that it names is a row.",
    "walk": "Reading a listing page by page, from the newest release back to what is already known, or to its end.",
    "layout": "One version of how a site builds the pages of its releases. Old versions stay known: old pages stay online.",
    "furniture": "All that stands on a page around the release: menus, buttons, related links, the page's end. It is left out.",
    "journal": "The file `articles.jsonl`: one line for each version of each release. Lines are only added, never changed.",
    "revision": "The number of such a version: 1 when a release is first read, one more for each later edit or removal.",
    "run": "One visit to one newsroom, from `scrapy crawl` to its summary.",
    "verdict": "One word for how a run went, such as `ok`, `quiet` or `incomplete`.",
    "account": "Every release that a run met, counted once: discovered = stored + unchanged + skipped + failed.",
    "gap": "Something that the newsroom itself names and that was not read, such as more pages than could be opened.",
    "drift": "The pages are no longer what they were: something that was always there is missing. Nothing doubtful is stored.",
    "quarantine": "Where a page goes that was not read well enough to be trusted: `quarantine.jsonl`, with the reason.",
}
VERDICTS = {
    "ok": "Everything that the newsroom names was read, and something is new or changed.",
    "quiet": "Everything that the newsroom names was read, and nothing is new. That is normal.",
    "incomplete": "What was read is good, but the newsroom names more than was read. What is missing is listed under Not read.",
    "degraded": "Some pages could not be read this time. The next run tries them again.",
    "stopped": "The run was ended early from outside. The next run goes on where it stopped.",
    "drift": "The pages are no longer what they were, so nothing doubtful was stored. A person should look.",
    "blocked": "The website, or its robots.txt, does not let this program in.",
    "unreachable": "The website did not answer.",
    "storage": "The results could not be written to disk.",
    "crash": "A mistake in this program ended a part of the run.",
    "locked": "Another run of the same newsroom was under way.",
}
EVENTS = {
    "new": "read for the first time",
    "changed": "title, text, date or files are no longer what they were",
    "minor": "only spaces, signs or formatting changed",
    "removed": "no longer on the website",
    "restored": "back on the website",
    "moved": "the same release at another address",
}
# Of runs, then of releases; what stands behind a colon in a flag is a name or a number.
FLAGS = {
    "first_run": "the first run of this newsroom: there is nothing to compare it with",
    "limited": "you asked for a part only (`since`, `max_pages` or `max_articles`)",
    "stale": "the newsroom has been silent for unusually long",
    "gap": "something that the newsroom names was not read",
    "gap_accepted": "a gap that you said is no loss",
    "stopped": "the run ended before its time",
    "bad_links": "links that lead nowhere",
    "mass_changed": "unusually many releases changed at once",
    "mass_removed": "unusually many releases went away at once",
    "held_back": "pages that were not read well enough to be stored",
    "layout_new": "pages were built in a way not met before",
    "layout_unmatched": "no known layout fits: it was read by the general rules",
    "listing_restarted": "a list began anew with only new releases",
    "listing_problem": "a page that lists releases could not be used",
    "listing_shrunken": "a list shows far fewer releases than before",
    "section_missing": "a list that every run read is gone",
    "field_missing": "an article without a field that nearly all have",
    "field_lost": "a field that nearly all articles had is missing",
    "no_listing": "no list of releases was found",
    "account_open": "the count of releases does not come out even",
    "date_missing": "the page has no date",
    "date_from_url": "the date is taken from the address: the page prints none",
    "date_invalid": "the printed date cannot be right",
    "title_mismatch": "page and list give different titles",
    "title_missing": "the page has no title",
    "short_body": "the text is very short",
    "text_unsure": "the text may hold too much or too little: the reader was not sure of it",
    "no_text": "no text was found",
    "not_read": "a file that was not opened",
    "encoding_repaired": "letters that the website had garbled were put right",
    "encoding_loss": "the website's own file has letters that are lost",
    "unsafe_characters_removed": "invisible characters were taken out",
    "boilerplate_suspect": "a text that other releases repeat may still be in it",
    "tdm_reserved": "the publisher reserves text and data mining",
    "no_ai_train": "the publisher refuses use for training",
    "noindex": "the publisher asks search engines to leave it out",
}


def flag_words(flag: str) -> str | None:
    """What a flag of a run or a release means, None where its name says it."""
    return FLAGS.get(flag.partition(":")[0])


def glossary_page() -> str:
    """docs/glossary.md."""
    parts = [f"## {word}\n\n{said}" for word, said in GLOSSARY.items()]
    return "\n\n".join(["# Glossary", f"{len(GLOSSARY)} words that this project uses in its own way.", *parts]) + "\n"
