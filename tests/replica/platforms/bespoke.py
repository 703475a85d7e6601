"""Sites made for one company: AEM pages with years or `start=`, and any other mixture of pagers, rows and dates."""

# ruff: noqa: E501  documents in one piece

from collections.abc import Callable

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, text


class Aem(PlatformNewsroom):
    name = "aem"
    start = "/en/newsroom.html"
    size = 10

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.pager = ("years", "start", "selector")[seed % 3]

    @property
    def sources(self) -> int:
        return len(self.years) if self.pager == "years" else super().sources

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/content/dam/corporate/en/press/{release.at.year}/{release.slug}.pdf"
        return f"/en/newsroom/{release.at.year}/{release.slug}.html"

    def route(self, ask: Ask) -> Reply | None:
        found = self.company.newest_first
        if self.pager == "years":
            said = ask.path.removeprefix("/en/newsroom/").removesuffix(".html")
            year = self.years[0] if ask.path == self.start else int(said) if said.isdecimal() else 0
            links = "".join(f'<li class="cmp-tabs__tab{"--active" if each == year else ""}"><a href="/en/newsroom/{each}.html">{each}</a></li>' for each in self.years)
            return text(self._list([each for each in found if each.at.year == year], f'<ol class="cmp-tabs__tablist">{links}</ol>', "")) if year in self.years else None
        if self.pager == "start":
            number = ask.number("start", 0) // self.size if ask.path == self.start else -1
        else:
            number = int(ask.path[len("/en/newsroom.page-") : -5] or 0) if ask.path.startswith("/en/newsroom.page-") else 0 if ask.path == self.start else -1
        return text(self._list(self.pages[number], "", self._pager(number))) if 0 <= number < len(self.pages) else None

    def _address(self, number: int) -> str:
        if self.pager == "start":
            return f"{self.start}?start={number * self.size}"
        return f"/en/newsroom.page-{number}.html" if number else self.start

    def _pager(self, number: int) -> str:
        around = range(max(0, number - 2), min(len(self.pages), number + 3))
        links = "".join(f'<li><a class="{"is-current" if at == number else ""}" href="{self._address(at)}">{at + 1}</a></li>' for at in around)
        on = f'<li><a aria-label="Next page" href="{self._address(number + 1)}"><svg class="icon-chevron-right"></svg></a></li>' if number + 1 < len(self.pages) else ""
        return f'<nav class="cmp-pagination"><ul>{links}{on}</ul></nav>'

    def _list(self, part: list[Release], above: str, below: str) -> str:
        rows = "".join(
            f'<li class="cmp-list__item"><a class="cmp-list__item-link" href="{self.path_of(each)}"><span class="cmp-list__item-date">{each.at:%d.%m.%Y}</span>'
            f'<span class="cmp-list__item-title">{each.title}</span></a></li>'
            for each in part
        )  # fmt: skip
        main = f'<div class="root responsivegrid"><h1 class="cmp-title__text">Newsroom</h1>{above}<ul class="cmp-list">{rows}</ul>{below}</div>'
        return self.page("Newsroom", main, head=self._head())

    def _head(self) -> str:
        return '<link rel="stylesheet" href="/etc.clientlibs/corporate/clientlibs/site.min.css"><script src="/etc.clientlibs/corporate/clientlibs/site.min.js"></script>'

    def article(self, release: Release) -> str:
        body = body_of(release.blocks, self.flavour)
        main = (
            f'<div class="root responsivegrid aem-Grid aem-Grid--12"><div class="title aem-GridColumn"><h1 class="cmp-title__text">{release.title}</h1></div><div class="text">'
            f'<p class="cmp-news__date">{release.at:%d.%m.%Y}</p></div><div class="text aem-GridColumn"><div class="cmp-text">{body}</div></div>{self.end_of(release)}'
            f'<div class="download"><a href="/content/dam/corporate/en/press/factsheet.pdf">Fact sheet (PDF, 1 MB)</a></div></div>{share(self.url_of(release))}'
        )
        return self.page(release.title, main, head=self._head())


