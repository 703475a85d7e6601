"""The parts that a release carries beside its news, in six languages."""

from html import escape

import pytest

from crawler.extract import extract
from crawler.extract.body.assemble import Paragraph, assemble
from crawler.extract.body.release_parts import ReleaseSplit, split_release

NEWS = (
    "Ore Corp today announced results for the quarter, with revenue up 10 percent on strong demand from customers in Asia.",
    "The chief executive said that it was a good quarter, and that more was to come in the next one as new mines open.",
)
ABOUT = "Ore Corp is a leading miner of everything, founded in 1900 and based in New York with 500 employees."


def cut(*lines: str, language: str = "en") -> ReleaseSplit:
    return split_release(assemble([Paragraph("p", line, escape(line, quote=False)) for line in lines]), language, "2019-06-07")


def kinds(anatomy: ReleaseSplit) -> list[str]:
    return [part.kind for part in anatomy.parts]


def test_an_english_release() -> None:
    anatomy = cut(
        f"NEW YORK, June 6, 2019 /PRNewswire/ -- {NEWS[0]}",
        NEWS[1],
        "About Ore Corp",
        ABOUT,
        "Forward-Looking Statements",
        "This press release contains forward-looking statements within the meaning of the Act.",
        "Actual results may differ materially.",
        "Media Contact:",
        "Jane Doe",
        "+1 212 555 0100",
        "SOURCE Ore Corp",
        "Related Links",
        "http://www.ore.example",
        "###",
    )
    assert anatomy.body.text == f"NEW YORK, June 6, 2019 /PRNewswire/ -- {NEWS[0]}\n\n{NEWS[1]}"
    assert "Jane Doe" not in anatomy.body.html
    assert kinds(anatomy) == ["about", "forward_looking", "contacts", "source", "related"]
    assert anatomy.parts[0].text == f"About Ore Corp\n\n{ABOUT}"
    assert anatomy.end_marks == ["###"]
    assert anatomy.dateline is not None
    assert (anatomy.dateline.place, anatomy.dateline.date, anatomy.dateline.wire) == ("NEW YORK", "2019-06-06", "PRNewswire")


def test_what_a_wire_prints_about_an_issuer_is_no_news() -> None:
    news = "The board has decided to build a second furnace beside the first one, and to hire two hundred people for it. " * 3
    for first in ("12.03.2024 CET/CEST", "12.03.2024 09:30 CET/CEST Veröffentlichung einer Corporate News"):
        anatomy = cut(news, first, "Language: | English", "Company: | Ore Corp", language="de")
        assert kinds(anatomy) == ["about"]
        assert anatomy.body.text.strip() == news.strip()
    assert kinds(cut(news, "Language: a barrier that the new school takes away")) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("About Ore: " + ABOUT,), ["about"]),
        (("ABOUT ORE CORP", ABOUT), ["about"]),
        (("O firmie", "Borowik produkuje łożyska w Mielcu od 1931 roku i zatrudnia czterystu ludzi w dwóch halach."), ["about"]),
        (("Om oss", "Malmbolaget bryter järn i norr sedan 1907 och har tusen anställda på tre orter i landet."), ["about"]),
        (("О компании", "«Руда» добывает железо на севере с 1931 года, в ней работают четыре тысячи человек."), ["about"]),
        (("About The Ore Company", ABOUT), ["about"]),
        (
            (
                "关于某集团",
                "某集团成立于一九五〇年，是一家以金属矿产为核心主业的企业，业务遍及全球三十多个国家和地区，员工二十万人。",
            ),
            ["about"],
        ),
        (("公司简介：某集团成立于一九五〇年，是一家以金属矿产为核心主业的企业，业务遍及全球三十多个国家和地区。",), ["about"]),
        (
            (
                "Über die Erz AG",
                "Die Erz AG ist ein führender Hersteller mit Sitz in Berlin und beschäftigt fünfhundert Menschen.",
            ),
            ["about"],
        ),
        (("À propos d'Ore", "Ore est un leader mondial de tout, fondé en 1900, avec cinq cents salariés à Paris."), ["about"]),
        (("Acerca de Ore", "Ore es un líder mundial, fundado en 1900, con quinientos empleados en Madrid."), ["about"]),
        (
            (
                "株式会社オレについて",
                "オレは1900年に創業した総合メーカーで、東京に本社を置き、従業員は五百人です。世界各国で事業を展開しています。",
            ),
            ["about"],
        ),
        (("Safe Harbor Statement", "This release speaks of the future."), ["forward_looking"]),
        (
            ("This release contains forward-looking statements that involve risks; actual results may differ from them.",),
            ["forward_looking"],
        ),
        (("Zukunftsgerichtete Aussagen", "Diese Mitteilung enthält Aussagen über die Zukunft."), ["forward_looking"]),
        (("Déclarations prospectives", "Ce communiqué parle de l'avenir."), ["forward_looking"]),
        (("前瞻性声明", "本新闻稿包含对未来的陈述。"), ["forward_looking"]),
        (("将来の見通しに関する注意事項", "本リリースには将来の見通しに関する記述が含まれています。"), ["forward_looking"]),
        (("For more information, please contact Jane Doe at jane@ore.example.",), ["contacts"]),
        (("Pressekontakt:", "Erika Muster", "Tel.: +49 30 123456"), ["contacts"]),
        (("Contact presse", "Jeanne Dupont", "+33 1 23 45 67 89"), ["contacts"]),
        (("Contacto de prensa:", "Juana Pérez", "juana@ore.example"), ["contacts"]),
        (("媒体联系人：", "李四", "电话：010-12345678"), ["contacts"]),
        (("本件に関するお問い合わせ先", "広報部 田中", "電話：03-1234-5678"), ["contacts"]),
        (("来源：某集团",), ["source"]),
        (("Quelle: Erz AG",), ["source"]),
        (("View original content: http://www.ore.example/1",), ["source"]),
        (("相关链接", "集团召开会议"), ["related"]),
    ],
)
def test_parts(lines: tuple[str, ...], expected: list[str]) -> None:
    anatomy = cut(*NEWS, *lines)
    assert kinds(anatomy) == expected
    assert anatomy.body.text == "\n\n".join(NEWS)
    assert "\n\n".join(part.text for part in anatomy.parts) == "\n\n".join(lines)


