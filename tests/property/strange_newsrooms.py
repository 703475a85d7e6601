"""Newsrooms as publishing systems and hands of many countries make them, each with what a person counts on it."""

# ruff: noqa: E501  markup is read best on one line

from collections.abc import Callable
from datetime import date, timedelta

from tests.property.listing_grammar import HOST, TrueRow
from tests.property.pager_grammar import InventedNewsroom

Form = Callable[[TrueRow, int], str]
Pager = Callable[[int, int], str]
EN = "January February March April May June July August September October November December".split()
PT = "jan fev mar abr mai jun jul ago set out nov dez".split()
FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
AR = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
HEADS = {
    "en": ("Mill switches to night power", "Apprentices rebuild a steam crane", "Wages rise at the paper works", "Old weir gets a fish ladder 2", "Dividend"),
    "pt": ("Moinho passa a usar energia noturna", "Aprendizes reconstroem um guindaste", "Salários sobem na fábrica de papel", "Açude ganha escada de peixes"),
    "nl": ("Eerste pers staat in Gent", "Haven en fabriek delen het spoor", "Lage druk in de oude leiding", "Cijfers over 2023"),
    "fi": ("Uusi puristin saapui Turkuun", "Tehtaanjohtaja vaihtuu 1.8.2024", "Tulos vuodelta 2023", "Yömelun rajat laskevat"),
    "fr": ("Avis de convocation à l’assemblée", "Rapport semestriel 2024", "Déclaration des droits de vote", "Descriptif du programme de rachat"),
    "ja": ("自己株式の取得状況に関するお知らせ", "第1四半期決算短信", "新工場の竣工について", "夏季休業のお知らせ"),
    "zh": ("安全月启动", "新厂长到任", "码头扩建", "年报发布"),
    "ar": ("وصول مكبس جديد إلى المصنع", "خفض الضجيج الليلي على الرصيف", "منح دراسية لأربعين طالبًا", "تجديد خط السكة إلى الميناء"),
}  # fmt: skip
PROSE = "The gates had been shut on May 5, 2019 for repairs that nobody thought would take so long, and the men went home early. " * 3


def _rows(language: str, number: int, forms: str = "", days: int = 9) -> list[TrueRow]:
    """forms: a letter a row in turn: `p` a page, `d` a document, `e` elsewhere."""
    heads = HEADS[language]
    rows = []
    for n in range(number):
        form = {"d": "document", "e": "elsewhere"}.get(forms[n % len(forms)] if forms else "p")
        url = {"document": f"{HOST}/files/d{n}.pdf", "elsewhere": f"https://wire.example.net/{n}", None: f"{HOST}/items/{n}-{'abcdefg'[n % 7] * 3}"}[form]
        title = heads[n % len(heads)] + (f" {'again and again'[: 6 * (n // len(heads))].strip()}" if n >= len(heads) else "")
        rows.append(TrueRow(url, title, (date(2024, 9, 20) - timedelta(days=days * n)).isoformat(), form))
    return rows


def _day(row: TrueRow) -> date:
    return date.fromisoformat(row.date or "")


def _page(body: str, language: str) -> str:
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("about", "people", "places"))
    return f'<!DOCTYPE html><html lang="{language}"><head><title>News</title></head><body><header><ul>{menu}</ul></header><main><h1>News</h1>{body}</main><footer><a href="https://www.linkedin.com/company/x">LinkedIn</a><a href="/imprint">Imprint</a></footer></body></html>'


