"""More of what pages print and how they are made: tables of list items, bodies in scripts, pictures above a text, agencies."""

# ruff: noqa: E501  markup reads worse when it is broken

import pytest
from lxml import html

from crawler.extract import extract
from crawler.extract.block_model.amid_text import with_text_amid
from crawler.items import Extraction as Article
from crawler.page.blocks import Block, Outline
from crawler.page.walk import outline

URL = "https://www.sund-avis.example/2024/05/14/bro.html"
TITLE = "Broen over sundet åbner for gående"
TEXT = (
    "Broen over sundet åbnede mandag for gående efter to års arbejde, oplyser kommunen i en meddelelse.",
    "Den er firs meter lang og bygget af lærketræ, som kom fra skovene nord for byen.",
    "Kommunen har betalt to millioner kroner, og halvdelen kom fra en fond i hovedstaden.",
)
BODY = "".join(f"<p>{each}</p>" for each in TEXT)
MORE = BODY.replace("Broen", "Vejen")


def read(body: str, *, title: str = TITLE, head: str = "", below: str = "<p>14. maj 2024</p>") -> Article:
    page = f"<html lang=da><title>{title}</title>{head}<body><nav><a href=/>Forside</a></nav><div>{body}</div></body></html>"
    return extract(page.replace("{dated}", f"<h1>{TITLE}</h1>{below}"), URL)


class TestTables:
    @pytest.mark.parametrize(
        ("box", "row", "cell"), [("ul", "li", "span"), ("div", "div", "span"), ("div", "div style='display:grid'", "b")]
    )
    def test_items_that_are_cut_into_words_alike_are_rows(self, box: str, row: str, cell: str) -> None:
        rows = (("Hold", "Sejre", "Point"), ("Sund", "6", "12"), ("Havn", "5", "11"), ("Ø", "4", "10"))
        written = ""
        for at, said in enumerate(rows):
            tag = cell if at else "b"
            written += f"<{row}>{''.join(f'<{tag}>{each}</{tag}>' for each in said)}</{row.split()[0]}>"
        article = extract(f"<html lang=da><title>{TITLE}</title><div><h1>{TITLE}</h1><p>14. maj 2024</p>{BODY}<{box}>{written}</{box}>{MORE}</div>", URL)
        assert "Hold | Sejre | Point\nSund | 6 | 12\nHavn | 5 | 11\nØ | 4 | 10" in article.text
        assert "<tr><td>Sund</td><td>6</td><td>12</td></tr>" in article.html

    def test_items_of_two_parts_stay_a_list(self) -> None:
        items = "".join(f"<li><span>{name}</span> <span>{said}</span></li>" for name, said in (("Sund", "6"), ("Havn", "5"), ("Ø", "4")))
        article = extract(f"<html lang=da><title>{TITLE}</title><div><h1>{TITLE}</h1>{BODY}<ul>{items}</ul>{MORE}</div>", URL)
        assert "|" not in article.text


class TestBodiesInScripts:
    def state(self, *texts: str) -> str:
        written = "".join(f"\\u003Cp\\u003E{each}\\u003C\\u002Fp\\u003E" for each in texts)
        other = "".join(f"\\u003Cp\\u003EEn anden historie om havnen og dens {each} både.\\u003C\\u002Fp\\u003E" for each in ("røde", "blå", "gule"))
        said = f'{{layout:"default",posts:[{{title:"{TITLE}",day:"2024-05-14",content:"{written}"}},{{title:"Havnen fyldes op igen",content:"{other}{other}"}}],error:null}}'
        return f"<div id=__nuxt><h1>{TITLE}</h1><p>Indlæser…</p></div><script>window.__NUXT__={said};</script>"

    def test_markup_beside_the_headline_in_a_script_that_is_no_json(self) -> None:
        article = read(self.state(*TEXT))
        assert article.text == "\n\n".join(TEXT)

    def test_without_the_headline_it_is_of_something_else(self) -> None:
        article = read(self.state(*TEXT), title="Havnens hjemmeside")
        assert "lærketræ" not in article.text


