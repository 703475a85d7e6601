"""Invented listing pages with what a person counts on them: random markup, languages, dates, furniture, rows elsewhere."""

# ruff: noqa: E501  markup and words are read best on one line

import random
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from tests.property.listing_words import MONTH_FIRST, MONTH_FIRST_SHORT, SLASHED, TONGUES, DateForm, Tongue, headline

HOST = "http://www.example.org"
PAGE = f"{HOST}/company/news/"
WRAPPERS = ("overflow-hidden", "dialog-off-canvas-main-canvas", "has-menu", "footer-fixed", "page modal-ready", "l-navigation-left",
            "lg:hidden-none", "content", "with-sidebar", "hide-for-print", "main-wrap", "tooltip-host", "no-popup")  # fmt: skip
SHAPES = ("/company/news/{slug}", "/company/news/{y}/{n}.html", "/press/{slug}/", "/detail?id={n}", "/{y}/{m:02}/{d:02}/{slug}")
MARKUPS = ("list", "table", "article", "card", "definition", "cells", "paragraphs", "headed", "apart", "flat", "terms", "linked", "numbered",
           "sections", "titled", "popup", "lines")  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrueRow:
    """A row as a person reads it; form as that of a Row."""

    url: str
    title: str
    date: str | None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class InventedListing:
    """A page with its rows. said: what it was drawn from, for the failing case."""

    html: str
    rows: tuple[TrueRow, ...]
    said: str


@dataclass(slots=True)
class Draw:
    pick: random.Random
    tongue: Tongue
    gap: str  # the white space between elements
    form: DateForm
    dated: bool
    stated: str  # how `time datetime` is used: no, with, relative
    excerpts: bool
    labels: bool
    pictures: bool
    more: bool
    twins: bool
    escaped: bool

    def join(self, *parts: str) -> str:
        return self.gap.join(part for part in parts if part)


def drawn(pick: random.Random) -> Draw:
    """How all rows of a listing are made."""
    tongue = pick.choice(TONGUES)
    dated = pick.random() < 0.85
    return Draw(
        pick, tongue, gap=pick.choice(["", " ", "\n    "]), form=pick.choice(tongue.dates), dated=dated,
        stated=pick.choice(["no", "no", "with", "relative"]), excerpts=pick.random() < 0.4, labels=pick.random() < 0.4,
        pictures=pick.random() < 0.4, more=pick.random() < 0.4, twins=pick.random() < 0.2, escaped=pick.random() < 0.1,
    )  # fmt: skip


def invented_listing(seed: int) -> InventedListing:
    """The listing of a seed, the same each time."""
    draw = drawn(random.Random(seed))
    pick, tongue, dated = draw.pick, draw.tongue, draw.dated
    rows = rows_of(draw, pick.randint(5, 14))
    cut = pick.randint(3, len(rows) - 2) if dated and len(rows) > 7 and pick.random() < 0.3 else len(rows)
    kinds = [pick.choice(MARKUPS), pick.choice(MARKUPS)]
    if not dated:
        kinds = ["list" if kind in ("definition", "terms", "flat", "apart") else kind for kind in kinds]
    groups = [group_of(draw, kind, part) for kind, part in zip(kinds, (rows[:cut], rows[cut:]), strict=True) if part]
    said = f"seed {seed}: {tongue.code} {kinds[: len(groups)]} dated={dated} stated={draw.stated} form={draw.form(date(2024, 3, 19))}"
    return InventedListing(page_of(draw, groups), tuple(rows), said)


def rows_of(draw: Draw, number: int) -> list[TrueRow]:
    pick = draw.pick
    day = date(2024, pick.randint(2, 12), pick.randint(1, 28))
    shape = pick.choice(SHAPES)
    rows: list[TrueRow] = []
    for n in range(number):
        title = headline(draw.tongue, pick, n)
        while any(title == row.title for row in rows):
            title += f"{draw.tongue.glue or '之'}{n + 1}"
        path = shape.format(slug=f"story-{seed_of(title)}-{n}", n=4000 + 7 * n, y=day.year, m=day.month, d=day.day)
        url, form = HOST + path, None
        if n > 1 and pick.random() < 0.12:
            url, form = pick.choice([
                (f"https://partner{n}.example.net/stories/{n}", "elsewhere"), (f"{HOST}/files/release-{n}.pdf", "document"),
                (f"{HOST}/files/notice {n}.docx".replace(" ", "%20"), "document"), (f"https://www.example.com/a/{n}.pdf", "elsewhere"),
            ])  # fmt: skip
        rows.append(TrueRow(url, title, day.isoformat() if draw.dated else None, form))
        day -= timedelta(days=pick.choice([1, 3, 6, 11, 17]))
    if draw.form in (MONTH_FIRST, MONTH_FIRST_SHORT, SLASHED) and not any(row.date and int(row.date[8:]) > 12 for row in rows):
        draw.stated = "with"
    return rows


