"""Words of newsrooms in YAML and Markdown: as text, whatever is in them. Pure."""

import json
import re

from crawler.html.builder import clean

# Two or three small letters are read as text by every YAML, but for these of YAML 1.1 (`no` is Norwegian, not false).
_PLAIN = re.compile(r"(?!(?:no|on|off|yes)\Z)[a-z]{2,3}\Z")
_NOT_PRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # JSON leaves them as they are, YAML does not
_SYNTAX = re.compile(
    r"[\\`*\[\]<>|~&#!$^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)|@(?=\w)|(?<=[Ww])\.|^(?:[-+=]|\d{1,9}[.)])"
)
_TICKS = re.compile("`+")


def on_one_line(value: object) -> str:
    """Any value as text on one line, without controls, overrides and halves of characters."""
    return " ".join(clean("" if value is None else str(value)).split())


def yaml_text(value: str) -> str:
    """A text as YAML writes it: plain where that is sure, else in JSON, which YAML reads as it is."""
    text = clean(value)
    if _PLAIN.match(text):
        return text
    return _NOT_PRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def markdown(value: object) -> str:
    """Any value as Markdown that shows it as it is, on one line: no link, no picture, no tag, no cell and no list of its own."""
    return _SYNTAX.sub(_escaped, on_one_line(value))


def _escaped(found: re.Match[str]) -> str:
    said = found[0]
    if said == "<":
        return "&lt;"
    return f"{said[:-1]}\\{said[-1]}"


def code(value: object) -> str:
    """Any value as code of Markdown, fenced by more back-ticks than it has in a row."""
    text = on_one_line(value)
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"
