"""What a page's own scripts and attributes ask for when a reader wants more of its list: the requests, written as addresses.

`$.get("/more?page=" + n)`, `fetch(`/api/news?skip=${skip}&take=${take}`)`, a form that is posted, `data-endpoint` with
`data-page`. Nothing is asked for that sends what a reader would type, and whether an answer is a list of releases is told by
what comes back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from crawler.discover.listing import Listing
from crawler.discover.pagers.addresses import NEWS_PATH, is_page_key
from crawler.discover.pagers.step import SCRIPT
from crawler.discover.sources.json_parts import LAST_KEY, OFFSET_KEY, SIZE_KEY
from crawler.discover.sources.script_values import LONGEST_SCRIPT, Counted, Values, Worth, fields_of, parts_of_code, plain, quoted
from crawler.discover.sources.shapes import is_of_others
from crawler.page.page import Page
from crawler.platforms.hanweb import proxy_call
from crawler.site import Site
from crawler.url_parts import POSTED, posted_in
from crawler.urls import in_origins, resolve

MOST_CALLS, MOST_TRIED = 40, 3  # requests of one page's scripts that are read, and those that are tried
_INLINE = re.compile(r"<script\b(?![^<>]{0,400}\bsrc\s*=)[^<>]{0,400}>(.*?)</script", re.I | re.S)
_CALL = re.compile(
    r"(?:(?<![\w$.])(?:(?:\$|jQuery|axios|\$http|http|ky|api|window)\s*\.\s*)?(?P<verb>fetch|axios|ajax|getJSON|get|post)|\.\s*(?P<of>open|load))\s*\("
)
_SENT = re.compile(r"\.\s*send\s*\(")
_KEY = re.compile(r"(?:[?&:]|\A)([\w\[\]-]{1,40})=\Z|\"(\w{1,40})\":\"?\Z")
_FOR_MORE = re.compile(r"IntersectionObserver|scrollTop|scrollHeight|onscroll|[\"']scroll[\"']|load_?more|infinite", re.I)
_NO_LIST = re.compile(
    r"search|suggest|autocomplete|login|logout|sign|track|analytic|collect|comment|cart|checkout|subscri|newsletter|contact|captcha|vote"
    r"|like\b|weather|quote|ticker|chart|cookie|consent|token|upload|delete|remove|(?<!wp-)admin(?!-ajax)",
    re.I,
)
_PERSONAL = re.compile(r"mail|pass|phone|user|token|csrf|nonce|captcha", re.I)
_ENDPOINT = re.compile(r"(?:data-[\w-]*(?:url|endpoint|api|source|src|ajax|remote|feed)[\w-]*|hx-get|hx-post|src)\Z")
_OF_LIST = re.compile(r"\bapi\b|json|ajax|list|more|load|page|feed", re.I)
_HOLE = re.compile(r"\{\{?\s*(?:page|offset|skip|p|n|num|number)\s*\}?\}|%7[bB]page%7[dD]|__PAGE__|:page\b|%page%", re.I)
_MOST_ELEMENTS = 400


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
    found = _KEY.search(before[-48:])
    key = (found[1] or found[2]) if found else ""
    if SIZE_KEY.match(key) and not (alone and len(key) == 1):
        return ""
    if OFFSET_KEY.match(key):
        return "first"
    if LAST_KEY.match(key):
        return "last"
    name = number.name.rpartition(".")[2]
    if is_page_key(key) or (not SIZE_KEY.match(name) and (is_page_key(name) or (alone and len(name) < 8))):
        return "page"
    return "first" if OFFSET_KEY.match(name) else ""


def with_calls(listing: Listing, page: Page, site: Site) -> Listing:
    """A listing whose page shows no way on, with what its scripts ask for when a reader wants more."""
    step = listing.step
    if listing.next or not listing.rows or listing.problem:
        return listing
    scripts = _scripts(page)
    rows = len(listing.rows)
    is_more = step.unfollowed or (step.records or 0) > rows or _FOR_MORE.search(scripts) or proxy_call(scripts, rows)
    if step.records == rows or not is_more:
        return listing
    found = calls_on(page, site, rows, scripts)
    return replace(listing, next=found, last=not found, step=replace(step, next=found, rule=SCRIPT)) if found else listing


def calls_on(page: Page, site: Site, rows: int, scripts: str | None = None) -> tuple[str, ...]:
    """What a page's scripts ask for, the likeliest first: the part of its list after the rows that it shows, or the first."""
    text = _scripts(page) if scripts is None else scripts
    values = Values(text, _attributes(page), urlsplit(page.url).path)
    found = [*_calls_in(values), *_calls_of_elements(page)]
    own = proxy_call(text, rows)
    likely = sorted((call for call in found if _is_wanted(call, rows)), key=lambda call: -_likeliness(call, page.url))
    addresses = [own] if own else [each for call in likely for each in _addresses(call, rows, text)]
    asked = dict.fromkeys(filter(None, (_asked(each, page, site) for each in addresses)))
    return tuple(islice(asked, MOST_TRIED))


