"""Pages of elements of all kinds in each other, as no author would write them but systems, editors and parsers leave them."""

import random

_TAGS = (
    "div p span a td tr table th ul ol li dl dt dd h1 h2 h3 section article aside figure figcaption blockquote pre q sup sub "
    "ruby rt br img picture noscript template details summary button form input select nav footer header main time address "
    "strong em code iframe video svg custom-box tbody thead caption legend fieldset center font hr map ins slot"
).split()
_ROLES = (
    "row cell table grid gridcell columnheader rowheader rowgroup heading list listitem button dialog article main none term note"
).split()
_NAMES = "news title comments ad byline meta content row caption card tags".split()
_ATTRIBUTES = (
    'class="{name}"', 'role="{role}"', 'role="{role}" class="{name}"', 'style="display:none"', "hidden", 'aria-hidden="true"',
    'itemprop="author"', 'rel="author"', 'href="/a/1"', 'href="https://e.example/news/2"', 'datetime="2024-05-03"', 'id="{name}"',
    'style="white-space:pre"', 'style="vertical-align:super"', 'itemprop="articleBody"',
)  # fmt: skip
_SAID = (
    "The mine opened on Monday.", "3 May 2024", "By Jane Roe", "2024年5月3日", "Read more:", "Share", "(Photo: Ann Lee)",
    "###", "ENDS",
    "矿业公司今日宣布新项目投产，年产量达到五十万吨。", "- Jane Roe", "About Sund", "Contact", "1", "| a | b",
    '"Quote," he said.', "{{ x }}", "[gallery]", "© 2024 Sund", "press@sund.example", "",
    "The company said that its new plant will make more than 500,000 tonnes a year and employ 300 people from the region.",
)  # fmt: skip


def strange_page(seed: int) -> str:
    """The page of a seed: always the same one."""
    chance = random.Random(seed)
    inside = "".join(_element(chance, chance.randint(2, 7)) for _ in range(chance.randint(1, 12)))
    return f"<html><head><title>The mine opened</title></head><body><h1>The mine opened</h1>{inside}</body></html>"


def _element(chance: random.Random, depth: int) -> str:
    if depth <= 0 or chance.random() < 0.25:
        return chance.choice(_SAID)
    tag, given = chance.choice(_TAGS), chance.sample(_ATTRIBUTES, chance.randint(0, 3))
    attributes = " ".join(given).format(name=chance.choice(_NAMES), role=chance.choice(_ROLES))
    inside = "".join(_element(chance, depth - 1) for _ in range(chance.randint(0, 5)))
    return f"<{tag} {attributes}>{inside}" + ("" if chance.random() < 0.1 else f"</{tag}>")
