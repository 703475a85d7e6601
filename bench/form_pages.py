"""Real pages that are hardly ever articles: home pages, shops, sign-ups, contact forms, in some thirty languages.

They come with the package formasaurus (MIT), which marks the forms on them. Only its files are read: install it without
its requirements (`pip install --no-deps formasaurus`) or unpack it and name its folder in $FORM_PAGES.
"""

import importlib.util
import json
import os
import pathlib
import re
from collections.abc import Iterator

# Pages of the set that are articles, and those that are neither one nor the other: threads of forums, profiles.
_ARTICLES = (
    "miravalencia.com/detallenoticia", "basic-photography-tips.com/starting-a", "famili.fr/,les-livres",
    "soccercpa.com/adidas-revo",
)  # fmt: skip
_UNCLEAR = re.compile(
    r"hailedu\.gov\.sa/14|Main_Page|gillian-anderson|sektion/svoemning|culturajaponesa\.com\.br/\?page_id|fightcopyrighttrolls\.com/d|"
    r"bongs-vs-bubblers|viewtopic|2005-tribute|oneplus\.net/threads|mitbbssg\.com/article|live_updates_detroit|\.onion"
)


def form_pages() -> Iterator[tuple[str, str, bytes, bool]]:
    """(name in the set, url, body, whether it is an article), each body once; nothing where the package is not there."""
    folder = _folder()
    if folder is None:
        return
    seen: set[bytes] = set()
    for name, about in json.loads((folder / "index.json").read_text(encoding="utf-8")).items():
        url, body = about["url"], (folder / (name if name.startswith("html") else f"html/{name}")).read_bytes()
        if body in seen or _UNCLEAR.search(url):
            continue
        seen.add(body)
        yield name, url, body, any(part in url for part in _ARTICLES)


def _folder() -> pathlib.Path | None:
    named = os.environ.get("FORM_PAGES")
    if named:
        return pathlib.Path(named)
    spec = importlib.util.find_spec("formasaurus")
    return pathlib.Path(spec.origin).parent / "data" if spec is not None and spec.origin else None
