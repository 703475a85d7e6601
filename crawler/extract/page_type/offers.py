"""Pages of an event or a position, as they state themselves: schema.org's object of the headline's name is of that type, and none
is of an article's.

Products are not among them: who recalls or presents one states it as well. The model knows their pages by other signs.
"""

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_heading
from crawler.page.json_ld import text_of, types_of
from crawler.page.metadata import Head
from crawler.text.fingerprint import title_key

_OFFERED = frozenset("event musicevent businessevent educationevent jobposting".split())  # of schema.org, lower case


def states_offer(head: Head, shown: list[Block]) -> bool:
    """Whether a page states an event or a position by the name of its title, or in markup around its headline."""
    if head.article() is not None:
        return False
    names = (title_key(text_of(node.get("name") or node.get("title"))) for node in head.nodes if types_of(node) & _OFFERED)
    return any(name and head.says(name) for name in names) or _is_in_offer(shown)


def _is_in_offer(shown: list[Block]) -> bool:
    """Whether the nearest element around the first headline that has a type is of such a one."""
    headline = next(filter(is_heading, shown), None)
    around = (headline.element, *headline.element.iterancestors()) if headline is not None else ()
    stated = next(filter(None, (each.get("itemtype") for each in around)), "")
    return stated.rstrip("/").rpartition("/")[2].lower() in _OFFERED
