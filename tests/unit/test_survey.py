"""What a first look makes of pages: the company's name, the language, the platform, the declaration, what is doubtful."""

import ast
import re
from collections.abc import Sequence

import pytest

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Part, Step
from crawler.explain.reading import PageSource
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site
from crawler.survey.catalogue import NEVER_TRIED, catalogue, catalogue_table
from crawler.survey.declare import MOST_LINES, Given, declare
from crawler.survey.look import listing_of, sections_of
from crawler.survey.names import company_of, label_of, language_of, slug_of
from crawler.survey.platforms import recognised
from crawler.survey.seen import SeenList, Survey
from crawler.survey.view import survey_lines, survey_page

START = "https://www.ferrum.example/news/"
SITE = Site("ferrum", "x", "en", "ferrum", (START,), ("www.ferrum.example", "ferrum.example"))
PROSE = "The board of the company met on Monday and decided to build a second furnace beside the first one. " * 4


def page(head: str = "", body: str = "", url: str = START, html: str = "<html>") -> Page:
    return Page(url, f"<!DOCTYPE html>{html}<head>{head}</head><body>{body}</body></html>")


def titled(*titles: str) -> list[Page]:
    return [page(f"<title>{title}</title>") for title in titles]


LINKED = """<script type="application/ld+json">
{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Ferrum S.p.A."}}</script>"""


@pytest.mark.parametrize(
    ("pages", "name", "by"),
    [
        ([page('<meta property="og:site_name" content="Ferrum Newsroom">')], "Ferrum", "og:site_name"),
        ([page('<meta property="og:site_name" content="News | Ferrum AG">')], "Ferrum AG", "og:site_name"),
        ([page('<meta property="og:site_name" content="Press">')], "Ferrum", "host"),
        (
            [page(LINKED + '<meta property="og:site_name" content="Ferrum">')] * 2,
            "Ferrum S.p.A.", "JSON-LD",
        ),
        (titled("A furnace | Ferrum Steel", "Two boards | Ferrum Steel", "News | Ferrum Steel"), "Ferrum Steel", "title suffix"),
        (titled("新炉投产-铁山集团", "董事会召开会议-铁山集团", "新闻中心-铁山集团"), "铁山集团", "title suffix"),
        (titled("Ferrum · Il nuovo forno", "Ferrum · La seduta"), "Ferrum", "title suffix"),
        ([page(body="<p>News</p><p>© 2019-2026 Ferrum Ltd. All rights reserved.</p>")] * 2, "Ferrum Ltd.", "copyright line"),
        ([page(body="<p>Copyright: Ferrum Steel. 2007~2010 All Rights Reserved</p>")] * 2, "Ferrum Steel", "copyright line"),
        (titled("A new furnace", "Two boards meet", "News", "Cranes"), "Ferrum", "host"),
    ],
)  # fmt: skip
def test_company(pages: Sequence[Page], name: str, by: str) -> None:
    told = company_of(pages)
    assert (told.value, told.by, told.guessed) == (name, by, by == "host")


@pytest.mark.parametrize(
    ("html", "text", "url", "language", "guessed"),
    [
        ('<html lang="de-AT">', "", START, "de", False),
        ('<html lang="en">', "公司召开董事会会议，研究部署下一步重点工作，强调安全生产和质量管理。" * 3, START, "zh", False),
        ('<html lang="zh-TW">', "公司召開董事會會議，研究下一步重點工作，強調安全生產。" * 3, START, "zh-Hant", False),
        ("<html>", "会社は新しい工場を建設することを決定しました。取締役会で承認されました。" * 3, START, "ja", False),
        ("<html>", "이사회는 새로운 공장을 건설하기로 결정했습니다." * 5, START, "ko", False),
        ("<html>", PROSE, START, "en", False),
        ("<html>", "", "https://www.ferrum.example/fr/presse/", "fr", True),
        ("<html>", "", START, "en", True),
        ('<html lang="en">', "Der Vorstand hat beschlossen, dass ein Ofen neben dem ersten gebaut wird. " * 4, START, "de", True),
    ],
)  # fmt: skip
def test_language(html: str, text: str, url: str, language: str, guessed: bool) -> None:
    told = language_of([page(url=url, html=html)], [text])
    assert (told.value, told.guessed) == (language, guessed)


def test_names_of_hosts() -> None:
    assert label_of("https://news.ferrum.co.uk/") == "ferrum"
    assert label_of("https://ir.amd.example/") == "amd"
    assert label_of("https://www.ferrum-werke.com.cn/") == "ferrum-werke"
    assert slug_of("https://www.ferrum-werke.com/") == "ferrum_werke"
    assert slug_of("https://3m.example/") == "site_3m"
    assert slug_of("https://www.ferrum.example/de/presse/", ["ferrum"]) == "ferrum_de"
    assert slug_of("https://media.ferrum.example/", ["ferrum"]) == "ferrum_media"


