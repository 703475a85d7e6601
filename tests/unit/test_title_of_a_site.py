"""Where all that a page states is the site's name, the headline is the line beside its day, whatever marks and words it has."""

import pytest

from crawler.extract import extract
from crawler.extract.fields.title_claims import segments

SITE = "Le Journal"
TEXT = (
    "La municipalité a annoncé mardi que le projet « Grand Port » avance à grands pas, malgré les retards de l’an dernier.",
    "Les travaux des deux derniers quais doivent commencer au printemps, et six gares sont déjà construites.",
    "« Nous serons prêts », a dit la maire devant les personnes réunies à l’hôtel de ville, un lundi de marché.",
)
HEADLINES = (
    "Le « Grand Port » avance à grands pas",
    "La maire promet « d’être prête » : les travaux commencent",
    "Les travaux commencent lundi, dit la maire",
    "»Grand Port«: les travaux commencent",
)


def title_of(headline: str, title: str, url: str = "https://journal.example/a/12") -> str | None:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    body = f"<div><a href='/'>{SITE}</a></div><div>{headline}<p>12 mars 2024</p>{text}</div>"
    return extract(f"<html lang='fr'><title>{title}</title><body>{body}</body></html>", url).title


@pytest.mark.parametrize("title", [SITE, f"{SITE} : actualités", "{} | " + SITE])
@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("tag", ["h1", "h3", "b"])
def test_the_headline_of_a_page_whose_title_names_the_site(tag: str, headline: str, title: str) -> None:
    assert title_of(f"<{tag}>{headline}</{tag}>", title.format(headline)) == headline


def test_a_trail_is_no_headline() -> None:
    trail = "<p>Le Journal » Actualités du « Grand Port » › Travaux</p>"
    assert title_of(f"<h3>{HEADLINES[0]}</h3>{trail}", SITE) == HEADLINES[0]


def test_the_only_word_of_an_address_names_a_section() -> None:
    lines = "<h1>Avis divers</h1><p class='titre'>Le Grand Port avance à grands pas</p>"
    assert title_of(lines, f"Avis divers | {SITE}", "https://journal.example/avis?id=4") == "Le Grand Port avance à grands pas"


HEADED = "Le Grand Port avance à grands pas"


@pytest.mark.parametrize(
    ("lines", "title", "url"),
    [
        # a word that the text has not, above a line that stands out
        (f"<h1>Actualités</h1><p><b>{HEADED}</b></p>", "Actualités", "https://journal.example/?id=4"),
        (f"<h1>Actualités</h1><h2>{HEADED}</h2>", f"Actualités | {SITE}", "https://journal.example/?id=4"),
        # a folder of the address, as addresses spell it
        (f"<h1>Événements de la ville</h1><h2>{HEADED}</h2>", "Événements de la ville", "https://journal.example/evenements/4-port"),
        # what the logo says that leads to the first page
        (
            f"<h1>Amis de la ville</h1><a href='/index.html'><img src='/b.gif' alt='Amis de la ville'></a><p><b>{HEADED}</b></p>",
            "Amis de la ville",
            "https://amis.example/n7.html",
        ),
    ],
)
def test_a_heading_that_names_a_section_or_the_site(lines: str, title: str, url: str) -> None:
    assert title_of(lines, title, url) == HEADED


@pytest.mark.parametrize(
    "lines",
    [
        f"<h1>Vertige</h1><p>{HEADED}</p>",  # a line that does not stand out
        f"<h1>Travaux</h1><h2>{HEADED}</h2>",  # the text has the word
        f"<h1>Vertige du port</h1><h2>{HEADED}</h2>",  # several words, of no folder and no link
    ],
)
def test_a_headline_of_few_words_over_its_standfirst_stays(lines: str) -> None:
    title = lines[4 : lines.index("</h1>")]
    assert title_of(lines, f"{title} | {SITE}", "https://journal.example/a/2024-port") == title


def test_a_day_above_the_heading_of_a_section_is_the_articles_too() -> None:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    body = f"<nav><a href='/2'>Dossiers</a></nav><div><p>12 mars 2024</p><h1>Dossiers</h1><h3>{HEADED}</h3>{text}</div>"
    page = f"<html lang='fr'><title>Dossiers</title><meta property='og:title' content='Dossiers'><body>{body}</body></html>"
    assert extract(page, "https://journal.example/-/port").title == HEADED


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Le « Grand Port » avance | Le Journal", ["Le « Grand Port » avance", "Le Journal"]),
        ("« Oui » : la grève continue - Ouest", ["« Oui » : la grève continue", "Ouest"]),
        ("Works › ‹ Site › news", ["Works", "‹ Site › news"]),
        ("Blog » Archive » The post", ["Blog", "Archive", "The post"]),
        ("The post « Blog", ["The post", "Blog"]),
    ],
)
def test_angle_marks_in_pairs_are_quotation_marks(text: str, parts: list[str]) -> None:
    assert segments(text) == parts


