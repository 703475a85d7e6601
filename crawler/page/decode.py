"""From bytes to text: byte order mark, then what header and page declare, then detection, then a mojibake check.

A declaration is believed when the bytes agree with it. Bytes that are strictly valid UTF-8 are UTF-8 whatever the label
says; other bytes are read by each candidate codec, the readings are scored by how much they look like language, and a
declared codec has a head start. So GBK labelled iso-8859-1 is read as GBK, and Latin-1 that says so stays Latin-1.
"""

import codecs
import re
from dataclasses import dataclass

from crawler.page.mojibake import repair_mojibake
from crawler.page.plausible import plausibility

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w:.()+-]+)""", re.I)
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.+-]{2,40})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.+-]{2,40})""", re.I)
_HEAD_BYTES = 16384
_SAMPLE_RUN = re.compile(rb"[\x20-\x7e]{0,2}[\x80-\xff][^\x00-\x1f<>]{0,2000}")
_SAMPLE_BYTES = 4000
_SURE = 0.8
_FEW_BYTES = 12
_NON_ASCII = re.compile(rb"[\x80-\xff]+")

# WHATWG labels whose meaning on the web differs from Python's, and spellings that Python does not know.
_LABELS = {
    "gb18030": "gb2312 gbk gb_2312-80 gb_2312 x-gbk chinese cp936 ms936 euc-cn euccn gb18030 gb2312-80 gb18030-2000 utf8-gb2312",
    "cp1252": "iso-8859-1 iso_8859-1 iso8859-1 latin-1 latin1 ascii us-ascii windows-1252 cp1252 ansi",
    "cp1254": "iso-8859-9 latin5",
    "cp874": "tis-620 iso-8859-11 windows-874",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
    "euc_jisx0213": "euc-jp x-euc-jp eucjp",
    "iso2022_jp_ext": "iso-2022-jp",
    "cp949": "euc-kr euckr ks_c_5601-1987 korean ksc5601 windows-949",
    "big5hkscs": "big5 big5-hkscs x-x-big5 cp950 csbig5",
    "utf-8": "utf-8 utf8 utf_8 u8 utf-8-sig unicode-1-1-utf-8",
    "utf-16": "utf-16 unicode",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "mac_roman": "x-mac-roman macintosh",
    "koi8_r": "koi8-r",
    "koi8_u": "koi8-u",
    "iso8859_8": "iso-8859-8-i",
    "cp1250": "x-cp1250",
    "cp1251": "x-cp1251",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_SINGLE = re.compile(r"(?:windows-|cp-?)(125\d|866|874)$|iso[-_]?8859[-_](\d\d?)$")
_DETECTABLE = ("gb18030", "cp1252", "big5hkscs", "cp932", "euc_jisx0213", "cp949", "cp1251", "cp1250", "koi8_r")
_HEAD_START = {"header": 0.25, "meta": 0.22}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read.

    encoding: name of the codec that read it; by: `bom`, `header`, `meta`, `detected`, `default` (pure ASCII, nothing
    declared) or `given` (it came as text); flags: `encoding_repaired` where the label was wrong or mojibake was undone,
    `encoding_loss` where characters could not be recovered (they are U+FFFD).
    """

    text: str
    encoding: str
    by: str
    flags: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page's bytes; `content_type` is the value of the HTTP header, None where unknown. Never raises."""
    marked = _by_mark(body)
    if marked is not None:
        return marked
    body = body[3:] if body.startswith(b"\xef\xbb\xbf") else body
    declared = declarations(body, content_type)
    if body.isascii():
        return _decode_ascii(body, declared)
    wide = _bare_utf16(body)
    if wide:
        return _finish(body.decode(wide, "replace"), wide, "detected", False)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _by_score(body, declared)
    by = next((by for by, codec in declared if codec == "utf-8"), None)
    if by is not None or not declared:
        return _finish(text, "utf-8", by or "detected", False)
    if _few(body) and _legacy_is_better(body, declared):
        return _by_score(body, declared)
    return _finish(text, "utf-8", "detected", True)


def decoded_text(text: str) -> Decoded:
    """The same mojibake check for a page that was decoded by somebody else."""
    return _finish(text.removeprefix("\ufeff"), "unicode", "given", False)


def declarations(body: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """(by, codec) of every charset that the header and the page declare, header first, unknown labels left out."""
    head = body[:_HEAD_BYTES]
    inside = [*_XML_CHARSET.findall(head), *_META_CHARSET.findall(head)]
    labels = [("header", label) for label in _HEADER_CHARSET.findall(content_type or "")[:1]]
    labels += [("meta", label.decode("ascii")) for label in inside]
    known: dict[str, str] = {}
    for by, label in labels[:4]:
        codec = codec_of(label) or ""
        if by == "meta" and codec.startswith("utf-16"):
            codec = "utf-8"  # a page whose meta tag can be read as ASCII is not UTF-16
        known.setdefault(codec, by)
    return [(by, codec) for codec, by in known.items() if codec]


def codec_of(label: str) -> str | None:
    """The Python codec that reads what the web means by `label`; None for an unknown one."""
    label = label.strip().strip("\"'").lower()
    if label in _CODECS:
        return _CODECS[label]
    match = _SINGLE.match(label)
    if not match:
        return None
    if match[1]:
        return f"cp{match[1]}"
    return f"iso8859_{match[2]}" if 2 <= int(match[2]) <= 16 and match[2] not in ("9", "11", "12") else None


def _by_mark(body: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            text = rest.decode(codec, "replace")
            if codec == "utf-8" and text.count("\ufffd") > 3 + len(rest) // 500:
                return None  # a mark in front of something else: the mark lies
            return _finish(text, codec, "bom", False)
    return None


def _decode_ascii(body: bytes, declared: list[tuple[str, str]]) -> Decoded:
    by, codec = declared[0] if declared else ("default", "utf-8")
    if b"\x1b$" in body or b"\x1b(J" in body:
        text = body.decode("iso2022_jp_ext", "replace")
        if "\ufffd" not in text:
            told = codec == "iso2022_jp_ext"
            return _finish(text, "iso2022_jp_ext", by if told else "detected", not told and by != "default")
    wide = _bare_utf16(body)
    if wide:
        return _finish(body.decode(wide, "replace"), wide, by if codec.startswith("utf-16") else "detected", False)
    return Decoded(body.decode("ascii"), codec, by)


def _bare_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark shows in the zero bytes of its markup: every second one."""
    head = body[:600]
    if head.count(0) < max(4, len(head) // 10):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _few(body: bytes) -> bool:
    size = 0
    for run in _NON_ASCII.finditer(body):
        size += len(run[0])
        if size > _FEW_BYTES:
            return False
    return True


def _legacy_is_better(body: bytes, declared: list[tuple[str, str]]) -> bool:
    """Two or three GBK characters may happen to be valid UTF-8; then the declared codec must read much better."""
    sample = _sample(body)
    here = plausibility(sample.decode("utf-8", "replace"), "utf-8")
    return any(plausibility(sample.decode(codec, "replace"), codec) > here + 0.3 for _, codec in declared)


def _sample(body: bytes) -> bytes:
    """The stretches of a page that hold other than ASCII bytes, markup between them left out."""
    parts, size = [], 0
    for match in _SAMPLE_RUN.finditer(body):
        parts.append(match[0])
        size += len(match[0])
        if size > _SAMPLE_BYTES:
            break
    return b"\n".join(parts)


def _by_score(body: bytes, declared: list[tuple[str, str]]) -> Decoded:
    sample = _sample(body)
    origin = {codec: by for by, codec in reversed(declared)}
    candidates = dict.fromkeys([*origin, "utf-8", *_DETECTABLE])
    best, best_score = "cp1252", float("-inf")
    for codec in candidates:
        score = plausibility(sample.decode(codec, "replace"), codec)
        sure = score >= _SURE
        score += _HEAD_START.get(origin.get(codec, ""), 0.0)
        if score > best_score:
            best, best_score = codec, score
        if sure:
            break
    repaired = best not in origin and bool(origin)
    return _read(body, best, origin.get(best, "detected"), repaired)


def _read(body: bytes, codec: str, by: str, repaired: bool) -> Decoded:
    if codec == "utf-8":
        text = body.decode("utf-8", "newsroom.mixed")
        repaired = repaired or text.count("\ufffd") < body.decode("utf-8", "replace").count("\ufffd")
        return _finish(text, codec, by, repaired)
    if codec == "cp1252":  # the web's reading has no undefined byte
        text = body.decode(codec, "newsroom.latin")
        return _finish(text, codec, by, repaired)
    return _finish(body.decode(codec, "newsroom.euro" if codec == "gb18030" else "replace"), codec, by, repaired)


def _finish(text: str, encoding: str, by: str, repaired: bool) -> Decoded:
    mended = repair_mojibake(text)
    repaired = repaired or mended != text
    flags = ["encoding_repaired"] if repaired else []
    if "\ufffd" in mended:
        flags.append("encoding_loss")
    return Decoded(mended, encoding, by, tuple(flags))


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
    run = _NON_ASCII.match(body, start)
    stretch = run[0] if run else body[start : start + 1]
    if len(stretch) >= 4 and len(stretch) % 2 == 0:
        try:
            text = stretch.decode("gb18030")
        except UnicodeDecodeError:
            text = ""
        if text and plausibility(text, "gb18030") > 0.5:
            return text, start + len(stretch)
    if len(stretch) == 1 and (0x80 <= stretch[0] < 0xC0 or _inside_word(body, start)):
        return stretch.decode("cp1252", "replace"), start + 1
    return "\ufffd", error.end


def _inside_word(body: bytes, at: int) -> bool:
    return body[at - 1 : at].isalpha() and body[at + 1 : at + 2].isalpha()


codecs.register_error("newsroom.latin", _latin)
codecs.register_error("newsroom.euro", _euro)
codecs.register_error("newsroom.mixed", _mixed)
