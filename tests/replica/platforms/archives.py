
"""Newsrooms of several lists: one a year or a month, one a section behind a page that leads to all."""

from html import escape

from tests.replica.platforms.company import Release
from tests.replica.platforms.lists import ListedNewsroom, rows_of
from tests.replica.platforms.markup import options
from tests.replica.platforms.newsroom import Ask, Reply, text


class Archives(ListedNewsroom):
    """One list a year. Styles: tabs, a select with addresses, a side bar with the months."""

    name, documents = "archives", False

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.months = sorted({each.at.strftime("%Y/%m") for each in self.company.releases}, reverse=True)

    @property
    def sources(self) -> int:
        return len(self.months) + 1 if self.seed % 3 == 2 else len(self.years)

    def path_of(self, release: Release) -> str:
        return f"/news/{release.at:%Y}/{release.slug}"

    def page_at(self, ask: Ask) -> int | None:
        return None

    def route(self, ask: Ask) -> Reply | None:
        if not ask.path.startswith("/news"):
            return None
        said = ask.query.get("year") or ask.path.removeprefix("/news").strip("/") or str(self.years[0])
        if said not in [*map(str, self.years), *self.months]:
            return None
        rows = [each for each in self.company.newest_first if each.at.strftime("%Y/%m").startswith(said)]
        if ask.path == "/news/" and not ask.query and self.seed % 3 == 2:
            rows = self.company.newest_first[:5]
        shown = rows_of([(each, self.path_of(each)) for each in rows], self.rows)
        return text(self.page("News", f"<h1>News</h1>{self._ways(said)}<div>{shown}</div>"))

    def _ways(self, year: str) -> str:
        if self.seed % 3 == 0:
            tabs = "".join(
                f'<li class="{"active" if str(each) == year else ""}"><a href="/news/{each}/">{each}</a></li>'
                for each in self.years
            )
            return f'<ul class="nav nav-tabs">{tabs}</ul>'
        if self.seed % 3 == 1:
            named = options(((each, str(each)) for each in self.years), year)
            return f'<form action="/news/" method="get"><select name="year" onchange="this.form.submit()">{named}</select></form>'
        names = ("January February March April May June July August September October November December").split()
        links = "".join(f'<li><a href="/news/{each}/">{names[int(each[5:]) - 1]} {each[:4]}</a></li>' for each in self.months)
        return f'<aside class="sidebar"><h3>Archive</h3><ul>{links}</ul></aside>'


class Hub(ListedNewsroom):
    """A start page without rows that leads to lists by section; beside them events, products and people, which are none of it."""

    name, start, documents = "hub", "/newsroom/", False

    @property
    def sources(self) -> int:
        return 1 + sum(-(-len(self._of(each)) // self.size) for each in self._sections)

    @property
    def _sections(self) -> dict[str, str]:
        return {"press-releases": "Press releases", "statements": "Statements", "stories": "Stories"}

    def _of(self, section: str) -> list[Release]:
        at = [*self._sections].index(section)
        return [each for each in self.company.newest_first if each.number % 3 == at]

    def path_of(self, release: Release) -> str:
        return f"/newsroom/{[*self._sections][release.number % 3]}/{release.slug}"

    def page_at(self, ask: Ask) -> int | None:
        return None

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == self.start:
            cards = "".join(
                f'<div class="card"><h3><a href="/newsroom/{slug}/">{name}</a></h3><p>What we have to say</p></div>'
                for slug, name in self._sections.items()
            )
            wrong = "".join(
                f'<li><a href="/{each}/">{each.title()}</a></li>' for each in ("events", "products", "people", "careers")
            )
            return text(self.page("Newsroom", f"<h1>Newsroom</h1>{cards}<ul>{wrong}</ul>"))
        section = ask.path.removeprefix("/newsroom/").strip("/")
        if ask.path.strip("/") in ("events", "people"):
            rows = "".join(
                f'<li><span>{each.day}</span> <a href="{ask.path}{each.number}-talk">{escape(each.title)} live</a></li>'
                for each in self.company.newest_first[:15]
            )
            return text(self.page("Events", f"<h1>Events</h1><ul>{rows}</ul>"))
        if section not in self._sections:
            return None
        mine, number = self._of(section), ask.number("page", 1)
        rows = rows_of([(each, self.path_of(each)) for each in mine[(number - 1) * self.size : number * self.size]], self.rows)
        onward = f'<a rel="next" href="?page={number + 1}">Next</a>' if number * self.size < len(mine) else ""
        return text(self.page(self._sections[section], f"<h1>{self._sections[section]}</h1>{rows}<p>{onward}</p>"))


ARCHIVES = (Archives, Hub)
