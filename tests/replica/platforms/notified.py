"""Notified (GCS): Drupal with `?page=0`, a table or a list of headlines, each linked twice; a feed of the newest."""

# ruff: noqa: E501  documents in one piece

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, options, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, text

_HEAD = (
    '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)"><link rel="alternate" type="application/rss+xml" '
    'title="News Releases" href="/rss/news-releases.xml"><link rel="stylesheet" href="/sites/g/files/knoqqb1/themes/site/nir.css">'
)


class Notified(PlatformNewsroom):
    name = "notified"

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.numbered = self.rng.random() < 0.4
        self.as_table = self.rng.random() < 0.5
        self.short_dates = self.rng.random() < 0.5

    start = "/news-releases"

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/static-files/{release.number:08x}-4c1d-4a1f-9d3e-{release.number:012x}"
        if self.numbered:
            return f"/news-events/press-releases/detail/{1200 + release.number}/{release.slug}"
        return f"/news-releases/news-release-details/{release.slug}"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/rss/news-releases.xml":
            return self.feed(each for each in self.pages[0] if each.kind == "page")
        if ask.path != self.start:
            return None
        return text(self._list(min(ask.number("page", 0), len(self.pages) - 1)))

    def _date(self, release: Release) -> str:
        at = release.at
        return f"{at.month}/{at.day}/{at:%y}" if self.short_dates else f"{at:%b} {at.day}, {at.year} {at:%I:%M %p} EST"

    def _list(self, number: int) -> str:
        rows = "".join(self._row(each) for each in self.pages[number])
        if self.as_table:
            rows = f'<table class="nirtable views-table collapse-table-wide"><thead><tr><th>Date</th><th>Title</th></tr></thead><tbody>{rows}</tbody></table>'
        years = options(((year, year) for year in range(2026, 2015, -1)), None)
        form = (
            '<form action="/news-releases" method="get" class="nir-widget-form"><select name="b1f2c_year[value]"><option value="_none">Year</option>'
            f'{years}</select><input type="hidden" name="form_build_id" value="form-xyz{number}"><input type="submit" value="Go"></form>'
        )
        steps = [(at, str(at + 1)) for at in range(max(0, number - 2), min(len(self.pages), number + 3))]
        links = "".join(
            f'<li class="pager__item is-active"><a href="?page={at}" title="Current page">{said}</a></li>' if at == number
            else f'<li class="pager__item"><a href="?page={at}" title="Go to page {said}">{said}</a></li>'
            for at, said in steps
        )  # fmt: skip
        last = len(self.pages) - 1
        far = f'<li class="pager__item pager__item--last"><a href="?page={last}" title="Go to last page">last »</a></li>' if number < last else ""
        more = f'<li class="pager__item pager__item--next"><a href="?page={number + 1}" rel="next">next ›</a></li>' if number < last else ""
        pager = f'<nav class="pager" role="navigation"><ul class="pager__items">{links}{more}{far}</ul></nav>'
        main = f'<h1>News Releases</h1><div class="block block-nir-news nir-widget"><div class="nir-widget--list">{form}{rows}</div>{pager}</div>'
        return self.page("News Releases", main, head=_HEAD)

    def _row(self, release: Release) -> str:
        link, when = self.path_of(release), self._date(release)
        pdf = '<a href="/static-files/00000000-aaaa-4a1f-9d3e-000000000000"><span>PDF Version</span></a>' if release.kind == "page" and self.seed % 2 else ""
        if self.as_table:
            return (
                f'<tr><td class="nir-widget--news--date-time">{when}</td><td><div class="nir-widget--field nir-widget--news--headline"><a href="{link}" '
                f'hreflang="en">{release.title}</a></div></td></tr>'
            )
        return (
            f'<article class="node node--nir-news node--type-nir-news node--view-mode-nir-widget-list"><div class="nir-widget--news--date-time">{when}</div>'
            f'<div class="nir-widget--news--headline"><a href="{link}">{release.title}</a></div><div class="nir-widget--news--teaser">{release.excerpt}</div>'
            f'<div class="nir-widget--news--read-more"><a href="{link}">Read More</a></div>{pdf}</article>'
        )

    def article(self, release: Release) -> str:
        main = (
            f'<article class="node node--nir-news node--type-nir-news node--view-mode-full full-news-article"><h1 class="article-heading">{release.title}</h1>'
            f'<div class="related-documents-line"><a href="/node/{release.number}/pdf">PDF Version</a></div><div class="ndq-date"><time '
            f'datetime="{release.at.isoformat()}">{release.at:%b} {release.at.day}, {release.at.year} at {release.at:%I:%M %p}</time></div>'
            f'<div class="xn-content node__content">{body_of(release.blocks, self.flavour)}{self.end_of(release)}<p>Source: {self.company.name}</p></div></article>'
            f"{share(self.url_of(release))}"
        )
        return self.page(release.title, main, head=_HEAD)