def test_a_slogan_in_a_script_without_blanks_is_none_of_the_text() -> None:
    site, headline = "ข่าวลุ่มน้ำ ข่าวชุมชนคนริมน้ำ", "ชาวบ้านหนองแก้วร่วมกันฟื้นป่าชุมชนริมห้วย"
    text = (
        "ชาวบ้านหนองแก้วร่วมกันฟื้นป่าชุมชนริมห้วยที่เคยแห้งแล้งมานานกว่าสิบปี โดยปลูกต้นไม้พื้นถิ่นไปแล้วมากกว่าสามพันต้น",
        "ผู้ใหญ่บ้านกล่าวว่าหลังฤดูฝนที่ผ่านมา น้ำในลำห้วยไหลต่อเนื่องได้ยาวนานขึ้นเกือบสองเดือน ทำให้ปลาและกบกลับมาให้เห็นอีกครั้ง",
        "ในปีหน้าชุมชนตั้งใจจะเปิดเส้นทางเดินป่าระยะสั้นให้เด็กนักเรียนได้มาเรียนรู้ โดยมีผู้สูงอายุในหมู่บ้านเป็นผู้นำทาง",
    )
    body = f"<h1>{site}</h1><main><h2>{headline}</h2><p>1 มิถุนายน 2567</p>{''.join(f'<p>{each}</p>' for each in text)}</main>"
    assert extract(f"<html lang='th'><title>{site}</title>{body}</html>", "https://khao.example/node/881").title == headline


NEWS = "集团召开2024年安全生产工作会议"
NEWS_TEXT = "<p>3月12日，集团召开2024年安全生产工作会议，集团领导出席会议并讲话，各单位负责人参加会议。</p>" * 3


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"<h5>{NEWS}</h5><div>2024-03-12</div>", "新闻动态--安全生产工作会议网"),  # a section, glued to the site's name
        (f"<div class=tit>{NEWS}</div><div>来源：办公室</div>", f"{NEWS} 办公室_集团官网"),
        (f"<div class=tit>{NEWS}</div><div>2024-03-12</div>", f"{NEWS} 附属医院网"),
        (f"<p><b>集团召开2024年</b></p><p><b>{NEWS}</b></p>", f"{NEWS}__2024年第3号_集团官网"),
    ],
)
def test_a_window_says_more_than_the_headline(line: str, title: str) -> None:
    foot = "<p>版权所有：安全生产工作会议网</p>"
    menu = "<div>动态新闻</div><ul><li><a href='/a'>首页</a></li><li><a href='/b'>概况</a></li></ul>"
    page = f"<html lang='zh'><title>{title}</title><body>{menu}{line}{NEWS_TEXT}{foot}</body></html>"
    assert extract(page, "https://jituan.example/xw/2024/1.html").title == NEWS


def test_a_window_that_goes_on_in_a_word_says_another_headline() -> None:
    page = f"<html lang='zh'><title>{NEWS}的通知_集团官网</title><body><div class=tit>{NEWS}</div>{NEWS_TEXT}</body></html>"
    assert extract(page, "https://jituan.example/xw/2024/1.html").title == f"{NEWS}的通知"


def test_an_h1_that_is_called_the_logo_and_ends_the_window_s_title_is_the_site() -> None:
    told = (
        "산촌진흥청은 내년 4월부터 산촌 40곳에서 산나물 수확 체험마을을 운영한다고 3일 밝혔다.",
        "체험객은 주민의 안내로 곰취와 두릅을 따고 점심으로 비빔밥을 먹게 된다.",
        "마을마다 최대 8천만 원을 지원해 탐방로와 화장실을 고치고 안내판을 세운다.",
    )
    facts = "<ul><li><b>담당부서</b> 산촌활력과</li><li><b>등록일</b> 2024-12-03</li><li><b>조회수</b> 1,204</li></ul>"
    files = "".join(f"<li><a href='/download.do?name=sannamul.{kind}'>sannamul.{kind}</a></li>" for kind in ("hwpx", "pdf"))
    view = f"<div class=view><h3>내년부터 산나물 수확 체험마을 40곳 운영</h3>{facts}</div><div><ul>{files}</ul></div>"
    head = '<div id=header><h1 class="logo"><a>산촌진흥청</a></h1></div>'
    body = f"{head}<div id=contents>{view}<div>{''.join(f'<p>{line}</p>' for line in told)}</div></div>"
    page = f"<html lang=ko><title>보도자료 | 산촌진흥청</title><body>{body}</body></html>"
    assert extract(page, "https://www.mosan.example/board/view.do?seq=12").title == "내년부터 산나물 수확 체험마을 40곳 운영"
