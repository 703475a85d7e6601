"""An explanation as one HTML file: no script, nothing fetched, everything of the page escaped; and as five lines."""

from collections import Counter

from crawler.explain.fields import Value, rivals, values_of
from crawler.explain.folder import short
from crawler.explain.layouts import AnchorSeen, Trial
from crawler.explain.lines import DROPPED, FIELD, PART, TEXT, Line
from crawler.explain.reading import Explanation
from crawler.explain.style import CSS
from crawler.html.builder import Safe, bullets, document, folded, join, link, paragraphs, prose, section, soft, tag
from crawler.html.diff import compared
from crawler.text.counting import counted

MOST_LINES = 4000  # of one page; more would be more than a browser, and a person, can read
LONGEST = 3000  # characters of a line that are shown
_TERMINAL = 150  # characters of a line for a terminal
_FATES = {
    TEXT: "in the text",
    FIELD: "read for a field",
    PART: "a part beside the news",
    DROPPED: "dropped",
}
_NONE = tag("span", "–", class_="none")
_LABELS = {TEXT: "kept", FIELD: "field", PART: "part", DROPPED: "dropped"}


def explanation_page(told: Explanation) -> bytes:
    """The page as UTF-8 HTML."""
    return document(
        f"Why: {told.found.title or _address(told)}"[:200],
        _banner(told), _menu(), _decision(told), _fields(told), _layouts(told), _lines(told), _text(told),
        css=CSS,
    )  # fmt: skip


def _part(name: str, title: str, *children: object) -> Safe:
    """A section that the menu leads to."""
    return section(title, *children, id_=name)


def _banner(told: Explanation) -> Safe:
    found = told.found
    fates = Counter(line.fate for line in told.lines)
    mood, name = "warn" if found.flags else "good", found.kind
    if found.kind != "article":
        mood, name = "bad", f"{found.kind}: {found.kind_reason}"
    readers = {"layout": f"layout {found.layout}", "generic": "the general reader, which scores each line, as no layout fits"}
    counts = ", ".join(f"{fates[fate]} {label}" for fate, label in _FATES.items() if fates[fate])
    return join([
        tag("h1", tag("bdi", found.title or "(no title)"), dir="auto"),
        tag("p", link(_address(told), _address(told)), class_="where"),
        tag(
            "div",
            tag("div", name, class_="name"),
            tag("p", f"Read as {told.site.name} by {readers[told.by]}. Of {counted(len(told.lines), 'line')}: {counts}."),
            tag("p", *(tag("span", flag, class_="flag") for flag in found.flags)) if found.flags else None,
            class_=f"banner {mood}",
        ),
    ])  # fmt: skip


def _address(told: Explanation) -> str:
    return told.source.shown or told.source.url


def _menu() -> Safe:
    names = ("decision", "fields", "layouts", "lines", "text")
    return tag("nav", *(tag("a", name.capitalize(), href=f"#{name}") for name in names))


def _decision(told: Explanation) -> Safe:
    signs = [(name, f"{share:+.2f}") for name, share in told.signs]
    declared = ", ".join(f"{by} says {codec}" for by, codec in told.encodings) or "nothing declared"
    decoding = [("read as", told.encoding), ("decided by", told.encoding_by), ("declared", declared)]
    return _part(
        "decision", "Decision", bullets(map(prose, told.steps), "steps"),
        tag("div", _facts("For an article (+) and against it (−)", signs), _facts("Decoding", decoding), class_="two"),
    )  # fmt: skip


def _facts(title: str, facts: list[tuple[str, str]]) -> Safe:
    pairs = join(join([tag("dt", name), tag("dd", value)]) for name, value in facts)
    return tag("div", soft(title), tag("dl", pairs, class_="signs"))


def _fields(told: Explanation) -> Safe:
    rival = told.rival_name
    shape = "field head" if rival else "field head single"
    head = tag("div", tag("span", "field"), tag("span", "taken, and who says so"), tag("span", rival), class_=shape)
    values = values_of(told.found, told.rival)
    rows = join(_field(value, rival) for value in values if not value.empty)
    empty = ", ".join(value.name for value in values if value.empty)
    words = soft("Below each value: how it was found, and which other places of the page have the same or another one.")
    return _part("fields", "Fields", words, head, rows, soft(f"Not found: {empty}") if empty else None)