def _newsroom(
    name: str, rows: list[TrueRow], form: Form, language: str = "en", around: str = "<ul>{}</ul>", per: int = 99,
    at: Callable[[int], str] = lambda n: "", pager: Pager = lambda n, last: "",
) -> InventedNewsroom:  # fmt: skip
    """at: what page n adds to the address of the first one."""
    last = -(-len(rows) // per)
    pages = {}
    for n in range(1, last + 1):
        shown = "".join(form(row, each) for each, row in enumerate(rows[(n - 1) * per : n * per]))
        pages[f"{HOST}/company/news/{at(n) if n > 1 else ''}"] = _page(around.format(shown) + pager(n, last), language)
    return InventedNewsroom(pages, tuple(rows), False, name)


def _posts(row: TrueRow, n: int) -> str:
    return f'<section><h2><a href="{row.url}">{row.title}</a></h2><p>Posted on {EN[_day(row).month - 1]} {_day(row).day}, {row.date[:4] if row.date else ""} by the desk</p><p>{PROSE * 4}</p></section>'


def _accordion(rows: list[TrueRow]) -> InventedNewsroom:
    years = {year: [row for row in rows if row.date and row.date[:4] == year] for year in ("2024", "2023")}
    inside = {year: "".join(f'<li>{row.date}<a href="{row.url}">{row.title}</a></li>' for row in found) for year, found in years.items()}
    body = "".join(f'<div><button class="collapsed">{year}</button><div class="collapse"><ul>{found}</ul></div></div>' for year, found in inside.items())
    return InventedNewsroom({f"{HOST}/company/news/": _page(body, "en")}, tuple(rows), False, "years in an accordion")


def _growing(rows: list[TrueRow]) -> InventedNewsroom:
    def page(number: int) -> str:
        items = "".join(f'<article><h3><a href="{row.url}">{row.title}</a></h3><i>{row.date}</i></article>' for row in rows[:number])
        return _page(f"{items}<a href='?limit={number + 5}'>Show more</a>" if number < len(rows) else items, "en")

    pages = {f"{HOST}/company/news/{f'?limit={number}' if number > 5 else ''}": page(number) for number in range(5, len(rows) + 1, 5)}
    return InventedNewsroom(pages, tuple(rows), False, "a page that grows")


def _wp_pager(n: int, last: int) -> str:
    back = f'<a class="wp-prev" href="?query-9-page={n - 1}">Previous Page</a>' if n > 1 else ""
    return back + (f'<a class="wp-next" href="?query-9-page={n + 1}">Next Page</a>' if n < last else "")


NEWSROOMS = (
    _newsroom("blocks", _rows("en", 11), lambda row, n: f'<li class="post"><h2 class="post-title"><a href="{row.url}">{row.title}</a></h2><time datetime="{row.date}T08:00:00+00:00">{n} days ago</time><p>{PROSE}</p></li>',
              per=4, at=lambda n: f"?query-9-page={n}", pager=_wp_pager),
    _newsroom("views", _rows("en", 13), lambda row, n: f'<div class="views-row"><div class="created"><span>{_day(row):%d/%m/%Y}</span></div><div class="title"><span><a href="{row.url}">{row.title}</a></span></div><a href="{row.url}">view</a></div>',
              around="<div>{}</div>", per=5, at=lambda n: f"?page={n - 1}",
              pager=lambda n, last: f'<nav><ul><li class="pager__item--next"><a href="?page={n}" rel="next"><span>Next page</span><span>››</span></a></li><li><a href="?page={last - 1}"><span>Last page</span><span>Last »</span></a></li></ul></nav>' if n < last else ""),
    _newsroom("cards of a grid", _rows("pt", 9), lambda row, n: f'<div class="col"><div class="card"><img src="/f{n}.jpg" alt="Foto de divulgação da obra na zona portuária"><div class="card-body"><h5>{row.title}</h5><p>{PROSE}</p><a class="stretched-link" href="{row.url}">Leia mais</a></div><div class="card-footer">{_day(row).day} {PT[_day(row).month - 1]} {_day(row).year}</div></div></div>',
              "pt", "<div class=row>{}</div>", 4, lambda n: f"pagina/{n}", lambda n, last: f'<ul class="pagination"><li><a href="/company/news/pagina/{n + 1}" aria-label="Próximo">&raquo;</a></li></ul>' if n < last else ""),
    _newsroom("portlets", _rows("en", 9), lambda row, n: f'<div class="asset"><h3><a href="{row.url}">{row.title}</a></h3><div class="publish-date">{_day(row):%d/%m/%y}</div></div>',
              around="<div>{}</div>", per=4, at=lambda n: f"?p_p_id=a_INSTANCE_k1&_a_INSTANCE_k1_delta=4&_a_INSTANCE_k1_cur={n}",
              pager=lambda n, last: f'<ul class="pager"><li><a href="?p_p_id=a_INSTANCE_k1&amp;_a_INSTANCE_k1_delta=4&amp;_a_INSTANCE_k1_cur={n + 1}">Next</a></li></ul>' if n < last else ""),
    _newsroom("links that are cards", _rows("nl", 7), lambda row, n: f'<a class="tegel" href="{row.url}"><div>Persbericht</div><div>{row.title}</div><div>{PROSE}</div><div>{_day(row):%d-%m-%Y}</div></a>',
              "nl", "<div>{}</div>", 4, lambda n: f"?c0ffee_page={n}", lambda n, last: f'<div role="navigation"><a href="?c0ffee_page={n + 1}" aria-label="Volgende"><svg></svg></a></div>' if n < last else ""),
    _newsroom("a hidden link to more", _rows("en", 7), lambda row, n: f'<li><i>{row.date}</i><a href="{row.url}">{row.title}</a></li>',
              per=5, at=lambda n: f"page/{n}", pager=lambda n, last: f'<a class="infinite-scroll-next" href="/company/news/page/{n + 1}" style="display:none">More</a>' if n < last else ""),
    _newsroom("rows that a script opens", _rows("en", 6), lambda row, n: f'<tr onclick="location.href=\'{row.url}\'"><td>{row.date}</td><td><a href="{row.url}">{row.title}</a></td><td><a href="{row.url}"><i class="icon-arrow-right"></i></a></td></tr>', around="<table>{}</table>"),
    _newsroom("definitions with a date in a headline", _rows("fi", 4), lambda row, n: f'<dt>{_day(row).day}.{_day(row).month}.{_day(row).year}</dt><dd><a href="{row.url}">{row.title}</a></dd><dd>{PROSE}</dd>', "fi", "<dl>{}</dl>"),
    _newsroom("titles beside downloads", _rows("fr", 4, "d"), lambda row, n: f'<div class="doc"><span>{_day(row).day} {FR[_day(row).month - 1]} {_day(row).year}</span><h4>{row.title}</h4><a href="{row.url}">Télécharger (PDF, 120 Ko)</a></div>', "fr", "<div>{}</div>"),
    _newsroom("documents with icons", _rows("ja", 4, "pd"), lambda row, n: f'<dt>{(row.date or "").replace("-", ".")}</dt><dd><span class="cat{n % 2}">{("IR", "お知らせ")[n % 2]}</span><a href="{row.url}">{row.title}</a>{"<span>(PDF：234KB)</span>" if row.form else ""}</dd>', "ja", "<dl>{}</dl>"),
    _newsroom("half of it elsewhere", _rows("en", 6, "ep"), lambda row, n: f'<div class="it"><p>{row.date}</p><p><a href="{row.url}" target="_blank">{row.title}</a></p></div>', around="<div>{}</div>"),
    _newsroom("short headlines", _rows("zh", 4), lambda row, n: f'<li><a href="{row.url}">{row.title}</a><i>[{row.date}]</i></li>', "zh"),
    _newsroom("right to left", _rows("ar", 7), lambda row, n: f'<li><a href="{row.url}">{row.title}</a><span>{_day(row).day} {AR[_day(row).month - 1]} {_day(row).year}</span></li>',
              "ar", per=4, at=lambda n: str(n), pager=lambda n, last: f'<a href="/company/news/{n + 1}">التالي ←</a>' if n < last else ""),
    _newsroom("whole posts", _rows("en", 4), _posts, around="<div>{}</div>"),
    _accordion(_rows("en", 9, days=60)),
    _growing(_rows("en", 15)),
)  # fmt: skip