def rows(*urls: str) -> list[Row]:
    return [Row(f"https://www.ferrum.example{url}", f"Release {url}", "2026-01-01") for url in urls]


def test_a_platform_is_named_only_where_it_tells_all_releases() -> None:
    trs = ["/news/202601/t20260101_1001.html", "/news/202512/t20251201_1000.html", "/news/202511/t20251101_1002.html"]
    old = [
        "/news/detail.jsp?article_millseconds=1310604089016&column_no=02",
        "/news/detail.jsp?article_millseconds=1310604089017",
    ]
    assert [each.name for each in recognised(rows(*trs), SITE).named] == ["TRS"]
    both = recognised(rows(*trs, *old), SITE)
    assert sorted(each.name for each in both.named) == ["JSP", "TRS"]
    assert both.platform.name in ("trs+jsp", "jsp+trs")
    odd = recognised(rows(*trs, "/news/a-new-furnace.html"), SITE)
    assert (odd.named, "another form than that: 1 of 4 addresses" in odd.said) == ((), True)
    assert recognised(rows("/news/a.html", "/news/b.html"), SITE).platform.articles == ()


ARTICLE = f"""<html lang="en"><head><title>A second furnace | Ferrum</title></head><body><h1>A second furnace</h1>
<p>5 January 2026</p><div><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div></body></html>"""


def survey(listing: Listing, found: Sequence[Row], url: str = START) -> Survey:
    """A survey of one list and one article."""
    seen = Survey(SITE, START, PageSource(START, b"<html lang=en><body><a href=/x>x</a></body></html>"))
    seen.pages.append(SeenList(url, "Releases", listing, tuple(found)))
    article = Row(f"{START}second-furnace.html", "A second furnace", "2026-01-06")
    seen.articles.append(([PageSource(article.url, ARTICLE.encode())], article))
    return seen


def list_of(found: Sequence[Row], **more: object) -> Listing:
    return Listing(**{  # type: ignore[arg-type]
        "rows": tuple(found), "next": (), "leads": (), "bad_links": 0, "problem": None, "fingerprint": "", **more,
    })  # fmt: skip


def site_in(text: str) -> Site:
    """The site that a company file declares."""
    scope: dict[str, object] = {}
    exec(compile(text, "company file", "exec"), scope)
    found: Site = next(value.site for value in scope.values() if hasattr(value, "site"))
    return found


@pytest.mark.parametrize("company", ["Ferrum", 'Ferrum "Best" \\ Steel', "铁山集团", "Ferrum {x}", "A" * 120])
def test_what_is_written_is_what_was_meant(company: str) -> None:
    found = rows(*(f"/news/{n}.html" for n in range(10)))
    seen = survey(list_of(found, next=(f"{START}?page=2",)), found)
    proposal = declare(seen, Given(company, "de"))
    assert site_in(proposal.text) == proposal.site
    assert proposal.site.company == company


def test_a_declaration_has_at_most_15_lines() -> None:
    found = rows(*(f"/news/{n}.html" for n in range(10)))
    seen = survey(list_of(found), found)
    long = "x" * 60
    seen.pages += [
        SeenList(f"{START}{long}{n}/", f"Section {n}", list_of([]), tuple(rows(f"/news/{long}{n}/1.html"))) for n in range(20)
    ]
    seen.undeclared = (f"{START}{long}{long}/all", f"{START}{long}/everything")
    seen.sources = [SeenList(f"{START}{long}/feed.xml", None, list_of(found, kind="feed", whole=False), tuple(found))]
    proposal = declare(seen, Given())
    tree = ast.parse(proposal.text).body[-1]
    assert isinstance(tree, ast.ClassDef)
    assert (tree.end_lineno or 0) - tree.lineno + 1 <= 15 == MOST_LINES + 3
    assert [line for line in proposal.text.splitlines() if len(line) > 130 and not line.endswith("  # noqa: E501")] == []
    assert site_in(proposal.text) == proposal.site
    assert proposal.site.start == (START, *seen.undeclared)


def doubts(listing: Listing, found: Sequence[Row]) -> str:
    return "\n".join(declare(survey(listing, found), Given("Ferrum", "en")).doubts)


