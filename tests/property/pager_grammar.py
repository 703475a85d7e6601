"""Invented newsrooms of several listing pages: how one page leads to the next, in many languages; and what has no address."""

# ruff: noqa: E501  markup is read best on one line

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from tests.property.listing_grammar import PAGE, Draw, TrueRow, drawn, group_of, page_of, rows_of
from tests.property.listing_words import TONGUES

MARKUPS = ("list", "table", "article", "card", "cells", "apart")


class PagerWords(NamedTuple):
    """What a language writes on its pagers. total: with the first row, the last one and the number of all."""

    following: str
    back: str
    older: str
    newer: str
    more: str
    every: str
    total: str


WORDS = {
    "en": PagerWords("Next page", "Previous page", "Older stories", "Newer stories", "Show more news", "View all press releases", "{} - {} of {} results"),
    "de": PagerWords("Nächste Seite", "Vorherige Seite", "Ältere Meldungen", "Neuere Meldungen", "Weitere Meldungen laden", "Alle Meldungen", "{}–{} von {} Meldungen"),
    "fr": PagerWords("Page suivante", "Page précédente", "Actualités plus anciennes", "Actualités plus récentes", "Afficher plus d’actualités", "Toutes les actualités", "{} à {} sur {} résultats"),
    "es": PagerWords("Página siguiente", "Página anterior", "Noticias más antiguas", "Noticias más recientes", "Cargar más noticias", "Ver todas las noticias", "{}-{} de {} noticias"),
    "it": PagerWords("Pagina successiva", "Pagina precedente", "Notizie meno recenti", "Notizie più recenti", "Carica altre notizie", "Tutte le notizie", "{} - {} di {} notizie"),
    "pt": PagerWords("Próxima página", "Página anterior", "Notícias mais antigas", "Notícias mais recentes", "Carregar mais notícias", "Ver todas as notícias", "{} - {} de {} notícias"),
    "ru": PagerWords("Следующая страница", "Предыдущая страница", "Более ранние новости", "Более новые новости", "Показать ещё новости", "Все новости", "{}–{} из {}"),
    "nl": PagerWords("Volgende pagina", "Vorige pagina", "Oudere berichten", "Nieuwere berichten", "Meer berichten laden", "Alle berichten", "{} - {} van {} berichten"),
    "zh": PagerWords("下一页", "上一页", "更早的新闻", "较新的新闻", "加载更多", "查看全部新闻", "{}-{} 共{}条"),
    "zh-Hant": PagerWords("下一頁", "上一頁", "更早的新聞", "較新的新聞", "載入更多", "全部新聞", "{}-{} 共{}筆"),
    "ja": PagerWords("次のページ", "前のページ", "過去の記事", "新しい記事", "もっと見る", "ニュース一覧", "{}～{} / 全{}件"),
    "ko": PagerWords("다음 페이지", "이전 페이지", "지난 소식", "새 소식", "더 보기", "뉴스 전체보기", "{}-{} / 총 {}건"),
}  # fmt: skip

# Where page n of a listing is; the first one is PAGE itself.
ADDRESSES: dict[str, Callable[[int, int], str]] = {
    "query": lambda n, per: f"{PAGE}?page={n}",
    "page path": lambda n, per: f"{PAGE}page/{n}/",
    "path": lambda n, per: f"{PAGE}{n}",
    "p path": lambda n, per: f"{PAGE}p{n}",
    "file": lambda n, per: f"{PAGE}index-{n}.html",
    "underscore": lambda n, per: f"{PAGE}list_{n}.html",
    "bitrix": lambda n, per: f"{PAGE}?PAGEN_1={n}",
    "offset": lambda n, per: f"{PAGE}?offset={(n - 1) * per}",
    "start": lambda n, per: f"{PAGE}?start={(n - 1) * per}",
    "from zero": lambda n, per: f"{PAGE}?page={n - 1}",
    "named": lambda n, per: f"{PAGE}?sida={n}",
}
SIGNED = ("query", "page path", "bitrix", "offset", "file", "named")
PAGERS = (
    "word", "numbers", "word and numbers", "window", "older", "older first", "arrow", "icon", "spoken", "head", "rel", "load more",
    "data", "options", "class", "last arrow", "years", "all", "none",
)  # fmt: skip
SILENT = ("button", "total")  # no address leads on: a gap to be named


@dataclass(frozen=True, slots=True)
class InventedNewsroom:
    """Pages by address, the rows of all that there are, and how they are led to. silent: whether something has no address."""

    pages: dict[str, str]
    rows: tuple[TrueRow, ...]
    silent: bool
    said: str


