"""Which reading of bytes is language: the measure by which decodings compete, and their contest.

Wrong readings of CJK bytes give rare characters, wrong readings of Latin text give symbols inside words. Only the
characters beyond ASCII speak, each with the letters next to it.
"""

import codecs
import re
from collections.abc import Container, Mapping
from functools import cache

from crawler.page.letters import BEYOND_LATIN, LANGUAGES_OF, letters_of
from crawler.page.narrow import best_narrow, is_of_word

_SIMPLIFIED = frozenset(
    "的在一有和人大不上为中个以发时会了到多是年作下来对出前过用现成进新实开能行生面定日经家可方本于要全分自国后其者之地外这道工高同都得力就而体最从所理间也重关点还动表入内"
    "等加意相此部长机如种因明次正好场法更月我与没心小主着合通应业他公去已事目并们说当样两期将各些受天平记原起认据量看位持结学及提果情度么但数做向比里然无子产很感非化性只解"
    "回由常程接总报头计题别少近式建制活问每处区推再三展被示任完放步需单名强利资路准手十务规信代调那四该门把特文保先己水何专管今标系口则第件未设求立市知达收直让至根物包质想"
    "民确传几际始布美导打话快决给万备续增身使电才流反东安形什变或首二商界运服显引选交整员又级消基造品效极告新闻责任编辑企党委集团企业领导组织书记董事矿冶钢铁有限司京北海广"
)
_TRADITIONAL = frozenset(
    "的在一有和人大不上為中個以發時會了到多是年作下來對出前過用現成進新實開能行生面定日經家可方本於要全分自國後其者之地外這道工高同都得力就而體最從所理間也重關點還動表入內"
    "等加意相此部長機如種因明次正好場法更月我與沒心小主著合通應業他公去已事目並們說當樣兩期將各些受天平記原起認據量看位持結學及提果情度麼但數做向比裡然無子產很感非化性只解"
    "回由常程接總報頭計題別少近式建制活問每處區推再三展被示任完放步需單名強利資路準手十務規信代調那四該門把特文保先己水何專管今標系口則第件未設求立市知達收直讓至根物包質想"
    "民確傳幾際始布美導打話快決給萬備續增身使電才流反東安形什變或首二商界運服顯引選交整員又級消基造品效極告聞編輯黨團領織董礦臺灣港"
)
_HANGUL = frozenset(
    "이다의는한가지그에기을로하은사인고만여어있정공를아진들대리보서연으라일적제해강게수나자장폭주터시화미도유감영했남면상안문말전력것재관니었바트드극류작방중녀우스계때데과할개부"
    "비실분거마히민모두처럼던되역질막성내람생러간같까런건와결른번야무현더잘구명반억위알소점심습통동였직또용될없입집법차당운선오느품단센디"
)
_JAPANESE = frozenset(
    "商品標権動場改機能同表示者合設定不利用今回付所質消理思日社出保証常意時変更上管開入元事通行為分一多何関面自要方"
    "下右先新聞年月大会発株式人本国中前後内見"
)
_COMMON = {"gb18030": _SIMPLIFIED, "big5hkscs": _TRADITIONAL, "cp949": _HANGUL, "cp932": _JAPANESE, "euc_jisx0213": _JAPANESE}
_STANDARD_ROWS = {
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "big5hkscs": ("big5", 0xA4, 0xC6),
    "cp949": ("euc_kr", 0xB0, 0xC8),
    "cp932": ("euc_jp", 0xB0, 0xCF),
    "euc_jisx0213": ("euc_jp", 0xB0, 0xCF),
}
_WIDE_MARKS = frozenset("，。、；：？！“”‘’（）《》【】—…·「」『』〈〉％～・ー　")
_WIDE_RANGES = (  # first, last, weight of what is none of the above
    ("\ufffd", "\ufffd", -5.0),
    ("\ue000", "\uf8ff", -5.0),
    ("\uff61", "\uff9f", -1.0),  # half-width kana: what single bytes look like in Shift_JIS
    ("\uac00", "\ud7a3", 0.0),
    ("\u4e00", "\u9fff", 0.0),
    ("\uff01", "\uff5e", 0.6),
)
_LATIN_MARKS = frozenset("‘’“”„‚–—…«»©®™·•°€£§\u00a0´¿¡")
_NARROW = frozenset("¡¢£¤¥¦§¨ª¬¯±²³µ¶¸¹º¼½¾×÷¾þðÞÐ")
_RARE_LATIN = -0.5
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE_RUN = re.compile(rb"[\x20-\x7e]{0,2}[\x80-\xff][^\x00-\x1f<>]{0,2000}")
_SAMPLE_BYTES = 4000
_SURE = 0.8
_FEW_BYTES = 12
_DETECTABLE = ("gb18030", "big5hkscs", "cp932", "euc_jisx0213", "cp949")
_HEAD_START = {"header": 0.25, "meta": 0.22}
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")


