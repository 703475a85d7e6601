"""Pagers without a word that is known: told by where they stand to the rows, by their arrows, by what they count."""

import pytest

from crawler.discover.listing import read_listing
from crawler.discover.pagers.step import Part
from crawler.page.page import Page
from crawler.run.arguments import Options
from crawler.run.frontier import Frontier
from crawler.site import Site
from crawler.stats import RunStats
from tests.unit.walking import FakeEarlierRuns

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
NEWS = f"{HOST}/vesti/"
TITLES = ("Nova hala u Kragujevcu", "Ugovor sa lukom u Baru", "Prva serija je gotova", "Stipendije za inženjere")
ROWS = "".join(f'<li><a href="/vesti/{n}-objava">{title}</a> <i>0{n}.03.2026.</i></li>' for n, title in enumerate(TITLES, 1))
ARROW = '<svg viewBox="0 0 9 9"><path d="M1 1l4 4-4 4"/></svg>'


def found(below: str, above: str = "", url: str = NEWS) -> list[str]:
    page = Page(url, f"<html lang=sr><body><div>{above}</div><main><h1>Vesti</h1><ul>{ROWS}</ul>{below}</main></body></html>")
    listing = read_listing(page, SITE)
    assert len(listing.rows) == len(TITLES)
    return [each.removeprefix(HOST) for each in listing.next]


@pytest.mark.parametrize(
    ("url", "below", "expected"),
    [
        (NEWS, f'<p><a href="/vesti/?korak=2">{ARROW}</a></p>', ["/vesti/?korak=2"]),
        (f"{NEWS}?korak=5", f'<a href="?korak=4"><i></i></a><a href="?korak=6">{ARROW}</a>', ["/vesti/?korak=6"]),
        (NEWS, '<div class="pagination"><a href="/vesti/?korak=2">Naredna</a></div>', ["/vesti/?korak=2"]),
        (NEWS, '<p><a href="/vesti/?korak=2">Naredba o radu</a></p>', []),
        (NEWS, f'<p><a href="/vesti/?korak=7">{ARROW}</a></p>', []),
    ],
)
def test_a_silent_link_behind_the_rows_counts_on(url: str, below: str, expected: list[str]) -> None:
    assert found(below, url=url) == expected


def test_a_silent_link_above_the_rows_is_no_pager() -> None:
    assert found("", f'<a href="/vesti/?prikaz=2">{ARROW}</a>') == []


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ('<button data-path="/deo/objave?iza=c4">Show more news</button>', ["/deo/objave?iza=c4"]),
        ('<div class="dugme" data-load-url="/deo/4f2a">もっと見る</div>', ["/deo/4f2a"]),
        ('<button data-path="/prijava">Show more</button>', ["/prijava"]),
        ('<button data-path="/prijava">Subscribe</button>', []),
    ],
)
def test_what_loads_more_by_a_script_may_have_any_address(below: str, expected: list[str]) -> None:
    assert found(below) == expected


def test_what_loads_more_above_the_rows_loads_others() -> None:
    assert found("", '<button data-path="/deo/slike">Show more</button>') == []


@pytest.mark.parametrize("word", ["2", "Next", "Older posts"])
def test_of_two_pagers_the_one_near_the_rows_is_theirs(word: str) -> None:
    others = "".join(f'<a href="/vesti/?saveti={n}">{n}</a> ' for n in (3, 4))
    side = f'<ul><li>Saveti</li></ul><p><a href="/vesti/?saveti=2">{word}</a> {others}</p>'
    assert found(f'<p><a href="/vesti/?strana=2">{word}</a></p>', side) == ["/vesti/?strana=2"]


@pytest.mark.parametrize(
    ("url", "below", "expected"),
    [
        (NEWS, '<b>0</b> | <a href="?od=4">4</a> | <a href="?od=8">8</a>', ["/vesti/?od=4"]),
        (NEWS, '<b>0</b> | <a href="?od=4">4</a>', ["/vesti/?od=4"]),
        (f"{NEWS}?od=40", '<a href="?">0</a> <a href="?od=20">20</a> <b>40</b> <a href="?od=60">60</a>', ["/vesti/?od=60"]),
        (f"{NEWS}?od=8", '<a href="?">0</a> | <a href="?od=4">4</a> | <b>8</b>', []),
        (f"{NEWS}?od=4", '<a href="?">1</a> … <b>4</b> … <a href="?od=8">8</a>', ["/vesti/?od=5"]),
    ],
)
def test_a_pager_with_a_nought_counts_rows(url: str, below: str, expected: list[str]) -> None:
    assert found(f"<p>{below}</p>", url=url) == expected


COUNTED = '<a href="/vesti/stranica-{0}.html">{0}</a>'
OLDER = " ".join(COUNTED.format(n) for n in (8, 7, 6)) + " … " + COUNTED.format(1)


