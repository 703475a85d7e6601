"""Pages of HTML from safe pieces: everything that came from the network or a folder is escaped here. Pure."""

import html
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from crawler.html.style import CSS

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_VOID = frozenset({"meta", "input"})  # elements without an end tag
_FIGURE = re.compile(r"[\d.,]+%?")
_NO_FIGURE = ("", "–")  # what stands in a column of figures where there is none
GENERATOR = "newsroom-crawler"  # by which a page of ours is known
_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Safe(str):
    """HTML that was made here, from escaped parts."""

    __slots__ = ()


def clean(value: str) -> str:
    """Without control characters, direction overrides and what XML forbids."""
    return _UNSAFE.sub("", value)


def pictureless(body: str) -> str:
    """A release's own HTML (`html` of its line) without pictures; each attribute of it is escaped, so no `>` stands in one."""
    return re.sub(r"<img [^<>]*>", "", body).replace("<figure></figure>", "")


def escaped(value: object) -> Safe:
    """Any value as text, without control characters and direction overrides; Safe pieces as they are, None as nothing."""
    if isinstance(value, Safe):
        return value
    return Safe(html.escape(clean("" if value is None else str(value)), quote=True))


def tag(name: str, /, *children: object, **attributes: object) -> Safe:
    """An element; children that are not Safe are escaped, `class_` stands for class, attributes of None are left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items() if value is not None
    )
    return Safe(f"<{name}{given}>" if name in _VOID else f"<{name}{given}>{join(children)}</{name}>")


def join(parts: Iterable[object]) -> Safe:
    """Pieces one after the other."""
    return Safe("".join(map(escaped, parts)))


def document(title: str, *parts: object, css: str = "") -> bytes:
    """A whole page as UTF-8: one file that loads nothing and runs nothing. css: rules of its own, after those of all pages."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=Safe(_SECURITY)),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("meta", name="generator", content=GENERATOR),
        tag("title", title),
        tag("style", Safe(CSS + css)),
    )
    page = f"<!DOCTYPE html>\n{tag('html', head, tag('body', tag('main', *parts)), lang='en')}\n"
    return page.encode("utf-8", "replace")


def section(title: str, *children: object, id_: str | None = None) -> Safe:
    """A part of a page under its heading, nothing where nothing is in it; id_: what links of the page lead to."""
    inner = join(children)
    return tag("section", tag("h2", title), inner, id=id_) if inner else inner


def bullets(lines: Iterable[object], class_: str | None = None) -> Safe:
    """A list with bullets, nothing where there are no lines."""
    inner = join(tag("li", line) for line in lines)
    return tag("ul", inner, class_=class_) if inner else inner


def soft(said: object) -> Safe:
    """A remark that stands back."""
    return tag("p", said, class_="soft")


def folded(summary: object, *children: object, open_: bool = False) -> Safe:
    """What is shown when its summary is opened."""
    return tag("details", tag("summary", summary), *children, open="" if open_ else None)


def paragraphs(text: str, **attributes: object) -> list[Safe]:
    """The paragraphs of a release's text."""
    return [tag("p", tag("bdi", each), **attributes) for each in text.split("\n\n") if each.strip()]


def key_figures(named: Iterable[tuple[str, object]]) -> Safe:
    """The few figures that a page begins with, each as a card with its name."""
    return tag("div", *(tag("div", tag("b", shown), name) for name, shown in named), class_="figures")


def link(url: object, label: object) -> Safe:
    """A link that leaves no trace with its target; what is not http, https or a plain file name becomes text."""
    address = str(url or "")
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = "bad"
    if scheme not in {"http", "https"} and not re.fullmatch(r"[\w.-]+", address):
        return tag("bdi", label)
    return tag("a", tag("bdi", label), href=address, rel="noopener noreferrer nofollow")


def near(path: str, label: object) -> Safe:
    """A link to a file of ours beside the page, by its path from there."""
    return tag("a", label, href=quote(path))


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Safe:
    """A table that scrolls inside its own box on a small screen, nothing without rows; figures stand to the right."""
    shown = [[_shown(value) for value in row] for row in rows]
    if not shown:
        return Safe("")
    right = {
        column
        for column, cells in enumerate(zip(*shown, strict=True))
        if any(map(_FIGURE.fullmatch, cells)) and all(each in _NO_FIGURE or _FIGURE.fullmatch(each) for each in cells)
    }

    def line(name: str, cells: Sequence[object]) -> Safe:
        return tag("tr", *(tag(name, cell, class_="number" if n in right else None) for n, cell in enumerate(cells)))

    body = tag("tbody", *(line("td", row) for row in shown))
    return tag("div", tag("table", tag("thead", line("th", head)), body), class_="scroll")


def _shown(value: object) -> Safe:
    """The value of a cell; thousands of a number apart."""
    return escaped(f"{value:,}" if isinstance(value, int | float) else value)


def prose(said: str) -> Safe:
    """A sentence of ours, with what stands between back-ticks as code."""
    return join(tag("code", part) if number % 2 else part for number, part in enumerate(said.split("`")))