def plausibility(text: str, codec: str, letters: Container[str] | None = None) -> float:
    """Mean weight of the characters beyond ASCII, from -5 (undecodable) to 1 (plain language); 0.0 without any.

    letters: those of the language that a text in an encoding of one byte a letter is in, None where that is not known.
    """
    total, count = 0.0, 0
    common = _COMMON.get(codec)
    usual = _usual(codec) if common is not None else frozenset()
    for match in _NON_ASCII.finditer(text):
        char = match[0]
        count += 1
        if common is not None:
            total += _wide_weight(char, common, usual, codec)
        else:
            at = match.start()
            total += _narrow_weight(char, text[at - 1 : at], text[at + 1 : at + 2], codec, letters)
    return total / count if count else 0.0


@cache
def _usual(codec: str) -> frozenset[str]:
    """The characters of the rows that each national standard gives to those in general use."""
    encoding, first, last = _STANDARD_ROWS[codec]
    rows = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset(pair.decode(encoding, "ignore") for pair in rows)


def _wide_weight(char: str, common: frozenset[str], usual: frozenset[str], codec: str) -> float:
    if char in common or char in _WIDE_MARKS:
        return 1.0
    if "\u3041" <= char <= "\u30fe":
        return 1.0 if codec in ("cp932", "euc_jisx0213") else -0.2
    if char in usual:
        return 0.6
    return next((weight for first, last, weight in _WIDE_RANGES if first <= char <= last), -0.3)


def _narrow_weight(char: str, before: str, after: str, codec: str, letters: Container[str] | None) -> float:
    if codec == "utf-8":
        return -1.0 if char == "\ufffd" else 1.0  # valid sequences do not come by chance
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return -5.0
    if char in _LATIN_MARKS:
        return _mark_weight(char, before, after)
    return _letter_weight(char, before, after, letters)


def _letter_weight(char: str, before: str, after: str, letters: Container[str] | None) -> float:
    known = letters is None or char.lower() in letters
    if not is_of_word(char) or (char in _NARROW and (letters is None or not known)):
        return _RARE_LATIN
    return (_latin_weight if char < BEYOND_LATIN else _script_weight)(char, before, after, known=known)


def _latin_weight(char: str, before: str, after: str, *, known: bool) -> float:
    if char.isupper() and before.islower():
        return -1.0
    if not before.isascii() and not after.isascii():
        return -0.5  # three letters with marks in a row are no Latin word
    return 0.9 if known else 0.5


def _mark_weight(char: str, before: str, after: str) -> float:
    if char == "°":
        return _degree_weight(before)
    if char in "¡¿":
        return _opening_weight(after)
    wide = [not each.isascii() for each in (before, after)]  # the empty text at an end is ASCII
    if char in "£§®©":
        return -0.5 if any(wide) else 0.6
    return -0.3 if all(wide) else 0.8


def _degree_weight(before: str) -> float:
    return 0.8 if before.isdigit() or before in (" ", "\u00a0", "º") else -0.3


def _opening_weight(after: str) -> float:
    return 0.8 if after.isalpha() or (after and after in "¡¿") else -0.5


def _script_weight(char: str, before: str, after: str, *, known: bool) -> float:
    """Of a letter of another script than the Latin one."""
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return -0.8
    if char.isupper() and before.isalpha():
        return -0.3 if before.isupper() else -1.0
    return 1.0 if known else -0.5


