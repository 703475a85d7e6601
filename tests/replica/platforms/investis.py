"""Investis: a list for each year behind tabs or a select, each with pages of its own."""

# ruff: noqa: E501  documents in one piece

from tests.replica.platforms.company import Release, pages_of
from tests.replica.platforms.markup import body_of, options, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, text


class Investis(PlatformNewsroom):
    name = "investis"
    start = "/news-releases"
    size = 15

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.tabs = self.rng.choice(("tabs", "select", "list"))

    @property
    def sources(self) -> int:
        return sum(len(self._pages(year)) for year in self.years)

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/~/media/Files/N/press-releases/{release.at.year}/{release.slug}.pdf"
        return f"/news-releases/{release.at.year}/{release.at:%m-%d-%Y}-{release.number:09d}"

    def _pages(self, year: int) -> list[list[Release]]:
        return pages_of([each for each in self.company.newest_first if each.at.year == year], self.size)

    def route(self, ask: Ask) -> Reply | None:
        said = ask.path.removeprefix("/news-releases").strip("/")
        year = int(said) if said.isdecimal() else self.years[0]
        if not ask.path.startswith("/news-releases") or year not in self.years or (said and not said.isdecimal()):
            return None
        pages, number = self._pages(year), ask.number("page", 1)
        return text(self._list(year, number, pages)) if 0 < number <= len(pages) else None

    def _list(self, year: int, number: int, pages: list[list[Release]]) -> str:
        rows = "".join(
            f'<li><span class="date">{each.at.day:02d} {each.at:%b %Y}</span><h3><a href="{self.path_of(each)}">{each.title}</a></h3></li>'
            for each in pages[number - 1]
        )  # fmt: skip
        pager = "".join(
            f'<li class="active"><span>{at}</span></li>' if at == number else f'<li><a href="/news-releases/{year}?page={at}">{at}</a></li>'
            for at in range(1, len(pages) + 1)
        )  # fmt: skip
        pager = f'<ul class="pagination">{pager}</ul>' if len(pages) > 1 else ""
        main = f'<h1>News releases</h1>{self._years(year)}<ul class="news-list">{rows}</ul>{pager}<p class="credit">Delivered by <a href="https://www.investisdigital.com">Investis Digital</a></p>'
        return self.page(f"News releases {year}", main)

    def _years(self, year: int) -> str:
        if self.tabs == "select":
            named = options(((f"/news-releases/{each}", each) for each in self.years), year)
            return f'<label>Year <select onchange="location.href=this.value">{named}</select></label>'
        links = "".join(f'<li class="{"active" if each == year else ""}"><a href="/news-releases/{each}">{each}</a></li>' for each in self.years)
        return f'<div class="{"nav nav-tabs" if self.tabs == "tabs" else "archive-years"}"><ul>{links}</ul></div>'

    def article(self, release: Release) -> str:
        main = (
            f'<div class="news-article"><p class="date">{release.at.day:02d} {release.at:%B %Y}</p><h1>{release.title}</h1><div class="article-content">'
            f'{body_of(release.blocks, self.flavour)}{self.end_of(release)}</div><p><a href="/news-releases">Back to list</a></p></div>{share(self.url_of(release))}'
            '<p class="credit">Delivered by <a href="https://www.investisdigital.com">Investis Digital</a></p>'
        )
        return self.page(release.title, main)
