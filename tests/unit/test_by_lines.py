"""By-lines as pages print them, and whom a page states in their place."""

import pytest

from crawler.extract import extract
from tests.ferry import FERRY, LD, authors_of

DAY = "<p>12 May 2021</p>"


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("<dl><dt>Date</dt><dd>12 May 2021</dd><dt>Author</dt><dd>Jane Roe</dd></dl>", ["Jane Roe"]),
        ("<table><tr><td>Szerző:</td><td>Kiss Dorka</td></tr><tr><td>Fotó:</td><td>Nagy Bence</td></tr></table>", ["Kiss Dorka"]),
        ("<div><div><h6>Dewi Lestari,</h6></div><div>Penulis</div><div><h6>Budi Hartono</h6></div><div>Editor</div></div>",
         ["Dewi Lestari"]),
        ("<div><p>Ole Berg</p><p>Skribent</p></div>", ["Ole Berg"]),
        ("<table><tr><th>Author</th><th>Topic</th></tr><tr><td>Jane Roe</td><td>Ferries</td></tr></table>", []),
        ("<dl><dt>Photo</dt><dd>Nils Aune</dd></dl>", []),
    ],
)  # fmt: skip
def test_a_label_in_an_element_of_its_own_names_who_stands_beside_it(rows: str, names: list[str]) -> None:
    assert authors_of(rows + FERRY) == names


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ("<div class=Author_x1><img src=a.jpg><p>Liisa Aho<br>johtaja</p></div>", ["Liisa Aho"]),
        ('<div data-testid="byline"><div><span>Jane Roe</span><span>Ports Correspondent</span></div></div>', ["Jane Roe"]),
        ('<ul><li><span data-hook="user-name">Ana Prat</span></li><li>4 mar 2024</li></ul>', ["Ana Prat"]),
        ("<div class=author-box><b class=author-label>Story</b><p>Jane Roe</p></div>", ["Jane Roe"]),
        ("<p class=byline>Jane Roe <i class=byline-location>Port Ellen</i></p>", ["Jane Roe"]),
        ("<li class=meta__author><a class=post__author-title href=/author/roe>Jane Roe</a></li>", ["Jane Roe"]),
        ("<div id=__next><p class=writer>Jane Roe</p></div>", ["Jane Roe"]),
        ("<sund-byline><span>Jane Roe</span></sund-byline>", ["Jane Roe"]),
        ("<p class=byline>எழுதியவர்: கயல்விழி முருகன்</p>", ["கயல்விழி முருகன்"]),
        ("<span class=contributor-name>রওশন আরা মিতু</span>", ["রওশন আরা মিতু"]),
        ("<div><span>Words by Jane Roe</span><span>Photographs by Ole Berg</span><i>Autumn issue</i></div>", ["Jane Roe"]),
        ("<p>作者 <b>王之言 高孜然</b></p>", ["王之言", "高孜然"]),
        ("<p class=byline>A long report by Jane Roe</p>", ["Jane Roe"]),
        ("<div itemprop=author>Written by: <a>Jane Roe</a></div>", ["Jane Roe"]),
        ("<p><span class=name_a1>Jane Roe</span><span class=jobTitle_b2>Data Engineer</span></p>"
         "<p><span class=name_a1>Ole Berg</span><span class=jobTitle_b2>Ship Builder</span></p>", ["Jane Roe", "Ole Berg"]),
        ("<div class=author-line><b class=author-title>Harbour Master Emeritus</b></div>", []),
        ("<p class=show_author>责任编辑：周明</p>", []),
        ("<p class=author>Sort By</p>", []),
        ("<p class=author>Full Bio</p>", []),
        ("<p class=author>Harbour Online</p>", []),
        ("<p class=author-title>Harbour Master Emeritus</p>", []),
        ("<p class=author>Written by <a>Jane Roe</a> <a>Ole Berg</a></p>", ["Jane Roe", "Ole Berg"]),
        ("<p class=author>The Harbour Team</p>", []),
    ],
)  # fmt: skip
def test_an_element_called_author_begins_with_the_name(box: str, names: list[str]) -> None:
    assert authors_of(box + FERRY) == names


