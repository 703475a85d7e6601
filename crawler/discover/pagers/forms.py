"""Pagers that are forms: what a form with the method GET asks for is an address like any other.

`<button name="page" value="2">Next</button>`, a field for the number of the page, a list of the years.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlencode, urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink, own_text
from crawler.discover.pagers.addresses import is_page_key, numbers_in
from crawler.discover.pagers.marks import text_on
from crawler.discover.pagers.step import Paged, Step
from crawler.discover.pagers.words import Way, way_of
from crawler.page.decode import DECODED
from crawler.text.safe_text import one_line
from crawler.url_parts import with_posted

_WRITTEN = frozenset({"text", "search", "email", "tel", "url", "password", "date", "file"})  # types of fields that people fill in
_SUBMITS = frozenset({"submit", "image"})
_BUTTONS = _SUBMITS | {"button", "reset"}
_ARROWS = frozenset({Way.RIGHT, Way.FAR_RIGHT})
MOST_BUTTONS, MOST_FIELDS = 100, 200  # of a form that are looked at
MOST_POSTED = 1 << 19  # characters; the state of a page that some systems have a form carry is long
_DIGITS = 6  # of the number of a page
_Field = tuple[str, str]


def is_get(form: HtmlElement) -> bool:
    """Whether a form asks for an address and sends nothing else."""
    return (form.get("method") or "get").strip().lower() == "get"


class SentForm:
    """What a form sends, its fields read once."""

    def __init__(self, page: Paged, form: HtmlElement) -> None:
        self._page = page
        self._form = form
        self._charset = page.charset if page.charset != DECODED else "utf-8"
        self._fields = [(name, self._query([(name, value)])) for name, value in _fields(form)]

    def address(self, given: Sequence[_Field], action: str | None = None) -> str | None:
        """The address that it asks for with its own fields, and these in place of those of their names; None for none."""
        target = self._target(action)
        return None if target is None else urlsplit(target)._replace(query=self._with(given), fragment="").geturl()

    def posted(self, given: Sequence[_Field], action: str | None = None) -> str | None:
        """The same where it posts its fields (crawler.url_parts.posted_in); None where it posts more than MOST_POSTED."""
        target, sent = self._target(action), self._with(given)
        return None if target is None or len(sent) > MOST_POSTED else with_posted(target.partition("#")[0], sent)

    def _target(self, action: str | None) -> str | None:
        return self._page.resolved(action or self._form.get("action") or self._page.url)

    def _with(self, given: Sequence[_Field]) -> str:
        names = {name for name, _ in given}
        return "&".join(filter(None, [pair for name, pair in self._fields if name not in names] + [self._query(given)]))

    def _query(self, fields: Sequence[_Field]) -> str:
        return urlencode(fields, encoding=self._charset, errors="xmlcharrefreplace")

    def buttons(self) -> Iterator[PageLink]:
        """Its buttons as links; not where an arrow, which the button of any form may show, asks for no page."""
        for button in islice(filter(submits, self._form.iter("button", "input")), MOST_BUTTONS):
            name, value = button.get("name"), button.get("value") or ""
            url = self.address([(name, value)] if name else [], button.get("formaction"))
            text = text_on(button) if button.tag == "button" else one_line(value)
            if url is not None and (way_of(text) not in _ARROWS or any(each.is_page for each in numbers_in(url))):
                yield PageLink(button, url, url, text, text)


def form_links(page: Paged) -> tuple[PageLink, ...]:
    """The buttons of the page's GET forms as links, without those of forms that people write something into."""
    # The button beside a field for the number of a page sends the number of this very page.
    forms = (form for form in _forms(page) if not any(map(_is_for_pages, form.iter("input", "select"))))
    return tuple(link for form in forms for link in SentForm(page, form).buttons())


def page_field(page: Paged) -> Step | None:
    """A field that takes the number of a page: the address of the page after the one whose number stands in it."""
    fields = ((form, field) for form in _forms(page) for field in form.iter("input", "select") if _is_for_pages(field))
    for form, field in fields:
        own, last = int(value_of(field)), _greatest(field)
        url = SentForm(page, form).address([(field.get("name") or "", str(own + 1))])
        return Step((url,) if url and (own < last or not last) else (), last or None, None, "page_field")
    return None


def _forms(page: Paged) -> Iterator[HtmlElement]:
    """The GET forms of a page in which nobody writes words."""
    for form in page.root.iter("form") if page.root is not None else ():
        if is_get(form) and not takes_words(form):
            yield form


def takes_words(form: HtmlElement) -> bool:
    """Whether a form has a field that people write words into."""
    return any(map(_is_written, form.iter("input", "textarea")))


def _is_written(field: HtmlElement) -> bool:
    """Whether a field is there for words: a search has one, a pager at most one for a number."""
    return field.tag == "textarea" or ((field.get("type") or "text") in _WRITTEN and not is_page_key(field.get("name") or ""))


def is_personal(form: HtmlElement) -> bool:
    """Whether a form takes a password or a file: nothing of it is sent."""
    return any(field.get("type") in ("password", "file") for field in form.iter("input"))


def submits(button: HtmlElement) -> bool:
    if button.tag == "input":
        return button.get("type") in _SUBMITS
    return (button.get("type") or "submit") == "submit"


def _is_for_pages(field: HtmlElement) -> bool:
    """Whether a reader can give the number of a page in a field, and one stands there."""
    return is_page_key(field.get("name") or "") and field.get("type") != "hidden" and _is_number(value_of(field))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _DIGITS


def value_of(field: HtmlElement) -> str:
    """What a field sends as it stands."""
    if field.tag != "select":
        return (field.get("value") or "").strip()
    options = list(field.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else _value_of_option(chosen)


def _value_of_option(option: HtmlElement) -> str:
    return str(option.get("value", own_text(option))).strip()


def _greatest(field: HtmlElement) -> int:
    """The greatest number that a field takes; 0 where it does not say."""
    texts = map(_value_of_option, field.iter("option")) if field.tag == "select" else [field.get("max") or ""]
    return max((int(text) for text in texts if _is_number(text)), default=0)


def _fields(form: HtmlElement) -> Iterator[_Field]:
    """Name and value of what a form sends as it stands, but for its buttons."""
    for field in islice(form.iter("input", "select"), MOST_FIELDS):
        name = field.get("name")
        if name and _is_sent(field):
            yield name, value_of(field)


def _is_sent(field: HtmlElement) -> bool:
    kind = field.get("type")
    if kind in _BUTTONS or field.get("disabled") is not None:
        return False
    return kind not in ("checkbox", "radio") or field.get("checked") is not None
