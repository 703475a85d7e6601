"""Where the page's `title` names a section, whose words the text has too, the headline is the line that heads the text."""

import pytest

from crawler.extract import extract
from crawler.extract.fields.title import find_title
from crawler.page.page import Page

TEXT = (
    "Les communiqués récents de la mairie annoncent que l’ouvrage du vieux bassin sera terminé avant les premières neiges.",
    "Il abritera soixante bateaux, et les pêcheurs y accéderont par un escalier taillé dans la pierre du pays.",
    "« Nous avons attendu trente ans », a dit le président du syndicat devant les familles réunies sur la jetée.",
)
BODY = "".join(f"<p>{each}</p>" for each in TEXT)
MENU = "<nav><a href='/presse/'>Communiqués</a> <a href='/contact'>Contact</a></nav>"
DAY = "<p>12 mars 2024</p>"
UNTOLD = "Bonne nouvelle pour Sund"  # hardly a word of it comes again in the text
TOLD = "Soixante bateaux au vieux bassin"


def title_of(title: str, above: str, heading: str, host: str = "www.le-journal.example") -> str | None:
    page = f"<html lang='fr'><title>{title}</title><body>{above}<div>{heading}{BODY}</div></body></html>"
    return extract(page, f"https://{host}/presse/12").title


def test_a_link_to_the_section_is_no_headline_beside_the_h1() -> None:
    linked = f"{MENU}<div><a href='/presse/'>Communiqués</a></div>{DAY}"
    assert title_of("Communiqués", linked, f"<h1>{UNTOLD}</h1>") == UNTOLD
    heading = f"{MENU}<h1><a href='/presse/'>Communiqués</a></h1>{DAY}"
    assert title_of("Communiqués", heading, f"<h1>{UNTOLD}</h1>") == UNTOLD


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("Communiqués récents | Le Journal", f"<h1><img src=h1.gif alt='Communiqués récents'></h1>{DAY}"),
        ("Communiqués · Le Journal S. Coop.", f"{MENU}{DAY}"),
    ],
)
def test_the_name_of_a_section_beside_the_owners(title: str, above: str) -> None:
    assert title_of(title, above, f"<h2>{TOLD}</h2>") == TOLD


@pytest.mark.parametrize("title", ["Communiqués récents | Le Journal", "Communiqués · Le Bassin S. Coop."])
def test_other_windows_are_believed(title: str) -> None:
    assert title_of(title, "", f"<h2>{UNTOLD}</h2>") == title.split(" | ")[0]


def test_a_short_label_of_the_host_is_no_owner() -> None:
    assert title_of("Communiqués · Portail", MENU, f"<h2>{UNTOLD}</h2>", "www.port.example") == "Communiqués · Portail"


def test_a_section_with_the_sites_name_is_no_headline_beside_the_heading_below() -> None:
    above = f"{MENU}<h1>Communiqués Le Journal</h1>{DAY}"
    assert title_of("Le Journal | Communiqués", above, f"<h2>{UNTOLD}</h2>") == UNTOLD


SLOGAN = "<div>Le port de toutes les mers</div>"


@pytest.mark.parametrize(
    ("heading", "want"),
    [
        (f"<h1>{UNTOLD}</h1>", UNTOLD),
        (f"<h2>{UNTOLD}</h2>", "Le port de toutes les mers"),
    ],
)
def test_what_the_window_says_above_an_h1_in_other_words_is_the_sites(heading: str, want: str) -> None:
    assert title_of("Le port de toutes les mers", f"{SLOGAN}{MENU}{DAY}", heading) == want


def test_a_second_h1_below_the_headline_is_none() -> None:
    assert title_of(TOLD, "", f"<h1>{TOLD}</h1>{DAY}<h1>{UNTOLD}</h1>") == TOLD


def test_what_stated_claims_say_is_no_window() -> None:
    stated = "<meta property='og:title' content='Le port de toutes les mers'>"
    page = f"<html lang='fr'><title>Sund</title>{stated}<body>{SLOGAN}{DAY}<div><h1>{UNTOLD}</h1>{BODY}</div></body></html>"
    assert extract(page, "https://www.le-journal.example/presse/12").title == "Le port de toutes les mers"


