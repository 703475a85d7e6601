"""Newsrooms that a service hosts: Prezly, Mynewsdesk, Presspage; their lists go on behind a button."""

# ruff: noqa: E501  documents in one piece

import json

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, as_json, text


def linked_data(release: Release, newsroom: PlatformNewsroom) -> str:
    """The NewsArticle in the head of a release."""
    said = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": release.title, "datePublished": release.at.isoformat(),
        "dateModified": release.at.isoformat(), "inLanguage": "en", "mainEntityOfPage": newsroom.url_of(release),
        "publisher": {"@type": "Organization", "name": newsroom.company.name},
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


class Prezly(PlatformNewsroom):
    name = "prezly"
    size = 20
    documents = False

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.folder = self.rng.choice(("", "/en"))

    start, rules, mapped = "/", "Allow: /", True

    def path_of(self, release: Release) -> str:
        return f"{self.folder}/{release.slug}"

    def route(self, ask: Ask) -> Reply | None:
        found = self.company.newest_first
        if ask.path == "/feed":
            return self.feed(found[:20], full=True)
        if ask.path == "/sitemap.xml":
            pages = ["/", "/media", "/category/company-news", "/about"]
            return self.sitemap([*pages, *map(self.path_of, found)])
        if ask.path == "/api/stories":
            first, size = ask.number("offset", 0), ask.number("limit", 20)
            stories = [{"uuid": str(each.number), "title": each.title, "slug": each.slug, "publishedAt": each.at.isoformat()} for each in found[first : first + size]]
            return as_json({"stories": stories, "storiesTotal": len(found)})
        return text(self._front()) if ask.path in ("/", "/en") else None

    def _head(self) -> str:
        return (
            f'<link rel="alternate" type="application/rss+xml" title="{self.company.name}" href="/feed"><meta name="generator" content="Prezly">'
            '<link rel="preconnect" href="https://cdn.uc.assets.prezly.com">'
        )

    def _front(self) -> str:
        cards = "".join(
            f'<div class="StoryCard_container"><a href="{self.path_of(each)}" class="imageLink"><img src="https://cdn.uc.assets.prezly.com/{each.number}/-/format/auto/" alt=""></a>'
            f'<h2 class="StoryCard_title"><a href="{self.path_of(each)}">{each.title}</a></h2><time datetime="{each.at.isoformat()}">{each.at:%B} {each.at.day}, {each.at.year}</time></div>'
            for each in self.company.newest_first[: self.size]
        )  # fmt: skip
        main = f'<h1>{self.company.name} newsroom</h1><div class="InfiniteStories">{cards}<button type="button" class="loadMore">Load more</button></div>'
        return self.page("Newsroom", main, head=self._head())

    def article(self, release: Release) -> str:
        near = "".join(f'<div class="StoryCard"><a href="{self.path_of(each)}">{each.title}</a></div>' for each in self.neighbours(release))
        main = (
            f'<article class="Story_container"><h1 class="Story_title">{release.title}</h1><p class="Story_date"><time datetime="{release.at.isoformat()}">'
            f'{release.at:%B} {release.at.day}, {release.at.year}</time></p><div class="prezly-slate-document">{body_of(release.blocks, self.flavour)}</div>'
            f'{self.end_of(release)}</article>{share(self.url_of(release))}<section class="latest"><h2>Latest stories</h2>{near}</section>'
        )
        return self.page(release.title, main, head=self._head() + linked_data(release, self))


