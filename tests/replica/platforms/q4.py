"""Q4: the list is made by script from a JSON feed that never gives more than 250 releases; an RSS feed of the newest."""

# ruff: noqa: E501  documents in one piece

import json
from datetime import UTC

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, options, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, as_json, text

CAP = 250
_WIDGETS = '<script src="https://widgets.q4app.com/widgets/q4.api.1.13.7.min.js"></script>'
_SHEET = '<link rel="stylesheet" href="//s201.q4cdn.com/512345678/files/theme/css/global.css">'


class Q4(PlatformNewsroom):
    name = "q4"
    start = "/news/default.aspx"

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.rss_is_barred = self.rng.random() < 0.4
        self.linked = self.rng.random() < 0.5  # whether pages link the RSS feed
        self.in_detail = self.rng.choice(("press-release-details", "news-details"))
        self.says_zone = self.rng.random() < 0.5
        quiet = self.company.releases[0].at.year + 1  # a year without a release
        self.company.releases = [each for each in self.company.releases if each.at.year != quiet]

    @property
    def sources(self) -> int:
        years = {each.at.year for each in self.company.releases}
        return 1 + (1 if len(self.company.releases) < CAP else 1 + len(years))

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/files/doc_news/{release.at.year}/{release.slug}.pdf"
        words = "-".join(word.capitalize() for word in release.slug.split("-"))
        return f"/news/{self.in_detail}/{release.at.year}/{words}/default.aspx"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path.lower() == "/feed/pressrelease.svc/getpressreleaselist":
            return self._feed(ask)
        if ask.path == "/rss/pressrelease.aspx":
            if self.rss_is_barred:
                return Reply(403, b"Forbidden")
            return self.feed(self.company.newest_first[:10], head="<lastBuildDate>Thu, 18 Jun 2026 10:00:00 GMT</lastBuildDate>")
        return text(self._shell()) if ask.path == self.start else None

    def _feed(self, ask: Ask) -> Reply:
        year, size = ask.number("year", -1), ask.number("pageSize", -1)
        found = [each for each in self.company.newest_first if year in (-1, each.at.year)]
        found = found[ask.number("pageNumber", 0) * max(size, 0) :][: size if size > 0 else CAP][:CAP]
        return as_json({"GetPressReleaseListResult": [self._told(each) for each in found]})

    def _told(self, release: Release) -> dict[str, object]:
        is_file = release.kind == "pdf"
        return {
            "Attachments": [], "Body": None, "Category": "PressRelease", "DocumentFileSize": "0KB",
            "DocumentPath": f"https://s201.q4cdn.com/512345678{self.path_of(release)}" if self.rng.random() < 0.1 else "",
            "Headline": release.title, "LinkToDetailPage": "" if is_file else self.path_of(release),
            "LinkToUrl": self.path_of(release) if is_file else "", "PressReleaseDate": f"{release.at:%m/%d/%Y %H:%M:%S}",
            "PressReleaseId": release.number, "SeoName": release.slug, "ShortBody": release.excerpt, "Subheadline": "",
            "TagsList": ["news"], "ThumbnailPath": "",
        }  # fmt: skip

    def _head(self) -> str:
        feed = '<link rel="alternate" type="application/rss+xml" title="Press releases" href="/rss/pressrelease.aspx">' if self.linked else ""
        return f"{_SHEET}{_WIDGETS}{feed}"

    def _shell(self) -> str:
        years = options(((year, year) for year in range(2026, 2015, -1)), None) if self.seed % 2 else ""
        chosen = f'<select class="module_options-select" aria-label="Year">{years}</select>' if years else ""
        main = (
            f'<h1>Press releases</h1><div class="module module-news">{chosen}<div class="module_container">'
            '<div class="module_loading">Loading...</div></div></div><script>$(".module-news").news({limit: 0, showAllYears: true});</script>'
        )
        return self.page("News", main, head=self._head(), body='class="BodyBackground"')

    def article(self, release: Release) -> str:
        at = f"{release.at:%B} {release.at.day}, {release.at.year}" if self.seed % 2 else f"{release.at:%m/%d/%Y}"
        said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": release.title}
        said["datePublished"] = release.at.isoformat() if self.says_zone else release.at.astimezone(UTC).isoformat()
        head = f'{self._head()}<script type="application/ld+json">{json.dumps(said)}</script>' if self.says_zone else self._head()
        main = (
            f'<div class="module module-details module-press-release"><h1 class="module_headline">{release.title}</h1><div class="module_date-time">'
            f'<span class="module_date-text">{at}</span></div><div class="module_links"><a href="javascript:window.print()">Print</a> '
            f'<a href="/rss/pressrelease.aspx">RSS</a></div><div class="module_body"><div class="q4default">{body_of(release.blocks, self.flavour)}'
            f'{self.end_of(release)}</div></div><div class="module_back"><a href="/news/default.aspx">Back to news</a></div></div>{share(self.url_of(release))}'
        )
        return self.page(release.title, main, head=head)
