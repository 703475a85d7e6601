"""The title among headings, meta tags, the title element and the listing's anchor."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract import extract
from crawler.extract.fields.title import find_title
from crawler.extract.fields.title_claims import is_name_or_number, segments
from crawler.items import Row
from crawler.page.page import Page
from crawler.text.fingerprint import title_key

BODY = "<p>" + "The company said that the works would go on for another year, and that more people would be hired. " * 4 + "</p>"
TITLE = "Ore Group Holds Annual Meeting on Safety"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>{TITLE}</title><h1>{TITLE}</h1>",
        f"<title>{TITLE} - Ore Group</title><h1>{TITLE}</h1>",
        f"<title>{TITLE} | News | Ore Group</title><h1>Ore Group</h1><h2>{TITLE}</h2>",
        f"<title>Ore Group - {TITLE}</title><h1>{TITLE}</h1>",
        f'<meta property="og:title" content="{TITLE}"><title>Ore</title><h1><img alt=Ore></h1>',
        f'<title>{TITLE}</title><table><tr><td class="t">{TITLE}</td></tr></table>',
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}"}}</script><h1>Newsroom</h1>',
        f"<title>Untitled</title><h1>{TITLE}</h1>",
        "<title>Ore</title><h1>Ore Group Holds<br>Annual Meeting<br>on Safety</h1>",
        f"<title>{TITLE}</title><table><tr><td class=t>Ore Group Holds<br>Annual Meeting on Safety</td></tr></table>",
        f'<meta property="og:site_name" content="Ore Group Newsroom">'
        f"<title>{TITLE} — Ore Group Newsroom</title><div>no heading</div>",
    ],
)
def test_whole_title_without_site(html: str) -> None:
    assert find_title(Page("http://www.ore.example/n/1.html", html + BODY)).text == TITLE


@pytest.mark.parametrize("separator", ["_", "-", " - ", "｜", "--", "|"])
def test_chinese_suffixes(separator: str) -> None:
    title = "某集团召开二〇一九年度扶贫工作会议"
    html = f"<title>{title}{separator}新闻中心{separator}某集团</title><div class=x>{title}</div><p>{'会议总结了工作。' * 20}</p>"
    assert find_title(Page("http://ore.example/", html)).text == title


def test_provenance_says_who_agrees_and_who_does_not() -> None:
    html = f'<meta property="og:title" content="Something else entirely"><title>{TITLE} | Ore</title><h1>{TITLE}</h1>{BODY}'
    title = find_title(Page("http://ore.example/", html))
    assert title.text == TITLE
    assert title.provenance.agree == ["title_element"]
    assert title.provenance.other == {"og:title": "Something else entirely"}
    assert not title.mismatch


def test_the_anchor_helps_where_the_page_has_no_title() -> None:
    row = Row("http://ore.example/1", title=TITLE)
    found = find_title(Page("http://ore.example/1", f"<div>{BODY}</div>"), row)
    assert (found.text, found.provenance.by) == (TITLE, "listing")
    assert find_title(Page("http://ore.example/1", BODY)).text is None


@pytest.mark.parametrize(
    ("html", "subtitle"),
    [
        (f"<h1>{TITLE}</h1><h2 class=subtitle>More people to be hired</h2>", "More people to be hired"),
        (f"<hgroup><h1>{TITLE}</h1><p>More people to be hired</p></hgroup>", "More people to be hired"),
        (
            f"<h1>{TITLE}</h1><div>More people to be hired</div><div>CopyFrom:[ORE] Date:15 May 2018</div>",
            "More people to be hired",
        ),
        (f"<h1>{TITLE}</h1><div>CopyFrom:[ORE] Date:15 May 2018</div>", None),
        (f"<h1>{TITLE}</h1>", None),
    ],
)
def test_subtitle(html: str, subtitle: str | None) -> None:
    assert find_title(Page("http://ore.example/1", f"<title>{TITLE}</title>{html}{BODY}")).subtitle == subtitle


def test_keys_and_segments() -> None:
    assert title_key("Ore, Group – 2019!") == "oregroup2019"
    assert segments("A title - with dash | News | Ore") == ["A title", "with dash", "News", "Ore"]
    assert segments("Well-known e-mail: a story") == ["Well-known e-mail: a story"]


@pytest.mark.parametrize(
    "number",
    [
        "国资发〔2006〕12号",
        "公告2024年第3号",
        "第12号",
        "Press release no. 12/2024",
        "Pressemitteilung Nr. 45/2024",
        "Ref: AB-2024-12",
        "2024/045",
        "№ 17",
        "Comunicado n° 7/2024",
        "Release No. 33-11275",
    ],
)
def test_the_number_a_notice_is_filed_under_is_no_title(number: str) -> None:
    line = "Notice on the repair of the cranes" if number.isascii() else "关于开展码头起重机检修工作的通知"
    body = "".join(f"<p>{'The crews begin on Monday and end before the storms. ' * 4}</p>" for _ in range(3))
    html = f"<title>Harbour Works Group</title><div class=c><p align=center>{number}</p><p align=center><b>{line}</b></p>{body}</div>"
    assert extract(html, "https://harbour.example/n/1").title == line


@pytest.mark.parametrize(
    "line", ["第12号高炉点火成功", "No. 4 furnace restarts", "Nr. 1 in the market", "2024年报告", "Refinery 2 expands"]
)
def test_a_headline_with_a_number_is_one(line: str) -> None:
    assert not is_name_or_number(line)


@pytest.mark.parametrize("separator", ["－", "—", " － ", " | ", "_", "-"])
def test_a_company_behind_any_separator_is_no_part_of_a_chinese_title(separator: str) -> None:
    line = "第三码头起重机检修工作全面启动"
    body = "".join(
        "<p>施工队伍周一进场，计划在台风季节到来之前完工，期间货物改由二号码头装卸，各单位已作出安排。</p>" for _ in range(4)
    )
    html = (
        f"<title>{line}{separator}东港建设集团有限公司</title><div>东港〔2025〕7号</div><div><strong>{line}</strong></div>{body}"
    )
    assert extract(html, "https://harbour.example/n/2").title == line


WORDS = {
    "en": ("Ferry to the islands sails all night", "The ferry to the islands sails all night from June on, the harbour office said on Monday."),
    "de": ("Fähre zu den Inseln fährt die ganze Nacht", "Die Fähre zu den Inseln fährt ab Juni die ganze Nacht, teilte das Hafenamt am Montag mit."),
    "ru": ("Паром на острова пойдёт ночью", "Паром на острова с июня пойдёт и ночью, сообщило управление порта в понедельник."),
    "ja": ("島への渡し船が夜も運航", "島への渡し船が六月から夜も運航されると、港の事務所が月曜日に発表した。"),
    "zh": ("海岛渡轮开通夜间航线", "海岛渡轮从六月起开通夜间航线，港务局星期一在公告中表示。"),
    "ar": ("العبارة إلى الجزر تبحر طوال الليل", "العبارة إلى الجزر تبحر طوال الليل ابتداء من يونيو، كما قال مكتب الميناء يوم الاثنين."),
    "hi": ("द्वीपों की नौका अब रात भर चलेगी", "द्वीपों की नौका जून से रात भर चलेगी, बंदरगाह कार्यालय ने सोमवार को एक सूचना में बताया और टिकट के दाम नहीं बदले।"),
    "ko": ("섬으로 가는 여객선 밤에도 운항", "섬으로 가는 여객선이 유월부터 밤에도 운항한다고 항만 사무소가 월요일 공지에서 밝혔다."),
    "th": ("เรือข้ามฟากไปเกาะเดินเรือทั้งคืน", "เรือข้ามฟากไปเกาะจะเดินเรือทั้งคืนตั้งแต่เดือนมิถุนายน สำนักงานท่าเรือกล่าวเมื่อวันจันทร์ว่าค่าโดยสารคงเดิม"),
}  # fmt: skip


def title_of(language: str, head: str, body: str, url: str = "https://ferry.example/n/4711") -> str | None:
    """The title of a page; `{}` in head and body is the headline in that language."""
    line, prose = WORDS[language]
    html = f'<html lang="{language}"><head>{head}</head><body>{body}'.replace("{}", line).replace(
        "{prose}", f"<p>{prose}</p>" * 3
    )
    return extract(html, url).title


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>{} | Sund</title>", "<h1><small>Sea life</small><span>{}</span></h1>{prose}"),
        (
            '<title>{} - Sund</title><meta property="og:title" content="{}">',
            "<article><h1><a href=/t>港区</a><em>{}</em></h1>{prose}</article>",
        ),
        ('<title>{} - Sund</title><meta property="og:title" content="{}">', "<h1>Travel : {}</h1>{prose}"),
        ('<title>{}</title><meta property="og:title" content="{}">', "<h1>{} <span>(12 comments)</span></h1>{prose}"),
        ('<title>Isles: {}</title><meta property="og:title" content="Isles: {}">', "<h1>Boats – {}</h1>{prose}"),
        ("<title>{}</title>", "<h1>■ {}</h1>{prose}"),
    ],
)
def test_what_stands_around_the_core_of_all_claims_is_no_title(language: str, head: str, body: str) -> None:
    assert title_of(language, head, body) == WORDS[language][0]


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Isles: {}", "Isles: {}"),
        ("{} | Ports and boats of the north", "{} | Ports and boats of the north"),
        ("Sund 2 – {}", "Sund 2 – {}"),
    ],
)
def test_a_headline_that_a_claim_has_too_keeps_its_parts(headline: str, title: str) -> None:
    head = f"<title>{headline} | Sund</title><meta property='og:title' content='{headline}'>"
    assert title_of("en", head, f"<h1>{headline}</h1>{{prose}}") == title.replace("{}", WORDS["en"][0])


@pytest.mark.parametrize(
    ("printed", "title"), [("<b>Isles</b><i>{}</i>", "Isles {}"), ("i<b>Phone</b> on board: {}", "iPhone on board: {}")]
)
def test_words_of_two_spans_do_not_run_together(printed: str, title: str) -> None:
    assert title_of("en", "", f"<h1>{printed}</h1>{{prose}}") == title.replace("{}", WORDS["en"][0])


def test_a_place_that_all_claims_have_before_the_headline_belongs_to_it() -> None:
    head = '<title>Skagen: {} - Sund</title><meta property="og:title" content="Skagen: {}"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Skagen: {}"}</script>'
    assert title_of("en", head, "<h1>{}</h1>{prose}") == f"Skagen: {WORDS['en'][0]}"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "<title>News room | Sund</title>",
            "<header><h1>News room</h1></header><nav><a href=/a>One</a><p><a href=/b>Two</a></p><p><a href=/c>Three</a></p></nav><main><h2>{}</h2>{prose}</main>",
        ),
        (
            "<title>Actualités – Sund</title>",
            "<h1>Actualités</h1><ul><li><a href=/a>Un</a><li><a href=/b>Deux</a><li><a href=/c>Trois</a></ul><div><p class=headline>{}</p>{prose}</div>",
        ),
        (
            "<title>Sund League of Boatmen</title>",
            "<h1>Sund League of Boatmen</h1><div><p><strong>{}</strong></p><p>3 June 2024</p>{prose}</div>",
        ),
        ("<title>Sund League of Boatmen</title>", "<h1>Sund League of Boatmen</h1><div><h3>{}</h3>{prose}</div>"),
        ("<title>Boat log - {}</title>", "<h1>Boat log</h1><div><h2>2024-06-03</h2><h3>{}</h3>{prose}</div>"),
        ("<title>Newsroom - Sund AB</title>", "<h1>Newsroom</h1><div><h2>{}</h2><p>2024-06-03</p>{prose}</div>"),
        ("<title>Sund AB: Detail</title>", "<h1>Aktuelt</h1><div><h2>{}</h2>{prose}</div>"),
        (
            "<title>Sund</title><meta property='og:title' content='Sund'>",
            "<h2>Publications</h2><div class=tit>{}</div><div>2024-06-03</div>{prose}",
        ),
        (
            "<title>Sund - Meldingen</title>",
            "<div><a href=/>Start</a><br><a href=/m>Meldingen</a></div><div><h3>{}</h3><i>2024-06-03</i><br>{prose}</div>",
        ),
        ("<title>The ferry of Sund</title>", "<h1>News</h1><h2>{}</h2><span>2024-06-03</span>{prose}"),
        (
            "<title>Sund Boats plc - Releases</title>",
            "<table><tr><td><a href=/>Home</a><br><a href=/r>Releases</a><td>RELEASE<br><font size=4><b>{}</b></font><br><font size=1>"
            "3 June 2024</font><br><br>{prose}<a href=/r>Back to releases</a></table>",
        ),
        (
            "<title>{} @ The boatman :: Logs of boats ::</title>",
            "<h1><a href=/>Logs of boats</a></h1><div><h2><a href=/n/4711>{}</a></h2>{prose}</div>",
        ),
    ],
)
def test_a_section_or_the_site_in_the_first_heading_is_no_title(language: str, head: str, body: str) -> None:
    assert title_of(language, head, body) == WORDS[language][0]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_company_before_a_colon_belongs_to_the_headline(language: str) -> None:
    headline = {"de": "Werft Sund : zwei Fähren für die Inseln", "fr": "Chantiers Sund : deux bacs de plus pour les îles"}[language]
    company = headline.partition(" :")[0]
    head = f"<title>{headline} - {company}</title><meta property='og:site_name' content='{company}'>"
    assert title_of("en", head, f"<h1>{headline}</h1>{{prose}}") == headline


def test_a_meta_tag_with_its_content_in_value_is_read() -> None:
    assert (
        title_of("en", '<meta property="og:title" value="{}"><title>Sund</title>', "<h1><img alt=Sund></h1>{prose}")
        == WORDS["en"][0]
    )


def test_a_subtitle_is_no_title_where_the_headline_is_in_other_words_than_the_text() -> None:
    for markup in (
        "<h1>Broken oars</h1><p><b>{}</b></p>{prose}",
        "<h1>Broken oars</h1><div><p class=deck><b>{}</b></p>{prose}</div>",
    ):
        assert title_of("en", "<title>Broken oars</title>", markup) == "Broken oars"
    row = Row("https://ferry.example/n/1", title="Broken oars")
    page = Page(
        row.url, "<title>Broken oars</title><h1>Broken oars</h1><div><p><b>{}</b></p><p>{}</p></div>".format(*WORDS["en"])
    )
    assert find_title(page, row).text == "Broken oars"


def test_the_headline_above_the_body_wins_over_headings_in_it_and_words_of_the_window() -> None:
    body = "<h1>{}</h1>{prose}<h2>Which ferry is best?</h2>{prose}<h1>Night on the water</h1>"
    assert title_of("en", "<title>Which ferry is best? | Sund</title>", body) == WORDS["en"][0]
    assert title_of("de", "<title>Inselreisen billig buchen – so geht es | Sund</title>", body) == WORDS["de"][0]


def test_the_headline_that_json_ld_names_wins_over_one_for_search_engines() -> None:
    head = '<title>Timetable 2024: night boats, prices, tips</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"{}"}</script>'
    printed = "<h1>Timetable 2024: night boats, prices, tips</h1>"
    assert title_of("en", head, printed + "<div><h2>{}</h2></div>{prose}") == WORDS["en"][0]
    assert title_of("en", head, printed + "{prose}") == WORDS["en"][0]
    assert (
        title_of("en", head.replace("{}", "A list of boats and of harbours"), printed + "{prose}")
        == "Timetable 2024: night boats, prices, tips"
    )


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Presse - Werft Emden", "<div class=hero><h1>Presse</h1></div><div><h2>{}</h2>{prose}</div>"),
        ("Presse", "<h1>Presse</h1><h2>{}</h2><p>3. Mai 2024</p><h3>Die Werft freut sich auf den Bau der Fähren</h3>{prose}"),
    ],
)
def test_the_heading_that_the_page_states_goes_before_a_section_s_h1(title: str, printed: str) -> None:
    prose = "<p>Die Werft in Emden baut ab Mai zwei Fähren für die Insellinien, sagte der Vorstand am Montag in Emden.</p>" * 2
    page = f"<title>{title}</title><meta property='og:title' content='{{}}'><body>{printed}".replace("{prose}", prose)
    headline = "Werft in Emden baut zwei Fähren"
    assert extract(page.replace("{}", headline), "https://werft.example/mitteilungen/faehren").title == headline