@pytest.mark.parametrize(
    ("url", "below", "expected"),
    [
        (NEWS, f"<b>9</b> {OLDER}", ["/vesti/stranica-8.html"]),
        (NEWS, f'<a href="/vesti/">9</a> {OLDER}', ["/vesti/stranica-8.html"]),
        (NEWS, "<b>9</b> " + " ".join(f'<a href="?p={n}">{n}</a>' for n in range(8, 0, -1)), ["/vesti/?p=8"]),
        (f"{NEWS}stranica-7.html", f'<a href="/vesti/">9</a> {OLDER}', ["/vesti/stranica-6.html"]),
        (f"{NEWS}stranica-5.html", f'<a href="/vesti/">9</a> {OLDER}', ["/vesti/stranica-4.html"]),
        (f"{NEWS}stranica-1.html", f'<a href="/vesti/">9</a> {OLDER}', []),
        (NEWS, '<b>2</b> <a href="?p=1">1</a>', ["/vesti/?p=1"]),
        (NEWS, '<a href="?p=1">1</a> <a href="?p=2">2</a> <b>3</b>', []),
        # turned round by a style sheet
        (NEWS, '<a href="?p=3">3</a> <a href="?p=2">2</a> <b>1</b>', ["/vesti/?p=2"]),
        (f"{NEWS}?p=2", '<a href="?p=4">4</a> <a href="?p=3">3</a> <b>2</b> <a href="/vesti/">1</a>', ["/vesti/?p=3"]),
        (f"{NEWS}?p=4", '<b>4</b> <a href="?p=3">3</a> <a href="?p=2">2</a> <a href="/vesti/">1</a>', []),
        (f"{NEWS}?p=2", '<a href="/2027/">2027</a><p><a href="?p=4">4</a> <a href="?p=3">3</a> <b>2</b></p>', ["/vesti/?p=3"]),
    ],
)
def test_numbers_that_fall_from_the_newest_page(url: str, below: str, expected: list[str]) -> None:
    assert found(f"<div>{below}</div>", url=url) == expected


@pytest.mark.parametrize(
    ("url", "below", "expected"),
    [
        (NEWS, '<b>1</b> <a href="/vesti/P4">2</a> <a href="/vesti/P8">3</a> <a href="/vesti/P4">&gt;</a>', ["/vesti/P4"]),
        (f"{NEWS}P4", '<a href="/vesti/">1</a> <b>2</b> <a href="/vesti/P8">3</a> <a href="/vesti/P8">&gt;</a>', ["/vesti/P8"]),
        (f"{NEWS}P8", '<a href="/vesti/">1</a> <a href="/vesti/P4">2</a> <b>3</b>', []),
        (NEWS, '<b>1</b> <a href="/vesti/4">2</a> <a href="/vesti/4">&gt;</a>', ["/vesti/4"]),
        (f"{NEWS}8", '<a href="/vesti/">1</a> <a href="/vesti/4">2</a> <i>3</i> <a href="/vesti/12">4</a>', ["/vesti/12"]),
        (f"{NEWS}8", '<a href="/vesti/">1</a> <a href="/vesti/4">2</a> <b>3</b> <a href="/vesti/12">4</a>', ["/vesti/12"]),
        (f"{NEWS}od/30/", '<a href="/vesti/">1</a> … <b>4</b> <a href="/vesti/od/40/">5</a> …', ["/vesti/od/40/"]),
    ],
)
def test_rows_that_are_counted_in_the_path(url: str, below: str, expected: list[str]) -> None:
    assert found(f"<p>{below}</p>", url=url)[:1] == expected


@pytest.mark.parametrize(
    "above",
    [
        'Prikaži <a href="/vesti/?po=10">10</a> <a href="/vesti/?po=25">25</a> <a href="/vesti/?po=sve">Sve</a>',
        'Po strani: <b>10</b> | <a href="/vesti/?po=25">25</a> | <a href="/vesti/?po=50">50</a>',
        '<ul><li><a href="?po=5">5</a></li><li><a href="?po=10">10</a></li><li><a href="?po=20">20</a></li></ul>',
        '<select onchange="go(this)"><option value="?po=20">20</option><option value="?po=40">40</option></select>',
    ],
)
def test_how_many_rows_a_page_may_have_is_no_pager(above: str) -> None:
    below = '<div><b>1</b> <a href="/vesti/?korak=2">2</a> <a href="/vesti/?korak=3">3</a></div>'
    assert found(below, f"<p>{above}</p>") == found(below) == ["/vesti/?korak=2"]
    listing = read_listing(Page(NEWS, f"<body><main><p>{above}</p><ul>{ROWS}</ul></main></body>"), SITE)
    assert (listing.next, listing.step.pages) == ((), None)


