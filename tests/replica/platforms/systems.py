# ruff: noqa: E501  markup in one piece
"""Joomla and 1C-Bitrix, whose lists are told apart by one parameter."""

from tests.replica.platforms.company import Release
from tests.replica.platforms.lists import ListedNewsroom
from tests.replica.platforms.newsroom import Ask, Reply


class Joomla(ListedNewsroom):
    """Joomla: `?start=10`, or `?limitstart=10`; words in brackets for arrows; feeds of the newest by `format=feed`."""

    name, start = "joomla", "/index.php/en/press"

    def path_of(self, release: Release) -> str:
        return f"/index.php/en/press/{80 + release.number}-{release.slug}"

    @property
    def _key(self) -> str:
        return "limitstart" if self.seed % 3 == 0 else "start"

    def page_at(self, ask: Ask) -> int | None:
        return ask.number(self._key, 0) // self.size + 1 if ask.path == self.start and "format" not in ask.query else None

    def route(self, ask: Ask) -> Reply | None:
        if ask.path == self.start and ask.query.get("format") == "feed":
            return self.feed(self.company.newest_first[:10])
        return super().route(ask)

    def list_page(self, number: int) -> str:
        feed = f'<link href="{self.start}?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0">'
        whole = self.page("Press", f"<h1>Press</h1>{self.listed(number)}{self.pager(number)}")
        return whole.replace(
            "</head>", f'<meta name="generator" content="Joomla! - Open Source Content Management">{feed}</head>'
        )

    def _address(self, number: int) -> str:
        return f"{self.start}?{self._key}={(number - 1) * self.size}" if number > 1 else self.start

    def pager(self, number: int) -> str:
        last = len(self.pages)
        near = [each for each in range(number - 4, number + 5) if 1 <= each <= last]
        items = [
            f"<li><span>{each}</span></li>"
            if each == number
            else f'<li><a class="pagenav" href="{self._address(each)}">{each}</a></li>'
            for each in near
        ]
        if number < last:
            icon = self.seed % 2
            onward = '<span class="icon-angle-right" aria-hidden="true"></span>' if icon else "Next"
            end = '<span class="icon-angle-double-right" aria-hidden="true"></span>' if icon else "End"
            items += [
                f'<li><a class="page-link" aria-label="Go to next page" href="{self._address(number + 1)}">{onward}</a></li>',
                f'<li><a class="page-link" aria-label="Go to last page" href="{self._address(last)}">{end}</a></li>',
            ]
        counter = f'<p class="counter">Page {number} of {last}</p>' if last > 1 else ""
        return f'<nav class="pagination__wrapper">{counter}<ul class="pagination">{"".join(items)}</ul></nav>'

    def meta_line(self, release: Release) -> str:
        return f'<dl class="article-info"><dd class="published">Published: <time datetime="{release.at.isoformat()}">{release.at:%d %B %Y}</time></dd></dl>'

    def head_of(self, release: Release) -> str:
        return '<meta name="generator" content="Joomla! - Open Source Content Management">'


class Bitrix(ListedNewsroom):
    """1C-Bitrix: `PAGEN_1=2`, what shows all by `SHOWALL_1=1`; days with dots."""

    name, start, pattern, size = "bitrix", "/press/news/", "%d.%m.%Y", 12

    def path_of(self, release: Release) -> str:
        return (
            f"/press/news/{7000 + release.number}/"
            if self.seed % 2
            else f"/press/news/detail.php?ELEMENT_ID={7000 + release.number}"
        )

    def page_at(self, ask: Ask) -> int | None:
        return ask.number("PAGEN_1", 1) if ask.path == self.start else None

    def pager(self, number: int) -> str:
        last = len(self.pages)
        near = [each for each in range(number - 2, number + 3) if 1 <= each <= last]
        links = "".join(
            f"<b>{each}</b>" if each == number else f'<a href="/press/news/?PAGEN_1={each}">{each}</a>' for each in near
        )
        onward = (
            f'<a href="/press/news/?PAGEN_1={number + 1}">След.</a> | <a href="/press/news/?PAGEN_1={last}">Конец</a>'
            if number < last
            else ""
        )
        first, to = (number - 1) * self.size + 1, min(number * self.size, len(self.company.releases))
        stated = f"Новости {first} - {to} из {len(self.company.releases)}<br>" if self.seed % 3 else ""
        whole = (
            '<noindex><a href="/press/news/?SHOWALL_1=1" rel="nofollow">Все</a></noindex>'
            if self.seed % 3 == 1 and last == 1
            else ""
        )
        return f'<font class="text">{stated}{links} {onward} {whole}</font><script>BX.message({{"LANGUAGE_ID":"en"}})</script>'

    def meta_line(self, release: Release) -> str:
        return f'<span class="news-date-time">{release.at:%d.%m.%Y}</span>'

    def head_of(self, release: Release) -> str:
        return '<link href="/bitrix/cache/css/s1/main/template.css" type="text/css" rel="stylesheet">'


SYSTEMS = (Joomla, Bitrix)
