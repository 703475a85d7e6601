"""Which pages are the release that a listing or an address promises."""

import pytest

from crawler.extract.article import read_article
from crawler.extract.vouch import vouched
from crawler.items import Extraction, Provenance, Row
from crawler.page.page import Page
from crawler.site import Site

URL = "http://ore.example/news/second-kiln"
SITE = Site.for_url("http://ore.example/news/", "ore")
NAV = "<nav><a href=/>Home</a> <a href=/news/>News</a></nav>"
HEADLINE = "Second kiln opened in the valley"
SHORT = "<p>The second kiln was lit on Monday. It was built within two years.</p>"


def read(body: str, title: str = HEADLINE, listed: str | None = HEADLINE, url: str = URL) -> Extraction:
    html = f"<html><head><title>{title}</title></head><body>{NAV}{body}</body></html>"
    return read_article([Page(url, html)], SITE, Row(url, listed, "2024-05-02"))


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Slow down", "<h1>Slow down</h1><p>You have opened too many pages in a short time. Wait a few minutes.</p>"),
        ("Un instante", "<h1>Demasiadas visitas</h1><p>Nuestro servidor recibe demasiadas visitas. Vuelva en una hora.</p>"),
        ("某公司", "<h1>温馨提示</h1><p>当前访问人数较多，服务器繁忙，请您稍后再试，感谢您的理解与支持。</p>"),
        ("Ore", "<p>Dein Zugang ist für heute aufgebraucht, komm doch einfach morgen noch einmal vorbei, ja?</p>"),
        (HEADLINE, "<div id=root>Chargement en cours, veuillez patienter…</div>"),
        (HEADLINE, f"<h1>{HEADLINE}</h1><p>Henter innholdet ...</p>"),
        (HEADLINE, f"<h1>{HEADLINE}</h1><p>Загрузка</p>"),
    ],
)
def test_a_notice_is_no_release_whatever_the_listing_promised(title: str, body: str) -> None:
    assert read(body, title).kind != "article"


@pytest.mark.parametrize(
    ("title", "body", "listed"),
    [
        (HEADLINE, f"<h1>{HEADLINE}</h1>{SHORT}", HEADLINE),
        (HEADLINE, f"<h1>{HEADLINE}</h1>{SHORT}", HEADLINE[:20] + "..."),
        (HEADLINE, f"<h1>{HEADLINE}</h1><p>See the <a href=/f/kiln.pdf>announcement (PDF)</a>.</p>", HEADLINE),
        (
            "关于国庆节放假的通知",
            "<h1>关于国庆节放假的通知</h1><p>公司定于10月1日至7日放假，共7天，请安排好工作。</p>",
            "关于国庆节放假的通知",
        ),
    ],
)
def test_a_short_release_under_its_own_headline_is_one(title: str, body: str, listed: str) -> None:
    assert read(body, title, listed).kind == "article"


@pytest.mark.guarantee(10)
def test_a_page_of_rows_stays_a_listing_under_the_headline_of_a_release() -> None:
    numbers = range(1, 15)
    rows = "".join(f"<li><a href=t{n}.html>The group opens mine number {n} in the north</a> 2024-06-{n:02}</li>" for n in numbers)
    assert read(f"<h1>{HEADLINE}</h1><ul>{rows}</ul>").kind == "listing"


NEIGHBOURS = (
    "<h3>{}</h3><div><a href=/news/a><p>14 March 2024</p><h4>A bridge over the Lena is closed</h4></a>"
    "<a href=/news/b><p>9 March 2024</p><h4>New trucks for the open pit</h4></a>"
    "<a href=/news/c><p>1 March 2024</p><h4>Shaft two is 900 metres deep</h4></a></div>"
)


@pytest.mark.parametrize("heading", ["More news", "Weitere Meldungen", "Mehr aus dem Werk"])
@pytest.mark.parametrize(("day", "kind"), [("2 May 2024", "article"), ("", "listing"), ("30 April 2024", "listing")])
def test_a_short_release_with_dated_neighbours_has_the_listings_title_and_day(day: str, kind: str, heading: str) -> None:
    for number in (1, 5) if day != "30 April 2024" else (5,):  # one list of neighbours alone makes no list of a dated release
        page = f"<div><span>{day}</span><h1>{HEADLINE}</h1>{SHORT}</div>{NEIGHBOURS.format(heading) * number}"
        assert read(page).kind == kind
    assert read(page, listed="Wages are paid on the first").kind == "listing"


@pytest.mark.parametrize(
    ("flags", "by", "kind"),
    [(["text_unsure"], "listing", "other"), ([], "listing", "article"), (["text_unsure"], "meta", "article")],
)
def test_an_unsure_text_of_a_page_without_a_headline_is_not_what_the_listing_names(flags: list[str], by: str, kind: str) -> None:
    page = Page(URL, f"<html><body>{NAV}<p>Last: the first kiln was opened with a feast ...</p></body></html>")
    found = Extraction(kind="article", kind_reason="model", title=HEADLINE, text="The first kiln was opened. " * 30, flags=flags)
    found.provenance["title"] = Provenance(by, "anchor")
    assert vouched(found, page, Row(URL, "Another kiln", "2024-05-02"), addressed=True)[0] == kind
