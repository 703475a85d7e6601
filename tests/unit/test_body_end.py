"""Where a body ends: by its column, against furniture that talks in whole sentences."""

# ruff: noqa: E501  markup is read best whole

import pytest

from crawler.extract.layout.body_end import trim
from crawler.page.page import Page

HEAD = "<div>Home &gt; News</div><h1>A title</h1><p>2024-05-01</p>"
BODY = [
    "The company opened a hall of tungsten in Chenshan City, and the deputy president cut the ribbon together with many guests.",
    "Editors of nine papers came. Share prices did not move, and the copyright of the exhibition stays with the company for good.",
    "Two more halls are to follow.",
]
OTHER = "Another mine of the company was closed for a week, and the miners went home to their villages to help with the harvest there."
TEASERS = f"<div><h4><a href=/b>Mine Closed for a Week</a></h4><p>{OTHER}</p><h4><a href=/c>Second Story of the Day</a></h4><p>{OTHER}</p></div>"
FOOTER = "<div><p>No part of this web site may be copied without the written consent of the company, which is seated in Chenshan City.</p></div>"
P = "".join(f"<p>{each}</p>" for each in BODY)


def body_of(markup: str) -> list[str]:
    page = Page("http://www.example.com/a.html", f"<html><body>{HEAD}{markup}</body></html>")
    head = next(block for block in page.blocks if block.text == "2024-05-01")
    found, rest = trim(page.blocks[head.index + 1 :], page.outline, head)
    assert len(found) + len(rest) == len(page.blocks) - head.index - 1
    return [block.text for block in found if block.text]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{P}</div>",
        f"<div>{P}</div>{TEASERS}",
        f"<div>{P}</div>{FOOTER}",
        f"<div>{P}</div><div>Related News</div>{TEASERS}{FOOTER}",
        f"<table><tr><td>{P}</td></tr><tr><td>{TEASERS}</td></tr></table>",
        f"{P}<div class=footer><p>{OTHER}</p></div>",
        f"{P}<p>Previous: <a href=/b>Mine Closed</a></p>{TEASERS}",
        f"<div>{P}<div>Share to: <a href=#>WeChat</a></div><ul><li><a href=/b>Mine Closed for a Week</a></li><li><a href=/c>Second Story</a></li></ul></div>",
        f"<div>{P}</div><div>[Print] [Close]</div><div><span>Quick Links</span><a href=/1>One</a></div>",
        f"<div><div>{BODY[0]}</div><div>Share: <a href=#>QQ</a></div><div>{BODY[1]}</div><div>{BODY[2]}</div></div>",
        f"<div><section><p>{BODY[0]}</p></section><section><p>{BODY[1]}</p><p>{BODY[2]}</p></section></div>",
        f"<div>{BODY[0]}<br><br>{BODY[1]}<br><br>{BODY[2]}</div><aside><p>{OTHER}</p></aside>",
        f"<ul><li><p>{BODY[0]}</p></li><li><p>{BODY[1]}</p></li><li><p>{BODY[2]}</p></li></ul><footer>{OTHER}</footer>",
    ],
)
def test_the_whole_body_and_nothing_else(markup: str) -> None:
    assert body_of(markup) == BODY


def test_short_lines_at_the_end_stay() -> None:
    steps = ["Train 30 miners", "Repair both pumps", "Report in autumn"]
    assert body_of(f"<div>{P}<ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol></div>{FOOTER}") == BODY + steps


def test_a_body_of_one_short_line() -> None:
    assert body_of("<div><p>The office is closed on Friday.</p></div><div>Copyright © Example</div>") == ["The office is closed on Friday."]


def test_labels_of_codes_go_with_their_picture() -> None:
    assert body_of(f"<div>{P}</div><div><img src=/images/qrcode.png><p>Read on your phone</p></div>") == BODY


def test_no_body() -> None:
    assert body_of("<div>[Print]</div><div>Copyright © Example</div>") == []
