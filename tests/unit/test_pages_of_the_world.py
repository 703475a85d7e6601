"""What newsrooms of many languages and years do: each rule on the smallest page that needs it, and what it leaves alone."""


import pytest

from crawler.extract.block_model.edges import below_trail, is_mark, without_edges
from crawler.extract.fields.title import Title, find_title
from crawler.page.page import Page
from tests.ferry import HEADLINE, PROSE, TEXT, URL, blocks_of, read


class TestLinesBeforeTheText:
    TRAIL = "<p><a href='/'>Home</a> / <a href='/news/'>News</a></p>"

    def test_those_above_the_trail_are_of_another_column(self) -> None:
        page, shown = blocks_of(f"<td>Sund 21 °C<br>Esker 19 °C</td><div>{self.TRAIL}{PROSE}</div>")
        assert [block.text for block in below_trail(page, shown)] == list(TEXT)

    def test_those_below_it_stay_and_so_does_running_text_above(self) -> None:
        page, shown = blocks_of(f"{self.TRAIL}<p>Later by an hour</p>{PROSE}")
        assert [block.text for block in below_trail(page, shown)][:2] == ["Later by an hour", TEXT[0]]
        page, shown = blocks_of(f"<p>{TEXT[0]}</p>{self.TRAIL}<p>{TEXT[1]}</p>")
        assert below_trail(page, shown) == shown

    def test_other_links_part_nothing(self) -> None:
        share = "<p><a href='https://share.example/?u=1'>Share</a></p>"
        page, shown = blocks_of(f"<p>Later by an hour</p>{share}{PROSE}")
        assert below_trail(page, shown) == shown

    @pytest.mark.parametrize("name", ["published", "create", "article-published-date"])
    def test_details_that_only_their_class_tells(self, name: str) -> None:
        details = f"<dl><dt>විස්තර</dt><dd>ප්‍රවර්ගය: නිවේදන</dd><dd class='{name}'>දිනය: 2025 ජනවාරි 15</dd></dl>"
        page, shown = blocks_of(f"{details}<div>{PROSE}</div>")
        assert [block.text for block in without_edges(page, shown, Title(None))] == list(TEXT)

    def test_details_of_something_else_stay(self) -> None:
        details = "<dl><dt>Fest</dt><dd>Ort: Hafen</dd><dd class='when'>Beginn: 15.01.2025</dd></dl>"
        page, shown = blocks_of(f"{details}<div>{PROSE}</div>")
        assert len(without_edges(page, shown, Title(None))) == len(shown)

    def test_a_day_alone_in_its_row_and_a_cell_beside_others(self) -> None:
        page, shown = blocks_of(f"<table><tr><td>14 May 2024</td></tr><tr><td>{PROSE}</td></tr></table>")
        assert [block.text for block in without_edges(page, shown, Title(None))] == list(TEXT)
        page, shown = blocks_of(f"<table><tr><td>14 May 2024</td><td>Opening</td></tr></table>{PROSE}")
        assert len(without_edges(page, shown, Title(None))) == len(shown)


    @pytest.mark.parametrize(
        "line",
        [
            "<p>Sund, the 7th of May 2024 · by Jane Roe · 2 minutes</p>",
            "<p class='uk-article-meta'>Napisane przez Ewa Bielska. Opublikowano w Sporcie, 16 listopada 2020. Odsłony: 31</p>",
            "<p>Posted 14 May 2024<br>By Jane Roe<br>Herald Staff Writer</p>",
        ],
    )
    def test_lines_of_details(self, line: str) -> None:
        page, shown = blocks_of(f"<div>{line}{PROSE}</div>")
        assert [block.text for block in without_edges(page, shown, Title(None))] == list(TEXT)

    @pytest.mark.parametrize(
        "line", ["<p>Later by an hour</p>", "<h2>7 May 2024 - the day it sank</h2>", "<p>It sank on 7 May 2024 – or so.</p>"]
    )
    def test_lines_of_the_text(self, line: str) -> None:
        page, shown = blocks_of(f"<div>{line}{PROSE}</div>")
        assert without_edges(page, shown, Title(None)) == shown

    def test_what_stands_above_the_headline_of_the_text(self) -> None:
        head = "<p>Notice of the office</p>"
        page, shown = blocks_of(f"<div>{head}<h1>{HEADLINE}</h1>{PROSE}</div>")
        assert [block.text for block in without_edges(page, shown, Title(HEADLINE, None, 1))] == list(TEXT)
        notice = f"<div><p>{TEXT[1]}</p></div>"
        page, shown = blocks_of(f"{notice}<div><h1>{HEADLINE}</h1><p>14 May 2024</p><p>{' '.join(TEXT)}</p>{PROSE}</div>")
        assert TEXT[1] not in [block.text for block in without_edges(page, shown, Title(HEADLINE, None, 1))][:1]
        page, shown = blocks_of(f"<div><p>{TEXT[1]}</p><h2>{HEADLINE}</h2>{PROSE}</div>")
        assert without_edges(page, shown, Title(HEADLINE, None, 1))[0].text == TEXT[1]