def seed_of(text: str) -> int:
    """A small number that is always the same for a text."""
    return sum(ord(char) * at for at, char in enumerate(text, 1)) % 9973


def _date(draw: Draw, row: TrueRow) -> str:
    if not row.date:
        return ""
    printed = draw.form(date.fromisoformat(row.date))
    if draw.stated != "no":
        printed = printed if draw.stated == "with" else "3 days ago"
        return f'<time datetime="{row.date}T09:30:00">{printed}</time>'
    if not draw.gap and draw.pick.random() < 0.2:
        return f"<b>Q1</b><span>{printed}</span>"
    return draw.pick.choice(["<span>{}</span>", "<em>{}</em>", '<span class="date">{}</span>', "<small>{}</small>"]).format(printed)


def _extras(draw: Draw, row: TrueRow) -> tuple[str, str]:
    """(What stands before the headline, what stands after): picture, label; excerpt, link to more, share links, printed view."""
    n = seed_of(row.title)
    picture = f'<a href="{row.url}"><img src="/i/{n}.jpg" alt="A long picture text with lamps, ropes and boats, number {n}"></a>'
    label = f'<span class="tag"><a href="/topic/{n % 3}">{draw.tongue.labels[n % len(draw.tongue.labels)]}</a></span>'
    excerpt = f"<p>{draw.tongue.excerpt.format(draw.form(date(2019, 6, 28)))}</p>"
    twin = f'<a href="{row.url}?asPDF"><img src="/pdf.png" alt="Download PDF"></a>' if row.form is None and "?" not in row.url else ""
    return (
        draw.join(picture if draw.pictures else "", label if draw.labels else ""),
        draw.join(
            excerpt if draw.excerpts else "", f'<a href="{row.url}">{draw.tongue.more}</a>' if draw.more else "", twin if draw.twins else ""
        ),
    )


def _text(draw: Draw, title: str) -> str:
    return escape(escape(title, quote=False) if draw.escaped and "&" in title else title, quote=False)


def group_of(draw: Draw, kind: str, rows: list[TrueRow]) -> str:
    first = draw.pick.random() < 0.5  # the date stands before the headline
    made = [_row(draw, kind, row, date_first=first) for row in rows]
    inner = draw.gap.join(made)
    tag = {"list": "ul", "titled": "ol", "popup": "ul", "numbered": "table", "table": "table", "definition": "dl", "terms": "dl"}.get(kind, "div")
    return f'<{tag} class="{draw.pick.choice(["items", "rows", "list-wrap"])}">{draw.gap}{inner}{draw.gap}</{tag}>'


