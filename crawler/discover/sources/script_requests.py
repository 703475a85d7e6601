"""Requests as a page's scripts and attributes write them: which call asks for what, and which of its numbers count.

`$.get("/more?page=" + n)`, a form that is posted, `data-endpoint` with `data-page`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from lxml.html import HtmlElement

from crawler.discover.pagers.addresses import is_page_key
from crawler.discover.script_values import Counted, Values, Worth, fields_of, parts_of_code, spelled, with_escapes
from crawler.discover.sources.json_parts import LAST_KEY, OFFSET_KEY, SIZE_KEY
from crawler.page.page import Page
from crawler.url_parts import POSTED

MOST_CALLS, MOST_ELEMENTS = 40, 400  # requests of one page's scripts, and elements with attributes, that are read
_CALL = re.compile(
    r"(?:(?<![\w$.])(?:(?:\$|jQuery|axios|\$http|http|ky|api|window)\s*\.\s*)?(?P<verb>fetch|axios|ajax|getJSON|get|post)|\.\s*(?P<of>open|load))\s*\("
)
_SEND = re.compile(r"\.\s*send\s*\(")
_KEY = re.compile(r"(?:[?&:]|\A)([\w\[\]-]{1,40})=\Z|\"(\w{1,40})\":\"?\Z")
_ENDPOINT = re.compile(r"(?:data-[\w-]*(?:url|endpoint|api|source|src|ajax|remote|feed)[\w-]*|hx-get|hx-post|src)\Z")
_SHORT_NAME = 8  # characters of the name of a counter that says nothing: `n`, `idx`
_ADDRESS = re.compile(r"(?:https?:)?/|\?|\./")
_COUNTER = re.compile(r"[?&](?P<key>[\w-]{1,40})=(?P<value>\d{1,6})(?!\d)")
_HOLE = re.compile(r"\{\{?\s*(?:page|offset|skip|p|n|num|number)\s*\}?\}|%7[bB]page%7[dD]|__PAGE__|:page\b|%page%", re.I)


class ScriptCall(NamedTuple):
    """A request as its parts: texts, and numbers with their names."""

    parts: Worth
    at: int = 0  # where in the scripts it stands

    def counters(self) -> Iterator[tuple[int, str, Counted]]:
        """Index, role (`page`, `first`, `last`) and number of each part that counts."""
        told = "".join(part if isinstance(part, str) else "\0" for part in self.parts).count("\0")
        before = ""
        for index, part in enumerate(self.parts):
            if isinstance(part, Counted):
                role = _role(before, part, alone=told == 1)
                if role:
                    yield index, role, part
                before += str(part.value)
            else:
                before += part


def _role(before: str, number: Counted, *, alone: bool) -> str:
    """What a number counts: by the name of its field, else by its own; alone: whether it is the only one."""
    found = _KEY.search(before[-48:])
    key = (found[1] or found[2]) if found else ""
    if SIZE_KEY.match(key) and not (alone and len(key) == 1):
        return ""
    return _role_of_key(key) or _role_of_name(number.name.rpartition(".")[2], alone=alone)


def _role_of_key(key: str) -> str:
    roles = (("first", OFFSET_KEY.match(key)), ("last", LAST_KEY.match(key)), ("page", is_page_key(key)))
    return next((role for role, fits in roles if fits), "")


def _role_of_name(name: str, *, alone: bool) -> str:
    if OFFSET_KEY.match(name) and not is_page_key(name):
        return "first"
    if SIZE_KEY.match(name) and len(name) > 1:
        return ""
    return "page" if is_page_key(name) or (alone and len(name) < _SHORT_NAME) else ""


# In scripts


def calls_in_scripts(values: Values) -> Iterator[ScriptCall]:
    """The requests that the scripts of a page make, as far as they can be told."""
    for found in islice(_CALL.finditer(values.scripts), MOST_CALLS):
        call = _call(values, found)
        if call is not None:
            yield call


def _call(values: Values, found: re.Match[str]) -> ScriptCall | None:
    verb = (found["verb"] or found["of"]).lower()
    arguments = list(parts_of_code(values.scripts, found.end()))
    url, method, sent = _said(values, verb, arguments, found.end()) if arguments else ("", "", "")
    worth = _worth_of_url(values, url) if url else None
    if worth is None:
        return None
    is_json = method == "post" and ("JSON.stringify" in sent or (verb == "post" and "axios" in found[0]))
    return ScriptCall(_together(worth, _worth_of_sent(values, sent, as_json=is_json), posted=method == "post"), found.start())


def _worth_of_sent(values: Values, code: str, *, as_json: bool) -> Worth:
    """What a script sends: fields, or a form that is written out; nothing where it is a function to call."""
    fields = fields_of(values, code) if code else []
    if fields is None:
        return (values.worth(code) or ()) if code[:1] in "\"'`" else ()
    return _json_of(fields) if as_json else _form_of(fields)


def _said(values: Values, verb: str, arguments: Sequence[str], at: int) -> tuple[str, str, str]:
    """The expressions of a call: its address, its method in lower case, what it sends."""
    if verb == "open":
        return (*_opened(arguments), _sent_later(values, at))
    options = _raw(arguments[-1]) if arguments[-1].startswith("{") else {}
    url = options.get("url", "") if arguments[0].startswith("{") else arguments[0]
    method = options.get("method", options.get("type", "")).strip("\"'").lower() or ("post" if verb == "post" else "get")
    return url, method, _sent(verb, arguments, options)


def _sent(verb: str, arguments: Sequence[str], options: Mapping[str, str]) -> str:
    named = next((options[name] for name in ("data", "params", "body") if name in options), None)
    is_plain = named is None and verb in ("get", "post", "getjson", "load") and len(arguments) > 1
    return arguments[1] if is_plain else named or ""


def _opened(arguments: Sequence[str]) -> tuple[str, str]:
    """Address and method of `request.open("POST", url)`."""
    return (arguments[1] if len(arguments) > 1 else ""), arguments[0].strip("\"'").lower()


def _sent_later(values: Values, at: int) -> str:
    send = _SEND.search(values.scripts, at, at + 1500)
    sent = next(parts_of_code(values.scripts, send.end()), "") if send else ""
    return "" if sent == "null" else sent


def _raw(code: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in parts_of_code(code[1:]))
    return {name.strip().strip("\"'"): said.strip() or name.strip() for name, _, said in pairs}


def _worth_of_url(values: Values, code: str) -> Worth | None:
    """What an address is worth, with the parameters that a script sets on it."""
    if re.match(r"[A-Za-z_$][\w$]{0,60}\Z", code):
        made = next((each for each in values.given(code) if each.startswith("new URL(")), None)
        base = values.worth(next(parts_of_code(made[8:]), "")) if made else None
        if base is not None:
            return _together(base, _form_of(fields_of(values, code) or []), posted=False)
    return values.worth(code)


def _together(url: Worth, sent: Worth, *, posted: bool) -> Worth:
    if posted:
        return (*url, POSTED, *sent)
    return (*url, "&" if "?" in spelled(url) else "?", *sent) if sent else url


def _form_of(fields: Sequence[tuple[str, Worth]]) -> Worth:
    parts: list[str | Counted] = []
    for name, worth in fields:
        parts += [f"{'&' if parts else ''}{quote(name)}=", *with_escapes(worth)]
    return tuple(parts)


def _json_of(fields: Sequence[tuple[str, Worth]]) -> Worth:
    parts: list[str | Counted] = ["{"]
    for name, worth in fields:
        is_number = any(isinstance(part, Counted) for part in worth) or spelled(worth).isdecimal()
        sign = "" if is_number else '"'
        parts += [f'{"," if len(parts) > 1 else ""}"{name}":{sign}', *worth, sign]
    return (*parts, "}")


# In attributes


def calls_of_elements(page: Page) -> Iterator[ScriptCall]:
    """Elements that name where their list comes from, and which part is next."""
    named = (each for each in page.root.iter() if _is_custom(each) or any(map(_is_of_script, each.attrib)))
    for element in islice(named, MOST_ELEMENTS):
        said = {str(name): str(value).strip() for name, value in element.attrib.items()}
        for name in (name for name in said if _is_endpoint(element, name)):
            yield ScriptCall(_of_element(said[name], said, posted=name == "hx-post"))


def _is_of_script(name: str) -> bool:
    return str(name).startswith(("data-", "hx-"))


def _is_custom(element: HtmlElement) -> bool:
    """Whether an element has a name of its own, as `include-fragment`, which fills itself with its `src`."""
    return "-" in str(element.tag)


def _is_endpoint(element: HtmlElement, name: str) -> bool:
    """Whether an attribute has the address of what fills an element."""
    if not _ENDPOINT.match(name) or (name == "src" and not _is_custom(element)):
        return False
    return _ADDRESS.match((element.get(name) or "").strip()) is not None


def _of_element(address: str, said: Mapping[str, str], *, posted: bool) -> Worth:
    """What an element asks for: its address, with the number of the part where it has a place for it, else as a field."""
    numbers = _numbers_of(said)
    counters = [number for number in numbers if _role_of_key(number.name) in ("page", "first")][:1]
    if hole := _HOLE.search(address):
        return (address[: hole.start()], *(counters or [Counted(1, "page")]), address[hole.end() :])
    fields: list[tuple[str, Worth]] = [(number.name, (number,)) for number in counters]
    fields += [(number.name, (str(number.value),)) for number in numbers if SIZE_KEY.match(number.name)]
    missing = [(name, worth) for name, worth in fields if f"{name}=" not in address]
    return _together((address,), _form_of(missing), posted=posted) if missing else _counted_in(address, posted=posted)


def _counted_in(address: str, *, posted: bool) -> Worth:
    """An address in an attribute, with the number of a part that stands in it."""
    found = _COUNTER.search(address)
    if found is None or not _role_of_key(found["key"]):
        return _together((address,), (), posted=posted)
    return (address[: found.start("value")], Counted(int(found["value"]), found["key"]), address[found.end() :])


def _numbers_of(said: Mapping[str, str]) -> list[Counted]:
    """The numbers in an element's attributes."""
    named = [(name[5:], value) for name, value in said.items() if name.startswith("data-")]
    return [_numbered(name, value) for name, value in named if value.isdecimal() and len(value) < 7]


def _numbered(name: str, value: str) -> Counted:
    """A number in an attribute: `page`, `page-size`; `next-page` is that of the part to ask for."""
    is_next = name.startswith("next-")
    return Counted(int(value), re.sub(r"\A(?:next|current)-|-", "", name), is_next)
