"""Questions that open their answers: a button that shows the text behind it is that text's heading."""

import lxml.html
from lxml.etree import _Element as Element

from crawler.page.markup import all_text
from crawler.page.tags import CONTROLS, HEADINGS
from crawler.text.safe_text import squeeze
from crawler.text.writing import ends_sentence, weight

_SEVERAL = 2  # questions
_TOLD = 30  # Latin characters of an answer, a sentence at least
_AROUND = (*HEADINGS, "dt", "summary", "nav")  # elements in which a button heads something already, or a menu


def head_answers(root: lxml.html.HtmlElement) -> None:
    """Puts a heading around each of several buttons that open text without a link, as `aria-expanded` says of them.

    Menus and forms open links and fields; a button in a heading is left as it is.
    """
    opening = [button for button in root.iter("button") if button.get("aria-expanded") is not None and _opens_text(button)]
    for button in opening if len(opening) >= _SEVERAL else ():
        heading = lxml.html.Element("h4")
        heading.tail, button.tail = button.tail, None
        button.addprevious(heading)
        heading.append(button)


def _opens_text(button: Element) -> bool:
    panel = button.getnext()
    if panel is None or type(panel.tag) is not str or next(button.iterancestors(*_AROUND), None) is not None:
        return False
    if next(panel.iter("a", *CONTROLS), None) is not None:
        return False
    pieces = [str(piece) for piece in panel.itertext()]
    return squeeze(all_text(button)) != "" and any(map(_is_told, map(squeeze, ("".join(pieces), *pieces))))


def _is_told(text: str) -> bool:
    return weight(text) >= _TOLD and ends_sentence(text)