class TestPictures:
    @staticmethod
    def box(line: str, name: str = "a") -> str:
        return f"<div class=pic><img src='/{name}.jpg'><p>{line}</p></div>"

    def test_the_line_below_the_only_one_is_its_caption(self) -> None:
        page, shown = blocks_of(f"<p>{TEXT[0]}</p>{self.box('The quay at night.')}<div><p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>")
        assert [block.text for block in without_edges(page, shown, Title(None))] == list(TEXT)

    def test_a_story_in_pictures_stays(self) -> None:
        page, shown = blocks_of(f"<p>{TEXT[0]}</p>{self.box('The quay at night.')}{self.box('And at dawn.', 'b')}")
        assert without_edges(page, shown, Title(None)) == shown
        page, shown = blocks_of(f"<p>{TEXT[0]}</p>{self.box(TEXT[1])}")
        assert without_edges(page, shown, Title(None)) == shown


class TestLastLines:
    @pytest.mark.parametrize(
        "line",
        [
            "<p align=right>- Jane Roe, Sund reporter</p>",
            "<p class='has-text-align-right'><b>Jane Roe</b><br><b>Tom Hale</b><br>They sailed with her.</p>",
            "<p style='text-align: right'><strong>Nguyễn Thu Hằng</strong></p>",
            "<p>Ultimo aggiornamento: 14 settembre 2023</p>",
        ],
    )
    def test_signatures_and_changes(self, line: str) -> None:
        page, shown = blocks_of(f"<div>{PROSE}{line}</div>")
        assert [block.text for block in without_edges(page, shown, Title(None))] == list(TEXT)

    @pytest.mark.parametrize("line", ["<p align=right>Sund 1931.</p>", "<p>Jane Roe</p>", "<p>Updated rules apply: May.</p>"])
    def test_of_the_text(self, line: str) -> None:
        page, shown = blocks_of(f"<div>{PROSE}{line}</div>")
        assert without_edges(page, shown, Title(None)) == shown


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("<div>- ការផ្សាយពាណិជ្ជកម្ម -</div>", True),
        ("<div>– Werbung –</div>", True),
        ("<p>- Werbung -</p>", False),
        ("<div>- First we went home. -</div>", False),
        ("<div>- from Sund to Esker</div>", False),
    ],
)
def test_a_line_between_dashes_is_a_mark(body: str, mark: bool) -> None:
    assert is_mark(blocks_of(body)[1][0]) is mark


class TestTitles:
    DAY = "<p>14 May 2024</p>"
    MENU = "<nav><a href='/news/'>Press office</a><a href='/boats/'>Boats</a><a href='/'>Start</a></nav>"

    def test_the_title_element_names_a_section_of_the_menu(self) -> None:
        body = f"{self.MENU}<p>14 May 2024</p><h2>{HEADLINE}</h2>{PROSE}"
        assert read(body, "Press office — Sund Ferries").title == HEADLINE

    def test_a_link_to_the_page_itself_is_no_section(self) -> None:
        body = f"<nav><a href='{URL}'>Boats leave at ten</a></nav><div>{self.DAY}{PROSE}</div><h2>More of our news here</h2>"
        assert read(body, "Boats leave at ten").title == "Boats leave at ten"

    def test_a_whole_headline_in_a_list_of_news_is_no_section(self) -> None:
        news = f"<div class=related><ul><li><a href='/again/12'>{HEADLINE}</a></li></ul></div>"
        assert read(f"<h2>The islands and the ferry</h2><div>{PROSE}</div>{news}").title == HEADLINE

    def test_the_heading_of_a_section_where_no_claim_names_anything(self) -> None:
        menu = "<nav><a href='/press/'>Press releases</a></nav>"
        body = f"{menu}<h2>Press releases</h2><h3>Off at twelve</h3><div>{PROSE}</div>"
        assert read(body, "Sund").title == "Off at twelve"

    def test_the_foot_names_the_owner_without_a_word_of_rights(self) -> None:
        name = "Universität am Sund"
        foot = f"<footer><p>{name}, Hafenstraße 3, 24000 Sund</p></footer>"
        body = f"<div>{HEADLINE}</div><div>{PROSE}</div>{foot}"
        assert read(body, name).title == HEADLINE

    def test_a_by_line_is_no_line_of_the_headline(self) -> None:
        line = f"<font size=5>{HEADLINE}</font><br><font size=2>by <b>Jane Roe</b>, 11 April 2024, read 918 times</font>"
        assert read(f"<table><tr><td>{line}<br><br>{PROSE}</td></tr></table>", "Sund Ferries").title == HEADLINE

    def test_a_headline_may_ask(self) -> None:
        ask = "Why did they sail so late?"
        body = f"<h1><a href='/'>Blog</a></h1>{self.MENU}<h2>{ask}</h2><p>14 May 2024 · by Jane Roe</p>{PROSE}"
        assert read(body, "The harbour blog").title == ask

    def test_a_heading_above_its_day_is_before_a_centred_line(self) -> None:
        body = f"<p align=center class=center>Radio Club - The Bulletin</p><h2>Our mast still stands</h2>{self.DAY}{PROSE}"
        page = Page(URL, f"<title>Radio Club Bulletin</title>{body}")
        assert find_title(page).text == "Our mast still stands"

    def test_a_link_of_the_menu_is_no_title_beside_a_dated_line(self) -> None:
        line = "<b>The mill grinds again</b>"
        body = f"{self.MENU}<a href='/noticias/'>Noticias</a><div>{line}{self.DAY}{PROSE}</div>"
        assert read(body, "Town of Sund - Noticias").title == "The mill grinds again"

    def test_lines_of_pictures_are_not_counted_between_headline_and_text(self) -> None:
        picture = "<figure><img src='/a.jpg'><figcaption>Quay</figcaption></figure>"
        below = f"<p>By Jane Roe</p><p>14 May 2024</p><p>3 minutes</p>{picture}"
        assert read(f"<a href='/x'>Enrol</a><h1>{HEADLINE}</h1>{below}{PROSE}", "Town news | Sund").title == HEADLINE


