"""What layouts share: breadcrumbs, their separators, dates and labels."""

import pytest

from crawler.layouts.anchors import DAY_MONTH_YEAR, ISO_DATE, LABEL_ZH, NAME_ZH, crumb_items
from crawler.site import Layout, loose


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Home>>News", ["Home", "News"]),
        ("Home >  News > Minmetals News", ["Home", "News", "Minmetals News"]),
        ("Home\n»\nNews", ["Home", "News"]),
        ("Home›News＞More", ["Home", "News", "More"]),
    ],
)
def test_the_usual_separators(line: str, items: list[str]) -> None:
    layout = Layout("example/1", crumb=loose(rf"^ (?P<path>Home{crumb_items()})"))
    assert layout.crumb is not None
    match = layout.crumb.search(line)
    assert match is not None
    assert layout.items_of(match["path"]) == items


def test_separators_of_a_layouts_own() -> None:
    slashes = ("/", "::")
    layout = Layout("example/2", crumb=loose(rf"^ (?P<path>Home{crumb_items(slashes)})"), separators=slashes)
    assert layout.crumb is not None
    match = layout.crumb.search("Home / Press > Media :: 2026\nTitle")
    assert match is not None
    assert layout.items_of(match["path"]) == ["Home", "Press > Media", "2026"]
    assert layout.crumb.search("Home > News") is None


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (ISO_DATE, "2019-06-06", "06-06-2019"),
        (ISO_DATE, "2019年6月6日 08:30", "6月6日"),
        (DAY_MONTH_YEAR, "15 May 2018", "May 15, 2018"),
        (NAME_ZH + LABEL_ZH, "新华社 时间", "来源:"),
        (crumb_items(), "Home > News", "Home News"),
    ],
)
def test_each_pattern_matches_its_own(pattern: str, right: str, wrong: str) -> None:
    assert loose(pattern).search(right)
    assert not loose(pattern).fullmatch(wrong)