def test_the_name_may_stand_with_the_headline() -> None:
    title = "<h1><i>Opinion</i> <span class=column__author>Jane Roe:</span> <span>Night ferry</span></h1>"
    assert authors_of(FERRY, title=title) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Interview: Jane Roe. Photographs: Ole Berg.", ["Jane Roe"]),
        ("12 May 2021 | Words: Jane Roe | Pictures: Ole Berg", ["Jane Roe"]),
        ("12.05.2021 10:05 von Jana Roth (Kommentare: 3)", ["Jana Roth"]),
        ("Szerző: <a href=/sz/1>Kiss Dorka</a> | 2021. május 12. 06:15", ["Kiss Dorka"]),
        ("<span>۱۲ خرداد ۱۴۰۰</span><span>نویسنده: سارا کریمی</span>", ["سارا کریمی"]),
        ("12 май 2021 | Автор: Анна Петрова", ["Анна Петрова"]),
        ("<i></i> 김하늘 기자", ["김하늘"]),
        ("<b>이서준 기자 seo@sund.example</b>", ["이서준"]),
        ("2021-5-12 21:37| 发布者: <a href=/u/1>海边的人</a>| 查看: 12", ["海边的人"]),
        ("2021-5-12 21:37| 发布者: 管理处| 查看: 12", []),
        ("12 May 2021 | Photos: Ole Berg", []),
    ],
)
def test_a_label_within_a_line_names_who_wrote(line: str, names: list[str]) -> None:
    assert authors_of(f"<div class=info>{line}</div>{FERRY}") == names


def test_by_alone_says_who_wrote_only_before_the_text() -> None:
    assert authors_of(f"{FERRY}<p>An excerpt, 2021 | by Jane Roe</p>") == []


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("By JANE ROE Herald staff", ["JANE ROE"]),
        ("JANE ROE AND SONS", ["JANE ROE AND SONS"]),
        ("Jane Roe jroe@sund.example", ["Jane Roe"]),
        ("jroe@sund.example (Jane Roe)", ["Jane Roe"]),
        ("Jane Roe (Sund Press)", ["Jane Roe"]),
        ("Jane Roe (jr.)", ["Jane Roe"]),
        ("Harbour (www.sund.example)", []),
        ("Jane Roe - Posted", ["Jane Roe"]),
        ("Mgr. Jana Rothová", ["Jana Rothová"]),
        ("Prof. Dr. Jana Roth", ["Jana Roth"]),
        ("инж. Тотка Минчева", ["Тотка Минчева"]),
        ("Rechtsanwalt Dirk Tolle", ["Dirk Tolle"]),
        ("Geschrieben von Jana Roth", ["Jana Roth"]),
        ("Konstantin von Noten", ["Konstantin von Noten"]),
        ("Luc PETIT", ["Luc Petit"]),
        ("Bill MCCARTHY", ["Bill MCCARTHY"]),
        ("A. J. Roe", ["A. J. Roe"]),
        ("Photograph by Nils Aune, Sund Creative", []),
        ("Netware Sp. z o.o.", []),
        ("株式会社みなと", []),
    ],
)
def test_one_cleaner_for_whatever_is_told(told: str, names: list[str]) -> None:
    assert authors_of(FERRY, f'<meta name="author" content="{told}">') == names


@pytest.mark.parametrize("told", ["建立於", "更新时间"])
def test_what_leads_to_a_day_is_no_name(told: str) -> None:
    assert authors_of(f"<div class=submitted-by>{told} 2021/05/12</div>{FERRY}") == []


@pytest.mark.parametrize(
    "stated",
    [
        LD.format('{"@type":"Organization","name":"Harbour Trust"}'),
        LD.format('{"@type":"Person","name":"The Sund"}') + "<meta property=og:site_name content='The Sund'>",
        LD.format('{"@type":"Person","name":"Redacción"}'),
        "<meta name=author content='WEBMAKERS'>",
        "<meta name=author content='Harbour News Desk'>",
    ],
)
def test_a_person_in_the_by_line_goes_before_an_organisation(stated: str) -> None:
    assert authors_of(f"<p class=author>Jane Roe</p>{FERRY}", stated) == ["Jane Roe"]


