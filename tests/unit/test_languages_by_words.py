"""The language of a text by its function words: of one script, of relatives, and against what a page declares."""

import pytest

from crawler.extract import extract
from crawler.text.writing import detect, speaks_against

TEXTS = {
    "da": "Havnen åbner en ny færge, og den sejler efter sommeren. Det bliver billigere, men der er ikke plads til mere end ti.",
    "nb": "Havnen åpner en ny ferge, og den går etter sommeren. Det blir billigere, men det er ikke plass til mer enn ti biler.",
    "fi": "Satama avaa uuden lautan, ja se on käytössä myös talvella. Lauttaa ei voi varata, mutta liput ovat halpoja.",
    "cs": "Přístav otevře nový přívoz, který bude jezdit také v zimě. Lístky jsou levné, protože je platí město.",
    "sk": "Prístav otvorí nový prievoz, ktorý bude jazdiť aj v zime. Lístky sú lacné, pretože ich platí mesto.",
    "hu": "A kikötő új kompot indít, és az télen is közlekedik majd. A jegy nem drága, mert egy részét a város fizeti.",
    "ro": "Portul deschide un feribot nou, care va circula și iarna. Biletele nu sunt scumpe, pentru că o parte este plătită.",
    "hr": "Luka otvara novi trajekt koji će voziti i zimi. Karte nisu skupe jer dio plaća grad, a za djecu su besplatne.",
    "uk": "Порт відкриває новий пором, який буде ходити і взимку. Квитки не дорогі, бо частину платить місто, але не все.",
    "ru": "Порт открывает новый паром, который будет ходить и зимой. Билеты не дорогие, так как часть платит город, но не всё.",
    "bg": "Пристанището открива нов ферибот, който ще се движи и през зимата. Билетите не са скъпи, като част се плаща от града.",
    "sr": "Лука отвара нови трајект који ће возити и зими. Карте нису скупе јер је део платио град, а за децу су бесплатне.",
    "hi": "बंदरगाह ने एक नई नाव शुरू की है जो सर्दियों में भी चलेगी। इसके टिकट महंगे नहीं हैं और बच्चों के लिए यह मुफ्त है।",
    "ne": "बन्दरगाहले नयाँ डुङ्गा सुरु गरेको छ। यो जाडोमा पनि चल्ने छ र बालबालिकाका लागि निःशुल्क गर्ने भएको हो।",
    "fa": "بندر یک کشتی تازه را به راه انداخت که در زمستان هم کار می کند. بلیت آن گران نیست و برای کودکان رایگان است.",
    "ur": "بندرگاہ نے ایک نئی کشتی شروع کی ہے جو سردیوں میں بھی چلے گی۔ اس کے ٹکٹ مہنگے نہیں ہیں۔",
    "id": "Pelabuhan ini membuka feri baru yang akan berlayar pada musim hujan. Tiketnya tidak mahal karena dibayar oleh kota.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_language_is_known_by_its_function_words(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", [
    "Pump 13 s, k 40, z 12, V 8, o 3, S, M, L, A, B: sizes and codes",  # letters that are words of Czech
    "Ιστορία",
])  # fmt: skip
def test_letters_of_sizes_are_no_words(text: str) -> None:
    assert detect(text) in (None, "en", "el")


def test_a_script_whose_words_say_nothing_is_of_its_main_language() -> None:
    assert detect("Открытие ледовой переправы") == "ru"


@pytest.mark.parametrize(("seen", "declared", "against"), [
    ("da", "nb", False), ("nb", "no", False), ("id", "ms", False), ("hr", "sr", False), ("ru", "tt", False),
    ("ro", "pt", True), ("uk", "ru", True), ("en", "fi", True), ("en", "fo", False), ("ar", "de", True), ("ur", "ar", True),
])  # fmt: skip
def test_what_a_page_declares_is_believed_of_relatives_and_unknown_languages(seen: str, declared: str, *, against: bool) -> None:
    assert speaks_against(seen, declared) is against


def test_the_day_is_read_as_the_template_writes_it_where_the_text_is_in_another_language() -> None:
    text = "<p>The ferry to the islands sails all night from June on, the harbour office said on Monday in the town hall.</p>" * 3
    page = f"<html lang=fi><title>Night ferry</title><article><h1>Night ferry</h1><p>julkaistu 4.6.2024</p>{text}</article>"
    found = extract(page, "https://www.sund.example/n/1")
    assert (found.language, found.published) == ("en", "2024-06-04")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Yeni ocağımızdan ilk bloklar geçen hafta çıkarıldı. Taşın rengi kremden griye değişiyor.", "tr"),
        ("Учні тепер можуть самі ремонтувати велосипеди у підвалі школи. Інструменти подарували батьки.", "uk"),
        ("Kedden daruval emelték helyére malom negyedik vitorláját, amelyet februári szélvihar letört: erős ütés.", "hu"),
        ("Do egzaminu zostali dopuszczeni: Cichoń Filip, Drozd Łucja, Gajda Żaneta, Wąs Święcisława.", "pl"),
        ("Қарағанды облысының шағын ауылында екі әйел бірігіп киіз басатын цех ашты.", "kk"),
        ("Iki birželio penkioliktos dienos Pajūrio bankas pastatys dvylika bankomatų, septynis Palangoje.", "lt"),
        ("Jenter 11–12 år, 3 km: Sunniva Bakke 11.02, Håkon Mo 11.40, Øyvind Lien 12.15, Ærlig Sæter 13.01", None),  # or Danish
        ("Müller, Łukasz, Çelik, Øyvind, Ibañez", None),  # names of five countries
    ],
)  # fmt: skip
def test_letters_tell_the_language_of_few_words(text: str, language: str | None) -> None:
    assert detect(text) == language
