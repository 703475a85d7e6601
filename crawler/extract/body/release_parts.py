"""What a release carries beside its news: about, forward-looking statements, contacts, source, related; end marks.

A part begins with words that only such parts begin with, and behind the news: a heading or a line of its own, or a
sentence that cannot be news. In doubt a paragraph stays in the text. Nothing is lost: every paragraph is in the text, in
a part, or is an end mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape

from crawler.extract.body import release_part_words as words
from crawler.extract.body.assemble import SUBHEADINGS, Body, Paragraph, assemble, plain_text
from crawler.extract.body.part_headings import HEADING_SIZE, LEAST_ABOUT, LINE, heading_kind, is_evident
from crawler.extract.body.part_runs import PartRun, of_kind, size, without_notes
from crawler.extract.body.wire_head import wire_head
from crawler.extract.fields.dateline import Opening, read_opening
from crawler.items import Dateline, ReleasePart
from crawler.page.boilerplate import PROSE, reads_as_label
from crawler.text.writing import ends_as_running_text, weight

_NEWS_FIRST = 60  # characters of running text that must stand before the first part
_LATE = 0.35  # share of the body's characters that must stand before a part that could be news
AHEAD = 8  # paragraphs after a heading that are looked at
_STATEMENTS = frozenset(("about", "forward_looking"))  # parts in whose words no news begins
_ENDING = 0.85  # of the text, after which hardly anything but other parts can follow
_CLOSERS = (")", "）", "】", "]")
_SEVERAL = 3  # lines of a list of whom to ask
_LABEL = 40  # characters of a label in one line with what it is of
_BEHIND = 0.25  # of the text before a card in unknown words, beyond which the article goes on behind it
_LEAST_NEWS = 0.2  # share of the body below which the parts are not believed
ENOUGH_NEWS = 150  # characters of news that are enough, however long the parts are: their length is no sign of anything


@dataclass(slots=True)
class ReleaseSplit:
    """body: without parts and end marks, dateline included; parts: in order; end_marks: what was taken out for good."""

    body: Body
    parts: list[ReleasePart] = field(default_factory=list)
    dateline: Dateline | None = None
    end_marks: list[str] = field(default_factory=list)
    reporters: list[str] = field(default_factory=list)


def split_release(body: Body, language: str | None = None, published: str | None = None) -> ReleaseSplit:
    """Separate the parts of a release from its news.

    language: BCP 47, for dates; published: ISO date, gives the year of a dateline without one. A body without parts
    comes back as it is.
    """
    head = wire_head(body.paragraphs)
    paragraphs, suffixes = _without_suffixes(body.paragraphs[head:])
    runs = _believed(without_notes(_with_lists(runs_of(paragraphs))))
    news, rules = _without_rules(of_kind(runs, "news"))
    marks = [each.text for each in [*of_kind(runs, "end_mark"), *rules]]
    parts = [ReleasePart(run.kind, _text(run.paragraphs)) for run in runs if run.kind not in ("news", "end_mark")]
    parts = [ReleasePart("source", _text(body.paragraphs[:head])), *parts] if head else parts
    if marks or parts or suffixes:
        body = replace(assemble(news), removed=body.removed)
    opening = _opening(news, language, published)
    return ReleaseSplit(body, [part for part in parts if part.text], opening.dateline, [*marks, *suffixes], opening.reporters)


def _opening(news: Sequence[Paragraph], language: str | None, published: str | None) -> Opening:
    """The dateline or the reporters of the first paragraph that has them, one of the first three but for what a list says."""
    for paragraph in [each for each in news if each.text and each.kind != "li"][:3]:
        opening = read_opening(paragraph.text, language, published)
        if opening.dateline is not None or opening.reporters:
            return opening
    return Opening()


def _without_rules(news: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs without rules written in signs, `* * *`, that no text follows; and these."""
    last = max((at for at, each in enumerate(news) if each.text and not words.RULE.match(each.text)), default=-1)
    rules = [each for each in news[last + 1 :] if each.text]
    return [each for at, each in enumerate(news) if at <= last or not each.text], rules


def _believed(runs: list[PartRun]) -> list[PartRun]:
    """The runs, all of them news where hardly any news would be left."""
    whole = sum(size(run.paragraphs) for run in runs)
    if size(of_kind(runs, "news")) >= min(ENOUGH_NEWS, max(_LEAST_NEWS * whole, min(_NEWS_FIRST, whole))):
        return runs
    return [run if run.kind == "end_mark" else replace(run, kind="news") for run in runs]


