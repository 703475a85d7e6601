"""What each template generation prints around a body, in its order: crumb, title, meta line, tool bar.

The words and their order are facts about the real pages; the markup is invented, in four forms each.
"""

import random
from collections.abc import Callable
from html import escape

from tests.replica.model import Release
from tests.replica.skeletons import Slot
from tests.replica.stories_en import MONTHS
from tests.replica.style import Style

_SWATCHES = ("#FFFFFF", "#E6F3FF", "#FBFBE5", "#DFFDDF")


def slots(release: Release, style: Style, home: str, body: str, after: str) -> tuple[Slot, ...]:
    """The slots of the content column of an article page."""
    story = release.story
    rng = random.Random(f"{style.key}/wording")
    lines = _META[release.channel.generation](release, style, rng)
    title = "<br>".join(escape(each, quote=False) for each in story.headlines)
    column = []
    trail = release.channel.trail
    if release.channel.generation in ("Z", "K") and style.number % 3 == 1:
        trail = (*trail, "正文")
    crumb = crumb_cells(release.channel.generation, trail, home, style)
    if crumb:
        column.append(Slot("crumb", crumb))
    column.append(Slot("title", (style.title_wrap.replace("{}", title),)))
    if story.subtitle:
        column.append(Slot("subtitle", (escape(story.subtitle, quote=False),)))
    column += [Slot(role, cells) for role, cells in lines]
    column.append(Slot("body", (body,)))
    if after:
        column.append(Slot("after", (after,)))
    return tuple(column)


def crumb_cells(generation: str, trail: tuple[str, ...], home: str, style: Style) -> tuple[str, ...]:
    """The trail to a page in the wording of its generation; none for the oldest."""
    lead, glue = _CRUMBS[generation]
    if generation == "A":
        return ()
    links = style.crumb_form != "inline"
    names = [
        f'<a href="{home}" class="CurrChnlCls">{name}</a>' if links and i < len(trail) - 1 else name
        for i, name in enumerate(trail)
    ]
    if style.crumb_form == "spans":
        names = [f"<span>{name}</span>" for name in names]
    glues = [glue] * (len(names) - 1)
    if generation == "C" and glues:
        glues[0] = rng_blank(style) + "&gt; &nbsp;"
    if style.crumb_form == "cells":
        cells = [lead] if lead else []
        for name, joint in zip(names, [*glues, ""], strict=True):
            cells += [name, joint] if joint else [name]
        return tuple(cells)
    line = lead + names[0] + "".join(joint + name for joint, name in zip(glues, names[1:], strict=True))
    return (line,)


def rng_blank(style: Style) -> str:
    """A blank or a hard one, by style."""
    return " " if style.number % 2 else "&nbsp;"


_CRUMBS: dict[str, tuple[str, str]] = {
    "A": ("", ""),
    "B": ("Your location:", "&gt;&gt;"),
    "C": ("", " &gt; "),
    "U": ("&gt; ", " &gt; "),
    "Z": ("您现在的位置：", "&nbsp;&gt;&nbsp;"),
    "M1": ("Position: ", " &gt; "),
    "M2": ("", " &gt; "),
    "J": ("", "&nbsp; &gt;&gt; "),
    "K": ("当前位置：", "&nbsp;&gt;&nbsp;"),
    "P": ("", " / "),
}

_Lines = list[tuple[str, tuple[str, ...]]]


def _sizes(names: tuple[str, str, str], glue: str, form: str) -> str:
    sizes = (16, 14, 12)
    if form == "images":
        return glue.join(
            f'<a onclick="doZoom({size})" style="cursor:hand">{name}</a>' for name, size in zip(names, sizes, strict=True)
        )
    if form == "spans":
        return glue.join(f'<span onclick="doZoom({size})">{name}</span>' for name, size in zip(names, sizes, strict=True))
    return glue.join(f'<a href="javascript:doZoom({size})">{name}</a>' for name, size in zip(names, sizes, strict=True))


def _swatches(form: str) -> str:
    if form == "cells":
        return (
            "<table><tr>"
            + "".join(f'<td width=12 bgcolor="{each}" onclick="bg(\'{each}\')">&nbsp;</td>' for each in _SWATCHES)
            + "</tr></table>"
        )
    if form == "images":
        return "".join(f'<img src="/images/color{i}.gif" onclick="bg({i})">' for i in range(4))
    return "".join(f'<a href="javascript:bg(\'{each}\')" style="background:{each}">&nbsp;&nbsp;</a>' for each in _SWATCHES)


def _tool_a(_: Release, style: Style, __: random.Random) -> _Lines:
    sizes = _sizes(("Big", "Middle", "Small"), " ", style.tool_form)
    parts = (f"Font size:【{sizes}】", '【<a href="javascript:window.print()">Print</a>】', "Color:" + _swatches(style.tool_form))
    tool = parts if style.tool_form == "cells" else (f"{parts[0]}&nbsp; {parts[1]}&nbsp; &nbsp; &nbsp; {parts[2]}",)
    return [("meta", ("China Minmetals Corporation",)), ("tool", tool)]


