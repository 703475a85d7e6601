"""Dates as the languages of newsrooms write them: all that the CLDR has, and what people write beside it."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module

import pytest

from crawler.discover.listing import read_listing
from crawler.extract import extract
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.dates.parse import Unread, parse_date, read_date
from crawler.text.dates.row_date import manner, row_date
from crawler.text.safe_text import one_line
from crawler.text.writing import ends_sentence

TODAY = date(2026, 11, 22)
DAYS = (date(2024, 8, 14), date(2023, 10, 2), date(2022, 1, 27), date(2021, 5, 9))
# Languages of the CLDR whose whole and middle long dates are read; some write names of months only in a few of these forms.
LANGUAGES = (
    "af am ar ar_DZ ar_IQ ar_LB ar_MA ar_SA ar_TN az ba be bg bn br bs cs cy da de de_AT dsb el en en_GB es es_MX et eu fi "
    "fil fo fr fr_CA fur fy ga gl gsw gu ha he hi hr hsb hu hy id is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt "
    "my nb nds ne nl nn nso ny oc or pa pl ps pt pt_PT qu rm ro ru sd se sk sl so sq sr sr_Latn sv sw ta te tg th tk tn tr "
    "tt uk ur uz vi xh yi zh zh_Hant zu"
).split()
FORMS = ("full", "long")


def printed_by_cldr(language: str) -> Iterator[tuple[str, str, date]]:
    """(text, BCP 47 tag, day) of some days in the whole and the long form of a language."""
    printed = import_module("babel.dates").format_date
    for form in FORMS:
        for day in DAYS:
            yield one_line(printed(day, form, locale=language)), language.replace("_", "-"), day


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_dates_of_the_cldr_are_read(language: str) -> None:
    pytest.importorskip("babel", reason="the extra `docs` brings the CLDR's forms")
    for text, tag, day in printed_by_cldr(language):
        found = parse_date(text, [tag], today=TODAY)
        assert (found.day if found else None) == day.isoformat(), text


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("14 พ.ค. 2567", "th"),
        ("14 พ.ค. 67", "th"),
        ("14 พฤษภาคม พ.ศ. 2567", "th"),
        ("2024. gada 14. maijs", "lv"),
        ("2024. gada 14. maijā", "lv"),
        ("2024 m. gegužės 14 d.", "lt"),
        ("2024 թ. մայիսի 14", "hy"),
        ("2024 жылғы 14 мамыр", "kk"),
        ("2024-жылдын 14-майы", "ky"),
        ("14 майи соли 2024", "tg"),
        ("2024-yil 14-may", "uz"),
        ("2024 йил 14 май", "uz"),
        ("2024ko maiatzaren 14a", "eu"),
        ("2024 оны 5-р сарын 14", "mn"),
        ("2024 оны 5 сарын 14", "mn"),
        ("14 thg 5, 2024", "vi"),
        ("14 ta’ Mejju 2024", "mt"),
        ("14 مئی، 2024", "ur"),
        ("الثلاثاء، 14 أيار/مايو 2024، آخر تحديث 02:21", "ar"),
        ("14 أيار (مايو) 2024", "ar"),
        ("14 ايار 2024", "ar"),
        ("14 ماي 2024", "ar"),
        ("١٤ی ئایاری ٢٠٢٤", "ckb"),
        ("14 maggio/Mai 2024", "it"),
        ("14 mai / May 2024", "fr"),
        ("14-May-2024", "en"),
        ("14May2024", "en"),
        ("14 mee 2024", "lb"),
        ("ថ្ងៃអង្គារ ទី១៤ ខែឧសភា ឆ្នាំ២០២៤ ម៉ោង ៣:០០", "km"),
        ("ថ្ងៃទី ១៤ ខែ ០៥ ឆ្នាំ ២០២៤", "km"),
        ("ວັນທີ 14 ເດືອນພຶດສະພາ ປີ 2024", "lo"),
        ("วันที่ 14 เดือนพฤษภาคม พุทธศักราช 2567", "th"),
        ("๑๔ พฤษภาคม พ.ศ. ๒๕๖๗", "th"),
        ("14 Tháng Năm, 2024", "vi"),
        ("ngày 14 tháng 5 năm 2024", "vi"),
        ("2024 මැයි මස 14 වන දින", "si"),
        ("မေ ၁၄ ရက်၊ ၂၀၂၄", "my"),
        ("2024 წლის 14 მაისი", "ka"),
        ("2024 жылдың 14 мамыры", "kk"),
        ("14eg o Mai 2024", "cy"),
        ("14ú Bealtaine 2024", "ga"),
        ("ika-14 ng Mayo 2024", "tl"),
        ("۱۴۰۳ د غويي ۲۵", "ps"),
        ("2024-يىلى 14-ماي", "ug"),
        ("the 14th day of May 2024", "en"),
        ("Tue May 14 09:14:22 GMT 2024", "en"),
        ("Tue May 14 09:14:22 +0000 2024", "en"),
        ("Tue May 14 09:14:22 2024", "en"),
    ],
)
def test_what_people_write(text: str, tag: str) -> None:
    found = parse_date(text, [tag], today=TODAY)
    assert (found.day if found else None) == "2024-05-14"


def test_in_rows_too() -> None:
    texts = ("14 พ.ค. 2567", "2024. gada 14. maijs", "15 تشرين الأول 2024", "2024 оны 5-р сарын 14", "2024 m. gegužės 14 d.")
    found = [row_date(text)[0] for text in texts]
    assert found == ["2024-05-14", "2024-05-14", "2024-10-15", "2024-05-14", "2024-05-14"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14 мая 2024 г., 10:20", "2024-05-14T10:20"),
        ("14.05.2024 г. 10:20", "2024-05-14T10:20"),
        ("14 травня 2024 року о 10:20", "2024-05-14"),
        ("2024 г. 14 мая", "2024-05-14"),
    ],
)
def test_the_word_behind_a_year_is_of_the_date(text: str, value: str) -> None:
    found = parse_date(text, ["ru"], today=TODAY)
    assert (found.value if found else None) == value
    assert manner(text) == "alone"


def test_a_row_with_a_word_of_two_months_is_read_in_the_language_of_its_page() -> None:
    row = '<li><a href="/vijesti/{0}.html">Luka je dobila {0} novih dizalica</a><i>{0}. listopada 2023.</i></li>'
    rows = "".join(map(row.format, range(2, 8)))
    page = Page("https://luka.example/vijesti/", f'<html lang="hr"><body><h1>Vijesti</h1><ul>{rows}</ul></body></html>')
    found = read_listing(page, Site.for_url(page.url)).rows
    assert [row.date for row in found] == [f"2023-10-0{n}" for n in range(2, 8)]


@pytest.mark.parametrize("text", ["4 May/June 2024", "14 km gada 2024", "3 (Mai) August 2024", "2024 gada 14 people"])
def test_two_months_or_none_are_no_date(text: str) -> None:
    assert isinstance(read_date(text, ["en"], today=TODAY), Unread)


def test_a_short_word_is_a_month_in_its_own_language_alone() -> None:
    found = [parse_date("14 here 2024", [tag], today=TODAY) for tag in ("br", "en")]
    assert [each and each.day for each in found] == ["2024-10-14", None]


PAGE = """<html lang="{}"><title>Harbour pilots trained</title><body><nav><a href="/">Home</a></nav>
<h1>Harbour pilots trained</h1><p class="line">{}</p>
<p>Twelve pilots of the harbour finished their training on the new simulator this week, the port said.</p>
<p>They will take up their work in autumn, when the second basin opens for ships of more than 300 metres.</p></body></html>"""


def test_a_thai_year_of_two_digits_is_of_the_buddhist_count() -> None:
    assert extract(PAGE.format("th", "14 พ.ค. 67"), "https://port.example/news/1").published == "2024-05-14"


@pytest.mark.parametrize(
    ("moment", "published"),
    [
        ('<abbr title="2024-05-14T01:40:40Z">1 hr 4 mins ago</abbr>', "2024-05-14T01:40:40+00:00"),
        ('<relative-time datetime="2024-05-14T09:00:00+02:00">yesterday</relative-time>', "2024-05-14T09:00:00+02:00"),
        ('<abbr title="North Atlantic Treaty">NAT</abbr>', None),
        ('<abbr class="updated" title="2024-05-14T01:40:40Z">yesterday</abbr>', None),
    ],
)
def test_a_moment_in_an_attribute_of_what_stands_for_it(moment: str, published: str | None) -> None:
    assert extract(PAGE.format("en", moment), "https://port.example/news/1").published == published


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Text Size", []),
        ("Text Jana Roth", ["Jana Roth"]),
        ("Text: Jana Roth", ["Jana Roth"]),
        ("By Jana Roth, May 2", ["Jana Roth"]),
        ("By Jana Roth and Ivo Petrov, Harbour Post Technology Writers", ["Jana Roth", "Ivo Petrov"]),
    ],
)
def test_who_wrote_is_a_person_and_no_size_of_letters(line: str, authors: list[str]) -> None:
    assert extract(PAGE.format("en", line), "https://port.example/news/1").authors == authors


@pytest.mark.parametrize(
    ("text", "tag", "day"),
    [
        ("ማክሰኞ፣ መስከረም 22 ቀን 2016 ዓ.ም.", "am", "2023-10-03"),
        ("ነሐሴ 30 ቀን 2015", "am", "2023-09-05"),
        ("ጳጉሜን 5 ቀን 2015", "am", "2023-09-10"),
        ("መስከረም 31 ቀን 2016", "am", None),
        ("၂၀၂၃ ခုနှစ်၊ ဇူလိုင်လ ၁၉ ရက်", "my", "2023-07-19"),
        ("d'al Lun 16 a viz Here 2023", "br", "2023-10-16"),
        ("18-апрель, 2023-жыл", "ky", "2023-04-18"),
        ("١٠ی کانوونی یەکەمی ٢٠٢٣", "ckb", "2023-12-10"),
        ("የካቲት 10፣ 2015", "am", "2023-02-17"),
        ("१७ फरवरी, २०२३", "hi", "2023-02-17"),
        ("17 ਫਰਵਰੀ 2023", "pa", "2023-02-17"),
        ("17 маршрут 2023", "ru", None),
    ],
)
def test_days_as_they_are_counted_and_written_there(text: str, tag: str, day: str | None) -> None:
    found = parse_date(text, [tag], today=TODAY)
    assert (found.day if found else None) == day


def test_a_tile_with_the_number_of_a_month_and_its_word() -> None:
    assert row_date("21 7-р сар 2023")[0] == "2023-07-21"


@pytest.mark.parametrize("text", ["Ծրագիրը սկսվում է։", "စတင်လိုက်သည်။", "ተናግረዋል።", "ក្រុមហ៊ុន។", "कहा।", "کہا۔"])
def test_a_sentence_ends_in_any_script(text: str) -> None:
    assert ends_sentence(text)


AMHARIC = """<html lang="am"><title>ማኅበሩ ቡና ወደ ውጭ ላከ</title><body><nav><a href="/">መነሻ</a> <a href="/2">ዜና</a></nav>
<h1>ማኅበሩ ቡና ወደ ውጭ ላከ</h1><p class="line">ማክሰኞ፣ መስከረም 22 ቀን 2016 ዓ.ም.</p>
<p>የኢትዮ ምሥራቅ የቡና ላኪዎች ማኅበር በሩብ ዓመቱ አሥራ አራት ሺህ ቶን ቡና ወደ ውጭ መላኩን ዛሬ አስታወቀ።</p>
<p>የማኅበሩ ሊቀመንበር አቶ ግርማ እንደገለጹት፣ ገቢው ካለፈው ዓመት ተመሳሳይ ወቅት ጋር ሲነጻጸር ብልጫ አለው።</p></body></html>"""


def test_two_paragraphs_below_a_dated_headline_are_a_release_in_any_script() -> None:
    found = extract(AMHARIC, "https://coffee.example/am/zena/134")
    assert (found.kind, found.published) == ("article", "2023-10-03")