@pytest.mark.parametrize(
    "mark",
    [
        "###",
        "# # #",
        "-END-",
        "- Ends -",
        "ENDS",
        "—30—",
        "（完）",
        "<끝>",
        "以上",
        "--oo00oo--",
        "责任编辑：王五",
        "【打印】 【关闭】",
        "【打印】",
        "编辑：赵六",
        "[Print] ",
    ],
)
def test_end_marks_go(mark: str) -> None:
    anatomy = cut(*NEWS, mark)
    assert anatomy.body.text == "\n\n".join(NEWS)
    assert anatomy.end_marks == [mark]


@pytest.mark.parametrize("rule", ["* * *", "---", "_____", "••", "＊＊＊"])
def test_a_rule_in_signs_goes_where_no_text_follows(rule: str) -> None:
    assert cut(*NEWS, rule, rule).end_marks == [rule, rule]
    assert cut(NEWS[0], rule, NEWS[1]).body.text == f"{NEWS[0]}\n\n{rule}\n\n{NEWS[1]}"
    assert cut(*NEWS, "★★★★☆").body.text.endswith("★★★★☆")
    picture = [Paragraph("p", NEWS[0], NEWS[0]), Paragraph("p", rule, rule), Paragraph("figure", "", "<img src=a.jpg>")]
    assert "<img" in split_release(assemble(picture)).body.html


def test_end_marks_behind_the_last_sentence_go() -> None:
    lines = ("集团召开年度工作会议，总结上一年度工作，部署新一年度重点任务。" * 2, "会议提出明确要求。（责任编辑：王五）")
    anatomy = cut(*lines)
    assert anatomy.body.text.endswith("会议提出明确要求。")
    assert anatomy.body.html.endswith("会议提出明确要求。</p>")
    assert anatomy.end_marks == ["（责任编辑：王五）"]


@pytest.mark.parametrize(
    "line",
    [
        "About 500 people attended the meeting on Tuesday in the city hall, the mayor said.",
        "About the study",
        "Source close to the company said so on Monday, according to people who know the matter.",
        "Contact between the two sides went on for months, with letters and calls, until they agreed.",
        "Read more about this at length in the next issue, which will come out in two weeks.",
        "Forward-looking mines are what the group wants to build in the coming years.",
        "关于做好安全生产工作的通知",
        "联系方式很重要，会议强调要加强与基层的联系。",
        "Print is dead, said the printer of the yearly report, and laughed about it.",
        "Über 500 Menschen kamen zum Treffen in Berlin und hörten den Reden zu.",
    ],
)
def test_news_stays_news(line: str) -> None:
    anatomy = cut(*NEWS, line, NEWS[0])
    assert line in anatomy.body.text
    assert not anatomy.parts
    assert not anatomy.end_marks


@pytest.mark.parametrize("mark", ["ENDS", "###", "以上", "—30—", "--oo00oo--"])
def test_notes_behind_a_sign_that_the_news_ends_are_none(mark: str) -> None:
    note = "Photographs are available on request."
    anatomy = cut(*NEWS, mark, note, "About Ore Corp", ABOUT)
    assert anatomy.body.text == "\n\n".join(NEWS)
    assert anatomy.end_marks == [mark, note]
    assert kinds(anatomy) == ["about"]


