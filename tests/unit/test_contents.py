"""A table of contents is none of the text, and the headings it says stay where they are."""

import pytest

from crawler.extract.block_model.contents import contents_in
from crawler.page.page import Page
from tests.ferry import PROSE, URL, blocks_of, read

SECTIONS = ("Why the night ferry leaves an hour later", "What the islands asked for", "Fares")
BODY = "".join(f"<h2 id=s{n}>{name}</h2>{PROSE.replace('ferry', f'ferry {n}')}" for n, name in enumerate(SECTIONS))


def _found(body: str) -> list[str]:
    _, blocks = blocks_of(body)
    return [blocks[at].text for at in sorted(contents_in(blocks, [True] * len(blocks)))]


def _table(names: tuple[str, ...], link: str = "<a href='#s{}'>{}</a>") -> str:
    return "<ul>" + "".join(f"<li>{link.format(n, name)}</li>" for n, name in enumerate(names)) + "</ul>"


def test_lines_that_lead_to_headings_of_the_page_and_what_names_them() -> None:
    assert _found(f"{PROSE}<p>In this article</p>{_table(SECTIONS)}{BODY}") == ["In this article", *SECTIONS]
    for above in ("Read on.", "A table of what the islands asked for in all these years"):
        assert _found(f"{PROSE}<p>{above}</p>{_table(SECTIONS)}{BODY}") == list(SECTIONS)


def test_numbers_before_them_are_no_matter() -> None:
    numbered = tuple(f"{n}. {name}" for n, name in enumerate(SECTIONS, 1))
    assert _found(f"{PROSE}{_table(numbered)}{BODY}") == list(numbered)


def test_other_lines_that_lead_to_the_page_go_with_them() -> None:
    names = (SECTIONS[0], "The hour (photographs)", "Notes")
    assert _found(f"{PROSE}{_table(names)}{BODY}") == list(names)
    assert _found(f"{PROSE}{_table(names, '<a href=/page/{}>{}</a>')}{BODY}") == [SECTIONS[0]]


@pytest.mark.parametrize(
    "body",
    [
        f"{PROSE}{_table(('The quay', 'The hour', 'Notes'))}{BODY}",  # no heading says one of them
        f"{PROSE}{_table(SECTIONS, '<b id=x{}>{}</b>')}{BODY}",  # no links
        f"{BODY}{PROSE}{_table(SECTIONS)}",  # behind the headings: what was told, once more
    ],
)
def test_other_lists_stay(body: str) -> None:
    assert _found(body) == []


def test_the_text_has_its_headings_where_they_stand() -> None:
    text = read(f"<article><h1>Night ferry</h1>{PROSE}{_table(SECTIONS)}{BODY}</article>", "Night ferry").text
    lines = text.split("\n\n")
    assert [line for line in lines if line in SECTIONS] == list(SECTIONS)
    assert lines.index(SECTIONS[0]) == 3


def test_lines_of_a_table_that_are_not_kept_count_where_they_stand_amid_the_text() -> None:
    _, blocks = blocks_of(f"{PROSE}<p>In this article</p>{_table(SECTIONS)}{BODY}")
    kept = [block.text != SECTIONS[2] or block.element.tag == "h2" for block in blocks]
    assert "In this article" in {blocks[at].text for at in contents_in(blocks, kept)}
    _, blocks = blocks_of(f"{_table(SECTIONS)}{PROSE}{BODY}")
    kept = [block.element.tag != "li" for block in blocks]
    assert contents_in(blocks, kept) == frozenset(), "above the text it is the site's"


def test_a_table_that_no_reader_sees_is_none() -> None:
    page = Page(URL, f"{PROSE}<p>The islands</p>{_table(SECTIONS).replace('<ul>', '<ul hidden>')}{BODY}")
    blocks = [block for block in page.blocks if block.text]
    assert contents_in(blocks, [not block.hidden for block in blocks]) == frozenset()
