# ruff: noqa: E501  markup in one piece
"""Wires: hosts that carry the releases of many companies. The newsroom is the page of one of them; the others' must stay out."""

import re
from html import escape

from tests.replica.platforms.company import Company, Release
from tests.replica.platforms.lists import ListedNewsroom, rows_of
from tests.replica.platforms.markup import body_of, rss, share
from tests.replica.platforms.newsroom import XML, Ask, Reply, text


class Wire(ListedNewsroom):
    """What all wires have: another company's releases in boxes, in feeds and in the sitemap of the host."""

    size, documents = 20, False

    def __init__(self, seed: int, articles: int = 300) -> None:
        self.others = Company(seed + 500, 60, documents=False)
        super().__init__(seed, articles)
        self.foreign = {self.other_path(each): each for each in self.others.releases}

    def other_path(self, release: Release) -> str:
        """The address of another company's release."""
        return self.path_of(Release(90000 + release.number, release.at, release.title, release.blocks))

    @property
    def slug(self) -> str:
        """The company in addresses."""
        return self.company.name.lower().replace(" ", "-")

    @property
    def robots(self) -> str:
        return f"User-agent: *\nDisallow: /portal/\nSitemap: {self.origin}/sitemap-news.xml\n"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path in self.foreign:
            return text(self.article(self.foreign[ask.path]))
        if ask.path == "/rss/all.xml":
            rows = [(each, self.origin + self.other_path(each)) for each in self.others.newest_first[:20]]
            return text(rss(self.others, rows, self.origin), kind=XML)
        if ask.path == "/sitemap-news.xml":
            return self.sitemap([*self.foreign, *map(self.path_of, self.company.newest_first[:40])])
        return super().route(ask)

    def list_page(self, number: int) -> str:
        feed = f'<link rel="alternate" type="application/rss+xml" title="All releases" href="{self.origin}/rss/all.xml">'
        latest = "".join(
            f'<li><a href="{self.other_path(each)}">{escape(each.title)}</a></li>' for each in self.others.newest_first[:6]
        )
        box = f'<aside class="trending"><h3>Trending today</h3><ul>{latest}</ul></aside>'
        main = f"<h1>News from {self.company.name}</h1>{self.listed(number)}{self.pager(number)}{box}"
        return self.page(f"{self.company.name} news", main).replace("</head>", f"{feed}</head>")

    def pager(self, number: int) -> str:
        last = len(self.pages)
        near = [each for each in range(number - 2, number + 3) if 1 <= each <= last]
        links = "".join(
            f'<li><a href="{self.start}?page={each}">{each}</a></li>' if each != number else f"<li>{each}</li>" for each in near
        )
        onward = (
            f'<li><a href="{self.start}?page={number + 1}" aria-label="Next"><i class="fa fa-angle-right"></i></a></li>'
            if number < last
            else ""
        )
        return f'<ul class="pagination">{links}{onward}</ul>'

    def page_at(self, ask: Ask) -> int | None:
        return ask.number("page", 1) if ask.path == self.start else None

    def wire_page(self, release: Release, main: str, *, head: str = "") -> str:
        """An article: what the wire prints around it."""
        others = [(each, self.other_path(each)) for each in self.others.newest_first[3:7]]
        more = f'<section class="more"><h3>More releases from other sources</h3>{rows_of(others, "heading")}</section>'
        return self.page(release.title, f"{main}{share(self.url_of(release))}{more}", head=head)


class PrNewswire(Wire):
    """PR Newswire: a company's page, `/news-releases/<slug>-<9 digits>.html`, the city and the wire before the text."""

    name = "prnewswire"

    @property
    def start(self) -> str:  # type: ignore[override]
        return f"/news/{self.slug}/"

    def path_of(self, release: Release) -> str:
        return f"/news-releases/{release.slug.rpartition('-')[0]}-{301000000 + release.number}.html"

    def article(self, release: Release) -> str:
        day = f"{release.at:%b} {release.at:%d}, {release.at.year}"
        main = (
            f'<article><header><h1>{escape(release.title)}</h1><p class="meta">News provided by <a href="{self.start}">{self.company.name}</a></p>'
            f'<p class="mb-no">{day}, {release.at:%H:%M} ET</p></header><section class="release-body">{body_of(release.blocks)}'
            f"<p>SOURCE {self.company.name}</p></section></article>"
        )
        return self.wire_page(release, main)