def test_a_shorter_line_below_a_heading_is_a_place_or_a_label() -> None:
    menu = "<nav><a href='/plaisance/'>Port de plaisance</a></nav>"
    lines = f"<h1>Port de plaisance</h1><p><b>Sund et Brede</b></p>{DAY}"
    assert title_of("Port de plaisance", menu, lines) == "Port de plaisance"


@pytest.mark.parametrize(
    ("window", "above", "heading"),
    [
        # The site's name as `h1`, window and claim: the heading beside its day says more.
        ("Le Journal", "<h1>Le Journal</h1>", f"{DAY}<h3>{UNTOLD}</h3>"),
        # A section in other words than the window's.
        ("Presse – Union des Pêcheurs", "<h1>Actualités</h1>", f"<h2>{UNTOLD}</h2>{DAY}"),
        # A line that is only named a title, below a section.
        ("Communiqués | Le Journal", f"{MENU}<h1>Communiqués</h1>", f"<p class=titre-article>{UNTOLD}</p>{DAY}"),
        # The window's words are the text's, too, but less than the line's.
        ("La mairie de Sund", "", f"{DAY}<div class=x>{TOLD}</div>"),
    ],
)
def test_the_dated_line_below_what_names_a_site_or_a_section(window: str, above: str, heading: str) -> None:
    assert title_of(window, above, heading) in (UNTOLD, TOLD)


def test_the_sites_name_as_addresses_spell_it() -> None:
    title = title_of("Château Sund", "<h1>Château Sund</h1>", f"{DAY}<h3>{UNTOLD}</h3>", "www.chateausund.example")
    assert title == UNTOLD


@pytest.mark.parametrize(
    ("window", "heading"),
    [
        (f"{UNTOLD} – Union des Pêcheurs", f"<h1>{UNTOLD}</h1><h2>Le vieux bassin</h2>{DAY}"),
        (UNTOLD, f"<h1>{UNTOLD}</h1>{DAY}<h2>{TOLD}</h2>"),
        ("Presse – Union des Pêcheurs", f"<h1>{TOLD}</h1><h2>{UNTOLD}</h2>{DAY}"),  # the text has its words
    ],
)
def test_a_heading_below_a_headline_is_no_other_headline(window: str, heading: str) -> None:
    assert title_of(window, "", heading) == heading[4 : heading.index("</h1>")]


def test_the_window_in_other_writing_is_the_line() -> None:
    window = "[Port de Sund] Soixante bateaux au bassin"
    assert title_of(window, "", f"{DAY}<div class=x>{TOLD}</div>") == window


@pytest.mark.parametrize(
    ("window", "above", "line"),
    [
        ("La mairie de Sund", "", TOLD),  # without its day
        ("Les pêcheurs sur la jetée", DAY, "Soixante bateaux au Danemark"),  # less of it comes again than of the window
    ],
)
def test_a_line_for_which_little_speaks_is_no_headline(window: str, above: str, line: str) -> None:
    assert title_of(window, above, f"<div class=x>{line}</div>") == window


def test_a_line_that_does_not_stand_out_is_no_headline_below_an_h1() -> None:
    above = f"<h1>{UNTOLD}</h1>{DAY}"
    assert title_of("Voir le communiqué", above, "<div class=x>Port de Sund, le vieux bassin</div>") == UNTOLD


def test_the_heading_in_the_window_beside_the_sites_stands_wherever_the_text_begins() -> None:
    words = "<h3>Le mot du maire</h3><p>Chers habitants, la ville de Sund se prépare à fêter les cent ans de son marché.</p>"
    menu = "".join(f"<ul><li><a href=/{word}>{word}</a></li></ul>" for word in ("mairie", "culture", "sports", "enfance"))
    body = f"<h1>Ville de Sund</h1>{menu}<div>{words}</div>{menu}<div><h2>{UNTOLD}</h2>{BODY}</div>"
    page = Page("https://www.sund.example/a/1", f"<title>{UNTOLD} | Ville de Sund</title><body>{body}")
    begin = next(block.index for block in page.blocks if block.text.startswith("Chers"))
    assert find_title(page, body=(begin, len(page.blocks) - 1)).text == UNTOLD


