"""Drawings as inline SVG, without any script: days of a year, a small line over time, bars. Pure; coloured by the style sheet."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from crawler.html.builder import Safe, join, soft, tag
from crawler.text.counting import counted

_CELL = 12  # pixels of a day, with the gap to the next
_LEFT = 26
_TOP = 16
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_SHOWN = 72  # columns of a chart over time; more are too many to tell apart, and shown by year
_SERIES = 8  # of a chart; what is left over is one more
_REST = "other"
NEWEST = "scroll latest"  # class of a box that shows its right end first
_WIDTH, _HEIGHT = 720, 220  # of a chart of columns
_EDGE, _FOOT, _HEAD = 44, 22, 10  # pixels beside, below and above the columns
_TICKS = 5  # lines of a chart, about
_LETTER = 7  # pixels of a letter below the columns, with some room
_NAME, _ROW, _FIGURE = 110, 22, 50  # of a chart of rows: pixels for a name, for a row, for the figure behind its bar


def calendar(days: Sequence[str], today: date, weeks: int = 53) -> Safe:
    """Releases a day over the last year, a column a week, Monday at the top. days: ISO days, one for each release."""
    counts = Counter(days)
    first = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    cells = [_day(first + timedelta(days=n), first, counts) for n in range((today - first).days + 1)]
    months = [
        tag("text", _MONTHS[monday.month - 1], x=_LEFT + week * _CELL, y=10)
        for week in range(weeks)
        for monday in [first + timedelta(weeks=week)]
        if monday.day <= 7 and week < weeks - 1
    ]
    names = [tag("text", name, x=0, y=_TOP + row * _CELL + 9) for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))]
    total = sum(number for day, number in counts.items() if first.isoformat() <= day <= today.isoformat())
    size = (_LEFT + weeks * _CELL, _TOP + 7 * _CELL)
    drawing = _svg("calendar", size, f"{counted(total, 'release')} in the last {weeks} weeks", *months, *names, *cells)
    return _boxed(drawing, NEWEST)


def _day(day: date, first: date, counts: Counter[str]) -> Safe:
    number = counts.get(day.isoformat(), 0)
    level = 0 if number == 0 else 1 if number == 1 else 2 if number <= 3 else 3
    title = f"{day.isoformat()}: {counted(number, 'release')}"
    x, y = _LEFT + (day - first).days // 7 * _CELL, _TOP + day.weekday() * _CELL
    return _bar(x, y, _CELL - 2, _CELL - 2, title, class_=f"level{level}", rx=2)


def months_between(first: str, last: str) -> list[str]:
    """All months from the first (`2026-01`) to the last."""
    years = range(int(first[:4]), int(last[:4]) + 1)
    return [found for year in years for month in range(1, 13) if first <= (found := f"{year:04d}-{month:02d}") <= last]


def periods(months: Iterable[str]) -> tuple[list[str], int]:
    """The months from the first to the last one, or the years where they are too many, and a key's length."""
    known = set(months)
    span = months_between(min(known), max(known)) if known else []
    length = len("2026-01") if len(span) <= _MONTHS_SHOWN else len("2026")
    return sorted({month[:length] for month in span}), length


def over_time(title: str, series: Mapping[str, Sequence[str]]) -> Safe:
    """A column a month, or a year of a long history, with what happened in it. series: name -> ISO days."""
    keys, length = periods(day[:7] for days in series.values() for day in days)
    counted = {name: Counter(day[:length] for day in days) for name, days in series.items() if days}
    return column_chart(f"{title} by {'month' if length > len('2026') else 'year'}", keys, counted, NEWEST)