def _tool_b(_: Release, style: Style, __: random.Random) -> _Lines:
    sizes = _sizes(("Big", "Middle", "Small"), "", style.tool_form)
    first, second = f"Font size:【{sizes}】", '【<a href="javascript:window.print()">Print</a>'
    third = "Color:" + _swatches(style.tool_form)
    return [("tool", (first, second, third) if style.tool_form == "cells" else (f"{first} {second}{third}",))]


def _meta_c(release: Release, style: Style, __: random.Random) -> _Lines:
    day = release.printed.isoformat() if release.printed else ""
    cells = ("China Minmetals Corporation", day)
    if style.tool_form == "cells":
        return [("meta", cells)]
    if style.tool_form == "spans":
        return [("meta", (f"<span>{cells[0]}</span> <span>{cells[1]}</span>",))]
    return [("meta", (f"{cells[0]} {cells[1]}",))]


def _meta_u(_: Release, __: Style, ___: random.Random) -> _Lines:
    return []


def _meta_z(release: Release, style: Style, rng: random.Random) -> _Lines:
    day = release.printed.isoformat() if release.printed else ""
    lead = rng.choice(("发布时间：", "时间：", "", "日期："))
    when, whence = f'<span class="xl_time">{lead}{day}</span>', f'<span class="xl_ly">文章来源：{release.source or ""}</span>'
    tool = f'字体：【{_sizes(("大", "中", "小"), " ", style.tool_form)}】 【<a href="javascript:window.print()">打印</a>】'
    order = [when, whence] if rng.random() < 0.6 else [whence, when]
    lines: _Lines = [("meta", tuple(order) if style.tool_form == "cells" else ("&nbsp;&nbsp;".join(order),))]
    if rng.random() < 0.3:
        lines.append(("meta", (f"浏览次数：<span id=hits>{rng.randint(20, 4000)}</span>",)))
    return [*lines, ("tool", (tool,))] if rng.random() < 0.5 else lines


def _meta_m1(release: Release, style: Style, rng: random.Random) -> _Lines:
    day = release.printed
    when = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    left = f"[{release.source}]" if release.source else rng.choice(("[]", ""))
    cells = (f"CopyFrom:{left}", f"Date:{when}")
    tool = " ".join(f'<a href="#" onclick="font(\'{sign}\')">{sign}</a>' for sign in ("+", ".", "-"))
    if style.tool_form == "links":
        return [("meta", (f"{cells[0]} {cells[1]} {tool}",))]
    return [("meta", cells if style.tool_form == "cells" else (" ".join(cells),)), ("tool", (tool,))]


def _meta_m2(release: Release, style: Style, __: random.Random) -> _Lines:
    day = release.printed.isoformat() if release.printed else ""
    cells = ("source:MCC", "Author:中国中冶", f"Release time:{day}")
    return [("meta", cells if style.tool_form in ("cells", "spans") else (" ".join(cells),))]


def _meta_j(release: Release, style: Style, __: random.Random) -> _Lines:
    day = release.printed.isoformat() if release.printed else ""
    printer = '<a href="javascript:window.print()">打印</a>'
    if style.tool_form == "cells":
        return [("meta", (f"来源:{release.source or ''}", f"发布时间:{day} {printer}"))]
    return [("meta", (f"来源:{release.source or ''}",)), ("tool", (f"发布时间:{day} {printer}",))]


def _meta_k(release: Release, style: Style, rng: random.Random) -> _Lines:
    day = release.printed.isoformat() if release.printed else ""
    cells = [f"来源：{release.source or ''}", f"发布时间：{day}"]
    rng.shuffle(cells)
    if rng.random() < 0.5:
        cells.append(f"字号：[{_sizes(('大', '中', '小'), ' ', style.tool_form)}]")
    return [("meta", tuple(cells) if style.tool_form in ("cells", "spans") else ("&nbsp; ".join(cells),))]


def _meta_p(release: Release, style: Style, rng: random.Random) -> _Lines:
    day = release.printed
    if day is None:
        return []
    shown = rng.choice(
        (day.isoformat(), f"{MONTHS[day.month - 1]} {day.day}, {day.year}", f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}")
    )
    return [
        (
            "meta",
            (f'<time datetime="{day.isoformat()}">{shown}</time>' if style.number % 2 else f'<span class="date">{shown}</span>',),
        )
    ]


_META: dict[str, Callable[[Release, Style, random.Random], _Lines]] = {
    "A": _tool_a,
    "B": _tool_b,
    "C": _meta_c,
    "U": _meta_u,
    "Z": _meta_z,
    "M1": _meta_m1,
    "M2": _meta_m2,
    "J": _meta_j,
    "K": _meta_k,
    "P": _meta_p,
}