def walked(pages: int, printed: range, *, start_is: int) -> list[str]:
    """The addresses in the order in which a walk asks for them: all pages have a number in their address."""
    stats = RunStats("test", "run", "2026-01-01T06:00:00Z")
    frontier = Frontier(Site.for_url(NEWS), Options(), stats, FakeEarlierRuns())
    queue, asked = frontier.begin([], []), []
    while queue:
        task = queue.pop(0)
        if task.purpose == "article":
            continue
        own = int(task.url.rpartition("=")[2]) if "=" in task.url else start_is
        asked.append(task.url.removeprefix(HOST))
        pager = " ".join(f"<b>{n}</b>" if n == own else f'<a href="/vesti/?strana={n}">{n}</a>' for n in printed)
        rows = ROWS.replace("-objava", f"-objava-{own}")
        page = Page(task.url, f"<html lang=sr><body><main><h1>Vesti</h1><ul>{rows}</ul><p>{pager}</p></main></body></html>")
        queue += frontier.listing_read(task, read_listing(page, SITE), 200)
        assert len(asked) <= pages + 1
    return asked


@pytest.mark.parametrize("pages", [2, 3, 4, 7])
def test_a_list_whose_newest_page_has_the_highest_number_is_read_to_its_first(pages: int) -> None:
    asked = walked(pages, range(pages, 0, -1), start_is=pages)
    assert asked == ["/vesti/", *(f"/vesti/?strana={number}" for number in range(pages - 1, 0, -1))]


@pytest.mark.parametrize("pages", [2, 3, 4, 7])
def test_a_pager_that_a_style_sheet_turns_round_is_read_upwards(pages: int) -> None:
    asked = walked(pages, range(pages, 0, -1), start_is=1)
    assert asked[:pages] == ["/vesti/", *(f"/vesti/?strana={number}" for number in range(2, pages + 1))]
    assert walked(pages, range(1, pages + 1), start_is=1) == asked[:pages]


def test_older_pages_that_are_called_so_may_have_lower_numbers() -> None:
    below = '<a href="?page=1">Older</a> <a href="?page=3">Newer</a>'
    assert found(below, url=f"{NEWS}?page=2") == ["/vesti/?page=1"]
    assert found('<a href="?page=3">Older</a> <a href="?page=1">Newer</a>', url=f"{NEWS}?page=2") == ["/vesti/?page=3"]


def test_a_number_elsewhere_is_no_page_that_is_newer() -> None:
    below = '<p><a href="?p=4">4</a> <a href="?p=3">3</a> <b>2</b></p>'
    assert found(below, '<div><p><i><a href="/dani/9">9</a></i></p></div>', url=f"{NEWS}?p=2") == ["/vesti/?p=3"]


def parts(below: str) -> tuple[Part, ...]:
    page = Page(NEWS, f"<html lang=sr><body><main><h1>Vesti</h1><ul>{ROWS}</ul>{below}</main></body></html>")
    return read_listing(page, SITE).step.parts


@pytest.mark.parametrize("label", ["Starije vesti →", "Folytatás »", "अगला पृष्ठ ›"])
def test_words_with_an_arrow_right_behind_the_rows_lead_to_more_of_them(label: str) -> None:
    assert parts(f'<p><a href="/vesti/x7d0c">{label}</a></p>') == (Part(f"{NEWS}x7d0c"),)


@pytest.mark.parametrize(
    "below",
    [
        '<p><a href="/vesti/x7d0c">Starije vesti</a></p>',
        '<p><a href="/vesti/x7d0c">← Novije vesti</a></p>',
        '<p><a href="/o-nama/">O kompaniji →</a></p>',
        '<p><a href="/uslovi/">Uslovi</a> <a href="/vesti/x7d0c">Starije vesti →</a></p>',
    ],
)
def test_words_with_an_arrow_elsewhere_are_any_link(below: str) -> None:
    assert [part for part in parts(below) if not part.guess] == []


MORE = '<button type="button" data-url="{}">Prikaži ostale</button>'


def test_a_control_right_behind_the_list_asks_elsewhere_for_its_second_page() -> None:
    assert found(MORE.format("/ajax/vesti?page=2")) == ["/ajax/vesti?page=2"]
    assert found(f"<div><p>{MORE.format('/ajax/vesti?page=9')}</p></div>") == []
    assert found(f"<p>Slike</p><div>{MORE.format('/ajax/slike?page=2')}</div>") == []  # of another list


def test_a_box_that_a_script_fills_counts_from_zero_or_by_a_step() -> None:
    assert found('<div><a href="#" data-href="/deo/spisak/page/2">Ostalo</a></div>') == ["/deo/spisak/page/2"]
    assert found('<span data-src="/deo?lang=sr&p=1">Ostalo</span>') == ["/deo?lang=sr&p=1"]


def test_a_control_right_behind_the_list_asks_for_what_comes_after_its_rows() -> None:
    rows = ROWS.count("<a ")
    assert found(MORE.format(f"/deo/spisak?od={rows}")) == [f"/deo/spisak?od={rows}"]
    assert found(MORE.format(f"/deo/spisak?od={rows + 1}")) == []
