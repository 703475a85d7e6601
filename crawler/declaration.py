"""The text of a company file, `spiders/<name>.py`, the least that declares a newsroom; and what its words look like."""

import json
import re
from collections.abc import Iterable
from typing import Any

_FILE = '''\
"""{about}"""

{imports}


class {class_name}(NewsroomSpider):
    site = Site(
{lines}
    )  # fmt: skip
'''
_IMPORTS = ("from crawler.site import Site", "from crawler.spider import NewsroomSpider")


def file_text(name: str, company: str, lines: Iterable[str], imports: Iterable[str] = (), about: str | None = None) -> str:
    """The text of spiders/<name>.py. lines: the arguments of its Site, each line without its indent and with its comma."""
    said = about or f"{company}: its newsroom."
    return _FILE.format(
        about=re.sub(r'["\\\\]', "", said), imports="\n".join(sorted([*imports, *_IMPORTS])),
        class_name="".join(word.capitalize() for word in name.split("_")), lines="\n".join(f"        {line}" for line in lines),
    )  # fmt: skip


def quoted(value: str) -> str:
    """A string as it stands in a company file."""
    return json.dumps(value, ensure_ascii=False)


def quoted_all(values: Iterable[str]) -> str:
    """A tuple of strings as it stands in a company file."""
    each = [quoted(value) for value in values]
    return f"({', '.join(each)}{',' if len(each) == 1 else ''})"


NAME = re.compile(r"[a-z][a-z0-9_]{1,60}\Z")
ANY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,120}\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
ALSO = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::[1-9][0-9]{0,4})?\Z")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}\Z")


def _names(site: Any) -> str | None:
    pattern, shape = (ANY_NAME, "letters, digits, _ and -") if site.generic else (NAME, "lower case, digits and _")
    for key in ("name", "group"):
        if not isinstance(getattr(site, key), str) or not pattern.match(getattr(site, key)):
            return f"{key} must be a word of {shape}, like 'example', not {getattr(site, key)!r}"
    if not isinstance(site.company, str) or not site.company.strip():
        return "company must be the company's name, like 'Example Mining Ltd.'"
    return None


def _language(site: Any) -> str | None:
    if site.language is None and site.generic:
        return None
    if not isinstance(site.language, str) or not LANGUAGE.match(site.language):
        return f"language must be a BCP 47 tag like 'en' or 'zh', not {site.language!r}"
    return None


CHECKS_OF_NAMES = (_names, _language)


def check_hosts(site: Any) -> str | None:
    """What is wrong with the host names that a site declares, in a sentence; None for right ones. site: a `Site`."""
    for host in site.hosts:
        if not site.generic and not HOST.match(host):
            return f"hosts must be bare host names in lower case, like 'www.example.com', not {host!r}"
    for key, host in [*(("also", host) for host in site.also), *(("js_hosts", host) for host in site.js_hosts)]:
        if not ALSO.match(host):
            said = host.rpartition("@")[2]  # what stands before it may be a password
            return f"{key} must be bare host names, like 'press.example.com' or 'press.example.com:8080', not {said!r}"
    return None