def _field(value: Value, rival_name: str) -> Safe:
    how = [
        tag("span", value.how) if value.how else None,
        tag("span", f" · agrees: {', '.join(value.agree)}") if value.agree else None,
        *(tag("span", " · ", name, " says ", tag("bdi", other), class_="against") for name, other in value.other),
    ]
    cells = [
        tag("div", value.name, class_="name"),
        tag("div", tag("bdi", value.taken) if value.taken else _NONE, tag("span", *how, class_="how"), class_="value"),
    ]
    if not rival_name:
        return tag("div", *cells, class_="field single")
    same = value.rival == value.taken and value.taken
    said = tag("span", "the same", class_="none") if same else tag("bdi", value.rival) if value.rival else _NONE
    cells.append(tag("div", said, class_="value rival", data_by=rival_name))
    return tag("div", *cells, class_="field differs" if value.differs else "field")


def _layouts(told: Explanation) -> Safe:
    if not told.trials:
        return _part("layouts", "Layouts", soft(f"{told.site.name} declares no layout."))
    return _part("layouts", "Layouts", *(_trial(trial) for trial in told.trials))


def _trial(trial: Trial) -> Safe:
    mark = tag("span", "✓ used" if trial.chosen else "✓" if trial.fit else "✗", class_="yes" if trial.fit else "no")
    anchors = tag("ul", *(_anchor(anchor) for anchor in trial.anchors), class_="anchors")
    return tag("div", mark, " ", tag("b", trial.layout.name), tag("p", trial.why), anchors, class_="trial")


def _anchor(anchor: AnchorSeen) -> Safe:
    found = anchor.found is not None
    mark = tag("span", "✓" if found else "✗", class_="yes" if found else "no" if anchor.needed else "none")
    label = tag("span", anchor.name, tag("span", " needed", class_="none") if anchor.needed else None)
    if not found:
        return tag("li", mark, label, tag("span", "not on the page", class_="none"))
    at = [] if anchor.at is None else [tag("a", f"line {anchor.at}", href=f"#b{anchor.at}"), " "]
    return tag("li", mark, label, tag("span", *at, tag("bdi", anchor.found)))


def _lines(told: Explanation) -> Safe:
    legend = [tag("span", tag("i", class_=_class(fate)), label) for fate, label in _FATES.items()]
    sheets = []
    for number, (url, lines) in enumerate(told.sheets):
        prefix = "b" if number == 0 else f"p{number + 1}b"
        if number:
            sheets.append(tag("h3", f"Page {number + 1} of the body: ", link(url, url)))
        sheets.append(tag("ol", *(_line(line, prefix, told.limit) for line in lines[:MOST_LINES]), class_="lines"))
        if len(lines) > MOST_LINES:
            sheets.append(soft(f"… and {counted(len(lines) - MOST_LINES, 'more line')}, not shown"))
    first = next((line.number for line in told.lines if line.fate == TEXT), None)
    jump = tag("a", "to the first kept line", href=f"#b{first}") if first is not None else None
    words = (
        "Everything that stands on the page, and what was done with it. Furniture is what stands around a release, such as "
        "menus. A bar shows how likely a line belongs to the text; what passes the stroke is kept, unless the line says why not."
    )
    return _part(
        "lines", "Lines of the page, in reading order", soft(words), tag("div", *legend, jump, class_="legend"),
        tag("input", type="checkbox", class_="toggle", id="hide"), tag("label", "Hide dropped lines", for_="hide"), *sheets,
    )  # fmt: skip


def _class(fate: str) -> str:
    return "field_" if fate == FIELD else fate


