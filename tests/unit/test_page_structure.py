"""How a page is built around its text."""

from crawler.extract.page_type.structure import NAMES, structure_values
from crawler.page.metadata import head_of
from crawler.page.page import Page

TEXT = (
    "The kiln was lit on Monday in front of everybody who had helped to build it, and it burned through the night. "
    "By morning the first forty plates were fired."
)


def values(body: str) -> dict[str, float]:
    html = f"<html><head><title>The kiln</title></head><body><main>{body}</main></body></html>"
    page = Page("https://kiln.example/news/1", html)
    shown = [block for block in page.blocks if block.text and not block.hidden]
    return dict(zip(NAMES, structure_values(head_of(page), shown, shown), strict=True))


def test_a_release_has_its_day_between_headline_and_text() -> None:
    found = values(f"<h1>The kiln is lit</h1><p>3 June 2024</p><p>{TEXT}</p><p>{TEXT}</p>")
    assert (found["day_below"], found["repeated_boxes"]) == (1.0, 0.0)
    assert values(f"<h1>The kiln is lit</h1><p>Sund, 3 June 2024 - {TEXT}</p>")["day_below"] == 1.0
    assert values(f"<h1>Our kilns</h1><p>{TEXT}</p><p>Valid from 3 June 2024</p>")["day_below"] == 0.0


def test_teasers_repeat_their_boxes_and_link_their_headings() -> None:
    found = values("".join(f"<div class=card><h3><a href=/n/{n}>Kiln {n} is lit</a></h3><p>{TEXT}</p></div>" for n in range(3)))
    assert (found["repeated_boxes"], found["linked_headings"], found["headings"]) == (1.0, 1.0, 0.3)
    two = "".join(f"<div class=card><h3>Kiln {n}</h3><p>{TEXT}</p></div>" for n in range(2))
    assert (values(two)["repeated_boxes"], values(two)["linked_headings"]) == (0.0, 0.0)
