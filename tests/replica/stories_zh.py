"""Chinese stories: as `stories_en`, in the wording of a Chinese state-owned company."""

import random
from dataclasses import replace
from datetime import date

from tests.replica import words_zh as words
from tests.replica.grammar import Grammar
from tests.replica.model import Document, Picture, Piece, Story

CASES = (
    "plain",
    "plain",
    "short",
    "headings",
    "ordinals",
    "captions_first",
    "no_year",
    "two_headlines",
    "subtitle",
    "items",
    "table",
    "pictures",
    "attachment",
    "long",
    "dash_title",
)


def write(rng: random.Random, event: date, case: str | None = None) -> Story:
    """A story about something on the day `event`; `case` is one of CASES."""
    case = case or rng.choice(CASES)
    grammar = _grammar(rng, event, case)
    deck = rng.sample(words.SENTENCES, len(words.SENTENCES))
    opening = grammar.fill(rng.choice(words.OPENINGS)) + "".join(grammar.fill(deck.pop()) for _ in range(rng.randint(0, 2)))
    pieces = [Piece("paragraph", opening)]
    count = 0 if case == "short" else rng.randint(6, 8) if case == "long" else rng.randint(2, 4)
    for _ in range(count):
        chosen = [deck.pop() for _ in range(min(len(deck), rng.randint(1, 3)))]
        if chosen:
            pieces.append(Piece("paragraph", "".join(grammar.fill(each) for each in chosen)))
    story = Story(
        language="zh",
        headlines=_headlines(rng, grammar, case),
        pieces=tuple(pieces),
        subtitle=grammar.fill(rng.choice(words.SUBTITLES)) if case == "subtitle" else None,
        cases=(case,),
        event=event,
    )
    return _SHAPES[case](rng, grammar, story) if case in _SHAPES else story


def source(rng: random.Random) -> str:
    """Who a Chinese page names as its source."""
    return Grammar(rng, words.BANKS, {}).fill(rng.choice(words.SOURCES))


def _grammar(rng: random.Random, event: date, case: str) -> Grammar:
    leader = rng.choice(words.BANKS["surname"]) + rng.choice(words.BANKS["given"])
    day = f"{event.month}月{event.day}日"
    fixed = {"LEADER": leader, "YEAR": str(event.year), "DAY": day if case == "no_year" else f"{event.year}年{day}"}
    for name in ("office", "theme", "place", "partner", "unit", "mine", "metal"):
        fixed[name.upper()] = rng.choice(words.BANKS[name])
    return Grammar(rng, words.BANKS, fixed)


def _headlines(rng: random.Random, grammar: Grammar, case: str) -> tuple[str, ...]:
    one, two = (grammar.fill(each) for each in rng.sample(words.TITLES, 2))
    if case == "two_headlines":
        return (one, two)
    if case == "dash_title":
        return (one + grammar.fill(rng.choice(words.SUBTITLES)),)
    return (one,)


def _headings(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    pieces = [story.pieces[0]]
    numbered = rng.random() < 0.6
    for numeral, template in zip(words.NUMERALS, rng.sample(words.HEADINGS, rng.randint(2, 4)), strict=False):
        pieces.append(Piece("heading", (f"{numeral}、" if numbered else "") + grammar.fill(template)))
        pieces.append(Piece("paragraph", grammar.fill(rng.choice(words.SENTENCES)) + grammar.fill(rng.choice(words.SENTENCES))))
    return story.with_pieces(tuple(pieces))


def _ordinals(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    points = [
        Piece("paragraph", f"{numeral}是{grammar.fill('{adverb}{verb}{theme}')}。{grammar.fill(rng.choice(words.SENTENCES))}")
        for numeral in words.NUMERALS[: rng.randint(3, 5)]
    ]
    return story.with_pieces((*story.pieces, Piece("paragraph", grammar.fill("{LEADER}就{THEME}提出以下要求：")), *points))


def _picture(rng: random.Random, grammar: Grammar, bare: bool) -> Piece:
    caption = None if bare else grammar.fill(rng.choice(words.CAPTIONS))
    name = f"./W0{rng.randint(20120101, 20251231)}{rng.randint(10**11, 10**12 - 1)}.jpg"
    return Piece("figure", picture=Picture(name, caption, "" if rng.random() < 0.6 else "图片"))


def _captions_first(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    return story.with_pieces((*(_picture(rng, grammar, False) for _ in range(rng.randint(1, 3))), *story.pieces))


def _pictures(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    pieces = list(story.pieces)
    for _ in range(rng.randint(1, 3)):
        pieces.insert(rng.randint(1, len(pieces)), _picture(rng, grammar, rng.random() < 0.5))
    return story.with_pieces(tuple(pieces))


def _items(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    items = [Piece("item", grammar.fill(each)) for each in rng.sample(words.ITEMS, rng.randint(3, 5))]
    return story.with_pieces((*story.pieces, Piece("paragraph", "下一阶段重点任务如下："), *items))


def _table(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    rows = [rng.choice(words.TABLE_HEAD)]
    rows += [(name, grammar.fill("{1~90}"), grammar.fill("{1~19}%")) for name in rng.sample(words.BANKS["metal"], 4)]
    return story.with_pieces(
        (*story.pieces, Piece("table", rows=tuple(rows)), Piece("paragraph", grammar.fill(words.SENTENCES[-6])))
    )


def _attachment(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    kind = rng.choice(("pdf", "docx", "xls"))
    name = f"./P0{rng.randint(20120101, 20251231)}{rng.randint(10**11, 10**12 - 1)}.{kind}"
    return replace(story, documents=(Document(name, f"{grammar.fill('{theme}{YEAR}年度报告')}.{kind}"),))


_SHAPES = {
    "headings": _headings,
    "ordinals": _ordinals,
    "captions_first": _captions_first,
    "pictures": _pictures,
    "items": _items,
    "table": _table,
    "attachment": _attachment,
}
