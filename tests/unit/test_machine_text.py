"""Lines that programs left on a page: no text of an article, in whatever element they stand."""

import pytest

from crawler.extract import extract

TOLD = [f"Der {which} Kran hebt achtzig Tonnen und braucht halb so viel Strom." for which in ("neue", "zweite", "dritte")]


def text(line: str) -> list[str]:
    body = f"<p>{TOLD[0]}</p><p>{line}</p><p>{TOLD[1]}</p><p>{TOLD[2]}</p>"
    page = f"<title>Kräne</title><body><article><h1>Kräne</h1>{body}</article></body>"
    return extract(page, "https://www.nordkai.example/presse/kran").text.split("\n\n")


@pytest.mark.parametrize("line", [
    "{{ article.related | truncate:40 }}", "${item.title} ${item.url}", "#{item.title}", "%%AD_SLOT_INREAD%%", "%BANNER_2%",
    "undefined undefined [object Object]", "undefined",
    '{"type":"widget","id":"rel-22","config":{"layout":"grid"}}', '[{"id": 7}]',
    "https://cdn.nordkai.example/widgets/loader.v3.min.js?slot=mid", "id=7&slot=mid&mode=dark",
])  # fmt: skip
def test_what_a_program_left_between_paragraphs_is_no_text(line: str) -> None:
    assert text(line) == TOLD


@pytest.mark.parametrize("line", [
    "Der Preis stieg um 12 % auf 40 {Millionen} Euro.", "https://www.nordkai.example/presse/kran-bilder", "100 % Strom",
    '{"Kran"} heißt der Film, den das Museum zeigt.', "Das Skript https://cdn.nordkai.example/lib.js lädt der Kran selbst.",
])  # fmt: skip
def test_what_people_write_with_such_signs_is_text(line: str) -> None:
    assert line in text(line)
