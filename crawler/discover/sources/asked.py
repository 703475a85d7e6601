"""Numbers in what a page's script asks for: in the query of its address, in the form or the JSON that it posts."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.discover.pagers.addresses import with_parameter
from crawler.url_parts import posted_in, with_posted

_JSON_NUMBER = re.compile(r'"(\w{1,40})"\s*:\s*"?(\d{1,6})"?(?=\s*[,}\]])')


def numbers_asked(address: str) -> dict[str, int]:
    """Names and values of the numbers of at most six digits."""
    url, posted = posted_in(address)
    found = _in_query(urlsplit(url).query)
    if posted is not None:
        found |= {name: int(value) for name, value in _JSON_NUMBER.findall(posted)} if is_json(posted) else _in_query(posted)
    return found


def is_json(posted: str) -> bool:
    """Whether what is posted is JSON and no form."""
    return posted.startswith(("{", "["))


def _in_query(query: str) -> dict[str, int]:
    return {name: int(value) for name, value in parse_qsl(query) if value.isdecimal() and len(value) < 7}


def with_number(address: str, name: str, value: int) -> str:
    """What is asked for with one number set: where it stands, else in the query."""
    url, posted = posted_in(address)
    if posted is None or name in _in_query(urlsplit(url).query):
        changed = with_parameter(url, name, value)
    elif is_json(posted):
        changed, posted = url, re.sub(rf'("{re.escape(name)}"\s*:\s*"?)\d+', rf"\g<1>{value}", posted)
    else:
        others = [pair for pair in posted.split("&") if pair and pair.partition("=")[0].lower() != name.lower()]
        changed, posted = url, "&".join([*others, urlencode({name: value})])
    return with_posted(changed, posted)
