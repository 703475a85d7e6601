"""Rows of listing pages in seven forms, with dates before, after or nowhere, and anchors that are cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from tests.replica.style import Style

_CUT = 38


@dataclass(frozen=True, slots=True)
class Line:
    """One row to print: address, whole title, date to print, and addresses for a hidden popup."""

    href: str
    title: str
    day: date
    popup: tuple[tuple[str, str], ...] = ()
    summary: str = ""


def rows_html(lines: Sequence[Line], style: Style) -> str:
    """The rows of one listing page."""
    return _FORMS[style.list_form](lines, style)


def _anchor(line: Line, style: Style) -> str:
    text = line.title
    limit = _CUT if text.isascii() or text[0].isascii() else _CUT // 2
    if style.cut_anchors and len(text) > limit:
        text = text[: limit - 3].rstrip() + "..."
    shown = escape(text, quote=False)
    named = f' title="{escape(line.title)}"' if style.cut_anchors or style.number % 2 else ""
    return f'<a href="{escape(line.href)}"{named} target="_blank">{shown}</a>'


def _day(line: Line, style: Style) -> str:
    if style.list_date == "none":
        return ""
    iso = line.day.isoformat()
    return {"brackets": f"[{iso}]", "slashes": iso.replace("-", "/"), "dots": iso.replace("-", ".")}.get(style.list_date, iso)


def _ul_after(lines: Sequence[Line], style: Style) -> str:
    items = [f"<li>{_anchor(line, style)}<span>{_day(line, style)}</span></li>" for line in lines]
    for at in range(5, len(items), 6):
        items[at] += '<li class="empty"></li>'
    return '<ul class="list">\n' + "\n".join(items) + "\n</ul>"


def _ul_before(lines: Sequence[Line], style: Style) -> str:
    items = []
    for line in lines:
        day = _day(line, style)
        items.append(
            f'<li><span class="mhide">{day}</span>{_anchor(line, style)}<span class="pchide" style="display:none">{day}</span>'
        )
    return '<ul class="newslist">' + "\n".join(items) + "</ul>"


def _table(lines: Sequence[Line], style: Style) -> str:
    rows = [
        f'<tr><td width="12"><img src="/images/dot.gif"></td><td class="info">{_anchor(line, style)}</td>'
        f'<td width="90" nowrap>{_day(line, style)}</td></tr>'
        '<tr><td colspan="3" height="1" background="/images/line.gif"></td></tr>'
        for line in lines
    ]
    return '<table width="96%" border="0" cellspacing="0" align="center">' + "\n".join(rows) + "</table>"


def _definition(lines: Sequence[Line], style: Style) -> str:
    return "<dl>" + "\n".join(f"<dt>{_anchor(line, style)}</dt><dd>{_day(line, style)}</dd>" for line in lines) + "</dl>"


def _popups(lines: Sequence[Line], style: Style) -> str:
    items = []
    for line in lines:
        links = "".join(f'<li><a href="{escape(href)}">{escape(title, quote=False)}</a></li>' for title, href in line.popup)
        popup = f'<div class="popbox" style="display: none;"><ul>{links}</ul></div>' if links else ""
        items.append(f"<li>{_anchor(line, style)}<span>{_day(line, style)}</span>{popup}</li>")
    return '<ul class="u-list">' + "\n".join(items) + "</ul>"


def _divs(lines: Sequence[Line], style: Style) -> str:
    return "\n".join(
        f'<div class="news-item"><div class="pic"><a href="{escape(line.href)}"><img src="/images/news.jpg" alt=""></a></div>'
        f'<div class="txt"><h3>{_anchor(line, style)}</h3><p class="time">{_day(line, style)}</p></div></div>'
        for line in lines
    )


def _bare(lines: Sequence[Line], style: Style) -> str:
    return "\n".join(f"·&nbsp;{_anchor(line, style)}&nbsp;&nbsp;{_day(line, style)}<BR>" for line in lines)


def _cards(lines: Sequence[Line], style: Style) -> str:
    """The whole row is one link."""
    return (
        '<div class="cards">'
        + "\n".join(
            f'<a class="card" href="{escape(line.href)}"><span class="date">{_day(line, style)}</span>'
            f"<h4>{escape(line.title, quote=False)}</h4>"
            f"<p>{escape(line.summary, quote=False)}</p></a>"
            for line in lines
        )
        + "</div>"
    )


def _summaries(lines: Sequence[Line], style: Style) -> str:
    more = "Read More" if style.generation not in ("Z", "J", "K") else "详情"
    return "\n".join(
        f'<div class="entry"><h3>{_anchor(line, style)}</h3><p>{escape(line.summary, quote=False)} '
        f'<a href="{escape(line.href)}">[{more}]</a></p><span>{_day(line, style)}</span></div>'
        for line in lines
    )


def _labelled(lines: Sequence[Line], style: Style) -> str:
    label = "News" if style.generation not in ("Z", "J", "K") else "新闻"
    return (
        "<ul>"
        + "\n".join(
            f'<li><a href="./">[{label}]</a> {_anchor(line, style)} <img src="/images/new.gif" alt="new">'
            f"<em>{_day(line, style)}</em>"
            for line in lines
        )
        + "</ul>"
    )


_FORMS: dict[str, Callable[[Sequence[Line], Style], str]] = {
    "ul_after": _ul_after,
    "ul_before": _ul_before,
    "table": _table,
    "definition": _definition,
    "popups": _popups,
    "divs": _divs,
    "bare": _bare,
    "cards": _cards,
    "summaries": _summaries,
    "labelled": _labelled,
}