def _scripts(page: Page) -> str:
    return "\n".join(_INLINE.findall(page.text))[:LONGEST_SCRIPT] if "<script" in page.text.lower() else ""


def _attributes(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.root.iter():
        for name, said in element.attrib.items():
            if str(name).startswith("data-"):
                found.setdefault(str(name), str(said))
    return found


def _asked(address: str, page: Page, site: Site) -> str | None:
    url, posted = posted_in(address)
    try:
        whole = resolve(page.base_url, url.strip().partition(" ")[0], page.encoding)
    except ValueError:
        return None
    if whole is None or not in_origins(whole, site) or (posted is None and whole == page.url.partition("#")[0]):
        return None
    return whole if posted is None else f"{whole}{POSTED}{posted}"


def _is_wanted(call: ScriptCall, rows: int) -> bool:
    """Whether a request may be for a list: it counts parts, or the page has none; and it sends nothing about a reader."""
    url, posted = posted_in(plain(call.parts))
    if _NO_LIST.search(urlsplit(url).path) or is_of_others(url) or not url:
        return False
    counts = any(call.counters())
    if posted is not None and (not counts or _PERSONAL.search(posted)):
        return False
    return counts or (not rows and bool(_OF_LIST.search(url)) and not _NO_LIST.search(url))


def _likeliness(call: ScriptCall, here: str) -> int:
    url, _ = posted_in(plain(call.parts))
    path = urlsplit(url).path
    near = path.startswith(urlsplit(here).path.rstrip("/") + "/")
    return 4 * any(call.counters()) + 2 * bool(NEWS_PATH.search(path)) + near + bool(_OF_LIST.search(url))


def _addresses(call: ScriptCall, rows: int, scripts: str) -> Iterator[str]:
    """The addresses of the part after the rows that are there, the safe one first: one too early repeats what is known."""
    counters = {role: (index, number) for index, role, number in call.counters()}
    if "first" in counters:
        yield _filled(call, _places(call, counters, rows))
        return
    if "page" not in counters:
        yield plain(call.parts)
        return
    index, number = counters["page"]
    moved = number.moved or (rows > 0 and _is_moved_before(number.name, call.at, scripts))
    first = number.value + (moved and not number.moved)
    for value in (first, first + 1) if rows else (first,):
        yield _filled(call, {index: value})


def _is_moved_before(name: str, at: int, scripts: str) -> bool:
    """Whether a script steps its counter right before it asks: `page++; $.get(...)`."""
    before = scripts[max(0, at - 300) : at]
    return re.search(rf"{re.escape(name)}\s*(?:\+\+|\+=\s*1\b)|\+\+\s*{re.escape(name)}", before) is not None


def _places(call: ScriptCall, counters: Mapping[str, tuple[int, Counted]], rows: int) -> dict[int, int]:
    """The numbers of the first and the last row to ask for."""
    index, number = counters["first"]
    from_one = number.value == 1
    first = rows + from_one if rows and number.value <= 1 else number.value
    found = {index: first}
    if "last" in counters:
        at, last = counters["last"]
        found[at] = first + max(1, last.value - number.value)
    return found


def _filled(call: ScriptCall, numbers: Mapping[int, int]) -> str:
    return "".join(
        str(numbers.get(index, part.value)) if isinstance(part, Counted) else part for index, part in enumerate(call.parts)
    )


# In scripts


def _calls_in(values: Values) -> Iterator[ScriptCall]:
    for found in islice(_CALL.finditer(values.scripts), MOST_CALLS):
        call = _call(values, found)
        if call is not None:
            yield call


def _call(values: Values, found: re.Match[str]) -> ScriptCall | None:
    verb = (found["verb"] or found["of"]).lower()
    arguments = list(parts_of_code(values.scripts, found.end()))
    if not arguments:
        return None
    url, method, sent = _said(values, verb, arguments, found.end())
    worth = _worth_of_url(values, url)
    if worth is None:
        return None
    fields = fields_of(values, sent) if sent else []
    if fields is None:  # a form that is written out, or what is no form at all: a function to call
        text = values.worth(sent) if sent[:1] in "\"'`" else None
        return ScriptCall(_together(worth, text or (), posted=method == "post"), found.start())
    as_json = method == "post" and ("JSON.stringify" in sent or (verb == "post" and "axios" in found[0]))
    return ScriptCall(_together(worth, _json_of(fields) if as_json else _form_of(fields), posted=method == "post"), found.start())


def _said(values: Values, verb: str, arguments: Sequence[str], at: int) -> tuple[str, str, str]:
    """The expressions of a call: its address, its method in lower case, what it sends."""
    if verb == "open":
        send = _SENT.search(values.scripts, at, at + 1500)
        sent = next(parts_of_code(values.scripts, send.end()), "") if send else ""
        return (arguments[1] if len(arguments) > 1 else ""), arguments[0].strip("\"'").lower(), "" if sent == "null" else sent
    options = _raw(arguments[-1]) if arguments[-1].startswith("{") else {}
    url = options.get("url", "") if arguments[0].startswith("{") else arguments[0]
    method = options.get("method", options.get("type", "")).strip("\"'").lower() or ("post" if verb == "post" else "get")
    for name in ("data", "params", "body"):
        if name in options:
            return url, method, options[name]
    is_plain = verb in ("get", "post", "getjson", "load") and len(arguments) > 1
    return url, method, arguments[1] if is_plain else ""


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
    return (*url, "&" if "?" in plain(url) else "?", *sent) if sent else url


def _form_of(fields: Sequence[tuple[str, Worth]]) -> Worth:
    parts: list[str | Counted] = []
    for name, worth in fields:
        parts += [f"{'&' if parts else ''}{quote(name)}=", *quoted(worth)]
    return tuple(parts)


def _json_of(fields: Sequence[tuple[str, Worth]]) -> Worth:
    parts: list[str | Counted] = ["{"]
    for name, worth in fields:
        is_number = any(isinstance(part, Counted) for part in worth) or plain(worth).isdecimal()
        sign = "" if is_number else '"'
        parts += [f'{"," if len(parts) > 1 else ""}"{name}":{sign}', *worth, sign]
    return (*parts, "}")


# In attributes


def _calls_of_elements(page: Page) -> Iterator[ScriptCall]:
    """Elements that name where their list comes from, and which part is next."""
    named = (each for each in page.root.iter() if any(str(name).startswith(("data-", "hx-")) for name in each.attrib))
    for element in islice(named, _MOST_ELEMENTS):
        said = {str(name): str(value).strip() for name, value in element.attrib.items()}
        for name, address in said.items():
            if _ENDPOINT.match(name) and (name != "src" or element.tag == "turbo-frame") and re.match(r"(?:https?:)?/|\?|\./", address):
                yield ScriptCall(_of_element(address, said, posted=name == "hx-post"))


def _of_element(address: str, said: Mapping[str, str], *, posted: bool) -> Worth:
    numbers = {name[5:]: value for name, value in said.items() if name.startswith("data-") and value.isdecimal() and len(value) < 7}
    parts: list[str | Counted] = []
    hole = _HOLE.search(address)
    for name, value in numbers.items():
        key = re.sub(r"\A(?:next|current|start)-|-", "", name) if name.startswith(("next-", "current-")) else name.replace("-", "")
        counts = is_page_key(key) or bool(OFFSET_KEY.match(key))
        if counts and hole:
            number = Counted(int(value), key, name.startswith("next-"))
            return (address[: hole.start()], number, address[hole.end() :])
        if (counts or SIZE_KEY.match(key)) and f"{key}=" not in address:
            parts += [f"{'&' if parts else ''}{key}=", Counted(int(value), key, name.startswith("next-")) if counts else value]
    if hole:
        return (address[: hole.start()], Counted(1, "page"), address[hole.end() :])
    found = re.search(r"([?&](?P<key>[\w-]{1,40})=)(?P<value>\d{1,6})(?!\d)", address)
    if not parts and found and (is_page_key(found["key"]) or OFFSET_KEY.match(found["key"])):
        return (address[: found.start("value")], Counted(int(found["value"]), found["key"]), address[found.end() :])
    return _together((address,), tuple(parts), posted=posted)