def _row(draw: Draw, kind: str, row: TrueRow, *, date_first: bool) -> str:
    title, day = _text(draw, row.title), _date(draw, row)
    link = f'<a href="{row.url}">{title}</a>'
    before, after = _extras(draw, row)
    pair = (day, link) if date_first else (link, day)
    if kind in ("article", "card", "headed"):
        return _headed_row(draw, kind, row, day, date_first=date_first)
    number = seed_of(row.url) % 97
    hidden = f'<div class="popup hide"><a href="{row.url}#more">{title}</a><a href="/company/news/hidden-{number}">Another old story that nobody looks for {number}</a></div>'
    label = draw.tongue.labels[number % len(draw.tongue.labels)]
    forms = {
        "linked": f'<a class="tile" href="{row.url}">{draw.join(f"<div>{label}</div>" if draw.labels else "", *((f"<div>{day}</div>", f"<div>{title}</div>") if date_first else (f"<div>{title}</div>", f"<div>{day}</div>")))}</a>',
        "numbered": f"<tr><td>{number}</td>{draw.gap}<td>{pair[0]}</td>{draw.gap}<td>{pair[1]}</td></tr>",
        "sections": f"<section>{draw.join(before, f'<h4>{link}</h4>', f'<p>{day}</p>', after)}</section>",
        "titled": f'<li>{draw.join(*((day, f"""<a href="{row.url}" title="{draw.tongue.more}">{title}</a>""") if date_first else (f"""<a href="{row.url}" title="{draw.tongue.more}">{title}</a>""", day)))}</li>',
        "popup": f"<li>{draw.join(*pair, hidden)}</li>",
        "lines": f"<div><strong>{link}</strong><br>{day}{after}</div>",
        "list": f"<li>{draw.join(before, *pair, after)}</li>",
        "table": f"<tr><td>{pair[0]}</td>{draw.gap}<td>{pair[1]}{after}</td></tr>",
        "definition": f"<dt>{day}</dt>{draw.gap}<dd>{draw.join(link, after)}</dd>",
        "terms": f"<dt>{link}</dt>{draw.gap}<dd>{draw.join(day, after)}</dd>",
        "flat": f"<h3>{link}</h3>{draw.gap}<p>{day}</p>",
        "cells": f'<div class="row"><div>{pair[0]}</div>{draw.gap}<div>{draw.join(pair[1], after)}</div></div>',
        "paragraphs": f"<p>{draw.join(*pair)}</p>",
        "apart": f'<div class="entry"><div><div>{link}</div></div>{draw.gap}<div class="when">{day}</div></div>',
    }
    return forms[kind]


def _headed_row(draw: Draw, kind: str, row: TrueRow, day: str, *, date_first: bool) -> str:
    title = _text(draw, row.title)
    before, after = _extras(draw, row)
    if kind == "card":
        excerpt = f"<p>{draw.tongue.excerpt.format(draw.form(date(2019, 6, 28)))}</p>" if draw.excerpts else ""
        head = f'<div class="meta">{day}<span>{draw.tongue.labels[0]}</span></div>' if day else ""
        return f'<div><a href="{row.url}">{draw.join(head, f"<h3>{title}</h3>", excerpt)}</a></div>'
    if kind == "headed":
        more = f'<a href="{row.url}">{draw.tongue.more}</a>'
        return f'<div class="teaser"><h3>{title}</h3>{draw.join(day, more)}</div>'
    heading = f'<h2><a href="{row.url}">{title}</a></h2>'
    return f"<article>{draw.join(before, *((day, heading) if date_first else (heading, day)), after)}</article>"


def page_of(draw: Draw, groups: list[str], pager: str = "", head: str = "") -> str:
    """A whole page. pager: markup below the rows; head: markup in its head."""
    pick = draw.pick
    menu = "".join(f'<li><a href="/{word}/">{word}</a></li>' for word in ("about", "careers", "products", "places", "contact"))
    mega = "".join(f'<li><a href="/solutions/{n}">Everything about our lamps and ropes, part {n}</a></li>' for n in range(5))
    partners = "".join(f'<a href="https://p{n}.example.net/">{name}</a>' for n, name in enumerate(("Rope & Sons", "Kiln Club", "Lamp Guild")))
    social = "".join(f'<a href="https://www.{name}.com/example">{name}</a>' for name in ("facebook", "linkedin", "instagram"))
    popular = "".join(f'<li><a href="/company/news/old-{n}">An old story that many people still read, number {n}</a></li>' for n in range(4))
    side = f"<aside><h3>Most read</h3><ul>{popular}</ul></aside>" if pick.random() < 0.4 else ""
    wrapper = pick.choice(WRAPPERS)
    title = "<h1>News</h1>" if pick.random() < 0.6 else ""
    main = "main" if pick.random() < 0.5 else "div"
    return (
        f'<!DOCTYPE html><html lang="{draw.tongue.code}"><head><meta charset="utf-8"><title>News</title>{head}</head><body><div class="{wrapper}">'
        f'<header><nav><ul>{menu}</ul></nav></header><div class="main-menu"><ul>{mega}</ul></div><{main}>{title}{draw.gap.join(groups)}{pager}</{main}>'
        f'{side}<div class="partners">{partners}</div><div class="social">{social}</div>'
        f'<footer><a href="/terms">Terms and conditions of use</a><a href="/privacy">Privacy statement of the company</a></footer></div></body></html>'
    )