@dataclass(slots=True)
class _Pager:
    """One way to lead on. number: of pages; at: where page n is."""

    draw: Draw
    words: PagerWords
    number: int
    at: Callable[[int], str]

    def link(self, n: int, text: str, attributes: str = "") -> str:
        return f'<a {attributes} href="{self.at(n).replace("&", "&amp;")}">{text}</a>' if 1 <= n <= self.number else ""

    def numbers(self, n: int, shown: range) -> str:
        current = self.draw.pick.choice(["<span>{}</span>", "<b>{}</b>", '<strong class="current">{}</strong>'])
        return self.draw.join(*(current.format(each) if each == n else self.link(each, str(each)) for each in shown))

    def markup(self, kind: str, n: int) -> tuple[str, str]:
        """(Markup below the rows of page n, markup in its head)."""
        link, words, whole = self.link, self.words, range(1, self.number + 1)
        if kind == "head":
            return "", f'<link rel="next" href="{self.at(n + 1)}">' if n < self.number else ""
        return {
            "word": lambda: link(n - 1, words.back) + link(n + 1, words.following),
            "numbers": lambda: self.numbers(n, whole),
            "word and numbers": lambda: self.numbers(n, whole) + link(n + 1, words.following + " »"),
            "window": lambda: self.numbers(n, range(max(1, n - 1), min(self.number, n + 1) + 1)) + (" … " + link(self.number, str(self.number)) if n + 1 < self.number else ""),
            "older": lambda: link(n - 1, f"« {words.newer}") + link(n + 1, f"{words.older} »"),
            "older first": lambda: link(n + 1, f"← {words.older}") + link(n - 1, f"{words.newer} →"),
            "arrow": lambda: link(n - 1, "‹") + link(n + 1, "›"),
            "icon": lambda: link(n - 1, '<i class="fa fa-chevron-left"></i>') + link(n + 1, '<i class="fa fa-chevron-right"></i>'),
            "spoken": lambda: link(n - 1, "<svg></svg>", f'aria-label="{words.back}"') + link(n + 1, "<svg></svg>", f'aria-label="{words.following}"'),
            "rel": lambda: link(n - 1, "◦", 'rel="prev"') + link(n + 1, "◦", 'rel="next"'),
            "load more": lambda: link(n + 1, words.more, 'class="button"'),
            "data": lambda: f'<button type="button" data-next-url="{self.at(n + 1)}">{words.more}</button>' if n < self.number else "",
            "options": lambda: f'<select onchange="location=this.value">{"".join(f"""<option value="{self.at(each)}">{each}</option>""" for each in whole)}</select>',
            "class": lambda: f'<ul class="pagination"><li class="prev">{link(n - 1, "")}</li><li class="next">{link(n + 1, "")}</li></ul>',
            "last arrow": lambda: self.numbers(n, range(max(1, n - 1), min(self.number, n + 1) + 1)) + (link(self.number, "»") if n < self.number else ""),
        }[kind](), ""


def invented_newsroom(seed: int) -> InventedNewsroom:
    """The newsroom of a seed, the same each time."""
    pick = random.Random(seed)
    draw = drawn(pick)
    tongue = draw.tongue
    per = pick.randint(4, 9)
    kind = pick.choice(SILENT) if pick.random() < 0.15 else pick.choice(PAGERS)
    number = 1 if kind in ("none", *SILENT) else pick.randint(2, 5)
    rows = rows_of(draw, (number - 1) * per + pick.randint(1 if number > 1 else per, per))
    address = pick.choice(SIGNED if kind in ("head", "rel", "load more", "data", "icon", "class", "arrow", "last arrow") else tuple(ADDRESSES))
    pager = _Pager(draw, WORDS[tongue.code], number, lambda n: PAGE if n == 1 else ADDRESSES[address](n, per))
    markup = pick.choice(MARKUPS if draw.dated else ("list", "table", "article", "card", "cells"))
    said = f"seed {seed}: {tongue.code} {kind} by {address}, {number} pages of {per}, {markup} dated={draw.dated}"
    if kind == "years":
        return _by_years(draw, seed, markup, rows, said)
    if kind == "all":
        return _with_all(draw, seed, markup, rows, per, said)
    pages = {}
    for n in range(1, number + 1):
        below, head = _silent(pager.words, kind, per, len(rows)) if kind in (*SILENT, "none") else pager.markup(kind, n)
        pages[pager.at(n)] = _page(draw, seed, [(markup, rows[(n - 1) * per : n * per])], f"<div>{below}</div>", head)
    return InventedNewsroom(pages, tuple(rows), kind in SILENT, said)


def _page(draw: Draw, seed: int, groups: list[tuple[str, list[TrueRow]]], pager: str = "", head: str = "") -> str:
    """A page of the newsroom: all that stands around the rows is the same on each."""
    draw.pick.seed(seed)
    made = [group_of(draw, markup, rows) for markup, rows in groups]
    draw.pick.seed(seed)
    return page_of(draw, made, pager, head)


def _silent(words: PagerWords, kind: str, per: int, number: int) -> tuple[str, str]:
    if kind == "button":
        return f'<button type="button" class="js-load-more">{words.more}</button>', ""
    return (f"<p>{words.total.format(1, number, number + 7 * per)}</p>" if kind == "total" else ""), ""


def _by_years(draw: Draw, seed: int, markup: str, rows: list[TrueRow], said: str) -> InventedNewsroom:
    """A listing of each year, the newest one at PAGE."""
    half = len(rows) // 2
    if not draw.dated:
        return InventedNewsroom({PAGE: _page(draw, seed, [(markup, rows)])}, tuple(rows), False, said)
    older = [replace(row, date=f"2023{row.date[4:]}".replace("02-29", "02-28")) if row.date else row for row in rows[half:]]
    newer = [replace(row, date=f"2025{row.date[4:]}".replace("02-29", "02-28")) if row.date else row for row in rows[:half]]
    years = f'<p><a href="{PAGE}">2025</a> <a href="{PAGE}2023/">2023</a></p>'
    pages = {PAGE: _page(draw, seed, [(markup, newer)], years), f"{PAGE}2023/": _page(draw, seed, [(markup, older)], years)}
    return InventedNewsroom(pages, (*newer, *older), False, said)


def _with_all(draw: Draw, seed: int, markup: str, rows: list[TrueRow], per: int, said: str) -> InventedNewsroom:
    """The newest rows at PAGE, with a link to the page that shows all."""
    link = f'<p><a href="{PAGE}everything">{WORDS[draw.tongue.code].every}</a></p>'
    pages = {PAGE: _page(draw, seed, [(markup, rows[:per])], link), f"{PAGE}everything": _page(draw, seed, [(markup, rows)])}
    return InventedNewsroom(pages, tuple(rows), False, said)


assert WORDS.keys() == {tongue.code for tongue in TONGUES}
