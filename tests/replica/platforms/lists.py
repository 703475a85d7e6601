# ruff: noqa: E501  markup in one piece
"""What systems with a list in pages have in common: rows in several markups, and a list that is known by its page's number."""

import re
from collections.abc import Sequence
from html import escape

from tests.replica.platforms.company import Release
from tests.replica.platforms.markup import body_of, share
from tests.replica.platforms.newsroom import Ask, PlatformNewsroom, Reply, text

ROWS = ("before", "after", "table", "cards", "heading")


def rows_of(releases: Sequence[tuple[Release, str]], style: str, pattern: str = "%Y-%m-%d") -> str:
    """The rows of a list: releases with their addresses, as written in the page; pattern: of their days."""
    shown = [(escape(each.title), escape(href), each.at.strftime(pattern), each.excerpt) for each, href in releases]
    one = {
        "before": '<li><span class="date">{day}</span> <a href="{href}" target="_blank" title="{title}">{title}</a></li>',
        "after": '<li><a href="{href}" target="_blank">{title}</a><span>[{day}]</span></li>',
        "table": '<tr><td class="info"><a href="{href}">{title}</a></td><td class="time">{day}</td></tr>',
        "cards": '<div class="item"><a class="pic" href="{href}"><img src="/images/n.jpg" alt=""></a><h3><a href="{href}">{title}</a></h3>'
        '<p>{excerpt}</p><span class="when">{day}</span></div>',
        "heading": '<article><h2><a href="{href}">{title}</a></h2><p class="meta">{day}</p><p>{excerpt}</p></article>',
    }[style]
    around = {
        "table": "<table class='list'>{}</table>",
        "before": "<ul class='list'>{}</ul>",
        "after": "<ul class='news_list'>{}</ul>",
    }
    filled = "".join(one.format(title=title, href=href, day=day, excerpt=escape(said)) for title, href, day, said in shown)
    return around.get(style, "<div class='list'>{}</div>").format(filled)


class ListedNewsroom(PlatformNewsroom):
    """A newsroom whose list has pages: a subclass says where each is and how its pager is printed."""

    pattern = "%Y-%m-%d"

    def __init__(self, seed: int, articles: int = 300) -> None:
        super().__init__(seed, articles)
        self.rows = self.rng.choice(ROWS)

    def page_at(self, ask: Ask) -> int | None:
        """Which page of the list a request asks for, from 1; None for another one."""
        raise NotImplementedError

    def pager(self, number: int) -> str:
        """The pager of that page, in markup."""
        raise NotImplementedError

    def href_of(self, release: Release) -> str:
        """The address of a release as the list prints it."""
        return self.path_of(release)

    def listed(self, number: int) -> str:
        """The rows of that page, in markup."""
        return rows_of([(each, self.href_of(each)) for each in self.pages[number - 1]], self.rows, self.pattern)

    def route(self, ask: Ask) -> Reply | None:
        """A page of the list."""
        number = self.page_at(ask)
        if number is None or not 1 <= number <= len(self.pages):
            return None
        return text(self.list_page(number))

    def list_page(self, number: int) -> str:
        """A whole page of the list."""
        return self.page("News", f"<h1>{self.heading}</h1>{self.listed(number)}{self.pager(number)}")

    @property
    def heading(self) -> str:
        """What stands above the list."""
        return "News" if self.language == "en" else "集团要闻"

    def article(self, release: Release) -> str:
        """A plain article page: title, day, body, end, neighbours."""
        others = "".join(f'<li><a href="{self.path_of(each)}">{escape(each.title)}</a></li>' for each in self.neighbours(release))
        related = "Related news" if self.language == "en" else "相关新闻"
        main = (
            f'<div class="article"><h1>{escape(release.title)}</h1>{self.meta_line(release)}<div class="content">'
            f"{body_of(release.blocks, self.flavour)}{self.end_of(release)}</div></div>{share(self.url_of(release))}"
            f'<div class="related"><h3>{related}</h3><ul>{others}</ul></div>'
        )
        return self.page(release.title, main, head=self.head_of(release))

    def meta_line(self, release: Release) -> str:
        """The line below the title."""
        if self.language == "en":
            return f'<p class="date">{release.at:%B} {release.at.day}, {release.at.year}</p>'
        return f'<p class="info">来源：集团办公室 发布时间：{release.day} <a href="javascript:window.print()">打印</a></p>'

    def head_of(self, release: Release) -> str:
        """What stands in the head of a release's page."""
        return ""


def number_in(pattern: str, path: str, first: tuple[str, ...]) -> int | None:
    """The number in a path that fits, 1 for those of the first page."""
    if path in first:
        return 1
    found = re.fullmatch(pattern, path)
    return int(found[1]) if found else None
