"""The headline of a row whose links lead to files stands beside them; several files of a row are releases of their own."""

import pytest

from crawler.discover.file_labels import said_of_file, without_size
from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site

URL = "https://example.com/news/"
SITE = Site.for_url(URL, "acme")
TITLES = (
    "Company raises its forecast for the year",
    "Second dock opens in Marseille harbour",
    "New chair of the supervisory board named",
    "Quarterly figures better than expected",
    "Factory in Lisse goes over to wind power",
)
COUNT = range(len(TITLES))


def titles(row: str, around: str = "<div>{}</div>", host: str = "") -> list[str | None]:
    """The titles of a list. row: with `{title}`, `{n}`, `{day}`, `{pdf}` (a file on a host, without its ending)."""
    rows = "".join(row.format(title=TITLES[n], n=n, day=f"2{8 - n} May 2026", pdf=f"{host}/files/pr-{n}") for n in COUNT)
    html = f'<html lang="en"><body><main><h1>Press releases</h1>{around.format(rows)}</main></body></html>'
    found = read_listing(Page(URL, html), SITE, forms=True).rows
    assert [row.date for row in found] == sorted((row.date for row in found if row.date), reverse=True)
    return [row.title for row in found]


@pytest.mark.parametrize(
    "link",
    [
        "Download (PDF, {n}20 KB)",
        "PDF",
        "PDF, {n}20 kB",
        "{n}.4 MB",
        "Download {n}.4 MB",
        "Télécharger [{n}20 Ko]",
        "تحميل ({n}20 كيلوبايت)",
        "ดาวน์โหลด",
        "2026_05_2{n}_release_final_v2.pdf",
        "<img src=pdf.png alt='PDF icon'>",
        "<svg></svg>",
        "View release",
    ],
)
@pytest.mark.parametrize(
    ("row", "around"),
    [
        ("<div class=row><h3>{title}</h3><span>{day}</span><a href={pdf}.pdf>%s</a></div>", "<div>{}</div>"),
        ("<tr><td>{day}<td>{title}<td><a href={pdf}.pdf>%s</a></tr>", "<table>{}</table>"),
        ("<tr><td>{day}<td>Announcement<td>{title}<td><a href={pdf}.pdf>%s</a></tr>", "<table>{}</table>"),
        ("<li><b class=d>{day}</b><strong class=t>{title}</strong> <a href={pdf}.pdf>%s</a></li>", "<ul>{}</ul>"),
        ("<li>{title} <a href={pdf}.pdf>%s</a> <span>{day}</span></li>", "<ul>{}</ul>"),
        (
            "<div><p>{day}</p><p>{title}</p><p>What the release no. {n} tells in more words than its headline has in all.</p>"
            "<p><a href={pdf}.pdf>%s</a></p></div>",
            "<div>{}</div>",
        ),
    ],
)
def test_the_headline_of_a_file_stands_beside_its_link(row: str, around: str, link: str) -> None:
    assert titles(row % link, around) == titles(row % link, around, "https://files.example") == list(TITLES)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("<li><a href={pdf}.pdf>{title}</a> <span>PDF, {n}20 KB</span> <span>{day}</span></li>", "{title}"),
        ("<li><a href={pdf}.pdf>{title} <small>(PDF, {n}20 KB)</small></a> <span>{day}</span></li>", "{title}"),
        ("<li><a href={pdf}.pdf>{title}</a><p>{n} words of an excerpt that go on for a while</p>{day}</li>", "{title}"),
        ("<li><a href={pdf}.pdf>Report Q{n} 2025</a><p>The yard sold {n} of its boats</p><i>{day}</i></li>", "Report Q{n} 2025"),
        ("<li><a href={pdf}.pdf>Bulletin (no. {n})</a> <span>{day}</span></li>", "Bulletin (no. {n})"),
    ],
)
def test_a_link_that_says_the_headline_is_the_title(row: str, wanted: str) -> None:
    assert titles(row, "<ul>{}</ul>") == [wanted.format(title=TITLES[n], n=n) for n in COUNT]


@pytest.mark.parametrize(
    ("files", "second"),
    [
        ("<a href={pdf}.pdf>English</a> <a href={pdf}-zh.pdf>中文</a>", "{title} (中文)"),
        ("<a href={pdf}.pdf>EN (PDF, {n}1 KB)</a><br><a href={pdf}-de.pdf>DE (PDF, {n}2 KB)</a>", "{title} (DE)"),
        ("<div><a href={pdf}.pdf>Release</a></div><div><a href={pdf}-p.pdf>Presentation</a></div>", "{title} (Presentation)"),
        ("<a href={pdf}.pdf>PDF</a> <a href={pdf}-2.pdf>PDF</a>", "{title}"),
    ],
)
@pytest.mark.parametrize(
    ("row", "around"),
    [
        ("<div class=row><h3>{title}</h3><span>{day}</span>%s</div>", "<div>{}</div>"),
        ("<tr><td>{day}<td>{title}<td>%s</tr>", "<table>{}</table>"),
        ("<div class=row><div class=a><p>{day}</p><p>{title}</p></div><div class=l>%s</div></div>", "<div>{}</div>"),
    ],
)
def test_each_file_of_a_row_is_a_release(row: str, around: str, files: str, second: str) -> None:
    wanted = [said for title in TITLES for said in (title, second.format(title=title))]
    assert titles(row % files, around) == titles(row % files, around, "https://files.example") == wanted


def test_a_file_beside_a_linked_headline_says_what_it_is() -> None:
    row = "<li><i>{day}</i><h3><a href={pdf}.pdf>{title}</a></h3><a href={pdf}-p.pdf>Presentation</a></li>"
    assert titles(row, "<ul>{}</ul>") == [said for title in TITLES for said in (title, f"{title} (Presentation)")]


def test_files_in_the_row_of_a_page_are_its_copies() -> None:
    row = "<li><i>{day}</i><h3><a href=/news/{n}.html>{title}</a></h3><a href={pdf}.pdf>EN</a> <a href={pdf}-de.pdf>DE</a></li>"
    assert titles(row, "<ul>{}</ul>") == list(TITLES)


@pytest.mark.parametrize(
    ("text", "bare", "said"),
    [
        ("Download (PDF, 120 KB)", "Download", "Download"),
        ("Descargar – PDF 1,2 MB", "Descargar", "Descargar"),
        ("1.024 Ко", "", ""),
        ("Скачать (2,4 Мб)", "Скачать", "Скачать"),
        ("press release (1).pdf", "press release (1).pdf", ""),
        ("Lataa (12 sivua)", "Lataa (12 sivua)", "Lataa"),
        ("Results (Q1 2025)", "Results (Q1 2025)", "Results (Q1 2025)"),
        ("The yard sells 40 boats", "The yard sells 40 boats", "The yard sells 40 boats"),
        ("Order of 16 MW", "Order of 16 MW", "Order of 16 MW"),
        ("A telephone with 16 GB", "A telephone with 16 GB", "A telephone with"),
    ],
)
def test_sizes_and_names_of_files(text: str, bare: str, said: str) -> None:
    assert (without_size(text), said_of_file(text)) == (bare, said)
