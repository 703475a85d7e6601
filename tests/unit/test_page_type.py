"""Articles, listings, and pages that stand in for another one."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.extract.page_type.classify import PageTypeModel, _is_release, dated_rows, page_type
from crawler.extract.page_type.features import NAMES, Signs, read_signs
from crawler.extract.page_type.short_release import is_short_release
from crawler.page.page import Page

URL = "http://ore.example/news/201906/t20190606_1.html"
NAV = "<nav><a href=/>Home</a> <a href=/news/>News</a> <a href=/about/>About us</a></nav>"
SENTENCE = "The company said that the works would go on for another year, and that more people would be hired. "
HAN = "集团召开年度工作会议，总结上一年度工作，部署新一年度重点任务，提出明确要求。"


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<script>document.cookie=("__jsluid_s=abc");location.href=location.pathname</script>', "challenge"),
        ("<title>Just a moment...</title><h2>Checking your browser before accessing</h2>", "challenge"),
        ("<title>安全验证</title><p>请完成下面的验证</p>", "challenge"),
        ("<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access this server.", "block_page"),
        ("<p>您的访问被拒绝</p>", "block_page"),
        ("<h1>Zugriff verweigert</h1>", "block_page"),
        (f"<title>Ore | Newsroom</title>{NAV}<h1>Page not found</h1><p>It may have moved.</p>", "soft_404"),
        (f"<title>某集团</title>{NAV}<div>对不起，您访问的页面不存在！</div>", "soft_404"),
        ("<h1>Seite nicht gefunden</h1>", "soft_404"),
        ("<title>Page introuvable</title><p>Oups</p>", "soft_404"),
        ("<h1>Página no encontrada</h1>", "soft_404"),
        ("<p>お探しのページは見つかりませんでした。</p>", "soft_404"),
        ("<title>Maintenance</title><p>We are currently performing scheduled maintenance.</p>", "maintenance"),
        ("<p>网站正在维护中，请稍后访问。</p>", "maintenance"),
        ("<h1>Wartungsarbeiten</h1>", "maintenance"),
        ("<h1>We value your privacy</h1><p>We and our partners use cookies to store information.</p>", "cookie_wall"),
        ("<title>Login</title><form><input type=text><input type=password></form>", "login"),
        ("", "empty"),
        ("<script>" + "x" * 2000 + "</script><div id=root></div>", "needs_javascript"),
    ],
)
def test_stand_ins(html: str, reason: str) -> None:
    assert page_type(Page(URL, html)) == ("other", reason)


@pytest.mark.parametrize("day", ["", "<p>2019-06-06</p>"])
@pytest.mark.parametrize(
    "foot",
    [
        "Copyright © Ore Corporation. All rights reserved. 京ICP备05017583号-1 京公网安备11040102700101号",
        "Ore Corporation. Sund Ores belong to it. Made by people. 5 Quay Road, Harwick HK1 5QQ",
        "Ore ist eine Marke der Sund Gruppe. Alle Rechte vorbehalten. Eingetragen im Register von Harwick",
    ],
)
def test_the_sentences_of_a_foot_are_no_running_text(foot: str, day: str) -> None:
    more = "" if day else f"<p>{SENTENCE}</p>"
    html = f"<title>404</title><h1>404</h1>{day}<p>Sorry, the page does not exist.</p><div>{more}<p>{foot}</p></div>"
    assert page_type(Page(URL, html)) == ("other", "soft_404")


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Ore names CFO - Ore</title>{NAV}<h1>Ore names CFO</h1><p>2019-06-06</p><p>{SENTENCE * 2}</p>",
        f"<title>404 ways to save energy</title>{NAV}<h1>404 ways to save energy</h1>" + f"<p>{SENTENCE}</p>" * 12,
        f"<title>会议召开</title>{NAV}<h1>会议召开</h1><div>2019-06-06</div>" + f"<p>{HAN * 3}</p>" * 4,
        f"<title>关于系统维护的公告</title>{NAV}<h1>关于系统维护的公告</h1><p>2020-01-01</p><p>{HAN * 3}</p>",
        f"<title>Access denied no more</title>{NAV}<h1>Rail access for the mine</h1>" + f"<p>{SENTENCE * 3}</p>" * 6,
    ],
)
def test_articles(html: str) -> None:
    assert page_type(Page(URL, html)) == ("article", "article_body")


LOGIN = "<nav><a href=/>Home</a> <a href=/login>Log in</a></nav>"
KILN = (
    "<p>The works in the valley have opened a second kiln, which will give work to about ninety people from spring on.</p>"
    "<p>The kiln was built within two years and cost less than planned, as the board had reported in autumn.</p>"
)
RELOAD = "<script>document.cookie='seen=1';function again(){window.location.reload()}</script>"


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    "html",
    [
        f"<title>Second kiln opened - Ore</title>{LOGIN}<h2>Log in</h2><h1>Second kiln opened</h1>{KILN}"
        "<h2>Subscribe to read more</h2>",
        f"<title>Not found: how a lost vein came back</title>{LOGIN}<h1>Not found: how a lost vein came back</h1>{KILN}",
        f"<title>Un momento histórico para la mina</title>{LOGIN}<h1>Un momento histórico para la mina</h1>{KILN}",
        "<title>Wartungsarbeiten im Werk Nord abgeschlossen</title><h1>Wartungsarbeiten im Werk Nord abgeschlossen</h1>"
        "<p>6. Juni 2024</p><p>Die beiden Öfen im Werk Nord sind nach drei Wochen wieder angefahren worden, wie die Leitung "
        "der Werke am Montag mitteilte.</p>",
        f"<title>关于召开会议的通知</title>{RELOAD}<script src=recaptcha.js></script>{LOGIN}<h1>关于召开会议的通知</h1>"
        "<div>2023-09-28</div><p>公司定于10月20日在总部召开本年度第二次会议，请各单位负责人按时参加，不得缺席。</p>",
    ],
)
def test_words_of_a_stand_in_do_not_overrule_running_text_under_a_headline(html: str) -> None:
    assert page_type(Page(URL, html)) == ("article", "article_body")


@pytest.mark.guarantee(10)
@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            "<title>Page not found</title><h1>Page not found</h1><p>The page that you were looking for may have been moved to "
            "another place, or may have been removed altogether.</p><p>Please try the search at the top of this page, or go "
            "back to the start page and look from there.</p>",
            "soft_404",
        ),
        (f"<title>Ore</title>{RELOAD}<p>One second.</p>", "challenge"),
        (
            "<title>Ore</title><script>__jsluid=1</script><script src=/cdn-cgi/challenge-platform/a.js></script>"
            + "<p>a b</p>" * 30,
            "challenge",
        ),
    ],
)
def test_a_stand_in_may_have_much_to_say_too(html: str, reason: str) -> None:
    assert page_type(Page(URL, html)) == ("other", reason)


@pytest.mark.parametrize("text", ["放假安排：10月1日至7日放假，共7天。", "公司网站将于今晚升级，届时暂停访问，敬请谅解。"])
def test_a_short_notice_in_chinese_is_no_challenge(text: str) -> None:
    html = f"<title>通知</title>{RELOAD}{LOGIN}<h1>关于国庆节放假的通知</h1><div>2023-09-28</div><p>{text}</p>"
    assert page_type(Page(URL, html))[1] not in ("challenge", "login")


def test_listings() -> None:
    rows = "".join(
        f"<li><a href='t{n}.html'>Ore Group opens another mine in the north, number {n}</a><span>2019-06-{n:02}</span></li>"
        for n in range(1, 21)
    )
    kind, reason = page_type(Page("http://ore.example/news/", f"<title>News - Ore</title>{NAV}<ul>{rows}</ul><a href=2>Next</a>"))
    assert (kind, reason) == ("listing", "rows")


SHORT = {
    "ja": ("新しい渡し船が就航", "新しい渡し船が六月三日に就航したと、港の事務所が月曜日に発表した。", "船は一日に八回、島と町のあいだを行き来する予定だという。", "町の図書館が夜も開館へ"),
    "ko": ("새 연락선 취항", "새 연락선이 유월 삼일 취항했다고 항만 사무소가 월요일에 밝혔다. 첫날에는 사백 명이 탔다.", "배는 하루 여덟 번 섬과 시내를 오간다고 사무소는 덧붙여 설명했다. 요금은 그대로다.", "시립 도서관 야간에도 문을 연다"),
    "de": ("Neue Fähre im Dienst", "Die neue Fähre fährt seit dem Montag zwischen der Stadt und den Inseln, teilte das Hafenamt mit.", "Sie legt achtmal am Tag ab und nimmt zweihundert Menschen und vierzig Wagen mit hinüber.", "Bücherei öffnet nun auch am späten Abend"),
}  # fmt: skip


@pytest.mark.parametrize("language", SHORT)
@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://sund.example/2024/06/03/ferry.html", ""),
        ("https://sund.example/news/release/2031/new-ferry-to-the-isles.html", "<p>2024-06-03</p>"),
    ],
)
def test_a_short_dated_release_beside_a_ranking_is_an_article(language: str, url: str, day: str) -> None:
    title, first, second, other = SHORT[language]
    ranking = "".join(f"<li><a href=/r{n}>{n}. {other}</a>" for n in range(1, 7))
    html = f"<html lang={language}><title>{title} | Sund</title><main><h1>{title}</h1>{day}<div><p>{first}</p><p>{second}</p></div><div><h2>1-6</h2><ol>{ranking}</ol></div></main>"
    assert page_type(Page(url, html)) == ("article", "article_body")


def test_a_service_page_without_a_day_stays_one() -> None:
    links = "".join(f"<li><a href=/s{n}>Rates for boats of class {n}</a>" for n in range(1, 7))
    html = f"<title>Moorings | Sund</title><main><h1>Moorings</h1><p>{SENTENCE}</p><ul>{links}</ul></main>"
    assert page_type(Page("https://sund.example/services/moorings", html))[0] == "other"


BRIEF = {
    "pl": ("Stocznia zbuduje dwa promy", "12 XI 2023 r.", "Stocznia nad cieśniną rozpoczęła w poniedziałek budowę dwóch promów dla sąsiedniej gminy."),
    "fi": ("Telakan johtajaksi Ville Aho", "5.2.2025", "Telakan hallitus on nimittänyt Ville Ahon yhtiön johtajaksi huhtikuun alusta alkaen."),
    "id": ("Galangan membangun dua kapal", "4 September 2023", "Galangan Selat mulai membangun dua kapal penyeberangan di Gresik pada hari Senin pagi."),
    "zh": ("船厂三号船台正式启用", "2024年6月18日", "船厂三号船台今天正式启用，比计划提前十二天，全年可以多造两艘渡船。"),
    "th": ("อู่ต่อเรือส่งมอบเรือลำใหม่", "18 มิถุนายน 2567", "อู่ต่อเรือส่งมอบเรือข้ามฟากลำใหม่ให้เทศบาลเมื่อวันจันทร์ และจะเริ่มเดินเรือในเดือนหน้า ตามที่ผู้จัดการกล่าว"),
}  # fmt: skip


@pytest.mark.parametrize("language", BRIEF)
@pytest.mark.parametrize(
    "body",
    [
        "<h1>Info</h1><h2>{0}</h2><span>{1}</span><p>{2}</p>",
        "<center><b>{1}</b></center><p><font size=+2>{0}</font><p>{2}",
        "<div class=kop>{0}</div><div>{2}</div><div><i>{1}</i></div>",
        "<h3>{0}</h3><p>Sund, {1} - {2}</p>",
        "<h3>{0}</h3><p>[Sund, {1}] {2}</p>",
    ],
)
def test_a_headline_with_its_day_over_a_sentence_is_an_article(language: str, body: str) -> None:
    html = f"<html lang={language}><title>Sund</title><body>{body.format(*BRIEF[language])}"
    assert page_type(Page("https://sund.example/info/x17", html))[0] == "article"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Open day</h1><p>12 to 14 June 2024</p><p>Come and see our yard and meet the people who build boats. Entrance is free.</p>",
        "<h1>Schutz der Daten</h1><p>Stand: 1. Mai 2024</p><p>Hier erfahren Sie, welche Daten wir speichern und wie lange wir sie behalten.</p>",
        "<h1>The board</h1><h2>Jane Roe</h2><p>She has led the yard since she took over from her father on 1 March 2019. Before that she was a banker.</p>",
        "<h1>Rules of the yard</h1><p>Last updated: 3 May 2024</p><p>These rules tell you what you may bring into the yard and what you may not.</p>",
    ],
)
def test_a_day_of_something_else_makes_no_release(body: str) -> None:
    page = Page("https://sund.example/yard/x", f"<title>Sund</title>{body}")
    assert not is_short_release(page, [block for block in page.blocks if block.text])


RELATED = "<h3>Other news</h3><p>02/05/2024 <a href=/a>A larger dairy for the valley</a></p><p>11/03/2024 <a href=/b>A prize for the milk</a></p>"


ROW = "<p>0{}/05/2024 <a href=/{}>A larger dairy for the valley</a></p>"
TOLD = "<h1>A batch of cheese is taken back</h1><p>{}</p><p>The dairy takes back a batch of cheese, after blue plastic was found in it.</p>"
FOOT = "<p><a href=/legal>Legal notice</a> · <a href=/privacy>Privacy policy</a></p>"


def notice(rows: int, day: str = "19/07/2024", head: str = "") -> Page:
    html = f"<title>A batch of cheese is taken back</title>{head}{NAV}{TOLD.format(day)}<h3>Other news</h3>"
    return Page("https://dairy.example/notices/batch", html + "".join(ROW.format(at, at) for at in range(1, rows + 1)) + FOOT)


@pytest.mark.parametrize(("rows", "kind"), [(2, "article"), (4, "article"), (5, "article"), (12, "article")])
def test_a_short_release_over_few_rows_of_others_is_an_article(rows: int, kind: str) -> None:
    assert page_type(notice(rows))[0] == kind


@pytest.mark.parametrize("language", ["el", "ko"])
def test_a_release_of_several_sentences_stands_over_more_rows(language: str) -> None:
    title, told = {
        "el": ("Ξανά φύλακας στον φάρο", "Ο δήμος ψάχνει φύλακα για τον φάρο, είπε τη Δευτέρα ο δήμαρχος του νησιού."),
        "ko": ("등대에 다시 지기", "군은 등대를 지킬 사람을 다시 찾는다고 월요일에 밝혔다. 지원자는 오월 말까지 서류를 내면 된다고 했다."),
    }[language]
    rows = "".join(ROW.format(at, at) for at in range(1, 6))
    html = f"<html lang={language}><title>{title}</title>{NAV}<h1>{title}</h1><p>19/07/2024</p>{f'<p>{told}</p>' * 5}{rows}{FOOT}"
    assert page_type(Page("https://faro.example/news/2024/fylakas-17", html))[0] == "article"


def test_a_day_that_is_only_stated_makes_no_release_of_a_page_with_rows() -> None:
    stated = '<meta property="article:published_time" content="2024-07-19">'
    long = "The valley has four dairies, and this page says each month which of them is open to those who want to see it."
    page = notice(3, long, stated)
    shown = [block for block in page.blocks if block.text]
    assert (_is_release(page, shown, []), _is_release(page, shown, dated_rows(shown))) == (True, False)


def test_a_line_beside_a_row_of_its_own_day_is_no_row() -> None:
    assert [block.text for block in dated_rows([block for block in notice(2).blocks if block.text])] == [
        "01/05/2024 A larger dairy for the valley", "02/05/2024 A larger dairy for the valley",
    ]  # fmt: skip


def test_rows_above_a_text_make_no_release_of_it() -> None:
    page = Page(
        "https://dairy.example/notices",
        f"<title>Notices</title>{NAV}<h1>Notices</h1>{RELATED}<p>03/02/2024 <a href=/c>A third dairy in the valley</a></p>"
        "<p>The dairy tells here what is new, each month, since 1987.</p>",
    )
    assert page_type(page)[0] == "listing"


@pytest.mark.parametrize("language", SHORT)
def test_a_list_with_sentences_below_each_headline_is_one(language: str) -> None:
    title, first, second, _ = SHORT[language]
    rows = "".join(
        f"<li><a href=/2024/07/{n:02}/story-{n}>{title} {n}</a><time>2024-07-{n:02}</time><p>{first} {second}</p></li>"
        for n in range(1, 12)
    )
    html = f"<html lang={language}><title>News</title><main><h1>News</h1><ul class=items>{rows}</ul></main>"
    assert page_type(Page("https://sund.example/company/news/2024/", html)) == ("listing", "rows")


@pytest.mark.parametrize(("sentences", "kind"), [(1, "article"), (3, "article"), (9, "other")])
def test_signs_against_a_release_say_more_of_a_long_text(sentences: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageTypeModel, "score", lambda model, signs: -0.8)
    html = f"<title>Ore</title>{NAV}<h1>Ore names its board</h1><p>2019-06-06</p>" + f"<p>{SENTENCE}</p>" * sentences
    assert page_type(Page(URL, html))[0] == kind


def test_the_address_of_a_page_by_a_query_is_not_that_of_a_site() -> None:
    root = NAMES.index("path_root")
    at = {url: signs_at(url).values[root] for url in ("https://a.example/index.php?id=418", "https://a.example/index.php")}
    assert list(at.values()) == [0.0, 1.0]


def signs_at(url: str) -> Signs:
    page = Page(url, f"<title>Ore</title><h1>Ore names its board</h1><p>{SENTENCE}</p>")
    return read_signs(page, list(page.blocks), page.main_run)
