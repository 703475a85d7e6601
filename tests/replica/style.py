"""A style is one plausible markup of a template generation: which skeleton, which forms, which encoding."""

from dataclasses import dataclass

from tests.replica import skeletons_new, skeletons_old
from tests.replica.model import dice

LIST_FORMS = ("ul_after", "ul_before", "table", "definition", "popups", "divs", "bare", "cards", "summaries", "labelled")
NOISES = ("logo", "ticker", "clock", "login", "noscript", "popup", "comments", "cookies", "languages")
# Older generations are printed by older skeletons more often, yet some are not.
_OLD = (*skeletons_old.OLD, "span_soup", "flat_divs", "float_columns", "listed")
_NEW = (*skeletons_new.NEW, "nested_tables", "definition", "one_table", "bare")
_ALL = (*skeletons_old.OLD, *skeletons_new.NEW)
_MEASURES = {
    "A": _OLD, "B": _OLD, "U": _OLD, "M1": _OLD, "J": _OLD, "C": _NEW, "M2": _NEW, "K": _NEW, "Z": _ALL, "P": _ALL,
}  # fmt: skip
TITLE_WRAPS = (
    "{}",
    "<h1>{}</h1>",
    "<h2>{}</h2>",
    '<h3 align="center">{}</h3>',
    '<font size="4"><b>{}</b></font>',
    "<strong>{}</strong>",
    '<span class="xl_title">{}</span>',
    '<p class="bt">{}</p>',
    '<div class="title" id="title">{}</div>',
)


@dataclass(frozen=True, slots=True)
class Style:
    """The choices that all pages of one style share. `codec` is how the bytes are made; the labels may say otherwise."""

    generation: str
    number: int
    skeleton: str
    title_wrap: str
    crumb_form: str
    tool_form: str
    head_form: str
    header_form: str
    footer_form: str
    sidebar_form: str
    extras: tuple[str, ...]
    list_form: str
    title_tag: str
    list_date: str
    codec: str
    header_label: str | None
    meta_label: str | None
    cut_anchors: bool
    wrap_pager: bool
    noises: tuple[str, ...]
    based: bool
    inline_function: bool
    key: str


def draw_style(seed: int, generation: str, number: int) -> Style:
    """Style `number` of a generation: the same for the same arguments, different skeletons for neighbouring numbers."""
    order = list(_MEASURES[generation])
    dice("skeletons", seed, generation).shuffle(order)
    rng = dice("style", seed, generation, number)
    codec, header_label, meta_label = _draw_encoding(generation, rng.random(), rng.random())
    extras = [each for each in ("neighbours", "related", "share", "qr", "tools") if rng.random() < 0.4]
    rng.shuffle(extras)
    return Style(
        generation=generation,
        number=number,
        skeleton=order[number % len(order)],
        title_wrap=rng.choice(TITLE_WRAPS),
        crumb_form=rng.choice(("inline", "linked", "cells", "spans")),
        tool_form=rng.choice(("links", "cells", "images", "spans")),
        head_form=rng.choice(("bare", "css", "trs_meta", "scripts")),
        header_form=rng.choice(("script", "list", "table", "map", "select")),
        footer_form=rng.choice(("script", "inline", "table", "long")),
        sidebar_form=rng.choice(("none", "hot", "menu", "both", "teasers")),
        extras=tuple(extras),
        list_form=rng.choice(LIST_FORMS),
        title_tag=rng.choice(("title", "title_site", "site", "empty", "channel_title")),
        list_date=rng.choice(("iso", "brackets", "slashes", "dots", "none", "iso")),
        codec=codec,
        header_label=header_label,
        meta_label=meta_label,
        cut_anchors=rng.random() < 0.4,
        wrap_pager=rng.random() < 0.3,
        based=rng.random() < 0.15,
        inline_function=rng.random() < 0.4,
        noises=tuple(each for each in NOISES if rng.random() < 0.3),
        key=f"{seed}/{generation}/{number}",
    )


def _draw_encoding(generation: str, first: float, second: float) -> tuple[str, str | None, str | None]:
    """Codec, label in the header, label in the page."""
    if generation == "A":
        return "gb18030", "ISO-8859-1" if first < 0.7 else None, "iso-8859-1" if first > 0.4 else None
    if generation == "U" or (generation in ("B", "Z", "J", "M1") and first < 0.3):
        return "gbk", "gb2312" if second < 0.3 else None, "gb2312" if second < 0.8 else "GBK"
    if first > 0.9 and generation != "A":
        return "utf-8-sig", None, None
    if second < 0.5:
        return "utf-8", "ISO-8859-1" if first > 0.8 else None, "utf-8"
    return "utf-8", "utf-8" if second < 0.9 else None, "UTF-8" if second > 0.7 else None
