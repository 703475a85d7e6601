"""Pages of an event, a position or a thread, as they state themselves: schema.org's object of the headline's name is of that
type, and none is of an article's.

Products are not among them: who recalls or presents one states it as well. The model knows their pages by other signs.
"""

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_heading
from crawler.page.json_ld import text_of, types_of
from crawler.page.metadata import Head
from crawler.text.fingerprint import title_key

# Of schema.org, lower case.
_OFFERED = frozenset("event musicevent businessevent educationevent jobposting discussionforumposting qapage".split())
_NAMES = ("name", "title", "headline")


def states_offer(head: Head, shown: list[Block]) -> bool:
    """Whether a page states an event, a position or a thread by the name of its title, or in markup around its headline."""
    article = head.article()
    if article is not None and not types_of(article) & _OFFERED:
        return False
    names = (next(filter(None, map(node.get, _NAMES)), None) for node in head.nodes if types_of(node) & _OFFERED)
    return any(key and head.says(key) for key in map(title_key, map(text_of, names))) or _is_in_offer(shown)


def _is_in_offer(shown: list[Block]) -> bool:
    """Whether the nearest element around the first headline that has a type is of such a one."""
    headline = next(filter(is_heading, shown), None)
    around = (headline.element, *headline.element.iterancestors()) if headline is not None else ()
    stated = next(filter(None, (each.get("itemtype") for each in around)), "")
    return stated.rstrip("/").rpartition("/")[2].lower() in _OFFERED