def test_news_goes_on_behind_what_is_no_sign_of_its_end_or_stands_amid_it() -> None:
    assert cut(*NEWS, "【打印】", "Photographs are available on request.").body.text.endswith("on request.")
    assert NEWS[1] in cut(NEWS[0], "###", NEWS[1]).body.text


def test_a_body_about_which_a_heading_is_speaks_for_itself() -> None:
    heading = "About the Ore Alliance"
    told = "The Ore Alliance is a federation of 31 mines, founded in 1900 and registered as a charity."
    assert kinds(cut(*NEWS, heading, told)) == ["about"]
    assert kinds(cut(*NEWS, heading, NEWS[0].replace("Ore Corp", "A board of five"))) == []
    assert kinds(cut(heading, told, *NEWS * 2)) == []


def test_a_body_that_is_all_parts_is_left_alone() -> None:
    anatomy = cut("About Ore Corp", ABOUT)
    assert anatomy.body.text == f"About Ore Corp\n\n{ABOUT}"
    assert not anatomy.parts


def test_a_dateline_stands_behind_the_points_of_a_list() -> None:
    points = [Paragraph("li", f"Point {number} of a release that has several", "") for number in range(4)]
    told = Paragraph("p", "Lausanne, March 29, 2024 – The company opens a hall.", "")
    found = split_release(assemble([*points, told]), "en").dateline
    assert found is not None
    assert (found.place, found.date) == ("Lausanne", "2024-03-29")


def test_reporters_are_handed_over() -> None:
    assert cut("本报讯（记者 张三）" + "集团召开年度工作会议，总结上一年度工作。" * 4, language="zh").reporters == ["张三"]


RISKS = "Statements in this release that are not historical facts are forward-looking and subject to risks and uncertainties."


def with_statement(*lines: Paragraph) -> ReleaseSplit:
    """A release that ends with a statement in known words, below these lines."""
    news = [Paragraph("p", each, each) for each in (*NEWS, *NEWS)]
    return split_release(assemble([*news, *lines, Paragraph("p", RISKS, RISKS)]))


@pytest.mark.parametrize(("kind", "html"), [("p", "<strong>Cautionary note</strong>"), ("h3", "Cautionary note")])
def test_a_heading_in_unknown_words_goes_with_the_statement_below_it(kind: str, html: str) -> None:
    found = with_statement(Paragraph(kind, "Cautionary note", html))
    assert [part.text.split("\n\n") for part in found.parts] == [["Cautionary note", RISKS]]
    assert "Cautionary note" not in found.body.text


def test_a_heading_above_the_heading_of_a_part_goes_with_it() -> None:
    lines = [*NEWS, *NEWS, "Notes to editors", "About Ore Corp", ABOUT]
    kinds_of = dict.fromkeys(("Notes to editors", "About Ore Corp"), "h3")
    found = split_release(assemble([Paragraph(kinds_of.get(each, "p"), each, each) for each in lines]), "en")
    assert found.body.text == "\n\n".join((*NEWS, *NEWS))


def test_a_sentence_above_a_statement_is_news() -> None:
    last = "More mines will open in the next quarter."
    assert with_statement(Paragraph("p", last, f"<strong>{last}</strong>")).body.text.endswith(last)


def test_numbers_to_call_below_an_announcing_line_end_a_release() -> None:
    told = "<p>Nordkelp Oyj has received a notification that the holding of Saaristo Fund has fallen below five percent.</p>" * 4
    card = "<p>{}</p><p>{} tel. +358 9 555 0100</p>"
    page = "<title>Notification of change</title><article><h1>Notification of change</h1>" + told
    for who in ("Aino Rantala, General Counsel,", "Nordkelp Oyj,"):
        assert "+358" not in extract(page + card.format("Further information:", who), "https://nordkelp.example/news/17").text
    last = card.format("61. Harbour of Hanko", "62. Kelp museum,")
    assert "+358" in extract(page + last, "https://nordkelp.example/news/17").text


@pytest.mark.parametrize(
    ("heading", "said", "is_about"),
    [
        ("O Mobipolis", "Mobipolis leva encomendas em bondes e bicicletas por doze cidades do sul.", True),
        ("O que ainda falta", "Faltam elevadores em duas paradas, e falta combinar tudo com os padeiros.", False),
        ("Om isvinteren", "Isvinteren kom tidlig, og fergene lå i havn til langt ut i april måned.", False),
    ],
)
def test_a_heading_names_a_company_by_a_capital_letter(heading: str, said: str, is_about: bool) -> None:
    assert kinds(cut(*NEWS, heading, said)) == ["about"] * is_about
