"""What the web means by the name of a character set, as the name of a Python codec."""

import re

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
