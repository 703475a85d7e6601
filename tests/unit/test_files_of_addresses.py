"""Which links lead to a file, by their address or their words."""

import pytest

from crawler.page.files import file_type


@pytest.mark.parametrize(
    ("href", "words", "kind"),
    [
        ("/d/plan.pdf", "", "pdf"),
        ("/d/plan.PDF?x=1#page=2", "", "pdf"),
        (
            "/documents/20123/388104/Orari_linee.xlsx/77ea3b1c-0c9a-5b1e-4c0a-7a0a1b2c3d4e?t=1737",
            "",
            "xlsx",
        ),  # with its number behind
        ("/d/plan.pdf/view", "", None),  # the page of a file
        ("/d/plan.pdf/5f0c9a1d/more", "", None),
        ("/download?id=7", "plan.pdf (820 KB)", "pdf"),
        ("/plan.html", "Plan", None),
        ("/download_file/view/882/1411", "観察シート（PDF）", "pdf"),
        ("/get?id=7", "Plan [XLSX, 22 kB]", "xlsx"),
        ("/plan.html", "Plan (PDF)", None),
        ("/get?id=7", "Plan (pdfs and more)", None),
    ],
)
def test_the_file_that_a_link_leads_to(href: str, words: str, kind: str | None) -> None:
    assert file_type(href, words) == kind
