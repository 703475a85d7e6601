"""Place, date and wire at the start of a release."""

import pytest

from crawler.extract.fields.dateline import read_opening


@pytest.mark.parametrize(
    ("text", "place", "day", "wire"),
    [
        ("BEIJING, June 6, 2019 /PRNewswire/ -- Ore Group said", "BEIJING", "2019-06-06", "PRNewswire"),
        ("NEW YORK--(BUSINESS WIRE)--Ore Corp", "NEW YORK", None, "BUSINESS WIRE"),
        ("SAN DIEGO, Jan. 08, 2024 (GLOBE NEWSWIRE) -- Ore", "SAN DIEGO", "2024-01-08", "GLOBE NEWSWIRE"),
        (
            "Vancouver, British Columbia--(Newsfile Corp. - March 3, 2021) - Ore",
            "Vancouver, British Columbia",
            "2021-03-03",
            "Newsfile Corp.",
        ),
        ("BEIJING, June 6 (Xinhua) -- China", "BEIJING", "2019-06-06", "Xinhua"),
        ("BUFFALO, N.Y. — Hours before", "BUFFALO, N.Y.", None, None),
        ("Berlin, 6. Juni 2019 – Die", "Berlin", "2019-06-06", None),
        ("Düsseldorf, den 6. Juni 2019 – Die", "Düsseldorf", "2019-06-06", None),
        ("Berlin (ots) - Die", "Berlin", None, "ots"),
        ("Paris, le 6 juin 2019 – Le", "Paris", "2019-06-06", None),
        ("Madrid, 6 de junio de 2019.- La", "Madrid", "2019-06-06", None),
        ("（東京、2019年6月6日）株式会社", "東京", "2019-06-06", None),
        ("［東京　６日　ロイター］ - ", "東京", None, "ロイター"),
        ("本报讯（记者 张三）近日，", None, None, "本报"),
        ("新华社北京6月6日电（记者 张三、李四）", "北京", "2019-06-06", "新华社"),
        ("DGAP-News: Ore AG / Key word(s): Results 06.06.2019 / 07:30", None, "2019-06-06", "DGAP"),
    ],
)
def test_datelines(text: str, place: str | None, day: str | None, wire: str | None) -> None:
    found = read_opening(text, None, "2019-06-07").dateline
    assert found is not None
    assert (found.place, found.date, found.wire) == (place, day, wire)


@pytest.mark.parametrize(
    "text",
    [
        "The company said - as expected - that it would",
        "In a statement on June 6, 2019 — the first this year",
        "近日，某集团召开会议",
        "2019年6月6日，某集团召开会议",
        "Ore Group held the 2019 Conference May 30 through 31, 2019 - and more",
        "",
    ],
)
def test_other_openings(text: str) -> None:
    assert read_opening(text, None, "2019-06-07").dateline is None


def test_reporters() -> None:
    assert read_opening("本报讯（记者 张三 通讯员 李四）近日，").reporters == ["张三", "李四"]
    assert read_opening("（记者 张三）近日，").reporters == ["张三"]


def test_a_year_that_is_not_printed_is_the_one_before_publication() -> None:
    found = read_opening("新华社北京12月31日电", None, "2021-01-08").dateline
    assert found is not None
    assert found.date == "2020-12-31"
