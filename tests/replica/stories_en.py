"""English stories: a release invented from a seed, with one or more of the peculiarities that real ones have."""

import random
from dataclasses import replace
from datetime import date

from tests.replica import words_en as words
from tests.replica.grammar import Grammar, headline, sentence_case
from tests.replica.model import Document, Picture, Piece, Story

CASES = (
    "plain",
    "plain",
    "short",
    "headings",
    "ordinals",
    "captions_first",
    "split",
    "blanks",
    "no_date",
    "no_year",
    "disagree",
    "two_headlines",
    "subtitle",
    "items",
    "table",
    "pictures",
    "attachment",
    "links",
    "long",
    "mixed_quotes",
    "furniture_words",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def write(rng: random.Random, event: date, case: str | None = None, loss: bool = False, firm: str = "China Minmetals") -> Story:
    """A story about something on the day `event`; `case` is one of CASES; `loss` names people whose letters GBK lacks."""
    case = case or rng.choice(CASES)
    grammar = _grammar(rng, event, case, firm)
    deck = _Deck(rng)
    pieces = [_opening(rng, grammar, deck, case)]
    count = 0 if case == "short" else rng.randint(7, 12) if case == "long" else rng.randint(2, 6)
    pieces += [_paragraph(rng, grammar, deck) for _ in range(count)]
    if loss:
        grammar.remember("PERSON", rng.choice(words.LOSSES))
        both = f"{rng.choice(words.LOSSES)} and {rng.choice(words.KEPT)}"
        text = grammar.fill("{SHORT} thanked " + both + " of {PARTNER} for their support. {outcome_line}")
        pieces.insert(min(1, len(pieces)), Piece("paragraph", text))
    story = Story(
        language="en",
        headlines=_headlines(rng, grammar, case),
        pieces=tuple(pieces),
        subtitle=sentence_case(grammar.fill(rng.choice(words.SUBTITLES))) if case == "subtitle" else None,
        cases=(case, "loss") if loss else (case,),
        event=event,
    )
    return _SHAPES[case](rng, grammar, story) if case in _SHAPES else story


def _grammar(rng: random.Random, event: date, case: str, firm: str) -> Grammar:
    banks = {**words.BANKS, "verb2": words.VERB2, "outcome_line": ("The visit {outcome}.", "Their work {outcome}.")}
    for name in ("theme", "gathering", "metal", "verb"):
        banks[name.capitalize()] = tuple(headline(word) for word in words.BANKS[name])
    leader = f"{rng.choice(words.BANKS['surname'])} {rng.choice(words.BANKS['given'])}"
    fixed = {
        "LEADER": leader,
        "SHORT": leader,
        "YEAR": str(event.year),
        "DAY": f"{MONTHS[event.month - 1]} {event.day}",
        "FIRM": firm,
    }
    if case not in ("no_year", "no_date"):
        fixed["DAY"] += f", {event.year}"
    for name in ("office", "theme", "place", "abroad", "person", "partner", "unit", "mine", "metal"):
        fixed[name.upper()] = rng.choice(words.BANKS[name])
    fixed["Theme"] = headline(fixed["THEME"])
    fixed["Metal"] = headline(fixed["METAL"])
    return Grammar(rng, banks, fixed)


class _Deck:
    """Deals sentence templates, each once before any comes twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._left: list[str] = []

    def deal(self, count: int) -> list[str]:
        """`count` templates."""
        if len(self._left) < count:
            self._left = self._rng.sample(words.SENTENCES, len(words.SENTENCES))
        dealt, self._left = self._left[:count], self._left[count:]
        return dealt


def _paragraph(rng: random.Random, grammar: Grammar, deck: _Deck) -> Piece:
    return Piece("paragraph", " ".join(sentence_case(grammar.fill(each)) for each in deck.deal(rng.randint(1, 5))))


def _opening(rng: random.Random, grammar: Grammar, deck: _Deck, case: str) -> Piece:
    first = rng.choice(words.SENTENCES[:3] if case == "no_date" else words.OPENINGS)
    lines = [first, *deck.deal(rng.randint(0, 3))]
    return Piece("paragraph", " ".join(sentence_case(grammar.fill(each)) for each in lines))


def _headlines(rng: random.Random, grammar: Grammar, case: str) -> tuple[str, ...]:
    one, two = (headline(grammar.fill(each)) for each in rng.sample(words.TITLES, 2))
    if case == "disagree":
        one = grammar.fill("{FIRM} Convenes {5-9}th Meeting of Leading Group on {Theme}")
    if case == "two_headlines":
        return (one, two)
    return (one,)


def _split(rng: random.Random, _: Grammar, story: Story) -> Story:
    """Break a long paragraph between two words of a sentence, in front of a small letter."""
    pieces = list(story.pieces)
    for i, piece in enumerate(pieces):
        blanks = [
            at
            for at, char in enumerate(piece.text)
            if char == " " and piece.text[at - 1].isalpha() and piece.text[at + 1 : at + 2].islower()
        ]
        if len(blanks) > 12:
            pieces[i] = replace(piece, split_at=rng.choice(blanks[4:-4]))
            break
    return story.with_pieces(tuple(pieces))


def _headings(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    pieces = [story.pieces[0]]
    for template in rng.sample(words.HEADINGS, rng.randint(2, 4)):
        pieces.append(Piece("heading", sentence_case(grammar.fill(template))))
        pieces.append(Piece("paragraph", sentence_case(grammar.fill(rng.choice(words.SENTENCES)))))
    return story.with_pieces(tuple(pieces))


def _ordinals(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    points = [
        Piece(
            "paragraph",
            f"{word}, we shall {grammar.fill(rng.choice(words.BANKS['verb']))} {grammar.fill('{theme}')}. "
            + sentence_case(grammar.fill(rng.choice(words.SENTENCES))),
        )
        for word in words.ORDINALS[: rng.randint(3, 5)]
    ]
    lead = Piece("paragraph", grammar.fill("{SHORT} put forward the following requirements on {THEME}:"))
    return story.with_pieces((*story.pieces, lead, *points))


def _pictures(rng: random.Random, grammar: Grammar, count: int, bare: bool = False) -> list[Piece]:
    pictures = []
    for number in range(count):
        caption = sentence_case(grammar.fill(rng.choice(words.CAPTIONS))) if not bare else None
        name = f"./W0{rng.randint(20120101, 20251231)}{rng.randint(10**11, 10**12 - 1)}.jpg"
        alt = "" if rng.random() < 0.5 else f"{rng.randint(1, 99)}{number}.jpg"
        pictures.append(Piece("figure", picture=Picture(name, caption, alt)))
    return pictures


def _captions_first(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    return story.with_pieces((*_pictures(rng, grammar, rng.randint(2, 4)), *story.pieces))


def _with_pictures(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    pieces = list(story.pieces)
    for picture in _pictures(rng, grammar, rng.randint(1, 3), bare=rng.random() < 0.4):
        pieces.insert(rng.randint(1, len(pieces)), picture)
    return story.with_pieces(tuple(pieces))


def _items(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    ordered = rng.random() < 0.4
    items = [Piece("item", grammar.fill(each), ordered=ordered) for each in rng.sample(words.ITEMS, rng.randint(3, 5))]
    lead = Piece("paragraph", "The main tasks of the next stage are as follows:")
    return story.with_pieces((*story.pieces, lead, *items))


def _table(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    rows = [rng.choice(words.TABLE_HEAD)]
    names = rng.sample(words.BANKS["metal"], 4)
    rows += [(headline(name), grammar.fill("{1~90}"), grammar.fill("{1~19}%")) for name in names]
    return story.with_pieces((*story.pieces, Piece("table", rows=tuple(rows)), _paragraph(rng, grammar, _Deck(rng))))


def _attachment(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    kind = rng.choice(("pdf", "doc", "xlsx"))
    name = f"./P0{rng.randint(20120101, 20251231)}{rng.randint(10**11, 10**12 - 1)}.{kind}"
    title = f"{headline(grammar.fill('{theme}'))} Report {grammar.fill('{YEAR}')}.{kind}"
    return replace(story, documents=(Document(name, title),))


def _links(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    anchor = grammar.fill("the website of {PARTNER}")
    address = f"http://www.{rng.choice(('norrland', 'andean', 'karoo', 'tsubame'))}-example.com/news/{rng.randint(10, 99)}.html"
    text = f"More about the project is available on {anchor}, which was opened in {grammar.fill('{2009-2020}')}."
    return story.with_pieces((*story.pieces, Piece("paragraph", text, link=(anchor, address))))


def _furniture_words(rng: random.Random, grammar: Grammar, story: Story) -> Story:
    lines = (
        "Print media and news portals from {abroad} were there, and the copyright of the film was given to {PLACE}.",
        "Home is where the {group} of {unit} are: this was the title of the photo show, with {20-90} works on display.",
        "Source of the ore: {mine}, {11-90} kilometers from {place}.",
    )
    extra = tuple(Piece("paragraph", grammar.fill(each)) for each in rng.sample(lines, 2))
    return story.with_pieces((*story.pieces, *extra))


def _mixed_quotes(_: random.Random, __: Grammar, story: Story) -> Story:
    pieces = [
        replace(piece, text=piece.text.replace("“", '"').replace("”", '"')) if i % 2 else piece
        for i, piece in enumerate(story.pieces)
    ]
    return story.with_pieces(tuple(pieces))


_SHAPES = {
    "split": _split,
    "headings": _headings,
    "ordinals": _ordinals,
    "captions_first": _captions_first,
    "pictures": _with_pictures,
    "items": _items,
    "table": _table,
    "attachment": _attachment,
    "links": _links,
    "furniture_words": _furniture_words,
    "mixed_quotes": _mixed_quotes,
}