class BusinessWire(Wire):
    """Business Wire: `/news/home/<14 digits>/en/<Title>`, contacts below."""

    name = "businesswire"

    @property
    def start(self) -> str:  # type: ignore[override]
        return f"/newsroom/{self.slug}"

    def path_of(self, release: Release) -> str:
        title = re.sub(r"\W+", "-", release.title).strip("-")
        return f"/news/home/{release.at:%Y%m%d}{release.number:06d}/en/{title}"

    def article(self, release: Release) -> str:
        main = (
            f'<article><h1 class="epi-fontLg bwalignc">{escape(release.title)}</h1><time datetime="{release.at.isoformat()}">'
            f"{release.at:%B} {release.at:%d}, {release.at.year} {release.at:%I:%M %p} Eastern Time</time>"
            f'<div class="bw-release-story">{body_of(release.blocks)}</div><div class="bw-release-contact"><h3>Contacts</h3>'
            f"<p>{self.company.name}<br>Press Office<br>press@example.com</p></div></article>"
        )
        return self.wire_page(release, main)


class GlobeNewswire(Wire):
    """GlobeNewswire: an organisation's page, `/news-release/YYYY/MM/DD/<id>/0/en/<Title>.html`, its own feed."""

    name, size = "globenewswire", 10

    @property
    def start(self) -> str:  # type: ignore[override]
        return f"/en/search/organization/{self.company.name.replace(' ', '%20')}"

    def path_of(self, release: Release) -> str:
        title = re.sub(r"\W+", "-", release.title).strip("-")
        return f"/news-release/{release.at:%Y/%m/%d}/{2500000 + release.number}/0/en/{title}.html"

    def page_at(self, ask: Ask) -> int | None:
        return ask.number("page", 1) if ask.path in (self.start, self.start.replace("%20", " ")) else None

    def article(self, release: Release) -> str:
        main = (
            f'<div class="main-container"><h1 class="article-headline">{escape(release.title)}</h1><p class="article-published-source">'
            f'<span class="article-published"><time datetime="{release.at.isoformat()}">{release.at:%B} {release.at:%d}, {release.at.year} {release.at:%H:%M} ET</time>'
            f'</span> | Source: <a href="{self.start}">{self.company.name}</a></p><div class="main-body-container article-body">{body_of(release.blocks)}</div></div>'
        )
        return self.wire_page(release, main)


class Eqs(Wire):
    """EQS: corporate news and ad-hoc releases, the issuer's responsibility and its table below the text."""

    name = "eqs"

    @property
    def start(self) -> str:  # type: ignore[override]
        return f"/company/{self.slug}/news"

    def path_of(self, release: Release) -> str:
        kind = "adhoc" if release.number % 4 == 1 else "corporate"
        return f"/news/{kind}/{release.slug}/{release.number:08x}-4a1b-4c2d-9e3f-5a6b7c8d9e0f_en"

    def _header(self, release: Release) -> tuple[str, str, str]:
        """What the wire puts above every release: no text of it."""
        key = f"DGAP-News: {self.company.name} / Key word(s): Miscellaneous"
        return key, f"{release.at:%d.%m.%Y} / {release.at:%H:%M}", "The issuer is solely responsible for the content of this announcement."

    def article(self, release: Release) -> str:
        first, second, third = self._header(release)
        issuer = (
            f"<table class='issuer'><tr><td>Language:</td><td>English</td></tr><tr><td>Company:</td><td>{self.company.name}</td></tr>"
            "<tr><td>Listed:</td><td>Regulated Market in Frankfurt</td></tr></table>"
        )
        main = (
            f'<div class="news-detail"><p class="date">{release.at:%d.%m.%Y} / {release.at:%H:%M} CET</p><h1>{escape(release.title)}</h1>'
            f'<div class="news-body"><p>{first}<br>{second}<br>{third}</p>'
            f"{body_of(release.blocks)}<hr><p>{release.at:%d.%m.%Y} CET/CEST</p>{issuer}</div></div>"
        )
        return self.wire_page(release, main)


WIRES = (PrNewswire, BusinessWire, GlobeNewswire, Eqs)
