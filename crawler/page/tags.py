"""Which elements are blocks, which are never text and which only mark up the text they stand in."""

_BLOCK_WORDS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option "
    "p pre section summary table tbody td tfoot th thead tr ul"
)
# What is never text of the page: code, metadata, form controls, embedded objects, and what browsers do not show.
_SKIPPED_WORDS = (
    "script style noscript noframes template svg title meta link base select textarea button input datalist iframe object embed "
    "video audio canvas map applet rp noembed rt rtc"
)
CONTROLS = frozenset(("input", "button", "select", "textarea"))
DRAWINGS = frozenset(("svg", "video", "audio", "canvas"))
FRAMES = frozenset(("iframe", "object", "embed"))
WIDGETS = CONTROLS | DRAWINGS | FRAMES
BLOCK_TAGS = frozenset(_BLOCK_WORDS.split())
SKIPPED_TAGS = frozenset(_SKIPPED_WORDS.split())
OFTEN_UNCLOSED = frozenset(("button", "svg", "select", "object", "video", "audio", "canvas", "map"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LOWER_HEADINGS = HEADINGS - {"h1"}
CELLS = frozenset(("td", "th"))
LIST_ITEMS = frozenset(("li", "dt", "dd"))
ITEMS = CELLS | LIST_ITEMS
IMAGE_TAGS = frozenset(("img", "amp-img", "image"))
INLINE = frozenset(("a", "span", "font", "strong", "b", "em", "i", "u", "small", "time", "label", "sup", "sub", "tt"))
STRONG = frozenset(("strong", "b"))
EM = frozenset(("em", "i", "cite", "dfn"))
MARKED = frozenset(("a", "q", "sup", "sub")) | STRONG | EM  # inline elements that say something of their text
# Elements that say to be those of a table.
TABLE_ROLES = {
    "table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