@pytest.mark.parametrize(("caption", "heading"), [
    ("<font><b>Le Journal de Sund</b></font>", f"<p><b>{TOLD}</b></p>{DAY}"),
    ("<h1 class=slogan>Le bassin en bref</h1>", f"<h1>{TOLD}</h1>{DAY}"),
    ("<h1>Actus</h1>", f"<h2>{TOLD}</h2>"),
])  # fmt: skip
def test_what_the_window_alone_says_above_the_box_of_the_text_is_no_headline(caption: str, heading: str) -> None:
    window = caption.split("</")[0].rsplit(">", 1)[1]
    assert title_of(window, f"<div>{caption}</div>", heading) == TOLD


def test_a_heading_of_the_text_below_headline_and_day_is_none() -> None:
    own = "Trente ans d’attente à la mairie"
    assert title_of(own, f"<div><h1>{own}</h1></div>{DAY}", f"<h2>{TOLD}</h2>") == own


SAID = "Trente ans d’attente sont finis"


@pytest.mark.parametrize(("above", "heading"), [
    (f"<div><h1>{SAID}</h1></div>{DAY}", f"<h2>{TOLD}</h2>"),  # behind headline and day
    (f"<div><h1>{SAID}</h1></div>", f"<h2>{TOLD}</h2>"),  # without a day
    (f"<meta property=og:title content='{SAID}'><div><h1>{SAID}</h1></div>", f"<p><b>{TOLD}</b></p>{DAY}"),  # stated, too
])  # fmt: skip
def test_a_headline_above_the_box_of_the_text_stands_where_more_than_the_window_tells_it(above: str, heading: str) -> None:
    window = "Le Journal de Sund" if "og:title" in above else SAID
    assert title_of(window, above, heading) == SAID


def test_a_label_above_the_text_and_its_day_outdoes_no_headline_that_has_more_of_it() -> None:
    assert title_of(TOLD, f"<div><h1>{TOLD}</h1></div>", f"<p><b>Le mot du maire</b></p>{DAY}") == TOLD


@pytest.mark.parametrize(("parts", "title"), [
    (f"<span class=dachzeile>Bassin</span><span class=headline>{SAID}</span>", SAID),
    (f"<span class=bo_v_cate>Vie locale</span> <span class=bo_v_tit>{SAID}</span>", SAID),
    (f"<span class=a>Bassin</span><span class=b>{SAID}</span>", f"Bassin {SAID}"),
    (f"<span class=kicker>La vie du bassin</span> <span class=headline>{SAID}</span>", f"La vie du bassin {SAID}"),
])  # fmt: skip
def test_the_part_of_a_heading_that_is_called_its_title_behind_a_kicker_of_two_words(parts: str, title: str) -> None:
    window = f"Bassin : {SAID} - Le Journal"
    assert title_of(window, "", f"<h1>{parts}</h1>{DAY}") == title


@pytest.mark.parametrize("parts", [
    f"<span>Bassin fini</span> <small class=sub-title>{SAID}</small>",
    "<span>長年の待望でした新しい船だまりが完成</span><span class=title-b>市が発表</span>",
])  # fmt: skip
def test_the_last_part_of_a_heading_is_no_headline_where_it_is_a_subtitle_or_less_than_the_first(parts: str) -> None:
    first = parts.partition("</")[0].rpartition(">")[2]
    assert title_of(f"{first} - Le Journal", "", f"<h1>{parts}</h1>{DAY}") == first


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("<p><font size=4><b>{}</b></font></p>", "Wind and waves"),
        ("<p class=newstitle>{}</p>", "Wind and waves"),
        ("<p>{}</p>", "News"),
    ],
)
def test_a_line_that_stands_out_goes_before_a_link_of_the_menu_in_whatever_words(line: str, title: str) -> None:
    said = "Sixty crews came, and for an hour it looked as if none would race, because of the breeze against the stream."
    menu = "<table><tr><td><a href=news.htm>News</a></td></tr><tr><td><a href=join.htm>Join us</a></td></tr></table>"
    text = f"{line.format('Wind and waves')}<p>{said}</p><p>The tin is in the kitchen, waiting for its owner.</p>"
    page = f"<title>Sund RC - News</title>{menu}<p>Every morning</p><td>{text}</td>"
    assert extract(page, "http://www.sundrc.example/news/head.htm").title == title


