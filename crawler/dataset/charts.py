"""The charts of the dataset report as inline SVG, by pygal: no script, no font and no picture from elsewhere."""

import re
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from crawler.errors import MissingExtra
from crawler.items import JsonObject

COLOURS = ("#2b6cb0", "#dd6b20", "#2f855a", "#805ad5", "#b7791f", "#c53030", "#319795", "#4a5568", "#a0aec0")
_SHOWN = 8  # series of a chart; the rest is one more
_REST = "other"
_SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)  # of tool tips, which each bar's <title> gives as well
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def pygal_module() -> ModuleType:
    """pygal. Raises MissingExtra where it is not installed."""
    try:
        import pygal  # type: ignore[import-untyped]  # noqa: PLC0415 (an extra)
        import pygal.style  # type: ignore[import-untyped]  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtra("dataset", "the dataset report") from error
    return pygal  # type: ignore[no-any-return]


def _settings(pygal: ModuleType, height: int) -> JsonObject:
    style = pygal.style.Style(
        background="transparent", plot_background="transparent", foreground="#1a202c", foreground_strong="#1a202c",
        foreground_subtle="#a0aec0", colors=COLOURS, font_family="system-ui, sans-serif", label_font_size=11,
        major_label_font_size=11, legend_font_size=12, title_font_size=14, opacity="1",
        guide_stroke_color="#e2e8f0", major_guide_stroke_color="#cbd5e0", guide_stroke_dasharray="none",
        major_guide_stroke_dasharray="none", value_colors=("#ffffff",) * (_SHOWN + 1),
    )  # fmt: skip
    return {
        "style": style, "js": (), "height": height, "width": 960, "margin": 8, "show_y_guides": True, "no_prefix": False,
        "pretty_print": False, "disable_xml_declaration": True, "classes": ("chart",), "explicit_size": False,
        "print_values": False, "no_data_text": "nothing to show",
    }  # fmt: skip


def stacked_months(months: Sequence[str], series: Mapping[str, Mapping[str, int]], title: str) -> str:
    """Bars by month (or by year, where months are too many to tell apart), stacked by series."""
    by_year = len(months) > 72
    keys = sorted({month[:4] for month in months}) if by_year else list(months)
    pygal = pygal_module()
    chart = pygal.StackedBar(
        title=f"{title}, by {'year' if by_year else 'month'}", x_label_rotation=0 if len(keys) <= 20 else 40,
        show_minor_x_labels=False, x_labels=keys, **_settings(pygal, 420),
    )  # fmt: skip
    chart.x_labels_major = keys[:: max(1, len(keys) // 24)]
    for name, counts in _largest(series).items():
        chart.add(name, [sum(n for month, n in counts.items() if month.startswith(key)) or None for key in keys])
    return _svg(chart)


def _largest(series: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    ordered = sorted(series, key=lambda name: (-sum(series[name].values()), name))
    shown = {name: dict(series[name]) for name in ordered[:_SHOWN]}
    rest: dict[str, int] = {}
    for name in ordered[_SHOWN:]:
        for month, count in series[name].items():
            rest[month] = rest.get(month, 0) + count
    return shown | ({_REST: rest} if rest else {})


def bars(counts: Sequence[tuple[str, int]], title: str) -> str:
    """One bar a name, in the given order."""
    pygal = pygal_module()
    chart = pygal.Bar(
        title=title, show_legend=False, x_label_rotation=0 if len(counts) <= 10 else 30,
        x_labels=[name for name, _ in counts], **_settings(pygal, 320),
    )  # fmt: skip
    chart.add("articles", [count for _, count in counts])
    return _svg(chart)


def rows(counts: Sequence[tuple[str, int]], title: str) -> str:
    """One horizontal bar a name, the first on top."""
    pygal = pygal_module()
    settings = _settings(pygal, 90 + 34 * len(counts)) | {"print_values": True}
    chart = pygal.HorizontalBar(title=title, show_legend=False, x_labels=[name for name, _ in reversed(counts)], **settings)
    chart.add("articles", [count for _, count in reversed(counts)])
    return _svg(chart)


def _svg(chart: Any) -> str:
    # A fixed id, for pygal draws one at random and the page would differ each time.
    chart.uuid = "c" + format(_number_of(chart.config.title), "x")
    svg: str = chart.render(is_unicode=True)
    return _SCRIPT.sub("", _COMMENT.sub("", svg))


def _number_of(text: str | None) -> int:
    """A small number that is the same in every process."""
    return sum((place + 1) * ord(char) for place, char in enumerate(text or "")) % 1_000_003
