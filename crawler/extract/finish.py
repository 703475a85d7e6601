"""What a layout's body needs after composing: whole sentences where markup or a page cut them, captions out of the text."""

import re
from dataclasses import replace

from crawler.extract.body.assemble import Body, Join, Paragraph, assemble, between_paragraphs, glue

RUNNING = 80  # characters of a line that is no heading
NEAR = 2  # paragraphs between a picture and its caption at most
_OPEN = re.compile(r"[\w,，、]\Z")


def continued(last: Paragraph, rest: list[Paragraph], *, cut: bool = False) -> list[Paragraph]:
    """`last` and `rest`, as one paragraph where the first of `rest` goes on with the sentence of `last`.

    cut: a page ends between them, so that running text without the end of its sentence goes on, whatever follows.
    """
    if not rest or last.kind != "p" or rest[0].kind != "p" or last.wrap != rest[0].wrap:
        return [last, *rest]
    start = rest[0]
    if not last.text or not start.text:
        return [last, *rest]
    open_end = cut and len(last.text) >= RUNNING and _OPEN.search(last.text)
    if not open_end and between_paragraphs(last.text.rsplit("\n", 1)[-1], start.text) is not Join.SAME:
        return [last, *rest]
    between = glue(last.text, start.text)
    whole = replace(
        last, text=last.text + between + start.text, html=last.html + between + start.html, links=last.links + start.links
    )
    return [whole, *rest[1:]]


def mended(body: Body) -> Body:
    """The body with sentences made whole although the second half was indented."""
    paragraphs: list[Paragraph] = []
    for paragraph in body.paragraphs:
        paragraphs[-1:] = continued(paragraphs[-1], [paragraph]) if paragraphs else [paragraph]
    return assemble(paragraphs)


def text_without_captions(body: Body) -> str:
    """The body's text; captions belong to their images, and stay in html."""
    captions = caption_places(body.paragraphs)
    if not captions:
        return body.text
    return assemble([each for i, each in enumerate(body.paragraphs) if i not in captions]).text


def caption_places(paragraphs: list[Paragraph]) -> set[int]:
    """Places of the paragraphs that are the caption of a picture near them."""
    found = {i for i, each in enumerate(paragraphs) if each.kind == "caption"}
    for i, each in enumerate(paragraphs):
        caption = each.image.caption if each.image else None
        if caption:
            near = range(max(0, i - NEAR), min(len(paragraphs), i + NEAR + 1))
            found.update(n for n in near if paragraphs[n].text == caption)
    return found
