"""The report's drawings, inline SVG without any script: the calendar of releases, a field's coverage. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from crawler.report.markup import Safe, join, tag

_CELL = 12
_LEFT = 26
_TOP = 16
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
    width, height = _LEFT + weeks * _CELL, _TOP + 7 * _CELL
    total = sum(number for day, number in counts.items() if first.isoformat() <= day <= today.isoformat())
    drawing = tag(
        "svg", tag("title", f"{total} releases in the last {weeks} weeks"), *months, *names, *cells,
        viewBox=f"0 0 {width} {height}", role="img", class_="calendar", width=width, height=height,
    )  # fmt: skip
    return tag("div", drawing, class_="scroll latest", tabindex=0)


def _day(day: date, first: date, counts: Counter[str]) -> Safe:
    number = counts.get(day.isoformat(), 0)
    level = 0 if number == 0 else 1 if number == 1 else 2 if number <= 3 else 3
    title = tag("title", f"{day.isoformat()}: {number} release{'' if number == 1 else 's'}")
    week = (day - first).days // 7
    return tag(
        "rect", title, x=_LEFT + week * _CELL, y=_TOP + day.weekday() * _CELL, width=_CELL - 2, height=_CELL - 2,
        rx=2, class_=f"level{level}",
    )  # fmt: skip


def line(values: Sequence[float | None], label: str) -> Safe:
    """A small line of values between 0 and 1, oldest first; None: nothing was read in that run."""
    known = [(n, value) for n, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return Safe("")
    step = 118 / max(1, len(values) - 1)
    points = [(1 + n * step, 21 - 19 * value) for n, value in known]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last = points[-1]
    parts = [
        tag("title", label),
        tag("polyline", points=path),
        tag("circle", cx=f"{last[0]:.1f}", cy=f"{last[1]:.1f}", r=2),
    ]
    return tag("svg", join(parts), viewBox="0 0 122 24", width=122, height=24, role="img", class_="line")
