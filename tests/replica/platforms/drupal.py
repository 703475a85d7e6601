"""Drupal 7 to 11: views with `?page=` from 0, full, mini and "load more" pagers; a feed of the newest."""

# ruff: noqa: E501  documents in one piece

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, text


class Drupal(PlatformNewsroom):
    name = "drupal"
    start = "/newsroom"
    size = 12

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.version = (7, 8, 10, 11)[seed % 4]
        self.form = self.rng.choice(("newsroom", "node", "news_dated"))
        self.pager = self.rng.choice(("full", "mini", "load_more"))

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/sites/default/files/{release.at:%Y-%m}/{release.slug}.pdf"
        if self.form == "node":
            return f"/node/{4100 + 3 * release.number}"
        return f"/newsroom/{release.slug}" if self.form == "newsroom" else f"/news/{release.at:%Y-%m-%d}/{release.slug}"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/rss.xml":
            return self.feed(each for each in self.pages[0] if each.kind == "page")
        if ask.path != self.start:
            return None
        number = ask.number("page", 0)
        rows = "".join(map(self._row, self.pages[number])) if number < len(self.pages) else '<div class="view-empty">No results found.</div>'
        main = f'<h1 class="page-title">Newsroom</h1><div class="view view-news view-id-news view-display-id-page"><div class="view-content">{rows}</div>{self._pager(number)}</div>'
        return text(self.page("Newsroom", main, head=self._head()))

    def _head(self) -> str:
        name = f"Drupal {self.version} (https://www.drupal.org)" if self.version > 7 else "Drupal 7 (http://drupal.org)"
        return f'<meta name="Generator" content="{name}"><link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml">'

    def _row(self, release: Release) -> str:
        link, at = self.path_of(release), release.at
        if self.version == 7:
            return (
                f'<div class="views-row"><div class="views-field views-field-created"><span class="field-content">{at.month:02d}/{at.day:02d}/{at:%Y}</span></div>'
                f'<div class="views-field views-field-title"><span class="field-content"><a href="{link}">{release.title}</a></span></div>'
                f'<div class="views-field views-field-view-node"><a href="{link}">read more</a></div></div>'
            )
        return (
            f'<div class="views-row"><article data-history-node-id="{release.number}" class="node node--type-press-release node--view-mode-teaser"><h2><a href="{link}" rel="bookmark">'
            f'<span class="field field--name-title">{release.title}</span></a></h2><div class="field field--name-field-date"><time datetime="{at.isoformat()}" class="datetime">'
            f'{at.day} {at:%B %Y}</time></div><div class="field--name-body">{release.excerpt}</div><ul class="links inline"><li class="node-readmore"><a href="{link}" title="{release.title}">'
            f'Read more<span class="visually-hidden"> about {release.title}</span></a></li></ul></article></div>'
        )

    def _pager(self, number: int) -> str:
        last, here = len(self.pages) - 1, self.start
        if self.pager == "load_more":
            more = f'<li class="pager__item"><a class="button" href="{"?" if self.version > 7 else here + "?"}page={number + 1}" title="Load more items" rel="next">Load More</a></li>'
            return f'<ul class="js-pager__items pager" data-drupal-views-infinite-scroll-pager>{more if number < last else ""}</ul>'
        back = f'<li class="pager-previous"><a href="{here}?page={number - 1}">‹ previous</a></li>' if number else ""
        on = f'<li class="pager-next"><a href="{here}?page={number + 1}">next ›</a></li><li class="pager-last"><a href="{here}?page={last}">last »</a></li>' if number < last else ""
        if self.pager == "mini":
            return f'<nav class="pager"><ul>{back}<li class="pager__item is-active">Page {number + 1}</li>{on.partition("</li>")[0]}</ul></nav>'
        numbers = "".join(
            f'<li class="pager-current">{at + 1}</li>' if at == number else f'<li class="pager-item"><a title="Go to page {at + 1}" href="{here}?page={at}">{at + 1}</a></li>'
            for at in range(max(0, number - 4), min(last + 1, number + 5))
        )  # fmt: skip
        return f'<h2 class="element-invisible">Pages</h2><div class="item-list"><ul class="pager">{back}{numbers}{on}</ul></div>'

    def article(self, release: Release) -> str:
        at = release.at
        when = f"Submitted by press on {at:%a}, {at:%m/%d/%Y} - {at:%H:%M}" if self.version == 7 else f'<time datetime="{at.isoformat()}">{at.day} {at:%B %Y}</time>'
        near = "".join(f'<li><a href="{self.path_of(each)}">{each.title}</a></li>' for each in self.neighbours(release))
        main = (
            f'<article class="node node-press-release" about="{self.path_of(release)}"><h1 class="page-title">{release.title}</h1><div class="submitted">{when}</div><div class="field '
            f'field-name-body field--name-body"><div class="field-items"><div class="field-item">{body_of(release.blocks, self.flavour)}{self.end_of(release)}</div></div></div>'
            f'<div class="field field-name-field-tags"><div class="field-label">Tags:&nbsp;</div><a href="/taxonomy/term/3">{release.category}</a></div></article>'
            f'{share(self.url_of(release))}<div class="block block-views"><h2>Recent news</h2><ul>{near}</ul></div>'
        )
        return self.page(release.title, main, head=self._head())
