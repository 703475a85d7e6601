"""How a page is built around its text."""

from crawler.extract.page_type.structure import NAMES, structure_values
from crawler.page.page import Page

TEXT = (
    "The kiln was lit on Monday in front of everybody who had helped to build it, and it burned through the night. "
    "By morning the first forty plates were fired."
)


def values(body: str) -> dict[str, float]:
    html = f"<html><head><title>The kiln</title></head><body><main>{body}</main></body></html>"
    page = Page("https://kiln.example/news/1", html)
    shown = [block for block in page.blocks if block.text and not block.hidden]
    return dict(zip(NAMES, structure_values(page, shown, shown), strict=True))


def test_a_release_has_its_day_between_headline_and_text() -> None:
    found = values(f"<h1>The kiln is lit</h1><p>3 June 2024</p><p>{TEXT}</p><p>{TEXT}</p>")
    assert (found["day_below"], found["repeated_boxes"]) == (1.0, 0.0)
    assert values(f"<h1>The kiln is lit</h1><p>Sund, 3 June 2024 - {TEXT}</p>")["day_below"] == 1.0
    assert values(f"<h1>Our kilns</h1><p>{TEXT}</p><p>Valid from 3 June 2024</p>")["day_below"] == 0.0


def test_a_release_is_told_from_one_whose_day_is_only_stated() -> None:
    def release(body: str, head: str = "") -> tuple[float, float]:
        found = values(f"{head}<h1>The kiln is lit</h1>{body}")
        return found["release"], found["release_printed"]

    assert release(f"<p>3 June 2024</p><p>{TEXT}</p>") == (1.0, 1.0)
    assert release(f"<p>{TEXT}</p>", '<meta property="article:published_time" content="2024-06-03">') == (1.0, 0.0)
    assert release(f"<p>{TEXT}</p>") == (0.0, 0.0)


def test_teasers_repeat_their_boxes_and_link_their_headings() -> None:
    found = values("".join(f"<div class=card><h3><a href=/n/{n}>Kiln {n} is lit</a></h3><p>{TEXT}</p></div>" for n in range(3)))
    assert (found["repeated_boxes"], found["linked_headings"], found["headings"]) == (1.0, 1.0, 0.3)
    two = "".join(f"<div class=card><h3>Kiln {n}</h3><p>{TEXT}</p></div>" for n in range(2))
    assert (values(two)["repeated_boxes"], values(two)["linked_headings"]) == (0.0, 0.0)
