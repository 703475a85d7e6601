"""Undo text that was decoded wrongly before it reached us: GBK read as Latin-1, UTF-8 read as cp1252.

Both are undone only where the result is certain: a stretch must decode strictly and the result must look like
language. Text that is truly Latin stays as it is.
"""

import re

from crawler.page.plausible import plausibility

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
_CERTAIN = frozenset("‘’“”„–—…•™€′″←→⇒●■►▼\xa0\ufeff、。《》「」『』【】〈〉，：；？！（）　")
_CONTROL = re.compile("[\x80-\x9f]")
_LATIN_PAIR = re.compile(f"[ÂÃÄÅ]{_CONT}")
_LATIN1_RUN = re.compile("[\x80-\xff" + "".join(re.escape(char) for char in _CP1252) + "]+")
_WIDE = re.compile("[\u0370-\uffff]")


def repair_mojibake(text: str) -> str:
    """`text` with certain mojibake undone; the same object where there is none."""
    if text.isascii():
        return text
    beyond = text.encode("utf-8", "replace").translate(None, _ASCII).decode("utf-8")
    if _shows(beyond, _GBK_SIGNS) and _reads_as_gbk(text):
        return _LATIN1_RUN.sub(_as_gbk, text)
    if _shows(beyond, _UTF8_SIGNS):
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
        return read if all(char.isprintable() or char in _CERTAIN for char in read) else run
    if _CONTROL.search(run):
        return read if read.isprintable() else run
    # `Ã©`, `Â®`: these capitals never stand before a symbol or a blank; `é »` does, and is three bytes of UTF-8.
    return read if run[0] in "ÂÃ" or (many and run[0] in "ÄÅ") else run


def _reads_as_gbk(text: str) -> bool:
    """Whether the Latin-1 characters of the text are mostly even runs that read better as GBK."""
    runs = []
    size = 0
    for match in _LATIN1_RUN.finditer(text):
        runs.append(match[0])
        size += len(match[0])
        if size > 4000:
            break
    if sum(map(len, _UTF8_RUN.findall(" ".join(runs)))) > 0.8 * size:
        return False
    even = sum(len(run) for run in runs if len(run) % 2 == 0)
    if not runs or even < 0.8 * size:
        return False
    wide = len(_WIDE.findall(text[:20000]))
    if wide > size // 2 + 4:
        return False
    latin = plausibility(" ".join(f"a{run}a" for run in runs), "cp1252")
    read = b" ".join(_to_bytes(run) for run in runs).decode("gb18030", "replace")
    return plausibility(read, "gb18030") > max(0.5, latin + 0.3)


def _as_gbk(match: re.Match[str]) -> str:
    try:
        return _to_bytes(match[0]).decode("gb18030")
    except UnicodeDecodeError:
        return match[0]
