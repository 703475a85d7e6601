"""Datelines in every script that newsrooms write, and sentences that only tell of a day."""

import pytest

from crawler.extract.fields.dateline import read_opening


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ru", "МОСКВА, 14 мая 2024 г. – Компания открыла завод.", "МОСКВА"),
        ("ru", "Москва, 14 мая 2024 года. Компания открыла завод.", "Москва"),
        ("uk", "Київ, 14 травня 2024 року – Компанія відкрила завод.", "Київ"),
        ("sr", "Beograd, 14. maja 2024. godine – Kompanija je otvorila", "Beograd"),
        ("el", "ΑΘΗΝΑ, 14 Μαΐου 2024 – Η εταιρεία", "ΑΘΗΝΑ"),
        ("ar", "دبي، الإمارات العربية المتحدة – 14 مايو 2024: أعلنت شركة", "دبي، الإمارات العربية المتحدة"),
        ("fa", "تهران، ۲۵ اردیبهشت ۱۴۰۳ – شرکت", "تهران"),
        ("he", "תל אביב, 14 במאי 2024 – החברה", "תל אביב"),
        ("hi", "नई दिल्ली, 14 मई 2024: कंपनी ने", "नई दिल्ली"),
        ("th", "กรุงเทพฯ – 14 พฤษภาคม 2567 – บริษัท", "กรุงเทพฯ"),
        ("ko", "서울, 2024년 5월 14일 – 회사는", "서울"),
        ("ka", "თბილისი, 14 მაისი, 2024 – კომპანიამ", "თბილისი"),
        ("hy", "Երևան, 14 մայիսի 2024 – Ընկերությունը", "Երևան"),
        ("tr", "İSTANBUL, 14 Mayıs 2024 – Şirket", "İSTANBUL"),
        ("pl", "Łódź, 14 maja 2024 r. – Firma", "Łódź"),
        ("cs", "Česká Lípa, 14. května 2024 – Firma", "Česká Lípa"),
        ("hu", "Budapest, 2024. május 14. – A vállalat", "Budapest"),
        ("lv", "Rīga, 2024. gada 14. maijs – Uzņēmums", "Rīga"),
        ("vi", "Hà Nội, ngày 14 tháng 5 năm 2024 – Công ty", "Hà Nội"),
        ("zh", "北京，2024年5月14日 – 公司", "北京"),
        ("tg", "ДУШАНБЕ, 14 майи соли 2024 /Хадамоти матбуоти ширкат/. Ширкати", "ДУШАНБЕ"),
    ],
)
def test_a_place_and_its_day(language: str, text: str, place: str) -> None:
    found = read_opening(text, language).dateline
    assert found is not None
    assert (found.place, found.date) == (place, "2024-05-14")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Компания открыла завод 14 мая 2024 года. Он работает."),
        ("de", "Am 14. Mai 2024 – einem Dienstag – wurde das Werk eröffnet."),
        ("hi", "कंपनी ने 14 मई 2024: को"),
        ("el", "Στις 14 Μαΐου 2024 – η εταιρεία"),
        ("ko", "회사는 2024년 5월 14일 - 공장을"),
        ("en", "The plant opened on 14 May 2024. It is the second."),
    ],
)
def test_a_sentence_that_tells_of_a_day_is_none(language: str, text: str) -> None:
    assert read_opening(text, language).dateline is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dienstag, 14. Mai 2024 – Das Werk", None),
        ("Berlin, Dienstag, 14. Mai 2024 – Das Werk", "Berlin"),
        ("Вторник, 14 мая 2024 г. – Компания", None),
    ],
)
def test_a_weekday_is_no_place(text: str, place: str | None) -> None:
    found = read_opening(text, "de").dateline
    assert (found.place if found else None) == place


@pytest.mark.parametrize(
    ("text", "place", "wire"),
    [
        ("(목포=연합뉴스) 서남 해안의 염전 다섯 곳이", "목포", "연합뉴스"),
        ("(로스앤젤레스=뉴시스)회사는 공장을 열었다", "로스앤젤레스", "뉴시스"),
        ("Konya (AA) - Kapalı havzadaki gölde yapılan kış sayımında", "Konya", "AA"),
        ("Praha (ČTK) – Nová linka metra se otevře", "Praha", "ČTK"),
        ("Oslo (NTB): Havnen åpner en ny ferge", "Oslo", "NTB"),
    ],
)
def test_a_place_and_its_agency(text: str, place: str, wire: str) -> None:
    found = read_opening(text).dateline
    assert found is not None
    assert (found.place, found.date, found.wire) == (place, None, wire)


@pytest.mark.parametrize("text", ["Volkswagen (VW) - das Werk", "The rate (r=0.4) was low", "Anadolu Ajansı (AA) bugün"])
def test_other_brackets_are_no_agency(text: str) -> None:
    found = read_opening(text).dateline
    assert found is None or found.wire is None
