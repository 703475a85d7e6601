"""Bytes become text by mark, declaration, detection and a mojibake check."""

import pytest

from crawler.page.decode import codec_of, declarations, decode, decoded_text

LATIN_HEADER = "text/html; charset=iso-8859-1"
CHINESE = (
    "<html><head><title>某矿业集团召开会议</title></head><body>"
    "<p>近日，集团召开年度工作会议，学习贯彻重要讲话精神。【打印】</p></body></html>"
)
ENGLISH = "<p>“Ore Group” held the 8th Meeting — it’s 【Big Middle Small】 · good</p>"
FRENCH = "<p>Le café à Besançon, « déjà vu » où l’été; È vero? ÉCOLE Ça naïveté 25 °C</p>"
GERMAN = "<p>Größe, Ärger, Übermut, Straße §5</p>"
SPANISH = "<p>¡¿Qué pasa, señor? ¡Está aquí! Mañana, niño</p>"
RUSSIAN = "<p>Компания объявила результаты за год, прибыль выросла</p>"
JAPANESE = "<p>新商品の発売について、株式会社は本日発表しました。</p>"
KOREAN = "<p>회사는 오늘 새로운 제품을 발표했다고 밝혔다.</p>"
TAIWANESE = "<p>公司今日發表新產品，並說明未來發展計畫與經營方向。</p>"
ALL = [CHINESE, ENGLISH, FRENCH, GERMAN, SPANISH, RUSSIAN, JAPANESE, KOREAN, TAIWANESE]


@pytest.mark.guarantee(16)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (ENGLISH, "gb18030"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
        (KOREAN, "cp949"),
        (TAIWANESE, "big5"),
    ],
)
def test_wide_bytes_labelled_latin_are_read_for_what_they_are(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), LATIN_HEADER)
    assert decoded.text == text
    assert decoded.by == "detected"
    assert "encoding_repaired" in decoded.flags


@pytest.mark.guarantee(16)
@pytest.mark.parametrize("text", [FRENCH, GERMAN, SPANISH])
def test_a_page_that_is_truly_latin_stays(text: str) -> None:
    decoded = decode(text.encode("cp1252"), LATIN_HEADER)
    assert (decoded.text, decoded.encoding, decoded.by, decoded.flags) == (text, "cp1252", "header", ())


@pytest.mark.guarantee(16)
@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("header", [None, LATIN_HEADER, "text/html; charset=gb2312", "text/html; charset=nonsense"])
def test_strictly_valid_utf8_is_utf8_whatever_the_label(text: str, header: str | None) -> None:
    assert decode(text.encode(), header).text == text


@pytest.mark.guarantee(16)
@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_utf16(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "text/html; charset=gbk")
    assert decoded.text == text
    assert "encoding_loss" not in decoded.flags


@pytest.mark.guarantee(16)
@pytest.mark.parametrize("text", [text for text in ALL if text is not RUSSIAN])
def test_utf8_that_was_read_as_latin_before_is_undone(text: str) -> None:
    garbled = text.encode().decode("latin-1")
    assert decoded_text(garbled).text == text
    assert decode(garbled.encode(), "text/html; charset=utf-8").flags == ("encoding_repaired",)


@pytest.mark.guarantee(16)
@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        ("<p>it¡¯s ¡°good¡± ¡¾Big¡¿", "<p>it’s “good” 【Big】"),
        ("<p>Itâ€™s finished â€“ at last", "<p>It’s finished – at last"),
        (CHINESE.encode("gbk").decode("latin-1"), CHINESE),
    ],
)
def test_mojibake_is_undone(garbled: str, text: str) -> None:
    assert decoded_text(garbled).text == text


@pytest.mark.parametrize("text", ["CAFÉ” said he", "considéré » par", "NÃO, SÃO PAULO", "¡¿Qué?!", "5 £ ± 3 µm", "VOILÀ…"])
def test_what_only_looks_like_mojibake_stays(text: str) -> None:
    assert decoded_text(text).text == text
    assert decoded_text(text).flags == ()


def test_a_broken_character_is_lost_and_said_so() -> None:
    decoded = decode("某集团".encode()[:-1] + b"<p>" + "某集团公司今日".encode(), "text/html; charset=utf-8")
    assert "\ufffd" in decoded.text
    assert decoded.flags == ("encoding_loss",)


def test_a_lone_windows_quote_in_utf8_is_repaired() -> None:
    decoded = decode(b"it\x92s " + "größer".encode(), "text/html; charset=utf-8")
    assert decoded.text == "it’s größer"
    assert decoded.flags == ("encoding_repaired",)


def test_four_byte_gb18030() -> None:
    text = "<p>㐂𠮷，中国的发展是好的</p>"
    assert decode(text.encode("gb18030"), "text/html; charset=gb2312").text == text


