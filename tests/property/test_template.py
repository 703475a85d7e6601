"""Templates: never empty a page, whatever the order of the pages they were learned from; kept as JSON."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import Template, extract, learn

_FURNITURE = "<div class=top><a href=/>Home</a> <a href=/news>News</a></div>"
_FOOT = "<div class=foot>Copyright Example Corporation. All rights reserved. Terms of use apply to this site.</div>"
_SENTENCES = (
    "The company opened a new plant in the north of the country on Tuesday.",
    "More than four hundred people are going to work there from next spring.",
    "The chairman thanked the workers for their effort over the last three years.",
    "中国某集团有限公司今天在北京召开年度工作会议，总结全年工作。",
)


def page(sentences: list[str], box: str = "text") -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in sentences)
    return f"<html><body>{_FURNITURE}<h1>News of the day</h1><div class={box}>{paragraphs}</div>{_FOOT}</body></html>"


articles = st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=5, unique=True), min_size=1, max_size=4)


@settings(max_examples=40)
@given(articles)
def test_a_template_never_empties_a_page(bodies: list[list[str]]) -> None:
    pages = [(page(body), f"http://example.com/{number}.html") for number, body in enumerate(bodies)]
    template = learn(pages)
    for html, url in pages:
        alone, learned = extract(html, url), extract(html, url, template=template)
        assert bool(learned.text) == bool(alone.text)


@settings(max_examples=25)
@given(articles)
def test_the_order_of_pages_does_not_matter(bodies: list[list[str]]) -> None:
    pages = [(page(body), f"http://example.com/{number}.html") for number, body in enumerate(bodies)]
    saved = {learn(order).to_json() for order in itertools.islice(itertools.permutations(pages), 6)}
    assert len(saved) == 1


@settings(max_examples=25)
@given(articles)
def test_a_template_survives_json(bodies: list[list[str]]) -> None:
    template = learn((page(body), "http://example.com/") for body in bodies)
    assert Template.from_json(template.to_json()) == template


def test_another_version_changes_nothing() -> None:
    assert Template.from_json('{"version":0}') == Template()
    html = page(list(_SENTENCES))
    assert extract(html, "http://example.com/", template=Template()).text == extract(html, "http://example.com/").text


def test_the_same_article_under_two_addresses_keeps_its_text() -> None:
    html = page(list(_SENTENCES[:3]))
    template = learn([(html, "http://example.com/1"), (html, "http://example.com/2")])
    assert extract(html, "http://example.com/1", template=template).text == extract(html, "http://example.com/1").text


def test_nothing_is_learned_from_nothing() -> None:
    assert learn([]) == Template()
    assert not learn([("", "http://example.com/")]).lines