def trend(values: Sequence[float | None], label: str) -> Safe:
    """A small line of values between 0 and 1, oldest first; None: nothing was read in that run."""
    known = [(n, value) for n, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return Safe("")
    step = 118 / max(1, len(values) - 1)
    points = [(1 + n * step, 21 - 19 * value) for n, value in known]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last = points[-1]
    end = tag("circle", cx=f"{last[0]:.1f}", cy=f"{last[1]:.1f}", r=2)
    return _svg("line", (122, 24), label, tag("polyline", points=path), end)


def column_chart(title: str, keys: Sequence[str], series: Mapping[str, Mapping[str, int]], box: str = "scroll") -> Safe:
    """A column a key, in the given order, of one piece for each series; the smallest series are drawn as one.

    series: name -> key -> number; box: class of what it scrolls in.
    """
    shown = _largest(series)
    most = max((sum(counts.get(key, 0) for counts in shown.values()) for key in keys), default=0)
    step = _step(most)
    top = step * max(1, math.ceil(most / step))  # the value of the highest line
    scale, wide = (_HEIGHT - _FOOT - _HEAD) / top, (_WIDTH - _EDGE) / max(1, len(keys))
    left = 0 if box == NEWEST else _EDGE  # the values stand at the end that is seen first
    parts = [_level(value, _HEAD + (top - value) * scale, left) for value in range(0, top + 1, step)]
    named = max(1, math.ceil(_LETTER * max(map(len, keys), default=0) / wide))  # each how many columns a name has room
    parts += [
        tag("text", key, x=_round(left + (n + 0.5) * wide), y=_HEIGHT - 6, text_anchor="middle")
        for n, key in list(enumerate(keys))[::named]
    ]
    below: Counter[str] = Counter()  # what stands in each column so far
    for place, (name, counts) in enumerate(shown.items()):
        below.update(counts)
        bars = (
            _bar(
                left + (n + 0.1) * wide, _HEAD + (top - below[key]) * scale, 0.8 * wide, counts[key] * scale,
                f"{key}{f', {name}' if len(shown) > 1 else ''}: {counts[key]:,}",
            )
            for n, key in enumerate(keys)
            if counts.get(key)
        )  # fmt: skip
        parts.append(tag("g", *bars, class_=f"s{place}"))
    return join([soft(title), _legend(shown), _boxed(_svg("chart", (_WIDTH, _HEIGHT), title, *parts), box)])


def _legend(names: Iterable[str]) -> Safe | None:
    """What each colour stands for, where there are several."""
    shown = [tag("span", tag("i", class_=f"s{place}"), name) for place, name in enumerate(names)]
    return tag("div", *shown, class_="legend") if len(shown) > 1 else None


def _boxed(drawing: Safe, class_: str = "scroll") -> Safe:
    """A drawing that scrolls in its own box on a small screen."""
    return tag("div", drawing, class_=class_, tabindex=0)


def row_chart(title: str, counts: Sequence[tuple[str, int]]) -> Safe:
    """A bar a name from left to right, the first on top, with its figure behind it."""
    most = max((number for _, number in counts), default=0) or 1
    parts = []
    for n, (name, number) in enumerate(counts):
        y, long = n * _ROW, number * (_WIDTH - _NAME - _FIGURE) / most
        parts += [
            tag("text", name, x=_NAME - 8, y=y + 15, text_anchor="end"),
            _bar(_NAME, y + 3, long, _ROW - 6, f"{name}: {number:,}", class_="s0"),
            tag("text", f"{number:,}", x=_round(_NAME + long + 6), y=y + 15),
        ]
    drawing = _svg("chart", (_WIDTH, max(1, len(counts)) * _ROW), title, *parts)
    return join([soft(title), _boxed(drawing)])


def _largest(series: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    ordered = sorted(series, key=lambda name: (-sum(series[name].values()), name))
    rest: Counter[str] = Counter()
    for name in ordered[_SERIES:]:
        rest.update(series[name])
    return {name: series[name] for name in ordered[:_SERIES]} | ({_REST: rest} if rest else {})


def _step(most: int) -> int:
    """The distance of a chart's lines: 1, 2 or 5 and zeros."""
    least = max(1.0, most / _TICKS)
    zeros: int = 10 ** (len(str(math.ceil(least))) - 1)
    return next(factor * zeros for factor in (1, 2, 5, 10) if factor * zeros >= least)


def _level(value: int, y: float, left: int) -> Safe:
    """A line of a chart, and its value beside it: before it, or behind where nothing is left free before."""
    line = tag("line", x1=left, x2=left + _WIDTH - _EDGE, y1=_round(y), y2=_round(y))
    return join([line, tag("text", f"{value:,}", x=left - 6 if left else _WIDTH - 4, y=_round(y + 4), text_anchor="end")])


def _bar(x: float, y: float, width: float, height: float, title: str, **attributes: object) -> Safe:
    sizes = {"x": _round(x), "y": _round(y), "width": _round(width), "height": _round(height)}
    return tag("rect", tag("title", title), **sizes, **attributes)


def _svg(name: str, size: tuple[int, int], title: str, *parts: Safe) -> Safe:
    width, height = size
    return tag(
        "svg", tag("title", title), *parts,
        viewBox=f"0 0 {width} {height}", role="img", class_=name, width=width, height=height,
    )  # fmt: skip


def _round(value: float) -> str:
    """Tenths of a pixel, as short as they can be written."""
    return f"{value:.1f}".removesuffix(".0")
