"""What is beside a text and is no text is counted in the elements around it."""

import numpy as np

from crawler.extract.block_model.features import claims_of, read_sheet
from crawler.extract.block_model.widget_features import WIDGET_COLUMNS
from crawler.page.page import Page

PAGE = Page(
    "http://harbour.example/",
    "<main><p>The quay is open.</p>"
    "<form><input type=hidden name=t><input name=mail><button>Send</button><p>Write to us.</p></form>"
    "<figure><img src=a.jpg><figcaption>The quay</figcaption></figure>"
    "<div><iframe src=/v></iframe><span>A film</span></div></main>",
)


def test_controls_pictures_and_frames_are_counted_in_a_blocks_element_and_in_those_above() -> None:
    sheet = read_sheet(PAGE.outline, claims_of(PAGE))
    counts = np.rint(np.expm1(sheet.rows[:, -WIDGET_COLUMNS:])).astype(int).tolist()
    found = dict(zip([block.text for block in sheet.blocks], counts, strict=True))
    main = [2, 1, 1]
    assert found["The quay is open."][:6] == [0, 0, 0, *main]
    assert found["Write to us."][:9] == [0, 0, 0, 2, 0, 0, *main]
    assert found["The quay"][:9] == [0, 0, 0, 0, 1, 0, *main]
    assert found["A film"][:6] == [0, 0, 1, *main]


def test_a_page_without_text_has_none() -> None:
    page = Page("http://harbour.example/", "<form><button>Send</button></form>")
    assert len(read_sheet(page.outline, claims_of(page)).blocks) == 0
