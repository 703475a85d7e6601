"""Every parser of what others wrote, fed with anything: it answers or refuses in its own words, and nothing else."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from w3lib.url import safe_url_string

from crawler.discover.body_pages import body_parts
from crawler.discover.listing import read_listing
from crawler.discover.section_links import read_front
from crawler.errors import NewsroomError, Refused
from crawler.extract import extract
from crawler.extract.page_type.classify import page_type
from crawler.page.decode import decode
from crawler.page.page import Page
from crawler.policy import body_checks, redirects, retries, robots, scope
from crawler.policy.decompress import decompress
from crawler.site import Site
from crawler.storage.journal import Journal
from crawler.text.safe_text import clean_text
from crawler.urls import article_id, canonical_url

pytestmark = [pytest.mark.guarantee(12), pytest.mark.guarantee(20)]
NOW = datetime(2026, 1, 31, tzinfo=UTC)
SITE = Site.for_url("http://www.example.com/news/")
ORIGINS = frozenset(SITE.origins)

anything = settings(max_examples=60, suppress_health_check=list(HealthCheck))
_TOKENS = (
    *"< > </ /> <div> </div> <p> <li> <table><tr><td> <script> </script> <!-- --> <![CDATA[ & &#0; &#xD800; &amp;".split(),
    *"<title> <svg> <template> <frameset> </html> utf-16 gbk 2024-05-01 99/99/9999 http://[ // \x00 \u202e \ud800 \u2028".split(
        " "
    ),
    "<a href=",
    "<base href='//x'>",
    "<meta charset=",
    "<meta http-equiv=refresh content='0;url=x'>",
    'createPageHTML(9, 0, "index", "html")',
    "createPageHTML('p',99999999999,1,'a','b',1)",
    '{"@type": "NewsArticle"',
    "<script type='application/ld+json'>",
)
markup = st.lists(st.one_of(st.sampled_from(_TOKENS), st.text(max_size=20)), max_size=40).map("".join)
bodies = st.one_of(st.binary(max_size=400), markup.map(lambda text: text.encode("utf-8", "surrogatepass")))
urls = st.one_of(
    st.text(max_size=60),
    st.text(max_size=40).map(lambda text: f"http://www.example.com/{text}"),
    st.text(alphabet="/:@[]?#%.\\0127a\t\n", max_size=30).map(lambda text: f"http://{text}"),
)


@anything
@given(urls)
def test_scope_lets_only_the_newsroom_through(url: str) -> None:
    try:
        origin = scope.require(url, ORIGINS, frozenset())
    except Refused:
        return
    assert origin in ORIGINS
    assert urlsplit(url).hostname == "www.example.com"


@anything
@given(urls)
def test_a_spelled_out_url_names_the_same_host_to_every_parser(url: str) -> None:
    try:
        origin = scope.origin_of(safe_url_string(url))
    except (Refused, ValueError):
        return
    assert urlsplit(safe_url_string(url)).netloc.rpartition("@")[2].lower().startswith((origin[1], f"[{origin[1]}"))


@anything
@given(urls)
def test_url_identity(url: str) -> None:
    try:
        once = canonical_url(url, SITE)
    except (NewsroomError, ValueError):
        return
    assert canonical_url(once, SITE) == once
    assert article_id(once, SITE) == article_id(url, SITE)


@anything
@given(st.binary(max_size=300), urls)
def test_robots(body: bytes, url: str) -> None:
    rules = robots.parse(b"User-agent: *\n" + body)
    assert rules.allowed(url, "newsroom-crawler") in (True, False)
    delay = rules.delay("newsroom-crawler")
    assert delay is None or delay >= 0


@anything
@given(st.text(alphabet="ab*$/%41", max_size=30), st.text(alphabet="ab/A%", max_size=30))
def test_robots_patterns(pattern: str, path: str) -> None:
    robots.matches(pattern.encode(), path.encode())


@anything
@given(st.one_of(st.text(max_size=70), st.binary(max_size=70)))
def test_retry_after(value: str | bytes) -> None:
    found = retries.retry_after(value, NOW)
    assert found is None or 0 <= found <= 366 * 86400


@anything
@given(st.binary(max_size=80))
def test_locations(location: bytes) -> None:
    try:
        found = redirects.target("http://www.example.com/news/1.html", location)
    except Refused:
        return
    assert scope.origin_of(found)


@anything
@given(bodies, st.sampled_from([b"gzip", b"br", b"zstd", b"deflate", b"gzip, br", b"x"]), st.integers(0, 400))
def test_content_encodings(body: bytes, coding: bytes, cut: int) -> None:
    for candidate in (body, gzip.compress(body)[:cut]):
        try:
            assert len(decompress(candidate, [coding], 10_000)) <= 10_000
        except Refused:
            continue


@anything
@given(bodies, st.text(max_size=30), st.booleans(), st.booleans())
def test_intake(body: bytes, label: str, until_close: bool, others_close: bool) -> None:
    checks: list[Callable[[], None]] = [
        lambda: body_checks.require_page(body, label),
        lambda: body_checks.require_simple(body),
        lambda: body_checks.require_end(body, until_close=until_close, others_close=others_close),
    ]
    for check in checks:
        try:
            check()
        except Refused as refused:
            assert refused.reason  # noqa: PT017 - it may refuse or not


@anything
@given(bodies, st.one_of(st.none(), st.text(max_size=30)))
def test_charsets(body: bytes, label: str | None) -> None:
    decoded = decode(body, label)
    decoded.text.encode("utf-8")


@anything
@given(st.text(max_size=200))
def test_text_safety(text: str) -> None:
    clean, _ = clean_text(text)
    clean.encode("utf-8")
    assert clean_text(clean)[0] == clean
    assert not set(clean) & set("\x00\x01\x1b\x7f\u202e\u200b\ufeff")


@anything
@given(bodies)
def test_pages(body: bytes) -> None:
    page = Page("http://www.example.com/news/2024/t1.html", body, "text/html")
    kind, reason = page_type(page)
    assert kind in ("article", "listing", "other")
    assert reason
    assert all(urlsplit(part).hostname == "www.example.com" for part in body_parts((page,)))
    for row in read_listing(page, SITE).rows:
        assert scope.origin_of(row.url) in ORIGINS
    assert read_front(page, SITE) is not None


@anything
@given(bodies)
def test_articles(body: bytes) -> None:
    article = extract(body, "http://www.example.com/news/2024/t1.html")
    json.dumps(article.text).encode("utf-8")
    assert "<script" not in article.html
    assert article.published is None or "1990" <= article.published[:4] <= "2100"


@anything
@given(tail=st.binary(max_size=200))
def test_journal_tails(tail: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = Path(tmp_path_factory.mktemp("journal")) / "articles.jsonl"
    file.write_bytes(b'{"id":"a"}\n' + tail)
    journal = Journal(file)
    journal.append({"id": "b"})
    journal.close()
    lines = file.read_bytes().split(b"\n")
    assert lines[0] == b'{"id":"a"}'
    assert json.loads(lines[-2]) == {"id": "b"}