def test_what_is_doubtful_is_said() -> None:
    ten = rows(*(f"/news/{n}.html" for n in range(10)))
    assert "is that all?" in doubts(list_of(ten), ten)
    assert "is that all?" not in doubts(list_of(ten, step=Step(parts=(Part(f"{START}2025", 2025),))), ten)
    assert "is that all?" not in doubts(list_of(ten[:7]), ten[:7])
    assert "the page states 40 releases and shows 10" in doubts(list_of(ten, step=Step(records=40)), ten)
    assert "no address that can be followed" in doubts(list_of(ten, step=Step(unfollowed=('button "More"',))), ten)
    assert "shows no other releases" in doubts(list_of(ten, next=(f"{START}?page=2",)), ten)
    mixed = [
        *ten, Row("https://press.ferrum.example/1", "One", None, form="elsewhere"),
        Row("https://www.ferrum.example/a.pdf", "Two", "2026-01-01", form="document"),
    ]  # fmt: skip
    said = doubts(list_of(mixed), mixed)
    assert '1 row of another host: `also=("press.ferrum.example",)`' in said
    assert "a file, not a page: 1 row;" in said
    assert "without a date: 1 of 12 rows" in said
    assert "the page says 2026-01-05, the list 2026-01-06" in said
    empty = Survey(SITE, START, PageSource(START, b"<html></html>"))
    nothing = "\n".join(declare(empty, Given()).doubts)
    for words in ("no list of releases was found", "no article could be read", "company: `Ferrum` is made of the host"):
        assert words in nothing
    seen = survey(list_of(ten), ten)
    feed = rows("/blog/1", "/blog/2")
    seen.sources = [SeenList("https://www.ferrum.example/blog.xml", None, list_of(feed, kind="feed", whole=False), tuple(feed))]
    proposal = declare(seen, Given())
    assert "names none of the list's releases, and is not declared" in "\n".join(proposal.doubts)
    assert proposal.site.endpoints == ()
    seen.pages = []
    assert "only a feed of the newest releases was found" in "\n".join(declare(seen, Given()).doubts)


def test_a_source_that_agrees_is_declared() -> None:
    ten = rows(*(f"/news/{n}.html" for n in range(10)))
    seen = survey(list_of(ten), ten)
    seen.sources = [SeenList(f"{START}feed.xml", None, list_of(ten[:3], kind="feed", whole=False), tuple(ten[:3]))]
    assert declare(seen, Given()).site.endpoints == (f"{START}feed.xml",)


def test_sections_are_those_whose_rows_lie_below_their_list() -> None:
    below, beside = rows("/news/company/1.html", "/news/company/2.html"), rows("/2026/1.html")
    lists = [
        SeenList("https://www.ferrum.example/news/company/", "Company", list_of(below), tuple(below)),
        SeenList("https://www.ferrum.example/news/people/", "People", list_of(beside), tuple(beside)),
    ]
    assert sections_of(lists) == {"/news/company/": "Company"}


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e"


def test_the_page_is_escaped_and_the_table_is_lines() -> None:
    hostile = [Row(f"{START}{n}", HOSTILE, "2026-01-01", HOSTILE) for n in range(6)]
    seen = survey(list_of(hostile, step=Step(unfollowed=(HOSTILE,))), hostile)
    proposal = declare(seen, Given(HOSTILE))
    shown = survey_page(seen, proposal, 7, ["spiders/ferrum.py"]).decode()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\u202e" not in shown
    assert "Content-Security-Policy" in shown
    lines = survey_lines(seen, proposal)
    assert all("\n" not in each and "\u202e" not in each for each in lines)
    assert any(each.startswith("doubtful") for each in lines)


def test_the_page_shows_the_rows_as_they_were_printed() -> None:
    found = [Row(f"{START}{n}", f"Ofen {n}", f"2026-01-0{n}", f"{n}. Jänner 2026") for n in range(1, 7)]
    found.append(Row(f"{START}7", None, None))
    seen = survey(list_of(found), found)
    shown = survey_page(seen, declare(seen, Given()), 7, []).decode().partition("Releases that the lists show")[2]
    rows = re.findall(r"<td[^>]*><a[^>]*><bdi>([^<]*)</bdi></a></td><td[^>]*>([^<]*)</td>", shown)
    assert {("Ofen 3", "3. Jänner 2026"), (f"{START}7", "–")} <= set(rows)


def test_the_catalogue_can_be_declared() -> None:
    found = catalogue()
    assert len(found) >= 20
    head, *lines, last = catalogue_table(found).splitlines()
    assert [line.split()[0] for line in lines] == [each.name for each in found]
    assert {line.index(each.start) for line, each in zip(lines, found, strict=True)} == {head.index(head.split()[-1])}
    assert last in NEVER_TRIED
    assert {each.evidence for each in found} == {"P", "R"}
    assert len({each.name for each in found}) == len(found) == len({each.start for each in found})
    for each in found:
        host = each.start.split("/")[2]
        Site(each.name, each.company, "en", each.name, (each.start,), (host,))


def test_a_feed_and_a_page_are_both_lists() -> None:
    item = b"<item><title>One</title><link>/news/1</link></item>"
    feed = b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>' + item + b"</channel></rss>"
    assert listing_of(PageSource(f"{START}feed", feed, "application/rss+xml"), SITE).kind == "feed"
    assert listing_of(PageSource(START, b"<html><body>x</body></html>"), SITE).kind == "listing"
