"""What the file of a picture is called: buttons, signs and codes to scan have names of their own."""

import re
from functools import lru_cache
from urllib.parse import unquote

_WORDS = re.compile(r"[^\W\d_]+")
# Names of what is no picture of an article, with whatever else they are called: `icon-phone.png`, `btn_top2.gif`.
_SIGNS = frozenset(
    "avatar avatars beian btn bullet button buttons emoji erweima ewm gongan ico icon icons logo logos qr qrcode smiley smileys "
    "smilies sprite sprites swatch".split()
)
# Words that pictures of articles have as well, beside others: `market-share-by-line.png`, but `share.png`, `back1.gif`.
_MAYBE_SIGNS = frozenset(
    "arrow arrows back close color colors colour colours dot facebook instagram line linkedin print share trans twitter wechat "
    "weibo weixin whatsapp wx youtube zoom".split()
)
_BLANKS = frozenset("blank loader placeholder spacer".split())
_MAYBE_BLANKS = frozenset("load loading pixel transparent".split())
_FORMS = frozenset("black down grey large left medium next prev right small up white".split())  # of either
_PART = re.compile(r"[/?&=#]")
_KIND = re.compile(r"(?:avif|gif|jpe?g|png|svg|webp)(?![\w.])", re.IGNORECASE)
_DRAWN = ("gif", "svg")  # kinds of files that are seldom photographs
_SIZE = re.compile(r"\d{1,5}x\d{1,5}")
_DOT = re.compile(r"1x1(?!\d)")
_KEPT, _LONGEST = 4096, 1000  # addresses that are remembered, and characters of one
_ICON_FOLDER = re.compile(r"(?:icons?|(?<![a-z])ico)/[^/]*\Z", re.IGNORECASE)


def is_called_sign(address: str) -> bool:
    """Whether a picture is called a button, a logo or a code to scan, or lies in a folder of icons.

    address: also one that asks a server for a picture of another address: `/image?url=%2Flogo.png&w=64`; a picture that stands
    in the page itself (`data:`) is called nothing.
    """
    return len(address) <= _LONGEST and _is_sign(address)


def is_called_blank(address: str) -> bool:
    """Whether a picture is called one that holds the place of another until a script shows that."""
    return len(address) <= _LONGEST and _is_blank(address)


@lru_cache(maxsize=_KEPT)
def _is_sign(address: str) -> bool:
    return _ICON_FOLDER.search(address.partition("?")[0]) is not None or _is_called(address, _SIGNS, _MAYBE_SIGNS)


@lru_cache(maxsize=_KEPT)
def _is_blank(address: str) -> bool:
    return _is_called(address, _BLANKS, _MAYBE_BLANKS) or _DOT.match(address.rpartition("/")[2]) is not None


def _is_called(address: str, names: frozenset[str], maybe: frozenset[str]) -> bool:
    """Whether a file has one of some names, or nothing but words that may be such a name."""
    path, _, query = unquote(address).partition("?")
    last = path.rpartition("/")[2]  # a folder may be called by a form of what is in it: `17-print.jpg/462x260/kran`
    parts = [part.rpartition(".") for part in (last, *_PART.split(query))]
    files = [(name, kind) for name, _, kind in parts if _KIND.match(kind)]
    for name, kind in files or [(last, "")]:
        words = set(map(str.lower, _WORDS.findall(_SIZE.sub(" ", name))))
        if words & names or (words & maybe and (kind[:3].lower() in _DRAWN or words <= maybe | _FORMS)):
            return True
    return False