class TestPartsOfReleases:
    @pytest.mark.parametrize(
        ("lines", "kind"),
        [
            (
                (
                    "კომპანიის შესახებ",
                    "„ვაზი“ 1998 წელს დაარსდა და ღვინოს ოცდაოთხ ქვეყანაში ყიდის, ორას ჰექტარ ვენახს ფლობს.",
                ),
                "about",
            ),
            (
                (
                    "Apie „Vėjo jėgą“",
                    "„Vėjo jėga“ yra energetikos bendrovė, valdanti septynis vėjo parkus Lietuvoje ir Latvijoje.",
                ),
                "about",
            ),
            (
                (
                    "Sund Boats haqqında",
                    "Sund Boats 1998-ci ildə qurulub və on iki ölkədə qayıq satır, iki yüz işçisi var.",
                ),
                "about",
            ),
            (("Компанийн тухай: “Усан зам” ХК нь 2004 онд байгуулагдсан, хоёр зуун ажилтантай.",), "about"),
            (("Холбоо барих: Олон нийттэй харилцах алба, pr@sund.example",), "contacts"),
            (("Πληροφορίες για τα ΜΜΕ: Ειρήνη Μακρή, τηλ. 22410 00001",), "contacts"),
        ],
    )
    def test_in_other_languages_and_in_one_line(self, lines: tuple[str, ...], kind: str) -> None:
        found = read(f"<h1>{HEADLINE}</h1>{PROSE}" + "".join(f"<p>{line}</p>" for line in lines))
        assert found.text == "\n\n".join(TEXT)
        assert [part.kind for part in found.release_parts] == [kind]

    @pytest.mark.parametrize(
        "lines",
        [
            ("Observatory", "The observatory on the hill has been open since 1931 and has two hundred visitors a day in summer."),
            ("Tickets: jane@sund.example", "Boats: tom@sund.example", "Trains: ann@sund.example"),
            ("As the mayor said: the quay is too short, and everybody in the town has known it for as long as there are boats.",),
        ],
    )
    def test_what_only_looks_like_them_stays(self, lines: tuple[str, ...]) -> None:
        found = read(f"<h1>{HEADLINE}</h1>{PROSE}" + "".join(f"<p>{line}</p>" for line in lines))
        assert found.text == "\n\n".join((*TEXT, *lines))

    @pytest.mark.parametrize(
        "mark", ["oOo", "-o0o-", "انتهای پیام", "PDFファイルをご覧いただくには、「Adobe（R） Reader（R）」が必要です。",
            "PDFの閲覧には、アドビ社のAdobe Readerが必要です。お持ちでない方は左のバナーから。"]
    )
    def test_marks_of_the_end(self, mark: str) -> None:
        assert read(f"<h1>{HEADLINE}</h1>{PROSE}<p>{mark}</p>").text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<span>Teksti Kaisa Mäkelä</span> <span>Kuvat Petri Lahti</span> <time>14.5.2024</time>", ["Kaisa Mäkelä"]),
        ("<span>사진·글 윤가람</span><span>2024.05.14 09:20</span>", ["윤가람"]),
        ("Nga Blerina Hoxha, 14.05.2024", ["Blerina Hoxha"]),
        ("Text message to all", []),
    ],
)
def test_by_lines_without_a_colon(line: str, names: list[str]) -> None:
    assert read(f"<h1>{HEADLINE}</h1><p>{line}</p>{PROSE}").authors == names