class Mynewsdesk(PlatformNewsroom):
    """Other companies have their newsrooms on the same host: `/se/other/...`."""

    name = "mynewsdesk"
    documents = False
    size = 20

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.mapped = bool(seed % 2)
        self.button = self.rng.choice(("link", "data"))
        self.others = [f"/se/quite-another-big-company/pressreleases/somebody-else-s-news-{3100000 + number}" for number in range(6)]

    start, rules = "/se/our-old-mining-company/pressreleases", "Disallow: /admin"

    def path_of(self, release: Release) -> str:
        return f"{self.start}/{release.slug.rpartition('-')[0]}-{2900000 + release.number}"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/se/our-old-mining-company/rss/current_news/12345":
            return self.feed(self.pages[0])
        if ask.path == "/sitemap.xml" and self.mapped:  # of all companies
            return self.sitemap(("/", "/se/our-old-mining-company", *self.others, *self.by_path))
        if ask.path in self.others:
            return text(self.page("Somebody else's news", "<article><h1>Somebody else's news</h1><time>2026-06-01</time><p>Words of another company.</p></article>"))
        number = ask.number("page", 1)
        return text(self._list(number)) if ask.path == self.start and 0 < number <= len(self.pages) else None

    def _head(self) -> str:
        return '<link rel="alternate" type="application/rss+xml" href="/se/our-old-mining-company/rss/current_news/12345"><link rel="stylesheet" href="https://mnd-assets.mynewsdesk.com/assets/main.css">'

    def _list(self, number: int) -> str:
        rows = "".join(
            f'<li class="stream-item"><div class="panel__heading"><h2><a href="{self.path_of(each)}">{each.title}</a></h2><p class="type">Press releases&nbsp;&bull;&nbsp;'
            f'<time datetime="{each.at.isoformat()}">{each.at:%b} {each.at.day}, {each.at.year} {each.at:%H:%M}</time></p></div><div class="panel__text"><p>{each.excerpt}</p></div></li>'
            for each in self.pages[number - 1]
        )  # fmt: skip
        address = f"{self.start}?page={number + 1}"
        link = f'<a class="button load-more" rel="next" href="{address}">Show more</a>' if self.button == "link" else f'<button class="load-more" data-url="{address}">Show more</button>'
        main = f'<h1>Press releases</h1><ul class="stream">{rows}</ul><div class="pagination">{link if number < len(self.pages) else ""}</div>{self._elsewhere()}'
        return self.page("Press releases", main, head=self._head())

    def _elsewhere(self) -> str:
        links = "".join(f'<li><a href="{each}">Somebody else’s news, number {at}</a></li>' for at, each in enumerate(self.others))
        return f'<aside class="related"><h3>From other newsrooms</h3><ul>{links}</ul></aside>'

    def article(self, release: Release) -> str:
        main = (
            f'<article class="newsroom-item"><p class="meta">Press release&nbsp;&bull;&nbsp;<time datetime="{release.at.isoformat()}">{release.at:%b} {release.at.day}, {release.at.year}'
            f' {release.at:%H:%M}</time></p><h1>{release.title}</h1><div class="panel__text">{body_of(release.blocks, self.flavour)}</div>{self.end_of(release)}<h2>Topics</h2>'
            f'<ul class="tags"><li><a href="/se/our-old-mining-company/tag/industry">Industry</a></li></ul></article>{share(self.url_of(release))}{self._elsewhere()}'
        )
        return self.page(release.title, main, head=self._head() + linked_data(release, self))


class Presspage(PlatformNewsroom):
    name = "presspage"
    start, rules = "/news", "Disallow: /search"
    size = 12
    documents = False

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.mapped = self.rng.random() < 0.5

    def path_of(self, release: Release) -> str:
        return f"/{release.slug}/"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/feed":
            return self.feed(self.pages[0])
        if ask.path == "/sitemap.xml" and self.mapped:
            return self.sitemap(["/", "/news", "/contacts", *map(self.path_of, self.company.newest_first)])
        number = ask.number("page", 1)
        return text(self._list(number)) if ask.path == "/news" and 0 < number <= len(self.pages) else None

    def _list(self, number: int) -> str:
        cards = "".join(
            f'<div class="pp-card news-item"><a href="{self.path_of(each)}"><div class="image" style="background-image:url(https://content.presspage.com/uploads/1234/500_{each.number}.jpg)">'
            f'</div><div class="date">{each.at.day} {each.at:%B %Y}</div><h3 class="title">{each.title}</h3><p>{each.excerpt}</p></a></div>'
            for each in self.pages[number - 1]
        )  # fmt: skip
        more = f'<a class="load-more btn" href="/news?page={number + 1}">Load more</a>' if number < len(self.pages) else ""
        return self.page("News", f'<h1>News</h1><div class="news-grid">{cards}</div>{more}', head=self._head())

    def _head(self) -> str:
        return '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="dns-prefetch" href="//content.presspage.com">'

    def article(self, release: Release) -> str:
        near = "".join(f'<a href="{self.path_of(each)}"><span>{each.at.day} {each.at:%B %Y}</span><h4>{each.title}</h4></a>' for each in self.neighbours(release))
        main = (
            f'<div class="release-wrapper"><div class="release-header"><span class="date">{release.at.day} {release.at:%B %Y}</span><h1 class="title">{release.title}</h1></div>'
            f'<div class="release-body" id="pp-body">{body_of(release.blocks, self.flavour)}</div>{self.end_of(release)}</div>{share(self.url_of(release))}'
            f'<div class="more-news"><h3>More news</h3>{near}</div>'
        )
        return self.page(release.title, main, head=self._head() + linked_data(release, self))
