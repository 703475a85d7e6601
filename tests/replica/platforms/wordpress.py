"""WordPress: `/page/N/`, feeds with `?paged=`, the REST API with its totals, archives of months, core's own sitemaps."""

# ruff: noqa: E501  documents in one piece

import re
from datetime import UTC

from tests.replica.platforms.company import Release, pages_of
from tests.replica.platforms.markup import body_of, share, sitemap_index
from tests.replica.platforms.newsroom import XML, Ask, PlatformNewsroom, Reply, as_json, text

_MONTH = re.compile(r"/(\d{4})/(?:(\d\d)/)?\Z")


class WordPress(PlatformNewsroom):
    name = "wordpress"

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.dated = self.rng.random() < 0.5  # /2024/05/slug/ or /slug/
        self.theme = self.rng.choice(("classic", "blocks", "builder"))
        self.pager = self.rng.choice(("numbers", "older"))
        self.has_api = self.rng.random() < 0.7

    @property
    def sources(self) -> int:
        api = -(-len(self.company.releases) // 100) if self.has_api else 99
        return min(api, -(-len(self.company.releases) // self.size), 2)  # the sitemap of posts behind its index

    @property
    def robots(self) -> str:
        return f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {self.origin}/wp-sitemap.xml\n"

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/wp-content/uploads/{release.at:%Y/%m}/{release.slug}.pdf"
        return f"/{release.at:%Y/%m}/{release.slug}/" if self.dated else f"/{release.slug}/"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/wp-sitemap.xml":
            return text(
                sitemap_index(f"{self.origin}/wp-sitemap-{each}-1.xml" for each in ("posts-post", "posts-page", "users")),
                kind=XML,
            )
        if ask.path == "/wp-sitemap-posts-post-1.xml":
            return self.sitemap(self.path_of(each) for each in self.company.releases if each.kind == "page")
        if ask.path == "/wp-json/wp/v2/posts" and self.has_api:
            return self._rest(ask)
        month = _MONTH.match(ask.path)
        if month and self.dated:
            return self._of_month(month[1], month[2])
        if ask.path in ("/feed/", "/news/feed/"):
            return self._feed(ask)
        number = 1 if ask.path == "/news/" else 0
        if ask.path.startswith("/news/page/"):
            number = int(ask.path.split("/")[3] or 0)
        return text(self._list(number)) if 0 < number <= len(self.pages) else None

    def _rest(self, ask: Ask) -> Reply:
        size = min(100, ask.number("per_page", 10))
        pages, number = pages_of(self.company.newest_first, size), ask.number("page", 1)
        if number > len(pages):
            return as_json({"code": "rest_post_invalid_page_number", "message": "The page number is too large."}, 400)
        posts = [
            {
                "id": each.number, "date": f"{each.at:%Y-%m-%dT%H:%M:%S}", "date_gmt": f"{each.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
                "modified": "2026-05-01T10:00:00", "slug": each.slug, "type": "post", "link": self.url_of(each),
                "title": {"rendered": each.title.replace("&", "&amp;").replace("'", "&#8217;")}, "excerpt": {"rendered": each.excerpt},
                "_links": {"self": [{"href": f"{self.origin}/wp-json/wp/v2/posts/{each.number}"}]},
            }
            for each in pages[number - 1]
        ]  # fmt: skip
        return as_json(posts, X_WP_Total=str(len(self.company.releases)), X_WP_TotalPages=str(len(pages)))

    def _feed(self, ask: Ask) -> Reply | None:
        number = ask.number("paged", 1)
        if not 0 < number <= len(self.pages):
            return None
        return self.feed(self.pages[number - 1], head="<generator>https://wordpress.org/?v=6.5</generator>")

    def _list(self, number: int) -> str:
        rows = "".join(self._row(each) for each in self.pages[number - 1])
        return self.page("News", f"<h1>News</h1><div class='posts'>{rows}</div>{self._pager(number)}{self._archives()}", head=self._head())

    def _of_month(self, year: str, month: str | None) -> Reply | None:
        found = [each for each in self.company.newest_first if f"{each.at:%Y/%m}".startswith(f"{year}/{month or ''}")]
        return text(self.page(f"Archives {year}", f"<h1>Archives</h1>{''.join(map(self._row, found))}", head=self._head())) if found else None

    def _archives(self) -> str:
        months = dict.fromkeys((f"{each.at:%Y/%m}", f"{each.at:%B %Y}") for each in self.company.newest_first)
        links = "".join(f'<li><a href="/{path}/">{name}</a></li>' for path, name in months)
        return f'<aside class="widget widget_archive"><h2>Archives</h2><ul>{links}</ul></aside>' if self.dated else ""

    def _row(self, release: Release) -> str:
        at, link = f"{release.at:%B} {release.at.day}, {release.at.year}", self.path_of(release)
        when = f'<time class="entry-date published" datetime="{release.at.isoformat()}">{at}</time>'
        if self.theme == "builder":
            return (
                f'<div class="elementor-post"><a href="{link}" class="thumb"><img src="/t.jpg" alt=""></a><h3><a href="{link}">{release.title}'
                f'</a></h3><span class="date">{at}</span><p>{release.excerpt}</p><a href="{link}">Read more</a></div>'
            )
        return (
            f'<article class="post hentry"><h2 class="entry-title"><a href="{link}" rel="bookmark">{release.title}</a></h2>{when}'
            f'<p>{release.excerpt}</p><a class="more-link" href="{link}">Continue reading</a></article>'
        )

    def _pager(self, number: int) -> str:
        last = len(self.pages)
        older = f'<a href="/news/page/{number + 1}/">← Older posts</a>' if number < last else ""
        newer = f'<a href="/news/page/{number - 1}/">Newer posts →</a>' if number > 1 else ""
        if self.pager == "older":
            return f'<nav class="posts-navigation"><div class="nav-previous">{older}</div><div>{newer}</div></nav>'
        near = [each for each in (1, number - 1, number, number + 1, last) if 0 < each <= last]
        links = "".join(
            f'<span aria-current="page" class="page-numbers current">{each}</span>' if each == number
            else f'<a class="page-numbers" href="/news/page/{each}/">{each}</a>'
            for each in dict.fromkeys(near)
        )  # fmt: skip
        return f'<nav class="navigation pagination"><div class="nav-links">{links}</div></nav>'

    def _head(self) -> str:
        api = f'<link rel="https://api.w.org/" href="{self.origin}/wp-json/">' if self.has_api else ""
        return (
            f'<meta name="generator" content="WordPress 6.5.2"><link rel="alternate" type="application/rss+xml" title="Feed" '
            f'href="{self.origin}/feed/"><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="{self.origin}/comments/feed/">{api}'
        )

    def article(self, release: Release) -> str:
        at = f"{release.at:%B} {release.at.day}, {release.at.year}"
        near = "".join(f'<li><a href="{self.path_of(each)}">{each.title}</a></li>' for each in self.neighbours(release))
        main = (
            f'<article class="post"><header><h1 class="entry-title">{release.title}</h1><div class="entry-meta">Posted on <time datetime="'
            f'{release.at.isoformat()}">{at}</time> by <a href="/author/press/">Press Office</a></div></header><div class="entry-content">'
            f"{body_of(release.blocks, self.flavour)}{self.end_of(release)}</div><footer class='entry-footer'>Posted in "
            f"<a href='/category/news/' rel='category tag'>News</a></footer></article>{share(self.url_of(release))}"
            f"<section class='related'><h2>Recent posts</h2><ul>{near}</ul></section>"
        )
        return self.page(
            release.title,
            main,
            head=f'{self._head()}<link rel="canonical" href="{self.url_of(release)}">',
            body='class="single single-post"',
        )
