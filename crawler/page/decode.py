"""From bytes to text: byte order mark, then what header and page declare, then detection, then a mojibake check.

A declaration is believed when the bytes agree with it. Bytes that are strictly valid UTF-8 are UTF-8 whatever the label
says; other bytes are read by each candidate codec, the readings are scored by how much they look like language, and a
declared codec has a head start. So GBK labelled iso-8859-1 is read as GBK, and Latin-1 that says so stays Latin-1.
"""

import re
from dataclasses import dataclass

from crawler.page.plausible import best_reading, legacy_is_better, plausibility

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
DECODED = "unicode"  # encoding of a page that was decoded by somebody else
_HEADER_CHARSET = re.compile(r"""charset\s*+=\s*+["']?\s*+([\w:.()+-]{1,40})""", re.I)
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.+-]{2,40})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.+-]{2,40})""", re.I)
_HEAD_BYTES = 16384

# WHATWG labels whose meaning on the web differs from Python's, and spellings that Python does not know.
_LABELS = {
    "gb18030": "gb2312 gbk gb_2312-80 gb_2312 x-gbk chinese cp936 ms936 euc-cn euccn gb18030 gb2312-80 gb18030-2000 utf8-gb2312",
    "cp1252": "iso-8859-1 iso_8859-1 iso8859-1 latin-1 latin1 ascii us-ascii windows-1252 cp1252 ansi",
    "cp1254": "iso-8859-9 latin5 l5 csisolatin5",
    "cp874": "tis-620 tis620 iso-8859-11 windows-874 dos-874",
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
    "iso8859_8": "iso-8859-8-i hebrew logical",
    "iso8859_2": "latin2 l2 csisolatin2",
    "iso8859_5": "cyrillic csisolatincyrillic",
    "iso8859_6": "arabic ecma-114 asmo-708 csisolatinarabic",
    "iso8859_7": "greek greek8 elot_928 ecma-118 csisolatingreek",
    "cp866": "ibm866 866 csibm866",
    "cp1250": "x-cp1250",
    "cp1251": "x-cp1251",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_SINGLE = re.compile(r"(?:windows-|cp-?)(125\d|866|874)$|iso[-_]?8859[-_](\d\d?)$")
# Mojibake is text that was decoded wrongly before it reached us: GBK read as Latin-1, UTF-8 read as cp1252.
_CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_TO_BYTE = {**{chr(b): b for b in range(0x80, 0x100)}, **_CP1252}
_CONT = "[" + "".join(re.escape(char) for char, byte in _TO_BYTE.items() if 0x80 <= byte < 0xC0) + "]"
_SEQUENCE = f"(?:[\xc2-\xdf]{_CONT}|[\xe0-\xef]{_CONT}{{2}}|[\xf0-\xf4]{_CONT}{{3}})"
_UTF8_RUN = re.compile(f"{_SEQUENCE}+")
_ASCII = bytes(range(0x80))
# Searched by their first character, which is quick, then as pairs: what each wrong reading cannot do without.
_UTF8_SIGNS = {
    "Ã": ("Ã",),
    "Â": ("Â",),
    "â": ("â€", "â\x80", "â\x84", "â„", "â†"),
    "ð": ("ðŸ", "ð\x9f"),
    "ã": ("ã€", "ã\x80"),
    "ï": ("ï¼", "ï»"),
    "ä": ("ä¸", "äº"),
    "ç": ("çš",),
    "å": ("å›", "å\x9b", "åœ", "å\x9c"),
    "ì": ("ì\x9d", "ìž", "ì—"),
    "ë": ("ë‹", "ë\x8b"),
    "Ð": ("Ð°", "Ð¾", "Ðµ"),
    "Î": ("Î±", "Î¿"),
    "Ø": ("Ø§",),
    "Ä": ("Ä±", "ÄŸ", "Ä\x9f", "Ä™", "Ä\x99", "Ä…", "Ä\x85", "Ä\x8d", "Ä‡", "Ä\x87"),
    "à": ("à¸", "à¤"),
    "Å": ("Å‚", "Å\x82", "Å›", "Å¼", "Å¡", "Å™", "ÅŸ"),
    "×": ("×™", "×\x99", "×•"),
}
_GBK_SIGNS = {"¡": ("¡°", "¡±", "¡¯", "¡®", "¡ª", "¡¾", "¡¤", "¡¢", "¡£", "¡¶"), "£": ("£¬", "£º", "£¨"), "µ": ("µÄ",)}
_LEADS = (*_UTF8_SIGNS, *_GBK_SIGNS)
_CERTAIN = frozenset("‘’“”„–—…•™€′″←→⇒●■►▼\xa0\ufeff、。《》「」『』【】〈〉，：；？！（）　")
_CONTROL = re.compile("[\x80-\x9f]")
_LATIN_PAIR = re.compile(f"[ÂÃÄÅ]{_CONT}")
_LATIN1_RUN = re.compile("[\x80-\xff" + "".join(re.escape(char) for char in _CP1252) + "]+")
_WIDE = re.compile("[\u0370-\uffff]")


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
    return _decode_utf8_or_older(body, declared)


def _decode_utf8_or_older(body: bytes, declared: list[tuple[str, str]]) -> Decoded:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _finish(*best_reading(body, declared))
    by = next((by for by, codec in declared if codec == "utf-8"), None)
    if by is not None or not declared:
        return _finish(text, "utf-8", by or "detected", False)
    if legacy_is_better(body, declared):
        return _finish(*best_reading(body, declared))
    return _finish(text, "utf-8", "detected", True)


def decoded_text(text: str) -> Decoded:
    """The same mojibake check for a page that was decoded by somebody else."""
    return _finish(text.removeprefix("\ufeff"), DECODED, "given", False)


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


def _finish(text: str, encoding: str, by: str, repaired: bool) -> Decoded:
    mended = repair_mojibake(text)
    repaired = repaired or mended != text
    flags = ["encoding_repaired"] if repaired else []
    if "\ufffd" in mended:
        flags.append("encoding_loss")
    return Decoded(mended, encoding, by, tuple(flags))


def repair_mojibake(text: str) -> str:
    """`text` with certain mojibake undone; the same object where there is none.

    It is undone only where a stretch decodes strictly and the result looks like language: truly Latin text stays.
    """
    if text.isascii() or not any(map(text.__contains__, _LEADS)):
        return text
    beyond = text.encode("utf-8", "replace").translate(None, _ASCII).decode("utf-8")
    if _shows(beyond, _GBK_SIGNS) and _reads_as_gbk(text):
        return _LATIN1_RUN.sub(_as_gbk, text)
    if _shows(beyond, _UTF8_SIGNS) and _UTF8_RUN.search(beyond):
        many = sum(1 for _ in zip(range(5), _LATIN_PAIR.finditer(text), strict=False)) == 5
        return _UTF8_RUN.sub(lambda match: _as_utf8(match[0], many), text)
    return text


def _shows(text: str, signs: dict[str, tuple[str, ...]]) -> bool:
    return any(lead in text and any(pair in text for pair in pairs) for lead, pairs in signs.items())


def _to_bytes(run: str) -> bytes:
    return bytes(_TO_BYTE[char] for char in run)


def _as_utf8(run: str, many: bool) -> str:
    try:
        read = _to_bytes(run).decode("utf-8")
    except UnicodeDecodeError:
        return run
    if len(read) > 1 or read in _CERTAIN:
        right = all(char.isprintable() or char in _CERTAIN for char in read)
    elif _CONTROL.search(run):
        right = read.isprintable()
    else:  # `Ã©`, `Â®`: these capitals never stand before a symbol or a blank; `é »` does, and is three bytes of UTF-8.
        right = run[0] in ("ÂÃÄÅ" if many else "ÂÃ")
    return read if right else run


def _reads_as_gbk(text: str) -> bool:
    """Whether the Latin-1 characters of the text are mostly even runs that read better as GBK."""
    runs = []
    size = 0
    for match in _LATIN1_RUN.finditer(text):
        runs.append(match[0])
        size += len(match[0])
        if size > 4000:
            break
    even = sum(len(run) for run in runs if len(run) % 2 == 0)
    utf8 = sum(map(len, _UTF8_RUN.findall(" ".join(runs))))
    if not runs or utf8 > 0.8 * size or even < 0.8 * size or len(_WIDE.findall(text[:20000])) > size // 2 + 4:
        return False
    latin = plausibility(" ".join(f"a{run}a" for run in runs), "cp1252")
    read = b" ".join(map(_to_bytes, runs)).decode("gb18030", "replace")
    return plausibility(read, "gb18030") > max(0.5, latin + 0.3)


def _as_gbk(match: re.Match[str]) -> str:
    try:
        return _to_bytes(match[0]).decode("gb18030")
    except UnicodeDecodeError:
        return match[0]