@pytest.mark.parametrize("body", [b"", b"\x00\x01", b"\xff\xfe", b"\x80", b"\xef\xbb\xbf", b"\x1b$B\x00", bytes(range(256))])
def test_odd_bodies_do_not_raise(body: bytes) -> None:
    assert isinstance(decode(body).text, str)


def test_iso_2022_jp_hides_in_ascii() -> None:
    assert decode(JAPANESE.encode("iso-2022-jp")).text == JAPANESE


def test_meta_declares_and_header_is_first() -> None:
    body = b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><meta charset="utf-16">'
    assert declarations(body, "text/html; charset=UTF8") == [("header", "utf-8"), ("meta", "gb18030")]


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GBK", "gb18030"),
        ("latin1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("ISO-8859-15", "iso8859_15"),
        ("rot13", None),
        ("zlib", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


OF_ONE_BYTE = {
    "windows-1250": "<p>Spółka podała wyniki za kwartał i zapowiedziała budowę nowej hali, która będzie gotowa wiosną.</p>",
    "iso-8859-2": "<p>Společnost zahájila výrobu v novém závodě, který bude příští rok zaměstnávat šedesát lidí.</p>",
    "windows-1251": "<p>Компания открыла новый завод под Магаданом и взяла на работу сорок человек.</p>",
    "koi8-u": "<p>Компанія відкрила новий завод під Києвом і взяла на роботу сорок їхніх учнів.</p>",
    "windows-1253": "<p>Άνοιξε το νέο εργοστάσιο της εταιρείας, όπου θα εργάζονται σαράντα άνθρωποι.</p>",
    "iso-8859-7": "<p>Η εταιρεία ανακοίνωσε τα αποτελέσματα του έτους και το νέο της έργο.</p>",
    "windows-1254": "<p>Şirket yılın ilk üç ayında kârını artırdı ve İzmir'de yeni bir fabrika açacağını duyurdu.</p>",
    "windows-1255": "<p>החברה הודיעה היום על פתיחת מפעל חדש בצפון הארץ.</p>",
    "iso-8859-8": "<p>החברה פרסמה את תוצאותיה לשנה החולפת.</p>",
    "windows-1256": "<p>أعلنت الشركة اليوم عن افتتاح مصنع جديد في شمال البلاد.</p>",
    "windows-1257": "<p>Įmonė šiemet pradėjo statyti naują gamyklą, kurioje dirbs keturiasdešimt žmonių.</p>",
    "tis-620": "<p>บริษัทประกาศเปิดโรงงานแห่งใหม่ในปีนี้</p>",
    "big5": TAIWANESE,
    "euc-kr": KOREAN,
    "shift_jis": JAPANESE,
}


@pytest.mark.guarantee(16)
@pytest.mark.parametrize("label", ["", "iso-8859-1", "windows-1252", "utf-8", "own"])
@pytest.mark.parametrize("encoding", OF_ONE_BYTE)
def test_letters_of_a_language_tell_its_encoding(encoding: str, label: str) -> None:
    text = OF_ONE_BYTE[encoding]
    said = encoding if label == "own" else label
    decoded = decode(text.encode(encoding), f"text/html; charset={said}" if said else None)
    assert decoded.text == text
    assert decoded.flags == (("encoding_repaired",) if label and label != "own" else ())


@pytest.mark.guarantee(16)
@pytest.mark.parametrize("label", ["", "iso-8859-1", "utf-8"])
@pytest.mark.parametrize(
    "text",
    [
        "Fyrirtækið tilkynnti í gær að það hefði þróað nýja vöru sem verður seld í ár; Þór Jónsson er ánægður.",
        "Ærø Færgen har købt en ny færge, og den sejler på el fra maj.",
        "Yritys ilmoitti, että se on rakentanut Jyväskylään tehtaan, joka työllistää neljäkymmentä.",
        "A empresa anunciou que não vai fechar a fábrica de São João até às eleições.",
        "The company said that Tromsø and Genève are the first of the new offices.",
        "The plant in Vigo is at 25 °C – “a record”, said José Núñez.",
    ],
)
def test_languages_of_the_west_are_taken_for_no_other(text: str, label: str) -> None:
    page = f"<html><body><p>{text}</p></body></html>"
    assert decode(page.encode("cp1252"), f"text/html; charset={label}" if label else None).text == page


@pytest.mark.guarantee(16)
def test_an_english_page_of_a_polish_company_keeps_its_label() -> None:
    page = "<p>The plant in Łódź is the first of the new ones, said Wiśniewski, who is the head of it.</p>"
    decoded = decode(page.encode("cp1250"), "text/html; charset=windows-1250")
    assert (decoded.text, decoded.flags) == (page, ())


@pytest.mark.guarantee(16)
def test_the_language_that_a_page_names_decides_between_two() -> None:
    short = "<title>Mlékárna v Jihlavě</title><h1>Mlékárna v Jihlavě</h1>"
    page = f'<html lang="cs"><head>{short}</head></html>'
    assert decode(page.encode("cp1250")).text == page