def _with_lists(runs: list[PartRun]) -> list[PartRun]:
    """The runs, cards in unknown words as news where the article goes on behind them or lists places or people."""
    kept: list[PartRun] = []
    before, after, listed = size(of_kind(runs, "news")), 0, _are_listed(runs)
    for run in reversed(runs):
        length = size(run.paragraphs)
        if run.kind == "news":
            before -= length
        elif _is_unsaid(run) and (listed or not ends_release(before, after)):
            run = replace(run, kind="news")
        after += length if run.kind == "news" else 0
        kept.append(run)
    return kept[::-1]


def _are_listed(runs: Sequence[PartRun]) -> bool:
    """Whether cards in unknown words tell readers whom to ask for what, or there is more of them than of running text."""
    unsaid = list(filter(_is_unsaid, runs))
    if sum(len(run.paragraphs) for run in unsaid if run.inline) >= _SEVERAL:
        return True
    cards = sum(size(run.paragraphs) for run in unsaid)
    told = (each for each in of_kind(runs, "news") if weight(each.text) >= PROSE or ends_as_running_text(each.text))
    return cards > size(told)


def _is_unsaid(run: PartRun) -> bool:
    """Whether a run is a card whose heading is none of contacts in known words."""
    return run.kind == "contacts" and not words.says_contacts(run.paragraphs[0].text)


def ends_release(before: int, after: int) -> bool:
    """Whether so little of an article, in characters, stands behind a card that it is at its end."""
    return after <= _BEHIND * before


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return plain_text(list(paragraphs))


def runs_of(paragraphs: Sequence[Paragraph], before: int = 0) -> list[PartRun]:
    """The paragraphs as stretches of one kind. before: characters of the article above them."""
    whole = before + size(paragraphs) or 1
    runs: list[PartRun] = [PartRun("news", [])]
    last_long = max((index for index, each in enumerate(paragraphs) if len(each.text) > LINE), default=-1)
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1 : index + 1 + AHEAD]
        # A source under a table in the middle is not the release's.
        ending = last_long <= index or before / whole >= _ENDING
        kind, inline = _start(paragraph, before, before / whole >= _LATE, after, ending=ending)
        last = runs[-1]
        if kind and not _same_part(last, kind, inline, paragraph.text):
            runs.append(PartRun(kind, [*_heading_above(last, kind), paragraph], inline))
        elif kind or last.kind == "news" or _goes_on(last, paragraph):
            last.paragraphs.append(paragraph)
        else:
            runs.append(PartRun("news", [paragraph]))
        before += len(paragraph.text)
    return runs


def _heading_above(last: PartRun, kind: str) -> list[Paragraph]:
    """The heading, in words that are not known, that the news before would end with; it is taken from them."""
    if kind not in _STATEMENTS or last.kind != "news" or len(last.paragraphs) < 2:
        return []
    return [last.paragraphs.pop()] if _is_heading(last.paragraphs[-1]) else []


def _is_heading(paragraph: Paragraph) -> bool:
    bold = paragraph.html.startswith("<strong>") and paragraph.html.find("</strong>") == len(paragraph.html) - len("</strong>")
    return (bold or paragraph.kind in SUBHEADINGS) and reads_as_label(paragraph.text)


def _same_part(last: PartRun, kind: str, inline: bool, text: str) -> bool:
    """Whether a beginning of a part is only the next heading of the part before, the text under its heading, or its next line."""
    if kind == last.kind == "contacts" and not words.says_contacts(text):
        return True
    if kind != last.kind or last.inline:
        return False
    return len(last.paragraphs) == 1 if inline else kind != "end_mark"


def _start(
    paragraph: Paragraph, before: int, late: bool, after: Sequence[Paragraph], *, ending: bool
) -> tuple[str | None, bool]:
    """(kind of the part that begins here, whether heading and content are one paragraph).

    after: the next few paragraphs; ending: whether hardly anything but other parts can follow.
    """
    text, short = paragraph.text, len(paragraph.text) <= HEADING_SIZE
    if short and _is_end_mark(text, late, after):
        return "end_mark", True
    if before < _NEWS_FIRST or not text:
        return None, False
    if late and (words.ISSUER.match(text) or (short and words.SOURCE_LINE.match(text))):
        return ("about", False) if words.ISSUER.match(text) else ("source" if ending else None, True)
    return _headed(paragraph, late, before >= ENOUGH_NEWS, after)