class TestPictures:
    def figures(self, *alts: str) -> list[str]:
        made = "".join(f"<figure><img src='/{at}.jpg' alt='{alt}'><figcaption>Foto {at}</figcaption></figure>" for at, alt in enumerate(alts))
        page = f"<html lang=da><title>{TITLE}</title><body><section><h1>{TITLE}</h1><p>14. maj 2024</p>{made}<div class=tekst>{BODY}</div></section>"
        return [image.url.rsplit("/", 1)[-1] for image in extract(page, URL).images]

    def test_the_one_between_headline_and_text_is_the_articles(self) -> None:
        assert self.figures("Broen set fra vest") == ["0.jpg"]

    def test_an_attribute_that_names_no_file_is_no_address(self) -> None:
        figure = "<figure><img data-url=null src='/b/bro.jpg' alt='Broen'></figure>"
        article = read(f"{{dated}}{figure}{BODY}")
        assert [image.url.rsplit("/", 1)[-1] for image in article.images] == ["bro.jpg"]

    def test_of_several_all_that_are_no_portraits(self) -> None:
        assert self.figures("Broen", "Broen set fra vest", "Mette Holm") == ["0.jpg", "1.jpg"]
        assert self.figures("Mette Holm") == ["0.jpg"]


@pytest.mark.parametrize("agency", ["AFP", "ТАСС"])
def test_initials_alone_are_an_agency(agency: str) -> None:
    stated = f'<script type=application/ld+json>{{"@type":"NewsArticle","headline":"{TITLE}","author":{{"name":"{agency}"}}}}</script>'
    assert read(f"{{dated}}{BODY}", head=stated).authors == []
    assert read(f"{{dated}}{BODY}", head=stated.replace(agency, "Mette Holm")).authors == ["Mette Holm"]


@pytest.mark.parametrize("word", ["Ritzau", "共同社"])
def test_one_word_above_a_day_is_no_subtitle(word: str) -> None:
    article = read(f"{{dated}}{BODY}", below=f"<div>{word}</div><div>14. maj 2024</div>")
    assert article.subtitle is None


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("14.05.2024", "09:15"), "14.05.2024 09:15"),
        (("14. maj 2024", "kl. 9.15"), "14. maj 2024 kl. 9.15"),
        (("2024-05-14", "Ritzau"), "2024-05-14 Ritzau"),
        (("2024", "05"), "202405"),
        (("Sund ", "14"), "Sund 14"),
    ],
)
def test_what_stands_right_behind_a_day_is_another_word(parts: tuple[str, ...], text: str) -> None:
    line = html.fromstring(f"<div>{''.join(f'<span>{each}</span>' for each in parts)}</div>")
    assert [block.text for block in outline(line).blocks] == [text]


@pytest.mark.parametrize("name", ["sound_only", "blind", "screen_out", "ui-sound-only"])
def test_words_for_screen_readers_by_the_names_of_more_systems(name: str) -> None:
    link = f"<p>Mandag kan man <a href='/s'>søge om billetter<span class='{name}'> i nyt vindue</span></a> til turen over broen.</p>"
    article = read(f"{{dated}}{BODY}{link}")
    assert article.text.endswith("søge om billetter til turen over broen.")


