"""What a replica newsroom is made of: stories, the releases that print them, and what a clean reader must find.

A `Story` is content without markup. A `Release` is a story placed on a newsroom: its number, dates, addresses and style.
An `Expected` is the truth about a release, for scoring a crawler.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

PARAGRAPH_KINDS = ("paragraph", "heading", "item", "row", "quote", "caption")


def dice(*words: object) -> random.Random:
    """A random source that depends on `words` alone: the same on every machine and in every process."""
    return random.Random("/".join(str(word) for word in words))


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a body: file name, caption as printed or None, and alternative text."""

    name: str
    caption: str | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment: file name and link text."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a body: kind is `paragraph`, `heading`, `item`, `quote`, `table` or `figure`.

    `split_at` is the offset where block markup breaks a paragraph in mid-sentence; `link` is (anchor text, address).
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None
    split_at: int | None = None
    link: tuple[str, str] | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Content without markup. A title of two headlines has two `headlines`; they are printed with a line break."""

    language: str
    headlines: tuple[str, ...]
    pieces: tuple[Piece, ...]
    subtitle: str | None = None
    documents: tuple[Document, ...] = ()
    cases: tuple[str, ...] = ()
    event: date = date(2019, 1, 1)

    @property
    def title(self) -> str:
        """The whole title in one line."""
        return " ".join(self.headlines)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The images of the body, in order."""
        return tuple(piece.picture for piece in self.pieces if piece.picture)

    def with_pieces(self, pieces: tuple[Piece, ...]) -> "Story":
        """The same story with another body."""
        return replace(self, pieces=pieces)


@dataclass(frozen=True, slots=True)
class Channel:
    """A section of a newsroom: where its listing is, how many rows a page has, and the trail to it.

    `generation` names the template of its pages; `pager` the way from page to page.
    """

    key: str
    site: str
    generation: str
    host: str
    path: str
    name: str
    trail: tuple[str, ...]
    language: str
    pager: str
    page_size: int = 15


@dataclass(slots=True)
class Release:
    """A story placed on a newsroom; `state` is live, 404, 410, soft or unlisted, `paths` maps channel keys to addresses."""

    serial: int
    channel: Channel
    story: Story
    number: str
    url_date: date
    printed: date | None
    listed: date
    paths: dict[str, str]
    style: int
    touched: datetime
    source: str | None = None
    parts: int = 1
    twin_of: int | None = None
    state: str = "live"
    spacing: int = 0
    old_paths: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Path and query on the channel's host."""
        return self.paths[self.channel.key]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the truth; kind is one of PARAGRAPH_KINDS."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a clean reader must find of one article.

    `ids` and `urls` are alternatives where the newsroom has it more than once; `published` is the printed ISO date or
    None; `url_date` and `listing_date` are the other sources; `images` are (url, caption), `attachments` (url, title).
    """

    site: str
    ids: tuple[str, ...]
    urls: tuple[str, ...]
    title: str
    subtitle: str | None
    published: str | None
    url_date: str
    listing_date: str
    language: str
    sections: tuple[str, ...]
    source: str | None
    paragraphs: tuple[Paragraph, ...]
    images: tuple[tuple[str, str | None], ...]
    attachments: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    layouts: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def text(self) -> str:
        """The clean body: paragraphs parted by one blank line, no captions; a table is one, its rows are lines."""
        return _joined([each for each in self.paragraphs if each.kind != "caption"])

    @property
    def text_with_captions(self) -> str:
        """The same with captions where they stand, for readers that keep them in the text."""
        return _joined(self.paragraphs)

    @property
    def layout(self) -> str:
        """Name of the layout of the first address."""
        return self.layouts[0]


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    texts: list[str] = []
    for at, each in enumerate(paragraphs):
        if each.kind == "row" and at and paragraphs[at - 1].kind == "row":
            texts[-1] += f"\n{each.text}"
        else:
            texts.append(each.text)
    return "\n\n".join(texts)
