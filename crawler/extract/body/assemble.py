"""A body made of paragraphs: plain text, minimal safe HTML, images, links, attachments.

A body is a list of paragraphs; whoever takes paragraphs away makes the new body with `assemble`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from crawler.extract.body.picture_sources import Resolve
from crawler.items import Attachment, Image, Link
from crawler.page.boilerplate import words_of_links
from crawler.page.files import file_type
from crawler.page.markup import Markup
from crawler.text.safe_text import clean_text, squeeze

SUBHEADINGS = frozenset(("h2", "h3", "h4"))  # kinds of paragraphs that are headings


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a body.

    kind: `p`, `h2`, `h3`, `h4`, `li`, `row` (of a table), `caption`, `image`; text: plain, line breaks as `\\n`, empty
    for an image; html: inline HTML, of a row its `td` elements; group: which list, table or figure it belongs to, None
    outside; wrap: `ul`, `ol`, `table`, `figure` or None; quote: which quotation it stands in; image: of an `image`.
    """

    kind: str
    text: str
    html: str
    group: int | None = None
    wrap: str | None = None
    quote: int | None = None
    image: Image | None = None
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """A body: text has its paragraphs separated by one blank line; html is what DESIGN allows and nothing else.

    removed: how many unsafe characters of each kind were taken out (see text.safe_text).
    """

    text: str = ""
    html: str = ""
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)


def assemble(paragraphs: list[Paragraph]) -> Body:
    """The body that consists of these paragraphs."""
    text, removed = clean_text("\n\n".join(_texts(paragraphs)))
    html, _ = clean_text("".join(_quoted(list(run), quote) for quote, run in groupby(paragraphs, lambda p: p.quote)))
    body = Body(text, html, paragraphs=paragraphs, removed=removed)
    seen: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.image and paragraph.image.url not in seen:
            seen.add(paragraph.image.url)
            body.images.append(paragraph.image)
        for link in paragraph.links:
            if link.url not in seen:
                seen.add(link.url)
                document = attachment_of(link)
                (body.attachments.append(document) if document else body.links.append(link))
    return body


def plain_text(paragraphs: list[Paragraph]) -> str:
    """The text of the body that consists of these paragraphs."""
    return clean_text("\n\n".join(_texts(paragraphs)))[0]


def _texts(paragraphs: list[Paragraph]) -> list[str]:
    """A table is one paragraph with a line for each row."""
    texts = []
    for group, run in groupby((p for p in paragraphs if p.text), lambda p: p.group if p.kind == "row" else None):
        lines = [p.text for p in run]
        texts += lines if group is None else ["\n".join(lines)]
    return texts


def _quoted(paragraphs: list[Paragraph], quote: int | None) -> str:
    html = "".join(_wrapped(list(run)) for _, run in groupby(paragraphs, lambda p: (p.group, p.wrap)))
    return f"<blockquote>{html}</blockquote>" if quote is not None and html else html


def _wrapped(paragraphs: list[Paragraph]) -> str:
    wrap = paragraphs[0].wrap
    html = "".join(map(_element, paragraphs))
    return f"<{wrap}>{html}</{wrap}>" if wrap and html else html


def _element(paragraph: Paragraph) -> str:
    if paragraph.image:
        return f'<img src="{escape(paragraph.image.url)}">'
    tag = {"row": "tr", "caption": "figcaption"}.get(paragraph.kind, paragraph.kind)
    if tag == "figcaption" and paragraph.wrap != "figure":
        tag = "p"
    return f"<{tag}>{paragraph.html}</{tag}>" if paragraph.html else ""


def inline_html(pieces: list[tuple[str, Markup]], resolve: Resolve) -> str:
    """Text of the pieces with `a`, `strong` and `em`, everything else escaped."""
    kept = any(mark.pre and "\n" in text for text, mark in pieces)
    lines = _lines_of(pieces) if kept else [pieces]
    return "<br>".join(filter(None, (_line_html(line, resolve) for line in lines)))


def _line_html(pieces: list[tuple[str, Markup]], resolve: Resolve) -> str:
    if len(pieces) == 1 and not (mark := pieces[0][1]).strong and not mark.em and mark.link is None:
        return escape(" ".join(pieces[0][0].split()), quote=False)
    out: list[str] = []
    blank = True  # whether what was written last ends in a blank: runs of them collapse across pieces
    for text, mark in pieces:
        if words := _collapsed(text, blank):
            blank = words.endswith(" ")
            out.append(_marked(words, mark, resolve))
    return "".join(out).strip()


def _collapsed(text: str, after_blank: bool) -> str:
    """A text with each run of blanks as one space, without those at its beginning behind a blank."""
    words = " ".join(text.split())
    before = " " if text[:1].isspace() and not after_blank else ""
    return f"{before}{words} " if words and text[-1:].isspace() else before + words


def _lines_of(pieces: list[tuple[str, Markup]]) -> Iterator[list[tuple[str, Markup]]]:
    """The pieces of each line of a text whose line breaks count."""
    line: list[tuple[str, Markup]] = []
    for text, mark in pieces:
        first, *others = text.split("\n")
        line.append((first, mark))
        for other in others:
            yield line
            line = [(other, mark)]
    yield line


def _marked(words: str, mark: Markup, resolve: Resolve) -> str:
    core = words.strip(" ")
    if not core or not (mark.strong or mark.em or mark.link is not None):
        return escape(words, quote=False)
    html = escape(core, quote=False)
    if mark.em:
        html = f"<em>{html}</em>"
    if mark.strong:
        html = f"<strong>{html}</strong>"
    url = resolve(mark.link.get("href")) if mark.link is not None else None
    if url:
        html = f'<a href="{escape(url)}">{html}</a>'
    return words.replace(core, html, 1) if core != words else html


def links_of(pieces: list[tuple[str, Markup]], resolve: Resolve) -> list[Link]:
    """One Link an `a` element, with all of its text; links that lead nowhere by http(s) are left out."""
    found = []
    for element, words in words_of_links(pieces).items():
        href = element.get("href") or ""
        url = None if href.startswith("#") else resolve(href)
        if url:
            found.append(Link(url, squeeze(words) or None))
    return found


def attachment_of(link: Link) -> Attachment | None:
    """The document a link leads to, by the extension in its URL or of the file that it names; None for an ordinary link."""
    kind = file_type(link.url, link.text or "")
    return Attachment(link.url, link.text, kind) if kind else None
