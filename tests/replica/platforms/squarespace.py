"""Squarespace: "Older Posts" by `offset=` of milliseconds, and every list as `?format=json` or `?format=rss`."""

# ruff: noqa: E501  documents in one piece

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, as_json, text


class Squarespace(PlatformNewsroom):
    name = "squarespace"
    start, rules = "/news", "Disallow: /config\nDisallow: /search"
    size = 20
    documents = False

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.dated = self.rng.random() < 0.5
        self.mapped = self.rng.random() < 0.5
        self.look = self.rng.choice(("list", "grid"))

    def path_of(self, release: Release) -> str:
        return f"/news/{release.at.year}/{release.at.month}/{release.at.day}/{release.slug}" if self.dated else f"/news/{release.slug}"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/sitemap.xml":
            return self.sitemap(("/", "/about", "/news", *self.by_path))
        if ask.path != self.start:
            return None
        before = ask.number("offset", 10**14)
        found = [each for each in self.company.newest_first if self._ms(each) < before]
        part, rest = found[: self.size], found[self.size :]
        following = f"/news?offset={self._ms(part[-1])}" if rest else None
        if ask.query.get("format") == "rss":
            return self.feed(found[:20])
        if ask.query.get("format") == "json":
            items = [{"id": str(each.number), "title": each.title, "urlId": each.slug, "fullUrl": self.path_of(each), "publishOn": self._ms(each)} for each in part]
            return as_json({"collection": {"title": "News"}, "items": items, "pagination": {"nextPage": bool(rest), "nextPageUrl": following}})
        return text(self._list(part, following))

    def _ms(self, release: Release) -> int:
        return int(release.at.timestamp()) * 1000 + release.number

    def _list(self, part: list[Release], following: str | None) -> str:
        rows = "".join(self._row(each) for each in part)
        older = f'<div class="older"><a rel="next" href="{following}"><span>Older Posts</span></a></div>' if following else ""
        main = f'<section class="blog-basic-{self.look}"><h1>News</h1><div class="blog-list">{rows}</div><nav class="blog-list-pagination">{older}</nav></section>'
        return self.page("News", main, head=self._head())

    def _row(self, release: Release) -> str:
        link, when = self.path_of(release), f"{release.at:%b} {release.at.day}, {release.at.year}"
        return (
            f'<article class="blog-item"><a href="{link}" class="image-wrapper"><img src="https://images.squarespace-cdn.com/{release.number}.jpg" alt=""></a>'
            f'<h1 class="blog-title"><a href="{link}">{release.title}</a></h1><div class="blog-meta"><time class="blog-date" pubdate>{when}</time>'
            f'<a href="/news/category/Press">Press</a></div><p>{release.excerpt}</p><a class="blog-more-link" href="{link}">Read More</a></article>'
        )

    def _head(self) -> str:
        return '<!-- This is Squarespace. --><link rel="alternate" type="application/rss+xml" title="RSS Feed" href="/news?format=rss"><script>Static = window.Static || {};</script>'

    def article(self, release: Release) -> str:
        near = self.neighbours(release)[0]
        main = (
            f'<article class="h-entry" data-item-id="{release.number}"><div class="blog-item-top-wrapper"><h1 class="entry-title">{release.title}</h1><time class="dt-published" '
            f'datetime="{release.at.isoformat()}">{release.at:%b} {release.at.day}</time><span>Written By <a href="/news?author=1">Press Office</a></span></div>'
            f'<div class="blog-item-content e-content"><div class="sqs-block-content">{body_of(release.blocks, self.flavour)}{self.end_of(release)}</div></div></article>'
            f'{share(self.url_of(release))}<section class="item-pagination"><a href="{self.path_of(near)}">Previous<h2>{near.title}</h2></a></section>'
        )
        return self.page(release.title, main, head=self._head())