def best_reading(body: bytes, declared: list[tuple[str, str]]) -> tuple[str, str, str, bool]:
    """(text, codec, by, repaired) of the reading that looks most like language. declared: (by, codec), which have a head start.

    by: as in decode.Decoded; repaired: whether the codec is another than the declared ones, or bad bytes were mended.
    """
    sample = _sample(body)
    origin = {codec: by for by, codec in reversed(declared)}
    best = _best_codec(sample, origin, body)
    repaired = best not in origin and bool(origin)
    text, mended = _read(body, best)
    return text, best, origin.get(best, "detected"), repaired or mended


def _best_codec(sample: bytes, origin: Mapping[str, str], body: bytes) -> str:
    best, best_score, few = "cp1252", float("-inf"), _few(sample)
    for codec in dict.fromkeys([*(each for each in origin if each not in LANGUAGES_OF), "utf-8", *_DETECTABLE]):
        score = plausibility(sample.decode(codec, "replace"), codec)
        if score >= _SURE and not few:
            return codec
        score += _HEAD_START.get(origin.get(codec, ""), 0.0)
        if score > best_score:
            best, best_score = codec, score
    narrow = best_narrow(sample, origin, body)
    score = plausibility(sample.decode(narrow.codec, "replace"), narrow.codec, letters_of(narrow.language))
    return narrow.codec if score + _HEAD_START.get(origin.get(narrow.codec, ""), 0.0) > best_score else best


def legacy_is_better(body: bytes, declared: list[tuple[str, str]]) -> bool:
    """Two or three GBK characters may happen to be valid UTF-8; then the declared codec must read much better."""
    if not _few(body):
        return False
    sample = _sample(body)
    here = plausibility(sample.decode("utf-8", "replace"), "utf-8")
    return any(plausibility(sample.decode(codec, "replace"), codec) > here + 0.3 for _, codec in declared)


def _few(body: bytes) -> bool:
    size = 0
    for run in _BEYOND_ASCII.finditer(body):
        size += len(run[0])
        if size > _FEW_BYTES:
            return False
    return True


def _sample(body: bytes) -> bytes:
    """The stretches of a page that hold other than ASCII bytes, markup between them left out."""
    parts, size = [], 0
    for match in _SAMPLE_RUN.finditer(body):
        parts.append(match[0])
        size += len(match[0])
        if size > _SAMPLE_BYTES:
            break
    return b"\n".join(parts)


def _read(body: bytes, codec: str) -> tuple[str, bool]:
    """The text, and whether bytes that are wrong in this codec could be mended."""
    if codec == "utf-8":
        text = body.decode("utf-8", "newsroom.mixed")
        return text, text.count("\ufffd") < body.decode("utf-8", "replace").count("\ufffd")
    # cp1252: the web's reading has no undefined byte
    errors = {"cp1252": "newsroom.latin", "gb18030": "newsroom.euro"}.get(codec, "replace")
    return body.decode(codec, errors), False


def _latin(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _euro(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    lone = error.object[error.start]
    return ("€" if lone == 0x80 else "\ufffd"), error.start + 1


def _mixed(error: UnicodeError) -> tuple[str, int]:
    """A bad byte in UTF-8: a stretch of GBK, a cp1252 quotation mark or letter, else lost."""
    assert isinstance(error, UnicodeDecodeError)
    body, start = error.object, error.start
    run = _BEYOND_ASCII.match(body, start)
    stretch = run[0] if run else body[start : start + 1]
    if text := _as_gbk(stretch):
        return text, start + len(stretch)
    if len(stretch) == 1 and (0x80 <= stretch[0] < 0xC0 or _inside_word(body, start)):
        return stretch.decode("cp1252", "replace"), start + 1
    return "\ufffd", error.end


def _as_gbk(stretch: bytes) -> str:
    """A stretch of two and more GBK characters that read as language; empty where it is none."""
    if len(stretch) < 4 or len(stretch) % 2:
        return ""
    try:
        text = stretch.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return text if plausibility(text, "gb18030") > 0.5 else ""


def _inside_word(body: bytes, at: int) -> bool:
    return body[at - 1 : at].isalpha() and body[at + 1 : at + 2].isalpha()


codecs.register_error("newsroom.latin", _latin)
codecs.register_error("newsroom.euro", _euro)
codecs.register_error("newsroom.mixed", _mixed)
