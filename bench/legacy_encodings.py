"""Pages in the encodings of before UTF-8, without a label and with wrong ones: how many are read as they were written.

    .venv/bin/python -m bench.legacy_encodings [--wrong]

Our own pages, of which none taught crawler/page/letters.json: each whole, its first 300 characters, and ten headlines of its
language as a listing; in each encoding that its language was written in and that holds its letters. Right is the text,
character by character. `own` is the label that is true: nothing that reads well with it may be read otherwise.
"""

import argparse
import html as markup
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from bench.own_pages import own_pages
from crawler.page.decode import decode

_LANGUAGE = re.compile(r"<html[^<>]*\slang=[\"']?([\w-]+)", re.I)
_CHARSET = re.compile(r"<meta\b[^>]*charset[^>]*>|<\?xml[^>]*\?>", re.I)
_FAMILIES = {
    "cp1252 iso8859_15": "fr de es pt it nl sv da nb nn no fi is ca gl eu ga sq id ms sw fil en af",
    "cp1250 iso8859_2": "pl cs sk hu sl hr bs ro sq sr-latn",
    "cp1254 iso8859_9": "tr",
    "cp1257 iso8859_13": "lv lt et",
    "cp1251 koi8_r iso8859_5": "ru bg",
    "cp1251 koi8_u iso8859_5": "uk",
    "cp1251 iso8859_5": "be sr mk",
    "cp1253 iso8859_7": "el",
    "cp1255 iso8859_8": "he",
    "cp1256 iso8859_6": "ar",
    "cp1256": "fa",
    "cp874": "th",
    "cp932 euc_jp": "ja",
    "cp949": "ko",
    "gb18030": "zh-cn zh",
    "big5": "zh-hant zh-tw",
}
_CODECS = {language: codecs.split() for codecs, languages in _FAMILIES.items() for language in languages.split()}
_LABELS = {"none": None, "latin": "iso-8859-1", "1252": "windows-1252", "utf-8": "utf-8"}
_OF_OLD = str.maketrans({"ș": "ş", "ț": "ţ", "Ș": "Ş", "Ț": "Ţ", "ی": "ي", "ک": "ك", "\u200c": None})  # as it was written then
_HELD = 0.97  # of a text's letters beyond ASCII that an encoding must have for the text to have been written in it
_HEADLINES, _SHORT = 10, 300


def codecs_of(language: str) -> list[str]:
    language = language.lower().replace("_", "-")
    return _CODECS.get(language) or _CODECS.get(language[:7]) or _CODECS.get(language.partition("-")[0], [])


def pages() -> Iterator[tuple[str, str, str]]:
    """(form, language, page) of each, `whole`, `short` and `list`, and as `bare` short ones that name no language."""
    titles: dict[str, list[str]] = defaultdict(list)
    for page in own_pages():
        found = _LANGUAGE.search(page["html"])
        if not found or not codecs_of(found[1]):
            continue
        language = found[1]
        yield "whole", language, _CHARSET.sub("", page["html"])
        body = f"<body><h1>{markup.escape(page['title'])}</h1><p>{markup.escape(page['text'][:_SHORT])}</p></body></html>"
        for form, tag in (("short", f"<html lang={language}>"), ("bare", "<html>")):
            yield form, language, tag + f"<head><title>{markup.escape(page['title'])}</title></head>" + body
        titles[language.lower().partition("-")[0] if language[:2] != "zh" else language].append(page["title"])
    for language, said in titles.items():
        for at in range(0, len(said), 5):
            ten = (said[at:] + said)[:_HEADLINES]
            links = (f"<a href='/news/{n}'>{markup.escape(each)}</a>" for n, each in enumerate(ten))
            rows = "".join(f"<li>{link} 2026-0{n % 9 + 1}-11</li>" for n, link in enumerate(links))
            yield "list", language, f"<html lang={language}><body><ul>{rows}</ul></body></html>"
            yield "barelist", language, f"<html><body><ul>{rows}</ul></body></html>"


def encoded(text: str, codec: str) -> tuple[bytes, str] | None:
    """A page in an encoding, and the text that is right for it; None where too much of it cannot be written so."""
    if not codec.startswith(("gb", "big", "cp9", "euc", "cp949")) or codec == "cp874":
        text = text.translate(_OF_OLD)
    letters = [each for each in text if not each.isascii() and each.isalpha()]
    body = text.encode(codec, "xmlcharrefreplace")
    lost = sum(not each.encode(codec, "ignore") for each in letters)
    if not letters or body.isascii() or lost > (1 - _HELD) * len(letters):
        return None
    return body, body.decode(codec)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true", help="print each page that is read wrongly")
    arguments = parser.parse_args()
    right: Counter[tuple[str, str, str]] = Counter()
    all_: Counter[tuple[str, str, str]] = Counter()
    for form, language, text in pages():
        for codec in codecs_of(language):
            if (written := encoded(text, codec)) is None:
                continue
            for name, label in (*_LABELS.items(), ("own", codec.replace("iso8859_", "iso-8859-").replace("_", "-"))):
                read = decode(written[0], label and f"text/html; charset={label}")
                key = (codec, form, name)
                all_[key] += 1
                right[key] += read.text == written[1]
                if arguments.wrong and read.text != written[1]:
                    print("wrong", form, name, language, codec, "as", read.encoding, _difference(read.text, written[1]))
    _print(right, all_)


def _difference(read: str, wanted: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(read, wanted, strict=False)) if a != b), 0)
    return f"{read[max(0, at - 15) : at + 15]!r} for {wanted[max(0, at - 15) : at + 15]!r}"


def _print(right: Counter[tuple[str, str, str]], all_: Counter[tuple[str, str, str]]) -> None:
    columns = [*_LABELS, "own"]
    print(f"{'':12s}{'':9s}" + "".join(f"{name:>12s}" for name in columns))
    for codec, form in sorted({key[:2] for key in all_}):
        cells = "".join(f"{right[codec, form, name]:>6d}/{all_[codec, form, name]:<5d}" for name in columns)
        print(f"{codec:12s}{form:9s}{cells}")
    for form in ("whole", "short", "bare", "list", "barelist"):
        keys = [key for key in all_ if key[1] == form]
        shares = [(sum(right[k] for k in keys if k[2] == name), sum(all_[k] for k in keys if k[2] == name)) for name in columns]
        print(f"{'all':12s}{form:9s}" + "".join(f"{100 * good / max(1, many):>11.2f}%" for good, many in shares))


if __name__ == "__main__":
    main()