DATES: dict[str, Callable[[Release], str]] = {
    "long": lambda each: f"{each.at:%B} {each.at.day}, {each.at.year}",
    "british": lambda each: f"{each.at.day} {each.at:%b %Y}",
    "iso": lambda each: each.day,
    "dotted": lambda each: f"{each.at:%d.%m.%Y}",
    "american": lambda each: f"{each.at:%m/%d/%Y}",
}


class Generic(PlatformNewsroom):
    name = "generic"
    start, rules = "/media/press-releases/", "Disallow:"

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.date_of = DATES[self.rng.choice(list(DATES))]
        self.rows = self.rng.choice(("table", "list", "cards", "lines"))
        self.pager = ("query", "path", "file", "more")[seed % 4]
        self.size = self.rng.choice((8, 15, 25))
        self.form = self.rng.choice(("html", "slug", "id"))
        self.mapped = self.rng.random() < 0.4

    def path_of(self, release: Release) -> str:
        if release.kind == "pdf":
            return f"/downloads/{release.slug}.pdf"
        if self.form == "id":
            return f"/media/press-releases/detail.php?id={500 + release.number}"
        return f"/media/press-releases/{release.slug}{'.html' if self.form == 'html' else '/'}"

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == "/sitemap.xml" and self.mapped:
            others = ("/", "/about", "/products/one", "/products/two", "/media/press-releases/", "/careers/engineer")
            return self.sitemap((*others, *self.by_path))
        number = next((at for at in range(1, len(self.pages) + 1) if self._address(at) == ask.path + (f"?page={ask.query['page']}" if "page" in ask.query else "")), 0)
        return text(self._list(number)) if number else None

    def _address(self, number: int) -> str:
        if number == 1:
            return self.start
        return {"path": f"{self.start}{number}/", "file": f"{self.start}index{number}.html"}.get(self.pager, f"{self.start}?page={number}")

    def _list(self, number: int) -> str:
        rows = "".join(map(self._row, self.pages[number - 1]))
        whole = {"table": f"<table class='data'><tr><th>Date</th><th>Title</th></tr>{rows}</table>", "list": f"<ul>{rows}</ul>"}.get(self.rows, f"<div>{rows}</div>")
        if self.pager == "more":
            pager = f'<p><a href="{self._address(number + 1)}">More press releases</a></p>' if number < len(self.pages) else ""
        else:
            links = " ".join(f"<b>{at}</b>" if at == number else f'<a href="{self._address(at)}">{at}</a>' for at in range(max(1, number - 3), min(len(self.pages), number + 3) + 1))
            pager = f'<div class="pages">Page: {links}</div>'
        return self.page("Press releases", f"<h1>Press releases</h1>{whole}{pager}")

    def _row(self, release: Release) -> str:
        link, when = self.path_of(release), self.date_of(release)
        return {
            "table": f'<tr><td>{when}</td><td><a href="{link}">{release.title}</a></td></tr>',
            "list": f'<li><a href="{link}">{release.title}</a> <small>({when})</small></li>',
            "cards": f'<div class="card"><a href="{link}"><img src="/i.jpg" alt="A picture of the plant at night, with trucks before it"><span>{when}</span><h4>{release.title}</h4></a><p>{release.excerpt}</p></div>',
            "lines": f'<p><b>{when}</b> - <a href="{link}">{release.title}</a></p>',
        }[self.rows]

    def article(self, release: Release) -> str:
        main = (
            f'<p class="crumbs"><a href="/">Home</a> / <a href="/media/">Media</a> / <a href="{self.start}">Press releases</a></p><h1>{release.title}</h1><p class="d">{self.date_of(release)}</p>'
            f'<div class="txt">{body_of(release.blocks, self.flavour)}{self.end_of(release)}</div>{share(self.url_of(release))}<p><a href="{self.start}">All press releases</a></p>'
        )
        return self.page(release.title, main)
