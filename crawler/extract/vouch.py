"""Whether a page that was read is the article which its listing or its address promises, whatever its type. Pure.

A page's type is a guess from its form. A short release may look like a service page, and an error page like a release;
what the listing said, what the address says and what the page itself prints settle it. What was taken from the listing
is no evidence, since the page never said it.
"""

from crawler.extract.layout.headline import names_same
from crawler.extract.page_type.classify import dated_rows
from crawler.items import Extraction, Row
from crawler.page.page import Page
from crawler.text.fingerprint import title_key
from crawler.text.writing import weight

# Lengths in Latin characters, as crawler.text.writing.weight counts them.
FEW = 40  # text that no release is as short as, unless it shows or hands out something under its headline
SHORT = 120  # text that is none where it trails off: "Loading …", in any language
LONG = 300  # text that is a release's under another headline than the listing's too
_MIN_KEY = 8  # letters of a title that may be a part of another one
_TRAILING = ("…", "⋯", "...")


def vouched(found: Extraction, page: Page, row: Row | None, addressed: bool) -> tuple[str, str]:
    """(kind, reason) of what the generic reader found, which has them by the type of its page.

    addressed: whether the address can only be an article's. Further reasons: `vouched`; `few_words`, `another_headline`.
    """
    is_listing = found.kind == "listing" and not _has_rows_beside(found, page, row)
    if is_listing or (found.kind == "article" and not row and not addressed):
        return found.kind, found.kind_reason
    return ("other", "few_words") if too_little(found, page) else _promised(found, page, row, addressed)


def _promised(found: Extraction, page: Page, row: Row | None, addressed: bool) -> tuple[str, str]:
    named = _named_by(found, row)
    if found.kind != "article":
        known = addressed or bool(named and _printed(found, page))
        return ("article", "vouched") if known and found.text and found.title else (found.kind, found.kind_reason)
    if named is False and _is_of_another(found, addressed):
        return "other", "another_headline"
    return found.kind, found.kind_reason


def _is_of_another(found: Extraction, addressed: bool) -> bool:
    """Whether a page without the headline of the listing has no release of its own: other releases' beginnings, or few words."""
    if own_title(found) is None and "text_unsure" in found.flags:
        return True
    return not addressed and weight(found.text or "") < LONG


def _has_rows_beside(found: Extraction, page: Page, row: Row | None) -> bool:
    """Whether a page that has rows is the short release that a listing names by title and day, and they are its neighbours."""
    if row is None or not _named_by(found, row) or not _dated_by(found, row):
        return False
    rows = dated_rows(page.outline.shown())
    return not any(each.text in (found.text or "") for each in rows)


def _dated_by(found: Extraction, row: Row) -> bool:
    """Whether the page itself states the day that the listing gave."""
    origin = found.provenance.get("published")
    own = origin is not None and (origin.by not in ("listing", "feed") or bool(origin.agree))
    return own and bool(row.date) and (found.published or "").startswith(row.date or "-")


def too_little(found: Extraction, page: Page) -> bool:
    """Whether a page says so little that it is no release, whoever promises one."""
    text = (found.text or "").strip()
    if weight(text) < FEW:
        return not ((found.images or found.attachments) and own_title(found) and _printed(found, page))
    return weight(text) < SHORT and text.endswith(_TRAILING)


def own_title(found: Extraction) -> str | None:
    """The title that the page itself states."""
    origin = found.provenance.get("title")
    return found.title if origin is None or origin.by != "listing" or origin.agree else None


def titles_agree(listed: str, printed: str) -> bool:
    """Whether a listing's anchor, which may be cut or hold more than the title, and a page's title are the same."""
    a, b = title_key(listed), title_key(printed)
    if min(len(a), len(b)) >= _MIN_KEY and (a in b or b in a):
        return True
    return bool(a and b) and (a == b or a in b or names_same(listed, printed))


def _named_by(found: Extraction, row: Row | None) -> bool | None:
    """Whether the page itself states the title that the listing gave; None where the listing gave none."""
    if row is None or not row.title or row.by == "url":
        return None
    own = own_title(found)
    return own is not None and titles_agree(row.title, own)


def _printed(found: Extraction, page: Page) -> bool:
    """Whether the title stands on the page, and not in its head alone."""
    key = title_key(found.title)
    return bool(key) and any(key in title_key(block.text) for block in page.outline.shown())