def _line(line: Line, prefix: str, limit: float | None) -> Safe:
    name = f"{prefix}{line.number}"
    number = tag("a", f"#{line.number}", href=f"#{name}", class_="at")
    shown = line.text if len(line.text) <= LONGEST else f"{line.text[:LONGEST]}…"
    kind = tag("span", "picture ", class_="none") if line.image else None
    said = tag("div", kind, tag("bdi", shown), class_="said", dir="auto")
    at = tag("div", number, tag("span", _LABELS[line.fate], class_="fate"))
    return tag("li", at, said, _why(line, prefix, limit), id=name, class_=_class(line.fate))


def _why(line: Line, prefix: str, limit: float | None) -> Safe:
    """The rule in a sentence; where the line stands, and which words spoke, when it is opened."""
    meter = None if line.p is None else _meter(line.p, limit)
    see = None if line.see is None else tag("a", f" (see #{line.see})", href=f"#{prefix}{line.see}")
    spoken = [tag("span", f"{word} {odds:+.1f}", class_="score") for word, odds in line.scores]
    opened = folded(
        join([meter, tag("b", line.role or _LABELS[line.fate]), " ", prose(line.why)]),
        tag("span", f"in {line.place or 'body'}", class_="place"),
        tag("div", "words that spoke: ", *spoken) if spoken else None,
    )
    return tag("div", opened, see, class_="why")


def _meter(p: float, limit: float | None) -> Safe:
    """A bar as long as the probability, with a stroke at the threshold."""
    bar = tag("i", style=f"width:{100 * min(1.0, max(0.0, p)):.0f}%")
    stroke = tag("u", style=f"left:{100 * limit:.0f}%") if limit is not None else None
    return tag("span", bar, stroke, class_="meter", title=f"probability {p:.3f}")


def _text(told: Explanation) -> Safe:
    found = told.found
    if not found.text:
        return _part("text", "Resulting text", soft("There is none."))
    shown = paragraphs(found.text, dir="auto")
    return _part(
        "text", f"Resulting text: {counted(len(found.text), 'character')}, {counted(len(shown), 'paragraph')}",
        tag("div", *shown, class_="prose"),
        *(
            folded(f"part: {part.kind}, {counted(len(part.text), 'character')}", tag("div", part.text, class_="prose"))
            for part in found.release_parts
        ),
        _comparison(told),
        folded("html, as it is stored", tag("code", found.html)),
    )  # fmt: skip


def _comparison(told: Explanation) -> Safe | None:
    """What another reader has in its text, line by line."""
    if told.rival is None or told.rival.text == told.found.text:
        return None
    return folded(f"what differs with: {told.rival_name}", compared(told.found.text, told.rival.text))


def explanation_lines(told: Explanation) -> str:
    """An explanation for a terminal: kind, reader, title, date, text; and why each layout does not fit, where none does."""
    found = told.found
    fates = Counter(line.fate for line in told.lines)
    limit = "" if told.limit is None else f", lines above {told.limit:.2f} are kept"
    flags = f"; flags: {', '.join(found.flags)}" if found.flags else ""
    rows = (
        ("kind", f"{found.kind} ({found.kind_reason}) of {told.site.name}"),
        ("reader", f"{found.layout or 'generic'}{limit}"),
        ("title", f"{found.title or 'none'}{_said(told, 'title')}"),
        ("date", f"{found.published or 'none'}{_said(told, 'published')}"),
        ("text", f"{counted(len(found.text), 'character')} from {fates[TEXT]} of {counted(len(told.lines), 'line')}{flags}"),
    )
    unfit = [] if told.by == "layout" else [("layout", f"{trial.layout.name}: {trial.why}") for trial in told.trials]
    return "\n".join(f"{name:<7}{short(value, _TERMINAL)}" for name, value in (*rows, *unfit))


def _said(told: Explanation, name: str) -> str:
    said = told.found.provenance.get(name)
    if said is None:
        return ""
    against = "; ".join(f"{source} says {value}" for source, value in rivals(told.found, name))
    agree = f", agrees: {', '.join(said.agree)}" if said.agree else ""
    return f" (by {said.by}{agree}{'; ' + against if against else ''})"
