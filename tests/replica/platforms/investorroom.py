"""InvestorRoom: `l` and `o` for limit and offset, three forms of addresses, and a PDF of each release beside it."""

# ruff: noqa: E501  documents in one piece

from datetime import timedelta

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, text


class InvestorRoom(PlatformNewsroom):
    name = "investorroom"
    start = "/news-releases"
    size = 25

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.form = self.rng.choice(("item", "dated", "bare"))
        self.has_feed = self.rng.random() < 0.5

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/download/{release.slug}.pdf"
        if self.form == "item":
            return f"/news-releases?item={122000 + release.number}"
        # The day in an address is that of the draft.
        return f"/{(release.at - timedelta(days=release.number % 2)):%Y-%m-%d}-{release.slug}" if self.form == "dated" else f"/{release.slug}"

    def route(self, ask: Ask) -> Reply | None:
        if ask.query.get("pagetemplate") == "rss" and self.has_feed:
            return self.feed(self.company.newest_first[:20])
        if ask.path != self.start or "item" in ask.query:
            return None
        return text(self._list(ask.number("l", self.size), ask.number("o", 0)))

    def reply(self, path: str, query: str = "", method: str = "GET", body: bytes = b"") -> Reply:
        """As of the base; `asPDF` is the document of a release."""
        if "asPDF" in query:
            return Reply(200, b"%PDF-1.4\n%%EOF\n", "application/pdf")
        return super().reply(path, query, method, body)

    def _list(self, limit: int, offset: int) -> str:
        found = self.company.newest_first
        rows = "".join(self._row(each) for each in found[offset : offset + limit])
        ends = list(range(0, len(found), limit))
        near = [at for at in ends if abs(at - offset) <= 3 * limit or at in (ends[0], ends[-1])]
        links = "".join(
            f'<span class="wd_page_current">{at // limit + 1}</span>' if at == offset else f'<a href="/news-releases?l={limit}&amp;o={at}">{at // limit + 1}</a>'
            for at in near
        )  # fmt: skip
        more = f'<a href="/news-releases?l={limit}&amp;o={offset + limit}" class="wd_next">Next</a>' if offset + limit < len(found) else ""
        feed = '<a href="/news-releases?pagetemplate=rss">RSS</a>' if self.has_feed else ""
        main = (
            f'<h1>News Releases</h1><div class="wd_newsfeed_releases"><ul class="wd_layout-simple wd_item_list">{rows}</ul>'
            f'<div class="wd_pager wd_page_numbers">{links}{more}</div>{feed}</div>'
        )
        return self.page("News Releases", main, head=self._head())

    def _head(self) -> str:
        rss_link = '<link rel="alternate" type="application/rss+xml" href="/news-releases?pagetemplate=rss">' if self.has_feed else ""
        return f'<link rel="stylesheet" href="https://filecache.investorroom.com/mr5ir_co/101/wd.css">{rss_link}'

    def _row(self, release: Release) -> str:
        link = self.path_of(release)
        pdf = "" if release.kind == "pdf" else f'<div class="wd_asset_type_link_list"><a href="{link}{"&amp;" if "?" in link else "?"}asPDF=1">PDF</a></div>'
        return (
            f'<li class="wd_item"><div class="wd_item_wrapper"><div class="wd_date">{release.at:%b} {release.at.day}, {release.at.year}</div>'
            f'<div class="wd_title"><a href="{link}">{release.title}</a></div><div class="wd_summary"><p>{release.excerpt}</p></div>{pdf}</div></li>'
        )

    def article(self, release: Release) -> str:
        main = (
            f'<div class="wd_standard wd_news_body_container"><div class="wd_toolbar"><a href="{self.path_of(release)}{"&" if self.form == "item" else "?"}asPDF=1">PDF</a>'
            f' <a href="javascript:print()">Print</a></div><div class="wd_title wd_language_left">{"<h1>" if self.seed % 2 else "<h2>"}{release.title}'
            f'{"</h1>" if self.seed % 2 else "</h2>"}</div><div class="wd_date">{release.at:%b} {release.at.day}, {release.at.year}</div>'
            f'<div class="wd_body wd_news_body fr-view">{body_of(release.blocks, self.flavour)}{self.end_of(release)}<p>SOURCE {self.company.name}</p></div></div>'
            f"{share(self.url_of(release))}"
        )
        return self.page(release.title, main, head=self._head())