def _is_end_mark(text: str, late: bool, after: Sequence[Paragraph]) -> bool:
    last = late and not any(each.text for each in after)
    return bool(words.END_MARK.match(text) or (last and words.INITIALS.match(text)))


def _headed(paragraph: Paragraph, late: bool, enough: bool, after: Sequence[Paragraph]) -> tuple[str | None, bool]:
    """As `_start`, of a paragraph that is a heading, begins with one in a line of its own, or says what it is in words."""
    head, _, rest = paragraph.text.partition("\n")
    below = [replace(paragraph, text=rest)] if rest else after
    kind = heading_kind(head, late, enough, below) if len(head) <= HEADING_SIZE else None
    if kind and not rest:
        return kind, False
    return kind or _inline_start(paragraph.text, late, after), True


def _inline_start(text: str, late: bool, after: Sequence[Paragraph]) -> str | None:
    """The kind of a part whose heading and content are one paragraph."""
    if (late or "safe harb" in text.lower()) and words.speaks_of_the_future(text):
        return "forward_looking"
    if not late:
        return None
    if len(text) > 40 and words.ABOUT_INLINE.match(text):
        return "about"
    if words.CONTACT_INLINE.match(text) and (words.has_address(text) or is_evident(after[:3])):
        return "contacts"
    return _labelled_part(text, after)


def _labelled_part(text: str, after: Sequence[Paragraph]) -> str | None:
    """The kind of a part in one paragraph behind its label: what a company says of itself, or whom to ask, as the last lines."""
    if _is_last_line(text, after):
        return "contacts"
    label, colon, rest = text.replace("：", ":", 1).partition(":")
    if not colon or len(label) > _LABEL:
        return None
    if weight(rest) >= LEAST_ABOUT and (words.ABOUT_HEADING.match(label) or words.says_in_brief(text)):
        return "about"
    return "contacts" if len(text) <= LINE and words.has_address(rest) and not any(map(_is_told, after)) else None


def _is_told(paragraph: Paragraph) -> bool:
    """Whether a paragraph behind contacts is running text, and not of the company."""
    return weight(paragraph.text) >= PROSE and not words.says_in_brief(paragraph.text)


def _is_last_line(text: str, after: Sequence[Paragraph]) -> bool:
    """Whether a line is the last of all, no sentence and no entry with a number, and says where to reach someone."""
    short = len(text) <= LINE and not any(each.text for each in after) and not ends_as_running_text(text)
    return short and not text[:1].isdigit() and words.reaches_someone(text)


def _goes_on(run: PartRun, paragraph: Paragraph) -> bool:
    """Whether a paragraph that begins no part belongs to the part before it."""
    if run.kind in ("source", "end_mark") or (paragraph.kind in SUBHEADINGS and len(run.paragraphs) > 1):
        return False
    text = paragraph.text
    if run.kind == "forward_looking":
        return not run.inline or words.FORWARD_GOES_ON.search(text) is not None or paragraph.kind == "li"
    if run.kind in ("contacts", "related"):
        return len(text) <= LINE or (run.kind == "contacts" and len(text) <= 3 * LINE and is_evident([paragraph]))
    return not run.inline or len(run.paragraphs) < 3


def _without_suffixes(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """End marks at the end of a paragraph: `……。（完）`, `（责任编辑：王某）`."""
    kept, suffixes = [], []
    for paragraph in paragraphs:
        closed = paragraph.kind == "p" and len(paragraph.text) > 12 and paragraph.text.rstrip()[-1:] in _CLOSERS
        match = words.END_SUFFIX.search(paragraph.text, max(0, len(paragraph.text) - 60)) if closed else None
        mark = match[0].strip() if match else ""
        if match and match.start() > 0 and paragraph.html.rstrip().endswith(escape(mark, quote=False)):
            html = paragraph.html.rstrip()[: -len(escape(mark, quote=False))].rstrip()
            suffixes.append(mark)
            paragraph = replace(paragraph, text=paragraph.text[: match.start()].rstrip(), html=html)
        kept.append(paragraph)
    return kept, suffixes
