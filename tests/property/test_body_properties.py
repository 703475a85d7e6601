"""Whatever the page: no crash, safe HTML, and each word once."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.extract.body.assemble import assemble
from crawler.extract.body.compose import compose
from crawler.page.page import Page
from tests.property.strange_pages import strange_page

_ALLOWED = re.compile(
    r"</?(?:p|h[2-4]|ul|ol|li|table|tr|td|blockquote|figure|figcaption|em|strong|br)>|</a>"
    r'|<a href="https?://[^"<>]+">|<img src="https?://[^"<>]+">'
)
_TAGS = ("div", "p", "ul", "li", "table", "tr", "td", "b", "a href='x?a=1&b=\"'", "br", "img src=a.jpg", "h2", "blockquote",
         "figure",
         "figcaption", "pre", "span style='display:none'", "script", "article", "button", "font")  # fmt: skip
_word = st.sampled_from(["alpha", "Beta.", "中国", "&lt;b&gt;", '"', "\u202e", "<", "x" * 300])
_tag = st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag.split()[0]}>" for tag in _TAGS])
markup = st.lists(st.one_of(_word, _tag, _tag), max_size=60).map(" ".join)


@settings(max_examples=150)
@given(markup)
def test_html_of_a_body_has_nothing_but_the_allowed_elements(text: str) -> None:
    page = Page("http://example.com/a/", text)
    rest = _ALLOWED.sub("", assemble(compose(page, page.blocks)).html)
    assert "<" not in rest
    assert ">" not in rest.replace("&gt;", "")


@settings(max_examples=100)
@given(st.lists(st.sampled_from(["<div>", "</div>", "<p>", "<br>", "<li>", "<td>", "</p>", "<b>"]), max_size=40))
def test_each_word_is_in_the_text_once(tags: list[str]) -> None:
    text = "".join(f"{tag}w{number}e." for number, tag in enumerate(tags))
    page = Page("http://example.com/", text)
    found = re.findall(r"w\d+e", assemble(compose(page, page.blocks)).text)
    assert found == [f"w{number}e" for number in range(len(tags))]


@settings(max_examples=60)
@given(
    st.one_of(markup, st.text(max_size=200), st.binary(max_size=200)),
    st.sampled_from(["", "http://example.com/a", "http://[", "x"]),
)
def test_extract_never_raises(html: str | bytes, url: str) -> None:
    extract(html, url)


def test_extract_reads_elements_of_all_kinds_in_each_other() -> None:
    """With rows in no table, cells in no row, headings in links: 100 pages, of which every ninth has a row in no table."""
    for seed in range(100):
        assert extract(strange_page(seed), "https://sund.example/news/the-mine-opened").title