@pytest.mark.parametrize("kind", ["Organization", "NewsMediaOrganization"])
def test_an_organisation_is_nobody_who_writes(kind: str) -> None:
    assert authors_of(FERRY, LD.format(f'{{"@type":"{kind}","name":"Harbour Trust"}}')) == []
    assert authors_of(FERRY, LD.format(f'{{"@type":["Person","{kind}"],"name":"Jane Roe"}}')) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ('{"@type":"Person","name":"Jane Roe"}', "Ole Berg"),
        ('{"@type":"Person","name":"janer"}', "Sitemap"),
    ],
)
def test_what_is_stated_of_a_person_stands(stated: str, printed: str) -> None:
    page = f"<p>Jane Roe</p>{FERRY}<a rel=author>{printed}</a>"
    assert authors_of(page, LD.format(stated)) in (["Jane Roe"], ["janer"])


@pytest.mark.parametrize(
    "line",
    [
        "<p>Jane Roe | 12 May 2021</p>",
        "<p>Jane Roe · <time>12 May 2021</time></p>",
        "<p><time>12 May 2021</time> – <span>Jane Roe</span></p>",
        "<p><time>12 May 2021</time> · 4 min · Jane Roe</p>",
        "<div><div>Jane Roe</div><div></div><div>12 May 2021</div></div>",
        "<p>Jane Roe, 12 May 2021</p>",
    ],
)
def test_a_person_alone_beside_the_day_is_who_wrote(line: str) -> None:
    assert authors_of(line + FERRY) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("below", "head"),
    [
        ("<p>Press Release | 12 May 2021</p>", ""),
        ("<p>Port Ellen | 12 May 2021</p><p>In Port Ellen the ferry was late again.</p>", ""),
        ("<p>Port Ellen | 12 May 2021</p>", "<meta name=keywords content='ferry, Port Ellen'>"),
        ("<p><span class=provider-name>Ellen Barrow</span> | 12 May 2021</p>", ""),
        ("<p><a href=/t/1>Ferry Lines</a> | 12 May 2021</p>", ""),
        ("<p>FERRY LINES | 12 May 2021</p>", ""),
        ("<p>Publié le 12/05/2021</p>", ""),
        ("<p>Aktualisiert Am | 12.05.2021</p>", ""),
        ("<p>Jane Roe</p>", ""),
        ("<p>Port Ellen | 12 May 2021</p>", "<meta name=author content='Sund'>"),
    ],
)
def test_what_is_no_person_stands_beside_the_day_too(below: str, head: str) -> None:
    assert authors_of(below + FERRY, head) in ([], ["Sund"])


@pytest.mark.parametrize("edge", ["right", "end"])
def test_a_name_at_the_right_edge_of_the_last_line_is_who_wrote(edge: str) -> None:
    assert authors_of(f"<div>{DAY}{FERRY}<p style='text-align:{edge}'><b>Jane Roe</b></p></div><p>Back</p>") == ["Jane Roe"]
    assert authors_of(f"<div>{DAY}{FERRY}<p>Jane Roe</p></div><p>Back</p>") == []


@pytest.mark.parametrize("place", ["Night", "Port Ellen", "Ile Haute"])
def test_a_place_before_the_name_is_none(place: str) -> None:
    text = f"<p>On Monday {place} got its ferry back, and all the town came to the quay in the evening.</p>{FERRY}"
    assert authors_of(f"<div class=by>{place} - Jane Roe</div>{text}") == ["Jane Roe"]


def test_a_person_marked_as_author_goes_before_a_nick_in_a_line() -> None:
    assert authors_of(f"<p>By Wilf</p>{FERRY}<a rel=author>Jane Roe</a>") == ["Jane Roe"]
    assert authors_of(f"<p>By Wilf</p>{FERRY}") == ["Wilf"]


@pytest.mark.parametrize(("line", "name"), [
    ("<span>By Jane Roe</span> <span>Sund World</span>", "Jane Roe"), ("<b>Von Jana Roth</b> <i>Reuters</i>", "Jana Roth"),
])  # fmt: skip
def test_a_by_line_ends_with_the_element_of_its_name(line: str, name: str) -> None:
    assert authors_of(f"<div>{line}</div>{FERRY}") == [name]