class TestTitles:
    @pytest.mark.parametrize(
        ("section", "headline"),
        [("Nyheder", "<div class=navn>{}</div>"), ("Nyheder", "<p><b>{}</b></p>")],
    )
    def test_below_the_word_of_a_section_the_line_beside_its_day(self, section: str, headline: str) -> None:
        said = "Endelig sker der noget ved vandet"
        page = f"<html lang=da><title>{section}</title><body><h1>{section}</h1><div><span>14.05.2024</span>{headline.format(said)}{BODY}</div></body></html>"
        assert extract(page, URL).title == said

    def test_though_hardly_a_word_of_it_comes_again(self) -> None:
        said, text = "Ny kedel i drift på den anden bred", BODY.replace("Broen", "Værket")
        page = f"<html lang=da><title>Nyheder</title><body><h1>Nyheder</h1><div><span>14.05.2024</span><div class=navn>{said}</div>{text}</div></body></html>"
        assert extract(page, "https://www.sund-avis.example/presse/5521/").title == said

    def test_a_word_that_the_text_has_is_a_headline(self) -> None:
        page = f"<html lang=da><title>Broen</title><body><h1>Broen</h1><div><span>14.05.2024</span><p>Endelig sker der noget ved vandet</p>{BODY}</div></body></html>"
        assert extract(page, URL).title == "Broen"

    @pytest.mark.parametrize("mark", ["·", "|", "•"])
    def test_a_kicker_that_markup_and_all_claims_set_off(self, mark: str) -> None:
        said = f"Kultur {mark} {TITLE}"
        head = f"<meta property=og:title content='{said}'>"
        page = f"<html lang=da><title>{said} - Sund Avis</title>{head}<body><h1><strong class=k>Kultur</strong>{TITLE}</h1><p>14.05.2024</p>{BODY}</body></html>"
        assert extract(page, URL).title == TITLE

    def test_what_claims_do_not_set_off_is_part_of_the_headline(self) -> None:
        said = f"Kultur {TITLE}"
        page = f"<html lang=da><title>{said} - Sund Avis</title><meta property=og:title content='{said}'><body><h1><strong>Kultur</strong> {TITLE}</h1>{BODY}</body></html>"
        assert extract(page, URL).title == said


def test_the_head_of_a_boards_table_is_the_headline() -> None:
    said = "열람실 냉방기 교체에 따른 휴실 안내"
    table = f"<table><thead><tr><th colspan=4>{said}</th></tr><tr><th>작성일</th><td>2022-06-20</td><th>조회수</th><td>318</td></tr></thead><tbody><tr><td colspan=4><p>냉방기 교체 공사로 2층 열람실은 6월 27일부터 7월 1일까지 문을 닫습니다.</p></td></tr></tbody></table>"
    page = f"<html lang=ko><title>공지사항 | 한빛도서관</title><body><div><h1><a href='/'>한빛도서관</a></h1></div><h2>공지사항</h2>{table}</body></html>"
    assert extract(page, "https://lib.example/board/view.do?seq=1204").title == said


class TestLists:
    ITEMS = "<ul><li>Kvæg bruger broen.</li><li>Bussen holder i Nygade.</li></ul>"

    def test_one_without_links_below_a_line_of_the_text_is_the_texts(self) -> None:
        page, kept = self.kept_of(f"{BODY}<h3>Hvad der ændres</h3>{self.ITEMS}", "Kvæg bruger broen.", "Bussen holder i Nygade.")
        assert [block.text for block in with_text_amid(page, kept)][-3:] == ["Hvad der ændres", "Kvæg bruger broen.", "Bussen holder i Nygade."]

    @pytest.mark.parametrize(
        "behind",
        [
            f"<div>{ITEMS}</div>",
            ITEMS.replace("Kvæg bruger broen.", "<a href=/1>Kvæg bruger broen.</a>"),
            f"<p>Dagens tal</p>{ITEMS}",
            "<ul><li>Bussen holder i Nygade.</li></ul>",
        ],
    )
    def test_others_stay_out(self, behind: str) -> None:
        page, kept = self.kept_of(f"{BODY}{behind}", "Kvæg bruger broen.", "Bussen holder i Nygade.", "Dagens tal")
        assert with_text_amid(page, kept) == kept

    def test_the_sentence_that_announces_a_list_is_the_texts_too(self) -> None:
        said = "Kommunen giver tre råd til dem, der vil over broen i de kommende dage:"
        page, kept = self.kept_of(f"<p>{said}</p>{self.ITEMS}", said)
        assert with_text_amid(page, kept)[0].text == said
        page, kept = self.kept_of(f"<p>Råd:</p>{self.ITEMS}", "Råd:")
        assert with_text_amid(page, kept) == kept  # a label
        page, kept = self.kept_of(f"<p>{said}</p>{self.ITEMS.replace('Kvæg', '<a href=/1>Kvæg</a>')}", said)
        assert with_text_amid(page, kept) == kept

    def kept_of(self, markup: str, *dropped: str) -> tuple[Outline, list[Block]]:
        page = outline(html.fromstring(f"<div>{markup}</div>"))
        return page, [block for block in page.shown() if block.text not in dropped]
