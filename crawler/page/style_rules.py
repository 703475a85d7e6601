"""What a page's own style sheet says of its classes and ids: shown to screen readers alone, or with its lines as they are."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

_SHEET = re.compile(r"<[sS][tT][yY][lL][eE]\b[^>]*>(?:\s*<!--)?([^<]*)")  # the case spelled out: see crawler.page.page
# What nobody sees has a place of its own and is clipped to nothing; a picture that is cut to a form has only the second.
_CLIP = re.compile(r"clip(?:-path)?\s?:\s?(?:rect|inset)")
_SPACE = re.compile(r"white-space\s?:\s?(?:pre|break-spaces)")
_TAKEN_OUT = re.compile(r"position\s?:\s?(?:absolute|fixed)", re.IGNORECASE)
_ONE_NAME = re.compile(r"[a-z]{0,10}([.#])([\w-]{1,80})\Z", re.IGNORECASE)
_MOST_RULES = 60  # of one sheet and kind; those of a whole site have some dozen
_HIDDEN, _LINES = "hidden", "style"  # the attributes that say the same of one element
_KEEPS_LINES = "white-space:pre-wrap;"


def apply_style_rules(text: str, root: Element) -> None:
    """Writes on the elements of a page what its rules for one class or one id say of them, as an attribute would."""
    rules: dict[str, str] = {}
    for sheet in _SHEET.finditer(text):
        rules |= dict(_rules(sheet[1]))
    for element in root.iter("{*}*") if rules else ():
        if element.attrib:
            _write(rules, element)


def _write(rules: dict[str, str], element: Element) -> None:
    names = (*(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id')}")
    for said in {rules[name] for name in names if name in rules}:
        element.set(said, "" if said == _HIDDEN else _KEEPS_LINES + (element.get("style") or ""))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(`.class` or `#id`, attribute) of the rules that hold for every window, by a selector of one name."""
    for rule in (*islice(_CLIP.finditer(sheet), _MOST_RULES), *islice(_SPACE.finditer(sheet), _MOST_RULES)):
        start, end = sheet.rfind("{", 0, rule.start()), sheet.find("}", rule.end())
        if start < 0 or end < 0 or sheet.count("{", 0, start) != sheet.count("}", 0, start):
            continue  # of some windows, or of the printer
        unseen = rule.re is _CLIP
        if unseen and not _TAKEN_OUT.search(sheet, start, end):
            continue
        for selector in sheet[sheet.rfind("}", 0, start) + 1 : start].split(","):
            named = _ONE_NAME.match(selector.strip())
            if named:
                yield named[1] + named[2], _HIDDEN if unseen else _LINES