def test_a_line_in_larger_letters_goes_before_a_bold_one_with_words_of_the_text() -> None:
    text = "<p>Sixty crews came to the lock of Sund, and the level of the river was low at the lock for an hour.</p>" * 2
    bold, large = "<p><b>Gauge and pumps at the lock</b></p>", "<p><font size=4><b>Wind and waves</b></font></p>"
    page = f"<title>Sund RC - News</title><p><a href=news.htm>News</a></p>{bold}<td>{large}{text}</td>"
    assert extract(page, "http://www.sundrc.example/news/head.htm").title == "Wind and waves"


@pytest.mark.parametrize(
    ("window", "above", "said"),
    [
        ("Trade: Works take on forty welders", "<h2>Trade</h2><div class=h>{}</div><div>17 January 2023</div>", "welders' hall"),
        ("News | Port of Sund", "<dl><dt>17 January 2023</dt><dd class=ttl>{}</dd></dl>", "news"),
        ("News - Port of Sund", "<div><i class=site-name>Port of Sund</i></div><h3 class=asset-title>{}</h3>", "Port of Sund"),
        ("PS :: News", "<h3>News</h3><table><tr><td><i class=newstitle>{}</i></td></tr></table>", "harbour"),
    ],
)
def test_a_headline_that_the_window_has_behind_its_section_or_not_at_all(window: str, above: str, said: str) -> None:
    headline = "Works take on forty welders"
    text = f"<p>The {said} was short of forty men for two ferries, and a notice went out on Monday, the director said.</p>" * 2
    menu = "<ul><li><a href=/news>News</a></li><li><a href=/port>The port</a></li></ul>"
    body = f"<title>{window}</title>{menu}<div>{above.format(headline)}<div>{text}</div></div>"
    assert extract(body, "https://www.portsund.example/x/12").title == headline


ROAD = "The road over the pass is open again"
SEEN = f"<p><span class=asset-title>{ROAD}</span></p>"


@pytest.mark.parametrize(
    ("window", "hidden", "seen"),
    [
        (f"{ROAD} - News - Port of Sund", f"{ROAD} - News", SEEN),
        (f"{ROAD} - Port of Sund", ROAD, "<p>The road</p>"),  # a part of it, as the name of a section
    ],
)
def test_a_heading_for_those_who_listen_goes_after_the_line_that_a_page_states(window: str, hidden: str, seen: str) -> None:
    head = f"<title>{window}</title><meta property=og:title content='{ROAD}'><h2 class=sr-only>{hidden}</h2>"
    text = "<p>The road was closed for six weeks, and the buses over the pass run again on Monday, the office said.</p>" * 2
    page = f"{head}<div>{seen}<p>22 January 2025</p>{text}</div>"
    assert extract(page, "https://www.portsund.example/-/road").title == ROAD


def test_a_heading_for_those_who_listen_is_not_cut_to_a_name_that_it_begins_with() -> None:
    headline = "Port of Sund opens a new pier"
    head = f"<title>{headline} | Port of Sund</title><div>Port of Sund</div><h1 class=sr-only>{headline}</h1>"
    text = "<p>The new pier is four hundred metres long, and ships moor there from Monday on, the office said.</p>" * 2
    assert extract(f"{head}<div><p>22 January 2025</p>{text}</div>", "https://www.pier.example/-/pier").title == headline


def test_the_subject_in_a_row_of_details() -> None:
    rows = "<tr><th>제목</th><td class=subj>겨울 강좌 안내</td></tr><tr><th>담당부서</th><td>체육진흥과</td></tr>"
    text = "<p>체육센터는 겨울 강좌 수강생을 선착순으로 모집합니다. 올해는 수영장 공사가 끝나 수영반을 더 엽니다.</p>" * 2
    page = f"<title>하늘구청</title><h1><a href=/>하늘구청</a></h1><table>{rows}<tr><td colspan=2>{text}</td></tr></table>"
    assert extract(page, "https://sky.example/board/view?no=1").title == "겨울 강좌 안내"


def test_a_line_that_does_not_stand_out_leaves_the_section_behind_the_menu() -> None:
    menu = "<ul><li><a href=news.htm>News</a></li><li><a href=join.htm>Join us</a></li><li><a href=c.htm>Contact</a></li></ul>"
    text = "<p>Every morning</p><p>Sixty crews came, and for an hour it looked as if none would race against the stream.</p>"
    page = f"<title>Sund RC - News</title><h3>News</h3>{menu}<div>{text}<p>The tin is in the kitchen.</p></div>"
    assert extract(page, "http://www.sundrc.example/news/head.htm").title == "News"