@pytest.mark.parametrize("hours", ["Di 14-19 Uhr", "Von 8 bis 12 Uhr"])
def test_hours_are_no_name(hours: str) -> None:
    assert authors_of(f"<p>{hours}</p>{FERRY}") == []


FOOT = '<footer class={}><b class="author vcard"><a class=fn href=/roe>Jane Roe</a></b> <i>12 May 2021</i></footer>'


@pytest.mark.parametrize(
    ("around", "foot", "names"),
    [
        ("article", "footer", ["Jane Roe"]),
        ("div", "post-footer", ["Jane Roe"]),
        ("div", "footer", []),
        ("div", "blogpost-footer", []),
    ],
)
def test_the_foot_of_an_article_names_who_wrote_it(around: str, foot: str, names: list[str]) -> None:
    html = f"<title>Night ferry</title><{around}><h1>Night ferry</h1><div>{FERRY}</div>{FOOT.format(foot)}</{around}>"
    assert extract(html, "https://sund.example/n/1").authors == names


@pytest.mark.parametrize("stated", ["Studio Alfa, www.alfa.example", "Báo Sund điện tử", "Jane Roe https://sund.example"])
def test_who_made_the_site_and_the_site_itself_are_no_writers(stated: str) -> None:
    page = f'<title>Night ferry</title><meta name="author" content="{stated}"><h1>Night ferry</h1><p>By Ole Berg</p>{FERRY}'
    assert extract(page, "https://baosund.example/n/1").authors == ["Ole Berg"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("By Juma Kessy na Asha Mbwana", ["Juma Kessy", "Asha Mbwana"]),
        ("By Ann Roe en Jan Smit", ["Ann Roe", "Jan Smit"]),
        ("By Maria i Cadafalch", ["Maria i Cadafalch"]),
        ("Thứ Năm, 14 March 2024", []),
        ("ጸሐፊ፦ ሰላማዊት በቀለ", ["ሰላማዊት በቀለ"]),
        ("ავტორი: ნინო ბერიძე", ["ნინო ბერიძე"]),
        ("எழுத்து: <strong>கவிதா ராமன்</strong>", ["கவிதா ராமன்"]),
    ],
)
def test_names_in_other_languages(line: str, named: list[str]) -> None:
    text = "<p>The company said that the works on the second quay would go on for another year.</p>" * 2
    assert extract(f"<h1>Works go on</h1><p>{line}</p>{text}", "https://x.example/a.html").authors == named


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>Freitag, 14. Juni 2019 VON Jana Roth IN <a href='/c/boote'>Boote</a> | 0 KOMMENTARE</p>", ["Jana Roth"]),
        ("<p>Posted in <a href='/c/d'>Diary</a>, <a href='/c/m'>Music</a> by Jane Roe on Sep 12, 2023 | 9</p>", ["Jane Roe"]),
        ("<div><span>글 김하늘 에디터</span><span>2025. 3. 19.</span></div>", ["김하늘"]),
        ("<p class=post-meta>Autor: <b>janaroth</b> Juli 12, 2017 0 Kommentare</p>", ["janaroth"]),
    ],
)
def test_a_name_ends_before_its_section_and_before_its_day(line: str, names: list[str]) -> None:
    assert authors_of(line + FERRY) == names


def test_who_made_a_picture_did_not_write() -> None:
    picture = '<figure><img src=/b.jpg><figcaption>Boats. <span itemprop="creator">Nils Aune</span></figcaption></figure>'
    assert authors_of(picture + FERRY) == []
    assert authors_of(f'{picture}<span itemprop="creator">Jane Roe</span>{FERRY}') == ["Jane Roe"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div class=news-author><p>当前位置 : <a href='/'>首页</a> &gt; <a href='/n'>社会</a></p></div>", []),
        ("<div class=author-meta><p><span>总篇数</span><span>919</span>篇</p></div>", []),
        ("<div><span>作者：网络整理</span></div>", []),
        ("<div class=author><p><span>王小明</span><span>主任记者</span></p></div>", ["王小明"]),
    ],
)
def test_a_label_a_count_and_work_without_a_name_are_no_names(line: str, names: list[str]) -> None:
    assert authors_of(line + "<p>渡轮从六月起整夜开往岛上，港务局星期一在城里说，岛上的居民已经等了很多年。</p>" * 3) == names
